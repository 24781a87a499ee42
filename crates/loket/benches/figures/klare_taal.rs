//! How long it takes to measure a page of text.

use std::time::Instant;

use anyhow::{Context, Result};

use super::Tabel;

/// What is on a page.
const WOORDEN: usize = 500;
const RONDES: usize = 400;

pub(super) fn measure_text(tabel: &mut Tabel) -> Result<()> {
    let bladzijde = bladzijde()?;
    let first = Instant::now();
    let read = klare_taal::meet(&bladzijde);
    tabel.note("the first text, with what is read once", first.elapsed().as_secs_f64() * 1_000.0);
    anyhow::ensure!(read.woorden >= WOORDEN, "the page has {} words", read.woorden);
    let mut millis: Vec<f64> = (0..RONDES)
        .map(|_| {
            let begin = Instant::now();
            std::hint::black_box(klare_taal::meet(std::hint::black_box(&bladzijde)));
            begin.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    millis.sort_by(f64::total_cmp);
    tabel.add("a page of text measured, p99", millis[RONDES * 99 / 100], "ms", 5.0);
    Ok(())
}

/// Sentences of letters, the easy and the hard ones.
fn bladzijde() -> Result<String> {
    let brieven = include_str!("../../../klare-taal/data/brieven-toetsen.conllu");
    let mut bladzijde = String::new();
    let mut woorden = 0;
    for zin in brieven.lines().filter_map(|regel| regel.strip_prefix("# text = ")).cycle() {
        woorden += zin.split_whitespace().count();
        bladzijde.push_str(zin);
        bladzijde.push(' ');
        if woorden >= WOORDEN + 50 {
            return Ok(bladzijde);
        }
    }
    None.context("there are no sentences")
}
