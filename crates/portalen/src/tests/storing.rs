//! The database is away, or cannot be written to: reading goes on, and what was typed comes back.

use kern::database::{Engine, Patience};
use kern::testhulp::{Line, block_on, count};

use crate::basis::Taal;
use crate::wereld::World;

/// What a citizen who looks something up opens.
const LEZEN: [&str; 6] =
    ["/", "/zoeken?q=grofvuil", "/producten/grofvuil", "/producten", "/thema/afval", "/levensgebeurtenis/verhuizen"];

#[test]
fn while_the_database_is_away_people_read_from_memory_and_keep_what_they_typed() {
    block_on(async {
        let w = World::new(Engine::Postgres).await;
        let line = Line::to(&w.bench.url).await;
        let w = w.herstart_op(&line.url, Patience::PAGE).await;
        let bezoeker = w.niemand();
        let agent = w.als("s.bakker").await.met_kop("sec-fetch-site", "same-origin");
        let said = Taal::Nl.tekst("publiek-uit-geheugen");
        for adres in LEZEN {
            bezoeker.get(adres).await.ok().bevat_niet(&said);
        }
        let csrf = agent.token().await;
        line.hold();
        bezoeker.get("/gezond").await.is(503);
        for adres in LEZEN {
            bezoeker.get(adres).await.ok().bevat(&said);
        }
        bezoeker.get("/producten/grofvuil").await.ok().bevat("Grofvuil");
        bezoeker.get("/producten/bestaat-niet").await.is(404);
        let typed =
            [("csrf", csrf.as_str()), ("kanaal", "telefoon"), ("notitie", "Mevrouw vroeg\nnaar haar container.")];
        let again = agent.post_zonder_csrf("/werkplek/contacten", &typed).await.is(503);
        let again = again.bevat("naar haar container.").bevat("action=\"/werkplek/contacten\"").bevat(&csrf);
        assert_eq!(again.kop("retry-after"), "5");
        // A page of somebody else's learns nothing, and a password is never written into a page.
        let strange = w.niemand().met_kop("sec-fetch-site", "cross-site");
        strange.post_zonder_csrf("/werkplek/contacten", &typed).await.bevat_niet("container");
        let secret = [("csrf", csrf.as_str()), ("gebruikersnaam", "s.bakker"), ("wachtwoord", "Fietsbel wolk 7")];
        agent.post_zonder_csrf("/inloggen", &secret).await.bevat_niet("Fietsbel");
        line.release();
        while bezoeker.get("/gezond").await.status != 200 {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        for adres in LEZEN {
            bezoeker.get(adres).await.ok().bevat_niet(&said);
        }
        agent.post_zonder_csrf("/werkplek/contacten", &typed).await.is(303);
    });
}

#[test]
fn while_another_program_holds_the_file_people_read_and_keep_what_they_typed() {
    block_on(async {
        let w = World::new(Engine::Sqlite).await;
        let url = w.bench.url.clone();
        let w = w.herstart_op(&url, Patience::PAGE).await;
        let agent = w.als("s.bakker").await.met_kop("sec-fetch-site", "same-origin");
        let csrf = agent.token().await;
        let holder = kern::Database::connect(&url).await.unwrap();
        let tx = holder.begin().await.unwrap();
        let typed = [("csrf", csrf.as_str()), ("kanaal", "telefoon"), ("notitie", "Een lange notitie met spaties.")];
        let again = agent.post_zonder_csrf("/werkplek/contacten", &typed).await.is(503);
        again.bevat(&Taal::Nl.tekst("foutpagina-vol-titel")).bevat("Een lange notitie met spaties.");
        // That the session is in use cannot be written down now; the page comes all the same.
        w.later(3_000);
        agent.get("/werkplek").await.ok();
        agent.get("/gezond").await.is(503);
        for adres in LEZEN {
            w.niemand().get(adres).await.ok();
        }
        tx.commit().await.unwrap();
        agent.get("/gezond").await.ok();
        agent.post_zonder_csrf("/werkplek/contacten", &typed).await.is(303);
        assert_eq!(count(&w.bench.db, "contact_concepten").await, 1);
    });
}
