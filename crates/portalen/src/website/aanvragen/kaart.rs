//! The map in a form: nine buttons with a picture, so that it works without scripts.

use axum::response::Response;
use dienstverlening::formulieren::kaart::{Kaart, Punt, TEGEL, Tegel, ZOOM_MAX, ZOOM_MIN};
use dienstverlening::formulieren::{Invoer, Soort, Vraag};

use super::bezoeker::Bezoeker;
use super::stap::Doe;
use crate::basis::koppen;

/// Pointing at a place shows it from nearer, until houses can be told apart.
const DICHTERBIJ: u8 = 2;
const DICHTBIJ: u8 = 18;

/// The map of a question.
pub(super) struct Kaartbeeld {
    /// The anchor of the map.
    pub(super) anker: String,
    /// Per tile: the name of its field, the address of its picture, its row and column.
    pub(super) tegels: Vec<(String, String, usize, usize)>,
    /// Where the place that was chosen lies on it, in pixels.
    pub(super) merk: Option<(i64, i64)>,
    /// Fields that go along: what was chosen, and the zoom.
    pub(super) velden: Vec<(String, String)>,
    /// Whether a place was chosen.
    pub(super) gekozen: bool,
    /// The values of the buttons to come nearer and to go further.
    pub(super) dichterbij: Option<String>,
    pub(super) verderaf: Option<String>,
    pub(super) wis: String,
    /// What has to stand with the map.
    pub(super) bron: String,
}

/// Where the map of a question is on its page; also where an error about the place leads.
pub(super) fn anker(vraag: &str) -> String {
    format!("{vraag}.breedte")
}

fn gekozen(invoer: &Invoer, vraag: &str) -> Option<Punt> {
    let degrees = |deel: &str| invoer.get(&format!("{vraag}.{deel}")).parse::<f64>().ok();
    Some(Punt { breedte: degrees("breedte")?, lengte: degrees("lengte")? })
}

/// The map of a question about a place, where this installation and this organisation have one.
pub(super) fn beeld(bezoeker: &Bezoeker, invoer: &Invoer, vraag: &Vraag) -> Option<Kaartbeeld> {
    let open = bezoeker.bezoek.organisatie.instellingen.kaart.filter(|_| vraag.soort == Soort::Locatie)?;
    let (tegelbron, bron) = bezoeker.config.kaart.as_ref()?;
    let code = vraag.code.as_str();
    let punt = gekozen(invoer, code);
    let zoom = invoer.zoom(code).unwrap_or(open.zoom).clamp(ZOOM_MIN, ZOOM_MAX);
    let kaart = Kaart::rond(punt.unwrap_or(open.midden()), zoom, punt);
    let tile = |(at, tegel): (usize, &Tegel)| {
        let naam = format!("kaart.{code}.{}.{}.{}", tegel.zoom, tegel.x, tegel.y);
        (naam, tegelbron.adres(*tegel), at / 3 + 1, at % 3 + 1)
    };
    let field = |deel: &str| {
        let naam = format!("{code}.{deel}");
        let waarde = invoer.get(&naam).to_owned();
        (naam, waarde)
    };
    Some(Kaartbeeld {
        anker: anker(code),
        tegels: kaart.tegels.iter().enumerate().map(tile).collect(),
        merk: kaart.merk,
        velden: vec![field("breedte"), field("lengte"), (format!("{code}.zoom"), zoom.to_string())],
        gekozen: punt.is_some(),
        dichterbij: (zoom < ZOOM_MAX).then(|| format!("zoom.{code}.{}", zoom + 1)),
        verderaf: (zoom > ZOOM_MIN).then(|| format!("zoom.{code}.{}", zoom - 1)),
        wis: format!("wis.{code}"),
        bron: bron.clone(),
    })
}

/// Lets the page show the tiles.
pub(super) fn toegestaan(bezoeker: &Bezoeker, mut response: Response) -> Response {
    if let Some(herkomst) = bezoeker.config.kaart.as_ref().and_then(|(bron, _)| bron.herkomst()) {
        koppen::beelden_van(&mut response, herkomst);
    }
    response
}

/// Which tile was clicked, and where: a button with a picture sends its name with `.x` and `.y` behind it.
pub(super) fn aangewezen(velden: &[(String, String)]) -> Option<Doe> {
    let pixel = |end: &str| {
        let (naam, value) = velden.iter().find(|(naam, _)| naam.starts_with("kaart.") && naam.ends_with(end))?;
        Some((naam.strip_suffix(end)?, value.parse::<i64>().ok()?))
    };
    let ((naam, x), (_, y)) = (pixel(".x")?, pixel(".y")?);
    let parts: Vec<&str> = naam.split('.').collect();
    let &["kaart", vraag, zoom, tx, ty] = parts.as_slice() else { return None };
    let tegel = Tegel { zoom: zoom.parse().ok()?, x: tx.parse().ok()?, y: ty.parse().ok()? };
    // By the keyboard a tile is chosen as a whole.
    let pixel = if (x, y) == (0, 0) { (TEGEL / 2, TEGEL / 2) } else { (x, y) };
    tegel.bestaat().then(|| Doe::Wijs(vraag.to_owned(), tegel.punt(pixel), tegel.zoom))
}

/// Keeps what was done on a map of this page.
pub(super) fn zet(invoer: &mut Invoer, gevraagd: &[&Vraag], doe: &Doe) {
    let (Doe::Wijs(vraag, ..) | Doe::Zoom(vraag, _) | Doe::Wis(vraag)) = doe else { return };
    if !gevraagd.iter().any(|known| known.code == *vraag && known.soort == Soort::Locatie) {
        return;
    }
    let was = gekozen(invoer, vraag);
    match doe {
        Doe::Wijs(_, punt, zoom) => invoer.wijs(vraag, Some(*punt), (zoom + DICHTERBIJ).min(DICHTBIJ).max(*zoom)),
        Doe::Zoom(_, zoom) => invoer.wijs(vraag, was, (*zoom).clamp(ZOOM_MIN, ZOOM_MAX)),
        _ => invoer.wijs(vraag, None, invoer.zoom(vraag).unwrap_or(ZOOM_MIN)),
    }
}
