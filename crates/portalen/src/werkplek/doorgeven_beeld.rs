//! What the page shows that passes a contact on: to whom, who is there, what they want asked, what is promised.

use dienstverlening::contacten::Huis;
use dienstverlening::contacten::terugbelverzoek;
use dienstverlening::inrichten::{Vraag, Vraagsoort};
use kern::FieldError;
use kern::autorisatie::BehandelTaken;
use kern::organisaties::{Collega, Team};
use registers::klantinteracties::partij::Controle;

use super::contact_beeld::Toestand;
use super::contact_invoer::{self, ANTWOORD};
use super::doorgeven::{Buiten, Soort, Weer};
use super::klant::Beller;
use super::zoeken_beeld::{Aanwezig, is_open};
use crate::basis::{Fout, Fouten, Ingelogd, Taal, tijd};

/// The page that passes a contact on.
pub(super) struct Doorgeven {
    /// `terugbellen` or `doorverbinden`.
    pub(super) soort: &'static str,
    /// Whether somebody calls back.
    pub(super) terugbellen: bool,
    /// Where its form goes.
    pub(super) adres: String,
    /// The heading.
    pub(super) titel: String,
    /// The button that registers.
    pub(super) knop: String,
    /// What is wrong, per field.
    pub(super) fouten: Fouten,
    /// What is wrong, on top: where, and what.
    pub(super) samenvatting: Vec<(String, String)>,
    /// The open request that this joins, in words.
    pub(super) aansluiten: Option<String>,
    /// Whether it is a new question all the same.
    pub(super) nieuw: bool,
    /// The teams.
    pub(super) teams: Vec<Mogelijk>,
    /// The field that has the focus: the first that is empty.
    pub(super) focus: &'static str,
    /// That the team is closed at the moment that was agreed.
    pub(super) buiten: Option<Buitenbeeld>,
    /// The chosen team.
    pub(super) team: Option<Teambeeld>,
    /// The heading above what is known of the caller.
    pub(super) beller_kop: String,
    /// Name and number of the caller.
    pub(super) bellervelden: Vec<Veld>,
    /// The question.
    pub(super) vraag: String,
    /// The name of its field: put through, it is the note itself.
    pub(super) vraag_veld: &'static str,
    /// What the question is called.
    pub(super) vraag_label: String,
    /// Another moment agreed.
    pub(super) beloofd_op: String,
}

/// A promise for when the team is closed.
pub(super) struct Buitenbeeld {
    /// Whether the agent has chosen it all the same.
    pub(super) gekozen: bool,
    /// That they are closed then.
    pub(super) kop: String,
    /// What that means.
    pub(super) uitleg: String,
    /// The moment as its field holds it, and the button that chooses it all the same.
    pub(super) toch: (String, String),
    /// The same of the moment that is offered.
    pub(super) liever: (String, String),
}

/// A team or colleague that can be chosen.
pub(super) struct Mogelijk {
    /// The id.
    pub(super) id: String,
    /// The name.
    pub(super) naam: String,
    /// Whether it is chosen.
    pub(super) gekozen: bool,
    /// Whether they are there.
    pub(super) er: bool,
    /// The same in words.
    pub(super) aanwezig: String,
}

/// A field of one line.
pub(super) struct Veld {
    /// Its name.
    pub(super) naam: &'static str,
    /// What it is called.
    pub(super) label: String,
    /// The kind of input.
    pub(super) soort: &'static str,
    /// What stands in it.
    pub(super) waarde: String,
    /// What is known of whoever was recognised, and counts where nothing is typed. It never travels with the form.
    pub(super) bekend: String,
}

/// What depends on the team.
pub(super) struct Teambeeld {
    /// Its name.
    pub(super) naam: String,
    /// Whether it is open now.
    pub(super) open: bool,
    /// Until when, or when again.
    pub(super) opening: String,
    /// Who is in it.
    pub(super) collegas: Vec<Mogelijk>,
    /// What it wants asked.
    pub(super) vragen: Vec<Vraagbeeld>,
    /// What is promised.
    pub(super) belofte: String,
    /// And why.
    pub(super) belofte_waarom: String,
}

/// A question that a team wants asked.
pub(super) struct Vraagbeeld {
    /// The name of its field.
    pub(super) veld: String,
    /// The question.
    pub(super) tekst: String,
    /// The kind of answer, by its code.
    pub(super) soort: &'static str,
    /// Whether it must be answered.
    pub(super) verplicht: bool,
    /// What can be chosen, and whether it is.
    pub(super) opties: Vec<(String, bool)>,
    /// The answer.
    pub(super) waarde: String,
    /// What is wrong with it.
    pub(super) fout: String,
}

/// The page, from what was read.
///
/// # Errors
/// When opening hours are not what they should be: a fault of ours.
pub(super) fn beeld(
    wie: &Ingelogd,
    toestand: &Toestand,
    beller: &Beller,
    mensen: &[Collega],
    soort: Soort,
    weer: Weer,
) -> Result<Doorgeven, Fout> {
    let (t, concept) = (wie.taal, &toestand.concept);
    let asked = &concept.invoer.terugbel;
    let of_product = concept.invoer.product.as_deref().and_then(|code| toestand.lopende.product(code));
    let chosen = asked.team.or(of_product.map(|product| product.team));
    let chosen = toestand.teams.iter().find(|team| Some(team.id) == chosen);
    let terugbellen = soort == Soort::Terugbellen;
    let fouten: Vec<FieldError> = weer.fouten.into_iter().map(own_field).collect();
    let team = chosen.map(|team| teambeeld(wie, toestand, (mensen, terugbellen), team, &fouten)).transpose()?;
    let bellervelden = bellervelden(t, toestand, beller);
    let same = asked.vraag.is_empty() || !terugbellen;
    let vraag = if same { concept.invoer.notitie.clone() } else { asked.vraag.clone() };
    let key = |end: &str| t.tekst(&format!("werkplek-{}-{end}", soort.code()));
    // texts: werkplek-terugbellen-* werkplek-doorverbinden-*
    Ok(Doorgeven {
        soort: soort.code(),
        terugbellen,
        adres: soort.adres(concept.id),
        titel: key("kop"),
        knop: key("knop"),
        samenvatting: samenvatting(t, &team, &fouten),
        aansluiten: chosen.filter(|_| terugbellen).and_then(|team| aansluiten(wie, toestand, beller, team)),
        nieuw: asked.nieuw,
        teams: toestand.teams.iter().map(|team| keuze(team, chosen)).collect(),
        buiten: weer.buiten.zip(chosen).map(|(buiten, team)| buitenbeeld(wie, buiten, team)),
        focus: if fouten.is_empty() && weer.buiten.is_none() {
            focus(&bellervelden, &vraag, chosen.is_some(), terugbellen)
        } else {
            ""
        },
        team,
        beller_kop: key("beller"),
        bellervelden,
        vraag_veld: if terugbellen { "vraag" } else { "notitie" },
        vraag,
        vraag_label: key("vraag"),
        beloofd_op: asked.beloofd_op.map_or_else(String::new, contact_invoer::as_local),
        fouten: Fouten::new(t, &fouten),
    })
}

fn buitenbeeld(wie: &Ingelogd, buiten: Buiten, team: &Team) -> Buitenbeeld {
    let t = wie.taal;
    let said = |key: &str, moment: kern::Moment| {
        let when = tijd::moment(t, moment, wie.nu).tekst;
        t.tekst_met(key).met("team", &team.naam).met("wanneer", when).to_string()
    };
    let [toch, liever] = [buiten.beloofd_op, buiten.liever];
    Buitenbeeld {
        gekozen: buiten.gekozen,
        kop: said("werkplek-buiten-kop", toch),
        uitleg: said("werkplek-buiten-uitleg", toch),
        toch: (contact_invoer::as_local(toch), said("werkplek-buiten-toch", toch)),
        liever: (contact_invoer::as_local(liever), said("werkplek-buiten-liever", liever)),
    }
}

/// Where to go on typing. Put through, only the team matters.
fn focus(beller: &[Veld], vraag: &str, has_team: bool, terugbellen: bool) -> &'static str {
    let empty = beller.iter().find(|veld| veld.waarde.is_empty() && veld.bekend.is_empty()).map(|veld| veld.naam);
    match (terugbellen, empty) {
        (false, _) => "team",
        (true, Some(naam)) => naam,
        (true, None) if vraag.is_empty() => "vraag",
        (true, None) if has_team => "medewerker",
        (true, None) => "team",
    }
}

/// Both ways have the team in the same field.
fn own_field(fout: FieldError) -> FieldError {
    if fout.field == "naar_team" { FieldError { field: "team", ..fout } } else { fout }
}

fn keuze(team: &Team, chosen: Option<&Team>) -> Mogelijk {
    Mogelijk {
        id: team.id.to_string(),
        naam: team.naam.clone(),
        gekozen: chosen.is_some_and(|chosen| chosen.id == team.id),
        er: true,
        aanwezig: String::new(),
    }
}

/// Each broken rule with the name of its field, since on top it stands far from it.
fn samenvatting(t: Taal, team: &Option<Teambeeld>, fouten: &[FieldError]) -> Vec<(String, String)> {
    let label = |fout: &FieldError| match fout.field {
        "team" => t.tekst("werkplek-naar-team"),
        "medewerker" => t.tekst("werkplek-naar-wie"),
        "vraag" => t.tekst("werkplek-vraag"),
        "beller_naam" => t.tekst("werkplek-beller-naam-kort"),
        "beller_telefoon" => t.tekst("werkplek-beller-telefoon"),
        "beloofd_op" => t.tekst("werkplek-belofte-anders"),
        "antwoorden" => fout.detail.clone(),
        "kanaal" => t.tekst("werkplek-kanaal"),
        "reden" => t.tekst("werkplek-reden"),
        _ => String::new(),
    };
    let place = |fout: &FieldError| {
        let question = team.iter().flat_map(|team| &team.vragen).find(|vraag| vraag.tekst == fout.detail);
        question
            .filter(|_| fout.field == "antwoorden")
            .map_or_else(|| fout.field.to_owned(), |vraag| vraag.veld.clone())
    };
    let said = |label: String, zin: String| {
        let glue = if label.is_empty() || label.ends_with('?') { "" } else { ":" };
        format!("{label}{glue} {zin}").trim().to_owned()
    };
    fouten.iter().map(|fout| (place(fout), said(label(fout), zin(t, fout)))).collect()
}

/// What is wrong, without the question, which stands beside it.
fn zin(t: Taal, fout: &FieldError) -> String {
    let plain =
        if fout.field == "antwoorden" { FieldError { detail: String::new(), ..fout.clone() } } else { fout.clone() };
    Fouten::new(t, &[plain]).bij(fout.field).to_owned()
}

/// Name and number: as typed, and beside it what is known of whoever was recognised.
fn bellervelden(t: Taal, toestand: &Toestand, beller: &Beller) -> Vec<Veld> {
    let concept = &toestand.concept;
    let bekend = |known: &str| match known {
        "" => String::new(),
        known => t.tekst_met("werkplek-beller-bekend").met("wat", known).to_string(),
    };
    vec![
        Veld {
            naam: "beller_naam",
            label: t.tekst("werkplek-beller-naam-kort"),
            soort: "text",
            waarde: concept.invoer.beller_naam.clone(),
            bekend: bekend(&beller.volledige_naam),
        },
        Veld {
            naam: "beller_telefoon",
            label: t.tekst("werkplek-beller-telefoon"),
            soort: "tel",
            waarde: concept.invoer.beller_telefoon.clone(),
            bekend: match (beller.telefoon.as_str(), beller.heeft_telefoon) {
                ("", true) => t.tekst("werkplek-beller-nummer-bekend"),
                (known, _) => bekend(known),
            },
        },
    ]
}

/// The open request that the domain joins to this contact. The question itself only when it is certain who is calling.
fn aansluiten(wie: &Ingelogd, toestand: &Toestand, beller: &Beller, team: &Team) -> Option<String> {
    let (t, concept) = (wie.taal, &toestand.concept);
    let product = concept.invoer.product.as_deref();
    let taak = beller.open.iter().find(|taak| terugbelverzoek::gaat_over(taak, product, team.id))?;
    let to = toestand.teams.iter().find(|team| team.id == taak.team).map_or("", |team| team.naam.as_str());
    let known = concept.controle == Some(Controle::Geslaagd);
    let key = if known { "werkplek-aansluiten-open" } else { "werkplek-aansluiten-open-zonder" };
    let line = t.tekst_met(key).met("wanneer", tijd::moment(t, taak.aangemaakt_op, wie.nu).tekst);
    let line = line.met("team", to).met("pogingen", taak.pogingen);
    Some(if known { line.met("vraag", &taak.toelichting).to_string() } else { line.to_string() })
}

fn teambeeld(
    wie: &Ingelogd,
    toestand: &Toestand,
    (mensen, terugbellen): (&[Collega], bool),
    team: &Team,
    fouten: &[FieldError],
) -> Result<Teambeeld, Fout> {
    let t = wie.taal;
    let asked = &toestand.concept.invoer.terugbel;
    let set = contact_invoer::vragenset(wie, &toestand.teams, team.id);
    let vragen = set.into_iter().flat_map(|set| &set.vragen);
    let collega = |collega: &Collega| {
        let there = Aanwezig::collega(wie, collega, Some(team));
        let gekozen = asked.medewerker == Some(collega.id);
        Mogelijk { id: collega.id.to_string(), naam: there.naam, gekozen, er: there.er, aanwezig: there.aanwezig }
    };
    let huis = Huis { instellingen: wie.organisatie.instellingen.clone(), teams: toestand.teams.clone() };
    let promised = tijd::moment(t, huis.belofte(team.id, wie.nu)?, wie.nu).tekst;
    let days = huis.instellingen.terugbellen.belofte_werkdagen;
    // Somebody who can't open a request is never promised to call back.
    let here = |mens: &&Collega| mens.team == team.id && (!terugbellen || mens.may::<BehandelTaken>());
    let colleagues: Vec<Mogelijk> = mensen.iter().filter(here).map(collega).collect();
    Ok(Teambeeld {
        naam: team.naam.clone(),
        open: is_open(wie, team),
        opening: opening(wie, &huis, team)?,
        collegas: colleagues,
        vragen: vragen.map(|vraag| vraagbeeld(t, toestand, vraag, fouten)).collect(),
        belofte: t.tekst_met("werkplek-belofte").met("wanneer", promised).to_string(),
        belofte_waarom: t.tekst_met("werkplek-belofte-uitleg").met("dagen", days).met("team", &team.naam).to_string(),
    })
}

/// "Now open, until 17:00", or when it opens again.
fn opening(wie: &Ingelogd, huis: &Huis, team: &Team) -> Result<String, Fout> {
    let (t, nu) = (wie.taal, wie.nu.timestamp());
    let kalender = huis.instellingen.team_kalender(team)?;
    if kalender.is_open(nu) {
        let now = wie.nu.in_amsterdam().datetime();
        let here = format!("{:02}:{:02}", now.hour(), now.minute());
        let spans = kalender.open_on(now.date()).iter().map(ToString::to_string);
        let until = spans.filter_map(|span| span.split_once('-').map(|(_, to)| to.to_owned())).find(|to| here < *to);
        return Ok(t.tekst_met("werkplek-open-tot").met("tijd", until.unwrap_or_default()).to_string());
    }
    let next = kalender.next_open(nu).map_err(|error| Fout::Kern(kern::Error::bug(error)))?;
    let when = tijd::moment(t, kern::Moment::from(next), wie.nu).tekst;
    Ok(t.tekst_met("werkplek-gesloten-tot").met("wanneer", when).to_string())
}

fn vraagbeeld(t: Taal, toestand: &Toestand, vraag: &Vraag, fouten: &[FieldError]) -> Vraagbeeld {
    let answers = &toestand.concept.invoer.terugbel.antwoorden;
    let given = answers.iter().find(|antwoord| antwoord.vraag == vraag.code);
    let waarde = given.map_or_else(String::new, |antwoord| antwoord.antwoord.clone());
    let wrong = fouten.iter().find(|fout| fout.field == "antwoorden" && fout.detail == vraag.tekst);
    let code = |soort: Vraagsoort| {
        Vraagsoort::ALL.into_iter().find(|(_, known)| *known == soort).map_or("tekst", |(code, _)| code)
    };
    Vraagbeeld {
        veld: format!("{ANTWOORD}{}", vraag.code),
        tekst: vraag.tekst.clone(),
        soort: code(vraag.soort),
        verplicht: vraag.verplicht,
        opties: vraag.opties.iter().map(|optie| (optie.clone(), *optie == waarde)).collect(),
        waarde,
        fout: wrong.map_or_else(String::new, |fout| zin(t, fout)),
    }
}
