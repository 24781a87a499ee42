//! A gebeurtenis (event) before it is written, and the change it belongs to.

use sea_query::Value;
use serde::Serialize;
use serde_json::Value as Json;
use uuid::Uuid;

use super::keten;
use crate::database::Write;
use crate::organisaties::{MedewerkerId, OrganisatieId};
use crate::{Handeling, Ids, Moment, Result};

crate::id_types! {
    /// A gebeurtenis.
    GebeurtenisId,
}

/// What kind of gebeurtenis: the standard's resource and what happened to it. Each room states its own as constants;
/// docs/gebeurtenissen.md lists them with who reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Soort {
    /// The standard's resource, in lower case: `klantcontact`, `internetaak`.
    pub resource: &'static str,
    /// What happened: `aangemaakt`, `gewijzigd`, `geraadpleegd`.
    pub actie: &'static str,
}

impl Soort {
    /// A kind of gebeurtenis.
    #[must_use]
    pub const fn new(resource: &'static str, actie: &'static str) -> Self {
        Self { resource, actie }
    }
}

impl std::fmt::Display for Soort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.resource, self.actie)
    }
}

/// A gebeurtenis that is about to be written.
pub struct Gebeurtenis {
    id: GebeurtenisId,
    zout: [u8; 32],
    organisatie: OrganisatieId,
    soort: Soort,
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

impl Gebeurtenis {
    /// A gebeurtenis of this kind about one resource, done by `handeling`, happening now.
    pub fn new(handeling: &Handeling, ids: &Ids, soort: Soort, resource_id: impl Into<Uuid>) -> Self {
        Self {
            id: ids.next(),
            zout: ids.secret(),
            organisatie: handeling.organisatie,
            soort,
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
        }
    }

    /// What it belongs to: the klantcontact of an internetaak, the zaak of a rol.
    #[must_use]
    pub fn bij(self, hoofdobject: impl Into<Uuid>) -> Self {
        Self { hoofdobject_id: Some(hoofdobject.into()), ..self }
    }

    /// When it really happened, if that was earlier than it is written down.
    #[must_use]
    pub fn op(self, plaatsgevonden: Moment) -> Self {
        Self { plaatsgevonden_op: plaatsgevonden, ..self }
    }

    /// What norms, reports and counters read. Never anything personal: it stays for ever.
    ///
    /// # Errors
    /// When the value has no JSON form.
    pub fn feiten(self, feiten: &impl Serialize) -> Result<Self> {
        Ok(Self { feiten: serde_json::to_value(feiten)?, ..self })
    }

    /// The resource as it was. Can be forgotten.
    ///
    /// # Errors
    /// When the value has no JSON form.
    pub fn voor(self, voor: &impl Serialize) -> Result<Self> {
        Ok(Self { voor: Some(serde_json::to_value(voor)?), ..self })
    }

    /// The resource as it became. Can be forgotten.
    ///
    /// # Errors
    /// When the value has no JSON form.
    pub fn na(self, na: &impl Serialize) -> Result<Self> {
        Ok(Self { na: Some(serde_json::to_value(na)?), ..self })
    }

    /// The rows of this event; `link` goes in as the chain's end and comes out as the new end.
    pub(super) fn into_rows(self, number: i64, link: &mut String) -> (Row, Option<Row>) {
        let [voor, na] = [&self.voor, &self.na].map(|content| content.as_ref().map(Json::to_string));
        let zout = keten::hex(&self.zout);
        // Empty says that there was nothing to forget.
        let has_content = voor.is_some() || na.is_some();
        let inhoud_hash =
            if has_content { keten::content_hash(&zout, voor.as_deref(), na.as_deref()) } else { String::new() };
        let feiten = self.feiten.to_string();
        *link = keten::next_link(
            link,
            &keten::Linked {
                volgnummer: number,
                id: self.id.uuid(),
                organisatie_id: self.organisatie.uuid(),
                resource: self.soort.resource,
                actie: self.soort.actie,
                resource_id: self.resource_id,
                hoofdobject_id: self.hoofdobject_id,
                plaatsgevonden_op: self.plaatsgevonden_op,
                vastgelegd_op: self.vastgelegd_op,
                medewerker_id: self.medewerker.map(MedewerkerId::uuid),
                partij_id: self.partij,
                namens: self.namens.as_deref(),
                doel: self.doel.as_deref(),
                feiten: &feiten,
                inhoud_hash: &inhoud_hash,
            },
        );
        let content = has_content.then(|| {
            vec![
                ("gebeurtenis_id", self.id.into()),
                ("organisatie_id", self.organisatie.into()),
                ("zout", zout.into()),
                ("voor", voor.into()),
                ("na", na.into()),
            ]
        });
        let row = vec![
            ("volgnummer", number.into()),
            ("id", self.id.into()),
            ("organisatie_id", self.organisatie.into()),
            ("resource", self.soort.resource.into()),
            ("actie", self.soort.actie.into()),
            ("resource_id", self.resource_id.into()),
            ("hoofdobject_id", self.hoofdobject_id.into()),
            ("plaatsgevonden_op", self.plaatsgevonden_op.into()),
            ("vastgelegd_op", self.vastgelegd_op.into()),
            ("medewerker_id", self.medewerker.into()),
            ("partij_id", self.partij.into()),
            ("namens", self.namens.into()),
            ("doel", self.doel.into()),
            ("feiten", feiten.into()),
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
