//! In whose voice words are: the article's own, or that of an actor who claims it.

use eframe::egui::{self, Button, RichText};

use super::shortened;
use crate::map::{ActorId, StanceMap};

/// What a person wants to change about a voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// To name the actor whose claim it is.
    Name,
    /// The article's own voice.
    Own,
}

/// What changes whose voice words are in; what was asked for. `what` is what is called so: "the words", "the quote"; `also` is
/// what else it does.
pub(super) fn choose(
    ui: &mut egui::Ui,
    speaker: Option<ActorId>,
    map: &StanceMap,
    what: &str,
    also: &str,
) -> Option<Wish> {
    let mut wish = None;
    let mut offer = |ui: &mut egui::Ui, label: String, tip: String, means| {
        if ui.add(Button::new(RichText::new(label).small())).on_hover_text(tip).clicked() {
            wish = Some(means);
        }
    };
    let tip = format!("Takes {what} as the claim of an actor that you name{also}.");
    match speaker {
        None => offer(ui, "According to…".to_owned(), tip, Wish::Name),
        Some(speaker) => {
            let name = shortened(map.actor_name(speaker), 36);
            let own = format!("Takes {what} in the article’s own voice again{also}.");
            offer(ui, format!("According to {name}  ×"), own, Wish::Own);
            offer(ui, "According to another…".to_owned(), tip, Wish::Name);
        }
    }
    wish
}
