//! The lists on the left: articles, actors, relations.

use std::sync::Arc;

use eframe::egui::{self, Label, RichText, ScrollArea, Sense, TextEdit, Vec2};

use super::{List, Panels, counted, filters};
use crate::editor::{Command, Editor, Selection};
use crate::gui::ask::{Ask, Asks};
use crate::gui::{menus, theme};
use crate::map::{ActorId, ArticleId, RelationKey, fold_name};

/// The height of a row, in points.
const ROW: f32 = 44.0;

/// What stands in a list, for a state of the map and what is typed above the list.
#[derive(Debug, Clone)]
pub(crate) struct Listed<T>(Option<(u64, String, Arc<[T]>)>);

/// What stands in the lists, computed anew only once it changes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    articles: Listed<ArticleId>,
    actors: Listed<ActorId>,
    relations: Listed<RelationKey>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Listed<T> {
    fn of(&mut self, editor: &Editor, filter: &str, make: impl FnOnce() -> Vec<T>) -> Arc<[T]> {
        match &self.0 {
            Some((revision, typed, rows)) if *revision == editor.revision() && typed == filter => {
                Arc::clone(rows)
            }
            _ => {
                let rows: Arc<[T]> = make().into();
                self.0 = Some((editor.revision(), filter.to_owned(), Arc::clone(&rows)));
                rows
            }
        }
    }
}

pub(crate) fn show(ui: &mut egui::Ui, panels: &mut Panels, editor: &Editor, asks: &mut Asks) {
    let map = editor.map();
    ui.horizontal(|ui| {
        for (list, name, tip) in [
            (List::Articles, "Articles", "The texts that the map rests on."),
            (List::Actors, "Actors", "Who takes sides."),
            (List::Relations, "Relations", "Who backs or opposes whom."),
            (List::Filters, "Filters", "What of the map is to be seen."),
        ] {
            if ui.selectable_label(panels.list == list, name).on_hover_text(tip).clicked() {
                panels.list = list;
                panels.filter.clear();
            }
        }
    });
    let hint = match panels.list {
        List::Filters => "Find a speaker, source or article",
        List::Articles | List::Actors | List::Relations => "Filter this list",
    };
    let filter = TextEdit::singleline(&mut panels.filter).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(filter);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
    if std::mem::take(&mut panels.wants_focus) {
        response.request_focus();
    }
    let wanted = fold_name(&panels.filter);
    let passes = |text: &str| wanted.is_empty() || fold_name(text).contains(&wanted);
    match panels.list {
        List::Articles => {
            let all = panels.rows.articles.of(editor, &panels.filter, || {
                let passing =
                    map.articles().filter(|(_, article)| passes(&article.title) || passes(&article.source));
                passing.map(|(id, _)| id).collect()
            });
            let quotes = editor.quotes_by_article();
            let room = ui.available_height() - 40.0;
            rows(
                ui,
                room,
                all.len(),
                "No articles yet. Add text or web page files, or drop them on the window.",
                |ui, i| {
                    article_row(ui, all[i], quotes.get(&all[i]).copied().unwrap_or(0), panels, editor, asks);
                },
            );
            menus::button(ui, Command::AddArticles, editor, asks);
        }
        List::Actors => {
            let degrees = editor.degrees();
            let degree = |id: &ActorId| degrees.get(id).copied().unwrap_or(0);
            let all = panels.rows.actors.of(editor, &panels.filter, || {
                let passing = map.actors().filter(|(_, actor)| {
                    actor.names().any(passes) || actor.descriptions.iter().any(|name| passes(name))
                });
                let mut all: Vec<ActorId> = passing.map(|(id, _)| id).collect();
                all.sort_by_cached_key(|id| (usize::MAX - degree(id), fold_name(map.actor_name(*id))));
                all
            });
            let room = ui.available_height() - 40.0;
            rows(
                ui,
                room,
                all.len(),
                "No actors yet. They appear when articles are read, or when you add them.",
                |ui, i| {
                    actor_row(ui, all[i], degree(&all[i]), editor, asks);
                },
            );
            menus::button(ui, Command::AddActor, editor, asks);
        }
        List::Relations => {
            let all = panels.rows.relations.of(editor, &panels.filter, || {
                let keys = map.relations().map(|(key, _)| key);
                keys.filter(|key| passes(map.actor_name(key.source)) || passes(map.actor_name(key.target)))
                    .collect()
            });
            let room = ui.available_height();
            let empty = "No relations yet. They appear when articles are read, or when you drag from the rim of one actor to another.";
            rows(ui, room, all.len(), empty, |ui, i| relation_row(ui, all[i], editor, asks));
        }
        List::Filters => filters::show(ui, panels, editor, asks),
    }
}

fn rows(
    ui: &mut egui::Ui,
    height: f32,
    count: usize,
    empty: &str,
    mut row: impl FnMut(&mut egui::Ui, usize),
) {
    if count == 0 {
        ui.allocate_ui(Vec2::new(ui.available_width(), height.max(60.0)), |ui| {
            ui.add_space(3.0 * theme::GRID);
            ui.add(Label::new(RichText::new(empty).color(theme::quiet(ui))).wrap());
            ui.allocate_space(ui.available_size());
        });
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ScrollArea::vertical().max_height(height.max(60.0)).auto_shrink(false).show_rows(
            ui,
            ROW,
            count,
            |ui, range| {
                for index in range {
                    row(ui, index);
                }
            },
        );
    });
}

/// A row with a line of text, a quieter one below it, and room for a sign on its left.
fn row(ui: &mut egui::Ui, selected: bool, sign: bool, title: &str, note: &str) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    let visuals = ui.style().interact_selectable(&response, selected);
    if selected || response.hovered() || response.has_focus() {
        let fill = if selected { ui.visuals().selection.bg_fill } else { visuals.weak_bg_fill };
        ui.painter().rect_filled(rect, 6.0, fill);
    }
    let left = if sign { 28.0 } else { 8.0 };
    let width = rect.width() - left - 8.0;
    for (text, size, colour, y) in [
        (title, theme::BODY, theme::role(ui, crate::picture::Role::Ink), 6.0),
        (note, theme::SMALL, theme::quiet(ui), 24.0),
    ] {
        let mut job = egui::text::LayoutJob::simple_singleline(
            text.to_owned(),
            egui::FontId::proportional(size),
            colour,
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(rect.min + Vec2::new(left, y), galley, colour);
    }
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, selected, title));
    response
}

fn article_row(
    ui: &mut egui::Ui,
    id: ArticleId,
    quotes: usize,
    panels: &Panels,
    editor: &Editor,
    asks: &mut Asks,
) {
    let Some(article) = editor.map().article(id) else { return };
    let date = article.date.map(super::day).unwrap_or_else(|| "no date".to_owned());
    let note = [article.source.clone(), date, counted(quotes, "quote", "quotes")];
    let note = note.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let selected = panels.article.is_some_and(|shown| shown.article == id);
    let response = row(ui, selected, false, &article.title, &note);
    let response = response.on_hover_text(super::with_note(&article.title, &article.note));
    if response.clicked() {
        asks.push(Ask::ShowArticle(id, None));
    }
    menus::context_menu(&response, menus::asked_by_keys(&response, response.has_focus()), |ui| {
        if ui.button("Read").clicked() {
            asks.push(Ask::ShowArticle(id, None));
            ui.close();
        }
        menus::relations_of(ui, id, editor, asks);
        menus::read_again(ui, id, asks);
        if ui.button("Remove").on_hover_text("Takes the article and its quotes off the map.").clicked() {
            asks.push(Ask::Edit(crate::map::Edit::RemoveArticle(id)));
            ui.close();
        }
    });
}

fn actor_row(ui: &mut egui::Ui, id: ActorId, degree: usize, editor: &Editor, asks: &mut Asks) {
    let Some(actor) = editor.map().actor(id) else { return };
    let note = format!("{} · {}", actor.kind.label(), counted(degree, "relation", "relations"));
    let selected = editor.selection.actors.contains(&id);
    let response = row(ui, selected, false, &actor.name, &note);
    if response.clicked() {
        let extend = ui.input(|input| input.modifiers.command || input.modifiers.shift);
        let mut selection = if extend { editor.selection.clone() } else { Selection::default() };
        selection.toggle_actor(id);
        asks.push(Ask::Reveal(selection));
    }
    menus::context_of(&response, Selection::of_actor(id), editor, asks);
}

fn relation_row(ui: &mut egui::Ui, key: RelationKey, editor: &Editor, asks: &mut Asks) {
    let map = editor.map();
    let Some(relation) = map.relation(key) else { return };
    let quotes = counted(relation.supporting().count(), "quote", "quotes");
    let state = relation.footing().label().to_lowercase();
    let (source, target) = (map.actor_name(key.source), map.actor_name(key.target));
    let stance = format!("{} {target}", key.stance.word());
    let selected = editor.selection.relations.contains(&key);
    let response = row(ui, selected, true, source, &stance);
    let caption = format!("{source} {stance}");
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, selected, &caption));
    let response = response.on_hover_text(format!("{caption}\n{quotes} · {state}"));
    let sign = egui::pos2(response.rect.left() + 15.0, response.rect.center().y);
    theme::stance_sign(ui, sign, key.stance);
    if response.clicked() {
        asks.push(Ask::Reveal(Selection::of_relation(key)));
    }
    menus::context_of(&response, Selection::of_relation(key), editor, asks);
}
