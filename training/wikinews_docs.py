"""Writes the articles that wikinews_maps/ has maps of, for `stancemap evaluate`: wikinews_docs.py DATA OUT

The texts are those of text/wikinews_2019_2020.jsonl, which the sentences for training were taken from; no sentence of these
sixteen articles was."""
import glob
import json
import os
import sys

data, out = sys.argv[1:]
here = os.path.dirname(os.path.abspath(__file__))
rows = (json.loads(line) for line in open(os.path.join(data, "text/wikinews_2019_2020.jsonl"), encoding="utf-8"))
articles = {r["url"].split("/wiki/")[1]: r for r in rows}
os.makedirs(out, exist_ok=True)
for path in sorted(glob.glob(here + "/wikinews_maps/*.json")):
    drawn = json.load(open(path, encoding="utf-8"))
    article = articles[drawn["article"]]
    with open(os.path.join(out, drawn["doc"]), "w", encoding="utf-8") as f:
        f.write(article["title"] + "\n\n" + article["text"])
