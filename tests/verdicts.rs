//! What a person decided stands, however often, in whatever edition and by whatever reader an article is read again.

#![allow(clippy::unwrap_used)] // What fails here is a failed test.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use stancemap::map::{
    Actor, ActorId, ActorKind, Article, Claim, Confidence, Diff, Edit, Evidence, Finding, Findings,
    FoundActor, Modality, RelationKey, Span, Split, Stance, StanceMap, Verdict, fold_name, merge,
};

/// Every sentence says one thing, and no two say it at the same time.
const ARTICLES: [&[&str]; 3] = [
    &[
        "Norland armed the River Front in May after long talks.",
        "Sudland condemned Norland on Tuesday for doing so again.",
        "It rained all week in the valley.",
    ],
    &[
        "Orsina praised Ana Birk in June before the vote.",
        "Ana Birk attacked Sudland at noon over the dam.",
        "Nobody else came to the bridge.",
    ],
    &[
        "Sudland praised Orsina in autumn for its great patience.",
        "The River Front attacked Sudland at dawn near the mill.",
        "Birds sang in the poplars all morning.",
    ],
];

/// What tells which sentence a quote is from.
const TIMES: [&str; 9] = ["May", "Tuesday", "June", "noon", "autumn", "dawn", "midnight", "winter", "dusk"];

const VERBS: [(&str, Stance); 4] = [
    ("armed", Stance::Backs),
    ("praised", Stance::Backs),
    ("condemned", Stance::Opposes),
    ("attacked", Stance::Opposes),
];

/// Who there is, by the names that the articles use.
const CAST: [&[&str]; 4] = [&["Norland", "Orsina"], &["Sudland"], &["River Front"], &["Ana Birk"]];

/// What another dictionary calls them.
const OTHER_NAMES: [&str; 4] = ["Republic of Norland", "South Land", "Front of the River", "A. Birk"];

/// How an article is read.
#[derive(Debug, Clone, Copy)]
struct Reading {
    article: usize,
    edition: Edition,
    dictionary: Names,
    reader: Reader,
}

#[derive(Debug, Clone, Copy)]
enum Edition {
    First,
    /// From another file.
    Copied,
    /// With a word put right.
    Corrected,
    /// With other things around it.
    Framed,
    /// With one more sentence, which says something new.
    Continued,
}

#[derive(Debug, Clone, Copy)]
enum Names {
    /// Orsina is Norland's capital, and stands for it.
    Usual,
    /// So it is, and everybody is called otherwise.
    Other,
    /// Norland and Orsina are two.
    Apart,
    /// Norland is called Orsina.
    Capital,
}

#[derive(Debug, Clone, Copy)]
enum Reader {
    Old,
    /// Quotes without the full stop, and mentions with the article.
    Wider,
    /// Says of each actor where it is named first.
    FirstMentions,
}

impl Reading {
    fn article(self) -> Article {
        let text = ARTICLES[self.article].join(" ");
        let more = [
            "Sudland attacked Norland at midnight.",
            "Sudland praised Ana Birk last winter.",
            "Ana Birk armed Norland before dusk.",
        ];
        let text = match self.edition {
            Edition::First | Edition::Copied => text,
            Edition::Corrected => text.replace(" all ", " the whole ").replace("else", "Else"),
            Edition::Framed => format!("By our own correspondent\n\n{text}\n\nRead more"),
            Edition::Continued => format!("{text} {}", more[self.article]),
        };
        let mut article = Article::from_text(text);
        article.path = format!("{:?}.txt", self.edition);
        article
    }

    /// Who a name means.
    fn found(self, name: &str) -> FoundActor {
        let who = CAST.iter().position(|names| names.contains(&name)).unwrap();
        let kind = if who == 3 { ActorKind::Person } else { ActorKind::State };
        let called = match self.dictionary {
            Names::Usual => CAST[who][0],
            Names::Other => OTHER_NAMES[who],
            Names::Capital => CAST[who][CAST[who].len() - 1],
            Names::Apart => name,
        };
        FoundActor { name: called.to_owned(), kind, ..FoundActor::default() }
    }

    fn findings(self, text: &str) -> Findings {
        let mut actors: Vec<FoundActor> = Vec::new();
        for name in CAST.iter().flat_map(|names| names.iter()) {
            let found = self.found(name);
            let mentions: Vec<Span> =
                text.match_indices(name).map(|(at, _)| Span::new(at, at + name.len())).collect();
            if mentions.is_empty() {
                continue;
            }
            let index = actors.iter().position(|actor| actor.name == found.name).unwrap_or_else(|| {
                actors.push(found);
                actors.len() - 1
            });
            if actors[index].name != **name {
                actors[index].aliases.insert((*name).to_owned());
            }
            actors[index].mentions.extend(mentions);
            actors[index].mentions.sort();
        }
        let mut findings = Vec::new();
        for sentence in sentences(text) {
            let words = &text[sentence.start..sentence.end];
            let Some((verb, at, stance)) = VERBS
                .iter()
                .find_map(|(verb, stance)| Some((verb, sentence.start + words.find(verb)?, *stance)))
            else {
                continue;
            };
            let named = |within: Span| {
                let named = actors.iter().enumerate();
                let mut mentions =
                    named.flat_map(|(index, actor)| actor.mentions.iter().map(move |at| (index, *at)));
                mentions.find(|(_, mention)| within.contains(*mention))
            };
            let (Some(source), Some(target)) =
                (named(Span::new(sentence.start, at)), named(Span::new(at, sentence.end)))
            else {
                continue;
            };
            let mention = |(index, at): (usize, Span)| match self.reader {
                Reader::Old => at,
                Reader::Wider if text[..at.start].to_lowercase().ends_with("the ") => {
                    Span::new(at.start - 4, at.end)
                }
                Reader::Wider => at,
                Reader::FirstMentions => actors[index].mentions[0],
            };
            let end = if matches!(self.reader, Reader::Wider) { sentence.end - 1 } else { sentence.end };
            findings.push(Finding {
                source: source.0,
                target: target.0,
                stance,
                quote: Span::new(sentence.start, end),
                cue: Some(Span::new(at, at + verb.len())),
                source_mention: mention(source),
                target_mention: mention(target),
                speaker: None,
                modality: Modality::Asserted,
                confidence: Confidence::CERTAIN,
            });
        }
        findings.retain(|finding| finding.source != finding.target);
        Findings { actors, findings, notes: Vec::new() }
    }
}

fn sentences(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut sentences = Vec::new();
    for (end, _) in text.match_indices('.') {
        let within = &text[start..end];
        let begin = within.rfind('\n').map_or(start, |at| start + at + 1);
        let blank = text[begin..end].len() - text[begin..end].trim_start().len();
        sentences.push(Span::new(begin + blank, end + 1));
        start = end + 1;
    }
    sentences
}

/// What happens to the map.
#[derive(Debug, Clone, Copy)]
enum Event {
    Read(Reading),
    Correct(Correction, u32),
    Undo,
}

/// What a person does to whatever a number picks.
#[derive(Debug, Clone, Copy)]
enum Correction {
    Confirm,
    Reject,
    RejectQuote,
    ConfirmQuote,
    Flip,
    Reverse,
    Delete,
    MoveQuote,
    Draw,
    Merge,
    Split,
    Rename,
    Retype,
    DeleteActor,
    ForgetName,
}

fn event() -> impl Strategy<Value = Event> {
    use Correction as C;
    let editions = [Edition::First, Edition::Copied, Edition::Corrected, Edition::Framed, Edition::Continued];
    let names = [Names::Usual, Names::Other, Names::Apart, Names::Capital];
    let readers = [Reader::Old, Reader::Wider, Reader::FirstMentions];
    let pick = prop::sample::select::<Edition>;
    let reading = (0..ARTICLES.len(), pick(editions.to_vec()), prop::sample::select(names.to_vec()))
        .prop_flat_map(move |(article, edition, dictionary)| {
            prop::sample::select(readers.to_vec()).prop_map(move |reader| Reading {
                article,
                edition,
                dictionary,
                reader,
            })
        });
    let corrections = [
        C::Confirm,
        C::Reject,
        C::RejectQuote,
        C::ConfirmQuote,
        C::Flip,
        C::Reverse,
        C::Delete,
        C::MoveQuote,
        C::Draw,
        C::Merge,
        C::Split,
        C::Rename,
        C::Retype,
        C::DeleteActor,
        C::ForgetName,
    ];
    prop_oneof![
        4 => reading.prop_map(Event::Read),
        5 => (prop::sample::select(corrections.to_vec()), any::<u32>()).prop_map(|(what, aim)| Event::Correct(what, aim)),
        1 => Just(Event::Undo),
    ]
}

/// The edits of a correction; none if there is nothing to correct.
fn edits(what: Correction, aim: u32, map: &StanceMap) -> Vec<Edit> {
    let aim = aim as usize;
    let relations: Vec<(RelationKey, _)> = map.relations().collect();
    let actors: Vec<(ActorId, &Actor)> = map.actors().collect();
    let Some((key, relation)) = relations.get(aim % relations.len().max(1)).copied() else {
        return Vec::new();
    };
    let (id, actor) = actors[aim / 7 % actors.len()];
    let (other, _) = actors[aim / 49 % actors.len()];
    let quote = relation.evidence.first();
    let judged =
        |verdict| quote.map(|item| Edit::JudgeEvidence { key, id: item.id, verdict }).into_iter().collect();
    let alias = actor.aliases.first().cloned();
    match what {
        Correction::Confirm => vec![Edit::JudgeRelation { key, verdict: Verdict::Confirmed }],
        Correction::Reject => vec![Edit::JudgeRelation { key, verdict: Verdict::Rejected }],
        Correction::RejectQuote => judged(Verdict::Rejected),
        Correction::ConfirmQuote => judged(Verdict::Confirmed),
        Correction::Flip => vec![Edit::FlipStance(key)],
        Correction::Reverse => vec![Edit::ReverseRelation(key)],
        Correction::Delete => vec![Edit::DeleteRelation(key)],
        Correction::MoveQuote => {
            let to = RelationKey { target: other, ..key };
            quote.map(|item| Edit::MoveEvidence { from: key, id: item.id, to }).into_iter().collect()
        }
        Correction::Draw => {
            vec![Edit::AddRelation {
                key: RelationKey::new(id, other, Stance::Backs),
                claim: Claim::default(),
            }]
        }
        Correction::Merge => vec![Edit::MergeActors { from: id, into: other }],
        Correction::Split => alias.map(|name| split(id, name, map)).unwrap_or_default(),
        Correction::Rename => vec![Edit::RenameActor { id, name: format!("Name {aim}") }],
        Correction::Retype => vec![Edit::SetActorKind { id, kind: ActorKind::Party }],
        Correction::DeleteActor => vec![Edit::DeleteActor(id)],
        Correction::ForgetName => alias.map(|name| Edit::ForgetName { id, name }).into_iter().collect(),
    }
}

/// Makes an alias an actor of its own, which takes the quotes with it that call it so.
fn split(id: ActorId, name: String, map: &StanceMap) -> Vec<Edit> {
    let quotes =
        map.relations().filter(|(key, _)| key.touches(id)).flat_map(|(_, relation)| &relation.evidence);
    let says = |item: &&Evidence| {
        let said = |span| map.article(item.article).unwrap().slice(span).unwrap() == name;
        item.origin.is_some_and(|read| said(read.source_mention) || said(read.target_mention))
    };
    let evidence = quotes.filter(says).map(|item| item.id).collect();
    let kind = map.actor(id).unwrap().kind;
    vec![Edit::SplitActor(Split {
        from: id,
        into: map.next_actor_id(),
        name,
        kind,
        at: None,
        names: BTreeSet::new(),
        evidence,
        claims: BTreeSet::new(),
    })]
}

/// Which sentence a quote is from.
fn time(map: &StanceMap, item: &Evidence) -> &'static str {
    let quote = map.article(item.article).unwrap().slice(item.quote).unwrap();
    TIMES.iter().find(|time| quote.contains(*time)).unwrap()
}

fn check(before: &StanceMap, findings: &Findings, after: &StanceMap) {
    // Who was there keeps the name and kind, is deleted or confirmed as before, and belongs where it did.
    for (id, actor) in &before.records().actors {
        let now = after.actor(*id).unwrap_or_else(|| panic!("{} has gone", actor.name));
        let decided = |actor: &Actor| (actor.name.clone(), actor.kind, actor.verdict, actor.member_of);
        assert_eq!(decided(now), decided(actor));
        // What a person says that it is not called does not come back.
        assert_eq!(now.not_called, actor.not_called);
        assert!(
            now.aliases.is_superset(&actor.aliases) && now.aliases.is_disjoint(&now.not_called),
            "{now:?}"
        );
    }

    // Every relation is as it was, with every quote as it was: none that was confirmed or drawn by hand has gone, none
    // that was rejected is shown.
    for (key, relation) in &before.records().relations {
        let now = after.relation(*key).unwrap_or_else(|| panic!("{key:?} has gone"));
        assert_eq!((now.verdict, &now.claim, &now.note), (relation.verdict, &relation.claim, &relation.note));
        assert_eq!(now.evidence[..relation.evidence.len()], relation.evidence);
    }
    let shown = |map: &StanceMap| map.relations().map(|(key, _)| key).collect::<BTreeSet<_>>();
    assert!(shown(after).is_superset(&shown(before)));

    // A sentence stands in the map once, however often and in whatever edition it is read: so what was made of it is
    // all that there is of it.
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for item in after.records().relations.values().flat_map(|relation| &relation.evidence) {
        *times.entry(time(after, item)).or_default() += 1;
    }
    assert!(times.values().all(|count| *count == 1), "{times:?}");

    // Whoever bears a name in the map is not added for it, be it that a person merged, renamed, split or deleted it;
    // unless a person said that it is not called so.
    let bears = |actor: &Actor, name: &str| actor.names().any(|other| fold_name(other) == fold_name(name));
    for found in &findings.actors {
        let known = before.records().actors.values().find(|actor| {
            let names = found.aliases.iter().chain([&found.name]);
            !actor.not_called.contains(&found.name) && names.into_iter().any(|name| bears(actor, name))
        });
        let added = after.records().actors.iter().filter(|(id, _)| before.actor(**id).is_none());
        let mut doubles = added.filter(|(_, actor)| bears(actor, &found.name));
        assert!(known.is_none() || doubles.next().is_none(), "{known:?} is added again as {found:?}");
    }
}

/// Reads an article, and holds the map to what a person decided.
fn read(map: &mut StanceMap, reading: Reading) -> Diff {
    let before = map.clone();
    let article = reading.article();
    let findings = reading.findings(article.text());
    let diff = map.apply_all(merge(&article, &findings, map)).unwrap();
    check(&before, &findings, map);
    diff
}

/// The map after the first reading of an article and an edit, if one is given.
fn after(article: usize, dictionary: Names, edit: Option<Edit>) -> StanceMap {
    let mut map = StanceMap::default();
    read_as(&mut map, article, Edition::First, dictionary);
    map.apply_all(edit).unwrap();
    map
}

fn read_as(map: &mut StanceMap, article: usize, edition: Edition, dictionary: Names) {
    read(map, Reading { article, edition, dictionary, reader: Reader::Old });
}

fn id(map: &StanceMap, name: &str) -> ActorId {
    let (id, _) = map.actors().find(|(_, actor)| actor.name == name).unwrap();
    id
}

/// `Ana backs Bo ×1` for what is shown.
#[track_caller]
fn shows(map: &StanceMap, expected: &[&str]) {
    let shown = map.relations().map(|(key, relation)| {
        let [source, target] = [key.source, key.target].map(|id| map.actor_name(id));
        format!("{source} {} {target} ×{}", key.stance.word(), relation.supporting().count())
    });
    let shown: Vec<String> = shown.collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_copy_under_another_name_with_small_changes_brings_only_what_is_new() {
    let mut map = after(0, Names::Usual, None);
    let reject = RelationKey::new(id(&map, "Sudland"), id(&map, "Norland"), Stance::Opposes);
    map.apply(Edit::JudgeRelation { key: reject, verdict: Verdict::Rejected }).unwrap();
    for edition in [Edition::Copied, Edition::Corrected, Edition::Framed] {
        read_as(&mut map, 0, edition, Names::Usual);
        shows(&map, &["Norland backs River Front ×1"]);
    }
    assert_eq!(map.articles().count(), 3, "the copy is the same article");
    read_as(&mut map, 1, Edition::Continued, Names::Usual);
    shows(
        &map,
        &[
            "Norland backs River Front ×1",
            "Norland backs Ana Birk ×1",
            "Sudland backs Ana Birk ×1",
            "Ana Birk opposes Sudland ×1",
        ],
    );
}

#[test]
fn what_was_mended_by_hand_is_not_doubled_by_a_reader_that_has_learnt_it() {
    let map = after(0, Names::Usual, None);
    let key = RelationKey::new(id(&map, "Norland"), id(&map, "River Front"), Stance::Backs);
    for (edit, swapped, stance) in
        [(Edit::FlipStance(key), false, Stance::Opposes), (Edit::ReverseRelation(key), true, Stance::Backs)]
    {
        let mut map = map.clone();
        map.apply(edit).unwrap();
        let first =
            Reading { article: 0, edition: Edition::First, dictionary: Names::Usual, reader: Reader::Old };
        let article = first.article();
        let mut findings = first.findings(article.text());
        let finding = &mut findings.findings[0];
        finding.stance = stance;
        if swapped {
            std::mem::swap(&mut finding.source, &mut finding.target);
            std::mem::swap(&mut finding.source_mention, &mut finding.target_mention);
        }
        assert_eq!(merge(&article, &findings, &map), []);
    }
}

#[test]
fn what_was_split_off_stays_apart() {
    let mut map = after(1, Names::Usual, None);
    map.apply_all(split(id(&map, "Norland"), "Orsina".to_owned(), &map)).unwrap();
    shows(&map, &["Ana Birk opposes Sudland ×1", "Orsina backs Ana Birk ×1"]);
    // The reader still takes the one for the other.
    read_as(&mut map, 2, Edition::Continued, Names::Other);
    shows(
        &map,
        &[
            "Sudland backs Orsina ×1",
            "Ana Birk backs Norland ×1",
            "Ana Birk opposes Sudland ×1",
            "Orsina backs Ana Birk ×1",
            "Front of the River opposes Sudland ×1",
        ],
    );
}

#[test]
fn merged_actors_stay_one_even_if_the_name_is_taken_away() {
    let mut map = after(2, Names::Apart, None);
    let (front, sudland) = (id(&map, "River Front"), id(&map, "Sudland"));
    map.apply(Edit::MergeActors { from: id(&map, "Orsina"), into: front }).unwrap();
    map.apply(Edit::ForgetName { id: front, name: "Orsina".to_owned() }).unwrap();
    shows(&map, &["Sudland backs River Front ×1", "River Front opposes Sudland ×1"]);
    map.apply(Edit::RenameActor { id: sudland, name: "The South".to_owned() }).unwrap();
    // A reader that sees more in the same words.
    let again =
        Reading { article: 2, edition: Edition::First, dictionary: Names::Apart, reader: Reader::Old };
    let article = again.article();
    let mut findings = again.findings(article.text());
    findings.findings[0].stance = Stance::Opposes;
    map.apply_all(merge(&article, &findings, &map)).unwrap();
    shows(
        &map,
        &[
            "The South backs River Front ×1",
            "The South opposes River Front ×1",
            "River Front opposes The South ×1",
        ],
    );
}

#[test]
fn a_name_that_was_taken_away_does_not_come_back() {
    let mut map = after(1, Names::Usual, None);
    let norland = id(&map, "Norland");
    map.apply(Edit::ForgetName { id: norland, name: "Orsina".to_owned() }).unwrap();
    for dictionary in [Names::Usual, Names::Capital] {
        read_as(&mut map, 2, Edition::Continued, dictionary);
        assert_eq!(map.actor(norland).unwrap().aliases, BTreeSet::new(), "{dictionary:?}");
    }
    let mut map = after(1, Names::Usual, None);
    map.apply(Edit::ForgetName { id: norland, name: "Orsina".to_owned() }).unwrap();
    read_as(&mut map, 2, Edition::Continued, Names::Capital);
    assert_eq!(map.actors().filter(|(_, actor)| actor.name == "Orsina").count(), 1);
}

#[test]
fn whoever_is_called_otherwise_is_known_by_the_words_that_name_it() {
    let mut map = after(0, Names::Usual, None);
    let again =
        Reading { article: 0, edition: Edition::Continued, dictionary: Names::Other, reader: Reader::Old };
    let article = again.article();
    let mut findings = again.findings(article.text());
    findings.actors.iter_mut().for_each(|actor| actor.aliases.clear());
    map.apply_all(merge(&article, &findings, &map)).unwrap();
    shows(&map, &["Norland backs River Front ×1", "Sudland opposes Norland ×2"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_reading_overrules_a_person(events in prop::collection::vec(event(), 3..9)) {
        let mut map = StanceMap::default();
        let mut done: Vec<Diff> = Vec::new();
        let first = Reading { article: 0, edition: Edition::First, dictionary: Names::Usual, reader: Reader::Old };
        let mut last = first;
        for event in std::iter::once(Event::Read(first)).chain(events) {
            match event {
                Event::Read(reading) => {
                    done.push(read(&mut map, reading));
                    last = reading;
                }
                // What does not fit changes nothing.
                Event::Correct(what, aim) => done.extend(map.apply_all(edits(what, aim, &map))),
                Event::Undo => if let Some(diff) = done.pop() { map.patch(&diff.reversed()) },
            }
        }
        read(&mut map, last);
        let again = map.clone();
        read(&mut map, last);
        prop_assert_eq!(map, again, "read twice in a row, it adds nothing");
    }
}
