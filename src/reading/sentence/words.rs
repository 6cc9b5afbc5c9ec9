//! Words by what they tell of the end of a sentence beside them.

pub(super) fn is_month(lower: &str) -> bool {
    matches!(
        lower,
        "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec"
    )
}

pub(super) fn is_time_word(word: &str) -> bool {
    const WORDS: &[&str] =
        &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Eastern", "Pacific"];
    WORDS.contains(&word) || (word.len() <= 4 && word.chars().all(|c| c.is_uppercase()) && word.len() > 1)
}

pub(super) fn is_said(word: &str) -> bool {
    matches!(
        word,
        "said" | "says" | "asked" | "told" | "added" | "wrote" | "tweeted" | "shouted" | "asks" | "declared"
    )
}

pub(super) fn is_finite(word: &str) -> bool {
    is_said(word)
        || matches!(
            word,
            "is" | "was"
                | "are"
                | "were"
                | "has"
                | "had"
                | "have"
                | "will"
                | "would"
                | "could"
                | "may"
                | "also"
                | "rejected"
                | "denied"
                | "announced"
                | "accused"
                | "called"
                | "did"
                | "does"
                | "can"
                | "must"
        )
}

/// What "U.S." or "U.N." is often followed by within a sentence.
pub(super) fn is_office(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "Air",
        "Ambassador",
        "Army",
        "Attorney",
        "Border",
        "Capitol",
        "Central",
        "Chamber",
        "Charter",
        "Coast",
        "Commission",
        "Congress",
        "Constitution",
        "Court",
        "Defense",
        "Department",
        "Embassy",
        "Envoy",
        "Federal",
        "General",
        "High",
        "House",
        "Human",
        "Justice",
        "Marine",
        "Marines",
        "Mission",
        "Navy",
        "Open",
        "Parliament",
        "President",
        "Rep",
        "Representative",
        "Secretary",
        "Security",
        "Sen",
        "Senate",
        "Senator",
        "Special",
        "State",
        "States",
        "Supreme",
        "Trade",
        "Treasury",
        "Vice",
        "Women",
    ];
    WORDS.binary_search(&word.trim_end_matches('.')).is_ok()
}

/// Words that begin a sentence rather than go on with a name.
pub(super) fn is_starter(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "A",
        "According",
        "After",
        "All",
        "Also",
        "Although",
        "Among",
        "An",
        "And",
        "Another",
        "Anti",
        "As",
        "At",
        "Authorities",
        "Because",
        "Before",
        "Both",
        "But",
        "By",
        "Critics",
        "Despite",
        "During",
        "Earlier",
        "Each",
        "Even",
        "Following",
        "For",
        "Four",
        "From",
        "He",
        "Her",
        "His",
        "How",
        "However",
        "If",
        "In",
        "Instead",
        "Is",
        "It",
        "Its",
        "Last",
        "Later",
        "Many",
        "Meanwhile",
        "More",
        "Most",
        "Neither",
        "No",
        "Nor",
        "Not",
        "Now",
        "Of",
        "Officials",
        "On",
        "One",
        "Only",
        "Other",
        "Others",
        "Our",
        "Over",
        "Police",
        "Protesters",
        "Several",
        "She",
        "Since",
        "So",
        "Some",
        "Such",
        "That",
        "The",
        "Their",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Three",
        "Through",
        "Thus",
        "To",
        "Two",
        "Under",
        "Until",
        "We",
        "What",
        "When",
        "Where",
        "Whether",
        "Which",
        "While",
        "Who",
        "With",
        "Witnesses",
        "Yet",
        "You",
    ];
    WORDS.binary_search(&word).is_ok()
}
