//! Contacts on both engines: the workplace's own paths.

mod concepten;
mod corrigeren;
mod klanten;
mod regels;
mod registreren;
mod terugbellen;
mod terugnemen;

use jiff::civil::date;
use kern::autorisatie::{BehandelTaken, LeesKlant, Registreren};
use kern::database::Engine;
use kern::journaal::Entry;
use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId};
use kern::testhulp::{Bench, bench};
use kern::{Authorised, Error, FieldError, Handeling, Medewerker, Moment, Result, Rol};
use registers::klantinteracties::internetaak::Antwoord;
use registers::klantinteracties::klantcontact::Afhandeling;
use registers::klantinteracties::partij::{self, NieuwePartij};
use registers::klantinteracties::{Adres, Contactnaam, Klantgroep, Partij, PartijId, SoortDigitaalAdres};
use sea_query::{Expr, ExprTrait, Query, Value};
use uuid::Uuid;

use super::concept::{self, Concept, Invoer, Terugbel};
use super::registreren::{Afronding, Geregistreerd, afronden};
use crate::inrichten::{Instellingen, Keuze, Uitkomst, Vraag, Vraagsoort, Vragenset};

const PRODUCT: &str = "parkeervergunning";
const ARTIKEL: Uuid = Uuid::from_u128(0x300);

fn organisatie() -> OrganisatieId {
    Uuid::from_u128(0xA).into()
}

/// Team 1 is the contact centre, team 2 parking (with a vragenset), team 3 works on mornings only.
fn team(n: u128) -> TeamId {
    Uuid::from_u128(0x100 + n).into()
}

/// Number n0 … n9 are of team n.
fn medewerker(n: u128) -> MedewerkerId {
    Uuid::from_u128(0x200 + n).into()
}

fn klant() -> Authorised<LeesKlant> {
    Authorised::program(organisatie())
}

/// A municipality with three teams, four people and one product.
struct World {
    bench: Bench,
    /// Of the contact centre.
    sanne: Medewerker,
    /// Of parking.
    piet: Medewerker,
    /// Of parking.
    els: Medewerker,
}

fn somebody(n: u128, naam: &str) -> Medewerker {
    Medewerker {
        id: medewerker(n),
        organisatie: organisatie(),
        team: team(n / 10),
        naam: naam.into(),
        rollen: vec![Rol::Agent],
    }
}

fn choices(codes: &[&str]) -> Vec<Keuze> {
    codes.iter().map(|code| Keuze { code: (*code).into(), naam: (*code).into(), naam_en: (*code).into() }).collect()
}

fn settings() -> Instellingen {
    let week = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"];
    let outcome = |kind: &Afhandeling| Uitkomst {
        code: kind.code().replace('_', "-"),
        naam: String::new(),
        naam_en: String::new(),
        afhandeling: kind.code().into(),
    };
    let question = Vraag {
        code: "kenteken".into(),
        tekst: "Wat is het kenteken?".into(),
        soort: Vraagsoort::Tekst,
        verplicht: true,
        opties: Vec::new(),
    };
    Instellingen {
        openingstijden: week.map(|day| (day.to_owned(), vec!["08:30-17:00".to_owned()])).into(),
        kanalen: choices(&["telefoon", "balie"]),
        redenen: choices(&["statusvraag", "productvraag"]),
        uitkomsten: Afhandeling::ALL.iter().map(outcome).collect(),
        themas: choices(&["parkeren"]),
        vragensets: vec![Vragenset { code: "parkeren".into(), naam: "Parkeren".into(), vragen: vec![question] }],
        ..Instellingen::default()
    }
}

type Columns = Vec<(&'static str, Value)>;

fn team_row(n: u128, vragenset: Option<&str>, hours: Option<&str>) -> Columns {
    vec![
        ("id", team(n).into()),
        ("organisatie_id", organisatie().into()),
        ("code", format!("team-{n}").into()),
        ("naam", format!("Team {n}").into()),
        ("afdeling", "publiekszaken".into()),
        ("vragenset", vragenset.map(str::to_owned).into()),
        ("klantcontactcentrum", (n == 1).into()),
        ("openingstijden", hours.map(str::to_owned).into()),
        ("actief", true.into()),
    ]
}

fn medewerker_row(who: &Medewerker) -> Columns {
    vec![
        ("id", who.id.into()),
        ("organisatie_id", organisatie().into()),
        ("gebruikersnaam", who.naam.clone().into()),
        ("naam", who.naam.clone().into()),
        ("team_id", who.team.into()),
        ("rollen", "agent".into()),
        ("afwezig", "[]".into()),
        ("voorkeuren", "{}".into()),
        ("actief", true.into()),
    ]
}

fn product_row() -> Columns {
    vec![
        ("id", Uuid::from_u128(0x301).into()),
        ("organisatie_id", organisatie().into()),
        ("code", PRODUCT.into()),
        ("naam", "Parkeervergunning voor bewoners".into()),
        ("thema", "parkeren".into()),
        ("team_id", team(2).into()),
        ("reden", "productvraag".into()),
        ("trefwoorden", "[]".into()),
        ("vragen", "[]".into()),
        ("gerelateerd", "[]".into()),
        ("levensgebeurtenissen", "[]".into()),
        ("gewicht", 1.into()),
        ("openbaar", true.into()),
        ("actief", true.into()),
        ("gecontroleerd_op", "2026-11-02".into()),
        ("artikel_id", ARTIKEL.into()),
        ("versie", 3.into()),
    ]
}

impl World {
    async fn new(engine: Engine) -> Self {
        let bench = bench(engine, &crate::migraties()).await;
        let people = [somebody(10, "Sanne"), somebody(20, "Piet"), somebody(21, "Els")];
        let organisation: Columns = vec![
            ("id", organisatie().into()),
            ("code", "proef".into()),
            ("naam", "Proef".into()),
            ("rsin", "999990408".into()),
            ("instellingen", serde_json::to_string(&settings()).unwrap().into()),
        ];
        let mut rows = vec![
            ("organisaties", organisation),
            ("teams", team_row(1, None, None)),
            ("teams", team_row(2, Some("parkeren"), None)),
            ("teams", team_row(3, None, Some(r#"{ "dinsdag": ["09:00-12:00"] }"#))),
            ("producten", product_row()),
        ];
        rows.extend(people.iter().map(|who| ("medewerkers", medewerker_row(who))));
        let tx = bench.db.begin().await.unwrap();
        for (table, row) in rows {
            let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
            let values = values.into_iter().map(Expr::val);
            let insert = Query::insert().into_table(table).columns(columns).values(values).unwrap().to_owned();
            tx.execute(&insert).await.unwrap();
        }
        tx.commit().await.unwrap();
        let [sanne, piet, els] = people;
        Self { bench, sanne, piet, els }
    }

    fn now(&self) -> Moment {
        self.bench.clock.now()
    }

    fn later(&self, seconds: i64) {
        self.bench.clock.set(self.now().plus_seconds(seconds));
    }

    async fn events(&self) -> Vec<Entry> {
        kern::testhulp::verteld_na(&self.bench.db, 0).await
    }

    async fn started(&self) -> Concept {
        concept::starten(&self.bench.db, &self.bench.ids, &self.sanne.agent(), self.now(), "telefoon").await.unwrap()
    }

    /// Sanne ends a contact that she typed this in.
    async fn ended(&self, invoer: Invoer, afhandeling: Afhandeling) -> Result<Geregistreerd> {
        let concept = self.started().await;
        self.later(60);
        self.finish(&Afronding { invoer: Some((1.into(), invoer)), ..ending(&concept, afhandeling) }).await
    }

    async fn finish(&self, afronding: &Afronding) -> Result<Geregistreerd> {
        let (db, ids, sanne) = (&self.bench.db, &self.bench.ids, &self.sanne);
        afronden(db, ids, &sanne.agent(), &sanne.handeling(self.now()), sanne.team, afronding).await
    }

    /// Somebody's row becomes otherwise, as `loket inrichten` does.
    async fn changed(&self, who: &Medewerker, column: &'static str, value: sea_query::Value) {
        let update =
            Query::update().table("medewerkers").value(column, value).and_where(Expr::col("id").eq(who.id)).to_owned();
        let tx = self.bench.db.begin().await.unwrap();
        tx.execute(&update).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Johanna de Vries, born 12 March 1984, Dorpsstraat 12.
    async fn johanna(&self) -> PartijId {
        self.known(("Johanna", "de", "Vries"), "06-87654321").await
    }

    /// Fleur ten Heidezoon, of the same house.
    async fn fleur(&self) -> PartijId {
        self.known(("Fleur", "ten", "Heidezoon"), "06-11112222").await
    }

    async fn known(&self, (voornaam, voorvoegsel, achternaam): (&str, &str, &str), phone: &str) -> PartijId {
        let naam = Contactnaam {
            voornaam: voornaam.into(),
            voorvoegsel_achternaam: voorvoegsel.into(),
            achternaam: achternaam.into(),
            ..Contactnaam::default()
        };
        let adres = Adres { huisnummer: Some(12), postcode: "9999AA".into(), ..Adres::default() };
        let partij = Partij {
            geboortedatum: Some(date(1984, 3, 12)),
            bezoekadres: Some(adres),
            ..Partij::persoon(self.bench.ids.next(), naam)
        };
        let phone = (SoortDigitaalAdres::Telefoonnummer, phone.to_owned());
        let nieuw = NieuwePartij { partij, bsn: None, digitale_adressen: vec![phone] };
        let handeling = Handeling::program(organisatie(), self.now());
        let tx = self.bench.db.begin().await.unwrap();
        tx.write(vec![partij::aanmaken(&handeling, &self.bench.ids, &nieuw).unwrap()]).await.unwrap();
        tx.commit().await.unwrap();
        nieuw.partij.id
    }
}

/// What people are allowed, said shortly.
trait Rights {
    fn agent(&self) -> Authorised<Registreren>;
    fn behandelaar(&self) -> Authorised<BehandelTaken>;
}

impl Rights for Medewerker {
    fn agent(&self) -> Authorised<Registreren> {
        self.authorise().unwrap()
    }

    fn behandelaar(&self) -> Authorised<BehandelTaken> {
        self.authorise().unwrap()
    }
}

fn ending(concept: &Concept, afhandeling: Afhandeling) -> Afronding {
    Afronding { concept: concept.id, invoer: None, afhandeling, uitkomst: None, naar_team: None, gezien: None }
}

fn typed(notitie: &str) -> Invoer {
    Invoer { kanaal: "telefoon".into(), notitie: notitie.into(), ..Invoer::default() }
}

/// Mrs. De Vries wants to be called back about her permit.
fn asks_callback(notitie: &str) -> Invoer {
    let antwoord =
        Antwoord { vraag: "kenteken".into(), tekst: "Wat is het kenteken?".into(), antwoord: "99-XX-99".into() };
    Invoer {
        product: Some(PRODUCT.into()),
        beller_naam: "mw. De Vries".into(),
        beller_telefoon: "06 1234 5678".into(),
        terugbel: Terugbel { antwoorden: vec![antwoord], ..Terugbel::default() },
        ..typed(notitie)
    }
}

/// The fields and codes of what was refused.
fn refused<T>(result: Result<T>) -> Vec<(&'static str, &'static str)> {
    match result.map(drop) {
        Err(Error::Invalid(errors)) => errors.into_iter().map(|FieldError { field, code, .. }| (field, code)).collect(),
        other => panic!("{other:?}"),
    }
}

/// The code of a conflict.
fn conflict<T>(result: Result<T>) -> &'static str {
    match result.map(drop) {
        Err(Error::Conflict(what)) => what.code,
        other => panic!("{other:?}"),
    }
}
