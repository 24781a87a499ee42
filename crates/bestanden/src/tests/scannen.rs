//! With a scanner: a stand-in for clamd on this machine.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::{Kast, block_on};
use crate::{Geweigerd, Opslag, Scanner};

const PDF: &[u8] = b"%PDF-1.7\nbrief";
const VIRUS: &[u8] = b"%PDF-1.7\nvirus";

/// Takes in one file the way clamd does; gives where it listens.
async fn clamd(answer: impl Fn(&[u8]) -> &'static [u8] + Send + 'static) -> Scanner {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut command = [0; 10];
            stream.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut whole = Vec::new();
            loop {
                let length = stream.read_u32().await.unwrap() as usize;
                if length == 0 {
                    break;
                }
                let mut piece = vec![0; length];
                stream.read_exact(&mut piece).await.unwrap();
                whole.extend(piece);
            }
            stream.write_all(answer(&whole)).await.unwrap();
        }
    });
    Scanner::parse(&format!("tcp://{place}")).unwrap()
}

fn with(kast: &Kast, scanner: Scanner) -> Opslag {
    kast.opslag.clone().met_scanner(scanner)
}

#[test]
fn what_the_scanner_finds_is_refused_by_its_name() {
    block_on(async {
        let mut kast = Kast::nieuw();
        let scanner =
            clamd(|seen| if seen.ends_with(b"virus") { b"stream: Loket.Test FOUND\0" } else { b"stream: OK\0" }).await;
        kast.opslag = with(&kast, scanner);
        assert!(kast.bewaar("brief.pdf", PDF).await.is_ok());
        let refused = kast.bewaar("virus.pdf", VIRUS).await;
        assert!(matches!(&refused, Err(Geweigerd::Besmet { naam }) if naam == "Loket.Test"), "{refused:?}");
        assert_eq!(kast.bestanden().len(), 1);
    });
}

#[test]
fn without_its_scanner_nothing_is_kept_and_it_may_be_tried_again() {
    block_on(async {
        let mut kast = Kast::nieuw();
        let away = Scanner::parse("tcp://127.0.0.1:1").unwrap();
        let confused = clamd(|_| b"INSTREAM size limit exceeded. ERROR\0").await;
        for scanner in [away, confused, Scanner::parse("unix:/nergens/clamd.ctl").unwrap()] {
            kast.opslag = with(&kast, scanner);
            let refused = kast.bewaar("brief.pdf", PDF).await;
            assert!(matches!(&refused, Err(reason) if reason.gaat_over()), "{refused:?}");
        }
        assert!(kast.bestanden().is_empty());
    });
}

#[test]
fn the_place_of_a_scanner_is_read_or_refused() {
    for wrong in ["", "clamd", "unix:clamd.ctl", "tcp://clamd", "tcp://:3310", "tcp://clamd:port"] {
        assert_eq!(Scanner::parse(wrong), None, "{wrong}");
    }
}
