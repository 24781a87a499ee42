//! Reports that were established. What is kept is where in the journal, by which definitions and held against which targets: the figures are
//! computed again, and come out the same.

use kern::autorisatie::{LeesRapport, StelRapportVast};
use kern::journaal::{self, geheim_sha256};
use kern::organisaties::OrganisatieId;
use kern::{
    Authorised, Change, Database, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Reads, Recht, Result, Row,
    Soort,
};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, Value};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::indicator::{Definities, Indicator};
use super::ingevuld;
use super::peil::{Peil, gelezen};
use super::periode::{Periode, Rapportsoort};
use super::teksten::{self, Teksten};
use super::voortgang::{self, Teamcodes};
use crate::inrichten::{Doelen, Raaddoel};

kern::id_types! {
    /// A report that was established.
    RapportId,
}

/// A report was established.
pub const VASTGESTELD: Soort<Feiten> = Soort::new("rapport", "vastgesteld");

/// What makes a report come out the same. Nothing personal: it stays for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// Which report.
    pub soort: Rapportsoort,
    /// Of when: `2026-K3`, or `2026`.
    pub periode: String,
    /// How often that was established, with this time.
    pub versie: i64,
    /// The last gebeurtenis that counts.
    pub tot_en_met: i64,
    /// The moment by which what was promised was due or not.
    pub op: Moment,
    /// By which version of each indicator it was counted.
    pub definities: Definities,
    /// The targets that it is held against.
    pub doelen: Doelen,
    /// The goals of the council that it tells of; of the yearly report only.
    #[serde(default)]
    pub raaddoelen: Vec<Raaddoel>,
    /// The teams that these name, by code: a code can become another team's.
    #[serde(default)]
    pub teams: Teamcodes,
}

/// What somebody establishes: the report as they saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voorstel {
    /// Which report, and of when.
    pub periode: Periode,
    /// Which version of it this is to be, so that nobody establishes what somebody else did in the meantime.
    pub versie: i64,
    /// The last gebeurtenis that counts in what they saw.
    pub volgnummer: i64,
    /// When they saw it.
    pub op: Moment,
    /// Which words they saw, as [`teksten::bij_elkaar`] counts them; of a quarter 0.
    pub teksten: i64,
    /// What they say of it; of one that is established again: why.
    pub toelichting: String,
}

/// What a report is held against: as the organisation's folder says it now, or as it was when the report was established.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Kader {
    /// The targets.
    pub doelen: Doelen,
    /// The goals of the council; of the quarterly report none.
    pub raaddoelen: Vec<Raaddoel>,
    /// The teams that these name, by code.
    pub teams: Teamcodes,
}

impl Kader {
    /// What the yearly report is held against, of all teams those that its goals name.
    #[must_use]
    pub fn van_jaar(doelen: Doelen, raaddoelen: Vec<Raaddoel>, teams: &Teamcodes) -> Self {
        let named =
            raaddoelen.iter().flat_map(|doel| &doel.indicatoren).filter_map(|indicator| indicator.team.as_ref());
        let teams = named.filter_map(|code| Some((code.clone(), *teams.get(code)?))).collect();
        Self { doelen, raaddoelen, teams }
    }

    /// Another one for each other kader: who establishes a report says with it what they saw.
    ///
    /// # Errors
    /// Never for values that can be written as JSON.
    pub fn kenmerk(&self) -> Result<String> {
        Ok(geheim_sha256(&serde_json::to_string(self).map_err(Error::bug)?))
    }
}

/// A report that was established.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vastgesteld {
    /// Its id.
    pub id: RapportId,
    /// What was established.
    pub voorstel: Voorstel,
    /// By which version of each indicator it was counted.
    pub definities: Definities,
    /// What it is held against.
    pub kader: Kader,
    /// What was written of each goal.
    pub teksten: Teksten,
    /// When it was established.
    pub vastgesteld_op: Moment,
    /// The name of who did.
    pub vastgesteld_door: String,
    /// Since when it stands on the website.
    pub gepubliceerd_op: Option<Moment>,
}

/// What is longer is no explanation but a report of its own.
pub const TOELICHTING_MAX: usize = 5_000;
/// More often nobody establishes the same quarter again.
const VERSIES_MAX: usize = 20;

impl Vastgesteld {
    pub(super) fn from_row(row: &Row) -> Result<Self> {
        let soort: Rapportsoort = row.get("soort")?;
        Ok(Self {
            id: row.get("id")?,
            voorstel: Voorstel {
                periode: Periode::lees(soort, &row.get::<String>("periode")?)?,
                versie: row.get("versie")?,
                volgnummer: row.get("volgnummer")?,
                op: row.get("op")?,
                teksten: row.get("tekststand")?,
                toelichting: row.get("toelichting")?,
            },
            definities: json(row, "definities")?,
            kader: Kader {
                doelen: json(row, "doelen")?,
                raaddoelen: json(row, "raaddoelen")?,
                teams: json(row, "teams")?,
            },
            teksten: json(row, "teksten")?,
            vastgesteld_op: row.get("vastgesteld_op")?,
            vastgesteld_door: row.get("naam")?,
            gepubliceerd_op: row.get("gepubliceerd_op")?,
        })
    }

    /// Where in the journal it was computed, and what came after that.
    ///
    /// # Errors
    /// What the database says.
    pub async fn peil(&self, db: &impl Reads, who: &Authorised<LeesRapport>) -> Result<Peil> {
        let Voorstel { volgnummer, op, .. } = self.voorstel;
        let (gelezen, einde) = gelezen(db, who.organisatie()).await?;
        Ok(Peil { volgnummer, op, daarna: einde - volgnummer, ongeteld: Ord::max(volgnummer - gelezen, 0) })
    }
}

fn json<T: DeserializeOwned + Default>(row: &Row, column: &str) -> Result<T> {
    let text: String = row.get(column)?;
    if text.is_empty() { Ok(T::default()) } else { serde_json::from_str(&text).map_err(Error::bug) }
}

pub(super) fn select(organisatie: OrganisatieId) -> SelectStatement {
    let own = [
        "id",
        "soort",
        "periode",
        "versie",
        "volgnummer",
        "op",
        "doelen",
        "raaddoelen",
        "teams",
        "teksten",
        "tekststand",
        "definities",
        "toelichting",
        "vastgesteld_op",
        "gepubliceerd_op",
    ];
    Query::select()
        .columns(own.map(|column| ("rapporten", column)))
        .column(("medewerkers", "naam"))
        .from("rapporten")
        .inner_join("medewerkers", Expr::col(("medewerkers", "id")).equals(("rapporten", "vastgesteld_door")))
        .and_where(Expr::col(("rapporten", "organisatie_id")).eq(organisatie))
        .to_owned()
}

/// The reports of a period that were established, newest first.
///
/// # Errors
/// What the database says.
pub async fn vastgesteld(db: &impl Reads, who: &Authorised<LeesRapport>, periode: Periode) -> Result<Vec<Vastgesteld>> {
    van_periode(db, who.organisatie(), periode).await
}

pub(super) async fn van_periode(
    db: &impl Reads,
    organisatie: OrganisatieId,
    periode: Periode,
) -> Result<Vec<Vastgesteld>> {
    let query = select(organisatie)
        .and_where(Expr::col(("rapporten", "soort")).eq(periode.soort()))
        .and_where(Expr::col(("rapporten", "periode")).eq(periode.code()))
        .order_by(("rapporten", "versie"), Order::Desc)
        .to_owned();
    db.rows(&query).await?.iter().map(Vastgesteld::from_row).collect()
}

/// Establishes a report as somebody saw it: its figures up to there, and of the yearly one the words as they are. The same again does nothing.
///
/// # Errors
/// [`Error::Invalid`] for what cannot be established, [`Error::Conflict`] when somebody else was first.
pub async fn vaststellen(
    db: &Database,
    ids: &Ids,
    (who, handeling): (&Authorised<StelRapportVast>, &Handeling),
    voorstel: &Voorstel,
    kader: Kader,
) -> Result<()> {
    let tx = db.begin().await?;
    tx.lock("organisaties", who.organisatie()).await?;
    let known = van_periode(&tx, who.organisatie(), voorstel.periode).await?;
    if known.iter().any(|known| known.voorstel == *voorstel) {
        return Ok(());
    }
    let before = journaal::laatste_voor(&tx, who.organisatie(), voorstel.periode.einde()).await?.unwrap_or_default();
    let (gelezen, _) = gelezen(&tx, who.organisatie()).await?;
    Error::all(fouten(voorstel, (before, gelezen), handeling.op))?;
    if known.iter().map(|known| known.voorstel.versie).max().unwrap_or_default() + 1 != voorstel.versie {
        return Err(Error::Conflict(FieldError::new("periode", "rapport-intussen-vastgesteld")));
    }
    if known.len() >= VERSIES_MAX {
        return Err(FieldError::new("periode", "rapport-genoeg-versies").detail(VERSIES_MAX).into());
    }
    let (geschreven, stand) = match voorstel.periode {
        Periode::Kwartaal(_) => (Teksten::new(), 0),
        Periode::Jaar(jaar) => {
            let entered = ingevuld::van_jaar(&tx, who.organisatie(), jaar).await?;
            let place = Peil { volgnummer: voorstel.volgnummer, op: voorstel.op, daarna: 0, ongeteld: 0 };
            // Where a value comes from is told with the value that is counted there.
            if !voortgang::staan_er(&tx, who.organisatie(), place, (jaar, &entered)).await? {
                return Err(FieldError::new("periode", "rapport-wordt-geteld").into());
            }
            teksten::bij_elkaar(&teksten::van_jaar(&tx, who.organisatie(), jaar).await?, &entered)
        }
    };
    if stand != voorstel.teksten {
        return Err(Error::Conflict(FieldError::new("periode", "rapport-teksten-veranderd")));
    }
    tx.write(vec![besluit(handeling, ids, voorstel, (kader, geschreven))?]).await?;
    tx.commit().await
}

/// Why it cannot be established. Of the journal: the last number before the end of the quarter, and the last that was counted.
fn fouten(voorstel: &Voorstel, (before, gelezen): (i64, i64), nu: Moment) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let Voorstel { periode, versie, volgnummer, op, toelichting, .. } = voorstel;
    let einde = periode.einde();
    if nu < einde {
        wrong.push(FieldError::new("periode", "rapport-periode-loopt"));
    } else if gelezen < before {
        wrong.push(FieldError::new("periode", "rapport-wordt-geteld"));
    } else if *op < einde || *op > nu || *volgnummer < before || *volgnummer > gelezen {
        wrong.push(FieldError::new("periode", "rapport-niet-gezien"));
    }
    let length = toelichting.chars().count();
    if length > TOELICHTING_MAX {
        wrong.push(FieldError::new("toelichting", "rapport-toelichting-lang").detail(length - TOELICHTING_MAX));
    }
    if *versie > 1 && toelichting.trim().is_empty() {
        wrong.push(FieldError::new("toelichting", "rapport-waarom-opnieuw"));
    }
    wrong
}

fn besluit(
    handeling: &Handeling,
    ids: &Ids,
    voorstel: &Voorstel,
    (kader, teksten): (Kader, Teksten),
) -> Result<Change> {
    let id: RapportId = ids.next();
    let door = handeling.medewerker.ok_or(Error::Denied { needs: StelRapportVast::NAAM })?;
    let definities: Definities = Indicator::ALL.iter().map(|indicator| (*indicator, indicator.versie())).collect();
    let Voorstel { periode, versie, volgnummer, op, toelichting, teksten: stand } = voorstel;
    let feiten = Feiten {
        soort: periode.soort(),
        periode: periode.code(),
        versie: *versie,
        tot_en_met: *volgnummer,
        op: *op,
        definities,
        doelen: kader.doelen,
        raaddoelen: kader.raaddoelen,
        teams: kader.teams,
    };
    let definities = serde_json::to_string(&feiten.definities).map_err(Error::bug)?;
    let doelen = serde_json::to_string(&feiten.doelen).map_err(Error::bug)?;
    let raaddoelen = serde_json::to_string(&feiten.raaddoelen).map_err(Error::bug)?;
    let teams = serde_json::to_string(&feiten.teams).map_err(Error::bug)?;
    let teksten = serde_json::to_string(&teksten).map_err(Error::bug)?;
    let na = json!({
        "soort": feiten.soort,
        "periode": feiten.periode,
        "versie": versie,
        "volgnummer": volgnummer,
        "op": op,
        "doelen": doelen,
        "raaddoelen": raaddoelen,
        "teams": teams,
        "teksten": teksten,
        "tekststand": stand,
        "definities": definities,
        "toelichting": toelichting,
        "vastgesteld_op": handeling.op,
        "vastgesteld_door": door,
        "gepubliceerd_op": null,
    });
    let values: Vec<(&'static str, Value)> = vec![
        ("id", id.into()),
        ("organisatie_id", handeling.organisatie.into()),
        ("soort", feiten.soort.into()),
        ("periode", feiten.periode.clone().into()),
        ("versie", (*versie).into()),
        ("volgnummer", (*volgnummer).into()),
        ("op", (*op).into()),
        ("doelen", doelen.into()),
        ("raaddoelen", raaddoelen.into()),
        ("teams", teams.into()),
        ("teksten", teksten.into()),
        ("tekststand", (*stand).into()),
        ("definities", definities.into()),
        ("toelichting", toelichting.clone().into()),
        ("vastgesteld_op", handeling.op.into()),
        ("vastgesteld_door", door.into()),
    ];
    let event = Gebeurtenis::new(handeling, ids, VASTGESTELD, id).feiten(&feiten)?.na(&na)?;
    Ok(Change::new(event).insert("rapporten", values))
}
