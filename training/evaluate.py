"""Scores a weights file on what it was not trained on: parsing, two entity heads, lemmas.

    python training/evaluate.py DATA [--weights FILE]

LAS is over all words of UD English EWT dev with gold words and sentences, punctuation included
(as in the CoNLL 2018 shared task, which compares relations without subtypes; both are printed).
Entity scores are exact span and type on the articles and documents named in heldout.json; re3d is
read from raw text, its gold being the outermost spans of confidence above 0.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpora import Document, read_conllu, read_re3d_marks, read_worldwide

from tidings.model.doc import Doc, Sentence, Token
from tidings.model.report import Report
from tidings.reader import Reader
from tidings.text import segment


def make_doc(document: Document) -> Doc:
    """A Doc over gold words and sentences, one sentence a line."""
    text, tokens, sentences = "", [], []
    for k, gold in enumerate(document[1]):
        first = len(tokens)
        begin = len(text)
        for word in gold.words:
            tokens.append(Token(len(tokens), len(text), len(text) + len(word), word, k))
            text += word + " "
        sentences.append(Sentence(k, begin, len(text) - 1, first, len(tokens), "body", k))
        text = text[:-1] + "\n"
    doc = Doc(Report(doc=document[0], text=text))
    doc.add("tokens", tuple(tokens))
    doc.add("sentences", tuple(sentences))
    return doc


def score_parse(reader: Reader, documents: Iterable[Document]) -> dict[str, float]:
    count: Counter[str] = Counter()
    for document in documents:
        doc = make_doc(document)
        reader.read(doc)
        parse = doc.parse
        for s, gold in zip(doc.sentences, document[1], strict=True):
            if not (gold.head and gold.dep and gold.upos and gold.xpos and gold.lemma):
                raise ValueError(f"{document[0]} is not fully annotated")
            for k in range(len(gold.words)):
                i = s.first + k
                head = parse.head[i] - s.first if parse.head[i] >= 0 else -1
                right = head == gold.head[k]
                count["n"] += 1
                count["upos"] += parse.pos[i] == gold.upos[k]
                count["xpos"] += parse.tag[i] == gold.xpos[k]
                count["lemma"] += parse.lemma[i].lower() == gold.lemma[k].lower()
                count["uas"] += right
                count["las"] += right and parse.dep[i] == gold.dep[k]
                count["las universal"] += right and parse.dep[i].split(":")[0] == gold.dep[k].split(":")[0]
    return {k: 100 * v / count["n"] for k, v in count.items() if k != "n"}


Marks = set[tuple[int, int, str]]


def score_spans(pairs: Iterable[tuple[Marks, Marks]]) -> tuple[dict[str, float], dict[str, str]]:
    """Precision, recall and F over (found, gold) sets; and F a type with the gold count."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for mine, true in pairs:
        right.update(t for _, _, t in mine & true)
        found.update(t for _, _, t in mine)
        gold.update(t for _, _, t in true)
    p, r = right.total() / max(found.total(), 1), right.total() / max(gold.total(), 1)
    types = {t: f"{200 * right[t] / max(found[t] + gold[t], 1):.0f} ({gold[t]})" for t in sorted(gold)}
    return {"P": 100 * p, "R": 100 * r, "F": 200 * p * r / max(p + r, 1e-9)}, types


def worldwide_pairs(reader: Reader, documents: Iterable[Document]) -> Iterator[tuple[Marks, Marks]]:
    for document in documents:
        doc = make_doc(document)
        mine = {(e.first, e.last, e.kind) for e in reader.spans(doc, head="worldwide")}
        true = {
            (s.first + a, s.first + b, t)
            for s, g in zip(doc.sentences, document[1], strict=True)
            for a, b, t in g.spans["worldwide"]
        }
        yield mine, true


def re3d_pairs(reader: Reader, folder: Path, names: set[str]) -> Iterator[tuple[Marks, Marks]]:
    for name, text, marks in read_re3d_marks(folder):
        if name not in names:
            continue
        outer: list[tuple[int, int, str]] = []
        for b, e, kind, trust in sorted(marks, key=lambda m: (m[0] - m[1], -m[3])):
            if trust > 0 and all(e <= o[0] or b >= o[1] for o in outer):
                outer.append((b, e, kind))
        doc = segment(Report(doc=name, text=text))
        yield {(e.span.start, e.span.end, e.kind) for e in reader.spans(doc, head="re3d")}, set(outer)


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("data", type=Path)
    ask.add_argument("--weights", type=Path)
    a = ask.parse_args()
    reader = Reader.load(a.weights)
    held = json.loads((Path(__file__).parent / "heldout.json").read_text(encoding="utf-8"))
    show = lambda scores: "  ".join(f"{k} {v:.2f}" for k, v in scores.items())  # noqa: E731
    print("weights   ", reader.name)
    print("EWT dev   ", show(score_parse(reader, read_conllu(a.data / "ud/en_ewt-ud-dev.conllu"))))
    articles = [d for d in read_worldwide(a.data / "worldwide_ner") if d[0] in set(held["worldwide"])]
    total, types = score_spans(worldwide_pairs(reader, articles))
    print(f"worldwide  {show(total)}  ({len(articles)} articles)\n          ", types)
    total, types = score_spans(re3d_pairs(reader, a.data / "re3d", set(held["re3d"])))
    print(f"re3d       {show(total)}  ({len(held['re3d'])} documents)\n          ", types)


if __name__ == "__main__":
    main()
