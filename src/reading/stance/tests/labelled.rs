//! How well stances are read from sentences that were labelled by hand, whose actors are given. Both tests here are tools
//! that assert nothing: they print and write what the training of the model needs, and are ignored unless asked for.
//!
//! `STANCE_SENTENCES` names a file; each line is a sentence or a passage with numbered actors in brackets, a tab, and labels
//! (`1>2+?@3`).

use std::collections::BTreeMap;
use std::fmt::Write;

use super::*;
use crate::reading::Model;

/// Source, target, and whether the one backs the other; with the mark of its modality.
type Labels = BTreeMap<(String, String, bool), char>;

/// The passages of the file, each with its brackets, what they mark, and its labels.
fn labelled() -> Vec<(String, Marked, Labels)> {
    let Ok(file) = std::env::var("STANCE_SENTENCES") else { return Vec::new() };
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().map(|line| {
        let (source, field) = line.split_once('\t').unwrap_or((line, ""));
        (line.to_owned(), marked(source), labels(field))
    });
    lines.collect()
}

fn labels(field: &str) -> Labels {
    let told = field.split_whitespace().filter_map(|label| {
        let (source, rest) = label.split_once('>')?;
        let at = rest.find(['+', '-'])?;
        let modality = rest[at + 1..].chars().next().filter(|mark| *mark != '@').unwrap_or('.');
        Some(((source.to_owned(), rest[..at].to_owned(), rest[at..].starts_with('+')), modality))
    });
    told.collect()
}

/// The best finding of every stance.
fn best(findings: Vec<Finding>) -> Vec<Finding> {
    let mut best = Best::new();
    for finding in findings {
        let key = (finding.source, finding.target, finding.stance);
        if best.get(&key).is_none_or(|held| held.confidence < finding.confidence) {
            best.insert(key, finding);
        }
    }
    best.into_values().collect()
}

/// Prints precision and recall of rules and model together or, with `STANCE_RULES` set, of rules alone, and how often a
/// confidence is right; with `STANCE_SHOW` also what was wrong.
#[test]
#[ignore = "a tool that prints; needs labelled sentences"]
fn measure() {
    let shows = std::env::var_os("STANCE_SHOW").is_some();
    let model = Model::shipped().ok().filter(|_| std::env::var_os("STANCE_RULES").is_none());
    let mut counts = [[0usize; 3]; 2];
    let mut modalities: BTreeMap<(char, char), usize> = BTreeMap::new();
    let mut confidences: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (line, marked, mut gold) in labelled() {
        let pairs = model.as_ref().map(|model| marked.judged(model)).unwrap_or_default();
        let read = best(marked.read_with(model.as_ref().map(|model| (&pairs[..], model.blend))));
        for finding in read {
            let plus = finding.stance == Stance::Backs;
            let key = (marked.keys[finding.source].clone(), marked.keys[finding.target].clone(), plus);
            let mark = match finding.modality {
                Modality::Asserted => '.',
                Modality::Hedged => '?',
                Modality::Negated => '!',
            };
            let right = gold.remove(&key);
            let (hits, all) = confidences.entry((finding.confidence.get() * 10.0) as u32).or_default();
            *hits += usize::from(right.is_some());
            *all += 1;
            counts[usize::from(plus)][usize::from(right.is_none())] += 1;
            if let Some(modality) = right {
                *modalities.entry((modality, mark)).or_default() += 1;
            } else if shows {
                println!("spurious {}>{}{}  {line}", key.0, key.1, if plus { '+' } else { '-' });
            }
        }
        for (source, target, plus) in gold.into_keys() {
            counts[usize::from(plus)][2] += 1;
            if shows {
                println!("missed {source}>{target}{}  {line}", if plus { '+' } else { '-' });
            }
        }
    }
    let f1 = counts.map(|[right, wrong, missed]| {
        let (p, r) =
            (right as f64 / (right + wrong).max(1) as f64, right as f64 / (right + missed).max(1) as f64);
        println!("P {p:.3} R {r:.3} F {:.3} of {}", 2.0 * p * r / (p + r).max(1e-9), right + missed);
        2.0 * p * r / (p + r).max(1e-9)
    });
    println!("opposes, backs; macro {:.3}", (f1[0] + f1[1]) / 2.0);
    println!("modality (gold, read): {modalities:?}");
    for (tenth, (hits, all)) in confidences {
        println!("confidence 0.{tenth}: {:.2} right of {all}", hits as f64 / all as f64);
    }
}

/// Writes to the file `STANCE_DUMP` what rules and model say of each ordered pair, for `training/blend.py` to fit how much
/// either counts: gold (`none`, or the signs), the model's three likelihoods, the rules' confidences, and 1 if no sentence
/// names both.
#[test]
#[ignore = "a tool that writes; needs labelled sentences"]
fn dump() {
    let Ok(out) = std::env::var("STANCE_DUMP") else { return };
    let model = Model::shipped().unwrap();
    let mut rows = String::new();
    for (_, marked, gold) in labelled() {
        let read = best(marked.read());
        for judged in marked.judged(&model).into_iter().flatten().filter(|judged| judged.is_here) {
            let (source, target) = (judged.source.actor, judged.target.actor);
            let ruled = [Stance::Backs, Stance::Opposes].map(|stance| {
                let said =
                    |found: &&Finding| (found.source, found.target, found.stance) == (source, target, stance);
                read.iter().find(said).map_or(0.0, |found| found.confidence.get())
            });
            let told =
                |plus| gold.contains_key(&(marked.keys[source].clone(), marked.keys[target].clone(), plus));
            let signs: String = [(true, '+'), (false, '-')]
                .iter()
                .filter(|(plus, _)| told(*plus))
                .map(|sign| sign.1)
                .collect();
            let signs = if signs.is_empty() { "none" } else { &signs };
            let ([backs, opposes], apart) = (ruled, u8::from(judged.is_apart));
            writeln!(rows, "{signs}\t{:?}\t{backs}\t{opposes}\t{apart}", judged.stance).unwrap();
        }
    }
    std::fs::write(out, rows).unwrap();
}
