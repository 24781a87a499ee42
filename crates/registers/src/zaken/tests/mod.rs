//! Cases on both engines: rules, two who change the same thing, lists, and who sees what.

mod vergunning;

use jiff::civil::date;
use kern::autorisatie::{Burger, Eigen, LeesZaken};
use kern::database::Engine;
use kern::journaal::Entry;
use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId};
use kern::paging::After;
use kern::testhulp::{Bench, bench, count, plan};
use kern::{Authorised, Change, Error, Handeling, Medewerker, Moment, Result, on_both_engines};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use uuid::Uuid;

use self::vergunning::vergunning;
use super::rol::Machtiging;
use super::status::NieuweStatus;
use super::zaak::lijst::{of, with_partij};
use super::zaak::{self, Erbij, Lijst, Toewijzing};
use super::{Betrokkene, Rol, Stap, WachtOp, Wijziging, Zaak, ZaakId, eigenschap, resultaat, rol, status, zaaknummer};
use crate::catalogi::{Complexiteit, Informatieobjecttype, Vertrouwelijkheid, Zaaktype, schrijven};
use crate::documenten::{self, EnkelvoudigInformatieobject, Inhoud, documentnummer};
use crate::klantinteracties::partij::{self, NieuwePartij};
use crate::klantinteracties::{Contactnaam, Partij, PartijId};

/// An organisation with one zaaktype, and what a test says in a line.
struct World {
    bench: Bench,
    zaaktype: Zaaktype,
    documenttype: Informatieobjecttype,
}

fn organisatie() -> OrganisatieId {
    Uuid::from_u128(0xA).into()
}

fn team(n: u128) -> TeamId {
    Uuid::from_u128(0x100 + n).into()
}

fn medewerker(n: u128) -> MedewerkerId {
    Uuid::from_u128(0x200 + n).into()
}

fn collega() -> Authorised<LeesZaken> {
    let (id, organisatie, team) = (medewerker(1), organisatie(), team(1));
    let rollen = vec![kern::Rol::Collega];
    Medewerker { id, organisatie, team, naam: "Tom".into(), rollen }.authorise().unwrap()
}

fn lezer() -> Authorised<LeesZaken> {
    Authorised::program(organisatie())
}

fn eigen(partij: PartijId) -> Eigen {
    Burger { organisatie: organisatie(), partij: partij.uuid(), namens: None }.eigen()
}

impl World {
    /// A colleague of team 1 who handles cases.
    async fn collega(&self, n: u128) {
        let own: [(&str, sea_query::Value); 7] = [
            ("id", team(1).into()),
            ("organisatie_id", organisatie().into()),
            ("code", "team".into()),
            ("naam", "Team".into()),
            ("afdeling", "".into()),
            ("klantcontactcentrum", false.into()),
            ("actief", true.into()),
        ];
        let person: [(&str, sea_query::Value); 9] = [
            ("id", medewerker(n).into()),
            ("organisatie_id", organisatie().into()),
            ("gebruikersnaam", "tom".into()),
            ("naam", "Tom".into()),
            ("team_id", team(1).into()),
            ("rollen", "collega".into()),
            ("afwezig", "[]".into()),
            ("voorkeuren", "{}".into()),
            ("actief", true.into()),
        ];
        let tx = self.bench.db.begin().await.unwrap();
        for (table, row) in [("teams", own.to_vec()), ("medewerkers", person.to_vec())] {
            let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
            let values = values.into_iter().map(Expr::val);
            let insert = Query::insert().into_table(table).columns(columns).values(values).unwrap().to_owned();
            tx.execute(&insert).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    async fn new(engine: Engine) -> Self {
        let bench = bench(engine, &crate::migraties()).await;
        let insert = Query::insert()
            .into_table("organisaties")
            .columns(["id", "code", "naam", "rsin", "instellingen"])
            .values([organisatie().into(), "proef".into(), "Proef".into(), "999990408".into(), Expr::val("{}")])
            .unwrap()
            .to_owned();
        let tx = bench.db.begin().await.unwrap();
        tx.execute(&insert).await.unwrap();
        tx.commit().await.unwrap();
        let zaaktype = vergunning(&bench);
        let documenttype = Informatieobjecttype {
            id: bench.ids.next(),
            omschrijving: "Kentekenbewijs".into(),
            vertrouwelijkheidaanduiding: Vertrouwelijkheid::Zaakvertrouwelijk,
            begin_geldigheid: date(2026, 1, 1),
        };
        let world = Self { bench, zaaktype, documenttype };
        let (handeling, ids, catalogus) = (world.handeling(), &world.bench.ids, Uuid::from_u128(0xC));
        let changes = vec![
            schrijven::catalogus_aanmaken(&handeling, ids, catalogus, "999990408", "Proef").unwrap(),
            schrijven::publiceren(&handeling, ids, (catalogus, "999990408"), &world.zaaktype, "abc").unwrap(),
            schrijven::informatieobjecttype_aanmaken(&handeling, ids, catalogus, &world.documenttype).unwrap(),
        ];
        world.write(changes).await.unwrap();
        world
    }

    fn now(&self) -> Moment {
        self.bench.clock.now()
    }

    /// Somebody of team 1 doing something, now.
    fn handeling(&self) -> Handeling {
        Handeling { medewerker: Some(medewerker(1)), ..Handeling::program(organisatie(), self.now()) }
    }

    async fn write(&self, changes: Vec<Change>) -> Result<()> {
        let tx = self.bench.db.begin().await?;
        tx.write(changes).await?;
        tx.commit().await
    }

    async fn last_event(&self) -> Entry {
        kern::testhulp::verteld_na(&self.bench.db, 0).await.pop().unwrap()
    }

    async fn partij(&self, achternaam: &str) -> PartijId {
        let naam = Contactnaam { achternaam: achternaam.into(), ..Contactnaam::default() };
        let partij = Partij::persoon(self.bench.ids.next(), naam);
        let nieuw = NieuwePartij { partij, bsn: None, digitale_adressen: Vec::new() };
        self.write(vec![partij::aanmaken(&self.handeling(), &self.bench.ids, &nieuw).unwrap()]).await.unwrap();
        nieuw.partij.id
    }

    fn gegevens(&self, n: i64) -> Zaak {
        Zaak {
            id: self.bench.ids.next(),
            identificatie: zaaknummer(2026, n),
            bronorganisatie: "999990408".into(),
            omschrijving: "Parkeervergunning".into(),
            toelichting: String::new(),
            zaaktype: self.zaaktype.id,
            registratiedatum: self.now().date(),
            verantwoordelijke_organisatie: "999990408".into(),
            startdatum: self.now().date(),
            einddatum: None,
            einddatum_gepland: Some(date(2026, 11, 30)),
            uiterlijke_einddatum_afdoening: Some(date(2027, 1, 18)),
            communicatiekanaal: "webformulier".into(),
            vertrouwelijkheidaanduiding: Vertrouwelijkheid::Zaakvertrouwelijk,
            zaakgeometrie: None,
            verlenging_reden: None,
            verlenging_duur: None,
            opschorting_indicatie: false,
            opschorting_reden: String::new(),
            hoofdzaak: None,
            archiefnominatie: None,
            archiefactiedatum: None,
            versie: 1,
            product: Some("parkeervergunning".into()),
            team: team(1),
            medewerker: None,
            statustype: Some(self.zaaktype.statustypen[0].id),
            resultaattype: None,
            ontvangen_op: self.now(),
            bevestigd_op: None,
            in_mijn_op: None,
            bij_behandelaar_op: None,
            afgehandeld_op: None,
            klantgroep: None,
            complexiteit: Complexiteit::Gewoon,
            wacht_op: WachtOp::Behandelaar,
        }
    }

    fn rol(&self, zaak: ZaakId, roltype: usize, partij: PartijId, machtiging: Machtiging) -> Rol {
        let betrokkene = Betrokkene::Partij {
            partij,
            naam: "De Vries".into(),
            e_mail: "vries@example.nl".into(),
            telefoon: String::new(),
        };
        let rol = Rol::new(&self.handeling(), &self.bench.ids, zaak, &self.zaaktype.roltypen[roltype], betrokkene);
        Rol { indicatie_machtiging: machtiging, ..rol }
    }

    /// Case number n of this applicant and, if there is one, who speaks for them.
    async fn zaak(&self, n: i64, aanvrager: PartijId, gemachtigde: Option<PartijId>) -> Zaak {
        let zaak = self.gegevens(n);
        let mut rollen = vec![self.rol(zaak.id, 0, aanvrager, Machtiging::Geen)];
        rollen.extend(gemachtigde.map(|partij| self.rol(zaak.id, 2, partij, Machtiging::Gemachtigde)));
        let status = status::Status {
            id: self.bench.ids.next(),
            zaak: zaak.id,
            statustype: self.zaaktype.statustypen[0].id,
            datum_status_gezet: self.now(),
            statustoelichting: String::new(),
        };
        let kenteken = [("kenteken".to_owned(), "99XX99".to_owned())];
        let eigenschappen = eigenschap::nieuw(&self.bench.ids, zaak.id, &self.zaaktype, &kenteken).unwrap();
        let erbij = Erbij { status: Some(status), rollen, eigenschappen, berekening: Vec::new() };
        let change = zaak::aanmaken(&self.handeling(), &self.bench.ids, &self.zaaktype, &zaak, &erbij).unwrap();
        self.write(vec![change]).await.unwrap();
        zaak
    }

    fn assigned(&self, zaak: &Zaak, to: u128) -> (Zaak, Change) {
        let naar = Toewijzing { team: team(1), medewerker: Some(medewerker(to)), reden: "Werkdruk.".into() };
        let wordt = zaak::toewijzen(&self.handeling(), zaak, &naar).unwrap();
        let stap = Stap::new(&self.handeling(), &self.bench.ids, Wijziging::Toegewezen, &naar.reden);
        zaak::wijzigen(&self.handeling(), &self.bench.ids, &self.zaaktype, zaak, wordt, &stap).unwrap()
    }
}

/// A moment that puts zaken in order.
fn gepland() -> SelectStatement {
    Query::select().column(("zaken", "einddatum_gepland")).to_owned()
}

fn ids_of(zaken: &[Zaak]) -> Vec<ZaakId> {
    zaken.iter().map(|zaak| zaak.id).collect()
}

on_both_engines! {
    async fn a_case_reads_back_as_it_was_made(engine) {
        let world = World::new(engine).await;
        let vries = world.partij("Vries").await;
        let zaak = world.zaak(1, vries, None).await;
        let db = &world.bench.db;
        assert_eq!(zaak::by_id(db, &lezer(), zaak.id).await.unwrap().as_ref(), Some(&zaak));
        assert_eq!(zaak::by_nummer(db, &lezer(), "ZAAK-2026-0000000001").await.unwrap().as_ref(), Some(&zaak));
        let rollen = rol::van_zaak(db, &lezer(), zaak.id).await.unwrap();
        assert_eq!(rollen[0].betrokkene.contact(), ("De Vries", "vries@example.nl", ""));
        assert_eq!(status::van_zaak(db, &lezer(), zaak.id).await.unwrap().len(), 1);
        assert_eq!(eigenschap::van_zaak(db, &lezer(), zaak.id).await.unwrap()[0].waarde, "99XX99");
        let steps = zaak::stappen_van(db, &lezer(), zaak.id).await.unwrap();
        assert_eq!((steps[0].soort, steps[0].uiterlijk), (Wijziging::Geregistreerd, Some(date(2027, 1, 18))));
        let zaaktype = crate::catalogi::by_id(db, organisatie(), zaak.zaaktype).await.unwrap();
        assert_eq!(zaaktype.as_ref(), Some(&world.zaaktype));
        let facts = world.last_event().await.feiten.to_string();
        assert!(!facts.contains("Vries") && facts.contains("\"zaaktype\":\"vergunning\""), "{facts}");
    }

    async fn of_two_who_change_the_same_case_the_second_gets_a_conflict(engine) {
        let world = World::new(engine).await;
        let zaak = world.zaak(1, world.partij("Vries").await, None).await;
        let (first, one) = world.assigned(&zaak, 2);
        let (_, other) = world.assigned(&zaak, 3);
        world.write(vec![one]).await.unwrap();
        assert!(matches!(world.write(vec![other]).await, Err(Error::Conflict(_))));
        let now = zaak::by_id(&world.bench.db, &lezer(), zaak.id).await.unwrap().unwrap();
        assert_eq!((now.medewerker, now.versie), (Some(medewerker(2)), 2));
        assert_eq!(now.bij_behandelaar_op, first.bij_behandelaar_op);
        assert_eq!(count(&world.bench.db, "zaak_stappen").await, 2);
    }

    async fn the_end_status_needs_a_result_and_closes_with_the_date_of_destruction(engine) {
        let world = World::new(engine).await;
        let zaak = world.zaak(1, world.partij("Vries").await, None).await;
        let (handeling, ids, zaaktype) = (world.handeling(), &world.bench.ids, &world.zaaktype);
        let end = |open| NieuweStatus {
            statustype: zaaktype.statustypen[2].id,
            na: Some(world.now()),
            toelichting: String::new(),
            open_deelzaken: open,
        };
        assert!(matches!(status::zetten(&handeling, ids, &zaak, zaaktype, &end(0)), Err(Error::Invalid(_))));
        let result = zaaktype.resultaattypen[0].id;
        let (decided, first) = resultaat::aanmaken(&handeling, ids, zaaktype, &zaak, result, "Ja.").unwrap();
        assert!(matches!(status::zetten(&handeling, ids, &decided, zaaktype, &end(1)), Err(Error::Conflict(_))));
        let (closed, gezet) = status::zetten(&handeling, ids, &decided, zaaktype, &end(0)).unwrap();
        let (closed, second) = status::aanmaken(&handeling, ids, zaaktype, &decided, (closed, &gezet)).unwrap();
        world.write(vec![first, second]).await.unwrap();
        let now = zaak::by_id(&world.bench.db, &lezer(), zaak.id).await.unwrap().unwrap();
        assert_eq!(now, closed);
        assert_eq!((now.einddatum, now.archiefactiedatum), (Some(date(2026, 11, 23)), Some(date(2031, 11, 23))));
        assert!(gezet.datum_status_gezet > world.now(), "two statuses never have the same moment");
        assert_eq!(world.last_event().await.feiten["eind"], true);
        let naar = Toewijzing { team: team(2), medewerker: None, reden: "x".into() };
        assert!(matches!(zaak::toewijzen(&handeling, &now, &naar), Err(Error::Conflict(_))));
    }

    async fn work_lists_are_in_order_and_page_without_gap_or_double(engine) {
        let world = World::new(engine).await;
        let vries = world.partij("Vries").await;
        let mut made = Vec::new();
        // The third and the fifth have no moment: they come last, the older first.
        for (n, day) in [(4, 20), (1, 10), (5, 0), (2, 15), (3, 0)] {
            let zaak = world.zaak(n, vries, None).await;
            if n == 5 {
                let (_, change) = world.assigned(&zaak, 7);
                world.write(vec![change]).await.unwrap();
            }
            let day = (day > 0).then(|| date(2026, 12, day).to_string());
            let planned = Query::update().table("zaken").value("einddatum_gepland", day).and_where(Expr::col("id").eq(zaak.id)).to_owned();
            let tx = world.bench.db.begin().await.unwrap();
            tx.execute(&planned).await.unwrap();
            tx.commit().await.unwrap();
            made.push(zaak);
        }
        let mut ordered: Vec<ZaakId> = [1, 3, 0, 2, 4].map(|n: usize| made[n].id).into();
        ordered[3..].sort_unstable();
        world.collega(7).await;
        let (db, eerst) = (&world.bench.db, gepland());
        let mut seen = Vec::new();
        let mut after: Option<After> = None;
        for _ in 0..3 {
            let page = zaak::lijst(db, &lezer(), Lijst::Team(team(1)), &eerst, after.as_ref(), 2).await.unwrap();
            seen.extend(page.rows.iter().map(|place| place.zaak));
            after = page.next;
        }
        assert_eq!((seen, after), (ordered.clone(), None));
        let of = async |van| {
            let page = zaak::lijst(db, &lezer(), van, &eerst, None, 10).await.unwrap();
            page.rows.iter().map(|place| place.zaak).collect::<Vec<_>>()
        };
        assert_eq!(of(Lijst::NietToegewezen(team(1))).await, ordered.iter().copied().filter(|id| *id != made[2].id).collect::<Vec<_>>());
        assert_eq!(of(Lijst::Medewerker(medewerker(7))).await, [made[2].id]);
        let late = "2026-12-15T00:00:00Z".parse().unwrap();
        let telling = zaak::telling(db, &lezer(), Lijst::Team(team(1)), &eerst, late).await.unwrap();
        assert_eq!((telling.open, telling.te_laat), (5, 2));
        let left = Query::update().table("medewerkers").value("actief", false).to_owned();
        let tx = db.begin().await.unwrap();
        tx.execute(&left).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(of(Lijst::NietToegewezen(team(1))).await, ordered, "what somebody left behind is there for whoever takes it");
        let mut walked = Vec::new();
        let mut after = None;
        loop {
            let page = zaak::open(db, &lezer(), after, 2).await.unwrap();
            walked.extend(ids_of(&page.rows));
            let Some(next) = page.next else { break };
            after = Some(next.id.into());
        }
        let mut all = ids_of(&made);
        all.sort_unstable();
        assert_eq!(walked, all, "all that are open, by age");
    }

    async fn lists_are_narrowed_by_their_index(engine) {
        let world = World::new(engine).await;
        for (van, index) in [
            (Lijst::Medewerker(medewerker(1)), "zaken_open_medewerker"),
            (Lijst::Team(team(1)), "zaken_open_team"),
            (Lijst::NietToegewezen(team(1)), "zaken_open"),
            (Lijst::Alle, "zaken_open"),
        ] {
            for who in [lezer(), collega()] {
                let plan = plan(&world.bench.db, &of(&who, van, &gepland(), None, 20)).await;
                if engine == Engine::Sqlite {
                    assert!(plan.contains(index), "{van:?}\n{plan}");
                }
            }
        }
        let plan = plan(&world.bench.db, &with_partij(&lezer(), Uuid::from_u128(1).into(), None, 20)).await;
        if engine == Engine::Sqlite {
            assert!(plan.contains("rollen_partij") && !plan.contains("SCAN zaken"), "{plan}");
        }
    }

    async fn a_citizen_sees_the_cases_in_which_they_apply_or_speak_and_no_other(engine) {
        let world = World::new(engine).await;
        let [vries, yilmaz, smit] = [world.partij("Vries").await, world.partij("Yilmaz").await, world.partij("Smit").await];
        let zaak = world.zaak(1, vries, Some(yilmaz)).await;
        let other = world.zaak(2, smit, None).await;
        let db = &world.bench.db;
        for partij in [vries, yilmaz] {
            let key = eigen(partij);
            let own = zaak::van_partij(db, &key, partij, None, 10).await.unwrap();
            assert_eq!(ids_of(&own.rows), [zaak.id]);
            assert_eq!(status::van_zaak(db, &key, zaak.id).await.unwrap().len(), 1);
            assert_eq!(rol::van_zaak(db, &key, zaak.id).await.unwrap().len(), 2);
            assert_eq!(zaak::by_id(db, &key, other.id).await.unwrap(), None);
            assert_eq!(rol::van_zaak(db, &key, other.id).await.unwrap(), []);
            assert_eq!(eigenschap::van_zaak(db, &key, other.id).await.unwrap(), []);
            assert_eq!(zaak::stappen_van(db, &key, other.id).await.unwrap(), []);
            let of_other = zaak::van_partij(db, &key, smit, None, 10).await.unwrap();
            assert_eq!(ids_of(&of_other.rows), []);
        }
        let page = zaak::van_partij(db, &lezer(), smit, None, 10).await.unwrap();
        assert_eq!(ids_of(&page.rows), [other.id]);
    }

    async fn documents_show_to_whom_they_are_for(engine) {
        let world = World::new(engine).await;
        let [vries, smit] = [world.partij("Vries").await, world.partij("Smit").await];
        let zaak = world.zaak(1, vries, None).await;
        let (handeling, ids, db) = (world.handeling(), &world.bench.ids, &world.bench.db);
        let mut made = Vec::new();
        for (n, shown) in [(1, true), (2, false)] {
            let document = EnkelvoudigInformatieobject {
                id: ids.next(),
                identificatie: documentnummer(2026, n),
                bronorganisatie: "999990408".into(),
                informatieobjecttype: world.documenttype.id,
                versie: 1,
                creatiedatum: world.now().date(),
                titel: "Kentekenbewijs".into(),
                vertrouwelijkheidaanduiding: Vertrouwelijkheid::Zaakvertrouwelijk,
                tonen_aan_initiator: shown,
                auteur: "De Vries".into(),
                begin_registratie: world.now(),
                inhoud: Inhoud {
                    sleutel: format!("sleutel-{n}"),
                    naam: "bewijs.pdf".into(),
                    formaat: "application/pdf".into(),
                    omvang: 1234,
                    sha256: "ab".repeat(32),
                },
                ontvangstdatum: Some(world.now().date()),
                verzenddatum: None,
            };
            world.write(vec![documenten::aanmaken(&handeling, ids, zaak.id, &document).unwrap()]).await.unwrap();
            made.push(document);
        }
        assert_eq!(documenten::van_zaak(db, &lezer(), zaak.id).await.unwrap(), made);
        assert_eq!(documenten::van_zaak(db, &eigen(vries), zaak.id).await.unwrap(), made[..1]);
        assert_eq!(documenten::van_zaak(db, &eigen(smit), zaak.id).await.unwrap(), []);
        assert_eq!(documenten::in_zaak(db, &eigen(vries), zaak.id, made[1].id).await.unwrap(), None);
        let newer = EnkelvoudigInformatieobject { titel: "Beter leesbaar".into(), ..made[0].clone() };
        let (newer, change) = documenten::nieuwe_versie(&handeling, ids, &made[0], newer).unwrap();
        let (_, again) = documenten::nieuwe_versie(&handeling, ids, &made[0], newer.clone()).unwrap();
        world.write(vec![change]).await.unwrap();
        assert!(matches!(world.write(vec![again]).await, Err(Error::Conflict(_))));
        assert_eq!(documenten::in_zaak(db, &lezer(), zaak.id, newer.id).await.unwrap(), Some(newer));
        assert_eq!(count(db, "enkelvoudig_informatieobject_versies").await, 3);
    }
}

#[test]
fn a_sub_case_has_no_sub_cases_of_its_own() {
    kern::testhulp::block_on(async {
        let world = World::new(Engine::Sqlite).await;
        let main = world.gegevens(1);
        let sub = Zaak { hoofdzaak: Some(main.id), ..world.gegevens(2) };
        assert!(zaak::openen_deelzaak(&main, &world.zaaktype, "vergunning").is_ok());
        assert!(matches!(zaak::openen_deelzaak(&sub, &world.zaaktype, "vergunning"), Err(Error::Conflict(_))));
        assert!(matches!(zaak::openen_deelzaak(&main, &world.zaaktype, "paspoort"), Err(Error::Invalid(_))));
        let free = world.gegevens(3);
        let of = (&main, &world.zaaktype);
        assert_eq!(zaak::koppelen(&free, &world.zaaktype, false, of).unwrap().hoofdzaak, Some(main.id));
        assert!(zaak::koppelen(&free, &world.zaaktype, true, of).is_err());
    });
}
