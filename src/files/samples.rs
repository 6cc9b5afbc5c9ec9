//! The sample maps, carried inside the program so that they are there however it was installed.

use super::saved;
use crate::map::StanceMap;

/// A map that shows what the program does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// What it is called.
    pub name: &'static str,
    /// What it is about, in a line.
    pub about: &'static str,
    text: &'static str,
}

impl Sample {
    /// The map itself.
    ///
    /// # Errors
    /// Never for the maps of [`SAMPLES`], which a test opens.
    pub fn open(&self) -> Result<StanceMap, saved::LoadProblem> {
        saved::from_text(self.text)
    }
}

/// Every sample map.
pub const SAMPLES: &[Sample] = &[
    Sample {
        name: "Sudan, April 2023",
        about: "The army against the Rapid Support Forces, and who stands behind each. One article.",
        text: include_str!("../../saved_maps/sudan-2023.ron"),
    },
    Sample {
        name: "Karabakh, October 2020",
        about: "Armenia, Azerbaijan and their friends in the second war over the region. One article.",
        text: include_str!("../../saved_maps/karabakh-2020.ron"),
    },
    Sample {
        name: "Judicial overhaul in Israel, March 2023",
        about: "A domestic quarrel: a government, its partners, its opponents and its allies. One article.",
        text: include_str!("../../saved_maps/israel-2023.ron"),
    },
    Sample {
        name: "Six conflicts, 2019 to 2025",
        about: "Six articles in one map, to try the timeline and the lists on.",
        text: include_str!("../../saved_maps/six-conflicts.ron"),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_opens_with_every_actor_in_its_place() {
        for sample in SAMPLES {
            let map = sample.open().unwrap_or_else(|problem| panic!("{}: {problem}", sample.name));
            assert!(map.relations().count() > 3, "{} shows too little", sample.name);
            for (key, _) in map.relations() {
                assert!(
                    map.place(key.source).is_some() && map.place(key.target).is_some(),
                    "{}",
                    sample.name
                );
            }
        }
    }

    #[test]
    fn every_map_ever_shipped_still_loads() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("saved_maps");
        let mut seen = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "ron") {
                saved::load(&path).unwrap_or_else(|error| panic!("{error}"));
                seen += 1;
            }
        }
        assert!(seen >= SAMPLES.len());
    }
}
