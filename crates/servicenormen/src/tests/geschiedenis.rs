//! Random histories with corrections: the engine, event by event, says what the recount says of the whole.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use kern::Moment;
use kern::journaal::Entry;
use kern::organisaties::{OrganisatieId, TeamId};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::cijfers::Bijdrage;
use crate::hertelling::{Verhaal, volgens};
use crate::kalenders::Kalenders;
use crate::kennis::Kennis;
use crate::klok::Deel;
use crate::motor::{Klokken, Partij, Zaken};
use crate::norm::{Duur, Merk, Norm, Soort, Start, Tekst, Termijn, Termijnregel, Uitzondering, Zaakbron};
use crate::normen::{Normen, Versie};
use crate::voorwaarde::{Eis, Voorwaarden};

pub(super) const TEAM: Uuid = Uuid::from_u128(0xAA);
pub(super) const BEGIN: &str = "2026-03-02T08:00:00Z";

pub(super) fn soort(text: &str) -> Soort {
    let (resource, actie) = text.split_once(' ').unwrap();
    Soort(resource.to_owned(), actie.to_owned())
}

pub(super) fn soorten(texts: &[&str]) -> Vec<Soort> {
    texts.iter().map(|text| soort(text)).collect()
}

pub(super) fn waar(eisen: &[(&str, Eis)]) -> Voorwaarden {
    Voorwaarden(eisen.iter().map(|(naam, eis)| ((*naam).to_owned(), eis.clone())).collect())
}

pub(super) fn is(value: impl Into<Json>) -> Eis {
    Eis::Is(vec![value.into()])
}

pub(super) fn merk(bij: &[&str], op: Option<&str>) -> Merk {
    Merk { bij: soorten(bij), waar: Voorwaarden::default(), op: op.map(str::to_owned), over: None }
}

pub(super) const ZAAK: [&str; 3] = ["zaak aangemaakt", "zaak gewijzigd", "status aangemaakt"];

/// A norm on a thing, with nothing but a start.
pub(super) fn norm(code: &str, onderwerp: &str, zaak: Zaakbron, bij: &[&str], op: &[&str], termijn: Termijn) -> Norm {
    Norm {
        code: code.to_owned(),
        vanaf: date(2026, 1, 1),
        naam: Tekst::default(),
        belofte: Tekst::default(),
        meting: Tekst::default(),
        eigenaar: "team".to_owned(),
        openbaar: true,
        doel: 98,
        tussendoelen: BTreeMap::new(),
        producten: Vec::new(),
        onderwerp: onderwerp.to_owned(),
        zaak,
        start: Start {
            bij: soorten(bij),
            waar: Voorwaarden::default(),
            op: op.iter().map(|naam| (*naam).to_owned()).collect(),
        },
        stop: Vec::new(),
        pauze: Vec::new(),
        hervat: Vec::new(),
        gemist: Vec::new(),
        vervalt: Vec::new(),
        termijnen: vec![Termijnregel { waar: Voorwaarden::default(), termijn }],
        waarschuw: Some(Duur::Werkdagen(1)),
        uitgezonderd: Vec::new(),
    }
}

pub(super) fn versie(norm: Norm, tot: Option<Date>) -> Versie {
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{} {}", norm.code, norm.vanaf).as_bytes());
    Versie { id: id.into(), team: TeamId::from(TEAM), tot, norm }
}

/// Norms of every shape.
pub(super) fn normen() -> Normen {
    let open = |duur| Termijn::Na(duur);
    let bevestigd = |code, duur| Norm {
        stop: vec![merk(&ZAAK, Some("bevestigd_op")), merk(&ZAAK, Some("afgehandeld_op"))],
        ..norm(code, "zaak", Zaakbron::Zelf, &ZAAK, &["ontvangen_op"], open(duur))
    };
    let ontvangst = Norm {
        start: Start { waar: waar(&[("deelzaak", is(false))]), ..bevestigd("ontvangst", Duur::Werkdagen(3)).start },
        uitgezonderd: vec![Uitzondering { waar: waar(&[("zaaktype", is("intern"))]), reden: Tekst::default() }],
        ..bevestigd("ontvangst", Duur::Werkdagen(3))
    };
    let later = Norm { vanaf: date(2026, 3, 20), ..bevestigd("ontvangst", Duur::Werkdagen(2)) };
    let stil = |waarde: bool| Merk { waar: waar(&[("opgeschort", is(waarde))]), ..merk(&ZAAK[..2], None) };
    let pausing = |norm: Norm| Norm {
        stop: vec![merk(&ZAAK, Some("afgehandeld_op"))],
        pauze: vec![stil(true)],
        hervat: vec![stil(false)],
        gemist: vec![Merk { waar: waar(&[("zaaktype", is("intern"))]), ..merk(&ZAAK[2..], None) }],
        ..norm
    };
    let voor = Termijn::Voor { feit: "uiterlijk".to_owned(), duur: Duur::Weken(1) };
    let zaak = |code, termijn| pausing(norm(code, "zaak", Zaakbron::Zelf, &ZAAK, &["ontvangen_op"], termijn));
    let mut by_size = zaak("in-werkdagen", open(Duur::Werkdagen(5)));
    by_size
        .termijnen
        .insert(0, Termijnregel { waar: waar(&[("zaaktype", is("groot"))]), termijn: open(Duur::Dagen(9)) });
    Normen::new(vec![
        versie(ontvangst, Some(date(2026, 3, 19))),
        versie(later, None),
        versie(zaak("week-eerder", voor), None),
        versie(zaak("in-weken", open(Duur::Weken(2))), None),
        versie(zaak("in-maanden", open(Duur::Maanden(1))), None),
        versie(by_size, None),
        versie(zaak("in-uren", open(Duur::Openingsminuten(900))), None),
        versie(zaak("in-minuten", open(Duur::Minuten(3_000))), None),
        versie(vraag(), None),
        versie(brief(), None),
        versie(toets(), None),
        versie(stukken(), None),
    ])
}

fn vraag() -> Norm {
    let open = Termijn::Na;
    let voor = Termijn::Na(Duur::Dagen(1));
    Norm {
        start: Start {
            waar: waar(&[("zaken", Eis::Gevuld(true)), ("ingetrokken", Eis::Niet(vec![json!(true)]))]),
            ..norm("", "", Zaakbron::Geen, &["klantcontact aangemaakt", "klantcontact gewijzigd"], &[], voor.clone())
                .start
        },
        stop: vec![
            Merk {
                waar: waar(&[("afhandeling", Eis::Niet(vec![json!("terugbellen")]))]),
                ..merk(&["klantcontact aangemaakt"], None)
            },
            Merk { waar: waar(&[("afloop", is("bereikt"))]), ..merk(&["internetaak gewijzigd"], None) },
        ],
        vervalt: vec![
            Merk { waar: waar(&[("afloop", is("vervallen"))]), ..merk(&["internetaak gewijzigd"], None) },
            merk(&["klantcontact ingetrokken"], None),
        ],
        termijnen: vec![
            Termijnregel { waar: waar(&[("kanaal", is("telefoon"))]), termijn: open(Duur::Werkdagen(1)) },
            Termijnregel { waar: Voorwaarden::default(), termijn: open(Duur::Openingsminuten(600)) },
        ],
        ..norm("vraag", "klantcontact", Zaakbron::Feit("zaken".to_owned()), &[], &[], voor.clone())
    }
}

fn brief() -> Norm {
    let open = Termijn::Na;
    let voor = Termijn::Na(Duur::Dagen(1));
    Norm {
        start: Start {
            waar: waar(&[("richting", is("in"))]),
            ..norm("", "", Zaakbron::Geen, &["bericht aangemaakt"], &[], voor.clone()).start
        },
        stop: vec![
            Merk { over: Some("vraag".to_owned()), ..merk(&["bericht aangemaakt"], None) },
            merk(&ZAAK, Some("afgehandeld_op")),
        ],
        ..norm("brief", "bericht", Zaakbron::Hoofdobject, &[], &[], open(Duur::Dagen(4)))
    }
}

/// A check on what was written: known at once.
fn toets() -> Norm {
    let getal = |eis: Eis| Merk { waar: waar(&[("moeilijkheid", eis)]), ..merk(&["bericht aangemaakt"], None) };
    let plain =
        norm("toets", "bericht", Zaakbron::Hoofdobject, &["bericht aangemaakt"], &[], Termijn::Na(Duur::Minuten(1)));
    Norm {
        start: Start { waar: waar(&[("moeilijkheid", Eis::Gevuld(true))]), ..plain.start },
        stop: vec![getal(Eis::Hoogstens(45))],
        gemist: vec![getal(Eis::Minstens(46))],
        ..plain
    }
}

fn stukken() -> Norm {
    let open = Termijn::Na;
    Norm {
        stop: vec![merk(&["aanvulverzoek aangemaakt"], None)],
        termijnen: vec![
            Termijnregel { waar: waar(&[("zaak.zaaktype", is("groot"))]), termijn: open(Duur::Werkdagen(15)) },
            Termijnregel { waar: Voorwaarden::default(), termijn: open(Duur::Werkdagen(10)) },
        ],
        ..norm(
            "stukken",
            "zaak",
            Zaakbron::Hoofdobject,
            &["aanvulverzoek aangemaakt"],
            &["zaak.ontvangen_op"],
            open(Duur::Dagen(1)),
        )
    }
}

/// A step of a history: something happens to thing `n` some minutes after the step before.
#[derive(Clone, Debug)]
pub(super) struct Stap {
    minuten: u32,
    /// Written down so much later than it happened.
    laat: u32,
    n: usize,
    wat: Wat,
}

#[derive(Clone, Debug)]
enum Wat {
    Zaak { veld: u8, waarde: u32 },
    Status,
    Contact { zaken: bool, telefoon: bool, terugbellen: bool },
    ContactGewijzigd { zaken: bool, telefoon: bool },
    ContactIngetrokken,
    Taak { bereikt: bool },
    Vraag,
    Antwoord { moeilijkheid: u8 },
    Stukken,
    Uren { dicht: u8 },
}

pub(super) fn stappen() -> impl Strategy<Value = Vec<Stap>> {
    let wat = prop_oneof![
        8 => (0..8_u8, 0..40_000_u32).prop_map(|(veld, waarde)| Wat::Zaak { veld, waarde }),
        1 => Just(Wat::Status),
        3 => any::<(bool, bool, bool)>()
            .prop_map(|(zaken, telefoon, terugbellen)| Wat::Contact { zaken, telefoon, terugbellen }),
        2 => any::<(bool, bool)>().prop_map(|(zaken, telefoon)| Wat::ContactGewijzigd { zaken, telefoon }),
        1 => Just(Wat::ContactIngetrokken),
        3 => any::<bool>().prop_map(|bereikt| Wat::Taak { bereikt }),
        2 => Just(Wat::Vraag),
        2 => (40..52_u8).prop_map(|moeilijkheid| Wat::Antwoord { moeilijkheid }),
        2 => Just(Wat::Stukken),
        1 => (0..60_u8).prop_map(|dicht| Wat::Uren { dicht }),
    ];
    let stap = (0..3_000_u32, prop_oneof![3 => Just(0), 1 => 0..2_000_u32], 0..3_usize, wat)
        .prop_map(|(minuten, laat, n, wat)| Stap { minuten, laat, n, wat });
    proptest::collection::vec(stap, 1..40)
}

/// The opening hours that an organisation tells.
fn uren(dicht: Option<Date>, slot: &str) -> Json {
    let span = vec![format!("08:30-{slot}")];
    let days: BTreeMap<&str, &Vec<String>> =
        ["maandag", "dinsdag", "woensdag", "vrijdag"].into_iter().map(|day| (day, &span)).collect();
    json!({ "code": "e", "openingstijden": days, "gesloten": dicht.into_iter().collect::<Vec<_>>() })
}

fn thing(kind: u128, n: usize) -> Uuid {
    Uuid::from_u128(kind * 100 + n as u128)
}

/// What a step tells: its kind, about what, of what, and its facts.
type Verteld = ((&'static str, &'static str), Uuid, Option<Uuid>, Json);

fn gebeurt(wat: &Wat, n: usize, nu: Moment, zaken: &mut BTreeMap<usize, Json>) -> Verteld {
    let zaak = zaken.get(&n).cloned();
    let said = zaak.clone().unwrap_or_else(|| {
        json!({
            "zaaktype": "gewoon", "team": Uuid::from_u128(0xB0), "medewerker": null, "deelzaak": false,
            "ontvangen_op": nu, "uiterlijk": nu.plus_seconds(4_000_000).date(), "opgeschort": false,
            "bevestigd_op": null, "afgehandeld_op": null,
        })
    });
    let contact = |zaken: bool, telefoon: bool, terugbellen: bool| {
        json!({
            "kanaal": if telefoon { "telefoon" } else { "mail" },
            "afhandeling": if terugbellen { "terugbellen" } else { "beantwoord" },
            "zaken": if zaken { vec![thing(10, n)] } else { Vec::new() },
            "team": Uuid::from_u128(0xC0 + n as u128),
        })
    };
    match wat {
        Wat::Zaak { veld, waarde } => {
            let mut facts = said;
            let then = Moment::plus_seconds(nu, -i64::from(*waarde) * 20);
            match veld {
                0 => facts["bevestigd_op"] = json!(then),
                1 => facts["bevestigd_op"] = Json::Null,
                2 => facts["afgehandeld_op"] = if waarde % 3 == 0 { Json::Null } else { json!(nu) },
                3 => facts["ontvangen_op"] = json!(then),
                4 => facts["uiterlijk"] = json!(nu.plus_seconds(i64::from(*waarde) * 100).date()),
                5 => facts["opgeschort"] = json!(waarde % 2 == 0),
                6 => {
                    facts["team"] = json!(Uuid::from_u128(0xB0 + u128::from(waarde % 2)));
                    facts["medewerker"] = json!(Uuid::from_u128(0xD0 + u128::from(waarde % 3)));
                }
                _ => {
                    facts["zaaktype"] = json!(["gewoon", "groot", "intern"][*waarde as usize % 3]);
                    facts["deelzaak"] = json!(waarde % 2 == 0);
                }
            }
            zaken.insert(n, facts.clone());
            let actie = if zaak.is_some() { "gewijzigd" } else { "aangemaakt" };
            (("zaak", actie), thing(10, n), None, facts)
        }
        Wat::Status => {
            zaken.insert(n, said.clone());
            (("status", "aangemaakt"), thing(11, n), Some(thing(10, n)), said)
        }
        Wat::Contact { zaken, telefoon, terugbellen } => {
            (("klantcontact", "aangemaakt"), thing(12, n), None, contact(*zaken, *telefoon, *terugbellen))
        }
        Wat::ContactGewijzigd { zaken, telefoon } => {
            let wordt = contact(*zaken, *telefoon, false);
            (("klantcontact", "gewijzigd"), thing(12, n), None, json!({ "was": {}, "wordt": wordt }))
        }
        Wat::ContactIngetrokken => (("klantcontact", "ingetrokken"), thing(12, n), None, json!({})),
        Wat::Taak { bereikt } => {
            let afloop = if *bereikt { "bereikt" } else { "vervallen" };
            (("internetaak", "gewijzigd"), thing(13, n), Some(thing(12, n)), json!({ "afloop": afloop }))
        }
        Wat::Vraag => (("bericht", "aangemaakt"), thing(14, n), Some(thing(10, n)), json!({ "richting": "in" })),
        Wat::Antwoord { moeilijkheid } => {
            let feiten = json!({ "richting": "uit", "vraag": thing(14, n), "moeilijkheid": moeilijkheid });
            (("bericht", "aangemaakt"), thing(15, n), Some(thing(10, n)), feiten)
        }
        Wat::Stukken => (("aanvulverzoek", "aangemaakt"), thing(16, n), Some(thing(10, n)), json!({ "aantal": 1 })),
        Wat::Uren { dicht } => {
            let day = nu.plus_seconds(i64::from(*dicht) * 86_400).date();
            let slot = if dicht % 2 == 0 { "16:00" } else { "20:00" };
            (("organisatie", "gewijzigd"), Uuid::from_u128(1), None, uren(Some(day), slot))
        }
    }
}

/// The journal of a history, from opening hours on.
pub(super) fn journaal(stappen: &[Stap]) -> Vec<Entry> {
    let organisatie = OrganisatieId::from(Uuid::from_u128(1));
    let mut nu: Moment = BEGIN.parse().unwrap();
    let entry =
        |volgnummer: i64, (resource, actie): (&str, &str), id: Uuid, of: Option<Uuid>, op, laat: u32, feiten| Entry {
            volgnummer,
            id: Uuid::from_u128(u128::try_from(volgnummer).unwrap()).into(),
            organisatie,
            programma: None,
            resource: resource.to_owned(),
            actie: actie.to_owned(),
            resource_id: id,
            hoofdobject_id: of,
            plaatsgevonden_op: Moment::plus_seconds(op, -i64::from(laat) * 60),
            vastgelegd_op: op,
            medewerker: None,
            partij: None,
            namens: None,
            doel: None,
            feiten,
            persoonlijk: false,
        };
    let mut all = vec![entry(1, ("organisatie", "aangemaakt"), Uuid::from_u128(1), None, nu, 0, uren(None, "17:00"))];
    let mut zaken: BTreeMap<usize, Json> = BTreeMap::new();
    for (stap, volgnummer) in stappen.iter().zip(2..) {
        nu = nu.plus_seconds(i64::from(stap.minuten) * 60);
        let (kind, id, of, feiten) = gebeurt(&stap.wat, stap.n, nu, &mut zaken);
        all.push(entry(volgnummer, kind, id, of, nu, stap.laat, feiten));
    }
    all
}

/// The clocks that the engine makes of a journal, in one go.
pub(super) fn klokken(normen: &Normen, journaal: &[Entry]) -> Klokken {
    let kennis = Kennis { normen: normen.clone(), kalenders: Kalenders::default() };
    let mut partij = Partij::new(&kennis, Klokken::new(), Zaken::new());
    for entry in journaal {
        partij.neem(entry).unwrap();
    }
    partij.klokken().clone()
}

pub(super) fn kalenders(journaal: &[Entry]) -> Kalenders {
    let told = journaal.iter().filter(|entry| crate::kalenders::vertelt(entry));
    told.fold(Kalenders::default(), |all, entry| all.met(entry).unwrap())
}

/// The clocks as they stand at a moment, when nothing more happened.
pub(super) fn op(normen: &Normen, kalenders: &Kalenders, klokken: &Klokken, nu: Moment) -> Klokken {
    let mut all = klokken.clone();
    for klok in all.values_mut() {
        let versie = normen.versie(&klok.norm, klok.versie).unwrap();
        klok.stand = klok.gezien.stand(&versie.norm, kalenders, nu).unwrap().unwrap();
    }
    all
}

fn check(normen: &Normen, journaal: &[Entry], nu: Moment) -> Result<(), TestCaseError> {
    let made = op(normen, &kalenders(journaal), &klokken(normen, journaal), nu);
    let verhaal = Verhaal::new(journaal).unwrap();
    for code in normen.op_code() {
        let versies: Vec<_> = normen.van(code).collect();
        let told = verhaal.dingen().filter_map(|ding| Some((ding, verhaal.hertel(&versies, ding, nu).unwrap()?)));
        let told: BTreeMap<Uuid, _> = told.collect();
        let ours: BTreeMap<Uuid, _> = made
            .iter()
            .filter(|((norm, _), _)| norm == code)
            .map(|((_, thing), klok)| (*thing, volgens(klok)))
            .collect();
        prop_assert_eq!(ours, told, "norm {}", code);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn the_engine_says_what_the_recount_says(stappen in stappen(), later in 0..60_i64) {
        let journaal = journaal(&stappen);
        let end = journaal.last().unwrap().vastgelegd_op;
        check(&normen(), &journaal, end.plus_seconds(later * 40_000))?;
    }

    #[test]
    fn in_batches_of_any_size_with_time_in_between_clocks_and_counters_are_the_same(
        stappen in stappen(),
        sizes in proptest::collection::vec((1..9_usize, any::<bool>()), 1..40),
    ) {
        let (normen, journaal) = (normen(), journaal(&stappen));
        let (mut made, mut zaken, mut told) = (Klokken::new(), Zaken::new(), Kalenders::default());
        let mut counted = Bijdrage::default();
        let mut rest = &journaal[..];
        let mut sizes = sizes.into_iter().cycle();
        let end = journaal.last().unwrap().vastgelegd_op.plus_seconds(400_000);
        while !rest.is_empty() {
            let (size, late) = sizes.next().unwrap();
            let (batch, after) = rest.split_at(size.min(rest.len()));
            rest = after;
            let kennis = Kennis { normen: normen.clone(), kalenders: told.clone() };
            let mut partij = Partij::new(&kennis, made.clone(), zaken.clone());
            for entry in batch {
                partij.neem(entry).unwrap();
            }
            for (was, wordt) in partij.veranderd() {
                if let Some(was) = was {
                    counted.tel(was, -1).unwrap();
                }
                counted.tel(wordt, 1).unwrap();
            }
            made = partij.klokken().clone();
            zaken.extend(partij.vertelde_zaken().into_iter().map(|(id, facts)| (id, facts.clone())));
            for (_, vanaf, facts) in partij.vertelde_uren() {
                told.erbij(*vanaf, facts).unwrap();
            }
            // Time passes, up to before what happens next.
            let nu = rest.first().map_or(end, |next| next.vastgelegd_op);
            if late || rest.is_empty() {
                for klok in made.values_mut().filter(|klok| klok.stand.volgende_op.is_some_and(|op| op <= nu)) {
                    counted.tel(klok, -1).unwrap();
                    *klok = crate::volger::later(&Kennis { normen: normen.clone(), kalenders: told.clone() }, klok, nu);
                    counted.tel(klok, 1).unwrap();
                }
            }
        }
        prop_assert_eq!(&made, &op(&normen, &told, &klokken(&normen, &journaal), end));
        let mut whole = Bijdrage::default();
        for klok in made.values() {
            whole.tel(klok, 1).unwrap();
        }
        prop_assert_eq!(counted.zonder_nullen(), whole.zonder_nullen());
    }
}

#[test]
fn what_happened_before_hours_were_told_goes_by_the_first_that_were() {
    let mut journaal = journaal(&[]);
    let hours = journaal.remove(0);
    let kalenders = Kalenders::default().met(&hours).unwrap();
    let long_before = hours.vastgelegd_op.plus_seconds(-90 * 86_400);
    assert_eq!(kalenders.op(long_before).unwrap(), kalenders.op(hours.vastgelegd_op).unwrap());
    // Read again from its gebeurtenis, it is not told twice.
    assert_eq!(kalenders.clone().met(&hours).unwrap(), kalenders);
}

#[test]
fn the_histories_have_every_outcome() {
    // A property over histories in which nothing happens would hold of anything.
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let normen = normen();
    let (mut seen, mut other_term) = (BTreeMap::<(String, &str), usize>::new(), 0);
    for _ in 0..400 {
        let journaal = journaal(&stappen().new_tree(&mut runner).unwrap().current());
        let end = journaal.last().unwrap().vastgelegd_op;
        for klok in op(&normen, &kalenders(&journaal), &klokken(&normen, &journaal), end).values() {
            *seen.entry((klok.norm.clone(), klok.stand.staat.code())).or_default() += 1;
            other_term += klok.gezien.correcties.iter().filter(|made| made.deel == Deel::Termijn).count();
        }
    }
    let outcomes = |code: &str| seen.keys().filter(|(norm, _)| norm == code).count();
    for code in ["ontvangst", "week-eerder", "in-werkdagen", "in-uren", "in-weken", "vraag"] {
        assert!(outcomes(code) >= 5, "{code}: {seen:?}");
    }
    assert!(other_term > 10 && outcomes("brief") >= 3 && outcomes("stukken") >= 2, "{seen:?}");
}
