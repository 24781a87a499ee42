//! Templates: the texts of messages, which the municipality edits as `berichten/CODE.toml` in its folder. What it does not
//! write itself is said as the standard text has it (`standaard/`).
//!
//! A template sees the fields of its kind ([`velden`]) and `organisatie`, and nothing else: a word it does not know is found when
//! the folder is loaded, not when a citizen waits for word.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use kern::organisaties::{Organisatie, OrganisatieId, organisaties};
use kern::{Error, Reads, Result};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::datum;
use crate::inrichten::Instellingen;

/// What a message costs is some hundreds; a loop that never ends stops here.
const BRANDSTOF: u64 = 50_000;
/// A page of an A4 holds some 3,000.
const TEKENS_MAX: usize = 20_000;
const ONDERWERP_TEKENS_MAX: usize = 200;

/// A template in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sjabloon {
    /// Its code: the name of its file.
    #[serde(default)]
    pub code: String,
    /// What staff call it.
    pub naam: String,
    /// In Dutch.
    pub nl: Tekst,
    /// In English.
    pub en: Tekst,
}

/// The text of a template in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tekst {
    /// What it is about, on one line.
    pub onderwerp: String,
    /// The text.
    pub tekst: String,
}

/// What a field holds, with a sample to try templates with.
#[derive(Clone, Copy, Debug)]
pub enum Voorbeeld {
    /// A text that is always there: a name, a number, an ISO date or moment.
    Tekst(&'static str),
    /// A text that can be empty.
    Misschien(&'static str),
    /// Some texts; can be empty.
    Lijst(&'static [&'static str]),
}

use Voorbeeld::{Lijst, Misschien, Tekst as Vast};

const NAAM: (&str, Voorbeeld) = ("naam", Misschien("Jan de Vries"));
const ZAAKNUMMER: (&str, Voorbeeld) = ("zaaknummer", Vast("ZAAK-2026-0000001234"));
const OMSCHRIJVING: (&str, Voorbeeld) = ("omschrijving", Vast("Parkeervergunning voor bewoners"));
const ONTVANGEN_OP: (&str, Voorbeeld) = ("ontvangen_op", Vast("2026-11-25"));
const UITERLIJK_OP: (&str, Voorbeeld) = ("uiterlijk_op", Misschien("2027-01-20"));
const WANNEER: (&str, Voorbeeld) = ("wanneer", Vast("2026-12-02T09:30:00.000Z"));
const WAAR: (&str, Voorbeeld) = ("waar", Vast("Stadhuis, Raadhuisplein 1"));
const PRODUCTEN: (&str, Voorbeeld) = ("producten", Lijst(&["Paspoort", "Rijbewijs"]));
const NUMMER: (&str, Voorbeeld) = ("nummer", Vast("B 4821"));
const CODE_VOORBEELD: &str = "KXQ7-2MHD";
const CODE: (&str, Voorbeeld) = ("code", Misschien(CODE_VOORBEELD));
const MEENEMEN: (&str, Voorbeeld) = ("meenemen", Lijst(&["Uw oude paspoort", "Een pasfoto"]));
const TOELICHTING: (&str, Voorbeeld) = ("toelichting", Misschien("Op de kopie was de datum niet te lezen."));

/// A kind of message, and the fields it has.
type Soort = (&'static str, &'static [(&'static str, Voorbeeld)]);

/// Every kind of message with its fields and its standard text; whoever makes a message gives each of its fields.
const SOORTEN: [(Soort, &str); 11] = [
    (
        (
            "ontvangstbevestiging",
            &[
                NAAM,
                ZAAKNUMMER,
                OMSCHRIJVING,
                ONTVANGEN_OP,
                UITERLIJK_OP,
                ("vervolg", Misschien("Wij kijken of u in een gebied met vergunningen woont.")),
            ],
        ),
        include_str!("standaard/ontvangstbevestiging.toml"),
    ),
    (
        (
            "gemachtigde-ontvangst",
            &[NAAM, ("namens", Vast("Fatima Yilmaz")), ZAAKNUMMER, OMSCHRIJVING, ONTVANGEN_OP, UITERLIJK_OP],
        ),
        include_str!("standaard/gemachtigde-ontvangst.toml"),
    ),
    (
        (
            "aanvulling-gevraagd",
            &[
                NAAM,
                ZAAKNUMMER,
                OMSCHRIJVING,
                ("stukken", Lijst(&["Kopie van het kentekenbewijs", "Huurcontract"])),
                ("voor", Vast("2026-12-09")),
                TOELICHTING,
            ],
        ),
        include_str!("standaard/aanvulling-gevraagd.toml"),
    ),
    (
        ("aanvulling-compleet", &[NAAM, ZAAKNUMMER, OMSCHRIJVING, UITERLIJK_OP]),
        include_str!("standaard/aanvulling-compleet.toml"),
    ),
    (
        (
            "besluit",
            &[
                NAAM,
                ZAAKNUMMER,
                OMSCHRIJVING,
                ("resultaat", Vast("U krijgt de vergunning")),
                TOELICHTING,
                ("bezwaar_tot", Misschien("2027-01-06")),
            ],
        ),
        include_str!("standaard/besluit.toml"),
    ),
    (
        (
            "vraag-beantwoord",
            &[
                NAAM,
                ZAAKNUMMER,
                OMSCHRIJVING,
                ("vraag", Vast("Mag ik al parkeren?")),
                ("antwoord", Vast("Nog niet. Dat mag vanaf 1 december.")),
            ],
        ),
        include_str!("standaard/vraag-beantwoord.toml"),
    ),
    (
        ("afspraak-bevestigd", &[NAAM, WANNEER, WAAR, PRODUCTEN, NUMMER, CODE, MEENEMEN]),
        include_str!("standaard/afspraak-bevestigd.toml"),
    ),
    (
        (
            "afspraak-bevestigen",
            &[
                NAAM,
                WANNEER,
                ("voor", Vast("2026-12-01T13:00:00.000Z")),
                ("link", Misschien("https://www.example.nl/afspraak/0199f1c2-7d4e-7a3b-9c51-2f6b8a0d4e17")),
                WAAR,
                PRODUCTEN,
                NUMMER,
                CODE,
                MEENEMEN,
            ],
        ),
        include_str!("standaard/afspraak-bevestigen.toml"),
    ),
    (
        (
            "afspraak-verzet",
            &[NAAM, WANNEER, ("was", Vast("2026-12-01T13:00:00.000Z")), WAAR, PRODUCTEN, NUMMER, CODE, MEENEMEN],
        ),
        include_str!("standaard/afspraak-verzet.toml"),
    ),
    (
        ("afspraak-afgezegd", &[NAAM, WANNEER, WAAR, PRODUCTEN, NUMMER]),
        include_str!("standaard/afspraak-afgezegd.toml"),
    ),
    (
        ("afspraak-herinnering", &[NAAM, WANNEER, WAAR, PRODUCTEN, NUMMER, MEENEMEN]),
        include_str!("standaard/afspraak-herinnering.toml"),
    ),
];

static STANDAARD: LazyLock<Vec<Sjabloon>> = LazyLock::new(|| {
    let read = |((code, _), text): &(Soort, &str)| {
        let sjabloon: Sjabloon = toml::from_str(text).ok()?;
        Some(Sjabloon { code: (*code).to_owned(), ..sjabloon })
    };
    SOORTEN.iter().filter_map(read).collect()
});

/// The codes of the kinds of message.
#[must_use]
pub fn codes() -> Vec<&'static str> {
    SOORTEN.iter().map(|((code, _), _)| *code).collect()
}

/// The fields of a kind of message; none when there is no such kind.
#[must_use]
pub fn velden(code: &str) -> Option<&'static [(&'static str, Voorbeeld)]> {
    SOORTEN.iter().find(|((known, _), _)| *known == code).map(|((_, fields), _)| *fields)
}

/// The templates of an organisation, its own before the standard ones, with what it says about itself.
#[derive(Clone, Debug)]
pub struct Sjablonen {
    organisatie: Json,
    /// The domain of its mail address, for Message-IDs.
    domein: String,
    eigen: Vec<Sjabloon>,
}

impl Sjablonen {
    /// The templates of an organisation.
    ///
    /// # Errors
    /// [`Error::Bug`] when its settings are not what `inrichten` wrote.
    pub fn van(organisatie: &Organisatie) -> Result<Self> {
        Ok(Self::met(&organisatie.naam, &Instellingen::van(organisatie)?))
    }

    /// Those of one organisation, from the database.
    ///
    /// # Errors
    /// What the database says; [`Error::Missing`] for an organisation that is not there.
    pub async fn lees(db: &impl Reads, organisatie: OrganisatieId) -> Result<Self> {
        let all = organisaties(db).await?;
        let own = all.iter().find(|found| found.id == organisatie);
        Self::van(own.ok_or(Error::Missing { what: "organisatie", id: organisatie.uuid() })?)
    }

    /// The same from settings that were read already.
    #[must_use]
    pub fn met(naam: &str, instellingen: &Instellingen) -> Self {
        Self {
            organisatie: json!({
                "naam": naam,
                "telefoon": instellingen.telefoon,
                "adres": instellingen.adres,
                "e_mail": instellingen.e_mail,
            }),
            domein: instellingen.e_mail.rsplit_once('@').map_or("localhost", |(_, domain)| domain).to_owned(),
            eigen: instellingen.berichten.clone(),
        }
    }

    /// A template by its code: the organisation's own, else the standard one.
    #[must_use]
    pub fn sjabloon(&self, code: &str) -> Option<&Sjabloon> {
        self.eigen.iter().chain(STANDAARD.iter()).find(|sjabloon| sjabloon.code == code)
    }

    pub(super) fn domein(&self) -> &str {
        &self.domein
    }

    /// Fills in a template: subject and text.
    ///
    /// # Errors
    /// [`Error::Bug`] when there is no such template or a field of it was not given.
    pub fn vul(&self, code: &str, engels: bool, values: &BTreeMap<String, Json>) -> Result<Tekst> {
        let bug = |what: String| Error::bug(Sjabloonfout(what));
        let sjabloon = self.sjabloon(code).ok_or_else(|| bug(format!("no template {code}")))?;
        let known = velden(code).unwrap_or_default();
        if let Some((missing, _)) = known.iter().find(|(field, _)| !values.contains_key(*field)) {
            return Err(bug(format!("template {code} was not given {missing}")));
        }
        let tekst = if engels { &sjabloon.en } else { &sjabloon.nl };
        vul(tekst, engels, &self.organisatie, values.clone()).map_err(|error| bug(format!("template {code}: {error}")))
    }
}

/// A fault of ours: templates were tried when the folder was loaded.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Sjabloonfout(String);

/// What is wrong with a template, in its own language's words; none when it can be used with any values.
#[must_use]
pub fn fout(code: &str, tekst: &Tekst, engels: bool) -> Option<String> {
    let (all, least) = (voorbeelden(code, true)?, voorbeelden(code, false)?);
    let organisatie =
        json!({ "naam": "Gemeente", "telefoon": "14 0999", "adres": "Plein 1", "e_mail": "info@example.nl" });
    [(true, all), (false, least)].into_iter().find_map(|(filled, values)| {
        match vul(tekst, engels, &organisatie, values) {
            Err(error) => Some(error),
            // Whoever does not get it cannot confirm.
            Ok(made) if filled && code == "afspraak-bevestigen" && !made.tekst.contains(CODE_VOORBEELD) => {
                Some("in de tekst ontbreekt {{ code }}".to_owned())
            }
            Ok(_) => None,
        }
    })
}

/// What the fields of a kind of message can hold: all of them filled, or only those that always are. None when there is no such kind.
pub(super) fn voorbeelden(code: &str, filled: bool) -> Option<BTreeMap<String, Json>> {
    Some(velden(code)?.iter().map(|(field, sample)| ((*field).to_owned(), value(sample, filled))).collect())
}

fn value(sample: &Voorbeeld, filled: bool) -> Json {
    match sample {
        Vast(text) => json!(text),
        Misschien(text) => json!(if filled { text } else { "" }),
        Lijst(texts) => json!(if filled { *texts } else { &[] }),
    }
}

fn vul(tekst: &Tekst, engels: bool, organisatie: &Json, mut values: BTreeMap<String, Json>) -> Result<Tekst, String> {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(BRANDSTOF));
    env.set_syntax(syntax.map_err(|error| reason(&error))?);
    env.add_filter("datum", move |value: &str| datum::datum(value, engels));
    env.add_filter("tijd", |value: &str| datum::tijd(value));
    values.insert("organisatie".to_owned(), organisatie.clone());
    let fields = Value::from(Serde(&values));
    let render = |bron: &str| env.render_str(bron, fields.clone()).map_err(|error| reason(&error));
    let onderwerp = render(&tekst.onderwerp)?;
    let text = render(&tekst.tekst)?;
    if text.chars().count() > TEKENS_MAX {
        return Err(format!("meer dan {TEKENS_MAX} tekens"));
    }
    Ok(Tekst { onderwerp: one_line(&onderwerp), tekst: text.trim().to_owned() })
}

/// Whatever a value held: a subject is one line.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(ONDERWERP_TEKENS_MAX).collect()
}

fn reason(error: &minijinja::Error) -> String {
    let line = error.line().map(|line| format!("regel {line}: ")).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::UndefinedError => "er staat een veld dat er niet is".to_owned(),
        ErrorKind::OutOfFuel => "het komt niet tot een eind".to_owned(),
        other => error.detail().map_or_else(|| other.to_string(), ToOwned::to_owned),
    };
    format!("{line}{what}")
}
