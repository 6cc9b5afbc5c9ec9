//! Signs beside the lines of an article for the relations that are quoted from them.

use eframe::egui::{self, Galley, Pos2, Rect, Vec2};

use super::Kept;
use crate::editor::{Editor, Selection};
use crate::gui::ask::{Ask, Asks};
use crate::gui::panels::Shown;
use crate::gui::{menus, theme};
use crate::picture::Role;

/// The side of a sign, in points.
const SIGN: f32 = 18.0;

/// So many signs stand side by side.
const SIGNS: usize = 3;

/// The width of the margin, in points.
pub(super) const WIDTH: f32 = SIGNS as f32 * SIGN + theme::GRID;

/// The text as it is laid out on the screen.
pub(super) struct Lines<'a> {
    pub(super) galley: &'a Galley,
    pub(super) at: Pos2,
}

impl Lines<'_> {
    /// The lines on which these characters stand, which rise.
    pub(super) fn of(&self, characters: impl Iterator<Item = usize>) -> Vec<Rect> {
        let mut rows = self.galley.rows.iter().peekable();
        let mut end = rows.peek().map_or(0, |row| row.char_count_including_newline().0);
        let mut found = Vec::new();
        for character in characters {
            while character >= end
                && let Some(row) = {
                    rows.next();
                    rows.peek()
                }
            {
                end += row.char_count_including_newline().0;
            }
            let Some(row) = rows.peek() else { break };
            found.push(row.rect().translate(self.at.to_vec2()));
        }
        found
    }
}

/// The signs of the relations at the lines in which their quotes begin.
pub(super) fn show(
    ui: &mut egui::Ui,
    editor: &Editor,
    kept: &Kept,
    shown: &mut Shown,
    lines: &Lines<'_>,
    asks: &mut Asks,
) {
    let left = lines.at.x + lines.galley.job.wrap.max_width + theme::GRID;
    let mut free = [f32::NEG_INFINITY; SIGNS];
    let rows = lines.of(kept.characters.iter().copied());
    for (index, (quoted, row)) in kept.marks.quotes.iter().zip(rows).enumerate() {
        // Beside the line if there is room, and else below what stands there.
        let column = (0..SIGNS).find(|column| free[*column] <= row.center().y - SIGN / 2.0 + 1.0);
        let lowest = (0..SIGNS).min_by(|one, other| free[*one].total_cmp(&free[*other])).unwrap_or(0);
        let column = column.unwrap_or(lowest);
        let top = free[column].max(row.center().y - SIGN / 2.0);
        free[column] = top + SIGN;
        let rect = Rect::from_min_size(Pos2::new(left + column as f32 * SIGN, top), Vec2::splat(SIGN));
        if !ui.is_rect_visible(rect) {
            continue;
        }
        let map = editor.map();
        let key = quoted.key;
        let name = format!(
            "Quote: {} {} {}",
            map.actor_name(key.source),
            key.stance.word(),
            map.actor_name(key.target)
        );
        let response = ui.interact(rect, ui.scope_id().with(("sign", index)), egui::Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        let marked = shown.quote == Some(quoted.id) || editor.selection.relations.contains(&key);
        if marked || response.hovered() || response.has_focus() {
            let fill =
                if marked { ui.visuals().selection.bg_fill } else { theme::tint(ui, Role::QuietInk, 0.25) };
            ui.painter().circle_filled(rect.center(), SIGN / 2.0, fill);
        }
        theme::stance_sign(ui, rect.center(), key.stance);
        if response.clicked() {
            shown.quote = Some(quoted.id);
            asks.push(Ask::Reveal(Selection::of_relation(key)));
        }
        menus::context_of(&response, Selection::of_relation(key), editor, asks);
        response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(&name[7..]);
    }
}
