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
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from corpora import Document, read_conllu

from tidings.evaluate.entities import score_re3d, score_worldwide
from tidings.evaluate.formats import stop
from tidings.model.doc import Doc, Sentence, Token
from tidings.model.report import Report
from tidings.reader import Reader


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
    for name, key, score, head in (
        ("worldwide", "worldwide_ner", score_worldwide, "worldwide"),
        ("re3d", "re3d", score_re3d, "re3d"),
    ):
        spans = partial(reader.spans, head=head)
        outcome = score(a.data / key, spans, only=frozenset(held[name]), tell=stop)
        print(
            f"{name:10} {show({k[0].upper(): outcome.figures[k] for k in ('precision', 'recall', 'f1')})}"
            f"  ({outcome.documents} documents)"
        )
        print("          ", "  ".join(f"{kind} {f1} ({gold})" for kind, _, _, f1, gold in outcome.rows[1:]))


if __name__ == "__main__":
    main()
