//! What the pointer does on the canvas.

use std::collections::BTreeSet;

use eframe::egui::{self, CursorIcon, PointerButton, Pos2, Rect};

use super::{Canvas, point, world_rect};
use crate::editor::arrange::{self, Snap};
use crate::editor::{Command, Editor, Gesture, Grip, Release, Selection};
use crate::gui::ask::{Ask, Asks};
use crate::gui::{keys, menus};
use crate::map::{ActorId, Edit, Place, RelationKey};
use crate::picture::{Hit, Rect as WorldRect};

/// How far from a line, in screen points, a click still means it.
const REACH: f32 = 7.0;

/// How far, in screen points, an unsteady click may move.
const SLOP: f32 = 4.0;

/// How far, in screen points, a moved actor is drawn to the line of another.
const DRAWN: f32 = 6.0;

impl Canvas {
    pub(super) fn point(
        &mut self,
        ui: &egui::Ui,
        response: &egui::Response,
        editor: &Editor,
        asks: &mut Asks,
    ) {
        let Some(viewport) = self.viewport else { return };
        self.zoom_and_scroll(ui, response, viewport);
        let pointer = ui.input(|input| input.pointer.latest_pos());
        let at = pointer.map(|at| self.world(at, viewport));
        let zoom = self.camera.zoom();
        let free = self.asked.is_none() && response.hovered();
        let points = self.points(ui) && free || self.gesture != Gesture::Idle;
        self.hovered = match (points, at) {
            (true, Some(at)) => self.scene.hit(at, REACH / zoom),
            _ => None,
        };

        let space = ui.input(|input| input.key_down(egui::Key::Space)) && !ui.ctx().text_edit_focused();
        let middle = response.dragged_by(PointerButton::Middle);
        self.panning = middle || (space && response.dragged_by(PointerButton::Primary));
        if self.panning {
            self.gesture.cancel();
            let by = response.drag_delta();
            self.camera.drag(Place::new(by.x, by.y));
        } else {
            self.press_and_drag(ui, response, editor, viewport, asks);
        }
        ui.ctx().set_cursor_icon(self.cursor(space, response.hovered()));
        self.context_menu(response, editor, at, asks);
    }

    fn zoom_and_scroll(&mut self, ui: &egui::Ui, response: &egui::Response, viewport: Rect) {
        if !response.hovered() && !response.contains_pointer() {
            return;
        }
        let (scroll, pinch, at) =
            ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta(), input.pointer.latest_pos()));
        if let Some(at) = at.filter(|_| pinch != 1.0) {
            self.camera.zoom_at(point(at), pinch, world_rect(viewport));
        } else if scroll != egui::Vec2::ZERO {
            self.camera.drag(Place::new(scroll.x, scroll.y));
        }
    }

    fn press_and_drag(
        &mut self,
        ui: &egui::Ui,
        response: &egui::Response,
        editor: &Editor,
        viewport: Rect,
        asks: &mut Asks,
    ) {
        let (pressed, released, down, origin, latest, modifiers) = ui.input(|input| {
            let pointer = &input.pointer;
            (
                pointer.button_pressed(PointerButton::Primary),
                pointer.button_released(PointerButton::Primary),
                pointer.button_down(PointerButton::Primary),
                pointer.press_origin(),
                pointer.latest_pos(),
                input.modifiers,
            )
        });
        // What lies on the canvas, the legend or the overview, has the press for itself.
        // A quick click is pressed and let go within one frame.
        if pressed
            && response.contains_pointer()
            && let Some(at) = origin.or(latest)
            && !self.furniture.iter().any(|rect| rect.contains(at))
        {
            let at = self.world(at, viewport);
            let grip = match self.scene.hit(at, REACH / self.camera.zoom()) {
                Some(Hit::Actor(id)) => Grip::Actor(id),
                Some(Hit::Rim(id)) => Grip::Rim(id),
                Some(Hit::Relation(key)) => Grip::Relation(key),
                None => Grip::Canvas,
            };
            self.cancel();
            self.gesture.press(grip, at);
            response.request_focus();
            self.by_keys = false;
        }
        if (down || released)
            && let Some(at) = latest
        {
            let slop = SLOP / self.camera.zoom();
            self.gesture.drag(self.world(at, viewport), slop);
            // Nobody can be taken hold of while a layout moves them.
            if self.laying_out.is_some()
                && matches!(self.gesture, Gesture::Moving { .. } | Gesture::Connecting { .. })
            {
                self.gesture.cancel();
            }
            match self.gesture {
                Gesture::Marquee { from, to } => {
                    if self.drawn_line.is_empty() {
                        self.drawn_line.push(from);
                    }
                    if self.drawn_line.last() != Some(&to) {
                        self.drawn_line.push(to);
                    }
                }
                _ => self.drawn_line.clear(),
            }
            if let Gesture::Moving { actor, from, to } = self.gesture {
                self.guides = if modifiers.alt { None } else { self.drawn_to(editor, actor, to - from) };
                let by = to - from + self.guides.map_or_else(Place::default, |(_, snap)| snap.by);
                self.preview = self.moved(editor, actor, by).into_iter().collect();
            }
        }
        if released {
            let extend = modifiers.shift || modifiers.command;
            let at = latest.unwrap_or_default();
            let onto = self.drop_target(editor);
            let mut release = self.gesture.release();
            if let (Release::Moved { by, .. }, Some((_, snap))) = (&mut release, self.guides.take()) {
                *by = *by + snap.by;
            }
            self.let_go(release, onto, extend, at, editor, asks);
        } else if !down && self.gesture != Gesture::Idle {
            // The release happened where the window could not see it.
            self.cancel();
        }
        if response.double_clicked() {
            let bare = |at: &Pos2| !self.furniture.iter().any(|rect| rect.contains(*at));
            match (self.hovered, latest.filter(bare)) {
                (Some(Hit::Actor(id)), _) => asks.push(Ask::Rename(id)),
                (None, Some(at)) => asks.push(Ask::AddActorAt(Some(self.world(at, viewport)))),
                _ => {}
            }
        }
    }

    /// Where the held actor comes to stand, and the lines of others that draw it there, if any do.
    fn drawn_to(&self, editor: &Editor, held: ActorId, by: Place) -> Option<(Place, Snap)> {
        let viewport = self.viewport?;
        let at = self.moved(editor, held, by).into_iter().find(|(id, _)| *id == held)?.1;
        let moving = |id: &ActorId| *id == held || editor.selection.actors.contains(id);
        let seen = self.camera.seen(world_rect(viewport));
        let others =
            self.scene.nodes.iter().filter(|node| !moving(&node.actor) && seen.contains(node.centre));
        let snap = arrange::snap(at, others.map(|node| node.centre), DRAWN / self.camera.zoom());
        (snap != Snap::default()).then_some((at + snap.by, snap))
    }

    /// Where the held actor, and all that are selected with it, end up.
    fn moved(&self, editor: &Editor, held: ActorId, by: Place) -> Vec<(ActorId, Place)> {
        let selected = &editor.selection.actors;
        let all: Vec<ActorId> =
            if selected.contains(&held) { selected.iter().copied().collect() } else { vec![held] };
        let place = |id: ActorId| {
            // Where the map has no place yet, the scene has found one.
            editor.map().place(id).or_else(|| Some(self.scene.node(id)?.centre))
        };
        all.into_iter().filter_map(|id| Some((id, place(id)? + by))).collect()
    }

    /// The actor on which the one that is being moved would be dropped; none while several are moved.
    pub(super) fn drop_target(&self, editor: &Editor) -> Option<ActorId> {
        let Gesture::Moving { actor, to, .. } = self.gesture else { return None };
        let selected = &editor.selection.actors;
        let alone = !selected.contains(&actor) || selected.len() == 1;
        self.scene.body_at(to, &BTreeSet::from([actor])).filter(|_| alone)
    }

    fn let_go(
        &mut self,
        release: Release,
        onto: Option<ActorId>,
        extend: bool,
        at: Pos2,
        editor: &Editor,
        asks: &mut Asks,
    ) {
        match release {
            Release::Nothing => {}
            Release::Click(grip) => {
                let mut selection = if extend { editor.selection.clone() } else { Selection::default() };
                match grip {
                    Grip::Actor(id) | Grip::Rim(id) => selection.toggle_actor(id),
                    Grip::Relation(key) => selection.toggle_relations(self.relations_of(key)),
                    Grip::Canvas => {}
                }
                asks.push(Ask::Select(selection));
            }
            Release::Moved { actor, by } => {
                let places = self.moved(editor, actor, by);
                asks.push(match onto {
                    Some(into) => {
                        self.preview.clear();
                        Ask::DropOn { from: actor, into, places, at }
                    }
                    // What was dragged stays in sight until it has moved in the map.
                    None => Ask::Edit(Edit::Place(places)),
                });
            }
            Release::Connected { source, at: world } => {
                match self.scene.hit(world, REACH / self.camera.zoom()) {
                    Some(Hit::Actor(target) | Hit::Rim(target)) if target != source => {
                        asks.push(Ask::Connect { source, target, at: Some(at) });
                    }
                    _ => {}
                }
            }
            Release::Enclosed(a, b) => {
                let mut selection = if extend { editor.selection.clone() } else { Selection::default() };
                let line = std::mem::take(&mut self.drawn_line);
                selection.actors.extend(if editor.lasso {
                    self.scene.actors_within(&line)
                } else {
                    self.scene.actors_in(WorldRect::new(a, b))
                });
                asks.push(Ask::Select(selection));
            }
        }
    }

    /// The relations that a line of the canvas stands for.
    fn relations_of(&self, key: RelationKey) -> &[RelationKey] {
        self.scene.edge(key).map_or(&[], |edge| &edge.relations)
    }

    /// Whether the pointer is meant: after keys were used it is not until it moves or is pressed.
    fn points(&mut self, ui: &egui::Ui) -> bool {
        let (pointer, pressed, typed) = ui.input(|input| {
            let key = |event: &egui::Event| matches!(event, egui::Event::Key { pressed: true, .. });
            // Shortcuts have taken their keys out of what is left of the input.
            (input.pointer.latest_pos(), input.pointer.any_pressed(), input.raw.events.iter().any(key))
        });
        if typed {
            self.left_at = pointer;
        } else if pressed || self.left_at != pointer {
            self.left_at = None;
        }
        self.left_at.is_none()
    }

    fn cursor(&self, space: bool, hovered: bool) -> CursorIcon {
        match (self.gesture, self.hovered) {
            _ if self.panning => CursorIcon::Grabbing,
            _ if space && hovered => CursorIcon::Grab,
            (Gesture::Moving { .. }, _) => CursorIcon::Grabbing,
            (Gesture::Connecting { .. }, _) | (_, Some(Hit::Rim(_))) => CursorIcon::Crosshair,
            (_, Some(Hit::Actor(_) | Hit::Relation(_))) => CursorIcon::PointingHand,
            _ => CursorIcon::Default,
        }
    }

    fn context_menu(
        &mut self,
        response: &egui::Response,
        editor: &Editor,
        at: Option<Place>,
        asks: &mut Asks,
    ) {
        if response.secondary_clicked() {
            let selection = match self.hovered {
                Some(Hit::Actor(id) | Hit::Rim(id)) if !editor.selection.actors.contains(&id) => {
                    Some(Selection::of_actor(id))
                }
                Some(Hit::Relation(key)) => {
                    let relations: BTreeSet<RelationKey> = self.relations_of(key).iter().copied().collect();
                    let inside = relations.is_subset(&editor.selection.relations);
                    (!inside).then(|| Selection { relations, ..Selection::default() })
                }
                None => Some(Selection::default()),
                _ => None,
            };
            asks.extend(selection.map(Ask::Select));
        }
        let opened_at = response.ctx.data(|data| data.get_temp::<Place>(response.id));
        if response.secondary_clicked()
            && let Some(at) = at
        {
            response.ctx.data_mut(|data| data.insert_temp(response.id, at));
        }
        // Keys go to the canvas where nothing else has them.
        let free = response.ctx.memory(|memory| {
            memory.top_modal_layer().is_none() && memory.focused().is_none_or(|id| id == response.id)
        });
        let by_keys = free && keys::opens_menu(&response.ctx);
        let selected = editor.selection.actors.first().and_then(|id| self.actor_on_screen(*id));
        let middle = selected.unwrap_or(response.rect.center());
        menus::context_menu(response, by_keys.then_some(middle), |ui| {
            if editor.selection.is_empty()
                && ui.button("Add actor here…").on_hover_text(Command::AddActor.tooltip()).clicked()
            {
                asks.push(Ask::AddActorAt(opened_at));
                ui.close();
            }
            menus::context(ui, editor, asks);
        });
    }
}
