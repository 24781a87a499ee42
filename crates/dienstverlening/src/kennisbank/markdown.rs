//! Markdown of articles as safe HTML and as plain text.
//!
//! The input comes from editors, and is treated as if it came from anybody: HTML in it is shown as text, links lead only
//! where [`doel`] allows, images and inline styles do not exist.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doel<'a> {
    /// To another product: its code.
    Product(&'a str),
    /// To a web page, a mail address, a phone number or a place on this website.
    Adres(&'a str),
}

/// Reads where a link leads; none for what may not be in an article (`javascript:`, `data:`, `//elders`, …).
#[must_use]
pub fn doel(link: &str) -> Option<Doel<'_>> {
    if link.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
        return None;
    }
    if let Some(code) = link.strip_prefix("product:") {
        return super::lezen::is_code(code).then_some(Doel::Product(code));
    }
    let lower = link.to_ascii_lowercase();
    let somewhere = |rest: &str| !rest.is_empty();
    let allowed =
        ["https://", "http://", "mailto:", "tel:"].iter().any(|s| lower.strip_prefix(s).is_some_and(somewhere));
    let here = link.starts_with('#') || link.starts_with('/') && !link.starts_with("//");
    (allowed || here).then_some(Doel::Adres(link))
}

/// The Markdown as HTML. A heading of level 2 becomes `2 + deeper` (6 at most). `product` gives the address of a product's
/// page by its code; without one the words of the link stay and the link goes.
#[must_use]
pub fn html(markdown: &str, deeper: u8, product: impl Fn(&str) -> Option<String>) -> String {
    let mut safe = Safe { deeper, product, in_head: false, links: Vec::new(), images: 0 };
    let mut html = String::with_capacity(markdown.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, parse(markdown).filter_map(|event| safe.event(event)));
    html
}

/// The words of the Markdown without markup: a line per paragraph, list item or table row.
#[must_use]
pub fn platte_tekst(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in parse(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => {
                text.push_str(&words);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => text.push(' '),
            Event::Start(Tag::List(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item)
            | Event::End(TagEnd::TableHead | TagEnd::TableRow | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                text.truncate(text.trim_end().len());
                text.push('\n');
            }
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// What an editor may not write, or may only write when it leads somewhere: for checking a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Vondst {
    /// A heading of level 1: the name of a section.
    Kop(String),
    /// HTML.
    Html,
    /// An image.
    Afbeelding,
    /// A link, and where it leads as it was written.
    Link(String),
}

/// Finds headings of level 1, HTML, images and links, each with its place in the text.
pub(crate) fn vondsten(markdown: &str) -> Vec<(Vondst, Range<usize>)> {
    let mut found: Vec<(Vondst, Range<usize>)> = Vec::new();
    let mut heading: Option<(String, Range<usize>)> = None;
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => heading = Some((String::new(), range)),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                found.extend(heading.take().map(|(text, range)| (Vondst::Kop(text), range)));
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((text, _)) = &mut heading {
                    text.push_str(&words);
                }
            }
            Event::Html(_) | Event::InlineHtml(_) => found.push((Vondst::Html, range)),
            Event::Start(Tag::Image { .. }) => found.push((Vondst::Afbeelding, range)),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                found.push((Vondst::Link(written(link_type, &dest_url)), range));
            }
            _ => {}
        }
    }
    found
}

/// `<naam@voorbeeld.nl>` is a mail address without saying so.
fn written(link_type: LinkType, dest: &str) -> String {
    if link_type == LinkType::Email { format!("mailto:{dest}") } else { dest.to_owned() }
}

fn parse(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES)
}

/// Lets through what is safe.
struct Safe<F> {
    deeper: u8,
    product: F,
    in_head: bool,
    /// For each open link whether it was let through.
    links: Vec<bool>,
    images: usize,
}

impl<F: Fn(&str) -> Option<String>> Safe<F> {
    fn event<'a>(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        Some(match event {
            // As text it is escaped.
            Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
            Event::Start(tag) => return self.start(tag),
            Event::End(tag) => return self.end(tag),
            other => other,
        })
    }

    fn start<'a>(&mut self, tag: Tag<'a>) -> Option<Event<'a>> {
        Some(Event::Start(match tag {
            Tag::Heading { level, .. } => {
                Tag::Heading { level: self.shifted(level), id: None, classes: Vec::new(), attrs: Vec::new() }
            }
            // Alignment would become an inline style, which the CSP refuses.
            Tag::Table(columns) => Tag::Table(vec![pulldown_cmark::Alignment::None; columns.len()]),
            Tag::TableHead => {
                self.in_head = true;
                Tag::TableHead
            }
            Tag::TableCell if self.in_head => return Some(Event::InlineHtml("<th scope=\"col\">".into())),
            Tag::Link { link_type, dest_url, .. } => {
                let address = self.address(&written(link_type, &dest_url));
                self.links.push(address.is_some());
                Tag::Link {
                    link_type: LinkType::Inline,
                    dest_url: address?,
                    title: CowStr::Borrowed(""),
                    id: CowStr::Borrowed(""),
                }
            }
            Tag::Image { .. } => {
                self.images += 1;
                return None;
            }
            Tag::CodeBlock(_) => Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented),
            // The contents follow as Html events, which become text.
            Tag::HtmlBlock => Tag::Paragraph,
            other => other,
        }))
    }

    fn end<'a>(&mut self, tag: TagEnd) -> Option<Event<'a>> {
        Some(Event::End(match tag {
            TagEnd::Heading(level) => TagEnd::Heading(self.shifted(level)),
            TagEnd::TableHead => {
                self.in_head = false;
                TagEnd::TableHead
            }
            TagEnd::TableCell if self.in_head => return Some(Event::InlineHtml("</th>".into())),
            TagEnd::Link if !self.links.pop().unwrap_or(false) => return None,
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                return None;
            }
            TagEnd::HtmlBlock => TagEnd::Paragraph,
            other => other,
        }))
    }

    fn address<'a>(&self, link: &str) -> Option<CowStr<'a>> {
        match doel(link)? {
            Doel::Product(code) => (self.product)(code).map(CowStr::from),
            Doel::Adres(address) => Some(CowStr::from(address.to_owned())),
        }
    }

    fn shifted(&self, level: HeadingLevel) -> HeadingLevel {
        let deeper = (level as usize + usize::from(self.deeper)).min(6);
        HeadingLevel::try_from(deeper).unwrap_or(HeadingLevel::H6)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(markdown: &str) -> String {
        html(markdown, 1, |code| (code == "afvalpas").then(|| "/producten/afvalpas".to_owned()))
    }

    #[test]
    fn html_is_shown_and_never_run() {
        for markdown in ["<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<!-- x -->\n\n<b>x</b>"] {
            let html = shown(markdown);
            assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>"), "{html}");
            assert!(html.contains("&lt;"), "{html}");
        }
    }

    #[test]
    fn a_link_to_a_product_gets_the_address_of_the_face() {
        insta::assert_snapshot!(
            shown("Neem uw [afvalpas](product:afvalpas) of [pas](product:onbekend) mee."),
            @r#"<p>Neem uw <a href="/producten/afvalpas">afvalpas</a> of pas mee.</p>"#
        );
    }

    #[test]
    fn a_link_leads_to_the_web_to_mail_to_a_phone_or_within_the_site() {
        for good in
            ["https://overheid.nl/a?b=c", "HTTP://overheid.nl", "mailto:a@b.nl", "tel:140999", "/afspraak", "#kosten"]
        {
            assert_eq!(doel(good), Some(Doel::Adres(good)));
        }
        for bad in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "//elders.nl",
            "/\\elders.nl",
            "java\nscript:x",
            "product:",
            "product:Hoofdletter",
            "vbscript:x",
            "afspraak",
            "https://",
            "",
        ] {
            assert_eq!(doel(bad), None, "{bad}");
        }
        assert_eq!(shown("[x](javascript:alert%281%29)").trim(), "<p>x</p>");
        assert_eq!(shown("<a@b.nl>").trim(), r#"<p><a href="mailto:a@b.nl">a@b.nl</a></p>"#);
    }

    #[test]
    fn a_table_names_its_columns_and_headings_go_deeper() {
        insta::assert_snapshot!(shown("## Zones\n\n| Zone | Prijs |\n|:--|--:|\n| A | € 168 |"), @r#"
        <h3>Zones</h3>
        <table><thead><tr><th scope="col">Zone</th><th scope="col">Prijs</th></tr></thead><tbody>
        <tr><td>A</td><td>€ 168</td></tr>
        </tbody></table>
        "#);
    }

    #[test]
    fn plain_text_has_a_line_for_every_thing_said() {
        let text =
            "Woont u **hier**,\ndan [dit](product:x).\n\n- een\n- twee\n  - diep\n\n| A | B |\n|---|---|\n| 1 | 2 |";
        assert_eq!(platte_tekst(text), "Woont u hier, dan dit.\neen\ntwee\ndiep\nA B\n1 2");
    }

    proptest! {
        #[test]
        fn whatever_is_written_gives_only_the_tags_we_know(markdown in "(<[a-z/!]{0,4}|[\\[\\]()|`#*_>: \n-]{1,3}|javascript:|product:a|\\PC{0,4}){0,40}") {
            let html = shown(&markdown);
            for (at, _) in html.match_indices('<') {
                let tag: String = html[at + 1..].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                let known = ["p", "a", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "hr", "br", "table",
                    "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6"];
                prop_assert!(known.contains(&tag.as_str()), "{tag}: {html}");
            }
            prop_assert!(!html.contains("href=\"javascript"));
            let _ = platte_tekst(&markdown);
        }
    }
}
