//! Which of an article's findings are kept.

use std::collections::BTreeMap;

use crate::map::{Finding, Modality, Stance};

/// How likely a relation must be by all that the article says of it.
const LIKELY: f32 = 0.38;

/// Keeps the findings of relations that the article as a whole makes likely. Each sentence is taken for an independent
/// witness (noisy or: Pearl 1988, section 4.3.2): several that are doubtful alone may be convincing together.
pub(super) fn settled(findings: Vec<Finding>) -> Vec<Finding> {
    // A denial is no witness of what it denies.
    let relation = |finding: &Finding| {
        (finding.source, finding.target, finding.stance, finding.modality == Modality::Negated)
    };
    let mut doubts: BTreeMap<(usize, usize, Stance, bool), f32> = BTreeMap::new();
    for finding in &findings {
        *doubts.entry(relation(finding)).or_insert(1.0) *= 1.0 - finding.confidence.get();
    }
    let is_likely =
        |finding: &Finding| doubts.get(&relation(finding)).is_some_and(|doubt| 1.0 - doubt >= LIKELY);
    findings.into_iter().filter(is_likely).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Confidence, Span};

    fn finding(source: usize, confidence: f32) -> Finding {
        Finding {
            source,
            target: 9,
            stance: Stance::Backs,
            quote: Span::new(0, 1),
            cue: None,
            source_mention: Span::new(0, 1),
            target_mention: Span::new(0, 1),
            speaker: None,
            modality: Modality::Asserted,
            confidence: Confidence::clamped(confidence),
        }
    }

    #[test]
    fn doubtful_sentences_convince_together() {
        let kept = settled(vec![finding(1, 0.3), finding(2, 0.3), finding(1, 0.3), finding(3, 0.9)]);
        let sources: Vec<usize> = kept.iter().map(|finding| finding.source).collect();
        assert_eq!(sources, [1, 1, 3]);
    }
}
