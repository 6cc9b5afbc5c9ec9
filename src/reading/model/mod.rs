//! The learnt half of the reader: a small neural model that tags actors and judges pairs of them.
//!
//! What happens here: a passage, a sentence or a few together, is cut into word pieces ([`pieces`]), an encoder turns them
//! into states and actor tags ([`tags`]), and for every ordered pair of actors a second, much smaller network tells how
//! likely the first backs or opposes the second. The networks are data, trained by `training/`; here they only run, on
//! passages of one article at a time, so that a reading never depends on what other articles are read. What never happens
//! here: no name is resolved and nothing is decided.

mod pieces;
mod tags;

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use rten::{ModelOptions, RunOptions, ThreadPool, Value};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use crate::map::Span;
use crate::reading::stance::Blend;

use pieces::{Cutter, Pieces};
pub(super) use tags::Tags;

/// Word pieces beyond this many are not looked at; what they hold is left to the rules.
const LONGEST: usize = 160;

/// Passages are encoded together up to this many pieces, padding included: more is hardly faster, and cannot be cancelled.
const TOGETHER: usize = 160;

/// Only the first so many actors of a passage are paired; one that names more is a list, not a statement.
const CROWD: usize = 16;

/// The files of a model, as `training/` writes them.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    /// `encoder.onnx`: word pieces to states and tags.
    pub encoder: &'static [u8],
    /// `pairs.onnx`: states of two actors to stance and modality.
    pub pairs: &'static [u8],
    /// `tokenizer.json`: the word pieces.
    pub tokenizer: &'static [u8],
    /// `blend.json`: how much the model counts beside the rules.
    pub blend: &'static [u8],
}

#[cfg(feature = "model")]
const SHIPPED: Option<Weights> = Some(Weights {
    encoder: include_bytes!("../../../assets/model/encoder.onnx"),
    pairs: include_bytes!("../../../assets/model/pairs.onnx"),
    tokenizer: include_bytes!("../../../assets/model/tokenizer.json"),
    blend: include_bytes!("../../../assets/model/blend.json"),
});
#[cfg(not(feature = "model"))]
const SHIPPED: Option<Weights> = None;

/// A model made ready to run; shared between threads.
pub struct Model {
    encoder: rten::Model,
    pairs: rten::Model,
    cutter: Cutter,
    pub(super) blend: Blend,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model").finish_non_exhaustive()
    }
}

/// A stretch of an article to look at, with where each of its tokens stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) span: Span,
    pub(super) tokens: Vec<Span>,
}

/// How an encoded passage looks to the model.
pub(super) struct Encoded {
    /// (1, pieces, width), padding left out
    states: NdTensor<f32, 3>,
    /// The pieces of each token; empty for tokens beyond the longest.
    pieces: Vec<Range<usize>>,
}

/// What the model thinks of an ordered pair of actors.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judgement {
    /// Index of the source among the actors asked for.
    pub(super) source: usize,
    /// Index of the target.
    pub(super) target: usize,
    /// How likely there is no stance, the source backs, and opposes the target; they sum to 1.
    pub(super) stance: [f32; 3],
    /// How likely a stance between them is asserted, hedged, and negated; they sum to 1.
    pub(super) modality: [f32; 3],
    /// How much the judgement looked at each token, none below 0.
    pub(super) looks: Vec<f32>,
}

impl Model {
    /// The model that this build ships, loaded on first use and then shared; or a sentence that says why there is none.
    pub fn shipped() -> Result<Arc<Self>, String> {
        static MODEL: LazyLock<Result<Arc<Model>, String>> = LazyLock::new(|| match SHIPPED {
            Some(weights) => Model::load(weights).map(Arc::new),
            None => Err("this build has no model".to_owned()),
        });
        MODEL.clone()
    }

    /// Makes a model ready.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the files.
    pub fn load(weights: Weights) -> Result<Self, String> {
        let network = |name: &str, bytes: &'static [u8]| {
            let mut options = ModelOptions::with_all_ops();
            options.prepack_weights(true);
            // A damaged file may also make the loader panic.
            let loaded =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| options.load_static_slice(bytes)));
            match loaded {
                Ok(Ok(model)) => Ok(model),
                Ok(Err(error)) => Err(format!("the model's file {name} is damaged: {error}")),
                Err(_) => Err(format!("the model's file {name} is damaged")),
            }
        };
        let model = Self {
            encoder: network("encoder.onnx", weights.encoder)?,
            pairs: network("pairs.onnx", weights.pairs)?,
            cutter: Cutter::new(weights.tokenizer)?,
            blend: serde_json::from_slice(weights.blend)
                .map_err(|error| format!("the model's file blend.json is damaged: {error}"))?,
        };
        model.try_out()?;
        Ok(model)
    }

    /// Runs the encoder alone on some passages of a text; how many word pieces they have. For measuring.
    pub fn run_encoder(&self, text: &str, passages: &[Span]) -> usize {
        let asked: Vec<_> = passages.iter().map(|span| Passage { span: *span, tokens: Vec::new() }).collect();
        let encoded = self.encode_all(text, &asked, &|| false).unwrap_or_default();
        encoded.iter().flatten().map(|(encoded, _)| encoded.states.size(1)).sum()
    }

    /// Reads a sentence to which every model worth its name knows the answer.
    fn try_out(&self) -> Result<(), String> {
        let text = "Egypt supports Haftar.";
        let passage = Passage::new(text, Span::new(0, text.len()));
        let wrong = |what: &str| format!("the model is damaged: {what}");
        let (encoded, tags) =
            self.encode(text, passage).ok_or_else(|| wrong("it cannot encode a sentence"))?;
        let at = |token: usize| std::iter::once(token..token + 1).collect();
        let judged = self.judge(&encoded, &[at(0), at(2)]);
        let says = judged.iter().any(|pair| (pair.source, pair.target) == (0, 1) && pair.stance[1] > 0.5);
        if tags.actor(0..1) > 0.5 && says { Ok(()) } else { Err(wrong("it misreads the simplest sentence")) }
    }

    /// The states of a passage's tokens and who they may be; `None` if it is empty or cannot be encoded.
    pub(super) fn encode(&self, text: &str, passage: Passage) -> Option<(Encoded, Tags)> {
        self.encode_all(text, &[passage], &|| false)?.pop()?
    }

    /// The same for several passages, each with its answer; `None` if `cancelled`, which is asked before every batch.
    ///
    /// Passages of like length are encoded together. Their activations are quantised together, too, so that an answer
    /// depends, in its last digits, on which passages are asked for in one call, but on nothing else.
    pub(super) fn encode_all(
        &self,
        text: &str,
        passages: &[Passage],
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<Option<(Encoded, Tags)>>> {
        let mut cut: Vec<(usize, Pieces)> = passages
            .iter()
            .enumerate()
            .filter_map(|(at, passage)| Some((at, self.cutter.cut(text, passage, LONGEST)?)))
            .collect();
        cut.sort_by_key(|(at, pieces)| (pieces.ids.len(), *at));
        let mut answers: Vec<Option<(Encoded, Tags)>> = passages.iter().map(|_| None).collect();
        let mut rest = &cut[..];
        while !rest.is_empty() {
            if cancelled() {
                return None;
            }
            let fit =
                (1..=rest.len()).take_while(|count| count * rest[count - 1].1.ids.len() <= TOGETHER).last();
            let (batch, later) = rest.split_at(fit.unwrap_or(1));
            for ((at, _), answer) in batch.iter().zip(self.run(batch).unwrap_or_default()) {
                answers[*at] = Some(answer);
            }
            rest = later;
        }
        Some(answers)
    }

    /// Encodes a batch that is sorted by length.
    fn run(&self, batch: &[(usize, Pieces)]) -> Option<Vec<(Encoded, Tags)>> {
        let longest = batch.last()?.1.ids.len();
        let shape = [batch.len(), longest];
        let padded = |of: fn(&Pieces) -> &Vec<i32>, with: i32| {
            let row = |pieces| {
                let row: &Vec<i32> = of(pieces);
                row.iter().copied().chain(std::iter::repeat_n(with, longest - row.len()))
            };
            let flat: Vec<i32> = batch.iter().flat_map(|(_, pieces)| row(pieces)).collect();
            NdTensor::from_data(shape, flat)
        };
        let ids = padded(|pieces| &pieces.ids, pieces::PADDING);
        let shapes = padded(|pieces| &pieces.shapes, 0);
        let mask =
            NdTensor::from_fn(shape, |[row, at]| if at < batch[row].1.ids.len() { 1.0f32 } else { 0.0 });
        let inputs = vec![
            (self.encoder.node_id("ids").ok()?, ids.into()),
            (self.encoder.node_id("shapes").ok()?, shapes.into()),
            (self.encoder.node_id("mask").ok()?, mask.into()),
        ];
        let outputs = [self.encoder.node_id("states").ok()?, self.encoder.node_id("tags").ok()?];
        let [states, tags]: [Value; 2] = self.encoder.run_n(inputs, outputs, Some(alone())).ok()?;
        let states: NdTensor<f32, 3> = states.try_into().ok()?;
        let tags: NdTensor<f32, 3> = tags.try_into().ok()?;
        let answers = batch.iter().enumerate().map(|(row, (_, pieces))| {
            let own = states.slice((row..row + 1, ..pieces.ids.len()));
            let tags = Tags::new(tags.slice(row), &pieces.of_tokens);
            (Encoded { states: own.to_tensor(), pieces: pieces.of_tokens.clone() }, tags)
        });
        Some(answers.collect())
    }

    /// Judges all ordered pairs of some actors of a passage, each given by the tokens of its mentions; in order.
    pub(super) fn judge(&self, encoded: &Encoded, actors: &[Vec<Range<usize>>]) -> Vec<Judgement> {
        let count = encoded.states.size(1);
        let rows: Vec<Option<Vec<f32>>> =
            actors.iter().take(CROWD).map(|mentions| encoded.spread(mentions, count)).collect();
        let asked: Vec<(usize, usize)> = (0..rows.len())
            .flat_map(|source| (0..rows.len()).map(move |target| (source, target)))
            .filter(|(source, target)| source != target && rows[*source].is_some() && rows[*target].is_some())
            .collect();
        if asked.is_empty() {
            return Vec::new();
        }
        let stack = |pick: fn(&(usize, usize)) -> usize| {
            let flat: Vec<f32> =
                asked.iter().flat_map(|pair| rows[pick(pair)].iter().flatten().copied()).collect();
            NdTensor::from_data([asked.len(), count], flat)
        };
        let (sources, targets) = (stack(|pair| pair.0), stack(|pair| pair.1));
        let run = || {
            let inputs = vec![
                (self.pairs.node_id("states").ok()?, encoded.states.view().into()),
                (self.pairs.node_id("source").ok()?, sources.view().into()),
                (self.pairs.node_id("target").ok()?, targets.view().into()),
            ];
            let outputs = [
                self.pairs.node_id("stance").ok()?,
                self.pairs.node_id("modality").ok()?,
                self.pairs.node_id("attention").ok()?,
            ];
            let [stance, modality, attention]: [Value; 3] =
                self.pairs.run_n(inputs, outputs, Some(alone())).ok()?;
            let two = |value: Value| -> Option<NdTensor<f32, 2>> { value.try_into().ok() };
            Some((two(stance)?, two(modality)?, two(attention)?))
        };
        let Some((stance, modality, attention)) = run() else { return Vec::new() };
        let judged = asked.iter().enumerate().map(|(row, &(source, target))| Judgement {
            source,
            target,
            stance: softmax(stance.slice(row)),
            modality: softmax(modality.slice(row)),
            looks: encoded.looks(attention.slice(row)),
        });
        judged.collect()
    }
}

impl Passage {
    /// A stretch of a text, cut into tokens.
    pub(super) fn new(text: &str, span: Span) -> Self {
        Self { span, tokens: super::token::tokens(text, span).iter().map(|token| token.span).collect() }
    }
}

impl Encoded {
    /// The weight 1 spread over the pieces of an actor's mentions; `None` if it has none.
    fn spread(&self, mentions: &[Range<usize>], count: usize) -> Option<Vec<f32>> {
        let mut row = vec![0.0; count];
        for token in mentions.iter().flat_map(Clone::clone) {
            for piece in self.pieces.get(token)?.clone() {
                row[piece] = 1.0;
            }
        }
        let sum: f32 = row.iter().sum();
        if sum == 0.0 {
            return None;
        }
        row.iter_mut().for_each(|weight| *weight /= sum);
        Some(row)
    }

    /// The attention that each token got, by that of its pieces.
    fn looks(&self, attention: NdTensorView<'_, f32, 1>) -> Vec<f32> {
        self.pieces.iter().map(|pieces| pieces.clone().map(|piece| attention[[piece]]).sum()).collect()
    }
}

/// One thread a batch: articles are read at the same time instead, and the same sum is always added up in the same order.
fn alone() -> RunOptions {
    thread_local! {
        static POOL: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
    }
    RunOptions::default().with_thread_pool(Some(POOL.with(Arc::clone)))
}

fn softmax(logits: NdTensorView<'_, f32, 1>) -> [f32; 3] {
    let logits: [f32; 3] = std::array::from_fn(|at| logits[[at]]);
    let most = logits.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let weights = logits.map(|logit| (logit - most).exp());
    let sum: f32 = weights.iter().sum();
    weights.map(|weight| weight / sum)
}

#[cfg(test)]
#[cfg(feature = "model")]
mod tests;
