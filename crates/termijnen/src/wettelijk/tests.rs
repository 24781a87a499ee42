//! What holds for every term, and a walk day by day to compare with: slow, and written without looking at the other.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::{Termijn, VrijeDagen};

fn days() -> impl Strategy<Value = Date> {
    (0..22_000i32).prop_map(|n| date(2000, 1, 1).checked_add(n.days()).unwrap())
}

const MIXED: [&str; 10] = ["P12W6D", "P3M1D", "P2M5D", "P1Y", "P1Y6M", "P11W6D", "P1M2W", "P12W", "P90D", "P3M"];

fn lengths() -> impl Strategy<Value = Termijn> {
    prop_oneof![
        (1..120u16).prop_map(Termijn::dagen),
        (1..6u16).prop_map(Termijn::dagen),
        (1..17u16).prop_map(Termijn::weken),
        (1..8u16).prop_map(Termijn::maanden),
        select(&MIXED[..]).prop_map(|text| text.parse().unwrap()),
    ]
}

fn bases() -> impl Strategy<Value = Grondslag> {
    select(&[Grondslag::Wet, Grondslag::Wet, Grondslag::Verordening, Grondslag::Belofte][..])
}

/// Things that happen so many days after the begin of a term; the lists are short enough to meet.
fn events() -> impl Strategy<Value = Vec<(i32, Soort)>> {
    let soort = prop_oneof![
        (0..40i32).prop_map(Soort::Gevraagd),
        Just(Soort::GevraagdZonder),
        Just(Soort::Aangevuld),
        (0..30i32).prop_map(Soort::Zienswijze),
        Just(Soort::Ingebracht),
        (0..25i32).prop_map(Soort::Stil),
        select(&["P1W", "P2W", "P6W", "P1D", "P10D", "P1M"][..])
            .prop_map(|text| Soort::Verlengd(text.parse().unwrap())),
        Just(Soort::Mededeling),
    ];
    prop::collection::vec((0..130i32, soort), 0..6)
}

#[derive(Clone, Copy, Debug)]
enum Soort {
    Gevraagd(i32),
    GevraagdZonder,
    Aangevuld,
    Zienswijze(i32),
    Ingebracht,
    Stil(i32),
    Verlengd(Termijn),
    Mededeling,
}

fn at(begin: Date, n: i32) -> Date {
    begin.checked_add(n.days()).unwrap()
}

fn happened(begin: Date, events: &[(i32, Soort)]) -> Vec<Gebeurtenis> {
    let one = |(n, soort): &(i32, Soort)| {
        let op = at(begin, *n);
        match soort {
            Soort::Gevraagd(given) => Gebeurtenis::gevraagd(op, Verzoek::Aanvulling, Some(at(op, *given))).unwrap(),
            Soort::GevraagdZonder => Gebeurtenis::gevraagd(op, Verzoek::Aanvulling, None).unwrap(),
            Soort::Aangevuld => Gebeurtenis::binnen(op, Verzoek::Aanvulling),
            Soort::Zienswijze(given) => Gebeurtenis::gevraagd(op, Verzoek::Zienswijze, Some(at(op, *given))).unwrap(),
            Soort::Ingebracht => Gebeurtenis::binnen(op, Verzoek::Zienswijze),
            Soort::Stil(more) => Gebeurtenis::stilstand(op, Stilstandgrond::Overmacht, Some(at(op, *more))).unwrap(),
            Soort::Verlengd(lengte) => Gebeurtenis::verlengd(op, *lengte),
            Soort::Mededeling => Gebeurtenis::medegedeeld(op),
        }
    };
    let mut all: Vec<_> = events.iter().map(one).collect();
    all.sort_by_key(|event| event.op);
    all
}

fn einde(begin: Date, lengte: Termijn, grondslag: Grondslag, events: &[Gebeurtenis]) -> Date {
    let term = Verloop::new(begin, lengte, grondslag).met(events.iter().copied());
    term.berekend(&VrijeDagen::default(), None).unwrap().einde.dag()
}

/// The days that the events say stand still.
fn stil(events: &[(Date, Soort)]) -> BTreeSet<Date> {
    let mut found = BTreeSet::new();
    for (n, (op, soort)) in events.iter().enumerate() {
        let came = |woo: bool| {
            let later = events[n + 1..].iter().find(|(_, later)| match later {
                Soort::Aangevuld => !woo,
                Soort::Ingebracht => woo,
                _ => false,
            });
            later.map(|(day, _)| *day)
        };
        let (mut day, last) = match soort {
            // The Awb: up to the day on which it came; the last day given stands still.
            Soort::Gevraagd(given) => {
                (at(*op, 1), came(false).map_or(Date::MAX, |day| at(day, -1)).min(at(*op, *given)))
            }
            // The Woo: up to and including.
            Soort::Zienswijze(given) => (at(*op, 1), came(true).unwrap_or(Date::MAX).min(at(*op, *given))),
            Soort::Stil(more) => (*op, at(*op, *more)),
            _ => continue,
        };
        while day <= last {
            found.insert(day);
            day = at(day, 1);
        }
    }
    found
}

/// The end by going through the days one by one: each is a day of the term, stands still, or is beyond.
fn stap_voor_stap(begin: Date, lengte: Termijn, atw: bool, events: &[(i32, Soort)]) -> Date {
    let vrij = VrijeDagen::default();
    let mut events: Vec<(Date, Soort)> = events.iter().map(|(n, soort)| (at(begin, *n), *soort)).collect();
    events.sort_by_key(|(op, _)| *op);
    let stil = stil(&events);
    let (mut heel, mut bare, mut werkdagen, mut day) = (lengte, lengte.after(begin).unwrap(), 0, begin);
    // What it would be without the extension that made it long: nobody loses a day by that.
    let mut kort: Option<(Termijn, Date)> = None;
    loop {
        for (_, soort) in events.iter().filter(|(op, _)| *op == day) {
            let Soort::Verlengd(more) = soort else { continue };
            let longer = heel.plus(*more).unwrap();
            if !heel.is_lang(begin).unwrap() && longer.is_lang(begin).unwrap() {
                kort = Some((heel, bare));
            }
            (heel, bare) = (longer, more.after(bare).unwrap());
        }
        let still = day > begin && stil.contains(&day);
        if still {
            bare = at(bare, 1);
            kort = kort.map(|(lengte, bare)| (lengte, at(bare, 1)));
        }
        werkdagen += i32::from(day > begin && vrij.is_werkdag(day) && !still);
        let ends = |lengte: Termijn, bare: Date| {
            let short = atw && !lengte.is_lang(begin).unwrap();
            let two = !lengte.is_ten_minste_drie_dagen() || werkdagen >= 2;
            day >= bare && !still && (!short || vrij.is_werkdag(day) && two)
        };
        if ends(heel, bare)
            && kort.is_none_or(|(lengte, bare)| !atw || ends(lengte, bare) || ended(&vrij, lengte, bare, day, &stil))
        {
            return day;
        }
        day = at(day, 1);
    }
}

/// Whether a term of this length had its end before this day.
fn ended(vrij: &VrijeDagen, lengte: Termijn, bare: Date, day: Date, stil: &BTreeSet<Date>) -> bool {
    let mut end = bare;
    while stil.contains(&end) || !vrij.is_werkdag(end) {
        end = at(end, 1);
    }
    debug_assert!(lengte.is_ten_minste_drie_dagen(), "what becomes long was longer than three days");
    end < day
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_walk_ends_where_the_days_do(begin in days(), lengte in lengths(), grondslag in bases(), events in events()) {
        let gebeurd = happened(begin, &events);
        let expected = stap_voor_stap(begin, lengte, grondslag.atw().is_some(), &events);
        prop_assert_eq!(einde(begin, lengte, grondslag, &gebeurd), expected, "{} {} {:?}", begin, lengte, gebeurd);
    }

    #[test]
    fn what_comes_after_the_end_changes_nothing_and_is_told(
        begin in days(), lengte in lengths(), grondslag in bases(), events in events(), after in 1..60i32,
    ) {
        let gebeurd = happened(begin, &events);
        let end = einde(begin, lengte, grondslag, &gebeurd);
        let late = at(end, after);
        let ask = |op: Date| Gebeurtenis::gevraagd(op, Verzoek::Aanvulling, Some(at(op, 20))).unwrap();
        for event in [
            ask(end),
            ask(late),
            Gebeurtenis::verlengd(late, Termijn::weken(6)),
            Gebeurtenis::stilstand(late, Stilstandgrond::Overmacht, Some(at(late, 9))).unwrap(),
        ] {
            let term = Verloop::new(begin, lengte, grondslag).met(gebeurd.iter().copied().chain([event]));
            let found = term.berekend(&VrijeDagen::default(), None).unwrap();
            // A completion of before can close what is asked now.
            prop_assert_eq!(found.einde.dag(), end, "{}", event);
            let told = found.stappen.iter().any(|stap| {
                matches!(stap.regel, Regel::ZonderGevolg { gebeurtenis, .. } if gebeurtenis == event)
            });
            prop_assert!(told, "{event} is not told");
        }
    }

    #[test]
    fn no_end_on_a_day_that_stood_still_nor_a_short_one_on_a_free_day(
        begin in days(), lengte in lengths(), grondslag in bases(), events in events(),
    ) {
        let gebeurd = happened(begin, &events);
        let found = Verloop::new(begin, lengte, grondslag).met(gebeurd).berekend(&VrijeDagen::default(), None).unwrap();
        let end = found.einde.dag();
        let mut heel = lengte;
        for stap in &found.stappen {
            match stap.regel {
                Regel::StondStil { van, tot_en_met, .. } => prop_assert!(!(van..=tot_en_met).contains(&end)),
                Regel::Verlengd { lengte, .. } => heel = heel.plus(lengte).unwrap(),
                _ => {}
            }
        }
        if grondslag.atw().is_some() && !heel.is_lang(begin).unwrap() {
            prop_assert!(VrijeDagen::default().is_werkdag(end));
        }
        prop_assert_eq!(found.stappen.last().map(|stap| stap.einde), Some(end));
    }

    #[test]
    fn a_later_begin_a_day_more_or_a_day_still_never_ends_earlier(begin in days(), lengte in lengths(), still in 1..60i32) {
        let end = einde(begin, lengte, Grondslag::Wet, &[]);
        prop_assert!(einde(at(begin, 1), lengte, Grondslag::Wet, &[]) >= end);
        prop_assert!(einde(begin, lengte, Grondslag::Belofte, &[]) <= end);
        let day = at(begin, still);
        let stil = Gebeurtenis::stilstand(day, Stilstandgrond::Vertraging, Some(day)).unwrap();
        prop_assert!(einde(begin, lengte, Grondslag::Wet, &[stil]) >= end);
        prop_assert_eq!(einde(begin, lengte, Grondslag::Wet, &[stil, stil]), einde(begin, lengte, Grondslag::Wet, &[stil]));
        let told = at(begin, still / 2);
        if told <= end {
            prop_assert!(einde(begin, lengte, Grondslag::Wet, &[Gebeurtenis::verlengd(told, Termijn::dagen(1))]) >= end);
        }
    }

    #[test]
    fn told_again_from_what_was_written_it_is_the_same(
        begin in days(), lengte in lengths(), grondslag in bases(), events in events(),
    ) {
        let term = Verloop::new(begin, lengte, grondslag).met(happened(begin, &events));
        let written: Vec<String> = term.gebeurtenissen().iter().map(ToString::to_string).collect();
        let read: Vec<Gebeurtenis> = written.iter().map(|text| text.parse().unwrap()).collect();
        prop_assert_eq!(Verloop::new(begin, lengte, grondslag.to_string().parse().unwrap()).met(read.clone()), term.clone());
        // Told one at a time it is the same as told together.
        let one_by_one = read.into_iter().fold(Verloop::new(begin, lengte, grondslag), |term, event| term.met([event]));
        prop_assert_eq!(one_by_one, term);
    }

    #[test]
    fn while_it_stands_still_the_end_is_never_later_than_it_becomes(
        begin in days(), lengte in lengths(), asked in 0..60i32, given in 0..40i32, came in 0..60i32, seen in 0..40i32,
    ) {
        let (op, vrij) = (at(begin, asked), VrijeDagen::default());
        let ask = Gebeurtenis::gevraagd(op, Verzoek::Aanvulling, Some(at(op, given))).unwrap();
        let term = Verloop::new(begin, lengte, Grondslag::Wet).met([ask]);
        let nu = at(op, seen);
        let known = term.berekend(&vrij, Some(nu)).unwrap();
        let later = term.clone().met([Gebeurtenis::binnen(at(nu, came), Verzoek::Aanvulling)]);
        let became = later.berekend(&vrij, None).unwrap().einde.dag();
        match known.einde {
            Einde::OpZijnVroegst(dag) => prop_assert!(dag <= became && seen <= given),
            Einde::Vast(dag) => prop_assert_eq!(dag, became),
        }
    }

    #[test]
    fn a_length_reads_back(lengte in lengths()) {
        prop_assert_eq!(lengte.to_string().parse::<Termijn>().unwrap(), lengte);
    }
}

#[test]
fn what_is_no_event_is_refused() {
    for text in [
        "",
        "gevraagd",
        "gevraagd:",
        "gevraagd:2026-02-30",
        "gevraagd:2026-2-3",
        "gevraagd:20260203",
        "gevraagd:2026-02-10:2026-02-09",
        "gevraagd:2026-02-10:2026-02-11:2026-02-12",
        "aangevuld:2026-02-10:2026-02-11",
        "overmacht:2026-02-10",
        "verlengd:2026-02-10",
        "verlengd:2026-02-10:6W",
        "verlengd:2026-02-10T10:00:P6W",
        "iets:2026-02-10",
        "mededeling:-2026-02-10",
    ] {
        assert!(text.parse::<Gebeurtenis>().is_err(), "{text}");
    }
}

#[test]
fn christmas_moves_day_by_day_with_its_reasons() {
    // Two weeks from Friday 11 December 2026: Christmas Day, Boxing Day (a Saturday), Sunday; Monday the 28th.
    let found =
        Verloop::new(date(2026, 12, 11), Termijn::weken(2), Grondslag::Wet).berekend(&VrijeDagen::default(), None);
    let steps: Vec<_> = found.unwrap().stappen.iter().map(|stap| (stap.regel.key(), stap.einde.day())).collect();
    assert_eq!(steps, [("termijn", 25), ("feestdag", 26), ("feestdag", 27), ("weekend", 28)]);
}
