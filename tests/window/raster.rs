//! The window as pixels, without a graphics card: triangles filled as egui's own painters fill them, so that a picture is the
//! same on every machine.

use eframe::egui::epaint::{ClippedPrimitive, Mesh, Primitive, Vertex};
use eframe::egui::{Color32, ColorImage, Pos2, Rect};

/// What a frame paints, one pixel for each point.
pub(crate) fn picture(size: [usize; 2], shapes: &[ClippedPrimitive], font: &ColorImage) -> ColorImage {
    let mut picture = ColorImage::filled(size, Color32::BLACK);
    for ClippedPrimitive { clip_rect, primitive } in shapes {
        if let Primitive::Mesh(mesh) = primitive {
            fill_mesh(&mut picture, mesh, *clip_rect, font);
        }
    }
    picture
}

fn fill_mesh(picture: &mut ColorImage, mesh: &Mesh, clip: Rect, font: &ColorImage) {
    for triangle in mesh.indices.chunks_exact(3) {
        let corners: [Vertex; 3] = std::array::from_fn(|i| mesh.vertices[triangle[i] as usize]);
        fill(picture, corners, clip, font);
    }
}

/// Twice the area of a triangle, positive if its corners run clockwise on the screen.
fn area(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Whether a side that runs clockwise is an upper or a left one: pixels on it belong to this triangle, those on others to the
/// neighbour.
fn owns(a: Pos2, b: Pos2) -> bool {
    (a.y == b.y && b.x > a.x) || b.y < a.y
}

fn fill(picture: &mut ColorImage, [a, mut b, mut c]: [Vertex; 3], clip: Rect, font: &ColorImage) {
    if area(a.pos, b.pos, c.pos) < 0.0 {
        std::mem::swap(&mut b, &mut c);
    }
    let whole = area(a.pos, b.pos, c.pos);
    if whole <= 0.0 {
        return;
    }
    let [width, height] = picture.size;
    let corners = [a.pos, b.pos, c.pos];
    let least = |of: fn(Pos2) -> f32| corners.map(of).into_iter().fold(f32::INFINITY, f32::min);
    let most = |of: fn(Pos2) -> f32| corners.map(of).into_iter().fold(f32::NEG_INFINITY, f32::max);
    // Pixels whose middle lies in the box and in the clip.
    let first = |from: f32, clip: f32| (from.max(clip.round()) - 0.5).ceil().max(0.0) as usize;
    let past = |to: f32, clip: f32, end: usize| {
        ((to.min(clip.round()) - 0.5).floor() + 1.0).clamp(0.0, end as f32) as usize
    };
    let columns = first(least(|p| p.x), clip.min.x)..past(most(|p| p.x), clip.max.x, width);
    let rows = first(least(|p| p.y), clip.min.y)..past(most(|p| p.y), clip.max.y, height);
    let sides = [(b.pos, c.pos), (c.pos, a.pos), (a.pos, b.pos)];
    let plain = a.uv == b.uv && b.uv == c.uv && a.color == b.color && b.color == c.color;
    let sole = plain.then(|| shade([a, b, c], [1.0, 0.0, 0.0], font));
    for y in rows {
        for x in columns.clone() {
            let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
            let shares = sides.map(|(from, to)| area(from, to, at));
            let inside = shares
                .iter()
                .zip(sides)
                .all(|(share, (from, to))| *share > 0.0 || (*share == 0.0 && owns(from, to)));
            if inside {
                let colour =
                    sole.unwrap_or_else(|| shade([a, b, c], shares.map(|share| share / whole), font));
                let under = &mut picture.pixels[y * width + x];
                *under = over(colour, *under);
            }
        }
    }
}

/// The colour of a point of a triangle, premultiplied, each channel within 0..=255.
fn shade(corners: [Vertex; 3], shares: [f32; 3], font: &ColorImage) -> [f32; 4] {
    let mut colour = [0.0; 4];
    let mut uv = [0.0; 2];
    for (corner, share) in corners.iter().zip(shares) {
        for (sum, channel) in colour.iter_mut().zip(corner.color.to_array()) {
            *sum += share * f32::from(channel);
        }
        uv[0] += share * corner.uv.x;
        uv[1] += share * corner.uv.y;
    }
    let [wide, high] = font.size;
    let (x, y) = (uv[0] * wide as f32 - 0.5, uv[1] * high as f32 - 0.5);
    let texel = |x: f32, y: f32| {
        let (x, y) = (x.clamp(0.0, wide as f32 - 1.0) as usize, y.clamp(0.0, high as f32 - 1.0) as usize);
        font.pixels[y * wide + x].to_array().map(f32::from)
    };
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (x - left, y - top);
    let [one, two, three, four] =
        [texel(left, top), texel(left + 1.0, top), texel(left, top + 1.0), texel(left + 1.0, top + 1.0)];
    std::array::from_fn(|i| {
        let upper = one[i] + (two[i] - one[i]) * across;
        let lower = three[i] + (four[i] - three[i]) * across;
        colour[i] * (upper + (lower - upper) * down) / 255.0
    })
}

fn over(colour: [f32; 4], under: Color32) -> Color32 {
    let through = 1.0 - colour[3] / 255.0;
    let [r, g, b, _] = under.to_array();
    let mixed = |above: f32, below: u8| (above + through * f32::from(below)).round().clamp(0.0, 255.0) as u8;
    Color32::from_rgb(mixed(colour[0], r), mixed(colour[1], g), mixed(colour[2], b))
}
