//! One list of everything that happened with somebody, over every channel, in words.

use dienstverlening::contacten::tijdlijn::Regel;
use dienstverlening::kennisbank::Product;
use kern::organisaties::Team;
use registers::klantinteracties::internetaak::{Internetaak, Stap, Stapsoort};
use registers::klantinteracties::klantcontact::Klantcontact;

use super::contact_zij::stand;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::{Ingelogd, Taal};

/// Something on the time line.
pub(super) struct Tijdpunt {
    /// When.
    pub(super) tijd: Tijdstip,
    /// Over which channel, or what it is.
    pub(super) soort: String,
    /// What it was about and how it ended.
    pub(super) wat: String,
    /// What was noted or asked.
    pub(super) notitie: String,
    /// What happened to it since.
    pub(super) regels: Vec<String>,
    /// Whether it is still open.
    pub(super) open: bool,
    /// The state of its promise.
    pub(super) label: Option<Label>,
}

/// A word with the shape of a state.
pub(super) struct Label {
    /// The modifier of the style sheet; may be empty.
    pub(super) stand: &'static str,
    /// The word.
    pub(super) tekst: String,
}

/// The time line in words.
pub(super) fn punten(wie: &Ingelogd, teams: &[Team], producten: &[Product], regels: &[Regel]) -> Vec<Tijdpunt> {
    let namen = Namen { wie, teams, producten };
    let punt = |regel: &Regel| match regel {
        Regel::Contact(contact) => namen.contact(contact),
        Regel::Terugbelverzoek(taak, stappen) => namen.terugbelverzoek(taak, stappen),
    };
    regels.iter().map(punt).collect()
}

/// The products that a time line is about.
pub(super) fn codes(regels: &[Regel]) -> Vec<&str> {
    regels
        .iter()
        .filter_map(|regel| match regel {
            Regel::Contact(contact) => contact.product.as_deref(),
            Regel::Terugbelverzoek(taak, _) => taak.product.as_deref(),
        })
        .collect()
}

struct Namen<'a> {
    wie: &'a Ingelogd,
    teams: &'a [Team],
    producten: &'a [Product],
}

impl Namen<'_> {
    fn t(&self) -> Taal {
        self.wie.taal
    }

    fn product(&self, code: Option<&str>) -> Option<String> {
        let product = self.producten.iter().find(|product| Some(product.code.as_str()) == code)?;
        Some(self.t().naam(&product.naam, product.naam_en.as_deref()).to_string())
    }

    fn team(&self, id: kern::organisaties::TeamId) -> &str {
        self.teams.iter().find(|team| team.id == id).map_or("", |team| team.naam.as_str())
    }

    fn contact(&self, contact: &Klantcontact) -> Tijdpunt {
        let t = self.t();
        let subject = self.product(contact.product.as_deref()).or_else(|| Some(contact.onderwerp.clone()));
        let ending = uitkomst(self.wie, contact);
        let to =
            contact.naar_team.map(|team| t.tekst_met("werkplek-tijdlijn-aan").met("team", self.team(team)).to_string());
        let version = contact
            .artikel
            .map(|artikel| t.tekst_met("werkplek-tijdlijn-versie").met("versie", artikel.versie).to_string());
        let parts = [subject, ending, to, version];
        Tijdpunt {
            tijd: tijd::moment(t, contact.plaatsgevonden_op, self.wie.nu),
            soort: super::kanaal(self.wie, &contact.kanaal),
            wat: parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            notitie: contact.inhoud.clone(),
            regels: Vec::new(),
            open: false,
            label: None,
        }
    }

    fn terugbelverzoek(&self, taak: &Internetaak, stappen: &[Stap]) -> Tijdpunt {
        let t = self.t();
        let to = t.tekst_met("werkplek-tijdlijn-aan").met("team", self.team(taak.team)).to_string();
        let open = taak.is_open();
        let label = if open {
            let stand = stand(taak.beloofd_op, self.wie.nu);
            Some(Label { stand: stand.code(), tekst: stand.woord(t) })
        } else {
            let last = stappen.last().filter(|stap| stap.soort == Stapsoort::Afgehandeld);
            last.map(|_| Label { stand: "", tekst: t.tekst("werkplek-tijdlijn-gesloten") })
        };
        Tijdpunt {
            tijd: tijd::moment(t, taak.aangemaakt_op, self.wie.nu),
            soort: t.tekst("werkplek-tijdlijn-terugbelverzoek"),
            wat: self
                .product(taak.product.as_deref())
                .map_or_else(|| to.clone(), |subject| format!("{to} · {subject}")),
            notitie: taak.toelichting.clone(),
            regels: stappen.iter().map(|stap| self.stap(stap)).collect(),
            open,
            label,
        }
    }

    fn stap(&self, stap: &Stap) -> String {
        let key = match (stap.soort, stap.gelukt) {
            (Stapsoort::Poging, Some(true)) => "werkplek-tijdlijn-poging-wel",
            (Stapsoort::Poging, _) => "werkplek-tijdlijn-poging-niet",
            (Stapsoort::Overgedragen, _) => "werkplek-tijdlijn-overgedragen",
            (Stapsoort::Verhoogd, _) => "werkplek-tijdlijn-verhoogd",
            (Stapsoort::Opgepakt, _) => "werkplek-tijdlijn-opgepakt",
            (Stapsoort::Rechtgezet, _) => "werkplek-tijdlijn-rechtgezet",
            (Stapsoort::Afgehandeld, _) => "werkplek-tijdlijn-afgehandeld",
        };
        let when = tijd::moment(self.t(), stap.op, self.wie.nu).tekst;
        let line = self.t().tekst_met(key).met("wanneer", when).to_string();
        if stap.toelichting.is_empty() { line } else { format!("{line}. {}", stap.toelichting) }
    }
}

/// How a contact ended: the organisation's own word, else the kind.
pub(super) fn uitkomst(wie: &Ingelogd, contact: &Klantcontact) -> Option<String> {
    let own = contact.uitkomst.as_deref().and_then(|code| wie.organisatie.instellingen.uitkomst(code));
    match own {
        Some(own) => Some(wie.taal.naam(&own.naam, Some(&own.naam_en)).to_string()),
        // texts: werkplek-afhandeling-*
        None => contact.afhandeling.map(|kind| wie.taal.tekst(&format!("werkplek-afhandeling-{}", kind.code()))),
    }
}
