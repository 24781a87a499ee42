//! What an agent types and chooses during a contact.

use kern::organisaties::{MedewerkerId, TeamId};
use kern::{FieldError, Moment, Result, Row};
use registers::klantinteracties::Klantgroep;
use registers::klantinteracties::internetaak::Antwoord;
use registers::klantinteracties::klantcontact::ArtikelVersie;
use registers::zaken::ZaakId;
use sea_query::Value;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most that a draft may hold: a shelf of books. It guards the database; nobody types this.
pub const TEKST_BYTES_MAX: usize = 1_000_000;
/// What the agent types and chooses: saved as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Invoer {
    /// Code of the channel.
    pub kanaal: String,
    /// The note.
    pub notitie: String,
    /// Code of the product it is about.
    pub product: Option<String>,
    /// The article it is answered with.
    pub artikel: Option<ArtikelVersie>,
    /// The case it is about.
    pub zaak: Option<ZaakId>,
    /// Code: why personal data is looked up.
    pub reden: Option<String>,
    /// For whom the caller asks; none: it goes by the product.
    pub klantgroep: Option<Klantgroep>,
    /// The caller's name, as typed.
    pub beller_naam: String,
    /// The caller's number, as typed.
    pub beller_telefoon: String,
    /// The half-filled terugbelverzoek.
    pub terugbel: Terugbel,
}

/// A half-filled terugbelverzoek.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terugbel {
    /// Who calls back.
    pub team: Option<TeamId>,
    /// Who of that team, when asked by name.
    pub medewerker: Option<MedewerkerId>,
    /// The question, when it is another text than the note.
    pub vraag: String,
    /// What the team wants asked.
    pub antwoorden: Vec<Antwoord>,
    /// Another moment than the usual promise, agreed with the caller.
    pub beloofd_op: Option<Moment>,
    /// The caller has an open request, and this is another question all the same.
    pub nieuw: bool,
}

impl Invoer {
    fn bytes(&self) -> usize {
        let answers: usize = self.terugbel.antwoorden.iter().map(|a| a.antwoord.len() + a.tekst.len()).sum();
        let texts = [&self.notitie, &self.beller_naam, &self.beller_telefoon, &self.terugbel.vraag];
        answers + texts.iter().map(|text| text.len()).sum::<usize>()
    }

    /// Without what comes from whoever was linked: the case that was chosen from their list, and the answer about their open
    /// request. Their name and number never stand in a draft; what does was typed, and stays.
    pub(super) fn zonder_persoon(self) -> Self {
        Self { zaak: None, terugbel: Terugbel { nieuw: false, ..self.terugbel }, ..self }
    }

    pub(super) fn check(&self) -> Result<()> {
        if self.bytes() > TEKST_BYTES_MAX {
            return Err(FieldError::new("notitie", "te-groot").detail(TEKST_BYTES_MAX).into());
        }
        Ok(())
    }

    pub(super) fn columns(&self) -> Result<Vec<(&'static str, Value)>> {
        Ok(vec![
            ("kanaal", self.kanaal.clone().into()),
            ("notitie", self.notitie.clone().into()),
            ("product", self.product.clone().into()),
            ("artikel_id", self.artikel.map(|artikel| artikel.id).into()),
            ("artikel_versie", self.artikel.map(|artikel| artikel.versie).into()),
            ("zaak_id", self.zaak.into()),
            ("reden", self.reden.clone().into()),
            ("klantgroep", self.klantgroep.into()),
            ("beller_naam", self.beller_naam.clone().into()),
            ("beller_telefoon", self.beller_telefoon.clone().into()),
            ("terugbel", serde_json::to_string(&self.terugbel)?.into()),
        ])
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        let artikel = row.get::<Option<Uuid>>("artikel_id")?.zip(row.get("artikel_versie")?);
        Ok(Self {
            kanaal: row.get("kanaal")?,
            notitie: row.get("notitie")?,
            product: row.get("product")?,
            artikel: artikel.map(|(id, versie)| ArtikelVersie { id, versie }),
            zaak: row.get("zaak_id")?,
            reden: row.get("reden")?,
            klantgroep: row.get("klantgroep")?,
            beller_naam: row.get("beller_naam")?,
            beller_telefoon: row.get("beller_telefoon")?,
            terugbel: serde_json::from_value(row.get("terugbel")?)?,
        })
    }
}
