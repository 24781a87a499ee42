//! What is wrong with an answer, in words.

use dienstverlening::formulieren::{Fout as Regel, Vraag};

use super::in_taal;
use crate::basis::tijd;
use crate::basis::{Fouten, Taal};
use bestanden::Geweigerd;
use jiff::civil::Date;

/// A sentence per broken rule, with the question of this form that it is about.
pub(super) fn fouten(
    t: Taal,
    vandaag: Date,
    vragen: &[&Vraag],
    regels: &[Regel],
    bestanden: &[(String, Geweigerd)],
) -> Fouten {
    let rules = regels.iter().map(|regel| (regel.veld.clone(), zin(t, vandaag, regel)));
    let files = bestanden.iter().map(|(veld, geweigerd)| (veld.clone(), bestand(t, geweigerd)));
    // A file that was refused says more than that there is none.
    let refused: Vec<&String> = bestanden.iter().map(|(veld, _)| veld).collect();
    let all = files.chain(rules.filter(|(veld, _)| !refused.contains(&veld)));
    let question = |veld: &str| {
        let code = veld.split('.').next().unwrap_or_default();
        let found = vragen.iter().find(|vraag| vraag.code == code);
        let text = found.map_or("", |vraag| in_taal(t, &vraag.tekst, &vraag.tekst_en));
        if text.is_empty() || text.ends_with(['?', '.', '!']) { text.to_owned() } else { format!("{text}:") }
    };
    let with_question = |(veld, tekst): (String, String)| {
        let vraag = question(&veld);
        (veld, tekst, vraag)
    };
    Fouten::van(all.map(with_question).collect())
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
