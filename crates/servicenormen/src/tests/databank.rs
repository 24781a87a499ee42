//! The follower in the database, on both engines: by pieces, over time and again from nothing it makes the same rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use kern::autorisatie::LeesRapport;
use kern::journaal::Entry;
use kern::organisaties::{OrganisatieId, TeamId};
use kern::testhulp::{Bench, bench, plan};
use kern::volgers::{self, Volger};
use kern::{Authorised, Change, Gebeurtenis, Handeling, Migratie, Reads, on_both_engines};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use uuid::Uuid;

use super::geschiedenis::{self, journaal, kalenders, klokken, normen};
use crate::cijfers::{Aantal, Bijdrage, Periode};
use crate::controle::Hertelling;
use crate::klok::{Gezien, Merkteken};
use crate::lezen::{self, Achter, Welke, Wie};
use crate::motor::Klokken;
use crate::normen::aanmaken;
use crate::{Klok, Servicenormen, Staat, controle, kennis, opslag};

fn migraties() -> Vec<Migratie> {
    kern::MIGRATIES.iter().chain(crate::MIGRATIES).copied().collect()
}

fn organisatie() -> OrganisatieId {
    OrganisatieId::from(Uuid::from_u128(1))
}

/// A bench with an organisation and its norms, on the day before the histories begin.
async fn world(engine: kern::database::Engine) -> Bench {
    let bench = bench(engine, &migraties()).await;
    bench.clock.set("2026-03-01T12:00:00Z".parse().unwrap());
    let tx = bench.db.begin().await.unwrap();
    let row = Query::insert()
        .into_table("organisaties")
        .columns(["id", "code", "naam", "rsin", "instellingen"])
        .values([organisatie().into(), "e".into(), "E".into(), "1".into(), "{}".into()])
        .unwrap()
        .to_owned();
    tx.execute(&row).await.unwrap();
    let handeling = Handeling::program(organisatie(), bench.clock.now());
    let changes = normen().alle().map(|versie| aanmaken(&handeling, &bench.ids, versie).unwrap()).collect();
    tx.write(changes).await.unwrap();
    tx.commit().await.unwrap();
    bench
}

async fn write(bench: &Bench, entry: &Entry) {
    let soort = super::SOORTEN
        .into_iter()
        .find(|soort| entry.is(*soort))
        .unwrap_or_else(|| panic!("{} {}", entry.resource, entry.actie));
    let handeling = Handeling::program(organisatie(), entry.vastgelegd_op);
    let event = Gebeurtenis::new(&handeling, &bench.ids, soort, entry.resource_id).op(entry.plaatsgevonden_op);
    let event = if let Some(of) = entry.hoofdobject_id { event.bij(of) } else { event };
    let tx = bench.db.begin().await.unwrap();
    tx.write(vec![Change::new(event.feiten(&entry.feiten).unwrap())]).await.unwrap();
    tx.commit().await.unwrap();
}

/// Whether a column holds ids, which SQLite keeps as bytes.
fn is_id(column: &str) -> bool {
    column == "id" || column.ends_with("_id")
}

/// All that the follower keeps, by table, in a fixed order; counters of nothing left out.
async fn alles(bench: &Bench) -> BTreeMap<&'static str, Vec<String>> {
    let tables: [(&str, &[&str]); 5] = [
        ("klokken", &opslag::KOLOMMEN),
        ("normcijfers", &["norm", "versie", "soort", "periode", "team", "aantal", "gehaald"]),
        ("normstanden", &["norm", "team", "medewerker", "staat", "aantal"]),
        ("norm_zaken", &["zaak_id", "feiten"]),
        ("normkalenders", &["volgnummer", "vanaf", "feiten"]),
    ];
    let mut all = BTreeMap::new();
    for (table, columns) in tables {
        let mut query = Query::select().from(table).to_owned();
        for column in columns {
            if is_id(column) {
                query.column(*column);
            } else {
                query.expr_as(Expr::col(*column).cast_as("TEXT"), *column);
            }
        }
        if columns.contains(&"aantal") {
            query.and_where(Expr::col("aantal").ne(0));
        }
        let rows = bench.db.rows(&query).await.unwrap();
        let line = |row: &kern::Row| {
            let values = columns.iter().map(|column| {
                if is_id(column) {
                    return row.get::<Option<Uuid>>(column).unwrap().map(|id| id.to_string()).unwrap_or_default();
                }
                row.get::<Option<String>>(column).unwrap().unwrap_or_default()
            });
            values.collect::<Vec<_>>().join(" | ")
        };
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        lines.sort();
        all.insert(table, lines);
    }
    all
}

/// What counters of these clocks hold.
fn som(klokken: &Klokken) -> Bijdrage {
    let mut sum = Bijdrage::default();
    for klok in klokken.values() {
        sum.tel(klok, 1).unwrap();
    }
    sum.zonder_nullen()
}

/// Of a figure: how much of it each team has, and all together.
fn whose(whole: &Bijdrage, norm: &str, periode: jiff::civil::Date) -> BTreeMap<Option<TeamId>, i64> {
    let mut of_teams = BTreeMap::new();
    for (plek, sum) in &whole.cijfers {
        if (plek.norm.as_str(), plek.soort, plek.periode) == (norm, Periode::Maand, periode) {
            *of_teams.entry(plek.team).or_default() += sum.aantal;
        }
    }
    of_teams
}

/// Each version has all that was promised by it, and nothing else.
async fn what_everybody_sees_is_told_apart_by_version(bench: &Bench, whole: &Bijdrage) {
    let (first, last) = (date(2026, 1, 1), date(2026, 12, 31));
    let public = lezen::openbaar(&bench.db, organisatie(), last, first).await.unwrap();
    let mut told = BTreeMap::new();
    for version in public.iter().flat_map(|norm| std::iter::once(norm).chain(&norm.eerder)) {
        let norm = &version.versie.norm;
        told.extend(version.maanden.iter().map(|(month, sum)| ((&norm.code, norm.vanaf, *month), *sum)));
    }
    let ours = whole.cijfers.iter().filter(|(plek, _)| plek.soort == Periode::Maand && plek.team.is_none());
    assert_eq!(told, ours.map(|(plek, sum)| ((&plek.norm, plek.versie, plek.periode), *sum)).collect());
}

async fn everything_sums_up(bench: &Bench, made: &Klokken) {
    let who = Authorised::<LeesRapport>::program(organisatie());
    let first = date(2026, 1, 1);
    let whole = som(made);
    for soort in [Periode::Week, Periode::Maand] {
        for team in [None, Some(Uuid::from_u128(0xB0).into()), Some(Uuid::from_u128(0xB1).into())] {
            let told = lezen::cijfers(&bench.db, &who, team, soort, first).await.unwrap();
            let told: BTreeMap<_, _> = told.into_iter().map(|c| ((c.norm, c.periode), c.aantal)).collect();
            let ours = whole.cijfers.iter().filter(|(plek, _)| plek.soort == soort && plek.team == team);
            let mut of_all_versions: BTreeMap<_, Aantal> = BTreeMap::new();
            for (plek, sum) in ours {
                let kept = of_all_versions.entry((plek.norm.clone(), plek.periode)).or_default();
                *kept = *kept + *sum;
            }
            assert_eq!(told, of_all_versions);
        }
    }
    what_everybody_sees_is_told_apart_by_version(bench, &whole).await;
    // From a figure to the list behind it: as many, page by page.
    let figures = lezen::cijfers(&bench.db, &who, None, Periode::Maand, first).await.unwrap();
    for cijfer in &figures {
        let next = cijfer.periode.last_of_month().tomorrow().unwrap();
        for (team, n) in whose(&whole, &cijfer.norm, cijfer.periode) {
            let behind = Achter {
                norm: Some(cijfer.norm.clone()),
                team,
                wie: Wie::Allen,
                welke: Welke::Alle,
                periode: (cijfer.periode, Some(next)),
            };
            let listed = lezen::achter(&bench.db, &who, &behind, None, 1_000).await.unwrap().rows.len();
            assert_eq!(i64::try_from(listed).unwrap(), n, "{cijfer:?} {team:?}");
        }
    }
    for line in lezen::nodig(&bench.db, &who, None).await.unwrap() {
        let wie = line.medewerker.map_or(Wie::Niemand, Wie::Een);
        let behind = Achter { norm: None, team: Some(line.team), wie, welke: Welke::Nodig, periode: (first, None) };
        let listed = lezen::achter(&bench.db, &who, &behind, None, 1_000).await.unwrap().rows.len();
        assert_eq!(i64::try_from(listed).unwrap(), line.te_laat + line.bijna, "{line:?}");
    }
    let all: i64 = figures.iter().map(|cijfer| cijfer.aantal.aantal).sum();
    let kept: i64 = figures.iter().map(|cijfer| cijfer.aantal.gehaald).sum();
    let needed = lezen::nodig(&bench.db, &who, None).await.unwrap();
    let needed: i64 = needed.iter().map(|line| line.te_laat + line.bijna).sum();
    let numbers = [(Welke::Alle, all), (Welke::Gehaald, kept), (Welke::Gemist, all - kept), (Welke::Nodig, needed)];
    for (welke, number) in numbers {
        let behind = Achter { norm: None, team: None, wie: Wie::Allen, welke, periode: (first, None) };
        let (mut after, mut listed) = (None, Vec::new());
        loop {
            let page = lezen::achter(&bench.db, &who, &behind, after.as_ref(), 1).await.unwrap();
            listed.extend(page.rows.into_iter().map(|klok| (klok.norm, klok.onderwerp)));
            let Some(next) = page.next else { break };
            after = Some(next);
        }
        let unique: std::collections::BTreeSet<_> = listed.iter().collect();
        assert_eq!((listed.len(), unique.len()), (usize::try_from(number).unwrap(), listed.len()), "{welke:?}");
    }
}

/// The recount of the journal finds the clocks as they are, however it is cut up, and each that is not as it should be.
async fn everything_is_recounted(bench: &Bench, klokken: usize, nu: kern::Moment) {
    let klokken = i64::try_from(klokken).unwrap();
    let right = Hertelling { klokken, ..Hertelling::default() };
    for deel in [1, 50, 100_000] {
        assert_eq!(controle::hertel_in_delen(&bench.db, organisatie(), nu, deel).await.unwrap(), right);
    }
    // Before what is due now was written down as such: the clocks say so too.
    let later = nu.plus_seconds(40 * 86_400);
    assert_eq!(controle::hertel(&bench.db, organisatie(), later).await.unwrap(), right);
    let done = |query: SelectStatement| async move { bench.db.row(&query).await.unwrap().unwrap() };
    let kept = opslag::selectie(organisatie()).and_where(Expr::col("staat").eq("gehaald")).limit(1).to_owned();
    let klok = opslag::klok(&done(kept).await).unwrap();
    let that = Expr::col("onderwerp_id").eq(klok.onderwerp).and(Expr::col("norm").eq(klok.norm.as_str()));
    let tx = bench.db.begin().await.unwrap();
    tx.execute(&Query::update().table("klokken").value("staat", "gemist").and_where(that.clone()).to_owned())
        .await
        .unwrap();
    let found = controle::hertel(&tx, organisatie(), nu).await.unwrap();
    let [said] = found.verschillen.as_slice() else { panic!("{found:?}") };
    assert_eq!((&said.norm, said.onderwerp, found.anders), (&klok.norm, klok.onderwerp, 1));
    assert!(said.bewaard.starts_with("gemist (") && said.werkelijk.starts_with("gehaald ("), "{said:?}");
    drop(tx);
    // One that is gone, and one about what never happened.
    let tx = bench.db.begin().await.unwrap();
    let elsewhere = Uuid::from_u128(0xDEAD);
    tx.execute(&Query::update().table("klokken").value("onderwerp_id", elsewhere).and_where(that).to_owned())
        .await
        .unwrap();
    let found = controle::hertel(&tx, organisatie(), nu).await.unwrap();
    let [said] = found.verschillen.as_slice() else { panic!("{found:?}") };
    assert_eq!((said.bewaard.as_str(), found.zonder_grond, found.klokken), ("geen klok", 1, klokken));
}

on_both_engines! {
    async fn in_pieces_over_time_and_again_from_nothing_the_rows_are_the_same(engine) {
        let bench = world(engine).await;
        let mut runner = TestRunner::deterministic();
        let stappen = proptest::collection::vec(geschiedenis::stappen(), 6);
        let stappen: Vec<_> = stappen.new_tree(&mut runner).unwrap().current().into_iter().flatten().collect();
        let journaal = journaal(&stappen);
        assert!(journaal.len() > 40, "{}", journaal.len());
        for (n, entry) in journaal.iter().enumerate() {
            bench.clock.set(entry.vastgelegd_op);
            write(&bench, entry).await;
            // The follower is now and then behind by a few, and time passes meanwhile.
            if n % 3 != 1 {
                volgers::run_once(&bench.db, &bench.clock, &Servicenormen).await.unwrap();
            }
        }
        let end = journaal.last().unwrap().vastgelegd_op.plus_seconds(900_000);
        bench.clock.set(end);
        volgers::catch_up(&bench.db, &bench.clock, &Servicenormen).await.unwrap();
        let once = alles(&bench).await;
        let numbered: Vec<Entry> = kern::testhulp::verteld_na(&bench.db, 0).await;
        let made = geschiedenis::op(&normen(), &kalenders(&numbered), &klokken(&normen(), &numbered), end);
        let kept = opslag_alles(&bench).await;
        assert_eq!(kept, made);
        let seen = |staat| made.values().filter(|klok| klok.stand.staat == staat).count();
        assert!(Staat::ALL.iter().filter(|staat| seen(**staat) > 0).count() >= 5);
        everything_sums_up(&bench, &made).await;
        assert_eq!(controle::afwijkingen(&bench.db, organisatie()).await.unwrap(), []);
        // One that was tampered with is found.
        let wrong = Query::update()
            .table("normcijfers")
            .value("gehaald", Expr::col("gehaald").add(1))
            .and_where(Expr::col("soort").eq("week"))
            .to_owned();
        let tx = bench.db.begin().await.unwrap();
        tx.execute(&wrong).await.unwrap();
        let found = controle::afwijkingen(&tx, organisatie()).await.unwrap();
        assert!(!found.is_empty() && found.iter().all(|found| found.geteld == found.werkelijk + 1), "{found:?}");
        drop(tx);
        everything_is_recounted(&bench, made.len(), end).await;
        volgers::herbouw(&bench.db, &bench.clock, &Servicenormen).await.unwrap();
        assert_eq!(alles(&bench).await, once);
    }

    async fn time_changes_a_clock_at_its_moment_and_not_before(engine) {
        let bench = world(engine).await;
        let who = Authorised::<LeesRapport>::program(organisatie());
        let facts = serde_json::json!({
            "zaaktype": "gewoon", "team": Uuid::from_u128(0xB0), "medewerker": null, "deelzaak": false,
            "ontvangen_op": "2026-03-02T09:00:00.000Z", "uiterlijk": "2026-04-27", "opgeschort": false,
            "bevestigd_op": null, "afgehandeld_op": null,
        });
        // Hours on Monday, Tuesday, Wednesday and Friday: three working days after Monday is Friday at five.
        let mut told = journaal(&[]);
        let zaak = Entry { resource: "zaak".into(), volgnummer: 2, feiten: facts, resource_id: Uuid::from_u128(5), ..told[0].clone() };
        told.push(zaak);
        for entry in &told {
            bench.clock.set(entry.vastgelegd_op);
            write(&bench, entry).await;
        }
        let stands = async |at: &str| {
            bench.clock.set(at.parse().unwrap());
            volgers::catch_up(&bench.db, &bench.clock, &Servicenormen).await.unwrap();
            let kept = opslag_alles(&bench).await;
            let staat = kept[&("ontvangst".to_owned(), Uuid::from_u128(5))].stand.staat;
            let nodig = lezen::nodig(&bench.db, &who, Some(Uuid::from_u128(0xB0).into())).await.unwrap();
            let missed = lezen::cijfers(&bench.db, &who, None, Periode::Maand, date(2026, 3, 1)).await.unwrap();
            let missed = missed.iter().filter(|cijfer| cijfer.norm == "ontvangst").map(|c| c.aantal.aantal).sum::<i64>();
            (staat, nodig.iter().map(|line| line.bijna > 0).next(), missed)
        };
        assert_eq!(stands("2026-03-03T22:59:59Z").await.0, Staat::Loopt);
        assert_eq!(stands("2026-03-03T23:00:00Z").await, (Staat::Bijna, Some(true), 0));
        assert_eq!(stands("2026-03-06T15:59:59.999Z").await.0, Staat::Bijna);
        let (staat, _, missed) = stands("2026-03-06T16:00:00Z").await;
        assert_eq!((staat, missed), (Staat::TeLaat, 1));
        // Nothing is left that time changes before the next clock is due.
        let due = Servicenormen.aan_de_beurt(&bench.db, bench.clock.now()).await.unwrap();
        assert_eq!(due, []);
    }

    async fn norms_and_hours_are_read_again_when_the_journal_tells_of_a_change_and_only_then(engine) {
        let bench = world(engine).await;
        let read = async || kennis(&bench.db, organisatie()).await.unwrap();
        let hours = &journaal(&[])[0];
        write(&bench, hours).await;
        // As long as the follower has read no hours nothing is kept, and the first that the journal tells are used.
        let first = read().await;
        assert!(!Arc::ptr_eq(&first, &read().await) && !first.kalenders.is_leeg());
        volgers::catch_up(&bench.db, &bench.clock, &Servicenormen).await.unwrap();
        let kept = read().await;
        assert!(Arc::ptr_eq(&kept, &read().await));
        let mut closed = hours.clone();
        closed.actie = "gewijzigd".into();
        closed.vastgelegd_op = hours.vastgelegd_op.plus_seconds(86_400);
        closed.feiten["gesloten"] = serde_json::json!(["2026-12-28"]);
        write(&bench, &closed).await;
        assert!(Arc::ptr_eq(&kept, &read().await), "the follower has not read it yet");
        volgers::catch_up(&bench.db, &bench.clock, &Servicenormen).await.unwrap();
        let with_closed = read().await;
        assert_ne!(with_closed.kalenders, kept.kalenders);
        let was = normen().alle().next().unwrap().clone();
        let mut later = was.clone();
        (later.id, later.norm.vanaf) = (bench.ids.next(), date(2027, 1, 1));
        let tx = bench.db.begin().await.unwrap();
        let handeling = Handeling::program(organisatie(), bench.clock.now());
        tx.write(vec![aanmaken(&handeling, &bench.ids, &later).unwrap()]).await.unwrap();
        tx.commit().await.unwrap();
        let with_later = read().await;
        assert_eq!(with_later.normen.van(&was.norm.code).count(), kept.normen.van(&was.norm.code).count() + 1);
        assert!(Arc::ptr_eq(&with_later, &read().await));
    }

    async fn figures_lists_and_what_is_due_are_read_by_an_index(engine) {
        let bench = world(engine).await;
        // A planner looks at no index of a table of nothing.
        let nu = bench.clock.now();
        let told = journaal(&[]);
        let made: Vec<_> = (0..4_000_u128).map(|n| {
            let norm = normen().alle().next().unwrap().norm.clone();
            let start = Merkteken { op: told[0].vastgelegd_op.plus_seconds(600 * n as i64), door: 2 };
            let gezien = Gezien { start: Some(start), ..Gezien::default() };
            let stand = gezien.stand(&norm, &kalenders(&told), nu).unwrap().unwrap();
            let (team, zaak) = (Uuid::from_u128(n % 9).into(), Some(Uuid::from_u128(n)));
            let onderwerp = Uuid::from_u128(n);
            Klok { norm: norm.code, versie: norm.vanaf, onderwerp, zaak, team, medewerker: None, gezien, stand }
        }).collect();
        // Asked for each gebeurtenis: SQLite finds them by an index before it has counted anything.
        let ids: Vec<Uuid> = (0..3).map(Uuid::from_u128).collect();
        let by_both = opslag::over(organisatie(), &ids, &ids);
        if engine == kern::database::Engine::Sqlite {
            let stempel = plan(&bench.db, &crate::kennis::laatste(organisatie())).await;
            assert_eq!(stempel.matches("gebeurtenissen_soort").count(), 2, "{stempel}");
            let clocks = plan(&bench.db, &by_both).await;
            assert!(clocks.contains("onderwerp_id=?") && clocks.contains("klokken_zaak"), "{clocks}");
        }
        let tx = bench.db.begin().await.unwrap();
        let rows: Vec<&Klok> = made.iter().collect();
        tx.put([opslag::klokrijen(organisatie(), &rows).unwrap()]).await.unwrap();
        tx.analyze(["klokken", "journaal_stand"]).await.unwrap();
        tx.commit().await.unwrap();
        let behind = Achter { norm: Some("ontvangst".into()), team: None, wie: Wie::Allen, welke: Welke::Alle, periode: (date(2026, 1, 1), None) };
        let gemist = Achter { welke: Welke::Gemist, ..behind.clone() };
        let nodig = Achter { norm: None, welke: Welke::Nodig, ..behind.clone() };
        for (query, index) in [
            (by_both, "klokken_zaak"),
            (lezen::behind(organisatie(), &behind, None, 50), "klokken_lijst"),
            (lezen::behind(organisatie(), &nodig, None, 50), "klokken_open"),
            (opslag::verlopen(organisatie(), nu, 500), "klokken_volgende"),
            (opslag::wie_verloopt(nu), "klokken_volgende"),
        ] {
            let plan = plan(&bench.db, &query).await;
            assert!(plan.contains(index), "{index}: {plan}");
        }
        // Those missed are found by how they stand, not picked from all that were due.
        let missed = plan(&bench.db, &lezen::behind(organisatie(), &gemist, None, 50)).await;
        let of_state = missed.lines().filter(|line| match engine {
            kern::database::Engine::Sqlite => line.contains("norm=? AND staat=?"),
            kern::database::Engine::Postgres => line.contains("Index Cond") && line.contains("staat = "),
        });
        assert_eq!(of_state.count(), 2, "{missed}");
    }
}

async fn opslag_alles(bench: &Bench) -> Klokken {
    let rows = bench.db.rows(&opslag::selectie(organisatie())).await.unwrap();
    let klokken = rows.iter().map(|row| opslag::klok(row).unwrap());
    klokken.map(|klok| ((klok.norm.clone(), klok.onderwerp), klok)).collect()
}
