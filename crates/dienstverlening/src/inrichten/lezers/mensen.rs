//! teams.toml and medewerkers.toml

use kern::Rol;
use kern::organisaties::Afwezigheid;
use registers::catalogi::Vertrouwelijkheid;
use registers::zaken::Zaaktoegang;

use super::zaaktype::van;
use crate::inrichten::boek::Ding;
use crate::inrichten::inrichting::{AutorisatieSpec, MedewerkerSpec, TeamSpec};
use crate::inrichten::instellingen::{Afdeling, Instellingen};
use crate::inrichten::lezer::Tabel;
use crate::inrichten::teksten;

pub(super) fn teams(tabel: &Tabel<'_>, instellingen: &mut Instellingen) -> Vec<TeamSpec> {
    instellingen.afdelingen = tabel.tabellen("afdeling", |tabel| Afdeling {
        code: tabel.eigen_code("code", Ding::Afdeling),
        naam: tabel.text("naam"),
    });
    let teams = tabel.tabellen("team", |tabel| TeamSpec {
        code: tabel.eigen_code("code", Ding::Team),
        naam: tabel.text("naam"),
        afdeling: tabel.verwijzing("afdeling", Ding::Afdeling),
        manager: tabel.verwijzing("manager", Ding::Medewerker),
        vragenset: tabel.verwijzing_of_niets("vragenset", Ding::Vragenset),
        klantcontactcentrum: tabel.ja_nee("klantcontactcentrum", false),
        openingstijden: tabel.tabel("openingstijden", |tabel| tabel.openingstijden()),
        autorisaties: tabel.tabellen("autorisatie", autorisatie),
    });
    if teams.is_empty() {
        tabel.fout("", teksten::niets_van(Ding::Team));
    }
    teams
}

fn autorisatie(tabel: &Tabel<'_>) -> AutorisatieSpec {
    let zaaktypen = tabel.verwijzingen("zaaktypen", Ding::Zaaktype);
    if zaaktypen.is_empty() {
        tabel.fout("zaaktypen", teksten::lijst_leeg("zaaktypen"));
    }
    let (max, toegang) = ("max_vertrouwelijkheid", "toegang");
    AutorisatieSpec {
        zaaktypen,
        max_vertrouwelijkheid: van(tabel, max, &tabel.text(max), Vertrouwelijkheid::ALL, Vertrouwelijkheid::code)
            .unwrap_or(Vertrouwelijkheid::Openbaar),
        toegang: van(tabel, toegang, &tabel.text(toegang), Zaaktoegang::ALL, Zaaktoegang::code)
            .unwrap_or(Zaaktoegang::BijContact),
    }
}

pub(super) fn medewerkers(tabel: &Tabel<'_>) -> Vec<MedewerkerSpec> {
    tabel.tabellen("medewerker", |tabel| {
        let gebruikersnaam = tabel.text("gebruikersnaam");
        if !gebruikersnaam.is_empty() && !is_gebruikersnaam(&gebruikersnaam) {
            tabel.fout("gebruikersnaam", teksten::geen_gebruikersnaam(&gebruikersnaam));
        }
        tabel.bekend("gebruikersnaam", Ding::Medewerker, &gebruikersnaam);
        MedewerkerSpec {
            gebruikersnaam,
            naam: tabel.text("naam"),
            team: tabel.verwijzing("team", Ding::Team),
            rollen: rollen(tabel),
            telefoon: tabel.optional_text("telefoon"),
            afwezig: tabel.tabellen("afwezig", afwezigheid),
        }
    })
}

fn rollen(tabel: &Tabel<'_>) -> Vec<Rol> {
    let codes = tabel.teksten("rollen");
    if codes.is_empty() {
        tabel.fout("rollen", teksten::lijst_leeg("rollen"));
    }
    let known = |code: &String| {
        let rol = code.parse();
        if rol.is_err() && !code.is_empty() {
            tabel.fout("rollen", teksten::geen_van("rollen", code, &Rol::ALL.map(Rol::code)));
        }
        rol.ok()
    };
    codes.iter().filter_map(known).collect()
}

fn afwezigheid(tabel: &Tabel<'_>) -> Afwezigheid {
    let afwezig =
        Afwezigheid { van: tabel.datum("van"), tot_en_met: tabel.datum("tot_en_met"), reden: tabel.text("reden") };
    if afwezig.tot_en_met < afwezig.van {
        tabel.fout("tot_en_met", teksten::afwezig_omgekeerd());
    }
    afwezig
}

fn is_gebruikersnaam(name: &str) -> bool {
    (2..=60).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.')
}
