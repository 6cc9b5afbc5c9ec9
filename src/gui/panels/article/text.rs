//! The text of an article with all its marks, as it is laid out.

use eframe::egui::{
    self, Color32, FontId, Stroke,
    text::{LayoutJob, TextFormat},
};

use crate::analysis::Marks;
use crate::editor::{Editor, Selection};
use crate::gui::panels::Shown;
use crate::gui::theme;
use crate::map::{ActorKind, Article, Span, Stance};
use crate::picture::Role;

/// The ground behind a stretch of text; what is drawn over others comes later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Ground {
    #[default]
    Paper,
    /// A quote of a relation that is selected, or that is shown.
    Quote,
    Cue(Stance),
    /// A name of a selected actor.
    Selected,
    /// Words that are sought.
    Sought,
    /// Those of them that one has gone to.
    Found,
    /// Words that were chosen.
    Chosen,
}

/// How a byte of the text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Look {
    ground: Ground,
    actor: Option<ActorKind>,
    /// Whether it only ends a line on which nothing stands.
    blank: bool,
}

/// What is to be marked besides the marks of the article.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Besides<'a> {
    pub(super) sought: &'a [Span],
    pub(super) found: Option<Span>,
    pub(super) chosen: Option<Span>,
}

/// How every byte of the text is shown.
fn looks(
    editor: &Editor,
    article: &Article,
    marks: &Marks,
    shown: &Shown,
    besides: &Besides<'_>,
) -> Vec<Look> {
    let text = article.text();
    let Selection { actors, relations } = &editor.selection;
    let mut looks = vec![Look::default(); text.len()];
    let mut lay = |span: Span, ground: Ground| {
        for look in looks.get_mut(span.start..span.end).into_iter().flatten() {
            look.ground = look.ground.max(ground);
        }
    };
    for quoted in &marks.quotes {
        if relations.contains(&quoted.key) || shown.quote == Some(quoted.id) {
            lay(quoted.quote, Ground::Quote);
        }
        quoted.cue.into_iter().for_each(|cue| lay(cue, Ground::Cue(quoted.key.stance)));
    }
    for (span, id) in &marks.actors {
        if actors.contains(id) {
            lay(*span, Ground::Selected);
        }
    }
    besides.sought.iter().for_each(|span| lay(*span, Ground::Sought));
    besides.found.into_iter().for_each(|span| lay(span, Ground::Found));
    besides.chosen.into_iter().for_each(|span| lay(span, Ground::Chosen));
    for (span, id) in &marks.actors {
        let kind = editor.map().actor(*id).map(|actor| actor.kind);
        looks.get_mut(span.start..span.end).into_iter().flatten().for_each(|look| look.actor = kind);
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            looks[start..start + line.len()].iter_mut().for_each(|look| look.blank = true);
        }
        start += line.len();
    }
    looks
}

fn format(ui: &egui::Ui, look: Look) -> TextFormat {
    let size = theme::BODY + 1.0;
    // Thin, for the ground of a line lies over the underlines of the line above.
    let thin = |role, opacity| theme::role(ui, role).gamma_multiply(opacity);
    let ground = match look.ground {
        Ground::Paper => Color32::TRANSPARENT,
        Ground::Quote => thin(Role::Accent, 0.13),
        Ground::Cue(stance) => thin(stance.into(), 0.25),
        Ground::Selected => thin(Role::Accent, 0.25),
        Ground::Sought => thin(Role::QuietInk, 0.25),
        Ground::Found => thin(Role::Accent, 0.4),
        Ground::Chosen => thin(Role::Accent, 0.3),
    };
    let underline = look.actor.map(|kind| Stroke::new(2.0, theme::role(ui, Role::NodeFill(kind))));
    TextFormat {
        font_id: FontId::proportional(if look.blank { 6.0 } else { size }),
        color: theme::role(ui, Role::Ink),
        background: ground,
        expand_bg: 0.0,
        underline: underline.unwrap_or(Stroke::NONE),
        line_height: Some(if look.blank { 10.0 } else { size * 1.38 }),
        ..Default::default()
    }
}

/// The text with all its marks, to be laid out in lines of any width.
pub(super) fn job(
    ui: &egui::Ui,
    editor: &Editor,
    article: &Article,
    marks: &Marks,
    shown: &Shown,
    besides: &Besides<'_>,
) -> LayoutJob {
    let text = article.text();
    let looks = looks(editor, article, marks, shown, besides);
    let mut job = LayoutJob { keep_trailing_whitespace: true, ..Default::default() };
    let mut start = 0;
    for run in looks.chunk_by(|one, other| one == other) {
        job.append(&text[start..start + run.len()], 0.0, format(ui, run[0]));
        start += run.len();
    }
    job
}

/// Where characters stand in a text: for each of these bytes, which rise, how many characters come before it.
pub(super) fn characters_before(text: &str, bytes: impl Iterator<Item = usize>) -> Vec<usize> {
    let (mut at, mut characters) = (0, 0);
    bytes
        .map(|byte| {
            characters += text.get(at..byte).map_or(0, |part| part.chars().count());
            at = at.max(byte);
            characters
        })
        .collect()
}

/// The byte at which the character of this number begins, or else the end.
pub(super) fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_bytes_are_told_apart() {
        let text = "Łódź – ok";
        let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        assert_eq!(characters_before(text, bytes.iter().copied()), (0..9).collect::<Vec<_>>());
        for (character, byte) in bytes.into_iter().enumerate() {
            assert_eq!(byte_of(text, character), byte);
        }
        assert_eq!(byte_of(text, 99), text.len());
        assert_eq!(characters_before(text, [text.len(); 2].into_iter()), [9, 9]);
    }
}
