//! What goes into the index and what comes out.

/// What staff teach the search in `zoeken.toml`: which words mean the same, and which parts compound words are made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taalkennis {
    /// Groups of words, or of a few words in a row ("grof afval"), that find the same.
    pub synoniemen: Vec<Vec<String>>,
    /// Parts that compound words are split into ("parkeer", "vergunning"). Of three letters or more.
    pub delen: Vec<String>,
}

/// An article as the search sees it: plain text, without markup.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Its id (a UUID as a number), unique within the organisation.
    pub id: u128,
    /// Whose article it is.
    pub organisatie: u128,
    /// The code of the product; handed back, not searched.
    pub code: String,
    /// The title.
    pub naam: String,
    /// Questions as people ask them.
    pub vragen: Vec<String>,
    /// Keywords.
    pub trefwoorden: Vec<String>,
    /// The short answer.
    pub antwoord: String,
    /// All other public text.
    pub tekst: String,
    /// What only agents read: never searched for the public.
    pub intern: String,
    /// Whether the public may find the article at all.
    pub openbaar: bool,
    /// How much it is used, on any scale from 0; decides between articles that fit about as well.
    pub gewicht: f32,
}

/// One change for [`Zoeker::verwerk`](crate::Zoeker::verwerk).
#[derive(Debug, Clone, PartialEq)]
pub enum Wijziging {
    /// A new article, or a new version of one.
    Bijwerken(Box<Document>),
    /// The article with this id is gone.
    Verwijderen(u128),
}

/// Who is searching.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bereik {
    /// The public website: public articles, and of those all but the internal text.
    Openbaar,
    /// An agent: everything.
    Intern,
}

/// The parts of an article that are searched, in the order of how much they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Veld {
    /// [`Document::naam`]
    Naam,
    /// [`Document::trefwoorden`]
    Trefwoorden,
    /// [`Document::vragen`]
    Vragen,
    /// [`Document::antwoord`]
    Antwoord,
    /// [`Document::tekst`]
    Tekst,
    /// [`Document::intern`]
    Intern,
}

impl Veld {
    pub(crate) const ALLE: [Self; 6] =
        [Self::Naam, Self::Trefwoorden, Self::Vragen, Self::Antwoord, Self::Tekst, Self::Intern];

    /// Those that may be searched.
    pub(crate) fn voor(bereik: Bereik) -> &'static [Self] {
        match bereik {
            Bereik::Openbaar => &Self::ALLE[..5],
            Bereik::Intern => &Self::ALLE,
        }
    }

    pub(crate) fn nummer(self) -> usize {
        self as usize
    }

    /// The short fields that say what an article is about.
    pub(crate) fn is_kop(self) -> bool {
        self <= Self::Vragen
    }

    /// The texts of this part of an article.
    pub(crate) fn teksten(self, document: &Document) -> &[String] {
        match self {
            Self::Naam => std::slice::from_ref(&document.naam),
            Self::Trefwoorden => &document.trefwoorden,
            Self::Vragen => &document.vragen,
            Self::Antwoord => std::slice::from_ref(&document.antwoord),
            Self::Tekst => std::slice::from_ref(&document.tekst),
            Self::Intern => std::slice::from_ref(&document.intern),
        }
    }
}

/// An article that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Treffer {
    /// [`Document::id`]
    pub id: u128,
    /// [`Document::code`]
    pub code: String,
    /// How well it fits; comparable within one answer only.
    pub score: f32,
    /// The title in segments, with what was searched for marked.
    pub naam: Vec<Segment>,
    /// Where else it was found, in the order of [`Veld`], each with a fragment; three at most.
    pub velden: Vec<Vindplaats>,
}

/// A part of an article where words of the question stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vindplaats {
    /// Which part.
    pub veld: Veld,
    /// About a line of it: the question or keyword that fits best, or the words around the match.
    pub fragment: Vec<Segment>,
}

/// A piece of plain text, to be escaped by whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The text, as it stands in the article.
    pub tekst: String,
    /// Whether it is a word that was searched for.
    pub treft: bool,
}

/// Why an update was refused; what was there before is then still found.
#[derive(Debug)]
pub enum Fout {
    /// The article is of another organisation than the one that is being updated.
    AndereOrganisatie {
        /// The article.
        id: u128,
    },
    /// The index itself failed.
    Index(tantivy::TantivyError),
}

impl std::fmt::Display for Fout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AndereOrganisatie { id } => write!(f, "article {id:032x} is of another organisation"),
            Self::Index(_) => write!(f, "the search index could not be updated"),
        }
    }
}

impl std::error::Error for Fout {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::AndereOrganisatie { .. } => None,
            Self::Index(fout) => Some(fout),
        }
    }
}

impl From<tantivy::TantivyError> for Fout {
    fn from(fout: tantivy::TantivyError) -> Self {
        Self::Index(fout)
    }
}
