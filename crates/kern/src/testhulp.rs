//! What tests of every crate need: an empty, migrated database on either engine, and a macro to run on both.

use sea_query::{Expr, ExprTrait, Query, QueryBuilder};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use uuid::Uuid;

use crate::database::Engine;
use crate::journaal::{Entry, read_after};
use crate::{Clock, Database, Ids, Migratie, Moment, Reads};

/// Runs each `async fn name(engine: Engine)` twice: on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$attribute:meta])* async fn $name:ident($engine:ident) $body:block)*) => {$(
        mod $name {
            use super::*;
            $(#[$attribute])*
            async fn test($engine: $crate::database::Engine) $body

            #[test]
            fn sqlite() {
                $crate::testhulp::with_room(|| $crate::testhulp::block_on(test($crate::database::Engine::Sqlite)));
            }
            #[test]
            fn postgres() {
                $crate::testhulp::with_room(|| $crate::testhulp::block_on(test($crate::database::Engine::Postgres)));
            }
        }
    )*};
}

/// What the thread of a test gets: a test and all that it calls are one stack, and unoptimised frames are many times as large.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Runs a test on a thread with room for unoptimised code.
///
/// # Panics
/// As the test does.
pub fn with_room(test: impl FnOnce() + Send + 'static) {
    #[expect(clippy::expect_used, reason = "a test without a thread cannot go on")]
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(test).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// Runs a test to its end.
///
/// # Panics
/// When the runtime cannot be made.
pub fn block_on<T>(test: impl Future<Output = T>) -> T {
    #[expect(clippy::unwrap_used, reason = "a test without a runtime cannot go on")]
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test)
}

/// A migrated, empty database of its own, and what goes with it.
pub struct Bench {
    /// The database.
    pub db: Database,
    /// A clock that stands at Monday 23 November 2026, 10:00 in the Netherlands.
    pub clock: Clock,
    /// Repeatable ids.
    pub ids: Ids,
    /// Where another connection or process finds the same database.
    pub url: String,
}

/// Makes a [`Bench`].
///
/// # Panics
/// When there is no PostgreSQL to test on: `make test` starts one and names it in `LOKET_TEST_POSTGRES`.
#[expect(clippy::expect_used, reason = "a test without its database cannot go on")]
pub async fn bench(engine: Engine, migraties: &[Migratie]) -> Bench {
    let clock = Clock::fixed("2026-11-23T09:00:00Z".parse::<Moment>().expect("a moment"));
    let ids = Ids::system(clock.clone()).expect("randomness");
    let own = ids.next::<Uuid>().simple().to_string();
    let url = match engine {
        Engine::Sqlite => std::env::temp_dir().join(format!("loket-test-{own}.db")).display().to_string(),
        Engine::Postgres => {
            let server = std::env::var("LOKET_TEST_POSTGRES")
                .expect("LOKET_TEST_POSTGRES names the PostgreSQL to test on: run the tests with `make test`");
            let db = Database::connect(&server).await.expect("the PostgreSQL of LOKET_TEST_POSTGRES answers");
            let tx = db.begin().await.expect("a transaction");
            tx.execute_sql(&format!("CREATE SCHEMA test_{own}")).await.expect("a schema");
            tx.commit().await.expect("a commit");
            db.close().await;
            let glue = if server.contains('?') { '&' } else { '?' };
            format!("{server}{glue}options=-csearch_path%3Dtest_{own}")
        }
    };
    let db = Database::connect(&url).await.expect("a database");
    crate::migratie::migrate(&db, migraties, clock.now()).await.expect("migrations apply");
    Bench { db, clock, ids: Ids::seeded(Clock::fixed("2026-11-23T09:00:00Z".parse().expect("a moment")), 7), url }
}

impl Drop for Bench {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            // Nothing to remove on PostgreSQL, whose cluster goes as a whole.
            let _ = std::fs::remove_file(format!("{}{ending}", self.url));
        }
    }
}

/// A line to a PostgreSQL server that can be held: the server is there, and nothing comes back.
pub struct Line {
    /// The address of the same database over this line.
    pub url: String,
    held: tokio::sync::watch::Sender<bool>,
}

impl Line {
    /// A line to the database of a bench on PostgreSQL.
    ///
    /// # Panics
    /// When the address has no host and port, or no port is free.
    #[expect(clippy::expect_used, reason = "a test helper")]
    pub async fn to(url: &str) -> Self {
        let (before, rest) = url.split_once('@').expect("postgres://user@host:port/…");
        let (server, after) = rest.split_once('/').expect("a database");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (held, watch) = tokio::sync::watch::channel(false);
        let server = server.to_owned();
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let Ok(far) = tokio::net::TcpStream::connect(&server).await else { continue };
                let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
                tokio::spawn(pass_on(near_in, far_out, watch.clone()));
                tokio::spawn(pass_on(far_in, near_out, watch.clone()));
            }
        });
        Self { url: format!("{before}@127.0.0.1:{port}/{after}"), held }
    }

    /// Lets nothing through from now on; what is under way stays under way.
    pub fn hold(&self) {
        self.held.send_replace(true);
    }

    /// Lets everything through again.
    pub fn release(&self) {
        self.held.send_replace(false);
    }
}

async fn pass_on(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    mut held: tokio::sync::watch::Receiver<bool>,
) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut bytes).await {
        if held.wait_for(|held| !held).await.is_err() || to.write_all(&bytes[..read]).await.is_err() {
            return;
        }
    }
}

/// How the database would run a query, in its own words: for asserting that a list walks an index.
///
/// # Panics
/// When the query cannot be explained.
#[expect(clippy::expect_used, reason = "a test helper")]
pub async fn plan(db: &Database, query: &sea_query::SelectStatement) -> String {
    // A connection that only explains does not look whether statistics changed.
    db.schema_changed().await.expect("connections");
    let column = if db.engine() == Engine::Sqlite { "detail" } else { "QUERY PLAN" };
    let rows = db.rows(&Explain(query)).await.expect("a plan");
    let lines: Vec<String> = rows.iter().map(|row| row.get(column).expect("a line of the plan")).collect();
    lines.join("\n")
}

struct Explain<'a>(&'a sea_query::SelectStatement);

impl SqlxBinder for Explain<'_> {
    fn build_sqlx<T: QueryBuilder>(&self, builder: T) -> (String, SqlxValues) {
        // Only SQLite has `?` as the sign of a value; its EXPLAIN alone lists the virtual machine's steps.
        let (placeholder, _) = builder.placeholder();
        let explain = if placeholder == "?" { "EXPLAIN QUERY PLAN" } else { "EXPLAIN" };
        let (sql, values) = self.0.build_sqlx(builder);
        (format!("{explain} {sql}"), values)
    }
}

/// Rows of a table, for assertions.
///
/// # Panics
/// When the query fails.
#[expect(clippy::expect_used, reason = "a test helper")]
pub async fn count(db: &impl crate::Reads, table: &'static str) -> i64 {
    let query = Query::select().expr_as(Expr::cust("COUNT(*)"), "n").from(table).to_owned();
    db.row(&query).await.expect("a count").expect("a row").get("n").expect("a number")
}

/// Sets columns of a row past all rules.
///
/// # Panics
/// When the database refuses.
#[expect(clippy::expect_used, reason = "a test helper")]
pub async fn set(
    db: &Database,
    table: &'static str,
    id: impl Into<sea_query::Value>,
    columns: &[(&'static str, sea_query::Value)],
) {
    let mut update = Query::update().table(table).and_where(Expr::col("id").eq(id.into())).to_owned();
    for (column, value) in columns {
        update.value(*column, value.clone());
    }
    let tx = db.begin().await.expect("a transaction");
    tx.execute(&update).await.expect("a row that takes it");
    tx.commit().await.expect("a commit");
}

/// The number of the newest gebeurtenis, in a world with one organisation.
///
/// # Panics
/// When the query fails.
#[expect(clippy::expect_used, reason = "a test helper")]
pub async fn laatste_nummer(db: &impl Reads) -> i64 {
    let all = crate::journaal::einden(db).await.expect("the ends of the journals");
    all.iter().map(|einde| einde.volgnummer).max().unwrap_or_default()
}

/// All gebeurtenissen after a number, oldest first, in a world with one organisation.
///
/// # Panics
/// When the query fails.
#[expect(clippy::expect_used, reason = "a test helper")]
pub async fn verteld_na(db: &impl Reads, number: i64) -> Vec<Entry> {
    let mut told = Vec::new();
    for einde in crate::journaal::einden(db).await.expect("the ends of the journals") {
        told.extend(read_after(db, einde.organisatie, number, 100_000).await.expect("gebeurtenissen"));
    }
    told
}
