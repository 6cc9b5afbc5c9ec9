//! How findings enter a map: as a plan of edits in which a person's word outranks the machine's.

mod cast;
mod known;
mod version;

use std::collections::{BTreeSet, HashMap};

use super::{
    Article, ArticleId, ContentHash, Edit, EditError, Evidence, Finding, Findings, Origin, RelationKey,
    StanceMap, Verdict,
};
use cast::{Cast, Names};
use known::{Held, Known, Text};
use version::{Versions, Words};

/// Plans the edits that add `article` and what was found in it to `map`, as a [`Merger`] does.
pub fn merge(article: &Article, findings: &Findings, map: &StanceMap) -> Vec<Edit> {
    Merger::new(map.clone()).plan(article, findings)
}

/// Brings articles into a map one after another, with what it takes to find in the map what they say already. What an
/// article costs grows neither with the number of articles nor with that of the quotes in the relations to which it adds
/// some.
///
/// - An article whose text is in the map is not added again, from whatever file it comes.
/// - A finding that the map holds already is left alone, in whatever relation a person put it and whatever the verdict
///   is. It is the same finding if it was read from the same words: the quotes mostly overlap, and at either end the
///   same actor is named, if by another mention in the passage. What a person made of a finding is left alone too: one
///   that was flipped by hand is not doubled by a reader that has learnt to read it so.
/// - An article that shares four fifths of its shingles of three words with one in the map (of the shorter of the two)
///   is a version of it: corrected, continued, or printed with other things around it. It is added, but what it says in
///   words that the map holds a quote from stays with the older article and keeps its verdict. Only what is new in it
///   brings quotes.
/// - Only actors that take part in a new finding are added, with those that they belong to. A found actor is recognised
///   by name or alias, or by what quotes from the same words mean in the map; so one that was merged, renamed, given
///   another kind or deleted by a person stays so, under whatever name a dictionary calls it. What a person made an
///   actor of its own is one, although the reader takes its name for another's.
/// - What two actors said of each other before they were merged is known still, as it was decided; of an actor to itself
///   nothing is added.
#[derive(Debug)]
pub struct Merger {
    map: StanceMap,
    articles: HashMap<ContentHash, ArticleId>,
    versions: Versions,
    held: HashMap<ArticleId, Vec<Held>>,
    names: Names,
}

impl Merger {
    /// A merger into `map`.
    pub fn new(map: StanceMap) -> Self {
        let mut merger = Self {
            map: StanceMap::default(),
            articles: HashMap::new(),
            versions: Versions::default(),
            held: HashMap::new(),
            names: Names::default(),
        };
        for (id, article) in map.articles() {
            merger.note_article(id, article);
        }
        for (id, actor) in &map.records().actors {
            if actor.merged_into.is_none() {
                merger.names.add(*id, actor);
            }
        }
        for (key, relation) in &map.records().relations {
            relation.evidence.iter().for_each(|item| merger.note_evidence(*key, item));
        }
        merger.map = map;
        merger
    }

    /// Adds an article and what was found in it; the edits that did so, in order.
    ///
    /// # Errors
    /// If they do not fit the map, which is then as it was.
    pub fn add(&mut self, article: &Article, findings: &Findings) -> Result<Vec<Edit>, EditError> {
        let edits = self.plan(article, findings);
        self.map.apply_for_good(edits.iter().cloned())?;
        for edit in &edits {
            match edit {
                Edit::AddArticle { id, article } => self.note_article(*id, article),
                Edit::AddActor { id, .. } | Edit::LearnNames { id, .. } => {
                    if let Some(actor) = self.map.actor(*id) {
                        self.names.add(*id, actor);
                    }
                }
                Edit::AddEvidence { key, evidence } => self.note_evidence(*key, evidence),
                _ => {}
            }
        }
        Ok(edits)
    }

    fn note_article(&mut self, id: ArticleId, article: &Article) {
        self.articles.insert(article.hash(), id);
        self.versions.add(id, &Words::of(article.text()));
    }

    fn note_evidence(&mut self, key: RelationKey, item: &Evidence) {
        let held = Held { key, quote: item.quote, cue: item.cue, origin: item.origin };
        self.held.entry(item.article).or_default().push(held);
    }

    /// Plans the edits that [`add`](Self::add) performs.
    fn plan(&self, article: &Article, findings: &Findings) -> Vec<Edit> {
        let mut edits = Vec::new();
        let there = self.articles.get(&article.hash()).copied();
        let article_id = there.unwrap_or_else(|| {
            let id = self.map.next_article_id();
            edits.push(Edit::AddArticle { id, article: article.clone() });
            id
        });
        let known = Known::new(&self.map, self.texts(article), findings);
        let mut cast = Cast::new(&self.map, &self.names, &known, article, &findings.actors);
        let is_new = |finding: &&Finding| {
            let ends = cast.ends(finding);
            let in_map = match ends {
                // Two actors of one article may be one actor of the map, after a merge by hand.
                [Some(source), Some(target)] if source == target => true,
                [Some(source), Some(target)] => {
                    known.stands(finding.quote, RelationKey::new(source, target, finding.stance))
                }
                _ => false,
            };
            !in_map && !known.was_read(finding, ends)
        };
        let fresh: Vec<&Finding> = findings.findings.iter().filter(is_new).collect();
        let decided: Vec<_> = fresh
            .iter()
            .map(|finding| {
                let end = |index, mention| cast.decided(index, mention).ok_or(index);
                let source = end(finding.source, finding.source_mention);
                (source, end(finding.target, finding.target_mention))
            })
            .collect();
        let needed: BTreeSet<usize> = fresh
            .iter()
            .zip(&decided)
            .flat_map(|(finding, (source, target))| [source.err(), target.err(), finding.speaker])
            .flatten()
            .collect();
        needed.into_iter().for_each(|index| {
            cast.add(index);
        });

        let mut quotes = Vec::new();
        let mut next = self.map.next_evidence_id();
        for (finding, (source, target)) in fresh.into_iter().zip(decided) {
            let mut end = |end: Result<_, usize>| end.unwrap_or_else(|index| cast.add(index));
            let (source, target) = (end(source), end(target));
            if source == target {
                continue;
            }
            let evidence = Evidence {
                id: next,
                article: article_id,
                quote: finding.quote,
                cue: finding.cue,
                origin: Some(Origin {
                    source_mention: finding.source_mention,
                    target_mention: finding.target_mention,
                    stance: finding.stance,
                }),
                attribution: finding.speaker.map(|speaker| cast.add(speaker)),
                modality: finding.modality,
                confidence: finding.confidence,
                verdict: Verdict::Unreviewed,
                note: String::new(),
            };
            next = next.after(1);
            quotes
                .push(Edit::AddEvidence { key: RelationKey::new(source, target, finding.stance), evidence });
        }
        edits.extend(cast.edits);
        edits.extend(quotes);
        edits
    }

    /// The texts of the map that are the article's or versions of it, as far as quotes come from them.
    fn texts(&self, article: &Article) -> Vec<Text<'_>> {
        let text = |id, alignment| {
            let held = self.held.get(&id)?;
            Some(Text { article: self.map.article(id)?, held, alignment })
        };
        let there = self.articles.get(&article.hash()).copied();
        let same = there.and_then(|id| text(id, None));
        let words = |id: ArticleId| {
            let quoted = self.held.contains_key(&id) && there != Some(id);
            Some(Words::of(self.map.article(id).filter(|_| quoted)?.text()))
        };
        let versions = self.versions.of(&Words::of(article.text()), words);
        same.into_iter()
            .chain(versions.into_iter().filter_map(|(id, alignment)| text(id, Some(alignment))))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{ActorKind, Confidence, FoundActor, Modality, Span, Stance};

    /// An article in which police of some state oppose protesters.
    fn report(text: &str, state: &str) -> (Article, Findings) {
        let actor = |name: &str, member_of| FoundActor {
            name: name.to_owned(),
            kind: if name == state { ActorKind::State } else { ActorKind::Organization },
            member_of,
            ..FoundActor::default()
        };
        let finding = Finding {
            source: 0,
            target: 1,
            stance: Stance::Opposes,
            quote: Span::new(0, 6),
            cue: None,
            source_mention: Span::new(0, 1),
            target_mention: Span::new(2, 3),
            speaker: None,
            modality: Modality::Asserted,
            confidence: Confidence::clamped(0.9),
        };
        let actors = vec![actor("police", Some(2)), actor("protesters", None), actor(state, None)];
        (Article::from_text(text), Findings { actors, findings: vec![finding], notes: Vec::new() })
    }

    #[test]
    fn the_nameless_of_two_articles_are_two() {
        let mut map = StanceMap::default();
        for (text, state) in [("In Bolivia", "Bolivia"), ("In Chile", "Chile"), ("Again in Chile", "Chile")] {
            let (article, findings) = report(text, state);
            for _ in 0..2 {
                let plan = merge(&article, &findings, &map);
                map.apply_all(plan).unwrap();
            }
        }
        let count = |name: &str| map.actors().filter(|(_, actor)| actor.name == name).count();
        assert_eq!([count("police"), count("protesters"), count("Chile")], [2, 3, 1]);
    }
}
