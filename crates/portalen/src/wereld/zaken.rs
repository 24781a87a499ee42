//! People with cases.

use std::sync::Arc;

use bestanden::Regels;
use dienstverlening::berichten::verzenden::postmap::{self, Leesbaar};
use dienstverlening::berichten::verzenden::{Afzender, Postbode, Verzender};
use dienstverlening::berichten::{self, Postvak};
use dienstverlening::zaken::{self, Aanvraag, Aanvrager, Berichtgevolg, Bijlage};
use kern::{Burger, Handeling};
use registers::documenten::{self, Inhoud};
use registers::klantinteracties::partij::{self, NieuwePartij, Partij};
use registers::klantinteracties::{Bsn, Contactnaam, SoortDigitaalAdres};
use registers::zaken::ZaakId;
use uuid::Uuid;

use super::World;

impl World {
    /// A person whom we know, with a mail address.
    pub(crate) async fn inwoner(&self, achternaam: &str) -> Uuid {
        self.persoon(achternaam, None).await
    }

    /// The same, with their BSN.
    pub(crate) async fn met_bsn(&self, achternaam: &str, bsn: &str) -> Uuid {
        self.persoon(achternaam, Some(bsn.parse().unwrap())).await
    }

    async fn persoon(&self, achternaam: &str, bsn: Option<Bsn>) -> Uuid {
        let naam = Contactnaam { achternaam: achternaam.into(), ..Contactnaam::default() };
        let partij = Partij::persoon(self.app.ids.next(), naam);
        let id = partij.id.uuid();
        let mail = (SoortDigitaalAdres::Email, format!("{}@example.nl", achternaam.to_lowercase()));
        let new = NieuwePartij { partij, bsn, digitale_adressen: vec![mail] };
        let handeling = Handeling::program(self.organisatie, self.app.clock.now());
        let tx = self.app.db.begin().await.unwrap();
        tx.write(vec![partij::aanmaken(&handeling, &self.app.ids, &new).unwrap()]).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A round of sending, from this address; from one that is none every mail fails. Gives what left.
    pub(crate) async fn verstuur(&self, afzender: &str) -> Vec<Leesbaar> {
        // Ids are the same in every test: what keeps the mail of two tests apart is not one of them.
        let own = kern::Ids::system(self.app.clock.clone()).unwrap().next::<Uuid>();
        let map = std::env::temp_dir().join(format!("loket-post-{own}"));
        let postbode = Postbode::new(None, map.clone(), Afzender(Some(afzender.to_owned())));
        let (db, clock, ids) = (self.app.db.clone(), self.app.clock.clone(), self.app.ids.clone());
        Verzender::new(db, clock, ids, postbode, Arc::new(Berichtgevolg)).ronde().await.unwrap();
        let mut sent = Vec::new();
        for name in postmap::lijst(&map, 1_000).await.unwrap() {
            sent.push(postmap::leesbaar(&postmap::lees(&map, &name).await.unwrap().unwrap()));
        }
        let _ = std::fs::remove_dir_all(map);
        sent
    }

    /// A case of this person about a lost key, with a document in the store.
    pub(crate) async fn zaak(&self, aanvrager: Uuid) -> ZaakId {
        let none = String::new();
        self.zaak_van(Aanvrager::Bekend { partij: aanvrager.into(), e_mail: none.clone(), telefoon: none }).await
    }

    /// The same from whoever it is.
    pub(crate) async fn zaak_van(&self, aanvrager: Aanvrager) -> ZaakId {
        let (opslag, sleutel) = (self.app.opslag.as_ref().unwrap(), self.app.ids.next());
        let kept = opslag.bewaar_bytes(sleutel, "bewijs.txt", b"Dit is het bewijs.", &Regels::default()).await.unwrap();
        let bestand = Inhoud {
            sleutel: kept.sleutel.to_string(),
            naam: kept.naam,
            formaat: kept.formaat,
            omvang: kept.omvang,
            sha256: kept.sha256,
        };
        let handeling = Handeling::program(self.organisatie, self.app.clock.now());
        let aanvraag = Aanvraag {
            id: self.app.ids.next(),
            zaaktype: "sleutel".into(),
            product: Some("sleutel".into()),
            kanaal: "webformulier".into(),
            omschrijving: "Verloren sleutel AB-123".into(),
            toelichting: "Hij is blauw.".into(),
            aanvrager,
            gemachtigde: None,
            eigenschappen: vec![("soort".into(), "huis".into())],
            bijlagen: vec![Bijlage { bestand, titel: "Bewijs".into(), informatieobjecttype: "bijlage".into() }],
            geometrie: None,
            hoofdzaak: None,
            klantgroep: None,
            meteen_klaar: false,
            ontvangen_op: handeling.op,
        };
        let tx = self.app.db.begin().await.unwrap();
        let made = zaken::indienen(&tx, &self.app.ids, &handeling, &aanvraag).await.unwrap();
        tx.write(made.changes).await.unwrap();
        tx.commit().await.unwrap();
        aanvraag.id
    }

    /// The ids of the first document of a case, and of the newest message about it.
    pub(crate) async fn bij_zaak(&self, aanvrager: Uuid, zaak: ZaakId) -> (String, String) {
        let eigen = Burger { organisatie: self.organisatie, partij: aanvrager, namens: None }.eigen();
        let documents = documenten::van_zaak(&self.app.db, &eigen, zaak).await.unwrap();
        let postvak = Postvak::Zaak(zaak.uuid());
        let messages = berichten::van_eigen(&self.app.db, &eigen, postvak, None, 10).await.unwrap().rows;
        (documents[0].id.to_string(), messages[0].id.to_string())
    }
}
