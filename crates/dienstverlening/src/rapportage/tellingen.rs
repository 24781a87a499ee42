//! The follower `tellingen`: counts contacts, callbacks and applications per quarter, from the facts in the journal.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kern::database::{Clash, Put};
use kern::journaal::{Entry, Soortnaam};
use kern::organisaties::{OrganisatieId, TeamId};
use kern::volgers::{Volger, Werk};
use kern::{Moment, Reads, Result, Tx};
use registers::klantinteracties::internetaak::{self, Afloop, Stapsoort, Status};
use registers::klantinteracties::klantcontact::{self, FeitenWijziging};
use registers::zaken::zaak;
use sea_query::{Expr, ExprTrait, Query};
use termijnen::Kwartaal;

use super::ingevuld::{self, GEVULD, INGEVULD, TIENDEN};
use super::voortgang::kwartalen_van;

/// Counts what the quarterly report shows.
pub struct Tellingen;

kern::code_enum! {
    /// What is counted of a quarter, and by which keys.
    Maat {
        /// Contacts by channel.
        Kanaal "kanaal",
        /// Contacts by klantgroep.
        Klantgroep "klantgroep",
        /// Contacts by reason.
        Reden "reden",
        /// Contacts by product, and how they ended.
        Onderwerp "onderwerp",
        /// Contacts by theme.
        Thema "thema",
        /// Contacts by team, and how they ended.
        Team "team",
        /// Contacts by month, and how they ended.
        Maand "maand",
        /// Contacts by day.
        Dag "dag",
        /// Contacts by day of the week (1: Monday) and hour of the day (`00` to `23`).
        Uur "uur",
        /// What was told of contacts ([`Vastlegging`]).
        Vastlegging "vastlegging",
        /// Values that were entered, of the year that ends with this quarter: by indicator, `tienden` and `gevuld`.
        Ingevuld "ingevuld",
        /// Contacts with an article open.
        Artikel "artikel",
        /// Callbacks that were closed, by the team that closed them, and how: `gehaald`, `te_laat`, `niet_bereikt` or `vervallen`.
        Terugbel "terugbel",
        /// Callbacks that are open, by the team that they lie with and the moment promised.
        TerugbelOpen "terugbel_open",
        /// Applications by product: those that came without a contact, by a form or by post.
        Aanvraag "aanvraag",
    }
}

kern::code_enum! {
    /// What was told of a contact.
    Vastlegging {
        /// That there was one.
        Vastgelegd "vastgelegd",
        /// That something of it was otherwise; when it was of another quarter, of both.
        Rechtgezet "rechtgezet",
        /// That there was none.
        Teruggenomen "teruggenomen",
    }
}

/// Who applies over these channels is counted as a contact already.
const MET_CONTACT: [&str; 2] = ["balie", "telefoon"];

/// So many numbers of the journal are one block: what is asked of a place within a block reads that part of the journal again.
const BLOK: i64 = if cfg!(test) { 7 } else { 50_000 };

/// The block in which a number of the journal lies.
pub(super) fn blok(volgnummer: i64) -> i64 {
    volgnummer / BLOK
}

/// The last number before a block.
pub(super) fn voor_blok(blok: i64) -> i64 {
    blok * BLOK - 1
}

/// Where a count belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sleutel {
    pub organisatie: OrganisatieId,
    pub maat: Maat,
    pub kwartaal: Kwartaal,
    pub sleutel: String,
    pub sleutel2: String,
    pub blok: i64,
}

pub(super) type Counts = BTreeMap<Sleutel, i64>;

impl Volger for Tellingen {
    fn naam(&self) -> &'static str {
        "tellingen"
    }

    fn versie(&self) -> i64 {
        6
    }

    fn soorten(&self) -> &'static [Soortnaam] {
        const {
            &[
                klantcontact::AANGEMAAKT.naam(),
                klantcontact::GEWIJZIGD.naam(),
                klantcontact::INGETROKKEN.naam(),
                internetaak::AANGEMAAKT.naam(),
                internetaak::GEWIJZIGD.naam(),
                internetaak::INGETROKKEN.naam(),
                zaak::AANGEMAAKT.naam(),
                INGEVULD.naam(),
            ]
        }
    }

    fn handle<'a>(&'a self, tx: &'a Tx, gebeurtenissen: &'a [Entry]) -> Werk<'a> {
        Box::pin(async move { store(tx, count(gebeurtenissen)?).await })
    }

    fn leeg<'a>(&'a self, tx: &'a Tx, organisatie: OrganisatieId) -> Werk<'a> {
        let own =
            Query::delete().from_table("tellingen").and_where(Expr::col("organisatie_id").eq(organisatie)).to_owned();
        Box::pin(async move { tx.execute(&own).await.map(drop) })
    }
}

/// What these gebeurtenissen change in the counts. A correction takes away what was and adds what is; what
/// was taken back counts for nothing.
pub(super) fn count(gebeurtenissen: &[Entry]) -> Result<Counts> {
    let mut counts = Counts::new();
    for entry in gebeurtenissen {
        if let Some(feiten) = entry.feiten_van(klantcontact::AANGEMAAKT)? {
            add_contact(&mut counts, entry, &feiten, 1);
            add_told(&mut counts, entry, feiten.datum, Vastlegging::Vastgelegd);
        } else if let Some(feiten) = entry.feiten_van(klantcontact::INGETROKKEN)? {
            add_contact(&mut counts, entry, &feiten, -1);
            add_told(&mut counts, entry, feiten.datum, Vastlegging::Teruggenomen);
        } else if let Some(FeitenWijziging { was, wordt }) = entry.feiten_van(klantcontact::GEWIJZIGD)? {
            add_contact(&mut counts, entry, &was, -1);
            add_contact(&mut counts, entry, &wordt, 1);
            add_told(&mut counts, entry, wordt.datum, Vastlegging::Rechtgezet);
            if Kwartaal::containing(was.datum) != Kwartaal::containing(wordt.datum) {
                add_told(&mut counts, entry, was.datum, Vastlegging::Rechtgezet);
            }
        } else if let Some(asked) = entry.feiten_van(internetaak::AANGEMAAKT)? {
            add_open(&mut counts, entry, asked.team, asked.beloofd_op, Kwartaal::containing(asked.datum), 1);
        } else if let Some(asked) = entry.feiten_van(internetaak::INGETROKKEN)? {
            add_open(&mut counts, entry, asked.team, asked.beloofd_op, Kwartaal::containing(asked.datum), -1);
        } else if let Some(feiten) = entry.feiten_van(internetaak::GEWIJZIGD)? {
            add_step(&mut counts, entry, &feiten);
        } else if let Some(feiten) = entry.feiten_van(zaak::AANGEMAAKT)? {
            add_application(&mut counts, entry, &feiten);
        } else if let Some(feiten) = entry.feiten_van(INGEVULD)? {
            add_entered(&mut counts, entry, &feiten);
        }
    }
    counts.retain(|_, n| *n != 0);
    Ok(counts)
}

fn add(counts: &mut Counts, entry: &Entry, kwartaal: Kwartaal, maat: Maat, [sleutel, sleutel2]: [String; 2], n: i64) {
    let (organisatie, blok) = (entry.organisatie, blok(entry.volgnummer));
    *counts.entry(Sleutel { organisatie, maat, kwartaal, sleutel, sleutel2, blok }).or_default() += n;
}

fn add_contact(counts: &mut Counts, entry: &Entry, feiten: &klantcontact::Feiten, n: i64) {
    let datum = feiten.datum;
    let text = |code: &Option<String>| code.clone().unwrap_or_default();
    let afhandeling = feiten.afhandeling.map(|ended| ended.code().to_owned()).unwrap_or_default();
    let none = String::new;
    let team = feiten.team.map(|team| team.to_string()).unwrap_or_default();
    let month = format!("{:04}-{:02}", datum.year(), datum.month());
    let weekday = datum.weekday().to_monday_one_offset().to_string();
    let keys = [
        (Maat::Kanaal, [feiten.kanaal.clone(), none()]),
        (Maat::Klantgroep, [feiten.klantgroep.map(|groep| groep.code().to_owned()).unwrap_or_default(), none()]),
        (Maat::Reden, [text(&feiten.reden), none()]),
        (Maat::Onderwerp, [text(&feiten.product), afhandeling.clone()]),
        (Maat::Thema, [text(&feiten.thema), none()]),
        (Maat::Team, [team, afhandeling.clone()]),
        (Maat::Maand, [month, afhandeling]),
        (Maat::Dag, [datum.to_string(), none()]),
        (Maat::Uur, [weekday, format!("{:02}", feiten.uur)]),
    ];
    let article = feiten.artikel.map(|_| (Maat::Artikel, [none(), none()]));
    for (maat, keys) in keys.into_iter().chain(article) {
        add(counts, entry, Kwartaal::containing(datum), maat, keys, n);
    }
}

fn add_told(counts: &mut Counts, entry: &Entry, datum: Date, told: Vastlegging) {
    let keys = [told.code().to_owned(), String::new()];
    add(counts, entry, Kwartaal::containing(datum), Maat::Vastlegging, keys, 1);
}

fn add_application(counts: &mut Counts, entry: &Entry, feiten: &zaak::Feiten) {
    let Some(product) = feiten.product.clone() else { return };
    if feiten.deelzaak || MET_CONTACT.contains(&feiten.kanaal.as_str()) {
        return;
    }
    add(counts, entry, Kwartaal::containing(feiten.datum), Maat::Aanvraag, [product, String::new()], 1);
}

/// What differs from what was entered before.
fn add_entered(counts: &mut Counts, entry: &Entry, feiten: &ingevuld::Feiten) {
    let Some(last) = kwartalen_van(feiten.jaar).last().copied() else { return };
    let keys = |what: &str| [feiten.indicator.clone(), what.to_owned()];
    let more = feiten.wordt - feiten.was.unwrap_or_default();
    add(counts, entry, last, Maat::Ingevuld, keys(TIENDEN), more);
    add(counts, entry, last, Maat::Ingevuld, keys(GEVULD), i64::from(feiten.was.is_none()));
}

fn add_open(counts: &mut Counts, entry: &Entry, team: TeamId, beloofd_op: Moment, kwartaal: Kwartaal, n: i64) {
    add(counts, entry, kwartaal, Maat::TerugbelOpen, [team.to_string(), beloofd_op.to_string()], n);
}

fn add_step(counts: &mut Counts, entry: &Entry, feiten: &internetaak::FeitenGewijzigd) {
    let (team, kwartaal, beloofd_op) = (feiten.team, Kwartaal::containing(feiten.datum), feiten.beloofd_op);
    if let (Stapsoort::Overgedragen, Some(was)) = (feiten.wijziging, feiten.van_team) {
        add_open(counts, entry, was, beloofd_op, kwartaal, -1);
        add_open(counts, entry, team, beloofd_op, kwartaal, 1);
    }
    if feiten.wijziging != Stapsoort::Afgehandeld {
        return;
    }
    add_open(counts, entry, team, beloofd_op, kwartaal, -1);
    // In time is only who was reached in time.
    let kept = match feiten.afloop {
        Some(Afloop::NietBereikt) => "niet_bereikt",
        Some(Afloop::Vervallen) => "vervallen",
        _ if entry.plaatsgevonden_op < beloofd_op => "gehaald",
        _ => "te_laat",
    };
    add(counts, entry, kwartaal, Maat::Terugbel, [team.to_string(), kept.to_owned()], 1);
}

const TELLINGEN: Put = Put {
    table: "tellingen",
    columns: &["organisatie_id", "maat", "kwartaal", "sleutel", "sleutel2", "blok", "aantal"],
    key: &["organisatie_id", "maat", "kwartaal", "sleutel", "sleutel2", "blok"],
    clash: Clash::Add(&["aantal"]),
};

async fn store(tx: &Tx, counts: Counts) -> Result<()> {
    let row = |(key, n): (Sleutel, i64)| {
        let Sleutel { organisatie, maat, kwartaal, sleutel, sleutel2, blok } = key;
        let kwartaal = kwartaal.to_string();
        vec![organisatie.into(), maat.into(), kwartaal.into(), sleutel.into(), sleutel2.into(), blok.into(), n.into()]
    };
    tx.put([(&TELLINGEN, counts.into_iter().map(row).collect())]).await
}

/// A count that differs from what the tables of contacts hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Afwijking {
    /// What is counted, and for what.
    pub wat: String,
    /// What the follower counted.
    pub geteld: i64,
    /// What the contacts themselves say.
    pub werkelijk: i64,
}

/// Compares the counts of channels, klantgroepen, subjects, teams, applications and open callbacks, per organisation, with a recount straight
/// from contacts, zaken and internetaken, which shares nothing with the follower.
///
/// # Errors
/// What the database says.
pub async fn compare_with_recount(db: &impl Reads) -> Result<Vec<Afwijking>> {
    let mut differences = Vec::new();
    let of_contacts = || Query::select().from("klantcontacten").to_owned();
    let of_zaken = Query::select()
        .from("zaken")
        .and_where(Expr::col("hoofdzaak_id").is_null())
        .and_where(Expr::col("product").is_not_null())
        .and_where(Expr::col("communicatiekanaal").is_not_in(["balie", "telefoon"]))
        .to_owned();
    let of_open_callbacks =
        Query::select().from("internetaken").and_where(Expr::col("status").eq(Status::TeVerwerken)).to_owned();
    for (maat, column, mut real) in [
        ("kanaal", "kanaal", of_contacts()),
        ("klantgroep", "klantgroep", of_contacts()),
        ("onderwerp", "product", of_contacts()),
        ("team", "team_id", of_contacts()),
        ("aanvraag", "product", of_zaken),
        ("terugbel_open", "team_id", of_open_callbacks),
    ] {
        let counted = Query::select()
            .columns(["organisatie_id", "sleutel"])
            .expr_as(Expr::cust("CAST(SUM(aantal) AS BIGINT)"), "n")
            .from("tellingen")
            .and_where(Expr::col("maat").eq(maat))
            .group_by_columns(["organisatie_id", "sleutel"])
            .to_owned();
        let real = real
            .columns(["organisatie_id", column])
            .expr_as(Expr::cust("COUNT(*)"), "n")
            .group_by_columns(["organisatie_id", column])
            .to_owned();
        let mut counts: BTreeMap<(OrganisatieId, String), (i64, i64)> = BTreeMap::new();
        for row in db.rows(&counted).await? {
            counts.entry((row.get("organisatie_id")?, row.get("sleutel")?)).or_default().0 = row.get("n")?;
        }
        for row in db.rows(&real).await? {
            let key = if column == "team_id" {
                row.get::<Option<uuid::Uuid>>(column)?.map(|id| id.to_string())
            } else {
                row.get::<Option<String>>(column)?
            };
            counts.entry((row.get("organisatie_id")?, key.unwrap_or_default())).or_default().1 +=
                row.get::<i64>("n")?;
        }
        differences.extend(counts.into_iter().filter(|(_, (counted, real))| counted != real).map(
            |((organisatie, key), (geteld, werkelijk))| Afwijking {
                wat: format!("{maat} {key} ({organisatie})"),
                geteld,
                werkelijk,
            },
        ));
    }
    Ok(differences)
}
