//! contact.toml

use registers::klantinteracties::Afhandeling;

use crate::inrichten::boek::Ding;
use crate::inrichten::instellingen::{Instellingen, Keuze, Uitkomst};
use crate::inrichten::lezer::Tabel;
use crate::inrichten::teksten;

pub(super) fn lees(tabel: &Tabel<'_>, instellingen: &mut Instellingen) {
    instellingen.kanalen = keuzes(tabel, "kanaal", Ding::Kanaal);
    instellingen.redenen = keuzes(tabel, "reden", Ding::Reden);
    instellingen.themas = keuzes(tabel, "thema", Ding::Thema);
    instellingen.levensgebeurtenissen = keuzes(tabel, "levensgebeurtenis", Ding::Levensgebeurtenis);
    instellingen.uitkomsten = tabel.tabellen("uitkomst", |tabel| {
        let afhandeling = tabel.text("afhandeling");
        if !afhandeling.is_empty() && afhandeling.parse::<Afhandeling>().is_err() {
            let allowed: Vec<&str> = Afhandeling::ALL.iter().map(|kind| kind.code()).collect();
            tabel.fout("afhandeling", teksten::geen_van("afhandeling", &afhandeling, &allowed));
        }
        let Keuze { code, naam, naam_en } = keuze(tabel, Ding::Uitkomst);
        Uitkomst { code, naam, naam_en, afhandeling }
    });
    for (ding, missing) in [
        (Ding::Kanaal, instellingen.kanalen.is_empty()),
        (Ding::Reden, instellingen.redenen.is_empty()),
        (Ding::Thema, instellingen.themas.is_empty()),
        (Ding::Uitkomst, instellingen.uitkomsten.is_empty()),
    ] {
        if missing {
            tabel.fout("", teksten::niets_van(ding));
        }
    }
}

fn keuzes(tabel: &Tabel<'_>, key: &'static str, ding: Ding) -> Vec<Keuze> {
    tabel.tabellen(key, |tabel| keuze(tabel, ding))
}

fn keuze(tabel: &Tabel<'_>, ding: Ding) -> Keuze {
    Keuze { code: tabel.eigen_code("code", ding), naam: tabel.text("naam"), naam_en: tabel.text("naam_en") }
}
