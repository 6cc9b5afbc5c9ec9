//! What is found again of work that was broken off, whatever became of the files.

use super::*;
use crate::map::{ActorId, Change, Diff, Edit, Place};

/// A folder with a journal of work in which a map got one title after another.
struct Desk {
    folder: tempfile::TempDir,
    map: StanceMap,
    journal: Journal,
}

impl Desk {
    /// Work on a new map in `file`.
    fn at(file: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(file);
        saved::save(&StanceMap::default(), &file).unwrap();
        Self::begun(folder, Some(&file))
    }

    /// Work on a new map that has no file yet.
    fn untitled() -> Self {
        Self::begun(tempfile::tempdir().unwrap(), None)
    }

    fn begun(folder: tempfile::TempDir, file: Option<&Path>) -> Self {
        let map = StanceMap::default();
        let journal = Journal::begin(&folder.path().join("unsaved"), &map, "Work", file).unwrap();
        Self { folder, map, journal }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn title(&mut self, title: &str) {
        let diff = self.map.apply(Edit::SetTitle(title.to_owned())).unwrap();
        self.note(title, diff);
    }

    fn note(&mut self, name: &str, diff: Diff) {
        let step = NamedStep { name: name.to_owned(), diff: diff.into(), goes_on: false };
        self.journal.append(&[step]).unwrap();
    }

    fn save(&mut self, steps: usize, name: &str) {
        let (path, text) = (self.path(name), saved::to_text(&self.map));
        self.journal.saving(steps, &path, saved::checksum(&text)).unwrap();
        crate::files::write(&path, text.as_bytes()).unwrap();
        self.journal.saved(steps, &path, saved::checksum(&text)).unwrap();
    }

    /// Replaces `from` in the journal as it stands on the disk.
    fn alter(&self, from: &str, to: &str) {
        let text = fs::read_to_string(&self.journal.path).unwrap();
        assert!(text.contains(from));
        fs::write(&self.journal.path, text.replace(from, to)).unwrap();
    }

    /// The program ends; what is left is looked for.
    fn left(self) -> (tempfile::TempDir, Option<Leftover>) {
        let Self { folder, journal, .. } = self;
        drop(journal);
        let left = leftovers(&folder.path().join("unsaved")).pop();
        (folder, left)
    }
}

/// How many files lie beside the journals.
fn aside(folder: &tempfile::TempDir) -> usize {
    let all = folder.path().join("unsaved").read_dir().unwrap().map(|entry| entry.unwrap().path());
    all.filter(|path| path.extension().is_none_or(|ending| ending != ENDING)).count()
}

fn file_name(path: Option<PathBuf>) -> String {
    path.unwrap().file_name().unwrap().to_string_lossy().into_owned()
}

/// A change of a kind that no map can take.
fn place_nobody() -> Diff {
    let place = Change { before: None, after: Some(Place::default()) };
    Diff { places: [(ActorId(9), place)].into(), ..Diff::default() }
}

#[test]
fn a_copy_keeps_the_dots_of_a_name() {
    let mut desk = Desk::at("libya.2019.ron");
    desk.title("one");
    let file = desk.path("libya.2019.ron");
    fs::write(desk.path("libya.ron"), "").unwrap();
    fs::write(&file, "").unwrap();
    let (folder, left) = desk.left();
    let left = left.unwrap();
    assert_eq!(file_name(left.copy()), "libya.2019 (recovered).ron");
    fs::write(folder.path().join("libya.2019 (recovered).ron"), "").unwrap();
    assert_eq!(file_name(left.copy()), "libya.2019 (recovered 2).ron");
}

#[test]
fn work_saved_elsewhere_belongs_there_even_if_that_file_was_changed_since() {
    let mut desk = Desk::at("a.ron");
    desk.title("one");
    desk.save(1, "b.ron");
    desk.title("two");
    fs::write(desk.path("b.ron"), "").unwrap();
    let (_folder, left) = desk.left();
    let left = left.unwrap();
    assert_eq!((left.title(), left.file_changed, left.changes), ("b.ron".to_owned(), true, 2));
    assert_eq!(file_name(left.copy()), "b (recovered).ron");
}

#[test]
fn a_save_elsewhere_that_was_broken_off_left_the_work_where_it_was() {
    let mut desk = Desk::at("a.ron");
    desk.title("one");
    desk.journal.saving(1, &desk.path("b.ron"), Some("sum")).unwrap();
    let (_folder, left) = desk.left();
    let left = left.unwrap();
    assert_eq!((left.title(), left.file_changed, left.changes), ("a.ron".to_owned(), false, 1));
}

#[test]
fn a_first_save_that_was_broken_off_left_the_work_without_a_file() {
    for there in [None, Some("of somebody else")] {
        let mut desk = Desk::untitled();
        desk.title("one");
        if let Some(text) = there {
            fs::write(desk.path("a.ron"), text).unwrap();
        }
        desk.journal.saving(1, &desk.path("a.ron"), Some("sum")).unwrap();
        let (_folder, left) = desk.left();
        let left = left.unwrap();
        assert_eq!((left.title(), left.file_changed, left.changes), ("Work".to_owned(), false, 1));
        assert_eq!(left.restore().unwrap().path, None);
    }
}

#[test]
fn a_first_save_of_which_only_the_end_was_not_noted_gave_the_work_its_file() {
    let mut desk = Desk::untitled();
    desk.title("one");
    let (path, text) = (desk.path("a.ron"), saved::to_text(&desk.map));
    desk.journal.saving(1, &path, saved::checksum(&text)).unwrap();
    crate::files::write(&path, text.as_bytes()).unwrap();
    desk.title("two");
    let (_folder, left) = desk.left();
    let left = left.unwrap();
    assert_eq!((left.title(), left.file_changed, left.changes), ("a.ron".to_owned(), false, 1));
}

/// What is offered of work that began with this map after somebody had put another into its file.
fn left_of(opened: &StanceMap, there: &StanceMap) -> Leftover {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ron");
    saved::save(there, &file).unwrap();
    let unsaved = folder.path().join("unsaved");
    let mut desk = Desk {
        journal: Journal::begin(&unsaved, opened, "Work", Some(&file)).unwrap(),
        map: opened.clone(),
        folder,
    };
    desk.title("one");
    let (_folder, left) = desk.left();
    left.unwrap()
}

#[test]
fn a_file_that_was_changed_between_opening_and_the_first_change_is_not_the_works() {
    let mut opened = StanceMap::default();
    opened.apply(Edit::SetTitle("Mine".to_owned())).unwrap();
    let mut theirs = opened.clone();
    theirs.apply(Edit::SetTitle("Theirs".to_owned())).unwrap();
    assert!(left_of(&opened, &theirs).file_changed);
    assert!(!left_of(&opened, &opened).file_changed);
}

#[test]
fn a_file_without_places_is_still_that_which_the_map_was_opened_from() {
    let mut there = StanceMap::default();
    let actor = crate::map::Actor::by_hand("Ana", crate::map::ActorKind::Person);
    there.apply(Edit::AddActor { id: ActorId(1), actor, at: None }).unwrap();
    let mut opened = there.clone();
    opened.apply(Edit::Place(vec![(ActorId(1), Place::new(3.0, 4.0))])).unwrap();
    assert!(!left_of(&opened, &there).file_changed);
    there.apply(Edit::Place(vec![(ActorId(1), Place::new(9.0, 9.0))])).unwrap();
    assert!(left_of(&opened, &there).file_changed, "somebody moved an actor");
}

#[test]
fn a_file_that_only_claims_to_hold_the_work_does_not_take_it_along() {
    let mut desk = Desk::at("a.ron");
    desk.title("one");
    desk.save(1, "a.ron");
    let text = fs::read_to_string(desk.path("a.ron")).unwrap();
    fs::write(desk.path("a.ron"), &text[..text.len() - 2]).unwrap();
    let (_folder, left) = desk.left();
    let left = left.unwrap();
    assert_eq!((left.file_changed, left.changes), (true, 1));
    assert_eq!(left.restore().unwrap().steps.len(), 1);
}

#[test]
fn what_follows_a_bad_entry_is_kept_aside_and_what_is_before_it_comes_back() {
    type Damage = fn(&mut Desk);
    let kinds: [(&str, Damage, Option<&str>); 3] = [
        ("altered on the disk", |desk| desk.alter("\"two\"", "\"tow\""), None),
        (
            "no change at all",
            |desk| {
                let head = Head::Step { name: "?".to_owned(), at: 0, goes_on: false };
                desk.journal.write(&entry(&head, "nonsense")).unwrap();
            },
            Some("?"),
        ),
        ("a change that fits no map", |desk| desk.note("nobody", place_nobody()), Some("nobody")),
    ];
    for (what, damage, first) in kinds {
        let mut desk = Desk::at("a.ron");
        let titles: &[&str] = if first.is_none() { &["one", "two"] } else { &["one"] };
        titles.iter().for_each(|title| desk.title(title));
        damage(&mut desk);
        desk.title("three");
        let before = fs::read(&desk.journal.path).unwrap();
        let (folder, left) = desk.left();
        let mut restored = left.unwrap().restore().unwrap();
        assert_eq!(restored.steps.len(), 1, "{what}");
        let left_out = restored.left_out.unwrap();
        assert_eq!(left_out.first.as_deref(), first, "{what}");
        assert_eq!(fs::read(&left_out.copy).unwrap(), before, "{what}");

        // The work goes on from there.
        let mut map = restored.base.clone();
        map.patch(&restored.steps[0].diff);
        let diff = map.apply(Edit::SetTitle("four".to_owned())).unwrap().into();
        restored.journal.append(&[NamedStep { name: "four".to_owned(), diff, goes_on: false }]).unwrap();
        drop(restored.journal);
        let left = leftovers(&folder.path().join("unsaved")).pop().unwrap();
        assert_eq!((left.changes, left.last.as_str()), (2, "four"), "{what}");
        assert_eq!(left.restore().unwrap().left_out, None, "{what}");
    }
}

#[test]
fn a_journal_is_not_removed_as_long_as_a_part_of_it_makes_no_sense() {
    let mut desk = Desk::at("a.ron");
    desk.title("one");
    desk.save(1, "a.ron");
    desk.title("two");
    desk.alter("\"two\"", "\"tow\"");
    let (folder, left) = desk.left();
    assert!(left.is_none(), "all that can be read is in the file");
    assert_eq!(aside(&folder), 1);

    let mut desk = Desk::at("a.ron");
    desk.note("nobody", place_nobody());
    let (folder, left) = desk.left();
    let said = left.unwrap().restore().unwrap_err();
    assert!(said.starts_with("the changes that are not in the file make no sense"), "{said}");
    assert_eq!(aside(&folder), 1);
    assert!(leftovers(&folder.path().join("unsaved")).is_empty(), "it is not offered again and again");
}
