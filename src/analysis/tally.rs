//! How much there is of what.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::map::{ActorId, ArticleId, Stance, StanceMap};

/// In how many relations each actor takes part; who takes part in none is left out.
pub fn degrees(map: &StanceMap) -> BTreeMap<ActorId, usize> {
    let mut degrees = BTreeMap::new();
    for id in map.relations().flat_map(|(key, _)| [key.source, key.target]) {
        *degrees.entry(id).or_default() += 1;
    }
    degrees
}

/// How many quotes that support a relation are from each article; articles without any are left out.
pub fn quotes_by_article(map: &StanceMap) -> BTreeMap<ArticleId, usize> {
    let mut quotes = BTreeMap::new();
    for item in map.relations().flat_map(|(_, relation)| relation.supporting()) {
        *quotes.entry(item.article).or_default() += 1;
    }
    quotes
}

/// How many quotes of articles of each day back somebody, and how many oppose somebody; days without any are left out.
pub fn quotes_by_day(map: &StanceMap) -> BTreeMap<Date, [usize; 2]> {
    let mut quotes: BTreeMap<Date, [usize; 2]> = BTreeMap::new();
    for (key, relation) in map.relations() {
        for item in relation.supporting() {
            if let Some(date) = map.article(item.article).and_then(|article| article.date) {
                quotes.entry(date).or_default()[usize::from(key.stance == Stance::Opposes)] += 1;
            }
        }
    }
    quotes
}
