//! The list of filters: each with a tick, and with how many relations it would leave.

use eframe::egui::{self, Align, Button, Checkbox, DragValue, Layout, RichText, ScrollArea};

use super::{Panels, counted, grouped};
use crate::analysis::{Facet, Filter, Value};
use crate::editor::{Command, Editor};
use crate::gui::ask::{Ask, Asks};
use crate::gui::{menus, theme};
use crate::map::{Confidence, Modality, Stance, StanceMap, Verdict, fold_name};
use crate::picture::Role;

/// The height of a line, in points: that of a button.
const LINE: f32 = 7.0 * theme::GRID;

/// So many speakers, sources or articles are listed before one asks for all of them.
const FEW: usize = 8;

/// What the value of a facet is called.
pub(crate) fn name(value: &Value, map: &StanceMap) -> String {
    match value {
        Value::Stance(Stance::Backs) => "Backs".to_owned(),
        Value::Stance(Stance::Opposes) => "Opposes".to_owned(),
        Value::Footing(footing) => footing.label().to_owned(),
        Value::Kind(kind) => kind.label().to_owned(),
        Value::Modality(Modality::Asserted) => "Said as a fact".to_owned(),
        Value::Modality(Modality::Hedged) => "Hedged".to_owned(),
        Value::Modality(Modality::Negated) => "Negated".to_owned(),
        Value::Verdict(Verdict::Unreviewed) => "Unreviewed quotes".to_owned(),
        Value::Verdict(Verdict::Confirmed) => "Confirmed quotes".to_owned(),
        Value::Verdict(Verdict::Rejected) => "Rejected quotes".to_owned(),
        Value::Voice(None) => "Article’s own voice".to_owned(),
        Value::Voice(Some(speaker)) => map.actor_name(*speaker).to_owned(),
        Value::Source(source) if source.is_empty() => "Unknown source".to_owned(),
        Value::Source(source) => source.clone(),
        Value::Article(id) => map.article(*id).map_or_else(String::new, |article| article.title.clone()),
    }
}

/// One line of the list; all are alike high, so that only those in sight are laid out.
enum Line {
    Heading(&'static str),
    /// A value, ticked unless it is left out, or if only it and others ticked are to pass.
    Tick(Value),
    LeastConfidence,
    LeastQuotes,
    LeastSources,
    /// So many more values are there.
    More(Facet, usize),
    Fewer(Facet),
}

/// What stands above the values of a facet.
fn heading(facet: Facet) -> &'static str {
    match facet {
        Facet::Stance => "Stance",
        Facet::Footing => "Rests on",
        Facet::Kind => "Kind of actor",
        Facet::Modality => "How quotes put it",
        Facet::Verdict => "Your verdict on quotes",
        Facet::Voice => "Only in the voice of",
        Facet::Source => "Only from the source",
        Facet::Article => "Only in the article",
    }
}

/// Whether a facet has so many values that those wanted are ticked rather than those unwanted cleared.
fn is_open(facet: Facet) -> bool {
    matches!(facet, Facet::Voice | Facet::Source | Facet::Article)
}

pub(super) fn show(ui: &mut egui::Ui, panels: &mut Panels, editor: &Editor, asks: &mut Asks) {
    let all = editor.map().relations().count();
    let left = all - editor.passing().map_or(0, |passing| passing.relations_out);
    ui.horizontal(|ui| {
        ui.label(format!("{} of {}", grouped(left), counted(all, "relation", "relations")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            menus::button(ui, Command::ClearFilters, editor, asks);
        });
    });
    ui.horizontal(|ui| {
        ui.label(RichText::new("The others are").color(theme::quiet(ui)));
        for (hide, name) in [(false, "Dimmed"), (true, "Hidden")] {
            let on = editor.hide_filtered() == hide;
            let tip = Command::HideFiltered.tooltip();
            if ui.selectable_label(on, name).on_hover_text(tip).clicked() && !on {
                asks.push(Ask::Command(Command::HideFiltered));
            }
        }
    });
    let counts = editor.counts();
    let lines = lines(panels, editor);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, LINE, lines.len(), |ui, range| {
            // Beside the counts is room for the scroll bar.
            let size = egui::vec2(ui.available_width() - 2.5 * theme::GRID, LINE);
            for line in &lines[range] {
                ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_size(size);
                    match line {
                        Line::Tick(value) => {
                            tick(ui, value, counts.get(value).copied().unwrap_or(0), editor, asks);
                        }
                        line => other(ui, line, panels, editor, asks),
                    }
                });
            }
        });
    });
}

fn lines(panels: &Panels, editor: &Editor) -> Vec<Line> {
    let (map, filter) = (editor.map(), editor.filter());
    let wanted = fold_name(&panels.filter);
    let counts = editor.all_counts();
    let named = filter.without.iter().chain(&filter.only).filter(|value| !counts.contains_key(value));
    let mut lines = Vec::new();
    for facet in Facet::ALL {
        if facet == Facet::Voice && wanted.is_empty() {
            lines.extend([
                Line::Heading("At least"),
                Line::LeastConfidence,
                Line::LeastQuotes,
                Line::LeastSources,
            ]);
        }
        let values = counts.keys().chain(named.clone()).filter(|value| value.facet() == facet);
        let fits = |value: &&Value| wanted.is_empty() || fold_name(&name(value, map)).contains(&wanted);
        let mut values: Vec<&Value> = values.filter(fits).collect();
        if values.is_empty() {
            continue;
        }
        lines.push(Line::Heading(heading(facet)));
        if !is_open(facet) {
            lines.extend(values.into_iter().cloned().map(Line::Tick));
            continue;
        }
        // Those with most relations first, whatever the filter is: nothing moves under the pointer.
        values.sort_by_key(|value| std::cmp::Reverse(counts.get(value).copied().unwrap_or(0)));
        let (many, unfolded) = (values.len(), panels.unfolded.contains(&facet));
        let shown =
            |(index, value): &(usize, &Value)| unfolded || *index < FEW || filter.only.contains(*value);
        let before = lines.len();
        lines
            .extend(values.into_iter().enumerate().filter(shown).map(|(_, value)| Line::Tick(value.clone())));
        let rest = many - (lines.len() - before);
        if rest > 0 {
            lines.push(Line::More(facet, rest));
        } else if unfolded && many > FEW {
            lines.push(Line::Fewer(facet));
        }
    }
    lines
}

/// A value, with how many relations it would leave at the right.
fn tick(ui: &mut egui::Ui, value: &Value, count: usize, editor: &Editor, asks: &mut Asks) {
    let filter = editor.filter();
    let name = name(value, editor.map());
    let mut on =
        if is_open(value.facet()) { filter.only.contains(value) } else { !filter.without.contains(value) };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.label(RichText::new(grouped(count)).size(theme::SMALL).color(theme::quiet(ui)));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            // An empty box is to be seen, too.
            let line = egui::Stroke::new(1.0, theme::tint(ui, Role::QuietInk, 0.7));
            ui.visuals_mut().widgets.inactive.bg_stroke = line;
            let response = ui.add(Checkbox::new(&mut on, &name));
            let said = format!("{name}, {}", counted(count, "relation", "relations"));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, &said));
            if response.on_hover_text(&name).changed() {
                let mut filter = filter.clone();
                if is_open(value.facet()) {
                    filter.toggle_only(value.clone());
                } else {
                    filter.toggle_without(value.clone());
                }
                asks.push(Ask::Filter(filter));
            }
        });
    });
}

fn other(ui: &mut egui::Ui, line: &Line, panels: &mut Panels, editor: &Editor, asks: &mut Asks) {
    let filter = editor.filter();
    match line {
        Line::Heading(text) => {
            // Nearer to what it is over than to what is over it.
            ui.with_layout(Layout::bottom_up(Align::LEFT), |ui| {
                ui.label(RichText::new(*text).size(theme::SMALL).color(theme::quiet(ui)));
            });
        }
        Line::LeastConfidence => {
            let percent = f64::from(filter.least_confidence.get()) * 100.0;
            if let Some(percent) = least(ui, "Confidence", percent, 100.0, " %") {
                let least_confidence = Confidence::clamped(percent as f32 / 100.0);
                asks.push(Ask::Filter(Filter { least_confidence, ..filter.clone() }));
            }
        }
        Line::LeastQuotes => {
            if let Some(least) = least(ui, "Quotes", filter.least_quotes as f64, 9_999.0, "") {
                asks.push(Ask::Filter(Filter { least_quotes: least as usize, ..filter.clone() }));
            }
        }
        Line::LeastSources => {
            if let Some(least) = least(ui, "Independent sources", filter.least_sources as f64, 9_999.0, "") {
                asks.push(Ask::Filter(Filter { least_sources: least as usize, ..filter.clone() }));
            }
        }
        Line::More(facet, rest) => {
            if ui.add(Button::new(format!("{} more", grouped(*rest))).small()).clicked() {
                panels.unfolded.insert(*facet);
            }
        }
        Line::Fewer(facet) => {
            if ui.add(Button::new("Fewer").small()).clicked() {
                panels.unfolded.remove(facet);
            }
        }
        Line::Tick(_) => {}
    }
}

/// A whole number to be dragged or typed; what it was changed to.
fn least(ui: &mut egui::Ui, name: &str, value: f64, most: f64, unit: &str) -> Option<f64> {
    let mut new = value;
    let label = ui.label(name);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        // Low enough not to touch the field below.
        ui.spacing_mut().interact_size.y = LINE - theme::GRID;
        ui.spacing_mut().button_padding.y = 0.5 * theme::GRID;
        let field = DragValue::new(&mut new).range(0.0..=most).max_decimals(0).suffix(unit).speed(0.1);
        ui.add(field).labelled_by(label.id).on_hover_text("Drag, or click to type.");
    });
    (new.round() != value.round()).then(|| new.round())
}
