//! Where the tiles of a map come from.

use dienstverlening::formulieren::kaart::Tegel;

/// A tile server: an address with `{z}`, `{x}` and `{y}` in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tegelbron(String);

impl Tegelbron {
    /// Reads an address: on another server over https, or on this one (`/…`). None when it is neither, or a part is missing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let whole = ["{z}", "{x}", "{y}"].iter().all(|part| text.matches(part).count() == 1);
        // What could end the address in a header or a page is in no address.
        let clean = text.is_ascii()
            && !text.contains([' ', '"', '\'', ';', ',', '<', '>', '\\'])
            && !text.contains(char::is_control);
        let host = text.strip_prefix("https://").map(|rest| rest.split('/').next().unwrap_or_default());
        let place = match host {
            Some(host) => !host.is_empty() && !host.contains(['{', '@']),
            None => text.starts_with('/') && !text.starts_with("//"),
        };
        (whole && clean && place).then(|| Self(text.to_owned()))
    }

    /// The address of a tile.
    pub(crate) fn adres(&self, tegel: Tegel) -> String {
        let parts = [("{z}", i64::from(tegel.zoom)), ("{x}", tegel.x), ("{y}", tegel.y)];
        parts.iter().fold(self.0.clone(), |adres, (part, value)| adres.replace(part, &value.to_string()))
    }

    /// The other server it is on, as a policy names it; none: this one.
    pub(crate) fn herkomst(&self) -> Option<String> {
        let host = self.0.strip_prefix("https://")?.split('/').next()?;
        Some(format!("https://{host}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_three_parts_and_nothing_that_ends_it() {
        let bron = Tegelbron::parse("https://tegels.example.nl/kaart/{z}/{x}/{y}.png").unwrap();
        assert_eq!(bron.adres(Tegel { zoom: 15, x: 3, y: 4 }), "https://tegels.example.nl/kaart/15/3/4.png");
        assert_eq!(bron.herkomst().as_deref(), Some("https://tegels.example.nl"));
        assert_eq!(Tegelbron::parse("/demo/kaart/{z}/{x}/{y}").unwrap().herkomst(), None);
        let wrong = [
            "",
            "https://tegels.example.nl/{z}/{x}.png",
            "http://tegels.example.nl/{z}/{x}/{y}",
            "https:///{z}/{x}/{y}",
            "https://{z}.example.nl/{x}/{y}",
            "//tegels.example.nl/{z}/{x}/{y}",
            "https://a.nl; script-src */{z}/{x}/{y}",
            "https://a.nl/{z}/{x}/{y}\nx",
            "https://a.nl/{z}/{z}/{x}/{y}",
        ];
        for text in wrong {
            assert_eq!(Tegelbron::parse(text), None, "{text}");
        }
    }
}
