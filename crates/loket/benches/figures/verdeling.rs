//! What a row of times comes to.

fn sorted(times: &[f64]) -> Vec<f64> {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

pub(crate) fn max(times: &[f64]) -> f64 {
    sorted(times).last().copied().unwrap_or(f64::NAN)
}

/// The time that half of them exceed.
pub(crate) fn middle(times: &[f64]) -> f64 {
    sorted(times).get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The time that at most one in a hundred exceeds.
pub(crate) fn p99(times: &[f64]) -> f64 {
    let sorted = sorted(times);
    let rank = (sorted.len() * 99).div_ceil(100).saturating_sub(1);
    sorted.get(rank).copied().unwrap_or(f64::NAN)
}
