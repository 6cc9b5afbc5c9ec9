//! A scene as an SVG drawing that needs nothing else.

use std::fmt::Write;

use crate::picture::{Legend, Mark, Palette, Point, Rect, Role, Scene, Stroke, Text, palette};

/// The families that text is set in. The first is the one that names were measured with; the others are about as wide.
const FAMILIES: &str = "Ubuntu, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', sans-serif";

/// The room around the drawing, in world units.
const MARGIN: f32 = 28.0;

/// Font size of the title.
const TITLE_SIZE: f32 = 19.0;

/// How far the baseline lies below the middle of a line of text, in font sizes.
const BASELINE: f32 = 0.34;

/// The width of the halo around names.
const HALO: f32 = 3.5;

/// Draws a scene with its legend, and with a title unless it is blank. Every actor and relation is a group of its own
/// with a `<title>` that says what it is, which browsers show as a tooltip.
pub fn svg(scene: &Scene, dark: bool, title: &str) -> String {
    let title = title.trim();
    let legend = scene.legend.in_use();
    let sheet = Sheet::of(scene, &legend, title);
    let mut pen = Pen { out: String::new(), palette: palette(dark) };
    let Rect { min, .. } = sheet.frame;
    let (wide, high) = (sheet.frame.width(), sheet.frame.height());
    let _ = writeln!(
        pen.out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="{} {} {} {}" font-family="{FAMILIES}">"#,
        Number(wide),
        Number(high),
        Number(min.x),
        Number(min.y),
        Number(wide),
        Number(high),
    );
    let name = if title.is_empty() { "Stance map" } else { title };
    let _ = writeln!(pen.out, "<title>{}</title>", Escaped(name));
    let _ = writeln!(
        pen.out,
        r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>"#,
        Number(min.x),
        Number(min.y),
        Number(wide),
        Number(high),
        pen.palette.rgb(Role::Paper)
    );
    if !title.is_empty() {
        pen.mark(&Mark::Text(Text {
            text: title.to_owned(),
            at: sheet.title_at,
            from_left: true,
            size: TITLE_SIZE,
            role: Role::Ink,
            halo: false,
        }));
    }
    for edge in &scene.edges {
        let class = format!("relation {}", edge.key.stance.word());
        pen.group(&class, &edge.caption, edge.dimmed, &edge.marks);
    }
    for edge in &scene.edges {
        pen.group("sign", &edge.caption, edge.dimmed, &edge.badge);
    }
    // As in the window: where there is no room for all names, the better connected have theirs.
    let named = scene.named();
    for node in &scene.nodes {
        let name = node.label.marks().filter(|_| named.contains(&node.actor));
        let marks: Vec<Mark> = node.marks.iter().cloned().chain(name).collect();
        pen.group(&format!("actor {}", node.kind.word()), &node.caption, node.dimmed, &marks);
    }
    if !legend.is_empty() {
        let at = sheet.legend_at;
        let marks: Vec<Mark> = legend.marks().map(|mark| mark.clone().moved(at)).collect();
        pen.group("legend", "Legend", false, &marks);
    }
    pen.out.push_str("</svg>\n");
    pen.out
}

/// Where everything goes on the sheet, in world units.
struct Sheet {
    frame: Rect,
    title_at: Point,
    legend_at: Point,
}

impl Sheet {
    fn of(scene: &Scene, legend: &Legend, title: &str) -> Self {
        let content = scene.bounds.unwrap_or(Rect::around(Point::default(), 160.0, 60.0));
        let mut all = content;
        let mut legend_at = content.min;
        if !legend.is_empty() {
            legend_at = free_corner(scene, legend, content).unwrap_or_else(|| {
                // No corner is free: beside the drawing, at the foot.
                let top = (content.max.y - legend.height).max(content.min.y);
                Point::new(content.max.x + 1.6 * MARGIN, top)
            });
            all = all.union(Rect::new(legend_at, legend_at + Point::new(legend.width, legend.height)));
        }
        let mut frame = all.grown(MARGIN);
        let title_at = Point::new(all.min.x, all.min.y - MARGIN * 0.6);
        if !title.is_empty() {
            frame.min.y -= TITLE_SIZE * 1.6;
            frame.max.x =
                frame.max.x.max(title_at.x + crate::picture::text_width(title, TITLE_SIZE) + MARGIN);
        }
        // Whole units: no edge of a picture falls between two pixels.
        let min = Point::new(frame.min.x.floor(), frame.min.y.floor());
        let size = frame.max - min;
        let frame = Rect::new(min, min + Point::new(size.x.ceil(), size.y.ceil()));
        Self { frame, title_at, legend_at }
    }
}

/// Where the legend covers nothing, if one of the corners is such a place.
fn free_corner(scene: &Scene, legend: &Legend, content: Rect) -> Option<Point> {
    let (wide, high) = (legend.width, legend.height);
    let (left, right) = (content.min.x, content.max.x - wide);
    let (top, bottom) = (content.min.y, content.max.y - high);
    if right < left || bottom < top {
        return None;
    }
    let corners = [(left, bottom), (right, bottom), (left, top), (right, top)];
    corners.into_iter().map(|(x, y)| Point::new(x, y)).find(|at| {
        let room = Rect::new(*at, *at + Point::new(wide, high)).grown(20.0);
        let covers_edge =
            |curve: crate::picture::Curve| (0..=24).any(|i| room.contains(curve.at(i as f32 / 24.0)));
        !scene.nodes.iter().any(|node| node.bounds.overlaps(room))
            && !scene.edges.iter().any(|edge| edge.bounds.overlaps(room) && covers_edge(edge.curve))
    })
}

struct Pen {
    out: String,
    palette: Palette,
}

impl Pen {
    fn group(&mut self, class: &str, title: &str, dimmed: bool, marks: &[Mark]) {
        let _ = write!(self.out, r#"<g class="{class}""#);
        if dimmed {
            let _ = write!(self.out, r#" opacity="{}""#, Number(Palette::DIMMED));
        }
        let _ = writeln!(self.out, "><title>{}</title>", Escaped(title));
        marks.iter().for_each(|mark| self.mark(mark));
        self.out.push_str("</g>\n");
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Polygon { points, fill, stroke } => {
                self.out.push_str(r#"<polygon points=""#);
                self.points(points);
                self.out.push('"');
                self.paint(*fill, stroke.as_ref());
            }
            Mark::Circle { centre, radius, fill, stroke } => {
                let (x, y, r) = (Number(centre.x), Number(centre.y), Number(*radius));
                let _ = write!(self.out, r#"<circle cx="{x}" cy="{y}" r="{r}""#);
                self.paint(*fill, stroke.as_ref());
            }
            Mark::Path { points, stroke } => {
                self.out.push_str(r#"<polyline points=""#);
                self.points(points);
                self.out.push('"');
                self.paint(None, Some(stroke));
            }
            Mark::Curve { curve, stroke } => {
                let [a, b, c, d, e, f] =
                    [curve.from.x, curve.from.y, curve.control.x, curve.control.y, curve.to.x, curve.to.y]
                        .map(Number);
                let _ = write!(self.out, r#"<path d="M{a} {b}Q{c} {d} {e} {f}""#);
                self.paint(None, Some(stroke));
            }
            Mark::Text(text) => self.text(text),
        }
    }

    fn points(&mut self, points: &[Point]) {
        for (i, point) in points.iter().enumerate() {
            let gap = if i == 0 { "" } else { " " };
            let _ = write!(self.out, "{gap}{},{}", Number(point.x), Number(point.y));
        }
    }

    /// Fill and stroke, and the end of the element.
    fn paint(&mut self, fill: Option<Role>, stroke: Option<&Stroke>) {
        match fill {
            Some(role) => _ = write!(self.out, r#" fill="{}""#, self.palette.rgb(role)),
            None => self.out.push_str(r#" fill="none""#),
        }
        if let Some(Stroke { width, role, line }) = stroke {
            let colour = self.palette.rgb(*role);
            let _ = write!(self.out, r#" stroke="{colour}" stroke-width="{}""#, Number(*width));
            if let Some([ink, gap]) = line.pattern(*width) {
                let _ = write!(self.out, r#" stroke-dasharray="{} {}""#, Number(ink), Number(gap));
            }
        }
        self.out.push_str("/>\n");
    }

    fn text(&mut self, text: &Text) {
        let (x, y) = (Number(text.at.x), Number(text.at.y + BASELINE * text.size));
        let _ = write!(self.out, r#"<text x="{x}" y="{y}" font-size="{}""#, Number(text.size));
        if !text.from_left {
            self.out.push_str(r#" text-anchor="middle""#);
        }
        let _ = write!(self.out, r#" fill="{}""#, self.palette.rgb(text.role));
        if text.halo {
            let halo = self.palette.rgb(Role::Halo);
            let _ = write!(
                self.out,
                r#" stroke="{halo}" stroke-width="{HALO}" stroke-linejoin="round" paint-order="stroke""#
            );
        }
        let _ = writeln!(self.out, ">{}</text>", Escaped(&text.text));
    }
}

/// A coordinate with at most two decimals, and "0" for what is not a number: SVG knows neither NaN nor infinity.
struct Number(f32);

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = if self.0.is_finite() { (f64::from(self.0) * 100.0).round() } else { 0.0 };
        // Adding 0.0 turns -0 into 0.
        write!(f, "{}", hundredths / 100.0 + 0.0)
    }
}

/// Text for XML. Characters that XML cannot hold are replaced.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => f.write_char('\u{FFFD}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
