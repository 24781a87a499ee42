//! What lies outside the database: the store of files, and how messages leave the house.

use std::path::PathBuf;

use bestanden::Opslag;
use dienstverlening::berichten::verzenden::{Afzender, Postbode, Smtp};

use crate::Fout;
use crate::instellingen::Instellingen;

const BESTANDEN: &str = "bestanden";
const BINNEN: &str = "binnen";
const POST: &str = "post";

/// What lies outside the database, as this installation has it.
pub struct Buiten {
    /// The store of files.
    pub opslag: Opslag,
    /// Who takes messages out of the house.
    pub postbode: Postbode,
    /// How many of those that the program writes by itself go to one address in a day.
    pub mail_per_adres: u32,
}

impl Buiten {
    /// Opens it.
    ///
    /// # Errors
    /// When a folder cannot be made, S3 is not set up in the environment, or the address of the mail server is wrong.
    pub fn open(instellingen: &Instellingen) -> Result<Self, Fout> {
        let smtp = instellingen.smtp.as_deref().map(Smtp::new).transpose().map_err(|error| {
            let doe = "Schrijf het zoals in loket.voorbeeld.toml.";
            Fout::gebruik(format!("Het adres bij smtp klopt niet: {error}"), doe)
        })?;
        let postbode = Postbode::new(smtp, postmap(instellingen), Afzender(instellingen.afzender.clone()));
        Ok(Self { opslag: opslag(instellingen)?, postbode, mail_per_adres: instellingen.mail_per_adres })
    }
}

fn opslag(instellingen: &Instellingen) -> Result<Opslag, Fout> {
    let opened = match &instellingen.bestanden {
        Some(s3) => Opslag::s3(s3, &instellingen.data.join(BINNEN)),
        None => Opslag::map(&instellingen.data.join(BESTANDEN)),
    };
    let opslag = opened.map_err(|error| {
        let doe = "Kijk de sleutel bestanden na, en bij S3 de AWS_-variabelen; bij een map de rechten en de ruimte.";
        Fout::new(format!("De opslag van bestanden gaat niet open: {error}"), doe)
    })?;
    Ok(match &instellingen.clamd {
        Some(scanner) => opslag.met_scanner(scanner.clone()),
        None => opslag,
    })
}

/// The folder with what was not sent by mail, and what goes by post.
#[must_use]
pub fn postmap(instellingen: &Instellingen) -> PathBuf {
    instellingen.data.join(POST)
}
