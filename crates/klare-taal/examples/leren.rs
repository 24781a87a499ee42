//! Learns the weights of `data/ontleding.bin` from annotated sentences, and says how often they are right on others:
//! `cargo run --release -p klare-taal --example leren -- LEREN… --op TOETSEN…`, all of them files in CoNLL-U.
#![expect(clippy::print_stdout, reason = "a tool for the command line")]

use std::{error::Error, fs, path::Path, time::Instant};

use klare_taal::ontleden::conllu::{self, Voorbeeld};
use klare_taal::ontleden::{Ontleed, leren, ontleed_met};

const RONDES: u32 = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let namen: Vec<String> = std::env::args().skip(1).collect();
    let (leren, toetsen) = namen.split_at(namen.iter().position(|naam| naam == "--op").ok_or("no --op")?);
    let leren = bestanden(leren)?;
    let toetsen = bestanden(&toetsen[1..])?;
    let voorbeelden: Vec<_> = leren.iter().flat_map(|bestand| conllu::lees(bestand)).collect();
    let toets: Vec<_> = toetsen.iter().flat_map(|bestand| conllu::lees(bestand)).collect();
    println!("{} sentences to learn from, {} to be tried on", voorbeelden.len(), toets.len());
    let gewichten = leren::leer(&voorbeelden, RONDES);
    toon(&gewichten, &toets);
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ontleding.bin"), gewichten)?;
    Ok(())
}

fn bestanden(namen: &[String]) -> Result<Vec<String>, Box<dyn Error>> {
    namen.iter().map(|naam| fs::read_to_string(naam).map_err(|problem| format!("{naam}: {problem}").into())).collect()
}

/// How often the model is right, and how close the features of a sentence come.
fn toon(gewichten: &[u8], toets: &[Voorbeeld<'_>]) {
    let begin = Instant::now();
    let gevonden: Vec<_> = toets.iter().map(|zin| ontleed_met(gewichten, &zin.woorden)).collect();
    let duur = begin.elapsed();
    let paren = || toets.iter().zip(&gevonden).flat_map(|(zin, gevonden)| zin.ontleed.iter().zip(gevonden));
    let deel = |goed: usize| format!("{:.1}%", 100.0 * goed as f64 / paren().count() as f64);
    println!("kinds of words right: {}", deel(paren().filter(|(goed, gevonden)| goed.soort == gevonden.soort).count()));
    println!(
        "words hung where they belong: {}",
        deel(paren().filter(|(goed, gevonden)| goed.hoofd == gevonden.hoofd).count())
    );
    let mut verward = std::collections::BTreeMap::new();
    for (goed, gevonden) in paren().filter(|(goed, gevonden)| goed.soort != gevonden.soort) {
        *verward.entry((goed.soort, gevonden.soort)).or_insert(0) += 1;
    }
    let mut verward: Vec<_> = verward.into_iter().map(|(soorten, n)| (n, soorten)).collect();
    verward.sort_unstable();
    println!("most confused: {:?}", verward.iter().rev().take(25).collect::<Vec<_>>());
    let pv = |woord: &Ontleed| woord.soort.is_persoonsvorm();
    let beide = paren().filter(|(goed, gevonden)| pv(goed) && pv(gevonden)).count() as f64;
    println!(
        "finite verbs: precision {:.3}, recall {:.3}",
        beide / paren().filter(|(_, gevonden)| pv(gevonden)).count() as f64,
        beide / paren().filter(|(goed, _)| pv(goed)).count() as f64
    );
    let lang: Vec<(f64, f64)> = toets
        .iter()
        .zip(&gevonden)
        .map(|(zin, gevonden)| (f64::from(klare_taal::afstand(&zin.ontleed)), f64::from(klare_taal::afstand(gevonden))))
        .collect();
    vergelijk("longest distance", &lang);
    let inhoud = |zin: &Voorbeeld<'_>, ontleed: &[Ontleed]| {
        let clauses = ontleed.iter().filter(|woord| pv(woord)).count().max(1);
        klare_taal::inhoudswoorden(&zin.woorden, ontleed).count() as f64 / clauses as f64
    };
    let dicht: Vec<(f64, f64)> =
        toets.iter().zip(&gevonden).map(|(zin, gevonden)| (inhoud(zin, &zin.ontleed), inhoud(zin, gevonden))).collect();
    vergelijk("content words a clause", &dicht);
    println!("{:.0} words a millisecond", paren().count() as f64 / duur.as_secs_f64() / 1000.0);
}

/// By the sentence, and on the mean of texts of twenty sentences.
fn vergelijk(naam: &str, paren: &[(f64, f64)]) {
    println!("{naam}: by the sentence {}", samenhang(paren));
    let teksten: Vec<(f64, f64)> = paren
        .chunks(20)
        .map(|zinnen| {
            let n = zinnen.len() as f64;
            (
                zinnen.iter().map(|(goed, _)| goed).sum::<f64>() / n,
                zinnen.iter().map(|(_, gevonden)| gevonden).sum::<f64>() / n,
            )
        })
        .collect();
    println!("{naam}: by texts of 20 {}", samenhang(&teksten));
}

fn samenhang(paren: &[(f64, f64)]) -> String {
    let n = paren.len() as f64;
    let (x, y) = paren.iter().fold((0.0, 0.0), |(x, y), paar| (x + paar.0 / n, y + paar.1 / n));
    let (xx, yy, xy) = paren.iter().fold((0.0, 0.0, 0.0), |(xx, yy, xy), paar| {
        (xx + (paar.0 - x).powi(2), yy + (paar.1 - y).powi(2), xy + (paar.0 - x) * (paar.1 - y))
    });
    let ernaast = paren.iter().map(|paar| (paar.0 - paar.1).abs()).sum::<f64>() / n;
    format!("mean {x:.2} and {y:.2}, off by {ernaast:.2}, correlation {:.3}", xy / (xx * yy).sqrt())
}
