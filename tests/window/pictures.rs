//! How the window looks: pictures to compare with, light and dark. Where one differs, the new one and what differs are put
//! beside it under target/pictures; to take the new ones over, run the tests with STANCEMAP_PICTURES=update and look at them.

use std::path::{Path, PathBuf};

use eframe::egui::accesskit::Role;
use eframe::egui::{Color32, ColorImage, Key, Modifiers, vec2};
use resvg::tiny_skia::{IntSize, Pixmap};

use crate::driver::{CTRL, Window};

/// Pixels that differ by less in every channel are the same, and so many may differ more: rounding is not alike everywhere.
const NEAR: u8 = 24;
const FEW: usize = 40;

/// Compares what the window shows with the picture of a name.
#[track_caller]
fn check(window: &Window, name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("tests/window/pictures").join(format!("{name}.png"));
    let shown = window.picture();
    if std::env::var_os("STANCEMAP_PICTURES").is_some_and(|wish| wish == "update") {
        save(&shown, &path);
        return;
    }
    let Ok(expected) = Pixmap::load_png(&path) else { panic!("there is no picture {}", path.display()) };
    let same_size = [expected.width() as usize, expected.height() as usize] == shown.size;
    let differs = |(a, b): (&Color32, &[u8])| {
        let far = a.to_array().iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max();
        far.is_some_and(|far| far > NEAR)
    };
    let pairs = || shown.pixels.iter().zip(expected.data().chunks_exact(4));
    let different = pairs().filter(|pair| differs(*pair)).count();
    if !same_size || different > FEW {
        let folder = root.join("target/pictures");
        let marked =
            pairs().map(|pair| if differs(pair) { Color32::RED } else { pair.0.gamma_multiply(0.3) });
        let marked = ColorImage::new(shown.size, marked.collect());
        save(&shown, &folder.join(format!("{name}.png")));
        save(&marked, &folder.join(format!("{name}.differs.png")));
        panic!("{name} looks different in {different} pixels; see {}", folder.display());
    }
}

fn save(picture: &ColorImage, path: &PathBuf) {
    let [width, height] = picture.size.map(|side| side as u32);
    let bytes = picture.pixels.iter().flat_map(|pixel| pixel.to_opaque().to_array()).collect();
    let pixmap = Pixmap::from_vec(bytes, IntSize::from_wh(width, height).unwrap()).unwrap();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    pixmap.save_png(path).unwrap();
}

/// A window on a sample map in one of the two themes.
fn sample(theme: &str) -> Window {
    let mut window = Window::with_sample_sized("israel-2023.ron", vec2(1000.0, 620.0));
    window.choose_in("View", "Appearance", theme);
    window.key(Key::Escape);
    window.ctrl(Key::Num0);
    window.wait("the reader to be ready", |window| window.next_frame() == std::time::Duration::MAX);
    window
}

#[test]
fn the_canvas_and_the_panels_look_as_they_should() {
    for theme in ["Light", "Dark"] {
        let mut window = sample(theme);
        check(&window, &format!("map-{theme}"));
        window.click_on(Role::ListItem, "Israel backs United States");
        check(&window, &format!("relation-{theme}"));
        window.click("Actors");
        window.key(Key::W);
        window.keys(Modifiers::SHIFT, Key::Tab);
        check(&window, &format!("actor-{theme}"));
        window.key(Key::F6);
        window.key(Key::F7);
        window.key(Key::F8);
        window.ctrl(Key::Num0);
        check(&window, &format!("canvas-{theme}"));
    }
}

#[test]
fn tables_look_as_they_should() {
    for theme in ["Light", "Dark"] {
        let mut window = sample(theme);
        window.key(Key::F6);
        window.key(Key::F8);
        window.key(Key::T);
        window.click_on(Role::ColumnHeader, "Sort by target, ascending");
        window.click_on(Role::ColumnHeader, "Sort by target, descending");
        window.key(Key::ArrowDown);
        window.keys(Modifiers::SHIFT, Key::ArrowDown);
        check(&window, &format!("table-{theme}"));
        window.key(Key::F7);
        window.click_on(Role::Tab, "Quotes");
        check(&window, &format!("quotes-{theme}"));
    }
}

#[test]
fn menus_and_dialogs_look_as_they_should() {
    for theme in ["Light", "Dark"] {
        let mut window = sample(theme);
        window.click("Edit");
        check(&window, &format!("menu-{theme}"));
        window.key(Key::Escape);
        let canvas = window.canvas();
        window.right_click_at(canvas.center_bottom() + vec2(40.0, -12.0));
        check(&window, &format!("context-{theme}"));
        window.key(Key::Escape);
        window.keys(CTRL, Key::K);
        window.key(Key::ArrowDown);
        check(&window, &format!("palette-{theme}"));
        window.key(Key::Escape);
        window.key(Key::F1);
        check(&window, &format!("shortcuts-{theme}"));
        window.key(Key::Escape);
    }
}

/// A dictionary with a mistake, several terms of one person, and a name that two actors claim.
#[test]
fn the_dictionary_looks_as_it_should() {
    for theme in ["Light", "Dark"] {
        let mut window = sample(theme);
        crate::dictionary::shown(&mut window);
        check(&window, &format!("dictionary-{theme}"));
        window.click("Cancel");
    }
}

#[test]
fn the_first_window_looks_as_it_should() {
    // Too low for the list of recent maps, which other tests open.
    let mut window = Window::blank_sized(vec2(1000.0, 620.0));
    window.wait("the reader to be ready", |window| window.next_frame() == std::time::Duration::MAX);
    for theme in ["Light", "Dark"] {
        window.choose_in("View", "Appearance", theme);
        window.key(Key::Escape);
        check(&window, &format!("welcome-{theme}"));
    }
}
