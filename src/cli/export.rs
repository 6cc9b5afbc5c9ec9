//! `stancemap export`: a saved map in another format.

use std::path::PathBuf;

use super::terminal::{self, Failed};
use crate::export;
use crate::map::StanceMap;
use crate::picture::{Look, layout, scene};

/// Write a saved map in another format
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// The saved map; - reads it from standard input
    #[arg(value_name = "MAP.ron")]
    map: PathBuf,
    /// The format
    #[arg(long, value_enum)]
    to: Format,
    /// Write here; - or nothing writes to standard output
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// List rejected and negated relations and deleted actors, too (json)
    #[arg(long)]
    all: bool,
    /// Draw on dark paper (svg and png)
    #[arg(long)]
    dark: bool,
    /// Pixels for each unit of the drawing (png)
    #[arg(long, default_value_t = 2.0, value_parser = scale)]
    scale: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// A drawing
    Svg,
    /// A picture
    Png,
    /// One line for each quote
    Csv,
    /// One JSON object
    Json,
}

fn scale(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(scale) if (0.1..=8.0).contains(&scale) => Ok(scale),
        _ => Err("a scale lies between 0.1 and 8".to_owned()),
    }
}

impl Export {
    pub(super) fn run(self) -> Result<(), Failed> {
        let map = terminal::map(&self.map)?;
        let bytes = match self.to {
            Format::Json => export::json(&map, self.all).into_bytes(),
            Format::Csv => export::csv(&map).into_bytes(),
            Format::Svg => self.drawing(map)?.into_bytes(),
            Format::Png => {
                let drawing = self.drawing(map)?;
                export::png(&drawing, self.scale).or_else(|error| terminal::fail(&error))?
            }
        };
        terminal::put(self.output.as_deref(), &bytes)
    }

    /// The map as drawn, actors that nobody placed yet included.
    fn drawing(&self, mut map: StanceMap) -> Result<String, Failed> {
        layout::settle(&mut map);
        Ok(export::svg(&scene(&map, &Look::default()), self.dark, map.title()))
    }
}
