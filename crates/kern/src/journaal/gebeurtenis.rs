//! A gebeurtenis (event) before it is written, and the change it belongs to.

use std::marker::PhantomData;

use sea_query::Value;
use serde::Serialize;
use uuid::Uuid;

use super::inhoud::Bewaard;
use super::keten;
use super::soort::{Geen, Soort, Soortnaam};
use crate::database::Write;
use crate::organisaties::{MedewerkerId, OrganisatieId};
use crate::{Handeling, Ids, Moment, PROGRAMMA, Result};

crate::id_types! {
    /// A gebeurtenis.
    GebeurtenisId,
}

/// A gebeurtenis that is about to be written, of a kind with facts of this type. With [`Geen`] it has all that it needs: it had none to
/// tell, or [`Gebeurtenis::feiten`] told them.
pub struct Gebeurtenis<F = Geen> {
    velden: Velden,
    te_vertellen: PhantomData<fn() -> F>,
}

/// Nobody guesses so many, whatever they know of the content.
const ZOUT_BYTES: usize = 16;

struct Velden {
    id: GebeurtenisId,
    zout: [u8; ZOUT_BYTES],
    organisatie: OrganisatieId,
    soort: Soortnaam,
    resource_id: Uuid,
    hoofdobject_id: Option<Uuid>,
    plaatsgevonden_op: Moment,
    vastgelegd_op: Moment,
    medewerker: Option<MedewerkerId>,
    partij: Option<Uuid>,
    namens: Option<String>,
    doel: Option<String>,
    /// JSON, as are the next two.
    feiten: String,
    voor: Option<String>,
    na: Option<String>,
}

impl<F> Gebeurtenis<F> {
    /// A gebeurtenis of this kind about one resource, done by `handeling`, happening now.
    pub fn new(handeling: &Handeling, ids: &Ids, soort: Soort<F>, resource_id: impl Into<Uuid>) -> Self {
        let mut zout = [0; ZOUT_BYTES];
        zout.copy_from_slice(&ids.secret()[..ZOUT_BYTES]);
        let velden = Velden {
            id: ids.next(),
            zout,
            organisatie: handeling.organisatie,
            soort: soort.naam(),
            resource_id: resource_id.into(),
            hoofdobject_id: None,
            plaatsgevonden_op: handeling.op,
            vastgelegd_op: handeling.op,
            medewerker: handeling.medewerker,
            partij: handeling.partij,
            namens: handeling.namens.clone(),
            doel: handeling.doel.clone(),
            feiten: "{}".to_owned(),
            voor: None,
            na: None,
        };
        Self { velden, te_vertellen: PhantomData }
    }

    /// What it belongs to: the klantcontact of an internetaak, the zaak of a rol.
    #[must_use]
    pub fn bij(mut self, hoofdobject: impl Into<Uuid>) -> Self {
        self.velden.hoofdobject_id = Some(hoofdobject.into());
        self
    }

    /// When it really happened, if that was earlier than it is written down.
    #[must_use]
    pub fn op(mut self, plaatsgevonden: Moment) -> Self {
        self.velden.plaatsgevonden_op = plaatsgevonden;
        self
    }

    /// What norms, reports and counters read. Never anything personal: it stays for ever.
    ///
    /// # Errors
    /// When the value has no JSON form.
    pub fn feiten(self, feiten: &F) -> Result<Gebeurtenis>
    where
        F: Serialize,
    {
        let velden = Velden { feiten: serde_json::to_string(feiten)?, ..self.velden };
        Ok(Gebeurtenis { velden, te_vertellen: PhantomData })
    }

    /// The resource as it was. Can be forgotten.
    ///
    /// # Errors
    /// When the value has no JSON form.
    pub fn voor(mut self, voor: &impl Serialize) -> Result<Self> {
        self.velden.voor = Some(serde_json::to_string(voor)?);
        Ok(self)
    }

    /// The resource as it became. Can be forgotten.
    ///
    /// # Errors
    /// When the value has no JSON form.
    pub fn na(mut self, na: &impl Serialize) -> Result<Self> {
        self.velden.na = Some(serde_json::to_string(na)?);
        Ok(self)
    }
}

impl Gebeurtenis {
    /// With what can be forgotten made small, and its hash: all that needs no place in the journal.
    fn ingepakt(self) -> Result<Ingepakt> {
        let mut velden = self.velden;
        let (zout, voor, na) = (velden.zout.to_vec(), velden.voor.take(), velden.na.take());
        // Without a content there is nothing to forget, and no hash.
        let bewaard = (voor.is_some() || na.is_some()).then_some(Bewaard { zout, voor, na });
        let inhoud_hash = bewaard.as_ref().map(Bewaard::hash).unwrap_or_default();
        let inhoud = bewaard.as_ref().map(Bewaard::inpakken).transpose()?;
        Ok(Ingepakt { velden, inhoud_hash, inhoud })
    }
}

/// A gebeurtenis that only waits for its place in the journal.
pub(super) struct Ingepakt {
    velden: Velden,
    inhoud_hash: String,
    inhoud: Option<Vec<u8>>,
}

impl Ingepakt {
    /// In whose journal it stands.
    pub(super) fn organisatie(&self) -> OrganisatieId {
        self.velden.organisatie
    }

    /// The rows of this event; `link` goes in as the chain's end and comes out as the new end.
    pub(super) fn into_rows(self, number: i64, link: &mut String) -> (Row, Option<Row>) {
        let (own, inhoud_hash) = (self.velden, self.inhoud_hash);
        *link = keten::next_link(
            link,
            &keten::Linked {
                vorm: keten::VORM,
                programma: Some(PROGRAMMA),
                volgnummer: number,
                id: own.id.uuid(),
                organisatie_id: own.organisatie.uuid(),
                resource: own.soort.resource,
                actie: own.soort.actie,
                resource_id: own.resource_id,
                hoofdobject_id: own.hoofdobject_id,
                plaatsgevonden_op: own.plaatsgevonden_op,
                vastgelegd_op: own.vastgelegd_op,
                medewerker_id: own.medewerker.map(MedewerkerId::uuid),
                partij_id: own.partij,
                namens: own.namens.as_deref(),
                doel: own.doel.as_deref(),
                feiten: &own.feiten,
                inhoud_hash: &inhoud_hash,
            },
        );
        let content = self.inhoud.map(|inhoud| {
            vec![("organisatie_id", own.organisatie.into()), ("volgnummer", number.into()), ("inhoud", inhoud.into())]
        });
        let row = vec![
            ("organisatie_id", own.organisatie.into()),
            ("volgnummer", number.into()),
            ("id", own.id.into()),
            ("vorm", keten::VORM.into()),
            ("programma", PROGRAMMA.into()),
            ("resource", own.soort.resource.into()),
            ("actie", own.soort.actie.into()),
            ("resource_id", own.resource_id.into()),
            ("hoofdobject_id", own.hoofdobject_id.into()),
            ("plaatsgevonden_op", own.plaatsgevonden_op.into()),
            ("vastgelegd_op", own.vastgelegd_op.into()),
            ("medewerker_id", own.medewerker.into()),
            ("partij_id", own.partij.into()),
            ("namens", own.namens.into()),
            ("doel", own.doel.into()),
            ("feiten", own.feiten.into()),
            ("inhoud_hash", inhoud_hash.into()),
            ("keten", link.clone().into()),
        ];
        (row, content)
    }
}

type Row = Vec<(&'static str, Value)>;

/// What a decision leads to: rows, and the gebeurtenis that says so. Written together or not at all.
pub struct Change {
    pub(super) writes: Vec<Write>,
    /// What it tells; an error when that is too large to be kept.
    pub(super) gebeurtenis: Result<Ingepakt>,
}

impl Change {
    /// A change that this gebeurtenis describes.
    #[must_use]
    pub fn new(gebeurtenis: Gebeurtenis) -> Self {
        Self { writes: Vec::new(), gebeurtenis: gebeurtenis.ingepakt() }
    }

    /// With a new row.
    #[must_use]
    pub fn insert(mut self, table: &'static str, values: Vec<(&'static str, Value)>) -> Self {
        self.writes.push(Write::Insert { table, values });
        self
    }

    /// With a change of exactly one row: no row or several is a conflict and undoes everything.
    #[must_use]
    pub fn update(mut self, statement: sea_query::UpdateStatement) -> Self {
        self.writes.push(Write::Update(Box::new(statement)));
        self
    }

    /// With rows that go.
    #[must_use]
    pub fn delete(mut self, statement: sea_query::DeleteStatement) -> Self {
        self.writes.push(Write::Delete(Box::new(statement)));
        self
    }
}
