//! The rules and the model together: each stance's likelihood given what both say.
//!
//! A multinomial logistic regression over the model's log odds and the rules' word, fitted on held-out sentences by
//! `training/blend.py` (stacked generalisation: Wolpert 1992), so that the confidence it gives is a likelihood.

use serde::Deserialize;

use crate::map::{Modality, Span, Stance};
use crate::reading::mention::Mention;

/// How much the model and the rules count.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(crate) struct Blend {
    /// A stance counts as stated from this likelihood on.
    stated: f32,
    /// For backs and for opposes, the log odds against no stance: bias, then the weights of the model's log odds, of the
    /// rules' confidence in this sign, of their confidence in the other, and of having no sentence in common.
    weights: [[f32; 5]; 2],
}

/// What a model thinks of the pairs of actors that a sentence and those beside it name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judgements<'j> {
    /// Ordered pairs, each at most once, of which the sentence names at least one.
    pub(crate) pairs: &'j [Judged],
    /// The mentions of the whole passage.
    pub(crate) mentions: &'j [Mention],
    /// How much they count.
    pub(crate) blend: Blend,
}

/// How a model judged an ordered pair of actors, as seen from a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judged {
    pub(crate) source: Party,
    pub(crate) target: Party,
    /// How likely none, backs and opposes are by the model alone; they sum to 1.
    pub(crate) stance: [f32; 3],
    /// How likely a stance is asserted, hedged and negated.
    pub(crate) modality: [f32; 3],
    /// How much the judgement looked at each token of the sentence.
    pub(crate) looks: Vec<f32>,
    /// The sentence, or more if it takes more to name both.
    pub(crate) quote: Span,
    /// Whether the judgement looked nowhere more than at this sentence.
    pub(crate) is_here: bool,
    /// Whether no sentence names both.
    pub(crate) is_apart: bool,
}

/// One of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Party {
    pub(crate) actor: usize,
    /// Where it is named.
    pub(crate) span: Span,
}

impl Blend {
    /// How likely the source backs, and opposes, the target. `ruled` is how sure the rules are of either, 0 where they say
    /// nothing.
    pub(super) fn likelihoods(&self, judged: &Judged, ruled: [f32; 2]) -> [f32; 2] {
        const LEAST: f32 = 1e-4;
        let none = judged.stance[0].max(LEAST);
        let odds: [f32; 2] = std::array::from_fn(|sign| {
            let [bias, model, rules, other, apart] = self.weights[sign];
            let odds = (judged.stance[1 + sign].max(LEAST) / none).ln();
            let apart = if judged.is_apart { apart } else { 0.0 };
            (bias + model * odds + rules * ruled[sign] + other * ruled[1 - sign] + apart).exp()
        });
        let sum = 1.0 + odds[0] + odds[1];
        odds.map(|odds| odds / sum)
    }

    /// Whether a stance of this likelihood counts as stated.
    pub(super) fn is_stated(&self, likelihood: f32) -> bool {
        likelihood >= self.stated
    }
}

impl Judged {
    /// How a stance between the two is put.
    pub(super) fn modality(&self) -> Modality {
        let most = (0..3).max_by(|one, other| self.modality[*one].total_cmp(&self.modality[*other]));
        match most {
            Some(1) => Modality::Hedged,
            Some(2) => Modality::Negated,
            _ => Modality::Asserted,
        }
    }
}

/// The place of a stance among likelihoods.
pub(super) fn sign(stance: Stance) -> usize {
    match stance {
        Stance::Backs => 0,
        Stance::Opposes => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_model_count_together() {
        let blend = Blend { stated: 0.4, weights: [[0.0, 1.0, 3.0, -1.0, -0.5]; 2] };
        let party = |actor| Party { actor, span: Span::new(0, 1) };
        let judged = |stance| Judged {
            source: party(0),
            target: party(1),
            stance,
            modality: [1.0, 0.0, 0.0],
            looks: Vec::new(),
            quote: Span::new(0, 1),
            is_here: true,
            is_apart: false,
        };
        let unsure = judged([0.6, 0.3, 0.1]);
        let [alone, _] = blend.likelihoods(&unsure, [0.0, 0.0]);
        let [ruled, other] = blend.likelihoods(&unsure, [0.8, 0.0]);
        assert!((alone - 0.3).abs() < 1e-5 && !blend.is_stated(alone));
        assert!(ruled > 0.7 && blend.is_stated(ruled) && other < 0.1);
        let [apart, _] = blend.likelihoods(&Judged { is_apart: true, ..unsure }, [0.0, 0.0]);
        assert!(apart < alone);
        let certain = judged([0.0, 0.0, 1.0]);
        let [_, opposes] = blend.likelihoods(&certain, [0.0, 0.0]);
        assert!(opposes > 0.99);
    }
}
