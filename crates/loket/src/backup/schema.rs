//! The tables as the migrations make them: their columns, the kinds of these, and the primary key.
//!
//! Read from the SQL of the migrations, so that both engines are seen alike. Knows the statements that migrations use
//! and refuses others, so that a backup never leaves something out silently.

use kern::Migratie;

/// What a column holds; the migrations use no other types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Soort {
    /// UUID.
    Uuid,
    /// TEXT.
    Tekst,
    /// BIGINT.
    Getal,
    /// BOOLEAN.
    JaNee,
    /// BYTEA.
    Bytes,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kolom {
    /// Its name.
    pub naam: String,
    /// What it holds.
    pub soort: Soort,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tabel {
    /// Its name.
    pub naam: String,
    /// Its columns.
    pub kolommen: Vec<Kolom>,
    /// The columns of its primary key.
    pub sleutel: Vec<String>,
    /// Whether a migration puts rows into it.
    pub gevuld: bool,
}

/// The tables that these migrations make, in order.
///
/// # Errors
/// A statement that this does not know, in words.
pub fn tabellen(migraties: &[Migratie]) -> Result<Vec<Tabel>, String> {
    let mut tables: Vec<Tabel> = Vec::new();
    for statement in migraties.iter().flat_map(statements) {
        apply(&mut tables, &statement).ok_or_else(|| format!("a backup does not know how to follow: {statement}"))?;
    }
    Ok(tables)
}

fn statements(migratie: &Migratie) -> Vec<String> {
    let lines = migratie.sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    let text = lines.collect::<Vec<_>>().join(" ");
    let words = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    text.split(';').map(words).filter(|statement| !statement.is_empty()).collect()
}

fn apply(tables: &mut Vec<Tabel>, statement: &str) -> Option<()> {
    let find = |tables: &mut Vec<Tabel>, naam: &str| tables.iter().position(|table| table.naam == naam);
    if let Some(rest) = statement.strip_prefix("CREATE TABLE ") {
        tables.push(create(rest)?);
    } else if let Some(rest) = statement.strip_prefix("INSERT INTO ") {
        let at = find(tables, rest.split([' ', '(']).next()?)?;
        // What is taken from another table fills no empty database.
        tables[at].gevuld |= rest.contains(" VALUES ");
    } else if let Some(rest) = statement.strip_prefix("ALTER TABLE ") {
        let (naam, change) = rest.split_once(' ')?;
        let at = find(tables, naam)?;
        if let Some(column) = change.strip_prefix("ADD COLUMN ") {
            tables[at].kolommen.push(kolom(column)?);
        } else if let Some(column) = change.strip_prefix("DROP COLUMN ") {
            tables[at].kolommen.retain(|kolom| kolom.naam != column);
        } else if let Some(other) = change.strip_prefix("RENAME TO ") {
            tables[at].naam = other.to_owned();
        } else {
            return None;
        }
    } else if let Some(naam) = statement.strip_prefix("DROP TABLE ") {
        let at = find(tables, naam)?;
        tables.remove(at);
    } else if !["CREATE INDEX", "CREATE UNIQUE INDEX", "DROP INDEX", "UPDATE "].iter().any(|s| statement.starts_with(s))
    {
        return None;
    }
    Some(())
}

fn create(rest: &str) -> Option<Tabel> {
    let (naam, body) = rest.split_once('(')?;
    let body = body.trim().strip_suffix(')')?;
    let mut table = Tabel { naam: naam.trim().to_owned(), kolommen: Vec::new(), sleutel: Vec::new(), gevuld: false };
    for part in parts(body) {
        let upper = part.to_uppercase();
        if let Some(key) = upper.strip_prefix("PRIMARY KEY") {
            let columns = &part[part.len() - key.len()..];
            let columns = columns.trim().strip_prefix('(')?.strip_suffix(')')?;
            table.sleutel = columns.split(',').map(|column| column.trim().to_owned()).collect();
        } else if !["UNIQUE", "FOREIGN", "CHECK", "CONSTRAINT"].contains(&first_word(&upper)) {
            let column = kolom(part)?;
            if upper.contains("PRIMARY KEY") {
                table.sleutel = vec![column.naam.clone()];
            }
            table.kolommen.push(column);
        }
    }
    (!table.sleutel.is_empty()).then_some(table)
}

/// A column can begin as a constraint does: `checklistitem_statustype`.
fn first_word(part: &str) -> &str {
    part.split([' ', '(', '\n']).next().unwrap_or_default()
}

fn kolom(text: &str) -> Option<Kolom> {
    let mut words = text.split_whitespace();
    let naam = words.next()?.to_owned();
    let soort = match words.next()? {
        "UUID" => Soort::Uuid,
        "TEXT" => Soort::Tekst,
        "BIGINT" => Soort::Getal,
        "BOOLEAN" => Soort::JaNee,
        "BYTEA" => Soort::Bytes,
        _ => return None,
    };
    Some(Kolom { naam, soort })
}

/// Splits at the commas that stand in no brackets.
fn parts(body: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in body.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(body[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(body[start..].trim());
    parts
}
