//! A small organisation with contacts and callbacks, kept beside the database so that it can be counted independently.

use std::collections::BTreeMap;

use kern::database::Engine;
use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId};
use kern::testhulp::{Bench, bench};
use kern::volgers::catch_up;
use kern::{Authorised, Handeling, Moment, Reads, Recht};
use registers::klantinteracties::Klantgroep;
use registers::klantinteracties::internetaak::{self, Afloop, Internetaak, InternetaakId, Overdracht, Status};
use registers::klantinteracties::klantcontact::{self, Afhandeling, Klantcontact, KlantcontactId};
use sea_query::{Expr, Query, Value};
use uuid::Uuid;

use super::super::{Achter, ContactRegel, Kwartaalrapport, Peil, Tellingen, contacten_achter, kwartaalrapport};
use super::kwartaal;

pub(super) struct Wereld {
    pub(super) bench: Bench,
    pub(super) organisatie: OrganisatieId,
    pub(super) other: OrganisatieId,
    pub(super) teams: [TeamId; 2],
    /// What the register holds: organisation and contact.
    contacts: Vec<(OrganisatieId, Klantcontact)>,
    /// What was told: of whom, of a contact that began when, and what.
    told: Vec<(OrganisatieId, Moment, &'static str)>,
    chance: u64,
}

pub(super) fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

/// What the counters say.
pub(super) async fn table_of_counts(db: &impl Reads) -> BTreeMap<[String; 5], i64> {
    let query = Query::select()
        .columns(["organisatie_id", "kwartaal", "maat", "sleutel", "sleutel2"])
        .expr_as(Expr::cust("CAST(SUM(aantal) AS BIGINT)"), "aantal")
        .from("tellingen")
        .group_by_columns(["organisatie_id", "kwartaal", "maat", "sleutel", "sleutel2"])
        .to_owned();
    let rows = db.rows(&query).await.unwrap();
    let text = |row: &kern::Row, column: &str| row.get::<String>(column).unwrap();
    rows.iter()
        .map(|row| {
            let organisatie = row.get::<OrganisatieId>("organisatie_id").unwrap().to_string();
            let [kwartaal, maat, sleutel, sleutel2] = ["kwartaal", "maat", "sleutel", "sleutel2"].map(|c| text(row, c));
            ([organisatie, kwartaal, maat, sleutel, sleutel2], row.get("aantal").unwrap())
        })
        .collect()
}

impl Wereld {
    pub(super) async fn new(engine: Engine, seed: u64) -> Self {
        let bench = bench(engine, &crate::migraties()).await;
        let [organisatie, other] = [1, 2].map(|n| OrganisatieId::from(Uuid::from_u128(n)));
        let tx = bench.db.begin().await.unwrap();
        for (id, code) in [(organisatie, "elsdrecht"), (other, "elders")] {
            let insert = Query::insert()
                .into_table("organisaties")
                .columns(["id", "code", "naam", "rsin", "instellingen"])
                .values([Expr::val(id), code.into(), code.into(), "999990408".into(), "{}".into()])
                .unwrap()
                .to_owned();
            tx.execute(&insert).await.unwrap();
        }
        tx.commit().await.unwrap();
        let teams = [11, 12].map(|n| TeamId::from(Uuid::from_u128(n)));
        let chance = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        Self { bench, organisatie, other, teams, contacts: Vec::new(), told: Vec::new(), chance }
    }

    pub(super) fn may<R: Recht>(&self) -> Authorised<R> {
        Authorised::program(self.organisatie)
    }

    fn below(&mut self, n: usize) -> usize {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        usize::try_from(self.chance >> 33).unwrap() % n
    }

    fn random_contact(&mut self, id: KlantcontactId) -> Klantcontact {
        // Around the turn of quarters, so that boundaries are crossed both ways.
        let start = ["2025-12-31T20:00:00Z", "2026-03-31T20:00:00Z", "2026-06-30T20:00:00Z"][self.below(3)];
        let op = moment(start).plus_seconds(i64::try_from(self.below(8 * 3600)).unwrap());
        let mut contact = Klantcontact::new(id, ["telefoon", "balie", "e-mail"][self.below(3)], op);
        contact.product = [None, Some("paspoort"), Some("grofvuil")][self.below(3)].map(str::to_owned);
        contact.thema = contact.product.as_ref().map(|_| ["burgerzaken", "afval"][self.below(2)].to_owned());
        contact.reden = [None, Some("statusvraag"), Some("klacht")][self.below(3)].map(str::to_owned);
        let nth = op.in_amsterdam().minute().unsigned_abs() % 3;
        contact.klantgroep = [None, Some(Klantgroep::Particulier), Some(Klantgroep::Ondernemer)][usize::from(nth)];
        contact.afhandeling = Some(Afhandeling::ALL[self.below(4)]);
        contact.team = [None, Some(self.teams[0]), Some(self.teams[1])][self.below(3)];
        contact
    }

    /// A new contact, or a correction of an earlier one; sometimes of the other organisation.
    pub(super) async fn random_step(&mut self) {
        let organisatie = if self.below(5) == 0 { self.other } else { self.organisatie };
        if self.contacts.is_empty() || self.below(3) > 0 {
            let contact = self.random_contact(self.bench.ids.next());
            return self.register(organisatie, contact).await;
        }
        let at = self.below(self.contacts.len());
        let (organisatie, was) = self.contacts[at].clone();
        let handeling = Handeling::program(organisatie, was.plaatsgevonden_op.plus_seconds(900));
        let becomes = self.random_contact(was.id);
        let right = klantcontact::Rechtzetting::default();
        let (becomes, change) = klantcontact::wijzigen(&handeling, &self.bench.ids, &was, becomes, &right).unwrap();
        let tx = self.bench.db.begin().await.unwrap();
        tx.write(vec![change]).await.unwrap();
        tx.commit().await.unwrap();
        let [before, after] = [was.plaatsgevonden_op, becomes.plaatsgevonden_op];
        self.told.push((organisatie, after, "rechtgezet"));
        if quarter_of(before) != quarter_of(after) {
            self.told.push((organisatie, before, "rechtgezet"));
        }
        self.contacts[at].1 = becomes;
    }

    /// An earlier contact, counted from the newest, turns out to have ended otherwise.
    pub(super) async fn correct(&mut self, back: usize, how: Afhandeling) {
        let at = self.contacts.len() - 1 - back;
        let (organisatie, was) = self.contacts[at].clone();
        let becomes = Klantcontact { afhandeling: Some(how), ..was.clone() };
        let right = klantcontact::Rechtzetting::default();
        let handeling = Handeling::program(organisatie, self.bench.clock.now());
        let (becomes, change) = klantcontact::wijzigen(&handeling, &self.bench.ids, &was, becomes, &right).unwrap();
        self.write(change).await;
        self.contacts[at].1 = becomes;
    }

    /// The newest contact was none.
    pub(super) async fn withdraw(&mut self) {
        let (organisatie, was) = self.contacts.pop().unwrap();
        let handeling = Handeling::program(organisatie, self.bench.clock.now());
        self.write(klantcontact::intrekken(&handeling, &self.bench.ids, &was, &[]).unwrap()).await;
    }

    async fn write(&self, change: kern::Change) {
        let tx = self.bench.db.begin().await.unwrap();
        tx.write(vec![change]).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Somebody of the organisation, who does something now.
    pub(super) async fn manager(&self) -> Handeling {
        let id = MedewerkerId::from(Uuid::from_u128(21));
        let (team, own) = (self.teams[0], self.organisatie);
        let row = |table: &'static str, values: Vec<(&'static str, Value)>| {
            let (columns, values): (Vec<_>, Vec<_>) = values.into_iter().unzip();
            Query::insert()
                .into_table(table)
                .columns(columns)
                .values(values.into_iter().map(Expr::val))
                .unwrap()
                .to_owned()
        };
        let common = |code: &str| vec![("organisatie_id", own.into()), ("naam", code.into()), ("actief", true.into())];
        let mut of_team = common("KCC");
        let more: [(&'static str, Value); 4] = [
            ("id", team.into()),
            ("code", "kcc".into()),
            ("afdeling", "klant".into()),
            ("klantcontactcentrum", true.into()),
        ];
        of_team.extend(more);
        let mut of_person = common("E. Stolk");
        let more: [(&'static str, Value); 6] = [
            ("id", id.into()),
            ("team_id", team.into()),
            ("gebruikersnaam", "e.stolk".into()),
            ("rollen", "teammanager".into()),
            ("afwezig", "[]".into()),
            ("voorkeuren", "{}".into()),
        ];
        of_person.extend(more);
        let tx = self.bench.db.begin().await.unwrap();
        tx.execute(&row("teams", of_team)).await.unwrap();
        tx.execute(&row("medewerkers", of_person)).await.unwrap();
        tx.commit().await.unwrap();
        Handeling { medewerker: Some(id), ..Handeling::program(own, self.bench.clock.now()) }
    }

    async fn register(&mut self, organisatie: OrganisatieId, contact: Klantcontact) {
        let handeling = Handeling::program(organisatie, contact.plaatsgevonden_op);
        let change =
            klantcontact::aanmaken(&handeling, &self.bench.ids, &contact, &klantcontact::Erbij::default()).unwrap();
        let tx = self.bench.db.begin().await.unwrap();
        tx.write(vec![change]).await.unwrap();
        tx.commit().await.unwrap();
        self.told.push((organisatie, contact.plaatsgevonden_op, "vastgelegd"));
        self.contacts.push((organisatie, contact));
    }

    pub(super) async fn contact(&mut self, op: &str, kanaal: &str, product: Option<&str>, how: Afhandeling) {
        let mut contact = Klantcontact::new(self.bench.ids.next(), kanaal, moment(op));
        contact.product = product.map(str::to_owned);
        contact.afhandeling = Some(how);
        contact.team = Some(self.teams[0]);
        self.register(self.organisatie, contact).await;
    }

    /// A callback that the first team has to make, asked for and promised at these moments.
    pub(super) async fn callback(&mut self, asked: &str, promised: &str) -> Internetaak {
        self.contact(asked, "telefoon", None, Afhandeling::Terugbelverzoek).await;
        let contact = self.contacts.last().unwrap().1.id;
        let taak = callback_after(self.bench.ids.next(), contact, self.teams[0], moment(asked), moment(promised));
        let handeling = Handeling::program(self.organisatie, moment(asked));
        let change = internetaak::aanmaken(&handeling, &self.bench.ids, &taak).unwrap();
        let tx = self.bench.db.begin().await.unwrap();
        tx.write(vec![change]).await.unwrap();
        tx.commit().await.unwrap();
        taak
    }

    /// A callback is asked for, handed over or closed, in time or not.
    pub(super) async fn random_callback_step(&mut self, open: &mut Vec<Internetaak>) {
        let hour = |n: usize| moment("2026-03-30T08:00:00Z").plus_seconds(3600 * i64::try_from(n).unwrap());
        let asked = self.below(40);
        if open.is_empty() || self.below(3) == 0 {
            let promised = hour(asked + 1 + self.below(30));
            open.push(self.callback(&hour(asked).to_string(), &promised.to_string()).await);
            return;
        }
        let (at, how) = (self.below(open.len()), self.below(4));
        let taak = open.swap_remove(at);
        let handeling = Handeling::program(self.organisatie, hour(asked + 20));
        let change = if how == 0 {
            let team = self.teams[usize::from(taak.team == self.teams[0])];
            let naar = Overdracht { team, medewerker: None, reden: "Zij weten dit.".into() };
            let (taak, change) = internetaak::overdragen(&handeling, &self.bench.ids, &taak, &naar).unwrap();
            open.push(taak);
            change
        } else if how == 1 && taak.versie == 1 {
            internetaak::intrekken(&handeling, &self.bench.ids, &taak).unwrap()
        } else {
            internetaak::afhandelen(&handeling, &self.bench.ids, &taak, Afloop::Beantwoord, "Klaar.").unwrap().1
        };
        let tx = self.bench.db.begin().await.unwrap();
        tx.write(vec![change]).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) async fn follow(&self) {
        catch_up(&self.bench.db, &self.bench.clock, &Tellingen).await.unwrap();
    }

    pub(super) async fn report(&self, quarter: &str) -> Kwartaalrapport {
        let peil = Peil::nu(&self.bench.db, &self.may(), self.bench.clock.now()).await.unwrap();
        self.report_at(quarter, peil).await
    }

    pub(super) async fn report_at(&self, quarter: &str, peil: Peil) -> Kwartaalrapport {
        kwartaalrapport(&self.bench.db, &self.may(), kwartaal(quarter), peil).await.unwrap()
    }

    /// All contacts behind a figure, read page by page.
    pub(super) async fn behind(&self, quarter: &str, achter: &Achter) -> Vec<ContactRegel> {
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let page = contacten_achter(&self.bench.db, &self.may(), kwartaal(quarter), achter, after.as_ref(), 7)
                .await
                .unwrap();
            rows.extend(page.rows);
            after = page.next;
            if after.is_none() {
                return rows;
            }
        }
    }

    /// The same numbers, counted from the contacts as they are now by code that shares nothing with the follower.
    pub(super) fn recount(&self) -> BTreeMap<[String; 5], i64> {
        let mut counts = BTreeMap::new();
        for (organisatie, op, what) in &self.told {
            let key = [&organisatie.to_string(), &quarter_of(*op), "vastlegging", what, ""].map(str::to_owned);
            *counts.entry(key).or_insert(0) += 1;
        }
        for (organisatie, contact) in &self.contacts {
            let local = contact.plaatsgevonden_op.in_amsterdam();
            let quarter = quarter_of(contact.plaatsgevonden_op);
            let how = contact.afhandeling.map_or("", Afhandeling::code);
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            let team = contact.team.map(|team| team.to_string()).unwrap_or_default();
            let month = local.strftime("%Y-%m").to_string();
            let (day, weekday) = (local.strftime("%Y-%m-%d").to_string(), local.strftime("%u").to_string());
            let hour = local.strftime("%H").to_string();
            for (maat, key, key2) in [
                ("kanaal", contact.kanaal.clone(), ""),
                ("klantgroep", contact.klantgroep.map_or("", Klantgroep::code).to_owned(), ""),
                ("reden", text(&contact.reden), ""),
                ("onderwerp", text(&contact.product), how),
                ("thema", text(&contact.thema), ""),
                ("team", team, how),
                ("maand", month, how),
                ("dag", day, ""),
                ("uur", weekday, &hour),
            ] {
                let key = [organisatie.to_string(), quarter.clone(), maat.to_owned(), key, key2.to_owned()];
                *counts.entry(key).or_insert(0) += 1;
            }
        }
        counts
    }
}

fn quarter_of(op: Moment) -> String {
    let local = op.in_amsterdam();
    format!("{}-K{}", local.year(), (local.month() - 1) / 3 + 1)
}

fn callback_after(
    id: InternetaakId,
    contact: KlantcontactId,
    team: TeamId,
    asked: Moment,
    promised: Moment,
) -> Internetaak {
    Internetaak {
        id,
        nummer: None,
        referentienummer: None,
        gevraagde_handeling: "terugbellen".into(),
        aanleidinggevend_klantcontact: contact,
        toelichting: "Wanneer is mijn vergunning klaar?".into(),
        status: Status::TeVerwerken,
        toegewezen_op: asked,
        afgehandeld_op: None,
        team,
        medewerker: None,
        aangemaakt_op: asked,
        beloofd_op: promised,
        prioriteit: 0,
        pogingen: 0,
        product: None,
        partij: None,
        contactnaam: "mw. De Vries".into(),
        telefoon: "06 12345678".into(),
        antwoorden: Vec::new(),
        doorgezet_door: None,
        afhandeling: None,
        uitkomst: String::new(),
        versie: 1,
    }
}
