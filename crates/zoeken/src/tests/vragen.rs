//! Questions as people say and type them, and the article that must come first.

use super::corpus::{ELSDRECHT, elsdrecht};
use crate::Bereik;

#[rustfmt::skip]
const VRAGEN: &[(&str, &str)] = &[
    // as said on the telephone
    ("wanneer wordt mijn grofvuil opgehaald", "grofvuil"),
    ("hoe vraag ik een nieuw paspoort aan", "paspoort"),
    ("Goedemorgen, ik ben mijn paspoort verloren, wat moet ik nu doen?", "reisdocument-vermist"),
    ("ze hebben mijn rijbewijs gestolen", "rijbewijs-kwijt"),
    ("mijn rijbewijs is bijna verlopen", "rijbewijs"),
    ("ik wil mijn rijbewijs laten verlengen", "rijbewijs"),
    ("waar geef ik mijn verhuizing door", "verhuizing"),
    ("ik ben verhuisd en wil mijn nieuwe adres doorgeven", "verhuizing"),
    ("we zijn pas verhuisd", "verhuizing"),
    ("mijn kind is gisteren geboren", "geboorteaangifte"),
    ("mijn vader is overleden wat moet ik regelen", "overlijden"),
    ("wij willen gaan trouwen", "trouwen"),
    ("wat kost een huwelijk", "trouwen"),
    ("op welke dag komt de vuilniswagen", "afvalkalender"),
    ("de kliko is kapot", "container"),
    ("hoe laat is de stort open", "milieustraat"),
    ("waar moet ik met mijn tuinafval heen", "milieustraat"),
    ("hoeveel moet ik betalen voor het afval", "afvalstoffenheffing"),
    ("ik wil bezwaar maken tegen een parkeerboete", "naheffing"),
    ("mag ik de boom in mijn tuin omkappen", "kapvergunning"),
    ("bomen kappen", "kapvergunning"),
    ("heb ik voor een dakkapel een vergunning nodig", "omgevingsvergunning"),
    ("moet ik betalen voor mijn honden", "hondenbelasting"),
    ("kan ik de aanslag in termijnen betalen", "belastingaanslag"),
    ("ik kan mijn belastingaanslag niet betalen", "kwijtschelding"),
    ("ik ben het niet eens met de waarde van mijn woning", "woz"),
    ("ik heb geen inkomen meer", "bijstand"),
    ("ik heb schulden wie kan mij helpen", "schuldhulp"),
    ("mijn moeder heeft hulp nodig in de huishouding", "wmo"),
    ("er ligt een stoeptegel los", "melding"),
    ("de lantaarnpaal voor mijn huis is kapot", "melding"),
    ("hoe laat gaat het gemeentehuis open", "openingstijden"),
    ("ik ben het niet eens met het besluit van de gemeente", "bezwaar"),
    ("ik heb een verklaring van goed gedrag nodig", "vog"),
    // a few words
    ("vergunning parkeren", "parkeervergunning"),
    ("bewonersparkeervergunning", "parkeervergunning"),
    ("parkeren vergunning bewoner", "parkeervergunning"),
    ("parkeren bezoek", "bezoekersregeling"),
    ("invaliden parkeerkaart", "gehandicaptenparkeerkaart"),
    ("gehandicapten parkeren", "gehandicaptenparkeerkaart"),
    ("grof afval", "grofvuil"),
    ("oude meubels", "grofvuil"),
    ("rolemmer", "container"),
    ("aangifte geboorte", "geboorteaangifte"),
    ("geboorte aangeven", "geboorteaangifte"),
    ("belasting hond", "hondenbelasting"),
    ("gemeentebelasting", "belastingaanslag"),
    ("gemeentelijke belasting", "belastingaanslag"),
    ("id kaart", "id-kaart"),
    ("idkaart", "id-kaart"),
    ("rij bewijs", "rijbewijs"),
    ("Uittreksel BRP", "uittreksel"),
    ("WOZ", "woz"),
    ("huishoudelijke hulp", "wmo"),
    ("openingstijd", "openingstijden"),
    // typing errors
    ("pasport", "paspoort"),
    ("paspoort anvragen", "paspoort"),
    ("rijbweijs", "rijbewijs"),
    ("parkeervergunnig", "parkeervergunning"),
    ("verhuisen", "verhuizing"),
    ("hondebelasting", "hondenbelasting"),
    ("kwijtscheling", "kwijtschelding"),
    ("uitreksel", "uittreksel"),
    ("grovvuil", "grofvuil"),
    ("afvlakalender", "afvalkalender"),
    ("rolemer", "container"),
    // while typing
    ("parkeerv", "parkeervergunning"),
    ("parkeervergunnin", "parkeervergunning"),
    ("milieus", "milieustraat"),
    ("wanneer wordt mijn grofv", "grofvuil"),
    ("tro", "trouwen"),
    ("afvalk", "afvalkalender"),
    ("kwijts", "kwijtschelding"),
    ("schuldh", "schuldhulp"),
    // written oddly
    ("PASPOORT!!!", "paspoort"),
    ("\"hondenbelasting\" AND (naam:*)", "hondenbelasting"),
    ("mïlieustráát", "milieustraat"),
    ("vog 🙏", "vog"),
];

#[test]
fn people_find_what_they_ask_for() {
    let zoeker = elsdrecht();
    let mut mis = Vec::new();
    for (vraag, code) in VRAGEN {
        for bereik in [Bereik::Openbaar, Bereik::Intern] {
            let treffers = zoeker.zoek(ELSDRECHT, vraag, bereik, 4);
            if treffers.first().is_none_or(|t| t.code != *code) {
                let gevonden: Vec<_> = treffers.iter().map(|t| format!("{} {:.1}", t.code, t.score)).collect();
                mis.push(format!("{vraag}: expected {code}, found {gevonden:?}"));
                break;
            }
        }
    }
    assert!(mis.is_empty(), "{} of {} go wrong:\n{}", mis.len(), VRAGEN.len(), mis.join("\n"));
}

#[test]
fn what_is_said_in_many_words_is_found_in_few() {
    let zoeker = elsdrecht();
    let codes = |vraag| -> Vec<String> {
        zoeker.zoek(ELSDRECHT, vraag, Bereik::Openbaar, 3).into_iter().map(|t| t.code).collect()
    };
    assert_eq!(codes("wanneer wordt mijn grofvuil opgehaald")[0], codes("grofvuil ophalen")[0]);
    assert!(codes("parkeren").len() == 3, "all that is about parking: {:?}", codes("parkeren"));
    for niets in ["", " ", "p", "é", "?", "\u{0}", "🙏", "wat wanneer hoe ", "xqzwvkj"] {
        assert!(codes(niets).is_empty(), "{niets:?} found {:?}", codes(niets));
    }
}
