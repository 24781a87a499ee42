//! `loket klare-taal`: how hard a text is to read, and what its writer can change; needs no database. For who writes the texts of
//! messages, articles and letters, and for a script that looks them over.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

use klare_taal::{Meting, meet};
use portalen::basis::{Taal, leesbaarheid};

use super::KlareTaalArgumenten;
use crate::{Fout, uitvoer};

pub(super) fn perform(arguments: &KlareTaalArgumenten) -> Result<ExitCode, Fout> {
    let mut alle_goed = true;
    for (plaats, bestand) in arguments.bestanden.iter().enumerate() {
        let tekst = lees(bestand)?;
        let meting = meet(&tekst);
        if arguments.bestanden.len() > 1 {
            let wit = if plaats > 0 { "\n" } else { "" };
            uitvoer::regel(format_args!("{wit}== {}", bestand.display()));
        }
        for regel in leesbaarheid::cijfers(Taal::Nl, &meting) {
            uitvoer::regel(regel);
        }
        for (nummer, wat) in leesbaarheid::raad(Taal::Nl, &tekst, &meting.aanwijzingen) {
            uitvoer::regel(format_args!("regel {nummer}: {wat}"));
        }
        if let Some(score) = te_moeilijk(&meting, arguments.hoogstens) {
            alle_goed = false;
            uitvoer::melding(format_args!("{}: {score} is te moeilijk.", bestand.display()));
        }
    }
    Ok(if alle_goed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The score of a text that is harder than it may be. As the norm counts it: rounded down.
fn te_moeilijk(meting: &Meting, hoogstens: Option<u8>) -> Option<f64> {
    let score = meting.lint?.score.floor();
    (score > f64::from(hoogstens?)).then_some(score)
}

fn lees(bestand: &Path) -> Result<String, Fout> {
    let mut bytes = Vec::new();
    if bestand.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        File::open(bestand).and_then(|mut file| file.read_to_end(&mut bytes))
    }
    .map_err(|error| {
        Fout::gebruik(format!("Kan {} niet lezen: {error}", bestand.display()), "Controleer het pad en de rechten.")
    })?;
    String::from_utf8(bytes).map_err(|_| {
        Fout::gebruik(
            format!("{} is geen tekst in UTF-8.", bestand.display()),
            "Bewaar de tekst als UTF-8, zonder opmaak.",
        )
    })
}

/// How hard a text may be, as it is typed.
pub(super) fn grens(text: &str) -> Result<u8, String> {
    let grens = text.parse().ok().filter(|grens| *grens <= 100);
    grens.ok_or_else(|| "schrijf een heel getal van 0 tot en met 100".to_owned())
}
