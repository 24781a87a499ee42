//! Makes `data/woorden.fst` from the word data that docs/klare-taal.md names: `cargo run --release -p klare-taal --example woordenboek --
//! MAP`, where MAP holds `ondertitels.txt` (word, how often), `frequenties.tsv` (word, centibels), `zelfstandige-naamwoorden.tsv`, `bijwoorden-van-wijze.txt` and
//! `niet-meetellen.txt`.
#![expect(clippy::print_stdout, reason = "a tool for the command line")]

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    error::Error,
    fs,
    path::Path,
};

/// Zipf values in the subtitles, and what SUBTLEX-NL gives the words that have them, on the mean: the formula was fitted on the latter.
const ONDERTITELS: [(f64, f64); 4] = [(2.25, 2.25), (3.25, 3.10), (5.25, 5.20), (6.75, 6.65)];
/// The same of wordfreq, for words that are not among the 50,000 of the subtitles.
const OVERIGE: [(f64, f64); 5] = [(1.25, 1.45), (1.75, 1.55), (2.25, 1.70), (2.75, 1.90), (3.25, 2.00)];

fn main() -> Result<(), Box<dyn Error>> {
    let map = std::env::args().nth(1).ok_or("which folder?")?;
    let lees = |naam: &str| fs::read_to_string(Path::new(&map).join(naam));
    let mut zipf: HashMap<String, f64> = HashMap::new();
    for regel in lees("frequenties.tsv")?.lines() {
        let (woord, centibel) = regel.split_once('\t').ok_or("a line without a tab")?;
        zipf.insert(woord.to_owned(), ijk(9.0 - centibel.parse::<f64>()? / 100.0, &OVERIGE).min(2.0));
    }
    let ondertitels = lees("ondertitels.txt")?;
    let paren: Vec<(&str, f64)> = ondertitels
        .lines()
        .filter_map(|regel| regel.split_once(' '))
        .filter_map(|(woord, aantal)| Some((woord, aantal.trim().parse().ok()?)))
        .collect();
    let alle: f64 = paren.iter().map(|(_, aantal)| aantal).sum();
    for (woord, aantal) in paren {
        zipf.insert(woord.to_owned(), ijk((aantal / alle * 1e9).log10(), &ONDERTITELS));
    }
    let twintigsten = |woord: &str| zipf.get(woord).map_or(0, |waarde| byte(*waarde));
    let van_wijze: BTreeSet<String> =
        lees("bijwoorden-van-wijze.txt")?.lines().map(|regel| regel.trim().to_owned()).collect();
    let telt_niet: BTreeSet<String> =
        lees("niet-meetellen.txt")?.lines().map(str::trim).flat_map(|woord| vormen(woord, &zipf)).collect();

    let mut woorden: BTreeMap<String, u64> = BTreeMap::new();
    for (woord, waarde) in &zipf {
        if *waarde >= 1.5 && woord.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'')) {
            woorden.insert(woord.clone(), twintigsten(woord));
        }
    }
    for woord in van_wijze.iter().chain(&telt_niet) {
        woorden.entry(woord.clone()).or_insert_with(|| twintigsten(woord));
    }
    for regel in lees("zelfstandige-naamwoorden.tsv")?.lines().skip(1) {
        let delen: Vec<&str> = regel.split('\t').collect();
        let [woord, klasse, _, hoofd, ..] = delen.as_slice() else { return Err(regel.into()) };
        let klasse = match *klasse {
            "concrete" => 1,
            "abstract" => 2,
            "undefined" => 3,
            _ => 0,
        };
        let hoofd = if hoofd.is_empty() { 0 } else { twintigsten(hoofd).max(byte(1.36)) };
        let waarde = twintigsten(woord) | hoofd << 8 | klasse << 16;
        woorden.insert((*woord).to_owned(), waarde);
    }
    let werkwoorden = werkwoorden(&zipf);
    for (woord, waarde) in &mut woorden {
        *waarde |= werkwoorden.get(woord).copied().unwrap_or_default() << 20;
        *waarde |= u64::from(telt_niet.contains(woord)) << 18 | u64::from(van_wijze.contains(woord)) << 19;
    }
    let fst = fst::Map::from_iter(woorden.iter().map(|(woord, waarde)| (woord, *waarde)))?.into_fst().into_inner();
    println!("{} words, {} bytes", woorden.len(), fst.len());
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/woorden.fst"), fst)?;
    Ok(())
}

fn byte(zipf: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a Zipf value is between 1 and 8")]
    let twintigsten = (zipf * 20.0).round() as u64;
    twintigsten
}

fn ijk(zipf: f64, lijn: &[(f64, f64)]) -> f64 {
    let paar = lijn.windows(2).find(|paar| zipf <= paar[1].0).unwrap_or(&lijn[lijn.len() - 2..]);
    let [(van, naar), (van_2, naar_2)] = [paar[0], paar[1]];
    naar + (zipf - van) * (naar_2 - naar) / (van_2 - van)
}

/// A word, and when it is an infinitive the regular forms of it that occur.
fn vormen(woord: &str, zipf: &HashMap<String, f64>) -> Vec<String> {
    let vormen =
        std::iter::once(woord.to_owned()).chain(Werkwoord::van(woord).into_iter().flat_map(|vervoegd| vervoegd.alle()));
    vormen.filter(|vorm| vorm == woord || zipf.contains_key(vorm)).collect()
}

/// The regular forms that a verb may have.
struct Werkwoord {
    /// `werk`, `werkt`, and of the past `werkte`, `werkten`.
    persoonsvormen: Vec<String>,
    /// `gewerkt`, `werkend`.
    deelwoorden: Vec<String>,
}

/// What a participle has before its `ge`: `aangevraagd`.
const LOS: [&str; 14] = ["", "aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "toe", "uit", "voor"];
/// What makes that it has none: `behandeld`.
const VAST: [&str; 6] = ["be", "ver", "ont", "her", "ge", "er"];

impl Werkwoord {
    fn van(infinitief: &str) -> Option<Self> {
        let kaal = infinitief.strip_suffix("en")?;
        let mut stammen = vec![kaal.to_owned()];
        let letters: Vec<char> = kaal.chars().collect();
        if let [.., een, twee] = letters.as_slice() {
            if een == twee {
                stammen = vec![letters[..letters.len() - 1].iter().collect()];
            } else if "aeou".contains(*een) && !"aeiou".contains(*twee) {
                stammen.push(letters[..letters.len() - 1].iter().chain([een, twee]).collect());
            }
        }
        for stam in &mut stammen {
            for (zacht, hard) in [('v', 'f'), ('z', 's')] {
                if stam.ends_with(zacht) {
                    stam.pop();
                    stam.push(hard);
                }
            }
        }
        let mut vervoegd = Self { persoonsvormen: Vec::new(), deelwoorden: vec![format!("{infinitief}d")] };
        for stam in &stammen {
            vervoegd.persoonsvormen.extend(["", "t", "te", "ten", "de", "den"].map(|einde| format!("{stam}{einde}")));
            let einden: &[&str] = if stam.ends_with(['t', 'd']) { &[""] } else { &["t", "d"] };
            for los in LOS {
                if let Some(rest) = stam.strip_prefix(los) {
                    vervoegd.deelwoorden.extend(einden.iter().map(|einde| format!("{los}ge{rest}{einde}")));
                }
            }
            if VAST.iter().any(|vast| stam.starts_with(vast)) {
                vervoegd.deelwoorden.extend(einden.iter().map(|einde| format!("{stam}{einde}")));
            }
        }
        Some(vervoegd)
    }

    /// Whether enough of the forms occur to believe that it is one.
    fn komt_voor(&self, zipf: &HashMap<String, f64>) -> bool {
        let bekend = |vormen: &[String]| vormen.iter().filter(|vorm| zipf.contains_key(*vorm)).count();
        bekend(&self.persoonsvormen) >= 2 && bekend(&self.deelwoorden) >= 1
    }

    fn alle(self) -> impl Iterator<Item = String> {
        self.persoonsvormen.into_iter().chain(self.deelwoorden)
    }
}

/// Which words are forms of a verb, as bits: shows tense, infinitive, participle.
fn werkwoorden(zipf: &HashMap<String, f64>) -> HashMap<String, u64> {
    let mut bits: HashMap<String, u64> = HashMap::new();
    for (woord, waarde) in zipf {
        let Some(vervoegd) = Werkwoord::van(woord).filter(|vervoegd| *waarde > 1.6 && vervoegd.komt_voor(zipf)) else {
            continue;
        };
        *bits.entry(woord.clone()).or_default() |= 2;
        for vorm in vervoegd.persoonsvormen {
            *bits.entry(vorm).or_default() |= 1;
        }
        for vorm in vervoegd.deelwoorden {
            *bits.entry(vorm).or_default() |= 4;
        }
    }
    bits
}
