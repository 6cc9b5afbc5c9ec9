//! The line at the foot of the window: what the map holds, and what is being done.

use std::time::Duration;

use eframe::egui::{self, Align, Layout, RichText};

use super::{counted, grouped};
use crate::editor::{Command, Editor, Totals};
use crate::gui::ask::{Ask, Asks};
use crate::gui::theme;

/// What a job tells about itself.
pub(crate) struct Work {
    pub(crate) text: String,
    /// Within 0..=1.
    pub(crate) share: f32,
    pub(crate) left: Option<Duration>,
    /// What takes all of it back, if anything can.
    pub(crate) cancel: Option<Ask>,
    /// What ends it and keeps what it has reached, if anything can.
    pub(crate) stop: Option<Ask>,
}

pub(crate) fn show(
    ui: &mut egui::Ui,
    editor: &Editor,
    zoom: Option<f32>,
    work: Option<&Work>,
    asks: &mut Asks,
) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(kept_summary(ui, editor)).small());
        if editor.is_dirty() {
            ui.label(RichText::new("not saved").small().color(theme::quiet(ui)))
                .on_hover_text("There are changes that are not in the file yet.");
        }
        let unconnected = editor.totals().unconnected;
        if unconnected > 0 && !editor.show_unconnected() {
            let text = format!("{} without relations, show", counted(unconnected, "actor", "actors"));
            let tip = Command::ShowUnconnected.tooltip();
            if ui.link(RichText::new(text).small()).on_hover_text(tip).clicked() {
                asks.push(Ask::Command(Command::ShowUnconnected));
            }
        }
        let hidden = editor.hidden().actors().len();
        if hidden > 0 {
            let text = format!("{} hidden, show all", counted(hidden, "actor", "actors"));
            let tip = Command::ShowHidden.tooltip();
            if ui.link(RichText::new(text).small()).on_hover_text(tip).clicked() {
                asks.push(Ask::Command(Command::ShowHidden));
            }
        }
        if let Some(text) = filtered_out(editor) {
            let tip = Command::ClearFilters.tooltip();
            if ui.link(RichText::new(text).small()).on_hover_text(tip).clicked() {
                asks.push(Ask::Command(Command::ClearFilters));
            }
        }
        let inside = editor.map().rolled().pairs().len();
        if inside > 0 {
            let text = format!("{} rolled up, unroll all", counted(inside, "actor", "actors"));
            let tip = Command::UnrollAll.tooltip();
            if ui.link(RichText::new(text).small()).on_hover_text(tip).clicked() {
                asks.push(Ask::Command(Command::UnrollAll));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(zoom) = zoom {
                ui.label(RichText::new(format!("{zoom:.0} %")).small().color(theme::quiet(ui)))
                    .on_hover_text("How large the map is shown.");
            }
            if let Some(work) = work {
                for (name, tip, ask) in [
                    ("Cancel", "Stops; the map stays as it is.", &work.cancel),
                    ("Stop", "Stops; what is reached so far is kept.", &work.stop),
                ] {
                    if let Some(ask) = ask
                        && ui.small_button(name).on_hover_text(tip).clicked()
                    {
                        asks.push(ask.clone());
                    }
                }
                let left =
                    work.left.filter(|left| left.as_secs() >= 2).map(|left| format!(", {} left", span(left)));
                ui.label(RichText::new(format!("{}{}", work.text, left.unwrap_or_default())).small());
                theme::working(ui, work.share);
            }
        });
    });
}

fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 90 { format!("{seconds} s") } else { format!("{} min", (seconds + 30) / 60) }
}

/// The summary, counted anew only when the map has changed.
fn kept_summary(ui: &egui::Ui, editor: &Editor) -> String {
    let id = egui::Id::unique("summary");
    let now = editor.revision();
    let kept = ui.data(|data| data.get_temp::<(u64, String)>(id));
    match kept {
        Some((then, text)) if then == now => text,
        _ => {
            let text = summary(editor);
            ui.data_mut(|data| data.insert_temp(id, (now, text.clone())));
            text
        }
    }
}

/// How much the filter leaves out; `None` without one.
fn filtered_out(editor: &Editor) -> Option<String> {
    let passing = editor.passing()?;
    let out = [(passing.actors_out, "actor", "actors"), (passing.relations_out, "relation", "relations")];
    let out = out.into_iter().filter(|(number, _, _)| *number > 0);
    let out: Vec<String> = out.map(|(number, one, many)| counted(number, one, many)).collect();
    let what = if out.is_empty() { "nothing".to_owned() } else { out.join(", ") };
    let how = if editor.hide_filtered() { "filtered out" } else { "dimmed" };
    Some(format!("{what} {how}, clear filters"))
}

fn summary(editor: &Editor) -> String {
    let map = editor.map();
    let Totals { relations, quotes, open_findings: open, unconnected: _ } = editor.totals();
    let actors = counted(map.actors().count(), "actor", "actors");
    let relations = counted(relations, "relation", "relations");
    let quotes_text = counted(quotes, "quote", "quotes");
    let mut text = format!("{actors} · {relations} · {quotes_text}");
    if open > 0 {
        text.push_str(&format!(", {} unreviewed", grouped(open)));
    }
    text
}
