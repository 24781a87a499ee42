//! Whether the clock can be trusted just now. What ends or starts by itself waits after a jump of the clock, so that a jump that is
//! put right within minutes ends no term, sends no reminder and removes no draft.

use std::time::Duration;

use kern::Moment;

/// More than this between the clock and the time that passed is a jump, in seconds.
const SPRONG_S: i64 = 300;
/// So long the clock must run evenly again.
const RUST: Duration = Duration::from_secs(600);

/// Looks at the clock each time that something is due.
#[derive(Default)]
pub(super) struct Klokwacht {
    laatst: Option<(Moment, Duration)>,
    wacht_tot: Option<Duration>,
}

impl Klokwacht {
    /// Whether things may happen by the clock; `gelopen` is how long the program runs, by a clock that nobody sets.
    pub(super) fn loopt_gelijk(&mut self, nu: Moment, gelopen: Duration) -> bool {
        if let Some((was, toen)) = self.laatst.replace((nu, gelopen)) {
            let passed = i64::try_from(gelopen.saturating_sub(toen).as_secs()).unwrap_or(i64::MAX);
            let jump = nu.seconds_since(was).saturating_sub(passed);
            if jump.abs() > SPRONG_S {
                tracing::warn!(seconds = jump, "the clock jumped: what is due by it waits until it runs evenly");
                self.wacht_tot = Some(gelopen + RUST);
            }
        }
        self.wacht_tot.is_none_or(|until| gelopen >= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAG_S: i64 = 86_400;

    /// What happens in a quarter of an hour of minutes after a jump of so many seconds, and after it is put right or not.
    fn minutes(jump: i64, put_right: bool) -> Vec<bool> {
        let begin: Moment = "2026-11-23T09:00:00Z".parse().unwrap();
        let mut wacht = Klokwacht::default();
        let minute = |n: i64| {
            let ahead = if n < 2 || (put_right && n >= 5) { 0 } else { jump };
            (begin.plus_seconds(n * 60 + ahead), Duration::from_secs(n.unsigned_abs() * 60))
        };
        (0..20).map(minute).map(|(nu, gelopen)| wacht.loopt_gelijk(nu, gelopen)).collect()
    }

    #[test]
    fn nothing_waits_for_a_clock_that_runs_evenly_or_is_a_little_off() {
        for jump in [0, 250, -250] {
            assert!(minutes(jump, false).into_iter().all(|goes_on| goes_on), "{jump}");
        }
    }

    #[test]
    fn after_a_jump_ahead_or_back_all_waits_and_then_goes_on() {
        for jump in [DAG_S, -DAG_S, 400, -400] {
            let goes_on = minutes(jump, false);
            assert_eq!(goes_on.iter().filter(|goes_on| !**goes_on).count(), 10, "{jump}: {goes_on:?}");
            assert!(goes_on[..2].iter().chain(&goes_on[12..]).all(|goes_on| *goes_on));
        }
    }

    #[test]
    fn a_jump_that_is_put_right_was_never_acted_on() {
        let goes_on = minutes(30 * DAG_S, true);
        assert!(goes_on[2..15].iter().all(|goes_on| !goes_on), "{goes_on:?}");
        assert!(goes_on[15..].iter().all(|goes_on| *goes_on));
    }

    #[test]
    fn a_machine_that_slept_goes_on_after_a_while() {
        let begin: Moment = "2026-11-23T09:00:00Z".parse().unwrap();
        let mut wacht = Klokwacht::default();
        assert!(wacht.loopt_gelijk(begin, Duration::ZERO));
        // Asleep, the other clock stood still.
        assert!(!wacht.loopt_gelijk(begin.plus_seconds(8 * 3_600), Duration::from_secs(60)));
        assert!(wacht.loopt_gelijk(begin.plus_seconds(8 * 3_600 + 600), Duration::from_secs(660)));
    }
}
