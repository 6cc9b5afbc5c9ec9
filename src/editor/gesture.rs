//! What a pressed pointer is doing on the canvas: a small machine in world units, without a window.

use crate::map::{ActorId, Place, RelationKey};

/// What lay under the pointer when it was pressed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Grip {
    /// The body of an actor: a drag moves it.
    Actor(ActorId),
    /// The rim of an actor: a drag connects it.
    Rim(ActorId),
    /// A relation.
    Relation(RelationKey),
    /// The empty canvas: a drag draws a marquee.
    Canvas,
}

/// What the pressed pointer is doing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Gesture {
    /// Nothing is pressed.
    #[default]
    Idle,
    /// Pressed, and not yet moved far enough to mean a drag.
    Pressed {
        /// What is held.
        grip: Grip,
        /// Where it was taken hold of.
        at: Place,
    },
    /// The held actor, and all that are selected with it, are being moved.
    Moving {
        /// The actor that is held.
        actor: ActorId,
        /// Where it was taken hold of.
        from: Place,
        /// Where the pointer is.
        to: Place,
    },
    /// A relation is being drawn.
    Connecting {
        /// Where it starts.
        source: ActorId,
        /// Where the pointer is.
        to: Place,
    },
    /// A rectangle, or a line whose ends these are, is being drawn around actors.
    Marquee {
        /// One corner.
        from: Place,
        /// The opposite corner.
        to: Place,
    },
}

/// What letting go means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Release {
    /// Nothing was held.
    Nothing,
    /// It was a click.
    Click(Grip),
    /// The held actor, and all that are selected with it, moved by so much.
    Moved {
        /// The actor that was held.
        actor: ActorId,
        /// How far.
        by: Place,
    },
    /// A relation was drawn from `source` to this place.
    Connected {
        /// Where it starts.
        source: ActorId,
        /// Where the pointer was let go.
        at: Place,
    },
    /// A rectangle, or a line, was drawn between two corners.
    Enclosed(Place, Place),
}

impl Gesture {
    /// The pointer went down on something.
    pub fn press(&mut self, grip: Grip, at: Place) {
        *self = Self::Pressed { grip, at };
    }

    /// The pointer moved to `to`. A press turns into a drag once it is further than `slop` world units from where it
    /// began, so that an unsteady click does not move anything.
    pub fn drag(&mut self, to: Place, slop: f32) {
        *self = match *self {
            Self::Idle => Self::Idle,
            Self::Pressed { at, .. } if (to.x - at.x).hypot(to.y - at.y) <= slop => return,
            Self::Pressed { grip: Grip::Actor(actor), at: from } | Self::Moving { actor, from, .. } => {
                Self::Moving { actor, from, to }
            }
            Self::Pressed { grip: Grip::Rim(source), .. } | Self::Connecting { source, .. } => {
                Self::Connecting { source, to }
            }
            Self::Pressed { at: from, .. } | Self::Marquee { from, .. } => Self::Marquee { from, to },
        };
    }

    /// The pointer went up.
    pub fn release(&mut self) -> Release {
        match std::mem::take(self) {
            Self::Idle => Release::Nothing,
            Self::Pressed { grip, .. } => Release::Click(grip),
            Self::Moving { actor, from, to } => {
                Release::Moved { actor, by: Place::new(to.x - from.x, to.y - from.y) }
            }
            Self::Connecting { source, to } => Release::Connected { source, at: to },
            Self::Marquee { from, to } => Release::Enclosed(from, to),
        }
    }

    /// Everything is as it was before the press.
    pub fn cancel(&mut self) {
        *self = Self::Idle;
    }
}
