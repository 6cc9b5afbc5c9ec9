//! What can be done on the upper edge of the canvas, and what it says where it shows nothing.

use eframe::egui::{self, Pos2, Rect, Vec2};

use super::{Canvas, chips};
use crate::editor::{Command, Editor};
use crate::gui::ask::{Ask, Asks};
use crate::gui::{menus, theme};
use crate::picture::Role;

impl Canvas {
    /// Whether the legend is shown.
    pub(crate) fn has_legend(&self) -> bool {
        self.viewport.is_some_and(|viewport| self.shows_legend(viewport))
    }

    /// Shows the legend, or hides it.
    pub(crate) fn toggle_legend(&mut self) {
        self.legend = Some(!self.has_legend());
    }

    /// The canvas below its tools; `None` before it was first drawn.
    pub(crate) fn below_tools(&self) -> Option<Rect> {
        let tools = self.tools?;
        self.viewport.map(|viewport| Rect { min: Pos2::new(viewport.min.x, tools.max.y), ..viewport })
    }

    /// The upper edge of the canvas: how a drag on it selects, whether the legend is shown, and what is filtered out.
    pub(super) fn tools(&mut self, ui: &mut egui::Ui, viewport: Rect, editor: &Editor, asks: &mut Asks) {
        let corner =
            Rect::from_min_size(viewport.min + Vec2::splat(10.0), Vec2::new(viewport.width() - 20.0, 28.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(corner), |ui| {
            let ground = theme::role(ui, Role::Paper);
            let tools = egui::Frame::NONE.fill(ground).corner_radius(8).inner_margin(4);
            let tools = tools.show(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    let lasso = Command::Lasso;
                    for (on, name, tip) in [
                        (
                            !editor.lasso,
                            "Box",
                            "Drags on the empty canvas select what lies within a box.  (L)",
                        ),
                        (
                            editor.lasso,
                            "Lasso",
                            "Drags on the empty canvas select what lies within a line.  (L)",
                        ),
                    ] {
                        let button =
                            egui::Button::selectable(on, egui::RichText::new(name).size(theme::SMALL));
                        if ui.add(button).on_hover_text(tip).clicked() && !on {
                            asks.push(Ask::Command(lasso));
                        }
                    }
                    let shown = self.shows_legend(viewport);
                    let command = Command::Legend;
                    let legend =
                        egui::Button::selectable(shown, egui::RichText::new("Legend").size(theme::SMALL));
                    if ui.add(legend).on_hover_text(command.tooltip()).clicked() {
                        asks.push(Ask::Command(command));
                    }
                    ui.add_space(2.0 * theme::GRID);
                    chips::show(ui, editor, asks);
                });
            });
            self.tools = Some(tools.response.rect);
        });
    }
}

/// Says that nothing is drawn though there are articles, and why.
pub(crate) fn empty_note(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
    let viewport = ui.max_rect();
    if !editor.hidden().actors().is_empty() || !editor.filter().is_empty() {
        let note = Rect::from_center_size(viewport.center(), Vec2::new(380.0, 100.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(note), |ui| {
            ui.vertical_centered(|ui| {
                ui.label(egui::RichText::new("All actors are hidden or filtered out").size(theme::LARGE));
                ui.add_space(theme::GRID);
                for command in [Command::ShowHidden, Command::ClearFilters] {
                    if command.enabled(editor) {
                        menus::button(ui, command, editor, asks);
                    }
                }
            });
        });
        return;
    }
    let note = Rect::from_center_size(viewport.center(), Vec2::new(380.0, 140.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(note), |ui| {
        ui.vertical_centered(|ui| {
            ui.label(egui::RichText::new("No stances were found yet").size(theme::LARGE));
            ui.label(
                egui::RichText::new(
                    "The articles name nobody who backs or opposes anybody, as far as the reader can tell. \
                     Add actors by hand, then drag from the rim of one to another.",
                )
                .color(theme::quiet(ui)),
            );
            ui.add_space(theme::GRID);
            menus::button(ui, Command::AddActor, editor, asks);
        });
    });
}
