use super::*;
use crate::analysis::Value;
use crate::map::{
    Actor, ActorKind, Article, Claim, Edit, Evidence, Modality, Span, Stance, StanceMap, Verdict,
};

const ANA: ActorId = ActorId(1);
const BO: ActorId = ActorId(2);
const CY: ActorId = ActorId(3);

fn key(source: ActorId, target: ActorId, stance: Stance) -> RelationKey {
    RelationKey::new(source, target, stance)
}

/// Ana backs Bo by two quotes, Bo backs Ana and Cy opposes Bo by nobody's but a person's word.
fn map() -> StanceMap {
    let mut map = StanceMap::default();
    for (id, name) in [(ANA, "Ana"), (BO, "Bo"), (CY, "Cy")] {
        map.apply(Edit::AddActor { id, actor: Actor::by_hand(name, ActorKind::Person), at: None }).unwrap();
    }
    for number in 1..=2 {
        let article = Article::from_text(format!("Ana praised Bo {number}."));
        map.apply(Edit::AddArticle { id: ArticleId(number), article }).unwrap();
        let evidence = Evidence {
            article: ArticleId(number),
            confidence: crate::map::Confidence::clamped(0.5),
            ..Evidence::quoting(number, Span::new(0, 10))
        };
        map.apply(Edit::AddEvidence { key: key(ANA, BO, Stance::Backs), evidence }).unwrap();
    }
    for key in [key(BO, ANA, Stance::Backs), key(CY, BO, Stance::Opposes)] {
        map.apply(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
    }
    map
}

struct List(Vec<Row>);

impl Listed for List {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn row(&self, at: usize) -> Row {
        self.0[at]
    }
}

#[test]
fn rows_are_chosen_one_by_one_and_in_ranges() {
    let listed = List((1..=9).map(|id| Row::Article(ArticleId(id))).collect());
    let mut tables = Tables { table: Table::Articles, ..Tables::default() };
    let none = Selection::default();
    for (at, pick, expected) in [
        (3, Pick::Only, &[4][..]),
        (5, Pick::Range, &[4, 5, 6]),
        (1, Pick::Range, &[2, 3, 4]),
        (8, Pick::Toggle, &[2, 3, 4, 9]),
        (2, Pick::Toggle, &[2, 4, 9]),
        (0, Pick::Nothing, &[2, 4, 9]),
        (1, Pick::Range, &[1, 2]),
        (7, Pick::Only, &[8]),
    ] {
        assert_eq!(tables.go(&listed, at, pick, &none), None);
        let chosen: Vec<u32> = tables.articles.iter().map(|id| id.0).collect();
        assert_eq!(chosen, expected, "{at} {pick:?}");
    }
}

#[test]
fn chosen_actors_and_relations_are_those_that_are_selected() {
    let listed = List([ANA, BO, CY].map(Row::Actor).into());
    let mut tables = Tables { table: Table::Actors, ..Tables::default() };
    let selection = tables.go(&listed, 0, Pick::Only, &Selection::default()).unwrap();
    assert_eq!(selection, Selection::of_actor(ANA));
    let selection = tables.go(&listed, 2, Pick::Toggle, &selection).unwrap();
    assert!(tables.is_chosen(Row::Actor(CY), &selection) && !tables.is_chosen(Row::Actor(BO), &selection));
    let kept = tables.keep([Row::Actor(BO), Row::Actor(CY)].into_iter(), &selection);
    assert_eq!(kept, Some(Selection::of_actor(CY)));
    assert_eq!(tables.keep([Row::Actor(CY)].into_iter(), &Selection::of_actor(CY)), None);
}

#[test]
fn a_column_is_sorted_one_way_and_then_the_other() {
    use crate::analysis::tables::Column;
    let mut tables = Tables::default();
    let mut ways = Vec::new();
    for column in [Column::Source, Column::Source, Column::Source, Column::Target] {
        tables.sort_by(column);
        ways.push(tables.view().sort.map(|sort| (sort.column, sort.descending)));
    }
    let expected =
        [(Column::Source, false), (Column::Source, true), (Column::Source, false), (Column::Target, false)];
    assert_eq!(ways, expected.map(Some));
}

/// What a change of rows does, by the name of its step and how many edits it takes.
fn done(rows: &[Row], change: Change) -> Option<(String, usize)> {
    let mut map = map();
    let before = map.clone();
    let (name, edits) = plan(&map, rows, &change)?;
    let count = edits.len();
    let diff = map.apply_all(edits).unwrap();
    assert_ne!(map, before, "{name}");
    map.patch(&diff.reversed());
    assert_eq!(map, before, "{name}");
    Some((name, count))
}

#[test]
fn changes_of_many_rows_are_one_step_with_a_name() {
    let [praise, thanks, rebuke] =
        [key(ANA, BO, Stance::Backs), key(BO, ANA, Stance::Backs), key(CY, BO, Stance::Opposes)];
    let actors = [ANA, BO, CY].map(Row::Actor);
    let relations = [praise, thanks, rebuke].map(Row::Relation);
    let quotes = [1, 2].map(|id| Row::Quote(praise, EvidenceId(id)));
    let articles = [1, 2].map(|id| Row::Article(ArticleId(id)));
    let day = jiff::civil::date(2023, 8, 14);
    for (rows, change, name, edits) in [
        (&actors[..], Change::Kind(ActorKind::State), "Set kind of 3 actors to state", 3),
        (&actors[..1], Change::Kind(ActorKind::State), "Make Ana a state", 1),
        (&actors, Change::MemberOf(Some(CY)), "Put 2 actors into Cy", 2),
        (&actors, Change::Delete, "Delete 3 actors", 3),
        // Those that are drawn by hand are confirmed.
        (&relations, Change::Verdict(Verdict::Confirmed), "Confirm Ana backs Bo", 1),
        (&relations, Change::Verdict(Verdict::Unreviewed), "Clear verdict of 2 relations", 2),
        (&relations, Change::Verdict(Verdict::Rejected), "Reject 3 relations", 3),
        (&relations[..1], Change::Verdict(Verdict::Rejected), "Reject Ana backs Bo", 1),
        (&relations, Change::Flip, "Flip 3 relations", 3),
        // Each of the two that answer one another would become the other.
        (&relations, Change::Reverse, "Reverse Cy opposes Bo", 1),
        (&relations, Change::Wording(Modality::Hedged), "Mark 1 relation as hedged", 2),
        (&relations, Change::Delete, "Delete 3 relations", 3),
        (&quotes, Change::Verdict(Verdict::Confirmed), "Confirm 2 quotes", 2),
        (&quotes, Change::Delete, "Reject 2 quotes", 2),
        (&quotes, Change::Flip, "Flip 2 quotes", 2),
        (&quotes, Change::Reverse, "Reverse 2 quotes", 2),
        (&quotes, Change::Wording(Modality::Negated), "Mark 2 quotes as negated", 2),
        (&articles, Change::Source("Reuters".to_owned()), "Set source of 2 articles to Reuters", 2),
        (&articles, Change::Date(Some(day)), "Set date of 2 articles to 2023-08-14", 2),
        (&articles[..1], Change::Delete, "Remove Ana praised Bo 1.", 1),
    ] {
        assert_eq!(done(rows, change), Some((name.to_owned(), edits)));
    }
}

#[test]
fn nothing_is_done_where_all_is_so_already_or_means_other_rows() {
    for (row, change) in [
        (Row::Actor(ANA), Change::Kind(ActorKind::Person)),
        (Row::Actor(ANA), Change::MemberOf(None)),
        (Row::Actor(ANA), Change::Flip),
        (Row::Actor(ActorId(99)), Change::Delete),
        (Row::Relation(key(ANA, BO, Stance::Backs)), Change::Verdict(Verdict::Unreviewed)),
        (Row::Relation(key(CY, BO, Stance::Opposes)), Change::Wording(Modality::Hedged)),
        (Row::Article(ArticleId(1)), Change::Source(String::new())),
        (Row::Article(ArticleId(1)), Change::Verdict(Verdict::Confirmed)),
    ] {
        assert_eq!(done(&[row], change), None, "{row:?}");
    }
}

#[test]
fn what_the_canvas_hides_or_filters_out_is_not_on_it() {
    let mut editor = Editor::open(map(), None);
    let on = |editor: &Editor, row: Row| {
        let table = match row {
            Row::Actor(_) => Table::Actors,
            Row::Relation(_) => Table::Relations,
            Row::Quote(..) => Table::Quotes,
            Row::Article(_) => Table::Articles,
        };
        editor.on_canvas(table).holds(row)
    };
    let praise = key(ANA, BO, Stance::Backs);
    let all = [
        Row::Actor(ANA),
        Row::Relation(praise),
        Row::Quote(praise, EvidenceId(1)),
        Row::Article(ArticleId(1)),
    ];
    assert!(all.iter().all(|row| on(&editor, *row)));
    let mut filter = editor.filter().clone();
    filter.toggle_without(Value::Article(ArticleId(1)));
    editor.set_filter(filter);
    assert!(on(&editor, Row::Relation(praise)) && on(&editor, Row::Quote(praise, EvidenceId(2))));
    assert!(!on(&editor, Row::Quote(praise, EvidenceId(1))) && !on(&editor, Row::Article(ArticleId(1))));
    editor.selection = Selection::of_actor(ANA);
    editor.hide_selected();
    assert!(all.iter().all(|row| !on(&editor, *row)) && on(&editor, Row::Actor(CY)));
}

#[test]
fn who_is_within_a_group_that_is_rolled_up_is_shown_with_it() {
    let mut map = map();
    let loner = ActorId(4);
    let found = Actor { name: "Dee".to_owned(), ..Actor::default() };
    map.apply(Edit::AddActor { id: loner, actor: found, at: None }).unwrap();
    map.apply(Edit::SetMemberOf { id: loner, member_of: Some(CY) }).unwrap();
    let mut editor = Editor::open(map, None);
    let is_on = |editor: &Editor| editor.on_canvas(Table::Actors).holds(Row::Actor(loner));
    assert!(!is_on(&editor), "nobody relates to it");
    editor.edit(Edit::RollUp { groups: [CY].into(), rolled_up: true }).unwrap();
    assert!(is_on(&editor));
}

#[test]
fn quotes_of_a_rejected_relation_are_listed_and_taken_back_one_by_one() {
    use crate::analysis::tables::Sheet;
    let mut map = map();
    let praise = key(ANA, BO, Stance::Backs);
    map.apply(Edit::JudgeRelation { key: praise, verdict: Verdict::Rejected }).unwrap();
    assert_eq!(Table::sizes(&map)[1..3], [2, 2], "the relation is off the map, its quotes are not lost");
    let sheet = Sheet::of(&map, Table::Quotes);
    assert_eq!(sheet.len(), 2);
    let row = Row::Quote(praise, EvidenceId(2));
    let (name, edits) = plan(&map, &[row], &Change::Verdict(Verdict::Confirmed)).unwrap();
    map.apply_all(edits).unwrap();
    let verdicts: Vec<Verdict> =
        map.relation(praise).unwrap().evidence.iter().map(|item| item.verdict).collect();
    assert_eq!(verdicts, [Verdict::Rejected, Verdict::Confirmed], "{name}");
    assert!(map.relation(praise).unwrap().is_shown());
}
