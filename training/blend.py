"""How much the model and the rules count: blend.py DUMP OUT

DUMP is what the ignored test `dump` writes of held-out sentences. Fits a multinomial logistic regression (for each sign:
bias, the model's log odds against none, the rules' word for the sign, their word for the other, and whether no sentence
names both), chooses the likelihood from
which a stance counts as stated, and writes both to OUT for the reader. Prints F1 by five-fold cross-validation over
sentences' pairs, beside rules and model alone, and how often the confidence is right (reliability)."""
import ast
import json
import sys

import numpy as np
import torch
import torch.nn.functional as F


def load(path):
    gold, model, rules, apart = [], [], [], []
    for line in open(path):
        g, m, backs, opposes, far = line.rstrip("\n").split("\t")
        y = [0.0, float("+" in g), float("-" in g)]
        y[0] = float(sum(y) == 0)
        gold.append([v / sum(y) for v in y])
        model.append(ast.literal_eval(m))
        rules.append([float(backs), float(opposes)])
        apart.append(float(far))
    return np.array(gold), np.clip(np.array(model), 1e-4, None), np.array(rules), np.array(apart)


def features(model, rules, apart):
    odds = np.log(model[:, 1:] / model[:, :1])
    return torch.tensor(np.stack([np.ones_like(odds), odds, rules, rules[:, ::-1], np.stack([apart, apart], -1)], -1), dtype=torch.float64)  # N, sign, 5


def fit(x, y):
    w = torch.tensor([[-0.4, 0.8, 2.0, -1.0, 0.0]] * 2, dtype=torch.float64, requires_grad=True)
    y = torch.tensor(y)
    step = torch.optim.LBFGS([w], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        step.zero_grad()
        z = torch.cat([torch.zeros(len(x), 1, dtype=x.dtype), (x * w).sum(-1)], 1)
        loss = F.cross_entropy(z, y) + 1e-4 * (w**2).sum()
        loss.backward()
        return loss

    step.step(closure)
    return w.detach()


def likelihoods(x, w):
    return torch.cat([torch.zeros(len(x), 1, dtype=x.dtype), (x * w).sum(-1)], 1).softmax(-1).numpy()


def scores(said, y):
    out = []
    for s in (0, 1):
        hit = (said[:, s] & (y[:, 1 + s] > 0)).sum()
        p, r = hit / max(1, said[:, s].sum()), hit / max(1, (y[:, 1 + s] > 0).sum())
        out.append((p, r, 2 * p * r / max(1e-9, p + r)))
    return out


def show(title, said, y):
    (bp, br, bf), (op, orr, of) = scores(said, y)
    print(f"{title:24} backs P {bp:.3f} R {br:.3f} F {bf:.3f} | opposes P {op:.3f} R {orr:.3f} F {of:.3f} | macro {(bf + of) / 2:.3f}")
    return (bf + of) / 2


def main():
    dump, out = sys.argv[1:]
    y, model, rules, apart = load(dump)
    x = features(model, rules, apart)
    print(len(y), "pairs")
    show("rules", rules > 0, y)
    if apart.any():
        far = apart > 0
        show("model, cut 0.5, apart", ((1 - model[:, :1] > 0.5) & (model[:, 1:] == model[:, 1:].max(1, keepdims=True)))[far], y[far])
    for cut in (0.5, 0.4, 0.3):
        show(f"model, cut {cut}", (1 - model[:, :1] > cut) & (model[:, 1:] == model[:, 1:].max(1, keepdims=True)), y)
    fold = np.arange(len(y)) * 5 // len(y)
    p = np.zeros((len(y), 3))
    for k in range(5):
        p[fold == k] = likelihoods(x[fold == k], fit(x[fold != k], y[fold != k]))
    tried = [(show(f"both, from {cut:.2f}", p[:, 1:] >= cut, y), cut) for cut in (0.3, 0.35, 0.4, 0.45, 0.5)]
    # The lowest that costs next to nothing: an article's sentences are weighed together afterwards.
    stated = min(cut for score, cut in tried if score >= max(tried)[0] - 0.006)
    for low in np.arange(0, 1, 0.1):
        at = (p[:, 1:] >= low) & (p[:, 1:] < low + 0.1)
        if at.sum():
            print(f"confidence {low:.1f}-{low + 0.1:.1f}: {((y[:, 1:] > 0) & at).sum() / at.sum():.2f} right of {at.sum()}")
    w = fit(x, y)
    json.dump(dict(stated=stated, weights=[[round(float(v), 4) for v in row] for row in w]), open(out, "w"))
    print(open(out).read())


if __name__ == "__main__":
    main()
