//! What is known about an article, corrected where it is read.

use eframe::egui::{self, Label, RichText, TextEdit};

use crate::editor::Editor;
use crate::files::ingest;
use crate::gui::panels::{self, draft::About};
use crate::map::{Article, ArticleId};

/// Something that is known about an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Detail {
    Title,
    Source,
    Date,
    Byline,
    Address,
}

impl Detail {
    /// What it is called, and what its field says while it is empty.
    fn name(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Source => "Source",
            Self::Date => "Date",
            Self::Byline => "Byline",
            Self::Address => "Web address",
        }
    }

    /// What is known.
    fn of(self, article: &Article) -> String {
        match self {
            Self::Title => article.title.clone(),
            Self::Source => article.source.clone(),
            Self::Date => article.date.map(panels::day).unwrap_or_default(),
            Self::Byline => article.byline.clone(),
            Self::Address => article.url.clone(),
        }
    }

    /// The article with what was typed instead; `None` if that makes no sense. An article without a title gets back the one
    /// that its text gives it.
    pub(crate) fn set(self, article: &Article, typed: &str) -> Option<Article> {
        let (mut article, typed) = (article.clone(), typed.trim());
        match self {
            Self::Title if typed.is_empty() => {
                article.title = Article::from_text(article.shared_text()).title
            }
            Self::Title => article.title = typed.to_owned(),
            Self::Source => article.source = typed.to_owned(),
            Self::Date if typed.is_empty() => article.date = None,
            Self::Date => article.date = Some(ingest::day(typed)?),
            Self::Byline => article.byline = typed.to_owned(),
            Self::Address => article.url = typed.to_owned(),
        }
        Some(article)
    }
}

fn field(ui: &mut egui::Ui, editor: &Editor, id: ArticleId, detail: Detail, width: f32) {
    let Some(article) = editor.map().article(id) else { return };
    let about = About::Detail(id, detail);
    let mut text = about.draft(ui, editor).map_or_else(|| detail.of(article), |draft| draft.text);
    let field = if detail == Detail::Title {
        // Long headlines need several lines; Enter ends typing nevertheless.
        TextEdit::multiline(&mut text).desired_rows(1).return_key(None).font(egui::TextStyle::Heading)
    } else {
        TextEdit::singleline(&mut text)
    };
    let field = field.id(about.field(ui)).hint_text(detail.name()).desired_width(width);
    let from = Some(&article.path).filter(|path| detail == Detail::Title && !path.is_empty());
    let tip = from.map_or_else(|| detail.name().to_owned(), |path| format!("{}\n{path}", detail.name()));
    let response = ui.add(field).on_hover_text(tip);
    let role = if detail == Detail::Title { egui::Role::MultilineTextInput } else { egui::Role::TextInput };
    response.widget_info(|| {
        let name = format!("{} of the article", detail.name());
        egui::WidgetInfo::labeled(role, true, name)
    });
    let entered = ui.input(|input| input.key_pressed(egui::Key::Enter));
    if response.has_focus() && detail == Detail::Title && entered {
        response.surrender_focus();
    }
    if response.changed() {
        about.keep(ui, editor, text.replace(['\n', '\r'], " "));
    } else if response.lost_focus() && entered && detail.set(article, &text).is_none() {
        // What is typed next mends it, rather than running commands.
        response.request_focus();
        about.refuse(ui);
    }
}

/// The line for what makes no sense in the fields above it, which is there whether anything is said or not: nothing below is to
/// move under the pointer.
fn complaint(ui: &mut egui::Ui, editor: &Editor, id: ArticleId) {
    let line = egui::vec2(ui.available_width(), ui.text_style_height(&egui::TextStyle::Small));
    let (line, _) = ui.allocate_exact_size(line, egui::Sense::hover());
    let draft = About::Detail(id, Detail::Date).draft(ui, editor);
    if let Some(draft) = draft.filter(|draft| draft.wrong) {
        let text = RichText::new(panels::no_day(&draft.text)).small().color(ui.visuals().warn_fg_color);
        ui.new_child(egui::UiBuilder::new().max_rect(line)).add(Label::new(text).truncate());
    }
}

/// The fields of an article, the title above and the others in pairs below it, and what is wrong with them.
pub(super) fn show(ui: &mut egui::Ui, editor: &Editor, id: ArticleId) {
    field(ui, editor, id, Detail::Title, f32::INFINITY);
    let width = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0;
    for pair in [[Detail::Source, Detail::Date], [Detail::Byline, Detail::Address]] {
        ui.horizontal_top(|ui| {
            for detail in pair {
                ui.allocate_ui(egui::vec2(width, 0.0), |ui| {
                    ui.vertical(|ui| field(ui, editor, id, detail, width));
                });
            }
        });
    }
    complaint(ui, editor, id);
}
