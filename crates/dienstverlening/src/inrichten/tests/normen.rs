//! normen/CODE.toml: read, refused, loaded, loaded again, and counted by.

use jiff::civil::date;
use kern::autorisatie::LeesRapport;
use kern::journaal::Entry;
use kern::organisaties::TeamId;
use kern::testhulp::{Bench, bench};
use kern::{Authorised, Change, FieldError, Gebeurtenis, Handeling, on_both_engines, volgers};
use registers::klantinteracties::klantcontact::{self, Feiten};
use servicenormen::lezen::{self, Achter, Welke, Wie};
use servicenormen::normen::{self, Normen};
use servicenormen::{Servicenormen, Staat};
use uuid::Uuid;

use super::mappen::{elsdrecht, goed, klein, laden, lijst, met_normen, organisatie_id, vervang};
use crate::inrichten::{Bestanden, laad, lees};
use crate::migraties;

/// A norm that is in no folder of ours.
const NOG_EEN: &str = r#"vanaf = 2026-01-01
naam = "Kort gesprek"
naam_en = "Short conversation"
belofte = "Een gesprek duurt niet langer dan een uur."
belofte_en = "A conversation takes no longer than an hour."
meting = "Van begin tot eind."
meting_en = "From begin to end."
eigenaar = "kcc"
doel = 90
onderwerp = "klantcontact"

[start]
bij = ["klantcontact aangemaakt"]
waar = { product = { niet = ["sleutel"] }, kanaal = ["telefoon", "balie"] }

[[stop]]
bij = ["klantcontact aangemaakt"]
op = "vastgelegd_op"

[[termijn]]
waar = { kanaal = "balie" }
minuten = 90

[[termijn]]
minuten = 60
"#;

fn met(mut map: Bestanden, naam: &str, tekst: &str) -> Bestanden {
    map.insert(format!("normen/{naam}.toml"), tekst.as_bytes().to_vec());
    map
}

#[test]
fn the_demo_municipality_has_its_norms() {
    let inrichting = goed(&elsdrecht());
    let codes: Vec<&str> = inrichting.normen.iter().map(|norm| norm.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "aanvraag-compleet",
            "balie-op-tijd",
            "bij-behandelaar",
            "doorgeven",
            "in-mijn",
            "klare-taal",
            "ontbrekende-stukken",
            "ontvangst",
            "overschrijding",
            "parkeervergunning-aan-de-balie",
            "reisdocument",
            "uittreksel-aan-de-balie",
            "uittreksel-thuis",
            "verhuizing",
            "vraag-gebeld",
            "vraag-geschreven",
            "week-eerder",
        ]
    );
    assert!(inrichting.normen.iter().all(|norm| norm.openbaar && norm.doel == 98));
}

#[test]
fn everything_wrong_in_a_norm_is_said_at_once_with_its_line() {
    let mut map = met(klein("klein"), "gesprek", NOG_EEN);
    for (oud, nieuw) in [
        ("vanaf = 2026-01-01", "vanaf = \"nu\""),
        ("eigenaar = \"kcc\"", "eigenaar = \"kc\""),
        ("doel = 90", "doel = 101\nkleur = \"rood\""),
        (
            "bij = [\"klantcontact aangemaakt\"]\nwaar",
            "bij = [\"klantcontact begonnen\", \"klantcontact aangemaakt\"]\nwaar",
        ),
        (
            "product = { niet = [\"sleutel\"] }",
            "product = { geen = [\"sleutel\"] }, prodct = \"x\", datum = 2026-01-01",
        ),
        ("op = \"vastgelegd_op\"", "op = \"klaar_op\"\nover = \"zaak\""),
        ("minuten = 90", "minuten = 90\nuren = 2"),
        ("minuten = 60", "minuten = 60\nwerkdagen = 1\n[[pauze]]\nbij = []"),
    ] {
        vervang(&mut map, "normen/gesprek.toml", oud, nieuw);
    }
    map.insert("normen/Fout.toml".to_owned(), b"onderwerp = \"gesprek\"".to_vec());
    insta::assert_snapshot!(lijst(&lees(&map).unwrap_err()));
}

/// What can never be is a mistake: such a norm would count nothing, and nobody would know.
#[test]
fn a_value_that_a_fact_never_has_is_refused_with_what_it_can_be() {
    for (waar, said) in [
        ("kanaal = \"telefon\"", "telefon"),
        ("kanaal = 3", "`kanaal` is nooit 3"),
        ("product = [\"sleutel\", \"sleutl\"]", "sleutl"),
        ("product = { niet = [\"sleutl\"] }", "sleutl"),
        ("product = []", "product"),
        ("kanaal = \"\"", "`kanaal` is nooit \"\""),
        ("team = \"\"", "`team` is nooit \"\""),
        ("kanaal = { niet = 3 }", "`kanaal` is nooit 3"),
        ("afhandeling = [\"direct_beantwoord\", \"klaar\"]", "`afhandeling` is nooit \"klaar\""),
        ("afhandeling = \"klaar\"", "direct_beantwoord, doorverbonden"),
        ("bekend = \"ja\"", "`bekend` is nooit \"ja\""),
        ("duur_s = { hoogstens = 3 }, datum = \"morgen\"", "`datum` is nooit \"morgen\""),
        ("bekend = { minstens = 1 }", "`bekend` is nooit 1"),
        ("team = \"kc\"", "kc"),
        ("team = true", "`team` is nooit true"),
        ("\"zaak.zaaktype\" = \"pasport\"", "pasport"),
        ("klantgroep = \"zakelijk\"", "kies uit ondernemer, particulier"),
        ("\"zaak.complexiteit\" = \"groot\"", "kies uit complex, gewoon"),
        ("\"zaak.opgeschort\" = 1", "`zaak.opgeschort` is nooit 1"),
        ("actie = { niet = \"weg\" }", "`actie` is nooit \"weg\""),
        ("vastgelegd_op = { gevuld = true }", "`vastgelegd_op` is geen feit"),
    ] {
        let mut map = met(klein("klein"), "gesprek", NOG_EEN);
        vervang(&mut map, "normen/gesprek.toml", "waar = { kanaal = \"balie\" }", &format!("waar = {{ {waar} }}"));
        let told = lijst(&lees(&map).unwrap_err());
        assert!(told.contains(said) && told.contains("normen/gesprek.toml:"), "{waar}: {told}");
    }
    for waar in [
        "zaken = \"018f0000-0000-7000-8000-000000000001\"",
        "afhandeling = \"direct_beantwoord\", team = \"kcc\", uur = { minstens = 8 }",
    ] {
        let mut map = met(klein("klein"), "gesprek", NOG_EEN);
        vervang(&mut map, "normen/gesprek.toml", "waar = { kanaal = \"balie\" }", &format!("waar = {{ {waar} }}"));
        goed(&map);
    }
}

/// What the program itself writes is no code of the folder.
#[test]
fn a_channel_is_looked_up_only_where_it_is_one_of_the_folder() {
    for (bij, kanaal, holds) in [
        ("[\"afspraak aangemaakt\"]", "website", true),
        ("[\"afspraak aangemaakt\"]", "telefon", false),
        ("[\"klantcontact aangemaakt\"]", "website", false),
        ("[\"bericht aangemaakt\"]", "mijn", true),
        ("[\"bericht aangemaakt\"]", "telefoon", false),
        ("[\"klantcontact aangemaakt\", \"bericht aangemaakt\"]", "mijn", true),
        ("[\"klantcontact aangemaakt\", \"bericht aangemaakt\"]", "telefoon", true),
    ] {
        let tekst = NOG_EEN.replace("bij = [\"klantcontact aangemaakt\"]", &format!("bij = {bij}"));
        let tekst = tekst.replace(
            "product = { niet = [\"sleutel\"] }, kanaal = [\"telefoon\", \"balie\"]",
            &format!("kanaal = \"{kanaal}\""),
        );
        let tekst = tekst.replace("waar = { kanaal = \"balie\" }", "");
        let map = met(klein("klein"), "gesprek", &tekst);
        assert_eq!(lees(&map).is_ok(), holds, "{bij} {kanaal}: {:?}", lees(&map).err());
    }
}

struct World {
    bench: Bench,
    map: Bestanden,
}

/// Programs are told what to tell by the codes of a norm: one without would stay empty for ever.
#[test]
fn a_norm_that_programs_cannot_go_by_is_refused() {
    for (oud, nieuw, feit) in [
        ("soort = \"persoonsgegevens-doorgeven\", ", "", "soort"),
        ("over = [\"belastingdienst\", \"svb\"]", "over = { niet = [\"svb\"] }", "over"),
    ] {
        let mut map = elsdrecht();
        vervang(&mut map, "normen/doorgeven.toml", oud, nieuw);
        let said = lijst(&lees(&map).unwrap_err());
        assert!(said.contains(&format!("welke `{feit}` het moet melden")), "{said}");
    }
}

impl World {
    async fn new(engine: kern::database::Engine) -> Self {
        let bench = bench(engine, &migraties()).await;
        let map = met(klein("klein"), "gesprek", NOG_EEN);
        laden(&bench, &map).await;
        Self { bench, map }
    }

    async fn normen(&self) -> Normen {
        normen::normen(&self.bench.db, organisatie_id(&self.bench, "klein").await).await.unwrap()
    }

    /// Loads the folder with a change in the norm; gives why it was refused.
    async fn again(&mut self, oud: &str, nieuw: &str) -> Result<(), FieldError> {
        let before = self.map.clone();
        vervang(&mut self.map, "normen/gesprek.toml", oud, nieuw);
        match laad(&self.bench.db, &self.bench.ids, &self.bench.clock, &goed(&self.map)).await {
            Ok(_) => Ok(()),
            Err(kern::Error::Conflict(why)) => {
                self.map = before;
                Err(why)
            }
            Err(other) => panic!("{other}"),
        }
    }

    async fn contact(&self, kanaal: &str, product: &str, duur_s: i64) -> Uuid {
        self.contact_van(None, kanaal, product, duur_s).await
    }

    async fn contact_van(&self, team: Option<TeamId>, kanaal: &str, product: &str, duur_s: i64) -> Uuid {
        let (ids, op) = (&self.bench.ids, self.bench.clock.now());
        let organisatie = organisatie_id(&self.bench, "klein").await;
        let id: Uuid = ids.next();
        let feiten = Feiten {
            kanaal: kanaal.to_owned(),
            afhandeling: None,
            uitkomst: None,
            reden: None,
            product: Some(product.to_owned()),
            thema: None,
            team,
            naar_team: None,
            artikel: None,
            artikel_versie: None,
            duur_s: None,
            datum: op.date(),
            uur: 10,
            bekend: false,
            zaken: None,
            klantgroep: None,
            begonnen_op: None,
        };
        let event = Gebeurtenis::new(&Handeling::program(organisatie, op), ids, klantcontact::AANGEMAAKT, id);
        let event = event.op(op.plus_seconds(-duur_s)).feiten(&feiten).unwrap();
        let tx = self.bench.db.begin().await.unwrap();
        tx.write(vec![Change::new(event)]).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// How the promise on each contact stands.
    async fn staten(&self, contacten: &[Uuid]) -> Vec<Option<Staat>> {
        let (db, clock) = (&self.bench.db, &self.bench.clock);
        volgers::catch_up(db, clock, &Servicenormen).await.unwrap();
        let organisatie = organisatie_id(&self.bench, "klein").await;
        let who = Authorised::<LeesRapport>::program(organisatie);
        let mut all = Vec::new();
        for norm in ["gesprek", "post"] {
            let periode = (date(2026, 1, 1), None);
            let every =
                Achter { norm: Some(norm.to_owned()), team: None, wie: Wie::Allen, welke: Welke::Alle, periode };
            all.extend(lezen::achter(db, &who, &every, None, 100).await.unwrap().rows);
        }
        let of = |id: &Uuid| all.iter().find(|klok| klok.onderwerp == *id).map(|klok| klok.stand.staat);
        contacten.iter().map(of).collect()
    }
}

on_both_engines! {
    async fn another_norm_is_a_file_and_nothing_else(engine) {
        let mut w = World::new(engine).await;
        let contacts = [
            w.contact("telefoon", "grofvuil", 600).await,
            w.contact("telefoon", "grofvuil", 4_000).await,
            w.contact("balie", "grofvuil", 4_000).await,
            w.contact("telefoon", "sleutel", 600).await,
            w.contact("webformulier", "grofvuil", 600).await,
        ];
        let expected = [Some(Staat::Gehaald), Some(Staat::Gemist), Some(Staat::Gehaald), None, None];
        assert_eq!(w.staten(&contacts).await, expected);
        // A first version that holds from a day that is past counts what happened since.
        let tekst = NOG_EEN.replace("kanaal = [\"telefoon\", \"balie\"]", "kanaal = \"webformulier\"");
        w.map = met(w.map, "post", &tekst);
        laden(&w.bench, &w.map).await;
        assert_eq!(w.staten(&contacts).await, [expected[0], expected[1], expected[2], None, Some(Staat::Gehaald)]);
    }

    async fn a_team_is_named_by_its_code(engine) {
        let mut w = World::new(engine).await;
        let tekst = NOG_EEN.replace("kanaal = [\"telefoon\", \"balie\"]", "kanaal = \"webformulier\", team = \"kcc\"");
        w.map = met(w.map, "post", &tekst);
        laden(&w.bench, &w.map).await;
        let kcc = w.normen().await.van("post").next().unwrap().team;
        let other = TeamId::from(Uuid::from_u128(7));
        let contacts = [
            w.contact_van(Some(kcc), "webformulier", "grofvuil", 600).await,
            w.contact_van(Some(other), "webformulier", "grofvuil", 600).await,
            w.contact("webformulier", "grofvuil", 600).await,
        ];
        assert_eq!(w.staten(&contacts).await, [Some(Staat::Gehaald), None, None]);
        // The same file again changes nothing.
        laden(&w.bench, &w.map).await;
        assert_eq!(w.normen().await.van("post").count(), 1);
    }

    async fn one_that_lies_ready_promises_nothing_until_it_is_on(engine) {
        let ready = format!("aan = false\n{NOG_EEN}");
        let bench = bench(engine, &migraties()).await;
        let mut w = World { map: met(klein("klein"), "gesprek", &ready), bench };
        laden(&w.bench, &w.map).await;
        let contact = w.contact("telefoon", "grofvuil", 600).await;
        assert_eq!((w.normen().await.alle().count(), w.staten(&[contact]).await), (0, vec![None]));
        // On, it counts from the day that it says; off again, it ends as if its file were gone.
        w.again("aan = false", "aan = true").await.unwrap();
        assert_eq!(w.staten(&[contact]).await, [Some(Staat::Gehaald)]);
        w.again("aan = true", "aan = false").await.unwrap();
        let today = w.bench.clock.now().date();
        assert_eq!(w.normen().await.van("gesprek").map(|versie| versie.tot).collect::<Vec<_>>(), [Some(today)]);
        // On again it is a version of a later day.
        w.again("aan = false", "aan = true").await.unwrap_err();
        // What is wrong in it is said all the same.
        let wrong = met(klein("klein"), "gesprek", &ready.replace("[start]", "[begin]"));
        assert!(lees(&wrong).is_err());
    }

    async fn a_norm_in_force_never_changes_and_a_new_version_holds_from_its_day(engine) {
        let mut w = World::new(engine).await;
        let now = w.contact("telefoon", "grofvuil", 1_800).await;
        assert_eq!(w.staten(&[now]).await, [Some(Staat::Gehaald)]);
        let refused = w.again("minuten = 60", "minuten = 20").await.unwrap_err();
        assert_eq!((refused.field, refused.code), ("vanaf", "bestaat-al"));
        assert!(refused.detail.starts_with("normen/gesprek.toml is anders dan de norm die geldt vanaf 2026-01-01"));
        let today = w.bench.clock.now().date();
        w.again("vanaf = 2026-01-01", &format!("vanaf = {today}")).await.unwrap_err();
        w.again("onderwerp = \"klantcontact\"", "onderwerp = \"klantcontact\"\nzaak = \"zaken\"").await.unwrap_err();
        // What it is called may change: it promises the same.
        w.again("naam = \"Kort gesprek\"", "naam = \"Gesprek\"").await.unwrap();
        let named: Vec<_> = w.normen().await.van("gesprek").map(|v| (v.norm.naam.nl.clone(), v.tot)).collect();
        assert_eq!(named, [("Gesprek".to_owned(), None)]);
        // From a later day on it is another version, which can change until then.
        w.map = met(w.map, "gesprek", &NOG_EEN.replace("2026-01-01", "2026-12-01").replace("= 60", "= 30"));
        laden(&w.bench, &w.map).await;
        w.again("minuten = 30", "minuten = 20").await.unwrap();
        let versies: Vec<_> = w.normen().await.van("gesprek").map(|v| (v.norm.vanaf, v.tot)).collect();
        let last_day = date(2026, 11, 30);
        assert_eq!(versies, [(date(2026, 1, 1), Some(last_day)), (date(2026, 12, 1), None)]);
        let before = w.contact("telefoon", "grofvuil", 1_800).await;
        w.bench.clock.set("2026-12-01T10:00:00Z".parse().unwrap());
        let after = w.contact("telefoon", "grofvuil", 1_800).await;
        let expected = [Some(Staat::Gehaald), Some(Staat::Gehaald), Some(Staat::Gemist)];
        assert_eq!(w.staten(&[now, before, after]).await, expected);
        volgers::herbouw(&w.bench.db, &w.bench.clock, &Servicenormen).await.unwrap();
        assert_eq!(w.staten(&[now, before, after]).await, expected);
        // Loaded again it is the same; taken away it ends today; it comes back as a version of a later day only.
        assert!(laden(&w.bench, &w.map).await.niets_gedaan());
        let gone = w.map.remove("normen/gesprek.toml").unwrap();
        laden(&w.bench, &w.map).await;
        let last = w.normen().await.van("gesprek").last().unwrap().tot;
        assert_eq!(last, Some(date(2026, 12, 1)));
        w.bench.clock.set("2026-12-02T10:00:00Z".parse().unwrap());
        let unpromised = w.contact("telefoon", "grofvuil", 1_800).await;
        assert_eq!(w.staten(&[unpromised]).await, [None]);
        w.map.insert("normen/gesprek.toml".to_owned(), gone);
        w.again("vanaf = 2026-12-01", "vanaf = 2026-12-02").await.unwrap_err();
    }

    async fn each_version_is_in_the_journal(engine) {
        let bench = bench(engine, &migraties()).await;
        laden(&bench, &met_normen(klein("klein"))).await;
        let told = kern::testhulp::verteld_na(&bench.db, 0).await;
        let told: Vec<&Entry> = told.iter().filter(|entry| entry.is(normen::AANGEMAAKT)).collect();
        assert_eq!(told.len(), 15);
        let first = told[0].feiten_van(normen::AANGEMAAKT).unwrap().unwrap();
        assert_eq!((first.code.as_str(), first.vanaf, first.tot), ("aanvraag-compleet", date(2024, 1, 1), None));
    }
}
