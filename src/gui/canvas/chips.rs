//! What is filtered by, as chips: each of them drops its own condition.

use eframe::egui::{self, RichText};

use crate::analysis::{Facet, Filter, Value};
use crate::editor::{Command, Editor};
use crate::gui::ask::{Ask, Asks};
use crate::gui::panels::{counted, day, filters, shortened};
use crate::gui::{menus, theme};
use crate::map::StanceMap;

/// More values of one facet stand on one chip.
const APART: usize = 3;

/// A condition, and the filter without it.
struct Chip {
    text: String,
    rest: Filter,
}

pub(super) fn show(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
    ui.spacing_mut().item_spacing.x = theme::GRID;
    let open = egui::Button::new(RichText::new("Filter…").size(theme::SMALL)).frame_when_inactive(false);
    if menus::explained(ui.add(open), Command::Filter).clicked() {
        asks.push(Ask::Command(Command::Filter));
    }
    for Chip { text, rest } in chips(editor.filter(), editor.map()) {
        let chip =
            egui::Button::new(RichText::new(format!("{text}  ×")).size(theme::SMALL)).corner_radius(12);
        if ui.add(chip).on_hover_text("Drops this filter.").clicked() {
            asks.push(Ask::Filter(rest));
        }
    }
}

fn chips(filter: &Filter, map: &StanceMap) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut add = |text: String, drop: &dyn Fn(&mut Filter)| {
        let mut rest = filter.clone();
        drop(&mut rest);
        chips.push(Chip { text, rest });
    };
    for facet in Facet::ALL {
        let of_facet = |value: &&Value| value.facet() == facet;
        for value in filter.without.iter().filter(of_facet) {
            let text = format!("No “{}”", shortened(&filters::name(value, map), 28));
            add(text, &|rest| rest.toggle_without(value.clone()));
        }
        let only: Vec<&Value> = filter.only.iter().filter(of_facet).collect();
        if only.len() > APART {
            let text = match facet {
                Facet::Voice => counted(only.len(), "voice", "voices"),
                Facet::Source => counted(only.len(), "source", "sources"),
                Facet::Article => counted(only.len(), "article", "articles"),
                _ => counted(only.len(), "choice", "choices"),
            };
            add(format!("Only {text}"), &|rest| rest.only.retain(|value| value.facet() != facet));
            continue;
        }
        for value in only {
            let name = shortened(&filters::name(value, map), 28);
            let text = match value {
                Value::Voice(Some(_)) => format!("Claimed by {name}"),
                _ => format!("Only “{name}”"),
            };
            add(text, &|rest| rest.toggle_only(value.clone()));
        }
    }
    let Filter { least_confidence, least_quotes, least_sources, days, without: _, only: _ } = filter;
    let least = Filter::default();
    if *least_confidence > least.least_confidence {
        let text = format!("Confidence at least {:.0} %", least_confidence.get() * 100.0);
        add(text, &|rest| rest.least_confidence = least.least_confidence);
    }
    if *least_quotes > 0 {
        let text = format!("At least {}", counted(*least_quotes, "quote", "quotes"));
        add(text, &|rest| rest.least_quotes = 0);
    }
    if *least_sources > 0 {
        let text = format!("At least {}", counted(*least_sources, "source", "sources"));
        add(text, &|rest| rest.least_sources = 0);
    }
    if let Some(days) = days {
        let (first, last) = (day(days.first()), day(days.last()));
        add(if first == last { first } else { format!("{first} to {last}") }, &|rest| rest.days = None);
    }
    chips
}
