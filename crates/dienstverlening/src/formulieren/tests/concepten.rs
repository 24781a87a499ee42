//! Drafts, and sending them, on both engines.

use kern::database::Engine;
use kern::organisaties::OrganisatieId;
use kern::testhulp::{Bench, bench};
use kern::{Error, Handeling, Moment, Reads, on_both_engines};
use sea_query::{Expr, Func, Query};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::*;
use crate::formulieren::concept::{self, AanvraagId, Aanvrager, BEWAARD_S, Concept, Houder, Upload};
use crate::formulieren::hervatcode;
use crate::formulieren::versturen::{Indiener, Uitkomst, inzending, versturen};
use crate::inrichten::tests::mappen::{laden, organisatie_id};
use crate::inrichten::tests::zaaktypen::met_zaaktypen;

/// Two organisations that handle permits, and a form that leads to one.
struct World {
    bench: Bench,
    form: Formulier,
    proef: OrganisatieId,
    buur: OrganisatieId,
}

fn upload(vraag: &str) -> Upload {
    Upload {
        sleutel: Uuid::from_u128(9),
        vraag: vraag.into(),
        naam: "foto.jpg".into(),
        formaat: "image/jpeg".into(),
        omvang: 3,
        sha256: "00".into(),
    }
}

impl World {
    async fn new(engine: Engine) -> Self {
        let bench = bench(engine, &crate::migraties()).await;
        for code in ["proef", "buur"] {
            laden(&bench, &met_zaaktypen(code)).await;
        }
        let (proef, buur) = (organisatie_id(&bench, "proef").await, organisatie_id(&bench, "buur").await);
        Self { bench, form: Formulier { zaaktype: "vergunning".into(), ..vertakt() }, proef, buur }
    }

    fn browser(&self, sleutel: &str) -> Houder {
        Houder { organisatie: self.proef, sleutel_hash: Some(sleutel.into()), burger: None }
    }

    fn burger(&self, sleutel: &str, partij: u128, namens: Option<u128>) -> Houder {
        let burger = Aanvrager { partij: Uuid::from_u128(partij), namens: namens.map(Uuid::from_u128) };
        Houder { burger: Some(burger), ..self.browser(sleutel) }
    }

    fn now(&self) -> Moment {
        self.bench.clock.now()
    }

    async fn started(&self, wie: &Houder) -> Concept {
        concept::starten(&self.bench.db, &self.bench.ids, wie, &self.form, self.now()).await.unwrap()
    }

    async fn typed(&self, wie: &Houder, id: AanvraagId, groep: usize, pairs: &[(&str, &str)]) -> kern::Result<Concept> {
        let pairs: Vec<_> = pairs.iter().map(|(n, w)| ((*n).to_owned(), (*w).to_owned())).collect();
        let vragen = &self.form.groepen[groep].vragen;
        let change = |(invoer, _): concept::Inhoud<'_>| invoer.vervang(vragen, &pairs);
        concept::opslaan(&self.bench.db, wie, self.now(), id, &self.form, change).await
    }

    async fn complete(&self, wie: &Houder) -> AanvraagId {
        let id = self.started(wie).await.id;
        self.typed(wie, id, 0, &[("a", "x")]).await.unwrap();
        self.typed(wie, id, 2, &[("g", "ja")]).await.unwrap();
        id
    }

    async fn sent(&self, wie: &Houder, id: AanvraagId) -> kern::Result<Uitkomst> {
        let handeling = Handeling::program(self.proef, self.now());
        versturen(&self.bench.db, &self.bench.ids, wie, &handeling, &self.form, &Bekend::default(), id).await
    }

    async fn count(&self) -> i64 {
        let all = Expr::expr(Func::count(Expr::col("id")));
        let query = Query::select().expr_as(all, "n").from("aanvraag_concepten").to_owned();
        self.bench.db.row(&query).await.unwrap().unwrap().get("n").unwrap()
    }
}

fn nummer(uitkomst: Uitkomst) -> String {
    match uitkomst {
        Uitkomst::Verstuurd(concept) => concept.verstuurd.unwrap().nummer,
        Uitkomst::Onvolledig(wrong) => panic!("{wrong:?}"),
    }
}

fn missing<T>(result: kern::Result<T>) {
    let result = result.map(drop);
    assert!(matches!(result, Err(Error::Missing { .. })), "{result:?}");
}

on_both_engines! {
    async fn a_draft_is_for_its_browser_or_its_person_only(engine) {
        let w = World::new(engine).await;
        let db = &w.bench.db;
        let visitor = w.started(&w.browser("een")).await.id;
        assert!(concept::by_id(db, &w.browser("een"), visitor).await.is_ok());
        let neighbour = Houder { organisatie: w.buur, ..w.browser("een") };
        let nobody = Houder { sleutel_hash: None, ..w.browser("een") };
        for other in [w.browser("twee"), neighbour, nobody, w.burger("twee", 1, None)] {
            missing(concept::by_id(db, &other, visitor).await);
            missing(w.typed(&other, visitor, 0, &[("a", "x")]).await);
            missing(w.sent(&other, visitor).await);
            concept::weggooien(db, &other, visitor).await.unwrap();
        }
        let own = w.started(&w.burger("een", 1, None)).await.id;
        // Another device, the same person.
        assert!(concept::by_id(db, &w.burger("twee", 1, None), own).await.is_ok());
        // The same device after the log-in ended; another person; the same person for somebody else.
        for other in [w.browser("een"), w.burger("een", 2, None), w.burger("een", 1, Some(2)), w.burger("een", 2, Some(1))] {
            missing(concept::by_id(db, &other, own).await);
        }
        let of = |partij| Aanvrager { partij: Uuid::from_u128(partij), namens: None };
        assert_eq!(concept::van(db, w.proef, of(1)).await.unwrap().len(), 1);
        assert_eq!(concept::van(db, w.proef, of(2)).await.unwrap(), []);
        assert_eq!(w.count().await, 2);
    }

    async fn two_windows_that_save_different_pages_keep_both(engine) {
        let w = World::new(engine).await;
        let wie = w.browser("een");
        let id = w.started(&wie).await.id;
        let (one, other) = tokio::join!(w.typed(&wie, id, 0, &[("a", "y"), ("b", "tekst")]), w.typed(&wie, id, 2, &[("g", "ja")]));
        one.unwrap();
        other.unwrap();
        let saved = concept::by_id(&w.bench.db, &wie, id).await.unwrap();
        assert_eq!(saved.invoer, ingevuld(&[("a", "y"), ("b", "tekst"), ("g", "ja")]));
        assert_eq!(saved.versie, 3);
    }

    async fn what_a_session_that_ended_sends_is_kept_and_shows_nothing(engine) {
        let w = World::new(engine).await;
        let db = &w.bench.db;
        let own = w.burger("een", 1, None);
        let id = w.started(&own).await.id;
        let sent = [("a".to_owned(), "y".to_owned())];
        let forms = [w.form.clone()];
        let keep = |wie: Houder| {
            let (forms, sent, now) = (&forms, &sent, w.now());
            async move {
                let change = |form: &Formulier, (invoer, _): concept::Inhoud<'_>| invoer.vervang(&form.groepen[0].vragen, sent);
                concept::bijschrijven(db, &wie, now, id, forms, change).await.unwrap()
            }
        };
        assert!(!keep(w.browser("twee")).await, "another browser");
        assert!(concept::by_id(db, &own, id).await.unwrap().invoer.is_leeg());
        assert!(keep(w.browser("een")).await);
        assert_eq!(concept::by_id(db, &own, id).await.unwrap().invoer, ingevuld(&[("a", "y")]));
        let visitor = w.started(&w.browser("een")).await.id;
        let change = |_: &Formulier, _: concept::Inhoud<'_>| Ok(());
        assert!(!concept::bijschrijven(db, &w.browser("een"), w.now(), visitor, &forms, change).await.unwrap(), "no session ended there");
    }

    async fn a_code_takes_a_draft_to_another_device(engine) {
        let w = World::new(engine).await;
        let (db, id) = (&w.bench.db, w.started(&w.browser("een")).await.id);
        let code = hervatcode::nieuw(&w.bench.ids);
        let hash = hervatcode::hash(w.proef, &code).unwrap();
        missing(concept::code_geven(db, &w.browser("twee"), id, &hash).await);
        concept::code_geven(db, &w.browser("een"), id, &hash).await.unwrap();
        assert_eq!(concept::hervatten(db, &w.browser("twee"), "x").await.unwrap(), None);
        let neighbour = Houder { organisatie: w.buur, ..w.browser("twee") };
        assert_eq!(concept::hervatten(db, &neighbour, &hash).await.unwrap(), None);
        assert_eq!(concept::hervatten(db, &w.browser("twee"), &hash).await.unwrap(), Some(id));
        assert!(concept::by_id(db, &w.browser("twee"), id).await.is_ok());
        missing(concept::by_id(db, &w.browser("een"), id).await);
        assert_eq!(concept::hervatten(db, &w.browser("een"), &hash).await.unwrap(), Some(id), "and back");
        let own = w.started(&w.burger("een", 1, None)).await.id;
        missing(concept::code_geven(db, &w.burger("een", 1, None), own, &hash).await);
    }

    async fn answers_that_still_fit_a_changed_form_are_kept(engine) {
        let mut w = World::new(engine).await;
        let wie = w.browser("een");
        let id = w.started(&wie).await.id;
        w.typed(&wie, id, 0, &[("a", "y"), ("b", "tekst")]).await.unwrap();
        w.form.groepen[0].vragen.pop();
        let before = concept::by_id(&w.bench.db, &wie, id).await.unwrap();
        assert!(before.ander_formulier(&w.form));
        let after = w.typed(&wie, id, 2, &[("g", "ja")]).await.unwrap();
        assert_eq!((after.invoer.clone(), after.ander_formulier(&w.form)), (ingevuld(&[("a", "y"), ("g", "ja")]), false));
    }

    async fn sending_twice_or_at_once_makes_one(engine) {
        let w = World::new(engine).await;
        let wie = w.browser("een");
        let id = w.complete(&wie).await;
        let mut all = JoinSet::new();
        for _ in 0..6 {
            let (db, ids, form, wie) = (w.bench.db.clone(), w.bench.ids.clone(), w.form.clone(), wie.clone());
            let handeling = Handeling::program(w.proef, w.now());
            all.spawn(async move {
                versturen(&db, &ids, &wie, &handeling, &form, &Bekend::default(), id).await.map(nummer)
            });
        }
        let numbers: Vec<String> = all.join_all().await.into_iter().map(|sent| sent.unwrap()).collect();
        assert!(numbers.iter().all(|number| number == "ZAAK-2026-0000000001"), "{numbers:?}");
        assert_eq!(nummer(w.sent(&wie, id).await.unwrap()), "ZAAK-2026-0000000001");
        assert!(matches!(w.typed(&wie, id, 0, &[("a", "y")]).await, Err(Error::Conflict(_))));
        let kept = concept::by_id(&w.bench.db, &wie, id).await.unwrap();
        assert!(kept.invoer.is_leeg() && kept.verstuurd.is_some());
        missing(w.sent(&w.browser("twee"), id).await);
        assert_eq!(nummer(w.sent(&wie, w.complete(&wie).await).await.unwrap()), "ZAAK-2026-0000000002");
    }

    async fn what_is_not_complete_is_not_sent(engine) {
        let w = World::new(engine).await;
        let wie = w.browser("een");
        let id = w.started(&wie).await.id;
        w.typed(&wie, id, 0, &[("a", "x")]).await.unwrap();
        let Uitkomst::Onvolledig(wrong) = w.sent(&wie, id).await.unwrap() else { panic!() };
        assert_eq!(wrong[0].0, "f");
        assert_eq!(concept::by_id(&w.bench.db, &wie, id).await.unwrap().invoer, ingevuld(&[("a", "x")]));
    }

    async fn after_thirty_days_a_draft_is_gone(engine) {
        let w = World::new(engine).await;
        let (old, sent) = (w.started(&w.browser("een")).await.id, w.complete(&w.browser("een")).await);
        w.sent(&w.browser("een"), sent).await.unwrap();
        w.bench.clock.set(w.now().plus_seconds(BEWAARD_S - 1));
        assert_eq!(concept::opruimen(&w.bench.db, w.now()).await.unwrap(), 0);
        w.typed(&w.browser("een"), old, 0, &[("a", "x")]).await.unwrap();
        w.bench.clock.set(w.now().plus_seconds(1));
        assert_eq!(concept::opruimen(&w.bench.db, w.now()).await.unwrap(), 1, "what was sent; the other was saved since");
        assert!(concept::by_id(&w.bench.db, &w.browser("een"), old).await.is_ok());
    }

    async fn lists_and_codes_walk_an_index(engine) {
        let w = World::new(engine).await;
        if engine == Engine::Sqlite {
            let query = Query::select().column("id").from("aanvraag_concepten")
                .and_where(sea_query::ExprTrait::eq(Expr::col("hervatcode_hash"), "x")).to_owned();
            let plan = kern::testhulp::plan(&w.bench.db, &query).await;
            assert!(plan.contains("aanvraag_concepten_hervatcode"), "{plan}");
        }
    }
}

#[test]
fn what_is_handed_over_names_everything_answered() {
    let mut form = vertakt();
    form.groepen[0].vragen[0].eigenschap = Some("keus".into());
    form.groepen[2].vragen.push(vraag("plek", Soort::Locatie));
    let photo =
        Soort::Upload { soorten: vec!["jpeg".into()], max_mb: 1, aantal: 1, informatieobjecttype: "bijlage".into() };
    form.groepen[2].vragen.push(vraag("foto", photo));
    form.omschrijving = "Proef  {a} {b}".into();
    let typed =
        ingevuld(&[("a", "x"), ("b", "verborgen"), ("g", "ja"), ("plek.breedte", "52.1"), ("plek.lengte", "5.1")]);
    let (uploads, none) = ([upload("foto")], Bekend::default());
    let s = Stand::new(&form, &typed, &uploads, &none, VANDAAG);
    let answers = s.controleer().unwrap();
    let mut draft = Concept {
        id: Uuid::from_u128(1).into(),
        formulier: "proef".into(),
        formulierversie: form.versie(),
        invoer: typed.clone(),
        uploads: uploads.to_vec(),
        burger: None,
        versie: 1,
        begonnen_op: "2026-11-23T09:00:00Z".parse().unwrap(),
        bijgewerkt_op: "2026-11-23T09:00:00Z".parse().unwrap(),
        verloopt_op: "2026-12-23T09:00:00Z".parse().unwrap(),
        verstuurd: None,
    };
    let sent = inzending(&form, &draft, &answers);
    assert_eq!((sent.omschrijving.as_str(), sent.eigenschappen), ("Proef X", vec![("keus".into(), "X".into())]));
    assert_eq!(sent.geometrie.as_deref(), Some(r#"{"type":"Point","coordinates":[5.100000,52.100000]}"#));
    assert_eq!(sent.bijlagen, [(upload("foto"), "bijlage".to_owned(), "foto?".to_owned())]);
    assert!(sent.toelichting.contains("a?\nX") && !sent.toelichting.contains("verborgen"), "{}", sent.toelichting);
    assert_eq!(
        sent.aanvrager,
        Indiener::Onbekend { naam: String::new(), e_mail: String::new(), telefoon: String::new() }
    );
    // Whoever applies for somebody else: that partij applies, and they are the gemachtigde.
    draft.burger = Some(Aanvrager { partij: Uuid::from_u128(1), namens: Some(Uuid::from_u128(2)) });
    let sent = inzending(&form, &draft, &answers);
    let other = Indiener::Bekend { partij: Uuid::from_u128(2), e_mail: String::new(), telefoon: String::new() };
    assert_eq!((sent.aanvrager, sent.gemachtigde), (other, Some(Uuid::from_u128(1))));
}
