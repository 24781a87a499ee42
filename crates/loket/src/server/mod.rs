//! Answers HTTP: accepts connections, limits what a client can make long or many, and stops without losing a request.
//!
//! Limits on what is in a body and on the time of a request are the router's; what comes before the router, and how slow a
//! client may be, is limited here.

mod geduld;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use portalen::{Netwerk, Plaatsen, Wie};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::Service;

use geduld::{Inkomend, Uitgaand};

/// Bounds memory and file handles; more wait in the system's queue.
const CONNECTIONS_MAX: usize = 4_096;
/// Of these one address (of IPv6 one home) takes so many; a web server of ours takes what it needs.
const CONNECTIONS_EACH: usize = 256;
/// File handles besides connections: database, files, mail.
const OTHER_HANDLES: u64 = 1_024;
/// A client that sends its headers slower than this is cut off (slowloris).
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
const HEADERS_MAX: usize = 64;
/// The request line and headers together.
const HEAD_BYTES_MAX: usize = 32 * 1024;
/// How long requests that are under way may take when the server stops.
const STOP_WITHIN: Duration = Duration::from_secs(10);
/// When the system has no file handles left, trying again at once would only burn time.
const AFTER_REFUSAL: Duration = Duration::from_millis(200);

/// Serves until `stop` completes; then finishes what is under way, and gives whether all of it ended in time. `proxys` are the
/// web servers of ours through which everybody comes.
pub async fn serve(listener: TcpListener, router: Router, proxys: &[Netwerk], stop: impl Future<Output = ()>) -> bool {
    let places = Arc::new(Semaphore::new(room_for_connections()));
    let each = Arc::new(Plaatsen::new(CONNECTIONS_EACH));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accept = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            biased;
            () = &mut stop => break,
            accepted = accept => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let adres = peer.ip().to_canonical();
                let own = match proxys.iter().any(|proxy| proxy.bevat(adres)) {
                    true => None,
                    false => match each.neem(Wie::Adres(Some(adres))) {
                        Some(own) => Some(own),
                        // They have more than anybody needs: this one is closed at once.
                        None => continue,
                    },
                };
                let connection = connection(stream, peer, router.clone(), &graceful);
                tokio::spawn(async move {
                    connection.await;
                    drop((place, own));
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(AFTER_REFUSAL).await;
            }
        }
    }
    drop(listener);
    tokio::time::timeout(STOP_WITHIN, graceful.shutdown()).await.is_ok()
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + use<> {
    // An answer is one write: waiting to fill a packet only adds to the time that somebody waits.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Inkomend::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_headers(HEADERS_MAX)
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(Uitgaand::new(stream)), service);
    let connection = graceful.watch(connection);
    async move {
        // A client that goes away or sends garbage has been answered by hyper; there is nothing to report.
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}

/// How many connections there is room for; raises the limit on file handles when the system allows it: a shell gives 1,024.
fn room_for_connections() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let wanted = CONNECTIONS_MAX as u64 + OTHER_HANDLES;
    let current = Some(limit.maximum.map_or(wanted, |maximum| maximum.min(wanted)));
    if limit.current.is_some_and(|current| current < wanted)
        && let Err(error) = setrlimit(Resource::Nofile, Rlimit { current, ..limit })
    {
        tracing::warn!(%error, "the limit on file handles stays as it is");
    }
    let handles = getrlimit(Resource::Nofile).current.unwrap_or(wanted);
    if handles < wanted {
        tracing::warn!(handles, wanted, "fewer connections are taken than asked for: raise the limit on file handles");
    }
    let spare = handles.saturating_sub(OTHER_HANDLES).max(handles / 2);
    usize::try_from(spare).unwrap_or(CONNECTIONS_MAX).clamp(1, CONNECTIONS_MAX)
}

/// Completes on Ctrl-C and on SIGTERM.
///
/// # Errors
/// When the system does not let the program listen to signals.
pub fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
