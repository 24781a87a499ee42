//! The kinds of gebeurtenis that loading a folder makes.

use kern::Soort;

/// An organisation is there for the first time.
pub const ORGANISATIE_AANGEMAAKT: Soort = Soort::new("organisatie", "aangemaakt");
/// An organisation's settings are others.
pub const ORGANISATIE_GEWIJZIGD: Soort = Soort::new("organisatie", "gewijzigd");
/// A new team.
pub const TEAM_AANGEMAAKT: Soort = Soort::new("team", "aangemaakt");
/// A team has changed, or is back.
pub const TEAM_GEWIJZIGD: Soort = Soort::new("team", "gewijzigd");
/// A team is no longer in the folder.
pub const TEAM_INGETROKKEN: Soort = Soort::new("team", "ingetrokken");
/// A team may do something with cases of others.
pub const AUTORISATIE_AANGEMAAKT: Soort = Soort::new("zaakautorisatie", "aangemaakt");
/// It may do so with more or less confidential cases, or again.
pub const AUTORISATIE_GEWIJZIGD: Soort = Soort::new("zaakautorisatie", "gewijzigd");
/// It may not any more.
pub const AUTORISATIE_INGETROKKEN: Soort = Soort::new("zaakautorisatie", "ingetrokken");
/// Somebody new.
pub const MEDEWERKER_AANGEMAAKT: Soort = Soort::new("medewerker", "aangemaakt");
/// Somebody's team, roles or absence are others, or they are back.
pub const MEDEWERKER_GEWIJZIGD: Soort = Soort::new("medewerker", "gewijzigd");
/// Somebody is no longer in the folder and cannot log in any more.
pub const MEDEWERKER_INGETROKKEN: Soort = Soort::new("medewerker", "ingetrokken");
/// A new product.
pub const PRODUCT_AANGEMAAKT: Soort = Soort::new("product", "aangemaakt");
/// What is known of a product has changed (not the text of its article), or it is back.
pub const PRODUCT_GEWIJZIGD: Soort = Soort::new("product", "gewijzigd");
/// A product is no longer in the folder.
pub const PRODUCT_INGETROKKEN: Soort = Soort::new("product", "ingetrokken");
/// The first text of an article.
pub const ARTIKEL_AANGEMAAKT: Soort = Soort::new("artikel", "aangemaakt");
/// A new text: a new version of an article.
pub const ARTIKEL_GEWIJZIGD: Soort = Soort::new("artikel", "gewijzigd");
