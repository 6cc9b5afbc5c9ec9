//! `stancemap evaluate`: how well the reader does on articles of which somebody drew the maps.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use super::read::readings;
use super::terminal::{self, Failed, Problems};
use crate::analysis::{Agreement, Disagreement, DisagreementKind, Reference, disagreements};
use crate::files;
use crate::jobs::{Input, ReadItem, plan};
use crate::map::{Actor, Edit, EditError, FoundActor, StanceMap};

/// Measure the reader by maps that were drawn by hand
///
/// Reads the articles, compares what was found with the maps, and prints precision, recall and F1: strict, an actor
/// counts as itself; rolled up, as what the map says that it belongs to. Then each relation that was missed or is
/// wrong, rolled up, with its sentences.
#[derive(Debug, clap::Args)]
pub(super) struct Evaluate {
    /// The folder of the maps: NAME.json for each article
    #[arg(value_name = "MAPS_DIR")]
    maps: PathBuf,
    /// The folder of the articles: NAME.txt
    #[arg(value_name = "DOCS_DIR")]
    articles: PathBuf,
}

/// An article with the map that somebody drew of it.
struct Case {
    name: String,
    article: PathBuf,
    reference: Reference,
}

impl Evaluate {
    pub(super) fn run(self) -> Result<(), Failed> {
        let mut problems = Problems::default();
        let cases = self.cases(&mut problems)?;
        let items = readings(&[], cases.iter().map(|case| Input::Path(case.article.clone())).collect())?;
        let mut report = Report::default();
        for (case, item) in cases.iter().zip(items) {
            if let Some(map) = map_of(item, &mut problems) {
                report.add(case, &map);
            }
        }
        if !report.rows.is_empty() {
            terminal::put(None, report.to_string().as_bytes())?;
        }
        problems.end()
    }

    /// The maps that can be used, by name.
    fn cases(&self, problems: &mut Problems) -> Result<Vec<Case>, Failed> {
        let in_folder =
            |folder, ending| files::files_in(folder, ending).or_else(|error| terminal::fail(&error));
        let maps = in_folder(&self.maps, "json")?;
        if maps.is_empty() {
            return terminal::fail(&format_args!(
                "there is no map (NAME.json) in it: {}",
                self.maps.display()
            ));
        }
        let stem = |path: &PathBuf| path.file_stem().map(OsString::from).unwrap_or_default();
        let mut articles: BTreeMap<OsString, PathBuf> =
            in_folder(&self.articles, "txt")?.into_iter().map(|path| (stem(&path), path)).collect();
        let mut cases = Vec::new();
        for path in maps {
            let name = stem(&path).to_string_lossy().into_owned();
            let Some(article) = articles.remove(&stem(&path)) else {
                problems.tell(&format_args!(
                    "there is no article {name}.txt for this map, so it was left out: {}",
                    path.display()
                ));
                continue;
            };
            match files::reference(&path) {
                Ok(reference) => cases.push(Case { name, article, reference }),
                Err(error) => problems.tell(&format_args!(
                    "{}, so it was left out: {}",
                    error.problem,
                    error.path.display()
                )),
            }
        }
        let told = match articles.len() {
            0 => return Ok(cases),
            1 => "1 article has no map and was left out".to_owned(),
            more => format!("{more} articles have no map and were left out"),
        };
        terminal::note(&format_args!("{told}: {}", self.articles.display()));
        Ok(cases)
    }
}

/// The map of one article; `None` if there is none, which was told.
fn map_of(item: ReadItem, problems: &mut Problems) -> Option<StanceMap> {
    let name = item.name.clone();
    let found = item.result.as_ref().map(|reading| reading.findings.actors.clone()).unwrap_or_default();
    let plan = plan(&StanceMap::default(), vec![item]);
    plan.notes.iter().for_each(|note| terminal::note(note));
    plan.problems.iter().for_each(|problem| problems.tell(problem));
    if !plan.problems.is_empty() {
        return None;
    }
    let mut map = StanceMap::default();
    let made = map.apply_all(plan.edits).map(drop).and_then(|()| add_bystanders(&mut map, found));
    made.map_err(|error| problems.tell(&format_args!("{error}: {name}"))).ok()?;
    Some(map)
}

/// Adds the actors that take no stance, so that an actor that was not read can be told from a stance that was not.
fn add_bystanders(map: &mut StanceMap, found: Vec<FoundActor>) -> Result<(), EditError> {
    let there: BTreeSet<String> = map.actors().map(|(_, actor)| actor.name.clone()).collect();
    for found in found.into_iter().filter(|found| !there.contains(&found.name)) {
        let FoundActor { name, kind, aliases, descriptions, .. } = found;
        let actor = Actor { name, kind, aliases, descriptions, ..Actor::default() };
        map.apply(Edit::AddActor { id: map.next_actor_id(), actor, at: None })?;
    }
    Ok(())
}

/// What is printed.
#[derive(Default)]
struct Report {
    /// For each article: its name, rolled up, strict.
    rows: Vec<(String, Agreement, Agreement)>,
    /// All of them, each with the name of its article.
    disagreements: Vec<(Disagreement, String)>,
    quotes: usize,
    verbatim: usize,
}

impl Report {
    fn add(&mut self, case: &Case, map: &StanceMap) {
        let Case { name, reference, .. } = case;
        let (rolled_up, strict) = (Agreement::rolled_up(map, reference), Agreement::strict(map, reference));
        self.rows.push((name.clone(), rolled_up, strict));
        let found = disagreements(map, reference);
        self.disagreements.extend(found.into_iter().map(|found| (found, name.clone())));
        for item in map.relations().flat_map(|(_, relation)| &relation.evidence) {
            let quote = map.article(item.article).and_then(|article| article.slice(item.quote));
            self.quotes += 1;
            self.verbatim += usize::from(quote.is_some());
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut strict, mut rolled_up) = (Agreement::default(), Agreement::default());
        writeln!(f, "rolled up                 strict")?;
        writeln!(f, "P      R      F1          P      R      F1          article")?;
        for (name, rolled, own) in &self.rows {
            let row = [rolled, own]
                .map(|of| format!("{:.3}  {:.3}  {:.3}       ", of.precision(), of.recall(), of.f1()));
            writeln!(f, "{}{}{name}", row[0], row[1])?;
            rolled_up += rolled.clone();
            strict += own.clone();
        }
        writeln!(f)?;
        for (level, of) in [("strict", &strict), ("rolled up", &rolled_up)] {
            let (precision, recall, f1) = (of.precision(), of.recall(), of.f1());
            writeln!(
                f,
                "{level:9}  P {precision:.3}  R {recall:.3}  F1 {f1:.3}   predicted {}  required {}  \
                 wrong stance {}  reversed {}  unknown actors {}",
                of.predicted, of.required, of.wrong_stance, of.reversed, of.unknown_actor
            )?;
        }
        writeln!(f, "quotes verbatim {}/{}\n", self.verbatim, self.quotes)?;
        for kind in DisagreementKind::ALL {
            let count = self.disagreements.iter().filter(|(found, _)| found.kind == kind).count();
            writeln!(f, "{:15}  {count:4}", kind.label())?;
        }
        let mut listed: Vec<_> = self.disagreements.iter().collect();
        listed.sort_by_key(|(found, name)| (found.kind, name));
        for (found, name) in listed {
            writeln!(f, "\n{}", line(found, name))?;
            found.sentences.iter().try_for_each(|sentence| writeln!(f, "    “{sentence}”"))?;
        }
        Ok(())
    }
}

/// "missed actor “Bo”: talks-2021: expected Ana backs Bo".
fn line(found: &Disagreement, article: &str) -> String {
    let Disagreement { kind, read, expected, actors, .. } = found;
    let about: Vec<String> = actors.iter().map(|name| format!(" “{name}”")).collect();
    let relations = [("read", read), ("expected", expected)].into_iter();
    let told: Vec<String> =
        relations.filter_map(|(what, edge)| Some(format!("{what} {}", edge.as_ref()?))).collect();
    format!("{}{}: {article}: {}", kind.label(), about.join(","), told.join(", "))
}
