//! Why it was decided so, as handlers write it in their letters: most in plain words, some as they used to.

use std::collections::HashMap;

/// Of a hundred letters so many are written as they used to be; and so many before the last year.
const ZWAAR: i64 = 12;
const ZWAAR_EERST: i64 = 20;
const JAAR_S: i64 = 365 * 86_400;

/// What there is to choose from, by kind of case and result.
pub(super) struct Toelichtingen(HashMap<(&'static str, &'static str), Soort>);

#[derive(Default)]
struct Soort {
    helder: Vec<&'static str>,
    zwaar: Vec<&'static str>,
}

impl Toelichtingen {
    /// Those of `toelichtingen.txt`: a heading with kind, result and how it is written, and the text on the next line.
    pub(super) fn lees() -> Self {
        let mut soorten: HashMap<_, Soort> = HashMap::new();
        for blok in include_str!("toelichtingen.txt").split("\n\n") {
            let Some((kop, tekst)) = blok.trim().split_once('\n') else { continue };
            let velden: Vec<&str> = kop.trim_start_matches("## ").split(" | ").collect();
            if let [zaaktype, resultaat, hoe] = velden.as_slice() {
                let soort = soorten.entry((*zaaktype, *resultaat)).or_default();
                if *hoe == "zwaar" { &mut soort.zwaar } else { &mut soort.helder }.push(tekst);
            }
        }
        Self(soorten)
    }

    /// One of them for the case of this number that was decided so many seconds ago, the same each time; empty for a result that is not explained.
    pub(super) fn kies(&self, soort: (&str, &str), nummer: i64, geleden: i64) -> &'static str {
        let Some(soort) = self.0.get(&soort) else { return "" };
        let zwaar = nummer * 37 % 100 < if geleden > JAAR_S { ZWAAR_EERST } else { ZWAAR };
        let keuze = if zwaar && !soort.zwaar.is_empty() { &soort.zwaar } else { &soort.helder };
        let plaats = usize::try_from(nummer).unwrap_or_default().checked_rem(keuze.len());
        plaats.map_or("", |plaats| keuze[plaats])
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Each is about a kind of case and a result that the demo municipality has, and is as it says: plain, or as they used to write.
    #[test]
    fn each_explanation_is_of_a_result_and_as_hard_as_it_says() {
        let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../organisaties/elsdrecht/zaaktypen");
        let alle = Toelichtingen::lees().0;
        let gelezen: usize = alle.values().map(|soort| soort.helder.len() + soort.zwaar.len()).sum();
        assert_eq!(gelezen, include_str!("toelichtingen.txt").matches("## ").count());
        for ((zaaktype, resultaat), soort) in &alle {
            let tekst = std::fs::read_to_string(map.join(format!("{zaaktype}.toml"))).unwrap();
            assert!(tekst.contains(&format!("omschrijving = \"{resultaat}\"")), "{zaaktype} {resultaat}");
            let score = |tekst: &&str| klare_taal::lint(tekst).unwrap().score;
            let helder = soort.helder.iter().map(score).fold(0.0, f64::max);
            let zwaar = soort.zwaar.iter().map(score).fold(100.0, f64::min);
            assert!(
                !soort.helder.is_empty() && helder < 60.0 && zwaar > 60.0,
                "{zaaktype} {resultaat}: {helder} {zwaar}"
            );
        }
    }
}
