//! Who takes a message out of the house.

use std::path::PathBuf;

use kern::organisaties::Organisatie;

use super::brief::{Afzender, brief};
use super::postmap;
use super::smtp::Smtp;
use crate::berichten::{Bericht, Kanaal, Reden};

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uitslag {
    /// It left.
    Verstuurd,
    /// The receiver puts it off; why, in words without personal data.
    Later(String),
    /// The mail server is away, or refuses us altogether: every message waits.
    Weg(String),
    /// It cannot be delivered.
    Nooit(Reden),
    /// On paper: it may have been printed.
    Onzeker,
}

/// Takes mail to a mail server, or to a folder when there is none; paper always goes to a folder, for the printer.
#[derive(Clone)]
pub struct Postbode {
    smtp: Option<Smtp>,
    /// For `.eml` files, and `papier/` in it for what goes by post.
    map: PathBuf,
    afzender: Afzender,
}

impl Postbode {
    /// Over this mail server; without one to the folder.
    #[must_use]
    pub fn new(smtp: Option<Smtp>, map: PathBuf, afzender: Afzender) -> Self {
        Self { smtp, map, afzender }
    }

    /// Tries once.
    pub async fn bezorg(&self, organisatie: &Organisatie, bericht: &Bericht) -> Uitslag {
        if bericht.kanaal == Kanaal::Post {
            return match postmap::op_papier(&self.map, bericht).await {
                Ok(()) => Uitslag::Verstuurd,
                Err(error) => {
                    tracing::error!(%error, bericht = %bericht.id, "a letter may not have been printed");
                    Uitslag::Onzeker
                }
            };
        }
        let Ok(brief) = brief(&self.afzender, organisatie, bericht) else { return Uitslag::Nooit(Reden::AdresOnjuist) };
        match &self.smtp {
            Some(smtp) => smtp.verstuur(brief).await,
            None => match postmap::bewaar(&self.map, bericht, &brief.formatted()).await {
                Ok(()) => Uitslag::Verstuurd,
                Err(error) => {
                    tracing::error!(%error, "the folder of mail does not take messages");
                    Uitslag::Weg(error.to_string())
                }
            },
        }
    }
}
