//! Making, moving and cancelling an appointment. Two people never get the same place: the primary key of
//! `afspraak_plekken` decides, on both engines; whoever is second looks again, and hears it only when nothing is left.

use std::collections::HashMap;

use kern::autorisatie::BedienBalie;
use kern::{Authorised, Busy, Database, Error, FieldError, Handeling, Ids, Moment, Reads, Result, Tx};
use registers::klantinteracties::{Emailadres, PartijId, nummer};
use sea_query::{Expr, ExprTrait, Query};

use super::afspraak::{self, Afspraak, AfspraakId, Gegevens, Status, WEBSITE};
use super::bericht::{self, Bericht};
use super::rooster::{KWARTIER_S, Rooster, quarters};
use super::{code, lezen};
use crate::berichten::verzenden::{self, Nazien};
use crate::berichten::{BerichtId, een_van_afspraak};
use crate::inrichten::Instellingen;

/// Each conflict means that somebody else took a place, and there are so many places at most.
const TRIES: usize = 400;
const TAKEN: &str = "afspraak-net-bezet";

/// An appointment that is asked for.
#[derive(Clone, Debug)]
pub struct Nieuw {
    /// The id it gets, from the form: sent twice it is made once.
    pub id: AfspraakId,
    /// The code it gets, from the form too.
    pub code: String,
    /// The code of the desk.
    pub balie: String,
    /// The codes of the products.
    pub producten: Vec<String>,
    /// When it begins.
    pub op: Moment,
    /// Who comes.
    pub gegevens: Gegevens,
    /// Who it is for, when known beyond this appointment.
    pub partij: Option<PartijId>,
    /// `nl` or `en`.
    pub taal: String,
    /// The code of the channel; [`WEBSITE`] when nobody of ours is there.
    pub kanaal: String,
}

/// An appointment as it stands after somebody asked for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Gemaakt {
    /// It.
    pub afspraak: Afspraak,
    /// It was made before, and is not what is asked for now: that was not kept.
    pub anders: bool,
}

impl Gemaakt {
    /// What stands, against what is asked for.
    fn stond(afspraak: Afspraak, nieuw: &Nieuw) -> Self {
        let Gegevens { naam, e_mail, telefoon } = &nieuw.gegevens;
        let same = afspraak.status != Status::Afgezegd
            && (afspraak.begint_op, &afspraak.balie, &afspraak.producten) == (nieuw.op, &nieuw.balie, &nieuw.producten)
            && (afspraak.naam.as_str(), afspraak.telefoon.as_str()) == (naam.trim(), telefoon.trim())
            && afspraak.e_mail == mailbaar(e_mail);
        Self { afspraak, anders: !same }
    }
}

/// The mail address as it is kept.
fn mailbaar(typed: &str) -> String {
    typed.trim().parse::<Emailadres>().map(String::from).unwrap_or_default()
}

/// Everything that is wrong with what is asked, apart from a time that is taken; otherwise how many quarters it takes.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong.
pub fn controleer(rooster: &Rooster<'_>, nieuw: &Nieuw, nu: Moment) -> Result<i64> {
    let mut errors = afspraak::fouten(&nieuw.gegevens, &nieuw.kanaal);
    if code::lees(&nieuw.code).is_none() {
        errors.push(FieldError::new("code", "ongeldige-waarde"));
    }
    let kwartieren = match rooster.kwartieren(&nieuw.producten) {
        Ok(kwartieren) => kwartieren,
        Err(error) => {
            errors.push(error);
            return Err(Error::Invalid(errors));
        }
    };
    if !rooster.bestaat(nieuw.op, kwartieren, &rooster.termijn(nu, nieuw.kanaal != WEBSITE))? {
        errors.push(FieldError::new("op", "afspraak-tijd-niet-mogelijk"));
    }
    Error::all(errors)?;
    Ok(kwartieren)
}

/// The desk of an appointment.
pub(super) fn rooster<'a>(instellingen: &'a Instellingen, balie: &str) -> Result<Rooster<'a>> {
    Rooster::van(instellingen, balie)?.ok_or_else(|| FieldError::new("balie", "onbekende-keuze").into())
}

/// Makes an appointment. Sent twice, also at the same time, it is made once.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong; [`Error::Conflict`] on field `op` when the time was taken by somebody else.
pub async fn maken(
    db: &Database,
    ids: &Ids,
    handeling: &Handeling,
    instellingen: &Instellingen,
    nieuw: &Nieuw,
) -> Result<Gemaakt> {
    let code_hash = code::hash(handeling.organisatie, &nieuw.code);
    let rooster = rooster(instellingen, &nieuw.balie)?;
    for _ in 0..TRIES {
        let tx = db.begin().await?;
        if let Some(made) = lezen::by_id(&tx, handeling.organisatie, nieuw.id).await? {
            // Whoever has another code has guessed an id: they learn nothing.
            let own = Some(made).filter(|made| made.opent(&code_hash));
            let own = own.ok_or_else(|| FieldError::new("id", "ongeldige-waarde"))?;
            return Ok(Gemaakt::stond(own, nieuw));
        }
        let kwartieren = controleer(&rooster, nieuw, handeling.op)?;
        let eindigt_op = nieuw.op.plus_seconds(kwartieren * KWARTIER_S);
        // Taking the number locks it until commit: those who make one at the same time come one after the other.
        let taken = tx.take_numbers(handeling.organisatie, "afspraak", 1).await?;
        let plekken = plekken(&tx, handeling, &rooster, (nieuw.op, kwartieren), None).await?;
        let Some(plekken) = plekken else { return Err(Error::Conflict(FieldError::new("op", TAKEN))) };
        // Whoever is not known shows that they read the mail that goes to the address they typed.
        let nobody = nieuw.kanaal == WEBSITE && nieuw.partij.is_none() && handeling.medewerker.is_none();
        let bevestigcode = nobody.then(|| code::nieuw(ids));
        let made = Afspraak {
            id: nieuw.id,
            nummer: nummer(taken),
            code_hash: code_hash.clone(),
            balie: nieuw.balie.clone(),
            producten: nieuw.producten.clone(),
            begint_op: nieuw.op,
            eindigt_op,
            status: Status::Gepland,
            naam: nieuw.gegevens.naam.trim().to_owned(),
            e_mail: mailbaar(&nieuw.gegevens.e_mail),
            telefoon: nieuw.gegevens.telefoon.trim().to_owned(),
            partij: nieuw.partij,
            taal: nieuw.taal.clone(),
            kanaal: nieuw.kanaal.clone(),
            gemaakt_op: handeling.op,
            verzet: 0,
            bevestigen_voor: bevestigcode.as_ref().map(|_| Afspraak::bevestigen(nieuw.op, handeling.op)),
            bevestig_hash: bevestigcode.as_ref().map(|typed| code::hash(handeling.organisatie, typed)),
            herinnering_op: Afspraak::herinnering(nieuw.gegevens.e_mail.trim(), nieuw.op, handeling.op),
            versie: 1,
        };
        let mut changes = vec![afspraak::aanmaken(handeling, ids, &made, &plekken)?];
        let (kind, told) = match (&bevestigcode, made.bevestigen_voor) {
            (Some(code), Some(voor)) => (Bericht::Bevestigen(voor), code),
            _ => (Bericht::Bevestiging, &nieuw.code),
        };
        changes.extend(bericht::opstellen(&tx, handeling, ids, &made, kind, Some(told)).await?);
        if again(tx.write(changes).await)? {
            continue;
        }
        tx.commit().await?;
        return Ok(Gemaakt { afspraak: made, anders: false });
    }
    Err(Error::Busy(Busy::Crowded))
}

/// Whether to look again: somebody took a place in between, or two were in each other's way.
pub(super) fn again(written: Result<()>) -> Result<bool> {
    match written {
        Ok(()) => Ok(false),
        Err(Error::Conflict(_) | Error::Busy(Busy::Crowded)) => Ok(true),
        Err(other) => Err(other),
    }
}

/// A free place in each quarter; none when one of them is full.
async fn plekken(
    tx: &Tx,
    handeling: &Handeling,
    rooster: &Rooster<'_>,
    (begin, kwartieren): (Moment, i64),
    zonder: Option<AfspraakId>,
) -> Result<Option<Vec<(Moment, i64)>>> {
    let query = Query::select()
        .columns(["kwartier", "plek"])
        .from("afspraak_plekken")
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("balie").eq(rooster.balie.code.as_str()))
        .and_where(Expr::col("kwartier").gte(begin))
        .and_where(Expr::col("kwartier").lt(begin.plus_seconds(kwartieren * KWARTIER_S)))
        .and_where_option(zonder.map(|own| Expr::col("afspraak_id").ne(own)))
        .to_owned();
    let mut taken: HashMap<Moment, Vec<i64>> = HashMap::new();
    for row in tx.rows(&query).await? {
        taken.entry(row.get("kwartier")?).or_default().push(row.get("plek")?);
    }
    let place = |kwartier: Moment| {
        let used = taken.get(&kwartier).map_or(&[][..], Vec::as_slice);
        // A place beyond what there is now was given out when there were more: it still counts.
        let room = used.len() < usize::try_from(rooster.plekken(kwartier)).unwrap_or(0);
        let free = (0..).find(|plek| !used.contains(plek)).filter(|_| room);
        free.map(|plek| (kwartier, plek))
    };
    Ok(quarters(begin, kwartieren).map(place).collect())
}

/// Who may change an appointment.
#[derive(Clone, Copy, Debug)]
pub enum Sleutel<'a> {
    /// Whoever has its code, as typed.
    Code(&'a str),
    /// Staff with the right.
    Personeel(&'a Authorised<BedienBalie>),
}

/// Which appointment is changed, and by what right.
#[derive(Clone, Copy, Debug)]
pub struct Welke<'a> {
    /// Which.
    pub id: AfspraakId,
    /// By what right.
    pub sleutel: Sleutel<'a>,
}

impl<'a> Welke<'a> {
    async fn lees(&self, db: &impl Reads, handeling: &Handeling) -> Result<Afspraak> {
        match self.sleutel {
            Sleutel::Code(code) => lezen::met_code(db, handeling.organisatie, self.id, code).await,
            Sleutel::Personeel(who) => lezen::afspraak(db, who, self.id).await,
        }
    }

    fn code(&self) -> Option<&'a str> {
        match self.sleutel {
            Sleutel::Code(code) => Some(code),
            Sleutel::Personeel(_) => None,
        }
    }
}

/// Moves an appointment to another time at the same desk; moved to where it is already, nothing happens.
///
/// # Errors
/// [`Error::Missing`] without its code; [`Error::Invalid`] for a time that does not exist; [`Error::Conflict`] when the time was
/// taken by somebody else, the appointment was cancelled or is past, or was moved too often by its code.
pub async fn verzetten(
    db: &Database,
    ids: &Ids,
    handeling: &Handeling,
    instellingen: &Instellingen,
    welke: &Welke<'_>,
    naar: Moment,
) -> Result<Afspraak> {
    for _ in 0..TRIES {
        let tx = db.begin().await?;
        let was = welke.lees(&tx, handeling).await?;
        if was.status == Status::Gepland && was.begint_op == naar {
            if welke.code().is_some() || was.bevestigen_voor.is_none() {
                return Ok(was);
            }
            // Staff spoke with them: it stands, where it is.
            let (wordt, change) = afspraak::bevestigen(handeling, ids, &was)?;
            if again(tx.write(vec![change]).await)? {
                continue;
            }
            tx.commit().await?;
            return Ok(wordt);
        }
        let rooster = rooster(instellingen, &was.balie)?;
        let (kwartieren, personeel) = (was.kwartieren(), welke.code().is_none());
        if !personeel && was.bevestigen_voor.is_some() && was.status == Status::Gepland {
            return Err(Error::Conflict(FieldError::new("op", "afspraak-bevestig-eerst")));
        }
        if !personeel && was.verzet >= afspraak::VERZETTEN_MAX {
            return Err(Error::Conflict(
                FieldError::new("op", "afspraak-te-vaak-verzet").detail(afspraak::VERZETTEN_MAX),
            ));
        }
        if !rooster.bestaat(naar, kwartieren, &rooster.termijn(handeling.op, personeel))? {
            return Err(FieldError::new("op", "afspraak-tijd-niet-mogelijk").into());
        }
        let plekken = plekken(&tx, handeling, &rooster, (naar, kwartieren), Some(was.id)).await?;
        let Some(plekken) = plekken else { return Err(Error::Conflict(FieldError::new("op", TAKEN))) };
        let (wordt, change) = afspraak::verzetten(handeling, ids, &was, naar, &plekken)?;
        let mut changes = vec![change];
        changes.extend(
            bericht::opstellen(&tx, handeling, ids, &wordt, Bericht::Verzet(was.begint_op), welke.code()).await?,
        );
        if again(tx.write(changes).await)? {
            continue;
        }
        tx.commit().await?;
        return Ok(wordt);
    }
    Err(Error::Busy(Busy::Crowded))
}

/// Cancels an appointment; cancelled twice is fine.
///
/// # Errors
/// [`Error::Missing`] without its code; [`Error::Conflict`] when it is past.
pub async fn afzeggen(db: &Database, ids: &Ids, handeling: &Handeling, welke: &Welke<'_>) -> Result<Afspraak> {
    for _ in 0..TRIES {
        let tx = db.begin().await?;
        let was = welke.lees(&tx, handeling).await?;
        if was.status == Status::Afgezegd {
            return Ok(was);
        }
        let (wordt, change) = afspraak::afzeggen(handeling, ids, &was)?;
        let mut changes = vec![change];
        // Whose address it is, nobody showed: nothing more is sent there.
        if was.bevestigen_voor.is_none() {
            changes.extend(bericht::opstellen(&tx, handeling, ids, &wordt, Bericht::Afgezegd, None).await?);
        }
        if again(tx.write(changes).await)? {
            continue;
        }
        tx.commit().await?;
        return Ok(wordt);
    }
    Err(Error::Busy(Busy::Crowded))
}

/// Confirms an appointment with the code in its mail; confirmed twice is fine.
///
/// # Errors
/// [`Error::Missing`] without that code; [`Error::Conflict`] when it fell free meanwhile, or is past.
pub async fn bevestigen(
    db: &Database,
    ids: &Ids,
    handeling: &Handeling,
    id: AfspraakId,
    typed: &str,
) -> Result<Afspraak> {
    for _ in 0..TRIES {
        let tx = db.begin().await?;
        let was = lezen::met_code(&tx, handeling.organisatie, id, typed).await?;
        let hash = code::lees(typed).map(|code| code::hash(handeling.organisatie, &code));
        // The code of whoever asked for it shows nothing.
        if hash != was.bevestig_hash {
            return Err(Error::Missing { what: "afspraak", id: id.uuid() });
        }
        if was.bevestigen_voor.is_none() && was.status != Status::Afgezegd {
            return Ok(was);
        }
        let (wordt, change) = afspraak::bevestigen(handeling, ids, &was)?;
        let mut changes = vec![change];
        let code = code::lees(typed);
        changes.extend(bericht::opstellen(&tx, handeling, ids, &wordt, Bericht::Bevestiging, code.as_deref()).await?);
        if again(tx.write(changes).await)? {
            continue;
        }
        tx.commit().await?;
        return Ok(wordt);
    }
    Err(Error::Busy(Busy::Crowded))
}

/// Does something about a message of an appointment that did not arrive.
///
/// # Errors
/// [`Error::Missing`] when there is no such message about this appointment; what [`verzenden::nazien`] says;
/// [`Error::Conflict`] when somebody was first, or for sending what a later word made untrue.
pub async fn bericht_nazien(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BedienBalie>,
    handeling: &Handeling,
    (id, bericht): (AfspraakId, BerichtId),
    nazien: Nazien<'_>,
) -> Result<()> {
    let tx = db.begin().await?;
    let was = een_van_afspraak(&tx, who, id.uuid(), bericht).await?;
    if matches!(nazien, Nazien::Opnieuw(_)) && !lezen::is_waar(&tx, who.organisatie(), bericht).await? {
        return Err(Error::Conflict(FieldError::new("bericht", "bericht-achterhaald")));
    }
    let Some((wordt, change)) = verzenden::nazien(handeling, ids, &was, nazien)? else { return Ok(()) };
    let mut changes = vec![change];
    // Whoever reads the mail with the code confirms the appointment: it holds the address that the mail went to.
    if wordt.aan != was.aan && was.geheim.is_some() {
        let about = lezen::afspraak(&tx, who, id).await?;
        changes.push(afspraak::ander_adres(handeling, ids, &about, &wordt.aan)?);
    }
    tx.write(changes).await?;
    tx.commit().await
}
