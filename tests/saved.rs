//! Saved maps: what was saved comes back, and anything else is refused with a reason.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use stancemap::files::{saved, write};
use stancemap::map::{
    Actor, ActorId, ActorKind, Article, ArticleId, Claim, Edit, EvidenceId, Hue, Modality, RelationKey,
    Stamp, Stance, StanceMap, Verdict,
};

use common::full_map;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/map-v1.ron");

/// Set `STANCEMAP_BLESS` to write the golden file anew; only ever before version 1 has been shipped.
#[test]
fn version_1_is_written_as_ever() {
    let text = saved::to_text(&full_map());
    if std::env::var_os("STANCEMAP_BLESS").is_some() {
        fs::write(GOLDEN, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(GOLDEN).unwrap());
}

#[test]
fn version_1_is_read_as_ever() {
    assert_eq!(saved::load(Path::new(GOLDEN)).unwrap(), full_map());
}

/// What was added to the format since, on a map that has none of it.
fn with_later_fields() -> StanceMap {
    let mut map = full_map();
    let norland = ActorId(1);
    let arms = RelationKey::new(norland, ActorId(2), Stance::Backs);
    map.apply_all([
        Edit::SetActorColour { actors: [norland].into(), colour: Some(Hue::Teal) },
        Edit::Pin { actors: [norland].into(), pinned: true },
        Edit::RollUp { groups: [norland].into(), rolled_up: true },
        Edit::SetArticleNote { id: ArticleId(1), note: "Paid for?".into() },
        Edit::SetEvidenceNote { key: arms, id: EvidenceId(1), note: "Only a headline".into() },
        Edit::ForgetName { id: norland, name: "Norlanders".into() },
    ])
    .unwrap();
    let twin = map.next_actor_id();
    let said = RelationKey::new(twin, norland, Stance::Backs);
    map.apply_all([
        Edit::AddActor { id: twin, actor: Actor::by_hand("North", ActorKind::State), at: None },
        Edit::AddRelation { key: said, claim: Claim::default() },
        Edit::MergeActors { from: twin, into: norland },
    ])
    .unwrap();
    let stamp = |at: &str| Stamp { by: "Eva".into(), at: at.parse().unwrap() };
    let quote = EvidenceId(1);
    let flipped = arms.flipped();
    let signed: [(&str, Vec<Edit>); 6] = [
        ("2022-02-02T10:00:00Z", vec![Edit::FlipStance(arms)]),
        (
            "2022-02-02T10:01:00Z",
            vec![Edit::SetModality { key: flipped, id: quote, modality: Modality::Hedged }],
        ),
        (
            "2022-02-02T10:01:30Z",
            vec![Edit::SetSpeaker { key: flipped, id: quote, speaker: Some(ActorId(2)) }],
        ),
        ("2022-02-02T10:02:00Z", vec![Edit::JudgeRelation { key: flipped, verdict: Verdict::Rejected }]),
        (
            "2022-02-02T10:03:00Z",
            vec![Edit::JudgeEvidence { key: flipped, id: quote, verdict: Verdict::Rejected }],
        ),
        (
            "2022-02-02T10:04:00Z",
            vec![Edit::AddArticle { id: ArticleId(3), article: Article::from_text("Late news.") }],
        ),
    ];
    for (at, edits) in signed {
        map.apply_signed(edits, &stamp(at)).unwrap();
    }
    map
}

#[test]
fn what_version_1_learnt_later_comes_back_and_is_left_out_where_it_is_not() {
    let map = with_later_fields();
    let text = saved::to_text(&map);
    assert_eq!(saved::from_text(&text).unwrap(), map);
    let before = saved::to_text(&full_map());
    for field in [
        "colour: Some(Teal)",
        "not_called: [\"Norlanders\"]",
        "pinned: true",
        "act: Attributed(Some(\"River Front\"), 1)",
        "verdict: Rejected, merged_into: Some(1)",
        "rolled_up: [\n        1,\n    ],",
        "note: \"Paid for?\"",
        "note: \"Only a headline\"",
        "added: \"2022-02-02T10:04:00Z\"",
        "(at: \"2022-02-02T10:00:00Z\", by: \"Eva\", act: Came(1, \"Norland backs River Front\"))",
    ] {
        assert_eq!(text.matches(field).count(), 1, "{field} in {text}");
    }
    assert_eq!(text.matches("note: ").count(), before.matches("note: ").count() + 2);
    for field in ["colour", "not_called", "pinned", "rolled_up", "history", "added", "merged_into"] {
        assert!(!before.contains(field), "{field} in {before}");
    }
}

#[test]
fn an_empty_map_comes_back() {
    let map = StanceMap::default();
    assert_eq!(saved::from_text(&saved::to_text(&map)).unwrap(), map);
}

#[test]
fn line_ends_and_byte_order_marks_do_no_harm() {
    let text = saved::to_text(&full_map());
    for changed in [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), text.trim_end().to_owned()] {
        assert_eq!(saved::from_bytes(changed.as_bytes()).unwrap(), full_map());
    }
}

/// `change` is `old => new` in the golden file; its checksum is made to fit again if `seal` is set.
fn refusal(change: &str, seal: bool) -> String {
    let (old, new) = change.split_once(" => ").unwrap();
    let text = saved::to_text(&full_map());
    assert!(text.contains(old), "{old} is not in the map");
    let mut changed = text.replacen(old, new, 1);
    if seal {
        changed = sealed(&changed);
    }
    saved::from_bytes(changed.as_bytes()).expect_err(change).to_string()
}

fn sealed(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let (head, rest) = text.split_once("checksum: \"").unwrap();
    let tail = &rest[64..];
    let sum: String = Sha256::digest(tail.trim_end()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{head}checksum: \"{sum}{tail}")
}

#[test]
fn every_refusal_says_what_is_wrong_and_where() {
    let cases = [
        ("StanceMap( => StancePam(", "this is not a saved map; add it as an article if it holds text"),
        (
            "version: 1 => version: 2",
            "the map was saved by a newer Stance Map (format 2, this program knows up to 1); \
             update the program to open it",
        ),
        (
            "president Ana => president Eva",
            "the file was changed after it was saved (its checksum does not fit), so it was not opened; \
             copy it again from where it came from",
        ),
        ("kind: State => kind: Empire", "the file is damaged at line 10, column 40 ("),
        ("name: \"Sudland\" => nom: \"Sudland\"", "the file is damaged at line 13, column "),
    ];
    for (change, expected) in cases {
        let refusal = refusal(change, false);
        assert!(refusal.starts_with(expected), "{change}\n{refusal}");
    }
}

#[test]
fn contradictions_are_refused_even_under_a_right_checksum() {
    let cases = [
        ("(id: 2, name: => (id: 1, name:", 11, "n1 is there twice"),
        ("member_of: Some(1) => member_of: Some(99)", 12, "n3: it belongs to an actor that does not exist"),
        ("member_of: Some(1) => member_of: Some(3)", 12, "n3: it belongs to itself or to its own member"),
        (
            "stance: Backs, target: 2), => stance: Backs, target: 1),",
            26,
            "the relation of the quote does not exist",
        ),
        ("confidence: 0.875 => confidence: 1.5", 26, "a confidence lies between 0 and 1, not at 1.5"),
        ("confidence: 0.875 => confidence: NaN", 26, "a confidence lies between 0 and 1, not at NaN"),
        ("quote: (0, 34) => quote: (0, 5000)", 26, "e1: the quote lies outside its article"),
        ("quote: (0, 34) => quote: (0, 18)", 26, "e1: the quote lies outside its article"),
        ("speaker: Some(3) => speaker: Some(33)", 28, "e2: the speaker of the quote does not exist"),
        ("(id: 3, source => (id: 2, source", 28, "e2: two quotes have this id"),
        ("article: 1 => article: 9", 26, "e1: the article of the quote does not exist"),
        ("(actor: 1, x: 12.5 => (actor: 1, x: inf", 31, "the place of n1 is not a number"),
        ("(actor: 1, x: 12.5 => (actor: 77, x: 12.5", 31, "n77 does not exist and has a place"),
        ("2021-05-03 => 2021-13-03", 6, "“2021-13-03” is not a date"),
        ("(id: 8, name: => (id: 4294967295, name:", 17, "the number 4294967295 is too high"),
    ];
    for (change, line, what) in cases {
        let refusal = refusal(change, true);
        let expected = format!("line {line} contradicts the rest of the map ({what}");
        assert!(refusal.starts_with(&expected), "{change}\n{refusal}");
    }
}

#[test]
fn a_truncated_map_is_never_opened() {
    let text = saved::to_text(&full_map());
    for part in 0..50 {
        let cut = &text.as_bytes()[..text.len() * part / 50];
        let refusal = saved::from_bytes(cut).expect_err("a part was opened").to_string();
        let known = ["is not a saved map", "breaks off", "is damaged at line"];
        assert!(known.iter().any(|known| refusal.contains(known)), "{part}/50: {refusal}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_changed_byte_never_changes_the_map(at: prop::sample::Index, to: u8) {
        let map = full_map();
        let mut bytes = saved::to_text(&map).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = to;
        if let Ok(opened) = saved::from_bytes(&bytes) {
            prop_assert_eq!(opened, map);
        }
    }
}

#[test]
fn what_is_no_map_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let check = |path: &Path, expected: &str| {
        let refusal = saved::load(path).expect_err("it was opened").to_string();
        assert_eq!(refusal, format!("{expected}: {}", path.display()));
    };
    check(folder.path(), "this is a folder; open the map inside it");
    check(&folder.path().join("gone.ron"), "there is no such file; it may have been moved or renamed");
    let article = folder.path().join("article.txt");
    fs::write(&article, "Ana praised Bo.").unwrap();
    check(&article, "this is not a saved map; add it as an article if it holds text");
}

#[test]
fn saving_twice_leaves_one_file_and_no_drafts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    saved::save(&StanceMap::default(), &path).unwrap();
    saved::save(&full_map(), &path).unwrap();
    assert_eq!(saved::load(&path).unwrap(), full_map());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_missing_folder_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no/map.ron");
    let refusal = saved::save(&full_map(), &path).expect_err("it was saved").to_string();
    assert_eq!(
        refusal,
        format!("there is no such folder; make it first, or save elsewhere: {}", path.display())
    );
    let refusal = saved::save(&full_map(), folder.path()).expect_err("it was saved").to_string();
    assert_eq!(refusal, format!("this is a folder; give a file name: {}", folder.path().display()));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn links_stay_links_and_modes_stay() {
        let folder = tempfile::tempdir().unwrap();
        let [target, link, further] =
            ["target.ron", "link.ron", "further.ron"].map(|name| folder.path().join(name));
        fs::write(&target, "old").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("target.ron", &link).unwrap();
        symlink(&link, &further).unwrap();
        write(&further, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::symlink_metadata(&further).unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(mode(&target), 0o640);
    }

    #[test]
    fn a_dangling_link_gets_its_target() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link.ron");
        symlink("target.ron", &link).unwrap();
        write(&link, b"new").unwrap();
        assert_eq!(fs::read(folder.path().join("target.ron")).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn a_circle_of_links_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link.ron");
        symlink("link.ron", &link).unwrap();
        assert!(write(&link, b"new").is_err());
    }

    #[test]
    fn a_new_file_has_the_mode_of_any_new_file() {
        let folder = tempfile::tempdir().unwrap();
        let [ours, plain] = ["ours", "plain"].map(|name| folder.path().join(name));
        write(&ours, b"").unwrap();
        fs::write(&plain, b"").unwrap();
        assert_eq!(mode(&ours), mode(&plain));
    }

    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        write(Path::new("/dev/null"), b"new").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    /// Root may write everywhere, so there is nothing to see for it.
    #[test]
    fn protected_files_and_folders_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("map.ron");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        if fs::OpenOptions::new().write(true).open(&file).is_ok() {
            return;
        }
        assert!(write(&file, b"new").unwrap_err().to_string().starts_with("the file is read-only"));
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        let refusal = write(&folder.path().join("new.ron"), b"new").unwrap_err().to_string();
        assert!(refusal.starts_with("the folder does not allow new files"), "{refusal}");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"old");
    }
}
