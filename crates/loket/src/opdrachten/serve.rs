//! `loket serve`: the server, and what `demo` shares with it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use bestanden::Opslag;
use dienstverlening::VOLGERS;
use dienstverlening::afspraken::herinneren;
use dienstverlening::berichten::verzenden::Verzender;
use dienstverlening::contacten::concept;
use dienstverlening::formulieren::concept as aanvragen;
use dienstverlening::kennisbank::{Zoekdienst, zonder_resultaat};
use dienstverlening::zaken::{self, Berichtgevolg};
use kern::database::Patience;
use kern::organisaties::organisaties;
use kern::{Clock, Database, Ids, toestellen, volgers};
use koppelingen::Staat;
use portalen::{AppState, Portaalconfig};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::klokwacht::Klokwacht;
use super::{connect, open_migrated};
use crate::buiten::Buiten;
use crate::instellingen::Instellingen;
use crate::sleutel::Sleutel;
use crate::vegen::vegen;
use crate::{Fout, server, uitvoer, verankeren};

const CONNECT_TRIES: usize = 5;

pub(super) async fn perform(instellingen: &Instellingen) -> Result<ExitCode, Fout> {
    let db = open_migrated(instellingen).await?;
    let config = Portaalconfig {
        demo: false,
        veilige_cookies: instellingen.veilige_cookies,
        tweede_factor: instellingen.tweede_factor,
        demo_wachtwoord: None,
        identiteit: None,
        demopost: None,
        kaart: instellingen.kaart.clone().map(|tegels| (tegels, instellingen.kaart_bron.clone())),
        vertrouwde_proxys: instellingen.vertrouwde_proxys.clone(),
        limieten: instellingen.limieten.clone(),
    };
    let url = instellingen.url.clone();
    let anker = instellingen.sleutel()?.map(|sleutel| (sleutel, instellingen.ankers.clone()));
    let buiten = Buiten::open(instellingen)?;
    run(
        (db, &instellingen.database_url()),
        Clock::system(),
        config,
        (instellingen.adres, buiten),
        anker,
        move |adres| {
            uitvoer::regel(format_args!("Loket luistert op http://{adres} (voor bezoekers: {url})"));
        },
    )
    .await
}

/// Serves until somebody stops it. `ready` hears the address when requests are answered.
pub(super) async fn run(
    (opened, url): (Database, &str),
    clock: Clock,
    config: Portaalconfig,
    (adres, buiten): (SocketAddr, Buiten),
    anker: Option<(Sleutel, Option<PathBuf>)>,
    ready: impl FnOnce(SocketAddr),
) -> Result<ExitCode, Fout> {
    let stop = server::stop_signal().map_err(|e| Fout::new(e.to_string(), "Probeer het opnieuw."))?;
    let listener = TcpListener::bind(adres).await.map_err(|error| {
        let reden = match error.kind() {
            std::io::ErrorKind::AddrInUse => "er luistert al een programma".to_owned(),
            std::io::ErrorKind::PermissionDenied => "daar zijn hier geen rechten voor".to_owned(),
            std::io::ErrorKind::AddrNotAvailable => "deze machine heeft dat adres niet".to_owned(),
            _ => error.to_string(),
        };
        let doe = "Stop dat programma, of kies een ander adres of een andere poort (boven 1024).";
        Fout::new(format!("Kan niet luisteren: {reden}"), doe).waar(adres)
    })?;
    let adres = listener.local_addr().unwrap_or(adres);
    // Commands wait for a database that is busy; whoever asks for a page does not.
    opened.close().await;
    let db = connect_for_pages(url).await?;
    let zoekdienst = Zoekdienst::start(&db).await?;
    let mut followers = JoinSet::new();
    for volger in VOLGERS {
        followers.spawn(volgers::follow(db.clone(), clock.clone(), volger));
    }
    followers.spawn(Arc::clone(&zoekdienst).volg());
    followers.spawn(opruimen(db.clone(), clock.clone(), buiten.opslag.clone()));
    let ids = Ids::system(clock.clone())?;
    followers.spawn(op_tijd(db.clone(), clock.clone(), ids.clone()));
    followers.spawn(herrekenen(db.clone(), clock.clone(), ids.clone()));
    followers.spawn(ruimte(buiten.opslag.clone()));
    if let Some((sleutel, bestand)) = anker {
        followers.spawn(verankeren::volg(db.clone(), clock.clone(), sleutel, bestand));
    }
    let verzender = Verzender::new(db.clone(), clock.clone(), ids.clone(), buiten.postbode, Arc::new(Berichtgevolg));
    followers.spawn(verzender.per_adres(buiten.mail_per_adres).volg());
    let app = AppState::new(db.clone(), clock, ids, zoekdienst, config).met_opslag(buiten.opslag);
    followers.spawn(meldingen(app.clone()));
    let log = app.clone();
    let proxys = app.config.vertrouwde_proxys.clone();
    let api = Staat { db: app.db.clone(), clock: app.clock.clone(), ids: app.ids.clone() };
    let api = koppelingen::router(api, app.config.veilige_cookies);
    let router = Router::new().nest("/api", api).fallback_service(portalen::router(app));
    ready(adres);
    let in_time = server::serve(listener, router, &proxys, stop).await;
    // A follower that is cut off takes its batch again next time: its effect and its cursor are one commit.
    followers.shutdown().await;
    write_log(&log).await;
    db.close().await;
    if !in_time {
        tracing::warn!("some requests were cut off: they took longer than ten seconds");
    }
    uitvoer::regel("Gestopt.");
    Ok(ExitCode::SUCCESS)
}

/// A server that is slow to answer just now is no reason not to start: tried a few times.
async fn connect_for_pages(url: &str) -> Result<Database, Fout> {
    for _ in 0..CONNECT_TRIES {
        if let Ok(db) = connect(url, Patience::PAGE).await {
            return Ok(db);
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
    connect(url, Patience::PAGE).await
}

/// Removes what may be about somebody and is not needed any more, at the start and then every hour.
async fn opruimen(db: Database, clock: Clock, opslag: Opslag) {
    let mut hours = tokio::time::interval(std::time::Duration::from_secs(3_600));
    let (begin, mut wacht) = (Instant::now(), Klokwacht::default());
    loop {
        hours.tick().await;
        if !wacht.loopt_gelijk(clock.now(), begin.elapsed()) {
            continue;
        }
        let done = async {
            concept::opruimen(&db, clock.now()).await?;
            aanvragen::opruimen(&db, clock.now()).await?;
            toestellen::opruimen(&db, clock.now()).await?;
            herinneren::vergeet_codes(&db, clock.now()).await?;
            zonder_resultaat::opruimen(&db, clock.now()).await
        };
        if let Err(error) = done.await {
            tracing::warn!(%error, "what is old could not be removed; tried again in an hour");
        }
        // Last: what the drafts that just went had is looked at within a day.
        if let Err(error) = vegen(&db, &opslag, clock.now()).await {
            tracing::warn!(%error, "files that nothing wants could not be removed; tried again in an hour");
        }
    }
}

/// Says each minute that the disk gets full, for as long as it is.
async fn ruimte(opslag: Opslag) {
    let mut minutes = tokio::time::interval(std::time::Duration::from_secs(60));
    loop {
        minutes.tick().await;
        match opslag.vrije_bytes() {
            Ok(free) if free < bestanden::WAARSCHUWEN_BYTES => {
                tracing::warn!(free_mb = free / 1_000_000, "the disk gets full: files stop first, then everything");
            }
            _ => {}
        }
    }
}

/// Writes each minute what the log of security counted.
async fn meldingen(app: AppState) {
    let mut minutes = tokio::time::interval(std::time::Duration::from_secs(60));
    loop {
        minutes.tick().await;
        write_log(&app).await;
    }
}

async fn write_log(app: &AppState) {
    if let Err(error) = app.meldingen.schrijf(&app.db, &app.ids, app.clock.now()).await {
        tracing::warn!(%error, "the log of security could not be written; tried again in a minute");
    }
}

/// Terms that come out otherwise than they are written, by a day that was put on a par with a holiday or a newer Loket: at the start and once
/// a day, beside everything else.
async fn herrekenen(db: Database, clock: Clock, ids: Ids) {
    let mut minutes = tokio::time::interval(std::time::Duration::from_secs(60));
    let mut done = None;
    loop {
        minutes.tick().await;
        let nu = clock.now();
        if done == Some(nu.date()) {
            continue;
        }
        let all = async {
            for organisatie in organisaties(&db).await? {
                let count = zaken::herrekenen(&db, &ids, organisatie.id, nu).await?;
                if count > 0 {
                    tracing::info!(organisatie = %organisatie.code, count, "cases got other dates");
                }
            }
            Ok::<(), kern::Error>(())
        };
        match all.await {
            Ok(()) => done = Some(nu.date()),
            Err(error) => tracing::warn!(%error, "terms could not be computed anew; tried again in a minute"),
        }
    }
}

/// What time itself does, each minute: reminders of appointments, who did not come, and terms that run again because the
/// applicant let the given time pass. Several nodes do so side by side: each thing happens once.
async fn op_tijd(db: Database, clock: Clock, ids: Ids) {
    let mut minutes = tokio::time::interval(std::time::Duration::from_secs(60));
    let (begin, mut wacht) = (Instant::now(), Klokwacht::default());
    loop {
        minutes.tick().await;
        if !wacht.loopt_gelijk(clock.now(), begin.elapsed()) {
            continue;
        }
        // First what gives places back; what goes wrong in one holds up no other.
        let freed = herinneren::vrijgeven(&db, &ids, clock.now()).await.map(drop);
        let reminded = herinneren::herinner(&db, &ids, clock.now()).await.map(drop);
        let missed = herinneren::niet_gekomen(&db, &ids, clock.now()).await.map(drop);
        let lapsed = async {
            for organisatie in organisaties(&db).await? {
                zaken::verlopen(&db, &ids, organisatie.id, clock.now()).await?;
            }
            Ok::<(), kern::Error>(())
        };
        for error in [freed, reminded, missed, lapsed.await].into_iter().filter_map(Result::err) {
            tracing::warn!(%error, "what was due by the clock was not all done; tried again in a minute");
        }
    }
}
