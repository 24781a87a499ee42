use proptest::prelude::*;

use crate::tekst::{Leesteken, zinnen};

fn gelezen(tekst: &str) -> Vec<String> {
    zinnen(tekst).into_iter().map(|zin| tekst[zin.bereik].to_owned()).collect()
}

#[test]
fn a_point_ends_a_sentence_and_that_of_an_abbreviation_does_not() {
    assert_eq!(
        gelezen("Wij schreven op 3 okt. 2026. Dat was i.v.m. art. 4 en Stb. 2019, 33. Vragen? Bel mw. B. de Wit."),
        ["Wij schreven op 3 okt. 2026.", "Dat was i.v.m. art. 4 en Stb. 2019, 33.", "Vragen?", "Bel mw. B. de Wit."]
    );
    assert_eq!(
        gelezen(
            "Wij zijn dicht, enz. Wij bellen. 's Middags zijn wij open.Kom dan. Kies optie B. Wij helpen. € 5 is genoeg."
        ),
        [
            "Wij zijn dicht, enz.",
            "Wij bellen.",
            "'s Middags zijn wij open.",
            "Kom dan.",
            "Kies optie B.",
            "Wij helpen.",
            "€ 5 is genoeg."
        ]
    );
    assert_eq!(gelezen("Bel\u{a0}ons. Dank\u{a0}u. Tot dan."), ["Bel\u{a0}ons.", "Dank\u{a0}u.", "Tot dan."]);
    assert_eq!(
        gelezen("Het kost € 12.50. Betaal op www.elsdrecht.nl."),
        ["Het kost € 12.50.", "Betaal op www.elsdrecht.nl."]
    );
    assert_eq!(gelezen("“Klaar?” vroeg zij. (Dat was zo.) Mooi!"), ["“Klaar?” vroeg zij.", "(Dat was zo.)", "Mooi!"]);
}

#[test]
fn lines_end_on_purpose_unless_a_program_broke_them() {
    let brief = "Beste Fleur,\n\nDit hebben wij nodig:\n- een kopie\n- uw paspoort\n\n1. Log in.\nMet groet,\nGemeente Elsdrecht";
    assert_eq!(
        gelezen(brief),
        [
            "Beste Fleur,",
            "Dit hebben wij nodig:",
            "een kopie",
            "uw paspoort",
            "Log in.",
            "Met groet,",
            "Gemeente Elsdrecht"
        ]
    );
    let gebroken = "Deze regel is door een programma afgebroken omdat hij te lang was en\nhij gaat hier verder.";
    assert_eq!(gelezen(gebroken).len(), 1);
    assert_eq!(
        zinnen(brief).iter().map(|zin| zin.is_punt).collect::<Vec<_>>(),
        [false, false, true, true, true, false, false]
    );
    assert_eq!(zinnen("Klaar. Nog niet").iter().map(|zin| zin.is_af).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn words_keep_what_belongs_to_them() {
    let aangehaald = zinnen("Dat heet 'vergunning'. Zie 'In de buurt'.");
    assert_eq!(aangehaald.len(), 2);
    assert_eq!(aangehaald[0].woorden[2].tekst(), "vergunning");
    let tekst = "’s Morgens kosten auto’s en/of in- en uitritten € 1.250,50 (zie info@elsdrecht.nl, nr. 12-b).";
    let zin = zinnen(tekst).remove(0);
    let woorden: Vec<&str> = zin.woorden.iter().map(|woord| woord.tekst()).collect();
    assert_eq!(
        woorden,
        [
            "’s",
            "Morgens",
            "kosten",
            "auto’s",
            "en/of",
            "in-",
            "en",
            "uitritten",
            "€",
            "1.250,50",
            "zie",
            "info@elsdrecht.nl",
            "nr",
            "12-b"
        ]
    );
    assert_eq!(zin.woorden[3].klein(), "auto's");
    assert_eq!(zin.woorden[10].leesteken(), Leesteken::Haakje);
    assert_eq!(zin.woorden[12].leesteken(), Leesteken::Komma);
}

proptest! {
    /// Whatever comes in: words stand where they say, in order, within their sentence, and nothing panics.
    #[test]
    fn places_are_those_of_the_text(tekst in "[ -~\n€éëï’“”•…A-Za-z.?! \u{a0}\u{202f}\u{2028}('-]{0,200}") {
        let mut vorige = 0;
        for zin in zinnen(&tekst) {
            prop_assert!(zin.bereik.start >= vorige && !zin.woorden.is_empty());
            for woord in &zin.woorden {
                let bereik = woord.bereik();
                prop_assert_eq!(&tekst[bereik.clone()], woord.tekst());
                prop_assert!(bereik.start >= vorige && bereik.end <= zin.bereik.end);
                vorige = bereik.end;
            }
        }
        let meting = crate::meet(&tekst);
        for aanwijzing in meting.aanwijzingen {
            prop_assert!(tekst.get(aanwijzing.bereik).is_some_and(|stuk| !stuk.is_empty()));
        }
        if let Some(lint) = meting.lint {
            prop_assert!((0.0..=100.0).contains(&lint.score) && (0.0..=1.0).contains(&lint.concreet));
        }
    }
}

/// A text that somebody sends to keep the machine busy is read in pieces.
#[test]
fn what_is_no_sentence_any_more_is_read_in_pieces() {
    let lang = "woord ".repeat(60_000);
    let zinnen = zinnen(&lang);
    assert_eq!(zinnen.iter().map(|zin| zin.woorden.len()).sum::<usize>(), 60_000);
    assert!(zinnen.iter().all(|zin| zin.woorden.len() <= 250));
    assert_eq!(crate::meet(&format!("{lang}.")).woorden, 60_000);
}
