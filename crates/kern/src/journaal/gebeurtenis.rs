//! A gebeurtenis (event) before it is written, and the change it belongs to.

use std::marker::PhantomData;

use sea_query::Value;
use serde::Serialize;
use serde_json::Value as Json;
use uuid::Uuid;

use super::inhoud::Bewaard;
use super::keten;
use super::soort::{Geen, Soort, Soortnaam};
use crate::database::Write;
use crate::organisaties::{MedewerkerId, OrganisatieId};
use crate::{Error, Handeling, Ids, Moment, PROGRAMMA, Result};

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
    feiten: Json,
    voor: Option<Json>,
    na: Option<Json>,
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
            feiten: Json::Object(serde_json::Map::new()),
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
        let velden = Velden { feiten: serde_json::to_value(feiten)?, ..self.velden };
        Ok(Gebeurtenis { velden, te_vertellen: PhantomData })
    }

    /// The resource as it was. Can be forgotten.
    ///
    /// # Errors
    /// When the value has no JSON form.
    pub fn voor(mut self, voor: &impl Serialize) -> Result<Self> {
        self.velden.voor = Some(serde_json::to_value(voor)?);
        Ok(self)
    }

    /// The resource as it became. Can be forgotten.
    ///
    /// # Errors
    /// When the value has no JSON form.
    pub fn na(mut self, na: &impl Serialize) -> Result<Self> {
        self.velden.na = Some(serde_json::to_value(na)?);
        Ok(self)
    }
}

impl Gebeurtenis {
    /// In whose journal it stands.
    pub(super) fn organisatie(&self) -> OrganisatieId {
        self.velden.organisatie
    }

    /// The rows of this event; `link` goes in as the chain's end and comes out as the new end.
    pub(super) fn into_rows(self, number: i64, link: &mut String) -> Result<(Row, Option<Row>)> {
        let own = self.velden;
        let [voor, na] = [&own.voor, &own.na].map(|content| content.as_ref().map(Json::to_string));
        // Empty says that there was nothing to forget.
        let bewaard = (voor.is_some() || na.is_some()).then(|| Bewaard { zout: own.zout.to_vec(), voor, na });
        let inhoud_hash = bewaard.as_ref().map(Bewaard::hash).unwrap_or_default();
        let feiten = own.feiten.to_string();
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
                feiten: &feiten,
                inhoud_hash: &inhoud_hash,
            },
        );
        let content = |bewaard: Bewaard| {
            Ok::<_, Error>(vec![
                ("organisatie_id", own.organisatie.into()),
                ("volgnummer", number.into()),
                ("inhoud", bewaard.inpakken()?.into()),
            ])
        };
        let content = bewaard.map(content).transpose()?;
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
            ("feiten", feiten.into()),
            ("inhoud_hash", inhoud_hash.into()),
            ("keten", link.clone().into()),
        ];
        Ok((row, content))
    }
}

type Row = Vec<(&'static str, Value)>;

/// What a decision leads to: rows, and the gebeurtenis that says so. Written together or not at all.
pub struct Change {
    pub(super) writes: Vec<Write>,
    pub(super) gebeurtenis: Gebeurtenis,
}

impl Change {
    /// A change that this gebeurtenis describes.
    #[must_use]
    pub fn new(gebeurtenis: Gebeurtenis) -> Self {
        Self { writes: Vec::new(), gebeurtenis }
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
