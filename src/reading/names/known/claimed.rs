//! Names of users' dictionaries that await a decision.

use std::collections::BTreeSet;

use super::KnownNames;
use crate::map::{Conflict, Dictionary, fold_name};

impl KnownNames {
    /// Whom a folded name may mean to which several actors of a user's dictionary lay claim; nobody for any other name.
    pub(in crate::reading::names) fn claimants(&self, name: &str) -> &[u32] {
        self.unsettled.get(name).map_or(&[], Vec::as_slice)
    }

    /// Makes actors of those that have the name of a built-in one and may be another.
    pub(super) fn declare_rivals(&mut self, dictionary: &Dictionary, conflicts: &[Conflict]) {
        for Conflict { name, claimants, built_in } in conflicts {
            let key = fold_name(name);
            let is_its_name = |name: &str| fold_name(name) == key;
            if built_in.as_deref().is_some_and(is_its_name) && !self.rivals.contains_key(&key) {
                let entries = claimants.iter().map(|index| &dictionary.entries[*index]);
                if let Some(entry) = entries.clone().find(|entry| is_its_name(&entry.name)) {
                    let known = self.new_actor(entry);
                    self.rivals.insert(key, known);
                }
            }
        }
    }

    /// Takes names that several actors of a dictionary claim away from all of them.
    pub(super) fn note_unsettled(&mut self, dictionary: &Dictionary, conflicts: &[Conflict]) {
        for Conflict { name, claimants, built_in } in conflicts {
            let own =
                claimants.iter().filter_map(|index| self.called(&dictionary.entries[*index].name, true));
            let built_in = built_in.iter().filter_map(|name| self.called(name, false));
            let known: BTreeSet<u32> = own.chain(built_in).collect();
            if known.len() > 1 {
                if let Some((node, _)) = self.walk(name) {
                    self.ends[node as usize] = None;
                }
                self.by_alias.remove(&fold_name(name));
                self.unsettled.insert(fold_name(name), known.into_iter().collect());
            }
        }
    }
}
