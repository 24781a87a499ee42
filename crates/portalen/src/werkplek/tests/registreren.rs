//! What came in by post becomes a case, from the day on which it came.

use kern::autorisatie::LeesZaken;
use kern::testhulp::count;
use kern::{Authorised, on_both_engines};
use registers::zaken::{ZaakId, zaak};

use crate::wereld::{Browser, MULTIPART, Pagina, World, als_multipart, inrichten, klein};

/// A letter of last Friday, entered on Monday 23 November 2026, with other values in some fields.
async fn stuur(browser: &Browser, id: ZaakId, anders: &[(&str, &str)]) -> Pagina {
    let (id, csrf) = (id.to_string(), browser.token().await);
    let known = [
        ("csrf", csrf.as_str()),
        ("id", &id),
        ("zaaktype", "sleutel"),
        ("ontvangen_op", "2026-11-20"),
        ("kanaal", "balie"),
        ("omschrijving", "Sleutel kwijt"),
        ("toelichting", "Hij is rood."),
        ("naam", "P. de Vries"),
        ("bsn", ""),
        ("e_mail", "piet@example.nl"),
        ("telefoon", ""),
        ("klantgroep", ""),
        ("gegeven-0", "huis"),
    ];
    let value = |(field, value)| {
        (field, anders.iter().rev().find(|(other, _)| *other == field).map_or(value, |(_, other)| *other))
    };
    let fields: Vec<(&str, &str)> = known.into_iter().map(value).collect();
    let body = als_multipart(&fields, &[("bestand", "brief.txt", b"Ik ben mijn sleutel kwijt.")]);
    browser.post_ruw("/werkplek/zaken", MULTIPART, body).await
}

on_both_engines! {
    async fn a_letter_counts_from_the_day_on_which_it_came(engine) {
        let w = World::new(engine).await;
        let tom = w.als("t.vanbeek").await;
        tom.get("/werkplek/taken").await.ok().bevat("href=\"/werkplek/zaken/nieuw\"");
        tom.get("/werkplek/zaken/nieuw").await.ok().bevat("Sleutel zoeken").bevat("?soort=sleutel").bevat_niet("Ontvangen op");
        let form = tom.get("/werkplek/zaken/nieuw?soort=sleutel").await.ok();
        form.bevat("Ontvangen op").bevat("value=\"2026-11-23\" max=\"2026-11-23\"").bevat("gegeven-0");

        let id: ZaakId = w.app.ids.next();
        let adres = format!("/werkplek/zaken/{id}?gedaan=geregistreerd");
        stuur(&tom, id, &[]).await.naar(&adres);
        // Eight weeks from Friday the 20th.
        let page = tom.get(&adres).await.ok().bevat("De zaak is geregistreerd").bevat("vrijdag 20 november").bevat("15 januari 2027");
        let page = page.bevat("P. de Vries").bevat("Hij is rood.").bevat("Ingekomen stuk").bevat("huis").bevat("Tom van Beek");
        // It is about the product of the form of its kind: reports count it by that.
        let who = Authorised::<LeesZaken>::program(w.organisatie);
        let made = zaak::by_id(&w.app.db, &who, id).await.unwrap().unwrap();
        assert_eq!(made.product.as_deref(), Some("sleutel"));
        page.bevat("<dt>Voor wie</dt><dd>Particulier</dd>").bevat("<dt>Hoeveel werk</dt><dd>Zo veel als meestal</dd>");
        // Sent twice it is one case; another letter in the same form is not lost behind it.
        stuur(&tom, id, &[]).await.naar(&adres);
        for other in [("omschrijving", "Iets anders"), ("naam", "J. Jansen"), ("ontvangen_op", "2026-11-19"), ("klantgroep", "ondernemer")] {
            let page = stuur(&tom, id, &[other]).await.is(409).bevat("al een andere zaak geregistreerd").bevat(other.1);
            page.bevat_niet(&format!("value=\"{id}\""));
        }
        stuur(&w.als("m.hendriks").await, id, &[]).await.is(409);
        assert_eq!(count(&w.app.db, "zaken").await, 1);
        let sent = w.verstuur("gemeente@klein.example.nl").await;
        assert_eq!(sent.len(), 1, "the confirmation of receipt");

        // Whoever looks at cases only does not register them.
        let agent = w.als("s.bakker").await;
        agent.get("/werkplek/zaken/nieuw").await.is(403);
        stuur(&agent, w.app.ids.next(), &[]).await.is(403);
        assert_eq!(count(&w.app.db, "zaken").await, 1);
    }

    async fn what_is_wrong_is_said_at_its_field_and_nothing_is_registered(engine) {
        let w = World::new(engine).await;
        let tom = w.als("t.vanbeek").await;
        let long = "x".repeat(300);
        let wrong = [
            ("ontvangen_op", "2026-11-24", "Die dag is nog niet geweest"),
            ("ontvangen_op", "2019-12-31", "Op die dag bestond deze soort zaak hier nog niet"),
            ("ontvangen_op", "gisteren", "ontvangen_op-fout"),
            ("kanaal", "postduif", "Kies iets uit de lijst"),
            ("omschrijving", "", "omschrijving-fout"),
            ("naam", " ", "naam-fout"),
            ("bsn", "123456789", "bsn-fout"),
            ("bsn", "999900018", "Wij kennen niemand met dit BSN en deze achternaam"),
            ("e_mail", "piet", "e_mail-fout"),
            ("gegeven-0", long.as_str(), "gegeven-0-fout"),
            ("zaaktype", "bouwwerk", "Kies iets uit de lijst"),
        ];
        for (field, value, said) in wrong {
            let page = stuur(&tom, w.app.ids.next(), &[(field, value)]).await.is(400).bevat(said);
            if field == "zaaktype" {
                page.bevat_niet("href=\"#zaaktype\"");
            } else {
                page.bevat("Hij is rood.").bevat("Kies het dan opnieuw: het is niet bewaard").bevat(&format!("href=\"#{field}\""));
            }
        }
        let both = stuur(&tom, w.app.ids.next(), &[("naam", ""), ("omschrijving", "")]).await.is(400);
        both.bevat("naam-fout").bevat("omschrijving-fout");
        assert_eq!(count(&w.app.db, "zaken").await, 0);
    }

    async fn with_a_bsn_the_case_is_theirs_and_looking_them_up_leaves_a_trace(engine) {
        let w = World::new(engine).await;
        let vries = w.met_bsn("Vries", "999900018").await;
        let tom = w.als("t.vanbeek").await;
        let id: ZaakId = w.app.ids.next();
        let before = kern::testhulp::laatste_nummer(&w.app.db).await;
        // A list of names is no name: the last word counts.
        for naam in ["P. Jansen", "Vries Jansen", "J. Vriess", "-"] {
            let page = stuur(&tom, id, &[("bsn", "999900018"), ("naam", naam)]).await.is(400);
            page.bevat("Wij kennen niemand met dit BSN en deze achternaam");
        }
        let told = kern::testhulp::verteld_na(&w.app.db, before).await;
        let told: Vec<_> = told.iter().map(|e| (e.resource.as_str(), e.actie.as_str(), e.doel.as_deref())).collect();
        assert_eq!(told, [("partij", "gezocht", Some("zaak-registreren")); 4]);
        stuur(&tom, id, &[("bsn", "9999.00.018"), ("naam", "P. de VRIES"), ("e_mail", "")]).await.is(303);
        w.als_burger(vries).await.get("/mijn").await.ok().bevat("Sleutel kwijt");
        // In the same form, once more with what was forgotten: not answered as if that was there.
        for forgotten in [("e_mail", "ander@example.nl"), ("gegeven-0", "fiets"), ("toelichting", "Hij is blauw.")] {
            let typed = [("bsn", "999900018"), ("naam", "P. de Vries"), ("e_mail", ""), forgotten];
            stuur(&tom, id, &typed).await.is(409);
        }
        stuur(&tom, id, &[("bsn", "999900018"), ("naam", "Jansen")]).await.is(400).bevat("deze achternaam");
    }

    async fn a_case_of_another_team_is_registered_and_its_number_told(engine) {
        let w = World::new(engine).await;
        let tom = w.als("t.vanbeek").await;
        let mut map = klein();
        let mut text = |file: &str, old: &str, new: &str| {
            let text = String::from_utf8(map[file].clone()).unwrap();
            assert!(text.contains(old), "{file}");
            map.insert(file.to_owned(), text.replacen(old, new, 1).into_bytes());
        };
        text("zaaktypen/sleutel.toml", "team = ", "vertrouwelijkheid = \"geheim\"\nteam = ");
        let tom_was = "naam = \"Tom van Beek\"\nteam = \"afval\"";
        text("medewerkers.toml", tom_was, &tom_was.replace("afval", "kcc"));
        inrichten(&w.bench, &map).await;
        let id: ZaakId = w.app.ids.next();
        let told = format!("/werkplek/zaken/nieuw?zaak={id}");
        // Today: what came before began under the version of then.
        stuur(&tom, id, &[("ontvangen_op", "2026-11-23")]).await.naar(&told);
        tom.get(&told).await.ok().bevat("ZAAK-2026-0000000001 is geregistreerd en ligt bij Team Afval");
        tom.get(&format!("/werkplek/zaken/{id}")).await.is(404);
        // It is told to whoever registered it, and to nobody else.
        w.als("m.hendriks").await.get(&told).await.ok().bevat_niet("ZAAK-2026");
    }
}
