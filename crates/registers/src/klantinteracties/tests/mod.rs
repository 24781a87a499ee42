//! The register on both engines.

mod contacten;
mod partijen;
mod taken;

use jiff::civil::date;
use kern::autorisatie::{BehandelTaken, LeesKlant};
use kern::database::Engine;
use kern::journaal::Entry;
use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId};
use kern::testhulp::{Bench, bench};
use kern::{Authorised, Change, Handeling, Moment, Result};
use sea_query::{Expr, Query};
use uuid::Uuid;

use super::internetaak::{self, Antwoord, Internetaak, Status};
use super::klantcontact::{self, Afhandeling, ArtikelVersie, Erbij, Klantcontact, KlantcontactId};
use super::partij::{self, NieuwePartij};
use super::{
    Adres, Betrokkene, Contactnaam, DigitaalAdres, Onderwerpobject, Partij, PartijId, SoortDigitaalAdres, nummer,
};

/// A database with one organisation, and what a test says in a line.
struct World {
    bench: Bench,
}

fn organisatie() -> OrganisatieId {
    Uuid::from_u128(0xA).into()
}

fn team(n: u128) -> TeamId {
    Uuid::from_u128(0x100 + n).into()
}

fn medewerker(n: u128) -> MedewerkerId {
    Uuid::from_u128(0x200 + n).into()
}

fn klant() -> Authorised<LeesKlant> {
    Authorised::program(organisatie())
}

fn taken() -> Authorised<BehandelTaken> {
    Authorised::program(organisatie())
}

impl World {
    async fn new(engine: Engine) -> Self {
        let bench = bench(engine, &crate::migraties()).await;
        let insert = Query::insert()
            .into_table("organisaties")
            .columns(["id", "code", "naam", "rsin", "instellingen"])
            .values([organisatie().into(), "proef".into(), "Proef".into(), "999990408".into(), Expr::val("{}")])
            .unwrap()
            .to_owned();
        let tx = bench.db.begin().await.unwrap();
        tx.execute(&insert).await.unwrap();
        tx.commit().await.unwrap();
        Self { bench }
    }

    fn now(&self) -> Moment {
        self.bench.clock.now()
    }

    fn id<T: From<Uuid>>(&self) -> T {
        self.bench.ids.next()
    }

    /// Somebody of team 1 doing something, now.
    fn handeling(&self) -> Handeling {
        Handeling { medewerker: Some(medewerker(1)), ..Handeling::program(organisatie(), self.now()) }
    }

    async fn write(&self, changes: Vec<Change>) -> Result<()> {
        let tx = self.bench.db.begin().await?;
        tx.write(changes).await?;
        tx.commit().await
    }

    async fn last_event(&self) -> Entry {
        kern::testhulp::verteld_na(&self.bench.db, 0).await.pop().unwrap()
    }

    /// A phone call about parking, answered at once.
    fn contact(&self, n: i64) -> Klantcontact {
        Klantcontact {
            nummer: Some(nummer(n)),
            onderwerp: "Parkeervergunning".into(),
            inhoud: "Vraagt wat een tweede vergunning kost.".into(),
            afhandeling: Some(Afhandeling::DirectBeantwoord),
            uitkomst: Some("direct-beantwoord".into()),
            product: Some("parkeervergunning".into()),
            thema: Some("parkeren".into()),
            artikel: Some(ArtikelVersie { id: Uuid::from_u128(0x300), versie: 3 }),
            duur_s: Some(154),
            team: Some(team(1)),
            medewerker: Some(medewerker(1)),
            ..Klantcontact::new(self.id(), "telefoon", self.now())
        }
    }

    async fn registered(&self, contact: &Klantcontact) -> KlantcontactId {
        let change = klantcontact::aanmaken(&self.handeling(), &self.bench.ids, contact, &Erbij::default()).unwrap();
        self.write(vec![change]).await.unwrap();
        contact.id
    }

    /// Johanna de Vries, born 12 March 1984, Dorpsstraat 12 B.
    async fn johanna(&self) -> PartijId {
        let naam = Contactnaam {
            voorletters: "J.".into(),
            voornaam: "Johanna".into(),
            voorvoegsel_achternaam: "de".into(),
            achternaam: "Vriès".into(),
        };
        let adres = Adres {
            straatnaam: "Dorpsstraat".into(),
            huisnummer: Some(12),
            huisnummertoevoeging: "B".into(),
            postcode: "9999AA".into(),
            stad: "Elsdrecht".into(),
            ..Adres::default()
        };
        let partij = Partij {
            geboortedatum: Some(date(1984, 3, 12)),
            bezoekadres: Some(adres),
            ..Partij::persoon(self.id(), naam)
        };
        let nieuw = NieuwePartij {
            partij,
            bsn: Some("999900018".parse().unwrap()),
            digitale_adressen: vec![
                (SoortDigitaalAdres::Telefoonnummer, "06-12 34 56 78".into()),
                (SoortDigitaalAdres::Email, "J.deVries@Example.nl".into()),
            ],
        };
        self.write(vec![partij::aanmaken(&self.handeling(), &self.bench.ids, &nieuw).unwrap()]).await.unwrap();
        nieuw.partij.id
    }

    /// A callback with team 2, promised for an hour from now.
    async fn taak(&self, n: i64) -> Internetaak {
        let contact = self.registered(&self.contact(n)).await;
        let taak = Internetaak {
            id: self.id(),
            nummer: Some(nummer(n)),
            referentienummer: None,
            gevraagde_handeling: "terugbellen".into(),
            aanleidinggevend_klantcontact: contact,
            toelichting: "Wanneer komt de vergunning?".into(),
            status: Status::TeVerwerken,
            toegewezen_op: self.now(),
            afgehandeld_op: None,
            team: team(2),
            medewerker: None,
            aangemaakt_op: self.now(),
            beloofd_op: self.now().plus_seconds(3600),
            prioriteit: 0,
            pogingen: 0,
            product: Some("parkeervergunning".into()),
            partij: None,
            contactnaam: "mw. De Vries".into(),
            telefoon: "06 12345678".into(),
            antwoorden: vec![Antwoord {
                vraag: "kenteken".into(),
                tekst: "Wat is het kenteken?".into(),
                antwoord: "99-XX-99".into(),
            }],
            doorgezet_door: Some(medewerker(1)),
            afhandeling: None,
            uitkomst: String::new(),
            versie: 1,
        };
        self.write(vec![internetaak::aanmaken(&self.handeling(), &self.bench.ids, &taak).unwrap()]).await.unwrap();
        taak
    }
}

/// The keys of a JSON object, sorted: the contract with whoever reads the facts.
fn keys(value: &serde_json::Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// An order that is served by an index alone: no table scan, no sorting.
fn assert_walks(plan: &str, index: &str) {
    assert!(plan.contains(index), "expected {index}:\n{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "sorts:\n{plan}");
}

fn with_caller(world: &World, contact: &Klantcontact) -> Erbij {
    let mut betrokkene = Betrokkene::klant(world.id(), contact.id, None, "mw. De Vries");
    let phone = DigitaalAdres::new(world.id(), SoortDigitaalAdres::Telefoonnummer, "0612345678");
    betrokkene.digitale_adressen.push(phone.van_betrokkene(betrokkene.id));
    Erbij {
        betrokkenen: vec![betrokkene],
        onderwerpobjecten: vec![Onderwerpobject::product(world.id(), contact.id, "parkeervergunning", None)],
        actoren: vec![medewerker(1).into(), team(1).into()],
    }
}
