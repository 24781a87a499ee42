//! What anybody may make the program write or send without showing who they are: so much per visitor, and so much in all.
//!
//! Counted in memory: refusing costs the database nothing, and no visitor's address is kept. A restart begins anew, and each
//! node counts its own.

mod plaatsen;
mod tellers;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use kern::Moment;
use kern::organisaties::OrganisatieId;
use uuid::Uuid;

pub use plaatsen::{Plaats, Plaatsen};
pub(crate) use tellers::Tellers;

use super::upload::REQUEST_MB_MAX;

/// An IPv6 network (/48) may do as much as so many homes (/64) in it.
const HUIZEN: u64 = 8;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Soort {
    /// Forms that write nothing: a check before a next page.
    Formulieren,
    /// Applications begun.
    Aanvragen,
    /// Pages of an application saved.
    Stappen,
    /// Applications sent: each makes a zaak and a mail.
    Verzonden,
    /// Megabytes of files.
    Uploads,
    /// Appointments made.
    Afspraken,
    /// Appointments moved or cancelled: each makes a mail.
    Wijzigingen,
    /// Reports at the kiosk.
    Zuil,
    /// Questions to us, by somebody who is logged in.
    Vragen,
    /// Codes tried, of appointments and of applications that were kept.
    Codes,
    /// Passwords tried.
    Inloggen,
}

impl Soort {
    /// Every kind, with what it is called in the configuration.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Formulieren, "formulieren"),
        (Self::Aanvragen, "aanvragen"),
        (Self::Stappen, "stappen"),
        (Self::Verzonden, "verzonden"),
        (Self::Uploads, "uploads"),
        (Self::Afspraken, "afspraken"),
        (Self::Wijzigingen, "wijzigingen"),
        (Self::Zuil, "zuil"),
        (Self::Vragen, "vragen"),
        (Self::Codes, "codes"),
        (Self::Inloggen, "inloggen"),
    ];

    /// Whether what was refused for another reason made nothing, and is given back: a typing error costs nobody anything, and
    /// empty forms do not close the door for all.
    #[must_use]
    pub fn is_terug_te_geven(self) -> bool {
        match self {
            Self::Aanvragen | Self::Verzonden | Self::Afspraken | Self::Wijzigingen | Self::Zuil | Self::Vragen => true,
            Self::Formulieren | Self::Stappen | Self::Uploads | Self::Codes | Self::Inloggen => false,
        }
    }

    /// What it is called in the configuration.
    #[must_use]
    pub fn naam(self) -> &'static str {
        Self::ALL.into_iter().find(|(soort, _)| *soort == self).map_or("", |(_, naam)| naam)
    }

    /// What is counted by: files by the byte, so that a small one takes little.
    fn eenheid(self) -> i128 {
        if self == Self::Uploads { 1_000_000 } else { 1 }
    }
}

/// How much of something: all at once, and then spread over a day again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limiet {
    /// Per visitor: an IPv4 address, an IPv6 home (/64), or somebody who is logged in.
    pub bezoeker: u64,
    /// By all together who are not logged in.
    pub samen: u64,
}

/// The limit of every [`Soort`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limieten(BTreeMap<Soort, Limiet>);

impl Default for Limieten {
    /// Room for a library or a mobile network that shares one address, and for a town of 100,000 on its busiest day.
    fn default() -> Self {
        let limiet = |soort: Soort| match soort {
            Soort::Formulieren | Soort::Stappen => (1_000, 50_000),
            Soort::Aanvragen => (100, 5_000),
            Soort::Verzonden => (30, 3_000),
            Soort::Uploads => (300, 5_000),
            Soort::Afspraken => (30, 1_500),
            Soort::Wijzigingen => (30, 3_000),
            // What bounds it is the queue itself.
            Soort::Zuil => (1_500, 1_000_000),
            Soort::Vragen => (30, 3_000),
            Soort::Codes => (500, 100_000),
            // What holds up guessing is `inloggen::rem`; nobody may be able to close the door for all.
            Soort::Inloggen => (5_000, 1_000_000),
        };
        let each = Soort::ALL.into_iter().map(|(soort, _)| {
            let (bezoeker, samen) = limiet(soort);
            (soort, Limiet { bezoeker, samen })
        });
        Self(each.collect())
    }
}

impl Limieten {
    /// The limit of this.
    #[must_use]
    pub fn van(&self, soort: Soort) -> Limiet {
        self.0.get(&soort).copied().unwrap_or(Limiet { bezoeker: 1, samen: 1 })
    }

    /// The same, with another limit for this.
    #[must_use]
    pub fn met(mut self, soort: Soort, limiet: Limiet) -> Self {
        self.0.insert(soort, limiet);
        self
    }
}

impl FromStr for Limiet {
    type Err = ();

    /// `30/3000`: per visitor, and together.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (bezoeker, samen) = text.split_once('/').ok_or(())?;
        let number = |text: &str| text.trim().parse::<u64>().map_err(|_| ());
        let limiet = Self { bezoeker: number(bezoeker)?, samen: number(samen)? };
        if (1..=limiet.samen).contains(&limiet.bezoeker) && limiet.samen <= 1_000_000_000 {
            Ok(limiet)
        } else {
            Err(())
        }
    }
}

impl FromStr for Limieten {
    type Err = ();

    /// `afspraken 30/3000, uploads 300/20000`; what is not named stays as it is by itself.
    fn from_str(text: &str) -> Result<Self, ()> {
        let named = text.split(',').map(str::trim).filter(|one| !one.is_empty());
        named.into_iter().try_fold(Self::default(), |all, one| {
            let (soort, limiet) = one.split_once(' ').ok_or(())?;
            let (soort, _) = Soort::ALL.into_iter().find(|(_, name)| *name == soort).ok_or(())?;
            let limiet: Limiet = limiet.trim().parse()?;
            // One form with files must fit in it.
            let fits = soort != Soort::Uploads || limiet.bezoeker >= REQUEST_MB_MAX as u64;
            if fits { Ok(all.met(soort, limiet)) } else { Err(()) }
        })
    }
}

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wie {
    /// Nobody in particular, from this address.
    Adres(Option<IpAddr>),
    /// Somebody who is logged in.
    Persoon(Uuid),
}

/// A limit is reached: nothing was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bereikt {
    /// What of.
    pub soort: Soort,
    /// By all together; otherwise by this visitor.
    pub samen: bool,
    /// From when it can be done again.
    pub vanaf: Moment,
    /// How many seconds that is.
    pub wacht_s: u64,
    /// The first of its kind in a while: worth a line in the log.
    pub nieuw: bool,
}

/// Whose counter.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Teller {
    V4(u32),
    /// A /64, by its first half.
    Huis(u64),
    /// A /48.
    Netwerk(u64),
    Persoon(Uuid),
    Onbekend,
    /// All who visit this organisation.
    Allen(Option<OrganisatieId>),
}

impl Wie {
    /// The counter of this visitor alone.
    fn eigen(self) -> Teller {
        match self {
            Self::Persoon(wie) => Teller::Persoon(wie),
            Self::Adres(None) => Teller::Onbekend,
            Self::Adres(Some(IpAddr::V4(v4))) => Teller::V4(v4.to_bits()),
            Self::Adres(Some(IpAddr::V6(v6))) => Teller::Huis(first_half(v6)),
        }
    }

    /// All its counters, and how many times the limit of a visitor each may take; none is the limit of all together.
    fn tellers(self, van: Option<OrganisatieId>) -> Vec<(Teller, Option<u64>)> {
        let mut all = vec![(self.eigen(), Some(1))];
        if let Self::Adres(Some(IpAddr::V6(v6))) = self {
            all.push((Teller::Netwerk(first_half(v6) >> 16), Some(HUIZEN)));
        }
        if let Self::Adres(_) = self {
            all.push((Teller::Allen(van), None));
        }
        all
    }
}

fn first_half(v6: Ipv6Addr) -> u64 {
    u64::try_from(v6.to_bits() >> 64).unwrap_or(0)
}
