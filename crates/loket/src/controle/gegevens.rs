//! Looks at the data itself: the journal's chain, followers and what they counted, people and messages.

use std::time::Duration;

use dienstverlening::VOLGERS;
use dienstverlening::berichten::{Status, achterstand};
use dienstverlening::rapportage::compare_with_recount;
use kern::journaal::{self, Breuk};
use kern::organisaties::organisaties;
use kern::volgers::{self, Plek};
use kern::{Clock, Database, Error, Moment, Reads, Result, Volger};
use sea_query::{Expr, ExprTrait, Query};

use super::{Bevinding, Namen};

/// A message that waits longer than this is not just put off for a moment.
const BERICHT_WACHT_S: i64 = 3_600;
/// A follower of a running server is a moment behind, and moves.
const WAIT: Duration = Duration::from_millis(500);
const WAITS_MAX: u32 = 20;
/// One that stands still for so many waits is not running.
const STANDING_STILL: u32 = 4;

pub(super) async fn controleer(db: &Database, clock: &Clock) -> Result<Vec<Bevinding>> {
    let mut found = vec![keten(db).await?];
    found.extend(super::rijen(&db.snapshot().await?).await?);
    found.extend(volgers_en_tellingen(db, clock).await?);
    found.push(mensen(db).await?);
    found.extend(berichten(db, clock.now()).await?);
    Ok(found)
}

const BUITENOM: &str =
    "bewaar deze database voor onderzoek, en herstel de laatste backup van daarvoor: loket herstel BESTAND";

async fn keten(db: &Database) -> Result<Bevinding> {
    let snapshot = db.snapshot().await?;
    let namen = Namen::read(&snapshot).await?;
    if let Some(einde) = journaal::einden(&snapshot).await?.iter().find(|einde| !namen.kent(einde.organisatie)) {
        return Ok(Bevinding::mis(
            format!("er is een journaal van een organisatie die er niet is{}", namen.van(einde.organisatie)),
            BUITENOM,
        ));
    }
    Ok(match journaal::verify(&snapshot).await? {
        None => Bevinding::goed(format!(
            "de keten van het journaal klopt ({} gebeurtenissen)",
            crate::backup::aantal(&snapshot, "gebeurtenissen").await?
        )),
        Some(Breuk { organisatie, volgnummer }) => Bevinding::mis(
            format!(
                "het journaal{} is buiten Loket om veranderd, vanaf gebeurtenis {volgnummer}",
                namen.van(organisatie)
            ),
            BUITENOM,
        ),
    })
}

const MELD: &str = "voer uit: loket controleren --hertel, en meld dit als fout, met deze regel erbij";

/// Compares what followers counted with a recount, in one moment of the database in which they have read all.
async fn volgers_en_tellingen(db: &Database, clock: &Clock) -> Result<Vec<Bevinding>> {
    let (mut before, mut still) = (i64::MAX, 0);
    for _ in 0..WAITS_MAX {
        let snapshot = db.snapshot().await?;
        let mut behind = 0;
        for volger in VOLGERS {
            behind += achter(&snapshot, volger).await?;
        }
        if behind == 0 {
            let counted = compare_with_recount(&snapshot).await?;
            let mut wrong: Vec<_> = counted.into_iter().map(|a| (a.wat, a.geteld, a.werkelijk)).collect();
            for organisatie in organisaties(&snapshot).await? {
                let found = servicenormen::controle::afwijkingen(&snapshot, organisatie.id).await?;
                wrong.extend(found.into_iter().map(|a| (a.wat, a.geteld, a.werkelijk)));
            }
            let mut found = vec![Bevinding::goed("de volgers hebben het hele journaal gelezen")];
            found.extend(wrong.iter().map(|(wat, geteld, werkelijk)| {
                Bevinding::mis(format!("telling {wat}: geteld {geteld}, werkelijk {werkelijk}"), MELD)
            }));
            if wrong.is_empty() {
                found.push(Bevinding::goed("de tellingen zijn gelijk aan een hertelling"));
            }
            // What was due since the snapshot is not seen as late in it; what became late before it is.
            found.extend(klokken(&snapshot, clock.now()).await?);
            return Ok(found);
        }
        drop(snapshot);
        still = if behind == before { still + 1 } else { 0 };
        before = behind;
        if still == STANDING_STILL {
            break;
        }
        tokio::time::sleep(WAIT).await;
    }
    let mut found = Vec::new();
    for volger in VOLGERS {
        let behind = achter(db, volger).await?;
        if behind > 0 {
            found.push(Bevinding::mis(
                format!("volger {} is {behind} gebeurtenissen achter", volger.naam()),
                "start de server (loket serve); die werkt dit vanzelf bij. Blijft het zo, kijk dan in het log",
            ));
        }
    }
    Ok(found)
}

/// Compares the clocks of the servicenormen with a recount of the journal that comes to each outcome in another way.
async fn klokken(snapshot: &impl Reads, nu: Moment) -> Result<Vec<Bevinding>> {
    let (mut found, mut all) = (Vec::new(), 0);
    let namen = Namen::read(snapshot).await?;
    for organisatie in organisaties(snapshot).await? {
        let van = namen.van(organisatie.id);
        let hertelling = match servicenormen::controle::hertel(snapshot, organisatie.id, nu).await {
            // What cannot be read hides nothing else.
            Err(Error::Bug(error)) => {
                found.push(Bevinding::mis(format!("de klokken{van} zijn niet na te tellen: {error}"), MELD));
                continue;
            }
            hertelling => hertelling?,
        };
        let rest = hertelling.anders.saturating_sub(hertelling.verschillen.len());
        found.extend(hertelling.verschillen.into_iter().map(|v| {
            let klok = format!("de klok{van} van {} over {}", v.norm, v.onderwerp);
            Bevinding::mis(format!("{klok}: bewaard {}, werkelijk {}", v.bewaard, v.werkelijk), MELD)
        }));
        if rest > 0 {
            found.push(Bevinding::mis(format!("nog {rest} klokken{van} zijn anders"), MELD));
        }
        if hertelling.zonder_grond > 0 {
            let n = hertelling.zonder_grond;
            found.push(Bevinding::mis(format!("van {n} klokken{van} vertelt het journaal niets"), MELD));
        }
        all += hertelling.klokken;
    }
    if found.is_empty() {
        found.push(Bevinding::goed(format!("de klokken van de servicenormen zijn gelijk aan een hertelling ({all})")));
    }
    Ok(found)
}

/// How many gebeurtenissen a follower has still to handle, of all organisations.
async fn achter(db: &impl Reads, volger: &dyn Volger) -> Result<i64> {
    Ok(volgers::plekken(db, volger).await?.iter().map(Plek::achter).sum())
}

/// Messages that did not leave by themselves.
async fn berichten(db: &Database, nu: Moment) -> Result<Vec<Bevinding>> {
    let mut found = Vec::new();
    for achter in achterstand(db, nu).await? {
        let (n, sinds) = (achter.aantal, crate::uitvoer::moment(achter.oudste));
        found.push(match achter.status {
            Status::Mislukt => Bevinding::mis(
                format!("{n} berichten zijn niet te bezorgen, het oudste van {sinds}"),
                "ze staan bovenaan de werklijst van het team en bij de balie: daar staat waarom, en het kan opnieuw naar een ander adres",
            ),
            Status::Controleren => Bevinding::mis(
                format!("van {n} brieven is niet zeker of ze zijn afgedrukt, de oudste van {sinds}"),
                "kijk in de map post/papier van de datamap en bij de printer, en zeg het bij de zaak",
            ),
            _ if achter.wacht_op_morgen => Bevinding::goed(format!(
                "{n} berichten wachten, omdat hun adres vandaag genoeg kreeg (mail_per_adres), het oudste sinds {sinds}"
            )),
            _ if nu.seconds_since(achter.oudste) > BERICHT_WACHT_S => Bevinding::mis(
                format!("{n} berichten wachten op verzending, het oudste sinds {sinds}"),
                "kijk of de server draait (loket serve) en of de mailserver bij smtp antwoord geeft; er gaat niets verloren",
            ),
            _ => continue,
        });
    }
    if found.is_empty() {
        found.push(Bevinding::goed("er blijven geen berichten liggen"));
    }
    Ok(found)
}

async fn mensen(db: &Database) -> Result<Bevinding> {
    let query = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), "n")
        .from("medewerkers")
        .and_where(Expr::col("actief").eq(true))
        .and_where(Expr::col("wachtwoord").is_not_null())
        .to_owned();
    let n: i64 = db.row(&query).await?.map_or(Ok(0), |row| row.get("n"))?;
    Ok(if n == 0 {
        Bevinding::mis(
            "niemand kan inloggen",
            "voer uit: loket inrichten MAP, en loket gebruiker NAAM voor ieder die inlogt",
        )
    } else {
        Bevinding::goed(format!("{n} medewerkers kunnen inloggen"))
    })
}
