//! How wide text is, and where names are broken.

use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::{Mark, Point, Rect, Role};

/// The font size of actors' names in world units.
pub const LABEL_SIZE: f32 = 13.0;

/// The distance from line to line, in font sizes.
pub const LINE_HEIGHT: f32 = 1.22;

/// The advance of a wide character (as in Chinese), in font sizes.
const WIDE: f32 = 1.0;

/// The advance of a character that the font lacks.
const UNKNOWN: f32 = 0.62;

/// Names are broken where a line would grow wider than this, in font sizes: some 16 letters.
const MEASURE: f32 = 8.2;

/// The width of a line of text in world units, by the advances of the font that window and exports share. Characters
/// that it lacks are estimated, rather too wide than too narrow.
pub fn width(text: &str, size: f32) -> f32 {
    text.chars().map(advance).sum::<f32>() * size
}

fn advance(c: char) -> f32 {
    static TABLE: OnceLock<Vec<f32>> = OnceLock::new();
    // Latin, Greek and Cyrillic, which is all that the font has letters for.
    let table = TABLE.get_or_init(|| {
        let Ok(font) = FontRef::new(epaint_default_fonts::UBUNTU_LIGHT) else { return Vec::new() };
        let charmap = font.charmap();
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let advance = |code: u32| charmap.map(code).and_then(|glyph| metrics.advance_width(glyph));
        (0..0x530).map(|code| advance(code).unwrap_or(UNKNOWN)).collect()
    });
    let code = c as u32;
    match table.get(code as usize) {
        Some(advance) => *advance,
        // Combining marks and joiners take no room of their own.
        None if matches!(code, 0x0300..=0x036F | 0x0591..=0x05BD | 0x064B..=0x065F | 0x200B..=0x200F) => 0.0,
        None if matches!(c, '’' | '‘') => 0.25,
        None if (0x1100..=0x11FF).contains(&code) || code >= 0x2E80 => WIDE,
        None => UNKNOWN,
    }
}

/// An actor's name, broken into lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// At least one line.
    pub lines: Vec<String>,
    /// The box that the lines fill, in world units.
    pub rect: Rect,
    /// Font size in world units.
    pub size: f32,
}

impl Label {
    /// The name below a point: centred, in at most three lines; what is left over gives way to "…".
    pub(super) fn below(name: &str, top: Point) -> Self {
        let size = LABEL_SIZE;
        let lines = wrapped(name, MEASURE * size, size, 3);
        let wide = lines.iter().map(|line| width(line, size)).fold(0.0, f32::max);
        let high = lines.len() as f32 * size * LINE_HEIGHT;
        let rect = Rect::around(top + Point::new(0.0, high / 2.0), wide, high);
        Self { lines, rect, size }
    }

    /// The middle of each line, with the line.
    pub fn placed_lines(&self) -> impl Iterator<Item = (Point, &str)> {
        let step = self.size * LINE_HEIGHT;
        let first = Point::new(self.rect.centre().x, self.rect.min.y + step / 2.0);
        self.lines
            .iter()
            .enumerate()
            .map(move |(i, line)| (first + Point::new(0.0, i as f32 * step), line.as_str()))
    }

    /// The lines as haloed text.
    pub fn marks(&self) -> impl Iterator<Item = Mark> {
        self.placed_lines().map(|(at, line)| {
            Mark::Text(super::Text {
                text: line.to_owned(),
                at,
                from_left: false,
                size: self.size,
                role: Role::Ink,
                halo: true,
            })
        })
    }

    pub(super) fn move_by(&mut self, by: Point) {
        self.rect = self.rect.moved(by);
    }
}

/// Breaks a name at spaces and after hyphens so that lines stay below `measure` and are of similar length; a single
/// word that is longer is cut.
fn wrapped(name: &str, measure: f32, size: f32, most: usize) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().flat_map(|word| word.split_inclusive('-')).collect();
    let hyphens: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let total = width(&hyphens, size);
    // Lines of even length read better than one full line and a short rest.
    let fewest = (total / measure).ceil().clamp(1.0, most as f32);
    let mut lines = Vec::new();
    for share in [total / fewest * 1.12, measure] {
        lines = filled(&words, share.min(measure), size);
        if lines.len() as f32 <= fewest {
            break;
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    for line in &mut lines {
        if width(line, size) > measure * 1.35 {
            shorten(line, measure * 1.35, size);
        }
    }
    if lines.is_empty() { vec![String::from("?")] } else { lines }
}

fn filled(words: &[&str], measure: f32, size: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) => {
                let glue = if line.ends_with('-') { "" } else { " " };
                if width(line, size) + width(glue, size) + width(word, size) <= measure {
                    line.push_str(glue);
                    line.push_str(word);
                } else {
                    lines.push((*word).to_owned());
                }
            }
            None => lines.push((*word).to_owned()),
        }
    }
    lines
}

fn shorten(line: &mut String, most: f32, size: f32) {
    while width(line, size) + width("…", size) > most && line.pop().is_some() {}
    line.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(name: &str) -> Vec<String> {
        wrapped(name, MEASURE * LABEL_SIZE, LABEL_SIZE, 3)
    }

    #[test]
    fn names_break_evenly_and_never_into_more_than_three_lines() {
        for (name, expected) in [
            ("Russia", "Russia"),
            ("  Khalifa   Haftar ", "Khalifa Haftar"),
            ("United Arab Emirates", "United Arab|Emirates"),
            ("Government of National Accord", "Government of|National Accord"),
            ("Anglo-Portuguese Alliance", "Anglo-Portuguese|Alliance"),
            ("", "?"),
        ] {
            assert_eq!(lines(name).join("|"), expected, "{name}");
        }
        let long =
            lines("Permanent Secretariat of the Conference of Ministers of Justice of the Lake Region");
        assert_eq!(long.len(), 3);
        assert!(long[2].ends_with('…'), "{long:?}");
        let endless = lines(&"ab".repeat(200));
        assert!(endless.len() == 1 && endless[0].ends_with('…'));
    }

    #[test]
    fn widths_are_those_of_the_font() {
        assert!(width("iiii", 13.0) < width("mmmm", 13.0) * 0.5);
        let word = width("Russia", 13.0);
        assert!((30.0..48.0).contains(&word), "{word}");
        assert_eq!(width("中", 13.0), 13.0);
        assert_eq!(width("", 13.0), 0.0);
    }

    #[test]
    fn a_label_fills_its_box() {
        let label = Label::below("United Arab Emirates", Point::new(10.0, 20.0));
        let places: Vec<Point> = label.placed_lines().map(|(at, _)| at).collect();
        assert_eq!(label.rect.min.y, 20.0);
        assert_eq!(label.rect.centre().x, 10.0);
        assert!(places.iter().all(|at| label.rect.contains(*at)) && places.len() == 2);
    }
}
