//! Texts with what is marked in them.

use super::*;
use crate::map::{ActorKind, Edit, Evidence, Origin, Stance, Verdict};

/// A map of one article and of actors written as "Turkey = Ankara".
fn map(text: &str, actors: &[&str]) -> StanceMap {
    let mut map = StanceMap::default();
    map.apply(Edit::AddArticle { id: ArticleId(1), article: Article::from_text(text) }).unwrap();
    for (number, names) in (1..).zip(actors) {
        let mut names = names.split(" = ").map(str::to_owned);
        let mut actor = Actor::by_hand(names.next().unwrap(), ActorKind::State);
        actor.aliases = names.collect();
        map.apply(Edit::AddActor { id: ActorId(number), actor, at: None }).unwrap();
    }
    map
}

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

/// Adds a quote of the whole text in which the first actor takes a stance towards the second.
fn quote(map: &mut StanceMap, number: u32, cue: &str, [source, target]: [&str; 2], key: RelationKey) {
    let text = map.article(ArticleId(1)).unwrap().shared_text();
    let evidence = Evidence {
        cue: Some(span(&text, cue)),
        origin: Some(Origin {
            source_mention: span(&text, source),
            target_mention: span(&text, target),
            stance: key.stance,
        }),
        ..Evidence::quoting(number, Span::new(0, text.len()))
    };
    map.apply(Edit::AddEvidence { key, evidence }).unwrap();
}

/// Who is marked, as "[words=number]".
fn named(map: &StanceMap) -> String {
    let text = map.article(ArticleId(1)).unwrap().text();
    let (mut told, mut at) = (String::new(), 0);
    for (span, id) in Marks::of(map, ArticleId(1)).actors {
        told += &format!("{}[{}={}]", &text[at..span.start], &text[span.start..span.end], id.0);
        at = span.end;
    }
    told + &text[at..]
}

#[test]
fn names_are_marked_at_word_boundaries() {
    for (text, actors, expected) in [
        (
            "Turkey, not Turkeys. Ankara’s men",
            &["Turkey = Ankara"][..],
            "[Turkey=1], not Turkeys. [Ankara=1]’s men",
        ),
        ("The US told us", &["United States = US"], "The [US=1] told us"),
        ("New York and York", &["York", "New York"], "[New York=2] and [York=1]"),
        ("New Yorkers", &["New York"], "New Yorkers"),
        ("«Россия» ещё", &["Россия"], "«[Россия=1]» ещё"),
        ("Kim met Kim Jo", &["Kim Jo = Kim", "Kim Lo = Kim"], "Kim met [Kim Jo=1]"),
        ("", &["Ana"], ""),
    ] {
        assert_eq!(named(&map(text, actors)), expected);
    }
}

#[test]
fn a_quote_says_whom_a_name_means() {
    let mut map = map("Kim and his ally praised Ana.", &["Kim Jo = Kim", "Kim Lo = Kim", "Ana"]);
    let key = RelationKey::new(ActorId(2), ActorId(3), Stance::Backs);
    quote(&mut map, 1, "praised", ["Kim and his ally", "Ana"], key);
    assert_eq!(named(&map), "[Kim and his ally=2] praised [Ana=3].");
    map.apply(Edit::ReverseRelation(key)).unwrap();
    assert_eq!(named(&map), "[Kim and his ally=2] praised [Ana=3].", "names stay with those who bear them");
    map.apply(Edit::DeleteActor(ActorId(2))).unwrap();
    assert_eq!(named(&map), "[Kim=1] and his ally praised [Ana=3].");
}

#[test]
fn descriptions_are_marked_where_the_actor_is_quoted() {
    let mut map = map("Ana Dee praised Bo. Dee left.", &["Ana Dee", "Bo"]);
    let descriptions = ["Dee".to_owned()].into();
    map.apply(Edit::LearnNames { id: ActorId(1), aliases: Default::default(), descriptions }).unwrap();
    assert_eq!(named(&map), "[Ana Dee=1] praised [Bo=2]. Dee left.");
    let key = RelationKey::new(ActorId(1), ActorId(2), Stance::Backs);
    quote(&mut map, 1, "praised", ["Ana Dee", "Bo"], key);
    assert_eq!(named(&map), "[Ana Dee=1] praised [Bo=2]. [Dee=1] left.");
}

#[test]
fn quotes_and_cues_are_in_order_and_those_that_were_rejected_are_not_marked() {
    let mut map = map("Ana praised Bo and scolded Cy.", &["Ana", "Bo", "Cy"]);
    let scolds = RelationKey::new(ActorId(1), ActorId(3), Stance::Opposes);
    let praises = RelationKey::new(ActorId(1), ActorId(2), Stance::Backs);
    quote(&mut map, 1, "scolded", ["Ana", "Cy"], scolds);
    quote(&mut map, 2, "praised", ["Ana", "Bo"], praises);
    let marks = Marks::of(&map, ArticleId(1));
    assert_eq!(marks.quotes.iter().map(|quoted| quoted.key).collect::<Vec<_>>(), [praises, scolds]);
    assert_eq!(
        [4, 10, 11, 19].map(|byte| marks.cue_at(byte).map(|quoted| quoted.key)),
        [Some(praises), Some(praises), None, Some(scolds)]
    );
    assert_eq!(
        [0, 2, 3, 29].map(|byte| marks.actor_at(byte)),
        [Some(ActorId(1)), Some(ActorId(1)), None, None]
    );
    let rejected = Edit::JudgeEvidence { key: scolds, id: EvidenceId(1), verdict: Verdict::Rejected };
    map.apply(rejected).unwrap();
    assert_eq!(Marks::of(&map, ArticleId(1)).quotes.len(), 1);
    assert_eq!(Marks::of(&map, ArticleId(9)), Marks::default());
}
