//! The organisation as the demo works in it: read from the database after `inrichten` has loaded its folder.

use std::collections::HashMap;

use dienstverlening::contacten::Huis;
use dienstverlening::inrichten::{Instellingen, Vraag};
use jiff::civil::Date;
use kern::organisaties::{Collega, MedewerkerId, Organisatie, Team, TeamId, collegas, organisaties, teams};
use kern::{Authorised, Database, Error, Reads, Result};
use rand::RngExt;
use rand::rngs::StdRng;
use registers::klantinteracties::Afhandeling;
use registers::klantinteracties::klantcontact::ArtikelVersie;
use sea_query::{Expr, ExprTrait, Order, Query};
use termijnen::{Kalender, Openingstijden};
use uuid::Uuid;

use super::kansen::{Gewogen, Kanaal, een};
use super::seizoen;

/// A product that people ask about.
pub(super) struct Product {
    pub code: String,
    pub naam: String,
    pub thema: String,
    pub team: TeamId,
    pub reden: String,
    pub vragen: Vec<String>,
    pub artikel: ArtikelVersie,
    pub gewicht: f64,
}

/// A team with its people and hours.
pub(super) struct Ploeg {
    pub team: Team,
    pub kalender: Kalender,
    pub tijden: Openingstijden,
    leden: Vec<Collega>,
    gewicht: Gewogen,
}

/// Everything that it is made with.
pub(super) struct Wereld {
    pub organisatie: Organisatie,
    pub huis: Huis,
    pub kalender: Kalender,
    pub tijden: Openingstijden,
    pub producten: Vec<Product>,
    pub ploegen: HashMap<TeamId, Ploeg>,
    eerste_lijn: Vec<TeamId>,
}

/// What a product counts that has no `gewicht` of its own.
const GEWICHT: f64 = 3.0;

impl Wereld {
    /// Reads the organisation with this code.
    pub(super) async fn read(db: &Database, code: &str) -> Result<Self> {
        let missing = || Error::bug(anyhow::anyhow!("organisation {code} has no teams or products"));
        let organisatie = organisaties(db).await?.into_iter().find(|o| o.code == code).ok_or_else(missing)?;
        let instellingen = Instellingen::van(&organisatie)?;
        let who = Authorised::program(organisatie.id);
        let people = collegas(db, &who).await?;
        let mut ploegen = HashMap::new();
        let mut eerste_lijn = Vec::new();
        for team in teams(db, &who).await? {
            if team.klantcontactcentrum {
                eerste_lijn.push(team.id);
            }
            let leden: Vec<Collega> = people.iter().filter(|person| person.team == team.id).cloned().collect();
            if !leden.is_empty() {
                ploegen.insert(team.id, Ploeg::new(team, leden, &instellingen)?);
            }
        }
        eerste_lijn.retain(|team| ploegen.contains_key(team));
        let producten = producten(db, &organisatie).await?;
        if producten.is_empty() || eerste_lijn.is_empty() {
            return Err(missing());
        }
        Ok(Self {
            kalender: instellingen.kalender()?,
            tijden: instellingen.openingstijden()?,
            huis: Huis::lees(db, organisatie.id).await?,
            organisatie,
            producten,
            ploegen,
            eerste_lijn,
        })
    }

    /// The team of the contact centre that answers on a channel.
    pub(super) fn team_voor(&self, kanaal: &Kanaal) -> TeamId {
        let codes = |team: &&TeamId| self.ploegen[*team].team.code.contains(kanaal.team);
        let names = |team: &&TeamId| self.ploegen[*team].team.naam.to_lowercase().contains(kanaal.team);
        *self
            .eerste_lijn
            .iter()
            .find(codes)
            .or_else(|| self.eerste_lijn.iter().find(names))
            .unwrap_or(&self.eerste_lijn[0])
    }

    pub(super) fn is_eerste_lijn(&self, team: TeamId) -> bool {
        self.eerste_lijn.contains(&team)
    }

    /// The weights of all products on a date and channel.
    pub(super) fn gewichten(&self, datum: Date, kanaal: &Kanaal) -> Gewogen {
        Gewogen::new(self.producten.iter().map(|product| {
            let at_desk =
                kanaal.code == "balie" && self.ploegen.get(&product.team).is_some_and(|p| p.team.code == "burgerzaken");
            let online = kanaal.code == "webformulier" && product.code == "melding-openbare-ruimte";
            let liked = if at_desk {
                2.2
            } else if online {
                3.0
            } else {
                1.0
            };
            product.gewicht * liked * seizoen::product(&product.code, datum)
        }))
    }

    /// The organisation's own code for an ending; one of several, the first most often.
    pub(super) fn uitkomst(&self, rng: &mut StdRng, afhandeling: Afhandeling) -> Option<String> {
        let fits: Vec<_> =
            self.huis.instellingen.uitkomsten.iter().filter(|u| u.afhandeling == afhandeling.code()).collect();
        if fits.is_empty() {
            return None;
        }
        Some(if rng.random_bool(0.6) { fits[0] } else { een(rng, &fits) }.code.clone())
    }

    /// The reason: the product's own most often.
    pub(super) fn reden(&self, rng: &mut StdRng, product: &Product) -> String {
        if self.huis.instellingen.redenen.is_empty() || rng.random_bool(0.64) {
            return product.reden.clone();
        }
        een(rng, &self.huis.instellingen.redenen).code.clone()
    }

    /// The questions that a team wants asked.
    pub(super) fn vragen(&self, team: TeamId) -> &[Vraag] {
        self.huis.vragenset(team).map_or(&[], |set| &set.vragen)
    }
}

impl Ploeg {
    fn new(team: Team, leden: Vec<Collega>, instellingen: &Instellingen) -> Result<Self> {
        let kalender = instellingen.team_kalender(&team)?;
        let tijden = match &team.openingstijden {
            Some(own) => {
                let own: std::collections::BTreeMap<String, Vec<String>> = serde_json::from_value(own.clone())?;
                Openingstijden::parse(&own).map_err(Error::bug)?
            }
            None => instellingen.openingstijden()?,
        };
        // Some work full time and some do not.
        let gewicht = Gewogen::new((0..leden.len()).map(|i| [1.0, 0.8, 1.1, 0.6, 0.9][i % 5]));
        Ok(Self { team, kalender, tijden, leden, gewicht })
    }

    /// Somebody who is at work that day.
    pub(super) fn iemand(&self, rng: &mut StdRng, datum: Date) -> MedewerkerId {
        for _ in 0..8 {
            let i = self.gewicht.pick(rng);
            // Everybody has a day of the week off.
            let day_off = i8::try_from(i % 5).unwrap_or(0) + 1 == datum.weekday().to_monday_one_offset();
            if !day_off && self.leden[i].afwezig_op(datum).is_none() {
                return self.leden[i].id;
            }
        }
        self.leden[0].id
    }
}

async fn producten(db: &Database, organisatie: &Organisatie) -> Result<Vec<Product>> {
    let query = Query::select()
        .columns(["code", "naam", "thema", "team_id", "reden", "vragen", "artikel_id", "versie", "gewicht"])
        .from("producten")
        .and_where(Expr::col("organisatie_id").eq(organisatie.id))
        .and_where(Expr::col("actief").eq(true))
        .order_by("code", Order::Asc)
        .to_owned();
    let mut found = Vec::new();
    for row in db.rows(&query).await? {
        let gewicht: i64 = row.get("gewicht")?;
        found.push(Product {
            code: row.get("code")?,
            naam: row.get("naam")?,
            thema: row.get("thema")?,
            team: row.get("team_id")?,
            reden: row.get("reden")?,
            vragen: serde_json::from_value(row.get("vragen")?)?,
            artikel: ArtikelVersie { id: row.get::<Uuid>("artikel_id")?, versie: row.get("versie")? },
            gewicht: if gewicht > 0 { gewicht as f64 } else { GEWICHT },
        });
    }
    Ok(found)
}
