//! An SVG drawing as pixels.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

/// The greatest width and height of a picture in pixels.
const LONGEST: u32 = 16_384;

/// The greatest number of pixels; each takes four bytes while the picture is made.
const MOST: u64 = 80_000_000;

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PngError {
    /// The picture would be too large.
    TooLarge {
        /// Pixels.
        width: u64,
        /// Pixels.
        height: u64,
    },
    /// The scale is not a number above zero.
    Scale,
    /// The drawing cannot be read, or the picture not be written: what the encoder said.
    Drawing(String),
}

impl std::fmt::Display for PngError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge { width, height } => {
                write!(
                    f,
                    "the picture would be too large ({width} × {height} pixels): choose a smaller scale or SVG"
                )
            }
            Self::Scale => write!(f, "the scale of a picture is a number above zero"),
            Self::Drawing(what) => write!(f, "the picture could not be drawn: {what}"),
        }
    }
}

impl std::error::Error for PngError {}

/// Paints a drawing of [`svg`](super::svg()), `scale` pixels for each of its units; 2 is good for print.
///
/// Text is set in the font that the window uses; scripts which that font lacks are looked for in the fonts of the
/// system.
///
/// # Errors
/// If the picture would have more than 16,384 pixels in a row or 80 million in all, or the drawing is broken.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PngError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(PngError::Scale);
    }
    let broken = |error: &dyn std::fmt::Display| PngError::Drawing(error.to_string());
    let options = usvg::Options { fontdb: fonts(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| broken(&error))?;
    let pixels = |units: f32| (f64::from(units) * f64::from(scale)).ceil().max(1.0) as u64;
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    let longest = u64::from(LONGEST);
    if width > longest || height > longest || width * height > MOST {
        return Err(PngError::TooLarge { width, height });
    }
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or(PngError::TooLarge { width, height })?;
    // Stretched by less than a pixel, so that the paper reaches every side.
    let fill =
        Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, fill, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| broken(&error))
}

/// Our font and those of the system, which take a while to find: once is enough.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    Arc::clone(FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(epaint_default_fonts::UBUNTU_LIGHT.to_vec());
        fonts.load_font_data(epaint_default_fonts::HACK_REGULAR.to_vec());
        fonts.load_system_fonts();
        fonts.set_sans_serif_family("Ubuntu");
        Arc::new(fonts)
    }))
}
