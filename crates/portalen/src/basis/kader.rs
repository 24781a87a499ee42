//! What the two layouts need: [`Publiek`] for `basis/publiek.html`, [`Werkplek`] for `basis/werkplek.html`. A page's template
//! has `t: Taal` and one of these as `p`.

use std::sync::Arc;

use jiff::civil::Date;
use kern::Moment;
use kern::autorisatie::{BedienBalie, BehandelTaken, Beheren, LeesJournaal, LeesRapport, LeesRedactie, Werken};

use super::adres::als_waarde;
use super::organisaties::Gemeente;
use super::sessie::Ingelogd;
use super::statisch;
use super::taal::Taal;
use super::tijd;
use super::toegang::Bezoek;

/// Around every public page.
#[derive(Clone, Debug)]
pub struct Publiek {
    /// The organisation whose website this is; none on the page that says there is no such website.
    pub organisatie: Option<Arc<Gemeente>>,
    /// The server's instant, for `data-nu`.
    pub nu: Moment,
    /// Whether the search bar is on top; the home page has a larger one of its own.
    pub zoekbalk: bool,
    /// What stands in the search bar.
    pub vraag: String,
    /// Whether there is a Mijn to go to.
    pub mijn: bool,
    /// The page comes from memory, and says so: the database does not answer.
    pub uit_geheugen: bool,
    taal: Taal,
    adres: String,
}

impl Publiek {
    /// Around the page that this visit is about.
    #[must_use]
    pub fn new(bezoek: &Bezoek) -> Self {
        let bare = Self::bare(Some(Arc::clone(&bezoek.organisatie)), bezoek.taal, bezoek.nu, bezoek.adres.clone());
        Self { mijn: bezoek.inloggen, ..bare }
    }

    /// Without the search bar on top: the page has a search of its own.
    #[must_use]
    pub fn zonder_zoekbalk(self) -> Self {
        Self { zoekbalk: false, ..self }
    }

    /// With the line that says that there is a fault, when there is one.
    #[must_use]
    pub fn uit_geheugen(self, uit_geheugen: bool) -> Self {
        Self { uit_geheugen, ..self }
    }

    /// With what was searched for still in the search bar.
    #[must_use]
    pub fn met_vraag(self, vraag: &str) -> Self {
        Self { vraag: vraag.to_owned(), ..self }
    }

    pub(super) fn bare(organisatie: Option<Arc<Gemeente>>, taal: Taal, nu: Moment, adres: String) -> Self {
        Self {
            zoekbalk: organisatie.is_some(),
            organisatie,
            nu,
            vraag: String::new(),
            mijn: false,
            uit_geheugen: false,
            taal,
            adres,
        }
    }

    /// The same page in the other language.
    #[must_use]
    pub fn taalwissel(&self) -> String {
        taalwissel(self.taal, &self.adres)
    }

    /// Where a file of web/dist is.
    #[must_use]
    pub fn bestand(&self, naam: &str) -> String {
        statisch::adres(naam)
    }

    /// The name of the organisation.
    #[must_use]
    pub fn naam(&self) -> &str {
        self.organisatie.as_ref().map_or("", |organisatie| organisatie.naam.as_str())
    }

    /// Whether somebody picks up the phone now, until when or from when.
    #[must_use]
    pub fn open(&self) -> Option<Bereikbaar> {
        self.organisatie.as_ref().map(|organisatie| Bereikbaar::new(self.taal, organisatie, self.nu))
    }
}

/// Around every page of the workplace.
#[derive(Clone, Debug)]
pub struct Werkplek {
    /// Who works.
    pub naam: String,
    /// For whom.
    pub organisatie: String,
    /// The token for the forms of this page.
    pub csrf: String,
    /// The server's instant, for `data-nu` and running timers.
    pub nu: Moment,
    /// `licht`, `donker`, or empty to follow the system.
    pub thema: String,
    /// The main menu: what this person may open.
    pub menu: Vec<Menulink>,
    taal: Taal,
    adres: String,
}

/// A link of the main menu.
#[derive(Clone, Debug)]
pub struct Menulink {
    /// Its words.
    pub tekst: String,
    /// Where it leads.
    pub adres: &'static str,
    /// Whether this is where we are.
    pub hier: bool,
    /// How many wait there; none shows no number.
    pub aantal: Option<i64>,
    /// The chord that opens it from any page; empty when there is none.
    pub akkoord: String,
}

impl Werkplek {
    /// Around a page for this person.
    #[must_use]
    pub fn new(wie: &Ingelogd) -> Self {
        Self {
            naam: wie.medewerker.naam.clone(),
            organisatie: wie.organisatie.naam.clone(),
            csrf: wie.csrf.clone(),
            nu: wie.nu,
            thema: wie.voorkeuren.thema().to_owned(),
            menu: menu(wie),
            taal: wie.taal,
            adres: wie.adres.clone(),
        }
    }

    /// The same with a number beside a link of the menu: `Werkplek::new(&wie).aantal("/werkplek/taken", 4)`.
    #[must_use]
    pub fn aantal(mut self, adres: &str, aantal: i64) -> Self {
        if let Some(link) = self.menu.iter_mut().find(|link| link.adres == adres) {
            link.aantal = Some(aantal);
        }
        self
    }

    /// The same page in the other language.
    #[must_use]
    pub fn taalwissel(&self) -> String {
        taalwissel(self.taal, &self.adres)
    }

    /// Where a file of web/dist is.
    #[must_use]
    pub fn bestand(&self, naam: &str) -> String {
        statisch::adres(naam)
    }
}

/// What the chord of the tasks is called among the preferences, and which it is when nothing was chosen.
pub const AKKOORD_TAKEN: (&str, &str) = ("taken", "Alt+M");

/// The main menu: text, address, and whether this person may. Rooms add their line here.
fn menu(wie: &Ingelogd) -> Vec<Menulink> {
    let may = &wie.medewerker;
    let all = [
        ("menu-werkplek", "/werkplek", may.may::<Werken>()),
        ("menu-taken", "/werkplek/taken", may.may::<BehandelTaken>()),
        ("menu-balie", "/balie", may.may::<BedienBalie>()),
        ("menu-rapportages", "/rapportages/kcc", may.may::<LeesRapport>()),
        ("menu-redactie", "/redactie", may.may::<LeesRedactie>()),
        ("menu-journaal", "/journaal", may.may::<LeesJournaal>()),
        ("menu-beheer", "/beheer", may.may::<Beheren>()),
    ];
    let path = wie.adres.split('?').next().unwrap_or_default();
    // The longest address that begins this page's path is where we are.
    // All reports are one room.
    let room = |adres: &'static str| adres.strip_suffix("/kcc").unwrap_or(adres);
    let addresses = all.iter().map(|(_, adres, _)| *adres);
    let here = addresses.filter(|adres| path.starts_with(room(adres))).max_by_key(|adres| adres.len());
    let allowed = all.into_iter().filter(|(_, _, may)| *may);
    let akkoord = |adres: &str| match adres {
        "/werkplek/taken" => wie.voorkeuren.akkoord(AKKOORD_TAKEN.0, AKKOORD_TAKEN.1).to_owned(),
        _ => String::new(),
    };
    let link = |(key, adres, _): (&str, &'static str, bool)| Menulink {
        tekst: wie.taal.tekst(key),
        adres,
        hier: here == Some(adres),
        aantal: None,
        akkoord: akkoord(adres),
    };
    allowed.map(link).collect()
}

fn taalwissel(taal: Taal, adres: &str) -> String {
    format!("/taal/{}?terug={}", taal.andere().code(), als_waarde(adres))
}

/// Whether somebody picks up the phone.
#[derive(Clone, Debug)]
pub struct Bereikbaar {
    /// Now.
    pub nu_open: bool,
    /// "Nu open, tot 17:00" or "Nu gesloten. Open morgen om 8:30".
    pub tekst: String,
    /// The phone number as people know it.
    pub telefoon: String,
    /// The same as an address.
    pub tel: String,
    /// The coming days with their hours, today first.
    pub week: Vec<Dagtijden>,
}

/// The hours of one day.
#[derive(Clone, Debug)]
pub struct Dagtijden {
    /// "vandaag", "dinsdag".
    pub dag: String,
    /// "8:30 tot 17:00", or "gesloten".
    pub uren: String,
}

impl Bereikbaar {
    fn new(taal: Taal, organisatie: &Gemeente, nu: Moment) -> Self {
        let kalender = &organisatie.kalender;
        let nu_open = kalender.is_open(nu.timestamp());
        let telefoon = organisatie.instellingen.telefoon.clone();
        let tel = telefoon.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let next: Vec<Date> = std::iter::successors(Some(nu.date()), |date| date.tomorrow().ok()).take(7).collect();
        let week = next.into_iter().map(|date| Dagtijden {
            dag: if date == nu.date() { taal.tekst("tijd-vandaag") } else { tijd::weekdag(taal, date) },
            uren: hours(taal, organisatie, date),
        });
        Self { nu_open, tekst: now(taal, organisatie, nu, nu_open), telefoon, tel, week: week.collect() }
    }
}

/// The spans of a day as times that people read: 8:30, not 08:30.
fn spans(organisatie: &Gemeente, date: Date) -> Vec<(String, String)> {
    let plain = |time: &str| time.strip_prefix('0').unwrap_or(time).to_owned();
    let split = |span: String| span.split_once('-').map(|(from, to)| (plain(from), plain(to)));
    organisatie.kalender.open_on(date).iter().filter_map(|span| split(span.to_string())).collect()
}

fn hours(taal: Taal, organisatie: &Gemeente, date: Date) -> String {
    let spans = spans(organisatie, date);
    let said =
        spans.iter().map(|(from, to)| taal.tekst_met("open-van-tot").met("van", from).met("tot", to).to_string());
    if spans.is_empty() { taal.tekst("open-gesloten") } else { said.collect::<Vec<_>>().join(", ") }
}

fn now(taal: Taal, organisatie: &Gemeente, nu: Moment, nu_open: bool) -> String {
    if nu_open {
        let minute = |time: &str| -> Option<i32> {
            let (hours, minutes) = time.split_once(':')?;
            Some(hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?)
        };
        let local = nu.in_amsterdam().datetime();
        let here = i32::from(local.hour()) * 60 + i32::from(local.minute());
        let until = spans(organisatie, local.date()).into_iter().map(|(_, to)| to);
        let until = until.into_iter().find(|to| minute(to).is_some_and(|to| here < to)).unwrap_or_default();
        return taal.tekst_met("open-nu").met("tot", until).to_string();
    }
    match organisatie.kalender.next_open(nu.timestamp()) {
        Ok(next) => {
            let next = Moment::from(next).in_amsterdam().datetime();
            let day = tijd::day_name(taal, next.date(), nu.date());
            taal.tekst_met("open-straks").met("dag", day).met("tijd", tijd::clock(next)).to_string()
        }
        Err(_) => taal.tekst("open-gesloten"),
    }
}
