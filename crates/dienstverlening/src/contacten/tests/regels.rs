//! Rules without a database: what the demo municipality uses too.

use kern::{Clock, Ids};
use registers::klantinteracties::internetaak;
use registers::klantinteracties::partij::Zoeksoort;

use super::*;
use crate::contacten::Huis;
use crate::contacten::klant::{Controlevraag, controlevraag};
use crate::contacten::registreren::{Contact, Einde, Onderwerp, Verzoek, besluit};
use crate::contacten::terugbelverzoek::antwoorden_fouten;

fn huis() -> Huis {
    let team = kern::organisaties::Team {
        id: team(2),
        code: "parkeren".into(),
        naam: "Parkeren".into(),
        afdeling: "publiekszaken".into(),
        manager: None,
        vragenset: None,
        klantcontactcentrum: false,
        openingstijden: None,
    };
    Huis { instellingen: settings(), teams: vec![team] }
}

#[test]
fn for_whom_somebody_comes_is_what_they_say_or_what_their_question_is_about() {
    use Klantgroep::{Ondernemer, Particulier};
    let settings = Instellingen { voor_ondernemers: ["terras".to_owned()].into(), ..settings() };
    for (said, product, known, expected) in [
        (None, None, false, None),
        (None, None, true, Some(Particulier)),
        (None, Some("grofvuil"), false, Some(Particulier)),
        (None, Some("terras"), false, Some(Ondernemer)),
        (None, Some("terras"), true, Some(Ondernemer)),
        (Some(Particulier), Some("terras"), false, Some(Particulier)),
        (Some(Ondernemer), Some("grofvuil"), true, Some(Ondernemer)),
        (Some(Ondernemer), None, false, Some(Ondernemer)),
    ] {
        assert_eq!(settings.klantgroep(said, product, known), expected, "{said:?} {product:?} {known}");
    }
}

#[test]
fn a_generated_contact_needs_no_database() {
    let now: Moment = "2026-11-20T15:30:00Z".parse().unwrap();
    let ids = Ids::seeded(Clock::fixed(now), 1);
    let huis = huis();
    let verzoek = Verzoek {
        id: ids.next(),
        nummer: 7,
        team: team(2),
        medewerker: None,
        vraag: String::new(),
        antwoorden: Vec::new(),
        beloofd_op: huis.belofte(team(2), now).unwrap(),
    };
    let contact = Contact {
        id: ids.next(),
        nummer: 7,
        kanaal: "telefoon".into(),
        begonnen_op: now.plus_seconds(-200),
        duur_s: 200,
        notitie: "Vraagt om een tweede vergunning.".into(),
        onderwerp: Onderwerp::default(),
        reden: None,
        uitkomst: Some("terugbelverzoek".into()),
        einde: Einde::Terugbelverzoek(Box::new(verzoek)),
        team: team(1),
        medewerker: medewerker(10),
        partij: None,
        klantgroep: None,
        beller_naam: "dhr. Bakker".into(),
        beller_telefoon: "0612345678".into(),
    };
    let handeling = Handeling { medewerker: Some(medewerker(10)), ..Handeling::program(organisatie(), now) };
    let besluit = besluit(&handeling, &ids, &huis, &contact).unwrap();
    assert_eq!(besluit.changes.len(), 2);
    let taak = besluit.internetaak.unwrap();
    // Friday half past four: until Monday's closing time.
    assert_eq!(taak.beloofd_op.to_string(), "2026-11-23T16:00:00.000Z");
    assert_eq!(taak.toelichting, contact.notitie);
    // The steps after it chain without a database too.
    let missed = internetaak::Poging { gelukt: false, toelichting: String::new() };
    let (taak, _) = internetaak::poging(&handeling, &ids, &taak, &missed).unwrap();
    assert_eq!((taak.versie, taak.pogingen), (2, 1));
}

#[test]
fn the_control_question_asks_what_was_not_said_yet() {
    let born = Some(date(1984, 3, 12));
    let adres = Adres::default();
    for (found_by, born, adres, question) in [
        (Zoeksoort::Telefoon, born, Some(&adres), Controlevraag::Geboortedatum),
        (Zoeksoort::Adres, born, Some(&adres), Controlevraag::Geboortedatum),
        (Zoeksoort::NaamGeboortedatum, born, Some(&adres), Controlevraag::Adres),
        (Zoeksoort::Telefoon, None, Some(&adres), Controlevraag::Adres),
        (Zoeksoort::Adres, None, Some(&adres), Controlevraag::Geen),
        (Zoeksoort::NaamGeboortedatum, born, None, Controlevraag::Geen),
    ] {
        assert_eq!(controlevraag(found_by, born, adres), question, "{found_by}");
    }
}

#[test]
fn answers_fit_their_question() {
    let vraag = |soort, opties: &[&str]| Vragenset {
        code: "x".into(),
        naam: "X".into(),
        vragen: vec![Vraag {
            code: "v".into(),
            tekst: "Vraag?".into(),
            soort,
            verplicht: false,
            opties: opties.iter().map(|optie| (*optie).to_owned()).collect(),
        }],
    };
    let check = |set: &Vragenset, antwoord: &str| {
        let given = Antwoord { vraag: "v".into(), tekst: "Vraag?".into(), antwoord: antwoord.into() };
        antwoorden_fouten(Some(set), &[given]).into_iter().map(|error| (error.code, error.detail)).collect::<Vec<_>>()
    };
    let choice = vraag(Vraagsoort::Keuze, &["A", "B"]);
    assert_eq!(check(&choice, "A"), []);
    assert_eq!(check(&choice, ""), []);
    assert_eq!(check(&choice, "C"), [("onbekende-keuze", "Vraag?".to_owned())]);
    assert_eq!(check(&vraag(Vraagsoort::JaNee, &[]), "misschien").len(), 1);
    assert_eq!(check(&vraag(Vraagsoort::LangeTekst, &[]), "x").len(), 0);
    assert_eq!(antwoorden_fouten(None, &[]), []);
}
