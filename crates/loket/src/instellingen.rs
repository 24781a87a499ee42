//! The configuration: one TOML file, environment variables over it.
//!
//! Read key by key instead of through serde's derive, so that file and environment share one list of keys and one set
//! of sentences: which key, what was found, what is allowed. All that is wrong is said at once.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use bestanden::Scanner;
use dienstverlening::berichten::verzenden::{PER_ADRES, Smtp};
use portalen::{Limieten, Netwerk, Tegelbron};
use registers::klantinteracties::Emailadres;
use toml::de::{DeTable, DeValue};

use crate::Fout;
use crate::backup::Ontvanger;
use crate::sleutel::{OpenbareSleutel, Sleutel};

/// The file that is read when it is there and none was named.
pub const BESTAND: &str = "loket.toml";
/// The environment variable that names the file.
pub const BESTAND_VARIABELE: &str = "LOKET_CONFIG";
const VOORVOEGSEL: &str = "LOKET_";
/// Variables of the build and the tests that may stand in the same environment.
const ANDERE: [&str; 3] = [BESTAND_VARIABELE, "LOKET_BINARY", "LOKET_ENGINE"];
const ANDERE_VOORVOEGSELS: [&str; 2] = ["LOKET_TEST_", "LOKET_BENCH_"];

/// The keys, with what is allowed as it is said to whoever wrote something else.
const SLEUTELS: [(&str, &str); 20] = [
    ("data", "het pad van een map"),
    ("database", "\"sqlite\" (een bestand in de datamap) of een adres dat begint met postgres://"),
    ("adres", "een IP-adres met een poort, zoals 127.0.0.1:8080 of [::1]:8080"),
    ("url", "het adres dat bezoekers gebruiken, zonder pad, zoals https://loket.example.nl"),
    (
        "vertrouwde_proxys",
        "een lijst van IP-adressen of netwerken, zoals [\"10.0.0.7\", \"10.1.0.0/16\"] (in de omgeving met komma's)",
    ),
    (
        "limieten",
        "een lijst als [\"afspraken 30/1500\", \"uploads 300/20000\"] (in de omgeving met komma's): per bezoeker en samen per dag, \
         voor formulieren, aanvragen, stappen, verzonden, uploads (in MB, per bezoeker minstens 60), afspraken, wijzigingen, zuil, \
         vragen, codes of inloggen",
    ),
    ("mail_per_adres", "een aantal van 1 tot 1000"),
    ("veilige_cookies", "true of false"),
    ("tweede_factor", "true of false"),
    (
        "smtp",
        "het adres van een mailserver, smtp://host:25?tls=required of smtps://naam:wachtwoord@host (een wachtwoord alleen met smtps of tls=required), of \"\" voor geen",
    ),
    ("afzender", "een e-mailadres, zoals noreply@gemeente.example.nl"),
    ("bestanden", "\"\" (een map in de datamap) of s3://emmer of s3://emmer/map"),
    ("clamd", "unix:/pad/naar/clamd.ctl of tcp://host:3310, of \"\" voor geen"),
    (
        "kaart",
        "het adres van een tegelserver met {z}, {x} en {y} erin, zoals https://tegels.example.nl/{z}/{x}/{y}.png, of \"\" voor geen",
    ),
    ("kaart_bron", "de bronvermelding die bij de kaart hoort, in een regel"),
    ("sleutel", "het pad van een bestand dat `loket sleutel` maakt, of \"\" voor geen"),
    ("oude_sleutels", "een lijst van openbare sleutels, zoals `loket sleutel` ze toont (in de omgeving met komma's)"),
    ("ankers", "het pad van een bestand, liefst op een andere machine, of \"\" voor geen"),
    ("backup_ontvangers", "een lijst van ontvangers van age, zoals [\"age1…\"] (in de omgeving met komma's)"),
    ("log", "error, warn, info, debug of trace, ook per onderdeel: \"info,sqlx=warn\""),
];

/// How this installation is set up.
#[derive(Clone, PartialEq, Eq)]
pub struct Instellingen {
    /// The folder for everything that is kept.
    pub data: PathBuf,
    /// A PostgreSQL address; none is SQLite in the data folder.
    pub database: Option<String>,
    /// Where the server listens.
    pub adres: SocketAddr,
    /// The address that visitors use.
    pub url: String,
    /// The web servers before this one that are believed about who asks.
    pub vertrouwde_proxys: Vec<Netwerk>,
    /// How much may be written and sent by who shows not who they are.
    pub limieten: Limieten,
    /// How many mails that the program writes by itself go to one address in a day.
    pub mail_per_adres: u32,
    /// Whether cookies travel over https only.
    pub veilige_cookies: bool,
    /// Whether staff log in with a second factor.
    pub tweede_factor: bool,
    /// The mail server; none: mail lies in a folder of the data folder.
    pub smtp: Option<String>,
    /// The address that mail comes from; none: each organisation's own.
    pub afzender: Option<String>,
    /// The S3 store of files; none: a folder of the data folder.
    pub bestanden: Option<String>,
    /// The virus scanner; none: files are not scanned.
    pub clamd: Option<Scanner>,
    /// Where the tiles of maps come from; none: a place is only described.
    pub kaart: Option<Tegelbron>,
    /// What has to stand with a map about where it comes from.
    pub kaart_bron: String,
    /// The file with the key that signs the journal and backups; none: they are not signed.
    pub sleutel: Option<PathBuf>,
    /// What checks what earlier keys of this installation signed.
    pub oude_sleutels: Vec<OpenbareSleutel>,
    /// The file where signed ends of the journal are kept outside.
    pub ankers: Option<PathBuf>,
    /// Who can open backups; none: they are not closed.
    pub backup_ontvangers: Vec<Ontvanger>,
    /// What goes to the log.
    pub log: String,
}

impl Default for Instellingen {
    fn default() -> Self {
        Self {
            data: PathBuf::from("loket-data"),
            database: None,
            adres: SocketAddr::from(([127, 0, 0, 1], 8080)),
            url: "http://127.0.0.1:8080".to_owned(),
            vertrouwde_proxys: Netwerk::EIGEN.to_vec(),
            limieten: Limieten::default(),
            mail_per_adres: PER_ADRES,
            veilige_cookies: true,
            tweede_factor: true,
            smtp: None,
            afzender: None,
            bestanden: None,
            clamd: None,
            kaart: None,
            kaart_bron: String::new(),
            sleutel: None,
            oude_sleutels: Vec::new(),
            ankers: None,
            backup_ontvangers: Vec::new(),
            log: "info".to_owned(),
        }
    }
}

/// Leaves the passwords of the database and the mail server out.
impl fmt::Debug for Instellingen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instellingen")
            .field("data", &self.data)
            .field("database", &self.database_zonder_wachtwoord())
            .field("adres", &self.adres)
            .field("url", &self.url)
            .field("vertrouwde_proxys", &self.vertrouwde_proxys)
            .field("limieten", &self.limieten)
            .field("mail_per_adres", &self.mail_per_adres)
            .field("veilige_cookies", &self.veilige_cookies)
            .field("tweede_factor", &self.tweede_factor)
            .field("smtp", &self.smtp.as_deref().map(zonder_wachtwoord))
            .field("afzender", &self.afzender)
            .field("bestanden", &self.bestanden)
            .field("clamd", &self.clamd)
            .field("kaart", &self.kaart)
            .field("kaart_bron", &self.kaart_bron)
            .field("sleutel", &self.sleutel)
            .field("oude_sleutels", &self.oude_sleutels)
            .field("ankers", &self.ankers)
            .field("backup_ontvangers", &self.backup_ontvangers)
            .field("log", &self.log)
            .finish()
    }
}

/// A value as it was found: text from the environment, or a value of TOML.
enum Gevonden<'a> {
    Tekst(&'a str),
    Toml(&'a DeValue<'a>),
}

impl Gevonden<'_> {
    fn tekst(&self) -> Option<&str> {
        match self {
            Self::Tekst(text) => Some(text),
            Self::Toml(DeValue::String(text)) => Some(text),
            Self::Toml(_) => None,
        }
    }

    /// A list of texts; in the environment with commas between.
    fn teksten(&self) -> Option<Vec<&str>> {
        match self {
            Self::Tekst(text) => Some(text.split(',').map(str::trim).filter(|one| !one.is_empty()).collect()),
            Self::Toml(DeValue::Array(all)) => all.iter().map(|one| one.get_ref().as_str()).collect(),
            Self::Toml(_) => None,
        }
    }

    fn aantal(&self) -> Option<u32> {
        match self {
            Self::Tekst(text) => text.trim().parse().ok(),
            Self::Toml(DeValue::Integer(value)) => value.as_str().parse().ok(),
            Self::Toml(_) => None,
        }
    }

    fn ja_nee(&self) -> Option<bool> {
        match self {
            Self::Tekst("true") | Self::Toml(DeValue::Boolean(true)) => Some(true),
            Self::Tekst("false") | Self::Toml(DeValue::Boolean(false)) => Some(false),
            _ => None,
        }
    }
}

impl fmt::Display for Gevonden<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tekst(text) => write!(f, "{text:?}"),
            Self::Toml(DeValue::String(text)) => write!(f, "{text:?}"),
            Self::Toml(DeValue::Boolean(value)) => write!(f, "{value}"),
            Self::Toml(DeValue::Integer(value)) => write!(f, "{value}"),
            Self::Toml(DeValue::Float(value)) => write!(f, "{value}"),
            Self::Toml(DeValue::Datetime(value)) => write!(f, "{value}"),
            Self::Toml(DeValue::Array(_)) => f.write_str("een lijst"),
            Self::Toml(DeValue::Table(_)) => f.write_str("een tabel"),
        }
    }
}

impl Instellingen {
    /// Reads the file (`bestand`, else `LOKET_CONFIG`, else ./loket.toml if it is there) and the environment over it.
    ///
    /// # Errors
    /// Every key that is unknown or wrong, each with where it stands, what was found and what is allowed.
    pub fn load(bestand: Option<&Path>, omgeving: &BTreeMap<String, String>) -> Result<Self, Fout> {
        let genoemd = bestand.map(Path::to_owned).or_else(|| omgeving.get(BESTAND_VARIABELE).map(PathBuf::from));
        let pad = genoemd.clone().unwrap_or_else(|| PathBuf::from(BESTAND));
        let text = match std::fs::read_to_string(&pad) {
            Ok(text) => text,
            Err(error) if genoemd.is_none() && error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                return Err(Fout { gebruik: true, ..Fout::bestand("Kan de configuratie niet lezen", &pad, &error) });
            }
        };
        Self::parse(&text, &pad.display().to_string(), omgeving)
    }

    /// Reads the text of a file, and the environment over it.
    ///
    /// # Errors
    /// As [`Instellingen::load`].
    pub fn parse(text: &str, pad: &str, omgeving: &BTreeMap<String, String>) -> Result<Self, Fout> {
        let mut instellingen = Self::default();
        let mut fouten = Vec::new();
        match DeTable::parse(text) {
            Ok(table) => {
                for (key, value) in table.get_ref() {
                    let waar = format!("{pad}:{}", line_of(text, key.span().start));
                    instellingen.set(key.get_ref(), &Gevonden::Toml(value.get_ref()), &waar, &mut fouten);
                }
            }
            Err(error) => {
                let line = line_of(text, error.span().map_or(0, |span| span.start));
                fouten.push(format!("{pad}:{line}: dit is geen TOML ({})", error.message()));
            }
        }
        for (name, value) in omgeving {
            let Some(key) = name.strip_prefix(VOORVOEGSEL) else { continue };
            if !ANDERE.contains(&name.as_str()) && !ANDERE_VOORVOEGSELS.iter().any(|prefix| name.starts_with(prefix)) {
                let waar = format!("omgevingsvariabele {name}");
                instellingen.set(&key.to_lowercase(), &Gevonden::Tekst(value), &waar, &mut fouten);
            }
        }
        if fouten.is_empty() {
            return Ok(instellingen);
        }
        let wat = format!("De configuratie klopt niet.\n  - {}", fouten.join("\n  - "));
        Err(Fout::gebruik(wat, "Verbeter dit; loket.voorbeeld.toml laat elke sleutel zien. Er is niets gestart."))
    }

    fn set(&mut self, key: &str, found: &Gevonden<'_>, waar: &str, fouten: &mut Vec<String>) {
        let Some((_, allowed)) = SLEUTELS.iter().find(|(known, _)| *known == key) else {
            let all = SLEUTELS.map(|(known, _)| known).join(", ");
            fouten.push(format!("{waar}: onbekende sleutel {key}; toegestaan zijn {all}"));
            return;
        };
        if self.take(key, found).is_none() {
            // These addresses can hold a password, so that value is not repeated.
            let found = if ["database", "smtp"].contains(&key) { "iets anders".to_owned() } else { found.to_string() };
            fouten.push(format!("{waar}: {key} is {found}; toegestaan is {allowed}"));
        }
    }

    /// Takes over a value; none when it is not allowed.
    fn take(&mut self, key: &str, found: &Gevonden<'_>) -> Option<()> {
        match key {
            "vertrouwde_proxys" => {
                let all = found.teksten()?.into_iter().map(str::parse);
                self.vertrouwde_proxys = all.collect::<Result<_, ()>>().ok()?;
            }
            "oude_sleutels" => {
                let all = found.teksten()?.into_iter().map(str::parse);
                self.oude_sleutels = all.collect::<Result<_, ()>>().ok()?;
            }
            "backup_ontvangers" => {
                let all = found.teksten()?.into_iter().map(str::parse);
                self.backup_ontvangers = all.collect::<Result<_, ()>>().ok()?;
            }
            "limieten" => self.limieten = found.teksten()?.join(",").parse().ok()?,
            "mail_per_adres" => self.mail_per_adres = found.aantal().filter(|n| (1..=1_000).contains(n))?,
            "veilige_cookies" => self.veilige_cookies = found.ja_nee()?,
            "tweede_factor" => self.tweede_factor = found.ja_nee()?,
            _ => {
                let text = found.tekst()?.trim();
                match key {
                    "data" if !text.is_empty() => self.data = PathBuf::from(text),
                    "database" if text == "sqlite" => self.database = None,
                    "database" if is_postgres(text) => self.database = Some(text.to_owned()),
                    "adres" => self.adres = text.parse().ok()?,
                    "url" if is_base(text) => self.url = text.trim_end_matches('/').to_owned(),
                    "smtp" if text.is_empty() => self.smtp = None,
                    "smtp" => {
                        Smtp::new(text).ok()?;
                        self.smtp = Some(text.to_owned());
                    }
                    "afzender" => self.afzender = Some(text.parse::<Emailadres>().ok()?.into()),
                    "bestanden" if text.is_empty() => self.bestanden = None,
                    "bestanden" if is_s3(text) => self.bestanden = Some(text.to_owned()),
                    "clamd" if text.is_empty() => self.clamd = None,
                    "clamd" => self.clamd = Some(Scanner::parse(text)?),
                    "kaart" if text.is_empty() => self.kaart = None,
                    "kaart" => self.kaart = Some(Tegelbron::parse(text)?),
                    "kaart_bron" if !text.contains(char::is_control) => self.kaart_bron = text.to_owned(),
                    "sleutel" => self.sleutel = Some(PathBuf::from(text)).filter(|_| !text.is_empty()),
                    "ankers" => self.ankers = Some(PathBuf::from(text)).filter(|_| !text.is_empty()),
                    "log" if is_filter(text) => self.log = text.to_owned(),
                    _ => return None,
                }
            }
        }
        Some(())
    }

    /// Where [`kern::Database::connect`] finds the database.
    #[must_use]
    pub fn database_url(&self) -> String {
        self.database.clone().unwrap_or_else(|| self.data.join("loket.db").display().to_string())
    }

    /// The key that signs, when there is one.
    ///
    /// # Errors
    /// As [`Sleutel::lees`].
    pub fn sleutel(&self) -> Result<Option<Sleutel>, Fout> {
        self.sleutel.as_deref().map(Sleutel::lees).transpose()
    }

    /// The public keys of this installation, today's first.
    ///
    /// # Errors
    /// As [`Sleutel::lees`].
    pub fn vertrouwde_sleutels(&self) -> Result<Vec<OpenbareSleutel>, Fout> {
        let own = self.sleutel()?.map(|sleutel| sleutel.openbaar());
        Ok(own.into_iter().chain(self.oude_sleutels.iter().copied()).collect())
    }

    /// [`Instellingen::database_url`] for people and logs.
    #[must_use]
    pub fn database_zonder_wachtwoord(&self) -> String {
        zonder_wachtwoord(&self.database_url())
    }
}

/// An address of a database that may be shown: without its password.
#[must_use]
pub fn zonder_wachtwoord(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((login, host)) => format!("{scheme}://{}@{host}", login.split(':').next().unwrap_or_default()),
        None => url.to_owned(),
    }
}

/// The LOKET_ variables of the process.
#[must_use]
pub fn omgeving() -> BTreeMap<String, String> {
    std::env::vars_os()
        .filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            // A value that is no text is wrong for every key, and this says so.
            name.starts_with(VOORVOEGSEL).then(|| (name, value.to_string_lossy().into_owned()))
        })
        .collect()
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

/// Whether this is an address of PostgreSQL.
#[must_use]
pub fn is_postgres(text: &str) -> bool {
    ["postgres://", "postgresql://"].iter().any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
}

fn is_base(text: &str) -> bool {
    let host = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    host.map(|host| host.trim_end_matches('/'))
        .is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', ' ', '@']))
}

fn is_s3(text: &str) -> bool {
    text.strip_prefix("s3://").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
}

/// Stricter than tracing itself, which takes any word for the name of a part.
fn is_filter(text: &str) -> bool {
    text.split(',').all(|part| {
        let level = part.rsplit_once('=').map_or(part, |(_, level)| level);
        ["error", "warn", "info", "debug", "trace", "off"].contains(&level.trim())
    })
}
