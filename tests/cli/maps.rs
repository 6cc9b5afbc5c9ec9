//! Exporting, joining and checking maps: `stancemap export`, `merge`, `check`.

use super::*;

#[test]
fn maps_are_exported() {
    let desk = Desk::new();
    saved::save(&full_map(), &desk.path("m.ron")).unwrap();
    let json = desk.run("export m.ron --to json").succeeded().json();
    assert_eq!(json["relations"].as_array().unwrap().len(), 2);
    let all = desk.run("export m.ron --to json --all").succeeded().json();
    assert_eq!(all["relations"].as_array().unwrap().len(), 4);
    assert!(desk.run("export m.ron --to svg").succeeded().out.contains("River Front"));
    assert!(desk.run("export m.ron --to csv").succeeded().out.contains("River Front"));
    desk.run("export m.ron --to png -o m.png").succeeded();
    assert!(fs::read(desk.path("m.png")).unwrap().starts_with(b"\x89PNG"));
    let map = fs::read(desk.path("m.ron")).unwrap();
    assert!(desk.run_with("export - --to svg -o -", &map).succeeded().out.starts_with('<'));
    desk.run("export gone.ron --to svg")
        .failed("there is no such file; it may have been moved or renamed: gone.ron");
    desk.run("export m.ron --to svg -o no/m.svg")
        .failed("there is no such folder; make it first, or save elsewhere: no/m.svg");
}

#[test]
fn maps_are_merged() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    desk.run("read a.txt -o a.ron").succeeded();
    saved::save(&full_map(), &desk.path("b.ron")).unwrap();
    desk.run("merge a.ron b.ron -o c.ron").succeeded();
    let whole = saved::load(&desk.path("c.ron")).unwrap();
    assert_eq!(whole.articles().count(), 3);
    assert_eq!(whole.title(), full_map().title());
    desk.put("broken.ron", "StanceMap(\n    version: 1,\n");
    desk.run("merge a.ron broken.ron b.ron -o d.ron").failed(
        "the file breaks off in line 2, so part of the map is missing; copy it again from where it came from: broken.ron",
    );
    assert_eq!(saved::load(&desk.path("d.ron")).unwrap(), whole);
    assert_eq!(desk.run("merge a.ron").code, Some(2));
}

#[test]
fn maps_are_checked() {
    let desk = Desk::new();
    saved::save(&full_map(), &desk.path("m.ron")).unwrap();
    let run = desk.run("check m.ron").succeeded();
    assert_eq!(run.out, "m.ron: whole. 2 articles, 7 actors, 2 relations, 1 quote (0 unreviewed).\n");
    let text = fs::read_to_string(desk.path("m.ron")).unwrap();
    desk.put("m.ron", text.replace("\"Sudland\"", "\"Southland\""));
    desk.run("check m.ron").failed(
        "the file was changed after it was saved (its checksum does not fit), so it was not opened; \
         copy it again from where it came from: m.ron",
    );
    desk.put("m.ron", text.replace("version: 1", "version: 3"));
    desk.run("check m.ron").failed(
        "the map was saved by a newer Stance Map (format 3, this program knows up to 1); \
         update the program to open it: m.ron",
    );
}
