//! `loket controleren`: each kind of damage is found, and said with how to mend it.

use std::fs;
use std::path::PathBuf;

use kern::database::Engine;
use kern::testhulp::{Bench, bench};
use kern::{Reads, Tx, journaal, on_both_engines};
use loket::Voortgang;
use loket::controle::{self, Ankers, Bevinding};
use loket::demo::{self, Schets};
use loket::instellingen::Instellingen;
use loket::sleutel::Sleutel;
use loket::verankeren;
use sea_query::{Expr, ExprTrait, Query, Value};
use uuid::Uuid;

async fn filled(engine: Engine) -> Bench {
    let bench = bench(engine, &loket::migraties()).await;
    let schets = Schets { contacten: 60, personen: 5, ..Schets::new(3, bench.clock.now(), 0.01) };
    demo::vul(&bench.db, &demo::elsdrecht(), &schets, &Voortgang::silent()).await.unwrap();
    bench
}

/// What is wrong after this was done behind the program's back.
async fn after(bench: &Bench, damage: impl AsyncFnOnce(&Tx)) -> Vec<String> {
    let tx = bench.db.begin().await.unwrap();
    damage(&tx).await;
    tx.commit().await.unwrap();
    let found = controle::database(&bench.db, bench.clock.now()).await.unwrap();
    found.into_iter().filter(Bevinding::is_mis).map(|finding| finding.to_string()).collect()
}

struct Map(PathBuf);

impl Map {
    fn new(naam: &str) -> Self {
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

    async fn a_past_that_was_changed_and_chained_again_shows_by_its_anchors(engine) {
        let bench = filled(engine).await;
        let map = Map::new(&format!("ankers-{engine}"));
        let ids = kern::Ids::system(bench.clock.clone()).unwrap();
        let [sleutel, vreemd] = ["een", "twee"].map(|naam| Sleutel::maak(&map.0.join(naam), &ids).unwrap());
        let bestand = map.0.join("ankers.jsonl");
        let met = Ankers { sleutels: vec![sleutel.openbaar()], eigen: Some(bestand.clone()), bestanden: Vec::new() };
        let wrong = async |nu| {
            let found = controle::ankers(&bench.db, &met, nu).await.unwrap();
            found.into_iter().filter(Bevinding::is_mis).map(|finding| finding.to_string()).collect::<Vec<_>>()
        };
        let (nu, later) = (bench.clock.now(), bench.clock.now().plus_seconds(27 * 3_600));
        fs::write(&bestand, "{\"volgnum").unwrap();
        let set = verankeren::zet(&bench.db, &sleutel, Some(&bestand), None, nu).await.unwrap().unwrap();
        assert_eq!(set.volgnummer, journaal::last_number(&bench.db).await.unwrap());
        assert_eq!(verankeren::zet(&bench.db, &sleutel, Some(&bestand), None, nu).await.unwrap(), None, "nothing was written since");
        assert_eq!(verankeren::lees(&bestand).unwrap(), std::slice::from_ref(&set), "after a line that was cut off");
        assert_eq!((wrong(nu).await, wrong(later).await), (vec![], vec![]));
        // 356 look-ups were rewritten once, and nothing showed.
        let found = after(&bench, async |tx| {
            let wrong = Query::update().table("gebeurtenissen").value("doel", "anders").and_where(Expr::col("volgnummer").eq(9)).to_owned();
            tx.execute(&wrong).await.unwrap();
            journaal::vervals(tx).await.unwrap();
        })
        .await;
        assert_eq!(found, Vec::<String>::new(), "the chain alone says nothing");
        let found = wrong(nu).await;
        assert!(found.len() == 2 && found.iter().all(|one| one.contains("niet meer wat is ondertekend")), "{found:?}");
        // Nor does it help to take the anchors out of the database: the program signs no other past, whether it knows of the first by
        // the file or has it in mind. Another key is not believed.
        let empty = async || {
            let tx = bench.db.begin().await.unwrap();
            tx.execute(&Query::delete().from_table("ankers").to_owned()).await.unwrap();
            tx.commit().await.unwrap();
        };
        empty().await;
        for (pad, earlier) in [(Some(bestand.as_path()), None), (None, Some(&set))] {
            let refused = verankeren::zet(&bench.db, &sleutel, pad, earlier, nu).await.unwrap_err();
            assert!(refused.wat.contains("niet opnieuw ondertekend"), "{refused}");
        }
        verankeren::zet(&bench.db, &vreemd, None, None, nu).await.unwrap();
        let found = wrong(nu).await;
        assert!(found.len() == 2 && found[0].contains("niet van een bekende sleutel") && found[1].contains("ankers.jsonl"), "{found:?}");
        empty().await;
        assert!(wrong(later).await.last().unwrap().contains("is het journaal niet ondertekend"));
        // With the own key and no file it would be signed: so that there is no file is said.
        verankeren::zet(&bench.db, &sleutel, None, None, nu).await.unwrap();
        fs::write(&bestand, "").unwrap();
        assert!(wrong(nu).await.iter().any(|one| one.contains("de nieuwste ankers ontbreken")));
        fs::remove_file(&bestand).unwrap();
        assert!(wrong(nu).await.iter().any(|one| one.contains("het bestaat niet")));
        let inside = Ankers { eigen: None, bestanden: Vec::new(), sleutels: met.sleutels.clone() };
        let found = controle::ankers(&bench.db, &inside, nu).await.unwrap();
        assert!(found.iter().any(|one| one.is_mis() && one.to_string().contains("staan alleen in de database")), "{found:?}");
        let far = journaal::ankers::Anker { volgnummer: i64::MAX, ..set };
        journaal::ankers::bewaar(&bench.db, &far).await.unwrap();
        assert!(wrong(later).await.iter().any(|one| one.contains("bekende sleutel")));
        let none = Ankers { sleutels: Vec::new(), ..met };
        assert!(controle::ankers(&bench.db, &none, nu).await.unwrap()[0].to_string().contains("loket sleutel"));
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
            let of_people = Query::select().column("id").from("gebeurtenissen").and_where(Expr::col("resource").eq("medewerker")).to_owned();
            let gone = Query::delete().from_table("gebeurtenis_inhoud").and_where(Expr::col("gebeurtenis_id").in_subquery(of_people)).to_owned();
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
        let before = journaal::last_number(&bench.db).await.unwrap();
        dienstverlening::inrichten::laad(&bench.db, &bench.ids, &bench.clock, &inrichting).await.unwrap();
        assert!(journaal::last_number(&bench.db).await.unwrap() > before + 1, "a version ended and another began");
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
