//! What is selected, in full.

use eframe::egui::{
    self, Button, Color32, ComboBox, Frame, Label, Margin, Popup, RichText, ScrollArea, Stroke, TextEdit,
};

use super::draft::About;
use super::{counted, day, history, note, quote, several, voice};
use crate::editor::{Command, Editor, Noted, Selection};
use crate::gui::ask::{Ask, Asks};
use crate::gui::search::Search;
use crate::gui::{colours, menus, theme};
use crate::map::{
    Actor, ActorId, ActorKind, Article, Edit, Evidence, Modality, Relation, RelationKey, StanceMap, Verdict,
    fold_name,
};
use crate::picture::Role;

pub(crate) fn show(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
    ScrollArea::vertical().id_salt("selected").auto_shrink(false).show(ui, |ui| {
        let selection = &editor.selection;
        if let Some(key) = selection.sole_relation() {
            if let Some(relation) = editor.map().relation(key) {
                show_relation(ui, key, relation, editor, asks);
            }
        } else if let Some(id) = selection.sole_actor() {
            if let Some(actor) = editor.map().actor(id) {
                show_actor(ui, id, actor, editor, asks);
            }
        } else if selection.is_empty() {
            show_map(ui, editor, asks);
        } else {
            several::show(ui, editor, asks);
        }
    });
}

pub(super) fn heading(ui: &mut egui::Ui, text: &str) {
    ui.add_space(2.0 * theme::GRID);
    ui.label(RichText::new(text).small().color(theme::quiet(ui)));
}

pub(super) fn buttons(ui: &mut egui::Ui, commands: &[Command], editor: &Editor, asks: &mut Asks) {
    ui.horizontal_wrapped(|ui| {
        for command in commands {
            menus::button(ui, *command, editor, asks);
        }
    });
}

fn show_map(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
    let map = editor.map();
    let draft = About::Title.draft(ui, editor);
    let mut title = draft.map_or_else(|| map.title().to_owned(), |draft| draft.text);
    let field = TextEdit::singleline(&mut title)
        .id(About::Title.field(ui))
        .hint_text("Name this map")
        .font(egui::TextStyle::Heading)
        .desired_width(f32::INFINITY);
    let response = ui.add(field).on_hover_text("The name of the map, shown on exported pictures.");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Name of the map"));
    if response.changed() {
        About::Title.keep(ui, editor, title);
    }
    ui.add_space(theme::GRID);
    let hint = "Select an actor or a relation to see what it rests on. Drag from the rim of an actor to another to \
                draw a relation by hand.";
    ui.add(Label::new(RichText::new(hint).color(theme::quiet(ui))).wrap());
    ui.add_space(theme::GRID);
    buttons(ui, &[Command::Review], editor, asks);
}

fn show_actor(ui: &mut egui::Ui, id: ActorId, actor: &Actor, editor: &Editor, asks: &mut Asks) {
    let map = editor.map();
    ui.add(Label::new(RichText::new(&actor.name).size(theme::LARGE)).wrap());
    ui.horizontal(|ui| {
        let name = ui.label(RichText::new("Kind").color(theme::quiet(ui)));
        let combo = ComboBox::from_id_salt("kind").selected_text(actor.kind.label()).show_ui(ui, |ui| {
            for kind in ActorKind::ALL {
                if ui.selectable_label(kind == actor.kind, kind.label()).clicked() && kind != actor.kind {
                    asks.push(Ask::Edit(Edit::SetActorKind { id, kind }));
                }
            }
        });
        combo.response.labelled_by(name.id);
    });
    member_of(ui, id, actor, editor, asks);
    colours::discs(ui, editor, asks);
    ui.add_space(theme::GRID);
    buttons(ui, &[Command::Rename, Command::Split, Command::Pin, Command::Delete], editor, asks);

    heading(ui, "Note");
    note::field(ui, editor, Noted::Actor(id), "Note on the actor");
    also_called(ui, id, actor, asks);
    let relations: Vec<_> = map.relations().filter(|(key, _)| key.touches(id)).collect();
    for (title, outwards) in [("Takes these stances", true), ("Others towards it", false)] {
        let these: Vec<_> = relations.iter().filter(|(key, _)| (key.source == id) == outwards).collect();
        if these.is_empty() {
            continue;
        }
        heading(ui, title);
        for (key, relation) in these {
            relation_line(ui, *key, relation, outwards, editor, asks);
        }
    }
    let members: Vec<_> = map.actors().filter(|(_, member)| member.member_of == Some(id)).collect();
    if !members.is_empty() {
        heading(ui, "Members");
        buttons(ui, &[Command::RollUp], editor, asks);
        for (member, record) in members {
            let link = ui.link(&record.name);
            if link.clicked() {
                asks.push(Ask::Reveal(Selection::of_actor(member)));
            }
            menus::context_of(&link, Selection::of_actor(member), editor, asks);
        }
    }
}

fn also_called(ui: &mut egui::Ui, id: ActorId, actor: &Actor, asks: &mut Asks) {
    let anywhere = actor.aliases.iter().map(|name| (name, true, "Means this actor in any article."));
    let here = actor.descriptions.iter().map(|name| (name, false, "What single articles call it."));
    let mut names = anywhere.chain(here).peekable();
    if names.peek().is_none() {
        return;
    }
    heading(ui, "Also called");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().button_padding = egui::vec2(6.0, 2.0);
        ui.spacing_mut().interact_size.y = 0.0;
        for (name, everywhere, tip) in names {
            let ink = theme::tint(ui, Role::QuietInk, 0.2);
            let text = RichText::new(super::shortened(name, 36)).size(theme::SMALL);
            // A label would break its words to fill the row.
            let chip = Button::new(text).stroke(Stroke::new(1.0, ink)).corner_radius(6);
            let chip = if everywhere { chip.fill(ink) } else { chip.fill(Color32::TRANSPARENT) };
            let chip = ui.add(chip.wrap_mode(egui::TextWrapMode::Extend));
            let chip = chip.on_hover_text(format!("{name}\n\n{tip} Click to remove it."));
            Popup::menu(&chip).show(|ui| remove_name(ui, id, name, asks));
            chip.context_menu(|ui| remove_name(ui, id, name, asks));
        }
    });
}

fn remove_name(ui: &mut egui::Ui, id: ActorId, name: &str, asks: &mut Asks) {
    if ui.button("Remove this name").clicked() {
        asks.push(Ask::Edit(Edit::ForgetName { id, name: name.to_owned() }));
        ui.close();
    }
}

fn member_of(ui: &mut egui::Ui, id: ActorId, actor: &Actor, editor: &Editor, asks: &mut Asks) {
    let map = editor.map();
    ui.horizontal(|ui| {
        let name = ui.label(RichText::new("Member of").color(theme::quiet(ui)));
        let shown = actor.member_of.map_or("nothing", |group| map.actor_name(group));
        let combo =
            ComboBox::from_id_salt("member of").selected_text(super::shortened(shown, 28)).width(180.0);
        let combo = combo.show_ui(ui, |ui| {
            let mut choose = |ui: &mut egui::Ui, group: Option<ActorId>, name: &str| {
                if ui.selectable_label(actor.member_of == group, name).clicked() && actor.member_of != group {
                    asks.push(Ask::Edit(Edit::SetMemberOf { id, member_of: group }));
                }
            };
            choose(ui, None, "nothing");
            let mut groups: Vec<_> = map
                .actors()
                .filter(|(group, record)| *group != id && record.kind != ActorKind::Person)
                .collect();
            groups.sort_by_key(|(_, record)| fold_name(&record.name));
            for (group, record) in groups {
                choose(ui, Some(group), &record.name);
            }
        });
        combo.response.labelled_by(name.id);
    });
}

fn relation_line(
    ui: &mut egui::Ui,
    key: RelationKey,
    relation: &Relation,
    outwards: bool,
    editor: &Editor,
    asks: &mut Asks,
) {
    let map = editor.map();
    let text = if outwards {
        format!("{} {}", key.stance.word(), map.actor_name(key.target))
    } else {
        format!("{} {} it", map.actor_name(key.source), key.stance.word())
    };
    let quotes = relation.supporting().count();
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(16.0, 20.0), egui::Sense::hover());
        theme::stance_sign(ui, rect.center(), key.stance);
        let link = Label::new(text).sense(egui::Sense::click()).truncate();
        let response = ui.add(link).on_hover_text(counted(quotes, "quote", "quotes"));
        menus::context_of(&response, Selection::of_relation(key), editor, asks);
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            asks.push(Ask::Reveal(Selection::of_relation(key)));
        }
    });
}

fn show_relation(ui: &mut egui::Ui, key: RelationKey, relation: &Relation, editor: &Editor, asks: &mut Asks) {
    let map = editor.map();
    ui.spacing_mut().item_spacing.y = theme::GRID;
    let name = |ui: &mut egui::Ui, id: ActorId, asks: &mut Asks| {
        let text = RichText::new(map.actor_name(id)).size(theme::LARGE);
        let response = ui.add(Label::new(text).wrap().sense(egui::Sense::click()));
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        if response.on_hover_text("Shows this actor.").clicked() {
            asks.push(Ask::Reveal(Selection::of_actor(id)));
        }
    };
    name(ui, key.source, asks);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(16.0, 22.0), egui::Sense::hover());
        theme::stance_sign(ui, rect.center(), key.stance);
        ui.label(
            RichText::new(key.stance.word()).strong().size(theme::LARGE).color(theme::stance(ui, key.stance)),
        );
    });
    name(ui, key.target, asks);
    ui.add_space(theme::GRID);

    let quotes = relation.supporting().count();
    let mut facts = vec![counted(quotes, "quote", "quotes")];
    facts.push(relation.footing().label().to_lowercase());
    if !relation.is_vouched_for() {
        facts.push(super::sure(relation.confidence()));
    }
    ui.add(Label::new(RichText::new(facts.join(" · ")).small().color(theme::quiet(ui))).wrap());
    if let Some(claim) = &relation.claim {
        let by = if claim.by.is_empty() { "by hand".to_owned() } else { format!("by {}", claim.by) };
        let when = claim.at.map(|at| {
            let local = at.to_zoned(jiff::tz::TimeZone::system());
            format!(" on {}", super::day(local.date()))
        });
        let text = format!("Drawn {by}{}.", when.unwrap_or_default());
        ui.label(RichText::new(text).small().color(theme::quiet(ui)));
    }
    ui.add_space(theme::GRID);
    buttons(
        ui,
        &[Command::Confirm, Command::Reject, Command::Flip, Command::Reverse, Command::Delete],
        editor,
        asks,
    );
    heading(ui, "Note");
    note::field(ui, editor, Noted::Relation(key), "Note on the relation");
    let (speaking, silent): (Vec<&Evidence>, Vec<&Evidence>) =
        relation.evidence.iter().partition(|item| item.supports());
    for (title, items) in [("Quotes", speaking), ("Rejected or denied", silent)] {
        if items.is_empty() {
            continue;
        }
        heading(ui, title);
        for item in items {
            card(ui, key, item, editor, asks);
        }
    }
    history::show(ui, relation, map);
    ui.add_space(4.0 * theme::GRID);
}

/// One quote with what is known about it, and what can be said about it.
pub(super) fn card(ui: &mut egui::Ui, key: RelationKey, item: &Evidence, editor: &Editor, asks: &mut Asks) {
    let map = editor.map();
    let Some(article) = map.article(item.article) else { return };
    Frame::new()
        .fill(theme::role(ui, Role::Paper))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(12, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let job = quote::quote(ui, article, item, key.stance);
            let text = ui.add(Label::new(job).wrap().sense(egui::Sense::click()));
            let text = text.on_hover_cursor(egui::CursorIcon::PointingHand);
            let text = text.on_hover_text("Shows the quote in its article.");
            if text.clicked() {
                asks.push(Ask::ShowArticle(item.article, Some(item.id)));
            }
            menus::context_menu(&text, menus::asked_by_keys(&text, text.has_focus()), |ui| {
                if ui.button("Show in its article").clicked() {
                    asks.push(Ask::ShowArticle(item.article, Some(item.id)));
                    ui.close();
                }
                if ui.button("Copy quote").clicked() {
                    ui.copy_text(article.slice(item.quote).unwrap_or_default().to_owned());
                    ui.close();
                }
            });
            facts(ui, article, item, map);
            let noted = Noted::Quote(key, item.id);
            let written = note::is_open(ui, editor, noted);
            ui.horizontal(|ui| {
                for (verdict, label, tip) in [
                    (Verdict::Confirmed, "Confirm quote", "Says that this quote shows the stance."),
                    (Verdict::Rejected, "Reject quote", "Says that this quote does not show the stance."),
                ] {
                    let chosen = item.verdict == verdict;
                    if ui.selectable_label(chosen, RichText::new(label).small()).on_hover_text(tip).clicked()
                    {
                        let verdict = if chosen { Verdict::Unreviewed } else { verdict };
                        asks.push(Ask::Edit(Edit::JudgeEvidence { key, id: item.id, verdict }));
                    }
                }
            });
            ui.horizontal_wrapped(|ui| {
                let confirms = item.verdict == Verdict::Unreviewed;
                let also = if confirms { ", and confirms it" } else { "" };
                match voice::choose(ui, item.attribution, map, "the quote", also) {
                    Some(voice::Wish::Name) => asks.push(Ask::Search(Search::for_voice(key, item.id))),
                    Some(voice::Wish::Own) => {
                        asks.push(Ask::Edit(Edit::SetSpeaker { key, id: item.id, speaker: None }));
                    }
                    None => {}
                }
                let tip = "Writes a note on this quote.";
                if !written && ui.button(RichText::new("Note").small()).on_hover_text(tip).clicked() {
                    note::open(ui, noted);
                }
            });
            if written {
                note::field(ui, editor, noted, "Note on the quote");
            }
        });
    ui.add_space(theme::GRID);
}

/// Where a quote is from, and how it puts its claim.
pub(super) fn facts(ui: &mut egui::Ui, article: &Article, item: &Evidence, map: &StanceMap) {
    let mut facts = Vec::new();
    facts.extend(Some(article.source.clone()).filter(|source| !source.is_empty()));
    facts.push(super::shortened(&article.title, 60));
    facts.extend(article.date.map(day));
    ui.add(Label::new(RichText::new(facts.join(" · ")).small().color(theme::quiet(ui))).wrap());
    let voice = match item.attribution {
        Some(speaker) => format!("according to {}", map.actor_name(speaker)),
        None => "in the article’s own voice".to_owned(),
    };
    let modality = match item.modality {
        Modality::Asserted => "stated as a fact",
        Modality::Hedged => "hedged",
        Modality::Negated => "denied",
    };
    let about = [modality.to_owned(), voice, super::sure(item.confidence)].join(" · ");
    ui.add(Label::new(RichText::new(about).small().color(theme::quiet(ui))).wrap());
}
