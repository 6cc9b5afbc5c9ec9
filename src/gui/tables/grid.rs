//! The rows themselves, below the heads of their columns. Only those in view are drawn, however many there are.

use eframe::egui::{
    self, Align, Event, EventFilter, FontId, Id, Key, Modifiers, Rect, ScrollArea, Sense, Stroke, Vec2,
    accesskit,
    text::{LayoutJob, TextWrapping},
    text_selection::LabelSelectionState,
};

use super::{Kept, Tables, Wish, bars};
use crate::analysis::tables::{Column, Row, Table};
use crate::editor::Editor;
use crate::editor::tables::{Listed, Pick};
use crate::gui::ask::{Ask, Asks};
use crate::gui::{menus, theme};
use crate::picture::Role;

/// The height of a row, in points.
pub(super) const ROW: f32 = 7.0 * theme::GRID;

/// How far words stay from the edges of their cell, in points.
pub(super) const PAD: f32 = 2.0 * theme::GRID;

fn rows_id() -> Id {
    Id::unique("rows of the table")
}

/// Whether something lies over the window, which has the keys to itself.
fn is_covered(ui: &egui::Ui) -> bool {
    let layer = ui.layer_id();
    ui.memory(|memory| !memory.allows_interaction(layer))
}

/// Whether words were marked on the screen, which egui copies by itself.
fn has_marked_words(ctx: &egui::Context) -> bool {
    ctx.plugin_opt::<LabelSelectionState>().is_some_and(|labels| labels.lock().has_selection())
}

impl Tables {
    /// The heads of the columns and all rows in view.
    pub(super) fn grid(&mut self, ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
        let Some(kept) = self.kept.take() else { return };
        self.keys(ui, &kept, editor, asks);
        let (head, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
        ui.add_space(-ui.spacing().item_spacing.y);
        let body = ui.available_rect_before_wrap();
        self.body = Some(body);
        let columns = self.columns(body.width() - ui.spacing().scroll.bar_width - PAD);
        let width = columns.last().map_or(0.0, |(_, start, width)| start + width);
        ui.painter().rect_filled(body, 0.0, theme::role(ui, Role::Paper));
        let everything = ui.interact(body, rows_id(), Sense::click());
        self.announce(ui, &everything, &kept);
        if everything.clicked() {
            everything.request_focus();
            let nothing = self.choice.choose(std::iter::empty());
            self.select(nothing, asks);
        }
        let mut area = ScrollArea::both().id_salt(("table", self.choice.table)).auto_shrink(false);
        if let Some(at) = self.scroll_to.take() {
            let (top, bottom) = (at as f32 * ROW, (at + 1) as f32 * ROW);
            if top < self.top || self.height < ROW {
                area = area.vertical_scroll_offset(top);
            } else if bottom > self.top + self.height {
                area = area.vertical_scroll_offset(bottom - self.height);
            }
        }
        if let Some(from) = self.scroll_across.take() {
            area = area.horizontal_scroll_offset(from);
        }
        let output = area.show_viewport(ui, |ui, seen| {
            ui.set_min_size(Vec2::new(width, kept.len() as f32 * ROW));
            let origin = ui.max_rect().min;
            let first = (seen.min.y / ROW).max(0.0) as usize;
            let last = ((seen.max.y / ROW).ceil().max(0.0) as usize).min(kept.len());
            for at in first..last {
                let min = origin + Vec2::new(0.0, at as f32 * ROW);
                let rect = Rect::from_min_size(min, Vec2::new(width.max(seen.width()), ROW));
                self.row(ui, &kept, at, rect, &columns, editor, asks);
            }
        });
        let offset = output.state.clamped_offset();
        (self.top, self.height) = (offset.y, output.inner_rect.height());
        if kept.len() == 0 {
            let (one, many) = self.choice.table.nouns();
            let text = if kept.sheet.is_empty() {
                format!("No {many} yet. Each {one} on the map is a row here.")
            } else {
                format!("No {one} fits what is sought.")
            };
            let at = body.min + Vec2::new(PAD, 4.0 * theme::GRID);
            let font = FontId::proportional(theme::BODY);
            ui.painter().text(at, egui::Align2::LEFT_TOP, text, font, theme::quiet(ui));
        }
        self.head(ui, head, offset.x, &columns);
        self.kept = Some(kept);
        let free = ui.memory(|memory| memory.focused().is_none()) && !egui::Popup::is_any_open(ui.ctx());
        if !is_covered(ui) && (std::mem::take(&mut self.wants_keys) || free) {
            ui.memory_mut(|memory| memory.request_focus(rows_id()));
        }
    }

    /// Tells screen readers which row the keys are at.
    fn announce(&mut self, ui: &egui::Ui, rows: &egui::Response, kept: &Kept) {
        let name = self.choice.table.label();
        rows.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Table, true, format!("Rows of {name}")));
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(rows.id, filter));
        if !rows.has_focus() || ui.ctx().accesskit_node_builder(rows.id, |_| ()).is_none() {
            return;
        }
        if let Some(at) = self.cursor_at(kept) {
            let said = format!("{}, row {} of {}", kept.sheet.caption(kept.line(at)), at + 1, kept.len());
            ui.ctx().accesskit_node_builder(rows.id, |node| {
                node.set_value(said);
                node.set_live(accesskit::Live::Polite);
            });
        }
    }

    fn keys(&mut self, ui: &egui::Ui, kept: &Kept, editor: &Editor, asks: &mut Asks) {
        let copies = ui.input(|input| input.events.contains(&Event::Copy));
        if copies && !ui.ctx().text_edit_focused() && !is_covered(ui) && !has_marked_words(ui.ctx()) {
            asks.push(Ask::Table(Wish::Copy));
        }
        if !ui.memory(|memory| memory.has_focus(rows_id())) {
            return;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let turns = [(Key::PageDown, 1), (Key::PageUp, Table::ALL.len() - 1)];
        if let Some((_, by)) = turns.iter().find(|(key, _)| pressed(Modifiers::COMMAND, *key)) {
            let at = (self.choice.table as usize + by) % Table::ALL.len();
            return self.turn_to(Table::ALL[at], ui.ctx());
        }
        if kept.is_empty() {
            return;
        }
        let now = self.cursor_at(kept);
        let page = ((self.height / ROW) as usize).saturating_sub(1).max(1);
        let last = kept.len() - 1;
        let reach = [
            (Key::ArrowDown, now.map_or(0, |at| (at + 1).min(last))),
            (Key::ArrowUp, now.map_or(0, |at| at.saturating_sub(1))),
            (Key::PageDown, (now.unwrap_or(0) + page).min(last)),
            (Key::PageUp, now.unwrap_or(0).saturating_sub(page)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        // Shift and Ctrl first, since egui matches keys with any further modifier.
        let picks = [
            (Modifiers::SHIFT, Pick::Range),
            (Modifiers::COMMAND, Pick::Nothing),
            (Modifiers::NONE, Pick::Only),
        ];
        for (modifiers, pick) in picks {
            if let Some((_, to)) = reach.iter().find(|(key, _)| pressed(modifiers, *key)) {
                return self.go(kept, *to, pick, editor, asks);
            }
        }
        if let Some(at) = now {
            if pressed(Modifiers::NONE, Key::Space) {
                self.go(kept, at, Pick::Toggle, editor, asks);
            } else if pressed(Modifiers::NONE, Key::Enter) {
                asks.push(Ask::Table(Wish::Enter(kept.row(at))));
            }
        }
    }

    /// Has the keys go to a row, and chooses as `pick` says.
    pub(super) fn go(&mut self, kept: &Kept, at: usize, pick: Pick, editor: &Editor, asks: &mut Asks) {
        let changed = self.choice.go(kept, at, pick, &editor.selection);
        self.select(changed, asks);
        self.scroll_to = Some(at);
    }

    #[expect(clippy::too_many_arguments, reason = "a row is all that meets in it")]
    fn row(
        &mut self,
        ui: &mut egui::Ui,
        kept: &Kept,
        at: usize,
        rect: Rect,
        columns: &[(Column, f32, f32)],
        editor: &Editor,
        asks: &mut Asks,
    ) {
        let (row, line) = (kept.row(at), kept.line(at));
        let chosen = self.choice.is_chosen(row, &editor.selection);
        let response = ui.interact(rect, Id::unique(("row of a table", row)), Sense::CLICK);
        let here = self.choice.view().cursor == Some(row) && ui.memory(|memory| memory.has_focus(rows_id()));
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Row, true, chosen, kept.sheet.caption(line))
        });
        let painter = ui.painter();
        if chosen || response.hovered() {
            let hovered = ui.visuals().widgets.inactive.weak_bg_fill;
            painter.rect_filled(rect, 0.0, if chosen { ui.visuals().selection.bg_fill } else { hovered });
        }
        painter.hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            Stroke::new(1.0, theme::tint(ui, Role::QuietInk, 0.12)),
        );
        if here {
            let inside = rect.intersect(ui.clip_rect()).shrink(1.0);
            painter.rect_stroke(
                inside,
                2.0,
                Stroke::new(1.5, theme::role(ui, Role::Accent)),
                egui::StrokeKind::Inside,
            );
        }
        let pointer = response.hover_pos();
        let mut cut = None;
        for (column, start, width) in columns {
            let place = Rect::from_min_size(rect.min + Vec2::new(*start, 0.0), Vec2::new(*width, ROW));
            if ui.is_rect_visible(place) {
                let elided = cell(ui, kept, line, *column, place);
                if elided && pointer.is_some_and(|pointer| place.contains(pointer)) {
                    cut = Some(*column);
                }
            }
        }
        if response.clicked() || response.secondary_clicked() {
            ui.memory_mut(|memory| memory.request_focus(rows_id()));
        }
        // To egui the second of two clicks is a third one soon after a click elsewhere.
        if response.double_clicked() || response.triple_clicked() {
            asks.push(Ask::Table(Wish::Enter(row)));
        } else if response.clicked() {
            let pick = match ui.input(|input| input.modifiers) {
                Modifiers { shift: true, .. } => Pick::Range,
                Modifiers { command: true, .. } => Pick::Toggle,
                _ => Pick::Only,
            };
            self.go(kept, at, pick, editor, asks);
        }
        let by_keys = menus::asked_by_keys(&response, here);
        if (by_keys.is_some() || response.secondary_clicked()) && !chosen {
            self.go(kept, at, Pick::Only, editor, asks);
        }
        menus::context_menu(&response, by_keys, |ui| context(ui, row, editor, asks));
        if let Some(column) = cut {
            response.on_hover_text_at_pointer(kept.sheet.cell(line, column).text());
        }
    }
}

/// What stands in a cell; whether some of it does not fit.
fn cell(ui: &egui::Ui, kept: &Kept, line: usize, column: Column, place: Rect) -> bool {
    let row = kept.sheet.row(line);
    let stance = match (row, column) {
        (Row::Relation(key), Column::Stance) | (Row::Quote(key, _), Column::Relation) => Some(key.stance),
        _ => None,
    };
    let cell = kept.sheet.cell(line, column);
    let none = cell.is_blank() || cell == crate::analysis::tables::Cell::Count(0);
    let colour = if none { theme::quiet(ui) } else { theme::role(ui, Role::Ink) };
    let indent = if stance.is_some() { 20.0 } else { 0.0 };
    let room = place.width() - 2.0 * PAD - indent;
    let text = cell.text();
    // Letters are hardly ever narrower than three points: what is beyond need not be laid out.
    let most = (room.max(0.0) / 3.0) as usize + 1;
    let shown: String = text.chars().take(most).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let long = shown.len() < text.len();
    let words = words(ui, shown, room, theme::BODY, colour);
    let elided = long || words.elided;
    let painter = ui.painter();
    if let Some(stance) = stance {
        theme::stance_sign(ui, egui::pos2(place.left() + PAD + 7.0, place.center().y), stance);
    }
    let x =
        if column.is_number() { place.right() - PAD - words.size().x } else { place.left() + PAD + indent };
    painter.galley(egui::pos2(x, place.center().y - words.size().y / 2.0), words, colour);
    elided
}

/// One line of words, cut where the room ends.
pub(super) fn words(
    ui: &egui::Ui,
    text: String,
    room: f32,
    size: f32,
    colour: egui::Color32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = LayoutJob::simple_singleline(text, FontId::proportional(size), colour);
    job.wrap = TextWrapping::truncate_at_width(room.max(0.0));
    job.halign = Align::LEFT;
    ui.painter().layout_job(job)
}

/// What can be done with the chosen rows, where one of them is clicked.
fn context(ui: &mut egui::Ui, row: Row, editor: &Editor, asks: &mut Asks) {
    let name = match row {
        Row::Actor(_) | Row::Relation(_) => "Show on the canvas",
        Row::Quote(..) => "Read in its article",
        Row::Article(_) => "Read",
    };
    if ui.button(name).clicked() {
        asks.push(Ask::Table(Wish::Enter(row)));
        ui.close();
    }
    ui.separator();
    match row {
        Row::Actor(_) => {
            menus::context(ui, editor, asks);
            bars::of_actors(ui, asks);
        }
        Row::Relation(_) => {
            menus::context(ui, editor, asks);
            ui.separator();
            bars::seldom(ui, asks);
        }
        Row::Quote(..) => {
            bars::of_findings(ui, Table::Quotes, asks);
            ui.separator();
            bars::seldom(ui, asks);
        }
        Row::Article(id) => {
            menus::relations_of(ui, id, editor, asks);
            menus::read_again(ui, id, asks);
        }
    }
}
