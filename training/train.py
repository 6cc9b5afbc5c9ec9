"""Trains the reader: train.py --data DIR --encoder DIR --out FILE [--init FILE] [--epochs N] ...

DIR of --data holds pairs/*.tsv, dse/ and gazetteer/; --encoder holds all-mpnet-base-v2's model.safetensors and tokenizer.json.
Same arguments, same threads, same machine: same weights (the seed is fixed)."""
import argparse
import collections
import random
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import measure
from model import Reader, trained
from sentences import Renamer, batches, collate, load, load_dse, load_tokenizer, passages, prepare, prepare_dse


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", required=True)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--init")
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--narrow", type=int, help="go on with so many inner channels a layer")
    ap.add_argument("--epochs", type=float, default=4)
    ap.add_argument("--dse", type=float, default=0.2, help="rows of DSE a labelled sentence")
    ap.add_argument("--single", type=float, default=1, help="share of the single sentences, not of the passages, that an epoch meets")
    ap.add_argument("--rate", type=float, default=5e-5)
    ap.add_argument("--head-rate", type=float, default=3e-4)
    ap.add_argument("--end-rate", type=float, default=0.0, help="share of the rates that is left at the end")
    ap.add_argument("--size", type=int, default=5000, help="characters a batch")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--stop-after", type=float, default=1e9, help="seconds of training after which the rates are wound down")
    a = ap.parse_args()

    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    rng = random.Random(a.seed)
    tokenizer = load_tokenizer(a.encoder)
    labelled = load(a.data)
    train = [s for _, held, s in labelled if not held]
    of_passages = [s for name, held, s in labelled if not held and name in ("stories", "passages")]
    single = [s for name, held, s in labelled if not held and name not in ("stories", "passages")]
    met = lambda: of_passages + rng.sample(single, int(len(single) * a.single))
    renamer = Renamer(train, a.data + "/gazetteer/factbook_gazetteer.tsv")
    dse = load_dse(a.data + "/dse")[0] if a.dse else []
    # Most rows of DSE are neutral; as many of them as of the others are enough.
    told = [r for r in dse if r[2]]
    dse = told + rng.sample([r for r in dse if not r[2]], min(len(told), len(dse) - len(told)))
    print(f"{len(train)} sentences, {len(labelled) - len(train)} held out, {len(dse)} rows of DSE", flush=True)

    model = Reader(a.layers, a.encoder + "/model.safetensors")
    if a.init:
        model.resume(a.init)
    if a.narrow:
        some = [prepare(tokenizer, s) for s in rng.sample(train, 320)]
        model.narrow(a.narrow, [collate(some[i : i + 16]) for i in range(0, len(some), 16)])
    encoder = [p for n, p in model.encoder.named_parameters() if p.requires_grad and n != "shapes.weight"]
    heads = [*model.pairs.parameters(), *model.tags.parameters(), model.encoder.shapes.weight]
    optimizer = torch.optim.AdamW([dict(params=encoder, base=a.rate), dict(params=heads, base=a.head_rate)], weight_decay=0.01, fused=True)
    modality_weight = torch.tensor([1.0, 2.0, 2.0])

    count = int(len(met()) * a.dse)
    plan_of = lambda rows, length: [(rows, b) for b in batches([length(r) for r in rows], a.size, rng)]
    steps_an_epoch = len(plan_of(passages(met(), rng), lambda s: len(s[0]))) + len(plan_of(dse[:count], lambda r: len(r[0])))
    total, step, started, sums, seen = int(a.epochs * steps_an_epoch), 0, time.time(), collections.Counter(), 0
    while step < total:
        some = rng.sample(dse, min(count, len(dse)))
        texts = passages(met(), rng)
        plan = plan_of(texts, lambda s: len(s[0])) + plan_of(some, lambda r: len(r[0]))
        rng.shuffle(plan)
        for rows, batch in plan:
            done = max(step / total, (time.time() - started) / a.stop_after)
            if done >= 1:
                total = step
                break
            for g in optimizer.param_groups:
                g["lr"] = g["base"] * min(1, (step + 1) / 60) * (a.end_rate + (1 - a.end_rate) * (1 - done))
            model.train()
            hide = 0.25 if rng.random() < 0.4 else 0.0
            if rows is texts:
                items = [prepare(tokenizer, texts[i], rng, hide, renamer) for i in batch]
            else:
                items = [x for x in (prepare_dse(tokenizer, some[i], rng, hide) for i in batch) if x]
            b = collate(items)
            tags, stance, modality, sentiment = model(b)
            loss = torch.zeros(())
            if rows is texts:
                loss = loss + F.cross_entropy(tags.flatten(0, 1), b["tags"].flatten(), ignore_index=-100)
                if len(stance):
                    told = F.cross_entropy(stance, b["stance"])
                    loss = loss + 1.5 * told
                    sums["stance"] += told.item()
                    if (b["modality"] >= 0).any():
                        loss = loss + 0.5 * F.cross_entropy(modality, b["modality"], modality_weight, ignore_index=-100)
            elif len(sentiment):
                loss = loss + F.cross_entropy(sentiment, b["stance"])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(encoder + heads, 1.0)
            optimizer.step()
            step += 1
            seen += 1
            sums["all"] += loss.item()
            if seen == 50:
                at = time.time() - started
                print(f"step {step}/{total} epoch {step / steps_an_epoch:.2f} {at:.0f}s {step / at:.2f}/s", {k: round(v / seen, 3) for k, v in sums.items()}, flush=True)
                sums.clear()
                seen = 0
        torch.save(trained(model.state_dict()), a.out)
        measure.report(model, tokenizer, labelled, f"epoch {step / steps_an_epoch:.1f}")
    print("trained", round(time.time() - started), "s")


if __name__ == "__main__":
    main()
