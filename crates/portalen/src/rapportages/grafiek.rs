//! Charts as SVG: pure functions from numbers to markup, under the contract of web/README.md. Positions are in percent, so
//! that text keeps its size on every screen; bars start at zero; names and numbers stand at their bar, so that nothing
//! depends on colour. Every text comes in from outside.

use std::fmt::Write as _;

/// Markup that is safe to put in a page as it is: everything variable in it has been escaped here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Svg(String);

impl std::fmt::Display for Svg {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Svg {}

/// A bar: how much now, and thinly how much in the earlier period.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Balk {
    /// Whose bar.
    pub naam: String,
    /// The number as people read it.
    pub tekst: String,
    /// How long, in the same unit for all bars.
    pub waarde: f64,
    /// The earlier period, where it is compared.
    pub vorig: Option<f64>,
    /// What it opens.
    pub adres: Option<String>,
}

/// A part of a stacked bar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Deel {
    /// In percent of the whole.
    pub procent: f64,
    /// The number as people read it, in the bar where it fits.
    pub tekst: String,
}

/// A stacked bar: parts of a hundred percent, in a fixed order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stapel {
    /// Whose bar.
    pub naam: String,
    /// Beside the name, at the end of the line.
    pub tekst: String,
    /// At most four, in the same order for every bar.
    pub delen: Vec<Deel>,
}

/// A point of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Punt {
    /// Under the axis; empty: no name, so that names do not run into each other.
    pub naam: String,
    /// The number as people read it; empty: no number at this point.
    pub tekst: String,
    /// None where there was nothing to measure: the line is broken there.
    pub waarde: Option<f64>,
}

/// A target: drawn as a line with its own text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Doel {
    /// In the unit of the chart.
    pub waarde: f64,
    /// Such as "doel 65%".
    pub tekst: String,
}

/// A row of a heat map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Warmterij {
    /// Beside it.
    pub naam: String,
    /// Its numbers, one for each column.
    pub waarden: Vec<i64>,
}

/// How high a bar with its name is, in pixels.
const RIJ: usize = 40;
/// How high a square is with the gap under it, in pixels, and how wide the names before a row of them are, in percent.
const VAK: usize = 24;
const VAK_NAAM: f64 = 8.0;
/// A part narrower than this (in percent of the width) has no room for its number.
const SMAL: f64 = 9.0;
/// A line stays this far from the edges, in percent.
const RAND: f64 = 4.0;
/// The height of the part of a line chart in which the line runs, and of the whole.
const LIJN_HOOG: f64 = 110.0;
const LIJN_GEHEEL: usize = 140;

/// Horizontal bars below each other, each with its name and number above it.
pub(crate) fn balken(label: &str, rows: &[Balk]) -> Svg {
    let most = rows.iter().flat_map(|row| [Some(row.waarde), row.vorig]).flatten().fold(0.0, f64::max);
    let width = |value: f64| percent(if most > 0.0 { value.max(0.0) / most * 100.0 } else { 0.0 });
    let linked = rows.iter().any(|row| row.adres.is_some());
    let mut svg = open(label, rows.len() * RIJ, linked);
    for (i, row) in rows.iter().enumerate() {
        let y = i * RIJ;
        if let Some(adres) = &row.adres {
            let _ = write!(svg, r#"<a href="{}">"#, escape(adres));
        }
        heading(&mut svg, &row.naam, &row.tekst, y);
        let _ = write!(
            svg,
            r#"<rect class="loket-grafiek__staaf" x="0" y="{}" width="{}" height="10"/>"#,
            y + 19,
            width(row.waarde)
        );
        if let Some(vorig) = row.vorig {
            let _ = write!(
                svg,
                r#"<rect class="loket-grafiek__staaf loket-grafiek__staaf--vorig" x="0" y="{}" width="{}" height="4"/>"#,
                y + 29,
                width(vorig)
            );
        }
        if row.adres.is_some() {
            svg.push_str("</a>");
        }
    }
    close(svg)
}

/// Stacked bars below each other; `doel` is drawn through all of them, measured from the left.
pub(crate) fn stapels(label: &str, rows: &[Stapel], doel: Option<&Doel>) -> Svg {
    let below = if doel.is_some() { 18 } else { 0 };
    let mut svg = open(label, rows.len() * RIJ + below, false);
    for (i, row) in rows.iter().enumerate() {
        let y = i * RIJ;
        heading(&mut svg, &row.naam, &row.tekst, y);
        let mut x = 0.0;
        for (n, deel) in row.delen.iter().enumerate() {
            let wide = deel.procent.clamp(0.0, 100.0 - x);
            let _ = write!(
                svg,
                r#"<rect class="loket-grafiek__staaf loket-grafiek__staaf--{}" x="{}" y="{}" width="{}" height="16"/>"#,
                n + 1,
                percent(x),
                y + 19,
                percent(wide)
            );
            if wide >= SMAL {
                // The first two tints stand out from the paper, so their numbers have its colour.
                let class =
                    if n < 2 { "loket-grafiek__waarde loket-grafiek__waarde--in" } else { "loket-grafiek__naam" };
                let _ = write!(
                    svg,
                    r#"<text class="{class} loket-grafiek__naam--midden" x="{}" y="{}">{}</text>"#,
                    percent(beside(x, wide, doel)),
                    y + 32,
                    escape(&deel.tekst)
                );
            }
            x += wide;
        }
    }
    if let Some(doel) = doel {
        let (x, bottom) = (percent(doel.waarde.clamp(0.0, 100.0)), rows.len() * RIJ);
        let _ = write!(
            svg,
            r#"<line class="loket-grafiek__doel" x1="{x}" x2="{x}" y1="17" y2="{bottom}"/><text class="loket-grafiek__doeltekst" x="{x}" y="{}">{}</text>"#,
            bottom + 14,
            escape(&doel.tekst)
        );
    }
    close(svg)
}

/// The middle of a part; where the line of the target would run through the number, the middle of its longer side.
fn beside(x: f64, wide: f64, doel: Option<&Doel>) -> f64 {
    let middle = x + wide / 2.0;
    match doel.map(|doel| doel.waarde) {
        Some(line) if (line - middle).abs() < SMAL / 2.0 => {
            let (left, right) = (line - x, x + wide - line);
            if left.max(right) < SMAL {
                middle
            } else if left > right {
                x + left / 2.0
            } else {
                line + right / 2.0
            }
        }
        _ => middle,
    }
}

/// A line through the points from left to right, from zero up, with its target.
pub(crate) fn lijn(label: &str, points: &[Punt], doel: Option<&Doel>) -> Svg {
    let values = points.iter().filter_map(|point| point.waarde).chain(doel.map(|doel| doel.waarde));
    // A little room above the highest point for its number.
    let top = values.fold(0.0, f64::max) * 1.25;
    let y = |value: f64| if top > 0.0 { 100.0 - value / top * 100.0 } else { 100.0 };
    #[expect(clippy::cast_precision_loss, reason = "a chart has some dozens of points")]
    let x = |i: usize| RAND + i as f64 * (100.0 - 2.0 * RAND) / (points.len().max(2) - 1) as f64;
    let mut svg = open(label, LIJN_GEHEEL, false);
    let _ = write!(
        svg,
        r#"<line class="loket-grafiek__as" x1="0" x2="100%" y1="{LIJN_HOOG}" y2="{LIJN_HOOG}"/><svg x="0" y="0" width="100%" height="{LIJN_HOOG}" viewBox="0 0 100 100" preserveAspectRatio="none">"#
    );
    for part in unbroken(points) {
        let dots: Vec<String> =
            part.iter().map(|&(i, value)| format!("{},{}", number(x(i)), number(y(value)))).collect();
        let _ = write!(svg, r#"<polyline class="loket-grafiek__lijn" points="{}"/>"#, dots.join(" "));
    }
    svg.push_str("</svg>");
    let pixels = |value: f64| number(y(value) / 100.0 * LIJN_HOOG);
    if let Some(doel) = doel {
        let at = pixels(doel.waarde);
        let _ = write!(
            svg,
            r#"<line class="loket-grafiek__doel" x1="0" x2="100%" y1="{at}" y2="{at}"/><text class="loket-grafiek__doeltekst" x="100%" y="{}">{}</text>"#,
            number(y(doel.waarde) / 100.0 * LIJN_HOOG + 16.0),
            escape(&doel.tekst)
        );
    }
    for (i, point) in points.iter().enumerate() {
        if let Some(value) = point.waarde {
            let _ = write!(
                svg,
                r#"<circle class="loket-grafiek__punt" cx="{}" cy="{}" r="4"/>"#,
                percent(x(i)),
                pixels(value)
            );
            if !point.tekst.is_empty() {
                let above = number((y(value) / 100.0 * LIJN_HOOG - 9.0).max(12.0));
                text(&mut svg, "loket-grafiek__waarde loket-grafiek__waarde--midden", x(i), &above, &point.tekst);
            }
        }
        if !point.naam.is_empty() {
            text(&mut svg, "loket-grafiek__naam loket-grafiek__naam--midden", x(i), "132", &point.naam);
        }
    }
    close(svg)
}

/// A grid of squares, each in one of five tints by how high its number is; none where there is nothing. Names stand before the rows and
/// under every other column.
pub(crate) fn warmte(label: &str, rows: &[Warmterij], columns: &[String]) -> Svg {
    let most = rows.iter().flat_map(|row| &row.waarden).copied().max().unwrap_or(0);
    let mut svg = open(label, (rows.len() + 1) * VAK, false);
    #[expect(clippy::cast_precision_loss, reason = "a day has 24 hours")]
    let x = |i: usize| VAK_NAAM + i as f64 * (100.0 - VAK_NAAM) / columns.len().max(1) as f64;
    for (i, row) in rows.iter().enumerate() {
        let y = i * VAK;
        let _ = write!(svg, r#"<text class="loket-grafiek__naam" x="0" y="{}">{}</text>"#, y + 16, escape(&row.naam));
        for (j, value) in row.waarden.iter().enumerate().filter(|(_, value)| **value > 0) {
            let _ = write!(
                svg,
                r#"<rect class="loket-grafiek__vak loket-grafiek__vak--{}" x="{}" y="{y}" width="{}" height="{}"/>"#,
                tint(*value, most),
                percent(x(j)),
                percent(x(j + 1) - x(j) - 0.4),
                VAK - 2
            );
        }
    }
    for (j, name) in columns.iter().enumerate().step_by(2) {
        text(
            &mut svg,
            "loket-grafiek__naam loket-grafiek__naam--midden",
            (x(j) + x(j + 1)) / 2.0,
            &(rows.len() * VAK + 16).to_string(),
            name,
        );
    }
    close(svg)
}

/// Which of five tints, the darkest for the highest number.
fn tint(value: i64, most: i64) -> i64 {
    (value * 5).div_euclid(most.max(1)).clamp(0, 4) + 1
}

/// A share on a scale from 0 to 100 percent with its target as a line. `stand` is one of the states of web/README.md.
pub(crate) fn schaal(label: &str, procent: f64, doel: Option<f64>, stand: &str) -> Svg {
    let mut svg = format!(
        r#"<svg class="loket-schaal__beeld" width="100%" height="24" role="img" aria-label="{}"><line class="loket-schaal__as" x1="0" x2="100%" y1="12" y2="12"/>"#,
        escape(label)
    );
    if let Some(doel) = doel {
        let x = percent(doel.clamp(0.0, 100.0));
        let _ = write!(svg, r#"<line class="loket-schaal__doel" x1="{x}" x2="{x}" y1="2" y2="22"/>"#);
    }
    let _ = write!(
        svg,
        r#"<circle class="loket-schaal__punt loket-schaal__punt--{}" cx="{}" cy="12" r="6"/>"#,
        escape(stand),
        percent(procent.clamp(0.0, 100.0))
    );
    close(svg)
}

/// The runs of points with a value, with their place.
fn unbroken(points: &[Punt]) -> Vec<Vec<(usize, f64)>> {
    let mut parts = vec![Vec::new()];
    for (i, point) in points.iter().enumerate() {
        match (point.waarde, parts.last_mut()) {
            (Some(value), Some(part)) => part.push((i, value)),
            _ => parts.push(Vec::new()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn open(label: &str, height: usize, linked: bool) -> String {
    let role = if linked { "group" } else { "img" };
    format!(
        r#"<svg class="loket-grafiek__beeld" width="100%" height="{height}" role="{role}" aria-label="{}">"#,
        escape(label)
    )
}

fn close(mut svg: String) -> Svg {
    svg.push_str("</svg>");
    Svg(svg)
}

fn heading(svg: &mut String, naam: &str, tekst: &str, y: usize) {
    let _ = write!(
        svg,
        r#"<text class="loket-grafiek__naam" x="0" y="{0}">{1}</text> <text class="loket-grafiek__waarde loket-grafiek__waarde--eind" x="100%" y="{0}">{2}</text>"#,
        y + 14,
        escape(naam),
        escape(tekst)
    );
}

fn text(svg: &mut String, class: &str, x: f64, y: &str, words: &str) {
    let _ = write!(svg, r#"<text class="{class}" x="{}" y="{y}">{}</text>"#, percent(x), escape(words));
}

fn percent(value: f64) -> String {
    format!("{}%", number(value))
}

/// At most two decimals, and no more than needed.
fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn balk(naam: &str, waarde: f64) -> Balk {
        Balk { naam: naam.into(), tekst: waarde.to_string(), waarde, vorig: None, adres: None }
    }

    fn punt(waarde: Option<f64>) -> Punt {
        Punt { naam: String::new(), tekst: String::new(), waarde }
    }

    #[test]
    fn bars_start_at_zero_and_the_longest_fills_the_width() {
        let svg =
            balken("x", &[balk("Telefoon", 200.0), Balk { vorig: Some(100.0), ..balk("Balie", 50.0) }]).to_string();
        for part in [r#"height="80""#, r#"y="19" width="100%""#, r#"y="59" width="25%""#, r#"y="69" width="50%""#] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        assert_eq!(svg.matches(r#"x="0""#).count(), 5);
    }

    #[test]
    fn nothing_to_draw_is_a_chart_without_length_and_no_division_by_zero() {
        for svg in [
            balken("x", &[balk("Telefoon", 0.0)]),
            balken("x", &[]),
            lijn("x", &[], None),
            lijn("x", &[punt(None)], None),
        ] {
            assert!(!svg.to_string().contains("NaN") && !svg.to_string().contains("inf"), "{svg}");
        }
    }

    #[test]
    fn the_highest_number_has_the_darkest_square_and_nothing_has_none() {
        let rows = [Warmterij { naam: "ma".into(), waarden: vec![0, 1, 40, 100] }];
        let svg = warmte("x", &rows, &["8", "9", "10", "11"].map(str::to_owned)).to_string();
        let tints: Vec<&str> = svg.split("vak--").skip(1).map(|part| &part[..1]).collect();
        assert_eq!(tints, ["1", "3", "5"]);
        assert!(svg.contains(r#"height="48""#) && svg.contains(">10</text>") && !svg.contains(">9</text>"), "{svg}");
        assert!(!warmte("x", &[], &[]).to_string().contains("NaN"));
    }

    #[test]
    fn what_comes_from_outside_is_escaped() {
        let row = Balk { adres: Some("/x?a=1&b='".into()), ..balk("<b>\"Zelf\"</b>", 1.0) };
        let svg = balken("a \"b\" <c>", &[row]).to_string();
        assert!(
            svg.contains(r#"aria-label="a &quot;b&quot; &lt;c&gt;""#)
                && svg.contains("&lt;b&gt;&quot;Zelf&quot;&lt;/b&gt;")
        );
        assert!(svg.contains(r#"<a href="/x?a=1&amp;b=&#39;">"#));
    }

    #[test]
    fn a_chart_with_links_is_a_group_so_that_the_links_are_found() {
        let plain = balken("x", &[balk("Telefoon", 1.0)]).to_string();
        let linked = balken("x", &[Balk { adres: Some("/y".into()), ..balk("Telefoon", 1.0) }]).to_string();
        assert!(plain.contains(r#"role="img""#) && linked.contains(r#"role="group""#));
    }

    #[test]
    fn stacked_parts_lie_end_to_end_and_never_past_the_end() {
        let delen = [60.0, 30.0, 20.0].map(|procent| Deel { procent, tekst: format!("{procent}%") }).to_vec();
        let rows = [Stapel { naam: "KCC".into(), tekst: String::new(), delen }];
        let svg = stapels("x", &rows, Some(&Doel { waarde: 65.0, tekst: "doel 65%".into() })).to_string();
        for part in [
            r#"x="0%" y="19" width="60%""#,
            r#"x="60%" y="19" width="30%""#,
            r#"x="90%" y="19" width="10%""#,
            "doel 65%",
        ] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
    }

    #[test]
    fn a_line_breaks_where_nothing_was_measured() {
        let points = [Some(10.0), Some(8.0), None, Some(4.0)].map(punt);
        let svg = lijn("x", &points, None).to_string();
        assert_eq!(svg.matches("<polyline").count(), 2);
        assert_eq!(svg.matches("<circle").count(), 3);
        assert!(svg.contains(r#"points="4,20 34.67,36""#), "{svg}");
    }

    #[test]
    fn no_chart_has_a_style_of_its_own() {
        let doel = Doel { waarde: 12.0, tekst: "doel".into() };
        let charts = [
            balken("x", &[balk("a", 1.0)]),
            stapels("x", &[], Some(&doel)),
            lijn("x", &[punt(Some(1.0))], Some(&doel)),
            schaal("x", 53.0, Some(65.0), "niet-gehaald"),
        ];
        for svg in charts {
            assert!(!svg.to_string().contains("style=") && !svg.to_string().contains("fill="), "{svg}");
        }
    }
}
