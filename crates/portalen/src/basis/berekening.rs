//! Why a date is what it is: the steps of its computation, each with its article, as people read them.

use jiff::civil::Date;
use registers::zaken::zaak::Rekenstap;

use super::taal::Taal;
use super::tijd;

/// A line per step, in order: "3 november 2026 + 8 weken is 29 december 2026 (artikel 4:13 Awb)".
#[must_use]
pub fn regels(t: Taal, begin: Date, stappen: &[Rekenstap]) -> Vec<String> {
    let mut van = begin;
    let mut lines = Vec::new();
    for stap in stappen {
        // texts: berekening-regel-*
        let line = t.tekst_met(&format!("berekening-regel-{}", stap.regel));
        let line = line.met("van", tijd::with_year(t, van)).met("waarde", waarde(t, stap));
        lines.push(line.met("einde", tijd::with_year(t, stap.einde)).met("artikel", &stap.artikel).to_string());
        van = stap.einde;
    }
    lines
}

fn waarde(t: Taal, stap: &Rekenstap) -> String {
    match stap.regel.as_str() {
        // texts: feestdag-*
        "feestdag" => t.tekst(&format!("feestdag-{}", stap.waarde)),
        "termijn" | "verlenging" => duur(t, &stap.waarde),
        "opschorting" => duur(t, &format!("P{}D", stap.waarde)),
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

    fn stap(regel: &str, waarde: &str, artikel: &str, einde: Date) -> Rekenstap {
        Rekenstap { regel: regel.into(), waarde: waarde.into(), artikel: artikel.into(), einde }
    }

    #[test]
    fn every_step_says_from_where_to_where_and_by_which_article() {
        // The worked example of the design: eight weeks, fourteen days that did not count, Easter Monday.
        let steps = [
            stap("termijn", "P8W", "4:13 Awb", date(2026, 3, 23)),
            stap("opschorting", "14", "4:15 Awb", date(2026, 4, 6)),
            stap("feestdag", "tweede-paasdag", "1 Atw", date(2026, 4, 7)),
        ];
        let lines = regels(Taal::Nl, date(2026, 1, 26), &steps);
        assert_eq!(lines.len(), 3);
        for (line, parts) in lines.iter().zip([
            ["26 januari 2026", "8 weken", "23 maart 2026", "4:13 Awb"],
            ["23 maart 2026", "14 dagen", "6 april 2026", "4:15 Awb"],
            ["6 april 2026", "tweede paasdag", "7 april 2026", "1 Atw"],
        ]) {
            for part in parts {
                assert!(line.to_lowercase().contains(&part.to_lowercase()), "{line}: {part}");
            }
        }
    }

    #[test]
    fn lengths_in_words() {
        assert_eq!(duur(Taal::Nl, "P1Y6M"), "1 jaar 6 maanden");
        assert_eq!(duur(Taal::Nl, "P1D"), "1 dag");
        assert_eq!(duur(Taal::En, "P1W"), "1 week");
    }
}
