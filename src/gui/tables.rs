//! The map as tables, in the room of the canvas. What is listed is computed when the map, the order or what is sought
//! changes. Rows are taken from the map at once, and so is what the canvas shows of them where only that is wanted: to copy the
//! map for a thread would take nearly as long as the 14 ms for 200,000 quotes. They are put in order and searched at once where
//! there are few, and otherwise beside the window, which goes on showing the old rows.

mod acts;
mod bars;
mod grid;
mod heads;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{self, Frame, Margin, Panel};

use super::ask::{Ask, Asks};
use super::theme;
use crate::analysis::Filter;
use crate::analysis::tables::{Column, Row, Sheet, Sort, Table, Wanted};
use crate::editor::tables::{Change, Listed, Pick, Tables as Choice};
use crate::editor::{Editor, Selection};
use crate::jobs::{Live, Task};
use crate::map::ActorId;

/// So many rows are put in order or copied without anybody noticing.
const AT_ONCE: usize = 4_000;

/// In less room than this either way, in points, what stands around the rows goes into menus, lest it lay over them.
const ROOM_FOR_BARS: f32 = 400.0;

/// What is asked of the tables.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Wish {
    /// Changes all chosen rows.
    Change(Change),
    /// Goes to what a row stands for.
    Enter(Row),
    /// Copies the chosen rows, or all that are listed.
    Copy,
    /// Saves the same.
    Save,
}

/// The tables, and what is kept to show them.
#[derive(Default)]
pub(crate) struct Tables {
    /// Whether they have the room of the canvas.
    pub(crate) open: bool,
    choice: Choice,
    kept: Option<Kept>,
    job: Option<Job>,
    /// How many rows the tables have at which state of the map.
    sizes: Option<(u64, [usize; 4])>,
    /// The columns whose width was set by hand, in points.
    widths: HashMap<(Table, Column), f32>,
    /// What is known to be selected: when that changes elsewhere, it is brought into sight.
    selected: Selection,
    /// Where the row of the keys is listed, if it is: looked for once.
    cursor_at: Option<(Row, Option<usize>)>,
    /// The row to be brought into sight.
    scroll_to: Option<usize>,
    /// From which point on the rows are seen, and how many points of them.
    top: f32,
    height: f32,
    /// The point from which on the columns are to be brought into sight.
    scroll_across: Option<f32>,
    /// Where the rows were drawn last.
    pub(crate) body: Option<egui::Rect>,
    /// Whether the rows are to get the focus, and whether the field is in which they are sought.
    wants_keys: bool,
    wants_to_find: bool,
    /// What is typed to be set for the chosen articles.
    source: String,
    date: String,
    /// How many rows are being copied, and the work on them.
    copying: Option<(usize, Task<String>)>,
}

/// What the listed rows depend on.
#[derive(Debug, Clone, PartialEq)]
struct Ground {
    revision: u64,
    table: Table,
    sort: Option<Sort>,
    words: String,
    only: Option<View>,
}

/// What the canvas shows depends on this.
#[derive(Debug, Clone, PartialEq)]
struct View {
    filter: Filter,
    hidden: BTreeSet<ActorId>,
    show_unconnected: bool,
}

impl Ground {
    fn of(choice: &Choice, editor: &Editor) -> Self {
        let view = choice.view();
        Self {
            revision: editor.revision(),
            table: choice.table,
            sort: view.sort,
            words: view.words.clone(),
            only: view.only_shown.then(|| View {
                filter: editor.filter().clone(),
                hidden: editor.hidden().actors().clone(),
                show_unconnected: editor.show_unconnected(),
            }),
        }
    }

    /// Whether it still is what [`of`](Self::of) says, found out in every frame and so without a copy.
    fn is_of(&self, choice: &Choice, editor: &Editor) -> bool {
        let Self { revision, table, sort, words, only } = self;
        let view = choice.view();
        let same = |only: &View| {
            let View { filter, hidden, show_unconnected } = only;
            filter == editor.filter()
                && hidden == editor.hidden().actors()
                && *show_unconnected == editor.show_unconnected()
        };
        (*revision, *table, *sort) == (editor.revision(), choice.table, view.sort)
            && *words == view.words
            && only.is_some() == view.only_shown
            && only.as_ref().is_none_or(same)
    }
}

/// The rows that are listed.
struct Kept {
    ground: Ground,
    sheet: Arc<Sheet>,
    lines: Vec<u32>,
}

struct Job {
    ground: Ground,
    sheet: Arc<Sheet>,
    work: Live<(), Vec<u32>>,
}

impl Listed for Kept {
    fn len(&self) -> usize {
        self.lines.len()
    }

    fn row(&self, at: usize) -> Row {
        self.sheet.row(self.line(at))
    }
}

impl Kept {
    fn rows(&self) -> impl Iterator<Item = Row> {
        (0..self.len()).map(|at| self.row(at))
    }

    fn line(&self, at: usize) -> usize {
        self.lines[at] as usize
    }
}

impl Tables {
    /// The table that is shown: "Actors".
    pub(crate) fn name(&self) -> &'static str {
        self.choice.table.label()
    }

    /// Forgets the map that was shown.
    pub(crate) fn forget(&mut self) {
        *self = Self { open: self.open, widths: std::mem::take(&mut self.widths), ..Self::default() };
    }

    /// Opens the tables, or closes them.
    pub(crate) fn toggle(&mut self) {
        self.open = !self.open;
        self.wants_keys = self.open;
        // What is selected is looked for anew.
        self.selected = Selection::default();
    }

    /// Brings what is listed up to date, or begins to.
    fn keep(&mut self, ctx: &egui::Context, editor: &Editor, asks: &mut Asks) {
        if let Some(done) = self.job.as_mut().and_then(|job| job.work.take())
            && let Some(Job { ground, sheet, .. }) = self.job.take()
            && let Ok(lines) = done
        {
            self.take(Kept { ground, sheet, lines }, editor, asks);
        }
        let mut grounds =
            self.kept.iter().map(|kept| &kept.ground).chain(self.job.iter().map(|job| &job.ground));
        if grounds.any(|ground| ground.is_of(&self.choice, editor)) {
            return;
        }
        let ground = Ground::of(&self.choice, editor);
        let same = |of: &Ground| (of.revision, of.table) == (ground.revision, ground.table);
        let before = self.kept.as_ref().filter(|kept| same(&kept.ground));
        let under_way = self.job.as_ref().filter(|job| same(&job.ground)).map(|job| Arc::clone(&job.sheet));
        let sheet = before.map(|kept| Arc::clone(&kept.sheet)).or(under_way);
        let sheet = sheet.unwrap_or_else(|| Arc::new(Sheet::of(editor.map(), ground.table)));
        let only = ground.only.is_some().then(|| editor.on_canvas(ground.table));
        let wanted = Wanted { sort: ground.sort, words: ground.words.clone(), only };
        self.job = None;
        if wanted.is_plain() || sheet.len() <= AT_ONCE {
            let lines = wanted.arrange(&sheet, &|| false);
            return self.take(Kept { ground, sheet, lines }, editor, asks);
        }
        if self.kept.as_ref().is_none_or(|kept| kept.ground.table != ground.table) {
            // The rows of another table would be worse than rows in no order.
            let plain = Ground { sort: None, words: String::new(), only: None, ..ground.clone() };
            let lines = Wanted::default().arrange(&sheet, &|| false);
            self.take(Kept { ground: plain, sheet: Arc::clone(&sheet), lines }, editor, asks);
        }
        let (at_work, ctx) = (Arc::clone(&sheet), ctx.clone());
        let work = Live::start(
            Duration::MAX,
            move |stage, _| wanted.arrange(&at_work, &|| stage.is_cancelled()),
            move || ctx.request_repaint(),
        );
        self.job = Some(Job { ground, sheet, work });
    }

    /// Lists other rows, and lets go of chosen ones that are gone or no longer listed. Actors and relations that are merely
    /// not what is sought stay selected when the map changes: the rest of the window shows them.
    fn take(&mut self, kept: Kept, editor: &Editor, asks: &mut Asks) {
        let before = self.kept.take().filter(|before| before.ground.table == kept.ground.table);
        let cursor = self.choice.view().cursor;
        let was_chosen = cursor.is_some_and(|row| self.choice.is_chosen(row, &self.selected));
        let sought_before = before.as_ref().map(|before| (&before.ground.words, &before.ground.only));
        if sought_before.is_some_and(|sought| sought != (&kept.ground.words, &kept.ground.only)) {
            let changed = self.choice.keep(kept.rows(), &editor.selection);
            self.select(changed, asks);
            self.scroll_to = Some(0);
        } else if matches!(kept.ground.table, Table::Quotes | Table::Articles) {
            // Nothing is changed unseen.
            self.choice.keep(kept.rows(), &editor.selection);
        }
        if let Some(before) = before.filter(|before| before.ground.words == kept.ground.words)
            && let Some(at) = cursor.and_then(|row| self.next_of(row, &before, &kept, editor))
        {
            // Who takes row after row away goes on without a further key.
            let takes_away = was_chosen && before.ground.revision != kept.ground.revision;
            let none_left = self.choice.count(&editor.selection) == 0;
            let pick = if takes_away && none_left { Pick::Only } else { Pick::Nothing };
            self.go(&kept, at, pick, editor, asks);
        }
        self.kept = Some(kept);
        self.cursor_at = None;
    }

    /// Where the row of the keys is listed.
    fn cursor_at(&mut self, kept: &Kept) -> Option<usize> {
        let row = self.choice.view().cursor?;
        match self.cursor_at {
            Some((of, at)) if of == row => at,
            _ => self.cursor_at.insert((row, kept.find(row))).1,
        }
    }

    /// Where the keys go on whose row is listed no longer: at what is chosen, or else at the row that followed, or else at
    /// the one before. `None` if their row is there.
    fn next_of(&self, row: Row, before: &Kept, kept: &Kept, editor: &Editor) -> Option<usize> {
        if kept.find(row).is_some() {
            return None;
        }
        let chosen = |row: &Row| self.choice.is_chosen(*row, &editor.selection);
        kept.rows().position(|row| chosen(&row)).or_else(|| {
            let at = before.find(row)?;
            let there: HashMap<Row, usize> = kept.rows().zip(0..).collect();
            let mut near = (at + 1..before.len()).chain((0..at).rev());
            near.find_map(|at| there.get(&before.row(at)).copied())
        })
    }

    fn select(&mut self, selection: Option<Selection>, asks: &mut Asks) {
        if let Some(selection) = selection {
            self.selected = selection.clone();
            asks.push(Ask::Select(selection));
        }
    }

    /// The rows that are wanted; none while they are still being found, and others stand in for them.
    fn listing(&self) -> Option<&Kept> {
        self.kept.as_ref().filter(|_| self.job.is_none())
    }

    /// Brings into sight what was selected elsewhere, once the rows are there.
    fn follow(&mut self, editor: &Editor) {
        let Some(kept) = self.kept.as_ref().filter(|_| self.job.is_none()) else { return };
        if self.selected != editor.selection {
            self.selected = editor.selection.clone();
            let chosen = |at: &usize| self.choice.is_chosen(kept.row(*at), &editor.selection);
            let at = (0..kept.len()).find(chosen).filter(|_| self.choice.count(&editor.selection) > 0);
            self.scroll_to = at.or(self.scroll_to);
            if let Some(at) = at {
                self.choice.view_mut().cursor = Some(kept.row(at));
            }
        }
    }

    /// The chosen rows of the table that is looked at.
    fn chosen(&self, selection: &Selection) -> Vec<Row> {
        let Selection { actors, relations } = selection;
        match self.choice.table {
            Table::Actors => actors.iter().copied().map(Row::Actor).collect(),
            Table::Relations => relations.iter().copied().map(Row::Relation).collect(),
            Table::Quotes | Table::Articles => self.kept.as_ref().map_or(Vec::new(), |kept| {
                let rows = (0..kept.sheet.len()).map(|line| kept.sheet.row(line));
                rows.filter(|row| self.choice.is_chosen(*row, selection)).collect()
            }),
        }
    }

    /// The listed lines that are chosen, or else all that are listed, with their sheet.
    ///
    /// # Errors
    /// A sentence to show while the rows are still being found.
    pub(super) fn to_copy(&self, selection: &Selection) -> Result<(Arc<Sheet>, Vec<u32>), &'static str> {
        let kept = self.listing().ok_or("The rows are still being found. Try again in a moment.")?;
        let chosen = |line: &&u32| self.choice.is_chosen(kept.sheet.row(**line as usize), selection);
        let mut lines = Vec::new();
        if self.choice.count(selection) > 0 {
            lines.extend(kept.lines.iter().filter(chosen));
        }
        let lines = if lines.is_empty() { kept.lines.clone() } else { lines };
        Ok((Arc::clone(&kept.sheet), lines))
    }

    /// Draws the tables into all that is left of `ui`.
    pub(super) fn show(&mut self, ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
        self.keep(&ui.ctx().clone(), editor, asks);
        ui.spacing_mut().item_spacing.y = 2.0 * theme::GRID;
        let is_low = ui.available_height() < ROOM_FOR_BARS && ui.available_width() < ROOM_FOR_BARS;
        self.tabs(ui, editor);
        self.tools(ui, is_low, asks);
        // What was clicked or typed just now counts at once.
        self.keep(&ui.ctx().clone(), editor, asks);
        self.follow(editor);
        let frame = Frame::NONE.inner_margin(Margin { top: 8, ..Margin::ZERO });
        Panel::bottom("changes of rows").frame(frame).resizable(false).show(ui, |ui| {
            self.changes(ui, editor, is_low, asks);
        });
        self.grid(ui, editor, asks);
    }
}
