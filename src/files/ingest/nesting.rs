//! How deep a page nests, told without parsing it: parsers of pages recurse, and a page that nests 30,000 elements
//! would take the program down with them.

use std::collections::HashMap;

/// At most how many elements may be open at once, and how many elements there are. Never less than a parser would
/// find; more where the page leaves elements open that it need not close.
pub(super) fn depth_and_count(html: &str) -> (usize, usize) {
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut depth, mut deepest, mut count) = (0usize, 0usize, 0usize);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            // `<!-->` is a whole comment.
            let dashes = &rest[1..];
            let end =
                ["-->", "--!>"].iter().filter_map(|end| dashes.find(end).map(|at| at + end.len())).min();
            rest = end.map_or(&comment[comment.len()..], |end| &dashes[end..]);
            continue;
        }
        let closes = rest.starts_with('/');
        let tag = rest.strip_prefix('/').unwrap_or(rest);
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = tag.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(tag.len());
        let name = tag[..end].to_ascii_lowercase();
        rest = &tag[end..];
        rest = &rest[attributes(rest)..];
        let foreign = ["svg", "math"].iter().any(|name| open.get(*name).is_some_and(|open| *open > 0));
        if closes {
            if let Some(open) = open.get_mut(&name).filter(|open| **open > 0) {
                *open -= 1;
                depth -= 1;
            }
            continue;
        }
        count += 1;
        if is_void(&name) || (!foreign && closes_itself(&name)) {
            continue;
        }
        if !foreign && is_raw(&name) {
            rest = &rest[raw_end(rest, &name)..];
            continue;
        }
        *open.entry(name).or_default() += 1;
        depth += 1;
        deepest = deepest.max(depth);
    }
    (deepest, count)
}

/// Where a tag ends, after its name. A `>` within a quoted value does not end it.
fn attributes(rest: &str) -> usize {
    let mut quote: Option<u8> = None;
    let mut value_begins = false;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if value_begins => {
                quote = Some(byte);
                value_begins = false;
            }
            (None, b'=') => value_begins = true,
            (None, byte) if byte.is_ascii_whitespace() => {}
            (None, _) => value_begins = false,
        }
    }
    rest.len()
}

/// Where the closing tag of an element begins whose contents are no markup.
fn raw_end(rest: &str, name: &str) -> usize {
    let closing = format!("</{name}");
    let is_closing = |at: &usize| {
        rest.as_bytes()
            .get(*at..*at + closing.len())
            .is_some_and(|there| there.eq_ignore_ascii_case(closing.as_bytes()))
    };
    rest.match_indices('<').map(|(at, _)| at).find(is_closing).unwrap_or(rest.len())
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that the next one of their kind closes, so that they cannot nest but within others.
fn closes_itself(name: &str) -> bool {
    matches!(name, "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "option")
}

fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "textarea" | "title")
}

#[cfg(test)]
mod tests {
    use super::depth_and_count;

    #[test]
    fn depth_is_never_underrated() {
        let cases = [
            ("<div><div></div><b>x</b></div>", 2),
            ("<p>a<p>b<p>c", 0),
            ("<div></b><div></b><div>", 3),
            ("<a title=\"<i><i>\"><b>", 2),
            ("<a \"><b><b>", 3),
            ("<!--><b><b>-->", 2),
            ("<!-- <b><b> --><i>", 1),
            ("<script>'<b><b>'</SCRIPT><i>", 1),
            ("<svg><style><g><g></style>", 4),
            ("<svg><td><td><td>", 4),
            ("<br><img><hr>", 0),
            ("a < b <3 <é", 0),
        ];
        for (html, depth) in cases {
            assert_eq!(depth_and_count(html).0, depth, "{html}");
        }
        assert_eq!(depth_and_count(&"<b>".repeat(30_000)), (30_000, 30_000));
    }
}
