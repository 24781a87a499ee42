//! A mail server over SMTP.

use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::Uitslag;
use crate::berichten::Reden;

/// A server that takes longer is away; an attempt as a whole stays within its claim.
const BINNEN: Duration = Duration::from_secs(20);
const GEHEEL: Duration = Duration::from_secs(120);
/// Answers that say that this message will never be taken: no such mailbox, not there, too large, not so named, no such
/// parameter, refused. Any other refusal (log in first, not here, command unknown) is about us.
const NOOIT: [u16; 7] = [501, 550, 551, 552, 553, 554, 555];
const GEEN_POSTVAK: [u16; 3] = [501, 550, 553];

/// A mail server.
#[derive(Clone)]
pub struct Smtp(AsyncSmtpTransport<Tokio1Executor>);

impl Smtp {
    /// `smtps://naam:wachtwoord@host:465`, or `smtp://host:25` with `?tls=required` or `?tls=opportunistic`.
    ///
    /// # Errors
    /// What is wrong with the address; also a password that would go over a line that others can read.
    pub fn new(url: &str) -> Result<Self, String> {
        let password = url
            .split_once("://")
            .is_some_and(|(_, rest)| rest.split(['/', '?']).next().unwrap_or_default().contains('@'));
        if password && !url.starts_with("smtps://") && !url.contains("tls=required") {
            return Err("a name and password only go over smtps:// or with ?tls=required".to_owned());
        }
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| error.to_string())?;
        Ok(Self(builder.timeout(Some(BINNEN)).build()))
    }

    pub(super) async fn verstuur(&self, brief: Message) -> Uitslag {
        match tokio::time::timeout(GEHEEL, self.0.send(brief)).await {
            Ok(Ok(_)) => Uitslag::Verstuurd,
            Ok(Err(error)) => uitslag(&error),
            Err(_) => Uitslag::Weg("no answer in time".to_owned()),
        }
    }
}

fn uitslag(error: &Error) -> Uitslag {
    let code = error.status().map(u16::from);
    match code {
        Some(code) if GEEN_POSTVAK.contains(&code) => Uitslag::Nooit(Reden::AdresOnjuist),
        Some(code) if NOOIT.contains(&code) => Uitslag::Nooit(Reden::Geweigerd),
        // 421: the server is closing down; 450 to 452 are about this message.
        Some(code @ 450..=459) => Uitslag::Later(format!("answer {code}")),
        Some(code) => Uitslag::Weg(format!("answer {code}")),
        None => Uitslag::Weg(if error.is_timeout() { "no answer in time" } else { "no connection" }.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::Smtp;

    #[test]
    fn a_password_never_goes_over_a_line_without_tls() {
        for safe in [
            "smtp://mail:25",
            "smtp://mail:587?tls=required",
            "smtps://a:b@mail:465",
            "smtp://a:b@mail:587?tls=required",
        ] {
            assert!(Smtp::new(safe).is_ok(), "{safe}");
        }
        for open in ["smtp://a:b@mail:25", "smtp://a:b@mail:587?tls=opportunistic", "smtp://a@mail"] {
            assert!(Smtp::new(open).is_err(), "{open}");
        }
    }
}
