//! `loket termijn`: when a term of the law ends, and why then; needs no database. For a lawyer who wants to check, and for programs.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::process::ExitCode;

use jiff::civil::Date;
use portalen::basis::{Taal, berekening, tijd};
use registers::zaken::zaak::Rekenstap;
use termijnen::wettelijk::{Gebeurtenis, Grondslag, Verloop};
use termijnen::{Error, Termijn, VrijeDagen};

use super::TermijnArgumenten;
use crate::{Fout, uitvoer};

/// What can happen to a term, a line each, for the help.
pub(super) fn vormen() -> String {
    let lines = Gebeurtenis::VORMEN.map(|(vorm, uitleg)| format!("  {vorm}\n      {uitleg}"));
    lines.join("\n")
}

pub(super) fn perform(arguments: &TermijnArgumenten) -> Result<ExitCode, Fout> {
    let vrij = VrijeDagen::default().met(arguments.gelijkgesteld.iter().copied());
    match &arguments.tsv {
        None => een(arguments, &vrij),
        Some(bron) if bron.as_os_str() == "-" => regels(io::stdin().lock(), uitvoer::stroom(), &vrij),
        Some(bron) => {
            let file = File::open(bron).map_err(|error| Fout::bestand("Kan het bestand niet lezen", bron, &error))?;
            regels(BufReader::new(file), uitvoer::stroom(), &vrij)
        }
    }
}

fn een(arguments: &TermijnArgumenten, vrij: &VrijeDagen) -> Result<ExitCode, Fout> {
    let (Some(lengte), Some(vanaf)) = (arguments.lengte, arguments.vanaf) else {
        return Err(Fout::gebruik("Er is geen lengte of geen begin.", "Zie `loket termijn --help`."));
    };
    let grondslag = arguments.grondslag.unwrap_or(Grondslag::Wet);
    let term = Verloop::new(vanaf, lengte, grondslag).met(arguments.gebeurtenis.iter().copied());
    let found = term.berekend(vrij, None).map_err(|error| Fout::gebruik(waarom(&error), "Verbeter de opdracht."))?;
    let einde = found.einde.dag();
    let stappen: Vec<Rekenstap> = found.stappen.iter().map(|stap| Rekenstap::met(stap, grondslag, ("", ""))).collect();
    let first = format!("{einde} ({})", tijd::weekdag(Taal::Nl, einde));
    let lines = std::iter::once(first).chain(berekening::regels(Taal::Nl, vanaf, &stappen, None));
    uitvoer::regel(lines.collect::<Vec<_>>().join("\n"));
    Ok(ExitCode::SUCCESS)
}

/// Answers line by line: a file can be of any size.
fn regels(mut bron: impl BufRead, mut doel: impl Write, vrij: &VrijeDagen) -> Result<ExitCode, Fout> {
    let niet =
        |error: &io::Error| Fout::new(format!("Kan niet verder lezen of schrijven: {error}"), "Probeer het opnieuw.");
    let (mut ruw, mut nummer, mut alle_goed) = (Vec::new(), 0_u64, true);
    loop {
        ruw.clear();
        if bron.read_until(b'\n', &mut ruw).map_err(|error| niet(&error))? == 0 {
            break;
        }
        nummer += 1;
        let answer = match std::str::from_utf8(&ruw) {
            Ok(text) if text.trim_matches([' ', '\r', '\n']).is_empty() => continue,
            // What some editors put before the first line is no part of a name.
            Ok(text) => antwoord(text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']), vrij),
            Err(_) => Err("de regel is geen UTF-8; bewaar het bestand als UTF-8".to_owned()),
        };
        let written = match answer {
            Ok((id, einde)) => writeln!(doel, "{id}\t{einde}"),
            Err(fout) => {
                alle_goed = false;
                // What was answered before stands before it.
                let flushed = doel.flush();
                uitvoer::melding(format_args!("regel {nummer}: {fout}"));
                flushed
            }
        };
        match written {
            // Whoever reads has enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
            other => other.map_err(|error| niet(&error))?,
        }
    }
    match doel.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(niet(&error)),
        _ => {}
    }
    Ok(if alle_goed { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// The name and the end of a line; or which field is wrong, and why.
fn antwoord<'a>(regel: &'a str, vrij: &VrijeDagen) -> Result<(&'a str, Date), String> {
    let velden: Vec<&str> = regel.split('\t').collect();
    let [id, vanaf, lengte, grondslag, ref rest @ ..] = velden[..] else {
        return Err(format!("{} velden, en er horen er vijf te zijn, met een tab ertussen", velden.len()));
    };
    if rest.len() > 1 {
        return Err(format!("{} velden, en er horen er vijf te zijn, met een tab ertussen", velden.len()));
    }
    let in_veld = |naam: &'static str| move |why: String| format!("{naam}: {why}");
    let vanaf = dag(vanaf).map_err(in_veld("begin"))?;
    let lengte = self::lengte(lengte).map_err(in_veld("lengte"))?;
    let grondslag = self::grondslag(grondslag).map_err(in_veld("grondslag"))?;
    let gebeurd = rest.iter().flat_map(|gebeurd| gebeurd.split(';')).map(str::trim).filter(|text| !text.is_empty());
    let gebeurd: Vec<Gebeurtenis> =
        gebeurd.map(gebeurtenis).collect::<Result<_, _>>().map_err(in_veld("gebeurtenissen"))?;
    let found = Verloop::new(vanaf, lengte, grondslag).met(gebeurd).berekend(vrij, None);
    Ok((id, found.map_err(|error| in_veld("einde")(waarom(&error)))?.einde.dag()))
}

/// A length as it is typed.
pub(super) fn lengte(text: &str) -> Result<Termijn, String> {
    text.parse().map_err(|error| waarom(&error))
}

/// A basis as it is typed.
pub(super) fn grondslag(text: &str) -> Result<Grondslag, String> {
    text.parse().map_err(|error| waarom(&error))
}

/// Something that happened, as it is typed.
pub(super) fn gebeurtenis(text: &str) -> Result<Gebeurtenis, String> {
    text.parse().map_err(|error| waarom(&error))
}

/// A day as it is typed, and nothing more.
pub(super) fn dag(text: &str) -> Result<Date, String> {
    termijnen::wettelijk::dag(text).ok_or_else(|| format!("`{text}` is geen dag die bestaat; schrijf 2026-01-26"))
}

/// What is wrong and what is allowed, in Dutch.
fn waarom(error: &Error) -> String {
    match error {
        Error::Termijn { text } => {
            format!("`{text}` is geen lengte; schrijf jaren, maanden, weken en dagen als in P8W of P1Y6M")
        }
        Error::Grondslag { text } => {
            format!("`{text}` is geen grondslag; schrijf {}", Grondslag::ALLE.map(Grondslag::code).join(", "))
        }
        Error::Gebeurtenis { text } => format!(
            "`{text}` is geen gebeurtenis; schrijf bijvoorbeeld gevraagd:2026-02-10:2026-03-10, aangevuld:2026-02-25 of \
             verlengd:2026-03-02:P6W, met dagen die bestaan (alle vormen: loket termijn --help)"
        ),
        Error::Volgorde => "de laatste dag ligt voor de eerste; zet de eerste dag vooraan".to_owned(),
        Error::OutOfRange => {
            "dit valt buiten de kalender, die tot en met het jaar 9999 loopt; kies een kortere termijn".to_owned()
        }
        other => other.to_string(),
    }
}
