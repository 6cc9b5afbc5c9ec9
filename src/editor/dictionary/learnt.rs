//! What the map, and what is done to it, teaches of names.

use crate::map::{Dictionary, DictionaryEntry, Edit, StanceMap, Verdict, fold_name};

/// What edits of a map teach of names that any other map may know as well: the old name of who was renamed, the names of
/// who was merged. `map` is the map before.
pub fn learnt_by(edits: &[Edit], map: &StanceMap) -> Vec<DictionaryEntry> {
    let mut learnt = Dictionary::default();
    for edit in edits {
        let (id, name, aliases) = match edit {
            Edit::MergeActors { from, into } => {
                let names = map.actor(*from).into_iter().flat_map(|actor| actor.names());
                (*into, map.actor_name(*into), names.map(str::to_owned).collect::<Vec<_>>())
            }
            Edit::RenameActor { id, name } => (*id, name.trim(), vec![map.actor_name(*id).to_owned()]),
            _ => continue,
        };
        let is_name = |name: &str| name.contains(char::is_uppercase);
        let aliases: Vec<String> = aliases
            .into_iter()
            .filter(|alias| is_name(alias) && fold_name(alias) != fold_name(name))
            .collect();
        if is_name(name)
            && !aliases.is_empty()
            && let Some(entry) = DictionaryEntry::of_actor(map, id)
        {
            learnt.add([DictionaryEntry { name: name.to_owned(), aliases, ..entry }]);
        }
    }
    learnt.entries
}

/// All that a person has decided about names in a map.
pub fn learnt_in(map: &StanceMap) -> Vec<DictionaryEntry> {
    let decided = map
        .actors()
        .filter(|(_, actor)| actor.verdict == Verdict::Confirmed && actor.name.contains(char::is_uppercase));
    decided.filter_map(|(id, _)| DictionaryEntry::of_actor(map, id)).collect()
}
