//! The forms of a page, as a browser would send them.

use super::pagina::{Tag, tags};
use crate::basis::adres::als_waarde;

/// The content type of [`als_multipart`].
pub(crate) const MULTIPART: &str = "multipart/form-data; boundary=grens";

/// The body of a form with files: fields, and files with their field and name.
pub(crate) fn als_multipart(velden: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (naam, waarde) in velden {
        let part = format!("--grens\r\ncontent-disposition: form-data; name=\"{naam}\"\r\n\r\n{waarde}\r\n");
        body.extend(part.into_bytes());
    }
    for (veld, naam, inhoud) in files {
        let head = format!("--grens\r\ncontent-disposition: form-data; name=\"{veld}\"; filename=\"{naam}\"\r\n\r\n");
        body.extend(head.into_bytes());
        body.extend_from_slice(inhoud);
        body.extend(b"\r\n");
    }
    body.extend(b"--grens--\r\n");
    body
}

/// A form that is sent by POST, with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Formulier {
    /// Where it goes.
    pub(crate) adres: String,
    /// What it sends: a button's own value last.
    pub(crate) velden: Vec<(String, String)>,
    multipart: bool,
}

impl Formulier {
    /// The forms of a page: each once for each of its buttons that does something of its own.
    pub(super) fn op(html: &str) -> Vec<Self> {
        let all = tags(html);
        let fields = fields(html, &all);
        let forms = all.iter().filter(|tag| tag.name == "form" && tag.attribute("method") == Some("post"));
        forms.flat_map(|form| Self::met_knoppen(html, form, &all, &fields)).collect()
    }

    fn met_knoppen(html: &str, form: &Tag, all: &[Tag], fields: &[(&Tag, String)]) -> Vec<Self> {
        let end = form.at + html[form.at..].find("</form>").unwrap_or(html.len() - form.at);
        let own = |tag: &Tag| match tag.attribute("form") {
            Some(id) => form.attribute("id") == Some(id),
            None => (form.at..end).contains(&tag.at),
        };
        let velden = fields.iter().filter(|(tag, _)| own(tag));
        let name = |tag: &Tag| tag.attribute("name").unwrap_or_default().to_owned();
        let velden: Vec<_> = velden.map(|(tag, value)| (name(tag), value.clone())).collect();
        let plain = Self {
            adres: unescaped(form.attribute("action").unwrap_or_default()).split('#').next().unwrap().to_owned(),
            velden: velden.into_iter().filter(|(name, _)| !["", "csrf"].contains(&name.as_str())).collect(),
            multipart: form.attribute("enctype").is_some_and(|kind| kind.starts_with("multipart/")),
        };
        let buttons = all.iter().filter(|tag| tag.name == "button" && own(tag));
        let mut forms: Vec<Self> = buttons.filter_map(|button| plain.met_knop(button)).collect();
        if !forms.contains(&plain) {
            forms.push(plain);
        }
        forms
    }

    fn met_knop(&self, button: &Tag) -> Option<Self> {
        let elsewhere = button.attribute("formaction").map(unescaped);
        let value = button
            .attribute("name")
            .map(|name| (name.to_owned(), unescaped(button.attribute("value").unwrap_or_default())));
        if elsewhere.is_none() && value.is_none() {
            return None;
        }
        let mut form = self.clone();
        form.adres = elsewhere.unwrap_or(form.adres);
        form.velden.extend(value);
        Some(form)
    }

    /// The same form with other values.
    pub(crate) fn met(&self, velden: Vec<(String, String)>) -> Self {
        Self { velden, ..self.clone() }
    }

    /// Its content type and its body.
    pub(super) fn als_bytes(&self, csrf: &str) -> (&'static str, Vec<u8>) {
        let all = std::iter::once(("csrf", csrf)).chain(self.velden.iter().map(|(k, v)| (k.as_str(), v.as_str())));
        if self.multipart {
            return (MULTIPART, als_multipart(&all.collect::<Vec<_>>(), &[]));
        }
        let pairs: Vec<_> = all.map(|(k, v)| format!("{}={}", als_waarde(k), als_waarde(v))).collect();
        ("application/x-www-form-urlencoded", pairs.join("&").into_bytes())
    }
}

/// What can be filled in on a page, with what a visitor who changes nothing sends. Of choices the first, so that each name is there.
fn fields<'a>(html: &str, all: &'a [Tag]) -> Vec<(&'a Tag, String)> {
    let mut fields: Vec<(&Tag, String)> = Vec::new();
    for tag in all {
        let value = unescaped(tag.attribute("value").unwrap_or_default());
        match tag.name.as_str() {
            "input" => match tag.attribute("type") {
                Some("file" | "submit" | "image") => {}
                Some("radio" | "checkbox") => {
                    let first = !fields.iter().any(|(other, _)| other.attribute("name") == tag.attribute("name"));
                    if first || tag.attribute("checked").is_some() {
                        fields.push((tag, value));
                    }
                }
                _ => fields.push((tag, value)),
            },
            "textarea" => {
                let inner = &html[tag.at..];
                let inner = inner.split_once('>').and_then(|(_, rest)| rest.split_once("</textarea>"));
                fields.push((tag, unescaped(inner.map_or("", |(text, _)| text))));
            }
            "select" => fields.push((tag, String::new())),
            "option" => {
                if let Some((select, chosen)) = fields.last_mut().filter(|(tag, _)| tag.name == "select")
                    && (chosen.is_empty() || tag.attribute("selected").is_some())
                    && select.at < tag.at
                {
                    *chosen = value;
                }
            }
            _ => {}
        }
    }
    fields
}

fn unescaped(text: &str) -> String {
    let known = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&lt;", "<"),
        ("&#62;", ">"),
        ("&gt;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    known.iter().fold(text.to_owned(), |text, (code, own)| text.replace(code, own))
}
