//! Versions of one text: which articles are all but the same, and which words of one are which of the other.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::map::{ArticleId, Span};

/// Words in a row that are compared together.
const SHINGLE: usize = 3;

/// The share of the shorter text's shingles that a version of it has, at least.
const SHARED: f32 = 0.8;

/// Texts with fewer shingles have no versions: a sentence or two may well stand in two articles.
const FEWEST: usize = 8;

/// One shingle in so many is kept of a long text.
const KEPT_ONE_IN: u64 = 16;

/// Of a short text, so many shingles are kept at least.
const KEPT: usize = 24;

/// A shingle that so many articles have tells nothing more.
const MOST_HOLDERS: usize = 64;

/// An article is compared with so many others at most, those with the most in common.
const MOST_COMPARED: usize = 16;

/// An odd number whose bits look random: 2⁶⁴ divided by the golden ratio.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// A text as its words, compared in lower case.
#[derive(Debug)]
pub(super) struct Words(Vec<(u64, Span)>);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(begun)) => {
                    let mut hash = DefaultHasher::new();
                    text[begun..at].to_lowercase().hash(&mut hash);
                    words.push((hash.finish(), Span::new(begun, at)));
                    start = None;
                }
                _ => {}
            }
        }
        Self(words)
    }

    /// The hash of every shingle, in text order. The words' hashes are mixed already: it takes no more than to tell their
    /// order.
    fn shingles(&self) -> impl Iterator<Item = u64> {
        let joined = |hash: u64, (word, _): &(u64, Span)| hash.rotate_left(21).wrapping_mul(MIX) ^ word;
        self.0.windows(SHINGLE).map(move |words| words.iter().fold(0, joined).wrapping_mul(MIX))
    }

    /// Every shingle once, by its hash.
    fn shingle_set(&self) -> Vec<u64> {
        let mut all: Vec<u64> = self.shingles().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The shingles by which versions of the text are found: every one whose hash is divided by a number, and the ones
    /// with the smallest hashes (Broder, "On the resemblance and containment of documents", 1997, section 3).
    fn sketch(all: &[u64]) -> impl Iterator<Item = u64> {
        let (smallest, others) = all.split_at(KEPT.min(all.len()));
        smallest.iter().chain(others.iter().filter(|hash| (*hash >> 8).is_multiple_of(KEPT_ONE_IN))).copied()
    }
}

/// Finds versions among many articles in a time that does not grow with their number.
#[derive(Debug, Default)]
pub(super) struct Versions {
    holders: HashMap<u64, Vec<ArticleId>>,
}

impl Versions {
    pub(super) fn add(&mut self, id: ArticleId, words: &Words) {
        let shingles = words.shingle_set();
        if shingles.len() < FEWEST {
            return;
        }
        for hash in Words::sketch(&shingles) {
            let holders = self.holders.entry(hash).or_default();
            if holders.len() < MOST_HOLDERS {
                holders.push(id);
            }
        }
    }

    /// The articles of which the text is a version, or which are versions of it, with how its words are theirs: one
    /// has at least four fifths of the shingles of the other. `text` gives the words of an article.
    pub(super) fn of(
        &self,
        words: &Words,
        text: impl Fn(ArticleId) -> Option<Words>,
    ) -> Vec<(ArticleId, Alignment)> {
        let shingles = words.shingle_set();
        if shingles.len() < FEWEST {
            return Vec::new();
        }
        let mut common: BTreeMap<ArticleId, usize> = BTreeMap::new();
        for holder in Words::sketch(&shingles).filter_map(|hash| self.holders.get(&hash)).flatten() {
            *common.entry(*holder).or_default() += 1;
        }
        let mut likely: Vec<(usize, ArticleId)> =
            common.into_iter().filter(|(_, count)| *count > 1).map(|(id, count)| (count, id)).collect();
        likely.sort_by_key(|(count, id)| (std::cmp::Reverse(*count), *id));
        let versions = likely.into_iter().take(MOST_COMPARED).filter_map(|(_, id)| {
            let other = text(id)?;
            let theirs = other.shingle_set();
            let shared = shingles.iter().filter(|hash| theirs.binary_search(hash).is_ok()).count() as f32;
            let is_version = shared >= SHARED * shingles.len().min(theirs.len()) as f32;
            is_version.then(|| (id, Alignment::new(words, &other)))
        });
        versions.collect()
    }
}

/// Which words of one text are which of another.
#[derive(Debug)]
pub(super) struct Alignment {
    /// The words of the one, each with the same word of the other.
    pairs: Vec<(Span, Option<Span>)>,
}

impl Alignment {
    /// Aligns by the shingles that stand once in either text and in the same order, which is what Bram Cohen's patience
    /// diff does with lines, then goes on word by word from there. Between them, as many words on either side are taken
    /// for corrections of one another.
    fn new(one: &Words, other: &Words) -> Self {
        let (once, once_there) = (unique(one), unique(other));
        let mut anchors: Vec<(usize, usize)> =
            once.iter().filter_map(|(hash, here)| Some((*here, *once_there.get(hash)?))).collect();
        anchors.sort_unstable();
        let mut to: Vec<Option<usize>> = vec![None; one.0.len()];
        let same = |here: usize, there: usize| one.0[here].0 == other.0[there].0;
        let (mut here, mut there) = (0, 0);
        for (next, next_there) in rising(&anchors).into_iter().chain([(one.0.len(), other.0.len())]) {
            if next < here || next_there < there {
                continue;
            }
            // The gap before the anchor: from its end backwards, from its beginning forwards, and what is left.
            let (mut end, mut end_there) = (next, next_there);
            while here < end && there < end_there && same(here, there) {
                to[here] = Some(there);
                (here, there) = (here + 1, there + 1);
            }
            while here < end && there < end_there && same(end - 1, end_there - 1) {
                (end, end_there) = (end - 1, end_there - 1);
                to[end] = Some(end_there);
            }
            if end - here == end_there - there {
                (here..end).zip(there..end_there).for_each(|(here, there)| to[here] = Some(there));
            }
            (here, there) = (next, next_there);
            for _ in 0..SHINGLE.min(one.0.len() - next) {
                to[here] = Some(there);
                (here, there) = (here + 1, there + 1);
            }
        }
        let span = |there: usize| other.0[there].1;
        Self { pairs: one.0.iter().zip(to).map(|((_, here), to)| (*here, to.map(span))).collect() }
    }

    /// Where the words of a span stand in the other text; `None` if most of them are not there.
    pub(super) fn carry(&self, span: Span) -> Option<Span> {
        let first = self.pairs.partition_point(|(word, _)| word.end <= span.start);
        let words = self.pairs[first..].iter().take_while(|(word, _)| word.start < span.end);
        let (mut count, mut there) = (0, Vec::<Span>::new());
        for (_, to) in words {
            count += 1;
            there.extend(to);
        }
        let carried = Span::new(there.first()?.start, there.last()?.end);
        (2 * there.len() >= count && !carried.is_empty()).then_some(carried)
    }
}

/// Where the shingles begin that stand once in a text.
fn unique(words: &Words) -> HashMap<u64, usize> {
    let mut at: HashMap<u64, Option<usize>> = HashMap::new();
    for (index, hash) in words.shingles().enumerate() {
        at.entry(hash).and_modify(|at| *at = None).or_insert(Some(index));
    }
    at.into_iter().filter_map(|(hash, at)| Some((hash, at?))).collect()
}

/// The longest part of `pairs`, which rise in the first number, that rises in the second one too (Fredman, "On computing
/// the length of longest increasing subsequences", 1975).
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pair that ends the best part of each length, and the pair before each pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, there)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *there);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() { ends.push(index) } else { ends[length] = index }
    }
    let mut part = Vec::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        part.push(pairs[index]);
        at = before[index];
    }
    part.reverse();
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "Norland arms the rebels. On Friday its presidnt praised Sudland, which pays them. The army of \
                       Norland denied all of it. Sudland said nothing.";

    fn versions(old: &str, new: &str) -> Vec<(ArticleId, Alignment)> {
        let mut versions = Versions::default();
        versions.add(ArticleId(1), &Words::of(old));
        versions.of(&Words::of(new), |_| Some(Words::of(old)))
    }

    /// Where `words` of the new text stand in the old one.
    fn check(new: &str, words: &str, expected: Option<&str>) {
        let (_, alignment) = versions(OLD, new).pop().expect("a version");
        let start = new.find(words).unwrap();
        let carried = alignment.carry(Span::new(start, start + words.len()));
        assert_eq!(carried.map(|span| &OLD[span.start..span.end]), expected);
    }

    #[test]
    fn a_small_edit_makes_a_version_and_words_are_found_again() {
        let corrected = OLD.replace("presidnt", "president");
        check(&corrected, "president", Some("presidnt"));
        check(&corrected, "which pays them", Some("which pays them"));
        let longer = format!("By A. Reporter, in Orsina for the Courier. {OLD} More follows.");
        check(&longer, "Norland arms the rebels", Some("Norland arms the rebels"));
        check(&longer, "A. Reporter", None);
        let shorter = OLD.replace("On Friday its", "Its");
        check(&shorter, "denied all of it", Some("denied all of it"));
    }

    #[test]
    fn other_articles_are_no_versions() {
        let other = "Norland arms the rebels, it says. On Monday its minister praised Westland, which pays nobody. The \
                     army of Eastland denied none of it. Sudland was silent.";
        assert_eq!(versions(OLD, other).len(), 0);
        assert_eq!(
            versions("Norland arms the rebels.", "Norland arms the rebels.").len(),
            0,
            "too short to tell"
        );
    }
}
