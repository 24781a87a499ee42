//! What stands out, in sentences.

use dienstverlening::rapportage::{Doel, Kwartaalrapport, Oordeel, Opvallend, TegenDoel};
use termijnen::Kwartaal;

use super::delen::doel_tekst;
use super::namen::Namen;

/// The sentence for something that stands out.
pub(super) fn zin(n: &Namen, opvallend: &Opvallend) -> String {
    let t = n.taal;
    match opvallend {
        Opvallend::Aantal { aantal, verschil } => {
            let key = if *verschil > 0.0 { "rapport-zin-meer" } else { "rapport-zin-minder" };
            t.tekst_met(key)
                .met("aantal", n.getal(*aantal))
                .met("procent", n.procent_heel(Some(verschil.abs())))
                .to_string()
        }
        Opvallend::Direct(share) => met_doel(n, "rapport-zin-direct", share),
        Opvallend::BeltZelfTerug(share) => met_doel(n, "rapport-zin-zelf", share),
        Opvallend::Terugbellen(share) => met_doel(n, "rapport-zin-terug", share),
        Opvallend::TeamDirect { team, procent } => {
            let said = t.tekst_met("rapport-zin-team-direct").met("team", n.team(*team));
            said.met("procent", n.procent(Some(*procent))).to_string()
        }
        Opvallend::Stijger { product, aantal, vorig } => {
            let said = t.tekst_met("rapport-zin-stijger").met("onderwerp", n.product(product));
            said.met("aantal", n.getal(*aantal)).met("vorig", n.getal(*vorig)).to_string()
        }
        Opvallend::TeamTerugbellen { team, te_laat, geheel } => {
            let said = t.tekst_met("rapport-zin-team-terug").met("team", n.team(*team));
            said.met("te_laat", n.getal(*te_laat)).met("geheel", n.getal(*geheel)).to_string()
        }
    }
}

/// Which of these quarters was counted in part: with that nothing is compared.
pub(super) fn niet_heel(n: &Namen, rapport: &Kwartaalrapport) -> Vec<String> {
    let Some(first) = rapport.geteld_vanaf else { return Vec::new() };
    let this = rapport.kwartaal;
    let said = |quarter: Kwartaal| {
        let key = if quarter == this { "rapport-zin-zelf-niet-heel" } else { "rapport-zin-niet-heel" };
        let said = n.taal.tekst_met(key).met("kwartaal", n.kwartaal_naam(quarter));
        said.met("datum", n.datum(first)).to_string()
    };
    let all = [this, this.previous(), this.year_before()];
    let in_part = |quarter: &Kwartaal| !rapport.is_heel(*quarter) && first <= quarter.last_date();
    all.into_iter().filter(in_part).map(said).collect()
}

/// Three sentences in one: the share, what the target says, and how it moved.
fn met_doel(n: &Namen, key: &str, share: &TegenDoel) -> String {
    // texts: rapport-zin-*
    let first = n.taal.tekst_met(key).met("procent", n.procent(Some(share.nu))).to_string();
    let second = share.doel.map(|doel| doel_zin(n, doel, share.nu));
    let third = share.vorig.map(|vorig| beweging(n, share.nu, vorig));
    [Some(first), second, third].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn doel_zin(n: &Namen, doel: Doel, nu: f64) -> String {
    let key = match doel.oordeel(nu) {
        Oordeel::Gehaald => "rapport-zin-doel-gehaald",
        Oordeel::Bijna => "rapport-zin-doel-bijna",
        Oordeel::NietGehaald => "rapport-zin-doel-niet-gehaald",
    };
    n.taal.tekst_met(key).met("doel", doel_tekst(n, doel)).to_string()
}

/// Half a percentage point is no movement.
const STIL: f64 = 0.5;

fn beweging(n: &Namen, nu: f64, vorig: f64) -> String {
    let key = match nu - vorig {
        up if up >= STIL => "rapport-zin-hoger",
        down if down <= -STIL => "rapport-zin-lager",
        _ => "rapport-zin-gelijk",
    };
    n.taal.tekst_met(key).met("vorig", n.procent(Some(vorig))).to_string()
}
