//! A world for tests in three lines: a migrated database, a small municipality and its neighbour, and browsers.
//!
//! ```ignore
//! let w = World::new(engine).await;
//! let page = w.als("s.bakker").await.get("/werkplek").await;
//! page.ok().bevat("Goedemorgen");
//! ```
//!
//! Every page that a browser here gets is checked: headers, landmarks, labels, nothing inline ([`pagina`]).

mod browser;
mod formulier;
mod pagina;
mod zaken;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use bestanden::Opslag;
use dienstverlening::inrichten::{Bestanden, laad, lees, lees_map};
use dienstverlening::kennisbank::Zoekdienst;
use kern::database::{Engine, Patience};
use kern::organisaties::{MedewerkerId, OrganisatieId, organisaties};
use kern::sessies::{self, Inlog, Kandidaat};
use kern::testhulp::{Bench, bench};

pub(crate) use browser::Browser;
pub(crate) use formulier::{Formulier, MULTIPART, als_multipart};
pub(crate) use pagina::Pagina;

use crate::basis::{burgersessie, sessie};
use crate::{AppState, Portaalconfig, Routes};

/// A person of the small municipality for every role, with the code of that role.
pub(crate) const MENSEN: [(&str, &str); 6] = [
    ("s.bakker", "agent"),
    ("t.vanbeek", "collega"),
    ("m.hendriks", "teammanager"),
    ("r.visser", "redacteur"),
    ("b.demir", "functioneel-beheerder"),
    ("a.smit", "auditor"),
];

/// The host of the small municipality, and that of its neighbour.
pub(crate) const HOST: &str = "klein.example.nl";
pub(crate) const ANDERE_HOST: &str = "verderop.example.nl";

/// How many worlds this process made.
static WORLDS: AtomicU64 = AtomicU64::new(0);

/// A folder that goes with its world.
struct Map(PathBuf);

impl Drop for Map {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) struct World {
    pub(crate) app: AppState,
    /// The small municipality, and its neighbour with the same people.
    pub(crate) organisatie: OrganisatieId,
    pub(crate) andere: OrganisatieId,
    router: Router,
    pub(crate) bench: Bench,
    _bestanden: Map,
}

impl World {
    /// The whole program as it is set up in production.
    pub(crate) async fn new(engine: Engine) -> Self {
        Self::met(engine, Portaalconfig::default(), Routes::new()).await
    }

    /// With another configuration, or with more routes.
    pub(crate) async fn met(engine: Engine, config: Portaalconfig, extra: Routes) -> Self {
        let bench = bench(engine, &dienstverlening::migraties()).await;
        let own = klein();
        inrichten(&bench, &own).await;
        inrichten(&bench, &verderop(&own)).await;
        let zoekdienst = Zoekdienst::start(&bench.db).await.unwrap();
        let app = AppState::new(bench.db.clone(), bench.clock.clone(), bench.ids.clone(), zoekdienst, config);
        // Ids are the same in every test: what keeps the files of two tests apart is not one of them.
        let world = WORLDS.fetch_add(1, Ordering::Relaxed);
        let bestanden = std::env::temp_dir().join(format!("loket-bestanden-{}-{world}", std::process::id()));
        let app = app.met_opslag(Opslag::map(&bestanden).unwrap());
        let router = crate::basis::router(app.clone(), crate::routes().with(extra));
        let all = organisaties(&bench.db).await.unwrap();
        let with_code = |code: &str| all.iter().find(|organisatie| organisatie.code == code).unwrap().id;
        Self {
            organisatie: with_code("klein"),
            andere: with_code("verderop"),
            app,
            router,
            bench,
            _bestanden: Map(bestanden),
        }
    }

    /// The program ends and starts again: only the database is the same.
    pub(crate) async fn herstart(self) -> Self {
        let url = self.bench.url.clone();
        self.herstart_op(&url, Patience::COMMAND).await
    }

    /// The same, over another line to the database, or with as little patience as pages have.
    pub(crate) async fn herstart_op(mut self, url: &str, patience: Patience) -> Self {
        let db = kern::Database::connect_with(url, patience).await.unwrap();
        let zoekdienst = Zoekdienst::start(&db).await.unwrap();
        let config = Portaalconfig::clone(&self.app.config);
        let app = AppState::new(db, self.bench.clock.clone(), self.bench.ids.clone(), zoekdienst, config);
        self.app = AppState { opslag: self.app.opslag, ..app };
        self.router = crate::basis::router(self.app.clone(), crate::routes());
        self
    }

    /// A visitor of the small municipality's website.
    pub(crate) fn niemand(&self) -> Browser {
        Browser::new(self.router.clone(), self.app.clone(), HOST)
    }

    /// Somebody of the small municipality, logged in.
    pub(crate) async fn als(&self, gebruikersnaam: &str) -> Browser {
        self.browser_of(self.organisatie, gebruikersnaam, HOST).await
    }

    /// A citizen of the small municipality, logged in: the partij with this id.
    pub(crate) async fn als_burger(&self, partij: uuid::Uuid) -> Browser {
        self.burger(kern::Burger { organisatie: self.organisatie, partij, namens: None }).await
    }

    /// Any citizen, logged in, on the website of the small municipality.
    pub(crate) async fn burger(&self, burger: kern::Burger) -> Browser {
        let secret = burgersessie::begin(&self.app, &burger).await.unwrap();
        let name = burgersessie::cookie_name(self.app.config.veilige_cookies);
        Browser::new(self.router.clone(), self.app.clone(), HOST).met_cookie(name, &secret)
    }

    /// Their namesake next door, logged in.
    pub(crate) async fn als_buur(&self, gebruikersnaam: &str) -> Browser {
        self.browser_of(self.andere, gebruikersnaam, ANDERE_HOST).await
    }

    /// The code in the mail about the appointment at this address.
    pub(crate) async fn mailcode(&self, adres: &str) -> String {
        let who = kern::Authorised::<kern::autorisatie::BedienBalie>::program(self.organisatie);
        let id = adres.rsplit('/').next().unwrap().parse().unwrap();
        let all = dienstverlening::berichten::van_afspraak(&self.app.db, &who, id, None, 10).await.unwrap();
        all.rows.into_iter().find_map(|message| message.geheim).unwrap()
    }

    async fn browser_of(&self, organisatie: OrganisatieId, gebruikersnaam: &str, host: &'static str) -> Browser {
        let wie = self.kandidaat(organisatie, gebruikersnaam).await.medewerker;
        let secret = sessie::begin(&self.app, &wie, &Inlog::default(), None).await.unwrap();
        let name = sessie::cookie_name(self.app.config.veilige_cookies);
        Browser::new(self.router.clone(), self.app.clone(), host).met_cookie(name, &secret)
    }

    /// The id of somebody of the small municipality.
    pub(crate) async fn medewerker(&self, gebruikersnaam: &str) -> MedewerkerId {
        self.kandidaat(self.organisatie, gebruikersnaam).await.medewerker.id
    }

    /// Somebody of the small municipality.
    pub(crate) async fn kern_medewerker(&self, gebruikersnaam: &str) -> kern::Medewerker {
        self.kandidaat(self.organisatie, gebruikersnaam).await.medewerker
    }

    async fn kandidaat(&self, organisatie: OrganisatieId, gebruikersnaam: &str) -> Kandidaat {
        let found = sessies::kandidaat(&self.app.db, organisatie, gebruikersnaam).await.unwrap();
        found.unwrap_or_else(|| panic!("nobody is called {gebruikersnaam}: see testdata/klein/medewerkers.toml"))
    }

    /// Lets time pass.
    pub(crate) fn later(&self, seconds: i64) {
        self.bench.clock.set(self.bench.clock.now().plus_seconds(seconds));
    }
}

/// The folder of the small municipality, which has the norms of the demo municipality and the zaaktypen that they are about: owned by a team of
/// its own, and on none of its products.
pub(crate) fn klein() -> Bestanden {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = lees_map(&here.join("testdata/klein")).unwrap();
    for (naam, bytes) in lees_map(&here.join("../../organisaties/elsdrecht")).unwrap() {
        // What is promised at the desk is about their products.
        if naam.starts_with("zaaktypen/") || naam.starts_with("normen/") && !naam.contains("-aan-de-balie") {
            let tekst = String::from_utf8(bytes).unwrap();
            let lines =
                tekst.lines().filter(|line| !line.starts_with("producten = ") && !line.starts_with("product = "));
            let own = lines.map(|line| match line.split_once(" = ") {
                Some((key @ ("eigenaar" | "team"), _)) => format!("{key} = \"kcc\""),
                _ => line.to_owned(),
            });
            files.insert(naam, own.collect::<Vec<_>>().join("\n").into_bytes());
        }
    }
    files
}

/// The same folder for the neighbour.
fn verderop(klein: &Bestanden) -> Bestanden {
    let mut files = klein.clone();
    let text = String::from_utf8(files["organisatie.toml"].clone()).unwrap();
    let text = text.replace("klein", "verderop").replace("Klein", "Verderop").replace("999990408", "999990019");
    files.insert("organisatie.toml".to_owned(), text.into_bytes());
    files.remove("voortgang.toml");
    // One product is only ours, so that its code leads nowhere next door.
    files.remove("producten/sleutel.md");
    files.remove("formulieren/verlies.toml");
    let text = String::from_utf8(files["producten/grofvuil.md"].clone()).unwrap();
    let text = text.replace(", \"sleutel\"", "").replace("(product:sleutel)", "(tel:140999)");
    files.insert("producten/grofvuil.md".to_owned(), text.into_bytes());
    // Their desk has another code, and does nothing for that product.
    let text = String::from_utf8(files["balies.toml"].clone()).unwrap();
    let own = "[[product]]\ncode = \"sleutel\"\nminuten = 15\ninloop = false\n";
    let text = text.replace("raadhuis", "elders").replace(own, "");
    files.insert("balies.toml".to_owned(), text.into_bytes());
    files
}

pub(crate) async fn inrichten(bench: &Bench, bestanden: &Bestanden) {
    let inrichting = lees(bestanden).unwrap_or_else(|fouten| panic!("{fouten:?}"));
    laad(&bench.db, &bench.ids, &bench.clock, &inrichting).await.unwrap();
}
