//! Drafts: a contact in progress, on the server, so that a half-typed note survives a closed browser and a killed server.
//!
//! A draft is personal data but no register: it has no gebeurtenis. Only its owner sees it. Its id becomes the id of the
//! klantcontact, so that finishing it twice cannot register twice.

mod invoer;

pub use invoer::{Invoer, TEKST_BYTES_MAX, Terugbel};

use std::ops::RangeInclusive;

use kern::autorisatie::{LeesKlant, Registreren};
use kern::organisaties::MedewerkerId;
use kern::{Authorised, Database, Error, FieldError, Ids, Moment, Reads, Result, Row, Tx};
use registers::klantinteracties::PartijId;
use registers::klantinteracties::klantcontact::KlantcontactId;
use registers::klantinteracties::partij::{Controle, Zoeksoort};
use registers::zaken::zaak::Beller;
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, UpdateStatement, Value};

kern::id_types! {
    /// A draft; the klantcontact that comes of it has the same id.
    ConceptId,
}

impl From<ConceptId> for KlantcontactId {
    fn from(concept: ConceptId) -> Self {
        Self::from(concept.uuid())
    }
}

/// More drafts than anybody has open; the oldest beyond it stay, unlisted.
const CONCEPTEN_MAX: u64 = 50;

/// A contact in progress.
#[derive(Clone, Debug, PartialEq)]
pub struct Concept {
    /// Its id.
    pub id: ConceptId,
    /// When the contact began; its time runs from here.
    pub begonnen_op: Moment,
    /// When something was last saved.
    pub bijgewerkt_op: Moment,
    /// What was typed and chosen.
    pub invoer: Invoer,
    /// Who was chosen as the caller; [`Concept::klant`] once the control question has an answer.
    pub partij: Option<PartijId>,
    /// By what they were found.
    pub gevonden_met: Option<Zoeksoort>,
    /// How the control question ended.
    pub controle: Option<Controle>,
    /// Raised by each save of what is typed; opening a customer leaves it alone.
    pub versie: i64,
    /// The last accepted save.
    laatst: Basis,
}

const COLUMNS: [&str; 20] = [
    "id",
    "kanaal",
    "begonnen_op",
    "bijgewerkt_op",
    "notitie",
    "product",
    "artikel_id",
    "artikel_versie",
    "zaak_id",
    "reden",
    "klantgroep",
    "beller_naam",
    "beller_telefoon",
    "terugbel",
    "partij_id",
    "gevonden_met",
    "controle",
    "versie",
    "venster",
    "volgnummer",
];

/// What a save is based on: the draft as the page has it, and which page view sends its how-manyth save. Saves of one
/// page view never conflict with each other, though an answer may be lost or come late; of those, a lower number is old.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// The draft's versie that the page knows.
    pub versie: i64,
    /// The page view: random, or empty when the page has none.
    pub venster: String,
    /// Counts up within the page view.
    pub volgnummer: i64,
}

impl From<i64> for Basis {
    fn from(versie: i64) -> Self {
        Self { versie, ..Self::default() }
    }
}

/// Longer is no page view's name.
const VENSTER_MAX: usize = 64;

impl Basis {
    /// Whether the last accepted save came from the same page view.
    fn same_view(&self, laatst: &Self) -> bool {
        !self.venster.is_empty() && self.venster == laatst.venster
    }

    /// Whether a later save of the same page view has been accepted already.
    fn is_old(&self, laatst: &Self) -> bool {
        self.same_view(laatst) && self.volgnummer < laatst.volgnummer
    }

    fn check(&self) -> Result<()> {
        if self.venster.len() > VENSTER_MAX {
            return Err(FieldError::new("venster", "onbekende-keuze").into());
        }
        Ok(())
    }
}

impl Concept {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            begonnen_op: row.get("begonnen_op")?,
            bijgewerkt_op: row.get("bijgewerkt_op")?,
            invoer: Invoer::from_row(row)?,
            partij: row.get("partij_id")?,
            gevonden_met: row.get("gevonden_met")?,
            controle: row.get("controle")?,
            versie: row.get("versie")?,
            laatst: Basis {
                versie: row.get("versie")?,
                venster: row.get("venster")?,
                volgnummer: row.get("volgnummer")?,
            },
        })
    }
}

impl Concept {
    /// Who is calling, once the control question has an answer; before that somebody was only chosen.
    #[must_use]
    pub fn klant(&self) -> Option<PartijId> {
        self.partij.filter(|_| self.controle.is_some())
    }

    /// Who is calling, once the control question was answered right.
    #[must_use]
    pub fn gecontroleerd(&self) -> Option<PartijId> {
        self.partij.filter(|_| self.controle == Some(Controle::Geslaagd))
    }

    /// The key to how the cases of whoever is calling stand.
    #[must_use]
    pub fn beller(&self, who: &Authorised<LeesKlant>) -> Option<Beller> {
        self.gecontroleerd().map(|partij| Beller::na_controle(who, partij))
    }
}

/// Whose drafts: those of whoever is logged in.
pub(super) fn owner(who: &Authorised<Registreren>) -> Result<MedewerkerId> {
    who.medewerker().ok_or(Error::Denied { needs: "contact-registreren" })
}

fn own(who: &Authorised<Registreren>) -> Result<SelectStatement> {
    Ok(Query::select()
        .columns(COLUMNS)
        .from("contact_concepten")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("medewerker_id").eq(owner(who)?))
        .and_where(Expr::col("weggegooid_op").is_null())
        .and_where(Expr::col("afgerond_op").is_null())
        .to_owned())
}

/// Whom somebody has on the line or at the desk, after the control question; a contact that was left open on another day is
/// with nobody.
///
/// # Errors
/// What the database says.
pub async fn bellers(db: &impl Reads, who: &Authorised<Registreren>, nu: Moment) -> Result<Vec<PartijId>> {
    let running = mijn(db, who).await?;
    let today = running.iter().filter(|concept| concept.begonnen_op.date() == nu.date());
    Ok(today.filter_map(Concept::gecontroleerd).collect())
}

/// A contact begins: its time runs from `op`.
///
/// # Errors
/// What the database says.
pub async fn starten(
    db: &Database,
    ids: &Ids,
    who: &Authorised<Registreren>,
    op: Moment,
    kanaal: &str,
) -> Result<Concept> {
    let invoer = Invoer { kanaal: kanaal.to_owned(), ..Invoer::default() };
    let concept = Concept {
        id: ids.next(),
        begonnen_op: op,
        bijgewerkt_op: op,
        invoer,
        partij: None,
        gevonden_met: None,
        controle: None,
        versie: 1,
        laatst: Basis::from(1),
    };
    let mut values: Vec<(&'static str, Value)> = vec![
        ("id", concept.id.into()),
        ("organisatie_id", who.organisatie().into()),
        ("medewerker_id", owner(who)?.into()),
        ("begonnen_op", op.into()),
        ("bijgewerkt_op", op.into()),
        ("versie", concept.versie.into()),
        ("venster", "".into()),
        ("volgnummer", 0_i64.into()),
    ];
    values.extend(concept.invoer.columns()?);
    let (columns, values): (Vec<_>, Vec<_>) = values.into_iter().unzip();
    let insert = Query::insert()
        .into_table("contact_concepten")
        .columns(columns)
        .values(values.into_iter().map(Expr::val))
        .map_err(Error::bug)?
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&insert).await?;
    tx.commit().await?;
    Ok(concept)
}

/// My running contacts, in the order in which they began: the tabs.
///
/// # Errors
/// What the database says.
pub async fn mijn(db: &impl Reads, who: &Authorised<Registreren>) -> Result<Vec<Concept>> {
    // The latest: a contact that began just now is never among those left out.
    let query =
        own(who)?.order_by("begonnen_op", Order::Desc).order_by("id", Order::Desc).limit(CONCEPTEN_MAX).to_owned();
    db.rows(&query).await?.iter().rev().map(Concept::from_row).collect()
}

/// One of my running contacts.
///
/// # Errors
/// [`Error::Missing`] when it is finished, discarded or somebody else's.
pub async fn by_id(db: &impl Reads, who: &Authorised<Registreren>, id: ConceptId) -> Result<Concept> {
    let row = db.row(&own(who)?.and_where(Expr::col("id").eq(id)).to_owned()).await?;
    row.as_ref().map(Concept::from_row).transpose()?.ok_or(Error::Missing { what: "concept", id: id.uuid() })
}

/// Saves what was typed, based on the draft's `versie`. The same content once more changes nothing and is fine, whatever
/// the versie: an answer that got lost on its way is simply asked again. An old save of the same page view is left alone.
///
/// # Errors
/// [`Error::Conflict`] when another window saved something else since; [`Error::Missing`] when it is finished or gone;
/// [`Error::Invalid`] above [`TEKST_BYTES_MAX`].
pub async fn opslaan(
    db: &Database,
    who: &Authorised<Registreren>,
    op: Moment,
    id: ConceptId,
    basis: impl Into<Basis>,
    invoer: &Invoer,
) -> Result<Concept> {
    let basis = basis.into();
    invoer.check()?;
    basis.check()?;
    let current = by_id(db, who, id).await?;
    if current.invoer == *invoer || basis.is_old(&current.laatst) {
        return Ok(current);
    }
    let tx = db.begin().await?;
    for _ in 0..TRIES {
        let current = by_id(&tx, who, id).await?;
        if current.invoer == *invoer || basis.is_old(&current.laatst) {
            return Ok(current);
        }
        if basis.versie != current.versie && !basis.same_view(&current.laatst) {
            return Err(changed_since());
        }
        let versie = current.versie + 1;
        if tx.execute(&update(who, op, id, &current, &basis, invoer)?).await? == 1 {
            tx.commit().await?;
            let laatst = Basis { versie, ..basis };
            return Ok(Concept { invoer: invoer.clone(), bijgewerkt_op: op, versie, laatst, ..current });
        }
    }
    Err(changed_since())
}

/// On PostgreSQL a save may come between reading and writing; this often it is read again.
const TRIES: usize = 5;

fn update(
    who: &Authorised<Registreren>,
    op: Moment,
    id: ConceptId,
    current: &Concept,
    basis: &Basis,
    invoer: &Invoer,
) -> Result<UpdateStatement> {
    Ok(Query::update()
        .table("contact_concepten")
        .values(invoer.columns()?.into_iter().map(|(column, value)| (column, Expr::val(value))))
        .value("bijgewerkt_op", op)
        .value("versie", current.versie + 1)
        .value("venster", basis.venster.as_str())
        .value("volgnummer", basis.volgnummer)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("medewerker_id").eq(owner(who)?))
        .and_where(Expr::col("versie").eq(current.versie))
        .and_where(Expr::col("afgerond_op").is_null())
        .to_owned())
}

pub(super) fn changed_since() -> Error {
    Error::Conflict(FieldError::new("versie", "intussen-gewijzigd"))
}

/// Throws a draft away; twice is fine. It can be put back for a day, or until the next one is thrown away.
///
/// # Errors
/// What the database says.
pub async fn weggooien(db: &Database, who: &Authorised<Registreren>, op: Moment, id: ConceptId) -> Result<()> {
    let tx = db.begin().await?;
    let earlier = Query::delete()
        .from_table("contact_concepten")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("medewerker_id").eq(owner(who)?))
        .and_where(Expr::col("weggegooid_op").is_not_null())
        .and_where(Expr::col("id").ne(id))
        .to_owned();
    tx.execute(&earlier).await?;
    let running = Expr::col("afgerond_op").is_null();
    tx.execute(&mark(who, id)?.value("weggegooid_op", op).and_where(running).to_owned()).await?;
    tx.commit().await
}

/// Puts back what was thrown away last.
///
/// # Errors
/// [`Error::Missing`] when it is really gone.
pub async fn terugzetten(db: &Database, who: &Authorised<Registreren>, id: ConceptId) -> Result<Concept> {
    let tx = db.begin().await?;
    tx.execute(&mark(who, id)?.value("weggegooid_op", None::<String>).to_owned()).await?;
    tx.commit().await?;
    by_id(db, who, id).await
}

/// So long a draft that was thrown away can be put back at most.
const TERUG_TE_ZETTEN_S: i64 = 24 * 60 * 60;
/// So long a draft that became a contact is kept at most, once somebody tidies up.
const AFGEROND_S: i64 = 60;

/// Removes, for everybody, what was thrown away more than a day ago and what was finished more than a minute ago: its note,
/// name and number are not kept for whoever does nothing after it. Gives how many there were.
///
/// # Errors
/// What the database says.
pub async fn opruimen(db: &Database, now: Moment) -> Result<u64> {
    let gone = Query::delete()
        .from_table("contact_concepten")
        .cond_where(
            Expr::col("weggegooid_op")
                .lt(now.plus_seconds(-TERUG_TE_ZETTEN_S))
                .or(Expr::col("afgerond_op").lt(now.plus_seconds(-AFGEROND_S))),
        )
        .to_owned();
    let tx = db.begin().await?;
    let removed = tx.execute(&gone).await?;
    tx.commit().await?;
    Ok(removed)
}

fn mark(who: &Authorised<Registreren>, id: ConceptId) -> Result<UpdateStatement> {
    Ok(Query::update()
        .table("contact_concepten")
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("medewerker_id").eq(owner(who)?))
        .to_owned())
}

/// Finishes a draft, once: whoever comes second finds nothing, also when both come at the same time. It stays a moment,
/// out of sight, for [`heropen`]; what was finished long before goes.
pub(super) async fn take(tx: &Tx, who: &Authorised<Registreren>, op: Moment, id: ConceptId) -> Result<Option<Concept>> {
    let earlier = Query::delete()
        .from_table("contact_concepten")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("medewerker_id").eq(owner(who)?))
        .and_where(Expr::col("afgerond_op").lt(op.plus_seconds(-AFGEROND_S)))
        .to_owned();
    let finish = mark(who, id)?
        .value("afgerond_op", op)
        .and_where(Expr::col("weggegooid_op").is_null())
        .and_where(Expr::col("afgerond_op").is_null())
        .returning(Query::returning().columns(COLUMNS))
        .to_owned();
    let taken = tx.row(&finish).await?.as_ref().map(Concept::from_row).transpose()?;
    if taken.is_some() {
        tx.execute(&earlier).await?;
    }
    Ok(taken)
}

/// Puts a draft that was finished between these moments back as it was, and no page that was made before this can change it;
/// none when it was finished at another moment, or is there already.
pub(super) async fn heropen(
    tx: &Tx,
    who: &Authorised<Registreren>,
    tussen: RangeInclusive<Moment>,
    id: ConceptId,
) -> Result<Option<Concept>> {
    let reopen = mark(who, id)?
        .value("afgerond_op", None::<String>)
        .value("versie", Expr::col("versie").add(1))
        .value("venster", "")
        .and_where(Expr::col("afgerond_op").between(*tussen.start(), *tussen.end()))
        .returning(Query::returning().columns(COLUMNS))
        .to_owned();
    tx.row(&reopen).await?.as_ref().map(Concept::from_row).transpose()
}

/// The draft as it is finished: with the last of what was typed, if that came along; it is kept with the draft, so that
/// [`heropen`] gives it back.
pub(super) async fn with_last_input(
    tx: &Tx,
    who: &Authorised<Registreren>,
    concept: Concept,
    last: Option<(Basis, Invoer)>,
) -> Result<Concept> {
    match last {
        None => Ok(concept),
        Some((_, invoer)) if invoer == concept.invoer => Ok(concept),
        Some((basis, _)) if basis.versie != concept.versie && !basis.same_view(&concept.laatst) => Err(changed_since()),
        Some((_, invoer)) => {
            invoer.check()?;
            let columns = invoer.columns()?.into_iter().map(|(column, value)| (column, Expr::val(value)));
            tx.execute(&mark(who, concept.id)?.values(columns).to_owned()).await?;
            Ok(Concept { invoer, ..concept })
        }
    }
}

/// Notes on a draft who is calling; part of the transaction that tells the journal. What came from whoever was linked before
/// goes with them, and a page that was made before this can't put it back.
pub(super) async fn koppel(
    tx: &Tx,
    who: &Authorised<Registreren>,
    id: ConceptId,
    partij: Option<PartijId>,
    gevonden_met: Option<Zoeksoort>,
    controle: Option<Controle>,
) -> Result<()> {
    let mut update = Query::update();
    let was = by_id(tx, who, id).await?;
    if was.partij.is_some() && was.partij != partij {
        let invoer = was.invoer.clone().zonder_persoon();
        if invoer != was.invoer {
            let columns = invoer.columns()?.into_iter().map(|(column, value)| (column, Expr::val(value)));
            update.values(columns).value("versie", was.versie + 1).value("venster", "");
        }
    }
    let update = update
        .table("contact_concepten")
        .value("partij_id", partij)
        .value("gevonden_met", gevonden_met)
        .value("controle", controle)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("medewerker_id").eq(owner(who)?))
        .and_where(Expr::col("weggegooid_op").is_null())
        .and_where(Expr::col("afgerond_op").is_null())
        .to_owned();
    match tx.execute(&update).await? {
        1 => Ok(()),
        _ => Err(Error::Missing { what: "concept", id: id.uuid() }),
    }
}
