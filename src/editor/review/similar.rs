//! Findings of which may be true what was said of one.

use super::{Answer, open};
use crate::map::{Edit, Evidence, EvidenceId, RelationKey, Span, StanceMap};

/// What two findings have in common; the more telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The words that name the actor that was corrected.
    Name,
    /// The cue, and both actors.
    CueAndPair,
    /// The cue.
    Cue,
    /// Both actors.
    Pair,
}

impl Likeness {
    /// How it is called on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "same name",
            Self::CueAndPair => "same words, same actors",
            Self::Cue => "same words",
            Self::Pair => "same actors",
        }
    }

    /// Whether what was said of the one is most likely true of the other.
    fn is_telling(self) -> bool {
        matches!(self, Self::Name | Self::CueAndPair)
    }
}

/// A finding like one that was corrected.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar {
    /// The relation that it speaks for.
    pub key: RelationKey,
    /// The quote.
    pub id: EvidenceId,
    /// What it has in common with the other.
    pub likeness: Likeness,
    /// Whether it is to be corrected too. At first those are that say the same of the same actors, or name the corrected one
    /// alike: the same words alone may well be right of others.
    pub chosen: bool,
    answer: Answer,
}

impl Similar {
    /// The same correction of this one, if it is chosen.
    pub(super) fn chosen_edit(&self) -> Option<Edit> {
        self.chosen.then(|| self.answer.edit(self.key, self.id))
    }
}

/// The open findings like a quote of `key` that is about to be answered, the most alike first. Where an end was corrected,
/// those in which the same words name that actor; otherwise those with the same stance and cue, and those of the same relation.
pub(super) fn similar(map: &StanceMap, answer: Answer, key: RelationKey, id: EvidenceId) -> Vec<Similar> {
    let Some(item) = map.evidence(key, id).filter(|_| answer != Answer::Accept) else { return Vec::new() };
    let words = |item: &Evidence, span: Option<Span>| map.article(item.article)?.slice(span?);
    let ends = |item: &Evidence| {
        let origin = item.origin;
        [origin.map(|origin| origin.source_mention), origin.map(|origin| origin.target_mention)]
    };
    let said = match answer {
        Answer::Source(_) => words(item, ends(item)[0]),
        Answer::Target(_) => words(item, ends(item)[1]),
        _ => words(item, item.cue),
    };
    let says = |other: &Evidence, span| said.zip(words(other, span)).is_some_and(|(a, b)| same_words(a, b));
    let like = |other_key: RelationKey, other: &Evidence| match answer {
        Answer::Source(to) | Answer::Target(to) => {
            let was = if matches!(answer, Answer::Source(_)) { key.source } else { key.target };
            let [source, target] = ends(other);
            if other_key.source == was && other_key.target != to && says(other, source) {
                Some((Likeness::Name, Answer::Source(to)))
            } else if other_key.target == was && other_key.source != to && says(other, target) {
                Some((Likeness::Name, Answer::Target(to)))
            } else {
                None
            }
        }
        _ => {
            let same_cue = other_key.stance == key.stance && says(other, other.cue);
            let likeness = match (same_cue, other_key == key) {
                (true, true) => Likeness::CueAndPair,
                (true, false) => Likeness::Cue,
                (false, true) => Likeness::Pair,
                (false, false) => return None,
            };
            Some((likeness, answer))
        }
    };
    let mut found: Vec<Similar> = open(map)
        .filter(|(_, other)| other.id != id)
        .filter_map(|(key, other)| {
            let (likeness, answer) = like(key, other)?;
            Some(Similar { key, id: other.id, likeness, chosen: likeness.is_telling(), answer })
        })
        .collect();
    found.sort_by_key(|like| (like.likeness, like.id));
    found
}

/// Whether two texts are the same but for case and blanks.
fn same_words(a: &str, b: &str) -> bool {
    folded(a).eq(folded(b))
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.split_whitespace().flat_map(|word| word.chars().flat_map(char::to_lowercase).chain([' ']))
}
