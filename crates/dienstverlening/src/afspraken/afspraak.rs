//! An appointment: its row, its rules, and what the journal says of it.

use kern::organisaties::OrganisatieId;
use kern::{Change, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Result, Row, Soort};
use registers::klantinteracties::{Emailadres, PartijId, Telefoonnummer};
use sea_query::{Expr, ExprTrait, Query, SelectStatement, Value};
use serde::{Deserialize, Serialize};

use super::code;
use super::rooster::KWARTIER_S;

kern::id_types! {
    /// An appointment.
    AfspraakId,
}

/// An appointment was made.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("afspraak", "aangemaakt");
/// It was moved, its reminder went out, or somebody came or did not.
pub const GEWIJZIGD: Soort<Feiten> = Soort::new("afspraak", "gewijzigd");
/// It was cancelled.
pub const AFGEZEGD: Soort<Feiten> = Soort::new("afspraak", "afgezegd");
/// Somebody saw an appointment with who made it, for the purpose in `doel`.
pub const GERAADPLEEGD: Soort = Soort::new("afspraak", "geraadpleegd");

registers::code_enum! {
    /// How far an appointment is.
    Status {
        /// Still to come.
        Gepland "gepland",
        /// Cancelled; its places are free again.
        Afgezegd "afgezegd",
        /// They are here.
        Verschenen "verschenen",
        /// They did not come.
        NietVerschenen "niet-verschenen",
        /// They were helped.
        Afgerond "afgerond",
    }

    /// What changed, for whoever counts.
    Wijziging {
        /// To another time.
        Verzet "verzet",
        /// Whoever asked for it showed that the mail address is theirs.
        Bevestigd "bevestigd",
        /// They did not, and it fell free.
        NietBevestigd "niet-bevestigd",
        /// Its mail did not arrive, and goes to another address.
        AnderAdres "ander-adres",
        /// The reminder went out.
        Herinnerd "herinnerd",
        /// They are here.
        Verschenen "verschenen",
        /// They did not come.
        NietVerschenen "niet-verschenen",
        /// They were helped.
        Afgerond "afgerond",
    }
}

/// An appointment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Afspraak {
    /// Its id.
    pub id: AfspraakId,
    /// The number people know it by.
    pub nummer: String,
    /// What is kept of its code.
    #[serde(skip)]
    pub code_hash: String,
    /// The code of the desk.
    pub balie: String,
    /// The codes of the products.
    pub producten: Vec<String>,
    /// When it begins.
    pub begint_op: Moment,
    /// When it ends.
    pub eindigt_op: Moment,
    /// How far it is.
    pub status: Status,
    /// Who comes.
    pub naam: String,
    /// Their mail address; may be empty.
    pub e_mail: String,
    /// Their phone number as typed; may be empty.
    pub telefoon: String,
    /// Who it is for, when known beyond this appointment.
    pub partij: Option<PartijId>,
    /// `nl` or `en`: of the messages about it.
    pub taal: String,
    /// The code of the channel over which it was made.
    pub kanaal: String,
    /// When it was made.
    pub gemaakt_op: Moment,
    /// How often it was moved.
    pub verzet: i64,
    /// Until when it must be confirmed with the code in its mail; none: it stands.
    #[serde(default)]
    pub bevestigen_voor: Option<Moment>,
    /// What is kept of that code.
    #[serde(skip)]
    pub bevestig_hash: Option<String>,
    /// When its reminder is due; none when it was sent or there is no mail address.
    pub herinnering_op: Option<Moment>,
    /// Raised by each change.
    pub versie: i64,
}

/// What reports and promises count an appointment by. Nothing personal: it stays for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// What changed; none of a new or cancelled one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wijziging: Option<Wijziging>,
    /// The desk.
    pub balie: String,
    /// The products.
    pub producten: Vec<String>,
    /// The channel.
    pub kanaal: String,
    /// When it begins.
    pub begint_op: Moment,
    /// How many quarters it takes.
    pub kwartieren: i64,
    /// When it was made.
    pub gemaakt_op: Moment,
    /// How often it was moved.
    pub verzet: i64,
}

/// A reminder goes out a day ahead.
pub const HERINNERING_VOORAF_S: i64 = 24 * 3600;
/// Of an appointment that is sooner than this no reminder is needed: the confirmation is just as fresh.
const HERINNERING_VANAF_S: i64 = 30 * 3600;
/// An appointment that anybody can ask for is kept so long for who shows that the mail address is theirs.
pub const BEVESTIGEN_S: i64 = 2 * 3600;
const NAAM_TEKENS_MAX: usize = 200;
/// The channel of the website: nobody of ours is there to ask.
pub const WEBSITE: &str = "website";

impl Afspraak {
    /// How many quarters it takes.
    #[must_use]
    pub fn kwartieren(&self) -> i64 {
        self.eindigt_op.seconds_since(self.begint_op) / KWARTIER_S
    }

    /// Whether it can still be moved or cancelled.
    #[must_use]
    pub fn is_te_wijzigen(&self, nu: Moment) -> bool {
        self.status == Status::Gepland && nu < self.begint_op
    }

    /// Whether it fell free because nobody confirmed it.
    #[must_use]
    pub fn is_vervallen(&self) -> bool {
        self.status == Status::Afgezegd && self.bevestigen_voor.is_some()
    }

    /// Whether this is what is kept of one of its codes: the one of whoever asked for it, or the one in the mail.
    pub(super) fn opent(&self, hash: &str) -> bool {
        self.code_hash == hash || self.bevestig_hash.as_deref() == Some(hash)
    }

    /// Whether this is the code in its mail, which confirms it.
    #[must_use]
    pub fn is_bevestigcode(&self, organisatie: OrganisatieId, code: &str) -> bool {
        self.bevestig_hash.as_deref() == Some(&code::hash(organisatie, code))
    }

    /// Until when an appointment that anybody can ask for must be confirmed.
    pub(super) fn bevestigen(begint_op: Moment, nu: Moment) -> Moment {
        Ord::min(nu.plus_seconds(BEVESTIGEN_S), begint_op.plus_seconds(-300))
    }

    pub(super) fn feiten(&self, wijziging: Option<Wijziging>) -> Feiten {
        Feiten {
            wijziging,
            balie: self.balie.clone(),
            producten: self.producten.clone(),
            kanaal: self.kanaal.clone(),
            begint_op: self.begint_op,
            kwartieren: self.kwartieren(),
            gemaakt_op: self.gemaakt_op,
            verzet: self.verzet,
        }
    }

    /// When the reminder of an appointment that begins then is due.
    pub(super) fn herinnering(e_mail: &str, begint_op: Moment, nu: Moment) -> Option<Moment> {
        let late = begint_op.seconds_since(nu) < HERINNERING_VANAF_S;
        (!e_mail.is_empty() && !late).then(|| begint_op.plus_seconds(-HERINNERING_VOORAF_S))
    }

    fn columns(&self) -> Result<Vec<(&'static str, Value)>> {
        Ok(vec![
            ("nummer", self.nummer.clone().into()),
            ("code_hash", self.code_hash.clone().into()),
            ("balie", self.balie.clone().into()),
            ("producten", serde_json::to_string(&self.producten)?.into()),
            ("begint_op", self.begint_op.into()),
            ("eindigt_op", self.eindigt_op.into()),
            ("status", self.status.into()),
            ("naam", self.naam.clone().into()),
            ("e_mail", self.e_mail.clone().into()),
            ("telefoon", self.telefoon.clone().into()),
            ("partij_id", self.partij.into()),
            ("taal", self.taal.clone().into()),
            ("kanaal", self.kanaal.clone().into()),
            ("gemaakt_op", self.gemaakt_op.into()),
            ("verzet", self.verzet.into()),
            ("bevestigen_voor", self.bevestigen_voor.into()),
            ("bevestig_hash", self.bevestig_hash.clone().into()),
            ("herinnering_op", self.herinnering_op.into()),
            ("versie", self.versie.into()),
        ])
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            nummer: row.get("nummer")?,
            code_hash: row.get("code_hash")?,
            balie: row.get("balie")?,
            producten: serde_json::from_value(row.get("producten")?)?,
            begint_op: row.get("begint_op")?,
            eindigt_op: row.get("eindigt_op")?,
            status: row.get("status")?,
            naam: row.get("naam")?,
            e_mail: row.get("e_mail")?,
            telefoon: row.get("telefoon")?,
            partij: row.get("partij_id")?,
            taal: row.get("taal")?,
            kanaal: row.get("kanaal")?,
            gemaakt_op: row.get("gemaakt_op")?,
            verzet: row.get("verzet")?,
            bevestigen_voor: row.get("bevestigen_voor")?,
            bevestig_hash: row.get("bevestig_hash")?,
            herinnering_op: row.get("herinnering_op")?,
            versie: row.get("versie")?,
        })
    }
}

/// All columns, of one organisation.
pub(super) fn select(organisatie: OrganisatieId) -> SelectStatement {
    Query::select()
        .columns([
            "id",
            "nummer",
            "code_hash",
            "balie",
            "producten",
            "begint_op",
            "eindigt_op",
            "status",
            "naam",
            "e_mail",
        ])
        .columns(["telefoon", "partij_id", "taal", "kanaal", "gemaakt_op", "verzet", "herinnering_op", "versie"])
        .columns(["bevestigen_voor", "bevestig_hash"])
        .from("afspraken")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .to_owned()
}

/// Who comes, as told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gegevens {
    /// Their name.
    pub naam: String,
    /// Their mail address.
    pub e_mail: String,
    /// Their phone number.
    pub telefoon: String,
}

/// Everything that is wrong with what was told. On the website a mail address is needed: there is no other way to tell them
/// anything; staff may leave it out.
#[must_use]
pub fn fouten(gegevens: &Gegevens, kanaal: &str) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let line = |text: &str, max: usize| text.chars().count() <= max && !text.chars().any(char::is_control);
    match gegevens.naam.trim() {
        "" => errors.push(FieldError::new("naam", "verplicht")),
        naam if !line(naam, NAAM_TEKENS_MAX) => errors.push(FieldError::new("naam", "ongeldige-waarde")),
        _ => {}
    }
    match gegevens.e_mail.trim() {
        "" if kanaal == WEBSITE => errors.push(FieldError::new("e_mail", "verplicht")),
        "" => {}
        adres => errors.extend(adres.parse::<Emailadres>().err()),
    }
    let telefoon = gegevens.telefoon.trim();
    if !telefoon.is_empty() && telefoon.parse::<Telefoonnummer>().is_err() {
        errors.push(FieldError::new("telefoon", "telefoon-onleesbaar"));
    }
    errors
}

/// The places that an appointment takes: a quarter and a place in it.
pub type Plekken = [(Moment, i64)];

fn with_places(change: Change, organisatie: OrganisatieId, afspraak: &Afspraak, plekken: &Plekken) -> Change {
    plekken.iter().fold(change, |change, (kwartier, plek)| {
        let row = vec![
            ("organisatie_id", organisatie.into()),
            ("balie", afspraak.balie.clone().into()),
            ("kwartier", (*kwartier).into()),
            ("plek", (*plek).into()),
            ("afspraak_id", afspraak.id.into()),
        ];
        change.insert("afspraak_plekken", row)
    })
}

fn without_places(change: Change, afspraak: &Afspraak) -> Change {
    let free =
        Query::delete().from_table("afspraak_plekken").and_where(Expr::col("afspraak_id").eq(afspraak.id)).to_owned();
    change.delete(free)
}

/// A new appointment, with the places it takes.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn aanmaken(handeling: &Handeling, ids: &Ids, afspraak: &Afspraak, plekken: &Plekken) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, afspraak.id.uuid())
        .feiten(&afspraak.feiten(None))?
        .na(afspraak)?;
    let mut values: Vec<(&'static str, Value)> =
        vec![("id", afspraak.id.into()), ("organisatie_id", handeling.organisatie.into())];
    values.extend(afspraak.columns()?);
    let change = Change::new(event).insert("afspraken", values);
    Ok(with_places(change, handeling.organisatie, afspraak, plekken))
}

fn change(handeling: &Handeling, event: Gebeurtenis, was: &Afspraak, wordt: &Afspraak) -> Result<Change> {
    let update = Query::update()
        .table("afspraken")
        .values(wordt.columns()?.into_iter().map(|(column, value)| (column, Expr::val(value))))
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned();
    Ok(Change::new(event.voor(was)?.na(wordt)?).update(update))
}

fn must_be_open(was: &Afspraak, nu: Moment) -> Result<()> {
    let code = match was.status {
        Status::Gepland if nu < was.begint_op => return Ok(()),
        Status::Afgezegd => "afspraak-afgezegd",
        _ => "afspraak-voorbij",
    };
    Err(Error::Conflict(FieldError::new("status", code)))
}

/// So often somebody with the code can choose another time: each takes a place from others and makes a mail.
pub const VERZETTEN_MAX: i64 = 5;

/// To another time, with the places it takes there.
///
/// # Errors
/// [`Error::Conflict`] when it was cancelled or is past.
pub fn verzetten(
    handeling: &Handeling,
    ids: &Ids,
    was: &Afspraak,
    naar: Moment,
    plekken: &Plekken,
) -> Result<(Afspraak, Change)> {
    must_be_open(was, handeling.op)?;
    let wordt = Afspraak {
        begint_op: naar,
        eindigt_op: naar.plus_seconds(was.kwartieren() * KWARTIER_S),
        verzet: was.verzet + 1,
        // By its code only once it was confirmed; and staff spoke with them.
        bevestigen_voor: None,
        herinnering_op: Afspraak::herinnering(&was.e_mail, naar, handeling.op),
        versie: was.versie + 1,
        ..was.clone()
    };
    let event =
        Gebeurtenis::new(handeling, ids, GEWIJZIGD, was.id.uuid()).feiten(&wordt.feiten(Some(Wijziging::Verzet)))?;
    let change = without_places(change(handeling, event, was, &wordt)?, was);
    let change = with_places(change, handeling.organisatie, &wordt, plekken);
    Ok((wordt, change))
}

/// Cancelled: somebody else can have its places.
///
/// # Errors
/// [`Error::Conflict`] when it was cancelled before or is past.
pub fn afzeggen(handeling: &Handeling, ids: &Ids, was: &Afspraak) -> Result<(Afspraak, Change)> {
    must_be_open(was, handeling.op)?;
    let wordt = Afspraak {
        status: Status::Afgezegd,
        herinnering_op: None,
        bevestigen_voor: None,
        versie: was.versie + 1,
        ..was.clone()
    };
    let event = Gebeurtenis::new(handeling, ids, AFGEZEGD, was.id.uuid()).feiten(&wordt.feiten(None))?;
    let change = without_places(change(handeling, event, was, &wordt)?, was);
    Ok((wordt, change))
}

/// Nobody confirmed it: somebody else can have its places.
///
/// # Errors
/// [`Error::Conflict`] when it was cancelled before or is past.
pub fn vrijgeven(handeling: &Handeling, ids: &Ids, was: &Afspraak) -> Result<Change> {
    must_be_open(was, handeling.op)?;
    let wordt = Afspraak { status: Status::Afgezegd, herinnering_op: None, versie: was.versie + 1, ..was.clone() };
    let event = Gebeurtenis::new(handeling, ids, AFGEZEGD, was.id.uuid())
        .feiten(&wordt.feiten(Some(Wijziging::NietBevestigd)))?;
    Ok(without_places(change(handeling, event, was, &wordt)?, was))
}

/// Confirmed by whoever reads its mail.
///
/// # Errors
/// [`Error::Conflict`] when it fell free or is past.
pub fn bevestigen(handeling: &Handeling, ids: &Ids, was: &Afspraak) -> Result<(Afspraak, Change)> {
    must_be_open(was, handeling.op)?;
    let wordt = Afspraak { bevestigen_voor: None, versie: was.versie + 1, ..was.clone() };
    let event =
        Gebeurtenis::new(handeling, ids, GEWIJZIGD, was.id.uuid()).feiten(&wordt.feiten(Some(Wijziging::Bevestigd)))?;
    let change = change(handeling, event, was, &wordt)?;
    Ok((wordt, change))
}

/// Its mail goes to another address from now on; where that has to confirm it, the time for it begins anew.
///
/// # Errors
/// [`Error::Conflict`] when it was cancelled or is past.
pub fn ander_adres(handeling: &Handeling, ids: &Ids, was: &Afspraak, e_mail: &str) -> Result<Change> {
    must_be_open(was, handeling.op)?;
    let wordt = Afspraak {
        e_mail: e_mail.to_owned(),
        bevestigen_voor: was.bevestigen_voor.map(|_| Afspraak::bevestigen(was.begint_op, handeling.op)),
        versie: was.versie + 1,
        ..was.clone()
    };
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, was.id.uuid())
        .feiten(&wordt.feiten(Some(Wijziging::AnderAdres)))?;
    change(handeling, event, was, &wordt)
}

/// A step that leaves its time alone: reminded, came, did not come, helped.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn stap(handeling: &Handeling, ids: &Ids, was: &Afspraak, stap: Wijziging) -> Result<(Afspraak, Change)> {
    let status = match stap {
        Wijziging::Verzet
        | Wijziging::Herinnerd
        | Wijziging::Bevestigd
        | Wijziging::NietBevestigd
        | Wijziging::AnderAdres => was.status,
        Wijziging::Verschenen => Status::Verschenen,
        Wijziging::NietVerschenen => Status::NietVerschenen,
        Wijziging::Afgerond => Status::Afgerond,
    };
    let wordt = Afspraak { status, herinnering_op: None, versie: was.versie + 1, ..was.clone() };
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, was.id.uuid()).feiten(&wordt.feiten(Some(stap)))?;
    let change = change(handeling, event, was, &wordt)?;
    Ok((wordt, change))
}
