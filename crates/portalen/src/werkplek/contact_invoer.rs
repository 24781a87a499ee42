//! From the fields of a contact's form to what the domain saves. A field that did not come along stays as it was.

use dienstverlening::contacten::concept::{Basis, Concept, Invoer, Terugbel};
use dienstverlening::inrichten::Vragenset;
use dienstverlening::kennisbank;
use jiff::civil::DateTime;
use kern::autorisatie::{LeesKlant, Werken};
use kern::organisaties::{Team, TeamId, teams};
use kern::{FieldError, Moment};
use registers::klantinteracties::PartijId;
use registers::klantinteracties::internetaak::Antwoord;
use registers::klantinteracties::klantcontact::ArtikelVersie;
use registers::zaken::{ZaakId, zaak};

use crate::basis::{AppState, Fout, Ingelogd, Velden};

/// The beginning of the name of a field with the answer to a question of a vragenset.
pub(super) const ANTWOORD: &str = "antwoord-";

/// What came with the form: on what it is based, and all that is to be saved.
pub(super) struct Gelezen {
    /// Based on this.
    pub(super) basis: Basis,
    /// To be saved.
    pub(super) invoer: Invoer,
    /// What cannot be saved because it cannot be read; matters only when the contact is finished.
    pub(super) fouten: Vec<FieldError>,
}

/// Reads the form.
///
/// # Errors
/// What the database says.
pub(super) async fn lees(app: &AppState, wie: &Ingelogd, was: &Concept, velden: &Velden) -> Result<Gelezen, Fout> {
    let basis = Basis {
        versie: velden.get("versie").parse().unwrap_or(was.versie),
        venster: velden.get("venster").to_owned(),
        volgnummer: velden.get("volgnummer").parse().unwrap_or(0),
    };
    let mut invoer = was.invoer.clone();
    let mut fouten = Vec::new();
    for (naam, into) in [
        ("notitie", &mut invoer.notitie),
        ("beller_naam", &mut invoer.beller_naam),
        ("beller_telefoon", &mut invoer.beller_telefoon),
    ] {
        if velden.has(naam) {
            *into = newlines(velden.get(naam));
        }
    }
    let lists = &wie.organisatie.instellingen;
    if lists.kanalen.iter().any(|kanaal| kanaal.code == velden.get("kanaal")) {
        invoer.kanaal = velden.get("kanaal").to_owned();
    }
    if velden.has("reden") {
        let chosen = velden.filled("reden");
        invoer.reden = chosen.filter(|code| lists.redenen.iter().any(|reden| reden.code == *code)).map(str::to_owned);
    }
    if velden.has("klantgroep") {
        invoer.klantgroep = keep(velden.parsed("klantgroep"), &mut fouten);
    }
    if velden.has("artikel") {
        onderwerp(app, wie, velden, &mut invoer).await?;
    }
    if velden.has("zaak") {
        zaak(app, wie, was, velden, &mut invoer).await?;
    }
    terugbel(app, wie, velden, &mut invoer.terugbel, &mut fouten).await?;
    Ok(Gelezen { basis, invoer, fouten })
}

/// Who stood on the page as the caller; none when the page did not say.
pub(super) fn gezien(velden: &Velden) -> Option<Option<PartijId>> {
    velden.has("beller").then(|| velden.parsed("beller").ok().flatten())
}

/// Browsers send the end of a line as CR LF; it is kept as it was typed.
fn newlines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The case that the caller asks about, one of their own; what was asked for there is the subject when there is none yet.
async fn zaak(app: &AppState, wie: &Ingelogd, was: &Concept, velden: &Velden, invoer: &mut Invoer) -> Result<(), Fout> {
    invoer.zaak = None;
    let Some(id) = velden.parsed::<ZaakId>("zaak").ok().flatten() else { return Ok(()) };
    let Some(beller) = was.beller(&wie.medewerker.authorise::<LeesKlant>()?) else { return Ok(()) };
    let Some(found) = zaak::een_van_beller(&app.db, beller, id).await? else { return Ok(()) };
    invoer.zaak = Some(found.id);
    let Some(code) = found.product.filter(|_| invoer.product.is_none()) else { return Ok(()) };
    if let Some(product) = kennisbank::product(&app.db, &wie.medewerker.authorise::<Werken>()?, &code).await? {
        invoer.artikel = Some(ArtikelVersie { id: product.artikel.uuid(), versie: product.versie });
        invoer.product = Some(product.code);
    }
    Ok(())
}

/// The article that lies open is the subject.
async fn onderwerp(app: &AppState, wie: &Ingelogd, velden: &Velden, invoer: &mut Invoer) -> Result<(), Fout> {
    let Some(code) = velden.filled("artikel") else {
        (invoer.product, invoer.artikel) = (None, None);
        return Ok(());
    };
    let versie: Option<i64> = velden.get("artikelversie").parse().ok();
    let same = invoer.product.as_deref() == Some(code) && invoer.artikel.map(|artikel| artikel.versie) == versie;
    if same {
        return Ok(());
    }
    // What is no product is left out: a page never sends one.
    if let Some(product) = kennisbank::product(&app.db, &wie.medewerker.authorise::<Werken>()?, code).await? {
        let versie = versie.filter(|versie| (1..=product.versie).contains(versie)).unwrap_or(product.versie);
        invoer.artikel = Some(ArtikelVersie { id: product.artikel.uuid(), versie });
        invoer.product = Some(product.code);
    }
    Ok(())
}

async fn terugbel(
    app: &AppState,
    wie: &Ingelogd,
    velden: &Velden,
    terugbel: &mut Terugbel,
    fouten: &mut Vec<FieldError>,
) -> Result<(), Fout> {
    if velden.has("vraag") {
        terugbel.vraag = newlines(velden.get("vraag"));
    }
    if velden.has("aansluiten") {
        terugbel.nieuw = velden.get("aansluiten") == "nieuw";
    }
    if velden.has("beloofd_op") {
        match velden.filled("beloofd_op").map(local_moment) {
            Some(None) => fouten.push(FieldError::new("beloofd_op", "ongeldige-waarde")),
            chosen => terugbel.beloofd_op = chosen.flatten(),
        }
    }
    if !velden.has("team") {
        return Ok(());
    }
    let before = terugbel.team;
    terugbel.team = keep(velden.parsed("team"), fouten);
    // A colleague belongs to a team: with another team the choice is open again.
    terugbel.medewerker =
        if before.is_some() && before != terugbel.team { None } else { keep(velden.parsed("medewerker"), fouten) };
    let teams = teams(&app.db, &wie.medewerker.authorise::<Werken>()?).await?;
    let asked = terugbel.team.and_then(|team| vragenset(wie, &teams, team));
    terugbel.antwoorden = antwoorden(asked, velden, &terugbel.antwoorden);
    Ok(())
}

fn keep<T>(read: Result<Option<T>, FieldError>, fouten: &mut Vec<FieldError>) -> Option<T> {
    read.unwrap_or_else(|error| {
        fouten.push(error);
        None
    })
}

/// What a team wants asked.
pub(super) fn vragenset<'a>(wie: &'a Ingelogd, teams: &[Team], id: TeamId) -> Option<&'a Vragenset> {
    let team = teams.iter().find(|team| team.id == id)?;
    wie.organisatie.instellingen.vragenset(team.vragenset.as_deref()?)
}

/// The answers to what this team wants asked; an answer to the same question for another team is kept.
fn antwoorden(asked: Option<&Vragenset>, velden: &Velden, before: &[Antwoord]) -> Vec<Antwoord> {
    let questions = asked.into_iter().flat_map(|set| &set.vragen);
    questions
        .filter_map(|vraag| {
            let typed =
                velden.with_prefix(ANTWOORD).find(|(code, _)| *code == vraag.code).map(|(_, typed)| newlines(typed));
            let known = || before.iter().find(|a| a.vraag == vraag.code).map(|a| a.antwoord.clone());
            let antwoord = typed.or_else(known).filter(|text| !text.is_empty())?;
            Some(Antwoord { vraag: vraag.code.clone(), tekst: vraag.tekst.clone(), antwoord })
        })
        .collect()
}

/// A moment as `datetime-local` sends it: on the clock of the town hall.
pub(super) fn local_moment(typed: &str) -> Option<Moment> {
    let local: DateTime = typed.replace(' ', "T").parse().ok()?;
    let zoned = local.to_zoned_datetime(termijnen::amsterdam().clone()).ok()?;
    Some(Moment::from(zoned.timestamp()))
}

/// The same the other way round.
pub(super) fn as_local(moment: Moment) -> String {
    let local = moment.in_amsterdam().datetime();
    format!("{}T{:02}:{:02}", local.date(), local.hour(), local.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_moment_is_on_the_clock_of_the_town_hall() {
        let moment = local_moment("2026-11-24T15:00").expect("a moment");
        assert_eq!(moment.to_string(), "2026-11-24T14:00:00.000Z");
        assert_eq!(as_local(moment), "2026-11-24T15:00");
        for typed in ["", "morgen", "2026-13-01T10:00", "24-11-2026"] {
            assert!(local_moment(typed).is_none(), "{typed}");
        }
    }
}
