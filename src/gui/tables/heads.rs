//! The heads of the columns, by which rows are sorted and columns made wider.

use eframe::egui::{self, EventFilter, Id, Key, Modifiers, Rect, Sense, Stroke, Vec2, accesskit};

use super::Tables;
use super::grid::{PAD, ROW, words};
use crate::analysis::tables::Column;
use crate::gui::theme;
use crate::picture::Role;

/// The narrowest that columns get, in points.
const NARROWEST: f32 = 40.0;

/// How wide a column is unless that is set by hand, in points, and which share it has of what is left of the room.
fn usual_width(column: Column) -> (f32, f32) {
    match column {
        Column::Quote | Column::Title => (300.0, 3.0),
        Column::Relation => (220.0, 1.0),
        Column::Name | Column::Source | Column::Target | Column::Article => (150.0, 1.0),
        Column::Aliases => (150.0, 2.0),
        Column::Note => (110.0, 1.0),
        Column::MemberOf | Column::Voice | Column::Publisher => (120.0, 0.5),
        Column::Byline => (110.0, 0.5),
        Column::Kind | Column::Verdict | Column::Stance => (104.0, 0.0),
        Column::Confidence | Column::OpposedBy => (108.0, 0.0),
        Column::BackedBy
        | Column::Opposes
        | Column::Wording
        | Column::Date
        | Column::First
        | Column::Last => (96.0, 0.0),
        Column::Language => (90.0, 0.0),
        Column::Backs | Column::Quotes | Column::Sources | Column::Length => (80.0, 0.0),
    }
}

impl Tables {
    /// The columns with where they begin and how wide they are, from 0 on.
    pub(super) fn columns(&self, room: f32) -> Vec<(Column, f32, f32)> {
        let table = self.choice.table;
        let set = |column: Column| self.widths.get(&(table, column)).copied();
        let columns = || table.columns().iter().copied();
        let least: f32 = columns().map(|column| set(column).unwrap_or(usual_width(column).0)).sum();
        let shares: f32 =
            columns().filter(|column| set(*column).is_none()).map(|column| usual_width(column).1).sum();
        let left = (room - least).max(0.0) / shares.max(1.0);
        let mut at = 0.0;
        let wide = |column: Column| {
            let (usual, share) = usual_width(column);
            let width = set(column).unwrap_or((usual + share * left).floor());
            let start = at;
            at += width;
            (column, start, width)
        };
        columns().map(wide).collect()
    }

    /// The heads of the columns: a click sorts, a drag of their edges makes them wider.
    pub(super) fn head(
        &mut self,
        ui: &mut egui::Ui,
        head: Rect,
        scrolled: f32,
        columns: &[(Column, f32, f32)],
    ) {
        let table = self.choice.table;
        let sort = self.choice.view().sort;
        let ui = &mut ui.new_child(egui::UiBuilder::new().max_rect(head));
        ui.set_clip_rect(head.intersect(ui.clip_rect()));
        let painter = ui.painter().clone();
        painter.rect_filled(head, 0.0, theme::tint(ui, Role::QuietInk, 0.08));
        let line = Stroke::new(1.0, theme::tint(ui, Role::QuietInk, 0.35));
        painter.hline(head.x_range(), head.bottom() - 0.5, line);
        for (column, start, width) in columns {
            let min = head.min + Vec2::new(start - scrolled, 0.0);
            let place = Rect::from_min_size(min, Vec2::new(*width, ROW));
            let sorted = sort.filter(|sort| sort.column == *column).map(|sort| sort.descending);
            let response = ui.interact(place, Id::unique(("head", table, *column)), Sense::click());
            let way = if sorted == Some(false) { "descending" } else { "ascending" };
            let name = format!("Sort by {}, {way}", column.label().to_lowercase());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ColumnHeader, true, &name));
            if let Some(descending) = sorted {
                let to = if descending {
                    accesskit::SortDirection::Descending
                } else {
                    accesskit::SortDirection::Ascending
                };
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_sort_direction(to));
            }
            if response.gained_focus() && !head.contains_rect(place) {
                // What the keys come to comes into sight.
                self.scroll_across = Some(*start);
                ui.ctx().request_repaint();
            }
            if response.hovered() || response.has_focus() {
                painter.rect_filled(place.shrink(1.0), 4.0, theme::tint(ui, Role::QuietInk, 0.2));
            }
            let colour = if sorted.is_some() { theme::role(ui, Role::Ink) } else { theme::quiet(ui) };
            let room = place.width() - 2.0 * PAD - if sorted.is_some() { 12.0 } else { 0.0 };
            let words = words(ui, column.label().to_owned(), room, theme::SMALL, colour);
            let y = place.center().y - words.size().y / 2.0;
            let left = place.left() + PAD;
            let x = if column.is_number() { place.right() - PAD - words.size().x } else { left };
            if let Some(descending) = sorted {
                let arrow = if column.is_number() { x - 10.0 } else { x + words.size().x + 10.0 };
                let middle = egui::pos2(arrow, place.center().y);
                let way = if descending { 1.0 } else { -1.0 };
                let points =
                    [(-4.0, -2.5), (4.0, -2.5), (0.0, 2.5)].map(|(x, y)| middle + Vec2::new(x, y * way));
                painter.add(egui::Shape::convex_polygon(points.to_vec(), colour, Stroke::NONE));
            }
            painter.galley(egui::pos2(x, y), words, colour);
            if response.on_hover_text(&name).clicked() {
                self.choice.sort_by(*column);
                // Whoever clicks goes on with the rows; whoever came by keys may want to sort the other way.
                self.wants_keys = ui.input(|input| input.pointer.any_click());
                ui.ctx().request_repaint();
            }
            let edge = Rect::from_x_y_ranges(place.right() - 4.0..=place.right() + 2.0, head.y_range());
            self.edge(ui, edge, *column, *width);
        }
    }

    /// The edge of a column, by which it is made wider; with the focus, by the arrows.
    fn edge(&mut self, ui: &mut egui::Ui, edge: Rect, column: Column, width: f32) {
        let table = self.choice.table;
        let id = Id::unique(("edge", table, column));
        let response = ui.interact(edge, id, Sense::drag()).on_hover_cursor(egui::CursorIcon::ResizeColumn);
        let name = format!("Width of {}", column.label().to_lowercase());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Splitter, true, &name));
        let lit = response.hovered() || response.dragged() || response.has_focus();
        let colour = if lit { theme::role(ui, Role::Accent) } else { theme::tint(ui, Role::QuietInk, 0.25) };
        let x = edge.right() - 2.5;
        ui.painter().vline(x, edge.y_range().shrink(5.0), Stroke::new(if lit { 2.0 } else { 1.0 }, colour));
        let mut by = response.drag_delta().x;
        if response.has_focus() {
            let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            let pressed =
                |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) as f32;
            by += 2.0 * theme::GRID * (pressed(Key::ArrowRight) - pressed(Key::ArrowLeft));
        }
        if by != 0.0 {
            self.widths.insert((table, column), (width + by).max(NARROWEST));
            ui.ctx().request_repaint();
        }
    }
}
