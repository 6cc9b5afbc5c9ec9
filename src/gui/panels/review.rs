//! The finding that is reviewed, with what can be said of it and what is offered for those like it.

use eframe::egui::containers::menu::MenuButton;
use eframe::egui::text::CCursor;
use eframe::egui::{
    self, Align, Button, ComboBox, CornerRadius, Frame, Id, Label, Layout, Margin, Panel, Popup, RichText,
    ScrollArea, Sense, style::ScrollAnimation, vec2,
};

use super::{counted, grouped, inspector, quote, shortened, sure};
use crate::editor::review::{Answer, Offer, Order, Review, Scope, Similar};
use crate::editor::{Command, Editor};
use crate::gui::ask::{Ask, Asks};
use crate::gui::review::{ACTS, Act, ONLY, ORDER, SAME, Wish};
use crate::gui::theme;
use crate::map::{Confidence, Evidence, RelationKey};
use crate::picture::Role;
use crate::reading;

/// How high an entry of the list of similar findings is: what it says, and its quote below.
const ENTRY: f32 = 40.0;

/// How much room the quote is left at least, in points, and how much an offer takes besides its list.
const ROOM_FOR_QUOTE: f32 = 140.0;
const AROUND_LIST: f32 = 76.0;

/// In a panel less high than this, in points, what can wait is scrolled with the quote: the answers are always in sight.
const ROOM_FOR_ALL: f32 = 400.0;

/// The confidences below which a review can be kept.
const UNSURE: [f32; 3] = [0.9, 0.7, 0.5];

pub(crate) fn show(ui: &mut egui::Ui, editor: &Editor, review: &Review, asks: &mut Asks) {
    ui.spacing_mut().item_spacing.y = theme::GRID;
    let is_low = ui.available_height() < ROOM_FOR_ALL;
    head(ui, review, asks);
    if !is_low {
        arrangement(ui, editor, review, asks);
    }
    ui.separator();
    let current = review.current().and_then(|(key, id)| Some((key, editor.map().evidence(key, id)?)));
    // Two findings may share a quote: what is claimed is in sight wherever the quote is scrolled to.
    if let Some((key, _)) = current {
        claim(ui, editor, key);
    }
    let foot = Frame::new().inner_margin(Margin { top: 8, ..Margin::ZERO });
    // Always in sight, and always in the same place.
    if current.is_some() {
        let panel = Panel::bottom("answers").frame(foot).resizable(false);
        panel.show(ui, |ui| answers(ui, editor, asks));
    }
    if let Some(offered) = review.offer().filter(|_| !is_low) {
        let foot = foot.outer_margin(Margin { bottom: 8, ..Margin::ZERO });
        let panel = Panel::bottom("similar findings").frame(foot).resizable(false);
        let room = ui.available_height() - ROOM_FOR_QUOTE - AROUND_LIST;
        panel.show(ui, |ui| offer(ui, editor, offered, room.clamp(ENTRY, 3.5 * ENTRY), asks));
    }
    let area = ScrollArea::vertical().id_salt("finding").auto_shrink(false).min_scrolled_height(0.0);
    area.show(ui, |ui| {
        if let Some(offered) = review.offer().filter(|_| is_low) {
            offer(ui, editor, offered, ENTRY, asks);
            ui.separator();
        }
        match current {
            Some((key, item)) => finding(ui, editor, key, item, asks),
            None => finished(ui, review, asks),
        }
        if is_low {
            ui.separator();
            arrangement(ui, editor, review, asks);
        }
    });
}

fn wish(asks: &mut Asks, wish: Wish) {
    asks.push(Ask::Review(wish));
}

/// How far the review has come.
fn head(ui: &mut egui::Ui, review: &Review, asks: &mut Asks) {
    let (done, all) = review.progress();
    ui.horizontal(|ui| {
        ui.label(format!("{} of {} reviewed", grouped(done), grouped(all)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Close").on_hover_text("Leaves the review.  (Esc)").clicked() {
                wish(asks, Wish::Leave);
            }
        });
    });
    let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), 4.0), Sense::hover());
    let share = done as f32 / all.max(1) as f32;
    let filled = bar.with_max_x(bar.left() + bar.width() * share);
    ui.painter().rect_filled(bar, CornerRadius::same(2), theme::tint(ui, Role::QuietInk, 0.2));
    ui.painter().rect_filled(filled, CornerRadius::same(2), theme::role(ui, Role::Accent));
    ui.add_space(theme::GRID);
}

/// What the review is about, and in which order.
fn arrangement(ui: &mut egui::Ui, editor: &Editor, review: &Review, asks: &mut Asks) {
    ui.horizontal_wrapped(|ui| {
        let combo = ComboBox::from_id_salt("order of the review").selected_text(review.order().label());
        ui.spacing_mut().item_spacing.x = 1.5 * theme::GRID;
        let combo = combo.width(190.0).show_ui(ui, |ui| {
            for order in Order::ALL {
                if ui.selectable_label(review.order() == order, order.label()).clicked() {
                    wish(asks, Wish::Arrange(order));
                }
            }
        });
        let name = || egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Order of the review");
        combo.response.widget_info(name);
        combo.response.on_hover_text(ORDER.explained());
        ui.label(RichText::new(ORDER.key()).small().color(theme::quiet(ui)));
        about(ui, editor, review, asks);
    });
}

fn scopes_id() -> Id {
    Id::unique("scopes of the review")
}

/// Opens the list of what the review can be narrowed to.
pub(crate) fn open_scopes(ctx: &egui::Context) {
    ctx.data_mut(|data| data.insert_temp(scopes_id(), true));
    ctx.request_repaint();
}

/// What the review is narrowed to, and how to narrow it.
fn about(ui: &mut egui::Ui, editor: &Editor, review: &Review, asks: &mut Asks) {
    let (map, scope) = (editor.map(), review.scope());
    let article = |id| map.article(id).map_or("", |article| article.title.as_str());
    let percent = |most: Confidence| format!("at most {}", sure(most));
    let key = RichText::new(ONLY.key()).small().color(theme::quiet(ui));
    let menu = MenuButton::from_button(Button::new(ONLY.label).right_text(key));
    let (menu, _) = menu.ui(ui, |ui| {
        // Opened by its key, the list has the keys.
        let mut by_key = ui.data_mut(|data| data.remove_temp::<bool>(scopes_id())).is_some();
        let mut item = |ui: &mut egui::Ui, label: String, meant: Wish| {
            let button = ui.button(label);
            if std::mem::take(&mut by_key) {
                button.request_focus();
            }
            if button.clicked() {
                wish(asks, meant);
                ui.close();
            }
        };
        if let Some((key, id)) = review.current() {
            for actor in [key.source, key.target] {
                let about = Scope { actor: Some(actor), ..scope };
                item(ui, format!("About {}", shortened(map.actor_name(actor), 40)), Wish::About(about));
            }
            item(ui, "About another actor…".to_owned(), Wish::FindActor);
            if let Some(quoted) = map.evidence(key, id) {
                let about = Scope { article: Some(quoted.article), ..scope };
                item(ui, "From this article".to_owned(), Wish::About(about));
            }
        }
        for most in UNSURE.map(Confidence::clamped) {
            let about = Scope { at_most: Some(most), ..scope };
            item(ui, format!("Those {}", percent(most)), Wish::About(about));
        }
    });
    menu.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, ONLY.label));
    if ui.data(|data| data.get_temp::<bool>(scopes_id())).is_some() {
        Popup::open_id(ui.ctx(), Popup::default_response_id(&menu));
        ui.ctx().request_repaint();
    }
    menu.on_hover_text(ONLY.explained());
    let narrowed = [
        scope.actor.map(|id| (shortened(map.actor_name(id), 28), Scope { actor: None, ..scope })),
        scope.article.map(|id| (shortened(article(id), 28), Scope { article: None, ..scope })),
        scope.at_most.map(|most| (percent(most), Scope { at_most: None, ..scope })),
    ];
    for (name, without) in narrowed.into_iter().flatten() {
        let chip = Button::new(RichText::new(format!("{name}  ×")).small());
        if ui.add(chip).on_hover_text("Reviews the others again, too.").clicked() {
            wish(asks, Wish::About(without));
        }
    }
    if !editor.filter().is_empty() {
        let text = RichText::new("and what the filters let pass").small().color(theme::quiet(ui));
        ui.label(text);
    }
}

/// Who takes which stance towards whom.
fn claim(ui: &mut egui::Ui, editor: &Editor, key: RelationKey) {
    let map = editor.map();
    let name = |id| Label::new(RichText::new(map.actor_name(id)).size(theme::LARGE)).wrap();
    ui.horizontal_wrapped(|ui| {
        ui.add(name(key.source));
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 22.0), Sense::hover());
        theme::stance_sign(ui, rect.center(), key.stance);
        let word = RichText::new(key.stance.word()).size(theme::LARGE);
        ui.label(word.color(theme::stance(ui, key.stance)));
        ui.add(name(key.target));
    });
    ui.add_space(theme::GRID);
}

fn finding(ui: &mut egui::Ui, editor: &Editor, key: RelationKey, item: &Evidence, asks: &mut Asks) {
    let map = editor.map();
    let Some(article) = map.article(item.article) else { return };
    let card = Frame::new().fill(theme::role(ui, Role::Paper)).corner_radius(8);
    card.inner_margin(Margin::symmetric(12, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let around = reading::neighbours(article.text(), item.quote);
        let (mut job, ahead) = quote::in_context(ui, article, item, key.stance, around);
        job.wrap.max_width = ui.available_width();
        let galley = ui.painter().layout_job(job);
        let begins = galley.pos_from_cursor(CCursor::new(ahead));
        let text = Label::new(galley).wrap();
        let text = ui.add(text.sense(Sense::click())).on_hover_cursor(egui::CursorIcon::PointingHand);
        // Where there is little room, what goes before gives way to the quote, but for a line.
        let last = ui.scope_id().with("finding");
        if ui.data(|data| data.get_temp(last)) != Some(item.id) {
            ui.data_mut(|data| data.insert_temp(last, item.id));
            let begins = begins.translate(text.rect.min.to_vec2()).expand2(vec2(0.0, begins.height()));
            ui.scroll_to_rect_animation(begins, Some(Align::TOP), ScrollAnimation::none());
        }
        if text.on_hover_text("Shows the quote in its article.").clicked() {
            asks.push(Ask::ShowArticle(item.article, Some(item.id)));
        }
        inspector::facts(ui, article, item, map);
    });
}

fn answers(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
    ui.spacing_mut().item_spacing = vec2(theme::GRID, theme::GRID);
    if editor.review_waits() {
        let goes_on = Command::Review.shortcut().map(|keys| format!("{keys} goes on with the review."));
        let text = format!("You look at something else. {}", goes_on.unwrap_or_default());
        ui.add(Label::new(text).wrap());
        if ui.button("Go on").on_hover_text("Shows again what the review asks about.").clicked() {
            asks.push(Ask::Command(Command::Review));
        }
        ui.add_space(theme::GRID);
    }
    for acts in ACTS.chunks(3) {
        ui.columns(3, |columns| {
            for (act, ui) in acts.iter().zip(columns) {
                button(ui, act, editor, asks);
            }
        });
    }
}

fn button(ui: &mut egui::Ui, act: &Act, editor: &Editor, asks: &mut Asks) {
    let likely = act.wish == Wish::Answer(Answer::Accept);
    let able = act.wish != Wish::Undo || editor.undo_name().is_some();
    let (ink, keys) = if likely {
        let ink = theme::role(ui, Role::OnNode);
        (ink, ink)
    } else {
        (theme::role(ui, Role::Ink), theme::quiet(ui))
    };
    let label = RichText::new(act.label).color(ink);
    // While something else is looked at, the keys are about that.
    let key = if editor.review_waits() { "" } else { act.key() };
    let mut button = Button::new(label).right_text(RichText::new(key).small().color(keys));
    if likely {
        button = button.fill(theme::role(ui, Role::Accent));
    }
    let button = button.min_size(vec2(ui.available_width(), 28.0));
    let response = ui.add_enabled(able, button).on_hover_text(act.explained());
    // What a screen reader says is what the button does; its key is in the tooltip.
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, able, act.label));
    if response.clicked() {
        wish(asks, act.wish);
    }
}

/// The similar findings, to be chosen from, in a list of at most this height.
fn offer(ui: &mut egui::Ui, editor: &Editor, offer: &Offer, height: f32, asks: &mut Asks) {
    let chosen = offer.chosen();
    ui.spacing_mut().item_spacing.y = theme::GRID;
    let text = match chosen {
        0 => "Which of these too?".to_owned(),
        _ => format!(
            "{} {} as well?",
            offer.answer.label(),
            counted(chosen, "similar finding", "similar findings")
        ),
    };
    ui.add(Label::new(text).wrap());
    let rows = offer.similar.len();
    let list = ScrollArea::vertical().id_salt("similar").max_height(height).auto_shrink([false, true]);
    list.show_rows(ui, ENTRY, rows, |ui, shown| {
        ui.set_width(ui.available_width());
        for like in offer.similar.get(shown).into_iter().flatten() {
            similar(ui, editor, like, asks);
        }
    });
    ui.horizontal(|ui| {
        let button = Button::new(SAME.label).right_text(RichText::new(SAME.key()).small());
        let response = ui.add_enabled(chosen > 0, button).on_hover_text(SAME.explained());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, chosen > 0, SAME.label));
        if response.clicked() {
            wish(asks, SAME.wish);
        }
        ui.label(RichText::new("Any other key leaves them.").small().color(theme::quiet(ui)));
    });
}

fn similar(ui: &mut egui::Ui, editor: &Editor, like: &Similar, asks: &mut Asks) {
    let map = editor.map();
    let quoted = map.evidence(like.key, like.id).and_then(|item| Some((map.article(item.article)?, item)));
    let text = quoted.and_then(|(article, item)| article.slice(item.quote)).unwrap_or_default();
    let (source, target) = (map.actor_name(like.key.source), map.actor_name(like.key.target));
    let relation = format!("{source} {} {target}", like.key.stance.word());
    let mut chosen = like.chosen;
    let (entry, _) = ui.allocate_exact_size(vec2(ui.available_width(), ENTRY), Sense::hover());
    let mut ui =
        ui.new_child(egui::UiBuilder::new().max_rect(entry).layout(Layout::left_to_right(Align::Min)));
    let response = ui.checkbox(&mut chosen, "");
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, chosen, &relation));
    if response.clicked() {
        wish(asks, Wish::Choose(like.id, chosen));
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let tip = format!("{relation} ({})\n\n“{}”", like.likeness.label(), shortened(text, 400));
        let said = Label::new(RichText::new(&relation).small()).truncate().sense(Sense::click());
        let mut words = ui.add(said);
        if let Some((article, item)) = quoted {
            let line = quote::around_cue(ui, article, item, like.key.stance);
            words |= ui.add(Label::new(line).truncate().sense(Sense::click()));
        }
        if words.on_hover_text(tip).clicked() {
            wish(asks, Wish::Choose(like.id, !like.chosen));
        }
    });
}

fn finished(ui: &mut egui::Ui, review: &Review, asks: &mut Asks) {
    let (_, all) = review.progress();
    let text = match all {
        0 => "No finding is left to be reviewed here.".to_owned(),
        1 => "The finding is reviewed.".to_owned(),
        _ => format!("All {} findings are reviewed.", grouped(all)),
    };
    ui.label(RichText::new(text).size(theme::LARGE));
    ui.add_space(theme::GRID);
    ui.horizontal(|ui| {
        if review.scope() != Scope::default()
            && ui
                .button("Review all others")
                .on_hover_text("Reviews what is left of the whole map.")
                .clicked()
        {
            wish(asks, Wish::About(Scope::default()));
        }
        if ui.button("Done").on_hover_text("Leaves the review.  (Esc)").clicked() {
            wish(asks, Wish::Leave);
        }
    });
}
