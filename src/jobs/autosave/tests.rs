//! Which journal a save belongs to, and how long it is kept.

use super::*;
use crate::files::journal::leftovers;
use crate::files::saved;
use crate::map::Edit;

/// A map called so, and the step that called it so.
fn titled(title: &str) -> (StanceMap, Vec<NamedStep>) {
    let mut map = StanceMap::default();
    let diff = map.apply(Edit::SetTitle(title.to_owned())).unwrap().into();
    (map, vec![NamedStep { name: format!("Call it {title}"), diff, goes_on: false }])
}

struct Desk {
    folder: tempfile::TempDir,
    autosave: Autosave,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let autosave = Autosave::new(folder.path().join("unsaved"), || {});
        Self { folder, autosave }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn work_on(&mut self, title: &str) -> StanceMap {
        let (map, steps) = titled(title);
        let file = self.path(&format!("{title}.ron"));
        saved::save(&StanceMap::default(), &file).unwrap();
        self.autosave.add(steps, &map, || title.to_owned(), Some(&file));
        map
    }

    /// Calls the map something else.
    fn go_on(&mut self, map: &StanceMap, title: &str) -> StanceMap {
        let mut map = map.clone();
        let diff = map.apply(Edit::SetTitle(title.to_owned())).unwrap().into();
        let step = NamedStep { name: format!("Call it {title}"), diff, goes_on: false };
        self.autosave.add(vec![step], &map, || title.to_owned(), None);
        map
    }

    fn save(&self, announcement: Announcement, map: &StanceMap, name: &str) {
        let (path, text) = (self.path(name), saved::to_text(map));
        let announced = announcement.make(&path, saved::checksum(&text));
        crate::files::write(&path, text.as_bytes()).unwrap();
        announced.came_true();
    }

    /// Makes the folder of journals one in which none can begin.
    fn block(&self) {
        std::fs::write(self.path("unsaved"), "").unwrap();
    }

    fn unblock(&self) {
        std::fs::remove_file(self.path("unsaved")).unwrap();
    }

    /// Waits until the thread has taken all down, with a save that fails.
    fn wait(&self) {
        drop(self.autosave.announcement().make(&self.path("A.ron"), Some("sum")));
    }

    /// Waits until the thread complains.
    fn complaint(&self) {
        let said = self.autosave.complaints.recv().unwrap();
        assert!(said.starts_with("Changes are not safe from a crash"), "{said}");
    }

    /// What is offered at the next start: each file, and how many changes are not in it.
    fn left(mut self) -> Vec<(String, usize)> {
        self.autosave.end();
        let left = leftovers(&self.path("unsaved"));
        let mut left: Vec<_> = left.iter().map(|work| (work.title(), work.changes)).collect();
        left.sort();
        left
    }
}

#[test]
fn a_save_that_fails_after_the_map_was_closed_leaves_the_work() {
    let mut desk = Desk::new();
    desk.work_on("A");
    let announcement = desk.autosave.announcement();
    desk.autosave.forget();
    desk.work_on("B");
    drop(announcement.make(&desk.path("A.ron"), Some("sum")));
    assert_eq!(desk.left(), [("A.ron".to_owned(), 1), ("B.ron".to_owned(), 1)]);
}

#[test]
fn a_save_that_ends_after_the_map_was_closed_takes_its_own_journal_along() {
    let mut desk = Desk::new();
    let map = desk.work_on("A");
    let announcement = desk.autosave.announcement();
    desk.autosave.forget();
    desk.work_on("B");
    desk.save(announcement, &map, "A.ron");
    assert_eq!(desk.left(), [("B.ron".to_owned(), 1)]);
}

#[test]
fn of_two_saves_the_last_decides() {
    for last_fails in [false, true] {
        let mut desk = Desk::new();
        let earlier = desk.work_on("A");
        let first = desk.autosave.announcement();
        let later = desk.go_on(&earlier, "A again");
        let last = desk.autosave.announcement();
        desk.autosave.forget();
        if last_fails {
            desk.save(first, &earlier, "A.ron");
            drop(last);
        } else {
            drop(first);
            desk.save(last, &later, "A.ron");
        }
        // What the first has brought into the file need not be offered.
        let left = if last_fails { vec![("A.ron".to_owned(), 1)] } else { Vec::new() };
        assert_eq!(desk.left(), left);
    }
}

#[test]
fn what_could_not_be_written_of_a_closed_map_is_written_as_soon_as_that_can_be() {
    for save_is_over in [false, true] {
        let mut desk = Desk::new();
        desk.block();
        desk.work_on("A");
        let announcement = desk.autosave.announcement();
        desk.autosave.forget();
        let mut announced = Some(announcement.make(&desk.path("A.ron"), Some("sum")));
        if save_is_over {
            announced = None;
        }
        desk.work_on("B");
        desk.wait();
        desk.unblock();
        assert_eq!(desk.left(), [("A.ron".to_owned(), 1), ("B.ron".to_owned(), 1)]);
        drop(announced);
    }
}

#[test]
fn a_complaint_is_not_repeated_before_something_was_written() {
    let mut desk = Desk::new();
    desk.block();
    let map = desk.work_on("A");
    desk.complaint();
    desk.wait();
    desk.unblock();
    desk.go_on(&map, "A again");
    desk.wait();
    assert_eq!(desk.autosave.complaint(), None);

    std::fs::remove_dir_all(desk.path("unsaved")).unwrap();
    desk.block();
    desk.autosave.forget();
    desk.work_on("B");
    desk.autosave.end();
    assert!(desk.autosave.complaint().is_some(), "something was written in between");
}
