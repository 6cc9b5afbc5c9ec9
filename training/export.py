"""Writes the trained reader as two ONNX files with 8-bit weights: export.py --encoder DIR --model FILE --out DIR

encoder.onnx: ids, shapes (1, T) -> states (1, T, 768), tags (1, T, 13) probabilities.
pairs.onnx: states (1, T, 768), source, target (P, T), which spread the weight 1 over the tokens of an actor's mentions
-> stance (P, 3) and modality (P, 3) logits, attention (P, T).

Matrices are quantised per output channel, activations when they are met (onnxruntime's dynamic quantisation). Word
embeddings are quantised here, one scale a word, which costs less than the one scale a table of onnxruntime."""
import argparse
import os
import shutil
import tempfile

import torch
import torch.nn as nn
from onnxruntime.quantization import QuantType, quantize_dynamic

from model import Reader, buckets
from sentences import MAX_TOKENS


class EncoderOfOne(nn.Module):
    """The encoder for one sentence: no padding, no mask, and the position bias as a table."""

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

    def forward(self, ids, shapes):
        e, n = self.encoder, ids.shape[1]
        words = self.table[ids].float() * self.scale[ids] if self.quantise else e.words(ids)
        x = e.norm(words + e.positions.weight[2 : 2 + n][None] + e.shapes(shapes))
        bias = self.bias[:, :, :n, :n]
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


def export(reader, out, quantise=True):
    reader.eval()
    os.makedirs(out, exist_ok=True)
    ids = torch.tensor([[0, 2000, 2001, 2002, 2003, 2]])
    shapes = torch.ones_like(ids)
    states = torch.zeros(1, 6, 768)
    weight = torch.full((2, 6), 1 / 6)
    with tempfile.TemporaryDirectory() as tmp:
        for name, module, inputs, names, outs, axes in (
            ("encoder", EncoderOfOne(reader, quantise), (ids, shapes), ["ids", "shapes"], ["states", "tags"], {k: {1: "T"} for k in ("ids", "shapes", "states", "tags")}),
            ("pairs", PairsOfOne(reader), (states, weight, weight), ["states", "source", "target"], ["stance", "modality", "attention"],
             {"states": {1: "T"}, "source": {0: "P", 1: "T"}, "target": {0: "P", 1: "T"}, "stance": {0: "P"}, "modality": {0: "P"}, "attention": {0: "P", 1: "T"}}),
        ):
            path = os.path.join(tmp, name + ".onnx")
            torch.onnx.export(module.eval(), inputs, path, input_names=names, output_names=outs, dynamic_axes=axes, opset_version=17, dynamo=False)
            final = os.path.join(out, name + ".onnx")
            if quantise:
                quantize_dynamic(path, final, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"])
            else:
                shutil.copy(path, final)
            print(final, round(os.path.getsize(final) / 1e6, 1), "MB")


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--model", required=True)
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--out", required=True)
    ap.add_argument("--float", action="store_true", help="32-bit weights, to compare with")
    a = ap.parse_args()
    reader = Reader(a.layers, a.encoder + "/model.safetensors")
    if a.model != "none":
        reader.load_state_dict(torch.load(a.model), strict=False)
    export(reader, a.out, not a.float)
    shutil.copy(a.encoder + "/tokenizer.json", a.out)
