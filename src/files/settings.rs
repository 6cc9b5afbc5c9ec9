//! What the program remembers between two runs, beside the maps.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use etcetera::BaseStrategy;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{WriteError, write};

static KEPT_IN: OnceLock<PathBuf> = OnceLock::new();

/// Keeps the settings of this process in a folder of its own, whatever the environment says: for programs and tests
/// that may not touch the user's. The first call counts; later ones change nothing.
pub fn keep_settings_in(folder: &Path) {
    KEPT_IN.get_or_init(|| folder.to_owned());
}

/// The folder for settings: the one of [`keep_settings_in`], or else `STANCEMAP_CONFIG_DIR` if that is set, or else
/// where the system keeps them. `None` for a user without a home.
pub fn config_dir() -> Option<PathBuf> {
    if let Some(folder) = KEPT_IN.get() {
        return Some(folder.clone());
    }
    if let Some(folder) = std::env::var_os("STANCEMAP_CONFIG_DIR").filter(|folder| !folder.is_empty()) {
        return Some(folder.into());
    }
    etcetera::base_strategy::choose_native_strategy().ok().map(|system| system.config_dir().join("stancemap"))
}

/// The folder for work that is not saved yet: within `STANCEMAP_DATA_DIR` if that is set, or else where the system
/// keeps a program's data. `None` for a user without a home.
pub fn journal_dir() -> Option<PathBuf> {
    let named = std::env::var_os("STANCEMAP_DATA_DIR").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let system =
        || Some(etcetera::base_strategy::choose_native_strategy().ok()?.data_dir().join("stancemap"));
    Some(named.or_else(system)?.join("unsaved"))
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How the window was left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// Width and height of the window's inside, in points.
    pub window: Option<(f32, f32)>,
    /// Whether the window fills the screen.
    pub maximized: bool,
    /// How large everything in the window is, from 0.8 to 2; 1 is as the system has it.
    pub scale: f32,
    /// Whether the lists on the left are shown.
    pub lists: bool,
    /// Whether the inspector on the right is shown.
    pub inspector: bool,
    /// Whether the timeline is shown.
    pub timeline: bool,
    /// Whether actors are drawn the larger, the more relations they take part in.
    pub size_by_relations: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            window: None,
            maximized: false,
            scale: 1.0,
            lists: true,
            inspector: true,
            timeline: true,
            size_by_relations: true,
        }
    }
}

impl Settings {
    const FILE: &str = "settings.ron";

    /// The sizes that everything in the window can have.
    pub const SCALES: [f32; 7] = [0.8, 0.9, 1.0, 1.25, 1.5, 1.75, 2.0];

    /// The settings as they were saved; what is missing or broken is as at the first start.
    pub fn load() -> Self {
        let mut settings: Self = read(Self::FILE).unwrap_or_default();
        let sane = |length: &f32| length.is_finite() && (50.0..20_000.0).contains(length);
        settings.window = settings.window.filter(|(width, height)| sane(width) && sane(height));
        let known = Self::SCALES.contains(&settings.scale);
        settings.scale = if known { settings.scale } else { 1.0 };
        settings
    }

    /// Saves the settings for the next start.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn save(&self) -> Result<(), WriteError> {
        keep(Self::FILE, self)
    }
}

/// What a file in the settings folder says; `None` if it is missing or makes no sense.
pub(super) fn read<T: DeserializeOwned>(file: &str) -> Option<T> {
    ron::from_str(&fs::read_to_string(config_dir()?.join(file)).ok()?).ok()
}

/// Writes a file in the settings folder, which is made if need be. A user without a home has no settings.
pub(super) fn keep<T: Serialize>(file: &str, value: &T) -> Result<(), WriteError> {
    let Some(folder) = config_dir() else { return Ok(()) };
    // If this fails, so does the writing, which says why.
    let _ = fs::create_dir_all(&folder);
    let style = ron::ser::PrettyConfig::new().new_line("\n");
    let mut text = ron::ser::to_string_pretty(value, style).unwrap_or_default();
    text.push('\n');
    write(&folder.join(file), text.as_bytes())
}
