use super::*;
use crate::analysis::{Filter, Value};
use crate::map::{Actor, ActorId, ActorKind, Claim, Place, RelationKey, Stance};

fn editor(names: &[&str]) -> (Editor, Vec<ActorId>) {
    let mut editor = Editor::default();
    let ids = names
        .iter()
        .map(|name| {
            let id = editor.map().next_actor_id();
            let actor = Actor::by_hand(*name, ActorKind::State);
            editor.edit(Edit::AddActor { id, actor, at: None }).unwrap();
            id
        })
        .collect();
    (editor, ids)
}

fn connect(editor: &mut Editor, source: ActorId, target: ActorId, stance: Stance) -> RelationKey {
    let key = RelationKey::new(source, target, stance);
    editor.edit(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
    key
}

#[test]
fn every_step_is_undone_and_redone_by_name() {
    let (mut editor, ids) = editor(&["Ankara", "Turkey", "Egypt"]);
    let key = connect(&mut editor, ids[0], ids[2], Stance::Backs);
    editor.edit(Edit::FlipStance(key)).unwrap();
    editor.edit(Edit::MergeActors { from: ids[0], into: ids[1] }).unwrap();
    let end = editor.map().clone();
    let mut names = Vec::new();
    while let Some(name) = editor.undo() {
        names.push(name);
    }
    assert_eq!(
        names,
        [
            "Merge Ankara into Turkey",
            "Flip Ankara backs Egypt",
            "Add Ankara backs Egypt",
            "Add Egypt",
            "Add Turkey",
            "Add Ankara"
        ]
    );
    assert_eq!(*editor.map(), StanceMap::default());
    while editor.redo().is_some() {}
    assert_eq!(*editor.map(), end);
}

#[test]
fn more_than_a_thousand_steps_are_undone_and_redone() {
    let (mut editor, ids) = editor(&["Actor"]);
    let start = editor.map().clone();
    for number in 0..1_500 {
        editor.edit(Edit::RenameActor { id: ids[0], name: format!("Actor {number}") }).unwrap();
    }
    let end = editor.map().clone();
    assert_eq!(std::iter::from_fn(|| editor.undo()).take(1_500).count(), 1_500);
    assert_eq!(*editor.map(), start);
    assert_eq!(std::iter::from_fn(|| editor.redo()).count(), 1_500);
    assert_eq!(*editor.map(), end);
}

#[test]
fn a_map_is_dirty_until_it_is_back_at_what_was_saved() {
    let (mut editor, ids) = editor(&["Ana"]);
    assert!(editor.is_dirty());
    let mark = editor.history().mark();
    editor.saved("a.ron".into(), mark);
    assert!(!editor.is_dirty());
    editor.edit(Edit::RenameActor { id: ids[0], name: "Bo".to_owned() }).unwrap();
    assert!(editor.is_dirty());
    editor.undo();
    assert!(!editor.is_dirty());
    editor.undo();
    editor
        .edit(Edit::AddActor { id: ids[0], actor: Actor::by_hand("Cy", ActorKind::Person), at: None })
        .unwrap();
    assert!(editor.is_dirty(), "another way to as many steps is not what was saved");
}

#[test]
fn work_done_while_a_save_was_under_way_stays_unsaved() {
    let (mut editor, ids) = editor(&["Ana"]);
    let mark = editor.history().mark();
    editor.edit(Edit::RenameActor { id: ids[0], name: "Bo".to_owned() }).unwrap();
    editor.saved("a.ron".into(), mark);
    assert!(editor.is_dirty());
}

#[test]
fn the_selection_follows_what_it_points_at() {
    let (mut editor, ids) = editor(&["A", "B", "C"]);
    let key = connect(&mut editor, ids[0], ids[1], Stance::Backs);
    editor.selection = Selection::of_relation(key);
    editor.edit(Edit::FlipStance(key)).unwrap();
    assert_eq!(editor.selection.sole_relation(), Some(key.flipped()));
    editor.edit(Edit::ReverseRelation(key.flipped())).unwrap();
    assert_eq!(editor.selection.sole_relation(), Some(key.flipped().reversed()));
    editor.edit(Edit::MergeActors { from: ids[0], into: ids[2] }).unwrap();
    assert_eq!(editor.selection.sole_relation(), Some(RelationKey::new(ids[1], ids[2], Stance::Opposes)));
    editor.edit(Edit::DeleteActor(ids[2])).unwrap();
    assert!(editor.selection.is_empty());
    editor.undo();
    assert!(editor.selection.sole_relation().is_some(), "undo brings the selection back");
}

#[test]
fn a_refused_edit_leaves_no_step() {
    let (mut editor, ids) = editor(&["A"]);
    let mark = editor.history().mark();
    let blank = Edit::RenameActor { id: ids[0], name: "  ".to_owned() };
    assert_eq!(editor.edit(blank), Err(EditError::BlankName));
    assert_eq!(editor.history().mark(), mark);
}

/// Plays a script such as `press A; drag 40,0; release` over an actor A at 0,0 with its rim R and a canvas C.
fn play(script: &str) -> (Gesture, Release) {
    let mut gesture = Gesture::default();
    let mut last = Release::Nothing;
    for step in script.split(';').map(str::trim) {
        let (verb, rest) = step.split_once(' ').unwrap_or((step, ""));
        match verb {
            "press" => {
                let grip = match rest {
                    "A" => Grip::Actor(ActorId(1)),
                    "R" => Grip::Rim(ActorId(1)),
                    _ => Grip::Canvas,
                };
                gesture.press(grip, Place::new(0.0, 0.0));
            }
            "drag" => {
                let (x, y) = rest.split_once(',').unwrap();
                gesture.drag(Place::new(x.parse().unwrap(), y.parse().unwrap()), 4.0);
            }
            "release" => last = gesture.release(),
            "esc" => gesture.cancel(),
            other => panic!("no such step: {other}"),
        }
    }
    (gesture, last)
}

#[test]
fn gestures() {
    let a = ActorId(1);
    let at = Place::new;
    let cases = [
        ("press A; release", Release::Click(Grip::Actor(a))),
        ("press A; drag 2,1; release", Release::Click(Grip::Actor(a))),
        ("press A; drag 40,0; release", Release::Moved { actor: a, by: at(40.0, 0.0) }),
        ("press A; drag 40,0; drag 1,0; release", Release::Moved { actor: a, by: at(1.0, 0.0) }),
        ("press A; drag 40,0; esc; release", Release::Nothing),
        ("press R; drag 90,9; release", Release::Connected { source: a, at: at(90.0, 9.0) }),
        ("press C; drag 50,60; release", Release::Enclosed(at(0.0, 0.0), at(50.0, 60.0))),
        ("press C; release", Release::Click(Grip::Canvas)),
        ("drag 5,5; release", Release::Nothing),
    ];
    for (script, expected) in cases {
        let (gesture, release) = play(script);
        assert_eq!(release, expected, "{script}");
        assert_eq!(gesture, Gesture::Idle, "{script}");
    }
}

#[test]
fn no_two_commands_share_a_shortcut_or_a_label() {
    for (index, a) in Command::ALL.iter().enumerate() {
        for b in &Command::ALL[index + 1..] {
            assert_ne!(a.label(), b.label());
            assert!(a.shortcut().is_none() || a.shortcut() != b.shortcut(), "{a:?} and {b:?}");
        }
    }
}

#[test]
fn nudges_in_a_row_are_one_step() {
    let (mut editor, ids) = editor(&["Ana", "Bo"]);
    editor.edit(Edit::Place(vec![(ids[0], Place::new(0.0, 0.0))])).unwrap();
    let before = editor.map().clone();
    let nudge = |editor: &mut Editor, x: f32| {
        editor.nudge(Edit::Place(vec![(ids[0], Place::new(x, 0.0))])).unwrap();
    };
    let steps = editor.history().names().count();
    for x in 1..=5 {
        nudge(&mut editor, x as f32);
    }
    assert_eq!(editor.history().names().count(), steps + 1);
    editor.undo();
    assert_eq!(*editor.map(), before);
    editor.redo();
    assert_eq!(editor.map().place(ids[0]), Some(Place::new(5.0, 0.0)));
    // What was saved in between can be gone back to.
    editor.saved("x.ron".into(), editor.history().mark());
    nudge(&mut editor, 6.0);
    nudge(&mut editor, 7.0);
    editor.undo();
    assert!(!editor.is_dirty());
    assert_eq!(editor.map().place(ids[0]), Some(Place::new(5.0, 0.0)));
}

#[test]
fn a_group_stays_selected_while_one_within_it_passes_the_filter() {
    let (mut editor, ids) = editor(&["State", "Leader", "Rival"]);
    let [state, leader, rival] = [ids[0], ids[1], ids[2]];
    connect(&mut editor, leader, rival, Stance::Opposes);
    editor.edit(Edit::SetMemberOf { id: leader, member_of: Some(state) }).unwrap();
    editor.edit(Edit::RollUp { groups: [state].into(), rolled_up: true }).unwrap();
    editor.selection = Selection::of_actor(state);
    editor.set_hide_filtered(true);
    let without = |stance| Filter { without: [Value::Stance(stance)].into(), ..Filter::default() };
    editor.set_filter(without(Stance::Backs));
    assert_eq!(editor.selection, Selection::of_actor(state));
    editor.set_filter(without(Stance::Opposes));
    assert!(editor.selection.is_empty(), "nothing within passes");
}
