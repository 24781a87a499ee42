//! An organisation, its messages, and a mail server that misbehaves on request.

mod gesprekken;
mod mailserver;
mod sjablonen;
mod smtp;
mod wachtrij;

use std::collections::BTreeMap;
use std::path::PathBuf;

use kern::autorisatie::LeesZaken;
use kern::database::Engine;
use kern::organisaties::Organisatie;
use kern::testhulp::{Bench, bench};
use kern::{Authorised, Handeling};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::verzenden::{Afzender, Postbode, Smtp, Verzender};
use super::{Bericht, BerichtId, NieuwBericht, Sjablonen, opstellen, van_zaak};
use crate::inrichten::tests::mappen;

pub(super) struct Wereld {
    pub(super) bench: Bench,
    pub(super) organisatie: Organisatie,
    pub(super) zaak: Uuid,
    pub(super) map: PathBuf,
}

/// The fields of an ontvangstbevestiging.
pub(super) fn ontvangst() -> BTreeMap<String, Json> {
    let fields = [
        ("naam", "Jan de Vriés"),
        ("zaaknummer", "ZAAK-2026-0000000007"),
        ("omschrijving", "Parkeervergunning voor bewoners"),
        ("ontvangen_op", "2026-11-23"),
        ("uiterlijk_op", "2027-01-18"),
        ("vervolg", ""),
    ];
    fields.into_iter().map(|(field, value)| (field.to_owned(), json!(value))).collect()
}

impl Wereld {
    pub(super) async fn nieuw(engine: Engine) -> Self {
        let bench = bench(engine, &crate::migraties()).await;
        mappen::laden(&bench, &mappen::klein("klein")).await;
        let organisatie = mappen::organisatie(&bench, "klein").await;
        let zaak: Uuid = bench.ids.next();
        let map = std::env::temp_dir()
            .join(format!("loket-post-{}", kern::Ids::system(bench.clock.clone()).unwrap().next::<Uuid>()));
        Self { bench, organisatie, zaak, map }
    }

    pub(super) fn sjablonen(&self) -> Sjablonen {
        Sjablonen::van(&self.organisatie).unwrap()
    }

    pub(super) fn handeling(&self) -> Handeling {
        Handeling::program(self.organisatie.id, self.bench.clock.now())
    }

    /// A message that has been committed.
    pub(super) async fn bericht(&self, e_mail: Option<&str>, partij: Option<Uuid>) -> Bericht {
        let nieuw = NieuwBericht {
            id: self.bench.ids.next(),
            sjabloon: "ontvangstbevestiging",
            zaak: Some(self.zaak),
            partij,
            afspraak: None,
            e_mail: e_mail.map(|typed| typed.parse().unwrap()),
            taal: "nl",
            velden: ontvangst(),
            geheim: None,
        };
        let (bericht, change) = opstellen(&self.handeling(), &self.bench.ids, &self.sjablonen(), &nieuw).unwrap();
        self.schrijf(change).await.unwrap();
        bericht
    }

    pub(super) async fn schrijf(&self, change: kern::Change) -> kern::Result<()> {
        let tx = self.bench.db.begin().await?;
        tx.write(vec![change]).await?;
        tx.commit().await
    }

    pub(super) fn verzender(&self, smtp: Option<Smtp>) -> Verzender {
        let postbode = Postbode::new(smtp, self.map.clone(), Afzender(Some("noreply@klein.example.nl".to_owned())));
        Verzender::new(
            self.bench.db.clone(),
            self.bench.clock.clone(),
            self.bench.ids.clone(),
            postbode,
            std::sync::Arc::new(crate::zaken::Berichtgevolg),
        )
    }

    pub(super) async fn berichten(&self) -> Vec<Bericht> {
        let who = Authorised::<LeesZaken>::program(self.organisatie.id);
        van_zaak(&self.bench.db, &who, self.zaak, None, 50).await.unwrap().rows
    }

    pub(super) async fn nu(&self, id: BerichtId) -> Bericht {
        self.berichten().await.into_iter().find(|bericht| bericht.id == id).unwrap()
    }

    pub(super) fn later(&self, seconds: i64) {
        self.bench.clock.set(self.bench.clock.now().plus_seconds(seconds));
    }

    /// What the journal says of a message.
    pub(super) async fn soorten(&self, id: BerichtId) -> Vec<String> {
        let entries = kern::testhulp::verteld_na(&self.bench.db, 0).await;
        entries
            .iter()
            .filter(|entry| entry.resource_id == id.uuid())
            .map(|e| format!("{} {}", e.resource, e.actie))
            .collect()
    }
}

impl Drop for Wereld {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.map);
    }
}
