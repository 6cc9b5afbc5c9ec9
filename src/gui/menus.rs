//! The menu bar, and commands as buttons and menu items.

use std::path::PathBuf;

use eframe::egui::{self, Atom, Button, Checkbox, Popup, RichText, ScrollArea, SetOpenCommand};

use super::ask::{Ask, Asks};
use super::panels::Panels;
use super::theme;
use super::{colours, keys};
use crate::editor::{Command, Editor, Selection};
use crate::map::ArticleId;

/// The relations that quote an article, in its menu.
pub(crate) fn relations_of(ui: &mut egui::Ui, article: ArticleId, editor: &Editor, asks: &mut Asks) {
    let quoted = editor.quotes_by_article().contains_key(&article);
    let tip = "Selects every relation that has a quote from it.";
    if ui.add_enabled(quoted, Button::new("Select its relations")).on_hover_text(tip).clicked() {
        let quoting = editor.map().relations().filter(|(_, relation)| {
            let mut items = relation.supporting();
            items.any(|item| item.article == article)
        });
        let relations = quoting.map(|(key, _)| key).collect();
        asks.push(Ask::Reveal(Selection { relations, ..Selection::default() }));
        ui.close();
    }
}

/// Reads an article once more, as an item of a menu or as a button.
pub(crate) fn read_again(ui: &mut egui::Ui, article: ArticleId, asks: &mut Asks) {
    let tip = "Reads the text once more, with the names and the day that are known by now. What you have decided stays.";
    if ui.button("Read again").on_hover_text(tip).clicked() {
        asks.push(Ask::ReadAgain(article));
        ui.close();
    }
}

/// What the menus show besides commands.
pub(crate) struct MenuState<'a> {
    pub(crate) panels: &'a Panels,
    pub(crate) tables: bool,
    pub(crate) legend: bool,
    pub(crate) recent: &'a [PathBuf],
    pub(crate) samples: &'a [&'static str],
}

/// What a command does and which keys stand for it.
pub(crate) fn explanation(command: Command) -> String {
    match command.shortcut() {
        Some(keys) => format!("{}  ({keys})", command.tooltip()),
        None => command.tooltip().to_owned(),
    }
}

/// Says that where a pointer rests on it.
pub(crate) fn explained(response: egui::Response, command: Command) -> egui::Response {
    let text = explanation(command);
    response.on_hover_text(text.clone()).on_disabled_hover_text(text)
}

/// A command as an item of a menu.
pub(crate) fn item(ui: &mut egui::Ui, command: Command, editor: &Editor, asks: &mut Asks) {
    let keys = command.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
    let button = Button::new(command.label_in(editor)).shortcut_text(RichText::new(keys).small());
    if explained(ui.add_enabled(command.enabled(editor), button), command).clicked() {
        asks.push(Ask::Command(command));
        ui.close();
    }
}

fn items(ui: &mut egui::Ui, commands: &[Command], editor: &Editor, asks: &mut Asks) {
    for command in commands {
        item(ui, *command, editor, asks);
    }
}

/// What can be done with what is selected, and otherwise with the map as a whole.
fn of_selection(selection: &Selection) -> &'static [Command] {
    if selection.actors.is_empty() && !selection.relations.is_empty() {
        &[Command::Confirm, Command::Reject, Command::Flip, Command::Reverse, Command::Delete]
    } else if !selection.is_empty() {
        &[
            Command::Rename,
            Command::Connect,
            Command::Merge,
            Command::MergeInto,
            Command::Split,
            Command::SelectNeighbours,
            Command::FitSelection,
            Command::Pin,
            Command::RollUp,
            Command::Hide,
            Command::Isolate,
            Command::AccordingTo,
            Command::Remember,
            Command::Delete,
        ]
    } else {
        &[
            Command::Undo,
            Command::Redo,
            Command::SelectAll,
            Command::ShowHidden,
            Command::ClearFilters,
            Command::Fit,
            Command::LayOut,
        ]
    }
}

/// The items of a context menu: what can be done with what is selected, as far as it can be done now.
pub(crate) fn context(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
    // As wide as its longest line, rather than broken into two.
    ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
    for command in of_selection(&editor.selection) {
        if command.enabled(editor) {
            item(ui, *command, editor, asks);
        }
    }
    if !editor.selection.actors.is_empty() {
        ui.menu_button("Colour", |ui| {
            if colours::list(ui, editor, asks) {
                ui.close();
            }
        });
    }
}

/// A context menu for what stands for `these`: it selects them unless they are selected already.
pub(crate) fn context_of(response: &egui::Response, these: Selection, editor: &Editor, asks: &mut Asks) {
    let Selection { actors, relations } = &editor.selection;
    let by_keys = asked_by_keys(response, response.has_focus());
    if (by_keys.is_some() || response.secondary_clicked())
        && !(these.actors.is_subset(actors) && these.relations.is_subset(relations))
    {
        asks.push(Ask::Reveal(these));
    }
    context_menu(response, by_keys, |ui| context(ui, editor, asks));
}

/// Where the menu of something opens if it has the keys and they ask for it in this frame.
pub(crate) fn asked_by_keys(response: &egui::Response, has_keys: bool) -> Option<egui::Pos2> {
    (has_keys && keys::opens_menu(&response.ctx)).then(|| response.rect.left_bottom())
}

/// A context menu that a right click opens at the pointer, and keys at a place.
pub(crate) fn context_menu(
    response: &egui::Response,
    by_keys_at: Option<egui::Pos2>,
    items: impl FnOnce(&mut egui::Ui),
) {
    let ctx = &response.ctx;
    let id = response.id.with("where its menu is");
    if by_keys_at.is_some() || response.secondary_clicked() {
        ctx.data_mut(|data| data.insert_temp(id, by_keys_at));
    }
    let mut menu = Popup::context_menu(response);
    if by_keys_at.is_some() {
        menu = menu.open_memory(Some(SetOpenCommand::Bool(true)));
    }
    if let Some(at) = ctx.data(|data| data.get_temp::<Option<egui::Pos2>>(id)).flatten() {
        menu = menu.at_position(at);
    }
    menu.show(items);
}

/// A command as an item that can be on or off.
fn switch(ui: &mut egui::Ui, command: Command, mut on: bool, asks: &mut Asks) {
    let keys = command.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
    let label = (command.label(), Atom::grow(), RichText::new(keys).small());
    if explained(ui.add(Checkbox::new(&mut on, label)), command).clicked() {
        asks.push(Ask::Command(command));
        ui.close();
    }
}

/// A command as a button.
pub(crate) fn button(ui: &mut egui::Ui, command: Command, editor: &Editor, asks: &mut Asks) {
    let button = Button::new(command.label_in(editor));
    if explained(ui.add_enabled(command.enabled(editor), button), command).clicked() {
        asks.push(Ask::Command(command));
    }
}

/// Whether the window is light or dark.
fn light_or_dark(ui: &mut egui::Ui, asks: &mut Asks) {
    let chosen = ui.ctx().options(|options| options.theme_preference);
    for (preference, command) in [
        (egui::ThemePreference::System, Command::SystemTheme),
        (egui::ThemePreference::Light, Command::LightTheme),
        (egui::ThemePreference::Dark, Command::DarkTheme),
    ] {
        let button = Button::selectable(chosen == preference, command.label());
        if explained(ui.add(button), command).clicked() {
            asks.push(Ask::Command(command));
        }
    }
}

/// A menu of the bar; where it is higher than the window, it scrolls.
fn menu(ui: &mut egui::Ui, name: &str, items: impl FnOnce(&mut egui::Ui)) {
    let room = ui.ctx().content_rect().height() - 14.0 * theme::GRID;
    ui.menu_button(name, |ui| {
        ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, items)
    });
}

/// The menu bar.
pub(crate) fn bar(ui: &mut egui::Ui, editor: &Editor, state: &MenuState<'_>, asks: &mut Asks) {
    egui::MenuBar::new().ui(ui, |ui| {
        menu(ui, "File", |ui| {
            items(ui, &[Command::NewMap, Command::OpenMap], editor, asks);
            ui.add_enabled_ui(!state.recent.is_empty(), |ui| {
                ui.menu_button("Open recent", |ui| {
                    for path in state.recent {
                        let name = super::panels::file_name(path);
                        if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                            asks.push(Ask::Load(vec![path.clone()]));
                            ui.close();
                        }
                    }
                });
            });
            ui.menu_button("Open sample map", |ui| {
                for (index, name) in state.samples.iter().enumerate() {
                    if ui.button(*name).clicked() {
                        asks.push(Ask::OpenSample(index));
                        ui.close();
                    }
                }
            });
            items(ui, &[Command::Recover], editor, asks);
            ui.separator();
            items(ui, &[Command::AddArticles, Command::PasteText, Command::TypePath], editor, asks);
            ui.separator();
            items(ui, &[Command::Save, Command::SaveAs], editor, asks);
            ui.menu_button("Export", |ui| {
                items(
                    ui,
                    &[Command::ExportSvg, Command::ExportPng, Command::ExportCsv, Command::ExportJson],
                    editor,
                    asks,
                );
            });
            ui.separator();
            items(ui, &[Command::Quit], editor, asks);
        });
        menu(ui, "Edit", |ui| {
            items(ui, &[Command::Undo, Command::Redo], editor, asks);
            ui.separator();
            items(
                ui,
                &[
                    Command::AddActor,
                    Command::Rename,
                    Command::Colour,
                    Command::Merge,
                    Command::MergeInto,
                    Command::Split,
                    Command::Connect,
                ],
                editor,
                asks,
            );
            ui.separator();
            items(ui, &[Command::Flip, Command::Reverse, Command::Delete], editor, asks);
            ui.separator();
            items(ui, &[Command::SelectAll, Command::SelectNeighbours, Command::Walk], editor, asks);
            ui.separator();
            items(ui, &[Command::Find, Command::FindInArticle], editor, asks);
            ui.menu_button("Dictionary", |ui| {
                items(ui, &[Command::Dictionary, Command::Remember, Command::RememberAll], editor, asks);
            });
        });
        menu(ui, "View", |ui| {
            for (command, on) in [
                (Command::ToggleLists, state.panels.lists),
                (Command::ToggleInspector, state.panels.inspector),
                (Command::ToggleTimeline, state.panels.timeline),
                (Command::Tables, state.tables),
                (Command::ShowUnconnected, editor.show_unconnected()),
                (Command::SizeByRelations, !editor.even_sizes),
                (Command::Lasso, editor.lasso),
            ] {
                switch(ui, command, on, asks);
            }
            ui.separator();
            items(ui, &[Command::Hide, Command::Isolate, Command::ShowHidden], editor, asks);
            ui.separator();
            ui.menu_button("Filtering", |ui| {
                items(ui, &[Command::Filter, Command::FilterDays, Command::AccordingTo], editor, asks);
                ui.separator();
                switch(ui, Command::HideFiltered, editor.hide_filtered(), asks);
                items(ui, &[Command::ClearFilters], editor, asks);
            });
            ui.menu_button("Zoom", |ui| {
                items(
                    ui,
                    &[
                        Command::Fit,
                        Command::FitSelection,
                        Command::ActualSize,
                        Command::ZoomIn,
                        Command::ZoomOut,
                    ],
                    editor,
                    asks,
                );
            });
            ui.menu_button("Appearance", |ui| {
                items(ui, &[Command::LargerText, Command::SmallerText], editor, asks);
                ui.separator();
                switch(ui, Command::Legend, state.legend, asks);
                ui.separator();
                light_or_dark(ui, asks);
            });
        });
        menu(ui, "Arrange", |ui| {
            items(
                ui,
                &[Command::LayOut, Command::LayOutTwoCamps, Command::LayOutRadial, Command::LayOutLayered],
                editor,
                asks,
            );
            ui.separator();
            items(ui, &[Command::RemoveOverlaps, Command::Pin], editor, asks);
            ui.separator();
            items(ui, &[Command::RollUp, Command::RollUpAll, Command::UnrollAll], editor, asks);
            ui.separator();
            ui.menu_button("Align", |ui| {
                items(ui, &[Command::AlignLeft, Command::AlignCentre, Command::AlignRight], editor, asks);
                ui.separator();
                items(ui, &[Command::AlignTop, Command::AlignMiddle, Command::AlignBottom], editor, asks);
                ui.separator();
                items(ui, &[Command::DistributeAcross, Command::DistributeDown], editor, asks);
            });
        });
        menu(ui, "Review", |ui| {
            items(
                ui,
                &[Command::Review, Command::Confirm, Command::Reject, Command::Disagreements],
                editor,
                asks,
            );
            ui.separator();
            items(ui, &[Command::ReadAllAgain], editor, asks);
            ui.separator();
            items(ui, &[Command::NextQuote, Command::PreviousQuote, Command::ArticleInFull], editor, asks);
        });
        menu(ui, "Help", |ui| {
            items(ui, &[Command::Palette, Command::Shortcuts, Command::About], editor, asks)
        });
    });
}
