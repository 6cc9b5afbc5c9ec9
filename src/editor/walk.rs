//! Walking the map by keys: from actor to actor, along relations, and in a direction.

use crate::map::{ActorId, Place, RelationKey};

use super::{Editor, Selection};

/// A direction on the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Leftwards.
    Left,
    /// Rightwards.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

/// A step of a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the next actor as one reads, in lines from left to right; from a relation to the next of the same actor.
    Next,
    /// The reverse of [`Next`](Self::Next).
    Previous,
    /// From an actor to its first relation; from a relation to the actor at its other end.
    Along,
    /// To the nearest actor in a direction.
    Towards(Direction),
}

/// Actors no further apart than this, in world units, stand on one line as one reads.
const LINE: f32 = 90.0;

/// The nearest actor in a direction: what lies aside counts twice. `None` if there is none within half a right angle, nor
/// any further aside.
fn towards(actors: &[(ActorId, Place)], from: Place, direction: Direction) -> Option<ActorId> {
    let ahead = |to: Place| {
        let by = to + from * -1.0;
        match direction {
            Direction::Left => (-by.x, by.y.abs()),
            Direction::Right => (by.x, by.y.abs()),
            Direction::Up => (-by.y, by.x.abs()),
            Direction::Down => (by.y, by.x.abs()),
        }
    };
    let ranked = actors.iter().filter_map(|(id, at)| {
        let (ahead, aside) = ahead(*at);
        (ahead > 1.0).then_some((aside > ahead, ahead + 2.0 * aside, *id))
    });
    let nearer = |a: &(bool, f32, ActorId), b: &(bool, f32, ActorId)| {
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2))
    };
    ranked.min_by(nearer).map(|(_, _, id)| id)
}

/// Actors as one reads them: line by line, each from left to right.
fn reading_order(actors: &[(ActorId, Place)]) -> Vec<ActorId> {
    let mut left = actors.to_vec();
    left.sort_by(|(a, one), (b, other)| one.y.total_cmp(&other.y).then(a.cmp(b)));
    let mut order = Vec::with_capacity(left.len());
    for line in left.chunk_by_mut(|(_, above), (_, below)| below.y - above.y < LINE / 3.0) {
        line.sort_by(|(a, one), (b, other)| one.x.total_cmp(&other.x).then(a.cmp(b)));
        order.extend(line.iter().map(|(id, _)| *id));
    }
    order
}

impl Editor {
    /// Takes a step over the actors and relations that are drawn, and selects what it leads to; `false`, with the selection
    /// as it was, where it leads nowhere. Where nothing is selected, any step leads to the best connected actor.
    pub fn walk(&mut self, step: Step, actors: &[(ActorId, Place)], relations: &[RelationKey]) -> bool {
        let to = match (self.selection.sole_relation(), self.selection.actors.last().copied(), step) {
            (Some(key), _, Step::Along) => {
                let on = if self.walked_from == Some(key.target) { key.source } else { key.target };
                Some(Selection::of_actor(on))
            }
            (Some(key), _, Step::Towards(direction)) => {
                let at = |id| actors.iter().find(|(actor, _)| *actor == id).map(|(_, at)| *at);
                let middle = at(key.source).zip(at(key.target)).map(|(a, b)| (a + b) * 0.5);
                middle.and_then(|from| towards(actors, from, direction)).map(Selection::of_actor)
            }
            (Some(key), _, Step::Next | Step::Previous) => {
                let from = self.walked_from.filter(|id| key.touches(*id)).unwrap_or(key.source);
                self.walked_from = Some(from);
                let own: Vec<RelationKey> =
                    relations.iter().copied().filter(|key| key.touches(from)).collect();
                beside(&own, &key, step == Step::Previous, true).map(Selection::of_relation)
            }
            (None, None, _) => {
                let degree = |id: ActorId| relations.iter().filter(|key| key.touches(id)).count();
                let best = actors.iter().map(|(id, _)| *id).rev().max_by_key(|id| degree(*id));
                best.map(Selection::of_actor)
            }
            (None, Some(id), Step::Along) => {
                self.walked_from = Some(id);
                relations.iter().copied().find(|key| key.touches(id)).map(Selection::of_relation)
            }
            (None, Some(id), Step::Towards(direction)) => {
                let from = actors.iter().find(|(actor, _)| *actor == id).map(|(_, at)| *at);
                from.and_then(|from| towards(actors, from, direction)).map(Selection::of_actor)
            }
            (None, Some(id), Step::Next | Step::Previous) => {
                beside(&reading_order(actors), &id, step == Step::Previous, false).map(Selection::of_actor)
            }
        };
        let leads_on = to.is_some();
        self.selection = to.unwrap_or_else(|| std::mem::take(&mut self.selection));
        leads_on
    }
}

/// What stands after, or before, something in a list; `None` past the ends unless it goes round.
fn beside<T: Copy + PartialEq>(list: &[T], from: &T, back: bool, round: bool) -> Option<T> {
    let at = list.iter().position(|item| item == from)?;
    let to = if back { at.checked_sub(1) } else { (at + 1 < list.len()).then_some(at + 1) };
    let past = if back { list.len() - 1 } else { 0 };
    list.get(to.or(round.then_some(past))?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, ActorKind, Claim, Edit, Stance};

    /// Two lines of actors: 1 and 2 above, 3 and 4 below; 1 backs 2, 1 opposes 4, 3 backs 1.
    fn map() -> (Editor, Vec<(ActorId, Place)>, Vec<RelationKey>) {
        let mut editor = Editor::default();
        let places = [(0.0, 0.0), (200.0, 8.0), (10.0, 200.0), (210.0, 190.0)];
        let actors: Vec<(ActorId, Place)> =
            (1..).map(ActorId).zip(places.map(|(x, y)| Place::new(x, y))).collect();
        for (id, at) in &actors {
            let actor = Actor::by_hand(format!("{id}"), ActorKind::Person);
            editor.edit(Edit::AddActor { id: *id, actor, at: Some(*at) }).unwrap();
        }
        let relations = vec![
            RelationKey::new(ActorId(1), ActorId(2), Stance::Backs),
            RelationKey::new(ActorId(1), ActorId(4), Stance::Opposes),
            RelationKey::new(ActorId(3), ActorId(1), Stance::Backs),
        ];
        for key in &relations {
            editor.edit(Edit::AddRelation { key: *key, claim: Claim::default() }).unwrap();
        }
        (editor, actors, relations)
    }

    /// Takes steps from nothing selected; where each leads: an actor's number, a relation's two, or `-` for nowhere.
    fn walked(steps: &[Step]) -> String {
        let (mut editor, actors, relations) = map();
        let mut way = Vec::new();
        for step in steps {
            let leads_on = editor.walk(*step, &actors, &relations);
            let Selection { actors, relations } = &editor.selection;
            way.push(match (leads_on, actors.first(), relations.first()) {
                (false, _, _) => "-".to_owned(),
                (_, Some(id), _) => id.0.to_string(),
                (_, _, Some(key)) => format!("{}{}", key.source.0, key.target.0),
                _ => "?".to_owned(),
            });
        }
        way.join(" ")
    }

    #[test]
    fn steps_lead_from_actor_to_actor_and_along_relations() {
        use Direction::*;
        use Step::*;
        let cases: [(&[Step], &str); 6] = [
            (&[Next, Next, Next, Next, Next], "1 2 3 4 -"),
            (&[Next, Next, Previous, Previous], "1 2 1 -"),
            (&[Next, Along, Next, Next, Next, Previous], "1 12 14 31 12 31"),
            (&[Next, Along, Along, Along, Along], "1 12 2 12 1"),
            (&[Along, Towards(Right), Towards(Down), Towards(Left), Towards(Up), Towards(Up)], "1 2 4 3 1 -"),
            (&[Next, Along, Next, Towards(Down), Towards(Right)], "1 12 14 3 4"),
        ];
        for (steps, way) in cases {
            assert_eq!(walked(steps), way, "{steps:?}");
        }
        let (mut editor, ..) = map();
        assert!(!editor.walk(Next, &[], &[]), "an empty map");
    }
}
