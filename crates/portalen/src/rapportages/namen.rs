//! The names behind the codes of a report, in the language of the reader, and the addresses of what a figure counts.

use std::collections::HashMap;
use std::sync::Arc;

use dienstverlening::kennisbank;
use dienstverlening::rapportage::{
    Aandeel, Achter, AchterVerzoeken, Achterliggend, Belofte, Definities, Indicator, Lijst, Naam, Teamcodes, Uur,
};
use kern::autorisatie::{LeesContacten, Werken};
use kern::organisaties::{self, TeamId};
use kern::{Authorised, Reads, Result};
use registers::klantinteracties::klantcontact::Afhandeling;
use termijnen::Kwartaal;

use crate::basis::adres::als_waarde;
use crate::basis::kenmerken;
use crate::basis::organisaties::Gemeente;
use crate::basis::{Bezoek, Ingelogd, Taal, tijd};

/// Names and addresses for one reader and one quarter.
#[derive(Clone)]
pub(super) struct Namen {
    pub(super) taal: Taal,
    pub(super) kwartaal: Kwartaal,
    organisatie: Arc<Gemeente>,
    teams: HashMap<TeamId, (String, String)>,
    producten: HashMap<String, String>,
    opent: bool,
    /// By which version of an indicator was counted, where that is not the one of now.
    definities: Definities,
}

impl Namen {
    /// Reads them: the teams, and the products that are named.
    pub(super) async fn lees(db: &impl Reads, wie: &Ingelogd, kwartaal: Kwartaal, codes: &[&str]) -> Result<Self> {
        let opent = wie.medewerker.may::<LeesContacten>();
        Self::voor(db, (wie.taal, Arc::clone(&wie.organisatie)), (kwartaal, codes), opent).await
    }

    /// The same for everyone: they open no lists.
    pub(super) async fn openbaar(db: &impl Reads, bezoek: &Bezoek, kwartaal: Kwartaal, codes: &[&str]) -> Result<Self> {
        Self::voor(db, (bezoek.taal, Arc::clone(&bezoek.organisatie)), (kwartaal, codes), false).await
    }

    async fn voor(
        db: &impl Reads,
        (taal, organisatie): (Taal, Arc<Gemeente>),
        (kwartaal, codes): (Kwartaal, &[&str]),
        opent: bool,
    ) -> Result<Self> {
        // Names of teams and products, for a report that whoever asks may read.
        let who = Authorised::<Werken>::program(organisatie.id);
        let teams = organisaties::teams(db, &who).await?;
        let producten = kennisbank::producten_met_code(db, &who, codes).await?;
        let name =
            |product: kennisbank::Product| (product.code, taal.naam(&product.naam, product.naam_en.as_deref()).tekst);
        Ok(Self {
            taal,
            kwartaal,
            organisatie,
            teams: teams.into_iter().map(|team| (team.id, (team.code, team.naam))).collect(),
            producten: producten.into_iter().map(name).collect(),
            opent,
            definities: Definities::new(),
        })
    }

    /// The same names, for figures that no list shows.
    pub(super) fn zonder_lijsten(self) -> Self {
        Self { opent: false, ..self }
    }

    /// The same names, for figures that were counted by these versions.
    pub(super) fn met_definities(self, definities: Definities) -> Self {
        Self { definities, ..self }
    }

    /// By which version of an indicator its figures were counted.
    pub(super) fn versie(&self, indicator: Indicator) -> u32 {
        self.definities.get(&indicator).copied().unwrap_or_else(|| indicator.versie())
    }

    /// A number of an earlier quarter; a dash when that was not counted as a whole.
    pub(super) fn eerder(&self, getal: Option<i64>) -> String {
        getal.map_or_else(|| self.tekst("rapport-geen-getal"), |getal| self.getal(getal))
    }

    /// The same for a share.
    pub(super) fn aandeel_eerder(&self, aandeel: Option<Aandeel>) -> String {
        self.procent(aandeel.and_then(Aandeel::procent))
    }

    pub(super) fn tekst(&self, key: &str) -> String {
        self.taal.tekst(key)
    }

    pub(super) fn kanaal(&self, code: &str) -> String {
        let keuze = self.organisatie.instellingen.kanaal(code);
        self.keuze(code, keuze.map(|k| (k.naam.as_str(), k.naam_en.as_str())), "rapport-zonder-kanaal")
    }

    pub(super) fn reden(&self, code: &str) -> String {
        let keuze = self.organisatie.instellingen.reden(code);
        self.keuze(code, keuze.map(|k| (k.naam.as_str(), k.naam_en.as_str())), "rapport-zonder-reden")
    }

    pub(super) fn klantgroep(&self, code: &str) -> String {
        match code.parse() {
            Ok(groep) => kenmerken::klantgroep(self.taal, groep),
            Err(_) => self.keuze(code, None, "klantgroep-onbekend"),
        }
    }

    pub(super) fn product(&self, code: &str) -> String {
        let naam = self.producten.get(code).map(|naam| (naam.as_str(), naam.as_str()));
        self.keuze(code, naam, "rapport-zonder-onderwerp")
    }

    fn keuze(&self, code: &str, naam: Option<(&str, &str)>, none: &str) -> String {
        match naam {
            Some((nl, en)) => self.taal.naam(nl, Some(en)).tekst,
            None if code.is_empty() => self.taal.tekst(none),
            None => code.to_owned(),
        }
    }

    pub(super) fn team(&self, id: TeamId) -> String {
        self.teams.get(&id).map_or_else(|| self.taal.tekst("rapport-team-opgeheven"), |(_, naam)| naam.clone())
    }

    /// The team with this code, as it stands in an address.
    pub(super) fn team_met_code(&self, code: &str) -> Option<TeamId> {
        self.teams.iter().find(|(_, (own, _))| own == code).map(|(id, _)| *id)
    }

    pub(super) fn afhandeling(&self, afhandeling: Afhandeling) -> String {
        // texts: afhandeling-*
        self.taal.tekst(&format!("afhandeling-{}", afhandeling.code().replace('_', "-")))
    }

    /// "53,2%", or a dash when there is nothing to have a share of.
    pub(super) fn procent(&self, procent: Option<f64>) -> String {
        match procent {
            Some(procent) => {
                self.taal.tekst_met("rapport-procent").met("getal", self.taal.decimaal(procent)).to_string()
            }
            None => self.taal.tekst("rapport-geen-getal"),
        }
    }

    /// "53%": for a place with little room.
    pub(super) fn procent_heel(&self, procent: Option<f64>) -> String {
        match procent {
            Some(procent) => self.taal.tekst_met("rapport-procent").met("getal", format!("{procent:.0}")).to_string(),
            None => self.taal.tekst("rapport-geen-getal"),
        }
    }

    pub(super) fn aandeel(&self, aandeel: Aandeel) -> String {
        self.procent(aandeel.procent())
    }

    pub(super) fn getal(&self, getal: i64) -> String {
        self.taal.getal(getal)
    }

    /// "8,2": a value that is kept in tenths.
    pub(super) fn tienden(&self, tienden: i64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "tenths of a percent or a mark")]
        let value = tienden as f64 / 10.0;
        self.taal.decimaal(value)
    }

    /// The list behind a figure, for those who may open it.
    pub(super) fn lijst(&self, lijst: &Lijst) -> Option<String> {
        match &lijst.van {
            Achterliggend::Contacten(achter) => self.contacten_in(lijst.kwartaal, achter),
            Achterliggend::Verzoeken(achter) => self.verzoeken_in(lijst.kwartaal, achter),
        }
    }

    /// The contacts of this quarter behind a figure.
    pub(super) fn contacten(&self, achter: &Achter) -> Option<String> {
        self.contacten_in(self.kwartaal, achter)
    }

    fn contacten_in(&self, kwartaal: Kwartaal, achter: &Achter) -> Option<String> {
        let uur = |of: fn(Uur) -> i8| achter.uur.map(|uur| of(uur).to_string());
        let filters = [
            ("kanaal", achter.kanaal.clone()),
            ("onderwerp", achter.onderwerp.clone()),
            ("reden", achter.reden.clone()),
            ("klantgroep", achter.klantgroep.clone()),
            ("afhandeling", achter.afhandeling.map(|kind| kind.code().to_owned())),
            ("weekdag", uur(|uur| uur.weekdag)),
            ("uur", uur(|uur| uur.uur)),
        ];
        self.adres("/rapportages/kcc/contacten", kwartaal, achter.team, &filters)
    }

    /// The callbacks of this quarter behind a figure.
    pub(super) fn verzoeken(&self, achter: &AchterVerzoeken) -> Option<String> {
        self.verzoeken_in(self.kwartaal, achter)
    }

    fn verzoeken_in(&self, kwartaal: Kwartaal, achter: &AchterVerzoeken) -> Option<String> {
        let filters = [("belofte", achter.belofte.map(|belofte| belofte.code().to_owned()))];
        self.adres("/rapportages/kcc/terugbelverzoeken", kwartaal, achter.team, &filters)
    }

    /// None of a team that is gone: it has no code to name it by.
    fn adres(
        &self,
        page: &str,
        kwartaal: Kwartaal,
        team: Option<TeamId>,
        filters: &[(&str, Option<String>)],
    ) -> Option<String> {
        let team = match team {
            Some(team) => Some(self.teams.get(&team)?.0.as_str()),
            None => None,
        };
        let filters = filters.iter().map(|(name, value)| (*name, value.as_deref()));
        let said = [("team", team)].into_iter().chain(filters);
        let said = said.filter_map(|(name, value)| Some(format!("&{name}={}", als_waarde(value?))));
        self.opent.then(|| format!("{page}?kwartaal={kwartaal}{}", said.collect::<String>()))
    }

    /// What a row or a bar is about.
    pub(super) fn naam(&self, naam: &Naam) -> String {
        match naam {
            Naam::Kanaal(code) => self.kanaal(code),
            Naam::Klantgroep(code) => self.klantgroep(code),
            Naam::Reden(code) => self.reden(code),
            Naam::Product(code) => self.product(code),
            Naam::AndereProducten(n) => self.taal.tekst_met("rapport-onderwerpen-overig").met("aantal", *n).to_string(),
            Naam::Afhandeling(kind) => self.afhandeling(*kind),
            Naam::Team(team) => self.team(*team),
            Naam::AlleTeams => self.tekst("rapport-alle-teams"),
            Naam::AlleTeamsIn(kwartaal) => {
                self.taal.tekst_met("rapport-terug-vorig").met("kwartaal", self.kwartaal_naam(*kwartaal)).to_string()
            }
            Naam::Kwartaal(kwartaal) => self.kwartaal_naam(*kwartaal),
            Naam::Maand(maand) => self.maand(maand).1,
            Naam::Weekdag(day) => self.weekdag(*day),
        }
    }

    /// The same where there is little room.
    pub(super) fn kort(&self, naam: &Naam) -> String {
        match naam {
            Naam::Maand(maand) => self.maand(maand).0,
            Naam::Weekdag(day) => self.weekdag(*day).chars().take(2).collect(),
            naam => self.naam(naam),
        }
    }

    /// The name of a day of the week; 1 is Monday.
    pub(super) fn weekdag(&self, day: i8) -> String {
        // texts: rapport-weekdag-*
        self.tekst(&format!("rapport-weekdag-{day}"))
    }

    /// How a callback stands.
    pub(super) fn belofte(&self, belofte: Belofte) -> String {
        // texts: rapport-terug-*
        self.tekst(&format!("rapport-terug-{}", belofte.code()))
    }

    /// The name of an indicator, its definition, and which version of that it is.
    pub(super) fn indicator(&self, indicator: Indicator) -> (String, String, String) {
        // texts: indicator-*
        let key = format!("indicator-{indicator}");
        let versie = self.taal.tekst_met("indicator-versie").met("versie", i64::from(self.versie(indicator)));
        (self.tekst(&key), self.tekst(&format!("{key}-definitie")), versie.to_string())
    }

    /// "Derde kwartaal 2026".
    pub(super) fn kwartaal_naam(&self, kwartaal: Kwartaal) -> String {
        let named = self.taal.tekst_met("rapport-kwartaal").met("nummer", i64::from(kwartaal.quarter()));
        named.met("jaar", kwartaal.year().to_string()).to_string()
    }

    /// The name of a month such as `2026-08`, short and in full.
    pub(super) fn maand(&self, maand: &str) -> (String, String) {
        let (year, month) = maand.split_once('-').unwrap_or((maand, "1"));
        // texts: rapport-maand-*
        let short = self.taal.tekst(&format!("rapport-maand-{}", month.trim_start_matches('0')));
        let full = format!("{short} {year}");
        (short, full)
    }

    /// The teams by code.
    pub(super) fn teamcodes(&self) -> Teamcodes {
        self.teams.iter().map(|(id, (code, _))| (code.clone(), *id)).collect()
    }

    /// The day on which the quarter ends, or today when it runs.
    pub(super) fn datum(&self, datum: jiff::civil::Date) -> String {
        tijd::with_year(self.taal, datum)
    }
}
