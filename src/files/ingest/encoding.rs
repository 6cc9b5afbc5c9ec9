//! Bytes become characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

/// A character encoding, for those who know better than the guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The encoding with this name on the web: "utf-8", "windows-1254", "iso-8859-9".
    pub fn named(name: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label(name.as_bytes()).map(Self)
    }

    /// Its name on the web.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// The characters, and what a person should know of how they were found.
///
/// A byte order mark settles the encoding; without one `wish` does; then bytes that are UTF-8, but for a few, are
/// UTF-8; then a page may name its encoding; and the rest is guessed.
pub(super) fn decode(bytes: &[u8], wish: Option<Encoding>) -> (String, Vec<String>) {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..]);
    }
    if let Some(Encoding(encoding)) = wish.or_else(|| utf_16(bytes)) {
        return with(encoding, bytes);
    }
    if is_mostly_utf_8(bytes) {
        return with(UTF_8, bytes);
    }
    if let Some(encoding) = named_by_page(bytes) {
        return with(encoding, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, mut notes) = with(encoding, bytes);
    notes.push(format!("the encoding was guessed to be {}; check letters with accents", encoding.name()));
    (text, notes)
}

/// Whether the bytes are UTF-16 that lacks its mark: Latin letters then have a zero beside each of them.
pub(super) fn utf_16(bytes: &[u8]) -> Option<Encoding> {
    let start = &bytes[..bytes.len().min(4096)];
    let zeros = |at: usize| start.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), start.len() / 2);
    if half > 1 && odd * 10 > half * 7 && even == 0 {
        return Some(Encoding(UTF_16LE));
    }
    (half > 1 && even * 10 > half * 7 && odd == 0).then_some(Encoding(UTF_16BE))
}

fn with(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> (String, Vec<String>) {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    if broken {
        let count = text.matches('\u{fffd}').count();
        notes.push(match count {
            1 => "one character could not be read and shows as \u{fffd}".to_owned(),
            _ => format!("{count} characters could not be read and show as \u{fffd}"),
        });
    }
    (text.into_owned(), notes)
}

/// A stray byte in a text that is otherwise UTF-8 comes from careless pasting, not from another encoding.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    wrong * 4 <= right
}

fn named_by_page(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    if !start.contains("<meta") && !start.starts_with("<?xml") {
        return None;
    }
    let at = start.find("charset=").map(|at| at + 8).or_else(|| start.find("encoding=").map(|at| at + 9))?;
    let name = start[at..].trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c)))?;
    // A page that can be searched for this word is not UTF-16, whatever it says.
    encoding_rs::Encoding::for_label(&name.as_bytes()[..end]).filter(|named| named.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, notes: &[&str]) {
        assert_eq!(decode(bytes, None), (text.to_owned(), notes.iter().map(|n| (*n).to_owned()).collect()));
    }

    #[test]
    fn marks_and_utf_8_need_no_guess() {
        check("\u{feff}Erdoğan".as_bytes(), "Erdoğan", &[]);
        check("Erdoğan".as_bytes(), "Erdoğan", &[]);
        check(b"\xff\xfeA\0n\0a\0", "Ana", &[]);
        check(b"A\0n\0a\0", "Ana", &[]);
        check(b"\0A\0n\0a", "Ana", &[]);
    }

    #[test]
    fn a_few_stray_bytes_are_replaced_and_said() {
        let mut bytes = "“Erdoğan” – Haftar’s “friend” – said".as_bytes().to_vec();
        bytes.extend_from_slice(b" \xfc.");
        let text = "“Erdoğan” – Haftar’s “friend” – said \u{fffd}.";
        check(&bytes, text, &["one character could not be read and shows as \u{fffd}"]);
    }

    #[test]
    fn pages_name_their_encoding() {
        let page = b"<html><head><meta charset=\"windows-1254\"></head>Erdo\xf0an";
        assert!(decode(page, None).0.ends_with("Erdoğan"));
        let page = b"<?xml version='1.0' encoding='iso-8859-9'?>Erdo\xf0an";
        assert!(decode(page, None).0.ends_with("Erdoğan"));
    }

    #[test]
    fn a_guess_is_said_and_can_be_overruled() {
        let bytes = b"Cumhurba\xfekan\xfd Erdo\xf0an Libya'ya asker g\xf6nderilece\xf0ini s\xf6yledi";
        let (_, notes) = decode(bytes, None);
        assert!(notes[0].starts_with("the encoding was guessed to be "), "{notes:?}");
        let (text, notes) = decode(bytes, Encoding::named("windows-1254"));
        assert_eq!(
            (text.as_str(), notes.len()),
            ("Cumhurbaşkanı Erdoğan Libya'ya asker gönderileceğini söyledi", 0)
        );
    }
}
