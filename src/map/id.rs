//! Names for records that never change while a map lives.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The id that lies `steps` after this one; for plans that add several records at once.
            pub fn after(self, steps: u32) -> Self {
                Self(self.0 + steps)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($letter, "{}"), self.0)
            }
        }
    };
}

id!(
    /// An actor's id, written `n7`.
    ActorId, "n"
);
id!(
    /// An article's id, written `a7`.
    ArticleId, "a"
);
id!(
    /// The id of one item of evidence, written `e7`, unique in its map.
    EvidenceId, "e"
);
