//! How long the map takes to be searched, key by key, and to be filtered: 10,000 actors with aliases, 200,000 quotes.
//! `cargo bench --no-default-features --bench find`

#![allow(clippy::print_stdout, clippy::unwrap_used)] // Figures are what a bench is for.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use stancemap::analysis::{Filter, Value};
use stancemap::editor::{Editor, find};
use stancemap::map::{
    Actor, ActorId, ActorKind, Article, ArticleId, Confidence, Evidence, EvidenceId, Modality, Records,
    Relation, RelationKey, Span, Stance, StanceMap, Verdict,
};

const ACTORS: u32 = 10_000;
const RELATIONS: u32 = 5_000;
const ARTICLES: u32 = 10_000;
const QUOTES_EACH: u32 = 20;
const WORDS_EACH: u32 = 24;

/// Rare and common words, words of names, with slips, with accents, and such as are nowhere.
const TYPED: [&str; 9] = [
    "condemned",
    "kalomira",
    "the sanctions against",
    "sanctoins",
    "Nürádo",
    "a",
    "said on monday that",
    "recognision of the",
    "zzzzyx qqq",
];

fn main() {
    let map = map();
    let quotes: usize = map.relations().map(|(_, relation)| relation.supporting().count()).sum();
    println!("{} actors, {quotes} quotes", map.actors().count());
    let mut editor = Editor::open(map, None);
    let start = Instant::now();
    find::in_map(&editor, "", 50);
    println!("made ready in {:.1} ms, once for each state of the map", milliseconds(start));
    let mut all = Vec::new();
    for typed in TYPED {
        let mut took = Vec::new();
        let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut found = 0;
        for end in ends {
            let start = Instant::now();
            found = find::in_map(&editor, &typed[..end], 50).len();
            took.push(milliseconds(start));
        }
        print(&format!("“{typed}”, {found} found"), &mut took);
        all.extend(took);
    }
    print("every key", &mut all);

    for (name, filter) in filters() {
        editor.set_filter(filter);
        let start = Instant::now();
        let left = editor.passing().map_or(0, |passing| passing.relations.len());
        let passing = milliseconds(start);
        let start = Instant::now();
        let values = editor.counts().len();
        let counting = milliseconds(start);
        println!(
            "filter by {name}: {left} relations left in {passing:.1} ms, {values} values counted in {counting:.1} ms"
        );
    }
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn print(name: &str, took: &mut [f64]) {
    took.sort_by(f64::total_cmp);
    println!("{name}: median {:.1} ms, worst {:.1} ms", took[took.len() / 2], took[took.len() - 1]);
}

fn filters() -> Vec<(&'static str, Filter)> {
    let nothing = Filter::default;
    let courier = Value::Source("Gazette 7".to_owned());
    vec![
        ("stance", Filter { without: [Value::Stance(Stance::Backs)].into(), ..nothing() }),
        ("source", Filter { only: [courier].into(), ..nothing() }),
        (
            "all at once",
            Filter {
                without: [Value::Modality(Modality::Hedged), Value::Kind(ActorKind::Person)].into(),
                only: [Value::Voice(None)].into(),
                least_confidence: Confidence::clamped(0.5),
                least_quotes: 3,
                least_sources: 3,
                days: None,
            },
        ),
    ]
}

struct Random(u64);

impl Random {
    fn below(&mut self, most: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % u64::from(most)) as u32
    }

    /// A number that is the likelier, the smaller it is.
    fn few(&mut self, most: u32) -> u32 {
        let share = f64::from(self.below(1 << 20)) / f64::from(1 << 20);
        (f64::from(most) * share.powi(4)) as u32
    }
}

/// Made-up words of two to four syllables, headed by some that are not.
fn words(random: &mut Random) -> Vec<String> {
    const COMMON: &str = "the of in to a and that on said for with against was by government sanctions condemned \
                          recognition monday president army talks support weapons";
    const SYLLABLES: [&str; 24] = [
        "ka", "lo", "mi", "ra", "ten", "sol", "vé", "nor", "dü", "shi", "ga", "pre", "ston", "ca", "re",
        "com", "ti", "on", "al", "in", "er", "es", "de", "con",
    ];
    let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
    words.extend((0..20_000).map(|_| {
        (0..2 + random.below(3))
            .map(|_| SYLLABLES[random.below(SYLLABLES.len() as u32) as usize])
            .collect::<String>()
    }));
    words
}

fn map() -> StanceMap {
    let mut random = Random(88_172_645_463_325_252);
    let words = words(&mut random);
    let sentence = |random: &mut Random| {
        let said: Vec<&str> =
            (0..WORDS_EACH).map(|_| words[random.few(words.len() as u32) as usize].as_str()).collect();
        said.join(" ") + "."
    };
    let mut records = Records::default();
    let mut spans: BTreeMap<ArticleId, Vec<Span>> = BTreeMap::new();
    for number in 1..=ARTICLES {
        let mut text = String::new();
        for _ in 0..QUOTES_EACH {
            let start = text.len();
            text += &sentence(&mut random);
            spans.entry(ArticleId(number)).or_default().push(Span::new(start, text.len()));
            text.push('\n');
        }
        let mut article = Article::from_text(text);
        article.source = format!("Gazette {}", number % 300);
        records.articles.insert(ArticleId(number), Arc::new(article));
    }
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    for number in 1..=ACTORS {
        let name = |random: &mut Random| {
            let mut word = || capital(&words[24 + random.below(words.len() as u32 - 24) as usize]);
            format!("{} {}", word(), word())
        };
        let mut actor = Actor::by_hand(name(&mut random), ActorKind::ALL[number as usize % 7]);
        actor.aliases.extend([name(&mut random), name(&mut random)]);
        records.actors.insert(ActorId(number), actor);
    }
    let mut keys = Vec::new();
    while keys.len() < RELATIONS as usize {
        let (source, target) = (1 + random.few(ACTORS), 1 + random.below(ACTORS));
        let key = RelationKey::new(ActorId(source), ActorId(target), Stance::ALL[random.below(2) as usize]);
        if source != target && !keys.contains(&key) {
            keys.push(key);
        }
    }
    let all =
        spans.into_iter().flat_map(|(article, spans)| spans.into_iter().map(move |span| (article, span)));
    for (number, (article, quote)) in (1..).zip(all) {
        let evidence = Evidence {
            id: EvidenceId(number),
            article,
            quote,
            cue: None,
            origin: None,
            attribution: (random.below(3) == 0).then(|| ActorId(1 + random.few(ACTORS))),
            modality: if random.below(5) == 0 { Modality::Hedged } else { Modality::Asserted },
            confidence: Confidence::clamped(random.below(100) as f32 / 100.0),
            verdict: Verdict::Unreviewed,
            note: String::new(),
        };
        let key = keys[random.few(RELATIONS) as usize];
        let relation: &mut Relation = records.relations.entry(key).or_default();
        relation.evidence.push(evidence);
    }
    StanceMap::new(records).unwrap()
}
