//! The worked cases of `uitgewerkt.tsv` and `uitgewerkt-besluiten.tsv`, each with its article and its source: worked out by hand, before the program saw them.
#![expect(clippy::expect_used, reason = "a row that cannot be read is a fault of the table, said with its name")]

use std::collections::HashMap;

use jiff::civil::Date;
use termijnen::VrijeDagen;
use termijnen::wettelijk::{
    Dwangsom, Gebeurtenis, Verloop, afhandeling_klacht, beslissing_op_bezwaar, bezwaar_tot, is_tijdig, terug_vanaf,
};

const ROWS: &str = include_str!("uitgewerkt.tsv");

#[test]
fn every_worked_case_ends_on_its_day() {
    let mut wrong = Vec::new();
    for row in ROWS.lines().skip(1) {
        let [id, start, length, basis, events, end, ..] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}: eight fields")
        };
        let events: Vec<Gebeurtenis> =
            events.split(';').filter(|text| *text != "-").map(|text| text.parse().expect(id)).collect();
        let term =
            Verloop::new(start.parse().expect(id), length.parse().expect(id), basis.parse().expect(id)).met(events);
        let found = term.berekend(&VrijeDagen::default(), None).expect(id).einde.dag();
        if found.to_string() != end {
            wrong.push(format!("{id}: {found}, not {end}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(ROWS.lines().count() > 60);
}

const BESLUITEN: &str = include_str!("uitgewerkt-besluiten.tsv");

/// What a row gives: `naam=waarde`, separated by spaces.
struct Invoer<'a>(HashMap<&'a str, &'a str>);

impl<'a> Invoer<'a> {
    fn text(&self, naam: &str) -> &'a str {
        self.0.get(naam).copied().unwrap_or_default()
    }

    fn dag(&self, naam: &str) -> Date {
        self.text(naam).parse().expect(naam)
    }

    fn of_dag(&self, naam: &str) -> Option<Date> {
        self.0.get(naam).map(|text| text.parse().expect(naam))
    }

    fn einde(&self, term: Verloop, vrij: &VrijeDagen) -> String {
        let events = self.text("gebeurtenissen").split(';').filter(|text| !text.is_empty());
        let term = term.met(events.map(|text| text.parse::<Gebeurtenis>().expect(text)));
        term.berekend(vrij, None).expect("an end").einde.dag().to_string()
    }
}

fn uitkomst(functie: &str, invoer: &Invoer<'_>) -> String {
    let (vrij, ja) = (VrijeDagen::default(), |naam| invoer.text(naam) == "ja");
    let objection = || bezwaar_tot(invoer.dag("bekend"), &vrij).expect("a day");
    match functie {
        "bezwaar_tot" => objection().to_string(),
        "tijdig" => {
            let found = is_tijdig(objection(), invoer.dag("ontvangen"), invoer.of_dag("ter_post"), &vrij);
            if found.expect("an answer") { "ja" } else { "nee" }.to_owned()
        }
        "beslissing_op_bezwaar" => invoer.einde(beslissing_op_bezwaar(objection(), ja("commissie")), &vrij),
        "klacht" => invoer.einde(afhandeling_klacht(invoer.dag("ontvangen"), ja("adviseur")), &vrij),
        "dwangsom_eerste_dag" | "dwangsom" => {
            let found = Dwangsom::new(invoer.dag("einde"), invoer.dag("ontvangen")).expect("a rate");
            match (functie, found) {
                ("dwangsom", Some(dwangsom)) => dwangsom.bedrag(invoer.of_dag("besluit")).to_string(),
                (_, Some(dwangsom)) => dwangsom.eerste_dag().to_string(),
                ("dwangsom", None) => "0".to_owned(),
                (_, None) => "geen".to_owned(),
            }
        }
        "terug" => {
            let lengte = invoer.text("lengte").parse().expect("a length");
            terug_vanaf(invoer.dag("moment"), lengte).expect("a day").to_string()
        }
        "werkdagen" => {
            let n = invoer.text("n").parse().expect("a number");
            vrij.plus_werkdagen(invoer.dag("dag"), n).expect("a day").to_string()
        }
        other => panic!("{other} is no function here"),
    }
}

#[test]
fn every_worked_decision_has_its_days_and_its_amount() {
    let mut wrong = Vec::new();
    for row in BESLUITEN.lines().skip(1) {
        let [id, functie, invoer, expected, ..] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}: seven fields")
        };
        let invoer = Invoer(invoer.split(' ').map(|pair| pair.split_once('=').expect(id)).collect());
        let found = uitkomst(functie, &invoer);
        if found != expected {
            wrong.push(format!("{id}: {found}, not {expected}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
