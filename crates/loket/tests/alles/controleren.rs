//! `loket controleren`: each kind of damage is found, and said with how to mend it.

use std::fs;
use std::path::PathBuf;

use dienstverlening::inrichten::soorten::{TEAM_GEWIJZIGD, Team};
use kern::database::Engine;
use kern::organisaties::OrganisatieId;
use kern::testhulp::{Bench, bench};
use kern::veiligheid::{BACKUP_GEMAAKT, BackupGemaakt};
use kern::{Change, Gebeurtenis, Handeling, Ids, Reads, Tx, on_both_engines};
use loket::Voortgang;
use loket::controle::{self, Bevinding};
use loket::demo::{self, Schets};
use loket::instellingen::Instellingen;
use sea_query::{Expr, ExprTrait, Query, Value};
use uuid::Uuid;

pub(super) async fn filled(engine: Engine) -> Bench {
    let bench = bench(engine, &loket::migraties()).await;
    let schets = Schets { contacten: 60, personen: 5, ..Schets::new(3, bench.clock.now(), 0.005) };
    demo::vul(&bench.db, &demo::elsdrecht(), &schets, &Voortgang::silent()).await.unwrap();
    bench
}

/// What is wrong after this was done behind the program's back.
pub(super) async fn after(bench: &Bench, damage: impl AsyncFnOnce(&Tx)) -> Vec<String> {
    let tx = bench.db.begin().await.unwrap();
    damage(&tx).await;
    tx.commit().await.unwrap();
    let found = controle::database(&bench.db, &bench.clock).await.unwrap();
    found.into_iter().filter(Bevinding::is_mis).map(|finding| finding.to_string()).collect()
}

pub(super) struct Map(pub(super) PathBuf);

impl Map {
    pub(super) fn new(naam: &str) -> Self {
        let map = std::env::temp_dir().join(format!("loket-controle-{naam}-{}", std::process::id()));
        fs::create_dir_all(&map).unwrap();
        Self(map)
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Another organisation, without anything.
pub(super) async fn ander(tx: &Tx) -> OrganisatieId {
    let id = Uuid::from_u128(0xB);
    let row: [Value; 5] = [id.into(), "ander".into(), "Ander".into(), "999990639".into(), "{}".into()];
    let insert = Query::insert()
        .into_table("organisaties")
        .columns(["id", "code", "naam", "rsin", "instellingen"])
        .values(row.map(Expr::val))
        .unwrap()
        .to_owned();
    tx.execute(&insert).await.unwrap();
    id.into()
}

/// Something that happened.
pub(super) fn gemaakt(handeling: &Handeling, ids: &Ids) -> Gebeurtenis {
    let feiten = BackupGemaakt { rijen: None, bestanden: false, ondertekend: false, versleuteld: false };
    Gebeurtenis::new(handeling, ids, BACKUP_GEMAAKT, handeling.organisatie).feiten(&feiten).unwrap()
}

async fn team(bench: &Bench, code: &str) -> Uuid {
    let query = Query::select().column("id").from("teams").and_where(Expr::col("code").eq(code)).to_owned();
    bench.db.row(&query).await.unwrap().unwrap().get("id").unwrap()
}

on_both_engines! {
    async fn a_count_that_is_off_is_found(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let wrong = Query::update()
                .table("tellingen")
                .value("aantal", 99)
                .and_where(Expr::col("maat").eq("kanaal"))
                .and_where(Expr::col("sleutel").eq("post"))
                .to_owned();
            assert!(tx.execute(&wrong).await.unwrap() > 0);
        })
        .await;
        assert!(found.len() == 1 && found[0].contains("telling kanaal post"), "{found:?}");
    }

    async fn a_clock_that_is_off_is_found(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let one = Query::select().columns(["onderwerp_id", "norm"]).from("klokken").and_where(Expr::col("staat").eq("gehaald")).limit(1).to_owned();
            let row = tx.row(&one).await.unwrap().unwrap();
            let (ding, norm): (uuid::Uuid, String) = (row.get("onderwerp_id").unwrap(), row.get("norm").unwrap());
            let wrong = Query::update()
                .table("klokken")
                .value("gedaan_op", "2001-01-01T00:00:00.000Z")
                .and_where(Expr::col("onderwerp_id").eq(ding))
                .and_where(Expr::col("norm").eq(norm))
                .to_owned();
            assert_eq!(tx.execute(&wrong).await.unwrap(), 1);
        })
        .await;
        assert!(found.len() == 1 && found[0].contains("de klok van ") && found[0].contains("gedaan 2001-01-01"), "{found:?}");
    }

    async fn clocks_that_cannot_be_read_hide_nothing_else(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let damaged = Query::update()
                .table("gebeurtenissen")
                .value("feiten", r#"{"openingstijden":{"maandag":["nooit"]}}"#)
                .and_where(Expr::col("resource").eq("organisatie"))
                .to_owned();
            assert!(tx.execute(&damaged).await.unwrap() > 0);
        })
        .await;
        assert!(found.iter().any(|found| found.contains("de klokken zijn niet na te tellen")), "{found:?}");
        assert!(found.iter().any(|found| found.contains("buiten Loket om veranderd")), "{found:?}");
    }

    async fn a_changed_journal_is_found(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let wrong =
                Query::update().table("gebeurtenissen").value("doel", "anders").and_where(Expr::col("volgnummer").eq(9)).to_owned();
            tx.execute(&wrong).await.unwrap();
        })
        .await;
        assert!(found.len() == 1 && found[0].contains("vanaf gebeurtenis 9") && found[0].contains("loket herstel"), "{found:?}");
    }

    async fn contents_that_cannot_be_read_are_found_and_hide_nothing_else(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let of_people = Query::select().column("volgnummer").from("gebeurtenissen").and_where(Expr::col("resource").eq("medewerker")).to_owned();
            let broken = Query::update()
                .table("gebeurtenis_inhoud")
                .value("inhoud", vec![1_u8, 0, 7])
                .and_where(Expr::col("volgnummer").in_subquery(of_people))
                .to_owned();
            assert!(tx.execute(&broken).await.unwrap() > 0);
            let wrong = Query::update().table("teams").value("naam", "Anders").and_where(Expr::col("code").eq("burgerzaken")).to_owned();
            assert_eq!(tx.execute(&wrong).await.unwrap(), 1);
        })
        .await;
        assert!(found.iter().any(|one| one.contains("het journaal is buiten Loket om veranderd")), "{found:?}");
        assert!(found.iter().any(|one| one.contains("rijen van teams zijn anders")), "{found:?}");
    }

    async fn what_another_organisation_says_of_a_row_does_not_count(engine) {
        let bench = filled(engine).await;
        let team = team(&bench, "burgerzaken").await;
        let found = after(&bench, async |tx| {
            let wrong = Query::update().table("teams").value("naam", "Anders").and_where(Expr::col("id").eq(team)).to_owned();
            assert_eq!(tx.execute(&wrong).await.unwrap(), 1);
            let organisatie = ander(tx).await;
            let told = Gebeurtenis::new(&Handeling::program(organisatie, bench.clock.now()), &bench.ids, TEAM_GEWIJZIGD, team);
            let told = told.feiten(&Team { code: "burgerzaken".into(), afdeling: String::new(), openingstijden: None, actief: true }).unwrap().na(&serde_json::json!({ "naam": "Anders" })).unwrap();
            tx.write(vec![Change::new(told)]).await.unwrap();
        })
        .await;
        assert!(found.iter().any(|one| one.contains("rijen van teams zijn anders")), "{found:?}");
    }

    async fn a_journal_of_nobody_is_found(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let handeling = Handeling::program(Uuid::from_u128(0xB).into(), bench.clock.now());
            tx.write(vec![Change::new(gemaakt(&handeling, &bench.ids))]).await.unwrap();
        })
        .await;
        assert!(found.iter().any(|one| one.contains("een journaal van een organisatie die er niet is")), "{found:?}");
    }

    async fn a_row_without_its_gebeurtenis_is_found(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let other_id = Query::update().table("teams").value("id", uuid::Uuid::from_u128(7)).and_where(Expr::col("code").eq("zonder")).to_owned();
            tx.execute(&other_id).await.unwrap();
            let gone = Query::update().table("actoren").value("id", uuid::Uuid::from_u128(8)).and_where(Expr::col("naam").eq("Sanne Bakker")).to_owned();
            assert_eq!(tx.execute(&gone).await.unwrap(), 1);
        })
        .await;
        assert!(found.len() == 2 && found[0].contains("1 rijen van actoren hebben geen gebeurtenis"), "{found:?}");
        assert!(found[1].contains("1 rijen van actoren zijn weg"), "{found:?}");
    }

    async fn a_row_that_is_not_what_the_journal_says_is_found(engine) {
        let bench = filled(engine).await;
        let text = |text: &str| Value::from(text);
        let team = Query::select().column("id").from("teams").order_by("id", sea_query::Order::Desc).limit(1).to_owned();
        let team: Uuid = bench.db.row(&team).await.unwrap().unwrap().get("id").unwrap();
        for (table, column, value) in [
            ("medewerkers", "rollen", text("agent collega redacteur teammanager functioneel-beheerder auditor")),
            ("medewerkers", "wachtwoord", text("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAA$AAAA")),
            ("medewerkers", "totp_geheim", text("JBSWY3DPEHPK3PXP")),
            ("medewerkers", "team_id", team.into()),
            ("zaakautorisaties", "max_vertrouwelijkheidaanduiding", text("zeer_geheim")),
            ("partijen", "naam", text("Iemand Anders")),
            ("klantcontacten", "inhoud", text("iets anders")),
            ("internetaken", "beloofd_op", text("2030-01-01T00:00:00.000Z")),
            ("zaken", "startdatum", text("2030-01-01")),
            ("zaken", "medewerker_id", Uuid::from_u128(7).into()),
            ("resultaten", "toelichting", text("iets anders")),
            ("aanvulverzoeken", "tot", text("2030-01-01")),
            ("berichten", "aan", text("iemand@anders.example")),
            ("zaaktypen", "doorlooptijd", text("P900D")),
            ("organisaties", "naam", text("Elders")),
            ("applicaties", "sleutel_hash", text("de sleutel van een ander")),
            ("waarnemingen", "klaar_op", text("2030-01-01T00:00:00.000Z")),
        ] {
            let tx = bench.db.begin().await.unwrap();
            let one = Query::select().column("id").from(table).order_by("id", sea_query::Order::Asc).limit(1).to_owned();
            let one: Uuid = tx.row(&one).await.unwrap().unwrap_or_else(|| panic!("no {table}")).get("id").unwrap();
            let wrong = Query::update().table(table).value(column, value).and_where(Expr::col("id").eq(one)).to_owned();
            tx.execute(&wrong).await.unwrap();
            let found = controle::rijen(&tx).await.unwrap();
            let found: Vec<_> = found.into_iter().filter(Bevinding::is_mis).map(|finding| finding.to_string()).collect();
            let says = match column {
                // Nobody ever told of one.
                "totp_geheim" => format!("van 1 rijen van {table} zegt het journaal niets over {column} (de eerste: {one})"),
                _ => format!("1 rijen van {table} zijn anders dan het journaal zegt, in {column} (de eerste: {one})"),
            };
            assert!(found.len() == 1 && found[0].contains(&says), "{table}.{column}: {found:?}");
        }
    }

    async fn contents_that_were_taken_away_are_missed(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let of_people = Query::select().column("volgnummer").from("gebeurtenissen").and_where(Expr::col("resource").eq("medewerker")).to_owned();
            let gone = Query::delete().from_table("gebeurtenis_inhoud").and_where(Expr::col("volgnummer").in_subquery(of_people)).to_owned();
            assert!(tx.execute(&gone).await.unwrap() > 10);
            let roles = Query::update().table("medewerkers").value("rollen", "auditor").to_owned();
            tx.execute(&roles).await.unwrap();
        })
        .await;
        assert!(found.iter().any(|one| one.contains("is de inhoud weg")), "{found:?}");
        assert!(found.iter().any(|one| one.contains("zegt het journaal niets over rollen")), "{found:?}");
    }

    async fn a_set_up_that_is_loaded_again_and_differs_is_no_damage(engine) {
        let bench = filled(engine).await;
        let mut map = demo::elsdrecht();
        let (_, text) = map.iter_mut().find(|(pad, _)| pad.contains("zaaktypen/")).unwrap();
        let changed = String::from_utf8(text.clone()).unwrap().replacen("omschrijving = \"", "omschrijving = \"Nieuwe ", 1);
        assert_ne!(changed.as_bytes(), text.as_slice());
        *text = changed.into_bytes();
        let inrichting = dienstverlening::inrichten::lees(&map).unwrap();
        let before = kern::testhulp::laatste_nummer(&bench.db).await;
        dienstverlening::inrichten::laad(&bench.db, &bench.ids, &bench.clock, &inrichting).await.unwrap();
        assert!(kern::testhulp::laatste_nummer(&bench.db).await > before + 1, "a version ended and another began");
        let tx = bench.db.begin().await.unwrap();
        let found: Vec<_> = controle::rijen(&tx).await.unwrap().into_iter().filter(Bevinding::is_mis).collect();
        assert_eq!(found, Vec::new());
    }

    async fn a_follower_that_lags_is_found(engine) {
        let bench = filled(engine).await;
        let forget = Query::delete().from_table("volgers").and_where(Expr::col("naam").eq("tellingen")).to_owned();
        let found = after(&bench, async |tx| {
            tx.execute(&forget).await.unwrap();
        })
        .await;
        assert!(found.len() == 1 && found[0].contains("volger tellingen is") && found[0].contains("loket serve"), "{found:?}");
    }

    async fn a_migration_of_a_newer_program_is_found(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let newer = Query::insert().into_table("migraties").columns(["naam", "toegepast_op"]).values(["9999_later".into(), "2027".into()]).unwrap().to_owned();
            tx.execute(&newer).await.unwrap();
        })
        .await;
        assert!(found.len() == 1 && found[0].contains("nieuwere Loket"), "{found:?}");
    }
}

#[test]
fn an_unwise_configuration_is_found() {
    let wrong = |instellingen: &Instellingen| {
        controle::configuratie(instellingen)
            .iter()
            .filter(|finding| finding.is_mis())
            .map(|f| f.wat.clone())
            .collect::<Vec<_>>()
    };
    let good =
        Instellingen { url: "https://loket.example.nl".into(), data: "nergens".into(), ..Instellingen::default() };
    assert_eq!(wrong(&good), Vec::<String>::new());
    assert_eq!(wrong(&Instellingen { tweede_factor: false, ..good.clone() }).len(), 1);
    assert_eq!(wrong(&Instellingen { veilige_cookies: false, ..good.clone() }).len(), 1);
    assert_eq!(wrong(&Instellingen { url: "http://loket.example.nl".into(), ..good.clone() }).len(), 1);
    assert_eq!(wrong(&Instellingen { data: "/tmp".into(), ..good }).len(), 1);
}
