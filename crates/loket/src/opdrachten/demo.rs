//! `loket demo`: fills the demo municipality once, and serves it.

use std::process::ExitCode;
use std::sync::Arc;

use dienstverlening::inrichten;
use jiff::civil::{Date, DateTime};
use kern::database::Patience;
use kern::{Clock, Database, Moment, Reads};
use portalen::identiteit::Identiteitsverstrekker;
use portalen::{Portaalconfig, Tegelbron};
use sea_query::{Expr, ExprTrait, Order, Query};

use super::{DemoArgumenten, connect, datamap, map_fouten, serve};
use crate::backup::is_gemigreerd;
use crate::buiten::{Buiten, postmap};
use crate::demo::{self, Gevuld, Schets, Stand};
use crate::instellingen::{Instellingen, is_postgres};
use crate::{Fout, Voortgang, uitvoer};

pub(super) async fn perform(arguments: DemoArgumenten, instellingen: Instellingen) -> Result<ExitCode, Fout> {
    let op = match &arguments.op {
        Some(text) => parse_op(text)?,
        None => Clock::system().now(),
    };
    let url = database_url(&arguments)?;
    let db = open(&url).await?;
    let gevuld = match demo::stand(&db).await? {
        Stand::Gevuld(gevuld) => gevuld,
        Stand::Leeg => fill(&db, &arguments, op).await?,
        Stand::Anders => return Err(half(&arguments)),
    };
    if arguments.alleen_vullen {
        db.close().await;
        uitvoer::regel(format_args!(
            "De demo staat klaar: {} contacten tot {}.",
            gevuld.contacten,
            uitvoer::moment(gevuld.op)
        ));
        return Ok(ExitCode::SUCCESS);
    }
    // Never before what has been written already: yesterday's work would lie in the future.
    let last = demo::laatste_moment(&db).await?.unwrap_or(op);
    let start = Ord::max(op, last);
    let instellingen = Instellingen { data: arguments.data.clone(), ..instellingen };
    let list = list(&db, &gevuld, start).await?;
    let config = Portaalconfig {
        demo: true,
        veilige_cookies: false,
        tweede_factor: false,
        demo_wachtwoord: Some(demo::WACHTWOORD.to_owned()),
        identiteit: Some(Identiteitsverstrekker::Simulator(Arc::default())),
        demopost: instellingen.smtp.is_none().then(|| postmap(&instellingen)),
        kaart: Tegelbron::parse("/demo/kaart/{z}/{x}/{y}").map(|tegels| (tegels, String::new())),
        limieten: instellingen.limieten.clone(),
        ..Portaalconfig::default()
    };
    let buiten = Buiten::open(&instellingen)?;
    serve::run((db, &url), Clock::running_from(start), config, (arguments.adres, buiten), None, move |adres| {
        uitvoer::regel(list.replace("{adres}", &adres.to_string()));
    })
    .await
}

/// A date at the present time of day, or a date with a time; both as the clock in the Netherlands shows them.
fn parse_op(text: &str) -> Result<Moment, Fout> {
    let wrong = || {
        Fout::gebruik(
            format!("--op is {text:?}; toegestaan is een datum, of een datum en een tijd."),
            "Schrijf bijvoorbeeld --op 2026-11-23 of --op 2026-11-23T10:00.",
        )
    };
    let local: DateTime = if text.contains(['T', ' ']) {
        text.parse().map_err(|_| wrong())?
    } else {
        let date: Date = text.parse().map_err(|_| wrong())?;
        date.to_datetime(Clock::system().now().in_amsterdam().time())
    };
    if !(2000..=2100).contains(&local.year()) {
        return Err(wrong());
    }
    let zoned = local.to_zoned_datetime(termijnen::amsterdam().clone()).map_err(|_| wrong())?;
    Ok(Moment::from(zoned.timestamp()))
}

fn database_url(arguments: &DemoArgumenten) -> Result<String, Fout> {
    Ok(match &arguments.database {
        Some(url) if is_postgres(url) => url.clone(),
        Some(_) => {
            let doe = "Laat --database weg voor SQLite in de map van --data.";
            return Err(Fout::gebruik("--database is geen adres dat begint met postgres://", doe));
        }
        None => {
            datamap(&arguments.data)?;
            arguments.data.join("loket.db").display().to_string()
        }
    })
}

async fn open(url: &str) -> Result<Database, Fout> {
    let db = connect(url, Patience::COMMAND).await?;
    // A demo is nobody's data: it may follow the program.
    if !is_gemigreerd(&db).await? || !kern::migratie::pending(&db, &crate::migraties()).await?.is_empty() {
        kern::migratie::migrate(&db, &crate::migraties(), Clock::system().now()).await?;
    }
    Ok(db)
}

async fn fill(db: &Database, arguments: &DemoArgumenten, op: Moment) -> Result<Gevuld, Fout> {
    let bestanden = match &arguments.organisatie {
        Some(map) => inrichten::lees_map(map).map_err(|fouten| map_fouten(&fouten))?,
        None => demo::elsdrecht(),
    };
    let schets = Schets::new(demo::ZAAD, op, arguments.schaal);
    let voortgang = Voortgang::new("De demo wordt gevuld", schets.contacten);
    let gevuld = demo::vul(db, &bestanden, &schets, &voortgang).await?;
    voortgang.klaar(&format!("De demo is gevuld: {} contacten in twee jaar.", gevuld.contacten));
    Ok(gevuld)
}

fn half(arguments: &DemoArgumenten) -> Fout {
    let wat = "Hier staat iets dat geen hele demo is: het vullen is afgebroken, of het zijn echte gegevens.";
    match &arguments.database {
        Some(_) => Fout::new(wat, "Is het een afgebroken demo, maak dan een nieuwe lege database en begin opnieuw."),
        None => {
            let map = arguments.data.display();
            Fout::new(wat, format!("Is het een afgebroken demo, verwijder dan de map en begin opnieuw: rm -r {map}"))
                .waar(map)
        }
    }
}

/// What whoever starts the demo wants to know.
async fn list(db: &Database, gevuld: &Gevuld, start: Moment) -> Result<String, Fout> {
    let mut lines = vec![
        "De demo draait op http://{adres}   (Ctrl-C stopt hem)".to_owned(),
        String::new(),
        format!(
            "Het is daar {}. Er zijn {} contacten in de afgelopen twee jaar.",
            uitvoer::moment(start),
            gevuld.contacten
        ),
    ];
    if start.date() != gevuld.op.date() {
        lines.push(format!(
            "Let op: deze demo is gevuld tot {}; daarna is er niets gebeurd. Voor twee jaar tot vandaag: begin met een lege map.",
            uitvoer::moment(gevuld.op)
        ));
    }
    lines.push(String::new());
    lines.push(format!("Inloggen: http://{{adres}}/inloggen, wachtwoord voor iedereen: {}", demo::WACHTWOORD));
    lines.push("De tweede factor staat in de demo uit.".to_owned());
    for (rol, wie) in [
        ("agent", "neemt contacten aan"),
        ("collega", "belt terug en behandelt zaken"),
        ("teammanager", "ziet het kwartaalrapport en de beloften"),
        ("redacteur", "beheert de artikelen"),
        ("functioneel-beheerder", "richt de organisatie in"),
        ("auditor", "ziet wie wat bekeek"),
    ] {
        if let Some((gebruikersnaam, naam)) = somebody(db, rol).await? {
            lines.push(format!("  {gebruikersnaam:<16} {naam}, {wie}"));
        }
    }
    lines.push(String::new());
    lines.push("Probeer eerst:".to_owned());
    lines.push("  1. Zoek als bezoeker op de website: http://{adres}/".to_owned());
    lines.push("  2. Log in als agent, begin een contact en zoek op 'grofvuil'.".to_owned());
    lines.push("  3. Maak een terugbelverzoek, en handel het af als collega.".to_owned());
    lines.push("     Wat daarbij per e-mail zou weggaan, staat op http://{adres}/demo/post".to_owned());
    lines.push("  4. Bekijk als teammanager het kwartaalrapport.".to_owned());
    lines.push(
        "  5. Volg als inwoner uw zaken: http://{adres}/mijn, Fleur ten Heidezoon (burgerservicenummer 999900006)."
            .to_owned(),
    );
    Ok(lines.join("\n"))
}

async fn somebody(db: &Database, rol: &str) -> Result<Option<(String, String)>, Fout> {
    // Somebody with this role alone shows best what it is; else anybody who has it.
    for pattern in [rol.to_owned(), format!("%{rol}%")] {
        let query = Query::select()
            .columns(["gebruikersnaam", "naam"])
            .from("medewerkers")
            .and_where(Expr::col("actief").eq(true))
            .and_where(Expr::col("rollen").like(pattern))
            .order_by("id", Order::Asc)
            .limit(1)
            .to_owned();
        if let Some(row) = db.row(&query).await? {
            return Ok(Some((row.get("gebruikersnaam")?, row.get("naam")?)));
        }
    }
    Ok(None)
}
