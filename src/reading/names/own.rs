//! What users' own dictionaries tell beside names: who holds an office when, and which names await a decision.

use std::collections::BTreeMap;

use super::document::{Document, RefId};
use super::join::Joiner;
use super::known::Known;
use super::piece::Core;

/// Who holds which office of which state, both by the index of an actor; `None` where the dictionaries name several.
pub(super) type Holders = BTreeMap<(usize, String), Option<usize>>;

impl Joiner {
    /// Joins names that several actors claim with the one that the article names otherwise; where it names none or more,
    /// they are left unread.
    pub(super) fn unsettled(&mut self, document: &mut Document<'_>) {
        for id in 0..document.references.len() as RefId {
            let (Core::Lone(name) | Core::Body(name) | Core::Person(name)) = document.core(id) else {
                continue;
            };
            let claimants = document.names.claimants(name);
            if claimants.is_empty() || self.root(id) != id || self.several.contains_key(&id) {
                continue;
            }
            let named: Vec<RefId> =
                claimants.iter().filter_map(|known| document.find(&Core::Known(*known))).collect();
            match named[..] {
                [one] => self.unite(document, id, one),
                _ => {
                    self.unread.insert(id);
                }
            }
        }
    }

    /// Brings in those who hold an office of a state that the article names, so that "the Norlandish president" may be
    /// somebody whom it does not name.
    pub(super) fn holders(&mut self, document: &mut Document<'_>) {
        let held: Vec<u32> = document
            .names
            .offices(self.day)
            .filter(|held| document.find(&Core::Known(held.state)).is_some())
            .map(|held| held.holder)
            .collect();
        for holder in held {
            self.adopt(document, holder);
        }
    }

    /// Who holds which office on the day of the article.
    pub(super) fn offices(&self, document: &Document<'_>, actor_of: &BTreeMap<RefId, usize>) -> Holders {
        let actor = |known: u32| {
            let id = document.find(&Core::Known(known))?;
            actor_of.get(&self.root(id)).copied()
        };
        let mut holders = Holders::new();
        for held in document.names.offices(self.day) {
            if let (Some(state), Some(holder)) = (actor(held.state), actor(held.holder)) {
                let sole = holders.entry((state, held.title.clone())).or_insert(Some(holder));
                *sole = sole.filter(|other| *other == holder);
            }
        }
        holders
    }

    /// A sentence for each name that was left unread because nobody has said yet whom it means.
    pub(super) fn complaints(&self, document: &Document<'_>) -> Vec<String> {
        let complaint = |id: &RefId| {
            let reference = &document.references[*id as usize];
            let (Core::Lone(name) | Core::Body(name) | Core::Person(name)) = document.core(*id) else {
                return None;
            };
            let claimants: Vec<_> =
                document.names.claimants(name).iter().map(|known| document.names.actor(*known)).collect();
            let told = |one: &&Known| match claimants.iter().filter(|other| other.name == one.name).count() {
                1 => one.name.clone(),
                _ => format!("{} ({})", one.name, one.kind.label().to_lowercase()),
            };
            let may_be = claimants.iter().map(told).collect::<Vec<_>>().join(" or ");
            (reference.acts > 0).then(|| {
                format!(
                    "“{}” may be {may_be} and was left unread: settle it in your dictionary",
                    reference.display
                )
            })
        };
        self.unread.iter().filter_map(complaint).collect()
    }
}
