use crate::{Lint, Niveau, lint, meet};

/// The example in the documentation of LiNT-II's own program.
#[test]
fn the_formula_is_that_of_lint_ii() {
    let een = Lint::new(5.2, 3.0, 4.5, 0.6);
    assert!((een.score - 21.010_140).abs() < 0.001, "{}", een.score);
    assert_eq!(een.niveau(), Niveau::Een);
    assert_eq!(Lint::new(1.4, 40.0, 20.0, 0.0).score, 100.0);
    assert_eq!(Lint::new(8.0, 0.0, 1.0, 1.0).score, 0.0);
    let bij = |score: f64| Lint { score, ..een }.niveau();
    assert_eq!(
        [33.9, 34.0, 45.9, 46.0, 57.9, 58.0].map(bij),
        [Niveau::Een, Niveau::Twee, Niveau::Twee, Niveau::Drie, Niveau::Drie, Niveau::Vier]
    );
}

/// The same message, written ever more like an official.
#[test]
fn a_text_that_is_harder_has_a_higher_score() {
    let teksten = [
        "U krijgt een kaart voor uw auto. Daarmee mag u in uw straat staan. Leg de kaart achter het raam. Gaat u weg uit de straat? \
         Breng de kaart dan terug.",
        "U krijgt een vergunning om uw auto in de buurt van uw huis te parkeren. U hoeft geen kaart achter de voorruit te leggen, want \
         wij controleren het kenteken. Als u verhuist, geeft u dat binnen een week aan ons door.",
        "Wij verlenen u een parkeervergunning voor het gebied waarin uw woning ligt. De vergunning is gekoppeld aan het kenteken dat u in \
         uw aanvraag hebt vermeld, zodat u geen kaart achter de voorruit hoeft te plaatsen. Bij een verhuizing dient u de wijziging \
         binnen een week door te geven.",
        "Naar aanleiding van uw aanvraag is, na toetsing daarvan aan de in de parkeerverordening en de daarop gebaseerde nadere regels \
         opgenomen voorwaarden, besloten tot verlening van de gevraagde vergunning. De geldigheid van de vergunning vervalt van \
         rechtswege bij beëindiging van de inschrijving op het adres, onverminderd de verplichting van de houder tot onverwijlde \
         kennisgeving van iedere wijziging in de bij de aanvraag verstrekte gegevens.",
    ];
    let scores: Vec<f64> = teksten.iter().map(|tekst| lint(tekst).unwrap().score).collect();
    assert!(scores.is_sorted_by(|een, ander| een < ander), "{scores:?}");
    assert!(scores[0] < 34.0 && scores[1] < 46.0 && scores[3] > 58.0, "{scores:?}");
}

/// Article 32, second paragraph, of the Wet basisregistratie adressen en gebouwen, which the reference gives its highest score.
#[test]
fn a_paragraph_of_law_is_of_the_hardest_level() {
    let wet = "Artikel 10 van de Wet openbaarheid van bestuur is van overeenkomstige toepassing op de inzage in en het verstrekken van \
               gegevens, bedoeld in het eerste lid.";
    assert_eq!(lint(wet).unwrap().niveau(), Niveau::Vier);
}

#[test]
fn what_is_no_sentence_counts_for_nothing() {
    let kern = "Wij hebben uw brief ontvangen. U krijgt deze week antwoord.";
    let brief = format!("Beste mevrouw Ozturk,\n\n{kern}\n\nMet vriendelijke groet,\nGemeente Elsdrecht");
    assert_eq!(lint(&brief), lint(kern));
    let meting = meet(&brief);
    assert_eq!((meting.zinnen, meting.woorden), (2, 10));
    for leeg in ["", "\n \n", "Geachte heer,", "12-3-2026", "…", "Ja!"] {
        assert_eq!(lint(leeg), None, "{leeg}");
    }
}
