//! Pages: the article among the menus, and what the page says of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability, TextMode};

use super::{dates, nesting, plain};
use crate::map::Article;

/// Beyond these a page is not parsed: parsing costs time and stack that grow faster than the page.
const DEEPEST: usize = 256;
const MOST_ELEMENTS: usize = 40_000;
const MOST_BYTES: usize = 8_000_000;

/// Whether a text is a page rather than prose.
pub(super) fn is_page(text: &str, file: &str) -> bool {
    let start: String = text.trim_start().chars().take(1024).collect::<String>().to_ascii_lowercase();
    let ending = file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let marked = ["<!doctype html", "<html", "<head", "<body"];
    let opens = |start: &str| marked.iter().any(|mark| start.starts_with(mark));
    let prologue = start.starts_with("<?xml") || start.starts_with("<!--");
    opens(&start)
        || (prologue && marked.iter().any(|mark| start.contains(mark)))
        || (matches!(ending.as_str(), "html" | "htm" | "xhtml") && start.contains('<'))
}

/// The article of a page, its headline first; `None` if the page holds no text.
pub(super) fn article(html: &str, notes: &mut Vec<String>) -> Option<Article> {
    let (depth, count) = nesting::depth_and_count(html);
    let bounded = depth <= DEEPEST && count <= MOST_ELEMENTS && html.len() <= MOST_BYTES;
    // The parser is not ours; should it panic over some page, its text is still there to be had.
    let parsed = if bounded { catch_unwind(AssertUnwindSafe(|| parsed(html))).ok().flatten() } else { None };
    if let Some(article) = parsed {
        return Some(article);
    }
    notes.push(
        "the article could not be told from the rest of the page, so all of its text was taken".to_owned(),
    );
    let (title, text) = stripped(html);
    let text = headed(&headline(&title), &plain::clean(&text));
    if text.trim().is_empty() {
        return None;
    }
    Some(Article::from_text(text))
}

fn parsed(html: &str) -> Option<Article> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut page = Readability::new(html, None, Some(config)).ok()?;
    // The reader takes the page apart, so what it does not look for is looked up before.
    let attribute = |selector: &str, name: &str| {
        let value = page.doc.select(selector).attr(name)?.trim().to_owned();
        (!value.is_empty()).then_some(value)
    };
    let canonical =
        attribute("link[rel=canonical]", "href").or_else(|| attribute("meta[property='og:url']", "content"));
    let day = [
        ("meta[itemprop=datePublished]", "content"),
        ("[itemprop=datePublished]", "datetime"),
        ("meta[name=date]", "content"),
        ("meta[name='DC.date.issued']", "content"),
        ("meta[name=pubdate]", "content"),
        ("article time[datetime]", "datetime"),
        ("time[pubdate]", "datetime"),
    ]
    .into_iter()
    .find_map(|(selector, name)| attribute(selector, name));

    let found = page.parse().ok()?;
    let title = headline(&found.title);
    let body = plain::clean(found.text_content.trim());
    if body.is_empty() {
        return None;
    }
    let mut article = Article::from_text(headed(&title, &body));
    if !title.is_empty() {
        article.title = title;
    }
    let known = |value: Option<String>| value.map(|value| value.trim().to_owned()).unwrap_or_default();
    article.byline = known(found.byline);
    article.url =
        [canonical, found.url].into_iter().flatten().find(|url| url.starts_with("http")).unwrap_or_default();
    article.source = known(found.site_name);
    if article.source.is_empty() {
        article.source = host(&article.url).to_owned();
    }
    article.language = known(found.lang);
    let published = found.published_time.into_iter().chain(day);
    article.date = published.filter_map(|time| dates::first(&time)).map(|(_, date)| date).next();
    Some(article)
}

/// A title on one line.
fn headline(title: &str) -> String {
    plain::clean(title).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The headline above the text, as on paper, unless the text begins with it.
fn headed(title: &str, body: &str) -> String {
    if title.is_empty() || body.starts_with(title) {
        return format!("{body}\n");
    }
    format!("{title}\n\n{body}\n")
}

fn host(url: &str) -> &str {
    let host = url
        .split_once("://")
        .map_or("", |(_, rest)| rest)
        .split(['/', '?', '#', ':'])
        .next()
        .unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// The title and all text of a page that is not parsed.
fn stripped(html: &str) -> (String, String) {
    let mut text = String::new();
    let mut title = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = rest[1..].trim_start_matches('/');
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = tag[..end].to_ascii_lowercase();
        let skipped = match name.as_str() {
            "" if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            "" if !rest.starts_with("<!") && !rest.starts_with("<?") => {
                text.push('<');
                Some(1)
            }
            "script" | "style" | "noscript" | "title" if !rest.starts_with("</") => {
                let closing = format!("</{name}");
                let lower_end = rest.match_indices("</").map(|(at, _)| at).find(|at| {
                    rest.as_bytes()[*at..]
                        .get(..closing.len())
                        .is_some_and(|there| there.eq_ignore_ascii_case(closing.as_bytes()))
                });
                if name == "title" && title.is_empty() {
                    let inner = &rest[..lower_end.unwrap_or(0)];
                    title = unescaped(inner.split_once('>').map_or("", |(_, inner)| inner).trim());
                }
                lower_end.map(|at| at + rest[at..].find('>').map_or(closing.len(), |end| end + 1))
            }
            _ => rest.find('>').map(|at| at + 1),
        };
        if breaks_lines(&name) {
            text.push_str(if name == "br" { "\n" } else { "\n\n" });
        }
        rest = &rest[skipped.unwrap_or(rest.len())..];
    }
    text.push_str(rest);
    let lines: Vec<String> = text
        .lines()
        .map(|line| unescaped(&line.split_ascii_whitespace().collect::<Vec<_>>().join(" ")))
        .collect();
    let mut text = String::new();
    for line in lines {
        if !(line.is_empty() && (text.is_empty() || text.ends_with("\n\n"))) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    (title, text.trim_end().to_owned())
}

fn breaks_lines(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "td"
            | "th"
            | "tr"
            | "ul"
    )
}

/// The characters that prose spells as entities.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest[1..].split_once(';').map(|(name, _)| name).filter(|name| name.len() < 10);
        match entity.and_then(|name| Some((name, character(name)?))) {
            Some((name, c)) => {
                plain.push(c);
                rest = &rest[name.len() + 2..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
        return char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "laquo" => '«',
        "raquo" => '»',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "shy" => '\u{ad}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head>
        <title>Norland arms the River Front | Orsina Courier</title>
        <link rel="canonical" href="https://www.courier.example/2021/norland">
        <meta property="og:site_name" content="Orsina Courier">
        <meta property="og:title" content="Norland arms the River Front">
        <meta property="article:published_time" content="2021-05-03T08:00:00+02:00">
        <meta name="author" content="C. Dahl"></head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
        <div class="ad">Buy now!</div>
        <article><h1>Norland arms the River Front</h1>
        <p>Norland on Monday sent two hundred rifles to the River Front, officials said, in the first open sign of
        support for the rebels who hold the&nbsp;north bank.</p>
        <p>Sudland&rsquo;s foreign minister, Bo Lind, condemned the delivery as a &ldquo;hostile act&rdquo; and asked
        the Coastal League to impose sanctions, a step that the League has refused to take since the spring.</p>
        <p>Ana Birk, the president of Norland, said that her country would stand by the Front for as long as its
        villages were shelled, and she thanked the League for its patience with both of the sides.</p>
        </article><section id="comments"><p>first!!</p></section><footer>All rights reserved</footer></body></html>"#;

    #[test]
    fn the_article_is_found_and_described() {
        let mut notes = Vec::new();
        let article = article(PAGE, &mut notes).unwrap();
        assert_eq!(notes, Vec::<String>::new());
        assert_eq!(article.title, "Norland arms the River Front");
        assert_eq!(article.source, "Orsina Courier");
        assert_eq!(article.byline, "C. Dahl");
        assert_eq!(article.url, "https://www.courier.example/2021/norland");
        assert_eq!(article.language, "en-GB");
        assert_eq!(article.date.unwrap().to_string(), "2021-05-03");
        let paragraphs: Vec<&str> = article.text().split("\n\n").map(str::trim).collect();
        assert_eq!(paragraphs.len(), 4, "{}", article.text());
        assert_eq!(paragraphs[0], "Norland arms the River Front");
        assert!(
            paragraphs[1].ends_with("who hold the\u{a0}north bank.")
                || paragraphs[1].ends_with("the north bank.")
        );
        assert!(
            paragraphs[2].starts_with(
                "Sudland’s foreign minister, Bo Lind, condemned the delivery as a “hostile act”"
            )
        );
        assert!(!article.text().contains("Buy now") && !article.text().contains("Home"));
    }

    #[test]
    fn monstrous_pages_are_stripped_in_no_time() {
        for monster in
            ["<div>".repeat(2_000), "<b>".repeat(300_000), "<svg><td>".to_owned() + &"<td>".repeat(30_000)]
        {
            let mut notes = Vec::new();
            let html = format!(
                "<html><title>T &amp; U</title>{monster}<p>Ana praised Bo.<script>var x;</script><p>Bo &#8211; left."
            );
            let article = article(&html, &mut notes).unwrap();
            assert_eq!(article.text(), "T & U\n\nAna praised Bo.\n\nBo – left.\n");
            assert_eq!(notes.len(), 1);
        }
    }

    #[test]
    fn a_page_without_text_is_no_article() {
        assert_eq!(article("<html><body><script>app()</script></body></html>", &mut Vec::new()), None);
    }

    #[test]
    fn prose_is_not_taken_for_a_page() {
        assert!(is_page("\n<!DOCTYPE html><html>", ""));
        assert!(is_page("<?xml version=\"1.0\"?>\n<html xmlns=\"x\">", ""));
        assert!(is_page("<p>Ana", "a.HTM"));
        assert!(!is_page("Ana wrote <b>No</b>.", "a.txt"));
        assert!(!is_page("Ana praised Bo.", "a.html"));
        assert!(!is_page("How <html> began", ""));
    }
}
