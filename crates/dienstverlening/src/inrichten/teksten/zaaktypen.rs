//! What is said about zaaktypen/CODE.toml.

use super::{Melding, melding};

pub(in crate::inrichten) fn geen_termijn(text: &str) -> Melding {
    melding(
        format!("`{text}` is geen termijn"),
        "schrijf hem als P8W, P6M of P5D: jaren (Y), maanden (M), weken (W), dagen (D)",
    )
}

pub(in crate::inrichten) fn te_weinig_statussen() -> Melding {
    melding(
        "er zijn minder dan twee statussen",
        "geef minstens een eerste en een laatste [[status]]; de laatste sluit de zaak",
    )
}

pub(in crate::inrichten) fn niet_in_selectielijst(nummer: &str) -> Melding {
    melding(
        format!("`{nummer}` staat niet in de selectielijst 2020"),
        "schrijf procestype, resultaat en zo nodig het specifieke resultaat, zoals 11.1 of 11.1.2",
    )
}

pub(in crate::inrichten) fn ander_procestype() -> Melding {
    melding("dit resultaat hoort bij een ander procestype dan het eerste", "kies resultaten met hetzelfde eerste getal")
}

pub(in crate::inrichten) fn rol_niet_eenmaal(generiek: &str) -> Melding {
    melding(
        format!("er is niet precies een rol met generiek = \"{generiek}\""),
        "geef er een: elke zaak heeft een aanvrager en een behandelaar",
    )
}

pub(in crate::inrichten) fn zaaktype_in_zichzelf() -> Melding {
    melding("`deelzaaktypen` noemt het zaaktype zelf", "haal het uit de lijst")
}

pub(in crate::inrichten) fn geen_datumeigenschap(naam: &str) -> Melding {
    melding(
        format!("`bestreden_besluit` is \"{naam}\", en dat is geen eigenschap van het zaaktype met een datum"),
        "geef de naam van een [[eigenschap]] met formaat = \"datum\"",
    )
}
