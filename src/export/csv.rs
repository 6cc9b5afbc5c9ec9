//! A map as a table for spreadsheets: RFC 4180, one row for each quote.

use crate::analysis::tables::{Cell, Column, Sheet};
use crate::map::{ActorId, Evidence, Relation, RelationKey, StanceMap};

/// The columns.
const HEADER: [&str; 18] = [
    "source",
    "source_kind",
    "target",
    "target_kind",
    "stance",
    "verdict",
    "confidence",
    "article_title",
    "article_date",
    "article_source",
    "quote",
    "cue",
    "modality",
    "attributed_to",
    "quote_confidence",
    "quote_verdict",
    "note",
    "quote_note",
];

/// One row for each quote of each relation that is shown, quotes that a person rejected included; a relation that rests
/// on a person's word alone has one more, in which the columns of quote and article are empty.
///
/// A cell that a spreadsheet would take for a formula starts with an apostrophe. Lines end in CR LF, the last one too.
///
/// ```
/// let csv = stancemap::export::csv(&stancemap::map::StanceMap::default());
/// assert!(csv.starts_with("source,source_kind,target,target_kind,stance,verdict,"));
/// ```
pub fn csv(map: &StanceMap) -> String {
    let mut table = String::new();
    row(&mut table, HEADER);
    for (key, relation) in map.relations() {
        if relation.is_bare_claim() {
            row(&mut table, cells(map, key, relation, None));
        }
        for item in &relation.evidence {
            row(&mut table, cells(map, key, relation, Some(item)));
        }
    }
    table
}

/// These lines of a sheet in their order, below the labels of its columns; written as [`csv`] writes. The relation of a quote
/// fills three columns, so that it can be sorted by each end.
pub fn csv_of(sheet: &Sheet, lines: &[u32]) -> String {
    let columns: Vec<Column> =
        sheet.table().columns().iter().flat_map(|column| parts(column).iter().copied()).collect();
    let mut table = String::new();
    row(&mut table, columns.iter().map(|column| column.label()));
    for line in lines {
        let cells = columns.iter().map(|column| match sheet.cell(*line as usize, *column) {
            Cell::Share(share) => decimal(share).into(),
            cell => cell.text(),
        });
        row(&mut table, cells);
    }
    table
}

/// The columns that one of the screen makes here.
fn parts(column: &Column) -> &[Column] {
    match column {
        Column::Relation => &[Column::Source, Column::Stance, Column::Target],
        column => std::slice::from_ref(column),
    }
}

fn cells(map: &StanceMap, key: RelationKey, relation: &Relation, item: Option<&Evidence>) -> [String; 18] {
    let name = |id: ActorId| map.actor_name(id).to_owned();
    let kind = |id: ActorId| map.actor(id).map_or("", |actor| actor.kind.word()).to_owned();
    let article = item.and_then(|item| map.article(item.article));
    let of_article = |text: &str| if article.is_some() { text.to_owned() } else { String::new() };
    let slice = |span| article.and_then(|article| article.slice(span)).unwrap_or_default().to_owned();
    let of_item = |tell: &dyn Fn(&Evidence) -> String| item.map(tell).unwrap_or_default();
    [
        name(key.source),
        kind(key.source),
        name(key.target),
        kind(key.target),
        key.stance.word().to_owned(),
        relation.standing().word().to_owned(),
        decimal(relation.confidence().get()),
        of_article(article.map_or("", |article| &article.title)),
        article.and_then(|article| article.date).map(|date| date.to_string()).unwrap_or_default(),
        of_article(article.map_or("", |article| &article.source)),
        of_item(&|item| slice(item.quote)),
        of_item(&|item| item.cue.map(slice).unwrap_or_default()),
        of_item(&|item| item.modality.word().to_owned()),
        of_item(&|item| item.attribution.map(name).unwrap_or_default()),
        of_item(&|item| decimal(item.confidence.get())),
        of_item(&|item| item.verdict.word().to_owned()),
        relation.note.clone(),
        of_item(&|item| item.note.clone()),
    ]
}

/// Two decimals are all that a reader's confidence is good for.
fn decimal(value: f32) -> String {
    format!("{value:.2}")
}

fn row(table: &mut String, cells: impl IntoIterator<Item = impl AsRef<str>>) {
    for (i, text) in cells.into_iter().enumerate() {
        if i > 0 {
            table.push(',');
        }
        cell(table, text.as_ref());
    }
    table.push_str("\r\n");
}

fn cell(table: &mut String, text: &str) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quoted = text.contains(['"', ',', '\n', '\r']) || text != text.trim();
    if quoted {
        table.push('"');
    }
    if formula {
        table.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            table.push('"');
        }
        table.push(c);
    }
    if quoted {
        table.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_are_never_formulas() {
        for (text, expected) in [
            ("plain", "plain"),
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            (" room ", "\" room \""),
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-x", "'-x"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
            ("\tx", "\"'\tx\""),
            ("", ""),
        ] {
            let mut table = String::new();
            cell(&mut table, text);
            assert_eq!(table, expected, "{text:?}");
        }
    }
}
