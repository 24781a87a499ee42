//! What came with a form, and what is wrong with it.

use std::borrow::Cow;
use std::str::FromStr;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Form, FromRequest, FromRequestParts};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{Method, Request};
use kern::FieldError;

use super::fout::Fout;
use super::staat::AppState;
use super::taal::Taal;

/// More fields than this no form of ours has.
pub(super) const FIELDS_MAX: usize = 1_000;

/// The fields of the form that came with this request, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct Velden(Arc<Vec<(String, String)>>);

impl Velden {
    /// Reads a form. A NUL character, which PostgreSQL cannot store and no keyboard makes, is refused.
    pub(super) async fn parse(bytes: &Bytes) -> Result<Self, Fout> {
        let request = Request::builder()
            .method(Method::POST)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(bytes.clone()))
            .map_err(|error| Fout::Kern(kern::Error::bug(error)))?;
        let Form(pairs) =
            Form::<Vec<(String, String)>>::from_request(request, &()).await.map_err(|_| Fout::Ongeldig)?;
        let nul = pairs.iter().any(|(name, value)| name.contains('\0') || value.contains('\0'));
        if nul || pairs.len() > FIELDS_MAX {
            return Err(Fout::Ongeldig);
        }
        Ok(Self(Arc::new(pairs)))
    }

    /// Fields made by hand, for a form that has not been sent yet.
    #[must_use]
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        Self(Arc::new(pairs))
    }

    /// What was typed in a field; empty when it did not come along.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// The same without spaces around it; none when nothing is left.
    #[must_use]
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.get(name).trim()).filter(|value| !value.is_empty())
    }

    /// Every field with its value, in order.
    #[must_use]
    pub fn paren(&self) -> &[(String, String)] {
        &self.0
    }

    /// Every value of a field that can come along more than once.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Fields whose name begins with something, with the rest of their name.
    pub fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
        self.0.iter().filter_map(move |(field, value)| Some((field.strip_prefix(prefix)?, value.as_str())))
    }

    /// Every field with its value, in the order in which they came.
    pub fn alle(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether a field came along: a ticked box.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// An optional field as an id, a number, a date: none when empty.
    ///
    /// # Errors
    /// The error `ongeldige-waarde` on that field.
    pub fn parsed<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, FieldError> {
        let Some(text) = self.filled(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| FieldError::new(name, "ongeldige-waarde"))
    }

    /// A required field as an id, a number, a date.
    ///
    /// # Errors
    /// The error `verplicht` or `ongeldige-waarde` on that field.
    pub fn required<T: FromStr>(&self, name: &'static str) -> Result<T, FieldError> {
        self.parsed(name)?.ok_or_else(|| FieldError::new(name, "verplicht"))
    }
}

impl FromRequestParts<AppState> for Velden {
    type Rejection = Fout;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Fout> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Fout::bug("a route that is no POST asks for a form"))
    }
}

/// What is wrong with a form, in words: a sentence per broken rule.
#[derive(Clone, Debug, Default)]
pub struct Fouten {
    regels: Vec<Veldfout>,
}

/// One broken rule, in words.
#[derive(Clone, Debug)]
pub struct Veldfout {
    /// The field, which is also the `id` of its input.
    pub veld: Cow<'static, str>,
    /// What is wrong and what to do.
    pub tekst: String,
    /// The question it is about, where `tekst` does not say so; may be empty.
    pub vraag: String,
}

impl Fouten {
    /// Says what is wrong.
    #[must_use]
    pub fn new(taal: Taal, errors: &[FieldError]) -> Self {
        let line = |error: &FieldError| Veldfout {
            veld: error.field.into(),
            tekst: sentence(taal, error),
            vraag: String::new(),
        };
        Self { regels: errors.iter().map(line).collect() }
    }

    /// What is wrong with questions that are only known from an organisation's folder: the field, what is wrong, the question.
    #[must_use]
    pub fn van(regels: Vec<(String, String, String)>) -> Self {
        let line = |(veld, tekst, vraag): (String, String, String)| Veldfout { veld: veld.into(), tekst, vraag };
        Self { regels: regels.into_iter().map(line).collect() }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn leeg(&self) -> bool {
        self.regels.is_empty()
    }

    /// Everything, in order, for the summary on top.
    #[must_use]
    pub fn alle(&self) -> &[Veldfout] {
        &self.regels
    }

    /// What is wrong with a field; empty when nothing is.
    #[must_use]
    pub fn bij(&self, veld: &str) -> &str {
        self.regels.iter().find(|fout| fout.veld == veld).map_or("", |fout| fout.tekst.as_str())
    }
}

// texts: fout-*
fn sentence(taal: Taal, error: &FieldError) -> String {
    let key = format!("fout-{}", error.code);
    let said = if error.detail.is_empty() {
        taal.tekst_of_niets(&key)
    } else {
        taal.tekst_met(&key).met("detail", &error.detail).of_niets()
    };
    // A rule without a sentence: a test finds it, and a person is at least told which field.
    said.unwrap_or_else(|| taal.tekst("fout-ongeldige-waarde"))
}
