//! Small maps beside what was expected of them.

use super::*;
use crate::analysis::{ReferenceActor, ReferenceRelation};
use crate::map::{ActorKind, Article, ArticleId, Edit, Evidence, Span, Stance};

/// "Ana + Bo: She praised him." as a relation with its sentence.
fn relation(line: &str) -> (Edge, &str) {
    let (relation, sentence) = line.split_once(": ").unwrap_or((line, ""));
    let signs = [(" + ", Stance::Backs), (" - ", Stance::Opposes)];
    let parts = signs.iter().find_map(|(sign, stance)| Some((relation.split_once(sign)?, *stance)));
    let ((source, target), stance) = parts.unwrap();
    (Edge { source: source.into(), target: target.into(), stance }, sentence)
}

/// "Norland = the north = Orsina" as a name and other names.
fn names(line: &str) -> (String, Vec<String>) {
    let mut names = line.split(" = ").map(str::to_owned);
    (names.next().unwrap(), names.collect())
}

/// "Ana < Norland" is a member; a relation that ends in "?" is not required.
fn reference(actors: &[&str], relations: &[&str]) -> Reference {
    let actor = |line: &&str| {
        let (line, member_of) =
            line.split_once(" < ").map_or((*line, None), |(line, owner)| (line, Some(owner.to_owned())));
        let (name, aliases) = names(line);
        ReferenceActor { name, aliases, member_of }
    };
    let relation = |line: &&str| {
        let (edge, evidence) = relation(line.trim_end_matches('?'));
        ReferenceRelation { edge, required: !line.ends_with('?'), evidence: vec![evidence.to_owned()] }
    };
    Reference {
        actors: actors.iter().map(actor).collect(),
        relations: relations.iter().map(relation).collect(),
    }
}

fn map(actors: &[&str], relations: &[&str]) -> StanceMap {
    let text = relations.iter().map(|line| relation(line).1).collect::<Vec<_>>().join("\n");
    let mut edits = vec![Edit::AddArticle { id: ArticleId(1), article: Article::from_text(text.as_str()) }];
    let mut ids = BTreeMap::new();
    for (number, line) in (1..).zip(actors) {
        let (name, aliases) = names(line);
        ids.insert(name.clone(), ActorId(number));
        let actor =
            Actor { aliases: aliases.into_iter().collect(), ..Actor::by_hand(name, ActorKind::Other) };
        edits.push(Edit::AddActor { id: ActorId(number), actor, at: None });
    }
    for (number, line) in (1..).zip(relations) {
        let (edge, sentence) = relation(line);
        let start = text.find(sentence).unwrap();
        let evidence = Evidence::quoting(number, Span::new(start, start + sentence.len()));
        let key = RelationKey::new(ids[&edge.source], ids[&edge.target], edge.stance);
        edits.push(Edit::AddEvidence { key, evidence });
    }
    let mut map = StanceMap::default();
    map.apply_all(edits).unwrap();
    map
}

/// A disagreement as "kind (actors): read / expected: sentences".
fn told(found: &Disagreement) -> String {
    let Disagreement { kind, read, expected, actors, sentences } = found;
    let [read, expected] =
        [read, expected].map(|edge| edge.as_ref().map_or("nothing".to_owned(), Edge::to_string));
    format!("{} ({}): {read} / {expected}: {}", kind.label(), actors.join(", "), sentences.join(" "))
}

#[test]
fn every_kind_is_told_from_the_others() {
    struct Case {
        reference: Reference,
        map: StanceMap,
        expected: &'static [&'static str],
    }
    let cases = [
        // Nothing is wrong with a relation that may be there, or that a member has in place of its owner.
        Case {
            reference: reference(
                &["Norland", "Birk < Norland", "Sudland"],
                &["Norland + Sudland: N armed S.", "Sudland + Norland: S thanked N.?"],
            ),
            map: map(&["Birk", "Sudland"], &["Birk + Sudland: N armed S."]),
            expected: &[],
        },
        Case {
            reference: reference(&["Norland", "Sudland"], &["Norland - Sudland: N shelled S."]),
            map: map(&["Norland"], &[]),
            expected: &["missed actor (Sudland): nothing / Norland opposes Sudland: N shelled S."],
        },
        Case {
            reference: reference(&["Norland", "Sudland"], &["Norland - Sudland: N \n shelled S."]),
            map: map(&["Norland", "Sudland"], &[]),
            expected: &["missed stance (): nothing / Norland opposes Sudland: N shelled S."],
        },
        Case {
            reference: reference(&["Norland", "Sudland"], &["Norland - Sudland: N shelled S."]),
            map: map(&["Norland", "Sudland"], &["Norland + Sudland: N met S."]),
            expected: &["wrong stance (): Norland backs Sudland / Norland opposes Sudland: N met S."],
        },
        Case {
            reference: reference(&["Norland", "Sudland"], &["Norland - Sudland: N shelled S."]),
            map: map(&["Norland", "Sudland"], &["Sudland - Norland: N shelled S."]),
            expected: &["reversed (): Sudland opposes Norland / Norland opposes Sudland: N shelled S."],
        },
        Case {
            reference: reference(&["Norland", "Sudland"], &[]),
            map: map(&["Norland", "Sudland"], &["Sudland - Norland: N met S."]),
            expected: &["spurious stance (): Sudland opposes Norland / nothing: N met S."],
        },
        Case {
            reference: reference(&["Norland"], &[]),
            map: map(&["Norland", "Reuters"], &["Reuters - Norland: R said so."]),
            expected: &["spurious actor (Reuters): ?Reuters opposes Norland / nothing: R said so."],
        },
        // Two actors are one on the map, so that a relation lands on the other one …
        Case {
            reference: reference(
                &["Norland", "Army = soldiers", "Sudland"],
                &["Army - Sudland: Soldiers shelled S."],
            ),
            map: map(&["Norland = soldiers", "Sudland"], &["Norland - Sudland: Soldiers shelled S."]),
            expected: &["wrong join (Norland): Norland opposes Sudland / Army opposes Sudland: \
                         Soldiers shelled S."],
        },
        // … or cannot be drawn at all.
        Case {
            reference: reference(&["Norland", "Army"], &["Army - Norland: The army rose against N."]),
            map: map(&["Norland = Army"], &[]),
            expected: &["wrong join (Norland): nothing / Army opposes Norland: The army rose against N."],
        },
        // One actor is two on the map, of which the reference knows only one.
        Case {
            reference: reference(&["Army", "Sudland"], &["Army - Sudland: The northern army shelled S."]),
            map: map(
                &["Army", "Northern Army", "Sudland"],
                &["Northern Army - Sudland: The northern army shelled S."],
            ),
            expected: &[
                "wrong join (Northern Army): ?Northern Army opposes Sudland / Army opposes Sudland: \
                         The northern army shelled S.",
            ],
        },
        // Words in common do not make one of two that act in different sentences.
        Case {
            reference: reference(&["Army", "Sudland"], &["Army - Sudland: The army shelled S.?"]),
            map: map(
                &["Salvation Army", "Sudland"],
                &["Salvation Army - Sudland: The Salvation Army blamed S."],
            ),
            expected: &["spurious actor (Salvation Army): ?Salvation Army opposes Sudland / nothing: \
                         The Salvation Army blamed S."],
        },
        // What a spurious relation does not explain is listed on its own, in the order of the kinds.
        Case {
            reference: reference(
                &["Norland", "Sudland", "Front"],
                &["Norland - Sudland: N shelled S.", "Sudland + Front: S armed F."],
            ),
            map: map(&["Norland", "Sudland"], &["Norland + Sudland: N met S."]),
            expected: &[
                "missed actor (Front): nothing / Sudland backs Front: S armed F.",
                "wrong stance (): Norland backs Sudland / Norland opposes Sudland: N met S.",
            ],
        },
    ];
    for Case { reference, map, expected } in cases {
        let found: Vec<String> = disagreements(&map, &reference).iter().map(told).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn every_missed_and_every_spurious_relation_is_explained() {
    let reference =
        reference(&["A", "B", "C", "D"], &["A + B: 1", "B - A: 2", "C + D: 3", "D + C: 4?", "A - D: 5"]);
    let map = map(&["A", "B", "C", "E"], &["A - B: 6", "B + C: 7", "E + A: 8", "C + A: 9"]);
    let agreement = Agreement::rolled_up(&map, &reference);
    let found = disagreements(&map, &reference);
    let read: BTreeSet<&Edge> = found.iter().filter_map(|found| found.read.as_ref()).collect();
    let expected: BTreeSet<&Edge> = found.iter().filter_map(|found| found.expected.as_ref()).collect();
    assert_eq!(read, agreement.spurious.iter().collect());
    assert!(agreement.missed.iter().all(|edge| expected.contains(edge)), "{found:?}");
    let wrong_stance = found.iter().filter(|found| found.kind == DisagreementKind::WrongStance).count();
    assert_eq!(wrong_stance, agreement.wrong_stance);
}
