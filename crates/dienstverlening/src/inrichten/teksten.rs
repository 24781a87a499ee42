//! What is said about a folder on the command line, to its functional manager. The only Dutch sentences of this room; pages take
//! theirs from the Fluent files.

pub(super) mod zaaktypen;

use std::fmt::{self, Display};
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::boek::{Ding, Plek};
use super::verslag::Verslag;

/// What is wrong, and the way out.
pub(super) struct Melding {
    pub(super) reden: String,
    pub(super) uitweg: String,
}

pub(super) fn melding(reden: impl Into<String>, uitweg: impl Into<String>) -> Melding {
    Melding { reden: reden.into(), uitweg: uitweg.into() }
}

pub(super) const TEKST: &str = "een tekst tussen aanhalingstekens";
pub(super) const LIJST: &str = "een lijst van teksten, zoals [\"een\", \"twee\"]";
pub(super) const LIJST_VAN_LIJSTEN: &str = "een lijst van lijsten, zoals [[\"een\", \"twee\"], [\"drie\", \"vier\"]]";
pub(super) const LIJST_VAN_DATUMS: &str = "een lijst van datums, zoals [2026-12-28, 2026-12-29]";
pub(super) const JA_NEE: &str = "true of false, zonder aanhalingstekens";
pub(super) const DATUM: &str = "een datum zonder aanhalingstekens, zoals 2026-11-02";
pub(super) const TABEL: &str = "een tabel";
pub(super) const TABELLEN: &str = "een of meer tabellen tussen dubbele haken, zoals [[team]]";

/// What a thing is called, with its article where a sentence needs one.
fn naam(ding: Ding) -> &'static str {
    match ding {
        Ding::Afdeling => "afdeling",
        Ding::Team => "team",
        Ding::Medewerker => "medewerker",
        Ding::Kanaal => "kanaal",
        Ding::Reden => "reden",
        Ding::Uitkomst => "uitkomst",
        Ding::Thema => "thema",
        Ding::Levensgebeurtenis => "levensgebeurtenis",
        Ding::Vragenset => "vragenset",
        Ding::Product => "product",
        Ding::Zaaktype => "zaaktype",
        Ding::Balie => "balie",
        Ding::Balieproduct => "product",
        Ding::Plaats => "plaats bij meest_gevraagd",
        Ding::Formulierproduct => "formulier voor product",
    }
}

/// Up to so many are named; more would hide the message.
const OPSOMMING_MAX: usize = 20;

fn opsomming<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}

pub(super) fn dubbel(ding: Ding, code: &str, eerder: &Plek) -> Melding {
    let wat = match ding {
        Ding::Plaats => "plaats",
        Ding::Formulierproduct => "product",
        _ => "code",
    };
    melding(
        format!("{} `{code}` staat ook op {eerder}", naam(ding)),
        format!("geef elk een eigen {wat} of haal er een weg"),
    )
}

pub(super) fn verwijst_naar_niets<'a>(
    ding: Ding,
    code: &str,
    known: impl ExactSizeIterator<Item = &'a String>,
) -> Melding {
    let uitweg = match known.len() {
        0 => format!("voeg er een toe in {}", ding.bron()),
        1..=OPSOMMING_MAX => format!("kies uit {} of voeg hem toe in {}", opsomming(known), ding.bron()),
        _ => format!("kijk in {} welke er zijn, of voeg hem daar toe", ding.bron()),
    };
    melding(format!("{} `{code}` bestaat niet", naam(ding)), uitweg)
}

pub(super) fn geen_toml(message: &str) -> Melding {
    let (reden, uitweg) = match message {
        m if m.starts_with("duplicate key") => ("deze sleutel staat er al", "haal er een weg"),
        m if m.starts_with("unclosed") => {
            ("hier ontbreekt een haakje of accolade", "sluit de lijst of tabel met ] of }")
        }
        m if m.contains("quote") => ("hier ontbreekt een aanhalingsteken", "zet de tekst tussen twee aanhalingstekens"),
        m if m.starts_with("invalid basic string") || m.starts_with("invalid literal") => {
            ("de tekst tussen aanhalingstekens loopt niet goed af", "zet hem op één regel tussen twee aanhalingstekens")
        }
        m if m.starts_with("missing comma") => {
            ("hier ontbreekt een komma", "zet een komma tussen de onderdelen van een lijst")
        }
        m if m.contains("no value") || m.starts_with("missing value") => {
            ("achter het = staat niets", "vul een waarde in")
        }
        m if m.starts_with("missing assignment") => ("hier ontbreekt een =", "schrijf `sleutel = waarde`"),
        _ => {
            return melding(
                format!("dit is geen geldige TOML ({message})"),
                "vergelijk deze regel met het voorbeeld in docs/inrichting.md",
            );
        }
    };
    melding(reden, uitweg)
}

pub(super) fn sleutel_onbekend(key: &str, table: &str, allowed: &[&str]) -> Melding {
    let plaats = if table.is_empty() { "hier".to_owned() } else { format!("in [{table}]") };
    melding(format!("onbekende sleutel `{key}`"), format!("{plaats} mag staan: {}", opsomming(allowed)))
}

pub(super) fn sleutel_ontbreekt(key: &str, table: &str) -> Melding {
    let plaats = if table.is_empty() { String::new() } else { format!(" in [{table}]") };
    melding(format!("`{key}` ontbreekt{plaats}"), format!("voeg een regel `{key} = …` toe"))
}

pub(super) fn tabel_ontbreekt(key: &str) -> Melding {
    melding(format!("de tabel [{key}] ontbreekt"), format!("voeg [{key}] toe, zoals in docs/inrichting.md"))
}

pub(super) fn verkeerde_soort(key: &str, wanted: &str) -> Melding {
    melding(format!("`{key}` heeft de verkeerde vorm"), format!("schrijf {wanted}"))
}

pub(super) fn geen_regel_tekst(key: &str, max: usize) -> Melding {
    melding(
        format!("`{key}` is leeg, te lang of bevat een onzichtbaar teken"),
        format!("schrijf één regel van 1 tot en met {max} tekens"),
    )
}

pub(super) fn geen_lange_tekst(key: &str, max: usize) -> Melding {
    melding(
        format!("`{key}` is leeg of te lang"),
        format!("schrijf een tekst van 1 tot en met {max} tekens tussen drie aanhalingstekens"),
    )
}

pub(super) fn geen_code(code: &str) -> Melding {
    melding(format!("`{code}` is geen code"), "gebruik alleen kleine letters, cijfers en streepjes")
}

pub(super) fn geen_gebruikersnaam(name: &str) -> Melding {
    melding(
        format!("`{name}` is geen gebruikersnaam"),
        "gebruik 2 tot en met 60 kleine letters, cijfers, punten en streepjes, zoals s.bakker",
    )
}

pub(super) fn staat_er_al(text: &str) -> Melding {
    melding(format!("`{text}` staat twee keer in de lijst"), "haal er een weg")
}

pub(super) fn lijst_te_lang(key: &str, max: usize) -> Melding {
    melding(format!("de lijst `{key}` is te lang"), format!("houd het op ten hoogste {max}"))
}

pub(super) fn geen_getal(key: &str, allowed: &RangeInclusive<i64>) -> Melding {
    let uitweg =
        format!("schrijf een heel getal van {} tot en met {}, zonder aanhalingstekens", allowed.start(), allowed.end());
    melding(format!("`{key}` is geen getal dat hier kan"), uitweg)
}

pub(super) fn openingstijden(error: &termijnen::Error) -> Melding {
    use termijnen::Error::{NeverOpen, Overlap, Tijdvak, Weekdag};
    match error {
        Tijdvak { text } => melding(
            format!("`{text}` is geen tijdvak"),
            "schrijf UU:MM-UU:MM, zoals 08:30-17:00, met de vroegste tijd eerst",
        ),
        Weekdag { text } => melding(
            format!("`{text}` is geen dag van de week"),
            "kies uit maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag",
        ),
        Overlap { dag, first, second } => melding(
            format!("op {dag} begint {second} voordat {first} voorbij is"),
            "zet de tijdvakken van een dag op volgorde en laat ze niet overlappen",
        ),
        NeverOpen => melding(
            "er zijn geen openingstijden",
            "geef minstens één dag een tijdvak, zoals maandag = [\"08:30-17:00\"]",
        ),
        other => melding(
            format!("de openingstijden kloppen niet ({other})"),
            "vergelijk ze met het voorbeeld in docs/inrichting.md",
        ),
    }
}

pub(super) fn geen_rsin() -> Melding {
    melding("dit is geen RSIN: het heeft geen negen cijfers of doorstaat de elfproef niet", "kijk het nummer na")
}

pub(super) fn geen_plek() -> Melding {
    melding("dit is geen plek in Nederland", "schrijf breedte- en lengtegraad, zoals \"52.0907, 5.1214\"")
}

pub(super) fn geen_e_mail() -> Melding {
    melding("dit is geen e-mailadres", "schrijf naam@domein, zonder spaties")
}

pub(super) fn geen_hostnaam(name: &str) -> Melding {
    melding(
        format!("`{name}` is geen hostnaam"),
        "schrijf alleen de naam, in kleine letters en zonder https:// of poort",
    )
}

pub(super) fn hostnaam_van_ander(name: &str, organisatie: &str) -> String {
    format!("hostnaam `{name}` is al van organisatie `{organisatie}`; haal hem bij een van beide weg")
}

pub(super) fn geen_van(key: &str, value: &str, allowed: &[&str]) -> Melding {
    melding(format!("`{value}` kan niet als `{key}`"), format!("kies uit {}", opsomming(allowed)))
}

pub(super) fn lijst_leeg(key: &str) -> Melding {
    melding(format!("`{key}` is leeg of ontbreekt"), "noem er minstens een")
}

pub(super) fn niets_van(ding: Ding) -> Melding {
    let naam = naam(ding);
    melding(format!("er staat geen enkel {naam} in"), format!("voeg [[{naam}]] toe"))
}

pub(super) fn afwezig_omgekeerd() -> Melding {
    melding("`tot_en_met` ligt voor `van`", "zet de eerste dag bij van en de laatste bij tot_en_met")
}

pub(super) fn opties_zonder_keuze() -> Melding {
    melding("`opties` hoort alleen bij soort = \"keuze\"", "haal de opties weg of maak er soort = \"keuze\" van")
}

pub(super) fn keuze_zonder_opties() -> Melding {
    melding("een vraag met soort = \"keuze\" heeft opties nodig", "geef minstens twee opties")
}

pub(super) fn vraag_dubbel(code: &str) -> Melding {
    melding(format!("vraag `{code}` staat twee keer in deze set"), "geef elke vraag een eigen code")
}

pub(super) fn geen_streefwaarde(text: &str, eenheid: &str) -> Melding {
    let uitweg = "schrijf een getal tussen aanhalingstekens, zoals \"65\" of \"8,0\"";
    melding(format!("`{text}` is geen streefwaarde voor een {eenheid}"), uitweg)
}

pub(super) fn norm_onderwerp_onbekend(naam: &str) -> Melding {
    melding(
        format!("van een `{naam}` staat niets in het journaal"),
        "noem waar de belofte over gaat: zaak, klantcontact, internetaak, bericht, bezoek, afspraak, aanvulverzoek of waarneming",
    )
}

pub(super) fn norm_soort_onbekend(naam: &str) -> Melding {
    melding(
        format!("er is geen gebeurtenis `{naam}`"),
        "kies een soort uit docs/gebeurtenissen.md, zoals \"zaak aangemaakt\", of schrijf \"zaak\" voor alles wat een zaak vertelt",
    )
}

pub(super) fn norm_feit_onbekend<'a>(naam: &str, known: impl IntoIterator<Item = &'a str>) -> Melding {
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    known.dedup();
    let uitweg = if known.is_empty() {
        "kies een ander feit: deze gebeurtenis vertelt er geen".to_owned()
    } else {
        format!("kies uit {}; van de zaak waar het over gaat met zaak. ervoor", opsomming(known))
    };
    melding(format!("`{naam}` is geen feit van deze gebeurtenis"), uitweg)
}

pub(super) fn norm_waarde_past_niet<'a>(
    naam: &str,
    waarde: &serde_json::Value,
    keuze: impl IntoIterator<Item = &'a str>,
) -> Melding {
    let mut keuze: Vec<&str> = keuze.into_iter().collect();
    keuze.sort_unstable();
    keuze.dedup();
    let uitweg = if waarde == "" {
        "schrijf er een waarde, of { gevuld = false } voor wat niet is ingevuld".to_owned()
    } else if keuze.is_empty() {
        format!("kijk in docs/gebeurtenissen.md wat `{naam}` kan zijn: een tekst, een getal, ja of nee, een dag")
    } else {
        format!("kies uit {}", opsomming(keuze))
    };
    melding(format!("`{naam}` is nooit {waarde}"), uitweg)
}

pub(super) fn norm_een_duur<'a>(eenheden: impl Iterator<Item = &'a str>) -> Melding {
    melding("hier staat niet precies één duur", format!("schrijf er een: {}", opsomming(eenheden)))
}

pub(super) fn norm_pauze_zonder_hervat() -> Melding {
    melding("er is wel een [[pauze]] of [[hervat]], maar niet allebei", "zeg ook wat de klok weer laat lopen")
}

pub(super) fn norm_code_ontbreekt(feit: &str) -> Melding {
    melding(
        format!("een programma weet niet welke `{feit}` het moet melden"),
        format!("noem onder [start] bij waar de code of codes: {feit} = \"code\""),
    )
}

pub(super) const EIS: &str = "een waarde, een lijst, { niet = […] }, { gevuld = true }, { hoogstens = 45 } of { minstens = 46 } (met een heel getal)";

pub(super) fn norm_geldt_al(code: &str, vanaf: Date, tot: Option<Date>) -> String {
    let tot = tot.map(|tot| format!(" tot en met {tot}")).unwrap_or_default();
    format!(
        "normen/{code}.toml is anders dan de norm die geldt vanaf {vanaf}{tot}; een norm die geldt verandert niet: \
         geef hem bij `vanaf` een dag na vandaag"
    )
}

pub(super) fn norm_over_iets_anders(code: &str) -> String {
    format!("normen/{code}.toml gaat over iets anders dan de norm die er is; geef een andere belofte een eigen bestand")
}

pub(super) fn bestand_ontbreekt() -> Melding {
    melding("het bestand ontbreekt", "kopieer het uit organisaties/elsdrecht en pas het aan")
}

pub(super) fn bestand_onbekend() -> Melding {
    melding(
        "dit bestand hoort hier niet",
        "haal het weg; toegestaan zijn organisatie.toml, teams.toml, medewerkers.toml, contact.toml, zoeken.toml, \
         vragensets/CODE.toml, formulieren/CODE.toml, berichten/CODE.toml, zaaktypen/CODE.toml, normen/CODE.toml, producten/CODE.md en README.md",
    )
}

pub(super) fn bericht_onbekend(code: &str, allowed: &[&str]) -> Melding {
    melding(
        format!("Loket verstuurt geen bericht `{code}`"),
        format!("noem het bestand naar een van {}", opsomming(allowed)),
    )
}

pub(super) fn sjabloon_fout(key: &str, what: &str, allowed: &[&str]) -> Melding {
    melding(
        format!("`{key}` is niet in te vullen ({what})"),
        format!("gebruik tussen {{{{ en }}}} alleen organisatie, {}", opsomming(allowed)),
    )
}

pub(super) fn geen_utf8() -> Melding {
    melding("deze regel is geen UTF-8", "bewaar het bestand als UTF-8")
}

pub(super) fn stuurteken() -> Melding {
    melding("hier staat een onzichtbaar teken", "typ de regel opnieuw")
}

pub(super) fn geen_kop_toml() -> Melding {
    melding(
        "het bestand begint niet met gegevens tussen twee regels `+++`",
        "zet `+++` op de eerste regel en na de gegevens nog een keer",
    )
}

pub(super) fn kop_onbekend(kop: &str, allowed: &[&str]) -> Melding {
    melding(
        format!("`{kop}` is geen kop van een artikel"),
        format!("kies uit {}, of maak er een tussenkop van met ##", opsomming(allowed)),
    )
}

pub(super) fn kop_dubbel(kop: &str) -> Melding {
    melding(format!("de kop `{kop}` staat er al"), "voeg de twee stukken samen")
}

pub(super) fn kop_ingesprongen(kop: &str) -> Melding {
    melding(
        format!("de kop `{kop}` staat in een lijst of citaat"),
        "zet hem vooraan op een eigen regel, of maak er een tussenkop van met ##",
    )
}

pub(super) fn tekst_voor_kop() -> Melding {
    melding("er staat tekst voor de eerste kop", "zet hem onder een kop, zoals # Antwoord")
}

pub(super) fn antwoord_ontbreekt() -> Melding {
    melding("het antwoord ontbreekt", "voeg `# Antwoord` toe met het antwoord in twee zinnen")
}

pub(super) fn html() -> Melding {
    melding("hier staat HTML", "gebruik alleen Markdown: alinea's, lijsten, tabellen, links en vet")
}

pub(super) fn afbeelding() -> Melding {
    melding("hier staat een afbeelding", "beschrijf in woorden wat erop staat")
}

pub(super) fn link(link: &str) -> Melding {
    melding(
        format!("de link naar `{link}` kan niet"),
        "laat hem beginnen met https://, mailto:, tel:, / of product:, zonder spaties",
    )
}

pub(super) fn verwijst_naar_zichzelf() -> Melding {
    melding("`gerelateerd` noemt het product zelf", "haal het uit de lijst")
}

// Reading the folder from the disk.

pub(super) fn map_onleesbaar(error: &std::io::Error) -> Melding {
    match error.kind() {
        std::io::ErrorKind::NotFound => melding("dit bestaat niet", "kijk de naam van de map na"),
        std::io::ErrorKind::PermissionDenied => melding("loket mag dit niet lezen", "geef loket het recht om te lezen"),
        std::io::ErrorKind::NotADirectory => melding("dit is geen map", "noem de map waarin organisatie.toml staat"),
        other => melding(format!("dit is niet te lezen ({other})"), "kijk de schijf na en probeer het opnieuw"),
    }
}

pub(super) fn wijst_naar_buiten() -> Melding {
    melding("dit is een verwijzing naar iets buiten de map", "zet het bestand zelf in de map")
}

pub(super) fn naam_onleesbaar() -> Melding {
    melding("de naam van dit bestand is geen UTF-8", "geef het een naam van kleine letters, cijfers en streepjes")
}

pub(super) fn bestand_te_groot(max_kib: u64) -> Melding {
    melding("het bestand is te groot", format!("houd het op ten hoogste {max_kib} KiB"))
}

pub(super) fn te_veel(max_files: usize, max_mib: u64) -> Melding {
    melding("de map is te groot", format!("houd het op ten hoogste {max_files} bestanden en {max_mib} MiB samen"))
}

/// At most so many names of a kind are told; a first load would tell them all.
const NAMEN_MAX: usize = 12;

pub(super) fn verslag(verslag: &Verslag, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for soort in &verslag.soorten {
        let counts = [
            (soort.toegevoegd.len(), "toegevoegd"),
            (soort.gewijzigd.len(), "gewijzigd"),
            (soort.ingetrokken.len(), "ingetrokken"),
            (soort.ongewijzigd, "ongewijzigd"),
        ];
        let told = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        let told = opsomming(told);
        writeln!(f, "{:<22} {}", soort.soort, if told.is_empty() { "geen" } else { &told })?;
        for (names, what) in
            [(&soort.toegevoegd, "toegevoegd"), (&soort.gewijzigd, "gewijzigd"), (&soort.ingetrokken, "ingetrokken")]
        {
            if !names.is_empty() {
                let more = names.len().saturating_sub(NAMEN_MAX);
                let rest = if more > 0 { format!(" en {more} meer") } else { String::new() };
                writeln!(f, "  {what}: {}{rest}", opsomming(names.iter().take(NAMEN_MAX)))?;
            }
        }
    }
    if verslag.niets_gedaan() { writeln!(f, "De database was al gelijk aan de map.") } else { Ok(()) }
}
