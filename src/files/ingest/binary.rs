//! Telling texts from files that only look like gibberish as text.

/// What a file is, if its bytes show that it is no text.
pub(super) fn kind(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 19] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a Word, LibreOffice, e-book or zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
        (b"{\\rtf", "a rich text (RTF) file"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"RIFF", "an image, sound or film"),
        (b"II*\0", "an image"),
        (b"MM\0*", "an image"),
        (b"ID3", "a sound file"),
        (b"OggS", "a sound file"),
        (b"\x1f\x8b", "a compressed file"),
        (b"BZh", "a compressed file"),
        (b"\xfd7zXZ", "a compressed file"),
        (b"7z\xbc\xaf", "a compressed file"),
        (b"Rar!", "a compressed file"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3", "a database"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("a film, sound or image");
    }
    // No text has a NUL (texts in UTF-16 were told apart before), and hardly one has other control characters.
    let odd = |byte: &&u8| matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127);
    if bytes.contains(&0) || bytes.iter().filter(odd).count() * 50 > bytes.len() {
        return Some("not a text file");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn tells_texts_from_the_rest() {
        assert_eq!(kind(b"%PDF-1.7 ..."), Some("a PDF"));
        assert_eq!(kind(b"\0\0\0 ftypmp42"), Some("a film, sound or image"));
        assert_eq!(kind(b"Ana\0Bo"), Some("not a text file"));
        assert_eq!(kind(b"\x01\x02\x03\x04abc"), Some("not a text file"));
        assert_eq!(kind("Ana\tpraised\r\nBo: “Yes”\x0c".as_bytes()), None);
        assert_eq!(kind(b"Erdo\xf0an"), None);
    }
}
