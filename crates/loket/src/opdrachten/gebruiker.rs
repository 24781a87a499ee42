//! `loket gebruiker`: lets somebody log in, or no longer.

use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;

use dienstverlening::inrichten::account::{self, Wijziging};
use kern::organisaties::{MedewerkerId, Organisatie};
use kern::{Clock, Database, Handeling, Ids, Reads, Rol};
use portalen::inloggen::geheim;
use portalen::inloggen::wachtwoord::{self, Afgekeurd};
use sea_query::{Expr, ExprTrait, Query};

use super::{GebruikerArgumenten, open_migrated, organisatie};
use crate::instellingen::Instellingen;
use crate::{Fout, uitvoer};

pub(super) async fn perform(instellingen: &Instellingen, arguments: &GebruikerArgumenten) -> Result<ExitCode, Fout> {
    let rollen = arguments.rollen.iter().map(|code| rol(code)).collect::<Result<Vec<_>, _>>()?;
    let db = open_migrated(instellingen).await?;
    let organisatie = organisatie(&db, arguments.organisatie.as_deref()).await?;
    let (medewerker, naam) = find(&db, &organisatie, &arguments.gebruikersnaam).await?;
    let clock = Clock::system();
    let ids = Ids::system(clock.clone())?;
    let mut wijzigingen = Vec::new();
    let mut lines = Vec::new();
    if arguments.blokkeren {
        wijzigingen.push(Wijziging::Geblokkeerd);
        lines.push("Kan niet meer inloggen.".to_owned());
    }
    if !rollen.is_empty() {
        let codes = rollen.iter().map(|rol| rol.code()).collect::<Vec<_>>().join(" ");
        wijzigingen.push(Wijziging::Rollen(rollen));
        lines.push(format!("Heeft nu de rollen: {codes}."));
    }
    if arguments.tweede_factor {
        let geheim = geheim::nieuw(&ids);
        let url = geheim::otpauth(&organisatie.naam, &arguments.gebruikersnaam, &geheim);
        wijzigingen.push(Wijziging::TweedeFactor(geheim));
        lines.push(format!(
            "Voer dit in de app voor de tweede factor in, één keer; het wordt niet nog eens getoond:\n  {url}"
        ));
    }
    if arguments.zonder_tweede_factor {
        wijzigingen.push(Wijziging::ZonderTweedeFactor);
        lines.push("Heeft geen tweede factor meer, en stelt bij de volgende keer inloggen een nieuwe in.".to_owned());
    }
    if arguments.wachtwoord || wijzigingen.is_empty() {
        let hash = wachtwoord::hash(
            &vraag_wachtwoord(&arguments.gebruikersnaam, &[&arguments.gebruikersnaam, &naam, &organisatie.naam])?,
            &ids,
        )?;
        wijzigingen.push(Wijziging::EersteWachtwoord(hash));
        lines.push("Heeft een nieuw wachtwoord, en kiest bij de eerste keer inloggen een eigen.".to_owned());
    }
    let handeling = Handeling::program(organisatie.id, clock.now());
    let change = account::wijzigen(&handeling, &ids, medewerker, &wijzigingen)?;
    let tx = db.begin().await?;
    tx.write(vec![change]).await?;
    tx.commit().await?;
    db.close().await;
    for line in lines {
        uitvoer::regel(format_args!("{}: {line}", arguments.gebruikersnaam));
    }
    Ok(ExitCode::SUCCESS)
}

fn rol(code: &str) -> Result<Rol, Fout> {
    code.trim().parse().map_err(|()| {
        let all = Rol::ALL.map(Rol::code).join(", ");
        Fout::gebruik(format!("{code:?} is geen rol."), format!("Kies uit: {all}."))
    })
}

async fn find(db: &Database, organisatie: &Organisatie, gebruikersnaam: &str) -> Result<(MedewerkerId, String), Fout> {
    let query = Query::select()
        .columns(["id", "naam", "actief"])
        .from("medewerkers")
        .and_where(Expr::col("organisatie_id").eq(organisatie.id))
        .and_where(Expr::col("gebruikersnaam").eq(gebruikersnaam))
        .to_owned();
    let doe = "Zet deze medewerker in medewerkers.toml en laad de map: loket inrichten MAP";
    match db.row(&query).await? {
        Some(row) if row.get("actief")? => Ok((row.get("id")?, row.get("naam")?)),
        Some(_) => Err(Fout::new("Deze medewerker werkt hier niet meer.", doe).waar(gebruikersnaam)),
        None => Err(Fout::new("Deze medewerker is er niet.", doe).waar(gebruikersnaam)),
    }
}

/// Asks twice on a terminal; elsewhere the first line of the input is the password.
fn vraag_wachtwoord(gebruikersnaam: &str, bekend: &[&str]) -> Result<String, Fout> {
    let lost = |error: std::io::Error| Fout::new(format!("Kan de invoer niet lezen: {error}"), "Probeer het opnieuw.");
    let password = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password(format!("Nieuw wachtwoord voor {gebruikersnaam}: ")).map_err(lost)?;
        let again = rpassword::prompt_password("Nog een keer: ").map_err(lost)?;
        if first != again {
            return Err(Fout::new(
                "De twee wachtwoorden zijn niet gelijk.",
                "Probeer het opnieuw; er is niets veranderd.",
            ));
        }
        first
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map_err(lost)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    let wat = match wachtwoord::keur(&password, bekend) {
        Ok(()) => return Ok(password),
        Err(Afgekeurd::TeKort) => format!("Een wachtwoord heeft minstens {} tekens.", wachtwoord::TEKENS_MIN),
        Err(Afgekeurd::TeLang) => "Dit wachtwoord is te lang.".to_owned(),
        Err(Afgekeurd::TeRaden) => "Dit wachtwoord is te makkelijk te raden.".to_owned(),
    };
    Err(Fout::new(wat, "Kies een zin die niemand anders kent. Er is niets veranderd."))
}
