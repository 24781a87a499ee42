//! Pointing at a place on a map of tiles.

use proptest::prelude::*;

use crate::formulieren::kaart::{Kaart, Punt, TEGEL, Tegel, ZOOM_MAX, ZOOM_MIN};

const DOM: Punt = Punt { breedte: 52.090_70, lengte: 5.121_41 };

#[test]
fn the_dom_tower_of_utrecht_is_on_its_tile() {
    // As the formula of the OpenStreetMap wiki ("Slippy map tilenames") gives it for these degrees.
    let kaart = Kaart::rond(DOM, 15, Some(DOM));
    assert_eq!(kaart.tegels[4], Tegel { zoom: 15, x: 16_850, y: 10_810 });
    assert_eq!(kaart.tegels[0], Tegel { zoom: 15, x: 16_849, y: 10_809 });
    assert_eq!(kaart.tegels.len(), 9);
}

#[test]
fn a_click_outside_a_tile_is_its_edge() {
    let tegel = Tegel { zoom: 15, x: 16_850, y: 10_810 };
    assert_eq!(tegel.punt((-5, 9_999)), tegel.punt((0, TEGEL - 1)));
    let odd = Tegel { zoom: 200, x: i64::MAX, y: -1 }.punt((3, 3));
    assert!(odd.breedte.is_finite() && odd.lengte.is_finite());
}

proptest! {
    #[test]
    fn what_was_pointed_at_is_marked_there(
        breedte in 50.5..54.0_f64, lengte in 3.0..7.5_f64, zoom in ZOOM_MIN..=ZOOM_MAX, x in 0..TEGEL, y in 0..TEGEL, tile in 0..9_usize,
    ) {
        let midden = Punt { breedte, lengte };
        let kaart = Kaart::rond(midden, zoom, None);
        let punt = kaart.tegels[tile].punt((x, y));
        let marked = Kaart::rond(midden, zoom, Some(punt)).merk;
        let column = i64::try_from(tile).unwrap() % 3;
        let row = i64::try_from(tile).unwrap() / 3;
        prop_assert_eq!(marked, Some((column * TEGEL + x, row * TEGEL + y)));
        // The middle tile holds the middle of the map.
        let (mx, my) = Kaart::rond(midden, zoom, Some(midden)).merk.unwrap();
        prop_assert!((TEGEL..2 * TEGEL).contains(&mx) && (TEGEL..2 * TEGEL).contains(&my));
    }
}
