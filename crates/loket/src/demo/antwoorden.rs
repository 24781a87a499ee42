//! What callers answer to what a team wants asked.

use dienstverlening::inrichten::{Vraag, Vraagsoort};
use rand::RngExt;
use rand::rngs::StdRng;
use registers::klantinteracties::internetaak::Antwoord;

use super::kansen::{een, zin};
use super::wereld::{Product, Wereld};
use super::{personen, zinnen};

/// Letters that two words share at their beginning when they are about the same.
const STAM: usize = 5;

/// The answers; what is not required is left out now and then.
pub(super) fn antwoorden(rng: &mut StdRng, wereld: &Wereld, product: &Product, gevraagd: &str) -> Vec<Antwoord> {
    let mut given = Vec::new();
    for vraag in wereld.vragen(product.team) {
        if vraag.verplicht || rng.random_bool(0.7) {
            let antwoord = match vraag.soort {
                Vraagsoort::JaNee => if rng.random_bool(0.35) { "ja" } else { "nee" }.to_owned(),
                Vraagsoort::Keuze => keuze(rng, vraag, product),
                Vraagsoort::LangeTekst => verhaal(rng, product, gevraagd),
                Vraagsoort::Tekst => tekst(rng, &vraag.code, product, gevraagd),
            };
            given.push(Antwoord { vraag: vraag.code.clone(), tekst: vraag.tekst.clone(), antwoord });
        }
    }
    given
}

/// The choice that is about the product, else the one for everything else, else any.
fn keuze(rng: &mut StdRng, vraag: &Vraag, product: &Product) -> String {
    let about = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= STAM);
        words.map(|word| word.chars().take(STAM).collect::<String>().to_lowercase()).collect()
    };
    let wanted = about(&format!("{} {}", product.naam, product.code));
    let fits = |optie: &&String| about(optie).iter().any(|word| wanted.contains(word));
    let other = |optie: &&String| optie.to_lowercase().contains("anders");
    let found = vraag.opties.iter().find(fits).or_else(|| vraag.opties.iter().find(other));
    found.map_or_else(|| een(rng, &vraag.opties).clone(), Clone::clone)
}

fn verhaal(rng: &mut StdRng, product: &Product, gevraagd: &str) -> String {
    let detail = zin(rng, zinnen::bijzonder(&product.thema));
    if rng.random_bool(0.5) { format!("{gevraagd} {detail}").trim().to_owned() } else { detail.to_owned() }
}

fn tekst(rng: &mut StdRng, code: &str, product: &Product, gevraagd: &str) -> String {
    let has = |words: &[&str]| words.iter().any(|word| code.contains(word));
    if has(&["vraag", "omschrijving"]) {
        return verhaal(rng, product, gevraagd);
    }
    if has(&["adres", "plek"]) {
        return personen::plek(rng);
    }
    if has(&["kenteken"]) {
        let [first, last] = [zin(rng, &["XX", "ZZ", "QX"]), zin(rng, &["Q", "X", "Z"])];
        return format!("{first}-{:03}-{last}", rng.random_range(1..1_000));
    }
    if has(&["kvk"]) {
        return format!("9999{:04}", rng.random_range(0..10_000));
    }
    if has(&["nummer", "kenmerk"]) {
        return if rng.random_bool(0.5) {
            format!("Z-{:06}", rng.random_range(1..1_000_000))
        } else {
            "nee".to_owned()
        };
    }
    let choices: &[&'static str] = if has(&["datum", "sinds", "gemist", "wanneer"]) {
        &["vorige week", "volgende maand", "zo snel mogelijk", "gisteren", "eind deze maand"]
    } else if has(&["jaar"]) {
        &["dit jaar", "vorig jaar"]
    } else if has(&["land"]) {
        &["nee", "nee", "Marokko", "Turkije", "Polen", "Suriname", "Duitsland"]
    } else if has(&["geprobeerd", "check"]) {
        &["Website gelezen", "Niets", "Eerder gemaild", "Formulier ingevuld, foutmelding"]
    } else if has(&["eerder"]) {
        &["nee", "ja, vorige week", "ja, maar geen nummer gekregen"]
    } else if has(&["bedrijf", "plan"]) {
        &["Bakkerij op de hoek", "Buurtfeest", "Eigen zaak aan huis", "Webwinkel"]
    } else {
        &["weet de klant niet", "nee", "staat in de brief"]
    };
    zin(rng, choices).to_owned()
}
