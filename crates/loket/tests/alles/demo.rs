//! The demo municipality: the same for the same seed and moment, with the shape of reality, and nobody real in it.

use kern::database::Engine;
use kern::testhulp::{Bench, bench};
use kern::{Database, Moment, Reads, Row, on_both_engines};
use loket::demo::{self, Schets, Stand, persoon};
use loket::{Voortgang, controle};
use registers::klantinteracties::{Bsn, Telefoonnummer};
use sea_query::{Expr, ExprTrait, Order, Query};

const OP: &str = "2026-11-23T09:00:00Z";

async fn demo(engine: Engine, zaad: u64, schaal: f64) -> (Bench, Schets) {
    let bench = bench(engine, &loket::migraties()).await;
    let schets = Schets::new(zaad, OP.parse::<Moment>().unwrap(), schaal);
    demo::vul(&bench.db, &demo::elsdrecht(), &schets, &Voortgang::silent()).await.unwrap();
    (bench, schets)
}

async fn rows(db: &Database, table: &'static str, columns: &[&'static str]) -> Vec<Row> {
    let query =
        Query::select().columns(columns.iter().copied()).from(table).order_by(columns[0], Order::Asc).to_owned();
    db.rows(&query).await.unwrap()
}

async fn chain(db: &Database) -> (i64, String) {
    let end = rows(db, "journaal_stand", &["volgnummer", "keten"]).await.remove(0);
    (end.get("volgnummer").unwrap(), end.get("keten").unwrap())
}

/// What docs/gebeurtenissen.md says of the facts of each kind. A row can point at another ("the facts of `…`"), or at the row above ("the
/// same").
fn documented_facts() -> std::collections::HashMap<String, String> {
    let list = include_str!("../../../../docs/gebeurtenissen.md");
    let of_zaak = list.split("The facts of a zaak are").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let mut known = std::collections::HashMap::<String, String>::new();
    let mut above = String::new();
    for line in list.lines() {
        let Some((kind, rest)) = line.strip_prefix("| `").and_then(|line| line.split_once("` | ")) else { continue };
        let mut facts = rest.split(" | ").next().unwrap().to_owned();
        if facts.contains("the same") {
            facts.push_str(&above);
        }
        if facts.contains("those of the zaak") {
            facts.push_str(of_zaak);
        }
        for other in facts.clone().split("facts of `").skip(1) {
            facts.push_str(&known[other.split('`').next().unwrap()]);
        }
        above.clone_from(&facts);
        known.insert(kind.to_owned(), facts);
    }
    known
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole as f64
}

/// The indexes of a database, by name.
async fn indexes(db: &Database) -> Vec<String> {
    let (table, column, own) = match db.engine() {
        Engine::Sqlite => ("sqlite_master", "name", Expr::col("type").eq("index")),
        Engine::Postgres => ("pg_indexes", "indexname", Expr::cust("schemaname = current_schema()")),
    };
    let query = Query::select().column(column).from(table).and_where(own).order_by(column, Order::Asc).to_owned();
    db.rows(&query).await.unwrap().iter().map(|row| row.get(column).unwrap()).collect()
}

on_both_engines! {
    async fn every_index_is_there_after_filling(engine) {
        let empty = bench(engine, &loket::migraties()).await;
        let (filled, _) = demo(engine, demo::ZAAD, 0.005).await;
        assert_eq!(indexes(&filled.db).await, indexes(&empty.db).await);
    }

    async fn cases_are_as_far_as_in_life(engine) {
        let (bench, schets) = demo(engine, demo::ZAAD, 0.01).await;
        let cases = rows(&bench.db, "zaken", &["identificatie", "einddatum", "medewerker_id", "opschorting_indicatie"]).await;
        assert_eq!(cases.len(), 275);
        let open: Vec<&Row> =
            cases.iter().filter(|row| row.get::<Option<String>>("einddatum").unwrap().is_none()).collect();
        assert!((3..40).contains(&open.len()), "{} open", open.len());
        assert!(open.iter().any(|row| row.get::<bool>("opschorting_indicatie").unwrap()), "something is missing somewhere");
        // Most promises are kept and some are not; a recount from nothing gives the same rows.
        let promises = async || {
            let found = rows(&bench.db, "klokken", &["onderwerp_id", "norm", "uiterlijk_op", "gedaan_op", "staat"]).await;
            let mut all: Vec<String> = found
                .iter()
                .map(|row| {
                    let text = |column| row.get::<Option<String>>(column).unwrap().unwrap_or_default();
                    let id: uuid::Uuid = row.get("onderwerp_id").unwrap();
                    format!("{id} {} {} {} {}", text("norm"), text("uiterlijk_op"), text("gedaan_op"), text("staat"))
                })
                .collect();
            all.sort_unstable();
            all
        };
        let before = promises().await;
        assert!(before.len() > 700, "{}", before.len());
        for volger in dienstverlening::VOLGERS {
            kern::volgers::herbouw(&bench.db, &bench.clock, volger).await.unwrap();
        }
        assert_eq!(promises().await, before);
        // Nothing of a year ago is mailed now.
        let mail = rows(&bench.db, "berichten", &["kanaal", "opgesteld_op"]).await;
        let hour_ago = schets.op.plus_seconds(-3_600);
        assert!(mail.iter().all(|row| {
            row.get::<String>("kanaal").unwrap() == "mijn" || row.get::<Moment>("opgesteld_op").unwrap() >= hour_ago
        }));
    }

    async fn every_fact_is_read_as_it_was_written(engine) {
        let (bench, _) = demo(engine, demo::ZAAD, 0.01).await;
        let kinds: Vec<_> = dienstverlening::soorten().chain([demo::GEVULD.vorm()]).collect();
        let documented = documented_facts();
        let mut seen = std::collections::BTreeSet::new();
        for entry in kern::testhulp::verteld_na(&bench.db, 0).await {
            let kind = kinds.iter().find(|kind| entry.heet(kind.naam)).unwrap_or_else(|| panic!("{entry:?}"));
            assert_eq!(kind.gelezen(&entry.feiten).unwrap(), entry.feiten, "{}", kind.naam);
            seen.insert(kind.naam.to_string());
            let known = documented.get(&kind.naam.to_string()).unwrap_or_else(|| panic!("{} is not documented", kind.naam));
            let keys = entry.feiten.as_object().unwrap().keys();
            let missing: Vec<_> = keys.filter(|key| !known.contains(&format!("`{key}`"))).collect();
            assert!(missing.is_empty(), "docs/gebeurtenissen.md does not name {missing:?} at {}", kind.naam);
        }
        assert!(seen.len() >= 24, "{seen:?}");
    }

    async fn a_filled_demo_is_in_order(engine) {
        let (bench, schets) = demo(engine, demo::ZAAD, 0.005).await;
        let found = controle::database(&bench.db, &bench.clock).await.unwrap();
        assert!(!found.iter().any(controle::Bevinding::is_mis), "{found:?}");
        let Stand::Gevuld(gevuld) = demo::stand(&bench.db).await.unwrap() else { panic!("not filled") };
        assert_eq!((gevuld.op, gevuld.zaad), (schets.op, schets.zaad));
        assert!(gevuld.contacten.abs_diff(1_500) < 20, "{}", gevuld.contacten);
        assert_eq!(demo::laatste_moment(&bench.db).await.unwrap(), Some(schets.op));
    }
}

#[test]
fn the_same_seed_and_moment_give_the_same_journal_on_both_engines() {
    kern::testhulp::block_on(async {
        let (one, _) = demo(Engine::Sqlite, 7, 0.005).await;
        let (same, _) = demo(Engine::Postgres, 7, 0.005).await;
        let (other, _) = demo(Engine::Sqlite, 8, 0.005).await;
        assert_eq!(chain(&one.db).await, chain(&same.db).await);
        assert_ne!(chain(&one.db).await.1, chain(&other.db).await.1);
    });
}

#[test]
fn a_demo_that_was_broken_off_is_noticed() {
    kern::testhulp::block_on(async {
        let bench = bench(Engine::Sqlite, &loket::migraties()).await;
        assert_eq!(demo::stand(&bench.db).await.unwrap(), Stand::Leeg);
        let inrichting = dienstverlening::inrichten::lees(&demo::elsdrecht()).unwrap();
        dienstverlening::inrichten::laad(&bench.db, &bench.ids, &bench.clock, &inrichting).await.unwrap();
        assert_eq!(demo::stand(&bench.db).await.unwrap(), Stand::Anders);
    });
}

/// One contact, as far as its shape goes.
struct Contact {
    kanaal: String,
    afhandeling: String,
    op: jiff::ZonedDateTime,
}

async fn contacten(db: &Database) -> Vec<Contact> {
    let found = rows(db, "klantcontacten", &["plaatsgevonden_op", "kanaal", "afhandeling"]).await;
    let read = |row: &Row| Contact {
        kanaal: row.get("kanaal").unwrap(),
        afhandeling: row.get("afhandeling").unwrap(),
        op: row.get::<Moment>("plaatsgevonden_op").unwrap().in_amsterdam(),
    };
    found.iter().map(read).collect()
}

#[test]
fn two_years_have_the_shape_of_reality() {
    kern::testhulp::block_on(async {
        let (bench, schets) = demo(Engine::Sqlite, demo::ZAAD, 0.03).await;
        shape_of_contacts(&contacten(&bench.db).await, &schets);
        shape_of_callbacks(&bench.db, &schets).await;
        shape_of_promises(&bench.db).await;
    });
}

fn shape_of_contacts(all: &[Contact], schets: &Schets) {
    let part = |of: &dyn Fn(&&Contact) -> bool| share(all.iter().filter(of).count(), all.len());
    for (kanaal, percent) in
        [("telefoon", 58.0), ("balie", 17.0), ("e-mail", 12.0), ("webformulier", 8.0), ("post", 3.0)]
    {
        assert!((part(&|c| c.kanaal == kanaal) - percent).abs() < 1.0, "{kanaal}");
    }
    let direct = part(&|c| c.afhandeling == "direct_beantwoord");
    assert!((52.0..54.0).contains(&direct), "direct {direct}");
    let zelf = |from: i64, to: i64| {
        let days = |c: &Contact| i64::from(c.op.date().since(schets.begin).unwrap().get_days());
        let period: Vec<_> = all.iter().filter(|c| (from..to).contains(&days(c))).collect();
        share(period.iter().filter(|c| c.afhandeling == "klant_belt_zelf_terug").count(), period.len())
    };
    let (first, last) = (zelf(0, 240), zelf(490, 732));
    assert!((13.0..17.0).contains(&first) && (10.5..14.0).contains(&last) && last < first, "{first} {last}");
    assert!(all.iter().all(|c| c.op.timestamp() <= schets.op.timestamp()), "nothing lies in the future");
    // Mondays are busiest, and phones are silent when the contact centre is closed.
    let on = |day: i8| all.iter().filter(|c| c.op.weekday().to_monday_one_offset() == day).count();
    assert!((2..=7).all(|day| on(1) > on(day)), "{:?}", [1, 2, 3, 4, 5, 6, 7].map(on));
    let calls: Vec<_> = all.iter().filter(|c| c.kanaal == "telefoon").collect();
    assert!(calls.iter().all(|c| c.op.weekday().to_monday_one_offset() <= 5 && (8..20).contains(&c.op.hour())));
    let in_hour = |hour: i8| calls.iter().filter(|c| c.op.hour() == hour).count();
    assert!(in_hour(10) > 2 * in_hour(12) && in_hour(14) > in_hour(12), "a dip at lunch");
    assert!(!calls.iter().any(|c| termijnen::feestdag(c.op.date()).is_some()));
    assert!(all.iter().any(|c| c.kanaal == "webformulier" && !(7..20).contains(&c.op.hour())));
}

async fn shape_of_callbacks(db: &Database, schets: &Schets) {
    let found = rows(db, "internetaken", &["beloofd_op", "afgehandeld_op", "prioriteit", "pogingen"]).await;
    let promised = |row: &Row| row.get::<Moment>("beloofd_op").unwrap();
    let done = |row: &Row| row.get::<Option<Moment>>("afgehandeld_op").unwrap();
    let closed: Vec<_> = found.iter().filter(|row| done(row).is_some()).collect();
    let kept = share(closed.iter().filter(|row| done(row) < Some(promised(row))).count(), closed.len());
    assert!((85.0..91.5).contains(&kept), "kept {kept}");
    let open: Vec<_> = found.iter().filter(|row| done(row).is_none()).collect();
    let late = open.iter().filter(|row| promised(row) <= schets.op).count();
    assert!((3..40).contains(&open.len()) && late > 0 && late < open.len(), "{} open, {late} late", open.len());
    assert!(found.iter().any(|row| row.get::<i64>("prioriteit").unwrap() > 0), "somebody asked again");
    assert!(found.iter().any(|row| row.get::<i64>("pogingen").unwrap() >= 2), "somebody was not reached at once");
    let known = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), "n")
        .from("klantcontacten")
        .and_where(Expr::col("partij_id").is_not_null())
        .to_owned();
    let known: i64 = db.row(&known).await.unwrap().unwrap().get("n").unwrap();
    assert!((15.0..28.0).contains(&share(usize::try_from(known).unwrap(), 9_000)), "{known} with somebody known");
}

/// As in life: each promise is kept most of the time, and missed once in a while.
async fn shape_of_promises(db: &Database) {
    let mut counts = std::collections::BTreeMap::<String, (usize, usize)>::new();
    for row in rows(db, "klokken", &["norm", "staat"]).await {
        let staat = row.get::<servicenormen::Staat>("staat").unwrap();
        let Some(kept) = staat.uitkomst() else { continue };
        let of = counts.entry(row.get("norm").unwrap()).or_default();
        of.0 += usize::from(kept);
        of.1 += 1;
    }
    for kind in [
        "balie-op-tijd",
        "bij-behandelaar",
        "ontvangst",
        "week-eerder",
        "reisdocument",
        "verhuizing",
        "uittreksel-thuis",
    ] {
        let (kept, all) = counts[kind];
        let percent = share(kept, all);
        assert!((85.0..99.7).contains(&percent) && all > 80, "{kind}: {percent} of {all}");
    }
    let extended =
        rows(db, "zaken", &["verlenging_duur", "communicatiekanaal", "registratiedatum", "startdatum"]).await;
    let text = |row: &Row, column| row.get::<Option<String>>(column).unwrap().unwrap_or_default();
    assert!(extended.iter().any(|row| !text(row, "verlenging_duur").is_empty()), "somebody told it in time");
    let post: Vec<_> = extended.iter().filter(|row| text(row, "communicatiekanaal") == "post").collect();
    assert!(post.iter().any(|row| text(row, "registratiedatum") > text(row, "startdatum")), "entered a day later");
}

#[test]
fn nobody_in_it_is_real() {
    let vandaag = jiff::civil::date(2026, 11, 23);
    let people: Vec<_> = (0..3_000).map(|i| persoon(demo::ZAAD, i, vandaag)).collect();
    let names: std::collections::BTreeSet<_> = people.iter().map(|p| p.naam.volledig()).collect();
    assert!(names.len() > 2_700, "{} different names", names.len());
    for who in &people {
        let bsn = who.bsn.as_ref().expect("the first nine thousand have one").as_str().to_owned();
        assert!(bsn.starts_with("9999") && bsn.parse::<Bsn>().is_ok(), "{bsn}");
        let number: Telefoonnummer = who.telefoon.parse().unwrap();
        assert!(["31999", "316999"].iter().any(|range| number.digits().starts_with(range)), "{}", who.telefoon);
        assert!(who.e_mail.as_ref().is_none_or(|adres| adres.ends_with("@example.nl")));
        assert!(who.adres.postcode.starts_with("9999") && who.adres.stad == "Elsdrecht");
        assert!((18..=95).contains(&(vandaag.year() - who.geboren.year())), "{}", who.geboren);
    }
    let bsns: std::collections::BTreeSet<_> = people.iter().filter_map(|p| Some(p.bsn.as_ref()?.as_str())).collect();
    assert_eq!(bsns.len(), people.len());
}
