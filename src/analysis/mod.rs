//! Questions about the map.
//!
//! What happens here: a map is measured against what a careful person would have drawn ([`Agreement`]), and
//! what is wrong with it is named, relation by relation ([`disagreements`]); actors are parted into the two camps that
//! go best with who backs and opposes whom ([`Camps`]); a [`Filter`] says which relations meet conditions, and how many
//! would meet others; [`Marks`] say who is named where in an article, and what is quoted from it; [`conflicts`] are
//! pairs of actors on whom the sources contradict one another; quotes and relations are counted; and [`tables`] list
//! what the map holds.
//! What never happens here: nothing is changed, drawn, read from prose or written.
//!
//! ```
//! use stancemap::analysis::{Agreement, Reference};
//! use stancemap::map::StanceMap;
//!
//! let agreement = Agreement::strict(&StanceMap::default(), &Reference::default());
//! assert!(agreement.missed.is_empty() && agreement.spurious.is_empty());
//! ```

mod agreement;
mod camps;
mod conflicts;
mod days;
mod disagreement;
mod filter;
pub(crate) mod fold;
mod marks;
mod matching;
mod reference;
pub mod tables;
mod tally;

pub use agreement::Agreement;
pub use camps::Camps;
pub use conflicts::{Conflict, conflicts};
pub use days::Days;
pub use disagreement::{Disagreement, DisagreementKind, disagreements};
pub use filter::{Facet, Filter, Passing, Value, quoted};
pub use marks::{Marks, Quoted};
pub use reference::{Edge, Reference, ReferenceActor, ReferenceRelation};
pub use tally::{degrees, quotes_by_article, quotes_by_day};
