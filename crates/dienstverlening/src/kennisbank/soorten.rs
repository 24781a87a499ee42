//! Products and articles as the rest of the program sees them.

use jiff::civil::Date;
use kern::organisaties::TeamId;
use kern::{Moment, Result, Row};
use serde::{Deserialize, Serialize};

kern::id_types! {
    /// A product.
    ProductId,
    /// The article of a product, through all its versions.
    ArtikelId,
}

/// Something a municipality provides, as people ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Its code: the name of its file, in addresses and in contacts.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// Its name in English.
    pub naam_en: Option<String>,
    /// Its name in the Uniforme Productnamenlijst.
    pub upl: Option<String>,
    /// The code of its theme.
    pub thema: String,
    /// Who knows more: the default team for a terugbelverzoek.
    pub team: TeamId,
    /// The code of the default purpose when this product is the subject.
    pub reden: String,
    /// Keywords.
    pub trefwoorden: Vec<String>,
    /// Questions as people ask them.
    pub vragen: Vec<String>,
    /// The codes of related products; [`gerelateerd`](super::gerelateerd) reads them.
    pub gerelateerd: Vec<String>,
    /// The codes of the life events in which it is needed.
    pub levensgebeurtenissen: Vec<String>,
    /// Its place among the most asked.
    pub meest_gevraagd: Option<i64>,
    /// How often it is asked, relative to the others; 0 when unknown. For the demo's life and for ranking.
    pub gewicht: i64,
    /// Whether it is on the website.
    pub openbaar: bool,
    /// False when it has been withdrawn.
    pub actief: bool,
    /// When somebody last checked its article.
    pub gecontroleerd_op: Date,
    /// Its article.
    pub artikel: ArtikelId,
    /// The current version of its article.
    pub versie: i64,
}

impl Product {
    /// The columns that [`Product::from_row`] reads.
    pub(crate) const COLUMNS: [&str; 19] = [
        "id",
        "code",
        "naam",
        "naam_en",
        "upl",
        "thema",
        "team_id",
        "reden",
        "trefwoorden",
        "vragen",
        "gerelateerd",
        "levensgebeurtenissen",
        "meest_gevraagd",
        "gewicht",
        "openbaar",
        "actief",
        "gecontroleerd_op",
        "artikel_id",
        "versie",
    ];

    /// Reads a row with [`Product::COLUMNS`].
    pub(crate) fn from_row(row: &Row) -> Result<Self> {
        let list = |column: &str| -> Result<Vec<String>> { Ok(serde_json::from_value(row.get(column)?)?) };
        Ok(Self {
            id: row.get("id")?,
            code: row.get("code")?,
            naam: row.get("naam")?,
            naam_en: row.get("naam_en")?,
            upl: row.get("upl")?,
            thema: row.get("thema")?,
            team: row.get("team_id")?,
            reden: row.get("reden")?,
            trefwoorden: list("trefwoorden")?,
            vragen: list("vragen")?,
            gerelateerd: list("gerelateerd")?,
            levensgebeurtenissen: list("levensgebeurtenissen")?,
            meest_gevraagd: row.get("meest_gevraagd")?,
            gewicht: row.get("gewicht")?,
            openbaar: row.get("openbaar")?,
            actief: row.get("actief")?,
            gecontroleerd_op: row.get("gecontroleerd_op")?,
            artikel: row.get("artikel_id")?,
            versie: row.get("versie")?,
        })
    }
}

/// A part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sectie {
    /// The answer in two sentences.
    Antwoord,
    /// What it costs.
    Kosten,
    /// How long it takes.
    HoeLang,
    /// What to bring or have at hand.
    Nodig,
    /// The conditions.
    Voorwaarden,
    /// How to apply.
    Aanvragen,
    /// What to watch out for.
    LetOp,
    /// The short answer in English.
    English,
    /// What only agents read.
    Intern,
}

impl Sectie {
    /// Every part, in the order in which an article shows them.
    pub const ALL: [Self; 9] = [
        Self::Antwoord,
        Self::Kosten,
        Self::HoeLang,
        Self::Nodig,
        Self::Voorwaarden,
        Self::Aanvragen,
        Self::LetOp,
        Self::English,
        Self::Intern,
    ];

    /// Its heading in the file of a product.
    #[must_use]
    pub fn kop(self) -> &'static str {
        match self {
            Self::Antwoord => "Antwoord",
            Self::Kosten => "Kosten",
            Self::HoeLang => "Hoe lang duurt het",
            Self::Nodig => "Wat hebt u nodig",
            Self::Voorwaarden => "Voorwaarden",
            Self::Aanvragen => "Aanvragen",
            Self::LetOp => "Let op",
            Self::English => "English",
            Self::Intern => "Intern",
        }
    }

    /// Its key, for texts and for the `id` of its heading on a page.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Antwoord => "antwoord",
            Self::Kosten => "kosten",
            Self::HoeLang => "hoe-lang",
            Self::Nodig => "nodig",
            Self::Voorwaarden => "voorwaarden",
            Self::Aanvragen => "aanvragen",
            Self::LetOp => "let-op",
            Self::English => "english",
            Self::Intern => "intern",
        }
    }
}

/// The public parts of an article, in Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secties {
    /// The answer in two sentences.
    pub antwoord: String,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kosten: Option<String>,
    /// How long it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hoe_lang: Option<String>,
    /// What to bring or have at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nodig: Option<String>,
    /// The conditions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voorwaarden: Option<String>,
    /// How to apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aanvragen: Option<String>,
    /// What to watch out for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub let_op: Option<String>,
    /// The short answer in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<String>,
}

impl Secties {
    /// One part; none when the article does not have it, and always none for [`Sectie::Intern`].
    #[must_use]
    pub fn get(&self, sectie: Sectie) -> Option<&str> {
        match sectie {
            Sectie::Antwoord => Some(&self.antwoord),
            Sectie::Kosten => self.kosten.as_deref(),
            Sectie::HoeLang => self.hoe_lang.as_deref(),
            Sectie::Nodig => self.nodig.as_deref(),
            Sectie::Voorwaarden => self.voorwaarden.as_deref(),
            Sectie::Aanvragen => self.aanvragen.as_deref(),
            Sectie::LetOp => self.let_op.as_deref(),
            Sectie::English => self.english.as_deref(),
            Sectie::Intern => None,
        }
    }

    /// The parts that are there, in the order in which an article shows them.
    pub fn iter(&self) -> impl Iterator<Item = (Sectie, &str)> {
        Sectie::ALL.into_iter().filter_map(|sectie| Some((sectie, self.get(sectie)?)))
    }
}

/// The whole text of an article, with what only agents may read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inhoud {
    /// What everybody may read.
    #[serde(flatten)]
    pub openbaar: Secties,
    /// What only agents read, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intern: Option<String>,
}

impl Inhoud {
    /// Fills in one part.
    pub(crate) fn set(&mut self, sectie: Sectie, markdown: String) {
        match sectie {
            Sectie::Antwoord => self.openbaar.antwoord = markdown,
            Sectie::Kosten => self.openbaar.kosten = Some(markdown),
            Sectie::HoeLang => self.openbaar.hoe_lang = Some(markdown),
            Sectie::Nodig => self.openbaar.nodig = Some(markdown),
            Sectie::Voorwaarden => self.openbaar.voorwaarden = Some(markdown),
            Sectie::Aanvragen => self.openbaar.aanvragen = Some(markdown),
            Sectie::LetOp => self.openbaar.let_op = Some(markdown),
            Sectie::English => self.openbaar.english = Some(markdown),
            Sectie::Intern => self.intern = Some(markdown),
        }
    }
}

/// One text that an article has or had. Never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArtikelVersie {
    /// Of which article.
    pub artikel: ArtikelId,
    /// 1, 2, 3, …
    pub versie: i64,
    /// The text.
    pub inhoud: Inhoud,
    /// Since when it is the text.
    pub geldig_vanaf: Moment,
}

/// A product with a version of its article, as agents read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artikel {
    /// The product as it is now.
    pub product: Product,
    /// The version that was asked for.
    pub versie: ArtikelVersie,
}

/// A public product with the public part of its current article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenbaarArtikel {
    /// The product.
    pub product: Product,
    /// The text.
    pub secties: Secties,
    /// Since when it is the text.
    pub geldig_vanaf: Moment,
}

impl From<Artikel> for OpenbaarArtikel {
    fn from(artikel: Artikel) -> Self {
        Self {
            product: artikel.product,
            secties: artikel.versie.inhoud.openbaar,
            geldig_vanaf: artikel.versie.geldig_vanaf,
        }
    }
}

/// A version of an article in a list of versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versieregel {
    /// 1, 2, 3, …
    pub versie: i64,
    /// Since when it is (or was) the text.
    pub geldig_vanaf: Moment,
    /// When it had last been checked when this text came in.
    pub gecontroleerd_op: Date,
}
