//! Reading products and articles, for people at work.

use kern::autorisatie::Werken;
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Reads, Result, Row};
use sea_query::{Condition, Expr, ExprTrait, Order, Query, SelectStatement};

use super::soorten::{Artikel, ArtikelId, ArtikelVersie, Product, Versieregel};

/// More than this nobody reads on one page.
const LIST_MAX: u64 = 1_000;
/// The most asked products that a page shows.
const MEEST_GEVRAAGD: u64 = 20;

/// Which products a list holds. Withdrawn products are never in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keuze<'a> {
    /// Those of a theme, by name.
    Thema(&'a str),
    /// Those that are needed in a life event, by name.
    Levensgebeurtenis(&'a str),
    /// The twenty most asked, most asked first.
    MeestGevraagd,
    /// All, by code: the first so many after a code. Codes are public, so the last one may stand in the address of the next page.
    Alle {
        /// The last code of the page before; none for the first page.
        na: Option<&'a str>,
        /// How many, at most 1,000.
        aantal: u64,
    },
}

impl Keuze<'_> {
    /// The most that the list holds.
    pub(super) fn limit(self) -> u64 {
        match self {
            Self::MeestGevraagd => MEEST_GEVRAAGD,
            Self::Alle { aantal, .. } => Ord::min(aantal, LIST_MAX),
            Self::Thema(_) | Self::Levensgebeurtenis(_) => LIST_MAX,
        }
    }

    /// Whether a product that is not withdrawn is in the list: what [`list`] asks of the database.
    pub(super) fn holds(self, product: &Product) -> bool {
        match self {
            Self::Thema(code) => product.thema == code,
            Self::Levensgebeurtenis(code) => product.levensgebeurtenissen.iter().any(|one| one == code),
            Self::MeestGevraagd => product.meest_gevraagd.is_some(),
            Self::Alle { na, .. } => na.is_none_or(|na| product.code.as_str() > na),
        }
    }
}

/// Whose products, and how much of them.
#[derive(Clone, Copy)]
pub(super) struct Zicht {
    pub(super) organisatie: OrganisatieId,
    pub(super) alleen_openbaar: bool,
}

impl Zicht {
    fn of(who: &Authorised<Werken>) -> Self {
        Self { organisatie: who.organisatie(), alleen_openbaar: false }
    }

    fn condition(self) -> Condition {
        let openbaar = self.alleen_openbaar.then(|| Expr::col(("p", "openbaar")).eq(true));
        Condition::all().add(Expr::col(("p", "organisatie_id")).eq(self.organisatie)).add_option(openbaar)
    }
}

/// The current article of a product that is not withdrawn.
///
/// # Errors
/// What the database says.
pub async fn artikel(db: &impl Reads, who: &Authorised<Werken>, code: &str) -> Result<Option<Artikel>> {
    let query = current(Zicht::of(who)).and_where(Expr::col(("p", "code")).eq(code)).to_owned();
    db.row(&query).await?.as_ref().map(artikel_from_row).transpose()
}

/// The article of a product as it was in a version: what an agent saw in an earlier contact. Also of a withdrawn product.
///
/// # Errors
/// What the database says.
pub async fn artikel_versie(
    db: &impl Reads,
    who: &Authorised<Werken>,
    code: &str,
    versie: i64,
) -> Result<Option<Artikel>> {
    let query = with_versions(Zicht::of(who))
        .and_where(Expr::col(("p", "code")).eq(code))
        .and_where(Expr::col(("v", "versie")).eq(versie))
        .to_owned();
    db.row(&query).await?.as_ref().map(artikel_from_row).transpose()
}

/// The versions of an article, newest first; at most 1,000.
///
/// # Errors
/// What the database says.
pub async fn versies(db: &impl Reads, who: &Authorised<Werken>, artikel: ArtikelId) -> Result<Vec<Versieregel>> {
    let query = Query::select()
        .columns(["versie", "geldig_vanaf", "gecontroleerd_op"])
        .from("artikel_versies")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("artikel_id").eq(artikel))
        .order_by("versie", Order::Desc)
        .limit(LIST_MAX)
        .to_owned();
    let read = |row: &Row| {
        Ok(Versieregel {
            versie: row.get("versie")?,
            geldig_vanaf: row.get("geldig_vanaf")?,
            gecontroleerd_op: row.get("gecontroleerd_op")?,
        })
    };
    db.rows(&query).await?.iter().map(read).collect()
}

/// A product by its code, without its article; also when it is withdrawn.
///
/// # Errors
/// What the database says.
pub async fn product(db: &impl Reads, who: &Authorised<Werken>, code: &str) -> Result<Option<Product>> {
    let query = products(Zicht::of(who)).and_where(Expr::col(("p", "code")).eq(code)).to_owned();
    db.row(&query).await?.as_ref().map(Product::from_row).transpose()
}

/// The products with these codes, by name; also those withdrawn. For showing names beside codes in one query.
///
/// # Errors
/// What the database says.
pub async fn producten_met_code(db: &impl Reads, who: &Authorised<Werken>, codes: &[&str]) -> Result<Vec<Product>> {
    with_codes(db, Zicht::of(who), codes, false).await
}

/// A list of products.
///
/// # Errors
/// What the database says.
pub async fn lijst(db: &impl Reads, who: &Authorised<Werken>, keuze: Keuze<'_>) -> Result<Vec<Product>> {
    list(db, Zicht::of(who), keuze).await
}

/// The products that somebody who reads about this one may need too, in the order of its file.
///
/// # Errors
/// What the database says.
pub async fn gerelateerd(db: &impl Reads, who: &Authorised<Werken>, product: &Product) -> Result<Vec<Product>> {
    related(db, Zicht::of(who), product).await
}

pub(super) async fn list(db: &impl Reads, zicht: Zicht, keuze: Keuze<'_>) -> Result<Vec<Product>> {
    let mut query = products(zicht);
    query.and_where(Expr::col(("p", "actief")).eq(true));
    match keuze {
        Keuze::Thema(code) => query.and_where(Expr::col(("p", "thema")).eq(code)),
        // Codes are letters, digits and hyphens, so within the JSON text a code in quotes is that code and nothing else.
        Keuze::Levensgebeurtenis(code) if is_code(code) => {
            query.and_where(Expr::col(("p", "levensgebeurtenissen")).like(format!("%\"{code}\"%")))
        }
        Keuze::Levensgebeurtenis(_) => return Ok(Vec::new()),
        Keuze::MeestGevraagd => query.and_where(Expr::col(("p", "meest_gevraagd")).is_not_null()),
        Keuze::Alle { na, .. } => query.and_where_option(na.map(|code| Expr::col(("p", "code")).gt(code))),
    };
    let column = match keuze {
        Keuze::MeestGevraagd => "meest_gevraagd",
        Keuze::Alle { .. } => "code",
        Keuze::Thema(_) | Keuze::Levensgebeurtenis(_) => "naam",
    };
    query.order_by(("p", column), Order::Asc).order_by(("p", "id"), Order::Asc).limit(keuze.limit());
    db.rows(&query).await?.iter().map(Product::from_row).collect()
}

pub(super) async fn related(db: &impl Reads, zicht: Zicht, product: &Product) -> Result<Vec<Product>> {
    let codes: Vec<&str> = product.gerelateerd.iter().map(String::as_str).collect();
    let mut found = with_codes(db, zicht, &codes, true).await?;
    found.sort_by_key(|related| codes.iter().position(|code| *code == related.code));
    Ok(found)
}

async fn with_codes(db: &impl Reads, zicht: Zicht, codes: &[&str], actief: bool) -> Result<Vec<Product>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let query = products(zicht)
        .and_where(Expr::col(("p", "code")).is_in(codes.iter().copied().take(LIST_MAX as usize)))
        .and_where_option(actief.then(|| Expr::col(("p", "actief")).eq(true)))
        .order_by(("p", "naam"), Order::Asc)
        .to_owned();
    db.rows(&query).await?.iter().map(Product::from_row).collect()
}

pub(super) fn products(zicht: Zicht) -> SelectStatement {
    Query::select()
        .columns(Product::COLUMNS.map(|column| ("p", column)))
        .from_as("producten", "p")
        .cond_where(zicht.condition())
        .to_owned()
}

/// Products that are not withdrawn, with the current version of their article.
pub(super) fn current(zicht: Zicht) -> SelectStatement {
    with_versions(zicht)
        .and_where(Expr::col(("p", "actief")).eq(true))
        .and_where(Expr::col(("v", "versie")).equals(("p", "versie")))
        .to_owned()
}

fn with_versions(zicht: Zicht) -> SelectStatement {
    products(zicht)
        .columns([("v", "inhoud"), ("v", "geldig_vanaf")])
        .expr_as(Expr::col(("v", "versie")), "artikel_versie")
        .inner_join(
            sea_query::TableRef::from("artikel_versies").alias("v"),
            Expr::col(("v", "artikel_id")).equals(("p", "artikel_id")),
        )
        .to_owned()
}

pub(super) fn artikel_from_row(row: &Row) -> Result<Artikel> {
    let product = Product::from_row(row)?;
    let versie = ArtikelVersie {
        artikel: product.artikel,
        versie: row.get("artikel_versie")?,
        inhoud: serde_json::from_value(row.get("inhoud")?)?,
        geldig_vanaf: row.get("geldig_vanaf")?,
    };
    Ok(Artikel { product, versie })
}

/// Lower case letters, digits and hyphens.
pub(crate) fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
