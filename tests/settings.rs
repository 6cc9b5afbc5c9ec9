//! What is remembered between two runs; a process of its own, because it names its settings folder.

use std::fs;
use std::path::Path;

use stancemap::files::{Recent, Settings, Theme, config_dir};

#[test]
fn settings_and_recent_maps_survive_and_forgive() {
    let folder = config_dir().filter(|_| std::env::var_os("STANCEMAP_CONFIG_DIR").is_some());
    let Some(folder) = folder else {
        // Started again with a folder of its own: a test may not change its own environment.
        let temporary = tempfile::tempdir().unwrap();
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .env("STANCEMAP_CONFIG_DIR", temporary.path().join("new/folder"))
            .status()
            .unwrap();
        assert!(status.success());
        return;
    };

    assert_eq!(Settings::load(), Settings::default());
    let settings = Settings {
        theme: Theme::Dark,
        window: Some((900.0, 600.5)),
        size_by_relations: false,
        ..Settings::default()
    };
    settings.save().unwrap();
    assert_eq!(Settings::load(), settings);
    fs::write(folder.join("settings.ron"), "(theme: Light, window: Some((inf, 2.0)), unheard_of: 3)")
        .unwrap();
    assert_eq!(Settings::load(), Settings { theme: Theme::Light, ..Settings::default() });
    fs::write(folder.join("settings.ron"), "(theme: ").unwrap();
    assert_eq!(Settings::load(), Settings::default());

    assert_eq!(Recent::load(), Recent::default());
    let mut recent = Recent::default();
    (0..20).for_each(|number| recent.add(Path::new(&format!("/maps/{number}.ron"))));
    recent.add(Path::new("/maps/15.ron"));
    recent.save().unwrap();
    let loaded = Recent::load();
    assert_eq!(loaded, recent);
    assert_eq!(loaded.paths().len(), 12);
    assert_eq!(loaded.paths()[..2], [Path::new("/maps/15.ron"), Path::new("/maps/19.ron")]);
    recent.remove(Path::new("/maps/15.ron"));
    assert_eq!(recent.paths()[0], Path::new("/maps/19.ron"));
    fs::write(folder.join("recent.ron"), b"[\xff").unwrap();
    assert_eq!(Recent::load(), Recent::default());
}
