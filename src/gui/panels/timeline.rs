//! The timeline: quotes by the date of their article, backs above and opposes below the axis.

use std::collections::BTreeMap;

use eframe::egui::{self, Align, Layout, RichText, Sense, TextEdit, Vec2b};
use egui_plot::{Bar, BarChart, GridMark, HLine, Plot, Span};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Panels, day};
use crate::analysis::{Days, Filter};
use crate::editor::Editor;
use crate::files::ingest;
use crate::gui::ask::{Ask, Asks};
use crate::gui::theme;
use crate::map::Stance;
use crate::picture::Role;

/// Days since 1970-01-01.
fn number(date: Date) -> f64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    f64::from((date - epoch).get_days())
}

fn date(number: f64) -> Date {
    let days = (number.round() as i64).clamp(-700_000, 2_900_000);
    jiff::civil::date(1970, 1, 1).saturating_add(days.days())
}

/// Narrows the filter to some days, or to none.
fn narrowed(editor: &Editor, days: Option<Days>) -> Ask {
    Ask::Filter(Filter { days, ..editor.filter().clone() })
}

/// How many days a bar stands for, so that there are at most some hundred bars.
fn bin(first: Date, last: Date) -> i64 {
    let days = (number(last) - number(first)) as i64 + 1;
    [1, 7, 30, 91, 365].into_iter().find(|bin| days / bin <= 120).unwrap_or(3650)
}

pub(crate) fn show(ui: &mut egui::Ui, panels: &mut Panels, editor: &Editor, asks: &mut Asks) {
    let counts = editor.quotes_by_day();
    let ends = counts.keys().next().copied().zip(counts.keys().last().copied());
    ui.horizontal(|ui| {
        ui.label(RichText::new("Timeline").small().color(theme::quiet(ui)));
        if let Some(ends) = ends {
            days(ui, panels, editor, ends, asks);
        }
    });
    let Some((first, last)) = ends else {
        ui.vertical_centered(|ui| {
            ui.add_space(2.0 * theme::GRID);
            let text = "Quotes appear here by the date of their article, once articles with a date are read.";
            ui.label(RichText::new(text).color(theme::quiet(ui)));
        });
        return;
    };
    plot(ui, panels, editor, &counts, (first, last), asks);
}

/// The first and the last day that are shown, to be typed: an end that is left blank is that of the map.
fn days(ui: &mut egui::Ui, panels: &mut Panels, editor: &Editor, ends: (Date, Date), asks: &mut Asks) {
    let chosen = editor.filter().days;
    ui.spacing_mut().interact_size.y = 5.0 * theme::GRID;
    if panels.days_known != chosen {
        // They were chosen otherwise: what is typed is of before.
        (panels.typed_days, panels.days_known) = (Default::default(), chosen);
    }
    let is_wrong = |text: &str| !text.trim().is_empty() && ingest::day(text).is_none();
    let (mut typed, mut wrong, mut has_keys) = (false, None, false);
    for (index, (before, name, end)) in
        [("from", "First day shown", ends.0), ("to", "Last day shown", ends.1)].into_iter().enumerate()
    {
        ui.label(RichText::new(before).small().color(theme::quiet(ui)));
        let says = chosen.map_or_else(String::new, |days| day([days.first(), days.last()][index]));
        let mut text = panels.typed_days[index].clone().unwrap_or(says);
        let field = TextEdit::singleline(&mut text)
            .hint_text(RichText::new(day(end)).small())
            .font(egui::TextStyle::Small)
            .margin(egui::Margin::symmetric(6, 2))
            .desired_width(88.0);
        let response = ui.add(field).on_hover_text(format!("{name}. Blank means that of the map."));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
        if index == 0 && std::mem::take(&mut panels.wants_days) {
            response.request_focus();
        }
        if response.changed() {
            panels.typed_days[index] = Some(text);
        } else if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            panels.typed_days[index] = None;
        } else if response.lost_focus() && panels.typed_days[index].is_some() {
            typed = true;
        }
        has_keys |= response.has_focus();
        let nonsense = panels.typed_days[index].as_ref().filter(|text| is_wrong(text));
        let Some(nonsense) = nonsense else { continue };
        if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            // What is typed next mends it, rather than running commands.
            response.request_focus();
            panels.no_day = Some(nonsense.clone());
        }
        if !response.has_focus() || panels.no_day.as_ref() == Some(nonsense) {
            wrong.get_or_insert_with(|| nonsense.clone());
        }
    }
    if typed {
        // An end that makes no sense waits to be mended; the other counts nevertheless.
        let read = |index: usize, says: Option<Date>, end: Date| match panels.typed_days[index].as_deref() {
            Some(text) if text.trim().is_empty() => end,
            typed => typed.and_then(ingest::day).or(says).unwrap_or(end),
        };
        let first = read(0, chosen.map(Days::first), ends.0);
        let last = read(1, chosen.map(Days::last), ends.1);
        if first <= last {
            for typed in &mut panels.typed_days {
                *typed = typed.take().filter(|text| is_wrong(text));
            }
            let days = Some(Days::between(first, last)).filter(|_| (first, last) != ends);
            panels.days_known = days;
            asks.push(narrowed(editor, days));
        }
    }
    let typed_day = |index: usize| panels.typed_days[index].as_deref().and_then(ingest::day);
    let is_late = |first: Date| first > typed_day(1).or(chosen.map(Days::last)).unwrap_or(ends.1);
    let is_early = |last: Date| last < typed_day(0).or(chosen.map(Days::first)).unwrap_or(ends.0);
    let is_turned = typed_day(0).is_some_and(is_late) || typed_day(1).is_some_and(is_early);
    let wrong = wrong.map(|text| super::no_day(&text));
    let turned = || (is_turned && !has_keys).then(|| "The first day is after the last.".to_owned());
    match wrong.or_else(turned) {
        Some(text) => {
            ui.label(RichText::new(text).small().color(ui.visuals().warn_fg_color));
        }
        None if chosen.is_none() => {
            let text = "or drag over the days that you want to see";
            ui.label(RichText::new(text).small().color(theme::quiet(ui)));
        }
        None => {}
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let show_all = egui::Button::new(RichText::new("Show all days").small()).small();
        let any = chosen.is_some() || panels.typed_days.iter().any(Option::is_some);
        if any && ui.add(show_all).on_hover_text("Shows relations of all days again.").clicked() {
            panels.typed_days = Default::default();
            asks.push(narrowed(editor, None));
        }
    });
}

fn plot(
    ui: &mut egui::Ui,
    panels: &mut Panels,
    editor: &Editor,
    counts: &BTreeMap<Date, [usize; 2]>,
    (first, last): (Date, Date),
    asks: &mut Asks,
) {
    let bin = bin(first, last);
    let start = number(first);
    let mut bins: BTreeMap<i64, [usize; 2]> = BTreeMap::new();
    for (date, [backs, opposes]) in counts {
        let slot = (number(*date) - start) as i64 / bin;
        let sums = bins.entry(slot).or_default();
        sums[0] += backs;
        sums[1] += opposes;
    }
    // A bar can always be seen, however long the time.
    let narrowest = (number(last) - start) / 160.0;
    let bars = |which: usize, sign: f64, fill: egui::Color32| -> Vec<Bar> {
        bins.iter()
            .filter(|(_, sums)| sums[which] > 0)
            .map(|(slot, sums)| {
                let at = start + (*slot as f64 + 0.5) * bin as f64 - 0.5;
                Bar::new(at, sign * sums[which] as f64)
                    .width((bin as f64 * 0.8).max(narrowest))
                    .fill(fill)
                    .stroke(egui::Stroke::NONE)
            })
            .collect()
    };
    let highest = bins.values().flat_map(|sums| sums.iter()).copied().max().unwrap_or(1) as f64;
    // A few days fill the middle of a month, rather than a bar the window.
    let days_shown = number(last) - start;
    let margin = (days_shown * 0.04).max((30.0 - days_shown) / 2.0).max(1.0);
    let (left, right) = (start - margin, number(last) + margin);
    let (backs, opposes) = (theme::stance(ui, Stance::Backs), theme::stance(ui, Stance::Opposes));
    let (line, accent) = (theme::tint(ui, Role::QuietInk, 0.4), theme::role(ui, Role::Accent));
    let whole = |mark: GridMark, _: &std::ops::RangeInclusive<f64>| {
        if mark.value.fract() == 0.0 { format!("{:.0}", mark.value.abs()) } else { String::new() }
    };
    let days = move |mark: GridMark, range: &std::ops::RangeInclusive<f64>| {
        if mark.value.fract() != 0.0 {
            return String::new();
        }
        let format = if range.end() - range.start() > 900.0 { "%b %Y" } else { "%-d %b %Y" };
        date(mark.value).strftime(format).to_string()
    };
    let response = Plot::new("timeline")
        // Days are brushed with the pointer, or typed above; keys that stopped here would do nothing.
        .sense(Sense::CLICK | Sense::DRAG)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_crosshair(false)
        .show_grid(Vec2b::new(false, true))
        .show_background(false)
        .x_axis_formatter(days)
        .y_axis_formatter(whole)
        .label_formatter(|_| None)
        .height(ui.available_height())
        .show(ui, |plot| {
            plot.set_plot_bounds_x(left..=right);
            plot.set_plot_bounds_y(-highest * 1.15..=highest * 1.15);
            let chosen = panels.timeline_drag.and_then(|from| {
                let to = plot.pointer_coordinate()?.x;
                Some((from.min(to), from.max(to)))
            });
            let brushed =
                editor.filter().days.map(|days| (number(days.first()) - 0.5, number(days.last()) + 0.5));
            if let Some((from, to)) = chosen.or(brushed) {
                plot.span(
                    // Its name would be painted over the bars.
                    Span::new("", from..=to).fill(accent.gamma_multiply(0.15)).border_color(accent),
                );
            }
            plot.hline(HLine::new("axis", 0.0).color(line).width(1.0));
            plot.bar_chart(BarChart::new("backs", bars(0, 1.0, backs)).color(backs));
            plot.bar_chart(BarChart::new("opposes", bars(1, -1.0, opposes)).color(opposes));
        });
    let at = |pos: egui::Pos2| response.transform.value_from_position(pos).x;
    if response.response.drag_started_by(egui::PointerButton::Primary) {
        panels.timeline_drag = ui.input(|input| input.pointer.press_origin()).map(at);
    }
    if response.response.drag_stopped() {
        let to = response.response.interact_pointer_pos().map(at);
        if let Some((from, to)) = panels.timeline_drag.take().zip(to) {
            // Whole days: from the one in which the drag began to the one in which it ended.
            asks.push(narrowed(editor, Some(Days::between(date(from), date(to)))));
        }
    }
    if response.response.clicked() {
        asks.push(narrowed(editor, None));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970_and_back() {
        for text in ["1970-01-01", "2019-12-20", "1945-05-08", "2024-02-29"] {
            let day: Date = text.parse().unwrap();
            assert_eq!(date(number(day)), day);
        }
    }

    #[test]
    fn long_times_get_wider_bars() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(bin(day("2019-12-20"), day("2019-12-20")), 1);
        assert_eq!(bin(day("2019-01-01"), day("2020-12-31")), 7);
        assert_eq!(bin(day("1990-01-01"), day("2020-12-31")), 365);
    }
}
