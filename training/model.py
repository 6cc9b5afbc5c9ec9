"""The joint model: one encoder pass a sentence, from which come actor tags and the stance of every ordered pair.

Encoder: the first six of the twelve layers of all-mpnet-base-v2 (MPNet: Song et al. 2020, arXiv 2004.09297, with its
relative position bias), word embeddings frozen; five rows added to the input carry letter case.
Pair head: source and target are the mean of the token states of their mentions; a pair's own attention (eight heads, query
from the pair, keys and values from the sentence) gathers the words between and around them, in the spirit of localized
context pooling (ATLOP, Zhou et al. 2021, section 3.3).
"""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors import safe_open

from sentences import MODALITIES, STANCES, TAGS

H, HEADS, SHAPES = 768, 12, 5
PAIR, PAIR_HEADS = 512, 8


class Layer(nn.Module):
    NAMES = dict(q="attention.attn.q", k="attention.attn.k", v="attention.attn.v", o="attention.attn.o",
                 ln1="attention.LayerNorm", f1="intermediate.dense", f2="output.dense", ln2="output.LayerNorm")

    def __init__(self, inner=4 * H):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(H, H) for _ in range(4))
        self.ln1, self.ln2 = nn.LayerNorm(H, eps=1e-5), nn.LayerNorm(H, eps=1e-5)
        self.f1, self.f2, self.drop = nn.Linear(H, inner), nn.Linear(inner, H), nn.Dropout(0.1)

    def keep(self, channels, mean=None):
        """Goes on with some of the inner channels of the feed-forward part only; `mean`, what every channel carries on
        average, is added for the others."""
        old1, old2 = self.f1, self.f2
        self.f1, self.f2 = nn.Linear(H, len(channels)), nn.Linear(len(channels), H)
        with torch.no_grad():
            self.f1.weight.copy_(old1.weight[channels])
            self.f1.bias.copy_(old1.bias[channels])
            self.f2.weight.copy_(old2.weight[:, channels])
            self.f2.bias.copy_(old2.bias)
            if mean is not None:
                self.f2.bias += old2.weight @ mean - self.f2.weight @ mean[channels]

    def forward(self, x, bias):
        b, t, _ = x.shape
        split = lambda y: y.view(b, t, HEADS, H // HEADS).transpose(1, 2)
        scores = split(self.q(x)) @ split(self.k(x)).transpose(2, 3) / math.sqrt(H // HEADS) + bias
        a = scores.softmax(-1) @ split(self.v(x))
        x = self.ln1(x + self.drop(self.o(a.transpose(1, 2).reshape(b, t, H))))
        return self.ln2(x + self.drop(self.f2(F.gelu(self.f1(x)))))


def buckets(relative, count=32, furthest=128):
    """Relative position buckets of T5 and MPNet (Raffel et al. 2020, section 2.1)."""
    n = -relative
    count //= 2
    out = (n < 0).long() * count
    n = n.abs()
    exact = count // 2
    far = exact + (torch.log(n.float().clamp(min=1) / exact) / math.log(furthest / exact) * (count - exact)).long()
    return out + torch.where(n < exact, n, far.clamp(max=count - 1))


class Encoder(nn.Module):
    def __init__(self, layers=6, weights=None):
        super().__init__()
        self.words, self.positions = nn.Embedding(30527, H, padding_idx=1), nn.Embedding(514, H)
        self.shapes, self.relative = nn.Embedding(SHAPES, H), nn.Embedding(32, HEADS)
        self.norm, self.drop = nn.LayerNorm(H, eps=1e-5), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        nn.init.zeros_(self.shapes.weight)
        if weights:
            names = {"words.weight": "embeddings.word_embeddings.weight", "positions.weight": "embeddings.position_embeddings.weight",
                     "norm.weight": "embeddings.LayerNorm.weight", "norm.bias": "embeddings.LayerNorm.bias",
                     "relative.weight": "encoder.relative_attention_bias.weight"}
            for i in range(layers):
                for ours, theirs in Layer.NAMES.items():
                    for w in ("weight", "bias"):
                        names[f"layers.{i}.{ours}.{w}"] = f"encoder.layer.{i}.{theirs}.{w}"
            with safe_open(weights, "pt") as f:
                prefix = "" if "embeddings.word_embeddings.weight" in f.keys() else "mpnet."
                state = {ours: f.get_tensor(prefix + theirs) for ours, theirs in names.items()}
            missing, unknown = self.load_state_dict(state, strict=False)
            assert missing == ["shapes.weight"] and not unknown, (missing, unknown)
        for p in (self.words.weight, self.positions.weight):
            p.requires_grad_(False)

    def forward(self, ids, shapes, mask):
        """ids, shapes (B, T) long, mask (B, T) float -> states (B, T, H)."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.positions(at + 2)[None] + self.shapes(shapes)))
        bias = self.relative(buckets(at[None] - at[:, None])).permute(2, 0, 1)[None]
        bias = bias + ((1.0 - mask) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias.to(x.dtype))
        return x


class Pairs(nn.Module):
    """Stance and modality of ordered pairs."""

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value = nn.Linear(2 * H, PAIR), nn.Linear(H, PAIR), nn.Linear(H, PAIR)
        self.join = nn.Linear(5 * H + PAIR, PAIR)
        self.stance, self.modality, self.sentiment = nn.Linear(PAIR, 3), nn.Linear(PAIR, 3), nn.Linear(PAIR, 3)
        self.drop = nn.Dropout(0.15)

    def forward(self, states, row, source, target, mask):
        """states (B, T, H), mask (B, T); row (P,) the sentence of each pair, source and target (P, H)
        -> trunk (P, PAIR), attention (P, T)."""
        width = PAIR // PAIR_HEADS
        heads = lambda y: y.unflatten(-1, (PAIR_HEADS, width)).transpose(1, 2)
        query = self.query(torch.cat([source, target], -1)).unflatten(-1, (PAIR_HEADS, width))[:, :, None]
        scores = query @ heads(self.key(states)).transpose(2, 3)[row] / math.sqrt(width)
        attention = (scores + ((1.0 - mask) * -1e4)[row, None, None, :]).softmax(-1)  # P, heads, 1, T
        context = (attention @ heads(self.value(states))[row]).flatten(1)
        z = torch.cat([source, target, source * target, (source - target).abs(), states[row, 0], context], -1)
        return self.drop(F.gelu(self.join(self.drop(z)))), attention[:, :, 0].mean(1)

    def of_one(self, h, source, target):
        """The same for pairs of one sentence, without dropout: h (T, H) -> trunk (P, PAIR), attention (P, T)."""
        width = PAIR // PAIR_HEADS
        query = self.query(torch.cat([source, target], -1)).reshape(-1, PAIR_HEADS, width).transpose(0, 1)
        key = self.key(h).reshape(-1, PAIR_HEADS, width).permute(1, 2, 0)
        value = self.value(h).reshape(-1, PAIR_HEADS, width).transpose(0, 1)
        attention = (query @ key / math.sqrt(width)).softmax(-1)  # heads, P, T
        context = (attention @ value).transpose(0, 1).reshape(-1, PAIR)
        z = torch.cat([source, target, source * target, (source - target).abs(), h[:1].expand(source.shape[0], -1), context], -1)
        return F.gelu(self.join(z)), attention.mean(0)


class Reader(nn.Module):
    def __init__(self, layers=6, weights=None):
        super().__init__()
        self.encoder, self.pairs = Encoder(layers, weights), Pairs()
        self.tags, self.drop = nn.Linear(H, len(TAGS)), nn.Dropout(0.1)

    def resume(self, path):
        """Takes the weights that `trained` left, however many inner channels they have."""
        state = torch.load(path)
        for n, layer in enumerate(self.encoder.layers):
            inner = state[f"encoder.layers.{n}.f1.weight"].shape[0]
            if inner != layer.f1.out_features:
                layer.keep(list(range(inner)))
        self.load_state_dict(state, strict=False)

    @torch.no_grad()
    def narrow(self, inner, batches):
        """Keeps in every layer the `inner` channels that tell most apart (spread of the activation times norm
        of its weights), on some batches of sentences.collate (structured pruning by activation; cf. Sanh et al. 2020, arXiv 2005.07683)."""
        layers = self.encoder.layers
        mean = [torch.zeros(layer.f1.out_features) for layer in layers]
        square = [torch.zeros(layer.f1.out_features) for layer in layers]

        def look(n, mask, y):
            y = F.gelu(y)[mask > 0]
            mean[n] += y.mean(0) / len(batches)
            square[n] += (y**2).mean(0) / len(batches)

        self.eval()
        for b in batches:
            hooks = [
                layer.f1.register_forward_hook(lambda _, __, y, n=n: look(n, b["mask"], y)) for n, layer in enumerate(layers)
            ]
            self.encoder(b["ids"], b["shapes"], b["mask"])
            for hook in hooks:
                hook.remove()
        for layer, m, s in zip(layers, mean, square):
            spread = (s - m**2).clamp(min=0).sqrt()
            layer.keep((spread * layer.f2.weight.norm(dim=0)).topk(inner).indices.sort().values, m)

    def forward(self, b):
        """A batch of sentences.collate -> logits: tags (B, T, 13), stance (P, 3), modality (P, 3), sentiment (P, 3)."""
        states = self.encoder(b["ids"], b["shapes"], b["mask"])
        tags = self.tags(self.drop(states))
        actors = (b["actor"].to(states.dtype)[:, None] @ states[b["row"]])[:, 0]
        trunk, _ = self.pairs(states, b["row"][b["source"]], actors[b["source"]], actors[b["target"]], b["mask"])
        return tags.float(), self.pairs.stance(trunk).float(), self.pairs.modality(trunk).float(), self.pairs.sentiment(trunk).float()


def trained(state):
    """What training changed: everything but the frozen embeddings."""
    return {k: v for k, v in state.items() if not k.startswith(("encoder.words", "encoder.positions"))}
