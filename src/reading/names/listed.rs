//! Actors that were listed together, and so whom "they" and "the three countries" mean.

use super::document::{Candidate, What};
use super::piece::Back;
use crate::map::FoundActor;
use crate::reading::mention::Mention;
use crate::reading::token::Token;

/// The last list of actors.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// The number of its sentence.
    sentence: usize,
    listed: Vec<usize>,
}

impl Listed {
    /// The actors that a plural means, if they were listed in this sentence or the one before.
    pub(super) fn several(&self, candidate: &Candidate, number: usize) -> Vec<usize> {
        let Self { sentence, listed } = self;
        let fits = match candidate.what {
            What::Back(Back::Several(count)) => listed.len() == usize::from(count) && sentence + 4 >= number,
            What::Back(Back::Group) => listed.len() > 1 && sentence + 1 == number,
            _ => false,
        };
        if fits { listed.clone() } else { Vec::new() }
    }

    /// Notes the first actors of a sentence that stand in a row: "Mali, Niger and Burkina Faso".
    pub(super) fn note(
        &mut self,
        number: usize,
        tokens: &[Token<'_>],
        mentions: &[Mention],
        actors: &[FoundActor],
    ) {
        let joined = |one: &Mention, next: &Mention| {
            let gap = &tokens[one.tokens.end..next.tokens.start];
            gap.len() <= 3
                && !gap.is_empty()
                && gap.iter().all(|token| matches!(&*token.lower, "," | "and" | "the"))
                && gap.iter().any(|token| matches!(&*token.lower, "and" | ","))
                && actors[one.actor].kind == actors[next.actor].kind
        };
        let Some(first) = mentions.windows(2).position(|pair| joined(&pair[0], &pair[1])) else { return };
        let more = mentions[first..].windows(2).take_while(|pair| joined(&pair[0], &pair[1])).count();
        let mut listed: Vec<usize> = Vec::new();
        for mention in &mentions[first..=first + more] {
            if mention.others.is_empty() && !listed.contains(&mention.actor) {
                listed.push(mention.actor);
            }
        }
        if listed.len() > 1 {
            *self = Self { sentence: number, listed };
        }
    }
}
