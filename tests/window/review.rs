//! A review of findings, driven by keys alone.

use std::time::Duration;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Vec2};
use stancemap::editor::review::Review;
use stancemap::map::{
    Actor, ActorId, ActorKind, Article, ArticleId, Confidence, Edit, Evidence, EvidenceId, Modality, Origin,
    Place, RelationKey, Span, Stance, StanceMap, Verdict,
};

use crate::case::{ANA, BO, CY, DEE, backs, map, opposes};
use crate::driver::Window;

/// A window in which the review of a map has begun.
fn reviewing(map: &StanceMap) -> Window {
    let mut window = Window::high_with(map);
    window.key(Key::V);
    window
}

fn current(window: &Window) -> Option<(RelationKey, EvidenceId)> {
    window.editor().review().and_then(Review::current)
}

fn progress(window: &Window) -> (usize, usize) {
    window.editor().review().unwrap().progress()
}

fn quote(window: &Window, key: RelationKey, id: u32) -> Option<(Verdict, Modality)> {
    let mut items = window.map().relation(key)?.evidence.iter();
    items.find(|item| item.id == EvidenceId(id)).map(|item| (item.verdict, item.modality))
}

/// So many findings, each from an article of its own, on twelve actors: by turns of four cues, and ever less certain.
fn findings(count: u32) -> StanceMap {
    const CUES: [(&str, Stance); 4] = [
        ("praised", Stance::Backs),
        ("armed", Stance::Backs),
        ("condemned", Stance::Opposes),
        ("shelled", Stance::Opposes),
    ];
    let mut edits = Vec::new();
    for number in 0..12 {
        let actor = Actor::by_hand(format!("Actor{number}"), ActorKind::State);
        let at = Place::new((number % 4) as f32 * 260.0, (number / 4) as f32 * 200.0);
        edits.push(Edit::AddActor { id: ActorId(number + 1), actor, at: Some(at) });
    }
    for number in 0..count {
        let (cue, stance) = CUES[number as usize % 4];
        let (source, target) = (number % 12, (number + 1 + number / 12 % 11) % 12);
        let sentence = format!("Actor{source} {cue} Actor{target} on day {number}.");
        let text = format!("Report {number}\n\nIt had rained.\n\n{sentence} Nobody else spoke.");
        let start = text.find(&sentence).unwrap();
        let span = |words: &str| {
            let start = start + sentence.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let evidence = Evidence {
            id: EvidenceId(number + 1),
            article: ArticleId(number + 1),
            quote: Span::new(start, start + sentence.len()),
            cue: Some(span(cue)),
            origin: Some(Origin {
                source_mention: span(&format!("Actor{source}")),
                target_mention: span(&format!("Actor{target} on")),
                stance,
            }),
            attribution: None,
            modality: Modality::Asserted,
            confidence: Confidence::clamped(0.99 - number as f32 * 0.005),
            verdict: Verdict::Unreviewed,
            note: String::new(),
        };
        let article = Article::from_text(text);
        edits.push(Edit::AddArticle { id: ArticleId(number + 1), article });
        let key = RelationKey::new(ActorId(source + 1), ActorId(target + 1), stance);
        edits.push(Edit::AddEvidence { key, evidence });
    }
    let mut map = StanceMap::default();
    map.apply_all(edits).unwrap();
    map
}

#[test]
fn a_finding_is_shown_in_its_context_and_on_the_canvas() {
    let mut window = reviewing(&map());
    assert_eq!(current(&window), Some((backs(ANA, BO), EvidenceId(1))));
    assert!(window.shows("0 of 2 reviewed"), "{:#?}", window.texts());
    assert!(window.shows("Praise on Monday\nAna praised Bo on Monday.\nThere was applause."));
    assert_eq!(window.editor().selection.sole_relation(), Some(backs(ANA, BO)));
    window.key(Key::N);
    assert_eq!(window.editor().selection.sole_relation(), Some(opposes(CY, BO)));
    assert!(window.shows("It had rained.\nCy condemned Bo in the evening."));
    window.key(Key::Escape);
    assert!(window.editor().review().is_none());
    assert_eq!(*window.map(), map());
}

#[test]
fn another_order_keeps_the_progress() {
    let mut window = reviewing(&findings(12));
    window.key(Key::A);
    window.key(Key::X);
    window.key(Key::O);
    assert_eq!(progress(&window), (2, 12));
    window.key(Key::O);
    assert!(window.shows("2 of 12 reviewed"));
}

#[test]
fn somebody_who_is_not_on_the_map_is_added_and_used_in_one_step() {
    let new = ActorId(5);
    for (key, to) in [(Key::S, backs(new, BO)), (Key::T, backs(ANA, new))] {
        let mut window = reviewing(&map());
        window.key(key);
        window.type_keys("Turkey");
        assert!(window.shows("No other actor is called so."));
        window.click("Add “Turkey”");
        let actor = window.map().actor(new).unwrap();
        assert_eq!((actor.name.as_str(), actor.kind), ("Turkey", ActorKind::State));
        assert_eq!(quote(&window, to, 1), Some((Verdict::Confirmed, Modality::Asserted)));
        assert_eq!((window.steps(), progress(&window)), (1, (1, 2)));
        window.ctrl(Key::Z);
        assert_eq!(*window.map(), map());
        window.key(key);
        window.type_keys("dee");
        assert!(!window.shows("Add “dee”"), "she is on the map");
    }
    let mut window = Window::with_map();
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.click("According to…");
    window.type_keys("Zed");
    window.key(Key::Enter);
    let relation = window.map().relation(backs(ANA, BO)).unwrap();
    assert_eq!((relation.evidence[0].attribution, window.steps()), (Some(new), 1));
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
}

#[test]
fn answers_are_in_sight_in_the_smallest_window() {
    let mut map = map();
    for (id, name) in [(ANA, "Forces of Freedom and Change"), (BO, "People's Protection Units of the North")]
    {
        map.apply(Edit::RenameActor { id, name: name.to_owned() }).unwrap();
    }
    let mut window = Window::with_map_sized(640.0, 480.0);
    let path = window.path("long.ron");
    stancemap::files::saved::save(&map, &path).unwrap();
    window.drop_files(&[path]);
    window.wait("the map to open", |window| *window.map() == map);
    window.key(Key::V);
    let clips = |shape: &eframe::egui::epaint::ClippedShape| {
        matches!(&shape.shape, eframe::egui::Shape::Text(text) if text.galley.text().contains("on Monday"))
            .then_some(shape.clip_rect)
    };
    let quote = window.output().shapes.iter().rev().find_map(clips).expect("the quote is shown");
    for name in ["Accept", "Reject", "Skip", "Undo"] {
        let answer = window.one(Role::Button, name).rect();
        assert!(answer.top() >= quote.bottom() && quote.height() > 30.0, "{name}: {answer:?} {quote:?}");
    }
    window.click("Accept");
    assert_eq!(progress(&window), (1, 2));
    window.click("Flip");
    assert_eq!(progress(&window), (2, 2));
}

#[test]
fn each_answer_has_a_key_and_undo_leads_back() {
    let (confirmed, asserted) = (Verdict::Confirmed, Modality::Asserted);
    for (key, to, expected) in [
        (Key::A, backs(ANA, BO), (confirmed, asserted)),
        (Key::Enter, backs(ANA, BO), (confirmed, asserted)),
        (Key::X, backs(ANA, BO), (Verdict::Rejected, asserted)),
        (Key::F, opposes(ANA, BO), (confirmed, asserted)),
        (Key::R, backs(BO, ANA), (confirmed, asserted)),
        (Key::H, backs(ANA, BO), (confirmed, Modality::Hedged)),
    ] {
        let mut window = reviewing(&map());
        window.key(key);
        assert_eq!(quote(&window, to, 1), Some(expected), "{key:?}");
        assert_eq!((current(&window), progress(&window)), (Some((opposes(CY, BO), EvidenceId(2))), (1, 2)));
        assert_eq!(window.steps(), 1);
        window.key(Key::N);
        assert_eq!(progress(&window), (1, 2), "the last one cannot be skipped");
        if key == Key::A {
            window.key(Key::U);
        } else {
            window.ctrl(Key::Z);
        }
        assert_eq!((current(&window), progress(&window)), (Some((backs(ANA, BO), EvidenceId(1))), (0, 2)));
        assert_eq!(
            window.editor().selection.sole_relation(),
            Some(backs(ANA, BO)),
            "the canvas goes back, too"
        );
        assert_eq!(*window.map(), map());
    }
}

#[test]
fn source_and_target_are_named_by_their_first_letters() {
    let mut window = reviewing(&map());
    window.key(Key::S);
    window.one(Role::TextInput, "Actor that takes the stance");
    window.type_keys("de");
    window.key(Key::Enter);
    assert!(quote(&window, backs(DEE, BO), 1).is_some());
    window.key(Key::T);
    window.one(Role::TextInput, "Actor that the stance is towards");
    window.type_keys("an");
    window.key(Key::Enter);
    assert!(quote(&window, opposes(CY, ANA), 2).is_some());
    assert!(window.shows("All 2 findings are reviewed."));
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
    window.key(Key::T);
    window.key(Key::Escape);
    assert_eq!(current(&window), Some((backs(ANA, BO), EvidenceId(1))), "Esc leaves only the question");
}

#[test]
fn a_key_that_is_held_down_answers_once() {
    let mut window = reviewing(&findings(8));
    window.hold(Key::A, true);
    for _ in 0..4 {
        window.hold(Key::A, true);
    }
    window.hold(Key::A, false);
    assert_eq!(progress(&window), (1, 8));
}

#[test]
fn other_keys_do_what_they_always_do() {
    let mut window = reviewing(&map());
    window.keys(Modifiers::SHIFT, Key::H);
    assert_eq!(progress(&window), (0, 2), "Shift+H is no H");
    window.ctrl(Key::F);
    window.type_keys("axfrhn");
    assert_eq!(*window.map(), map(), "letters are typed into a field");
    window.key(Key::Escape);
    window.key(Key::V);
    assert!(window.editor().review().is_none(), "the key that begins a review ends it");
}

#[test]
fn a_review_is_of_the_selected_actor_or_of_what_is_chosen() {
    let mut window = Window::high_with(&map());
    window.click_at(window.actor_at("Cy"), Modifiers::NONE);
    window.key(Key::V);
    assert_eq!((current(&window), progress(&window)), (Some((opposes(CY, BO), EvidenceId(2))), (0, 1)));
    window.click("Cy  ×");
    assert_eq!(progress(&window), (0, 2));
    window.click("Only…");
    window.click("From this article");
    assert_eq!(progress(&window), (0, 1));
    window.click("A rebuke  ×");
    window.click("Only…");
    window.click("About another actor");
    window.type_keys("ana");
    window.key(Key::Enter);
    assert_eq!((current(&window), progress(&window)), (Some((backs(ANA, BO), EvidenceId(1))), (0, 1)));
    window.key(Key::A);
    window.click("Review all others");
    assert_eq!((current(&window), progress(&window)), (Some((opposes(CY, BO), EvidenceId(2))), (0, 1)));
}

#[test]
fn the_order_can_be_chosen() {
    let mut window = reviewing(&findings(8));
    assert_eq!(current(&window).unwrap().1, EvidenceId(8));
    window.click_on(Role::ComboBox, "Order of the review");
    window.click("Most consequential first");
    assert_eq!(current(&window).unwrap().1, EvidenceId(8), "it goes on from the same one");
    window.key(Key::N);
    assert_eq!(current(&window).unwrap().1, EvidenceId(1), "the ends of the chain are the least connected");
}

#[test]
fn order_and_scope_have_keys() {
    let mut window = reviewing(&findings(8));
    let order = |window: &Window| window.editor().review().unwrap().order();
    let before = order(&window);
    window.key(Key::O);
    assert_ne!(order(&window), before);
    window.key(Key::O);
    assert_eq!(order(&window), before);
    window.key(Key::L);
    assert_eq!(window.focused().as_deref(), Some("About Actor7"), "{:#?}", window.texts());
    window.key(Key::ArrowDown);
    assert_eq!(window.focused().as_deref(), Some("About Actor8"));
    window.key(Key::Enter);
    assert_eq!(progress(&window), (0, 1));
    window.key(Key::L);
    window.key(Key::Escape);
    assert!(!window.shows("From this article") && window.editor().review().is_some());
    window.key(Key::X);
    assert_eq!(progress(&window), (1, 1), "the keys are those of the review again");
}

#[test]
fn the_same_is_offered_for_similar_findings_and_done_in_one_step() {
    let mut window = reviewing(&findings(16));
    window.key(Key::F);
    assert!(window.shows("Which of these too?"), "others are spoken of: {:#?}", window.texts());
    assert!(window.is_disabled("Do the same"));
    window.click_on(Role::CheckBox, "Actor7 opposes Actor8");
    assert!(window.shows("Flip 1 similar finding as well?"));
    window.click_on(Role::CheckBox, "Actor3 opposes Actor4");
    assert!(window.shows("Flip 2 similar findings as well?"));
    assert_eq!(window.steps(), 1);
    window.key(Key::Y);
    assert_eq!(window.undo_name(), Some("Flip 2 similar findings"));
    assert_eq!((window.steps(), progress(&window)), (2, (3, 16)));
    assert!(!window.shows("Flip 2 similar findings"));
    window.key(Key::U);
    assert_eq!(progress(&window), (1, 16));
    window.key(Key::X);
    assert!(window.shows("Which of these too?"));
    window.key(Key::A);
    assert!(!window.shows("Which of these too?"), "another answer leaves the offer");
    assert_eq!(progress(&window), (3, 16));
}

#[test]
fn a_hundred_findings_are_reviewed_by_keys_alone() {
    let mut window = reviewing(&findings(100));
    let mut pressed = 0;
    // Accepts most, and now and then does something else.
    for key in [Key::A, Key::A, Key::A, Key::X, Key::A, Key::N, Key::A, Key::F, Key::Enter, Key::R, Key::H]
        .into_iter()
        .cycle()
    {
        if current(&window).is_none() {
            break;
        }
        window.key(key);
        pressed += 1;
        let shown = window.editor().selection.sole_relation();
        assert!(current(&window).is_none_or(|(key, _)| shown == Some(key)), "the canvas follows");
        assert!(pressed < 200, "it comes to an end");
    }
    assert!(window.shows("100 of 100 reviewed") && window.shows("All 100 findings are reviewed."));
    assert_eq!(window.steps(), 100);
    assert!(pressed <= 110, "one key for each, and one for each that was skipped: {pressed}");
    let open = window.map().records().relations.values().flat_map(|relation| &relation.evidence);
    assert_eq!(open.filter(|item| item.verdict == Verdict::Unreviewed).count(), 0);
    for _ in 0..100 {
        window.key(Key::U);
    }
    assert_eq!(*window.map(), findings(100), "every answer can be taken back");
}

/// How large the map is shown, in percent.
fn percent(window: &Window) -> f32 {
    let texts = window.texts();
    let percent = texts.iter().find_map(|text| text.strip_suffix(" %")?.parse().ok());
    percent.expect("the zoom is shown")
}

#[test]
fn a_review_comes_near_enough_to_be_read_and_otherwise_keeps_the_zoom() {
    let mut window = Window::high_with(&findings(24));
    for _ in 0..10 {
        window.ctrl(Key::Minus);
    }
    assert!(percent(&window) < 30.0);
    window.key(Key::V);
    let near = percent(&window);
    assert!(near >= 60.0, "{near}");
    let (key, _) = current(&window).unwrap();
    for id in [key.source, key.target] {
        let name = window.map().actor_name(id).to_owned();
        assert!(window.canvas().contains(window.actor_at(&name)), "{name}");
    }
    window.key(Key::A);
    assert_eq!(percent(&window), near, "it is near enough");
}

#[test]
fn the_view_glides_to_what_is_asked_for_unless_it_is_moved_on_the_way() {
    let mut window = Window::high_with(&findings(24));
    for _ in 0..3 {
        window.ctrl(Key::Plus);
    }
    window.click("Actors");
    for (name, moved) in [("Actor11", false), ("Actor0", true)] {
        assert!(!window.shows(&format!("{name}, ")), "{name} is out of sight");
        window.one(Role::ListItem, name).click();
        (0..3).for_each(|_| window.frame());
        assert_eq!(window.next_frame(), Duration::ZERO, "the view is on its way");
        if moved {
            window.ctrl(Key::Num1);
            assert_eq!(percent(&window), 100.0, "it goes no further");
        } else {
            window.settle();
            let middle = window.canvas().center();
            assert!(window.actor_at(name).distance(middle) < 60.0);
        }
    }
}

/// A map in which the first finding comes after a long sentence; the number of its quote.
fn after_a_long_sentence() -> (StanceMap, EvidenceId) {
    let before = "A long sentence tells what went before in all of its many details. ".repeat(12);
    let text = format!("{}\n\nAna praised Bo on Monday.\n", before.replace(". ", ", "));
    let mut map = map();
    let article = Article::from_text(text.as_str());
    map.apply(Edit::AddArticle { id: ArticleId(9), article }).unwrap();
    let start = text.find("Ana praised").unwrap();
    let mut item = map.evidence(backs(ANA, BO), EvidenceId(1)).unwrap().clone();
    let last = map.next_evidence_id();
    (item.id, item.article, item.quote) = (last, ArticleId(9), Span::new(start, start + 25));
    (item.cue, item.origin, item.confidence) = (None, None, Confidence::clamped(0.01));
    map.apply(Edit::AddEvidence { key: backs(ANA, BO), evidence: item }).unwrap();
    (map, last)
}

#[test]
fn where_there_is_little_room_the_quote_is_seen_before_its_context() {
    let (map, last) = after_a_long_sentence();
    let mut window = Window::showing(&map);
    window.key(Key::V);
    assert_eq!(current(&window), Some((backs(ANA, BO), last)));
    let (at, galley) = window.text_painted("Ana praised Bo on Monday.").unwrap();
    let quote = galley.text().chars().position(|c| c == '\n').unwrap() + 1;
    let y = at.y + galley.pos_from_cursor(eframe::egui::text::CCursor::new(quote)).center().y;
    assert!((100.0..window.box_of("Accept").top()).contains(&y), "{y}");
}

#[test]
fn what_is_claimed_stays_in_sight() {
    let (map, _) = after_a_long_sentence();
    let mut window = Window::showing(&map);
    let claimed = |window: &Window| {
        let boxes = window.boxes_of("backs");
        let (panel, below) = (window.box_of("Accept").left(), window.box_of("Accept").top());
        let claim = boxes.iter().find(|claim| claim.left() > panel && claim.bottom() < below);
        claim.map(|claim| claim.center()).expect("the claim is in sight")
    };
    window.key(Key::V);
    let at = claimed(&window);
    assert!(at.y < window.text_painted("Ana praised Bo on Monday.").unwrap().0.y + 300.0);
    window.scroll(at + Vec2::new(0.0, 80.0), Vec2::new(0.0, -400.0), Modifiers::NONE);
    assert_eq!(claimed(&window), at, "the quote scrolls, the claim does not");
    window.key(Key::X);
    assert!(window.shows("Which of these too?"));
    assert_eq!(claimed(&window), at, "nor does an offer push it out");
}

#[test]
fn what_is_selected_by_hand_is_what_the_keys_answer() {
    let mut window = reviewing(&findings(16));
    window.click("Relations");
    window.click_on(Role::ListItem, "Actor3 opposes Actor4");
    let fourth = RelationKey::new(ActorId(4), ActorId(5), Stance::Opposes);
    assert_eq!(current(&window), Some((fourth, EvidenceId(4))), "the review goes there");
    window.key(Key::X);
    assert_eq!(quote(&window, fourth, 4), Some((Verdict::Rejected, Modality::Asserted)));
    let goes_on = current(&window).unwrap();
    assert_eq!(window.editor().selection.sole_relation(), Some(goes_on.0));
}

#[test]
fn a_review_waits_while_something_else_is_looked_at() {
    const WAITS: &str = "You look at something else.";
    let mut window = reviewing(&findings(8));
    let before = current(&window);
    assert!(!window.shows(WAITS));
    window.click("Actors");
    window.click_on(Role::ListItem, "Actor11");
    assert!(window.shows(WAITS), "{:#?}", window.texts());
    for key in [Key::X, Key::F, Key::N] {
        window.key(key);
    }
    assert_eq!((current(&window), progress(&window), window.steps()), (before, (0, 8), 0));
    window.key(Key::V);
    assert!(!window.shows(WAITS));
    assert_eq!(window.editor().selection.sole_relation(), before.map(|(key, _)| key));
    window.key(Key::X);
    assert_eq!(progress(&window), (1, 8));
    window.click_on(Role::ListItem, "Actor11");
    window.click("Go on");
    assert_eq!(window.editor().selection.sole_relation(), current(&window).map(|(key, _)| key));
}

#[test]
fn the_inspector_begins_at_its_top_after_a_review() {
    let (mut map, last) = after_a_long_sentence();
    // More quotes than fit.
    for _ in 0..6 {
        let item = map.evidence(backs(ANA, BO), last).unwrap().clone();
        let evidence = Evidence { id: map.next_evidence_id(), ..item };
        map.apply(Edit::AddEvidence { key: backs(ANA, BO), evidence }).unwrap();
    }
    let mut window = Window::showing(&map);
    window.key(Key::V);
    window.key(Key::V);
    assert!(window.editor().review().is_none());
    let button = window.box_of("Confirm");
    assert!((100.0..240.0).contains(&button.top()), "{button:?}");
}
