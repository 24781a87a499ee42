//! How a task looks: its clock, its steps in words, what just happened to it.

use kern::Moment;
use registers::klantinteracties::internetaak::{Afloop, Internetaak, Stap, Stapsoort};

use super::contact_zij;
use super::taken::Namen;
use crate::basis::klok::{Klok, Stand};
use crate::basis::tijd::Tijdstip;
use crate::basis::{Ingelogd, Taal, tijd};

/// What happened to the task a moment ago, in words; empty for anything that never happens.
pub(super) fn melding(t: Taal, gedaan: &str) -> String {
    match gedaan {
        "opgepakt" => t.tekst("taken-gedaan-opgepakt"),
        "poging" => t.tekst("taken-gedaan-poging"),
        "overgedragen" => t.tekst("taken-gedaan-overgedragen"),
        "gegeven" => t.tekst("taken-gedaan-gegeven"),
        "uit-zicht" => t.tekst("taken-gedaan-uit-zicht"),
        "afgesloten" => t.tekst("taken-gedaan-afgesloten"),
        _ => String::new(),
    }
}

/// How a task ended.
pub(super) fn afloop(t: Taal, afloop: Afloop) -> String {
    // texts: taken-afloop-*
    t.tekst(&format!("taken-afloop-{}", afloop.code().replace('_', "-")))
}

/// How often the caller asked again; empty when never.
pub(super) fn opnieuw(t: Taal, taak: &Internetaak) -> String {
    if taak.prioriteit == 0 {
        String::new()
    } else {
        t.tekst_met("taken-opnieuw").met("aantal", taak.prioriteit).to_string()
    }
}

/// The clock of the promise to call back.
pub(super) fn klok(wie: &Ingelogd, taak: &Internetaak) -> Klok {
    let t = wie.taal;
    let belofte =
        t.tekst_met("taken-belofte").met("voor", tijd::uiterlijk(t, taak.beloofd_op, wie.nu).tekst).to_string();
    match taak.afgehandeld_op {
        Some(op) => {
            // Who was not reached was not called back in time.
            let stand = match taak.afhandeling {
                Some(Afloop::NietBereikt | Afloop::Vervallen) => Stand::StaatStil,
                _ if op < taak.beloofd_op => Stand::Gehaald,
                _ => Stand::NietGehaald,
            };
            let plain = tijd::moment(t, op, wie.nu);
            let tekst = t.tekst_met("taken-klok-klaar").met("moment", &plain.tekst).to_string();
            Klok { stand, belofte, rest: Tijdstip { tekst, ..plain }, procent: part(taak, op), waarom: Vec::new() }
        }
        None => Klok {
            stand: contact_zij::stand(taak.beloofd_op, wie.nu),
            belofte,
            rest: tijd::rest(t, taak.beloofd_op, wie.nu, &wie.organisatie.kalender),
            procent: part(taak, wie.nu),
            waarom: Vec::new(),
        },
    }
}

/// The share of the time that is over, in percent.
fn part(taak: &Internetaak, op: Moment) -> u8 {
    let whole = taak.beloofd_op.seconds_since(taak.aangemaakt_op);
    let gone = op.seconds_since(taak.aangemaakt_op);
    if whole <= 0 { 100 } else { u8::try_from((gone * 100 / whole).clamp(0, 100)).unwrap_or(100) }
}

/// A step, for the time line of a task.
pub(super) struct Stapregel {
    pub(super) op: Tijdstip,
    pub(super) wie: String,
    pub(super) wat: String,
    pub(super) toelichting: String,
    /// Whether it was an attempt that failed.
    pub(super) mislukt: bool,
}

/// A step in words.
pub(super) fn stap(wie: &Ingelogd, namen: &Namen, stap: &Stap) -> Stapregel {
    let t = wie.taal;
    let naar = || match (stap.naar_medewerker, stap.naar_team) {
        (Some(id), Some(team)) => format!("{} ({})", namen.mens(t, Some(id)), namen.team(team)),
        (Some(id), None) => namen.mens(t, Some(id)),
        (None, team) => team.map(|team| namen.team(team)).unwrap_or_default(),
    };
    let wat = match (stap.soort, stap.gelukt) {
        (Stapsoort::Poging, Some(true)) => t.tekst("taken-stap-gesproken"),
        (Stapsoort::Poging, _) => t.tekst("taken-stap-niet-bereikt"),
        (Stapsoort::Overgedragen, _) => t.tekst_met("taken-stap-overgedragen").met("naar", naar()).to_string(),
        (Stapsoort::Verhoogd, _) => t.tekst("taken-stap-belde-opnieuw"),
        (Stapsoort::Opgepakt, _) => t.tekst("taken-stap-opgepakt"),
        (Stapsoort::Rechtgezet, _) => t.tekst("taken-stap-rechtgezet"),
        (Stapsoort::Afgehandeld, _) => t.tekst("taken-stap-afgesloten"),
    };
    Stapregel {
        op: tijd::moment(t, stap.op, wie.nu),
        wie: namen.mens(t, stap.medewerker),
        wat,
        toelichting: stap.toelichting.clone(),
        mislukt: stap.soort == Stapsoort::Poging && stap.gelukt != Some(true),
    }
}
