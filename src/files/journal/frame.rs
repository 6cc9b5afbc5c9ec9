//! How entries stand in a journal, so that a torn end is recognised: each begins with its length and a checksum.

use std::ops::Range;

use sha2::{Digest, Sha256};

/// How every journal begins, with the version of its frames.
pub(super) const OPENING: &str = "Stance Map journal 1\n";

/// An entry: a head, which is one line, and the lines that belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub(super) head: &'a str,
    pub(super) body: &'a str,
    /// Where the next one begins, in bytes from the beginning of the journal.
    pub(super) end: usize,
}

/// An entry as it is written: `LENGTH CHECKSUM`, the head and the body, each on lines of its own. Neither is copied
/// for the checksum, since a body may be a whole map.
pub(super) fn framed(head: &str, body: &str) -> String {
    let length = head.len() + 1 + body.len();
    let mut text = String::with_capacity(length + 40);
    text.push_str(&format!("{length} {}\n", checksum(&[head, "\n", body])));
    for part in [head, "\n", body, "\n"] {
        text.push_str(part);
    }
    text
}

/// The entries of a journal up to the first that is not whole, and the bytes that they fill. `None` if this is no
/// journal of this version.
pub(super) fn entries(bytes: &[u8]) -> Option<(Vec<Entry<'_>>, usize)> {
    let mut at = bytes.starts_with(OPENING.as_bytes()).then_some(OPENING.len())?;
    let mut entries = Vec::new();
    while let Some(entry) = entry(bytes, at) {
        at = entry.end;
        entries.push(entry);
    }
    Some((entries, at))
}

/// The entry that begins at `at`.
fn entry(bytes: &[u8], at: usize) -> Option<Entry<'_>> {
    // Lengths and checksums are short: what has no line end soon is no frame.
    let rest = bytes.get(at..)?;
    let line_end = rest.iter().take(64).position(|byte| *byte == b'\n')?;
    let (length, sum) = std::str::from_utf8(&rest[..line_end]).ok()?.split_once(' ')?;
    let start = at + line_end + 1;
    let within: Range<usize> = start..start.checked_add(length.parse().ok()?)?;
    let end = within.end;
    let text = std::str::from_utf8(bytes.get(within)?).ok()?;
    let whole = bytes.get(end) == Some(&b'\n') && checksum(&[text]) == sum;
    let (head, body) = text.split_once('\n').filter(|_| whole)?;
    Some(Entry { head, body, end: end + 1 })
}

/// Sixteen digits of SHA-256: a torn or altered entry has the same in one of 2⁶⁴ cases.
fn checksum(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_end_is_left_out_wherever_it_is_torn() {
        let all = [("Ana", "one\ntwo"), ("Bo", ""), ("Çy", "three")];
        let mut text = OPENING.to_owned();
        let mut ends = vec![text.len()];
        for (head, body) in all {
            text.push_str(&framed(head, body));
            ends.push(text.len());
        }
        for cut in OPENING.len()..=text.len() {
            let (found, filled) = entries(&text.as_bytes()[..cut]).unwrap();
            let whole = ends.iter().filter(|end| **end <= cut).count() - 1;
            let expected: Vec<Entry<'_>> = all
                .iter()
                .zip(&ends[1..=whole])
                .map(|((head, body), end)| Entry { head, body, end: *end })
                .collect();
            assert_eq!((found, filled), (expected, ends[whole]), "cut at {cut}");
        }
        assert_eq!(entries(b"Stance Map journal 2\n"), None);
        assert_eq!(entries(b""), None);
    }

    #[test]
    fn an_altered_entry_ends_the_journal() {
        let good = framed("Ana", "one");
        for (old, new) in [("Ana", "Eva"), ("7 ", "6 "), ("7 ", "99999999999999999999 "), ("one\n", "one ")] {
            let text = format!("{OPENING}{good}{}{good}", good.replacen(old, new, 1));
            let (found, filled) = entries(text.as_bytes()).unwrap();
            assert_eq!((found.len(), filled), (1, OPENING.len() + good.len()), "{old:?} to {new:?}");
        }
    }
}
