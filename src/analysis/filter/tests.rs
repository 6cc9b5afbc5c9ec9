//! One small map, and what of it each filter leaves.

use super::*;
use crate::map::{Actor, Article, Claim, Edit, Evidence, Span};
use jiff::civil::date;

const ANA: ActorId = ActorId(1);
const BO: ActorId = ActorId(2);
const CY: ActorId = ActorId(3);
const NORLAND: ActorId = ActorId(4);

/// Ana and Bo are persons, Cy a party, Norland a state. Quotes as article, confidence and what else is to be said of them.
fn map() -> StanceMap {
    let mut edits = Vec::new();
    let articles = [("Courier", Some(3)), ("Herald", Some(4)), ("", None), ("", Some(9))];
    for (number, (source, day)) in (1..).zip(articles) {
        let mut article = Article::from_text(format!("Article number {number}"));
        source.clone_into(&mut article.source);
        article.date = day.map(|day| date(2021, 5, day));
        edits.push(Edit::AddArticle { id: ArticleId(number), article });
    }
    let cast = [
        ("Ana", ActorKind::Person),
        ("Bo", ActorKind::Person),
        ("Cy", ActorKind::Party),
        ("Norland", ActorKind::State),
        ("Dee", ActorKind::Person),
    ];
    for (number, (name, kind)) in (1..).zip(cast) {
        let actor = Actor::by_hand(name, kind);
        edits.push(Edit::AddActor { id: ActorId(number), actor, at: None });
    }
    let quotes: &[(RelationKey, u32, f32, &str)] = &[
        (ana_backs_bo(), 1, 0.9, ""),
        (ana_backs_bo(), 2, 0.5, "hedged"),
        (ana_backs_bo(), 1, 0.8, "by Cy"),
        (bo_opposes_norland(), 3, 0.3, "hedged"),
        (bo_opposes_norland(), 4, 0.4, "hedged by Cy"),
        (bo_opposes_norland(), 1, 0.9, "negated"),
        (cy_backs_norland(), 2, 0.6, "confirmed"),
        (cy_backs_norland(), 4, 0.7, ""),
    ];
    for (number, (key, article, confidence, more)) in (1..).zip(quotes) {
        let modality = match more {
            more if more.contains("hedged") => Modality::Hedged,
            &"negated" => Modality::Negated,
            _ => Modality::Asserted,
        };
        let evidence = Evidence {
            article: ArticleId(*article),
            attribution: more.contains("by Cy").then_some(CY),
            modality,
            confidence: Confidence::clamped(*confidence),
            verdict: if more.contains("confirmed") { Verdict::Confirmed } else { Verdict::Unreviewed },
            ..Evidence::quoting(number, Span::new(0, 7))
        };
        edits.push(Edit::AddEvidence { key: *key, evidence });
    }
    edits.push(Edit::AddRelation { key: norland_opposes_ana(), claim: Claim::default() });
    let mut map = StanceMap::default();
    map.apply_all(edits).unwrap();
    map
}

fn ana_backs_bo() -> RelationKey {
    RelationKey::new(ANA, BO, Stance::Backs)
}

fn bo_opposes_norland() -> RelationKey {
    RelationKey::new(BO, NORLAND, Stance::Opposes)
}

fn cy_backs_norland() -> RelationKey {
    RelationKey::new(CY, NORLAND, Stance::Backs)
}

/// Drawn by a person, without a quote.
fn norland_opposes_ana() -> RelationKey {
    RelationKey::new(NORLAND, ANA, Stance::Opposes)
}

fn without(values: &[Value]) -> Filter {
    Filter { without: values.iter().cloned().collect(), ..Filter::default() }
}

fn only(values: &[Value]) -> Filter {
    Filter { only: values.iter().cloned().collect(), ..Filter::default() }
}

fn source(name: &str) -> Value {
    Value::Source(name.to_owned())
}

/// What passes, by the sources of the relations.
fn passing(filter: &Filter) -> String {
    let map = map();
    let passing = filter.passing(&map);
    let names = passing.relations.iter().map(|key| map.actor_name(key.source));
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn each_condition_leaves_what_meets_it() {
    let least = |confidence, quotes, sources| Filter {
        least_confidence: Confidence::clamped(confidence),
        least_quotes: quotes,
        least_sources: sources,
        ..Filter::default()
    };
    let days = |first, last| Filter {
        days: Some(Days::between(date(2021, 5, first), date(2021, 5, last))),
        ..Filter::default()
    };
    let cases = [
        ("no condition", Filter::default(), "Ana Bo Cy Norland"),
        ("stance", without(&[Value::Stance(Stance::Opposes)]), "Ana Cy"),
        ("footing", without(&[Value::Footing(Footing::Hedged)]), "Ana Cy Norland"),
        ("footing", without(&[Value::Footing(Footing::Claimed)]), "Ana Bo Cy"),
        ("kind of either end", without(&[Value::Kind(ActorKind::State)]), "Ana"),
        ("kind of both ends", only(&[Value::Kind(ActorKind::Person)]), "Ana"),
        ("modality", without(&[Value::Modality(Modality::Asserted)]), "Ana Bo"),
        ("modality", only(&[Value::Modality(Modality::Asserted)]), "Ana Cy Norland"),
        ("verdict", only(&[Value::Verdict(Verdict::Confirmed)]), "Cy Norland"),
        ("verdict", without(&[Value::Verdict(Verdict::Confirmed)]), "Ana Bo Cy"),
        ("own voice", only(&[Value::Voice(None)]), "Ana Bo Cy"),
        ("claimed by Cy", only(&[Value::Voice(Some(CY))]), "Ana Bo"),
        ("claimed by nobody", without(&[Value::Voice(Some(CY)), Value::Voice(None)]), "Norland"),
        ("source", only(&[source("Courier")]), "Ana"),
        ("two sources", only(&[source("Courier"), source("Herald")]), "Ana Cy"),
        ("unknown source", only(&[source("")]), "Bo Cy"),
        ("article", only(&[Value::Article(ArticleId(4))]), "Bo Cy"),
        ("article", without(&[Value::Article(ArticleId(3))]), "Ana Bo Cy Norland"),
        ("confidence", least(0.65, 0, 0), "Ana Cy Norland"),
        ("what is confirmed is certain", least(1.0, 0, 0), "Cy Norland"),
        ("one quote", least(0.0, 1, 0), "Ana Bo Cy"),
        ("three quotes", least(0.0, 3, 0), "Ana"),
        ("one source", least(0.0, 0, 1), "Ana Bo Cy"),
        ("two sources, of which one is unknown", least(0.0, 0, 2), "Ana Cy"),
        ("two quotes that are sure", least(0.65, 2, 0), "Ana Cy"),
        ("days", days(3, 3), "Ana Bo Norland"),
        ("days", days(4, 8), "Ana Bo Cy Norland"),
        ("facets combine", Filter { least_quotes: 2, ..only(&[source("Courier")]) }, "Ana"),
        ("facets combine", Filter { least_quotes: 2, ..only(&[Value::Voice(Some(CY))]) }, ""),
        (
            "on one quote",
            only(&[Value::Voice(Some(CY)), Value::Modality(Modality::Hedged), Value::Article(ArticleId(3))]),
            "",
        ),
    ];
    for (name, filter, expected) in cases {
        assert_eq!(passing(&filter), expected, "{name}: {filter:?}");
    }
}

#[test]
fn actors_pass_with_their_relations_and_by_their_kind() {
    let map = map();
    let actors = |filter: Filter| {
        let actors = filter.passing(&map).actors;
        actors.iter().map(|id| map.actor_name(*id)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(actors(Filter::default()), "Ana Bo Cy Norland Dee");
    assert_eq!(actors(without(&[Value::Kind(ActorKind::Party)])), "Ana Bo Norland Dee");
    assert_eq!(actors(only(&[source("Herald")])), "Ana Bo Cy Norland");
    assert_eq!(actors(Filter { least_quotes: 3, ..Filter::default() }), "Ana Bo");
}

#[test]
fn counts_say_what_each_choice_would_leave() {
    let counts = |filter: Filter| filter.counts(&map());
    let all = counts(Filter::default());
    let expected = [
        (Value::Stance(Stance::Backs), 2),
        (Value::Footing(Footing::Claimed), 1),
        (Value::Kind(ActorKind::State), 3),
        (Value::Kind(ActorKind::Person), 3),
        (Value::Modality(Modality::Hedged), 2),
        (Value::Verdict(Verdict::Confirmed), 2),
        (Value::Voice(None), 3),
        (Value::Voice(Some(CY)), 2),
        (source("Courier"), 1),
        (source(""), 2),
        (Value::Article(ArticleId(2)), 2),
    ];
    for (value, count) in expected {
        assert_eq!(all.get(&value), Some(&count), "{value:?}");
    }
    assert_eq!(
        all.get(&Value::Modality(Modality::Negated)),
        None,
        "what speaks against a relation is no quote for it"
    );
    let some = counts(without(&[Value::Stance(Stance::Backs)]));
    assert_eq!((some[&Value::Stance(Stance::Backs)], some[&source("Courier")]), (2, 0));
}

#[test]
fn counts_agree_with_choosing_each_value_in_turn() {
    let map = map();
    let sets = [
        (vec![], vec![]),
        (vec![Value::Stance(Stance::Opposes)], vec![]),
        (vec![Value::Kind(ActorKind::Party)], vec![source("Herald")]),
        (vec![Value::Modality(Modality::Hedged)], vec![Value::Voice(None)]),
        (vec![Value::Verdict(Verdict::Confirmed)], vec![Value::Article(ArticleId(4)), source("")]),
        (vec![Value::Footing(Footing::Unreviewed)], vec![Value::Voice(Some(CY))]),
    ];
    for (without, only) in sets {
        for (confidence, least_quotes, least_sources) in [(0.0, 0, 0), (0.5, 2, 0), (0.0, 1, 2), (0.65, 0, 1)]
        {
            let filter = Filter {
                without: without.iter().cloned().collect(),
                only: only.iter().cloned().collect(),
                least_confidence: Confidence::clamped(confidence),
                least_quotes,
                least_sources,
                days: None,
            };
            for (value, count) in filter.counts(&map) {
                let mut chosen = filter.clone();
                if let Value::Kind(kind) = value {
                    // The other end is held to the filter.
                    chosen.without.remove(&value);
                    let of_kind = |id| map.actor(id).is_some_and(|actor| actor.kind == kind);
                    let touches = |key: &&RelationKey| of_kind(key.source) || of_kind(key.target);
                    let touching = chosen.passing(&map).relations.iter().filter(touches).count();
                    assert_eq!(count, touching, "{value:?} under {filter:?}");
                    continue;
                }
                chosen.clear(value.facet());
                chosen.only.insert(value.clone());
                assert_eq!(count, chosen.passing(&map).relations.len(), "{value:?} under {filter:?}");
            }
        }
    }
}

#[test]
fn conditions_are_dropped_by_facet() {
    let mut filter = without(&[Value::Kind(ActorKind::Party), Value::Stance(Stance::Backs)]);
    filter.toggle_only(source("Herald"));
    filter.clear(Facet::Kind);
    filter.clear(Facet::Source);
    assert_eq!(filter, without(&[Value::Stance(Stance::Backs)]));
    filter.toggle_without(Value::Stance(Stance::Backs));
    assert!(filter.is_empty());
}
