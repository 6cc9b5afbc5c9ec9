"""Writes the trained reader as two ONNX files with 8-bit weights: export.py --data DATA --encoder DIR --model FILE --out DIR

encoder.onnx: ids, shapes (B, T), mask (B, T) with 1 for word pieces and 0 for padding
-> states (B, T, 768), tags (B, T, 13) probabilities.
pairs.onnx: states (1, T, 768), source, target (P, T), which spread the weight 1 over the tokens of an actor's mentions
-> stance (P, 3) and modality (P, 3) logits, attention (P, T).

Matrices are quantised per output channel, activations when they are met (onnxruntime's dynamic quantisation). Word
embeddings are quantised here, one scale a word, which costs less than the one scale a table of onnxruntime. A few hidden
channels of the feed-forward layers carry values far beyond those of the others and would leave those with few levels; they
are multiplied apart, in 32 bits (LLM.int8: Dettmers et al. 2022, section 3.2). Which they are is seen on sentences of DATA."""
import argparse
import os
import random
import shutil
import tempfile

import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic

from model import Reader, buckets
from sentences import MAX_TOKENS, Encoding, load, load_tokenizer


# Channels of each feed-forward layer that are multiplied apart.
APART = 64


@torch.no_grad()
def peaks(reader, data, encoder, count=300):
    """The greatest magnitude of every hidden channel of every feed-forward layer, on some sentences that were trained on."""
    tokenizer = load_tokenizer(encoder)
    texts = sorted({s[0] for _, held, s in load(data) if not held})
    out = [torch.zeros(layer.f1.out_features) for layer in reader.encoder.layers]
    hooks = [
        layer.f1.register_forward_hook(lambda _, __, y, n=n: out[n].copy_(torch.maximum(out[n], F.gelu(y).abs().flatten(0, -2).amax(0))))
        for n, layer in enumerate(reader.encoder.layers)
    ]
    for text in random.Random(0).sample(texts, count):
        e = Encoding(tokenizer, text)
        reader.encoder(torch.tensor([e.ids]), torch.tensor([e.shapes]), torch.ones(1, len(e.ids)))
    for hook in hooks:
        hook.remove()
    return out


class Apart(nn.Module):
    """A linear layer whose inputs of some channels are multiplied apart."""

    def __init__(self, linear, channels):
        super().__init__()
        weight = linear.weight.detach().T.clone()
        self.register_buffer("channels", channels)
        self.register_buffer("keep", torch.ones(weight.shape[0]).index_fill(0, channels, 0.0))
        self.register_buffer("apart", weight[channels].clone())
        weight[channels] = 0
        self.register_buffer("rest", weight)
        self.bias = linear.bias

    def forward(self, x):
        return (x * self.keep) @ self.rest + x[..., self.channels] @ self.apart + self.bias


class EncoderToRun(nn.Module):
    """The encoder without dropout, with the position bias as a table and words quantised."""

    def __init__(self, reader, quantise):
        super().__init__()
        self.encoder, self.tags = reader.encoder, reader.tags
        at = torch.arange(MAX_TOKENS)
        self.register_buffer("bias", reader.encoder.relative(buckets(at[None] - at[:, None])).permute(2, 0, 1)[None].detach().clone())
        words = reader.encoder.words.weight.detach()
        self.quantise = quantise
        if quantise:
            scale = words.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
            self.register_buffer("scale", scale)
            self.register_buffer("table", (words / scale).round().to(torch.int8))

    def forward(self, ids, shapes, mask):
        e, n = self.encoder, ids.shape[1]
        words = self.table[ids].float() * self.scale[ids] if self.quantise else e.words(ids)
        x = e.norm(words + e.positions.weight[2 : 2 + n][None] + e.shapes(shapes))
        bias = self.bias[:, :, :n, :n] + ((mask - 1.0) * 1e4)[:, None, None, :]
        for layer in e.layers:
            x = layer(x, bias)
        return x, self.tags(x).softmax(-1)


class PairsOfOne(nn.Module):
    def __init__(self, reader):
        super().__init__()
        self.pairs = reader.pairs

    def forward(self, states, source, target):
        p, h = self.pairs, states[0]
        trunk, attention = p.of_one(h, source @ h, target @ h)
        return p.stance(trunk), p.modality(trunk), attention


def export(reader, out, highest=None):
    """highest: what `peaks` saw, to quantise with; without it the files keep 32 bits."""
    reader.eval()
    quantise = highest is not None
    os.makedirs(out, exist_ok=True)
    for layer, peak in zip(reader.encoder.layers, highest or []):
        layer.f2 = Apart(layer.f2, peak.topk(APART).indices.sort().values)
    ids = torch.tensor([[0, 2000, 2001, 2002, 2003, 2]])
    ids = ids.repeat(2, 1)
    shapes, mask = torch.ones_like(ids), torch.ones(2, 6)
    states = torch.zeros(1, 6, 768)
    weight = torch.full((2, 6), 1 / 6)
    with tempfile.TemporaryDirectory() as tmp:
        for name, module, inputs, names, outs, axes in (
            ("encoder", EncoderToRun(reader, quantise), (ids, shapes, mask), ["ids", "shapes", "mask"], ["states", "tags"],
             {k: {0: "B", 1: "T"} for k in ("ids", "shapes", "mask", "states", "tags")}),
            ("pairs", PairsOfOne(reader), (states, weight, weight), ["states", "source", "target"], ["stance", "modality", "attention"],
             {"states": {1: "T"}, "source": {0: "P", 1: "T"}, "target": {0: "P", 1: "T"}, "stance": {0: "P"}, "modality": {0: "P"}, "attention": {0: "P", 1: "T"}}),
        ):
            path = os.path.join(tmp, name + ".onnx")
            torch.onnx.export(module.eval(), inputs, path, input_names=names, output_names=outs, dynamic_axes=axes, opset_version=17, dynamo=False)
            final = os.path.join(out, name + ".onnx")
            if quantise:
                nodes = [n for n in onnx.load(path).graph.node if n.op_type in ("MatMul", "Gemm")]
                apart = [n.name for n in nodes if any(i.endswith("f2.apart") for i in n.input)]
                assert name != "encoder" or len(apart) == len(reader.encoder.layers), [list(n.input) for n in nodes]
                quantize_dynamic(path, final, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"], nodes_to_exclude=apart)
            else:
                shutil.copy(path, final)
            print(final, round(os.path.getsize(final) / 1e6, 1), "MB")


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", required=True)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--model", required=True)
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--out", required=True)
    ap.add_argument("--float", action="store_true", help="32-bit weights, to compare with")
    a = ap.parse_args()
    reader = Reader(a.layers, a.encoder + "/model.safetensors")
    if a.model != "none":
        reader.resume(a.model)
    reader.eval()
    export(reader, a.out, None if a.float else peaks(reader, a.data, a.encoder))
    shutil.copy(a.encoder + "/tokenizer.json", a.out)
