//! Anchors: what `loket serve` signs of the journals, and what `loket controleren` sees by them.

use std::fs;

use kern::{Change, Handeling, journaal, on_both_engines};
use loket::controle::{self, Ankers, Bevinding};
use loket::sleutel::Sleutel;
use loket::verankeren;
use sea_query::{Expr, ExprTrait, Query};

use super::controleren::{Map, after, ander, filled, gemaakt};

on_both_engines! {
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
        let set = verankeren::zet(&bench.db, &sleutel, Some(&bestand), &mut Vec::new(), nu).await.unwrap().remove(0);
        assert_eq!(set.volgnummer, kern::testhulp::laatste_nummer(&bench.db).await);
        assert_eq!(verankeren::zet(&bench.db, &sleutel, Some(&bestand), &mut Vec::new(), nu).await.unwrap(), [], "nothing was written since");
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
        for (pad, mut earlier) in [(Some(bestand.as_path()), Vec::new()), (None, vec![set.clone()])] {
            let refused = verankeren::zet(&bench.db, &sleutel, pad, &mut earlier, nu).await.unwrap_err();
            assert!(refused.wat.contains("niet opnieuw ondertekend"), "{refused}");
        }
        verankeren::zet(&bench.db, &vreemd, None, &mut Vec::new(), nu).await.unwrap();
        let found = wrong(nu).await;
        assert!(found.len() == 2 && found[0].contains("niet van een bekende sleutel") && found[1].contains("ankers.jsonl"), "{found:?}");
        empty().await;
        assert!(wrong(later).await.last().unwrap().contains("is het journaal niet ondertekend"));
        // With the own key and no file it would be signed: so that there is no file is said.
        verankeren::zet(&bench.db, &sleutel, None, &mut Vec::new(), nu).await.unwrap();
        fs::write(&bestand, "").unwrap();
        assert!(wrong(nu).await.iter().any(|one| one.contains("de nieuwste ankers ontbreken")));
        fs::remove_file(&bestand).unwrap();
        assert!(wrong(nu).await.iter().any(|one| one.contains("het bestaat niet")));
        let inside = Ankers { eigen: None, bestanden: Vec::new(), sleutels: met.sleutels.clone() };
        let found = controle::ankers(&bench.db, &inside, nu).await.unwrap();
        assert!(found.iter().any(|one| one.is_mis() && one.to_string().contains("staan alleen in de database")), "{found:?}");
        let far = journaal::ankers::Anker { volgnummer: i64::MAX, keten: "f".repeat(64), ..set };
        journaal::ankers::bewaar(&bench.db, &far).await.unwrap();
        assert!(wrong(later).await.iter().any(|one| one.contains("bekende sleutel")));
        let none = Ankers { sleutels: Vec::new(), ..met };
        assert!(controle::ankers(&bench.db, &none, nu).await.unwrap()[0].to_string().contains("loket sleutel"));
    }

    async fn each_organisation_has_its_own_and_a_new_file_gets_them_all(engine) {
        let bench = filled(engine).await;
        let map = Map::new(&format!("ankers-elk-{engine}"));
        let ids = kern::Ids::system(bench.clock.clone()).unwrap();
        let sleutel = Sleutel::maak(&map.0.join("een"), &ids).unwrap();
        let bestand = map.0.join("ankers.jsonl");
        let met = Ankers { sleutels: vec![sleutel.openbaar()], eigen: Some(bestand.clone()), bestanden: Vec::new() };
        let nu = bench.clock.now();
        let wrong = async |nu| {
            let found = controle::ankers(&bench.db, &met, nu).await.unwrap();
            found.into_iter().filter(Bevinding::is_mis).map(|finding| finding.to_string()).collect::<Vec<_>>()
        };
        let zet = async || verankeren::zet(&bench.db, &sleutel, Some(&bestand), &mut Vec::new(), nu).await;
        let write = async |organisatie| {
            let tx = bench.db.begin().await.unwrap();
            tx.write(vec![Change::new(gemaakt(&Handeling::program(organisatie, nu), &bench.ids))]).await.unwrap();
            tx.commit().await.unwrap();
        };
        let tx = bench.db.begin().await.unwrap();
        let other = ander(&tx).await;
        tx.commit().await.unwrap();
        write(other).await;
        let set = zet().await.unwrap();
        assert_eq!(set.len(), 2);
        assert_eq!(wrong(nu).await, Vec::<String>::new());
        // A new file, as after a backup was restored: nothing was written since, and it gets what stands in the database.
        fs::write(&bestand, "").unwrap();
        assert!(wrong(nu).await.iter().any(|one| one.contains("de nieuwste ankers ontbreken")));
        assert_eq!(zet().await.unwrap(), set);
        assert_eq!(wrong(nu).await, Vec::<String>::new());
        assert_eq!(zet().await.unwrap(), []);
        // The other way round: the file has it, the database lost it.
        let tx = bench.db.begin().await.unwrap();
        tx.execute(&Query::delete().from_table("ankers").to_owned()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(zet().await.unwrap(), set);
        // What was written for one waits for one.
        write(other).await;
        let late = wrong(nu.plus_seconds(27 * 3_600)).await;
        assert!(late.len() == 1 && late[0].contains("het journaal van ander niet ondertekend"), "{late:?}");
        for volger in dienstverlening::VOLGERS {
            kern::volgers::catch_up(&bench.db, &bench.clock, volger).await.unwrap();
        }
        // A past that was changed stops the signing of that one alone.
        let found = after(&bench, async |tx| {
            let of_other = Expr::col("organisatie_id").eq(other);
            let changed = Query::update().table("gebeurtenissen").value("doel", "anders").and_where(of_other).to_owned();
            tx.execute(&changed).await.unwrap();
            journaal::vervals(tx).await.unwrap();
        })
        .await;
        assert_eq!(found, Vec::<String>::new(), "the chains alone say nothing");
        let own = set.iter().filter_map(|anker| anker.organisatie).find(|id| *id != other).unwrap();
        write(own).await;
        assert!(zet().await.unwrap_err().wat.contains("niet opnieuw ondertekend"));
        let newest = journaal::ankers::laatste(&bench.db).await.unwrap();
        let at = |id| newest.iter().find(|anker| anker.organisatie == Some(id)).unwrap().volgnummer;
        assert_eq!((at(own), at(other)), (kern::testhulp::laatste_nummer(&bench.db).await, 1));
    }
}
