"""Which way a weekday is read where the tree says more than the words before it."""

from __future__ import annotations

from datetime import date

from tidings.mentions.times import find_times
from tidings.model.doc import Parse
from tidings.model.report import Report
from tidings.text import segment


def first_day(text: str, rows: str) -> str:
    """The value of the first time, with a parse given as "tag head relation" a token."""
    doc = segment(Report("case", text, date(2021, 5, 12)))
    cells = [row.split() for row in rows.split(",")]
    pos = {"VBD": "VERB", "VB": "VERB", "MD": "AUX", "NNP": "PROPN", "PRP": "PRON", "NNS": "NOUN"}
    tags, heads, deps = zip(*cells, strict=True)
    lemmas = tuple(t.text.lower() for t in doc.tokens)
    doc.add("parse", Parse(tuple(pos.get(t, "X") for t in tags), tags, lemmas, tuple(map(int, heads)), deps))
    return find_times(doc)[0].value


def test_the_day_of_a_past_verb_is_past_though_its_complement_lies_ahead() -> None:
    rows = "PRP 1 nsubj,VBD -1 root,IN 3 case,NNP 1 obl,IN 7 mark,PRP 7 nsubj,MD 7 aux,VB 1 ccomp,. 1 punct"
    assert first_day("They said on Monday that they would leave.", rows) == "2021-05-10"


def test_the_day_of_the_complement_lies_ahead_though_the_verb_is_past() -> None:
    rows = "PRP 1 nsubj,VBD -1 root,PRP 4 nsubj,MD 4 aux,VB 1 ccomp,IN 6 case,NNP 4 obl,. 1 punct"
    assert first_day("They said they would leave on Monday.", rows) == "2021-05-17"


def test_that_before_a_clause_is_no_word_of_its_day() -> None:
    rows = "PRP 1 nsubj,VBD -1 root,IN 7 mark,NNP 5 nmod:poss,POS 3 case,NN 7 nsubj,MD 7 aux,VB 1 ccomp"
    rows += ",. 1 punct"
    assert first_day("They said that Friday's strike would last.", rows) == "2021-05-14"
