//! One article in full: what is known of it, its text with all that is marked in it, and what can be made of its words.

mod choice;
mod details;
mod margin;
mod place;
mod text;
mod tools;

use eframe::egui::{self, Align, Id, Key, Panel, RichText, ScrollArea, TextEdit, text::LayoutJob};

use super::{Shown, note};
use crate::analysis::Marks;
use crate::editor::{Command, Editor, Noted, Selection, find};
use crate::gui::ask::{Ask, Asks};
use crate::gui::cite::Chosen;
use crate::gui::{menus, theme};
use crate::map::{Article, ArticleId, Span};
use margin::Lines;
use place::Place;

pub(crate) use details::Detail;

/// The widest that lines get, in points: longer ones are hard to read.
const LINE: f32 = 640.0;

/// How articles are being read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reader {
    /// Whether the article takes the room of the canvas.
    pub(crate) in_full: bool,
    /// Whether the field of what is sought is to get the focus.
    pub(crate) wants_to_find: bool,
    sought: String,
    /// Which of the words found one has gone to, and whether they are yet to be scrolled to.
    found: Option<usize>,
    goes_to_found: bool,
    chosen: Option<Chosen>,
    /// Whether the hand is still at it: what can be made of the words waits, lest the text moved under the pointer.
    is_choosing: bool,
    /// Which words were brought into sight, and how high the room was in which they are.
    in_sight: Option<(Span, f32)>,
    place: Place,
    /// What was selected on the canvas when the article was last drawn.
    selected: Selection,
    kept: Option<Kept>,
    laid: Option<(Ground, LayoutJob)>,
}

/// What is computed once for each article and state of the map.
#[derive(Debug, Clone)]
struct Kept {
    article: ArticleId,
    revision: u64,
    sought: String,
    marks: Marks,
    /// For each quote of the marks, how many characters come before it.
    characters: Vec<usize>,
    hits: Vec<Span>,
}

/// What the looks of a text depend on, besides what is kept.
#[derive(Debug, Clone, PartialEq)]
struct Ground {
    dark: bool,
    shown: Shown,
    selected: Selection,
    found: Option<usize>,
    chosen: Option<Span>,
}

fn text_id() -> Id {
    Id::unique("text of the article")
}

fn find_id() -> Id {
    Id::unique("find in the article")
}

/// Whether the text has the focus, into which nothing can be typed.
pub(crate) fn is_read(ctx: &egui::Context) -> bool {
    ctx.memory(|memory| memory.has_focus(text_id()))
}

/// Whether the article has the keys.
pub(crate) fn has_keys(ctx: &egui::Context) -> bool {
    ctx.memory(|memory| memory.has_focus(text_id()) || memory.has_focus(find_id()))
}

/// The quote after the one that is shown, or before it; round and round.
pub(crate) fn neighbour(marks: &Marks, shown: &Shown, forwards: bool) -> Option<usize> {
    let count = marks.quotes.len();
    let at = marks.quotes.iter().position(|quoted| shown.quote == Some(quoted.id));
    match (at, forwards) {
        _ if count == 0 => None,
        (Some(at), true) => Some((at + 1) % count),
        (Some(at), false) => Some((at + count - 1) % count),
        (None, true) => Some(0),
        (None, false) => Some(count - 1),
    }
}

impl Reader {
    /// Brings what is kept up to date.
    fn keep(&mut self, editor: &Editor, id: ArticleId, article: &Article) {
        let fresh = |kept: &Kept| {
            (kept.article, kept.revision) == (id, editor.revision()) && kept.sought == self.sought
        };
        if self.kept.as_ref().is_some_and(fresh) {
            return;
        }
        let kept = self.kept.take();
        if kept.as_ref().is_none_or(|kept| kept.article != id || kept.sought != self.sought) {
            self.found = None;
        }
        let marks = Marks::of(editor.map(), id);
        let starts = marks.quotes.iter().map(|quoted| quoted.quote.start);
        let characters = text::characters_before(article.text(), starts);
        let hits = find::within(article.text(), &self.sought);
        let (revision, sought) = (editor.revision(), self.sought.clone());
        self.kept = Some(Kept { article: id, revision, sought, marks, characters, hits });
        self.laid = None;
    }

    /// Forgets what was read in another map, whose articles have the same numbers; how articles are shown stays.
    pub(crate) fn reset(&mut self) {
        *self = Self { in_full: self.in_full, ..Self::default() };
    }

    /// Takes what is chosen as somebody's claim.
    pub(crate) fn take_as_claim(&mut self, claim: Chosen) {
        let same = |chosen: &Chosen| (chosen.article, chosen.span) == (claim.article, claim.span);
        if self.chosen.as_ref().is_some_and(same) {
            self.chosen = Some(claim);
        }
    }

    /// Goes to the next or the previous of the words found.
    fn go(&mut self, forwards: bool) {
        let count = self.kept.as_ref().map_or(0, |kept| kept.hits.len());
        if count > 0 {
            self.found = Some(match (self.found, forwards) {
                (Some(at), true) => (at + 1) % count,
                (Some(at), false) => (at + count - 1) % count,
                (None, true) => 0,
                (None, false) => count - 1,
            });
            self.goes_to_found = true;
        }
    }
}

pub(crate) fn show(
    ui: &mut egui::Ui,
    editor: &Editor,
    shown: &mut Shown,
    reader: &mut Reader,
    asks: &mut Asks,
) {
    let id = shown.article;
    let Some(article) = editor.map().article(id) else {
        asks.push(Ask::HideArticle);
        return;
    };
    if reader.chosen.is_some_and(|chosen| chosen.article != id) {
        reader.chosen = None;
    }
    reader.keep(editor, id, article);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Article").color(theme::quiet(ui)));
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Close").on_hover_text("Hides the article.  (Esc)").clicked() {
                asks.push(Ask::HideArticle);
            }
            let full = ui.selectable_label(reader.in_full, "Full view");
            if menus::explained(full, Command::ArticleInFull).clicked() {
                asks.push(Ask::Command(Command::ArticleInFull));
            }
            menus::read_again(ui, id, asks);
        });
    });
    ui.horizontal(|ui| {
        tools::quotes_bar(ui, reader, shown, asks);
        tools::find_bar(ui, reader);
    });
    // What was typed just now counts at once.
    reader.keep(editor, id, article);
    if let Some(chosen) = reader.chosen.filter(|_| !reader.is_choosing) {
        let frame = egui::Frame::NONE.inner_margin(egui::Margin { top: 8, ..Default::default() });
        Panel::bottom("chosen").frame(frame).resizable(false).show(ui, |ui| {
            tools::chosen_bar(ui, chosen, editor, asks);
        });
    }
    ui.add_space(theme::GRID);
    let from_the_beginning = reader.place.enter(id, ui.scope_id());
    let mut area = ScrollArea::vertical().id_salt(("article", id)).auto_shrink(false);
    if from_the_beginning {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show(ui, |ui| {
        details::show(ui, editor, id);
        note::field(ui, editor, Noted::Article(id), "Note on the article");
        ui.add_space(2.0 * theme::GRID);
        read(ui, editor, article, shown, reader, asks);
        ui.add_space(8.0 * theme::GRID);
    });
}

/// The text, with signs of the relations in the margin.
fn read(
    ui: &mut egui::Ui,
    editor: &Editor,
    article: &Article,
    shown: &mut Shown,
    reader: &mut Reader,
    asks: &mut Asks,
) {
    let Some(kept) = reader.kept.take() else { return };
    let content = article.text();
    let has_focus = ui.memory(|memory| memory.has_focus(text_id()));
    let ground = Ground {
        dark: ui.visuals().dark_mode,
        shown: Shown { scroll: false, ..*shown },
        selected: editor.selection.clone(),
        found: reader.found,
        // While it has the focus, the text shows itself what is chosen.
        chosen: reader.chosen.filter(|_| !has_focus).map(|chosen| chosen.span),
    };
    if reader.laid.as_ref().is_none_or(|(laid, _)| *laid != ground) {
        let besides = text::Besides {
            sought: &kept.hits,
            found: reader.found.and_then(|at| kept.hits.get(at)).copied(),
            chosen: ground.chosen,
        };
        let job = text::job(ui, editor, article, &kept.marks, shown, &besides);
        reader.laid = Some((ground, job));
    }
    let job = reader.laid.as_ref().map(|(_, job)| job.clone()).unwrap_or_default();
    // Laid out by egui, which keeps the outcome for as long as neither the marks nor the width change.
    let mut layouter = |ui: &egui::Ui, _: &dyn egui::TextBuffer, width: f32| {
        let mut job = job.clone();
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let width = (ui.available_width() - margin::WIDTH).min(LINE);
    let mut buffer = content;
    let output = TextEdit::multiline(&mut buffer)
        .id(text_id())
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::ZERO)
        .desired_width(width)
        .layouter(&mut layouter)
        .show(ui);
    let response = &output.response;
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Text of the article")
    });

    choice::take(ui, reader, shown.article, content, has_focus, &output);
    let pointed = response.interact_pointer_pos().filter(|_| response.clicked());
    let entered = (has_focus && ui.input(|input| input.key_pressed(Key::Enter)))
        .then(|| output.cursor_range.map(|range| range.primary))
        .flatten();
    let at = pointed.map(|at| output.galley.cursor_from_pos(at - output.galley_pos)).or(entered);
    if let Some(at) = at
        && reader.chosen.is_none()
        && let Some(selection) = meant(&kept.marks, text::byte_of(content, at.index.0), shown)
    {
        // From here on the keys are those of what is selected.
        ui.memory_mut(|memory| memory.surrender_focus(text_id()));
        asks.push(Ask::Reveal(selection));
    }

    let lines = Lines { galley: &output.galley, at: output.galley_pos };
    margin::show(ui, editor, &kept, shown, &lines, asks);
    scroll(ui, editor, content, &kept, shown, reader, &lines);
    reader.place.note(ui, &lines);
    reader.kept = Some(kept);
}

/// What a click on a byte of the text selects.
fn meant(marks: &Marks, byte: usize, shown: &mut Shown) -> Option<Selection> {
    if let Some(quoted) = marks.cue_at(byte) {
        shown.quote = Some(quoted.id);
        return Some(Selection::of_relation(quoted.key));
    }
    marks.actor_at(byte).map(Selection::of_actor)
}

/// Scrolls to what was asked for, or else to where one was before the article got other room, or else to what was selected
/// elsewhere unless some of it is in sight, or else so that the chosen words are.
fn scroll(
    ui: &egui::Ui,
    editor: &Editor,
    content: &str,
    kept: &Kept,
    shown: &mut Shown,
    reader: &mut Reader,
    lines: &Lines<'_>,
) {
    let to = |bytes: Vec<usize>, unless_seen: bool| {
        let rows = lines.of(text::characters_before(content, bytes.into_iter()).into_iter());
        let view = ui.clip_rect();
        if !(unless_seen && rows.iter().any(|row| view.y_range().contains(row.center().y)))
            && let Some(row) = rows.first()
        {
            ui.scroll_to_rect(*row, Some(Align::Center));
        }
    };
    let to_choice = choice::is_to_be_shown(ui, reader);
    let selected = std::mem::replace(&mut reader.selected, editor.selection.clone());
    let asked = std::mem::take(&mut shown.scroll);
    if std::mem::take(&mut reader.goes_to_found) {
        let found = reader.found.and_then(|at| kept.hits.get(at));
        to(found.map(|span| span.start).into_iter().collect(), true);
    } else if asked && shown.quote.is_some() {
        let quotes = kept.marks.quotes.iter();
        let here = quotes.filter(|quoted| shown.quote == Some(quoted.id));
        to(here.map(|quoted| quoted.quote.start).collect(), false);
    } else if reader.place.is_to_be_found() {
        reader.place.find(ui, lines);
    } else if !asked && selected != editor.selection {
        let Selection { actors, relations } = &editor.selection;
        let quotes = kept.marks.quotes.iter().filter(|quoted| relations.contains(&quoted.key));
        let names = kept.marks.actors.iter().filter(|(_, id)| actors.contains(id));
        let mut bytes: Vec<usize> = quotes.map(|quoted| quoted.quote.start).collect();
        bytes.extend(names.map(|(span, _)| span.start));
        bytes.sort_unstable();
        to(bytes, true);
    } else if let Some(span) = to_choice {
        choice::show(ui, content, span, lines);
    }
}
