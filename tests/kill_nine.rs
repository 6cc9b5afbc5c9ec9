//! Work outlives `kill -9`: a process that edits and saves is killed at random moments, and what it left is looked at.

#![allow(clippy::unwrap_used)] // What fails here is a failed test.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use stancemap::editor::Editor;
use stancemap::files::journal::leftovers;
use stancemap::files::{saved, write};
use stancemap::jobs::Autosave;
use stancemap::map::{
    Actor, ActorId, ActorKind, Claim, Edit, Place, Records, RelationKey, Stance, StanceMap,
};

/// Where the process that is killed works; set for it alone.
const FOLDER: &str = "STANCEMAP_KILL_NINE";

/// What that process does is drawn from this; set for it alone.
const SEED: &str = "STANCEMAP_KILL_NINE_SEED";

/// What may be lost.
const MOST_LOST: Duration = Duration::from_secs(2);

/// So many workers are killed beside one another, each so often: 200 times together.
const WORKERS: u64 = 25;
const LIVES: u64 = 8;

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    /// One of `0..below`, by the generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
    /// OOPSLA 2014, figure 17.
    fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }
}

/// The change of this number, which depends on nothing but the number and the records before. What id a map gives next
/// depends on all that it ever held, of which a file knows nothing.
fn change(number: u64, map: &StanceMap) -> Vec<Edit> {
    let mut random = Random(number);
    let next = ActorId(map.records().actors.keys().last().map_or(1, |last| last.0 + 1));
    let mut actor = || ActorId(random.below(next.0.into()) as u32);
    let (one, other) = (actor(), actor());
    let known = |id: ActorId| map.actor(id).is_some_and(Actor::is_shown);
    let edit = match number % 4 {
        1 if known(one) && known(other) && one != other => {
            let key = RelationKey::new(one, other, Stance::Opposes);
            Edit::AddRelation { key, claim: Claim::default() }
        }
        2 if known(one) && known(other) && one != other => Edit::MergeActors { from: one, into: other },
        3 if known(one) => Edit::Place(vec![(one, Place::new(number as f32, -0.5))]),
        _ => {
            let actor = Actor::by_hand(format!("Actor {number} “Ş\n”"), ActorKind::State);
            Edit::AddActor { id: next, actor, at: None }
        }
    };
    vec![Edit::SetTitle(number.to_string()), edit]
}

/// The records without who did what when, which no second making has.
fn bare(map: &StanceMap) -> Records {
    let mut records = map.records().clone();
    records.relations.values_mut().for_each(|relation| relation.history.clear());
    records
}

/// Which change a map ends with.
fn number(map: &StanceMap) -> u64 {
    map.title().parse().unwrap_or(0)
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap()
}

/// Works on the map in `folder` until it is killed: changes it, undoes and does again, and saves now and then. Says
/// `done NUMBER TIME` after every change and `saved NUMBER TIME` after every save.
fn work(folder: &Path) {
    let file = folder.join("map.ron");
    let mut autosave = Autosave::new(folder.join("unsaved"), || {});
    let mut editor = match leftovers(&folder.join("unsaved")).pop() {
        Some(left) => {
            let restored = left.restore().unwrap();
            let count = restored.steps.len();
            let editor = Editor::resume(restored.base, restored.steps, restored.saved, restored.path);
            autosave.resume(restored.journal, count);
            editor
        }
        None => Editor::open(saved::load(&file).unwrap(), Some(file.clone())),
    };
    let mut out = std::io::stdout();
    let seed = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok()).unwrap();
    let mut random = Random(seed);
    loop {
        let next = number(editor.map()) + 1;
        editor.edit_as(format!("Change {next}"), change(next, editor.map())).unwrap();
        if next.is_multiple_of(7) {
            editor.undo();
            note(&mut editor, &mut autosave);
            editor.redo();
        }
        note(&mut editor, &mut autosave);
        writeln!(out, "done {next} {}", now().as_micros()).unwrap();
        if random.below(12) == 0 {
            let text = saved::to_text(editor.map());
            let announced = autosave.announcement().make(&file, saved::checksum(&text));
            write(&file, text.as_bytes()).unwrap();
            announced.came_true();
            writeln!(out, "saved {next} {}", now().as_micros()).unwrap();
            // Sometimes work goes on while the map is being saved, so that it is not all in the file.
            if random.below(2) == 0 {
                editor.saved(file.clone(), editor.history().mark());
                note(&mut editor, &mut autosave);
            }
        }
        std::thread::sleep(Duration::from_micros(random.below(20_000)));
    }
}

/// As the window does after every frame.
fn note(editor: &mut Editor, autosave: &mut Autosave) {
    let fresh = editor.take_fresh();
    if editor.is_dirty() {
        autosave.add(fresh, editor.map(), || editor.title(), editor.path());
    } else {
        autosave.forget();
    }
}

/// What a worker said it did: the time of every change and save by its number.
#[derive(Default)]
struct Said {
    done: BTreeMap<u64, Duration>,
    saved: BTreeMap<u64, Duration>,
}

/// Lets a worker live so long; what it said, and when it was killed.
fn life(folder: &Path, seed: u64, long: Duration) -> (Said, Duration) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "work_outlives_kill_nine", "--nocapture"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let heard = std::thread::spawn(move || {
        let mut said = Said::default();
        for line in lines.map_while(Result::ok) {
            let mut words = line.split(' ');
            let [what, number, at] = [words.next(), words.next(), words.next()];
            let number = number.and_then(|number| number.parse().ok());
            let at = at.and_then(|at| at.parse().ok()).map(Duration::from_micros);
            let (Some(number), Some(at)) = (number, at) else { continue };
            match what {
                Some("done") => said.done.insert(number, at),
                Some("saved") => said.saved.insert(number, at),
                _ => None,
            };
        }
        said
    });
    std::thread::sleep(long);
    let killed = now();
    // On Unix this is SIGKILL.
    child.kill().unwrap();
    child.wait().unwrap();
    (heard.join().unwrap(), killed)
}

/// Every state there ever is, made again as far as it is asked for.
struct States(Vec<StanceMap>);

impl States {
    fn get(&mut self, number: u64) -> &StanceMap {
        while self.0.len() as u64 <= number {
            let mut map = self.0.last().unwrap().clone();
            let edits = change(self.0.len() as u64, &map);
            map.apply_all(edits).unwrap();
            self.0.push(map);
        }
        &self.0[number as usize]
    }
}

/// What a worker did and lost in all of its lives.
#[derive(Debug, Default)]
struct Account {
    changes: u64,
    saves: usize,
    restored: usize,
    lost: usize,
}

fn lives(seed: u64, folder: &Path) -> Account {
    let (file, unsaved): (PathBuf, PathBuf) = (folder.join("map.ron"), folder.join("unsaved"));
    saved::save(&StanceMap::default(), &file).unwrap();
    let mut states = States(vec![StanceMap::default()]);
    let mut random = Random(seed);
    let mut account = Account::default();
    for life_number in 0..LIVES {
        let long = Duration::from_millis(100 + random.below(4_900));
        // Every life is another, and in every run the same but for the moment at which it ends.
        let life_seed = (seed * LIVES + life_number) << 32;
        let (said, killed) = life(folder, life_seed, long);
        let at = format!("worker {seed}, life {life_number}, seed {life_seed}, killed after {long:?}");

        let in_file = saved::load(&file).unwrap_or_else(|error| panic!("{at}: {error}"));
        assert_eq!(
            bare(&in_file),
            bare(states.get(number(&in_file))),
            "{at}: the saved map is none that there was"
        );
        if let Some((last, _)) = said.saved.last_key_value() {
            assert!(number(&in_file) >= *last, "{at}: {last} was saved");
        }

        // Looked at in a copy: a lock that is taken here could outlast the look, in a process that is just being started.
        let copy = folder.join(format!("copy {life_number}"));
        std::fs::create_dir(&copy).unwrap();
        for entry in unsaved.read_dir().into_iter().flatten() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, copy.join(path.file_name().unwrap())).unwrap();
        }
        let mut left = leftovers(&copy);
        assert!(left.len() <= 1, "{at}: {left:?}");
        let kept = match left.pop() {
            Some(left) => {
                assert!(
                    !left.file_changed && left.changes > 0 && left.title() == "map.ron",
                    "{at}: {left:?}"
                );
                let restored = left.restore().unwrap_or_else(|error| panic!("{at}: {error}"));
                account.restored += 1;
                Editor::resume(restored.base, restored.steps, restored.saved, restored.path).map().clone()
            }
            None => in_file,
        };
        let kept_number = number(&kept);
        assert_eq!(
            bare(&kept),
            bare(states.get(kept_number)),
            "{at}: the work restored is none that there was"
        );
        for (number, when) in said.done.range(kept_number + 1..) {
            account.lost += 1;
            let age = killed.saturating_sub(*when);
            assert!(age <= MOST_LOST, "{at}: change {number} was done {age:?} before and is lost");
        }
        account.changes = kept_number;
        account.saves += said.saved.len();
    }
    account
}

#[test]
fn work_outlives_kill_nine() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        work(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    let accounts: Vec<Account> = std::thread::scope(|scope| {
        let workers = (0..WORKERS).map(|seed| {
            let folder = folder.path().join(seed.to_string());
            std::fs::create_dir(&folder).unwrap();
            scope.spawn(move || lives(seed, &folder))
        });
        let workers: Vec<_> = workers.collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let total = |count: fn(&Account) -> usize| accounts.iter().map(count).sum::<usize>();
    println!(
        "killed {} times in {} changes and {} saves: {} times work was restored, {} changes were lost",
        WORKERS * LIVES,
        total(|account| account.changes as usize),
        total(|account| account.saves),
        total(|account| account.restored),
        total(|account| account.lost),
    );
    // Otherwise nothing was put to the test.
    assert!(total(|account| account.restored) > 50 && total(|account| account.saves) > 50);
}
