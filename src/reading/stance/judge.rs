//! The rules and the model together: each stance's likelihood given what both say.
//!
//! A multinomial logistic regression over the model's log odds and the rules' word, fitted on held-out sentences by
//! `training/blend.py` (stacked generalisation: Wolpert 1992), so that the confidence it gives is a likelihood.

use serde::Deserialize;

use crate::map::{Modality, Stance};

/// How much the model and the rules count.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(crate) struct Blend {
    /// A stance counts as stated from this likelihood on.
    stated: f32,
    /// For backs and for opposes, the log odds against no stance: bias, then the weights of the model's log odds, of the
    /// rules' confidence in this sign, and of their confidence in the other.
    weights: [[f32; 4]; 2],
}

/// What a model thinks of the pairs of a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judgements<'j> {
    /// Ordered pairs, each at most once.
    pub(crate) pairs: &'j [Judged],
    /// How much they count.
    pub(crate) blend: Blend,
}

/// How a model judged an ordered pair of mentions of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judged {
    /// Index of the source's mention.
    pub(crate) source: usize,
    /// Index of the target's mention.
    pub(crate) target: usize,
    /// How likely none, backs and opposes are by the model alone; they sum to 1.
    pub(crate) stance: [f32; 3],
    /// How likely a stance is asserted, hedged and negated.
    pub(crate) modality: [f32; 3],
    /// How much the judgement looked at each token.
    pub(crate) looks: Vec<f32>,
}

impl Blend {
    /// How likely the source backs, and opposes, the target. `ruled` is how sure the rules are of either, 0 where they say
    /// nothing.
    pub(super) fn likelihoods(&self, judged: &Judged, ruled: [f32; 2]) -> [f32; 2] {
        const LEAST: f32 = 1e-4;
        let none = judged.stance[0].max(LEAST);
        let odds: [f32; 2] = std::array::from_fn(|sign| {
            let [bias, model, rules, other] = self.weights[sign];
            let judged = (judged.stance[1 + sign].max(LEAST) / none).ln();
            (bias + model * judged + rules * ruled[sign] + other * ruled[1 - sign]).exp()
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
        let blend = Blend { stated: 0.4, weights: [[0.0, 1.0, 3.0, -1.0]; 2] };
        let judged =
            |stance| Judged { source: 0, target: 1, stance, modality: [1.0, 0.0, 0.0], looks: Vec::new() };
        let unsure = judged([0.6, 0.3, 0.1]);
        let [alone, _] = blend.likelihoods(&unsure, [0.0, 0.0]);
        let [ruled, other] = blend.likelihoods(&unsure, [0.8, 0.0]);
        assert!((alone - 0.3).abs() < 1e-5 && !blend.is_stated(alone));
        assert!(ruled > 0.7 && blend.is_stated(ruled) && other < 0.1);
        let certain = judged([0.0, 0.0, 1.0]);
        let [_, opposes] = blend.likelihoods(&certain, [0.0, 0.0]);
        assert!(opposes > 0.99);
    }
}
