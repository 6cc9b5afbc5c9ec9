//! Words that were chosen in an article, and what can be made of them.

use super::App;
use super::ask::Ask;
use crate::editor::{Selection, describe};
use crate::map::{
    ActorId, ArticleId, Confidence, Edit, Evidence, Modality, RelationKey, Span, StanceMap, Verdict,
};
use crate::reading::sentences_around;

/// Words of an article that a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(crate) article: ArticleId,
    pub(crate) span: Span,
    /// Whose claim the words report; `None` for the article's own voice.
    pub(crate) speaker: Option<ActorId>,
}

impl Chosen {
    /// The words.
    pub(crate) fn words(self, map: &StanceMap) -> &str {
        map.article(self.article).and_then(|article| article.slice(self.span)).unwrap_or_default()
    }

    /// The words on one line, as a name.
    pub(crate) fn name(self, map: &StanceMap) -> String {
        self.words(map).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Makes the words a name of an actor.
    pub(crate) fn call(self, id: ActorId, map: &StanceMap) -> Ask {
        let aliases = [self.name(map)].into();
        Ask::Edit(Edit::LearnNames { id, aliases, descriptions: Default::default() })
    }

    /// The sentences that the words are from, as a quote that a person took for the relation; the words themselves, if they
    /// are fewer, are what carries the stance.
    fn evidence(self, map: &StanceMap) -> Option<Evidence> {
        let quote = sentences_around(map.article(self.article)?.text(), self.span);
        Some(Evidence {
            id: map.next_evidence_id(),
            article: self.article,
            quote,
            cue: (self.span != quote).then_some(self.span),
            origin: None,
            attribution: self.speaker,
            modality: Modality::Asserted,
            confidence: Confidence::CERTAIN,
            verdict: Verdict::Confirmed,
            note: String::new(),
        })
    }
}

impl App {
    /// Adds what was chosen to a relation as evidence. One that was rejected is thereby said to be right after all.
    pub(super) fn cite(&mut self, chosen: Chosen, key: RelationKey) {
        let map = self.editor.map();
        let Some(evidence) = chosen.evidence(map) else { return };
        let id = evidence.id;
        let was_rejected = map.relation(key).is_some_and(|relation| relation.verdict == Verdict::Rejected);
        let edit = Edit::AddEvidence { key, evidence };
        let name = describe(&edit, map);
        let confirm = was_rejected.then_some(Edit::JudgeRelation { key, verdict: Verdict::Confirmed });
        self.edit_as(name, [edit].into_iter().chain(confirm).collect());
        if self.editor.map().relation(key).is_some() {
            self.editor.reveal(Selection::of_relation(key));
            if let Some(shown) = &mut self.panels.article {
                shown.quote = Some(id);
            }
        }
    }
}
