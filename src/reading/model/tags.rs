//! Who a passage's tokens may be.

use std::ops::Range;

use rten_tensor::NdTensorView;

use crate::map::ActorKind;

/// The kinds in the order of the model's tags: tag 1 + 2k begins an actor of kind k, tag 2 + 2k goes on with it.
const KINDS: [ActorKind; 6] = [
    ActorKind::State,
    ActorKind::Person,
    ActorKind::Organization,
    ActorKind::ArmedGroup,
    ActorKind::Party,
    ActorKind::Bloc,
];

/// The likelihood of every tag for every token.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::reading) struct Tags {
    tokens: Vec<Option<[f32; 1 + 2 * KINDS.len()]>>,
}

/// A stretch of tokens that the model takes for an actor.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::reading) struct Tagged {
    pub(in crate::reading) tokens: Range<usize>,
    pub(in crate::reading) kind: ActorKind,
    /// How likely it is an actor.
    pub(in crate::reading) likelihood: f32,
}

impl Tags {
    /// `tags` are (pieces, tags) likelihoods; a token's are those of its first piece.
    pub(super) fn new(tags: NdTensorView<'_, f32, 2>, of_tokens: &[Range<usize>]) -> Self {
        let of_piece = |piece: usize| std::array::from_fn(|tag| tags[[piece, tag]]);
        Self { tokens: of_tokens.iter().map(|pieces| pieces.clone().next().map(of_piece)).collect() }
    }

    /// The tags of some of the tokens; none of those that the model did not look at.
    pub(in crate::reading) fn part(&self, tokens: Range<usize>) -> Self {
        Self { tokens: tokens.map(|token| self.tokens.get(token).copied().flatten()).collect() }
    }

    /// How likely a token begins an actor, and goes on with one.
    fn of(&self, token: usize) -> Option<(f32, f32)> {
        let tags = self.tokens.get(token)?.as_ref()?;
        let sum = |first: usize| tags.iter().skip(first).step_by(2).sum();
        Some((sum(1), sum(2)))
    }

    /// How likely a stretch of tokens names an actor: that of its likeliest token; 1/2 where the model did not look.
    pub(in crate::reading) fn actor(&self, tokens: Range<usize>) -> f32 {
        let likely = tokens.filter_map(|token| self.of(token)).map(|(begins, goes_on)| begins + goes_on);
        likely.reduce(f32::max).unwrap_or(0.5)
    }

    /// The likeliest kind of a stretch of tokens, and how likely it is, given that it is an actor.
    pub(in crate::reading) fn kind(&self, tokens: Range<usize>) -> Option<(ActorKind, f32)> {
        let mut sums = [0.0; KINDS.len()];
        for tags in self.tokens.get(tokens)?.iter().flatten() {
            for (kind, sum) in sums.iter_mut().enumerate() {
                *sum += tags[1 + 2 * kind] + tags[2 + 2 * kind];
            }
        }
        let all: f32 = sums.iter().sum();
        let best = (0..KINDS.len()).max_by(|one, other| sums[*one].total_cmp(&sums[*other]))?;
        (all > 0.0).then(|| (KINDS[best], sums[best] / all))
    }

    /// The stretches that are likelier an actor than not, in order.
    pub(in crate::reading) fn actors(&self) -> Vec<Tagged> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for token in 0..self.tokens.len() {
            let Some((begins, goes_on)) = self.of(token) else { continue };
            let other = 1.0 - begins - goes_on;
            let open = found.last_mut().filter(|last| last.end == token);
            match open {
                Some(last) if goes_on >= begins && goes_on > other => last.end = token + 1,
                _ if begins.max(goes_on) > other => found.push(token..token + 1),
                _ => {}
            }
        }
        let told = found.into_iter().filter_map(|tokens| {
            let count = tokens.len() as f32;
            let likely: f32 = tokens.clone().filter_map(|token| self.of(token)).map(|(b, i)| b + i).sum();
            Some(Tagged { kind: self.kind(tokens.clone())?.0, likelihood: likely / count, tokens })
        });
        told.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens by letter: S and s begin and go on with a state, P and p a person, `.` is no actor.
    fn tags(pattern: &str) -> Tags {
        let tokens = pattern.chars().map(|c| {
            let mut tags = [0.01; 13];
            tags["._SsPp".find(c).map_or(0, |at| if at == 0 { 0 } else { at - 1 })] = 0.88;
            (c != '_').then_some(tags)
        });
        Tags { tokens: tokens.collect() }
    }

    #[test]
    fn stretches_are_found() {
        let told: Vec<(Range<usize>, ActorKind)> =
            tags("Ss.PppSs_s.").actors().into_iter().map(|tagged| (tagged.tokens, tagged.kind)).collect();
        let (state, person) = (ActorKind::State, ActorKind::Person);
        assert_eq!(told, [(0..2, state), (3..6, person), (6..8, state), (9..10, state)]);
    }

    #[test]
    fn where_the_model_did_not_look_it_says_nothing() {
        assert_eq!(tags("__").actor(0..2), 0.5);
        assert!(tags("S.").actor(0..2) > 0.8 && tags("..").actor(0..2) < 0.2);
        assert_eq!(tags("__").kind(0..2), None);
    }
}
