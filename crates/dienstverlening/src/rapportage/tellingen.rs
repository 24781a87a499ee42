//! The follower `tellingen`: counts contacts, callbacks and applications per quarter, from the facts in the journal.

use std::collections::BTreeMap;

use kern::database::{Clash, Put};
use kern::journaal::{Entry, Soortnaam};
use kern::organisaties::OrganisatieId;
use kern::volgers::{Volger, Werk};
use kern::{Reads, Result, Tx};
use registers::klantinteracties::internetaak::{self, Afloop, Stapsoort};
use registers::klantinteracties::klantcontact::{self, FeitenWijziging};
use registers::zaken::zaak;
use sea_query::{Expr, ExprTrait, Query};
use termijnen::Kwartaal;

/// Counts what the quarterly report shows. Measures (`maat`): `kanaal`, `klantgroep`, `reden`, `onderwerp` (product), `thema`,
/// `team` (by afhandeling), `maand` (by afhandeling), `artikel` (contacts with an article open) and, for callbacks by
/// the team that closed them, `terugbel` (`gehaald`, `te_laat`, `niet_bereikt` or `vervallen`). For applications `aanvraag` (product): those
/// that came without a contact, by a form or by post.
pub struct Tellingen;

/// Who applies over these channels is counted as a contact already.
const MET_CONTACT: [&str; 2] = ["balie", "telefoon"];

/// Where a count belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sleutel {
    pub organisatie: OrganisatieId,
    pub kwartaal: String,
    pub maat: &'static str,
    pub sleutel: String,
    pub sleutel2: String,
}

type Counts = BTreeMap<Sleutel, i64>;

impl Volger for Tellingen {
    fn naam(&self) -> &'static str {
        "tellingen"
    }

    fn versie(&self) -> i64 {
        4
    }

    fn soorten(&self) -> &'static [Soortnaam] {
        const {
            &[
                klantcontact::AANGEMAAKT.naam(),
                klantcontact::GEWIJZIGD.naam(),
                klantcontact::INGETROKKEN.naam(),
                internetaak::GEWIJZIGD.naam(),
                zaak::AANGEMAAKT.naam(),
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
fn count(gebeurtenissen: &[Entry]) -> Result<Counts> {
    let mut counts = Counts::new();
    for entry in gebeurtenissen {
        let organisatie = entry.organisatie;
        if let Some(feiten) = entry.feiten_van(klantcontact::AANGEMAAKT)? {
            add_contact(&mut counts, organisatie, &feiten, 1);
        } else if let Some(feiten) = entry.feiten_van(klantcontact::INGETROKKEN)? {
            add_contact(&mut counts, organisatie, &feiten, -1);
        } else if let Some(FeitenWijziging { was, wordt }) = entry.feiten_van(klantcontact::GEWIJZIGD)? {
            add_contact(&mut counts, organisatie, &was, -1);
            add_contact(&mut counts, organisatie, &wordt, 1);
        } else if let Some(feiten) = entry.feiten_van(internetaak::GEWIJZIGD)? {
            add_callback(&mut counts, entry, &feiten);
        } else if let Some(feiten) = entry.feiten_van(zaak::AANGEMAAKT)? {
            add_application(&mut counts, organisatie, &feiten);
        }
    }
    counts.retain(|_, n| *n != 0);
    Ok(counts)
}

fn add_contact(counts: &mut Counts, organisatie: OrganisatieId, feiten: &klantcontact::Feiten, n: i64) {
    let datum = feiten.datum;
    let kwartaal = Kwartaal::containing(datum).to_string();
    let text = |code: &Option<String>| code.clone().unwrap_or_default();
    let afhandeling = feiten.afhandeling.map(|ended| ended.code().to_owned()).unwrap_or_default();
    let mut add = |maat, sleutel: String, sleutel2: String| {
        *counts.entry(Sleutel { organisatie, kwartaal: kwartaal.clone(), maat, sleutel, sleutel2 }).or_default() += n;
    };
    add("kanaal", feiten.kanaal.clone(), String::new());
    add("klantgroep", feiten.klantgroep.map(|groep| groep.code().to_owned()).unwrap_or_default(), String::new());
    add("reden", text(&feiten.reden), String::new());
    add("onderwerp", text(&feiten.product), String::new());
    add("thema", text(&feiten.thema), String::new());
    add("team", feiten.team.map(|team| team.to_string()).unwrap_or_default(), afhandeling.clone());
    add("maand", format!("{:04}-{:02}", datum.year(), datum.month()), afhandeling);
    if feiten.artikel.is_some() {
        add("artikel", String::new(), String::new());
    }
}

fn add_application(counts: &mut Counts, organisatie: OrganisatieId, feiten: &zaak::Feiten) {
    let Some(product) = feiten.product.clone() else { return };
    if feiten.deelzaak || MET_CONTACT.contains(&feiten.kanaal.as_str()) {
        return;
    }
    let kwartaal = Kwartaal::containing(feiten.datum).to_string();
    let key = Sleutel { organisatie, kwartaal, maat: "aanvraag", sleutel: product, sleutel2: String::new() };
    *counts.entry(key).or_default() += 1;
}

fn add_callback(counts: &mut Counts, entry: &Entry, feiten: &internetaak::FeitenGewijzigd) {
    if feiten.wijziging != Stapsoort::Afgehandeld {
        return;
    }
    // In time is only who was reached in time.
    let kept = match feiten.afloop {
        Some(Afloop::NietBereikt) => "niet_bereikt",
        Some(Afloop::Vervallen) => "vervallen",
        _ if entry.plaatsgevonden_op < feiten.beloofd_op => "gehaald",
        _ => "te_laat",
    };
    let sleutel = Sleutel {
        organisatie: entry.organisatie,
        kwartaal: Kwartaal::containing(feiten.datum).to_string(),
        maat: "terugbel",
        sleutel: feiten.team.to_string(),
        sleutel2: kept.to_owned(),
    };
    *counts.entry(sleutel).or_default() += 1;
}

const TELLINGEN: Put = Put {
    table: "tellingen",
    columns: &["organisatie_id", "kwartaal", "maat", "sleutel", "sleutel2", "aantal"],
    key: &["organisatie_id", "kwartaal", "maat", "sleutel", "sleutel2"],
    clash: Clash::Add(&["aantal"]),
};

async fn store(tx: &Tx, counts: Counts) -> Result<()> {
    let row = |(key, n): (Sleutel, i64)| {
        let Sleutel { organisatie, kwartaal, maat, sleutel, sleutel2 } = key;
        vec![organisatie.into(), kwartaal.into(), maat.into(), sleutel.into(), sleutel2.into(), n.into()]
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

/// Compares the counts of channels, klantgroepen, subjects, teams and applications, per organisation, with a recount straight from contacts and zaken, which
/// shares nothing with the follower.
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
    for (maat, column, mut real) in [
        ("kanaal", "kanaal", of_contacts()),
        ("klantgroep", "klantgroep", of_contacts()),
        ("onderwerp", "product", of_contacts()),
        ("team", "team_id", of_contacts()),
        ("aanvraag", "product", of_zaken),
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
            let key = if maat == "team" {
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
