//! Measuring the reader: `stancemap evaluate`.

use super::*;

/// Known actors, so that the reader draws both relations.
const NEWS: &str = "Egypt arms Haftar\n\nEgypt supports Khalifa Haftar. France condemned Russia.\n";

/// A hand-made map of [`NEWS`] that differs in one of them.
const HAND_MADE: &str = r#"{"doc": "a.txt",
    "actors": [{"name": "Egypt", "aliases": ["Cairo"], "kind": "state", "member_of": null},
               {"name": "Khalifa Haftar", "aliases": ["Haftar"]}, {"name": "France"}, {"name": "Russia"}],
    "relations": [
        {"source": "Egypt", "target": "Khalifa Haftar", "stance": "backs", "tier": "core",
         "evidence": ["Egypt supports Khalifa Haftar."]},
        {"source": "Khalifa Haftar", "target": "Russia", "stance": "backs", "tier": "core",
         "evidence": ["France condemned\nRussia."]}]}"#;

#[test]
fn the_reader_is_measured_by_hand_made_maps() {
    let desk = Desk::new();
    for folder in ["maps", "articles"] {
        fs::create_dir(desk.path(folder)).unwrap();
    }
    desk.put("articles/a.txt", NEWS);
    desk.put("maps/a.json", HAND_MADE);
    desk.put("maps/notes.txt", "not a map");
    let report = "\
rolled up                 strict
P      R      F1          P      R      F1          article
0.500  0.500  0.500       0.500  0.500  0.500       a

strict     P 0.500  R 0.500  F1 0.500   predicted 2  required 2  wrong stance 0  reversed 0  unknown actors 0
rolled up  P 0.500  R 0.500  F1 0.500   predicted 2  required 2  wrong stance 0  reversed 0  unknown actors 0
quotes verbatim 3/3

missed actor        0
wrong join          0
missed stance       1
wrong stance        0
reversed            0
spurious actor      0
spurious stance     1

missed stance: a: expected Khalifa Haftar backs Russia
    “France condemned Russia.”

spurious stance: a: read France opposes Russia
    “France condemned Russia.”
";
    assert_eq!(desk.run("evaluate maps articles").succeeded().out, report);

    // The rest is measured as if what is wrong were not there.
    desk.put("articles/b.txt", "Nothing new.");
    desk.put("articles/c.txt", " ");
    desk.put("articles/e.txt", NEWS);
    desk.put("maps/b.json", &HAND_MADE[..HAND_MADE.len() - 1]);
    desk.put("maps/c.json", HAND_MADE);
    desk.put("maps/d.json", HAND_MADE);
    let run = desk
        .run("evaluate maps articles")
        .failed(
            "the map cannot be understood at line 8, column 52 (EOF while parsing an object), \
             so it was left out: maps/b.json",
        )
        .failed("there is no text in it: articles/c.txt")
        .failed("there is no article d.txt for this map, so it was left out: maps/d.json");
    assert_eq!(run.out, report);
    assert!(run.err.contains("note: 1 article has no map and was left out: articles\n"), "{}", run.err);

    let missing = "there is no such folder; it may have been moved or renamed";
    desk.run("evaluate gone articles").failed(&format!("{missing}: gone"));
    desk.run("evaluate maps gone").failed(&format!("{missing}: gone"));
    desk.run("evaluate maps/a.json articles")
        .failed("this is not a folder; give the folder that holds the file: maps/a.json");
    desk.run("evaluate articles maps").failed("there is no map (NAME.json) in it: articles");
}
