use crate::{Wat, meet};

fn gevonden(tekst: &str) -> Vec<(String, Wat)> {
    meet(tekst)
        .aanwijzingen
        .into_iter()
        .map(|aanwijzing| (tekst[aanwijzing.bereik].to_owned(), aanwijzing.wat))
        .collect()
}

#[test]
fn officialese_is_found_with_what_to_write_instead() {
    let woorden = gevonden("Met betrekking tot uw brief delen wij u mede dat u het geld derhalve krijgt.");
    let met = woorden.iter().find(|(stuk, _)| stuk == "Met betrekking tot").unwrap();
    assert!(matches!(&met.1, Wat::Ambtelijk { liever } if liever.contains(&"over")), "{met:?}");
    assert!(woorden.iter().any(|(stuk, wat)| stuk == "derhalve" && matches!(wat, Wat::Ambtelijk { .. })));
    assert!(gevonden("Wij schrijven u over uw brief. U krijgt het geld dus.").is_empty());
}

#[test]
fn a_long_sentence_is_one_of_more_than_twenty_words() {
    let zin = |woorden: usize| format!("U krijgt {}.", vec!["geld"; woorden - 2].join(" "));
    let lang = |tekst: &str| gevonden(tekst).into_iter().find(|(_, wat)| matches!(wat, Wat::LangeZin { .. }));
    assert_eq!(lang(&zin(20)), None);
    assert_eq!(lang(&zin(21)), Some((zin(21), Wat::LangeZin { woorden: 21 })));
}

#[test]
fn what_belongs_together_and_stands_apart_is_found() {
    let zin = "De aanvraag die u vorige week bij ons in het stadhuis voor uw zoon hebt gedaan, wordt deze week door ons behandeld.";
    let tang = gevonden(zin).into_iter().find(|(_, wat)| matches!(wat, Wat::Tangconstructie { .. })).unwrap();
    assert!(tang.0.starts_with("aanvraag die u") && tang.0.ends_with("behandeld"), "{tang:?}");
    assert!(
        !gevonden("U deed vorige week een aanvraag. Morgen beslissen wij.")
            .iter()
            .any(|(_, wat)| matches!(wat, Wat::Tangconstructie { .. }))
    );
}

#[test]
fn a_passive_is_found_and_a_perfect_is_none() {
    let lijdend = |zin: &str| {
        gevonden(zin).into_iter().filter(|(_, wat)| *wat == Wat::Lijdend).map(|(stuk, _)| stuk).collect::<Vec<_>>()
    };
    assert_eq!(lijdend("Uw aanvraag wordt door ons behandeld."), ["wordt door ons behandeld"]);
    assert_eq!(lijdend("De vergunning werd vorig jaar verleend."), ["werd vorig jaar verleend"]);
    assert!(lijdend("Wij hebben uw aanvraag behandeld.").is_empty());
    assert!(lijdend("Uw paspoort is klaar.").is_empty());
}

#[test]
fn rare_words_and_nouns_made_of_verbs_are_found() {
    let woorden = gevonden("De verstrekking van het geld vergt clementie.");
    assert!(woorden.contains(&("verstrekking".to_owned(), Wat::AbstractNaamwoord)), "{woorden:?}");
    // Abstract as well, but everybody knows it.
    assert!(gevonden("U krijgt een vergunning.").is_empty());
    assert!(gevonden("U krijgt de brief morgen thuis.").is_empty());
    // A name is rare and nothing is wrong with it.
    assert!(gevonden("Bel Aaltje in Elsdrecht.").is_empty());
}
