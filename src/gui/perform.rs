//! How asks and commands change the window's state.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use eframe::egui::{self, ViewportCommand};

use super::App;
use super::ask::Ask;
use super::dialogs::{Purpose, with_extension};
use super::errands::News;
use super::new_actor::NewActor;
use super::panels::{List, Shown};
use super::prompts::{Next, Prompt, Reply};
use super::search::Search;
use super::split::Splitting;
use crate::analysis::Filter;
use crate::editor::arrange::Line;
use crate::editor::dictionary::learnt_by;
use crate::editor::{Command, Editor, Selection, Step};
use crate::files::Settings;
use crate::jobs::Input;
use crate::map::{ArticleId, Edit};

impl App {
    pub(super) fn perform(&mut self, ask: Ask, ctx: &egui::Context) {
        match ask {
            Ask::Command(command) => self.command(command, ctx),
            Ask::Edit(edit) => self.edit(edit),
            Ask::Type(edit, stay) => self.type_on(edit, stay),
            Ask::Select(selection) => self.editor.selection = selection,
            Ask::Reveal(selection) => {
                self.editor.reveal(selection);
                self.canvas.reveal(&self.editor);
            }
            Ask::ShowArticle(article, quote) => {
                self.panels.article = Some(Shown { article, quote, scroll: true });
            }
            Ask::HideArticle => {
                self.panels.article = None;
                self.panels.reader.let_go(ctx);
            }
            Ask::Load(paths) => self.load(paths),
            Ask::ReadPasted(text) => self.errands.read(vec![Input::Pasted(text)]),
            Ask::ReadAgain(id) => self.read_again(|other| other == id),
            Ask::OpenSample(index) => self.unless_unsaved(Next::Sample(index), ctx),
            Ask::CancelReading => self.errands.cancel_reading(),
            Ask::CancelLayout => {
                self.cancel_layout();
            }
            Ask::StopLayout => self.stop_layout(),
            Ask::Filter(filter) => self.editor.set_filter(filter),
            Ask::Connect { source, target, at } => {
                // Who is not drawn is asked about in the middle of what is.
                let viewport = self.canvas.viewport().unwrap_or_else(|| ctx.content_rect());
                let drawn = self.canvas.actor_on_screen(target).filter(|at| viewport.contains(*at));
                let at = at.or(drawn).unwrap_or(viewport.center());
                self.prompt = Some(Prompt::Sign { source, target, at });
            }
            Ask::DropOn { from, into, places, at } => {
                self.prompt = Some(Prompt::Drop { from, into, places, at });
            }
            Ask::Search(search) => self.prompt = Some(Prompt::Search(search)),
            Ask::Report(chosen) => self.panels.reader.take_as_claim(chosen),
            Ask::Call(chosen, id) => self.call(chosen, id),
            Ask::Cite(chosen, key) => self.cite(chosen, key),
            Ask::AddActorCalled(name) => {
                self.prompt = Some(Prompt::NewActor(NewActor::called(name, None)));
            }
            Ask::AddActorAt(at) => {
                self.prompt = Some(Prompt::NewActor(NewActor::called(String::new(), at)));
            }
            Ask::Introduce(actor, part) => self.introduce(actor, part),
            Ask::Rename(id) => {
                // It is done on the canvas.
                self.panels.reader.in_full = false;
                self.editor.reveal(Selection::of_actor(id));
                self.canvas.reveal(&self.editor);
                self.canvas.rename(id, self.editor.map().actor_name(id));
            }
            Ask::Review(wish) => self.review(wish, ctx),
            Ask::Table(wish) => self.wish_of_tables(wish, ctx),
            Ask::Split(splitting) => self.split(splitting),
            Ask::Dictionary(wish) => self.dictionary_wish(wish),
            Ask::ForgetRecent(path) => {
                self.recent.remove(&path);
                self.keep_recent();
            }
        }
    }

    fn edit(&mut self, edit: Edit) {
        let name = crate::editor::describe(&edit, self.editor.map());
        self.edit_as(name, vec![edit]);
    }

    /// Reads articles of the map once more, with what is known of them and of names by now.
    fn read_again(&mut self, wanted: impl Fn(ArticleId) -> bool) {
        let articles = self.editor.map().articles().filter(|(id, _)| wanted(*id));
        let inputs = articles.map(|(_, article)| Input::Again(Arc::clone(article))).collect();
        self.errands.read(inputs);
    }

    fn type_on(&mut self, edit: Edit, stay: u64) {
        self.toasts.withdraw_undo();
        let name = crate::editor::describe(&edit, self.editor.map());
        if let Err(error) = self.editor.type_on(edit, stay) {
            self.toasts.warn(format!("{name}: {error}. Nothing was changed."));
        }
    }

    pub(super) fn edit_as(&mut self, name: String, edits: Vec<Edit>) {
        let listed = |editor: &Editor| {
            let map = editor.map();
            [map.articles().count(), map.actors().count(), map.relations().count()]
        };
        let before = listed(&self.editor);
        let learnt = learnt_by(&edits, self.editor.map());
        let renamed = match edits.as_slice() {
            [Edit::RenameActor { id, .. }] => Some(*id),
            _ => None,
        };
        match self.editor.edit_as(name.clone(), edits) {
            Ok(()) => {
                self.toasts.withdraw_undo();
                let map = self.editor.map();
                let same = renamed.and_then(|id| Some((id, map.actor_called(map.actor_name(id), Some(id))?)));
                if let Some((from, into)) = same {
                    let there = map.actor_name(into).to_owned();
                    self.toasts.offer_merge(format!("{name}. {there} is on the map already."), from, into);
                    return self.drop_gone();
                }
                // Something is no longer there, be it that a quote was rejected on which it rested.
                let fewer = before.iter().zip(listed(&self.editor)).any(|(before, now)| now < *before);
                if fewer || renamed.is_some() {
                    self.toasts.offer_undo(name.as_str());
                }
                self.toasts.offer_to_remember(&name, learnt);
            }
            Err(error) => self.toasts.warn(format!("{name}: {error}. Nothing was changed.")),
        }
        self.drop_gone();
    }

    /// Closes the article panel if its article is no longer there.
    fn drop_gone(&mut self) {
        let gone = |shown: &Shown| self.editor.map().article(shown.article).is_none();
        if self.panels.article.as_ref().is_some_and(gone) {
            self.panels.article = None;
        }
    }

    fn command(&mut self, command: Command, ctx: &egui::Context) {
        if self.is_for_tables(command) {
            return self.command_tables(command);
        }
        if !self.can(command) {
            return;
        }
        match command {
            Command::NewMap => self.unless_unsaved(Next::NewMap, ctx),
            Command::Recover => self.look_for_left(),
            Command::OpenMap => self.unless_unsaved(Next::ChooseMap, ctx),
            Command::AddArticles => self.errands.choose(Purpose::AddArticles, None),
            Command::PasteText => self.prompt = Some(Prompt::Paste(String::new())),
            Command::TypePath => {
                self.prompt =
                    Some(Prompt::Path { purpose: None, text: String::new(), why: None, taken: None });
            }
            Command::Save => match self.editor.path().map(Path::to_path_buf) {
                Some(path) => self.save_to(path),
                None => self.choose(Purpose::SaveMap),
            },
            Command::SaveAs => self.choose(Purpose::SaveMap),
            Command::ExportSvg => self.choose(Purpose::ExportSvg),
            Command::ExportPng => self.choose(Purpose::ExportPng),
            Command::ExportCsv => self.choose(Purpose::ExportCsv),
            Command::ExportJson => self.choose(Purpose::ExportJson),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::Palette => self.prompt = Some(Prompt::Search(Search::commands())),
            Command::Find => self.prompt = Some(Prompt::Search(Search::in_map())),
            Command::Undo => {
                self.canvas.cancel();
                self.editor.undo();
                self.toasts.withdraw_undo();
                self.drop_gone();
            }
            Command::Redo => {
                self.canvas.cancel();
                self.editor.redo();
                self.toasts.withdraw_undo();
                self.drop_gone();
            }
            Command::SelectAll => {
                self.editor.selection = Selection {
                    actors: self.canvas.scene().nodes.iter().map(|node| node.actor).collect(),
                    ..Selection::default()
                };
            }
            Command::SelectNeighbours => self.editor.select_neighbours(),
            Command::AlignLeft => self.align("left", Line::Left),
            Command::AlignCentre => self.align("centres", Line::Centre),
            Command::AlignRight => self.align("right", Line::Right),
            Command::AlignTop => self.align("top", Line::Top),
            Command::AlignMiddle => self.align("middles", Line::Middle),
            Command::AlignBottom => self.align("bottom", Line::Bottom),
            Command::DistributeAcross => self.distribute(true),
            Command::DistributeDown => self.distribute(false),
            Command::Walk => {
                self.canvas.take_keys(ctx);
                if self.editor.selection.is_empty() {
                    self.walk(Step::Next, ctx);
                }
            }
            Command::Connect | Command::MergeInto => {
                if let Some(id) = self.editor.selection.sole_actor() {
                    let search = if command == Command::Connect {
                        Search::to_connect(id)
                    } else {
                        Search::to_merge(id)
                    };
                    self.prompt = Some(Prompt::Search(search));
                }
            }
            Command::AddActor => self.perform(Ask::AddActorAt(Some(self.canvas.free_place())), ctx),
            Command::Rename => {
                if let Some(id) = self.editor.selection.sole_actor() {
                    self.perform(Ask::Rename(id), ctx);
                }
            }
            Command::Colour => self.prompt = Some(Prompt::Colour),
            Command::Pin => self.pin_selected(),
            Command::RollUp => self.roll(self.editor.selected_groups(), !self.editor.all_rolled_up()),
            Command::RollUpAll => self.roll(BTreeSet::clone(&self.editor.groups()), true),
            Command::UnrollAll => {
                let mut groups = BTreeSet::clone(&self.editor.groups());
                groups.retain(|id| self.editor.map().is_rolled_up(*id));
                self.roll(groups, false);
            }
            Command::Split => {
                let from = self.editor.selection.sole_actor();
                self.prompt = from.map(|from| Prompt::Split(Splitting::of(from, self.editor.map())));
            }
            Command::Merge => self.merge_selected(),
            Command::Flip | Command::Reverse | Command::Confirm | Command::Reject => {
                self.change_relations(command);
            }
            Command::Delete => self.delete_selected(),
            Command::Dictionary => self.open_dictionary(),
            Command::Remember => self.ask_what_to_remember(false),
            Command::RememberAll => self.ask_what_to_remember(true),
            Command::Review => self.begin_or_leave_review(ctx),
            Command::ReadAllAgain => self.read_again(|_| true),
            Command::Disagreements => self.prompt = Some(Prompt::Conflicts),
            Command::NextQuote => self.next_quote(true),
            Command::PreviousQuote => self.next_quote(false),
            Command::FindInArticle => {
                self.open_article();
                self.panels.reader.wants_to_find = true;
            }
            Command::ArticleInFull => {
                self.panels.reader.in_full = self.panels.article.is_none() || !self.panels.reader.in_full;
                self.open_article();
            }
            Command::LayOut
            | Command::LayOutTwoCamps
            | Command::LayOutRadial
            | Command::LayOutLayered
            | Command::RemoveOverlaps => self.lay_out(command),
            Command::Fit => self.canvas.fit(),
            Command::FitSelection => self.canvas.fit_selection(&self.editor),
            Command::ZoomIn => self.canvas.zoom_by(1.25),
            Command::ZoomOut => self.canvas.zoom_by(0.8),
            Command::ActualSize => self.canvas.actual_size(),
            Command::LargerText => self.scale(ctx, |scales, now| scales.find(|scale| *scale > now)),
            Command::SmallerText => self.scale(ctx, |scales, now| scales.rev().find(|scale| *scale < now)),
            Command::SystemTheme => ctx.set_theme(egui::ThemePreference::System),
            Command::LightTheme => ctx.set_theme(egui::ThemePreference::Light),
            Command::DarkTheme => ctx.set_theme(egui::ThemePreference::Dark),
            Command::Legend => self.canvas.toggle_legend(),
            Command::Lasso => self.editor.lasso = !self.editor.lasso,
            Command::Filter => {
                self.panels.lists = true;
                self.panels.list = List::Filters;
                self.panels.wants_focus = true;
            }
            Command::FilterDays => (self.panels.timeline, self.panels.wants_days) = (true, true),
            Command::HideFiltered => self.editor.set_hide_filtered(!self.editor.hide_filtered()),
            Command::ClearFilters => self.editor.set_filter(Filter::default()),
            Command::AccordingTo => {
                if let Some(actor) = self.editor.selection.sole_actor() {
                    let mut filter = self.editor.filter().clone();
                    filter.according_to(actor, self.editor.map());
                    self.editor.set_filter(filter);
                }
            }
            Command::SizeByRelations => self.editor.even_sizes = !self.editor.even_sizes,
            Command::Hide => {
                self.editor.hide_selected();
                self.say_hidden();
            }
            Command::Isolate => {
                self.editor.isolate_selected();
                self.canvas.reveal(&self.editor);
                self.say_hidden();
            }
            Command::ShowHidden => {
                self.editor.show_hidden();
                self.toasts.withdraw_undo();
            }
            Command::ShowUnconnected => self.editor.set_show_unconnected(!self.editor.show_unconnected()),
            Command::ToggleLists => self.panels.lists = !self.panels.lists,
            Command::ToggleInspector => {
                // Where the lists have its room, it is not seen.
                let covered = self.panels.narrow && self.panels.lists && self.editor.selection.is_empty();
                self.panels.inspector = !self.panels.inspector || covered;
                self.panels.lists &= !(covered && self.panels.inspector);
            }
            Command::ToggleTimeline => self.panels.timeline = !self.panels.timeline,
            Command::Tables => self.tables.toggle(),
            Command::Shortcuts => self.prompt = Some(Prompt::Shortcuts),
            Command::About => self.prompt = Some(Prompt::About),
        }
    }

    fn say_hidden(&mut self) {
        let hidden = self.editor.hidden().actors().len();
        if let (1.., Some(keys)) = (hidden, Command::ShowHidden.shortcut()) {
            let actors = Self::counted(hidden, "actor is", "actors are");
            self.toasts.offer_undo(format!("{actors} hidden. {keys} shows all again."));
        }
    }

    /// Makes everything in the window of the next size that `pick` finds.
    fn scale(
        &mut self,
        ctx: &egui::Context,
        pick: impl FnOnce(&mut std::array::IntoIter<f32, 7>, f32) -> Option<f32>,
    ) {
        if let Some(scale) = pick(&mut Settings::SCALES.into_iter(), self.settings.scale) {
            self.settings.scale = scale;
            ctx.set_zoom_factor(scale);
        }
    }

    pub(super) fn answer(&mut self, reply: Reply, ctx: &egui::Context) {
        match reply {
            Reply::Save(next) => {
                self.after_save = Some(next);
                self.command(Command::Save, ctx);
            }
            Reply::Replace(path, next) => {
                self.after_save = next;
                self.errands.forget(&path);
                self.save_to(path);
            }
            Reply::SaveAs(next) => {
                self.after_save = next;
                self.command(Command::SaveAs, ctx);
            }
            Reply::Discard(next) => {
                self.given_up = Some(self.editor.history().mark());
                self.proceed(next, ctx);
            }
            Reply::Restore(index) => self.restore(index, ctx),
            Reply::GiveUp(index) => self.give_up(index),
            Reply::Path(None, path, _) => self.load(vec![path]),
            Reply::Path(Some(purpose), path, may_replace) => {
                let path = with_extension(path, purpose);
                if purpose.writes() && !may_replace && path.exists() {
                    self.ask_to_replace(purpose, path);
                } else {
                    self.receive(News::Chosen(purpose, vec![path]), ctx);
                }
            }
        }
        ctx.request_repaint();
    }
}
