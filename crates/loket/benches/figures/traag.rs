//! What others notice of clients that hang on.

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};
use bediening::Sessie;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::verdeling::p99;
use crate::{Huis, Tabel};

const SLOW_CLIENTS: usize = 2_000;
const SLOW_ROUNDS: usize = 100;

/// Others open pages while two thousand clients hang on: half of them send their headers, half the files of a form, a byte at a
/// time, and come back as soon as they are cut off.
pub(crate) fn measure_slow_clients(binary: &Path, tabel: &mut Tabel) -> Result<()> {
    let huis = Huis::nieuw(tabel.engine, "0.01", None)?;
    huis.fill(binary)?;
    let program = huis.start(binary)?;
    let adres = huis.adres;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    for n in 0..SLOW_CLIENTS {
        runtime.spawn(hang_on(adres, n % 2 == 0));
    }
    // Past the first time that they are cut off.
    std::thread::sleep(Duration::from_secs(15));
    let mut times = Vec::new();
    for _ in 0..SLOW_ROUNDS {
        for page in ["/", "/producten/parkeervergunning", "/afspraak", "/inloggen"] {
            let begun = Instant::now();
            let answer = Sessie::new(adres).get(page).map_err(|error| anyhow!(error))?;
            if answer.status != 200 {
                bail!("{page}: status {}", answer.status);
            }
            times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    runtime.shutdown_background();
    tabel.add("a page for others while 2,000 slow clients hang on, p99", p99(&times), "ms", 100.0);
    program.stop().map_err(|error| anyhow!(error))
}

async fn hang_on(adres: SocketAddr, headers: bool) {
    const FORM: &str = "POST /aanvraag/00000000-0000-0000-0000-000000000000/stap/plek HTTP/1.1\r\nhost: x\r\n\
                        content-type: multipart/form-data; boundary=x\r\ncontent-length: 1000000\r\n\r\n-";
    loop {
        let begin = if headers { "GET / HTTP/1.1\r\nx: " } else { FORM };
        if let Ok(mut stream) = TcpStream::connect(adres).await
            && stream.write_all(begin.as_bytes()).await.is_ok()
        {
            while stream.write_all(b"x").await.is_ok() {
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
