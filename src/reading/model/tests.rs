use super::*;
use crate::reading::token::tokens;

fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}

/// The model's judgement of the actors at some words of a sentence.
fn judge(text: &str, actors: &[&str]) -> Vec<Judgement> {
    let model = Model::shipped().unwrap();
    let tokens = tokens(text, whole(text));
    let (encoded, _) = model.encode(text, Passage::new(text, whole(text))).unwrap();
    let at = |name: &&str| {
        let token = tokens.iter().position(|token| token.text == *name).unwrap();
        std::iter::once(token..token + 1).collect()
    };
    let spans: Vec<Vec<_>> = actors.iter().map(at).collect();
    model.judge(&encoded, &spans)
}

#[test]
fn pairs_have_a_direction() {
    let judged = judge("Egypt supports Haftar, whom Turkey condemned.", &["Egypt", "Haftar", "Turkey"]);
    assert_eq!(judged.len(), 6);
    let stance = |source, target| {
        judged.iter().find(|pair| (pair.source, pair.target) == (source, target)).unwrap().stance
    };
    assert!(stance(0, 1)[1] > 0.5 && stance(2, 1)[2] > 0.5, "{judged:?}");
    assert!(stance(1, 0)[0] > 0.5 && stance(1, 2)[0] > 0.5, "{judged:?}");
}

#[test]
fn every_token_is_looked_at_more_or_less() {
    for pair in judge("Egypt supports Haftar.", &["Egypt", "Haftar"]) {
        assert_eq!(pair.looks.len(), 4);
        assert!(pair.looks.iter().all(|look| *look > 0.0) && pair.looks.iter().sum::<f32>() < 1.0);
    }
}

#[test]
fn what_is_read_on_many_threads_is_read_the_same() {
    let read = || {
        judge("Russia armed Wagner, and Turkey denounced Russia in Ankara.", &["Russia", "Wagner", "Turkey"])
    };
    let one = read();
    let others = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(read)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(others.iter().all(|other| *other == one));
}

#[test]
fn words_beyond_the_longest_are_not_looked_at() {
    let text = "Egypt backed Haftar and ".repeat(100);
    let tokens = tokens(&text, whole(&text));
    let model = Model::shipped().unwrap();
    let (encoded, tags) = model.encode(&text, Passage::new(&text, whole(&text))).unwrap();
    assert_eq!(encoded.states.size(1), LONGEST);
    assert_eq!(tags.actor(tokens.len() - 4..tokens.len() - 3), 0.5);
    let last = tokens.len() - 2;
    let far: Vec<Vec<_>> = [0..1, last..last + 1].map(|span| std::iter::once(span).collect()).into();
    assert!(model.judge(&encoded, &far).is_empty());
}

#[test]
fn a_crowd_is_not_judged_pair_by_pair() {
    let text = "Egypt, ".repeat(40);
    let model = Model::shipped().unwrap();
    let (encoded, _) = model.encode(&text, Passage::new(&text, whole(&text))).unwrap();
    let actors: Vec<Vec<_>> =
        (0..40).map(|actor| std::iter::once(actor * 2..actor * 2 + 1).collect()).collect();
    assert_eq!(model.judge(&encoded, &actors).len(), CROWD * (CROWD - 1));
}

/// Whatever is wrong with the files, loading them tells, and does not crash.
#[test]
fn damaged_files_are_refused() {
    let weights = SHIPPED.unwrap();
    let leaked = |bytes: Vec<u8>| -> &'static [u8] { Box::leak(bytes.into_boxed_slice()) };
    let half = |bytes: &[u8]| leaked(bytes[..bytes.len() / 2].to_vec());
    let cases = [
        ("encoder.onnx", Weights { encoder: half(weights.encoder), ..weights }),
        ("encoder.onnx", Weights { encoder: b"", ..weights }),
        ("pairs.onnx", Weights { pairs: half(weights.pairs), ..weights }),
        ("pairs.onnx", Weights { pairs: weights.tokenizer, ..weights }),
        ("tokenizer.json", Weights { tokenizer: b"{}", ..weights }),
        ("blend.json", Weights { blend: b"{\"stated\": 1}", ..weights }),
        ("damaged", Weights { encoder: weights.pairs, ..weights }),
        ("damaged", Weights { encoder: leaked(garbled(weights.encoder)), ..weights }),
    ];
    for (named, weights) in cases {
        let told = Model::load(weights).unwrap_err();
        assert!(told.contains(named), "{named}: {told}");
    }
}

/// The file with every weight of its second half overwritten.
fn garbled(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let (from, to) = (bytes.len() / 2, bytes.len() * 9 / 10);
    bytes[from..to].fill(0x55);
    bytes
}
