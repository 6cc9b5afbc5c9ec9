//! What an empty map shows: what the program is for, and how to begin.

use std::path::PathBuf;

use eframe::egui::{self, Align2, Button, Frame, Label, Margin, RichText, ScrollArea, Sense, Vec2};

use crate::editor::{Command, Editor};
use crate::files::Sample;
use crate::gui::ask::{Ask, Asks};
use crate::gui::{menus, theme};
use crate::picture::Role;

const WIDTH: f32 = 640.0;

pub(crate) fn show(
    ui: &mut egui::Ui,
    editor: &Editor,
    recent: &[PathBuf],
    samples: &[Sample],
    asks: &mut Asks,
) {
    let paper = theme::role(ui, Role::Paper);
    ui.painter().rect_filled(ui.max_rect(), 0.0, paper);
    let space = ((ui.available_height() - 460.0) / 2.0).max(24.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.add_space(space);
        ui.vertical_centered(|ui| {
            ui.set_max_width(WIDTH.min(ui.available_width() - 48.0));
            ui.label(RichText::new("Who backs whom?").size(32.0));
            ui.add_space(theme::GRID);
            let text = "Open news articles. Stance Map reads them on this computer, finds the actors and who backs or \
                        opposes whom, and draws the map with a quote behind every line.";
            ui.add(Label::new(RichText::new(text).size(15.0).color(theme::quiet(ui))).wrap());
            ui.add_space(5.0 * theme::GRID);
            begin(ui, editor, asks);
            ui.add_space(2.0 * theme::GRID);
            ui.label(RichText::new("or drop files on this window").small().color(theme::quiet(ui)));
            ui.add_space(7.0 * theme::GRID);
            if !samples.is_empty() {
                ui.label(RichText::new("Sample maps").small().color(theme::quiet(ui)));
                ui.add_space(theme::GRID);
                for (index, sample) in samples.iter().enumerate() {
                    if line(ui, sample.name, sample.about).clicked() {
                        asks.push(Ask::OpenSample(index));
                    }
                }
            }
            if !recent.is_empty() {
                ui.add_space(4.0 * theme::GRID);
                ui.label(RichText::new("Recent maps").small().color(theme::quiet(ui)));
                ui.add_space(theme::GRID);
                for path in recent.iter().take(5) {
                    let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
                    let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
                    let response = line(ui, &name, &folder);
                    let by_keys = menus::asked_by_keys(&response, response.has_focus());
                    menus::context_menu(&response, by_keys, |ui| {
                        if ui.button("Forget").on_hover_text("Takes the map off this list; the file stays.").clicked() {
                            asks.push(Ask::ForgetRecent(path.clone()));
                            ui.close();
                        }
                    });
                    if response.clicked() {
                        asks.push(Ask::Load(vec![path.clone()]));
                    }
                }
            }
            ui.add_space(8.0 * theme::GRID);
        });
    });
}

fn begin(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
    let accent = theme::role(ui, Role::Accent);
    let on_accent = theme::role(ui, Role::OnNode);
    let first = Button::new(RichText::new("Add articles…").size(16.0).color(on_accent))
        .fill(accent)
        .min_size(Vec2::new(180.0, 40.0));
    if ui.add(first).on_hover_text(Command::AddArticles.tooltip()).clicked() {
        asks.push(Ask::Command(Command::AddArticles));
    }
    ui.add_space(2.0 * theme::GRID);
    // Centred by hand: a horizontal layout does not know its width before it is laid out.
    let id = ui.scope_id().with("begin width");
    let width = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(330.0);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width, 28.0), Sense::hover());
    let inner = ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        ui.horizontal(|ui| {
            for command in [Command::PasteText, Command::OpenMap, Command::TypePath] {
                menus::button(ui, command, editor, asks);
            }
        })
        .response
        .rect
        .width()
    });
    let now = inner.inner;
    if (now - width).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, now));
        ui.ctx().request_discard("centre the buttons");
    }
}

fn line(ui: &mut egui::Ui, name: &str, about: &str) -> egui::Response {
    let width = ui.available_width().min(WIDTH);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, 48.0), Sense::click());
    let shown = response.hovered() || response.has_focus();
    let fill = theme::tint(ui, Role::QuietInk, if shown { 0.16 } else { 0.06 });
    ui.painter().rect_filled(rect, 8.0, fill);
    let ink = theme::role(ui, Role::Ink);
    let left = rect.min + Vec2::new(14.0, 6.0);
    ui.painter().text(left, Align2::LEFT_TOP, name, egui::FontId::proportional(theme::BODY), ink);
    let quiet = theme::quiet(ui);
    let mut job = egui::text::LayoutJob::simple_singleline(
        about.to_owned(),
        egui::FontId::proportional(theme::SMALL),
        quiet,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 28.0);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(rect.min + Vec2::new(14.0, 26.0), galley, quiet);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// What is shown over everything while files are dragged over the window.
pub(crate) fn drop_hint(ctx: &egui::Context, files: usize) {
    let area = egui::Area::new(egui::Id::unique("drop hint"))
        .anchor(Align2::CENTER_CENTER, Vec2::ZERO)
        .order(egui::Order::Foreground)
        .interactable(false);
    area.show(ctx, |ui| {
        Frame::popup(ui.style()).inner_margin(Margin::same(24)).show(ui, |ui| {
            let what = if files == 1 { "this file".to_owned() } else { format!("these {files} files") };
            ui.label(RichText::new(format!("Drop to read {what}")).size(theme::LARGE));
        });
    });
}
