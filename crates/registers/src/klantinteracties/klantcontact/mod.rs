//! Klantcontact: one contact between the organisation and somebody, over one channel.

pub(super) mod lijst;

pub use lijst::{by_id, over_zaken, van_medewerker, van_medewerker_lijst, van_partij};
pub(crate) use lijst::{by_ids, newest_first};

use jiff::civil::Date;
use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId};
use kern::{Change, Gebeurtenis, Handeling, Ids, Moment, Result, Row, Soort};
use sea_query::{Expr, ExprTrait, Query};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::actor::ActorId;
use super::betrokkene::Betrokkene;
use super::klantgroep::Klantgroep;
use super::onderwerpobject::Onderwerpobject;
use super::partij::PartijId;
use super::{Values, set};

kern::id_types! {
    /// A klantcontact.
    KlantcontactId,
}

/// A klantcontact was registered.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("klantcontact", "aangemaakt");
/// A klantcontact was put right.
pub const GEWIJZIGD: Soort<FeitenWijziging> = Soort::new("klantcontact", "gewijzigd");
/// A klantcontact was taken back just after it was registered: it is no contact, and its rows are gone.
pub const INGETROKKEN: Soort<Feiten> = Soort::new("klantcontact", "ingetrokken");

crate::code_enum! {
    /// How a contact ended: the four kinds that every report counts.
    Afhandeling {
        /// Answered at once by whoever took the contact.
        DirectBeantwoord "direct_beantwoord",
        /// Put through to somebody else.
        Doorverbonden "doorverbonden",
        /// Somebody calls back.
        Terugbelverzoek "terugbelverzoek",
        /// The caller was told to call again.
        KlantBeltZelfTerug "klant_belt_zelf_terug",
    }
}

/// Which version of which article a contact was answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArtikelVersie {
    /// The article.
    pub id: Uuid,
    /// Its version.
    pub versie: i64,
}

/// One contact. The standard's fields first, then Loket's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Klantcontact {
    /// Its id.
    pub id: KlantcontactId,
    /// The number people know it by.
    pub nummer: Option<String>,
    /// A number it is known by elsewhere.
    pub referentienummer: Option<String>,
    /// Code of the channel.
    pub kanaal: String,
    /// What it was about, in words.
    pub onderwerp: String,
    /// What was said.
    pub inhoud: String,
    /// What was answered.
    pub reactie: String,
    /// Whether the other was reached.
    pub indicatie_contact_gelukt: Option<bool>,
    /// Where the kind of subject is listed: a URI, or empty.
    pub hoofd_onderwerp_type: String,
    /// Whether something else was set going.
    pub verdere_actie_ondernomen: bool,
    /// ISO 639-2/B.
    pub taal: String,
    /// Whether only those concerned may read it.
    pub vertrouwelijk: bool,
    /// When it began.
    pub plaatsgevonden_op: Moment,
    /// How it ended.
    pub afhandeling: Option<Afhandeling>,
    /// The organisation's finer code for how it ended.
    pub uitkomst: Option<String>,
    /// Code: why personal data was looked up.
    pub reden: Option<String>,
    /// Code of the product it was about.
    pub product: Option<String>,
    /// Code of that product's theme at that moment.
    pub thema: Option<String>,
    /// What it was answered with.
    pub artikel: Option<ArtikelVersie>,
    /// How long it took, in seconds.
    pub duur_s: Option<i64>,
    /// The team of whoever took it.
    pub team: Option<TeamId>,
    /// Who took it.
    pub medewerker: Option<MedewerkerId>,
    /// The team it was put through to or that calls back.
    pub naar_team: Option<TeamId>,
    /// Who it was with, when known beyond this contact.
    pub partij: Option<PartijId>,
    /// For whom they asked; none: nothing says so.
    #[serde(default)]
    pub klantgroep: Option<Klantgroep>,
    /// Raised by each change.
    pub versie: i64,
}

/// What norms and reports count a klantcontact by. Nothing personal: it stays for ever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feiten {
    /// Code of the channel.
    pub kanaal: String,
    /// How it ended.
    pub afhandeling: Option<Afhandeling>,
    /// The organisation's finer code.
    pub uitkomst: Option<String>,
    /// Code of the purpose.
    pub reden: Option<String>,
    /// Code of the product.
    pub product: Option<String>,
    /// Code of the theme.
    pub thema: Option<String>,
    /// The agent's team.
    pub team: Option<TeamId>,
    /// The team it went to.
    pub naar_team: Option<TeamId>,
    /// The article.
    pub artikel: Option<Uuid>,
    /// Its version.
    pub artikel_versie: Option<i64>,
    /// Duration in seconds.
    pub duur_s: Option<i64>,
    /// The local date on which it began.
    pub datum: Date,
    /// The local hour in which it began, 0 to 23.
    pub uur: i8,
    /// Whether it was with somebody we know.
    pub bekend: bool,
    /// The zaken that it was about; none: written before this was a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zaken: Option<Vec<Uuid>>,
    /// For whom they asked.
    #[serde(default)]
    pub klantgroep: Option<Klantgroep>,
    /// When it began, of a contact about a zaak: what is promised on it counts from then, also when the contact is put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begonnen_op: Option<Moment>,
}

/// The facts of `klantcontact gewijzigd`: a counter takes off what was and adds what is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeitenWijziging {
    /// As it counted before.
    pub was: Feiten,
    /// As it counts now.
    pub wordt: Feiten,
}

impl Klantcontact {
    /// A contact over this channel that began at `op`, with nothing else known.
    #[must_use]
    pub fn new(id: KlantcontactId, kanaal: &str, op: Moment) -> Self {
        Self {
            id,
            nummer: None,
            referentienummer: None,
            kanaal: kanaal.to_owned(),
            onderwerp: String::new(),
            inhoud: String::new(),
            reactie: String::new(),
            indicatie_contact_gelukt: Some(true),
            hoofd_onderwerp_type: String::new(),
            verdere_actie_ondernomen: false,
            taal: "nld".into(),
            vertrouwelijk: false,
            plaatsgevonden_op: op,
            afhandeling: None,
            uitkomst: None,
            reden: None,
            product: None,
            thema: None,
            artikel: None,
            duur_s: None,
            team: None,
            medewerker: None,
            naar_team: None,
            partij: None,
            klantgroep: None,
            versie: 1,
        }
    }

    /// What it is counted by, when it was about these zaken.
    #[must_use]
    pub fn feiten(&self, zaken: &[Uuid]) -> Feiten {
        let local = self.plaatsgevonden_op.in_amsterdam();
        Feiten {
            kanaal: self.kanaal.clone(),
            afhandeling: self.afhandeling,
            uitkomst: self.uitkomst.clone(),
            reden: self.reden.clone(),
            product: self.product.clone(),
            thema: self.thema.clone(),
            team: self.team,
            naar_team: self.naar_team,
            artikel: self.artikel.map(|artikel| artikel.id),
            artikel_versie: self.artikel.map(|artikel| artikel.versie),
            duur_s: self.duur_s,
            datum: local.date(),
            uur: local.hour(),
            bekend: self.partij.is_some(),
            zaken: Some(zaken.to_vec()),
            klantgroep: self.klantgroep,
            begonnen_op: (!zaken.is_empty()).then_some(self.plaatsgevonden_op),
        }
    }

    fn columns(&self) -> Values {
        vec![
            ("nummer", self.nummer.clone().into()),
            ("referentienummer", self.referentienummer.clone().into()),
            ("kanaal", self.kanaal.clone().into()),
            ("onderwerp", self.onderwerp.clone().into()),
            ("inhoud", self.inhoud.clone().into()),
            ("reactie", self.reactie.clone().into()),
            ("indicatie_contact_gelukt", self.indicatie_contact_gelukt.into()),
            ("hoofd_onderwerp_type", self.hoofd_onderwerp_type.clone().into()),
            ("verdere_actie_ondernomen", self.verdere_actie_ondernomen.into()),
            ("taal", self.taal.clone().into()),
            ("vertrouwelijk", self.vertrouwelijk.into()),
            ("plaatsgevonden_op", self.plaatsgevonden_op.into()),
            ("metadata", "{}".into()),
            ("afhandeling", self.afhandeling.into()),
            ("uitkomst", self.uitkomst.clone().into()),
            ("reden", self.reden.clone().into()),
            ("product", self.product.clone().into()),
            ("thema", self.thema.clone().into()),
            ("artikel_id", self.artikel.map(|artikel| artikel.id).into()),
            ("artikel_versie", self.artikel.map(|artikel| artikel.versie).into()),
            ("duur_s", self.duur_s.into()),
            ("team_id", self.team.into()),
            ("medewerker_id", self.medewerker.into()),
            ("naar_team_id", self.naar_team.into()),
            ("partij_id", self.partij.into()),
            ("klantgroep", self.klantgroep.into()),
            ("versie", self.versie.into()),
        ]
    }

    pub(crate) fn from_row(row: &Row) -> Result<Self> {
        let artikel = row.get::<Option<Uuid>>("artikel_id")?.zip(row.get("artikel_versie")?);
        Ok(Self {
            id: row.get("id")?,
            nummer: row.get("nummer")?,
            referentienummer: row.get("referentienummer")?,
            kanaal: row.get("kanaal")?,
            onderwerp: row.get("onderwerp")?,
            inhoud: row.get("inhoud")?,
            reactie: row.get("reactie")?,
            indicatie_contact_gelukt: row.get("indicatie_contact_gelukt")?,
            hoofd_onderwerp_type: row.get("hoofd_onderwerp_type")?,
            verdere_actie_ondernomen: row.get("verdere_actie_ondernomen")?,
            taal: row.get("taal")?,
            vertrouwelijk: row.get("vertrouwelijk")?,
            plaatsgevonden_op: row.get("plaatsgevonden_op")?,
            afhandeling: row.get("afhandeling")?,
            uitkomst: row.get("uitkomst")?,
            reden: row.get("reden")?,
            product: row.get("product")?,
            thema: row.get("thema")?,
            artikel: artikel.map(|(id, versie)| ArtikelVersie { id, versie }),
            duur_s: row.get("duur_s")?,
            team: row.get("team_id")?,
            medewerker: row.get("medewerker_id")?,
            naar_team: row.get("naar_team_id")?,
            partij: row.get("partij_id")?,
            klantgroep: row.get("klantgroep")?,
            versie: row.get("versie")?,
        })
    }
}

/// What comes with a new klantcontact.
#[derive(Clone, Debug, Default)]
pub struct Erbij {
    /// Who was in it, with how to reach them.
    pub betrokkenen: Vec<Betrokkene>,
    /// What it was about.
    pub onderwerpobjecten: Vec<Onderwerpobject>,
    /// Who of ours was in it.
    pub actoren: Vec<ActorId>,
}

/// A new klantcontact with all that belongs to it: one gebeurtenis, as it is one thing that happened.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn aanmaken(handeling: &Handeling, ids: &Ids, contact: &Klantcontact, erbij: &Erbij) -> Result<Change> {
    let zaken: Vec<Uuid> = erbij.onderwerpobjecten.iter().filter_map(Onderwerpobject::als_zaak).collect();
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, contact.id.uuid())
        .op(contact.plaatsgevonden_op)
        .feiten(&contact.feiten(&zaken))?
        .na(&Inhoud {
            contact,
            waarom: "",
            betrokkenen: &erbij.betrokkenen,
            onderwerpobjecten: &erbij.onderwerpobjecten,
            zaken: &[],
        })?;
    let organisatie = handeling.organisatie;
    let mut values: Values = vec![("id", contact.id.into()), ("organisatie_id", organisatie.into())];
    values.extend(contact.columns());
    let change = Change::new(event).insert("klantcontacten", values);
    let mut change = with_betrokkenen(change, organisatie, &erbij.betrokkenen);
    for onderwerpobject in &erbij.onderwerpobjecten {
        change = change.insert("onderwerpobjecten", onderwerpobject.values(organisatie));
    }
    for actor in &erbij.actoren {
        change = change.insert("actor_klantcontacten", actor_link(organisatie, ids, *actor, contact.id));
    }
    Ok(change)
}

#[derive(Serialize)]
struct Inhoud<'a> {
    #[serde(flatten)]
    contact: &'a Klantcontact,
    #[serde(skip_serializing_if = "str::is_empty")]
    waarom: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    betrokkenen: &'a [Betrokkene],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    onderwerpobjecten: &'a [Onderwerpobject],
    /// Cases that it is no longer about.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    zaken: &'a [Uuid],
}

fn actor_link(organisatie: OrganisatieId, ids: &Ids, actor: ActorId, contact: KlantcontactId) -> Values {
    vec![
        ("id", ids.next::<Uuid>().into()),
        ("organisatie_id", organisatie.into()),
        ("actor_id", actor.into()),
        ("klantcontact_id", contact.into()),
    ]
}

/// What comes with a klantcontact that is put right.
#[derive(Clone, Debug, Default)]
pub struct Rechtzetting<'a> {
    /// Why.
    pub waarom: &'a str,
    /// The product that it is about now, when that is another.
    pub over: Option<Onderwerpobject>,
    /// The cases that it was about.
    pub zaken: &'a [Uuid],
    /// It is about them no longer: they were somebody else's.
    pub zonder_zaken: bool,
    /// Who stood there and who was in it, when that is put right too.
    pub betrokkenen: Option<(&'a [Betrokkene], Vec<Betrokkene>)>,
}

/// A klantcontact put right; gives it as it became.
///
/// # Errors
/// Never for values that can be written as JSON; a conflict shows when it is written.
pub fn wijzigen(
    handeling: &Handeling,
    ids: &Ids,
    was: &Klantcontact,
    wordt: Klantcontact,
    rechtzetting: &Rechtzetting<'_>,
) -> Result<(Klantcontact, Change)> {
    let organisatie = handeling.organisatie;
    let Rechtzetting { waarom, over, zaken, zonder_zaken, betrokkenen } = rechtzetting;
    let gone: &[Uuid] = if *zonder_zaken { zaken } else { &[] };
    let wordt = Klantcontact { id: was.id, versie: was.versie + 1, ..wordt };
    let (waren, zijn) = betrokkenen.as_ref().map_or((&[][..], &[][..]), |(waren, zijn)| (*waren, zijn.as_slice()));
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, wordt.id.uuid())
        .feiten(&FeitenWijziging {
            was: was.feiten(zaken),
            wordt: wordt.feiten(if *zonder_zaken { &[] } else { zaken }),
        })?
        .voor(&Inhoud { contact: was, waarom: "", betrokkenen: waren, onderwerpobjecten: &[], zaken: gone })?
        .na(&Inhoud { contact: &wordt, waarom, betrokkenen: zijn, onderwerpobjecten: &[], zaken: &[] })?;
    let update = set(Query::update().table("klantcontacten"), wordt.columns())
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned();
    let mut change = Change::new(event).update(update);
    let gone = [("product", was.product != wordt.product), ("zaak", !gone.is_empty())];
    for (kind, _) in gone.into_iter().filter(|(_, gone)| *gone) {
        let no_longer = Query::delete()
            .from_table("onderwerpobjecten")
            .and_where(Expr::col("klantcontact_id").eq(was.id))
            .and_where(Expr::col("onderwerpobjectidentificator_code_objecttype").eq(kind))
            .to_owned();
        change = change.delete(no_longer);
    }
    if let Some(over) = over {
        change = change.insert("onderwerpobjecten", over.values(organisatie));
    }
    if betrokkenen.is_some() {
        change = with_betrokkenen(without_betrokkenen(change, was.id), organisatie, zijn);
    }
    Ok((wordt, change))
}

/// A klantcontact that was no contact after all, about these zaken: taken back, with all that belongs to it. What it was stays with the
/// gebeurtenis that made it, and is forgotten with that one.
///
/// # Errors
/// Never for values that can be written as JSON; a conflict shows when it is written.
pub fn intrekken(handeling: &Handeling, ids: &Ids, was: &Klantcontact, zaken: &[Uuid]) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, INGETROKKEN, was.id.uuid()).feiten(&was.feiten(zaken))?;
    // Raised first: whoever puts it right at the same time waits here, and then finds a conflict.
    let lock = Query::update()
        .table("klantcontacten")
        .value("versie", was.versie + 1)
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned();
    let change = without_betrokkenen(Change::new(event).update(lock), was.id);
    let of_contact = |table, column: &'static str| {
        Query::delete().from_table(table).and_where(Expr::col(column).eq(was.id)).to_owned()
    };
    Ok(change
        .delete(of_contact("onderwerpobjecten", "klantcontact_id"))
        .delete(of_contact("actor_klantcontacten", "klantcontact_id"))
        .delete(of_contact("klantcontacten", "id")))
}

fn with_betrokkenen(change: Change, organisatie: OrganisatieId, betrokkenen: &[Betrokkene]) -> Change {
    betrokkenen.iter().fold(change, |change, betrokkene| {
        let change = change.insert("betrokkenen", betrokkene.values(organisatie));
        let adressen = betrokkene.digitale_adressen.iter();
        adressen.fold(change, |change, adres| change.insert("digitale_adressen", adres.values(organisatie)))
    })
}

fn without_betrokkenen(change: Change, contact: KlantcontactId) -> Change {
    let own = Query::select()
        .column("id")
        .from("betrokkenen")
        .and_where(Expr::col("had_klantcontact_id").eq(contact))
        .to_owned();
    let adressen = Query::delete()
        .from_table("digitale_adressen")
        .and_where(Expr::col("verstrekt_door_betrokkene_id").in_subquery(own))
        .to_owned();
    let betrokkenen =
        Query::delete().from_table("betrokkenen").and_where(Expr::col("had_klantcontact_id").eq(contact)).to_owned();
    change.delete(adressen).delete(betrokkenen)
}
