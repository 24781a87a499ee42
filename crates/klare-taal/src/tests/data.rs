//! What was put into the program: complete, in order, not too large.

use std::collections::BTreeSet;

use crate::{ambtelijk::regels, ontleden, woorden};

#[test]
fn each_expression_has_an_alternative_and_a_source_that_is_named() {
    let bronnen: BTreeSet<&str> = include_str!("../../data/ambtelijk.tsv")
        .lines()
        .filter_map(|regel| regel.strip_prefix("#   ")?.split_whitespace().next())
        .collect();
    let alle: Vec<_> = regels().collect();
    assert!(alle.len() >= 300, "{}", alle.len());
    assert!(alle.is_sorted_by(|een, ander| een.0 < ander.0), "not in order, or one stands there twice");
    for (woorden, liever, bron) in alle {
        assert_eq!(woorden, woorden.trim().to_lowercase());
        assert!(
            !woorden.is_empty() && liever.split(" | ").all(|een| !een.trim().is_empty() && een != woorden),
            "{woorden}"
        );
        assert!(bron.split(',').all(|bron| bronnen.contains(bron)), "{woorden}: {bron}");
        assert!(ontleed(woorden), "{woorden} is read as other words than it is written with");
    }
}

/// Whether the words of an expression are those that a text is read as.
fn ontleed(woorden: &str) -> bool {
    let zinnen = crate::tekst::zinnen(woorden);
    let gelezen: Vec<&str> = zinnen.iter().flat_map(|zin| &zin.woorden).map(|woord| woord.klein()).collect();
    gelezen == woorden.split(' ').map(|woord| woord.trim_end_matches('.')).collect::<Vec<_>>()
}

#[test]
fn the_data_is_six_megabytes_at_most() {
    let alles = woorden::grootte() + ontleden::grootte() + include_str!("../../data/ambtelijk.tsv").len();
    assert!(alles <= 6_000_000, "{alles}");
}

#[test]
fn words_are_as_common_as_they_are() {
    let frequentie = |woord: &str| woorden::frequentie(woord, true);
    let [huis, brief, clementie] = ["huis", "brief", "clementie"].map(frequentie);
    assert!(huis > 5.0 && brief > 4.0 && clementie < 3.0, "{huis} {brief} {clementie}");
    assert!((frequentie("qwrtpsdf") - 1.36).abs() < 1e-9);
    // A compound is as easy as its head.
    assert!(frequentie("parkeervergunning") > woorden::frequentie("parkeervergunning", false));
    assert_eq!(woorden::zoek("fiets").unwrap().klasse, Some(woorden::Klasse::Concreet));
    assert_eq!(woorden::zoek("belang").unwrap().klasse, Some(woorden::Klasse::Abstract));
}
