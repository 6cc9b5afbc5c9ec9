//! A small world of articles, their editions, and readers with dictionaries of their own.

use stancemap::map::*;

/// Every sentence says one thing, and no two say it at the same time.
pub(crate) const ARTICLES: [&[&str]; 3] = [
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
pub(crate) const TIMES: [&str; 9] =
    ["May", "Tuesday", "June", "noon", "autumn", "dawn", "midnight", "winter", "dusk"];

pub(crate) const VERBS: [(&str, Stance); 4] = [
    ("armed", Stance::Backs),
    ("praised", Stance::Backs),
    ("condemned", Stance::Opposes),
    ("attacked", Stance::Opposes),
];

/// Who there is, by the names that the articles use.
pub(crate) const CAST: [&[&str]; 4] = [&["Norland", "Orsina"], &["Sudland"], &["River Front"], &["Ana Birk"]];

/// What another dictionary calls them.
pub(crate) const OTHER_NAMES: [&str; 4] =
    ["Republic of Norland", "South Land", "Front of the River", "A. Birk"];

/// How an article is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    pub(crate) article: usize,
    pub(crate) edition: Edition,
    pub(crate) dictionary: Names,
    pub(crate) reader: Reader,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Edition {
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
pub(crate) enum Names {
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
pub(crate) enum Reader {
    Old,
    /// Quotes without the full stop, and mentions with the article.
    Wider,
    /// Says of each actor where it is named first.
    FirstMentions,
}

impl Reading {
    pub(crate) fn article(self) -> Article {
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
    pub(crate) fn found(self, name: &str) -> FoundActor {
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

    pub(crate) fn findings(self, text: &str) -> Findings {
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

pub(crate) fn sentences(text: &str) -> Vec<Span> {
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
