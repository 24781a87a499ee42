//! The difference between what is in a table and what should be in it: teams, medewerkers and products alike.

use std::collections::{HashMap, HashSet};

use kern::{Change, Error, Gebeurtenis, Ids, Reads, Result, Row, Soort};
use sea_query::{Expr, ExprTrait, Query, Value};
use serde::Serialize;
use uuid::Uuid;

use super::Lading;
use crate::inrichten::verslag::Soortverslag;

/// A row of a table, without its id and without what a folder has no say in.
pub(super) trait Rij: Clone + PartialEq + Serialize {
    /// What its gebeurtenissen are counted by.
    type Feiten: Serialize;

    /// The table.
    const TABEL: &'static str;
    /// The kind, as the command line calls it.
    const NAAM: &'static str;
    /// Made, changed, withdrawn.
    const SOORTEN: [Soort<Self::Feiten>; 3];
    /// The columns that [`Rij::columns`] fills.
    const COLUMNS: &'static [&'static str];

    /// Reads a row with those columns.
    fn from_row(row: &Row) -> Result<Self>;
    /// The name that it is known by in the folder.
    fn sleutel(&self) -> &str;
    /// Whether it is in use.
    fn actief(&self) -> bool;
    /// The same, withdrawn.
    fn ingetrokken(&self) -> Self;
    /// Its columns, in the order of [`Rij::COLUMNS`].
    fn columns(&self) -> Result<Vec<Value>>;
    /// What its gebeurtenis tells: nothing personal.
    fn feiten(&self) -> Self::Feiten;
    /// Columns that are filled once, when it is made.
    fn bij_aanmaken(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
}

/// Columns that are filled when a row is made and that depend on more than the row, by its id.
pub(super) type Extra = HashMap<Uuid, Vec<(&'static str, Value)>>;

/// What is in the table of this organisation.
pub(super) struct Bestaand<R>(HashMap<String, (Uuid, R)>);

impl<R: Rij> Bestaand<R> {
    pub(super) async fn lees(lading: &Lading<'_>) -> Result<Self> {
        let query = Query::select()
            .column("id")
            .columns(R::COLUMNS.iter().copied())
            .from(R::TABEL)
            .and_where(Expr::col("organisatie_id").eq(lading.organisatie()))
            .to_owned();
        let read = |row: &Row| {
            let rij = R::from_row(row)?;
            Ok((rij.sleutel().to_owned(), (row.get("id")?, rij)))
        };
        lading.tx.rows(&query).await?.iter().map(read).collect::<Result<_>>().map(Self)
    }

    /// The id of each of these names: the one it has, or a new one.
    pub(super) fn numbered<'a>(&self, ids: &Ids, names: impl Iterator<Item = &'a str>) -> HashMap<String, Uuid> {
        names.map(|name| (name.to_owned(), self.0.get(name).map_or_else(|| ids.next(), |(id, _)| *id))).collect()
    }

    /// Those in use that are not wanted any more, by name.
    pub(super) fn withdrawn<'a>(&'a self, wanted: &'a [(Uuid, R)]) -> impl Iterator<Item = (Uuid, &'a R)> {
        let wanted: HashSet<Uuid> = wanted.iter().map(|(id, _)| *id).collect();
        let mut gone: Vec<_> = self
            .0
            .values()
            .filter(|(id, row)| row.actief() && !wanted.contains(id))
            .map(|(id, row)| (*id, row))
            .collect();
        gone.sort_by_key(|(_, row)| row.sleutel().to_owned());
        gone.into_iter()
    }
}

/// What has to change, and what to say about it.
pub(super) fn verschil<R: Rij>(
    lading: &Lading<'_>,
    known: &Bestaand<R>,
    wanted: &[(Uuid, R)],
    extra: &Extra,
) -> Result<(Soortverslag, Vec<Change>)> {
    let mut verslag = Soortverslag { soort: R::NAAM, ..Soortverslag::default() };
    let mut changes = Vec::new();
    for (id, row) in known.withdrawn(wanted) {
        verslag.ingetrokken.push(row.sleutel().to_owned());
        changes.push(change(lading, id, Some(row), &row.ingetrokken(), extra)?);
    }
    for (id, row) in wanted {
        let naam = row.sleutel().to_owned();
        match known.0.get(row.sleutel()) {
            Some((_, old)) if old == row => verslag.ongewijzigd += 1,
            Some((_, old)) => {
                if old.actief() { &mut verslag.gewijzigd } else { &mut verslag.toegevoegd }.push(naam);
                changes.push(change(lading, *id, Some(old), row, extra)?);
            }
            None => {
                verslag.toegevoegd.push(naam);
                changes.push(change(lading, *id, None, row, extra)?);
            }
        }
    }
    Ok((verslag, changes))
}

fn change<R: Rij>(lading: &Lading<'_>, id: Uuid, old: Option<&R>, new: &R, extra: &Extra) -> Result<Change> {
    let [aangemaakt, gewijzigd, ingetrokken] = R::SOORTEN;
    let soort = match old {
        None => aangemaakt,
        Some(old) if old.actief() && !new.actief() => ingetrokken,
        Some(_) => gewijzigd,
    };
    let event = Gebeurtenis::new(&lading.handeling, lading.ids, soort, id).feiten(&new.feiten())?.na(new)?;
    let columns = R::COLUMNS.iter().copied().zip(new.columns()?);
    let Some(old) = old else {
        let mut values: Vec<(&'static str, Value)> =
            vec![("id", id.into()), ("organisatie_id", lading.organisatie().into())];
        values.extend(columns);
        values.extend(new.bij_aanmaken());
        values.extend(extra.get(&id).cloned().unwrap_or_default());
        return Ok(Change::new(event).insert(R::TABEL, values));
    };
    let update = Query::update()
        .table(R::TABEL)
        .values(columns.map(|(column, value)| (column, Expr::val(value))))
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("organisatie_id").eq(lading.organisatie()))
        .to_owned();
    Ok(Change::new(event.voor(old)?).update(update))
}

/// A list or map as the JSON of a column.
pub(super) fn json(value: &impl Serialize) -> Result<Value> {
    serde_json::to_string(value).map(Value::from).map_err(Error::from)
}
