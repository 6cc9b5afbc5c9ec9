//! The document as records: actors, relations, evidence, articles and places, and the edits that change them.
//!
//! What happens here: [`StanceMap::apply`] turns an [`Edit`] (what somebody wants) into a [`Diff`] (what changed,
//! record by record, reversible); [`merge()`] plans the edits that bring a reader's [`Findings`] into a map, and
//! [`join()`] those that bring in another map.
//! What never happens here: no file, clock, thread, prose or pixel is touched, and no other room is used.
//!
//! ```
//! use stancemap::map::{Actor, ActorKind, Edit, RelationKey, Stance, StanceMap};
//!
//! let mut map = StanceMap::default();
//! let (ana, bo) = (map.next_actor_id(), map.next_actor_id().after(1));
//! map.apply(Edit::AddActor { id: ana, actor: Actor::by_hand("Ana", ActorKind::Person), at: None })?;
//! map.apply(Edit::AddActor { id: bo, actor: Actor::by_hand("Bo", ActorKind::Person), at: None })?;
//! let key = RelationKey::new(ana, bo, Stance::Backs);
//! let diff = map.apply(Edit::AddRelation { key, claim: Default::default() })?;
//! map.patch(&diff.reversed());
//! assert!(map.relation(key).is_none());
//! # Ok::<(), stancemap::map::EditError>(())
//! ```

mod actor;
mod apply;
mod article;
mod check;
mod deed;
mod dictionary;
mod diff;
mod draft;
mod edit;
mod evidence;
mod findings;
mod hue;
mod id;
mod join;
mod merge;
mod name;
mod rekey;
mod relation;
mod requote;
mod rolled;
mod split;
mod stance_map;
#[cfg(test)]
mod tests;
mod unite;

pub use actor::{Actor, ActorKind};
pub use article::{Article, ContentHash, Span};
pub use check::Problem;
pub use deed::{Act, Deed, Stamp};
pub use dictionary::{BuiltIn, Conflict, Dictionary, DictionaryEntry, Office, Settled};
pub use diff::{Change, Diff, NamedStep};
pub use edit::{Edit, EditError};
pub use evidence::{Confidence, ConfidenceError, Evidence, Modality, Origin, Verdict};
pub use findings::{Finding, Findings, FoundActor};
pub use hue::Hue;
pub use id::{ActorId, ArticleId, EvidenceId};
pub use join::{Joined, join};
pub use merge::{Merger, merge};
pub use name::fold_name;
pub use relation::{Claim, Footing, Relation, RelationKey, Stance};
pub use rolled::Rolled;
pub use split::Split;
pub use stance_map::{Place, Records, StanceMap};
