//! The two languages, and every text in them. Templates hold a `Taal` as `t` and ask it: `{{ t.tekst("zoek-knop") }}`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use askama::filters::HtmlSafe;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, langid};
use serde::Deserialize;

use super::adres;
use super::fout::{Antwoord, Fout};
use super::koppen::add_cookie;
use super::pagina::naar;
use super::staat::AppState;

fluent_templates::static_loader! {
    static TEKSTEN = {
        locales: "./teksten",
        fallback_language: "nl",
        // The marks that isolate arguments would be read out, and break `tel:` addresses.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static NL: LanguageIdentifier = langid!("nl");
static EN: LanguageIdentifier = langid!("en");

/// The cookie that remembers the choice.
const COOKIE_TAAL: &str = "taal";
/// A year: a choice of language is not made again and again.
const COOKIE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// A language, and with it every text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Taal {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

impl Taal {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// Its code, for `lang=`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|taal| taal.code() == code)
    }

    /// The one that it is not.
    #[must_use]
    pub fn andere(self) -> Self {
        match self {
            Self::Nl => Self::En,
            Self::En => Self::Nl,
        }
    }

    /// Whether it is English.
    #[must_use]
    pub fn is_en(self) -> bool {
        self == Self::En
    }

    /// A text.
    #[must_use]
    pub fn tekst(self, key: &str) -> String {
        self.vind(key, None).unwrap_or_else(|| missing(key))
    }

    /// A text with something filled in: `t.tekst_met("taken-aantal").met("aantal", 3)`.
    #[must_use]
    pub fn tekst_met(self, key: &str) -> Zin {
        Zin { taal: self, key: key.to_owned(), args: HashMap::new() }
    }

    /// A text that need not be there.
    #[must_use]
    pub fn tekst_of_niets(self, key: &str) -> Option<String> {
        self.vind(key, None)
    }

    /// Of a text that is there in both languages, that in this one.
    #[must_use]
    pub fn een_van<'t>(self, nl: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }

    /// A name from an organisation's folder in this language, or else in Dutch and marked as such.
    #[must_use]
    pub fn naam(self, nl: &str, en: Option<&str>) -> Naam {
        match (self, en.filter(|en| !en.is_empty())) {
            (Self::Nl, _) => Naam { tekst: nl.to_owned(), lang: Lang(None) },
            (Self::En, Some(en)) => Naam { tekst: en.to_owned(), lang: Lang(None) },
            (Self::En, None) => Naam { tekst: nl.to_owned(), lang: Lang(Some(Self::Nl)) },
        }
    }

    /// Marks a part of a page that is always in `inhoud`; nothing when the page is in that language already.
    #[must_use]
    pub fn lang(self, inhoud: Self) -> Lang {
        Lang((self != inhoud).then_some(inhoud))
    }

    /// A whole number with its thousands apart: 21.400, 21,400.
    #[must_use]
    pub fn getal(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut out = String::from(if number < 0 { "-" } else { "" });
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(if self.is_en() { ',' } else { '.' });
            }
            out.push(digit);
        }
        out
    }

    /// A number with one decimal: 53,2 or 53.2.
    #[must_use]
    pub fn decimaal(self, number: f64) -> String {
        let text = format!("{number:.1}");
        if self.is_en() { text } else { text.replace('.', ",") }
    }

    /// The language of a request: the choice in the cookie, else that of the person, else what the browser asks for.
    #[must_use]
    pub fn of(headers: &HeaderMap, voorkeur: Option<Self>) -> Self {
        let chosen = super::sessie::cookie(headers, COOKIE_TAAL).and_then(Self::from_code);
        chosen.or(voorkeur).or_else(|| asked_for(headers)).unwrap_or_default()
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self {
            Self::Nl => &NL,
            Self::En => &EN,
        }
    }

    fn vind(self, key: &str, args: Option<&HashMap<Cow<'static, str>, FluentValue<'_>>>) -> Option<String> {
        TEKSTEN.lookup_single_language(self.id(), key, args).ok()
    }
}

/// A test finds texts that are missing; a visitor sees the key, which is better than no page.
fn missing(key: &str) -> String {
    tracing::warn!(key, "a text is missing");
    key.to_owned()
}

/// The first of our languages in the browser's list, by its weights.
fn asked_for(headers: &HeaderMap) -> Option<Taal> {
    let list = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let weighed = list.split(',').take(20).filter_map(|entry| {
        let mut parts = entry.split(';');
        let taal = Taal::from_code(parts.next()?.trim().split('-').next()?.to_ascii_lowercase().as_str())?;
        let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
        (weight > 0.0).then_some((taal, weight))
    });
    weighed
        .fold(None, |best: Option<(Taal, f32)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        })
        .map(|(taal, _)| taal)
}

/// A text with something filled in.
#[derive(Clone, Debug)]
pub struct Zin {
    taal: Taal,
    key: String,
    args: HashMap<Cow<'static, str>, FluentValue<'static>>,
}

impl Zin {
    /// Fills in a number or a text.
    #[must_use]
    pub fn met(mut self, name: &'static str, value: impl Waarde) -> Self {
        self.args.insert(Cow::Borrowed(name), value.waarde());
        self
    }

    /// The text, if there is one.
    #[must_use]
    pub fn of_niets(&self) -> Option<String> {
        self.taal.vind(&self.key, Some(&self.args))
    }
}

impl fmt::Display for Zin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.of_niets().unwrap_or_else(|| missing(&self.key));
        f.write_str(&text)
    }
}

/// What can be filled in in a text.
pub trait Waarde {
    /// As Fluent takes it: a number chooses between singular and plural.
    fn waarde(&self) -> FluentValue<'static>;
}

impl<W: Waarde + ?Sized> Waarde for &W {
    fn waarde(&self) -> FluentValue<'static> {
        (**self).waarde()
    }
}

impl Waarde for str {
    fn waarde(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }
}

macro_rules! waarden {
    ($($type:ty),*) => {$(
        impl Waarde for $type {
            fn waarde(&self) -> FluentValue<'static> {
                FluentValue::from(self.clone())
            }
        }
    )*};
}

waarden!(String, i64, i32, u8, u32, u64, usize);

impl Waarde for Zin {
    fn waarde(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_string())
    }
}

/// A name in the language of the page, or in Dutch and marked as such: `<a{{ naam.lang }}>{{ naam }}</a>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naam {
    /// The name.
    pub tekst: String,
    /// The `lang` attribute, when it is needed.
    pub lang: Lang,
}

impl fmt::Display for Naam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tekst)
    }
}

/// The attribute ` lang="nl"` with the space before it, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lang(Option<Taal>);

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(taal) => write!(f, " lang=\"{}\"", taal.code()),
            None => Ok(()),
        }
    }
}

impl HtmlSafe for Lang {}

/// Where to go after choosing a language.
#[derive(Deserialize)]
pub(super) struct Terug {
    #[serde(default)]
    terug: String,
}

/// `GET /taal/{nl|en}?terug=…`: remembers the choice and goes back.
pub(super) async fn kies(State(app): State<AppState>, Path(taal): Path<String>, Query(to): Query<Terug>) -> Antwoord {
    let taal = Taal::from_code(&taal).ok_or(Fout::GeenPagina)?;
    let secure = if app.config.veilige_cookies { "; Secure" } else { "" };
    let cookie =
        format!("{COOKIE_TAAL}={}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax{secure}", taal.code());
    let mut response = naar(adres::binnen(&to.terug).unwrap_or("/"));
    add_cookie(&mut response, &cookie);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use axum::http::header::COOKIE;

    use super::*;

    fn asking(list: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_static(list))])
    }

    #[test]
    fn the_browser_asks_and_the_cookie_decides() {
        for (list, taal) in [
            ("en-GB,en;q=0.9,nl;q=0.8", Taal::En),
            ("nl-NL,nl;q=0.9,en;q=0.8", Taal::Nl),
            ("fr,de;q=0.9,en;q=0.1", Taal::En),
            ("en;q=0,fr", Taal::Nl),
            ("fr", Taal::Nl),
            (";;;q=,,", Taal::Nl),
        ] {
            assert_eq!(Taal::of(&asking(list), None), taal, "{list}");
        }
        let mut both = asking("nl");
        both.insert(COOKIE, HeaderValue::from_static("a=b; taal=en"));
        assert_eq!(Taal::of(&both, Some(Taal::Nl)), Taal::En);
        assert_eq!(Taal::of(&asking("nl"), Some(Taal::En)), Taal::En);
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(|n| Taal::Nl.getal(n)), ["0", "999", "1.000", "1.234.567"]);
        assert_eq!(Taal::En.getal(-21_400), "-21,400");
        assert_eq!([Taal::Nl, Taal::En].map(|t| t.decimaal(53.25)), ["53,2", "53.2"]);
    }

    #[test]
    fn a_dutch_name_on_an_english_page_says_so() {
        let naam = Taal::En.naam("Paspoort", None);
        assert_eq!(format!("<b{}>{naam}</b>", naam.lang), "<b lang=\"nl\">Paspoort</b>");
        assert_eq!(Taal::En.naam("Paspoort", Some("Passport")).to_string(), "Passport");
        assert_eq!(Taal::Nl.naam("Paspoort", Some("Passport")).lang.to_string(), "");
    }
}
