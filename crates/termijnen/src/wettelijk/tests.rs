//! What holds for every term.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn days() -> impl Strategy<Value = Date> {
    (0..8_000i32).prop_map(|n| date(2015, 1, 1).checked_add(n.days()).unwrap())
}

fn terms() -> impl Strategy<Value = Termijn> {
    prop_oneof![
        (1..120u16).prop_map(Termijn::dagen),
        (1..30u16).prop_map(Termijn::weken),
        (1..13u16).prop_map(Termijn::maanden)
    ]
}

proptest! {
    #[test]
    fn a_term_never_gets_shorter_and_a_short_one_never_ends_on_a_free_day(begin in days(), termijn in terms()) {
        let found = einde(begin, termijn, None, &[]).unwrap();
        prop_assert!(found.einde >= termijn.after(begin).unwrap());
        if termijn.is_lang() {
            prop_assert_eq!(found.einde, termijn.after(begin).unwrap());
        } else {
            prop_assert!(vrij(found.einde).is_none());
        }
        prop_assert!(found.stappen.is_sorted_by_key(|stap| stap.einde));
        prop_assert_eq!(found.stappen.last().unwrap().einde, found.einde);
    }

    #[test]
    fn standing_still_moves_the_end_by_its_days(begin in days(), termijn in terms(), after in 0..30i32, length in 0..60i32) {
        let gevraagd = begin.checked_add(after.days()).unwrap();
        let einde_op = gevraagd.checked_add(length.days()).unwrap();
        for einde_stil in [EindeOpschorting::Aangevuld(einde_op), EindeOpschorting::Verstreken(einde_op)] {
            let stil = Opschorting { gevraagd, einde: einde_stil };
            let with = einde(begin, termijn, None, &[stil]).unwrap().einde;
            let bare = termijn.after(begin).unwrap().checked_add(stil.aantal().days()).unwrap();
            prop_assert!(with >= bare && with <= bare.checked_add(6.days()).unwrap());
            // The same suspension twice stands still once.
            prop_assert_eq!(einde(begin, termijn, None, &[stil, stil]).unwrap().einde, with);
        }
    }

    #[test]
    fn a_later_begin_never_ends_earlier(begin in days(), termijn in terms()) {
        let next = begin.tomorrow().unwrap();
        prop_assert!(einde(begin, termijn, None, &[]).unwrap().einde <= einde(next, termijn, None, &[]).unwrap().einde);
    }

    #[test]
    fn a_length_reads_back(termijn in terms()) {
        prop_assert_eq!(termijn.to_string().parse::<Termijn>().unwrap(), termijn);
    }
}

#[test]
fn three_days_over_easter_have_two_working_days() {
    // Maundy Thursday 2 April 2026: Friday, Saturday, Sunday, Monday are free; Tuesday and Wednesday count.
    let found = einde(date(2026, 4, 2), Termijn::dagen(3), None, &[]).unwrap();
    assert_eq!(found.einde, date(2026, 4, 8));
    assert_eq!(found.stappen.last().unwrap().regel, Regel::TweeWerkdagen);
}

#[test]
fn an_extension_follows_the_term_itself() {
    // Eight and six weeks from 2 March: 8 June is a Monday; King's Day on the way is no reason to move.
    let found = einde(date(2026, 3, 2), Termijn::weken(8), Some(Termijn::weken(6)), &[]).unwrap();
    assert_eq!(found.einde, date(2026, 6, 8));
    let rules: Vec<_> = found.stappen.iter().map(|stap| stap.regel.key()).collect();
    assert_eq!(rules, ["termijn", "verlenging"]);
}

#[test]
fn what_was_supplied_at_once_stands_still_on_no_day() {
    for day in [2, 3] {
        let einde_op = EindeOpschorting::Aangevuld(date(2026, 3, day));
        assert_eq!(Opschorting { gevraagd: date(2026, 3, 2), einde: einde_op }.aantal(), 0);
    }
}

#[test]
fn christmas_moves_day_by_day_with_its_reasons() {
    // Two weeks from Friday 11 December 2026: Christmas Day, Boxing Day (a Saturday), Sunday; Monday the 28th.
    let found = einde(date(2026, 12, 11), Termijn::weken(2), None, &[]).unwrap();
    let rules: Vec<_> =
        found.stappen.iter().map(|stap| (stap.regel.key(), stap.regel.artikel(), stap.einde.day())).collect();
    assert_eq!(
        rules,
        [("termijn", "4:13 Awb", 25), ("feestdag", "1 Atw", 26), ("feestdag", "1 Atw", 27), ("weekend", "1 Atw", 28)]
    );
}
