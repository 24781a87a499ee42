//! The server: limits before the router, and a stop that finishes what is under way.

use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use portalen::Netwerk;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

struct Proef {
    adres: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<bool>,
}

impl Proef {
    async fn nieuw() -> Self {
        Self::achter(Netwerk::EIGEN.to_vec()).await
    }

    async fn achter(proxys: Vec<Netwerk>) -> Self {
        let slow = get(|| async {
            tokio::time::sleep(Duration::from_millis(400)).await;
            "klaar"
        });
        let router = Router::new().route("/traag", slow).route("/", get(|| async { "hier" }));
        let router = router.route("/alles", post(|body: axum::body::Bytes| async move { body.len().to_string() }));
        let router = router.route("/veel", get(|| async { vec![b'x'; 64_000_000] }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let adres = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(async move {
            loket::server::serve(listener, router, &proxys, async { drop(stopped.await) }).await
        });
        Self { adres, stop, server }
    }

    async fn send(&self, head: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.adres).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        stream
    }
}

async fn answer(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    // A refused request may be cut off after its answer.
    let _ = stream.read_to_string(&mut answer).await;
    answer
}

fn run(test: impl Future<Output = ()>) {
    kern::testhulp::block_on(test);
}

#[test]
fn too_many_or_too_large_headers_are_refused() {
    run(async {
        let proef = Proef::nieuw().await;
        let many: String = (0..100).map(|n| format!("x-{n}: 1\r\n")).collect();
        let large = format!("x: {}\r\n", "a".repeat(64 * 1024));
        for headers in [many, large] {
            let stream = proef.send(&format!("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}\r\n")).await;
            assert!(answer(stream).await.starts_with("HTTP/1.1 431"));
        }
        let stream = proef.send("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
        assert!(answer(stream).await.ends_with("hier"));
    });
}

#[test]
fn a_stop_finishes_the_request_that_is_under_way_and_takes_no_other() {
    run(async {
        let proef = Proef::nieuw().await;
        let under_way = proef.send("GET /traag HTTP/1.1\r\nhost: x\r\n\r\n").await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        proef.stop.send(()).unwrap();
        assert!(answer(under_way).await.ends_with("klaar"));
        assert!(proef.server.await.unwrap(), "all ended in time");
        assert!(TcpStream::connect(proef.adres).await.is_err());
    });
}

#[test]
fn a_body_that_hardly_comes_is_cut_off_and_one_that_comes_is_read_however_long_it_takes() {
    run(async {
        let proef = Proef::nieuw().await;
        let head = "POST /alles HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 40000\r\n\r\n";
        let mut slow = proef.send(head).await;
        let mut steady = proef.send(head).await;
        let begun = std::time::Instant::now();
        let cut = async {
            while begun.elapsed() < Duration::from_secs(90) && slow.write_all(b"x").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
            begun.elapsed()
        };
        let read = async {
            for _ in 0..10 {
                tokio::time::sleep(Duration::from_millis(1_500)).await;
                steady.write_all(&[b'x'; 4_000]).await.unwrap();
            }
            answer(steady).await
        };
        let (cut, read) = tokio::join!(cut, read);
        assert!(cut < Duration::from_secs(50), "{cut:?}");
        assert!(read.ends_with("40000"), "15 seconds, 4 kB each: {read}");
    });
}

#[test]
fn who_does_not_take_an_answer_loses_it() {
    run(async {
        let proef = Proef::nieuw().await;
        let mut stream = proef.send("GET /veel HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
        let mut first = [0; 100];
        stream.read_exact(&mut first).await.unwrap();
        tokio::time::sleep(Duration::from_secs(25)).await;
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest).await;
        assert!(rest.len() < 64_000_000, "cut off while it was not taken");
        let whole = proef.send("GET /veel HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
        assert!(answer(whole).await.len() > 64_000_000);
    });
}

#[test]
fn one_address_takes_so_many_places_and_no_more() {
    run(async {
        let proef = Proef::achter(Vec::new()).await;
        let mut held = Vec::new();
        for _ in 0..255 {
            held.push(proef.send("GET / HTTP/1.1\r\nhost: x\r\n").await);
        }
        let last = proef.send("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
        assert!(answer(last).await.ends_with("hier"));
        tokio::time::sleep(Duration::from_millis(200)).await;
        held.push(proef.send("GET / HTTP/1.1\r\nhost: x\r\n").await);
        let refused = proef.send("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
        assert_eq!(answer(refused).await, "");
        drop(held);
        for _ in 0..50 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let again = proef.send("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
            if answer(again).await.ends_with("hier") {
                return;
            }
        }
        panic!("the places did not come back");
    });
}
