//! Words that were chosen in an article, and what can be made of them.

use super::App;
use crate::editor::{Selection, describe};
use crate::map::{
    ActorId, ArticleId, Confidence, Edit, Evidence, Modality, RelationKey, Span, StanceMap, Verdict,
};
use crate::reading::{name_in, sentences_around};

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

    /// The name that the words are.
    pub(crate) fn name(self, map: &StanceMap) -> String {
        name_in(self.words(map))
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
    /// Makes what was chosen another name of an actor, and says so.
    pub(super) fn call(&mut self, chosen: Chosen, id: ActorId) {
        let map = self.editor.map();
        let (name, alias) = (map.actor_name(id).to_owned(), chosen.name(map));
        let is_called_so =
            |map: &StanceMap| map.actor(id).is_some_and(|actor| actor.names().any(|other| other == alias));
        if is_called_so(map) {
            return self.toasts.say(format!("{name} is called “{alias}” already."));
        }
        let edit = Edit::LearnNames { id, aliases: [alias.clone()].into(), descriptions: Default::default() };
        self.edit_as(describe(&edit, map), vec![edit]);
        if is_called_so(self.editor.map()) {
            self.toasts.offer_undo_and_reading(format!("{name} is also called “{alias}” now."));
        }
    }

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
