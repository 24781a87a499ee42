//! `loket gebruiker`: lets somebody log in, or no longer.

use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;

use dienstverlening::inrichten::soorten::MEDEWERKER_GEWIJZIGD;
use kern::organisaties::{MedewerkerId, Organisatie, organisaties};
use kern::{Change, Clock, Database, Gebeurtenis, Handeling, Ids, Reads, Rol};
use portalen::inloggen::geheim;
use sea_query::{Expr, ExprTrait, Query, Value};

use super::{GebruikerArgumenten, open_migrated};
use crate::instellingen::Instellingen;
use crate::{Fout, uitvoer, wachtwoord};

pub(super) async fn perform(instellingen: &Instellingen, arguments: &GebruikerArgumenten) -> Result<ExitCode, Fout> {
    let rollen = arguments.rollen.iter().map(|code| rol(code)).collect::<Result<Vec<_>, _>>()?;
    let db = open_migrated(instellingen).await?;
    let organisatie = organisatie(&db, arguments.organisatie.as_deref()).await?;
    let medewerker = find(&db, &organisatie, &arguments.gebruikersnaam).await?;
    let clock = Clock::system();
    let ids = Ids::system(clock.clone())?;
    let mut werk = Werk { organisatie, medewerker, columns: Vec::new(), wijzigingen: Vec::new(), lines: Vec::new() };
    if arguments.blokkeren {
        werk.set("wachtwoord", Value::String(None), "geblokkeerd", "Kan niet meer inloggen.".to_owned());
    }
    if !rollen.is_empty() {
        let codes = rollen.iter().map(|rol| rol.code()).collect::<Vec<_>>().join(" ");
        werk.set("rollen", codes.clone().into(), "rollen", format!("Heeft nu de rollen: {codes}."));
    }
    if arguments.tweede_factor {
        let geheim = geheim::nieuw(&ids);
        let url = geheim::otpauth(&werk.organisatie.naam, &arguments.gebruikersnaam, &geheim);
        let line =
            format!("Voer dit in de app voor de tweede factor in, één keer; het wordt niet nog eens getoond:\n  {url}");
        werk.set("totp_geheim", geheim.into(), "tweede-factor", line);
        werk.columns.push(("totp_teller", Value::BigInt(None)));
    }
    if arguments.zonder_tweede_factor {
        let line = "Heeft geen tweede factor meer, en stelt bij de volgende keer inloggen een nieuwe in.".to_owned();
        werk.set("totp_geheim", Value::String(None), "zonder-tweede-factor", line);
        werk.columns.push(("totp_teller", Value::BigInt(None)));
    }
    let only_password = werk.columns.is_empty();
    if arguments.wachtwoord || only_password {
        let hash = wachtwoord::hash(&vraag_wachtwoord(&arguments.gebruikersnaam)?, &ids)?;
        werk.set("wachtwoord", hash.into(), "wachtwoord", "Heeft een nieuw wachtwoord.".to_owned());
    }
    let lines = werk.write(&db, &clock, &ids).await?;
    db.close().await;
    for line in lines {
        uitvoer::regel(format_args!("{}: {line}", arguments.gebruikersnaam));
    }
    Ok(ExitCode::SUCCESS)
}

/// What changes about somebody.
struct Werk {
    organisatie: Organisatie,
    medewerker: MedewerkerId,
    columns: Vec<(&'static str, Value)>,
    wijzigingen: Vec<&'static str>,
    lines: Vec<String>,
}

impl Werk {
    fn set(&mut self, column: &'static str, value: Value, wijziging: &'static str, line: String) {
        self.columns.push((column, value));
        self.wijzigingen.push(wijziging);
        self.lines.push(line);
    }

    /// Writes it with its gebeurtenis, and ends the sessions that there are.
    async fn write(self, db: &Database, clock: &Clock, ids: &Ids) -> Result<Vec<String>, Fout> {
        let handeling = Handeling::program(self.organisatie.id, clock.now());
        let event = Gebeurtenis::new(&handeling, ids, MEDEWERKER_GEWIJZIGD, self.medewerker.uuid())
            .feiten(&serde_json::json!({ "wijzigingen": self.wijzigingen }))?;
        let update = Query::update()
            .table("medewerkers")
            .values(self.columns.into_iter().map(|(column, value)| (column, Expr::val(value))))
            .and_where(Expr::col("id").eq(self.medewerker))
            .to_owned();
        let sessions =
            Query::delete().from_table("sessies").and_where(Expr::col("medewerker_id").eq(self.medewerker)).to_owned();
        let tx = db.begin().await?;
        tx.write(vec![Change::new(event).update(update).delete(sessions)]).await?;
        tx.commit().await?;
        Ok(self.lines)
    }
}

fn rol(code: &str) -> Result<Rol, Fout> {
    code.trim().parse().map_err(|()| {
        let all = Rol::ALL.map(Rol::code).join(", ");
        Fout::gebruik(format!("{code:?} is geen rol."), format!("Kies uit: {all}."))
    })
}

async fn organisatie(db: &Database, code: Option<&str>) -> Result<Organisatie, Fout> {
    let mut all = organisaties(db).await?;
    let codes = all.iter().map(|o| o.code.clone()).collect::<Vec<_>>().join(", ");
    match code {
        Some(code) => match all.into_iter().find(|o| o.code == code) {
            Some(found) => Ok(found),
            None => Err(Fout::gebruik(format!("Er is geen organisatie {code:?}."), format!("Er zijn: {codes}."))),
        },
        None if all.len() == 1 => Ok(all.remove(0)),
        None if all.is_empty() => {
            Err(Fout::new("Er is nog geen organisatie.", "Laad er eerst een: loket inrichten MAP"))
        }
        None => Err(Fout::gebruik("Er is meer dan één organisatie.", format!("Kies met --organisatie uit: {codes}."))),
    }
}

async fn find(db: &Database, organisatie: &Organisatie, gebruikersnaam: &str) -> Result<MedewerkerId, Fout> {
    let query = Query::select()
        .columns(["id", "actief"])
        .from("medewerkers")
        .and_where(Expr::col("organisatie_id").eq(organisatie.id))
        .and_where(Expr::col("gebruikersnaam").eq(gebruikersnaam))
        .to_owned();
    let doe = "Zet deze medewerker in medewerkers.toml en laad de map: loket inrichten MAP";
    match db.row(&query).await? {
        Some(row) if row.get("actief")? => Ok(row.get("id")?),
        Some(_) => Err(Fout::new("Deze medewerker werkt hier niet meer.", doe).waar(gebruikersnaam)),
        None => Err(Fout::new("Deze medewerker is er niet.", doe).waar(gebruikersnaam)),
    }
}

/// Asks twice on a terminal; elsewhere the first line of the input is the password.
fn vraag_wachtwoord(gebruikersnaam: &str) -> Result<String, Fout> {
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
    if password.chars().count() < wachtwoord::TEKENS_MIN || password.len() > wachtwoord::BYTES_MAX {
        let wat = format!("Een wachtwoord heeft minstens {} tekens.", wachtwoord::TEKENS_MIN);
        return Err(Fout::new(wat, "Kies een zin die niemand anders kent. Er is niets veranderd."));
    }
    Ok(password)
}
