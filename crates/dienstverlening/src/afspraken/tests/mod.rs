//! The desk on both engines.

mod balie;
mod maken;
mod rooster;

use std::sync::Arc;

use jiff::civil::{Date, date};
use kern::autorisatie::BedienBalie;
use kern::database::Engine;
use kern::journaal::Entry;
use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId, collegas, teams};
use kern::testhulp::{Bench, bench};
use kern::{Authorised, Error, Handeling, Medewerker, Moment, Result, Rol};

use super::afspraak::{Gegevens, WEBSITE};
use super::maken::{Nieuw, maken};
use super::{Afspraak, AfspraakId, Rooster, code};
use crate::afspraken::maken::Gemaakt;
use crate::inrichten::Instellingen;
use crate::inrichten::tests::mappen::{klein, laden, met_normen, organisatie};

const BALIES: &str = r#"vooraf_minuten = 60
vooruit_weken = 4
[[product]]
code = "grofvuil"
minuten = 10
zaaktype = "grofvuil"
[[product]]
code = "milieustraat"
minuten = 25
[[product]]
code = "sleutel"
minuten = 15
inloop = false
balies = ["wijkpunt"]
[[balie]]
code = "raadhuis"
naam = "Raadhuis"
naam_en = "Town hall"
adres = "Dorpsstraat 1"
plekken = 3
loketten = ["Loket 1", "Loket 2", "Loket 3", "Loket 4"]
[balie.openingstijden]
maandag = ["09:00-17:00"]
dinsdag = ["09:05-12:00"]
zondag = ["00:00-06:00"]
[[balie.uitzondering]]
datum = 2026-11-30
tijden = ["10:00-10:30"]
[[balie.drukte]]
dag = "maandag"
tijd = "12:00-13:00"
plekken = 1
[[balie]]
code = "wijkpunt"
naam = "Wijkpunt"
naam_en = "Neighbourhood desk"
adres = "Kerkpad 3"
inloop = false
loketten = ["Loket 1"]
[balie.openingstijden]
woensdag = ["09:00-10:00"]
"#;

/// A municipality with a desk; it is Monday 23 November 2026, ten o'clock.
pub(super) struct World {
    bench: Arc<Bench>,
    organisatie: OrganisatieId,
    instellingen: Arc<Instellingen>,
    team: TeamId,
    sanne: MedewerkerId,
}

impl World {
    async fn new(engine: Engine) -> Self {
        let bench = bench(engine, &crate::migraties()).await;
        let mut map = met_normen(klein("klein"));
        map.insert("balies.toml".into(), BALIES.as_bytes().to_vec());
        laden(&bench, &map).await;
        let found = organisatie(&bench, "klein").await;
        let team = teams(&bench.db, &Authorised::program(found.id)).await.unwrap()[0].id;
        let people = collegas(&bench.db, &Authorised::program(found.id)).await.unwrap();
        let sanne = people.iter().find(|collega| collega.naam.starts_with("Sanne")).unwrap().id;
        let instellingen = Arc::new(Instellingen::van(&found).unwrap());
        Self { bench: Arc::new(bench), organisatie: found.id, instellingen, team, sanne }
    }

    fn nu(&self) -> Moment {
        self.bench.clock.now()
    }

    fn set(&self, wall: &str) {
        self.bench.clock.set(at(wall));
    }

    fn rooster(&self) -> Rooster<'_> {
        Rooster::van(&self.instellingen, "raadhuis").unwrap().unwrap()
    }

    fn bezoeker(&self) -> Handeling {
        Handeling::program(self.organisatie, self.nu())
    }

    fn medewerker(&self) -> Medewerker {
        Medewerker {
            id: self.sanne,
            organisatie: self.organisatie,
            team: self.team,
            naam: "Sanne".into(),
            rollen: vec![Rol::Agent],
        }
    }

    fn who(&self) -> Authorised<BedienBalie> {
        self.medewerker().authorise().unwrap()
    }

    /// Somebody who wants this at that time.
    fn vraag(&self, op: &str, producten: &[&str]) -> Nieuw {
        Nieuw {
            id: self.bench.ids.next(),
            code: code::nieuw(&self.bench.ids),
            balie: "raadhuis".into(),
            producten: producten.iter().map(|code| (*code).to_owned()).collect(),
            op: at(op),
            gegevens: Gegevens {
                naam: "J. de Vries".into(),
                e_mail: "j@example.nl".into(),
                telefoon: "06 12345678".into(),
            },
            partij: None,
            taal: "nl".into(),
            kanaal: WEBSITE.into(),
        }
    }

    /// One that stands: confirmed a moment later.
    async fn maak(&self, nieuw: &Nieuw) -> Result<Afspraak> {
        let made = self.gemaakt(nieuw).await?.afspraak;
        let stands = [("bevestigen_voor", sea_query::Value::String(None))];
        kern::testhulp::set(&self.bench.db, "afspraken", made.id, &stands).await;
        Ok(Afspraak { bevestigen_voor: None, ..made })
    }

    /// The code in the mail about an appointment.
    async fn mailcode(&self, id: AfspraakId) -> String {
        let messages = crate::berichten::van_afspraak(&self.bench.db, &self.who(), id.uuid(), None, 10).await.unwrap();
        messages.rows.into_iter().find_map(|message| message.geheim).unwrap()
    }

    async fn gemaakt(&self, nieuw: &Nieuw) -> Result<Gemaakt> {
        maken(&self.bench.db, &self.bench.ids, &self.bezoeker(), &self.instellingen, nieuw).await
    }

    async fn events(&self, resource: &str) -> Vec<Entry> {
        let all = kern::testhulp::verteld_na(&self.bench.db, 0).await;
        all.into_iter().filter(|entry| entry.resource == resource).collect()
    }
}

/// A time on the wall.
pub(super) fn at(wall: &str) -> Moment {
    termijnen::amsterdam().to_timestamp(wall.parse::<jiff::civil::DateTime>().unwrap()).unwrap().into()
}

fn maandag() -> Date {
    date(2026, 11, 23)
}

/// The code of a refusal.
fn code_of<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result.unwrap_err() {
        Error::Invalid(errors) => errors[0].code,
        Error::Conflict(error) => error.code,
        Error::Missing { what, .. } => what,
        other => panic!("{other:?}"),
    }
}
