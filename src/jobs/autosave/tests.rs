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
    let text = saved::to_text(&map);
    let announced = announcement.make(&desk.path("A.ron"), saved::checksum(&text));
    crate::files::write(&desk.path("A.ron"), text.as_bytes()).unwrap();
    announced.came_true();
    assert_eq!(desk.left(), [("B.ron".to_owned(), 1)]);
}

#[test]
fn of_two_saves_the_last_decides() {
    for last_fails in [true, false] {
        let mut desk = Desk::new();
        let map = desk.work_on("A");
        let mut saves = [desk.autosave.announcement(), desk.autosave.announcement()];
        if last_fails {
            saves.reverse();
        }
        desk.autosave.forget();
        let [fails, succeeds] = saves;
        let text = saved::to_text(&map);
        let succeed = || {
            let announced = succeeds.make(&desk.path("A.ron"), saved::checksum(&text));
            announced.came_true();
        };
        if last_fails {
            succeed();
            drop(fails);
        } else {
            drop(fails);
            succeed();
        }
        let left = if last_fails { vec![("A.ron".to_owned(), 1)] } else { Vec::new() };
        assert_eq!(desk.left(), left);
    }
}
