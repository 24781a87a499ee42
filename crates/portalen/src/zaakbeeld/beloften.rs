//! The promises about a case, the same for whoever works on it and whoever waits for it: a clock, and why it is due when it is.

use dienstverlening::zaken::Werkzaak;
use kern::Moment;
use servicenormen::Toezegging;
use servicenormen::klok::{Deel, Staat};
use servicenormen::norm::{Duur, Tekst, Termijn};
use servicenormen::uitleg::{Uitleg, uitleg};
use termijnen::Kalender;

use crate::basis::klok::{Klok, Stand};
use crate::basis::tijd::Tijdstip;
use crate::basis::{Taal, tijd};

/// Who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lezer {
    /// Whoever works on it: with the numbers of the gebeurtenissen that said so.
    Collega,
    /// Whoever waits for it: what everybody is promised.
    Burger,
}

/// The clocks of a case for a reader, in their order. A citizen reads the promise itself, a colleague what it is called.
pub(crate) fn klokken(
    t: Taal,
    lezer: Lezer,
    toezeggingen: &[Toezegging],
    nu: Moment,
    kalender: &Kalender,
) -> Vec<Klok> {
    let one = |made: &Toezegging| {
        let plain = klok(t, made, nu, kalender);
        let promise = in_taal(t, &made.norm.belofte);
        let waarom = waarom(t, lezer, made, nu);
        match lezer {
            Lezer::Collega => Klok { waarom: std::iter::once(promise).chain(waarom).collect(), ..plain },
            Lezer::Burger => Klok { belofte: promise.trim_end_matches('.').to_owned(), waarom, ..plain },
        }
    };
    toezeggingen.iter().map(one).collect()
}

/// The clock of a promise, without why.
pub(crate) fn klok(t: Taal, made: &Toezegging, nu: Moment, kalender: &Kalender) -> Klok {
    let of = &made.klok.stand;
    let stand = match of.staat {
        Staat::Loopt => Stand::Loopt,
        Staat::Bijna => Stand::Bijna,
        Staat::TeLaat => Stand::TeLaat,
        Staat::StaatStil | Staat::Vervallen => Stand::StaatStil,
        Staat::Gehaald => Stand::Gehaald,
        Staat::Gemist => Stand::NietGehaald,
    };
    let rest = match (of.gedaan_op, of.uiterlijk_op) {
        (Some(op), _) => tijd::moment_of_dag(t, op, nu),
        (None, Some(due)) => tijd::rest(t, due, nu, kalender),
        (None, None) => {
            let since = made.klok.gezien.pauzes.last().map_or(of.begonnen_op, |pauze| pauze.van.op);
            let plain = tijd::moment_of_dag(t, since, nu);
            Tijdstip { tekst: t.tekst_met("belofte-stil-sinds").met("op", &plain.tekst).to_string(), ..plain }
        }
    };
    let whole = of.uiterlijk_op.map_or(0, |due| due.seconds_since(of.begonnen_op));
    let gone = of.gedaan_op.unwrap_or(nu).seconds_since(of.begonnen_op).max(0);
    let procent = match of.uiterlijk_op {
        None => 0,
        Some(_) if whole <= 0 => 100,
        Some(_) => u8::try_from((gone * 100 / whole).clamp(0, 100)).unwrap_or(100),
    };
    Klok { stand, belofte: in_taal(t, &made.naam), rest, procent, waarom: Vec::new() }
}

/// What has to be kept first of a case in a work list: a promise, or its last day when that is sooner; or it stands still.
pub(crate) fn naaste(t: Taal, werk: &Werkzaak, nu: Moment, kalender: &Kalender) -> Klok {
    if let Some(made) = &werk.naaste {
        return klok(t, made, nu, kalender);
    }
    let (stand, belofte, rest) = match werk.zaak.uiterlijke_einddatum_afdoening {
        Some(day) if !werk.zaak.opschorting_indicatie => {
            let stand = if day < nu.date() { Stand::TeLaat } else { Stand::Loopt };
            (stand, t.tekst("zaak-uiterlijke-dag"), tijd::dag_met_afstand(t, day, nu.date(), kalender))
        }
        _ => {
            let since = tijd::moment(t, werk.zaak.ontvangen_op, nu);
            (Stand::StaatStil, String::new(), Tijdstip { tekst: t.tekst("zaak-klok-stil"), ..since })
        }
    };
    Klok { stand, belofte, rest, procent: 0, waarom: Vec::new() }
}

fn in_taal(t: Taal, tekst: &Tekst) -> String {
    t.naam(&tekst.nl, Some(&tekst.en)).tekst
}

/// How it is measured, and the steps of its clock.
fn waarom(t: Taal, lezer: Lezer, made: &Toezegging, nu: Moment) -> Vec<String> {
    let steps = uitleg(&made.norm, &made.klok);
    std::iter::once(in_taal(t, &made.norm.meting)).chain(steps.iter().map(|step| stap(t, lezer, step, nu))).collect()
}

fn stap(t: Taal, lezer: Lezer, step: &Uitleg, nu: Moment) -> String {
    let at = |op: Moment| tijd::moment_of_dag(t, op, nu).tekst;
    let (zin, door) = match step {
        Uitleg::Begonnen(mark) => (t.tekst_met("belofte-stap-begonnen").met("op", at(mark.op)), Some(mark.door)),
        Uitleg::Termijn(termijn, voor) => {
            (t.tekst_met("belofte-stap-termijn").met("termijn", term(t, termijn, *voor)), None)
        }
        Uitleg::Stil(van, Some(tot)) => {
            (t.tekst_met("belofte-stap-stil").met("van", at(van.op)).met("tot", at(tot.op)), Some(tot.door))
        }
        Uitleg::Stil(van, None) => (t.tekst_met("belofte-stap-stil-nu").met("van", at(van.op)), Some(van.door)),
        Uitleg::Uiterlijk(op) => {
            (t.tekst_met("belofte-stap-uiterlijk").met("op", tijd::uiterlijk(t, *op, nu).tekst), None)
        }
        Uitleg::Gedaan(mark) => (t.tekst_met("belofte-stap-gedaan").met("op", at(mark.op)), Some(mark.door)),
        Uitleg::NietGehaald(mark) => (t.tekst_met("belofte-stap-niet-gehaald").met("op", at(mark.op)), Some(mark.door)),
        Uitleg::Verbeterd(made) if made.deel == Deel::Termijn => {
            (t.tekst_met("belofte-stap-andere-termijn"), Some(made.door))
        }
        Uitleg::Verbeterd(made) => {
            let said = |op: Option<Moment>| op.map_or_else(|| t.tekst("belofte-stap-niets"), at);
            let deel = t.tekst(match made.deel {
                Deel::Start => "belofte-deel-start",
                Deel::Stop => "belofte-deel-stop",
                Deel::Gemist => "belofte-deel-gemist",
                Deel::Vervalt => "belofte-deel-vervalt",
                Deel::Voor | Deel::Termijn => "belofte-deel-voor",
            });
            // The last day moves with each extension: that is no mistake.
            let key = if made.deel == Deel::Voor { "belofte-stap-verschoven" } else { "belofte-stap-verbeterd" };
            let zin = t.tekst_met(key).met("deel", deel);
            (zin.met("was", said(made.was)).met("wordt", said(made.wordt)), Some(made.door))
        }
    };
    match door.filter(|_| lezer == Lezer::Collega) {
        Some(door) => {
            t.tekst_met("belofte-stap-door").met("zin", zin.to_string()).met("nummer", door.to_string()).to_string()
        }
        None => format!("{zin}."),
    }
}

fn term(t: Taal, termijn: &Termijn, voor: Option<jiff::civil::Date>) -> String {
    let length = |duur: Duur| {
        let (key, n) = match duur {
            Duur::Minuten(n) => ("belofte-duur-minuten", n),
            Duur::Openingsminuten(n) => ("belofte-duur-openingsminuten", n),
            Duur::Werkdagen(n) => ("belofte-duur-werkdagen", n),
            Duur::Dagen(n) => ("belofte-duur-dagen", n),
            Duur::Weken(n) => ("belofte-duur-weken", n),
            Duur::Maanden(n) => ("belofte-duur-maanden", n),
        };
        (t.tekst_met(key).met("aantal", i64::from(n)).to_string(), n)
    };
    let day = voor.map(|day| tijd::with_year(t, day)).unwrap_or_default();
    match termijn {
        Termijn::Na(duur) => length(*duur).0,
        Termijn::Voor { duur, .. } => match length(*duur) {
            (_, 0) => t.tekst_met("belofte-termijn-op").met("dag", day).to_string(),
            (duur, _) => t.tekst_met("belofte-termijn-voor").met("duur", duur).met("dag", day).to_string(),
        },
    }
}
