//! How a case looks to whoever handles it.

use dienstverlening::berichten::Bericht;
use dienstverlening::contacten::Huis;
use dienstverlening::zaken::{self, Aanvulverzoek, Dossier, Verzoekstatus};
use jiff::ToSpan;
use kern::organisaties::{Collega, Team};
use registers::catalogi::{InternOfExtern, Zaaktype};
use registers::zaken::{Rol, RolId, Stap, Wijziging, Zaak, ZaakId};
use servicenormen::Toezegging;
use termijnen::Termijn;
use termijnen::wettelijk::{Einde, Grondslag};

use super::taken::Namen;
use super::taken_detail::{Groep, groep};
use crate::basis::kenmerken::{self, Kenmerkkeuze};
use crate::basis::klok::Klok;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Fout, Ingelogd, Taal, Velden, berekening, tijd};
use crate::berichtbeeld::{self, Berichtbeeld};
use crate::zaakbeeld::beloften::{self, Lezer};
use crate::zaakbeeld::{self, Documentbeeld, Stapbeeld};

/// So much time somebody gets to supply what is missing, unless the handler says otherwise (Awb, article 4:5: reasonable).
const AANVULLEN_DAGEN: i64 = 14;

/// A case as it is shown.
pub(super) struct Beeld {
    pub(super) adres: String,
    pub(super) nummer: String,
    pub(super) titel: String,
    pub(super) soort: String,
    pub(super) bij: String,
    pub(super) wacht: String,
    pub(super) stappen: Vec<Stapbeeld>,
    pub(super) klokken: Vec<Klok>,
    /// There are none while they are made again.
    pub(super) telt_nog: bool,
    pub(super) ontvangen: Tijdstip,
    /// When whoever applied was told that it came in.
    pub(super) bevestigd: Option<Tijdstip>,
    pub(super) uiterlijk: Option<Tijdstip>,
    /// Of what: the law, or our promise.
    pub(super) uiterlijk_kop: String,
    /// That last day can still move: the term stands still.
    pub(super) vroegst: bool,
    pub(super) gepland: Option<Tijdstip>,
    pub(super) waarom: Vec<String>,
    pub(super) toelichting: String,
    pub(super) uitkomst: Option<(String, String)>,
    /// Until when somebody can object to it, or empty.
    pub(super) bezwaar: String,
    pub(super) mensen: Vec<Mens>,
    pub(super) gegevens: Vec<(String, String)>,
    pub(super) documenten: Vec<Documentbeeld>,
    pub(super) verzoeken: Vec<Verzoek>,
    pub(super) berichten: Vec<Berichtbeeld>,
    /// The token of the form for a message that did not arrive; none for whoever only reads. Also on a closed case.
    pub(super) nazien: Option<String>,
    pub(super) hoofdzaak: Option<(String, String)>,
    pub(super) deelzaken: Vec<(String, String, String)>,
    /// That there are more, which they may not see.
    pub(super) deelzaken_verborgen: Option<String>,
    pub(super) tijdlijn: Vec<Regel>,
}

/// Somebody with a part in it.
pub(super) struct Mens {
    /// The id of their part; what can be done says whether it can be taken back.
    pub(super) id: RolId,
    pub(super) rol: String,
    pub(super) naam: String,
    pub(super) e_mail: String,
    pub(super) telefoon: String,
}

/// What was asked of the applicant.
pub(super) struct Verzoek {
    pub(super) op: Tijdstip,
    pub(super) tot: Tijdstip,
    pub(super) toelichting: String,
    pub(super) staat: String,
    /// Per item: its id while it is missing, what it is, and when it came.
    pub(super) stukken: Vec<(String, String, Option<Tijdstip>)>,
}

/// A line of the time line.
pub(super) struct Regel {
    pub(super) op: Tijdstip,
    pub(super) wie: String,
    pub(super) wat: String,
    pub(super) toelichting: String,
    pub(super) uiterlijk: Option<Tijdstip>,
}

/// The forms, with what was typed when they are shown again.
pub(super) struct Doen {
    pub(super) csrf: String,
    pub(super) versie: i64,
    pub(super) oppakken: bool,
    /// Whether they decide; otherwise the page says who does.
    pub(super) besluiten: bool,
    pub(super) groepen: Vec<Groep>,
    pub(super) statussen: Vec<(String, String)>,
    pub(super) resultaten: Vec<(String, String)>,
    pub(super) eigenschappen: Vec<(String, String)>,
    /// The parts that they can give a colleague, and those that they can take back.
    pub(super) rollen: Vec<(String, String)>,
    pub(super) terug_te_nemen: Vec<RolId>,
    pub(super) deeltypen: Vec<(String, String)>,
    pub(super) deelzaak: ZaakId,
    pub(super) vragen: bool,
    /// By how much it can be extended at most; none: it cannot be.
    pub(super) verlengen: Option<Verlengbaar>,
    /// Today: the last day on which something can have come in.
    pub(super) vandaag: String,
    /// The day on which it came in, and the last on which it can have.
    pub(super) ontvangen: (String, String),
    /// For whom it is and how much work.
    pub(super) kenmerken: Kenmerkkeuze,
    pub(super) compleet: bool,
    /// Whether somebody has to tell the applicant that it came in.
    pub(super) vertellen: bool,
    pub(super) tot: String,
    typed: Velden,
}

/// The form that extends: a number in the unit of the most that is allowed.
pub(super) struct Verlengbaar {
    /// What it asks: "Met hoeveel weken?".
    pub(super) vraag: String,
    /// The most there is: "6 weken".
    pub(super) max: String,
    pub(super) aantal: String,
}

impl Verlengbaar {
    fn new(t: Taal, max: Termijn, velden: &Velden) -> Self {
        let (aantal, eenheid) = max.in_eenheid();
        Self {
            // texts: zaak-verleng-vraag-*
            vraag: t.tekst(&format!("zaak-verleng-vraag-{}", eenheid.to_ascii_lowercase())),
            max: t.tekst_met("zaak-verleng-max").met("duur", berekening::duur(t, &max.to_string())).to_string(),
            aantal: velden.filled("verleng_aantal").map_or_else(|| aantal.to_string(), str::to_owned),
        }
    }
}

impl Doen {
    /// The day on which the applicant was told: as it was typed, empty too, and else today.
    pub(super) fn verteld_op(&self) -> &str {
        if self.typed.has("verteld_op") { self.typed.get("verteld_op") } else { &self.vandaag }
    }

    /// What was typed in a field before it was refused.
    pub(super) fn getypt(&self, veld: &str) -> &str {
        self.typed.get(veld)
    }
}

pub(super) fn beeld(
    wie: &Ingelogd,
    namen: &Namen,
    huis: &Huis,
    dossier: &Dossier,
    hoofdzaak: Option<&Zaak>,
    (berichten, toezeggingen): (&[Bericht], &[Toezegging]),
    velden: &Velden,
) -> Result<Beeld, Fout> {
    let (t, nu, zaak) = (wie.taal, wie.nu, &dossier.zaak);
    let kalender = huis.instellingen.kalender()?;
    let adres = format!("/werkplek/zaken/{}", zaak.id);
    let day = |date: Option<jiff::civil::Date>| {
        date.map(|date| tijd::dag_met_afstand(t, date, nu.date(), &wie.organisatie.kalender))
    };
    let link = |other: &Zaak| (format!("/werkplek/zaken/{}", other.id), other.identificatie.clone());
    let vrij = huis.instellingen.vrije_dagen();
    let data = dossier.data(&vrij, nu.date())?;
    // Of whoever left nothing of themselves nobody was told, nor of work between ourselves.
    let outside = dossier.zaaktype.indicatie_intern_of_extern == InternOfExtern::Extern;
    let told = zaak.in_mijn_op.is_some() || dossier.stappen.iter().any(|stap| stap.soort == Wijziging::Bevestigd);
    Ok(Beeld {
        documenten: zaakbeeld::documenten(t, &adres, &dossier.documenten, nu),
        adres,
        nummer: zaak.identificatie.clone(),
        titel: zaak.omschrijving.clone(),
        soort: t.naam(&dossier.zaaktype.omschrijving, Some(&dossier.zaaktype.omschrijving_en)).tekst,
        bij: bij(t, namen, zaak),
        wacht: zaakbeeld::wacht(t, dossier, nu),
        stappen: zaakbeeld::stappen(t, zaak, &dossier.zaaktype, &dossier.statussen, nu),
        klokken: beloften::klokken(t, Lezer::Collega, toezeggingen, nu, &kalender),
        telt_nog: false,
        ontvangen: tijd::moment_of_dag(t, zaak.ontvangen_op, nu),
        bevestigd: zaak.bevestigd_op.filter(|_| outside && told).map(|op| tijd::moment_of_dag(t, op, nu)),
        uiterlijk: day(Some(data.uiterlijk.dag())),
        uiterlijk_kop: t.tekst(match dossier.zaaktype.grondslag {
            Grondslag::Belofte => "zaak-uiterlijk-belofte",
            _ => "zaak-uiterlijk",
        }),
        vroegst: matches!(data.uiterlijk, Einde::OpZijnVroegst(_)),
        gepland: day(data.gepland),
        waarom: zaakbeeld::waarom(t, dossier, &data, nu),
        bezwaar: zaakbeeld::bezwaar(t, dossier, &vrij)?,
        toelichting: zaak.toelichting.clone(),
        uitkomst: uitkomst(t, dossier),
        mensen: dossier.rollen.iter().map(mens).collect(),
        gegevens: gegevens(t, dossier),
        verzoeken: dossier.verzoeken.iter().rev().map(|verzoek| verzoek_beeld(wie, verzoek)).collect(),
        berichten: berichten
            .iter()
            .map(|message| berichtbeeld::bericht(wie, message).met_leesbaarheid(t, message, berichten).getypt(velden))
            .collect(),
        nazien: None,
        deelzaken_verborgen: None,
        hoofdzaak: hoofdzaak.map(link),
        deelzaken: dossier.deelzaken.iter().map(|part| deelzaak(t, part)).collect(),
        tijdlijn: dossier.stappen.iter().rev().map(|stap| regel(wie, namen, stap)).collect(),
    })
}

/// With whom it lies.
pub(super) fn bij(t: Taal, namen: &Namen, zaak: &Zaak) -> String {
    match zaak.medewerker {
        Some(id) => format!("{} ({})", namen.mens(t, Some(id)), namen.team(zaak.team)),
        None => t.tekst_met("taken-niemand").met("team", namen.team(zaak.team)).to_string(),
    }
}

fn deelzaak(t: Taal, part: &Zaak) -> (String, String, String) {
    let staat = t.tekst(if part.is_open() { "zaak-open" } else { "zaak-gesloten" });
    (format!("/werkplek/zaken/{}", part.id), format!("{} {}", part.identificatie, part.omschrijving), staat)
}

fn uitkomst(t: Taal, dossier: &Dossier) -> Option<(String, String)> {
    let resultaat = dossier.resultaat.as_ref()?;
    let known = dossier.zaaktype.resultaattype(resultaat.resultaattype)?;
    Some((t.naam(&known.omschrijving, Some(&known.omschrijving_en)).tekst, resultaat.toelichting.clone()))
}

fn mens(rol: &Rol) -> Mens {
    let (naam, e_mail, telefoon) = rol.betrokkene.contact();
    Mens {
        id: rol.id,
        rol: rol.omschrijving.clone(),
        naam: naam.to_owned(),
        e_mail: e_mail.to_owned(),
        telefoon: telefoon.to_owned(),
    }
}

fn verzoek_beeld(wie: &Ingelogd, verzoek: &Aanvulverzoek) -> Verzoek {
    let (t, nu) = (wie.taal, wie.nu);
    let item = |stuk: &dienstverlening::zaken::Stuk| {
        let came = stuk.ontvangen_op.map(|op| tijd::moment_of_dag(t, op, nu));
        let missing = if came.is_some() { String::new() } else { stuk.id.to_string() };
        (missing, stuk.omschrijving.clone(), came)
    };
    Verzoek {
        op: tijd::moment(t, verzoek.gevraagd_op, nu),
        tot: tijd::dag(t, verzoek.tot, nu.date()),
        toelichting: verzoek.toelichting.clone(),
        // texts: zaak-verzoek-*
        staat: t.tekst(&format!("zaak-verzoek-{}", verzoek.status.code())),
        stukken: verzoek.stukken.iter().map(item).collect(),
    }
}

fn regel(wie: &Ingelogd, namen: &Namen, stap: &Stap) -> Regel {
    let (t, nu) = (wie.taal, wie.nu);
    let naar = match (stap.naar_medewerker, stap.naar_team) {
        (Some(id), Some(team)) => format!("{} ({})", namen.mens(t, Some(id)), namen.team(team)),
        (Some(id), None) => namen.mens(t, Some(id)),
        (None, team) => team.map(|team| namen.team(team)).unwrap_or_default(),
    };
    let moved = !stap.berekening.is_empty();
    Regel {
        op: tijd::moment(t, stap.op, nu),
        wie: stap.medewerker.map(|id| namen.mens(t, Some(id))).unwrap_or_default(),
        // texts: zaak-stap-*
        wat: t.tekst_met(&format!("zaak-stap-{}", stap.soort.code())).met("naar", naar).to_string(),
        toelichting: stap.toelichting.clone(),
        uiterlijk: stap.uiterlijk.filter(|_| moved).map(|date| tijd::dag(t, date, nu.date())),
    }
}

/// What is known of it, beginning with what every zaak has.
fn gegevens(t: Taal, dossier: &Dossier) -> Vec<(String, String)> {
    let zaak = &dossier.zaak;
    let groep = zaak.klantgroep.map(|groep| (t.tekst("klantgroep"), kenmerken::klantgroep(t, groep)));
    let hoeveel = (t.tekst("complexiteit"), kenmerken::complexiteit(t, zaak.complexiteit));
    let known = dossier.eigenschappen.iter().map(|known| (known.naam.clone(), known.waarde.clone()));
    groep.into_iter().chain([hoeveel]).chain(known).collect()
}

/// What somebody else did in the meantime: the last step, with who and when.
pub(super) fn conflict(wie: &Ingelogd, namen: &Namen, dossier: &Dossier) -> String {
    // Word of its receipt is no reason to refuse anything: it is not what came in between.
    let told = |stap: &&Stap| !matches!(stap.soort, Wijziging::Bevestigd | Wijziging::NietBevestigd);
    let last = dossier.stappen.iter().rev().find(told);
    let Some(last) = last else { return wie.taal.tekst("taken-conflict-onbekend") };
    let line = regel(wie, namen, last);
    let who = if line.wie.is_empty() { wie.taal.tekst("zaak-aanvrager") } else { line.wie };
    let said = wie.taal.tekst_met("taken-conflict").met("wie", who).met("wat", line.wat);
    said.met("moment", line.op.tekst).to_string()
}

/// What somebody typed in a form that came too late: it is shown, never lost.
pub(super) fn eigen(t: Taal, velden: &Velden) -> Vec<(String, String)> {
    let fields = [
        ("taken-reden", "reden"),
        ("zaak-stukken", "stukken"),
        ("zaak-toelichting", "vraag_toelichting"),
        ("zaak-toelichting", "status_toelichting"),
        ("zaak-toelichting", "besluit_toelichting"),
        ("zaak-verleng-reden", "verleng_reden"),
        ("zaak-ontvangst-reden", "ontvangst_reden"),
        ("zaak-kenmerken-reden", "kenmerken_reden"),
        ("zaak-verteld-hoe", "verteld_hoe"),
        ("zaak-waarde", "waarde"),
        ("zaak-omschrijving", "omschrijving"),
    ];
    let typed = fields.into_iter().filter_map(|(key, field)| Some((t.tekst(key), velden.filled(field)?.to_owned())));
    typed.collect()
}

/// Whether all came that was asked for, and the applicant does not know.
fn is_te_melden(verzoek: &Aanvulverzoek) -> bool {
    verzoek.status == Verzoekstatus::Compleet && verzoek.compleet_op.is_some() && verzoek.bericht_op.is_none()
}

/// The form that puts the day of receipt right: what it says, and the last day that it can be.
fn ontvangst(zaak: &Zaak, velden: &Velden) -> (String, String) {
    let day = velden.filled("ontvangen_op").map_or_else(|| zaak.startdatum.to_string(), str::to_owned);
    (day, zaak.registratiedatum.to_string())
}

pub(super) fn doen(
    wie: &Ingelogd,
    (dossier, besluiten, vertellen): (&Dossier, bool, bool),
    teams: &[Team],
    collegas: &[Collega],
    deeltypen: &[Zaaktype],
    velden: &Velden,
    nieuw: ZaakId,
) -> Doen {
    let (t, zaak, zaaktype) = (wie.taal, &dossier.zaak, &dossier.zaaktype);
    let naam = |nl: &str, en: &str| t.naam(nl, Some(en)).tekst;
    let end = zaaktype.eindstatus().map(|last| last.id);
    let statussen =
        zaaktype.statustypen.iter().filter(|known| Some(known.id) != end && Some(known.id) != zaak.statustype);
    // Nothing is chosen because it stands first.
    let kies_uit = |all: Vec<(String, String)>| {
        let none = (!all.is_empty()).then(|| (String::new(), t.tekst("zaak-kies")));
        none.into_iter().chain(all).collect::<Vec<_>>()
    };
    let statussen: Vec<_> =
        statussen.map(|known| (known.id.to_string(), naam(&known.omschrijving, &known.omschrijving_en))).collect();
    let resultaten = zaaktype.resultaattypen.iter();
    let terug = dossier.rollen.iter().filter(|rol| {
        rol.betrokkene.medewerker().is_some() && zaken::is_voor_collegas(rol.omschrijving_generiek, besluiten)
    });
    let tot = velden.filled("tot").map(str::to_owned);
    let soon = wie.nu.date().checked_add(AANVULLEN_DAGEN.days()).map(|date| date.to_string());
    Doen {
        csrf: wie.csrf.clone(),
        versie: zaak.versie,
        besluiten,
        oppakken: zaak.medewerker != Some(wie.medewerker.id),
        groepen: teams.iter().map(|team| groep(wie, team, collegas)).collect(),
        statussen: kies_uit(statussen),
        resultaten: kies_uit(
            resultaten.map(|known| (known.id.to_string(), naam(&known.omschrijving, &known.omschrijving_en))).collect(),
        ),
        eigenschappen: kies_uit(
            zaaktype.eigenschappen.iter().map(|known| (known.naam.clone(), known.naam.clone())).collect(),
        ),
        rollen: kies_uit(
            zaken::voor_collegas(zaaktype, besluiten)
                .into_iter()
                .map(|known| (known.id.to_string(), known.omschrijving.clone()))
                .collect(),
        ),
        terug_te_nemen: terug.map(|rol| rol.id).collect(),
        deeltypen: kies_uit(
            deeltypen
                .iter()
                .map(|known| (known.identificatie.clone(), naam(&known.omschrijving, &known.omschrijving_en)))
                .collect(),
        ),
        deelzaak: velden.parsed("deelzaak").ok().flatten().unwrap_or(nieuw),
        vragen: zaaktype.indicatie_intern_of_extern == InternOfExtern::Extern
            && zaaktype.opschorting_en_aanhouding_mogelijk
            && !zaak.opschorting_indicatie,
        verlengen: zaaktype
            .verlengingstermijn
            .filter(|_| zaak.verlenging_duur.is_none())
            .map(|max| Verlengbaar::new(t, max, velden)),
        vandaag: wie.nu.date().to_string(),
        ontvangen: ontvangst(zaak, velden),
        kenmerken: Kenmerkkeuze::new(t, zaak, velden),
        compleet: dossier.verzoeken.iter().any(is_te_melden),
        vertellen,
        tot: tot.or(soon.ok()).unwrap_or_default(),
        typed: velden.clone(),
    }
}
