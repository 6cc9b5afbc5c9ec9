//! What single words tell of the names beside them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A set of [classes](class) of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u64);

impl Classes {
    pub(super) fn has(self, class: Classes) -> bool {
        self.0 & class.0 != 0
    }

    pub(super) fn with(self, class: Classes) -> Self {
        Self(self.0 | class.0)
    }
}

macro_rules! classes {
    ($($word:literal $name:ident)*) => {
        // Only counts the classes; named after the constants.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name),* }
        /// The classes of `assets/naming.tsv`, and two of the lists beside it.
        pub(super) mod class {
            use super::{Bit, Classes};
            $(pub(in super::super) const $name: Classes = Classes(1 << Bit::$name as u64);)*
        }
        fn class_of(word: &str) -> Option<Classes> {
            match word {
                $($word => Some(class::$name),)*
                _ => None,
            }
        }
    };
}

classes! {
    "title" TITLE "title_of" TITLE_OF "title_mod" TITLE_MOD "ruler" RULER
    "org" ORG "party" PARTY "movement" MOVEMENT "armed" ARMED "bloc" BLOC "statehead" STATE_HEAD
    "thing" THING "media" MEDIA
    "gov" GOV "body" BODY "force" FORCE "group" GROUP "joined" JOINED "modifier" MODIFIER "region" REGION
    "say" SAY "place_prep" PLACE_PREP "motion" MOTION "aid" AID "people" PEOPLE "place_noun" PLACE_NOUN
    "calendar" CALENDAR "particle" PARTICLE "plural" PLURAL "not_name" NOT_NAME "place_verb" PLACE_VERB
    "common" COMMON "given" GIVEN "affect" AFFECT "strike" STRIKE "female" FEMALE "male" MALE
    "counted" COUNTED "servant" SERVANT "follower" FOLLOWER "adjective" ADJECTIVE
}

/// The classes of a word in its folded form.
pub(super) fn classes(folded: &str) -> Classes {
    WORDS.get(folded).copied().unwrap_or_default()
}

type Words = HashMap<Box<str>, Classes, BuildHasherDefault<FastHasher>>;

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let mut add = |word: &str, class: Classes| {
        let held = words.entry(word.into()).or_default();
        *held = held.with(class);
    };
    for (class, list) in
        rows(include_str!("../../../assets/naming.tsv")).filter_map(|row| row.split_once('\t'))
    {
        // A test reads every class, so none is dropped here.
        if let Some(class) = class_of(class) {
            list.split(' ').for_each(|word| add(word, class));
        }
    }
    rows(include_str!("../../../assets/common_words.txt")).for_each(|word| add(word, class::COMMON));
    rows(include_str!("../../../assets/given_names.txt"))
        .for_each(|word| add(&fold_word(word), class::GIVEN));
    words
});

fn rows(asset: &'static str) -> impl Iterator<Item = &'static str> {
    asset.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// A word as names are compared: lower case, no accents, no dots; apostrophes go except in "'s".
pub(super) fn fold_word(word: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if word.bytes().all(plain) || word == "'s" {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '.' | '\'' | '’' | '`')) {
        match c {
            'ı' => folded.push('i'),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            c => folded.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(folded)
}

/// A quick hash for short keys that nobody chooses in bad faith; the algorithm is rustc's Fx.
#[derive(Default)]
pub(super) struct FastHasher(u64);

impl Hasher for FastHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word) ^ chunk.len() as u64);
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(value.into());
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(value.into());
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }
}

/// A hash map for keys that nobody chooses in bad faith.
pub(super) type FastMap<K, V> = HashMap<K, V, BuildHasherDefault<FastHasher>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_asset_has_a_known_class() {
        for row in rows(include_str!("../../../assets/naming.tsv")) {
            let (class, words) = row.split_once('\t').unwrap();
            assert!(class_of(class).is_some(), "{class}");
            for word in words.split(' ') {
                assert!(!word.is_empty() && fold_word(word) == word, "{class}: {word:?}");
            }
        }
    }

    #[test]
    fn words_have_classes() {
        assert!(classes("president").has(class::TITLE) && classes("president").has(class::COMMON));
        assert!(classes("recep").has(class::GIVEN) && classes("ministry").has(class::ORG));
        assert!(!classes("haftar").has(class::COMMON));
    }

    #[test]
    fn words_fold() {
        assert_eq!(fold_word("Erdoğan"), "erdogan");
        assert_eq!(fold_word("u.s."), "us");
        assert_eq!(fold_word("'s"), "'s");
        assert_eq!(fold_word("o’brien"), "obrien");
    }
}
