//! Laying out: how it begins, how it is watched, and what becomes of it.

use std::collections::BTreeSet;
use std::time::Duration;

use super::App;
use super::ask::Ask;
use super::panels::status::Work;
use crate::analysis::Camps;
use crate::editor::Command;
use crate::jobs::{Live, Stage};
use crate::map::{ActorId, Edit, Place, StanceMap};
use crate::picture::layout::{self, Layout};

/// Where actors come to sit.
pub(crate) type Places = Vec<(ActorId, Place)>;

/// How often a layout under way is shown at most.
const SHOW_LAYOUT: Duration = Duration::from_millis(33);

/// What a layout will be in the history.
pub(crate) struct LayoutStep {
    pub(crate) name: String,
    /// Whether everybody goes somewhere else, so that the view has to follow.
    pub(crate) anew: bool,
}

/// A map whose actors are being laid out.
pub(super) struct LayingOut {
    pub(super) step: LayoutStep,
    pub(super) work: Live<Places, Places>,
}

/// Shows a layout while it is worked out.
struct Watching<'a> {
    stage: &'a Stage<Places>,
    show: &'a dyn Fn(f32, &dyn Fn() -> Places),
}

impl layout::Watch for Watching<'_> {
    fn progress(&self, share: f32, places: &dyn Fn() -> Places) {
        (self.show)(share, places);
    }

    fn cancelled(&self) -> bool {
        self.stage.is_cancelled()
    }
}

impl LayingOut {
    /// Begins to lay out a map, as `layout` finds out how; `wake` is called whenever there is something new to see, and at the end.
    pub(super) fn start(
        map: &StanceMap,
        step: LayoutStep,
        layout: impl FnOnce(&StanceMap) -> Layout + Send + 'static,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let (map, stay) = (map.clone(), BTreeSet::new());
        // Large maps take long to draw, and are shown less often.
        let shapes = map.actors().count() + map.relations().count();
        let every = SHOW_LAYOUT * (1 + shapes as u32 / 1_000);
        let place = move |stage: &Stage<Places>, show: &dyn Fn(f32, &dyn Fn() -> Places)| {
            layout::place(&map, &layout(&map), &stay, &Watching { stage, show })
        };
        Self { step, work: Live::start(every, place, wake) }
    }

    /// What to say of it at the foot of the window.
    pub(super) fn told(&self) -> Work {
        let Self { step: _, work } = self;
        Work {
            text: "laying out".to_owned(),
            share: work.share(),
            left: work.left(),
            cancel: Some(Ask::CancelLayout),
            // Before anything is shown there is nothing to keep.
            stop: (work.share() > 0.0).then_some(Ask::StopLayout),
        }
    }
}

impl App {
    /// Begins the layout that a command asks for.
    pub(super) fn lay_out(&mut self, command: Command) {
        let map = self.editor.map();
        let mut name = command.label().to_owned();
        let middle = self.editor.selection.sole_actor().map(|id| map.rolled().stand_in(id));
        if let Some(id) = middle.filter(|_| command == Command::LayOutRadial) {
            name = format!("Lay out around {}", map.actor_name(id));
        }
        let layout = move |map: &StanceMap| match command {
            Command::LayOutTwoCamps => Layout::TwoCamps(Camps::of(map).first),
            Command::LayOutRadial => Layout::Radial(middle),
            Command::LayOutLayered => Layout::Layered,
            Command::RemoveOverlaps => Layout::RemoveOverlaps,
            _ => Layout::Forces,
        };
        let anew = command != Command::RemoveOverlaps;
        self.canvas.give_up_layout();
        self.errands.lay_out(map, LayoutStep { name, anew }, layout);
    }

    /// Makes a layout a step. Who has gone or was pinned in the meantime is left out; who has come stays where it is.
    pub(super) fn take_layout(&mut self, step: LayoutStep, mut places: Places) {
        self.canvas.end_layout();
        let map = self.editor.map();
        let shown = |id| map.actor(id).is_some_and(|actor| actor.is_shown());
        places.retain(|(id, _)| shown(*id) && !map.is_pinned(*id));
        if places.iter().all(|(id, place)| map.place(*id) == Some(*place)) {
            self.toasts.say("Everybody is in place already.");
            return;
        }
        self.edit_as(step.name, vec![Edit::Place(places)]);
        if step.anew {
            self.canvas.fit();
        } else {
            self.canvas.fit_if_hidden(&self.editor);
        }
    }

    /// Keeps what the layout under way has reached.
    pub(super) fn stop_layout(&mut self) {
        if let Some(step) = self.errands.end_layout() {
            let places = self.canvas.layout_so_far();
            self.take_layout(step, places);
        }
    }

    /// Leaves everybody where they were before the layout under way began; whether there was one.
    pub(super) fn cancel_layout(&mut self) -> bool {
        let was_under_way = self.errands.end_layout().is_some();
        self.canvas.give_up_layout();
        was_under_way
    }
}
