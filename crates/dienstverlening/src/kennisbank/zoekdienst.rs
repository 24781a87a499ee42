//! The search of this node: an index in memory, filled from the store and kept up by following the journal.
//!
//! Each node has its own and keeps nothing: its place in the journal is in memory too. After a restart it reads the store.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use kern::organisaties::{Organisatie, OrganisatieId, organisaties};
use kern::{Database, Error, Reads, Result, Row, journaal};
use sea_query::{Condition, Expr, ExprTrait, Order, Query};
use tokio::sync::Mutex;
use uuid::Uuid;
use zoeken::{Bereik, Document, Segment, Taalkennis, Vindplaats, Wijziging, Zoeker};

use super::lezen::{self, Zicht};
use super::markdown::platte_tekst;
use super::soorten::{Artikel, ArtikelId, OpenbaarArtikel, Product, ProductId, Sectie};
use super::zin::eerste_zin;
use crate::inrichten::Instellingen;

/// How many articles are read at a time, so that filling takes little memory beside the index.
const READ_AT_ONCE: u64 = 500;
/// When more than this changed, everything of the organisation is read again.
const CHANGED_MAX: usize = 200;
/// Other nodes' commits wake nobody here; this does.
const POLL: Duration = Duration::from_secs(1);
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// The search. Share it in an [`Arc`].
pub struct Zoekdienst {
    db: Database,
    zoeker: Arc<Zoeker>,
    kaarten: RwLock<HashMap<OrganisatieId, Kaarten>>,
    /// The last gebeurtenis that has been taken in.
    cursors: Mutex<BTreeMap<OrganisatieId, i64>>,
}

type Kaarten = HashMap<u128, Arc<Kaart>>;

/// What is shown of an article that was found.
#[derive(Debug)]
struct Kaart {
    product: ProductId,
    code: String,
    naam_en: Option<String>,
    thema: String,
    antwoord: String,
    artikel: ArtikelId,
    versie: i64,
    /// What everybody may read of it; none when it is not public.
    openbaar: Option<Arc<OpenbaarArtikel>>,
}

/// An article that was found, with all that a list of results shows. Texts are plain: escape them.
#[derive(Clone, Debug, PartialEq)]
pub struct Zoekresultaat {
    /// Its product.
    pub product: ProductId,
    /// The code of its product.
    pub code: String,
    /// The name of its product, with what was searched for marked.
    pub naam: Vec<Segment>,
    /// The name in English, unmarked.
    pub naam_en: Option<String>,
    /// The code of its theme.
    pub thema: String,
    /// The first sentence of its answer.
    pub antwoord: String,
    /// Where else the words were found, with a fragment each; three at most.
    pub vindplaatsen: Vec<Vindplaats>,
    /// The article.
    pub artikel: ArtikelId,
    /// The version that is the current one.
    pub versie: i64,
}

/// What a gebeurtenis must be about to change what is found.
const RESOURCES: [&str; 3] = ["product", "artikel", "organisatie"];

impl Zoekdienst {
    /// Makes a search over the articles of all organisations.
    ///
    /// # Errors
    /// What the database says.
    pub async fn start(db: &Database) -> Result<Arc<Self>> {
        let dienst = Self {
            db: db.clone(),
            zoeker: Arc::new(Zoeker::new()),
            kaarten: RwLock::default(),
            // What changes while it is being filled is then read a second time, which does no harm.
            cursors: Mutex::new(einden(db).await?),
        };
        for organisatie in organisaties(db).await? {
            dienst.fill(&organisatie).await?;
        }
        Ok(Arc::new(dienst))
    }

    /// The articles of an organisation that fit what was typed, best first, at most `limit`. A few milliseconds; the
    /// database is not asked.
    #[must_use]
    pub fn zoek(&self, organisatie: OrganisatieId, vraag: &str, bereik: Bereik, limit: usize) -> Vec<Zoekresultaat> {
        let found = self.zoeker.zoek(organisatie.uuid().as_u128(), vraag, bereik, limit);
        let kaarten = self.kaarten.read().unwrap_or_else(PoisonError::into_inner);
        let Some(kaarten) = kaarten.get(&organisatie) else { return Vec::new() };
        let shown = found.into_iter().filter_map(|hit| {
            let kaart = kaarten.get(&hit.id)?;
            (bereik == Bereik::Intern || kaart.openbaar.is_some()).then(|| Zoekresultaat {
                product: kaart.product,
                code: kaart.code.clone(),
                naam: hit.naam,
                naam_en: kaart.naam_en.clone(),
                thema: kaart.thema.clone(),
                antwoord: kaart.antwoord.clone(),
                vindplaatsen: hit.velden,
                artikel: kaart.artikel,
                versie: kaart.versie,
            })
        });
        shown.collect()
    }

    /// The public articles of an organisation, in no order, as this node last took them in.
    pub(super) fn openbare_artikelen(&self, organisatie: OrganisatieId) -> Vec<Arc<OpenbaarArtikel>> {
        let kaarten = self.kaarten.read().unwrap_or_else(PoisonError::into_inner);
        kaarten
            .get(&organisatie)
            .into_iter()
            .flat_map(HashMap::values)
            .filter_map(|kaart| kaart.openbaar.clone())
            .collect()
    }

    pub(super) fn db(&self) -> &Database {
        &self.db
    }

    /// Takes in what has changed since the last time; gives whether anything had.
    ///
    /// # Errors
    /// What the database says; the next call tries the same again.
    pub async fn bijwerken(&self) -> Result<bool> {
        let mut cursors = self.cursors.lock().await;
        let (mut anything, mut failed) = (false, None);
        for (organisatie, end) in einden(&self.db).await? {
            let cursor = cursors.entry(organisatie).or_default();
            if end <= *cursor {
                continue;
            }
            match self.take_in(organisatie, *cursor, end).await {
                Ok(did) => {
                    anything |= did;
                    *cursor = end;
                }
                Err(error) => failed = Some(error),
            }
        }
        failed.map_or(Ok(anything), Err)
    }

    /// Takes in what changed of an organisation between these numbers; gives whether anything did.
    async fn take_in(&self, organisatie: OrganisatieId, after: i64, to: i64) -> Result<bool> {
        let changes = changed(&self.db, organisatie, after, to).await?;
        if changes.settings || changes.ids.len() > CHANGED_MAX {
            let all = organisaties(&self.db).await?;
            if let Some(organisatie) = all.iter().find(|known| known.id == organisatie) {
                self.fill(organisatie).await?;
            }
        } else if !changes.ids.is_empty() {
            self.refresh(organisatie, &changes.ids).await?;
        }
        Ok(changes.settings || !changes.ids.is_empty())
    }

    /// Keeps the search up to date for as long as the program runs; a failure is logged and tried again.
    pub async fn volg(self: Arc<Self>) {
        let mut commits = self.db.commits();
        loop {
            commits.mark_unchanged();
            match self.bijwerken().await {
                Ok(_) => {
                    let _ = tokio::time::timeout(POLL, commits.changed()).await;
                }
                Err(error) => {
                    tracing::error!(%error, "search could not be brought up to date, trying again");
                    tokio::time::sleep(AFTER_FAILURE).await;
                }
            }
        }
    }

    /// Reads everything of an organisation.
    async fn fill(&self, organisatie: &Organisatie) -> Result<()> {
        let settings = Instellingen::van(organisatie)?;
        let taal = Taalkennis { synoniemen: settings.synoniemen, delen: settings.delen };
        let (mut documents, mut kaarten, mut after) = (Vec::new(), Kaarten::new(), String::new());
        loop {
            let page = lezen::current(zicht(organisatie.id))
                .and_where(Expr::col(("p", "code")).gt(after.as_str()))
                .order_by(("p", "code"), Order::Asc)
                .limit(READ_AT_ONCE)
                .to_owned();
            let artikelen = read(&self.db, &page).await?;
            let Some(last) = artikelen.last() else { break };
            after.clone_from(&last.product.code);
            for artikel in &artikelen {
                kaarten.insert(number(artikel.product.id), Arc::new(kaart(artikel)));
                documents.push(document(organisatie.id, artikel));
            }
        }
        let id = organisatie.id.uuid().as_u128();
        self.index(move |zoeker| zoeker.vervang(id, &taal, documents)).await?;
        self.kaarten.write().unwrap_or_else(PoisonError::into_inner).insert(organisatie.id, kaarten);
        Ok(())
    }

    /// Reads some products of an organisation again; an id may be the product's or its article's.
    async fn refresh(&self, organisatie: OrganisatieId, ids: &[Uuid]) -> Result<()> {
        let these = Condition::any()
            .add(Expr::col(("p", "id")).is_in(ids.iter().copied()))
            .add(Expr::col(("p", "artikel_id")).is_in(ids.iter().copied()));
        let present = read(&self.db, &lezen::current(zicht(organisatie)).cond_where(these.clone()).to_owned()).await?;
        let gone = lezen::products(zicht(organisatie))
            .cond_where(these)
            .and_where(Expr::col(("p", "actief")).eq(false))
            .to_owned();
        let gone: Vec<u128> =
            self.db.rows(&gone).await?.iter().map(|row| Ok(number(row.get("id")?))).collect::<Result<_>>()?;
        let mut changes: Vec<Wijziging> =
            present.iter().map(|artikel| Wijziging::Bijwerken(Box::new(document(organisatie, artikel)))).collect();
        changes.extend(gone.iter().copied().map(Wijziging::Verwijderen));
        let id = organisatie.uuid().as_u128();
        self.index(move |zoeker| zoeker.verwerk(id, changes)).await?;
        let mut all = self.kaarten.write().unwrap_or_else(PoisonError::into_inner);
        let kaarten = all.entry(organisatie).or_default();
        kaarten.retain(|id, _| !gone.contains(id));
        kaarten.extend(present.iter().map(|artikel| (number(artikel.product.id), Arc::new(kaart(artikel)))));
        Ok(())
    }

    /// Indexing computes for a while, so it does not hold up the answers to people.
    async fn index<F>(&self, work: F) -> Result<()>
    where
        F: FnOnce(&Zoeker) -> Result<(), zoeken::Fout> + Send + 'static,
    {
        let zoeker = Arc::clone(&self.zoeker);
        tokio::task::spawn_blocking(move || work(&zoeker)).await.map_err(Error::bug)?.map_err(Error::bug)
    }
}

/// What has changed of an organisation.
#[derive(Default)]
struct Changes {
    settings: bool,
    ids: Vec<Uuid>,
}

/// The number of the newest gebeurtenis of each organisation.
async fn einden(db: &Database) -> Result<BTreeMap<OrganisatieId, i64>> {
    Ok(journaal::einden(db).await?.into_iter().map(|einde| (einde.organisatie, einde.volgnummer)).collect())
}

async fn changed(db: &Database, organisatie: OrganisatieId, after: i64, to: i64) -> Result<Changes> {
    let query = Query::select()
        .distinct()
        .columns(["resource", "resource_id"])
        .from("gebeurtenissen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("volgnummer").gt(after))
        .and_where(Expr::col("volgnummer").lte(to))
        .and_where(Expr::col("resource").is_in(RESOURCES))
        .to_owned();
    let mut changes = Changes::default();
    for row in db.rows(&query).await? {
        if row.get::<String>("resource")? == "organisatie" {
            changes.settings = true;
        } else {
            changes.ids.push(row.get("resource_id")?);
        }
    }
    Ok(changes)
}

async fn read(db: &Database, query: &sea_query::SelectStatement) -> Result<Vec<Artikel>> {
    db.rows(query).await?.iter().map(|row: &Row| lezen::artikel_from_row(row)).collect()
}

fn zicht(organisatie: OrganisatieId) -> Zicht {
    Zicht { organisatie, alleen_openbaar: false }
}

fn number(id: ProductId) -> u128 {
    id.uuid().as_u128()
}

fn kaart(artikel: &Artikel) -> Kaart {
    let product = &artikel.product;
    Kaart {
        product: product.id,
        code: product.code.clone(),
        naam_en: product.naam_en.clone(),
        thema: product.thema.clone(),
        antwoord: eerste_zin(&platte_tekst(&artikel.versie.inhoud.openbaar.antwoord)).to_owned(),
        artikel: product.artikel,
        versie: artikel.versie.versie,
        openbaar: product.openbaar.then(|| Arc::new(artikel.clone().into())),
    }
}

fn document(organisatie: OrganisatieId, artikel: &Artikel) -> Document {
    let product = &artikel.product;
    let inhoud = &artikel.versie.inhoud;
    let rest = inhoud.openbaar.iter().filter(|(sectie, _)| *sectie != Sectie::Antwoord);
    let names = [&product.naam_en, &product.upl].into_iter().flatten().cloned();
    Document {
        id: number(product.id),
        organisatie: organisatie.uuid().as_u128(),
        code: product.code.clone(),
        naam: product.naam.clone(),
        vragen: product.vragen.clone(),
        trefwoorden: product.trefwoorden.iter().cloned().chain(names).collect(),
        antwoord: platte_tekst(&inhoud.openbaar.antwoord),
        tekst: rest.map(|(_, markdown)| platte_tekst(markdown)).collect::<Vec<_>>().join("\n"),
        intern: inhoud.intern.as_deref().map(platte_tekst).unwrap_or_default(),
        openbaar: product.openbaar,
        gewicht: weight(product),
    }
}

/// How much it is asked: the given weight, or else its place among the twenty most asked.
fn weight(product: &Product) -> f32 {
    let place = product.meest_gevraagd.map_or(0, |place| Ord::max(21 - place, 1));
    let weight = if product.gewicht > 0 { product.gewicht } else { place };
    u16::try_from(weight).map_or(f32::from(u16::MAX), f32::from)
}
