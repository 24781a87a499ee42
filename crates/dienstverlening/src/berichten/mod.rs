//! Messages to people and from them: made in the commit of what they tell of, sent after it.
//!
//! [`opstellen`] is a rule: it fills in a [template](sjabloon::Sjabloon) and gives the row and its gebeurtenis, which the caller
//! writes with its own. [`verzenden`] sends what is due. [`gesprek`] is a question of a citizen and its answer.

mod datum;
mod gesprek;
mod lezen;
mod opstellen;
mod rijen;
pub mod sjabloon;
mod soorten;
#[cfg(test)]
mod tests;
pub mod verzenden;

pub use gesprek::{Antwoord, NieuweVraag, beantwoord, gelezen, vraag};
pub(crate) use lezen::niet_aangekomen;
pub use lezen::{
    Achterstand, Postvak, achterstand, een_van_afspraak, een_van_eigen, een_van_zaak, ging_per_mail, van_afspraak,
    van_eigen, van_zaak,
};
pub use opstellen::{NieuwBericht, eigen_tekst, opstellen};
pub(crate) use rijen::from_row;
pub use sjabloon::Sjablonen;
pub(crate) use soorten::SOORTEN;
pub use soorten::{AANGEMAAKT, AANGEPAST, GELEZEN, MISLUKT, VERSTUURD};

use kern::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

kern::id_types! {
    /// A bericht.
    BerichtId,
}

registers::code_enum! {
    /// Which way it goes.
    Richting {
        /// From us.
        Uit "uit",
        /// To us.
        In "in",
    }
    /// How it gets there.
    Kanaal {
        /// By mail, and in Mijn for who has it.
        Email "e-mail",
        /// In Mijn only.
        Mijn "mijn",
        /// On paper.
        Post "post",
    }
    /// How far it is.
    Status {
        /// To be sent.
        TeVersturen "te_versturen",
        /// Sent, or to be read in Mijn.
        Verstuurd "verstuurd",
        /// Cannot be delivered: somebody must find another way.
        Mislukt "mislukt",
        /// Printing was begun and not finished: somebody must look whether it was, because it is never printed twice.
        Controleren "controleren",
        /// It did not arrive, and somebody told it in another way.
        AndersVerteld "anders_verteld",
        /// A question that waits for its answer.
        Ontvangen "ontvangen",
        /// A question that was answered.
        Beantwoord "beantwoord",
    }
    /// Why it failed.
    Reden {
        /// There is no such address.
        AdresOnjuist "adres-onjuist",
        /// The receiver does not take it.
        Geweigerd "geweigerd",
        /// The receiver put it off for days.
        BlijftUitgesteld "blijft-uitgesteld",
        /// The program stopped while it was being printed.
        Afgebroken "afgebroken",
    }
}

/// Stands in a text in the place of a code, for all who read it but the receiver.
pub const GEHEIM_PLAATS: &str = "●●●●●●●●";

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bericht {
    /// Its id.
    pub id: BerichtId,
    /// The zaak it is about.
    pub zaak: Option<Uuid>,
    /// The afspraak it is about.
    pub afspraak: Option<Uuid>,
    /// Who it is for, or who asked.
    pub partij: Option<Uuid>,
    /// Which way it goes.
    pub richting: Richting,
    /// How it gets there.
    pub kanaal: Kanaal,
    /// Code of the template; empty for what a person typed.
    pub sjabloon: String,
    /// In which language: `nl` or `en`.
    pub taal: String,
    /// The mail address, or empty.
    pub aan: String,
    /// What it is about, on one line.
    pub onderwerp: String,
    /// The text; where a code belongs in it, it says [`GEHEIM_PLAATS`].
    pub tekst: String,
    /// The code that is sent in that place; gone once it has been.
    #[serde(skip)]
    pub geheim: Option<String>,
    /// The message that it answers.
    pub antwoord_op: Option<BerichtId>,
    /// How far it is.
    pub status: Status,
    /// Why it failed.
    pub reden: Option<Reden>,
    /// When it was made.
    pub opgesteld_op: Moment,
    /// When it left, or could be read in Mijn.
    pub verstuurd_op: Option<Moment>,
    /// When it was first opened in Mijn.
    pub gelezen_op: Option<Moment>,
    /// How often sending was begun.
    pub pogingen: i64,
    /// Not to be sent before this.
    pub volgende_poging_op: Option<Moment>,
    /// The Message-ID, the same at each attempt.
    pub message_id: String,
    /// Who wrote it.
    pub medewerker: Option<kern::organisaties::MedewerkerId>,
    /// Raised by each change.
    pub versie: i64,
}

/// What norms and reports count a new message by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeitenAangemaakt {
    /// Which way it goes.
    pub richting: Richting,
    /// How it gets there.
    pub kanaal: Kanaal,
    /// Code of the template; empty for what a person typed.
    pub sjabloon: String,
    /// Whether it is about a zaak.
    pub zaak: bool,
    /// Of an answer: the message that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vraag: Option<BerichtId>,
    /// Of an answer: when the question was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vraag_op: Option<Moment>,
    /// Of a Dutch text of ours: how hard it is to read, by [`klare_taal::Lint`], from 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moeilijkheid: Option<i64>,
}

/// What dealing with a message that failed is counted by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeitenNagezien {
    /// What was done: `opnieuw`, `toch-verstuurd`, `anders-verteld`.
    pub wijziging: String,
    /// How it gets there.
    pub kanaal: Kanaal,
    /// Code of the template.
    pub sjabloon: String,
}

/// What the first reading of a message is counted by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeitenGelezen {
    /// Code of the template.
    pub sjabloon: String,
    /// When it was made.
    pub opgesteld_op: Moment,
}

/// What norms and reports count the end of sending by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeitenVerzonden {
    /// How it gets there.
    pub kanaal: Kanaal,
    /// Code of the template.
    pub sjabloon: String,
    /// When it was made.
    pub opgesteld_op: Moment,
    /// How often sending was begun.
    pub pogingen: i64,
    /// Of `mislukt`: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<Reden>,
}
