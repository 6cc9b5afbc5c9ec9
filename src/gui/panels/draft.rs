//! What is being typed about the map, taken over at every pause, now and then where there is none, and once its field is left.
//! It outlives the field, which may be gone as soon as something else is clicked.

use std::time::Duration;

use eframe::egui::{self, Id};

use super::article::Detail;
use crate::editor::{Editor, Noted};
use crate::gui::ask::{Ask, Asks};
use crate::map::{ArticleId, Edit};

/// After so long a pause, in seconds, what was typed so far is taken over.
const PAUSE: f64 = 1.0;

/// So many seconds after it was typed it is taken over in any case: no more than that is lost if the program ends.
const LATEST: f64 = 1.5;

/// What a field says something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum About {
    /// What the map is called.
    Title,
    Note(Noted),
    Detail(ArticleId, Detail),
}

/// What is being typed.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Of which map, by its [`Editor::opened`]: others have actors of the same numbers.
    map: u64,
    field: Id,
    about: About,
    pub(crate) text: String,
    /// The frame in which it was begun: what is typed during one stay in a field is one step.
    begun: u64,
    /// When it was last changed, in seconds since the start, and when first after it was taken over.
    changed: f64,
    since: f64,
    /// Whether the map says so by now.
    taken: bool,
    /// Whether it makes no sense, and waits to be typed anew.
    pub(crate) wrong: bool,
}

/// What was typed makes no sense.
struct Nonsense;

impl About {
    /// The field for this. Over a panel, a question may show another one for the same.
    pub(crate) fn field(self, ui: &egui::Ui) -> Id {
        Id::unique(("field", self, ui.layer_id()))
    }

    /// What was typed, if it was not taken over yet.
    pub(crate) fn draft(self, ui: &egui::Ui, editor: &Editor) -> Option<Draft> {
        let drafts = ui.data(|data| data.get_temp::<Vec<Draft>>(drafts_id())).unwrap_or_default();
        drafts.into_iter().find(|draft| (draft.map, draft.about) == (editor.opened(), self))
    }

    /// Keeps what is being typed.
    pub(crate) fn keep(self, ui: &egui::Ui, editor: &Editor, text: String) {
        let before = self.draft(ui, editor);
        let now = ui.input(|input| input.time);
        let begun = before.as_ref().map(|before| before.begun);
        let draft = Draft {
            map: editor.opened(),
            field: self.field(ui),
            about: self,
            text,
            begun: begun.unwrap_or_else(|| ui.ctx().cumulative_frame_nr()),
            changed: now,
            since: before.filter(|before| !before.taken).map_or(now, |before| before.since),
            taken: false,
            wrong: false,
        };
        ui.data_mut(|data| {
            let drafts: &mut Vec<Draft> = data.get_temp_mut_or_default(drafts_id());
            drafts.retain(|other| other.about != self);
            drafts.push(draft);
        });
    }

    /// Says of what is being typed that it makes no sense, be it that its field keeps the focus.
    pub(crate) fn refuse(self, ui: &egui::Ui) {
        ui.data_mut(|data| {
            let drafts: &mut Vec<Draft> = data.get_temp_mut_or_default(drafts_id());
            drafts.iter_mut().filter(|draft| draft.about == self).for_each(|draft| draft.wrong = true);
        });
        ui.ctx().request_repaint();
    }

    /// The edit that says what was typed; `None` if that is what the map says already, or no longer has a place in it.
    fn edit(self, text: &str, editor: &Editor) -> Result<Option<Edit>, Nonsense> {
        let map = editor.map();
        Ok(match self {
            Self::Title => (text != map.title()).then(|| Edit::SetTitle(text.to_owned())),
            Self::Note(of) => {
                let note = text.trim_end();
                of.note(map).filter(|before| *before != note).map(|_| of.edit(note.to_owned()))
            }
            Self::Detail(id, detail) => match map.article(id) {
                Some(before) => {
                    let article = detail.set(before, text).ok_or(Nonsense)?;
                    (article != **before).then_some(Edit::DescribeArticle { id, article })
                }
                None => None,
            },
        })
    }
}

fn drafts_id() -> Id {
    Id::unique("drafts")
}

/// Whether something is being typed that would change the map.
pub(crate) fn any(ctx: &egui::Context, editor: &Editor) -> bool {
    let drafts = ctx.data(|data| data.get_temp::<Vec<Draft>>(drafts_id())).unwrap_or_default();
    let mut drafts = drafts.iter().filter(|draft| draft.map == editor.opened());
    drafts.any(|draft| matches!(draft.about.edit(&draft.text, editor), Ok(Some(_))))
}

/// Takes over what was typed in fields that have lost the focus or in which nobody types just now, and in all of them if
/// anything else is asked for: that may give the thing another name, or take it away. A field that keeps the focus goes on with
/// its text as it was typed, be it with a blank at its end. Called at the end of every frame, whatever was drawn in it.
pub(crate) fn take_over(ctx: &egui::Context, editor: &Editor, asks: &mut Asks) {
    let Some(drafts) = ctx.data_mut(|data| data.remove_temp::<Vec<Draft>>(drafts_id())) else { return };
    let at_once = !asks.is_empty();
    let (mut first, mut kept): (Asks, Vec<Draft>) = Default::default();
    for mut draft in drafts.into_iter().filter(|draft| draft.map == editor.opened()) {
        let is_typed = ctx.memory(|memory| memory.has_focus(draft.field));
        let take = |edit: Edit| Ask::Type(edit, draft.begun);
        if draft.wrong || is_typed && !at_once {
            let due = (draft.changed + PAUSE).min(draft.since + LATEST);
            let left = due - ctx.input(|input| input.time);
            if is_typed && !draft.taken && left > 0.0 {
                ctx.request_repaint_after(Duration::from_secs_f64(left));
            } else if is_typed && !draft.taken {
                first.extend(draft.about.edit(&draft.text, editor).ok().flatten().map(take));
                draft.taken = true;
            }
            kept.push(draft);
            continue;
        }
        match draft.about.edit(&draft.text, editor) {
            Ok(edit) => first.extend(edit.map(take)),
            Err(Nonsense) => {
                draft.wrong = !is_typed;
                kept.push(draft);
                ctx.request_repaint();
            }
        }
    }
    first.append(asks);
    *asks = first;
    if !kept.is_empty() {
        ctx.data_mut(|data| data.insert_temp(drafts_id(), kept));
    }
}
