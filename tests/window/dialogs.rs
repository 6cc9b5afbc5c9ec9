//! Questions have the room that they need, and are answered without a mouse.

use eframe::egui::Key;
use stancemap::map::{Actor, ActorId, ActorKind, Edit};

use crate::case::map;
use crate::driver::Window;

#[test]
fn a_search_that_was_short_has_room_for_all_rows_again() {
    let mut map = map();
    for number in 10..30 {
        let actor = Actor::by_hand(format!("Member {number}"), ActorKind::Person);
        map.apply(Edit::AddActor { id: ActorId(number), actor, at: None }).unwrap();
    }
    let mut window = Window::showing(&map);
    window.ctrl(Key::F);
    window.type_keys("member 12");
    window.key(Key::Escape);
    window.ctrl(Key::F);
    window.type_keys("member");
    // Rows out of sight are not painted; the question is painted last.
    let painted = window.painted();
    let rows = painted.iter().rev().take_while(|(text, _)| text != "member");
    let rows = rows.filter(|(text, _)| text.starts_with("Member ")).count();
    assert!(rows >= 10, "{rows} rows are shown");
}
