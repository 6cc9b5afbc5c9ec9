"""Labels of sentences that others wrote, without their text: where each sentence stands in the shared data, and what it says.

A line of labels/*.tsv is SOURCE, START, END, CHECK, MENTIONS, RELATIONS: characters START to END of the source's text, whose
CRC-32 is CHECK; mentions are start:end:actor:kind within the sentence. Sources: `wn:TITLE` an article of
text/wikinews_2019_2020.jsonl, `dse:N` line N (from 0) of dse/train.txt without its brackets, `cr:FILE:N` sentence N
(from 0) of ner/crossner_politics/FILE, its tokens joined again.

standoff.py DATA BRACKETED.tsv LABELS.tsv turns SOURCE, TEXT, RELATIONS with bracketed mentions into such lines."""
import functools
import json
import os
import re
import sys
import zlib

from sentences import dse_text, parse


@functools.cache
def wikinews(data):
    rows = (json.loads(line) for line in open(os.path.join(data, "text/wikinews_2019_2020.jsonl"), encoding="utf-8"))
    # A passage may run over the end of a paragraph; its label stands on one line.
    return {r["url"].split("/wiki/")[1]: r["text"].replace("\n", " ") for r in rows}


@functools.cache
def dse(data):
    rows = open(os.path.join(data, "dse/train.txt"), encoding="utf-8")
    return [dse_text(line.rstrip("\n").split("\t")[0])[0].strip() for line in rows]


@functools.cache
def crossner(data, name):
    out, words = [], []
    for line in [*open(os.path.join(data, "ner/crossner_politics", name), encoding="utf-8"), "\n"]:
        if line.strip():
            words.append(re.split(r"[\t ]", line)[0])
        elif words:
            s = re.sub(r" ([.,;:!?%)\]]|'s\b|n't\b)", r"\1", " ".join(words))
            out.append(re.sub(r"([(\[]) ", r"\1", s))
            words = []
    return out


def text_of(data, source):
    kind, _, rest = source.partition(":")
    if kind == "wn":
        return wikinews(data)[rest]
    if kind == "dse":
        return dse(data)[int(rest)]
    name, n = rest.rsplit(":", 1)
    return crossner(data, name)[int(n)]


def read(data, path):
    """-> [(source, sentence)], sentences as in sentences.py."""
    out = []
    for n, line in enumerate(open(path, encoding="utf-8"), 1):
        source, start, end, check, mentions, relations = line.rstrip("\n").split("\t")
        text = text_of(data, source)[int(start) : int(end)]
        if zlib.crc32(text.encode()) != int(check):
            raise SystemExit(f"{path}:{n}: the text of {source} is not what was labelled")
        marks = [(int(a), int(b), int(c), k) for a, b, c, k in (m.split(":") for m in mentions.split())]
        out.append((source, (text, marks, parse("", relations)[2])))
    return out


def main():
    data, bracketed, labels = sys.argv[1:]
    lines = []
    for line in open(bracketed, encoding="utf-8"):
        if not line.strip():
            continue
        source, text, relations = line.rstrip("\n").split("\t")
        plain, mentions, _ = parse(text, "")
        if source.startswith("cr:"):
            # Whatever number the sentence was handed out under, it is named by its place in its file.
            name = source.split(":")[1]
            source = f"cr:{name}:{crossner(data, name).index(plain)}"
        start = text_of(data, source).index(plain)
        marks = " ".join(f"{a}:{b}:{n}:{k}" for a, b, n, k in mentions)
        lines.append("\t".join([source, str(start), str(start + len(plain)), str(zlib.crc32(plain.encode())), marks, relations.strip()]))
    with open(labels, "w", encoding="utf-8") as out:
        out.write("\n".join(sorted(lines)) + "\n")
    assert len(read(data, labels)) == len(lines)
    print(labels, len(lines))


if __name__ == "__main__":
    main()
