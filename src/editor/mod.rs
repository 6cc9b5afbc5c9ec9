//! The work in hand: the open map with its history, the selection, gestures of the pointer, and the commands.
//!
//! What happens here: every change of the open map goes through [`Editor::edit`], which names it, records how to take
//! it back and keeps the selection sensible. What never happens here: nothing is painted, no key is read, no file is
//! touched; the window tells the editor what the user did, in world units and in [`Command`]s.
//!
//! ```
//! use stancemap::editor::Editor;
//! use stancemap::map::{Actor, ActorKind, Edit};
//!
//! let mut editor = Editor::default();
//! let id = editor.map().next_actor_id();
//! editor.edit(Edit::AddActor { id, actor: Actor::by_hand("Ana", ActorKind::Person), at: None })?;
//! editor.edit(Edit::RenameActor { id, name: "Anna".to_owned() })?;
//! assert_eq!(editor.history().undo_name(), Some("Rename Ana to Anna"));
//! editor.undo();
//! assert_eq!(editor.map().actor_name(id), "Ana");
//! # Ok::<(), stancemap::map::EditError>(())
//! ```

pub mod arrange;
mod command;
mod describe;
pub mod dictionary;
mod filtered;
pub mod find;
mod gesture;
mod hidden;
mod history;
mod in_view;
mod kept;
mod noted;
pub mod review;
mod selection;
pub mod tables;
mod walk;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

use crate::analysis::Filter;
use crate::map::{ActorId, Diff, Edit, EditError, NamedStep, Stamp, StanceMap};

pub use command::{Command, Key, Shortcut};
pub use describe::describe;
pub use filtered::{sign_of, value_of};
pub use gesture::{Gesture, Grip, Release};
pub use hidden::Hidden;
pub use history::History;
pub use kept::Totals;
pub use noted::Noted;
pub use selection::Selection;
pub use walk::{Direction, Step};

/// The open map and everything that belongs to working on it.
#[derive(Debug, Clone, Default)]
pub struct Editor {
    map: StanceMap,
    history: History,
    /// The changes that nobody has taken yet.
    fresh: Vec<NamedStep>,
    /// What is selected.
    pub selection: Selection,
    /// Whether all actors are drawn alike large, rather than the larger the more relations they take part in.
    pub even_sizes: bool,
    /// Whether drags on the empty canvas draw a line around what is to be selected, rather than a box.
    pub lasso: bool,
    hidden: Hidden,
    hiding: Option<Hiding>,
    /// Whether actors that take part in no relation are drawn too.
    show_unconnected: bool,
    /// The actor whose relations a walk goes through.
    walked_from: Option<ActorId>,
    filter: Filter,
    hide_filtered: bool,
    kept: filtered::Kept,
    of_map: kept::Kept,
    review: Option<review::Review>,
    path: Option<PathBuf>,
    revision: u64,
    opened: u64,
    /// The mark of the last step, and what it is, if more of the same may become a part of it.
    going_on: Option<(u64, GoingOn)>,
}

/// How it was before actors were hidden, which is no step of the history, but is taken back like one while it is the last thing
/// that was done.
#[derive(Debug, Clone)]
struct Hiding {
    /// The mark of the last step then.
    mark: u64,
    name: &'static str,
    hidden: Hidden,
    selection: Selection,
}

/// What makes one step for as long as it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
enum GoingOn {
    /// These actors are nudged.
    Nudging(BTreeSet<ActorId>),
    /// Something is typed, during this stay in a field.
    Typing(u64),
}

impl Editor {
    /// An editor for a map that was loaded from, or last saved at, `path`.
    pub fn open(map: StanceMap, path: Option<PathBuf>) -> Self {
        let revision = next_revision();
        Self { map, path, revision, opened: revision, ..Self::default() }
    }

    /// An editor for work that was broken off: `base` was changed by `steps`, of which the first `saved` are in the file
    /// at `path`; `None` if no state is in that file. All of the steps can be undone.
    pub fn resume(
        base: StanceMap,
        steps: Vec<NamedStep>,
        saved: Option<usize>,
        path: Option<PathBuf>,
    ) -> Self {
        let mut editor = Self::open(base, path);
        editor.history.nowhere_saved();
        for (index, NamedStep { name, diff, goes_on }) in steps.into_iter().enumerate() {
            if saved == Some(index) {
                editor.history.saved(editor.history.mark());
            }
            editor.map.patch(&diff);
            if goes_on && editor.history.undo_name().is_some() {
                editor.history.extend(&diff, Selection::default());
            } else {
                editor.history.push(name, diff, Selection::default(), Selection::default());
            }
        }
        editor
    }

    /// The changes since this was last called, those by undo and redo included, for whoever keeps a journal.
    pub fn take_fresh(&mut self) -> Vec<NamedStep> {
        std::mem::take(&mut self.fresh)
    }

    /// The map as it is now.
    pub fn map(&self) -> &StanceMap {
        &self.map
    }

    /// What was done, and can be undone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Where the map was loaded from or last saved.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The map's title, or else its file's name, or else "Untitled map".
    pub fn title(&self) -> String {
        self.name().unwrap_or_else(|| "Untitled map".to_owned())
    }

    /// The map's title, or else its file's name; `None` if it has neither.
    pub fn name(&self) -> Option<String> {
        let title = Some(self.map.title().trim()).filter(|title| !title.is_empty()).map(str::to_owned);
        let file = || Some(self.path.as_deref()?.file_stem()?.to_string_lossy().into_owned());
        title.or_else(file)
    }

    /// A number that changes with every change of the map, and is another for every map; what is computed from the map is
    /// kept until it does.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A number that stays while the map is open, and is another for every map that is opened.
    pub fn opened(&self) -> u64 {
        self.opened
    }

    /// Whether there is work that is not in the file.
    pub fn is_dirty(&self) -> bool {
        self.history.is_dirty()
    }

    /// Notes that the state with this [`History::mark`] is now in the file at `path`.
    pub fn saved(&mut self, path: PathBuf, mark: u64) {
        self.path = Some(path);
        self.history.saved(mark);
    }

    /// Performs an edit as a step of the history.
    ///
    /// # Errors
    /// If the edit does not fit the map; nothing has changed then.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        let name = describe(&edit, &self.map);
        self.edit_as(name, vec![edit])
    }

    /// Performs an edit as a step of the history, or as a part of the last step if that, too, was a nudge of what is selected:
    /// a key that is held down makes one step.
    ///
    /// # Errors
    /// If the edit does not fit the map; nothing has changed then.
    pub fn nudge(&mut self, edit: Edit) -> Result<(), EditError> {
        let actors = self.selection.actors.clone();
        self.go_on(GoingOn::Nudging(actors), edit)
    }

    /// Performs an edit that says what was typed so far, as a step of the history, or as a part of the last step if that, too,
    /// was typed during this `stay` in the same field.
    ///
    /// # Errors
    /// If the edit does not fit the map; nothing has changed then.
    pub fn type_on(&mut self, edit: Edit, stay: u64) -> Result<(), EditError> {
        self.go_on(GoingOn::Typing(stay), edit)
    }

    fn go_on(&mut self, what: GoingOn, edit: Edit) -> Result<(), EditError> {
        let name = describe(&edit, &self.map);
        // What is in the file stays a state to which undo leads back.
        let goes_on = self.going_on == Some((self.history.mark(), what.clone()))
            && self.history.undo_name() == Some(&name)
            && self.is_dirty();
        if goes_on {
            let diff = Arc::new(self.map.apply(edit)?);
            self.keep_up(&diff);
            self.history.extend(&diff, self.selection.clone());
            self.fresh.push(NamedStep { name, diff, goes_on: true });
        } else {
            self.edit_as(name, vec![edit])?;
        }
        self.going_on = Some((self.history.mark(), what));
        Ok(())
    }

    /// Performs several edits as one named step.
    ///
    /// # Errors
    /// If one of them does not fit; nothing has changed then.
    pub fn edit_as(&mut self, name: impl Into<String>, edits: Vec<Edit>) -> Result<(), EditError> {
        let before = self.selection.clone();
        let moved: Vec<Edit> = edits.iter().filter(|edit| Selection::follows(edit)).cloned().collect();
        let diff = self.map.apply_signed(edits, &stamp())?;
        if diff.is_empty() {
            return Ok(());
        }
        for edit in &moved {
            self.selection.follow(edit);
        }
        self.keep_up(&diff);
        let (name, diff) = (name.into(), Arc::new(diff));
        self.history.push(name.clone(), Arc::clone(&diff), before, self.selection.clone());
        self.fresh.push(NamedStep { name, diff, goes_on: false });
        Ok(())
    }

    /// Takes the last step back, or shows who was hidden since; its name, if there was one.
    pub fn undo(&mut self) -> Option<String> {
        if let Some(Hiding { name, hidden, selection, .. }) = self.last_hiding().cloned() {
            (self.hidden, self.selection, self.hiding) = (hidden, selection, None);
            return Some(name.to_owned());
        }
        let (name, diff, selection) = self.history.undo()?;
        self.travel(&diff, selection);
        self.fresh.push(NamedStep { name: format!("Undo “{name}”"), diff, goes_on: false });
        Some(name)
    }

    /// Does the last undone step again; its name, if there was one.
    pub fn redo(&mut self) -> Option<String> {
        let (name, diff, selection) = self.history.redo()?;
        self.travel(&diff, selection);
        self.fresh.push(NamedStep { name: format!("Redo “{name}”"), diff, goes_on: false });
        Some(name)
    }

    fn travel(&mut self, diff: &Diff, selection: Selection) {
        self.map.patch(diff);
        self.selection = selection;
        self.keep_up(diff);
    }

    /// Keeps everything with the map, which `diff` has just changed.
    fn keep_up(&mut self, diff: &Diff) {
        self.revision = next_revision();
        self.selection.prune(&self.map);
        self.hidden.prune(&self.map);
        self.filter.prune(&self.map);
        self.drop_hidden();
        self.refresh_review(diff);
    }

    /// Whether actors are selected and all of them are pinned.
    pub fn all_pinned(&self) -> bool {
        let actors = &self.selection.actors;
        !actors.is_empty() && actors.iter().all(|id| self.map.is_pinned(*id))
    }

    /// The groups that rolling up would mean now: those that are selected or else those to which what is selected belongs.
    pub fn selected_groups(&self) -> BTreeSet<ActorId> {
        let (groups, selected) = (self.groups(), &self.selection.actors);
        if groups.iter().any(|id| selected.contains(id)) {
            return groups.intersection(selected).copied().collect();
        }
        let above = selected.iter().filter_map(|id| self.map.actor(*id)?.member_of);
        above.filter(|id| groups.contains(id)).collect()
    }

    /// Whether all [`selected_groups`](Self::selected_groups) are rolled up, and there are any.
    pub fn all_rolled_up(&self) -> bool {
        let groups = self.selected_groups();
        !groups.is_empty() && groups.iter().all(|id| self.map.is_rolled_up(*id))
    }

    /// Adds to the selection the actors that it touches: those related to selected actors, and both ends of selected
    /// relations.
    pub fn select_neighbours(&mut self) {
        let selected = self.selection.clone();
        let rolled = self.map.rolled();
        for (key, _) in self.map.relations() {
            let Some(line) = rolled.key(key) else { continue };
            let touched = selected.relations.contains(&key)
                || selected.actors.contains(&line.source)
                || selected.actors.contains(&line.target);
            if touched {
                self.selection.actors.extend([line.source, line.target]);
            }
        }
        self.selection.relations.clear();
        self.drop_hidden();
    }

    /// Who is out of view.
    pub fn hidden(&self) -> &Hidden {
        &self.hidden
    }

    /// Takes the selected actors out of view; the map keeps them.
    pub fn hide_selected(&mut self) {
        self.note_hiding("Hide");
        self.hidden.hide(std::mem::take(&mut self.selection).actors);
    }

    /// Takes all but the selected actors and their neighbours out of view; asked again, shows one step more.
    pub fn isolate_selected(&mut self) {
        self.note_hiding("Isolate");
        let mut hidden = std::mem::take(&mut self.hidden);
        let view = self.in_view();
        hidden.isolate(&self.map, &self.selection.actors, |id| view.holds_actor(id));
        drop(view);
        self.hidden = hidden;
        self.selection.relations.clear();
    }

    /// Brings all that is hidden back.
    pub fn show_hidden(&mut self) {
        self.hiding = None;
        self.hidden.clear();
    }

    fn note_hiding(&mut self, name: &'static str) {
        let (hidden, selection) = (self.hidden.clone(), self.selection.clone());
        self.hiding = Some(Hiding { mark: self.history.mark(), name, hidden, selection });
    }

    /// What was hidden last, if nothing was done since.
    fn last_hiding(&self) -> Option<&Hiding> {
        let is_last = |hiding: &&Hiding| hiding.mark == self.history.mark() && hiding.hidden != self.hidden;
        self.hiding.as_ref().filter(is_last)
    }

    /// The name of what [`undo`](Self::undo) takes back; `None` if there is nothing.
    pub fn undo_name(&self) -> Option<&str> {
        self.last_hiding().map(|hiding| hiding.name).or_else(|| self.history.undo_name())
    }
}

/// Whose hand a change is by now: the name of the account, and the time.
pub fn stamp() -> Stamp {
    let by = ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
    Stamp { by, at: Timestamp::now() }
}

/// No two states of any map that is opened have the same.
fn next_revision() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

#[cfg(test)]
mod tests;
