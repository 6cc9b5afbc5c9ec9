//! Loading survives whatever it is given.

use proptest::prelude::*;
use stancemap::files::ingest;

/// What must hold of every article that was loaded.
fn is_sound(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(loaded) = ingest::from_bytes(name, bytes) {
        let text = loaded.article.text();
        prop_assert!(!text.trim().is_empty());
        prop_assert!(!text.contains(['\r', '\0', '\u{ad}', '\u{200b}']), "{:?}", text);
        prop_assert!(!loaded.article.title.trim().is_empty(), "{:?}", text);
        // What was loaded is clean: as a plain text, it loads as it is.
        prop_assert_eq!(
            ingest::from_paste(text).map(|again| again.article.text().len()).ok(),
            Some(text.len())
        );
    }
    Ok(())
}

fn page() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<svg>",
        "<li>",
        "<ul>",
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<!-->",
        "<title>",
        "</title>",
        "<a href=\"",
        "\">",
        "<br/>",
        "<article>",
        "</article>",
        "<h1>",
        "<",
        ">",
        "&amp;",
        "&#8220;",
        "&#0;",
        "&#xD800;",
        "\u{ad}",
        "Ana praised Bo, ",
        "and the council, which had long waited, agreed to it. ",
        "\r\n",
        "<meta charset=utf-8>",
        "<time datetime=2020-01-02>",
        "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":[",
        "<template>",
        "<select>",
        "<option>",
        "<math>",
        "<textarea>",
        "é",
        "日本",
        "<p itemprop=datePublished content=\"3 May 2021\">",
    ]);
    prop::collection::vec(pieces, 0..120)
        .prop_map(|pieces| format!("<!DOCTYPE html><html>{}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_never_break_it(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        is_sound("a.txt", &bytes)?;
        is_sound("a.html", &bytes)?;
    }

    #[test]
    fn text_never_breaks_it(text in "\\PC{0,200}", name in "[a-z0-9_. -]{0,30}") {
        is_sound(&name, text.as_bytes())?;
    }

    #[test]
    fn pages_never_break_it(page in page()) {
        is_sound("a.html", page.as_bytes())?;
    }
}
