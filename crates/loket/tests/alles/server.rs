//! The server: limits before the router, and a stop that finishes what is under way.

use std::time::Duration;

use axum::Router;
use axum::routing::get;
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
        let slow = get(|| async {
            tokio::time::sleep(Duration::from_millis(400)).await;
            "klaar"
        });
        let router = Router::new().route("/traag", slow).route("/", get(|| async { "hier" }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let adres = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(loket::server::serve(listener, router, async { drop(stopped.await) }));
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
