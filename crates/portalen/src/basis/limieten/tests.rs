//! Limits: what a visitor, a home, a network and all together can do, and what is given back.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;

const DAG_S: i64 = 24 * 60 * 60;

fn start() -> Moment {
    "2026-11-23T09:15:00Z".parse().unwrap()
}

fn adres(text: &str) -> Wie {
    Wie::Adres(Some(text.parse().unwrap()))
}

fn drie_vijf() -> Tellers {
    Tellers::new(Limieten::default().met(Soort::Afspraken, Limiet { bezoeker: 3, samen: 5 }))
}

#[test]
fn a_visitor_and_all_together_have_their_own_limit() {
    let (tellers, nu) = (drie_vijf(), start());
    let tel = |wie: &str| tellers.tel(&[(Soort::Afspraken, 1)], adres(wie), None, nu);
    assert_eq!([tel("192.0.2.1"), tel("192.0.2.1"), tel("192.0.2.1")], [Ok(()), Ok(()), Ok(())]);
    let refused = tel("192.0.2.1").unwrap_err();
    assert!(!refused.samen && refused.vanaf.seconds_since(nu) == DAG_S / 3 + 1, "a third of a day later: {refused:?}");
    assert_eq!([tel("192.0.2.2"), tel("192.0.2.3")], [Ok(()), Ok(())]);
    let refused = tel("192.0.2.4").unwrap_err();
    assert!(refused.samen && refused.vanaf.seconds_since(nu) == DAG_S / 5 + 1, "{refused:?}");
    assert_eq!(tellers.tel(&[(Soort::Wijzigingen, 1)], adres("192.0.2.1"), None, nu), Ok(()), "each kind for itself");
    assert_eq!(
        tellers.tel(&[(Soort::Afspraken, 1)], Wie::Persoon(Uuid::nil()), None, nu),
        Ok(()),
        "who is logged in, too"
    );
    let later = nu.plus_seconds(DAG_S / 3 + 1);
    assert_eq!(tellers.tel(&[(Soort::Afspraken, 1)], adres("192.0.2.1"), None, later), Ok(()));
}

#[test]
fn a_home_is_one_visitor_and_a_network_a_few() {
    let limiet = Limiet { bezoeker: 3, samen: 1_000 };
    let (tellers, nu) = (Tellers::new(Limieten::default().met(Soort::Afspraken, limiet)), start());
    let taken = |from: &mut dyn Iterator<Item = String>| {
        from.filter(|from| tellers.tel(&[(Soort::Afspraken, 1)], adres(from), None, nu).is_ok()).count()
    };
    assert_eq!(taken(&mut (0..50).map(|n| format!("2001:db8:1:1::{n:x}"))), 3, "addresses of one home");
    assert_eq!(
        taken(&mut (0..100).map(|n| format!("2001:db8:1:{:x}::1", n + 2))),
        21,
        "homes of one network: 8 × 3 - 3"
    );
    assert_eq!(taken(&mut (0..9).map(|n| format!("2001:db8:{:x}::1", n + 2))), 9, "other networks");
}

#[test]
fn a_home_has_its_places_a_network_those_of_a_few_and_they_come_back() {
    let places = Arc::new(Plaatsen::new(3));
    let take = |from: String| places.neem(adres(&from));
    let home: Vec<_> = (0..9).filter_map(|n| take(format!("2001:db8:1:1::{n:x}"))).collect();
    let network: Vec<_> = (0..90).filter_map(|n| take(format!("2001:db8:1:{:x}::1", n + 2))).collect();
    assert_eq!((home.len(), network.len()), (3, 21));
    assert!(take("2001:db8:2::1".to_owned()).is_some() && take("192.0.2.1".to_owned()).is_some());
    drop(home);
    assert!(take("2001:db8:1:1::1".to_owned()).is_some());
    drop(network);
    assert!(places.is_leeg());
}

#[test]
fn files_count_by_the_byte() {
    let limiet = Limiet { bezoeker: 60, samen: 120 };
    let (tellers, nu) = (Tellers::new(Limieten::default().met(Soort::Uploads, limiet)), start());
    let tel = |wie: &str, bytes| tellers.tel(&[(Soort::Uploads, bytes)], adres(wie), None, nu).is_ok();
    assert!(tel("192.0.2.1", 59_000_000) && tel("192.0.2.1", 1_000_000) && !tel("192.0.2.1", 1_000));
    assert!(tel("192.0.2.2", 60_000_000) && !tel("192.0.2.3", 1_000));
}

#[test]
fn a_clock_that_is_set_back_locks_nobody_out() {
    let tellers = drie_vijf();
    let later = start().plus_seconds(3 * DAG_S);
    assert!((0..3).all(|_| tellers.tel(&[(Soort::Afspraken, 1)], adres("192.0.2.1"), None, later).is_ok()));
    assert_eq!(tellers.tel(&[(Soort::Afspraken, 1)], adres("192.0.2.1"), None, start()), Ok(()));
}

#[test]
fn a_request_that_read_the_clock_a_moment_earlier_gets_nothing_back() {
    let (tellers, nu) = (drie_vijf(), start());
    let tel = |nu| tellers.tel(&[(Soort::Afspraken, 1)], adres("192.0.2.1"), None, nu);
    assert!((0..3).all(|_| tel(nu).is_ok()));
    assert!((0..200).all(|ago| tel(nu.plus_seconds(-ago)).is_err()));
    assert!(tel(nu).is_err());
}

#[test]
fn what_is_refused_counts_for_nothing_and_what_is_given_back_neither() {
    let (tellers, nu) = (drie_vijf(), start());
    let tel = |wat: &[(Soort, u64)]| tellers.tel(wat, adres("192.0.2.1"), None, nu);
    let too_large = [(Soort::Afspraken, 1), (Soort::Uploads, 900_000_000)];
    assert!((0..9).all(|_| tel(&too_large).is_err()));
    for _ in 0..9 {
        assert!((0..3).all(|_| tel(&[(Soort::Afspraken, 1)]).is_ok()));
        assert!(tel(&[(Soort::Afspraken, 1)]).is_err());
        tellers.terug(Soort::Afspraken, 3, adres("192.0.2.1"), None);
    }
    let first = tel(&too_large).unwrap_err();
    assert!(!first.nieuw, "said a moment ago");
    assert!(tellers.tel(&too_large, adres("192.0.2.1"), None, nu.plus_seconds(61)).unwrap_err().nieuw);
}

#[test]
fn counters_that_are_empty_again_go() {
    let tellers = Tellers::new(Limieten::default().met(Soort::Formulieren, Limiet { bezoeker: 1, samen: 1_000_000 }));
    let visit =
        |n: u32, nu| tellers.tel(&[(Soort::Formulieren, 1)], Wie::Adres(Some(IpAddr::from(n.to_be_bytes()))), None, nu);
    assert!((0..25_000).all(|n| visit(n, start()).is_ok()));
    assert!((100_000..111_000).all(|n| visit(n, start().plus_seconds(2 * DAG_S)).is_ok()));
    assert!(tellers.vol.lock().unwrap().tot.len() < 25_000);
}

#[test]
fn the_configuration_names_what_it_changes() {
    let all: Limieten = "afspraken 5/50, uploads 60/600".parse().unwrap();
    assert_eq!(all.van(Soort::Afspraken), Limiet { bezoeker: 5, samen: 50 });
    assert_eq!(all.van(Soort::Uploads), Limiet { bezoeker: 60, samen: 600 });
    assert_eq!(all.van(Soort::Verzonden), Limieten::default().van(Soort::Verzonden));
    for wrong in
        ["afspraken", "afspraken 5", "afspraken 0/5", "afspraken 6/5", "iets 1/2", "uploads 10/100", "afspraken -1/3"]
    {
        assert!(wrong.parse::<Limieten>().is_err(), "{wrong}");
    }
}

proptest! {
    /// However tries come, never more than the limit and what a day gave back of it since.
    #[test]
    fn never_more_than_the_limit(max in 1_u64..40, steps in prop::collection::vec(0_i64..20_000, 1..200)) {
        let limiet = Limiet { bezoeker: max, samen: 1_000_000 };
        let tellers = Tellers::new(Limieten::default().met(Soort::Afspraken, limiet));
        let (mut nu, mut taken) = (start(), Vec::new());
        for step in steps {
            nu = nu.plus_seconds(step);
            match tellers.tel(&[(Soort::Afspraken, 1)], adres("192.0.2.1"), None, nu) {
                Ok(()) => taken.push(nu),
                Err(refused) => {
                    prop_assert!(refused.vanaf > nu);
                    let early = tellers.tel(&[(Soort::Afspraken, 1)], adres("192.0.2.1"), None, refused.vanaf.plus_seconds(-2));
                    prop_assert!(early.is_err() || refused.vanaf.seconds_since(nu) < 2);
                }
            }
        }
        for (at, from) in taken.iter().enumerate() {
            for (last, until) in taken.iter().enumerate().skip(at) {
                let allowed = i128::from(max) + i128::from(max) * i128::from(until.seconds_since(*from)) / i128::from(DAG_S) + 1;
                prop_assert!(i128::try_from(last - at).unwrap() < allowed);
            }
        }
    }
}
