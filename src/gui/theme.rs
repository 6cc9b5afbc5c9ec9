//! Colours, sizes and shapes of the window, all in one place.

use std::f32::consts::TAU;

use eframe::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, TextStyle, Theme, Vec2,
    style::WidgetVisuals,
};

use crate::map::Stance;
use crate::picture::{Palette, Rgb, Role, palette};

/// The unit of the spacing grid, in points.
pub(crate) const GRID: f32 = 4.0;
/// Font size of notes and captions.
pub(crate) const SMALL: f32 = 12.0;
/// Font size of everything else.
pub(crate) const BODY: f32 = 14.0;
/// Font size of headings.
pub(crate) const LARGE: f32 = 18.0;

/// A colour of the picture as a colour of the window.
pub(crate) fn colour(rgb: Rgb) -> Color32 {
    Color32::from_rgb(rgb.0, rgb.1, rgb.2)
}

/// The palette of the theme in use.
pub(crate) fn palette_of(ui: &egui::Ui) -> Palette {
    palette(ui.visuals().dark_mode)
}

/// The colour of a role in the theme in use.
pub(crate) fn role(ui: &egui::Ui, role: Role) -> Color32 {
    colour(palette_of(ui).rgb(role))
}

/// The colour of a stance in the theme in use.
pub(crate) fn stance(ui: &egui::Ui, stance: Stance) -> Color32 {
    role(ui, stance.into())
}

/// Quiet text.
pub(crate) fn quiet(ui: &egui::Ui) -> Color32 {
    role(ui, Role::QuietInk)
}

/// A colour laid thinly over the paper, for grounds of marked text.
pub(crate) fn tint(ui: &egui::Ui, over: Role, opacity: f32) -> Color32 {
    let palette = palette_of(ui);
    colour(palette.rgb(over).over(palette.rgb(Role::Paper), opacity))
}

/// Sets sizes, spacing and both themes' colours.
pub(crate) fn install(ctx: &egui::Context) {
    // Where the system does not say: as on paper.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| {
            style.text_styles = [
                (TextStyle::Small, FontId::new(SMALL, FontFamily::Proportional)),
                (TextStyle::Body, FontId::new(BODY, FontFamily::Proportional)),
                (TextStyle::Button, FontId::new(BODY, FontFamily::Proportional)),
                (TextStyle::Heading, FontId::new(LARGE, FontFamily::Proportional)),
                (TextStyle::Monospace, FontId::new(BODY, FontFamily::Monospace)),
            ]
            .into();
            let spacing = &mut style.spacing;
            spacing.item_spacing = Vec2::new(2.0 * GRID, 1.5 * GRID);
            spacing.button_padding = Vec2::new(2.5 * GRID, 1.25 * GRID);
            spacing.interact_size.y = 7.0 * GRID;
            spacing.menu_margin = Margin::same(6);
            spacing.window_margin = Margin::same(20);
            spacing.tooltip_width = 320.0;
            // All kinds of actors, and ten of what there are more of.
            spacing.combo_height = 340.0;
            style.interaction.tooltip_delay = 0.4;
            style.visuals = visuals(theme == Theme::Dark);
        });
    }
}

fn visuals(dark: bool) -> egui::Visuals {
    let palette = palette(dark);
    let of = |role| colour(palette.rgb(role));
    let over = |role, opacity| colour(palette.rgb(role).over(palette.rgb(Role::Paper), opacity));
    let ink = of(Role::Ink);
    let mut visuals = if dark { egui::Visuals::dark() } else { egui::Visuals::light() };
    visuals.panel_fill = over(Role::QuietInk, if dark { 0.08 } else { 0.06 });
    visuals.window_fill = if dark { over(Role::QuietInk, 0.12) } else { of(Role::Paper) };
    visuals.extreme_bg_color = if dark { over(Role::QuietInk, 0.02) } else { Color32::WHITE };
    visuals.faint_bg_color = over(Role::QuietInk, 0.07);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.window_stroke = Stroke::new(1.0, over(Role::QuietInk, 0.25));
    visuals.selection.bg_fill = over(Role::Accent, if dark { 0.45 } else { 0.22 });
    visuals.selection.stroke = Stroke::new(1.5, of(Role::Accent));
    visuals.hyperlink_color = of(Role::Accent);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(of(Role::QuietInk));
    visuals.warn_fg_color = of(Role::Opposes);
    visuals.error_fg_color = of(Role::Opposes);
    visuals.indent_has_left_vline = false;
    visuals.striped = false;

    let set = |widget: &mut WidgetVisuals, fill: f32, line: f32| {
        widget.bg_fill = over(Role::QuietInk, fill);
        widget.weak_bg_fill = over(Role::QuietInk, fill);
        widget.bg_stroke = Stroke::new(if line > 0.0 { 1.0 } else { 0.0 }, over(Role::QuietInk, line));
        widget.fg_stroke = Stroke::new(1.0, ink);
        widget.corner_radius = CornerRadius::same(6);
        widget.expansion = 0.0;
    };
    let widgets = &mut visuals.widgets;
    set(&mut widgets.noninteractive, 0.04, 0.18);
    set(&mut widgets.inactive, 0.13, 0.0);
    // Boxes to tick, and rails, have no words that make them out.
    widgets.inactive.bg_fill = over(Role::QuietInk, 0.36);
    set(&mut widgets.hovered, 0.22, 0.35);
    set(&mut widgets.active, 0.3, 0.5);
    // What has the focus as well; on a button that is filled with the accent, a fainter line would not be seen.
    widgets.active.bg_stroke = Stroke::new(1.5, ink);
    set(&mut widgets.open, 0.18, 0.25);
    visuals
}

/// The program's icon, drawn rather than loaded: three actors, one backed and one opposed. RGBA, `size` squared.
pub(crate) fn icon(size: u32) -> Vec<u8> {
    let palette = palette(false);
    let (backs, opposes, ink) =
        (palette.rgb(Role::Backs), palette.rgb(Role::Opposes), palette.rgb(Role::Ink));
    let discs = [(0.24, 0.68, 0.2, backs), (0.76, 0.68, 0.2, opposes), (0.5, 0.24, 0.2, ink)];
    let lines = [((0.24, 0.68), (0.5, 0.24), backs), ((0.76, 0.68), (0.5, 0.24), opposes)];
    let side = size as f32;
    let mut rgba = Vec::with_capacity((size * size * 4) as usize);
    for index in 0..size * size {
        let (x, y) = (((index % size) as f32 + 0.5) / side, ((index / size) as f32 + 0.5) / side);
        let mut pixel = [0, 0, 0, 0];
        let mut lay = |distance: f32, rgb: Rgb| {
            // Coverage falls from 1 to 0 over one pixel at the edge.
            let cover = (0.5 - distance * side).clamp(0.0, 1.0);
            if cover > 0.0 {
                let mix = |new: u8, old: u8| (f32::from(new) * cover + f32::from(old) * (1.0 - cover)) as u8;
                let alpha = mix(255, pixel[3]);
                pixel = if pixel[3] == 0 {
                    [rgb.0, rgb.1, rgb.2, alpha]
                } else {
                    [mix(rgb.0, pixel[0]), mix(rgb.1, pixel[1]), mix(rgb.2, pixel[2]), alpha]
                };
            }
        };
        for ((ax, ay), (bx, by), rgb) in lines {
            let (dx, dy) = (bx - ax, by - ay);
            let along = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
            lay((x - ax - along * dx).hypot(y - ay - along * dy) - 0.04, rgb);
        }
        for (cx, cy, radius, rgb) in discs {
            lay((x - cx).hypot(y - cy) - radius, rgb);
        }
        rgba.extend(pixel);
    }
    rgba
}

/// A small sign for a stance: a disc with a plus or a minus, as on the canvas.
pub(crate) fn stance_sign(ui: &egui::Ui, centre: egui::Pos2, stance_shown: Stance) {
    let painter = ui.painter();
    painter.circle_filled(centre, 7.0, stance(ui, stance_shown));
    let line = Stroke::new(1.8, role(ui, Role::OnStance));
    painter.line_segment([centre - Vec2::X * 3.5, centre + Vec2::X * 3.5], line);
    if stance_shown == Stance::Backs {
        painter.line_segment([centre - Vec2::Y * 3.5, centre + Vec2::Y * 3.5], line);
    }
}

/// A small ring that turns while something is being done.
pub(crate) fn working(ui: &mut egui::Ui, share: f32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(14.0), egui::Sense::hover());
    let at = |turn: f32| rect.center() + 6.0 * Vec2::angled(turn * TAU - TAU / 4.0);
    let points = |to: f32| (0..=24).map(|i| at(to * i as f32 / 24.0)).collect::<Vec<_>>();
    ui.painter().add(egui::Shape::line(points(1.0), Stroke::new(2.0, tint(ui, Role::QuietInk, 0.25))));
    ui.painter().add(egui::Shape::line(points(share.max(0.03)), Stroke::new(2.0, role(ui, Role::Accent))));
}
