use crate::{lettergrepen, meet};

#[test]
fn syllables_are_those_that_are_spoken() {
    let woorden = [
        ("u", 1),
        ("wij", 1),
        ("brief", 1),
        ("aanvraag", 2),
        ("gemeente", 3),
        ("vergunning", 3),
        ("parkeervergunning", 5),
        ("beëindigd", 3),
        ("coördinatie", 5),
        ("geëist", 2),
        ("theater", 3),
        ("regio", 3),
        ("sociaal", 3),
        ("nieuwe", 2),
        ("leeuw", 1),
        ("mooie", 2),
        ("groeien", 2),
        ("vrijheid", 2),
        ("mogelijkheid", 4),
        ("bijeenkomst", 3),
        ("burgemeester", 4),
        ("baby", 2),
        ("systeem", 2),
        ("yoghurt", 2),
        ("café", 2),
        ("januari", 4),
        ("cadeau", 2),
        ("museum", 3),
        ("z", 1),
    ];
    let fout: Vec<_> = woorden.iter().filter(|(woord, grepen)| lettergrepen(woord) != *grepen).collect();
    assert!(fout.is_empty(), "{:?}", fout.iter().map(|(woord, _)| (woord, lettergrepen(woord))).collect::<Vec<_>>());
}

/// Two sentences, nine words, thirteen syllables: 4.5 words a sentence, 1.444 syllables a word.
#[test]
fn the_formulas_are_those_of_douma_and_brouwer() {
    let formules = meet("Wij hebben uw aanvraag ontvangen. U hoort van ons.").formules.unwrap();
    // wij 1 heb-ben 2 uw 1 aan-vraag 2 ont-van-gen 3, u 1 hoort 1 van 1 ons 1: 13 syllables.
    let (per_zin, per_woord) = (4.5, 13.0 / 9.0);
    assert!((formules.flesch_douma - (206.84 - 0.93 * per_zin - 77.0 * per_woord)).abs() < 1e-9);
    assert!((formules.flesch_douma - 91.433).abs() < 0.001, "{}", formules.flesch_douma);
    assert!((formules.brouwer - 89.656).abs() < 0.001, "{}", formules.brouwer);
    assert_eq!(meet("Met vriendelijke groet,\nGemeente Elsdrecht").formules, None);
}
