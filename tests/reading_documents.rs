//! Short articles with what must and must not be read from them: `tests/reading/documents.txt`.

// A test says what is wrong by panicking.
#![allow(clippy::unwrap_used)]

use stancemap::map::{Article, Findings, Modality, Stance};
use stancemap::reading::{Reader, Unwatched};

/// The stances of findings as the cases write them, with and without modality and speaker.
fn told(findings: &Findings) -> Vec<String> {
    let name = |actor: usize| &findings.actors[actor].name;
    let mut lines = Vec::new();
    for finding in &findings.findings {
        let sign = if finding.stance == Stance::Backs { '+' } else { '-' };
        let plain = format!("{} {sign} {}", name(finding.source), name(finding.target));
        let mark = match finding.modality {
            Modality::Asserted => "",
            Modality::Hedged => "?",
            Modality::Negated => "!",
        };
        let speaker = finding.speaker.map(|speaker| format!(" @{}", name(speaker))).unwrap_or_default();
        lines.extend([format!("{plain}{mark}"), format!("{plain}{mark}{speaker}"), plain]);
    }
    lines
}

#[test]
fn without_its_model_a_reader_goes_by_rules_and_says_so() {
    let reader = Reader::with_model(&[], Err("its file is gone".to_owned()));
    let complaint = reader.complaint().unwrap();
    assert!(complaint.contains("by rules alone") && complaint.ends_with("its file is gone"), "{complaint}");
    let article = Article::from_text("Turkey supports the GNA in Libya.");
    let findings = reader.read(&article, &Unwatched).unwrap();
    assert!(told(&findings).contains(&"Turkey + Government of National Accord".to_owned()), "{findings:?}");
}

#[test]
fn a_build_tells_whether_it_has_a_model() {
    assert_eq!(Reader::new(&[]).complaint().is_none(), cfg!(feature = "model"));
}

#[test]
#[cfg(feature = "model")]
fn short_articles_say_what_they_say() {
    let reader = Reader::new(&[]);
    let mut wrong = Vec::new();
    let cases = include_str!("reading/documents.txt").split("\n\n").skip(1);
    for case in cases {
        let mut lines = case.trim().lines();
        let text = lines.next().unwrap();
        let findings = reader.read(&Article::from_text(text), &Unwatched).unwrap();
        let told = told(&findings);
        let mut complain = |what: &str| wrong.push(format!("{what}\n    {text}\n    read {told:?}"));
        for line in lines {
            let (sort, rest) = line.split_once(' ').unwrap();
            for item in rest.split("; ") {
                let is_there = match sort {
                    "actor" => {
                        let (name, owner) =
                            item.split_once(" < ").map_or((item, None), |(n, o)| (n, Some(o)));
                        findings.actors.iter().any(|actor| {
                            let above = actor.member_of.map(|above| &*findings.actors[above].name);
                            actor.name == name && (owner.is_none() || above == owner)
                        })
                    }
                    "nobody" => findings.actors.iter().any(|actor| actor.name == item),
                    _ => told.iter().any(|line| line == item),
                };
                match sort {
                    "=" | "actor" if !is_there => complain(&format!("missing: {item}")),
                    "!" | "nobody" if is_there => complain(&format!("must not be: {item}")),
                    "=" | "actor" | "!" | "nobody" => {}
                    other => panic!("no such sort of line: {other}"),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
