//! How a message looks to staff: about a case or an appointment, and what can be done when it did not arrive.

use dienstverlening::berichten::verzenden::Nazien;
use dienstverlening::berichten::{Bericht, BerichtId, GEHEIM_PLAATS, Kanaal, Richting, Status, eigen_tekst};
use kern::FieldError;

use crate::basis::tijd::{self, Tijdstip};
use crate::basis::{self, Fouten, Ingelogd, Taal, Velden};

/// A message, either way.
pub(crate) struct Berichtbeeld {
    pub(crate) id: String,
    pub(crate) op: Tijdstip,
    pub(crate) kop: String,
    pub(crate) van_ons: bool,
    pub(crate) tekst: String,
    pub(crate) staat: String,
    /// How our own words read; none of what somebody else wrote.
    pub(crate) leest: Option<Leesbaarheid>,
    /// Whether it is a question that waits for its answer.
    pub(crate) wacht: bool,
    /// Of a message that did not arrive: why, and its address when it is mail.
    pub(crate) mis: Option<(String, Option<String>)>,
    /// How it was told otherwise, as typed in a form that was refused.
    pub(crate) hoe: String,
    /// The answer, as typed in a form that was refused.
    pub(crate) antwoord: String,
    /// The id of the field for it: each its own, as several questions can wait; of the one that was refused where its error leads.
    pub(crate) veld: String,
}

/// How a message reads, for whoever wrote it.
pub(crate) struct Leesbaarheid {
    pub(crate) kop: String,
    pub(crate) uitleg: String,
    pub(crate) raad: Vec<String>,
}

fn leesbaarheid(t: Taal, message: &Bericht, alle: &[Bericht]) -> Option<Leesbaarheid> {
    let vraag = alle.iter().find(|other| Some(other.id) == message.antwoord_op);
    let tekst = eigen_tekst(message, vraag)?;
    let meting = klare_taal::meet(&tekst);
    let lint = meting.lint?;
    let raad = basis::leesbaarheid::raad(t, &tekst, &meting.aanwijzingen).into_iter().map(|(_, wat)| wat);
    Some(Leesbaarheid {
        kop: basis::leesbaarheid::kop(t, &lint),
        uitleg: basis::leesbaarheid::uitleg(t, &lint),
        raad: raad.collect(),
    })
}

impl Berichtbeeld {
    /// With how it reads; the questions among `alle` are those that answers repeat.
    pub(crate) fn met_leesbaarheid(self, t: Taal, message: &Bericht, alle: &[Bericht]) -> Self {
        Self { leest: leesbaarheid(t, message, alle), ..self }
    }

    /// With what was typed about it in a form that was refused.
    pub(crate) fn getypt(mut self, velden: &Velden) -> Self {
        if velden.get("bericht") == self.id {
            velden.get("hoe").clone_into(&mut self.hoe);
            if let (Some((_, Some(aan))), Some(typed)) = (&mut self.mis, velden.filled("e_mail")) {
                typed.clone_into(aan);
            }
        }
        if velden.get("vraag") == self.id {
            velden.get("tekst").clone_into(&mut self.antwoord);
            "tekst".clone_into(&mut self.veld);
        }
        self
    }

    /// What is wrong with the answer to this one.
    pub(crate) fn fout<'a>(&self, fouten: &'a Fouten) -> &'a str {
        if self.veld == "tekst" { fouten.bij("tekst") } else { "" }
    }
}

/// The text as anybody reads it but the receiver of the mail: where a code stood, it says so.
pub(crate) fn leesbaar(t: Taal, tekst: &str) -> String {
    tekst.replace(GEHEIM_PLAATS, &t.tekst("bericht-code"))
}

pub(crate) fn bericht(wie: &Ingelogd, message: &Bericht) -> Berichtbeeld {
    let t = wie.taal;
    let mail = || (message.kanaal == Kanaal::Email).then(|| message.aan.clone());
    Berichtbeeld {
        id: message.id.to_string(),
        op: tijd::moment(t, message.opgesteld_op, wie.nu),
        kop: message.onderwerp.clone(),
        van_ons: message.richting == Richting::Uit,
        tekst: leesbaar(t, &message.tekst),
        // texts: zaak-bericht-*
        staat: t.tekst(&format!("zaak-bericht-{}", message.status.code().replace('_', "-"))),
        leest: None,
        wacht: message.status == Status::Ontvangen,
        mis: waarom(t, message).map(|waarom| (waarom, mail())),
        hoe: String::new(),
        antwoord: String::new(),
        veld: format!("tekst-{}", message.id),
    }
}

/// A message that did not arrive, in a list of work.
pub(crate) struct NietAangekomen {
    pub(crate) adres: String,
    pub(crate) kop: String,
    /// What it is about.
    pub(crate) over: String,
    pub(crate) op: Tijdstip,
    pub(crate) waarom: String,
}

pub(crate) fn niet_aangekomen(wie: &Ingelogd, message: &Bericht, (adres, over): (String, String)) -> NietAangekomen {
    NietAangekomen {
        adres: format!("{adres}#bericht-{}", message.id),
        kop: message.onderwerp.clone(),
        over,
        op: tijd::moment(wie.taal, message.opgesteld_op, wie.nu),
        waarom: waarom(wie.taal, message).unwrap_or_default(),
    }
}

fn waarom(t: Taal, message: &Bericht) -> Option<String> {
    // texts: zaak-reden-*
    message.reden.map(|reden| t.tekst(&format!("zaak-reden-{}", reden.code())))
}

/// What the form about a message that did not arrive says: `bericht`, `wat`, and perhaps `e_mail` or `hoe`.
///
/// # Errors
/// For what the page does not offer.
pub(crate) fn nazien(velden: &Velden) -> Result<(BerichtId, Nazien<'_>), FieldError> {
    let id = velden.required("bericht")?;
    let what = match velden.get("wat") {
        // Mail has the field, and emptied it is no address; a letter has none.
        "opnieuw" => Nazien::Opnieuw(velden.has("e_mail").then(|| velden.get("e_mail"))),
        "toch-verstuurd" => Nazien::TochVerstuurd,
        "anders-verteld" => Nazien::AndersVerteld(velden.get("hoe")),
        _ => return Err(FieldError::new("", "onbekende-keuze")),
    };
    Ok((id, what))
}
