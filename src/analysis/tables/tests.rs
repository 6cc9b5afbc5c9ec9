use super::*;
use crate::map::{
    Actor, ActorKind, Article, Confidence, Edit, Evidence, Modality, RelationKey, Span, Stance, Verdict,
};

const NAMES: [&str; 4] = ["Émile", "ana", "Bo", "Cy"];

/// Two articles of one source and one of none; Ana backs Bo in two quotes and Cy opposes Bo in one, which is hedged.
fn map() -> StanceMap {
    let mut map = StanceMap::default();
    for (number, name) in (1..).zip(NAMES) {
        let mut actor = Actor::by_hand(name, ActorKind::Person);
        if name == "Bo" {
            actor.member_of = Some(ActorId(1));
            actor.aliases = ["Bobby", "B."].map(String::from).into();
        }
        map.apply(Edit::AddActor { id: ActorId(number), actor, at: None }).unwrap();
    }
    let texts = [
        ("Ana praised Bo.", "The Times", Some(jiff::civil::date(2021, 5, 3))),
        ("Ana praised Bo again.", "The Times", Some(jiff::civil::date(2023, 8, 14))),
        ("Cy may condemn Bo.", "", None),
    ];
    for (number, (text, source, date)) in (1..).zip(texts) {
        let mut article = Article::from_text(text);
        (article.source, article.date) = (source.to_owned(), date);
        map.apply(Edit::AddArticle { id: ArticleId(number), article }).unwrap();
        let (source, stance) = if number == 3 { (4, Stance::Opposes) } else { (2, Stance::Backs) };
        let evidence = Evidence {
            article: ArticleId(number),
            attribution: (number == 3).then_some(ActorId(1)),
            modality: if number == 3 { Modality::Hedged } else { Modality::Asserted },
            confidence: Confidence::clamped(0.5 + 0.125 * number as f32),
            ..Evidence::quoting(number, Span::new(0, text.len()))
        };
        let key = RelationKey::new(ActorId(source), ActorId(3), stance);
        map.apply(Edit::AddEvidence { key, evidence }).unwrap();
    }
    map
}

/// A line of a table as text, its cells parted by bars.
fn line(sheet: &Sheet, line: usize) -> String {
    let columns = sheet.table().columns().iter();
    columns.map(|column| sheet.cell(line, *column).text()).collect::<Vec<_>>().join("|")
}

fn lines(table: Table, wanted: &Wanted) -> Vec<String> {
    let sheet = Sheet::of(&map(), table);
    let arranged = wanted.arrange(&sheet, &|| false);
    arranged.iter().map(|at| line(&sheet, *at as usize)).collect()
}

fn sorted(column: Column, descending: bool) -> Wanted {
    Wanted { sort: Some(Sort { column, descending }), ..Wanted::default() }
}

fn sought(words: &str) -> Wanted {
    Wanted { words: words.to_owned(), ..Wanted::default() }
}

#[test]
fn tables_tell_what_the_map_holds() {
    for (table, expected) in [
        (
            Table::Actors,
            &[
                "Émile|Person|||0|0|0|0|0|",
                "ana|Person|||1|0|0|0|2|",
                "Bo|Person|B.; Bobby|Émile|0|1|0|1|3|",
                "Cy|Person|||0|0|1|0|1|",
            ][..],
        ),
        (
            Table::Relations,
            &[
                "ana|backs|Bo|unreviewed|asserted|75 %|2|1|2021-05-03|2023-08-14|",
                "Cy|opposes|Bo|unreviewed|hedged|88 %|1|1|||",
            ],
        ),
        (
            Table::Quotes,
            &[
                "ana backs Bo|Ana praised Bo.||Ana praised Bo.|2021-05-03|asserted|62 %|unreviewed|",
                "ana backs Bo|Ana praised Bo again.||Ana praised Bo again.|2023-08-14|asserted|75 %|unreviewed|",
                "Cy opposes Bo|Cy may condemn Bo.|Émile|Cy may condemn Bo.||hedged|88 %|unreviewed|",
            ],
        ),
        (
            Table::Articles,
            &[
                "Ana praised Bo.|The Times|2021-05-03|||1|3|",
                "Ana praised Bo again.|The Times|2023-08-14|||1|4|",
                "Cy may condemn Bo.|||||1|4|",
            ],
        ),
    ] {
        assert_eq!(lines(table, &Wanted::default()), expected, "{table:?}");
        assert_eq!(Table::sizes(&map())[table as usize], expected.len());
    }
}

#[test]
fn a_relation_is_confirmed_once_one_of_its_quotes_is() {
    let mut map = map();
    let key = RelationKey::new(ActorId(2), ActorId(3), Stance::Backs);
    map.apply(Edit::JudgeEvidence { key, id: EvidenceId(1), verdict: Verdict::Confirmed }).unwrap();
    let sheet = Sheet::of(&map, Table::Relations);
    assert_eq!(line(&sheet, 0), "ana|backs|Bo|confirmed|asserted|100 %|2|1|2021-05-03|2023-08-14|");
    assert!(crate::export::csv(&map).contains("\r\nana,person,Bo,person,backs,confirmed,1.00,"));
}

#[test]
fn rows_are_sorted_either_way_and_what_is_alike_stays_in_order() {
    let first = |table, column, descending| -> Vec<String> {
        let lines = lines(table, &sorted(column, descending));
        lines.iter().map(|line| line.split('|').next().unwrap().to_owned()).collect()
    };
    for (column, descending, expected) in [
        // Neither case nor accents count.
        (Column::Name, false, ["ana", "Bo", "Cy", "Émile"]),
        (Column::Name, true, ["Émile", "Cy", "Bo", "ana"]),
        (Column::Quotes, false, ["Émile", "Cy", "ana", "Bo"]),
        (Column::Quotes, true, ["Bo", "ana", "Cy", "Émile"]),
        (Column::Kind, false, ["Émile", "ana", "Bo", "Cy"]),
        (Column::Kind, true, ["Émile", "ana", "Bo", "Cy"]),
        // What is blank comes last.
        (Column::MemberOf, false, ["Bo", "Émile", "ana", "Cy"]),
        (Column::MemberOf, true, ["Bo", "Émile", "ana", "Cy"]),
    ] {
        assert_eq!(first(Table::Actors, column, descending), expected, "{column:?} {descending}");
    }
    let articles = ["Ana praised Bo again.", "Ana praised Bo.", "Cy may condemn Bo."];
    assert_eq!(first(Table::Articles, Column::Date, true), articles);
}

#[test]
fn rows_are_found_by_all_words_in_any_column() {
    let found = |table, words| lines(table, &sought(words)).len();
    for (table, words, count) in [
        (Table::Actors, "emile", 2),
        (Table::Actors, "EMILE bobby", 1),
        (Table::Actors, "emile cy", 0),
        (Table::Quotes, "prais again", 1),
        (Table::Quotes, "2021-05", 1),
        (Table::Relations, "backs", 1),
        (Table::Relations, " ", 2),
        (Table::Articles, "times", 2),
    ] {
        assert_eq!(found(table, words), count, "{words}");
    }
}

#[test]
fn only_what_is_to_be_seen_is_listed() {
    let only = Some(Shown::Quotes([EvidenceId(2), EvidenceId(3)].into()));
    let wanted = Wanted { only, words: "praised".to_owned(), ..sorted(Column::Date, true) };
    let lines = lines(Table::Quotes, &wanted);
    assert!(lines.len() == 1 && lines[0].contains("again"), "{lines:?}");
}
