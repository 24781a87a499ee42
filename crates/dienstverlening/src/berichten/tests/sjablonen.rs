//! Templates, the standard ones and an organisation's own.

use insta::assert_snapshot;

use super::ontvangst;
use crate::berichten::Sjablonen;
use crate::berichten::sjabloon::{Tekst, codes, fout, voorbeelden};
use crate::inrichten::tests::mappen::{goed, klein, lijst, vervang};
use crate::inrichten::{Instellingen, lees};

fn standard() -> Sjablonen {
    let instellingen = Instellingen {
        telefoon: "14 0999".to_owned(),
        e_mail: "info@klein.example.nl".to_owned(),
        ..Instellingen::default()
    };
    Sjablonen::met("Gemeente Klein", &instellingen)
}

#[test]
fn every_standard_text_can_be_filled_in_with_any_values() {
    let standard = standard();
    for code in codes() {
        for engels in [false, true] {
            let found = standard.sjabloon(code).unwrap();
            let tekst = if engels { &found.en } else { &found.nl };
            assert_eq!(fout(code, tekst, engels), None, "{code}");
        }
    }
}

/// What the program writes by itself keeps what is promised about letters.
#[test]
fn every_standard_text_is_clear() {
    for code in codes() {
        for filled in [true, false] {
            let tekst = standard().vul(code, false, &voorbeelden(code, filled).unwrap()).unwrap().tekst;
            let lint = klare_taal::lint(&tekst).unwrap();
            assert!(lint.score < 46.0, "{code}: {lint:?}\n{tekst}");
        }
    }
}

#[test]
fn an_ontvangstbevestiging_says_what_happens_next_and_by_when() {
    let Tekst { onderwerp, tekst } = standard().vul("ontvangstbevestiging", false, &ontvangst()).unwrap();
    assert_snapshot!(format!("{onderwerp}\n\n{tekst}"), @r"
    Wij hebben uw aanvraag ontvangen (ZAAK-2026-0000000007)

    Beste Jan de Vriés,

    Wij hebben uw aanvraag ontvangen op maandag 23 november 2026.

    Het gaat om: Parkeervergunning voor bewoners
    Uw zaaknummer is ZAAK-2026-0000000007. Bewaar dit nummer.

    Wat gebeurt er nu?
    Wij bekijken uw aanvraag. Missen wij iets, dan hoort u dat van ons.
    U krijgt uiterlijk maandag 18 januari 2027 antwoord van ons.

    U hoeft nu niets te doen. Wilt u zien hoe ver wij zijn? Log in op onze website en open Mijn zaken.

    Hebt u een vraag? Bel ons op 14 0999 en noem uw zaaknummer.

    Met vriendelijke groet,
    Gemeente Klein
    ");
}

#[test]
fn what_somebody_typed_is_text_and_a_subject_is_one_line() {
    let mut velden = ontvangst();
    velden.insert("zaaknummer".to_owned(), "{{ 7 * 7 }}\r\nBcc: piet@example.nl".into());
    let filled = standard().vul("ontvangstbevestiging", false, &velden).unwrap();
    assert_eq!(filled.onderwerp, "Wij hebben uw aanvraag ontvangen ({{ 7 * 7 }} Bcc: piet@example.nl)");
}

#[test]
fn a_field_that_was_not_given_is_a_fault_and_no_half_message() {
    let mut velden = ontvangst();
    velden.remove("vervolg");
    assert!(standard().vul("ontvangstbevestiging", false, &velden).is_err());
    assert!(standard().vul("bestaat-niet", false, &velden).is_err());
}

#[test]
fn an_organisation_says_it_in_its_own_words() {
    let mut map = klein("klein");
    map.insert(
        "berichten/ontvangstbevestiging.toml".to_owned(),
        b"naam = \"Ontvangst\"\n[nl]\nonderwerp = \"Gelukt\"\ntekst = '''\nDag {{ naam }}.\n'''\n[en]\nonderwerp = \"Done\"\ntekst = \"Hello {{ naam }}.\"\n".to_vec(),
    );
    let sjablonen = Sjablonen::met("Gemeente Klein", &goed(&map).instellingen);
    let filled = sjablonen.vul("ontvangstbevestiging", false, &ontvangst()).unwrap();
    assert_eq!((filled.onderwerp.as_str(), filled.tekst.as_str()), ("Gelukt", "Dag Jan de Vriés."));
    vervang(&mut map, "berichten/ontvangstbevestiging.toml", "Dag {{ naam }}", "Dag {{ bsn }}");
    vervang(
        &mut map,
        "berichten/ontvangstbevestiging.toml",
        "Hello",
        "{% for x in range(99999999) %}{{ x }}{% endfor %}",
    );
    map.insert(
        "berichten/verjaardag.toml".to_owned(),
        b"naam = \"x\"\n[nl]\nonderwerp = \"x\"\ntekst = \"x\"\n".to_vec(),
    );
    assert_snapshot!(lijst(&lees(&map).unwrap_err()), @r"
    berichten/ontvangstbevestiging.toml:4: `tekst` is niet in te vullen (regel 1: er staat een veld dat er niet is); gebruik tussen {{ en }} alleen organisatie, naam, zaaknummer, omschrijving, ontvangen_op, uiterlijk_op, vervolg
    berichten/ontvangstbevestiging.toml:9: `tekst` is niet in te vullen (regel 1: range has too many elements); gebruik tussen {{ en }} alleen organisatie, naam, zaaknummer, omschrijving, ontvangen_op, uiterlijk_op, vervolg
    berichten/verjaardag.toml:1: Loket verstuurt geen bericht `verjaardag`; noem het bestand naar een van ontvangstbevestiging, gemachtigde-ontvangst, aanvulling-gevraagd, aanvulling-compleet, besluit, vraag-beantwoord, afspraak-bevestigd, afspraak-bevestigen, afspraak-verzet, afspraak-afgezegd, afspraak-herinnering
    berichten/verjaardag.toml:1: de tabel [en] ontbreekt; voeg [en] toe, zoals in docs/inrichting.md
    ");
}
