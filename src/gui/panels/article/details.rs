//! What is known about an article, corrected where it is read.

use eframe::egui::{self, RichText, TextEdit};

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
    let draft = about.draft(ui, editor);
    let wrong = draft.as_ref().is_some_and(|draft| draft.wrong);
    let mut text = draft.map_or_else(|| detail.of(article), |draft| draft.text);
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
    if response.has_focus()
        && detail == Detail::Title
        && ui.input(|input| input.key_pressed(egui::Key::Enter))
    {
        response.surrender_focus();
    }
    if response.changed() {
        about.keep(ui, editor, text.replace(['\n', '\r'], " "));
    } else if wrong {
        ui.label(RichText::new(panels::no_day(&text)).small().color(ui.visuals().warn_fg_color));
    }
}

/// The fields of an article, the title above and the others in pairs below it.
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
}
