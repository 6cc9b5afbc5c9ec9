//! How well stances are read from sentences that were labelled by hand, whose actors are given.

use std::collections::BTreeMap;

use super::*;
use crate::reading::Model;

/// Labels of a line: `1>2+?@3`.
fn labels(field: &str) -> BTreeMap<(String, String, bool), char> {
    field
        .split_whitespace()
        .filter_map(|label| {
            let (source, rest) = label.split_once('>')?;
            let at = rest.find(['+', '-'])?;
            let modality = rest[at + 1..].chars().next().filter(|mark| *mark != '@').unwrap_or('.');
            Some(((source.to_owned(), rest[..at].to_owned(), rest[at..].starts_with('+')), modality))
        })
        .collect()
}

/// Prints precision, recall and what was wrong, of rules and model together or, with `STANCE_RULES` set, of rules alone.
/// The variable `STANCE_SENTENCES` names the files, parted by colons; each line is a sentence with numbered actors in
/// brackets, a tab, and labels. `STANCE_SHOW` asks for so many wrong lines of each sort.
#[test]
#[ignore = "measures; needs labelled sentences"]
fn measure() {
    let Ok(files) = std::env::var("STANCE_SENTENCES") else { return };
    let show: usize = std::env::var("STANCE_SHOW").ok().and_then(|count| count.parse().ok()).unwrap_or(0);
    let only = std::env::var("STANCE_ONLY").unwrap_or_default();
    let model = Model::shipped().ok().filter(|_| std::env::var_os("STANCE_RULES").is_none());
    for file in files.split(':') {
        let (file, part) = file.split_once('%').unwrap_or((file, ""));
        let text = std::fs::read_to_string(file).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let half = lines.len() / 2;
        let lines = match part {
            "1" => &lines[..half],
            "2" => &lines[half..],
            _ => &lines[..],
        };
        let started = std::time::Instant::now();
        let mut words = 0;
        let mut counts = [[0usize; 3]; 2];
        let mut moods: BTreeMap<(char, char), usize> = BTreeMap::new();
        let mut bins: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        let mut cues: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let (mut missed, mut spurious) = (Vec::new(), Vec::new());
        for line in lines {
            let (sentence, field) = line.split_once('\t').unwrap_or((line, ""));
            let marked = marked(sentence);
            let mut gold = labels(field);
            let keys = gold.clone();
            words += marked.text.split_whitespace().count();
            let pairs = model.as_ref().map(|model| marked.judged(model)).unwrap_or_default();
            let read = marked
                .read_with(model.as_ref().map(|model| Judgements { pairs: &pairs, blend: model.blend }));
            let silent = read.is_empty();
            for finding in read {
                let plus = finding.stance == Stance::Backs;
                let key = (marked.keys[finding.source].clone(), marked.keys[finding.target].clone(), plus);
                let mark = match finding.modality {
                    Modality::Asserted => '.',
                    Modality::Hedged => '?',
                    Modality::Negated => '!',
                };
                let cue = finding
                    .cue
                    .map(|cue| &marked.text[cue.start..cue.end])
                    .unwrap_or_default()
                    .to_lowercase();
                let right = gold.remove(&key);
                let bin = bins.entry((finding.confidence.get() * 20.0) as u32).or_default();
                let seen = cues.entry(cue.clone()).or_default();
                bin.1 += 1;
                seen.1 += 1;
                if let Some(modality) = right {
                    if modality != mark && only == "mood" {
                        println!("mood: {}>{} read {mark} ({cue})  {sentence}  [{field}]", key.0, key.1);
                    }
                    *moods.entry((modality, mark)).or_default() += 1;
                    bin.0 += 1;
                    seen.0 += 1;
                    counts[usize::from(plus)][0] += 1;
                } else {
                    counts[usize::from(plus)][1] += 1;
                    spurious.push(format!(
                        "{}>{}{}{mark} ({cue})  {sentence}  [{field}]",
                        key.0,
                        key.1,
                        if plus { '+' } else { '-' }
                    ));
                }
            }
            for ((source, target, plus), _) in gold {
                counts[usize::from(plus)][2] += 1;
                if only == "silent" && !silent {
                    continue;
                }
                missed.push(format!(
                    "{source}>{target}{}  {sentence}  [{field}]",
                    if plus { '+' } else { '-' }
                ));
            }
            let _ = keys;
        }
        let scores = counts.map(|[right, wrong, missed]| {
            let (p, r) =
                (right as f64 / (right + wrong).max(1) as f64, right as f64 / (right + missed).max(1) as f64);
            (p, r, 2.0 * p * r / (p + r).max(1e-9), right + missed)
        });
        println!(
            "{file}{part}: backs P {:.3} R {:.3} F {:.3} (n {}); opposes P {:.3} R {:.3} F {:.3} (n {}); macro {:.3}",
            scores[1].0,
            scores[1].1,
            scores[1].2,
            scores[1].3,
            scores[0].0,
            scores[0].1,
            scores[0].2,
            scores[0].3,
            (scores[0].2 + scores[1].2) / 2.0
        );
        println!("  {words} words in {:?}, marking and cutting included", started.elapsed());
        println!("  modality (gold, read): {moods:?}");
        println!(
            "  confidence: {}",
            bins.iter()
                .map(|(bin, (right, all))| format!(
                    "{:.2}: {:.2} of {all}; ",
                    *bin as f32 / 20.0,
                    *right as f32 / *all as f32
                ))
                .collect::<String>()
        );
        let every = |list: &[String]| list.len().checked_div(show.max(1)).unwrap_or(1).max(1);
        for (name, list) in [("missed", &missed), ("spurious", &spurious)] {
            if only.is_empty() || only == name || only == "silent" && name == "missed" {
                for line in list.iter().step_by(every(list)).take(show) {
                    println!("{name}: {line}");
                }
            }
        }
        if only == "cues" {
            let mut cues: Vec<_> = cues.into_iter().collect();
            cues.sort_by_key(|(_, (right, all))| *right as isize - *all as isize);
            for (cue, (right, all)) in cues.iter().take(show) {
                println!("{right}/{all} {cue}");
            }
        }
    }
}

/// Writes what rules and model say of each ordered pair, for `training/blend.py` to fit how much either counts: gold (- none,
/// or the signs), the model's three likelihoods, the rules' confidences, gold modality, the model's three, and the rules'.
/// `STANCE_SENTENCES` names one file as for [`measure`], `STANCE_DUMP` the file to write.
#[test]
#[ignore = "writes; needs labelled sentences"]
fn dump() {
    use std::fmt::Write;
    let (Ok(file), Ok(out)) = (std::env::var("STANCE_SENTENCES"), std::env::var("STANCE_DUMP")) else {
        return;
    };
    let model = Model::shipped().unwrap();
    let mut rows = String::new();
    for line in std::fs::read_to_string(file).unwrap().lines() {
        let (sentence, field) = line.split_once('\t').unwrap_or((line, ""));
        let (marked, gold) = (marked(sentence), labels(field));
        let read = marked.read();
        for judged in marked.judged(&model) {
            let [source, target] =
                [judged.source, judged.target].map(|mention| marked.mentions[mention].actor);
            let ruled = |stance| {
                read.iter()
                    .find(|found| (found.source, found.target, found.stance) == (source, target, stance))
            };
            let told =
                |plus: bool| gold.get(&(marked.keys[source].clone(), marked.keys[target].clone(), plus));
            let signs: String = [(true, '+'), (false, '-')]
                .iter()
                .filter(|(plus, _)| told(*plus).is_some())
                .map(|sign| sign.1)
                .collect();
            let modality = told(true).or(told(false)).copied().unwrap_or('.');
            let rules = [ruled(Stance::Backs), ruled(Stance::Opposes)];
            let [backs, opposes] = rules.map(|found| found.map_or(0.0, |found| found.confidence.get()));
            let put = rules
                .iter()
                .flatten()
                .next()
                .map_or("none".to_owned(), |found| format!("{:?}", found.modality));
            writeln!(
                rows,
                "{}\t{:?}\t{backs}\t{opposes}\t{modality}\t{:?}\t{put}",
                if signs.is_empty() { "none" } else { &signs },
                judged.stance,
                judged.modality
            )
            .unwrap();
        }
    }
    std::fs::write(out, rows).unwrap();
}
