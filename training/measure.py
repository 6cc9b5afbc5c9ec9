"""What the model gets right on held-out sentences: measure.py --data DIR --encoder DIR --model FILE

Stance is asked on ordered pairs with gold spans; actor spans are exact; DSE's valid rows are mapped to its five classes."""
import argparse
import collections

import numpy as np
import torch

from model import Reader
from sentences import KINDS, collate, load, load_dse, load_tokenizer, prepare, prepare_dse


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def spans(tags):
    """Tag ids -> {(first, last + 1, kind)}; a stray `inside` begins a span."""
    out, start, kind = set(), None, None
    for i, t in enumerate(list(tags) + [0]):
        inside = t and t % 2 == 0
        if start is not None and not inside:
            out.add((start, i, kind))
            start = None
        if t and (not inside or start is None):
            start, kind = i, (t - 1) // 2
    return out


@torch.no_grad()
def predict(model, items, size=32):
    """For each item (tags, stance probabilities, modality ids, sentiment probabilities), pairs in the item's order."""
    model.eval()
    out = [None] * len(items)
    order = sorted(range(len(items)), key=lambda i: len(items[i]["ids"]))
    for k in range(0, len(order), size):
        part = order[k : k + size]
        tags, stance, modality, sentiment = model(collate([items[i] for i in part]))
        at = 0
        for n, i in enumerate(part):
            to = at + len(items[i]["pairs"])
            t = tags[n, : len(items[i]["ids"])].argmax(-1).tolist()
            t[0] = t[-1] = 0
            out[i] = (t, stance[at:to].softmax(-1).numpy(), modality[at:to].argmax(-1).tolist(), sentiment[at:to].softmax(-1).numpy())
            at = to
    return out


def stance_scores(gold, prob, cut):
    """gold: sets of stances; prob (N, 3); a pair has a stance where 1 - P(none) is over the cut -> {stance: (P, R, F1)}"""
    said = np.where(1 - prob[:, 0] > cut, 1 + prob[:, 1:].argmax(-1), 0)
    out = {}
    for s in (1, 2):
        hit = sum(s in g for g, p in zip(gold, said) if p == s)
        p, r = hit / max(1, (said == s).sum()), hit / max(1, sum(s in g for g in gold))
        out[s] = (p, r, f1(p, r))
    return out


def report(model, tokenizer, labelled, title, cut=0.5):
    held = collections.defaultdict(list)
    for name, is_held, s in labelled:
        if is_held:
            held[name].append(prepare(tokenizer, s))
    groups = dict(held)
    groups["all"] = [x for xs in held.values() for x in xs]
    groups["real"] = [x for n, xs in held.items() if n in ("wikinews", "wn", "dse", "cr", "passages") for x in xs]
    groups["s1-s5"] = [x for n, xs in held.items() if n in ("s1", "s2", "s3", "s4", "s5") for x in xs]
    answers = {id(x): a for x, a in zip(groups["all"], predict(model, groups["all"]))}
    for name in sorted(groups):
        items = groups[name]
        gold = [set(v) for x in items for v in x["pairs"].values()]
        prob = np.concatenate([answers[id(x)][1] for x in items if x["pairs"]] or [np.zeros((0, 3))])
        scores = stance_scores(gold, prob, cut)
        macro = (scores[1][2] + scores[2][2]) / 2
        best = max(((lambda s: (s[1][2] + s[2][2]) / 2)(stance_scores(gold, prob, c)), c) for c in np.arange(0.1, 0.9, 0.05))
        c = collections.Counter()
        for x in items:
            g, w = spans([max(t, 0) for t in x["tags"]]), spans(answers[id(x)][0])
            c.update(g=len(g), w=len(w), typed=len(g & w), untyped=len({s[:2] for s in g} & {s[:2] for s in w}))
        tag = lambda k: f1(c[k] / max(1, c["w"]), c[k] / max(1, c["g"]))
        modality = [(m, next(iter(v.values()))) for x in items for m, v in zip(answers[id(x)][2], x["pairs"].values()) if v]
        print(f"{title} {name:9} n {len(items):4} | backs P {scores[1][0]:.3f} R {scores[1][1]:.3f} F {scores[1][2]:.3f} | opposes P {scores[2][0]:.3f} "
              f"R {scores[2][1]:.3f} F {scores[2][2]:.3f} | macro {macro:.3f} | best cut {best[1]:.2f} {best[0]:.3f} | spans F {tag('untyped'):.3f} typed {tag('typed'):.3f} "
              f"| modality {sum(a == b for a, b in modality) / max(1, len(modality)):.3f}", flush=True)


def report_dse(model, tokenizer, rows):
    items = [prepare_dse(tokenizer, r) for r in rows]
    ok = [i for i, x in enumerate(items) if x]
    answers = predict(model, [items[i] for i in ok])
    for head, at in (("sentiment", 3), ("stance", 1)):
        gold, said = [r[2] for r in rows], [0] * len(rows)
        for i, answer in zip(ok, answers):
            (n1, p1, o1), (n2, p2, o2) = answer[at]
            v = [n1 * n2, p1 * n2, p2 * n1, o1 * n2, o2 * n1]
            said[i] = int(np.argmax(v))
        f = []
        for c in range(5):
            hit = sum(g == s == c for g, s in zip(gold, said))
            f.append(f1(hit / max(1, said.count(c)), hit / max(1, gold.count(c))))
        print(f"DSE valid, {head} head: macro-F1 {np.mean(f):.3f}, micro-F1 {sum(g == s for g, s in zip(gold, said)) / len(gold):.3f}, by class", [round(x, 3) for x in f])


def bracketed(sentence):
    """A sentence in the format of the labelled files."""
    text, mentions, relations = sentence
    out, last = "", 0
    for start, end, actor, kind in sorted(mentions):
        out += f"{text[last:start]}[{text[start:end]}]{{{actor}:{kind}}}"
        last = end
    marks = " ".join(f"{i}>{j}{'+' if s == 1 else '-'}{['', '?', '!'][m]}" for (i, j), told in relations.items() for s, m in told.items())
    return f"{out}{text[last:]}\t{marks}"


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", required=True)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--model", required=True)
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--write", help="only write the held-out sentences, bracketed, to this file")
    a = ap.parse_args()
    if a.write:
        with open(a.write, "w", encoding="utf-8") as out:
            out.writelines(bracketed(s) + "\n" for _, held, s in load(a.data) if held and "[" not in s[0])
        raise SystemExit
    tokenizer = load_tokenizer(a.encoder)
    model = Reader(a.layers, a.encoder + "/model.safetensors")
    model.resume(a.model)
    report(model, tokenizer, load(a.data), "held out")
    report_dse(model, tokenizer, load_dse(a.data + "/dse")[1])
