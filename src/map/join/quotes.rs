//! How the quotes of one map enter another.

use std::collections::HashMap;

use super::{Draft, longer};
use crate::map::{
    ActorId, ArticleId, Edit, Evidence, EvidenceId, Origin, Relation, RelationKey, Span, StanceMap, Verdict,
};

/// What makes two quotes one: what was read and where; for a quote chosen by a person, what it is meant to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Trace {
    Read(ArticleId, Span, Origin),
    Chosen(ArticleId, Span, RelationKey),
}

impl Trace {
    fn of(key: RelationKey, item: &Evidence) -> Self {
        match item.origin {
            Some(origin) => Self::Read(item.article, item.quote, origin),
            None => Self::Chosen(item.article, item.quote, key),
        }
    }
}

pub(super) type Seen = HashMap<Trace, (RelationKey, EvidenceId)>;

pub(super) fn seen(map: &StanceMap) -> Seen {
    let relations = map.records().relations.iter();
    relations
        .flat_map(|(key, relation)| {
            relation.evidence.iter().map(|item| (Trace::of(*key, item), (*key, item.id)))
        })
        .collect()
}

impl Draft {
    pub(super) fn evidence(&mut self, key: RelationKey, theirs: &Relation, item: Evidence, seen: &mut Seen) {
        let trace = Trace::of(key, &item);
        let there = seen.get(&trace).copied();
        let Some((there, ours)) = there.and_then(|(there, id)| Some((there, self.quoted(there, id)?))) else {
            let id = self.map.next_evidence_id();
            seen.insert(trace, (key, id));
            self.edit(Edit::AddEvidence { key, evidence: Evidence { id, ..item } });
            return;
        };
        let id = ours.id;
        let now = if there == key {
            self.judge(key, &ours, &item);
            key
        } else {
            self.requote(there, &ours, key, theirs, &item)
        };
        seen.insert(trace, (now, id));
        if let Some(note) = longer(&ours.note, &item.note) {
            self.edit(Edit::SetEvidenceNote { key: now, id, note });
        }
    }

    fn quoted(&self, key: RelationKey, id: EvidenceId) -> Option<Evidence> {
        self.map.relation(key)?.evidence.iter().find(|item| item.id == id).cloned()
    }

    /// Brings what the other map says of a quote that stands for the same relation in both.
    fn judge(&mut self, key: RelationKey, ours: &Evidence, theirs: &Evidence) {
        let (id, modality) = (ours.id, theirs.modality);
        let differs = ours.modality != modality;
        if theirs.verdict == Verdict::Confirmed && ours.attribution != theirs.attribution {
            match ours.verdict {
                Verdict::Unreviewed => {
                    self.edit(Edit::SetSpeaker { key, id, speaker: theirs.attribution });
                }
                Verdict::Confirmed => self.quote_conflict(
                    theirs,
                    &self.voice(theirs.attribution),
                    &self.voice(ours.attribution),
                ),
                Verdict::Rejected => {}
            }
        }
        match (ours.verdict, theirs.verdict) {
            // They said how it puts its claim, too.
            (Verdict::Unreviewed, Verdict::Confirmed) if differs => {
                self.edit(Edit::SetModality { key, id, modality });
            }
            (_, Verdict::Unreviewed) => {}
            (Verdict::Unreviewed, verdict) => {
                self.edit(Edit::JudgeEvidence { key, id, verdict });
            }
            (stays, verdict) if stays != verdict => {
                self.quote_conflict(theirs, verdict.word(), stays.word());
            }
            (Verdict::Confirmed, _) if differs => {
                self.quote_conflict(theirs, modality.word(), ours.modality.word());
            }
            _ => {}
        }
    }

    /// Whose voice a quote is in, as words after "it is".
    fn voice(&self, speaker: Option<ActorId>) -> String {
        let name = |id| format!("a claim of {}", self.map.actor_name(id));
        speaker.map_or_else(|| "in the article's own voice".to_owned(), name)
    }

    fn quote_conflict(&mut self, item: &Evidence, theirs: &str, ours: &str) {
        let quote = self.quote(item);
        self.conflict(format!("the quote “{quote}” is {theirs} in the second map; it stays {ours}"));
    }

    /// Decides between `there`, which a quote stands for here, and `key`, which it stands for in the other map: somebody
    /// moved it, alone or with its relation, or split an actor. What it stands for then.
    fn requote(
        &mut self,
        there: RelationKey,
        ours: &Evidence,
        key: RelationKey,
        theirs: &Relation,
        item: &Evidence,
    ) -> RelationKey {
        let judged =
            |relation: Verdict, item: Verdict| relation != Verdict::Unreviewed || item != Verdict::Unreviewed;
        let made = |key: RelationKey, other: RelationKey| {
            [key.source, key.target].iter().any(|id| self.apart.contains(id) && !other.touches(*id))
        };
        let verdict = |key| self.map.relation(key).map_or(Verdict::Unreviewed, |relation| relation.verdict);
        let (here, at_key) = (verdict(there), verdict(key));
        let ours_decided = judged(here, ours.verdict) || made(there, key);
        let theirs_rejected = [theirs.verdict, item.verdict].contains(&Verdict::Rejected);
        if !(judged(theirs.verdict, item.verdict) || made(key, there)) {
            return there;
        }
        if !ours_decided && (theirs_rejected || at_key != Verdict::Rejected) {
            return self.move_quote(there, ours, key, item);
        }
        // That it does not show what it was read as is no word against what a person here says that it shows.
        if !theirs_rejected {
            let (quote, shows) = (self.quote(item), self.sentence(key));
            let stands = if !ours_decided {
                "here that is rejected".to_owned()
            } else if [here, ours.verdict].contains(&Verdict::Rejected) {
                "here it stays rejected".to_owned()
            } else {
                format!("here it still shows that {}", self.sentence(there))
            };
            self.conflict(format!("the quote “{quote}” shows that {shows} in the second map; {stands}"));
        }
        there
    }

    fn move_quote(
        &mut self,
        there: RelationKey,
        ours: &Evidence,
        key: RelationKey,
        item: &Evidence,
    ) -> RelationKey {
        let (id, modality) = (ours.id, item.modality);
        if !self.edit(Edit::MoveEvidence { from: there, id, to: key }) {
            // One of the two was deleted here. The machine's reading is wrong all the same.
            self.edit(Edit::JudgeEvidence { key: there, id, verdict: Verdict::Rejected });
            return there;
        }
        if modality != ours.modality {
            self.edit(Edit::SetModality { key, id, modality });
        }
        if item.attribution != ours.attribution {
            self.edit(Edit::SetSpeaker { key, id, speaker: item.attribution });
        }
        if item.verdict != Verdict::Confirmed {
            self.edit(Edit::JudgeEvidence { key, id, verdict: item.verdict });
        }
        key
    }

    fn quote(&self, item: &Evidence) -> String {
        let article = self.map.article(item.article);
        let quote = article.and_then(|article| article.slice(item.quote)).unwrap_or_default();
        let short: String = quote.chars().take(60).collect();
        if short.len() < quote.len() { format!("{short}…") } else { short }
    }
}
