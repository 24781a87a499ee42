//! Cases from application to decision, on both engines.

mod bevestiging;
mod bezwaar;
mod data;
mod kenmerken;
mod klare_taal;
mod werklijst;

use jiff::civil::date;
use kern::autorisatie::{BehandelZaken, Burger, Eigen, LeesZaken, Werken};
use kern::database::Engine;
use kern::organisaties::{OrganisatieId, TeamId, collegas};
use kern::testhulp::{Bench, bench, count};
use kern::{Authorised, Error, FieldError, Handeling, Moment, Reads, Result, on_both_engines};
use registers::catalogi::{self, Zaaktype};
use registers::documenten::{self, Inhoud};
use registers::klantinteracties::partij::{self, NieuwePartij};
use registers::klantinteracties::{Contactnaam, Partij, PartijId, SoortDigitaalAdres};
use registers::zaken::zaak::{self, Toewijzing};
use registers::zaken::{WachtOp, Wijziging, Zaak, ZaakId, rol, status};
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use super::{
    Aanvraag, Aanvrager, Aanvulling, Besluit, Bijlage, Binnen, Ingediend, Statuskeuze, Verlenging, Verzoekstatus,
    aanvulverzoeken_van, besluiten, compleet_melden, eigenschap_zetten, indienen, ontvangen, status_zetten, telling,
    toewijzen, verlengen, verlopen, vragen,
};
use crate::behandelaars::Behandelaars;
use crate::inrichten::Bestanden;
use crate::inrichten::tests::mappen::{laden, met_normen, organisatie_id};
use crate::inrichten::tests::zaaktypen::met_zaaktypen;
use crate::migraties;

/// A small organisation that handles permits. It stands at Monday 23 November 2026, and its contact centre opens on Mondays only.
struct World {
    bench: Bench,
    organisatie: OrganisatieId,
    vries: PartijId,
}

impl World {
    async fn new(engine: Engine) -> Self {
        Self::met(engine, &met_normen(met_zaaktypen("klein"))).await
    }

    async fn met(engine: Engine, map: &Bestanden) -> Self {
        let bench = bench(engine, &migraties()).await;
        laden(&bench, map).await;
        let organisatie = organisatie_id(&bench, "klein").await;
        let mut world = Self { bench, organisatie, vries: Uuid::nil().into() };
        world.vries = world.inwoner("Vries", Some("999900018")).await;
        world
    }

    /// Somebody we know, who can log in when their BSN is known.
    async fn inwoner(&self, achternaam: &str, bsn: Option<&str>) -> PartijId {
        let naam = Contactnaam { achternaam: achternaam.into(), ..Contactnaam::default() };
        let partij = Partij::persoon(self.bench.ids.next(), naam);
        let id = partij.id;
        let mail = (SoortDigitaalAdres::Email, format!("{}@example.nl", achternaam.to_lowercase()));
        let bsn = bsn.map(|bsn| bsn.parse().unwrap());
        let nieuw = NieuwePartij { partij, bsn, digitale_adressen: vec![mail] };
        let tx = self.bench.db.begin().await.unwrap();
        tx.write(vec![partij::aanmaken(&self.handeling(), &self.bench.ids, &nieuw).unwrap()]).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    fn now(&self) -> Moment {
        self.bench.clock.now()
    }

    fn at(&self, moment: &str) {
        self.bench.clock.set(moment.parse().unwrap());
    }

    fn handeling(&self) -> Handeling {
        Handeling::program(self.organisatie, self.now())
    }

    fn who(&self) -> Authorised<BehandelZaken> {
        Authorised::program(self.organisatie)
    }

    fn eigen(&self, partij: PartijId) -> Eigen {
        Burger { organisatie: self.organisatie, partij: partij.uuid(), namens: None }.eigen()
    }

    fn aanvraag(&self) -> Aanvraag {
        let bestand = Inhoud {
            sleutel: "a1".into(),
            naam: "bewijs.pdf".into(),
            formaat: "application/pdf".into(),
            omvang: 2048,
            sha256: "ab".repeat(32),
        };
        Aanvraag {
            id: self.bench.ids.next(),
            zaaktype: "vergunning".into(),
            product: Some("grofvuil".into()),
            kanaal: "balie".into(),
            omschrijving: "Parkeervergunning".into(),
            toelichting: "Graag snel.".into(),
            aanvrager: Aanvrager::Bekend { partij: self.vries, e_mail: String::new(), telefoon: String::new() },
            gemachtigde: None,
            eigenschappen: vec![("kenteken".into(), "99XX99".into())],
            bijlagen: vec![Bijlage { bestand, titel: "Bewijs".into(), informatieobjecttype: "Kentekenbewijs".into() }],
            geometrie: None,
            hoofdzaak: None,
            klantgroep: None,
            meteen_klaar: false,
            ontvangen_op: self.now(),
        }
    }

    async fn send(&self, aanvraag: &Aanvraag) -> Result<Zaak> {
        let tx = self.bench.db.begin().await?;
        let Ingediend { zaak, changes, .. } = indienen(&tx, &self.bench.ids, &self.handeling(), aanvraag).await?;
        tx.write(changes).await?;
        tx.commit().await?;
        Ok(zaak)
    }

    async fn zaak(&self, id: ZaakId) -> Zaak {
        zaak::by_id(&self.bench.db, &self.who(), id).await.unwrap().unwrap()
    }

    async fn zaaktype(&self, zaak: &Zaak) -> Zaaktype {
        catalogi::by_id(&self.bench.db, self.organisatie, zaak.zaaktype).await.unwrap().unwrap()
    }

    async fn medewerker(&self, gebruikersnaam: &str) -> (kern::organisaties::MedewerkerId, TeamId) {
        let query = Query::select()
            .columns(["id", "team_id"])
            .from("medewerkers")
            .and_where(Expr::col("gebruikersnaam").eq(gebruikersnaam))
            .to_owned();
        let row = self.bench.db.row(&query).await.unwrap().unwrap();
        (row.get("id").unwrap(), row.get("team_id").unwrap())
    }

    async fn becomes(&self, gebruikersnaam: &str, rollen: &str) {
        let who = Expr::col("gebruikersnaam").eq(gebruikersnaam);
        let update = Query::update().table("medewerkers").value("rollen", rollen).and_where(who).to_owned();
        let tx = self.bench.db.begin().await.unwrap();
        tx.execute(&update).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn asked(&self, zaak: &Zaak, stukken: &[&str]) -> Zaak {
        let vraag = Aanvulling {
            stukken: stukken.iter().map(|stuk| (*stuk).to_owned()).collect(),
            tot: date(2026, 12, 7),
            toelichting: "De kopie was niet te lezen.".into(),
        };
        let (db, ids, who) = (&self.bench.db, &self.bench.ids, self.who());
        vragen(db, ids, &who, &self.handeling(), (zaak.id, zaak.versie), &vraag).await.unwrap()
    }

    async fn decided(&self, zaak: &Zaak) -> Result<Zaak> {
        self.decided_as(zaak, "U mag.").await
    }

    async fn decided_as(&self, zaak: &Zaak, toelichting: &str) -> Result<Zaak> {
        let besluit = Besluit {
            resultaattype: self.zaaktype(zaak).await.resultaattypen[1].id,
            toelichting: toelichting.to_owned(),
        };
        let (db, ids, who) = (&self.bench.db, &self.bench.ids, self.who());
        besluiten(db, ids, &who, &self.handeling(), (zaak.id, zaak.versie), &besluit).await
    }
}

fn refused<T>(result: Result<T>) -> Vec<(&'static str, &'static str)> {
    match result.map(drop) {
        Err(Error::Invalid(errors)) => errors.into_iter().map(|FieldError { field, code, .. }| (field, code)).collect(),
        other => panic!("{other:?}"),
    }
}

fn conflict<T>(result: Result<T>) -> &'static str {
    match result.map(drop) {
        Err(Error::Conflict(what)) => what.code,
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn an_application_becomes_a_case_with_all_that_belongs_to_it(engine) {
        let world = World::new(engine).await;
        let aanvraag = world.aanvraag();
        let zaak = world.send(&aanvraag).await.unwrap();
        assert_eq!(world.zaak(zaak.id).await, zaak);
        assert_eq!(zaak.identificatie, "ZAAK-2026-0000000001");
        assert_eq!(zaak.uiterlijke_einddatum_afdoening, Some(date(2027, 1, 18)));
        assert_eq!(zaak.einddatum_gepland, Some(date(2026, 11, 30)));
        let (db, key) = (&world.bench.db, world.eigen(world.vries));
        assert_eq!(documenten::van_zaak(db, &key, zaak.id).await.unwrap().len(), 1);
        assert_eq!(status::van_zaak(db, &key, zaak.id).await.unwrap().len(), 1);
        let rollen = rol::van_zaak(db, &key, zaak.id).await.unwrap();
        assert_eq!(rollen[0].betrokkene.contact(), ("Vries", "vries@example.nl", ""));
        // Where they say they can be reached about a case goes before where we know them to be.
        let aanvrager = Aanvrager::Bekend { partij: world.vries, e_mail: "nieuw@example.nl".into(), telefoon: String::new() };
        let other = world.send(&Aanvraag { id: world.bench.ids.next(), aanvrager, ..world.aanvraag() }).await.unwrap();
        let rollen = rol::van_zaak(db, &key, other.id).await.unwrap();
        assert_eq!(rollen[0].betrokkene.contact(), ("Vries", "nieuw@example.nl", ""));
    }

    async fn sent_twice_it_is_one_case(engine) {
        let world = World::new(engine).await;
        let aanvraag = world.aanvraag();
        let first = world.send(&aanvraag).await.unwrap();
        assert_eq!(world.send(&aanvraag).await.unwrap(), first);
        assert_eq!((count(&world.bench.db, "zaken").await, count(&world.bench.db, "enkelvoudige_informatieobjecten").await), (1, 1));
    }

    async fn everything_wrong_with_an_application_is_said_at_once(engine) {
        let world = World::new(engine).await;
        let good = world.aanvraag();
        let wrong = Aanvraag {
            kanaal: "postduif".into(),
            omschrijving: "x".repeat(81),
            eigenschappen: vec![("kleur".into(), "rood".into()), ("kenteken".into(), "te lang kenteken".into())],
            bijlagen: vec![Bijlage { informatieobjecttype: "Selfie".into(), titel: String::new(), ..good.bijlagen[0].clone() }],
            ..good.clone()
        };
        assert_eq!(
            refused(world.send(&wrong).await),
            [
                ("omschrijving", "te-lang"),
                ("kanaal", "onbekende-keuze"),
                ("bijlagen", "onbekende-keuze"),
                ("titel", "verplicht"),
                ("eigenschappen", "onbekende-keuze"),
                ("eigenschappen", "te-lang"),
            ]
        );
        let unknown = Aanvraag { zaaktype: "zwembad".into(), ..good };
        assert_eq!(refused(world.send(&unknown).await), [("zaaktype", "onbekende-keuze")]);
        assert_eq!(count(&world.bench.db, "zaken").await, 0);
    }

    async fn the_term_stands_still_until_everything_is_there(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        world.at("2026-11-25T09:00:00Z");
        let zaak = world.asked(&zaak, &["Kentekenbewijs", "Huurcontract"]).await;
        assert_eq!((zaak.opschorting_indicatie, zaak.wacht_op), (true, WachtOp::Aanvrager));
        let (db, ids, key) = (&world.bench.db, &world.bench.ids, world.eigen(world.vries));
        let stukken = aanvulverzoeken_van(db, &key, zaak.id).await.unwrap().remove(0).stukken;
        world.at("2026-12-01T09:00:00Z");
        let bijlage = &world.aanvraag().bijlagen[0];
        let first = ontvangen(db, ids, &key, &world.handeling(), zaak.id, Binnen { stuk: stukken[0].id, document: Some(bijlage), op: None }).await.unwrap();
        assert!(first.opschorting_indicatie, "one item is missing still");
        let again = ontvangen(db, ids, &key, &world.handeling(), zaak.id, Binnen { stuk: stukken[0].id, document: Some(bijlage), op: None }).await.unwrap();
        assert_eq!(again, first, "twice the same item changes nothing");
        world.at("2026-12-03T09:00:00Z");
        let whole = ontvangen(db, ids, &key, &world.handeling(), zaak.id, Binnen { stuk: stukken[1].id, document: None, op: None }).await.unwrap();
        // 26 November up to and including 2 December stood still: seven days after Monday 18 January 2027.
        assert_eq!(whole.uiterlijke_einddatum_afdoening, Some(date(2027, 1, 25)));
        assert_eq!((whole.opschorting_indicatie, whole.wacht_op), (false, WachtOp::Behandelaar));
        let steps = zaak::stappen_van(db, &key, zaak.id).await.unwrap();
        let last = steps.last().unwrap();
        let rules: Vec<_> = last.berekening.iter().map(|stap| (stap.regel.as_str(), stap.artikel.as_str())).collect();
        assert_eq!((last.soort, rules), (Wijziging::Hervat, vec![("termijn", "4:13 Awb"), ("stilstand", "4:15(1)a Awb")]));
        assert_eq!(documenten::van_zaak(db, &key, zaak.id).await.unwrap().len(), 2);
        let told = compleet_melden(db, ids, &world.who(), &world.handeling(), (whole.id, whole.versie)).await.unwrap();
        let twice = compleet_melden(db, ids, &world.who(), &world.handeling(), (told.id, told.versie)).await;
        assert_eq!(conflict(twice), "niets-te-melden");
    }

    async fn time_that_passes_unused_lets_the_term_run_again(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let zaak = world.asked(&zaak, &["Kentekenbewijs"]).await;
        let (db, ids) = (&world.bench.db, &world.bench.ids);
        world.at("2026-12-07T20:00:00Z");
        assert_eq!(verlopen(db, ids, world.organisatie, world.now()).await.unwrap(), 0, "the last day counts");
        world.at("2026-12-08T08:00:00Z");
        assert_eq!(verlopen(db, ids, world.organisatie, world.now()).await.unwrap(), 1);
        assert_eq!(verlopen(db, ids, world.organisatie, world.now()).await.unwrap(), 0);
        let now = world.zaak(zaak.id).await;
        // 24 November up to and including 7 December: fourteen days.
        assert_eq!((now.uiterlijke_einddatum_afdoening, now.wacht_op), (Some(date(2027, 2, 1)), WachtOp::Behandelaar));
        let verzoek = aanvulverzoeken_van(db, &world.who(), zaak.id).await.unwrap().remove(0);
        assert_eq!(verzoek.status, Verzoekstatus::Verlopen);
    }

    async fn cases_go_to_a_colleague_together_or_not_at_all(engine) {
        let world = World::new(engine).await;
        let one = world.send(&world.aanvraag()).await.unwrap();
        let two = world.send(&world.aanvraag()).await.unwrap();
        let (tom, team) = world.medewerker("t.vanbeek").await;
        let naar = Toewijzing { team, medewerker: Some(tom), reden: "Vakantie.".into() };
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        let stale = [(one.id, one.versie), (two.id, two.versie + 1)];
        assert_eq!(conflict(toewijzen(db, ids, &who, &world.handeling(), &stale, &naar).await), "intussen-gewijzigd");
        assert_eq!(world.zaak(one.id).await, one);
        let both = [(one.id, one.versie), (two.id, two.versie)];
        let done = toewijzen(db, ids, &who, &world.handeling(), &both, &naar).await.unwrap();
        for zaak in done {
            assert_eq!((zaak.medewerker, zaak.bij_behandelaar_op), (Some(tom), Some(world.now())));
            assert_eq!(world.zaak(zaak.id).await, zaak);
            let rollen = rol::van_zaak(db, &who, zaak.id).await.unwrap();
            assert!(rollen.iter().any(|rol| rol.betrokkene.contact().0 == "Tom van Beek"));
        }
        let nobody = Toewijzing { medewerker: Some(Uuid::from_u128(9).into()), ..naar };
        let refused_one = toewijzen(db, ids, &who, &world.handeling(), &both[..1], &nobody).await;
        assert_eq!(conflict(refused_one), "intussen-gewijzigd", "what was seen comes first");
    }

    async fn only_who_can_handle_a_case_gets_it_and_who_no_longer_can_leaves_it_in_sight(engine) {
        let world = World::new(engine).await;
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        world.becomes("s.bakker", "auditor").await;
        let everybody = collegas(db, &Authorised::<Werken>::program(world.organisatie)).await.unwrap();
        let offered = Behandelaars::<BehandelZaken>::lees(db, world.organisatie).await.unwrap().te_kiezen();
        assert!(offered.len() < everybody.len(), "there is somebody who may not");
        for mens in &everybody {
            let zaak = world.send(&world.aanvraag()).await.unwrap();
            let naar = Toewijzing { team: mens.team, medewerker: Some(mens.id), reden: "Past bij jou.".into() };
            let given = toewijzen(db, ids, &who, &world.handeling(), &[(zaak.id, zaak.versie)], &naar).await;
            match offered.iter().any(|other| other.id == mens.id) {
                true => assert_eq!(given.unwrap()[0].medewerker, Some(mens.id)),
                false => assert_eq!(refused(given), [("medewerker", "collega-mag-niet")], "{:?}", mens.rollen),
            }
        }
        let (_, team) = world.medewerker("t.vanbeek").await;
        let who = Authorised::<LeesZaken>::program(world.organisatie);
        let free = || async { telling(db, &who, zaak::Lijst::NietToegewezen(team), world.now()).await.unwrap().open };
        let before = free().await;
        world.becomes("t.vanbeek", "auditor").await;
        assert_eq!(free().await, before + 1, "what lay with somebody who lost the role is there for the team to take");
    }

    async fn a_decision_closes_the_case_and_two_who_decide_are_one(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        let second = world.zaaktype(&zaak).await.statustypen[1].id;
        let keuze = Statuskeuze { statustype: second, toelichting: "Bijna klaar.".into() };
        let seen = (zaak.id, zaak.versie);
        let zaak = status_zetten(db, ids, &who, &world.handeling(), seen, &keuze).await.unwrap();
        let zaak = eigenschap_zetten(db, ids, &who, &world.handeling(), (zaak.id, zaak.versie), ("kenteken", "11AA22")).await.unwrap();
        let zaak = verlengen(db, ids, &who, &world.handeling(), (zaak.id, zaak.versie), &Verlenging { duur: None, reden: "Extra onderzoek.".into() }).await.unwrap();
        assert_eq!(zaak.uiterlijke_einddatum_afdoening, Some(date(2027, 3, 1)));
        let closed = world.decided(&zaak).await.unwrap();
        assert_eq!((closed.is_open(), closed.wacht_op), (false, WachtOp::Niemand));
        assert_eq!(world.zaak(zaak.id).await, closed);
        assert_eq!(conflict(world.decided(&zaak).await), "intussen-gewijzigd");
        assert_eq!(conflict(world.decided(&closed).await), "zaak-afgehandeld");
        assert_eq!(count(db, "resultaten").await, 1);
        assert_eq!(kern::journaal::verify(db).await.unwrap(), None);
    }

    async fn a_main_case_waits_for_its_sub_cases(engine) {
        let world = World::new(engine).await;
        let main = world.send(&world.aanvraag()).await.unwrap();
        let advice = Aanvraag {
            zaaktype: "advies".into(),
            hoofdzaak: Some(main.id),
            aanvrager: Aanvrager::Onbekend { naam: "Afval".into(), e_mail: String::new(), telefoon: String::new() },
            bijlagen: Vec::new(),
            ..world.aanvraag()
        };
        let sub = world.send(&advice).await.unwrap();
        let waiting = world.zaak(main.id).await;
        assert_eq!(waiting.wacht_op, WachtOp::Deelzaak);
        assert_eq!(conflict(world.decided(&waiting).await), "deelzaken-open");
        let below = Aanvraag { id: world.bench.ids.next(), hoofdzaak: Some(sub.id), ..advice };
        assert_eq!(conflict(world.send(&below).await), "deelzaak-van-deelzaak");
        world.decided(&sub).await.unwrap();
        let free = world.zaak(main.id).await;
        assert_eq!(free.wacht_op, WachtOp::Behandelaar);
        assert!(!world.decided(&free).await.unwrap().is_open());
    }

    async fn of_two_sub_cases_closed_at_once_the_last_frees_the_main_case(engine) {
        let world = World::new(engine).await;
        for _ in 0..5 {
            let main = world.send(&world.aanvraag()).await.unwrap();
            let advice = || Aanvraag {
                zaaktype: "advies".into(),
                hoofdzaak: Some(main.id),
                bijlagen: Vec::new(),
                ..world.aanvraag()
            };
            let one = world.send(&advice()).await.unwrap();
            let two = world.send(&advice()).await.unwrap();
            let (closed, other) = tokio::join!(world.decided(&one), world.decided(&two));
            assert!(!closed.unwrap().is_open() && !other.unwrap().is_open());
            assert_eq!(world.zaak(main.id).await.wacht_op, WachtOp::Behandelaar);
        }
    }

    async fn a_main_case_that_runs_again_still_waits_for_its_sub_cases(engine) {
        let world = World::new(engine).await;
        let main = world.send(&world.aanvraag()).await.unwrap();
        let advice = Aanvraag { zaaktype: "advies".into(), hoofdzaak: Some(main.id), bijlagen: Vec::new(), ..world.aanvraag() };
        world.send(&advice).await.unwrap();
        let main = world.asked(&world.zaak(main.id).await, &["Kentekenbewijs"]).await;
        assert_eq!(main.wacht_op, WachtOp::Aanvrager);
        let (db, ids, key) = (&world.bench.db, &world.bench.ids, world.eigen(world.vries));
        let stuk = aanvulverzoeken_van(db, &key, main.id).await.unwrap().remove(0).stukken.remove(0);
        let whole = ontvangen(db, ids, &key, &world.handeling(), main.id, Binnen { stuk: stuk.id, document: None, op: None }).await.unwrap();
        assert_eq!(whole.wacht_op, WachtOp::Deelzaak);
    }

    async fn two_pieces_at_once_both_come_in(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let zaak = world.asked(&zaak, &["Kentekenbewijs", "Huurcontract"]).await;
        let (db, ids, key) = (&world.bench.db, &world.bench.ids, world.eigen(world.vries));
        let stukken = aanvulverzoeken_van(db, &key, zaak.id).await.unwrap().remove(0).stukken;
        let handeling = world.handeling();
        let take = |n: usize| ontvangen(db, ids, &key, &handeling, zaak.id, Binnen { stuk: stukken[n].id, document: None, op: None });
        let (one, other) = tokio::join!(take(0), take(1));
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        assert_eq!(world.zaak(zaak.id).await.wacht_op, WachtOp::Behandelaar);
    }

    async fn giving_a_case_with_its_sub_case_and_closing_that_one_never_wait_in_a_circle(engine) {
        let world = World::new(engine).await;
        let (_, afval) = world.medewerker("t.vanbeek").await;
        let (_, kcc) = world.medewerker("s.bakker").await;
        for ronde in 0..8 {
            // Whoever applies chooses the ids: either can come first.
            let mut chosen: [ZaakId; 2] = [world.bench.ids.next(), world.bench.ids.next()];
            chosen.sort_unstable_by_key(|id| id.uuid());
            let [hoofd, deel] = if ronde % 2 == 0 { chosen } else { [chosen[1], chosen[0]] };
            let main = world.send(&Aanvraag { id: hoofd, ..world.aanvraag() }).await.unwrap();
            let advice = Aanvraag {
                id: deel,
                zaaktype: "advies".into(),
                hoofdzaak: Some(main.id),
                bijlagen: Vec::new(),
                ..world.aanvraag()
            };
            let sub = world.send(&advice).await.unwrap();
            let main = world.zaak(main.id).await;
            let other = |team: TeamId| if team == kcc { afval } else { kcc };
            let naar = Toewijzing { team: other(main.team), medewerker: None, reden: "Hoort daar.".into() };
            let (db, ids, who, handeling) = (&world.bench.db, &world.bench.ids, world.who(), world.handeling());
            let both = [(main.id, main.versie), (sub.id, sub.versie)];
            let (given, closed) = tokio::join!(toewijzen(db, ids, &who, &handeling, &both, &naar), world.decided(&sub));
            let waits = |error: Option<&Error>| matches!(error, Some(Error::Busy(_)));
            assert!(!waits(given.as_ref().err()) && !waits(closed.as_ref().err()), "{given:?} {closed:?}");
            assert!(given.is_ok() || closed.is_ok());
        }
    }

    async fn of_work_between_ourselves_the_applicant_hears_nothing(engine) {
        let world = World::new(engine).await;
        let main = world.send(&world.aanvraag()).await.unwrap();
        let messages = count(&world.bench.db, "berichten").await;
        assert_eq!(messages, 1, "the main case gives word");
        let advice = Aanvraag { zaaktype: "advies".into(), hoofdzaak: Some(main.id), bijlagen: Vec::new(), ..world.aanvraag() };
        let sub = world.send(&advice).await.unwrap();
        let vraag = Aanvulling { stukken: vec!["Plan".into()], tot: date(2026, 12, 7), toelichting: String::new() };
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        let asked = vragen(db, ids, &who, &world.handeling(), (sub.id, sub.versie), &vraag).await;
        assert_eq!(conflict(asked), "zaak-intern", "nobody would hear the question");
        let done = world.decided(&sub).await.unwrap();
        assert!(!done.is_open());
        assert_eq!(count(&world.bench.db, "berichten").await, messages);
        world.decided(&world.zaak(main.id).await).await.unwrap();
        assert_eq!(count(&world.bench.db, "berichten").await, messages + 1, "of the main case they hear the decision");
    }
}
