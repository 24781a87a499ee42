//! Words of officials, and what to write instead (`data/ambtelijk.tsv`, with the lists that name them).

use std::{collections::HashMap, sync::LazyLock};

use crate::tekst::{Leesteken, Woord};

/// An expression and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Uitdrukking {
    /// Its words behind the first.
    rest: Vec<&'static str>,
    /// What to write instead, the best first.
    pub(crate) liever: Vec<&'static str>,
}

/// By the first word, the longest first.
static LIJST: LazyLock<HashMap<&'static str, Vec<Uitdrukking>>> = LazyLock::new(|| {
    let mut lijst: HashMap<&str, Vec<Uitdrukking>> = HashMap::new();
    for (woorden, liever, _) in regels() {
        // The point of an abbreviation is no part of a word as it is read.
        let mut woorden = woorden.split(' ').map(|woord| woord.trim_end_matches('.'));
        if let Some(eerste) = woorden.next() {
            let uitdrukking = Uitdrukking { rest: woorden.collect(), liever: liever.split(" | ").collect() };
            lijst.entry(eerste).or_default().push(uitdrukking);
        }
    }
    for uitdrukkingen in lijst.values_mut() {
        uitdrukkingen.sort_by_key(|uitdrukking| std::cmp::Reverse(uitdrukking.rest.len()));
    }
    lijst
});

/// The lines of the list: expression, alternatives, sources.
pub(crate) fn regels() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("../data/ambtelijk.tsv").lines().filter(|regel| !regel.starts_with('#')).filter_map(|regel| {
        let mut velden = regel.split('\t');
        Some((velden.next()?, velden.next()?, velden.next()?))
    })
}

/// The longest expression that begins with the first of these words, and how many words it has.
pub(crate) fn begint(woorden: &[Woord<'_>]) -> Option<(&'static Uitdrukking, usize)> {
    let eerste = woorden.first()?;
    LIJST.get(eerste.klein())?.iter().find_map(|uitdrukking| {
        let komt = woorden.get(1..=uitdrukking.rest.len())?;
        let past = komt
            .iter()
            .zip(&uitdrukking.rest)
            .all(|(woord, rest)| woord.klein() == *rest && woord.leesteken() == Leesteken::Geen);
        past.then_some((uitdrukking, 1 + uitdrukking.rest.len()))
    })
}
