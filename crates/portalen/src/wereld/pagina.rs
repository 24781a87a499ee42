//! What came back, with questions that tests ask of it, and the checks that every page must pass.

use std::collections::HashSet;

use axum::http::{HeaderMap, StatusCode, header};

use super::formulier::Formulier;
use crate::basis::koppen::GERADEN;

pub(crate) struct Pagina {
    what: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

impl Pagina {
    pub(super) fn new(what: String, status: StatusCode, headers: HeaderMap, html: String) -> Self {
        let page = Self { what, status, headers, html };
        page.check_headers();
        if page.kop("content-type").starts_with("text/html") {
            page.check_html();
        }
        page
    }

    /// It must be there.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        self.is(200)
    }

    /// It must have this status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.what, self.tekst());
        self
    }

    /// It must lead on to this address.
    #[track_caller]
    pub(crate) fn naar(self, adres: &str) -> Self {
        let page = self.is(303);
        assert_eq!(page.kop("location"), adres, "{}", page.what);
        page
    }

    /// It must say this.
    #[track_caller]
    pub(crate) fn bevat(self, text: &str) -> Self {
        assert!(self.html.contains(text), "{}: no {text:?} in {}", self.what, self.html);
        self
    }

    /// It may not say this.
    #[track_caller]
    pub(crate) fn bevat_niet(self, text: &str) -> Self {
        assert!(!self.html.contains(text), "{}: {text:?} in {}", self.what, self.html);
        self
    }

    /// A header, or nothing.
    pub(crate) fn kop(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The forms that it offers.
    pub(crate) fn formulieren(&self) -> Vec<Formulier> {
        Formulier::op(&self.html)
    }

    /// The words without markup, spaces made one; what a person reads.
    pub(crate) fn tekst(&self) -> String {
        let mut text = String::new();
        let mut rest = self.html.as_str();
        while let Some((before, after)) = rest.split_once('<') {
            text.push_str(before);
            text.push(' ');
            rest = after.split_once('>').map_or("", |(_, rest)| rest);
        }
        text.push_str(rest);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn check_headers(&self) {
        for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "cache-control"] {
            assert!(self.headers.contains_key(name), "{}: no header {name}", self.what);
        }
        assert!(!self.kop("content-security-policy").contains("unsafe"));
        let place = self.what.split(' ').nth(1).unwrap_or_default();
        let guessed = GERADEN.iter().any(|guessed| place.starts_with(guessed));
        assert_eq!(self.headers.contains_key("server-timing"), !guessed, "{}", self.what);
        for cookie in self.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(
                cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
                "{cookie}"
            );
            assert!(!cookie.starts_with("__Host-") || cookie.contains("Secure"), "{cookie}");
        }
    }

    /// What axe would say, as far as it can be seen without a browser.
    fn check_html(&self) {
        let tags = tags(&self.html);
        let mut ids = HashSet::new();
        for tag in &tags {
            let own = tag.attribute("id").unwrap_or_default();
            assert!(own.is_empty() || ids.insert(own.to_owned()), "{}: id {own} twice", self.what);
            let inline = tag.attributes.iter().any(|(name, _)| name == "style" || name.starts_with("on"));
            assert!(!inline && tag.name != "style", "{}: inline style or script in {tag:?}", self.what);
            assert!(tag.name != "script" || tag.attribute("src").is_some(), "{}: inline script", self.what);
        }
        self.check_names(&tags, &ids);
        for key in ["foutpagina-", "website-", "tijd-"] {
            assert!(!self.tekst().contains(key), "{}: a text is missing: {}", self.what, self.tekst());
        }
        if self.html.trim_start().to_lowercase().starts_with("<!doctype") {
            let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
            assert_eq!((count("h1"), count("main"), count("title")), (1, 1, 1), "{}: h1, main, title", self.what);
            let lang = tags.iter().find(|tag| tag.name == "html").and_then(|tag| tag.attribute("lang"));
            assert!(matches!(lang, Some("nl" | "en")), "{}: {lang:?}", self.what);
        }
    }

    /// Everything that can be filled in has a name, and every reference leads somewhere.
    fn check_names(&self, tags: &[Tag], ids: &HashSet<String>) {
        let labelled: HashSet<&str> = tags.iter().filter_map(|tag| tag.attribute("for")).collect();
        for tag in tags {
            for name in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
                for id in tag.attribute(name).unwrap_or_default().split_whitespace() {
                    assert!(ids.contains(id), "{}: {name} leads to {id}, which is not there", self.what);
                }
            }
            let field = ["input", "select", "textarea"].contains(&tag.name.as_str());
            let silent = ["hidden", "submit", "checkbox", "radio"].contains(&tag.attribute("type").unwrap_or_default());
            let named = labelled.contains(tag.attribute("id").unwrap_or_default())
                || tag.attribute("aria-label").is_some()
                || (tag.attribute("type") == Some("image") && tag.attribute("alt").is_some_and(|alt| !alt.is_empty()))
                || tag.attribute("aria-labelledby").is_some();
            assert!(!field || silent || named, "{}: no label for {tag:?}", self.what);
        }
    }
}

#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// Where it begins.
    pub(super) at: usize,
}

impl Tag {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// The opening tags. Attributes in our templates are in double quotes.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    for (at, _) in html.match_indices('<') {
        let name: String = html[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        if name.is_empty() {
            continue;
        }
        let (mut rest, mut attributes) = (&html[at + 1 + name.len()..], Vec::new());
        loop {
            rest = rest.trim_start();
            let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).unwrap_or(rest.len());
            let (attribute, after) = rest.split_at(end);
            if attribute.is_empty() {
                break;
            }
            match after.strip_prefix("=\"").and_then(|after| after.split_once('"')) {
                Some((value, after)) => {
                    attributes.push((attribute.to_owned(), value.to_owned()));
                    rest = after;
                }
                None => {
                    attributes.push((attribute.to_owned(), String::new()));
                    rest = after;
                }
            }
        }
        found.push(Tag { name, attributes, at });
    }
    found
}
