//! A map as nine square tiles, so that pointing at a place needs no script: every tile is a button that sends where it was
//! clicked. The arithmetic of Web Mercator (EPSG:3857), which tile servers use: at zoom z the world is 2^z by 2^z tiles of 256.

use std::f64::consts::PI;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::waarde::{BREEDTES, LENGTES};

/// A tile is so many pixels wide and high.
pub const TEGEL: i64 = 256;
/// The deepest zoom of a map: a tile is some 45 metres wide.
pub const ZOOM_MAX: u8 = 19;
/// The widest: the country fits on a tile.
pub const ZOOM_MIN: u8 = 7;

/// A place on the map, in degrees (WGS84).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Punt {
    /// Latitude.
    pub breedte: f64,
    /// Longitude.
    pub lengte: f64,
}

/// A tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tegel {
    /// How deep.
    pub zoom: u8,
    /// From the west.
    pub x: i64,
    /// From the north.
    pub y: i64,
}

/// The map of an organisation as it opens. Degrees in millionths, so that settings can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kaartbeeld {
    /// Latitude of the middle.
    pub breedte_e6: i64,
    /// Longitude of the middle.
    pub lengte_e6: i64,
    /// How deep.
    pub zoom: u8,
}

impl Kaartbeeld {
    /// A middle as it is written down (`52.0907, 5.1214`), with a zoom; none when that is no place in the Netherlands.
    #[must_use]
    pub fn lees(midden: &str, zoom: u8) -> Option<Self> {
        let (breedte, lengte) = midden.split_once(',')?;
        let degrees = |text: &str, within: RangeInclusive<f64>| {
            let degrees = text.trim().parse::<f64>().ok().filter(|degrees| within.contains(degrees))?;
            format!("{:.0}", degrees * 1e6).parse().ok()
        };
        Some(Self { breedte_e6: degrees(breedte, BREEDTES)?, lengte_e6: degrees(lengte, LENGTES)?, zoom })
    }

    /// Its middle.
    #[must_use]
    pub fn midden(&self) -> Punt {
        let degrees = |millionths: i64| f64::from(i32::try_from(millionths).unwrap_or_default()) / 1e6;
        Punt { breedte: degrees(self.breedte_e6), lengte: degrees(self.lengte_e6) }
    }
}

/// Nine tiles around a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Kaart {
    /// The tiles, row by row from the north-west.
    pub tegels: Vec<Tegel>,
    /// Where a place lies on it, in pixels from the north-west; none: not on these tiles.
    pub merk: Option<(i64, i64)>,
}

/// A whole number from one that is known to be small.
fn whole(value: f64) -> i64 {
    value.clamp(0.0, f64::from(1_u32 << (ZOOM_MAX + 8))).floor() as i64
}

/// Pixels of the world at this zoom.
fn world(zoom: u8) -> f64 {
    f64::from(256_u32 << zoom.clamp(ZOOM_MIN, ZOOM_MAX))
}

/// Pixels from the north-west corner of the world.
fn pixels(punt: Punt, zoom: u8) -> (i64, i64) {
    let latitude = punt.breedte.to_radians();
    let x = (punt.lengte + 180.0) / 360.0;
    let y = (1.0 - latitude.tan().asinh() / PI) / 2.0;
    (whole(x * world(zoom)), whole(y * world(zoom)))
}

impl Tegel {
    /// Whether there is such a tile on a map of ours.
    #[must_use]
    pub fn bestaat(self) -> bool {
        let within = 0..1_i64 << self.zoom.min(ZOOM_MAX);
        (ZOOM_MIN..=ZOOM_MAX).contains(&self.zoom) && within.contains(&self.x) && within.contains(&self.y)
    }

    /// The place at a pixel of this tile, counted from its north-west corner; the edge when it lies outside.
    #[must_use]
    pub fn punt(self, (x, y): (i64, i64)) -> Punt {
        let at = |tile: i64, pixel: i64| {
            let pixel =
                u32::try_from(tile.saturating_mul(TEGEL).saturating_add(pixel.clamp(0, TEGEL - 1))).unwrap_or(0);
            // The middle of the pixel.
            (f64::from(pixel) + 0.5) / world(self.zoom)
        };
        let breedte = (PI * (1.0 - 2.0 * at(self.y, y))).sinh().atan().to_degrees();
        Punt { breedte, lengte: at(self.x, x) * 360.0 - 180.0 }
    }
}

impl Kaart {
    /// The map around `midden` at this zoom, with `punt` marked on it.
    #[must_use]
    pub fn rond(midden: Punt, zoom: u8, punt: Option<Punt>) -> Self {
        let zoom = zoom.clamp(ZOOM_MIN, ZOOM_MAX);
        let (x, y) = pixels(midden, zoom);
        let (west, north) = (x / TEGEL - 1, y / TEGEL - 1);
        let tile = |at: i64| Tegel { zoom, x: west + at % 3, y: north + at / 3 };
        let on_it = |(x, y): (i64, i64)| {
            let at = (x - west * TEGEL, y - north * TEGEL);
            let inside = 0..3 * TEGEL;
            (inside.contains(&at.0) && inside.contains(&at.1)).then_some(at)
        };
        Self { tegels: (0..9).map(tile).collect(), merk: punt.and_then(|punt| on_it(pixels(punt, zoom))) }
    }
}
