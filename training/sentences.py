"""Labelled sentences: reading, splitting into train and held-out, tokenising, augmenting, batching.

A sentence is `(text, mentions, relations)`: mentions are (start, end, actor, kind) in characters, relations map an
ordered pair of actors (i, j) to {stance: modality}, stance 1 backs or 2 opposes, modality 0 asserted, 1 hedged, 2 negated.
"""
import collections
import hashlib
import os
import re

import torch
from tokenizers import Tokenizer

KINDS = ["state", "person", "org", "armed", "party", "bloc"]
TAGS = ["O"] + [f"{p}-{k}" for k in KINDS for p in "BI"]  # tag 1 + 2k begins kind k, 2 + 2k goes on
STANCES = ["none", "backs", "opposes"]
MODALITIES = ["asserted", "hedged", "negated"]
MAX_TOKENS = 192
IGNORE = -100

MENTION = re.compile(r"\[([^\[\]{}]+)\]\{(\d+):(state|person|org|armed|party|bloc)\}")
RELATION = re.compile(r"^(\d+)>(\d+)([+-])(\?)?(!)?(?:@(\d+))?$")


def parse(text, relations):
    """The bracketed format of the labelled files -> a sentence."""
    plain, mentions, last = "", [], 0
    for m in MENTION.finditer(text):
        plain += text[last : m.start()]
        mentions.append((len(plain), len(plain) + len(m[1]), int(m[2]), m[3]))
        plain += m[1]
        last = m.end()
    plain += text[last:]
    out = collections.defaultdict(dict)
    for r in relations.split():
        m = RELATION.match(r)
        out[int(m[1]), int(m[2])][1 if m[3] == "+" else 2] = 2 if m[5] else 1 if m[4] else 0
    return plain, mentions, dict(out)


def is_held_out(key):
    """12 % of all keys, fixed for ever by their hash."""
    return int(hashlib.md5(key.encode()).hexdigest(), 16) % 100 < 12


def load(data):
    """All labelled sentences -> [(set name, held out, sentence)]: data/pairs, sentences/ beside this file, which were
    written for it, and labels/, which are of texts in `data`.

    What belongs together is held out together: sentences of one source or story (the third field of a line), neighbouring
    lines of an article (blocks of 20), or near variants of a sentence (blocks of 10 in s5)."""
    import standoff

    out, here = [], os.path.dirname(os.path.abspath(__file__))
    for folder in (os.path.join(data, "pairs"), os.path.join(here, "sentences")):
        for name in sorted(n for n in os.listdir(folder) if n.endswith(".tsv")):
            stem = name[:-4]
            for n, line in enumerate(open(os.path.join(folder, name), encoding="utf-8")):
                if line.strip():
                    text, relations, *story = line.rstrip("\n").split("\t") + [""] * (line.count("\t") < 1)
                    sentence = parse(text, relations)
                    key = {"s5": f"s5.tsv{n // 10}", "wikinews": f"wikinews{n // 20}"}.get(stem, sentence[0])
                    out.append((stem, is_held_out(f"{stem} {story[0]}" if story else key), sentence))
    for name in sorted(os.listdir(os.path.join(here, "labels"))):
        for source, sentence in standoff.read(data, os.path.join(here, "labels", name)):
            out.append(("passages" if name == "passages.tsv" else source.split(":")[0], is_held_out(source), sentence))
    return out


def dse_text(s):
    """The text field of a row of DSE -> (text without its brackets, [span of A, span of B])."""
    if s.startswith('"') and s.endswith('"') and len(s) > 2:
        s = s[1:-1].replace('""', '"')
    i = s.index("[")
    j = s.index("]", i)
    k = s.index("[", j)
    l = s.index("]", k)
    return s[:i] + s[i + 1 : j] + s[j + 1 : k] + s[k + 1 : l] + s[l + 1 :], [(i, j - 1), (k - 2, l - 3)]


def load_dse(folder):
    """Park, Pan and Joo 2021 -> (train, valid) of (text, [span of A, span of B], label 0..4), without sentences in both."""

    def read(split):
        for line in open(os.path.join(folder, split + ".txt"), encoding="utf-8"):
            fields = line.rstrip("\n").split("\t")
            yield *dse_text(fields[0]), int(fields[3])

    key = lambda t: re.sub(r"\W+", " ", t.lower()).strip()
    train, valid = list(read("train")), list(read("valid"))
    seen, held = {key(t[0]) for t in train}, {key(t[0]) for t in valid}
    return [t for t in train if key(t[0]) not in held], [t for t in valid if key(t[0]) not in seen]


def join(parts):
    """Sentences one after the other as one passage. What bears the same capitalised name in two of them is one actor."""
    text, mentions, relations, actors, fresh = "", [], {}, {}, 0
    for part, marks, told in parts:
        text += " " * bool(text)
        own = {}
        for start, end, actor, kind in sorted(marks):
            name = (part[start:end], kind) if part[start:start + 1].isupper() and part[start:end].lower() not in PRONOUNS else None
            if actor not in own and name in actors and actors[name] not in own.values():
                own[actor] = actors[name]
            elif actor not in own:
                fresh += 1
                own[actor] = fresh
            if name:
                actors.setdefault(name, own[actor])
            mentions.append((len(text) + start, len(text) + end, own[actor], kind))
        for (i, j), signs in told.items():
            if i in own and j in own:
                relations.setdefault((own[i], own[j]), {}).update(signs)
        text += part
    return text, mentions, relations


PRONOUNS = {"i", "we", "he", "she", "it", "they", "his", "her", "its", "their", "our", "my", "this", "that", "those", "both", "the"}


# ---------------------------------------------------------------- tokens
WORD = re.compile(r"\w+(?:[.&]\w+)*")


def shapes(text, offsets):
    """Letter case of the word that each token stands in, which an uncased vocabulary throws away:
    1 lower, 2 Capital, 3 ALL CAPS (two letters or more), 4 digits or marks; 0 is for <s> and </s>."""
    of = {}
    for m in WORD.finditer(text):
        letters = [c for c in m[0] if c.isalpha()]
        if not letters:
            shape = 4
        elif len(letters) > 1 and all(c.isupper() for c in letters):
            shape = 3
        else:
            shape = 2 if any(c.isupper() for c in letters) else 1
        for i in range(m.start(), m.end()):
            of[i] = shape
    return [of.get(start, 4) for start, _ in offsets]


def load_tokenizer(encoder):
    """The tokenizer in an encoder's folder, which neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(os.path.join(encoder, "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Encoding:
    """ids, shapes and character offsets of a text's tokens, <s> first and </s> last."""

    def __init__(self, tokenizer, text):
        e = tokenizer.encode(text, add_special_tokens=False)
        ids, offsets = e.ids[: MAX_TOKENS - 2], e.offsets[: MAX_TOKENS - 2]
        self.ids = [0] + ids + [2]
        self.shapes = [0] + shapes(text, offsets) + [0]
        self.offsets = [(-1, -1)] + offsets + [(-1, -1)]

    def span(self, start, end):
        """The tokens that cover some characters, as [first, last + 1), or None."""
        at = [i for i, (x, y) in enumerate(self.offsets) if y > start and x < end and y > x]
        return (at[0], at[-1] + 1) if at else None


def prepare(tokenizer, sentence, rng=None, hide=0.0, renamer=None):
    """A sentence as model input. hide: chance that an actor's tokens are masked, so that stance is read from the words
    around names; renamer: swaps actors for others."""
    if renamer and rng.random() < 0.5:
        sentence = renamer.rename(sentence, rng)
    text, mentions, relations = sentence
    e = Encoding(tokenizer, text)
    tags = [IGNORE] + [0] * (len(e.ids) - 2) + [IGNORE]
    actors = collections.OrderedDict()
    for start, end, actor, kind in mentions:
        span = e.span(start, end)
        if span is None:
            continue
        k = KINDS.index(kind)
        tags[span[0]] = 1 + 2 * k
        for i in range(span[0] + 1, span[1]):
            tags[i] = 2 + 2 * k
        actors.setdefault(actor, []).append(span)
    ids = list(e.ids)
    if rng and hide:
        for spans in actors.values():
            if rng.random() < hide:
                for a, b in spans:
                    for i in range(a, b):
                        ids[i], tags[i] = 30526, IGNORE
    order = {a: i for i, a in enumerate(actors)}
    pairs = {(order[a], order[b]): relations.get((a, b), {}) for a in order for b in order if a != b}
    return dict(ids=ids, shapes=e.shapes, tags=tags, actors=list(actors.values()), pairs=pairs, dse=False)


def prepare_dse(tokenizer, row, rng=None, hide=0.0):
    text, spans, label = row
    e = Encoding(tokenizer, text)
    at = [e.span(*s) for s in spans]
    if None in at or at[0] == at[1]:
        return None
    ids = list(e.ids)
    for a, b in at:
        if rng and rng.random() < hide:
            ids[a:b] = [30526] * (b - a)
    pairs = {(0, 1): {1: {1: 0}, 3: {2: 0}}.get(label, {}), (1, 0): {2: {1: 0}, 4: {2: 0}}.get(label, {})}
    return dict(ids=ids, shapes=e.shapes, tags=[IGNORE] * len(ids), actors=[[at[0]], [at[1]]], pairs=pairs, dse=True)


def collate(items):
    """Padded tensors of a batch. Pair p asks for the stance of actor source[p] toward actor target[p], both rows of `actor`
    (N, T), which spreads the weight 1 over the tokens of an actor's mentions."""
    length, size = max(len(x["ids"]) for x in items), len(items)
    ids = torch.full((size, length), 1)
    shape, mask = torch.zeros(size, length, dtype=torch.long), torch.zeros(size, length)
    tags = torch.full((size, length), IGNORE)
    actor, row, source, target, stance, modality, dse = [], [], [], [], [], [], []
    for n, x in enumerate(items):
        k = len(x["ids"])
        ids[n, :k], shape[n, :k], tags[n, :k] = (torch.tensor(x[f]) for f in ("ids", "shapes", "tags"))
        mask[n, :k] = 1
        base = len(actor)
        for spans in x["actors"]:
            w = torch.zeros(length)
            for a, b in spans:
                w[a:b] = 1
            actor.append(w / w.sum())
            row.append(n)
        for (i, j), labels in x["pairs"].items():
            source.append(base + i)
            target.append(base + j)
            y = torch.zeros(3)
            for s in labels or [0]:
                y[s] = 1 / max(1, len(labels))
            stance.append(y)
            modality.append(next(iter(labels.values())) if labels else IGNORE)
            dse.append(x["dse"])
    t = lambda v: torch.tensor(v, dtype=torch.long)
    return dict(
        ids=ids, shapes=shape, mask=mask, tags=tags,
        actor=torch.stack(actor) if actor else torch.zeros(0, length), row=t(row), source=t(source), target=t(target),
        stance=torch.stack(stance) if stance else torch.zeros(0, 3), modality=t(modality),
        dse=torch.tensor(dse, dtype=torch.bool),
    )


def passages(sentences, rng, longest=400):
    """The sentences shuffled, four of ten of them joined to passages of two or three, up to so many characters: the reader
    meets them beside others, too."""
    rest, out = list(sentences), []
    rng.shuffle(rest)
    while rest:
        some = [rest.pop()]
        for _ in range(rng.choices([0, 1, 2], [6, 2, 1])[0]):
            if rest and sum(len(s[0]) for s in some) + len(rest[-1][0]) <= longest:
                some.append(rest.pop())
        out.append(join(some) if len(some) > 1 else some[0])
    return out


def batches(lengths, size, rng):
    """Shuffled batches (lists of indexes) of texts of like length, each of at most `size` characters, padding included."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    out = []
    for start in range(0, len(order), 640):
        batch = []
        for i in sorted(order[start : start + 640], key=lambda i: lengths[i]):
            if batch and lengths[i] * (len(batch) + 1) > size:
                out.append(batch)
                batch = []
            batch.append(i)
        out.append(batch)
    rng.shuffle(out)
    return out


# ---------------------------------------------------------------- renaming
def countries(gazetteer):
    """(name, adjective, capital) of the states of the CIA World Factbook table."""

    def adjective(s):
        s = re.split(r",|;| or ", re.sub(r"\(.*?\)", "", s))[0].strip()
        return s if s and s[0].isupper() and len(s) < 25 else ""

    out = []
    for line in open(gazetteer, encoding="utf-8"):
        c = line.rstrip("\n").split("\t") + [""] * 6
        name = re.sub(r"\s*\(.*?\)", "", c[1] if c[1] != "none" else c[2]).strip()
        if name == "none":
            continue
        if ", " in name:
            a, b = name.split(", ")[:2]
            name = f"{b} {a}"
        capital = re.sub(r"\(.*?\)", "", re.split(r"[;,]", c[5])[0]).strip()
        if name and adjective(c[4]):
            out.append(dict(name=name, adjective=adjective(c[4]), capital=capital))
    return out


class Renamer:
    """Swaps actors for others of their kind and form: states by name, adjective or capital, persons by made-up names,
    the rest by names from other training sentences. A name then tells little of the stance."""

    def __init__(self, sentences, gazetteer):
        self.countries = countries(gazetteer)
        self.form = {c[f].lower(): f for f in ("capital", "adjective", "name") for c in self.countries if c[f]}
        self.form.update(dict.fromkeys(("the united states", "us", "u.s.", "uk", "britain", "the united arab emirates"), "name"))
        self.form.update(dict.fromkeys(("american", "emirati", "british"), "adjective"))
        first, last, pool = set(), set(), collections.defaultdict(set)
        for text, mentions, _ in sentences:
            for a, b, _, kind in mentions:
                w = text[a:b]
                if kind == "person":
                    p = w.split()
                    if 2 <= len(p) <= 3 and all(x[0].isupper() for x in p) and "'" not in w and len(w) < 30:
                        first.add(p[0])
                        last.add(" ".join(p[1:]))
                elif kind != "state":
                    pool[kind, self.look(w)].add(w)
        self.first, self.last = sorted(first), sorted(last)
        self.pool = {k: sorted(v) for k, v in pool.items()}

    @staticmethod
    def look(w):
        if re.fullmatch(r"[A-Z0-9./-]{2,}", w):
            return "acronym"
        return "lower" if not any(c.isupper() for c in w) else "name"

    def rename(self, sentence, rng):
        text, mentions, relations = sentence
        new, actors = {}, collections.defaultdict(list)
        for n, m in enumerate(mentions):
            actors[m[2]].append(n)
        for ns in actors.values():
            if rng.random() < 0.5:
                continue
            kind = mentions[ns[0]][3]
            country, first, last, same = rng.choice(self.countries), rng.choice(self.first), rng.choice(self.last), {}
            for n in ns:
                w = text[mentions[n][0] : mentions[n][1]]
                if kind == "state":
                    f = self.form.get(w.lower())
                    if f and country[f]:
                        new[n] = country[f]
                elif kind == "person":
                    p = w.split()
                    if all(x[0].isupper() for x in p) and len(p) <= 4 and "'" not in w and "’" not in w:
                        new[n] = f"{first} {last}" if len(p) > 1 else last
                else:
                    look = self.look(w)
                    if look != "lower" and (kind, look) in self.pool:
                        if w not in same:
                            same[w] = rng.choice(self.pool[kind, look])
                            if look == "acronym" and rng.random() < 0.5:
                                same[w] = "".join(rng.choice("ABCDEFGHIKLMNOPRSTU") for _ in range(rng.randint(3, 4)))
                        new[n] = same[w]
        out, renamed, last = "", [], 0
        for n, (a, b, actor, kind) in enumerate(mentions):
            w = new.get(n, text[a:b])
            out += text[last:a]
            renamed.append((len(out), len(out) + len(w), actor, kind))
            out += w
            last = b
        return out + text[last:], renamed, relations
