//! What is said about a form in a folder, to its functional manager.

use crate::formulieren::controle::Wat;
use crate::inrichten::teksten::{Melding, melding};

pub(super) fn nodig_ongelijk() -> Melding {
    melding("`nodig_en` heeft een ander aantal regels dan `nodig`", "vertaal elke regel, in dezelfde volgorde")
}

pub(super) fn geen_kanaal(kanaal: &str) -> Melding {
    melding(
        format!("kanaal `{kanaal}` bestaat niet, en daarlangs komt een formulier binnen"),
        "zet het in contact.toml",
    )
}

pub(super) fn geen_zaaktype(zaaktype: &str) -> Melding {
    melding(format!("zaaktype `{zaaktype}` bestaat niet"), "maak zaaktypen/CODE.toml, of noem een zaaktype dat er is")
}

pub(super) fn geen_eigenschap(vraag: &str, naam: &str, zaaktype: &str) -> Melding {
    melding(
        format!("vraag `{vraag}` vult eigenschap `{naam}`, en zaaktype `{zaaktype}` heeft die niet"),
        "noem een eigenschap van dat zaaktype, of voeg hem daar toe",
    )
}

pub(super) fn geen_document(vraag: &str, soort: &str, zaaktype: &str) -> Melding {
    melding(
        format!("vraag `{vraag}` levert een `{soort}`, en zaaktype `{zaaktype}` kent dat document niet"),
        "noem een document van dat zaaktype, of voeg het daar toe",
    )
}

pub(super) fn een_taal(nl: &str, en: &str) -> Melding {
    melding(format!("`{nl}` en `{en}` horen bij elkaar"), "schrijf de tekst in beide talen")
}

pub(super) fn omgekeerd(low: &str, high: &str) -> Melding {
    melding(format!("`{low}` is groter dan `{high}`"), "wissel ze om")
}

pub(super) fn patroon_zonder_melding() -> Melding {
    melding(
        "`patroon`, `melding` en `melding_en` horen bij elkaar",
        "schrijf bij een patroon wat iemand leest als het niet klopt, in het Nederlands en het Engels",
    )
}

pub(super) fn geen_dag(key: &str) -> Melding {
    melding(
        format!("`{key}` is geen dag"),
        "schrijf \"vandaag\", \"vandaag+28\", \"vandaag-5\" of een datum als \"2026-11-02\"",
    )
}

pub(super) fn gebrek(wat: &Wat) -> Melding {
    match wat {
        Wat::GeenGroep => melding("het formulier heeft geen vragen", "voeg [[groep]] met [[groep.vraag]] toe"),
        Wat::GeenVraag => melding("deze groep heeft geen vragen", "voeg [[groep.vraag]] toe of haal de groep weg"),
        Wat::GroepDubbel(code) => melding(format!("groep `{code}` staat er al"), "geef elke groep een eigen code"),
        Wat::VraagDubbel(code) => melding(
            format!("vraag `{code}` staat er al"),
            "geef elke vraag een code die nergens anders in het formulier staat",
        ),
        Wat::Opties => melding("deze vraag heeft geen twee opties", "geef bij opties minstens twee mogelijkheden"),
        Wat::OptieDubbel(code) => {
            melding(format!("optie `{code}` staat er twee keer"), "geef elke optie een eigen code")
        }
        Wat::Onbekend(code) => {
            melding(format!("`toon_als` noemt vraag `{code}`, die niet bestaat"), "noem een vraag die eerder komt")
        }
        Wat::Later(code) => melding(
            format!("`toon_als` noemt vraag `{code}`, die nog niet gesteld is"),
            "noem een vraag die eerder komt, of zet die vraag naar voren",
        ),
        Wat::GeenKeuze(code) => melding(
            format!("`toon_als` kan niet kijken naar vraag `{code}`"),
            "noem een vraag met soort keuze, meerkeuze of ja-nee",
        ),
        Wat::GeenAntwoord(answer, allowed) => {
            melding(format!("`{answer}` is geen antwoord op die vraag"), format!("kies uit {}", allowed.join(", ")))
        }
        Wat::Onbereikbaar => melding(
            "hier kan niemand komen: de voorwaarden spreken elkaar tegen",
            "pas toon_als aan, hier of bij een vraag waar het van afhangt",
        ),
        Wat::Vooraf => melding(
            "`vooraf` past niet bij deze soort vraag",
            "naam hoort bij tekst, geboortedatum bij datum, zelf bij personen; adres, e_mail, telefoon en bsn bij hun eigen soort",
        ),
        Wat::Omschrijving(code) => melding(
            format!("`omschrijving` noemt {{{code}}}, maar daar is geen vraag met een kort antwoord voor"),
            "noem de code van een vraag naar een tekst, keuze, datum, getal, kenteken, adres of locatie",
        ),
    }
}
