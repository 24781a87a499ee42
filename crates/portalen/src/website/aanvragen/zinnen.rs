//! What is wrong with an answer, in words.

use dienstverlening::formulieren::Fout as Regel;

use super::in_taal;
use crate::basis::tijd;
use crate::basis::{Fouten, Taal};
use bestanden::Geweigerd;
use jiff::civil::Date;

/// A sentence per broken rule.
pub(super) fn fouten(t: Taal, vandaag: Date, regels: &[Regel], bestanden: &[(String, Geweigerd)]) -> Fouten {
    let rules = regels.iter().map(|regel| (regel.veld.clone(), zin(t, vandaag, regel)));
    let files = bestanden.iter().map(|(veld, geweigerd)| (veld.clone(), bestand(t, geweigerd)));
    // A file that was refused says more than that there is none.
    let refused: Vec<&String> = bestanden.iter().map(|(veld, _)| veld).collect();
    Fouten::van(files.chain(rules.filter(|(veld, _)| !refused.contains(&veld))).collect())
}

// texts: aanvragen-fout-*
fn zin(t: Taal, vandaag: Date, regel: &Regel) -> String {
    if let Some((nl, en)) = &regel.eigen {
        return in_taal(t, nl, en).to_owned();
    }
    let detail = regel.datum.map_or_else(|| regel.detail.clone(), |datum| tijd::dag(t, datum, vandaag).tekst);
    let key = format!("aanvragen-fout-{}", regel.code);
    t.tekst_met(&key).met("detail", detail).to_string()
}

fn bestand(t: Taal, geweigerd: &Geweigerd) -> String {
    // texts: fout-bestand-*
    let key = format!("fout-{}", geweigerd.code());
    t.tekst_met(&key).met("detail", geweigerd.detail()).to_string()
}
