//! normen/CODE.toml

use kern::journaal::{Past, Vorm};
use serde_json::Value as Json;
use servicenormen::gebeurd::{MOMENTEN, VAN_DE_ZAAK};
use servicenormen::norm::{Duur, Merk, Norm, Soort, Start, Tekst, Termijn, Termijnregel, Uitzondering, Zaakbron};
use servicenormen::voorwaarde::{ACTIE, Eis, Voorwaarden};

use crate::afspraken::afspraak::WEBSITE;
use crate::inrichten::boek::Ding;
use crate::inrichten::lezer::Tabel;
use crate::inrichten::teksten;
use crate::waarnemingen;

/// Ten years of working days: nobody promises something for later.
const DUUR_MAX: i64 = 2_600;
/// Each gebeurtenis that tells the whole zaak.
const ZAAK: &str = "zaak";
const ZAAK_SOORTEN: [(&str, &str); 3] = [("zaak", "aangemaakt"), ("zaak", "gewijzigd"), ("status", "aangemaakt")];

/// A norm; none of one that lies ready and is not promised yet, and everything that is wrong with either.
pub(super) fn lees(tabel: &Tabel<'_>, code: &str) -> Option<Norm> {
    let aan = tabel.ja_nee("aan", true);
    let onderwerp = tabel.text("onderwerp");
    let soorten = Soorten(crate::soorten().collect());
    if !onderwerp.is_empty() && !soorten.0.iter().any(|vorm| vorm.naam.resource == onderwerp) {
        tabel.fout("onderwerp", teksten::norm_onderwerp_onbekend(&onderwerp));
    }
    let norm = Norm {
        code: code.to_owned(),
        vanaf: tabel.datum("vanaf"),
        naam: Tekst { nl: tabel.text("naam"), en: tabel.text("naam_en") },
        belofte: Tekst { nl: tabel.text("belofte"), en: tabel.text("belofte_en") },
        meting: Tekst { nl: tabel.meer_regels("meting"), en: tabel.meer_regels("meting_en") },
        eigenaar: tabel.verwijzing("eigenaar", Ding::Team),
        openbaar: tabel.ja_nee("openbaar", false),
        doel: tabel.getal("doel", 1..=100).unwrap_or(100),
        tussendoelen: tabel.tabellen("tussendoel", tussendoel).into_iter().collect(),
        producten: tabel.verwijzingen("producten", Ding::Product),
        zaak: zaak(tabel, &onderwerp),
        start: start(tabel, &soorten),
        stop: merken(tabel, "stop", &soorten),
        gemist: merken(tabel, "gemist", &soorten),
        pauze: merken(tabel, "pauze", &soorten),
        hervat: merken(tabel, "hervat", &soorten),
        vervalt: merken(tabel, "vervalt", &soorten),
        termijnen: Vec::new(),
        waarschuw: tabel.tabel("waarschuw", |inner| duur(inner, 1, &VOORAF)).flatten(),
        uitgezonderd: Vec::new(),
        onderwerp,
    };
    // Their conditions are about what starts it.
    let bij = &norm.start.bij;
    let termijnen = tabel.tabellen("termijn", |inner| termijn(inner, bij, &soorten));
    let uitgezonderd = tabel.tabellen("uitgezonderd", |inner| Uitzondering {
        waar: waar(inner, bij, &soorten),
        reden: Tekst { nl: inner.text("reden"), en: inner.text("reden_en") },
    });
    if norm.stop.is_empty() {
        tabel.fout("stop", teksten::tabel_ontbreekt("[stop]"));
    }
    if termijnen.is_empty() {
        tabel.fout("termijn", teksten::tabel_ontbreekt("[termijn]"));
    }
    if norm.pauze.is_empty() != norm.hervat.is_empty() {
        tabel.fout("pauze", teksten::norm_pauze_zonder_hervat());
    }
    let norm = Norm { termijnen: termijnen.into_iter().flatten().collect(), uitgezonderd, ..norm };
    if let Some(feit) = waarnemingen::onbruikbaar(&norm) {
        tabel.fout("start", teksten::norm_code_ontbreekt(feit));
    }
    aan.then_some(norm)
}

fn tussendoel(tabel: &Tabel<'_>) -> (i16, i64) {
    let jaar = tabel.getal("jaar", 2000..=2100).and_then(|jaar| i16::try_from(jaar).ok());
    (jaar.unwrap_or_default(), tabel.getal("doel", 1..=100).unwrap_or_default())
}

fn zaak(tabel: &Tabel<'_>, onderwerp: &str) -> Zaakbron {
    let naam = tabel.optional_text("zaak");
    match naam.as_deref() {
        None if onderwerp == ZAAK => Zaakbron::Zelf,
        None => Zaakbron::Geen,
        Some("hoofdobject") => Zaakbron::Hoofdobject,
        Some(feit) => Zaakbron::Feit(feit.to_owned()),
    }
}

fn start(tabel: &Tabel<'_>, soorten: &Soorten) -> Start {
    let found = tabel.tabel("start", |inner| {
        let bij = soorten.genoemd(inner, "bij");
        let op = inner.teksten("op");
        soorten.kennen(inner, "op", &bij, op.iter());
        Start { waar: waar(inner, &bij, soorten), op, bij }
    });
    if found.is_none() {
        tabel.ontbreekt("start");
    }
    found.unwrap_or_else(|| Start { bij: Vec::new(), waar: Voorwaarden::default(), op: Vec::new() })
}

fn merken(tabel: &Tabel<'_>, key: &'static str, soorten: &Soorten) -> Vec<Merk> {
    tabel.tabellen(key, |inner| {
        let bij = soorten.genoemd(inner, "bij");
        let (op, over) = (inner.optional_text("op"), inner.optional_text("over"));
        soorten.kennen(inner, "op", &bij, op.iter());
        soorten.kennen(inner, "over", &bij, over.iter());
        Merk { waar: waar(inner, &bij, soorten), op, over, bij }
    })
}

fn waar(tabel: &Tabel<'_>, bij: &[Soort], soorten: &Soorten) -> Voorwaarden {
    let read = |inner: &Tabel<'_>| {
        let eisen = inner.eisen();
        for (naam, eis) in &eisen.0 {
            // When it happened is a moment of the gebeurtenis, and none of its facts.
            let melding = match MOMENTEN.contains(&naam.as_str()) {
                true => Some(teksten::norm_feit_onbekend(naam, [])),
                false => soorten.onbekend(bij, naam),
            };
            if let Some(melding) = melding {
                inner.fout_bij(naam, melding);
                continue;
            }
            soorten.eis(inner, bij, naam, eis);
        }
        eisen
    };
    tabel.tabel("waar", read).unwrap_or_default()
}

/// None when it says no length of time.
fn termijn(tabel: &Tabel<'_>, bij: &[Soort], soorten: &Soorten) -> Option<Termijnregel> {
    let waar = waar(tabel, bij, soorten);
    let voor = tabel.optional_text("voor");
    soorten.kennen(tabel, "voor", bij, voor.iter());
    // On the day itself is none before it.
    let duur = if voor.is_some() { duur(tabel, 0, &DAGEN) } else { duur(tabel, 1, &EENHEDEN) }?;
    let termijn = voor.map_or(Termijn::Na(duur), |feit| Termijn::Voor { feit, duur });
    Some(Termijnregel { waar, termijn })
}

type Eenheid = (&'static str, fn(u32) -> Duur);
const WERKDAGEN: Eenheid = ("werkdagen", Duur::Werkdagen);
const IN_DAGEN: Eenheid = ("dagen", Duur::Dagen);
const WEKEN: Eenheid = ("weken", Duur::Weken);
const MAANDEN: Eenheid = ("maanden", Duur::Maanden);
const MINUTEN: Eenheid = ("minuten", Duur::Minuten);
/// What a term after the start can be counted in.
const EENHEDEN: [Eenheid; 6] =
    [MINUTEN, ("openingsminuten", Duur::Openingsminuten), WERKDAGEN, IN_DAGEN, WEKEN, MAANDEN];
/// The same before a date.
const DAGEN: [Eenheid; 4] = [WERKDAGEN, IN_DAGEN, WEKEN, MAANDEN];
/// The same of a warning.
const VOORAF: [Eenheid; 4] = [MINUTEN, WERKDAGEN, IN_DAGEN, WEKEN];

/// One length of time, in one of these units.
fn duur(tabel: &Tabel<'_>, min: i64, eenheden: &[Eenheid]) -> Option<Duur> {
    let found: Vec<Duur> = eenheden
        .iter()
        .copied()
        .filter_map(|(key, of)| tabel.getal(key, min..=DUUR_MAX).and_then(|n| u32::try_from(n).ok()).map(of))
        .collect();
    if found.len() != 1 {
        tabel.fout_op(tabel.plek(), teksten::norm_een_duur(eenheden.iter().map(|(key, _)| *key)));
    }
    // First: of one.
    found.first().copied()
}

/// Facts that name a team.
pub(in crate::inrichten) const TEAMFEITEN: [&str; 3] = ["team", "naar_team", "van_team"];
/// A text that is no code: where it fits, any text does.
const NIETS: &str = "?";

/// What a fact of this name refers to, where any text can be it.
fn ding(feit: &str) -> Option<Ding> {
    Some(match feit {
        "zaaktype" => Ding::Zaaktype,
        "product" | "producten" => Ding::Product,
        "kanaal" => Ding::Kanaal,
        "reden" => Ding::Reden,
        "uitkomst" => Ding::Uitkomst,
        "thema" => Ding::Thema,
        "balie" => Ding::Balie,
        _ => return None,
    })
}

/// The kinds of gebeurtenissen that a norm can name, with their facts.
struct Soorten(Vec<Vorm>);

impl Soorten {
    /// The kinds that a list names; `zaak` is each that tells the whole zaak.
    fn genoemd(&self, tabel: &Tabel<'_>, key: &'static str) -> Vec<Soort> {
        let mut all = Vec::new();
        let named = tabel.teksten(key);
        if named.is_empty() {
            tabel.fout(key, teksten::lijst_leeg(key));
        }
        for naam in named {
            if naam == ZAAK {
                all.extend(ZAAK_SOORTEN.map(|(resource, actie)| Soort(resource.to_owned(), actie.to_owned())));
                continue;
            }
            match naam.split_once(' ').filter(|naam| self.vorm(*naam).is_some()) {
                Some((resource, actie)) => all.push(Soort(resource.to_owned(), actie.to_owned())),
                None => tabel.fout(key, teksten::norm_soort_onbekend(&naam)),
            }
        }
        all
    }

    /// Notes what a fact of none of these kinds can be, and what it refers to.
    fn eis(&self, tabel: &Tabel<'_>, bij: &[Soort], naam: &str, eis: &Eis) {
        let waarden = eis.waarden();
        if waarden.is_empty() && !matches!(eis, Eis::Gevuld(_)) {
            tabel.fout_bij(naam, teksten::lijst_leeg(naam));
        }
        for waarde in &waarden {
            self.waarde(tabel, bij, naam, waarde);
        }
    }

    fn waarde(&self, tabel: &Tabel<'_>, bij: &[Soort], naam: &str, waarde: &Json) {
        if waarde == "" {
            tabel.fout_bij(naam, teksten::norm_waarde_past_niet(naam, waarde, []));
            return;
        }
        if naam == ACTIE {
            let acties: Vec<&str> = bij.iter().map(|soort| soort.1.as_str()).collect();
            if !acties.iter().any(|actie| waarde == actie) && !bij.is_empty() {
                tabel.fout_bij(naam, teksten::norm_waarde_past_niet(naam, waarde, acties));
            }
            return;
        }
        let (feit, vormen): (&str, Vec<&Vorm>) = match naam.strip_prefix(VAN_DE_ZAAK) {
            Some(feit) => (feit, self.vorm(("zaak", "aangemaakt")).into_iter().collect()),
            None => (naam, bij.iter().filter_map(|soort| self.vorm((&soort.0, &soort.1))).collect()),
        };
        let vormen = vormen.into_iter().filter(|vorm| vorm.velden().contains(&feit));
        let of_code = waarde.as_str();
        if TEAMFEITEN.contains(&feit) {
            // The file names a team by its code, a gebeurtenis by its id.
            match of_code {
                Some(code) => tabel.verwijzing_bij(naam, Ding::Team, code),
                None => tabel.fout_bij(naam, teksten::norm_waarde_past_niet(naam, waarde, [])),
            }
            return;
        }
        let (mut past, mut keuze, mut vrij) = (false, Vec::new(), true);
        for vorm in vormen {
            match vorm.past(feit, waarde) {
                Past::Ja => {
                    past = true;
                    // An appointment knows one more channel: the website itself.
                    let own = vorm.naam.resource == "afspraak" && feit == "kanaal" && waarde == WEBSITE;
                    vrij &= !own && vorm.past(feit, &Json::from(NIETS)) == Past::Ja;
                }
                Past::Keuze(codes) => keuze.extend_from_slice(codes),
                Past::Nee => {}
            }
        }
        match (past, of_code, ding(feit)) {
            (false, _, _) => tabel.fout_bij(naam, teksten::norm_waarde_past_niet(naam, waarde, keuze)),
            (true, Some(code), Some(ding)) if vrij => tabel.verwijzing_bij(naam, ding, code),
            _ => {}
        }
    }

    fn vorm(&self, (resource, actie): (&str, &str)) -> Option<&Vorm> {
        self.0.iter().find(|vorm| vorm.naam.resource == resource && vorm.naam.actie == actie)
    }

    /// Notes the names that are facts of none of these kinds.
    fn kennen<'n>(&self, tabel: &Tabel<'_>, key: &'static str, bij: &[Soort], namen: impl Iterator<Item = &'n String>) {
        for naam in namen {
            if let Some(melding) = self.onbekend(bij, naam) {
                tabel.fout(key, melding);
            }
        }
    }

    /// What to say of a name that is no fact of any of these kinds, nor of the zaak.
    fn onbekend(&self, bij: &[Soort], naam: &str) -> Option<teksten::Melding> {
        let of_zaak = naam.strip_prefix(VAN_DE_ZAAK);
        let known: Vec<&str> = match of_zaak {
            Some(_) => self.vorm(("zaak", "aangemaakt")).map(Vorm::velden).unwrap_or_default(),
            None if MOMENTEN.contains(&naam) || naam == ACTIE => return None,
            None => bij.iter().filter_map(|soort| self.vorm((&soort.0, &soort.1))).flat_map(Vorm::velden).collect(),
        };
        // Of a kind that there is not it was said already.
        let unknown = !known.contains(&of_zaak.unwrap_or(naam)) && !bij.is_empty();
        unknown.then(|| teksten::norm_feit_onbekend(naam, known))
    }
}
