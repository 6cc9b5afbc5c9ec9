//! What a batch of readings changes in a map, and what there is to say about it.

use std::collections::BTreeMap;

use super::{ReadItem, Reading};
use crate::map::{ContentHash, Edit, Merger, StanceMap};

/// The changes of a batch, ready to be applied as one step, and a report for the user.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// The edits, in order. They fit the map that the plan was made for.
    pub edits: Vec<Edit>,
    /// What was read, in one sentence: "3 articles read: 12 new actors, 18 new quotes."
    pub summary: String,
    /// What the user should know besides, each a sentence with the name of the input.
    pub notes: Vec<String>,
    /// What went wrong, each a sentence with the name of the input.
    pub problems: Vec<String>,
}

/// Works out what `items` change in `map`. Later articles see what earlier ones brought.
pub fn plan(map: &StanceMap, items: Vec<ReadItem>) -> Plan {
    let mut plan = Plan::default();
    let mut merger = Merger::new(map.clone());
    let mut names: BTreeMap<ContentHash, String> = map
        .articles()
        .map(|(_, article)| (article.hash(), format!("“{}”, which is in the map", article.title)))
        .collect();
    let (mut read, mut read_again) = (0, 0);
    for ReadItem { name, again, result } in items {
        let Reading { article, findings, notes } = match result {
            Ok(reading) => reading,
            Err(problem) => {
                plan.problems.push(problem);
                continue;
            }
        };
        let known = names.get(&article.hash());
        if again && known.is_none() {
            // It was taken off the map in the meantime, and is not to come back.
            continue;
        }
        *(if again { &mut read_again } else { &mut read }) += 1;
        let silence = findings.actors.is_empty() && findings.notes.is_empty();
        let silence = silence.then(|| "no actors were recognised in it".to_owned());
        let said = notes.iter().chain(&findings.notes).chain(&silence);
        plan.notes.extend(said.map(|note| format!("{note}: {name}")));
        if let Some(other) = known.filter(|_| !again) {
            plan.notes.push(format!("the same text as {other}, and joined with it: {name}"));
        } else if !again {
            names.insert(article.hash(), name.clone());
        }
        match merger.add(&article, &findings) {
            Ok(edits) => plan.edits.extend(edits),
            Err(error) => plan.problems.push(format!("{name} was read, but does not fit the map: {error}")),
        }
    }
    plan.summary = summary(read, read_again, &plan.edits);
    plan
}

fn summary(read: usize, read_again: usize, edits: &[Edit]) -> String {
    let counted = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let actors = edits.iter().filter(|edit| matches!(edit, Edit::AddActor { .. })).count();
    let quotes = edits.iter().filter(|edit| matches!(edit, Edit::AddEvidence { .. })).count();
    let found = match (actors, quotes) {
        (_, 0) => "no new stances".to_owned(),
        _ => format!("{}, {}", counted(actors, "new actor"), counted(quotes, "new quote")),
    };
    match (read, read_again) {
        (_, 0) => format!("{} read: {found}", counted(read, "article")),
        (0, _) => format!("{} read again: {found}", counted(read_again, "article")),
        _ => format!("{} read, {read_again} again: {found}", counted(read + read_again, "article")),
    }
}
