//! What the search found, in words and links.

use dienstverlening::contacten::concept::ConceptId;
use dienstverlening::contacten::klant::{Treffer, Zoekterm};
use dienstverlening::inrichten::Keuze;
use dienstverlening::kennisbank::{Segment, Veld, Zoekresultaat};
use kern::FieldError;
use kern::organisaties::{Collega, Team};
use registers::klantinteracties::folded;

use super::artikel;
use crate::basis::{Ingelogd, Taal, tijd};

/// As many colleagues and teams as fit below the articles.
const COLLEGAS: usize = 6;
/// Fewer letters find half the house.
const NAAM_VANAF: usize = 3;
/// What can be said to be missing while somebody types; a name alone is as likely an article.
const HINTS: [&str; 3] = ["zoek-naam-erbij", "zoek-huisnummer-erbij", "bsn-elfproef"];

/// What was found.
pub(super) struct Resultaten {
    /// What was typed.
    pub(super) vraag: String,
    /// What is announced.
    pub(super) melding: String,
    /// Articles, best first.
    pub(super) artikelen: Vec<Gevonden>,
    /// Teams and colleagues.
    pub(super) collegas: Vec<Aanwezig>,
    /// People.
    pub(super) personen: Personen,
    /// What is missing for a search of people.
    pub(super) hint: String,
    /// What is said when there is nothing.
    pub(super) leeg_kop: String,
    /// The contact, to go back to.
    pub(super) contact: Option<String>,
    /// The token for forms.
    pub(super) csrf: String,
}

/// An article.
pub(super) struct Gevonden {
    /// Where it opens.
    pub(super) adres: String,
    /// Its name, with what was searched for marked.
    pub(super) naam: Vec<Segment>,
    /// Where the words were found, or else the first sentence of the answer.
    pub(super) tekst: Vec<Segment>,
    /// Its theme.
    pub(super) label: String,
}

/// A team or colleague.
pub(super) struct Aanwezig {
    /// Who.
    pub(super) naam: String,
    /// Their team, or what a team is.
    pub(super) bij: String,
    /// Whether they are there.
    pub(super) er: bool,
    /// The same in words.
    pub(super) aanwezig: String,
    /// Where a contact is passed on to them: team, and colleague.
    pub(super) naar: String,
}

/// The part about people.
pub(super) enum Personen {
    /// Nobody was looked for.
    Geen,
    /// The text is somebody's; why are they looked up?
    Reden {
        /// As what it was recognised.
        herkend: String,
        /// The reasons there are: code and name.
        redenen: Vec<(String, String)>,
    },
    /// Who was found.
    Lijst {
        /// As what it was recognised.
        herkend: String,
        /// Why they were looked up, in words.
        reden_zin: String,
        /// The same as a code, when it was chosen just now.
        gekozen: Option<String>,
        /// By what.
        met: &'static str,
        /// They.
        mensen: Vec<Mens>,
    },
}

/// Somebody who was found.
pub(super) struct Mens {
    /// Their id.
    pub(super) id: String,
    /// Their name.
    pub(super) naam: String,
    /// Enough to tell them apart and no more.
    pub(super) bij: String,
}

impl Resultaten {
    /// Nothing yet.
    pub(super) fn new(wie: &Ingelogd, contact: Option<ConceptId>, vraag: String) -> Self {
        Self {
            vraag,
            melding: String::new(),
            artikelen: Vec::new(),
            collegas: Vec::new(),
            personen: Personen::Geen,
            hint: String::new(),
            leeg_kop: String::new(),
            contact: contact.map(super::adres),
            csrf: wie.csrf.clone(),
        }
    }

    /// Whether what was typed can be the name of a colleague or team.
    pub(super) fn zoekt_naam(&self) -> bool {
        self.vraag.chars().count() >= NAAM_VANAF && self.vraag.chars().any(char::is_alphabetic)
    }

    /// Whether there is nothing to show.
    pub(super) fn is_leeg(&self) -> bool {
        self.artikelen.is_empty() && self.collegas.is_empty() && matches!(self.personen, Personen::Geen)
    }

    /// Whether an Enter in the search opens the best article: not while it may be somebody who is looked for.
    pub(super) fn enter_opent_artikel(&self) -> bool {
        matches!(self.personen, Personen::Geen)
    }

    /// Leaves only the people.
    pub(super) fn alleen_personen(&mut self) {
        self.artikelen.clear();
        self.collegas.clear();
    }

    /// What is missing for a search of people.
    pub(super) fn hint(&mut self, t: Taal, missing: &FieldError) {
        if HINTS.contains(&missing.code) {
            // texts: fout-*
            self.hint = t.tekst(&format!("fout-{}", missing.code));
        }
    }

    /// Articles that were found.
    pub(super) fn artikelen(&mut self, wie: &Ingelogd, found: Vec<Zoekresultaat>) {
        let contact = self.contact.clone();
        self.artikelen = found.into_iter().map(|hit| gevonden(wie, contact.as_deref(), hit)).collect();
    }

    /// Teams and colleagues of whom every typed word begins a word of the name.
    pub(super) fn collegas(&mut self, wie: &Ingelogd, teams: &[Team], mensen: &[Collega]) {
        let typed = folded(&self.vraag);
        let fits = |naam: &str| {
            let naam = folded(naam);
            typed.split(' ').all(|word| naam.split(' ').any(|part| part.starts_with(word)))
        };
        let team_of = |collega: &Collega| teams.iter().find(|team| team.id == collega.team);
        let of_teams = teams.iter().filter(|team| fits(&team.naam)).map(|team| Aanwezig::team(wie, team));
        let of_people =
            mensen.iter().filter(|collega| fits(&collega.naam)).map(|c| Aanwezig::collega(wie, c, team_of(c)));
        self.collegas = of_teams.chain(of_people).take(COLLEGAS).collect();
    }

    /// Counts and words it.
    pub(super) fn afronden(&mut self, t: Taal) {
        let people = match &self.personen {
            Personen::Lijst { mensen, .. } => mensen.len(),
            Personen::Geen | Personen::Reden { .. } => 0,
        };
        let total = people + self.artikelen.len() + self.collegas.len();
        let key = if people > 1 { "werkplek-zoeken-kies" } else { "werkplek-zoeken-aantal" };
        self.melding = t.tekst_met(key).met("aantal", total).to_string();
        self.leeg_kop = t.tekst_met("werkplek-zoeken-leeg").met("vraag", &self.vraag).to_string();
    }
}

fn gevonden(wie: &Ingelogd, contact: Option<&str>, hit: Zoekresultaat) -> Gevonden {
    let plain = |tekst: String| vec![Segment { tekst, treft: false }];
    let elsewhere = hit.vindplaatsen.into_iter().find(|place| !matches!(place.veld, Veld::Naam | Veld::Trefwoorden));
    let thema = wie.organisatie.instellingen.thema(&hit.thema);
    let english = hit.naam_en.filter(|_| wie.taal.is_en());
    Gevonden {
        adres: contact
            .map_or_else(|| artikel::adres(None, &hit.code), |contact| format!("{contact}/artikel/{}", hit.code)),
        naam: english.map_or(hit.naam, plain),
        tekst: elsewhere.map_or_else(|| plain(hit.antwoord), |place| place.fragment),
        label: thema.map_or_else(String::new, |thema| keuze(wie.taal, thema)),
    }
}

pub(super) fn keuze(t: Taal, keuze: &Keuze) -> String {
    t.naam(&keuze.naam, Some(&keuze.naam_en)).to_string()
}

impl Aanwezig {
    /// A team, open or closed now.
    fn team(wie: &Ingelogd, team: &Team) -> Self {
        let er = is_open(wie, team);
        Self {
            naam: team.naam.clone(),
            bij: wie.taal.tekst("werkplek-label-team"),
            er,
            aanwezig: wie.taal.tekst(if er { "werkplek-open" } else { "werkplek-gesloten" }),
            naar: team.id.to_string(),
        }
    }

    /// A colleague: away, or there while their team is open.
    pub(super) fn collega(wie: &Ingelogd, collega: &Collega, team: Option<&Team>) -> Self {
        let t = wie.taal;
        let away = collega.afwezig_op(wie.nu.date());
        let open = team.is_some_and(|team| is_open(wie, team));
        let aanwezig = match away {
            Some(away) => t
                .tekst_met("werkplek-afwezig-tot")
                .met("reden", &away.reden)
                .met("datum", tijd::day_name(t, away.tot_en_met, wie.nu.date()))
                .to_string(),
            None => t.tekst(if open { "werkplek-er" } else { "werkplek-gesloten" }),
        };
        Self {
            naam: collega.naam.clone(),
            bij: team.map_or_else(String::new, |team| team.naam.clone()),
            er: away.is_none() && open,
            aanwezig,
            naar: format!("{}/{}", collega.team, collega.id),
        }
    }
}

/// Whether a team can be reached now.
pub(super) fn is_open(wie: &Ingelogd, team: &Team) -> bool {
    wie.organisatie.instellingen.team_kalender(team).is_ok_and(|kalender| kalender.is_open(wie.nu.timestamp()))
}

fn herkend(t: Taal, term: &Zoekterm) -> String {
    // texts: werkplek-herkend-*
    t.tekst(&format!("werkplek-herkend-{}", term.soort().code()))
}

impl Personen {
    /// The reason must be chosen first.
    pub(super) fn zonder_reden(wie: &Ingelogd, term: &Zoekterm) -> Self {
        let redenen = &wie.organisatie.instellingen.redenen;
        let redenen = redenen.iter().map(|reden| (reden.code.clone(), keuze(wie.taal, reden))).collect();
        Self::Reden { herkend: herkend(wie.taal, term), redenen }
    }
}

/// Who was found, with enough to tell them apart: the year of birth, and the street unless that is withheld.
pub(super) fn personen(wie: &Ingelogd, term: &Zoekterm, reden: &str, chosen: bool, found: Vec<Treffer>) -> Personen {
    let t = wie.taal;
    let name = wie.organisatie.instellingen.reden(reden).map_or_else(|| reden.to_owned(), |reden| keuze(t, reden));
    Personen::Lijst {
        herkend: herkend(t, term),
        reden_zin: t.tekst_met("werkplek-reden-zin").met("reden", name).to_string(),
        gekozen: chosen.then(|| reden.to_owned()),
        met: term.soort().code(),
        mensen: found.into_iter().map(|hit| mens(t, hit)).collect(),
    }
}

pub(super) fn mens(t: Taal, hit: Treffer) -> Mens {
    let year = hit.geboortedatum.map(|date| t.tekst_met("werkplek-persoon-jaar").met("jaar", date.year().to_string()));
    let street = hit.adres.filter(|_| !hit.geheimhouding).map(|adres| adres.straatnaam).filter(|s| !s.is_empty());
    let bij: Vec<String> = year.map(|year| year.to_string()).into_iter().chain(street).collect();
    Mens { id: hit.partij.to_string(), naam: hit.naam, bij: bij.join(" · ") }
}
