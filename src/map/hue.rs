//! The colours that a person may give an actor.

/// One of a few colours that people who see colours differently tell apart as well. The map knows its name alone; how it
/// looks on light or on dark paper is a matter of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hue {
    /// A pale red.
    Rose,
    /// A reddish brown.
    Brown,
    /// Between yellow and green.
    Olive,
    /// A leafy green.
    Green,
    /// Between green and blue.
    Teal,
    /// Between blue and purple.
    Indigo,
    /// Between blue and red.
    Purple,
    /// Between purple and red.
    Magenta,
}

impl Hue {
    /// Every hue, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Rose,
        Self::Brown,
        Self::Olive,
        Self::Green,
        Self::Teal,
        Self::Indigo,
        Self::Purple,
        Self::Magenta,
    ];

    /// How the hue is called on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Rose => "Rose",
            Self::Brown => "Brown",
            Self::Olive => "Olive",
            Self::Green => "Green",
            Self::Teal => "Teal",
            Self::Indigo => "Indigo",
            Self::Purple => "Purple",
            Self::Magenta => "Magenta",
        }
    }
}
