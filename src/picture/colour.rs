//! What colours mean, and what they are on light and on dark paper.

use crate::map::{ActorKind, Hue, Stance};

/// What a colour stands for. A [`Palette`] says which colour that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The ground that everything is drawn on.
    Paper,
    /// Names and other text.
    Ink,
    /// Text and lines of second rank.
    QuietInk,
    /// What surrounds text so that lines do not run into it.
    Halo,
    /// A relation in which the source backs the target.
    Backs,
    /// A relation in which the source opposes the target.
    Opposes,
    /// A sign on a ground of [`Backs`](Self::Backs) or [`Opposes`](Self::Opposes).
    OnStance,
    /// The body of an actor.
    NodeFill(ActorKind),
    /// The body of an actor to which a person gave a colour.
    Hue(Hue),
    /// A sign on the body of an actor.
    OnNode,
    /// What is selected, hovered or being drawn.
    Accent,
}

impl From<Stance> for Role {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Backs => Self::Backs,
            Stance::Opposes => Self::Opposes,
        }
    }
}

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl std::fmt::Display for Rgb {
    /// As in CSS: `#0072B2`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

impl Rgb {
    /// How much the two differ in lightness, from 1 to 21 (WCAG 2.2, contrast ratio). Text wants 4.5, signs want 3.
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f32 {
        let linear = |channel: u8| {
            let c = f32::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// The colour of this one laid over `ground` with `opacity` within 0..=1.
    pub fn over(self, ground: Self, opacity: f32) -> Self {
        let mix = |top: u8, under: u8| {
            (f32::from(top) * opacity + f32::from(under) * (1.0 - opacity)).round() as u8
        };
        Self(mix(self.0, ground.0), mix(self.1, ground.1), mix(self.2, ground.2))
    }
}

/// The colours of all roles, on light or on dark paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    dark: bool,
}

/// The colours for light or for dark paper.
pub fn palette(dark: bool) -> Palette {
    Palette { dark }
}

impl Palette {
    /// How strongly dimmed shapes are painted, within 0..=1.
    pub const DIMMED: f32 = 0.2;

    /// Whether the paper is dark.
    pub fn is_dark(self) -> bool {
        self.dark
    }

    /// The colour of a role. Backs and opposes are the blue and the vermilion of Okabe and Ito, which people who see
    /// colours differently tell apart as well; on dark paper, their lighter twins. The hues for actors were searched so
    /// that they are far from each other and from these two in Oklab, for people who see three colours or only two.
    pub fn rgb(self, role: Role) -> Rgb {
        let (light, dark) = match role {
            Role::Paper | Role::Halo => (Rgb(0xFD, 0xFD, 0xFC), Rgb(0x17, 0x19, 0x1E)),
            Role::Ink => (Rgb(0x1D, 0x22, 0x2B), Rgb(0xEC, 0xEE, 0xF2)),
            Role::QuietInk => (Rgb(0x5A, 0x63, 0x70), Rgb(0xA3, 0xAB, 0xB8)),
            Role::Backs => (Rgb(0x00, 0x72, 0xB2), Rgb(0x56, 0xB4, 0xE9)),
            Role::Opposes => (Rgb(0xD5, 0x5E, 0x00), Rgb(0xF5, 0x8E, 0x4E)),
            Role::OnStance => (Rgb(0xFF, 0xFF, 0xFF), Rgb(0x12, 0x15, 0x1A)),
            Role::OnNode => (Rgb(0xFF, 0xFF, 0xFF), Rgb(0x17, 0x19, 0x1E)),
            Role::Accent => (Rgb(0x6D, 0x4A, 0xC4), Rgb(0xB3, 0x9D, 0xFF)),
            Role::NodeFill(kind) => match kind {
                ActorKind::State => (Rgb(0x3A, 0x4A, 0x66), Rgb(0xA9, 0xBA, 0xD6)),
                ActorKind::Person => (Rgb(0x6A, 0x4C, 0x72), Rgb(0xCD, 0xB1, 0xD4)),
                ActorKind::Organization => (Rgb(0x2F, 0x66, 0x62), Rgb(0x98, 0xCB, 0xC4)),
                ActorKind::ArmedGroup => (Rgb(0x5E, 0x56, 0x37), Rgb(0xCF, 0xC6, 0x9C)),
                ActorKind::Party => (Rgb(0x7C, 0x47, 0x5C), Rgb(0xDF, 0xB0, 0xC2)),
                ActorKind::Bloc => (Rgb(0x46, 0x49, 0x8A), Rgb(0xB6, 0xB8, 0xEC)),
                ActorKind::Other => (Rgb(0x5D, 0x66, 0x73), Rgb(0xB5, 0xBC, 0xC7)),
            },
            Role::Hue(hue) => match hue {
                Hue::Rose => (Rgb(0xAA, 0x59, 0x5D), Rgb(0xF9, 0xAB, 0xAB)),
                Hue::Brown => (Rgb(0x5B, 0x2F, 0x0B), Rgb(0xC6, 0x6E, 0x29)),
                Hue::Olive => (Rgb(0x58, 0x58, 0x26), Rgb(0xF2, 0xE2, 0x34)),
                Hue::Green => (Rgb(0x74, 0x9D, 0x6E), Rgb(0xB5, 0xFB, 0xC2)),
                Hue::Teal => (Rgb(0x1C, 0x95, 0x9F), Rgb(0x31, 0xDD, 0xEA)),
                Hue::Indigo => (Rgb(0x32, 0x10, 0x9E), Rgb(0x75, 0x77, 0xFE)),
                Hue::Purple => (Rgb(0x5A, 0x12, 0x66), Rgb(0xA2, 0x70, 0xBE)),
                Hue::Magenta => (Rgb(0x98, 0x2C, 0x70), Rgb(0xDF, 0x84, 0x9C)),
            },
        };
        if self.dark { dark } else { light }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_signs_stand_out_on_light_and_on_dark_paper() {
        for palette in [palette(false), palette(true)] {
            let contrast = |a, b| palette.rgb(a).contrast(palette.rgb(b));
            for text in [Role::Ink, Role::QuietInk] {
                assert!(contrast(text, Role::Paper) >= 4.5, "{text:?} {palette:?}");
            }
            for sign in [Role::Backs, Role::Opposes, Role::Accent] {
                assert!(contrast(sign, Role::Paper) >= 3.0, "{sign:?} {palette:?}");
            }
            for stance in [Role::Backs, Role::Opposes] {
                assert!(contrast(Role::OnStance, stance) >= 3.0, "{stance:?} {palette:?}");
            }
            for kind in ActorKind::ALL {
                assert!(contrast(Role::OnNode, Role::NodeFill(kind)) >= 4.5, "{kind:?} {palette:?}");
                assert!(contrast(Role::Paper, Role::NodeFill(kind)) >= 4.5, "{kind:?} {palette:?}");
            }
        }
    }

    /// Where a colour lies in Oklab (Ottosson, "A perceptual color space for image processing", 2020), seen through eyes
    /// that this matrix stands for (Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of
    /// color vision deficiency", 2009, severity 1).
    fn seen(Rgb(r, g, b): Rgb, eyes: [[f32; 3]; 3]) -> [f32; 3] {
        let times =
            |m: [[f32; 3]; 3], v: [f32; 3]| m.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);
        let linear = [r, g, b].map(|channel| {
            let c = f32::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        let cones = [[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.63]];
        let lab = [[0.2105, 0.7936, -0.0041], [1.978, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]];
        let linear = times(eyes, linear).map(|c| c.clamp(0.0, 1.0));
        times(lab, times(cones, linear).map(f32::cbrt))
    }

    #[test]
    fn hues_are_told_apart_by_all_eyes_and_signs_stand_out_on_them() {
        let usual = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        let protanope = [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.052]];
        let deuteranope = [[0.3673, 0.8606, -0.228], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]];
        for palette in [palette(false), palette(true)] {
            let roles: Vec<Role> =
                Hue::ALL.map(Role::Hue).into_iter().chain([Role::Backs, Role::Opposes]).collect();
            for role in Hue::ALL.map(Role::Hue) {
                for ground in [Role::OnNode, Role::Paper] {
                    let contrast = palette.rgb(ground).contrast(palette.rgb(role));
                    assert!(contrast >= 3.0, "{role:?} {ground:?} {palette:?}: {contrast}");
                }
            }
            for eyes in [usual, protanope, deuteranope] {
                for (i, a) in roles[..Hue::ALL.len()].iter().enumerate() {
                    for b in &roles[i + 1..] {
                        let (a_seen, b_seen) = (seen(palette.rgb(*a), eyes), seen(palette.rgb(*b), eyes));
                        let apart =
                            a_seen.iter().zip(b_seen).map(|(a, b)| (a - b) * (a - b)).sum::<f32>().sqrt();
                        // What differs by 0.02 is just told apart side by side.
                        assert!(apart >= 0.08, "{a:?} {b:?} {palette:?}: {apart}");
                    }
                }
            }
        }
    }

    #[test]
    fn contrast_runs_from_1_to_21() {
        let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
        assert!((black.contrast(white) - 21.0).abs() < 1e-3);
        assert!((white.contrast(white) - 1.0).abs() < 1e-6);
        assert_eq!(Rgb(0, 0x72, 0xB2).to_string(), "#0072B2");
        assert_eq!(black.over(white, 0.5), Rgb(128, 128, 128));
    }
}
