//! Above the rows: which table, which rows. Below them: what is done with those that are chosen.

use eframe::egui::containers::menu::{MenuButton, MenuConfig};
use eframe::egui::{self, Button, PopupCloseBehavior, RichText, TextEdit};

use super::{Tables, Wish};
use crate::analysis::tables::Table;
use crate::editor::tables::{Change, Listed};
use crate::editor::{Command, Editor, Selection};
use crate::files::ingest;
use crate::gui::ask::{Ask, Asks};
use crate::gui::panels::{counted, grouped};
use crate::gui::search::Search;
use crate::gui::{colours, menus, theme};
use crate::map::{ActorKind, Modality, Verdict};

/// What stands in a line, or in several where it needs more room than this, in points.
fn line(ui: &mut egui::Ui, room: f32, add: impl FnOnce(&mut egui::Ui)) {
    if ui.available_width() < room {
        ui.horizontal_wrapped(add);
    } else {
        ui.horizontal(add);
    }
}

/// What stands at the right end of a line that does not wrap.
fn at_end(ui: &mut egui::Ui, add: impl FnOnce(&mut egui::Ui)) {
    if ui.layout().main_wrap() {
        add(ui);
    } else {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), add);
    }
}

impl Tables {
    /// The tables by name, each with how many rows it has.
    pub(super) fn tabs(&mut self, ui: &mut egui::Ui, editor: &Editor) {
        let revision = editor.revision();
        if self.sizes.is_none_or(|(of, _)| of != revision) {
            self.sizes = Some((revision, Table::sizes(editor.map())));
        }
        let sizes = self.sizes.map_or([0; 4], |(_, sizes)| sizes);
        line(ui, 500.0, |ui| {
            for (table, size) in Table::ALL.into_iter().zip(sizes) {
                let on = self.choice.table == table;
                let listed = self.kept.as_ref().filter(|kept| on && kept.ground.table == table);
                let listed = listed.map_or(size, Listed::len);
                let count = if on && listed != size {
                    format!("{} of {}", grouped(listed), grouped(size))
                } else {
                    grouped(size)
                };
                let mut text = egui::text::LayoutJob::default();
                let format =
                    |size, colour| egui::TextFormat::simple(egui::FontId::proportional(size), colour);
                let ink = ui.visuals().text_color();
                text.append(table.label(), 0.0, format(theme::BODY, ink));
                text.append(&count, 6.0, format(theme::SMALL, theme::quiet(ui)));
                let tab = ui.selectable_label(on, text);
                let spoken = format!("{} {count}", table.label());
                tab.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, on, &spoken));
                let tab = tab.on_hover_text("Ctrl+PageUp and Ctrl+PageDown turn to the tables beside.");
                if tab.clicked() && !on {
                    self.turn_to(table, ui.ctx());
                }
            }
            at_end(ui, |ui| {
                let close = ui.button("Close");
                if close.on_hover_text("Gives the canvas its room back.  (T)").clicked() {
                    self.toggle();
                }
            });
        });
    }

    /// Shows another table from now on.
    pub(super) fn turn_to(&mut self, table: Table, ctx: &egui::Context) {
        self.choice.table = table;
        self.wants_keys = true;
        // What is selected is looked for in it.
        self.selected = Selection::default();
        ctx.request_repaint();
    }

    /// What is sought, and what is taken out; one line where the table is low.
    pub(super) fn tools(&mut self, ui: &mut egui::Ui, is_low: bool, asks: &mut Asks) {
        let wants_to_find = std::mem::take(&mut self.wants_to_find);
        let chosen = "the chosen rows, or all that are listed";
        line(ui, 560.0, |ui| {
            let view = self.choice.view_mut();
            let width = (ui.available_width() - 440.0).clamp(120.0, 320.0);
            let field = TextEdit::singleline(&mut view.words).hint_text("Filter rows").desired_width(width);
            let field = ui.add(field).on_hover_text("All these words, in any column.  (Ctrl+F)");
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter rows"));
            if wants_to_find {
                field.request_focus();
            }
            let down =
                |input: &mut egui::InputState| input.consume_key(egui::Modifiers::NONE, egui::Key::ArrowDown);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if entered || field.has_focus() && ui.input_mut(down) {
                self.wants_keys = true;
            }
            let mut take_out = |ui: &mut egui::Ui| {
                let save = ui.button("Save as CSV…").on_hover_text(format!("Saves {chosen}."));
                let copy = ui.button("Copy as CSV").on_hover_text(format!("Copies {chosen}.  (Ctrl+C)"));
                asks.extend(save.clicked().then_some(Ask::Table(Wish::Save)));
                asks.extend(copy.clicked().then_some(Ask::Table(Wish::Copy)));
            };
            let only = |ui: &mut egui::Ui, only_shown: &mut bool| {
                ui.checkbox(only_shown, "Only what the map shows")
                    .on_hover_text("Leaves out what is hidden or filtered out on the canvas.");
            };
            if is_low {
                ui.menu_button("Rows", |ui| {
                    only(ui, &mut view.only_shown);
                    take_out(ui);
                });
            } else {
                only(ui, &mut view.only_shown);
                at_end(ui, take_out);
            }
        });
    }

    /// What can be done with the chosen rows; one line where the table is low.
    pub(super) fn changes(&mut self, ui: &mut egui::Ui, editor: &Editor, is_low: bool, asks: &mut Asks) {
        let count = self.choice.count(&editor.selection);
        let (one, many) = self.choice.table.nouns();
        ui.horizontal_wrapped(|ui| {
            let text = match count {
                0 => format!("No {many} chosen"),
                _ => format!("{} chosen", counted(count, one, many)),
            };
            ui.label(RichText::new(text).color(theme::quiet(ui)));
            ui.add_enabled_ui(count > 0, |ui| {
                if is_low {
                    // A click into a field does not close it.
                    let stays = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
                    MenuButton::new("Change").config(stays).ui(ui, |ui| self.acts(ui, editor, asks));
                } else {
                    self.acts(ui, editor, asks);
                }
            });
        });
    }

    fn acts(&mut self, ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
        match self.choice.table {
            Table::Actors => {
                of_actors(ui, asks);
                ui.menu_button("Colour", |ui| {
                    if colours::list(ui, editor, asks) {
                        ui.close();
                    }
                });
                for command in [Command::Pin, Command::Hide] {
                    menus::button(ui, command, editor, asks);
                }
                act(ui, "Delete", "Takes them off the map.", Change::Delete, asks);
            }
            Table::Relations | Table::Quotes => {
                of_findings(ui, self.choice.table, asks);
                ui.menu_button("More", |ui| seldom(ui, asks));
            }
            Table::Articles => self.of_articles(ui, asks),
        }
    }

    fn of_articles(&mut self, ui: &mut egui::Ui, asks: &mut Asks) {
        let mut set =
            |ui: &mut egui::Ui, text: &mut String, name: &str, make: &dyn Fn(&str) -> Option<Change>| {
                let field = ui.add(TextEdit::singleline(text).hint_text(name).desired_width(130.0));
                let label = format!("{name} of the chosen articles");
                field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &label));
                let change = make(text.trim());
                let tip = match (&change, text.trim().is_empty()) {
                    (None, _) => "Write it like 14 Aug 2023 or 2023-08-14.".to_owned(),
                    (_, true) => format!("Clears the {} of the chosen articles.", name.to_lowercase()),
                    _ => format!("Sets it as the {} of the chosen articles.", name.to_lowercase()),
                };
                let button =
                    ui.add_enabled(change.is_some(), Button::new(format!("Set {}", name.to_lowercase())));
                let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
                if button.on_hover_text(&tip).on_disabled_hover_text(&tip).clicked() || entered {
                    asks.extend(change.map(|change| Ask::Table(Wish::Change(change))));
                }
            };
        set(ui, &mut self.source, "Source", &|text| Some(Change::Source(text.to_owned())));
        set(ui, &mut self.date, "Date", &|text| {
            let date = if text.is_empty() { None } else { Some(ingest::day(text)?) };
            Some(Change::Date(date))
        });
        act(ui, "Remove", "Takes them and their quotes off the map.", Change::Delete, asks);
    }
}

/// A change of the chosen rows as a button.
fn act(ui: &mut egui::Ui, name: &str, tip: &str, change: Change, asks: &mut Asks) {
    if ui.button(name).on_hover_text(tip).clicked() {
        asks.push(Ask::Table(Wish::Change(change)));
        ui.close();
    }
}

/// The changes of actors that no command stands for.
pub(super) fn of_actors(ui: &mut egui::Ui, asks: &mut Asks) {
    ui.menu_button("Kind", |ui| {
        for kind in ActorKind::ALL {
            act(ui, kind.label(), "Makes all chosen actors of this kind.", Change::Kind(kind), asks);
        }
    });
    ui.menu_button("Member of", |ui| {
        if ui.button("An actor…").on_hover_text("Puts the chosen actors into a group.").clicked() {
            asks.push(Ask::Search(Search::to_join()));
            ui.close();
        }
        act(ui, "Nothing", "Takes the chosen actors out of their groups.", Change::MemberOf(None), asks);
    });
}

/// The changes of relations, or of quotes, that are seldom wanted.
pub(super) fn seldom(ui: &mut egui::Ui, asks: &mut Asks) {
    let unchecked = Change::Verdict(Verdict::Unreviewed);
    act(ui, "Clear verdict", "Says that nobody has checked them.", unchecked, asks);
    for (modality, name, tip) in [
        (Modality::Asserted, "Mark as asserted", "The quotes say it as a fact."),
        (Modality::Hedged, "Mark as hedged", "The quotes say that it may be so."),
        (Modality::Negated, "Mark as negated", "The quotes say that it is not so."),
    ] {
        act(ui, name, tip, Change::Wording(modality), asks);
    }
}

/// The changes of relations, or of quotes.
pub(super) fn of_findings(ui: &mut egui::Ui, table: Table, asks: &mut Asks) {
    for (name, tip, change) in [
        ("Confirm", "Says that they are right.  (C)", Change::Verdict(Verdict::Confirmed)),
        ("Reject", "Says that they are wrong.  (X)", Change::Verdict(Verdict::Rejected)),
        ("Flip", "Turns backs into opposes, or the reverse.  (F)", Change::Flip),
        ("Reverse", "Swaps source and target.  (R)", Change::Reverse),
    ] {
        act(ui, name, tip, change, asks);
    }
    if table == Table::Relations {
        act(ui, "Delete", "Takes them off the map.  (Del)", Change::Delete, asks);
    }
}
