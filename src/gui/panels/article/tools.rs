//! What leads through an article, and what can be made of words that were chosen in it.

use eframe::egui::{self, Align, Button, Key, RichText, Stroke, TextEdit, Vec2};

use super::{Reader, find_id};
use crate::editor::{Command, Editor, Selection};
use crate::gui::ask::{Ask, Asks};
use crate::gui::cite::Chosen;
use crate::gui::panels::{Shown, counted, shortened, voice};
use crate::gui::search::Search;
use crate::gui::{menus, theme};
use crate::map::{RelationKey, Stance};
use crate::picture::Role;

/// Two buttons that lead up and down, each with its name and its tooltip; which was clicked, down as `true`.
fn up_and_down(ui: &mut egui::Ui, enabled: bool, [up, down]: [(&str, String); 2]) -> Option<bool> {
    let mut clicked = None;
    for ((name, tip), forwards) in [(up, false), (down, true)] {
        let response = ui.add_enabled(enabled, Button::new("").min_size(Vec2::splat(7.0 * theme::GRID)));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, name));
        // Drawn, since not every font has such signs.
        let (middle, high) = (response.rect.center(), if forwards { 2.5 } else { -2.5 });
        let ink = if enabled { theme::role(ui, Role::Ink) } else { ui.visuals().weak_text_color() };
        let points = [(-5.0, -high), (0.0, high), (5.0, -high)].map(|(x, y)| middle + Vec2::new(x, y));
        ui.painter().add(egui::Shape::line(points.to_vec(), Stroke::new(1.5, ink)));
        if response.on_hover_text(&tip).on_disabled_hover_text(tip).clicked() {
            clicked = Some(forwards);
        }
    }
    clicked
}

/// What leads from quote to quote.
pub(super) fn quotes_bar(ui: &mut egui::Ui, reader: &Reader, shown: &Shown, asks: &mut Asks) {
    let Some(kept) = &reader.kept else { return };
    let (up, down) = (Command::PreviousQuote, Command::NextQuote);
    let count = kept.marks.quotes.len();
    let names = [up, down].map(|command| (command.label(), menus::explanation(command)));
    if let Some(forwards) = up_and_down(ui, count > 0, names) {
        asks.push(Ask::Command(if forwards { down } else { up }));
    }
    let at = kept.marks.quotes.iter().position(|quoted| shown.quote == Some(quoted.id));
    let text = match at {
        Some(at) => format!("Quote {} of {count}", at + 1),
        None if count == 0 => "No quotes".to_owned(),
        None => counted(count, "quote", "quotes"),
    };
    ui.label(RichText::new(text).small().color(theme::quiet(ui)));
}

/// The field of what is sought in the text and, once something is, what leads from hit to hit.
pub(super) fn find_bar(ui: &mut egui::Ui, reader: &mut Reader) {
    ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
        if !reader.sought.trim().is_empty() {
            let count = reader.kept.as_ref().map_or(0, |kept| kept.hits.len());
            // From right to left, and read so that the buttons stand as they do for quotes.
            ui.allocate_ui_with_layout(
                Vec2::new(16.0 * theme::GRID, 7.0 * theme::GRID),
                egui::Layout::left_to_right(Align::Center),
                |ui| {
                    let names = [
                        ("Previous match", "Goes to the previous match.  (Shift+Enter)".to_owned()),
                        ("Next match", "Goes to the next match.  (Enter)".to_owned()),
                    ];
                    if let Some(forwards) = up_and_down(ui, count > 0, names) {
                        reader.go(forwards);
                    }
                },
            );
            let text = match reader.found {
                _ if count == 0 => "Not found".to_owned(),
                Some(at) => format!("{} of {count}", at + 1),
                None => counted(count, "match", "matches"),
            };
            ui.label(RichText::new(text).small().color(theme::quiet(ui)));
        }
        let field = TextEdit::singleline(&mut reader.sought)
            .id(find_id())
            .hint_text("Find in the text")
            .desired_width(ui.available_width().min(200.0));
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find in the text"));
        if std::mem::take(&mut reader.wants_to_find) {
            response.request_focus();
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            reader.go(!ui.input(|input| input.modifiers.shift));
            response.request_focus();
        }
    });
}

/// What can be made of the words that were chosen.
pub(super) fn chosen_bar(ui: &mut egui::Ui, chosen: Chosen, editor: &Editor, asks: &mut Asks) {
    let map = editor.map();
    let words = shortened(chosen.words(map), 60);
    ui.label(RichText::new(format!("“{words}”")).small().color(theme::quiet(ui)));
    ui.horizontal_wrapped(|ui| {
        if chosen.speaker.is_none() {
            let own = RichText::new("In the article’s own voice.").small();
            ui.label(own.color(theme::quiet(ui)));
        }
        match voice::choose(ui, chosen.speaker, map, "the words", "") {
            Some(voice::Wish::Name) => asks.push(Ask::Search(Search::for_speaker(chosen))),
            Some(voice::Wish::Own) => asks.push(Ask::Report(Chosen { speaker: None, ..chosen })),
            None => {}
        }
    });
    ui.horizontal_wrapped(|ui| {
        let mut offer = |ui: &mut egui::Ui, label: &str, tip: &str, ask: &dyn Fn() -> Ask| {
            if ui.button(label).on_hover_text(tip).clicked() {
                asks.push(ask());
            }
        };
        offer(ui, "Make an actor…", "Adds an actor of this name.", &|| {
            Ask::AddActorCalled(chosen.name(map))
        });
        offer(ui, "Another name of…", "Makes these words a name of an actor that you name.", &|| {
            Ask::Search(Search::to_call(chosen))
        });
        for (stance, label) in
            [(Stance::Backs, "Shows that X backs Y…"), (Stance::Opposes, "Shows that X opposes Y…")]
        {
            let tip = "Takes the sentence as evidence for a relation between two actors that you name.";
            offer(ui, label, tip, &|| Ask::Search(Search::to_cite(chosen, stance)));
        }
        let Selection { actors, relations } = &editor.selection;
        let mut ends = actors.iter();
        if let (Some(one), Some(other), None, true) =
            (ends.next(), ends.next(), ends.next(), relations.is_empty())
        {
            for (source, target) in [(*one, *other), (*other, *one)] {
                for stance in Stance::ALL {
                    let names = [source, target].map(|id| shortened(map.actor_name(id), 24));
                    let label = format!("{} {} {}", names[0], stance.word(), names[1]);
                    let tip = "Takes the sentence as evidence for this relation of the two selected actors.";
                    offer(ui, &label, tip, &|| Ask::Cite(chosen, RelationKey::new(source, target, stance)));
                }
            }
        }
    });
}
