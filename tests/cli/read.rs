//! Reading articles: `stancemap read`.

use super::*;

#[test]
fn an_article_is_read_to_json() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    let json = desk.run("read a.txt").succeeded().json();
    assert_eq!(titles(&json), ["Norland backs the River Front"]);
    assert_eq!(json["articles"][0]["date"], "2021-05-03");
    assert_eq!(json["articles"][0]["path"], "a.txt");
    for relation in json["relations"].as_array().unwrap() {
        for item in relation["evidence"].as_array().unwrap() {
            let [start, end] = ["start", "end"].map(|end| item[end].as_u64().unwrap() as usize);
            assert_eq!(item["quote"], ARTICLE[start..end]);
        }
    }
}

#[test]
fn standard_input_is_an_article() {
    let desk = Desk::new();
    let json = desk.run_with("read -", ARTICLE.as_bytes()).succeeded().json();
    assert_eq!(json["articles"][0]["path"], "standard input");
    desk.run_with("read -", b"").failed("there is no text in it: standard input");
}

#[test]
fn the_ending_of_the_output_names_the_format() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    desk.put("b.txt", "Nothing new.");
    assert_eq!(desk.run("read a.txt b.txt -o m.ron").succeeded().out, "");
    assert_eq!(saved::load(&desk.path("m.ron")).unwrap().articles().count(), 2);
    desk.run("read a.txt b.txt -o m.jsonl").succeeded();
    assert_eq!(fs::read_to_string(desk.path("m.jsonl")).unwrap().lines().count(), 2);
    desk.run("read a.txt -o m.csv").succeeded();
    desk.run("read a.txt -o m.txt --format ron").succeeded();
    assert!(saved::load(&desk.path("m.txt")).is_ok());
}

#[test]
fn articles_are_added_to_a_map() {
    let desk = Desk::new();
    saved::save(&full_map(), &desk.path("m.ron")).unwrap();
    desk.put("a.txt", ARTICLE);
    desk.run("read a.txt --map m.ron -o m.ron").succeeded();
    assert_eq!(saved::load(&desk.path("m.ron")).unwrap().articles().count(), 3);
    // A second time, there is nothing to add, and that is said.
    let again = desk.run("read a.txt --map m.ron -o m.ron");
    assert_eq!(again.code, Some(0));
    assert!(again.err.contains("the same text as"), "{}", again.err);
    assert_eq!(saved::load(&desk.path("m.ron")).unwrap().articles().count(), 3);
}

#[test]
fn what_could_be_read_is_still_written() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    desk.put("picture.txt", b"\x89PNG\r\n\x1a\n\0\0");
    let run = desk
        .run("read gone.txt a.txt picture.txt")
        .failed("this is an image; save it as text first: picture.txt");
    assert_eq!(titles(&run.json()), ["Norland backs the River Front"]);
}

#[test]
fn every_bad_input_is_named() {
    let desk = Desk::new();
    let cases: [(&str, &[u8], &str); 14] = [
        ("a.pdf", b"%PDF-1.7\n...", "this is a PDF; save it as text first"),
        (
            "a.docx",
            b"PK\x03\x04...",
            "this is a Word, LibreOffice, e-book or zip file; save it as text first",
        ),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "this is an old Office file; save it as text first"),
        ("a.rtf", b"{\\rtf1 Ana}", "this is a rich text (RTF) file; save it as text first"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "this is an image; save it as text first"),
        ("a.gz", b"\x1f\x8b\x08", "this is a compressed file; save it as text first"),
        ("a.bin", b"Ana\0\x01\x02praised Bo", "this is not a text file; save it as text first"),
        ("empty.txt", b"", "there is no text in it"),
        ("blank.txt", b" \n\t\r\n\xc2\xa0 \n", "there is no text in it"),
        ("mark.txt", b"\xef\xbb\xbf", "there is no text in it"),
        (
            "app.html",
            b"<html><script>app()</script></html>",
            "the page holds no text; save it again when it has loaded fully",
        ),
        ("a.json", b"{\"a\":1}\n", "this is a data file (JSON), not an article"),
        ("list.txt", b"\xef\xbb\xbf[\"Ana\", {\"b\": [2]}]", "this is a data file (JSON), not an article"),
        ("map.txt", b"StanceMap(\n    version: 1,", "this is a saved map, not an article; open it as a map"),
    ];
    for (name, bytes, sentence) in cases {
        desk.put(name, bytes);
        desk.run(&format!("read {name}")).failed(&format!("{sentence}: {name}"));
    }
    desk.run("read gone.txt").failed("there is no such file; it may have been moved or renamed: gone.txt");
    desk.run("read .").failed("this is a folder; add the files inside it: .");
    desk.run("read a.pdf/x").failed("there is no such file; it may have been moved or renamed: a.pdf/x");
    let large = fs::File::create(desk.path("large.txt")).unwrap();
    large.set_len(0).unwrap();
    (&large).write_all(&b"Ana praised Bo. ".repeat(3_200_000)).unwrap();
    desk.run("read large.txt")
        .failed("the text is larger than 50 MB; split it into single articles: large.txt");
}

#[cfg(unix)]
#[test]
fn a_forbidden_file_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let path = desk.put("a.txt", ARTICLE);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything.
    if fs::read(&path).is_err() {
        desk.run("read a.txt")
            .failed("you are not allowed to read this file; ask its owner or copy it: a.txt");
    }
}

#[test]
fn twins_are_joined_and_said() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    desk.put("b.txt", ARTICLE.replace('\n', "\r\n"));
    let run = desk.run("read a.txt b.txt");
    assert_eq!(run.code, Some(0));
    assert_eq!(titles(&run.json()).len(), 1);
    assert!(run.err.contains("the same text as a.txt, and joined with it: b.txt"), "{}", run.err);
}

#[test]
fn the_encoding_can_be_given() {
    let desk = Desk::new();
    desk.put("a.txt", b"Cumhurba\xfekan\xfd Erdo\xf0an");
    let json = desk.run("read a.txt --encoding windows-1254").succeeded().json();
    assert_eq!(titles(&json), ["Cumhurbaşkanı Erdoğan"]);
    assert_eq!(desk.run("read a.txt --encoding nonsense").code, Some(2));
}

#[test]
fn a_dictionary_is_read_or_refused() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    desk.put("d.ron", "Dictionary(entries: [(name: \"Norland\", kind: \"state\")])");
    desk.put("bad.ron", "Dictionary(entries: [(name: \"Norland\", kind: \"realm\")])");
    desk.run("read a.txt --dictionary d.ron").succeeded();
    let run = desk.run("read a.txt --dictionary bad.ron");
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("“realm” is no kind") && run.err.trim_end().ends_with("bad.ron"), "{}", run.err);
}

#[test]
fn the_users_own_dictionary_is_used_and_a_broken_one_left_out_and_told() {
    let desk = Desk::new();
    desk.put("a.txt", "A rebuke\n\nZelos condemned Syria on Friday.\n");
    let own = r#"Dictionary(entries: [(name: "Turkey", aliases: ["Zelos"])])"#;
    fs::create_dir(desk.path("settings")).unwrap();
    desk.put("settings/dictionary.ron", own);
    assert_eq!(names(&desk.run("read a.txt").succeeded().json()), ["Turkey", "Syria"]);
    let given = desk.put("given.ron", own.replace("Turkey", "Iran"));
    let given = desk.run(&format!("read a.txt --dictionary {}", given.display())).succeeded();
    assert_eq!(names(&given.json()), ["Iran", "Syria"], "a dictionary that is given wins");

    let broken = own.replace("name", "nam");
    desk.put("settings/dictionary.ron", &broken);
    let run = desk.run("read a.txt").succeeded();
    assert!(
        run.err.starts_with("note: the dictionary cannot be understood at line 1, column "),
        "{}",
        run.err
    );
    assert!(run.err.contains("Mend it in a text editor or move it away"), "{}", run.err);
    assert!(!names(&run.json()).contains(&"Turkey"));
    assert_eq!(fs::read_to_string(desk.path("settings/dictionary.ron")).unwrap(), broken);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE.repeat(50));
    let mut child = desk.command("read a.txt").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    Run::from(child.wait_with_output().unwrap()).succeeded();
}

#[test]
fn devices_are_written_to() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    if Path::new("/dev/null").exists() {
        desk.run("read a.txt -o /dev/null").succeeded();
    }
}
