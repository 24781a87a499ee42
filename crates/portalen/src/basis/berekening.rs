//! Why a date is what it is: the steps of its computation, each with its article, as people read them.

use jiff::civil::Date;
use registers::zaken::zaak::Rekenstap;
use termijnen::wettelijk::aantal_dagen;

use super::taal::Taal;
use super::tijd;

/// A line per step, in order: "26 januari 2026 + 8 weken is 23 maart 2026 (artikel 4:13 Awb).". What is past on the day `nu` is told in
/// the past; without a day everything is.
#[must_use]
pub fn regels(t: Taal, begin: Date, stappen: &[Rekenstap], nu: Option<Date>) -> Vec<String> {
    let mut van = begin;
    let mut lines = Vec::new();
    for stap in stappen {
        let line = t.tekst_met(&sleutel(stap, nu)).met("van", tijd::with_year(t, van)).met("waarde", waarde(t, stap));
        let line = line.met("einde", tijd::with_year(t, stap.einde)).met("wanneer", wanneer(t, stap)).to_string();
        lines.push(match stap.artikel.as_str() {
            "" => format!("{line}."),
            own => t.tekst_met("berekening-artikel").met("zin", line).met("artikel", artikel(t, own)).to_string(),
        });
        van = stap.einde;
    }
    lines
}

/// An article as people write it in this language: `4:15(1)a Awb` is "4:15 lid 1 onder a Awb".
fn artikel(t: Taal, own: &str) -> String {
    let Taal::Nl = t else { return own.to_owned() };
    let mut said = String::new();
    let mut signs = own.chars().peekable();
    while let Some(sign) = signs.next() {
        match (sign, signs.peek().copied()) {
            ('(', Some(next)) if next.is_ascii_digit() => said.push_str(" lid "),
            ('(', Some(_)) => said.push_str(" onder "),
            (')', Some(next)) if next.is_ascii_lowercase() => said.push_str(" onder "),
            (')', _) => {}
            _ => said.push(sign),
        }
    }
    said
}

fn sleutel(stap: &Rekenstap, nu: Option<Date>) -> String {
    let over = |last: Date| nu.is_none_or(|nu| last < nu);
    match stap.regel.as_str() {
        "stilstand" if !stap.tot_en_met.is_none_or(over) => "berekening-regel-stilstand-loopt".to_owned(),
        // Asked, and no day of it has come yet.
        "staat-stil" if stap.van > nu => "berekening-regel-staat-stil-straks".to_owned(),
        "stilstand" if stap.tot_en_met == stap.van => "berekening-regel-stilstand-dag".to_owned(),
        // texts: berekening-zonder-gevolg-*
        "zonder-gevolg" => format!("berekening-zonder-gevolg-{}", stap.waarde),
        // texts: berekening-regel-*
        regel => format!("berekening-regel-{regel}"),
    }
}

/// The day or the days of a step: "11 tot en met 24 februari 2026".
fn wanneer(t: Taal, stap: &Rekenstap) -> String {
    let Some(first) = stap.van else { return String::new() };
    let Some(last) = stap.tot_en_met.filter(|last| *last != first) else { return tijd::with_year(t, first) };
    let from = if (first.year(), first.month()) == (last.year(), last.month()) {
        i64::from(first.day()).to_string()
    } else {
        tijd::with_year(t, first)
    };
    t.tekst_met("berekening-periode").met("eerste", from).met("laatste", tijd::with_year(t, last)).to_string()
}

fn waarde(t: Taal, stap: &Rekenstap) -> String {
    match (stap.regel.as_str(), stap.van, stap.tot_en_met) {
        // texts: feestdag-*
        ("feestdag", ..) => t.tekst(&format!("feestdag-{}", stap.waarde)),
        ("termijn" | "verlenging", ..) => duur(t, &stap.waarde),
        ("stilstand", Some(first), Some(last)) => duur(t, &format!("P{}D", aantal_dagen(first, last))),
        _ => String::new(),
    }
}

/// A length of time in words: `P8W` is "8 weken".
#[must_use]
pub fn duur(t: Taal, iso: &str) -> String {
    let mut parts = Vec::new();
    let mut digits = String::new();
    for sign in iso.chars() {
        if sign.is_ascii_digit() {
            digits.push(sign);
            continue;
        }
        let unit = match sign {
            'Y' => "jaren",
            'M' => "maanden",
            'W' => "weken",
            'D' => "dagen",
            _ => continue,
        };
        if let Ok(amount) = digits.parse::<i64>() {
            // texts: duur-*
            parts.push(t.tekst_met(&format!("duur-{unit}")).met("aantal", amount).to_string());
        }
        digits.clear();
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use termijnen::wettelijk::{Grondslag, Verloop};
    use termijnen::{Termijn, VrijeDagen};

    fn lines(t: Taal, nu: Option<Date>, events: &[&str]) -> Vec<String> {
        let term = Verloop::new(date(2026, 1, 26), Termijn::weken(8), Grondslag::Wet);
        let term = term.met(events.iter().map(|text| text.parse().unwrap()));
        let found = term.berekend(&VrijeDagen::default(), nu).unwrap();
        let steps: Vec<_> =
            found.stappen.iter().map(|stap| Rekenstap::met(stap, Grondslag::Wet, ("4:13 Awb", ""))).collect();
        regels(t, date(2026, 1, 26), &steps, nu)
    }

    #[test]
    fn every_step_says_when_and_by_which_article() {
        // The worked example of the design: eight weeks, fourteen days that did not count, Easter Monday.
        let events = ["gevraagd:2026-02-10:2026-03-10", "aangevuld:2026-02-25"];
        assert_eq!(
            lines(Taal::Nl, None, &events),
            [
                "26 januari 2026 + 8 weken is 23 maart 2026 (artikel 4:13 Awb).",
                "De termijn stond stil van 11 tot en met 24 februari 2026, 14 dagen: 6 april 2026 (artikel 4:15 lid 1 onder a Awb).",
                "6 april 2026 is tweede paasdag: 7 april 2026 (artikel 1 lid 1, 3 lid 1 Atw).",
            ]
        );
        let now = lines(Taal::En, Some(date(2026, 2, 20)), &events[..1]);
        assert!(now[1].starts_with("The term stands still from 11 February 2026"), "{now:?}");
        let given = lines(Taal::Nl, Some(date(2026, 2, 20)), &["instemming:2026-02-16:2026-03-01"]);
        assert!(
            given[1].starts_with("De termijn staat stil van 16 februari 2026 tot en met 1 maart 2026, 14 dagen"),
            "{given:?}"
        );
    }

    #[test]
    fn what_changed_nothing_says_why() {
        let events = ["gevraagd:2026-03-23:2026-04-06", "aangevuld:2026-03-30", "verlengd:2026-04-01:P6W"];
        let all = lines(Taal::Nl, None, &events).join(" ");
        assert!(all.contains("23 maart 2026 was de laatste dag") && all.contains("was de termijn al voorbij"), "{all}");
    }

    #[test]
    fn lengths_in_words() {
        assert_eq!(duur(Taal::Nl, "P1Y6M"), "1 jaar 6 maanden");
        assert_eq!(duur(Taal::Nl, "P1D"), "1 dag");
        assert_eq!(duur(Taal::En, "P1W"), "1 week");
    }
}
