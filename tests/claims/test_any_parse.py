"""Whatever the reader makes of a text, the claims read off it are records of the format.

The whole program is tried on any text in tests/test_pipeline.py; there the parse is the network's and
mostly sensible. Here it is drawn: any tree over any words with any tags, entities and places anywhere.
"""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import TEXTS

from tidings.claims import all_attributions, find_events, find_frames, find_states
from tidings.claims.roster import Roster
from tidings.mentions.counts import find_counts
from tidings.mentions.times import find_times
from tidings.model.codes import ENTITY_KINDS
from tidings.model.contract import check, with_ids
from tidings.model.doc import Doc, Parse
from tidings.model.mention import Entity, PlaceMention
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.reader.lemmas import lemma_of
from tidings.text import segment

WORDS = {
    ("NOUN", "NNS"): "rebels gunmen police soldiers people dozens attacks talks troops protesters guards",
    ("NOUN", "NN"): "attack army group minister commander base release fire killing protest withdrawal",
    ("VERB", "VBD"): "attacked killed said told denied urged accused agreed met held shelled withdrew",
    ("VERB", "VBN"): "wounded released carried promised stationed backed controlled deployed detained",
    ("PROPN", "NNP"): "Omar Salid Turkey Mosul Iraq Monday NATO Hezbollah",
    ("PRON", "PRP"): "which that who he they we it its",
    ("NUM", "CD"): "two 43 5,000 2011",
    ("ADP", "IN"): "of by on in from under with to according",
    ("AUX", "VBD"): "was were been will would has",
    ("ADJ", "JJ"): "Turkish former dead yesterday no not least",
    ("DET", "DT"): "the a",
    ("CCONJ", "CC"): "and or",
    ("PUNCT", "."): ", . “ ” ( ) - ’s",
}  # fmt: skip
USUAL = {word: tags for tags, row in WORDS.items() for word in row.split()}
TAGS = ("NN", "NNS", "NNP", "VB", "VBD", "VBG", "VBN", "VBZ", "PRP", "DT", "IN", "JJ", "CD", "MD", "RB", "TO")
POS = ("NOUN", "PROPN", "VERB", "AUX", "PRON", "DET", "ADP", "ADJ", "NUM", "ADV", "PART", "SCONJ", "PUNCT")
UNDER = {
    "VERB": ("nsubj", "nsubj", "nsubj:pass", "obj", "obl", "ccomp", "xcomp", "aux"),
    "NOUN": ("nmod", "nmod:poss", "case", "case", "amod", "compound", "nummod", "acl"),
}
RELATIONS = (
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "acl", "acl:relcl",
    "advcl", "ccomp", "xcomp", "conj", "cc", "case", "mark", "aux", "aux:pass", "amod", "compound", "flat",
    "appos", "nummod", "det", "advmod", "parataxis", "fixed", "punct", "compound:prt",
)  # fmt: skip


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """A report with every layer that claims need; only times and counts are read and not drawn. Four words
    of five are what they usually are."""
    words = st.sampled_from(sorted(USUAL))
    text = " ".join(draw(st.lists(words, min_size=4, max_size=50))) + draw(st.just("") | TEXTS)
    doc = segment(Report("any", text, draw(st.sampled_from((None, date(2021, 5, 12)))), language="en"))
    chance = draw(st.randoms(use_true_random=True))
    kinds = [
        USUAL[t.text]
        if t.text in USUAL and chance.random() < 0.8
        else (chance.choice(POS), chance.choice(TAGS))
        for t in doc.tokens
    ]
    heads, deps = [-1] * len(kinds), ["root"] * len(kinds)
    for sentence in doc.sentences:
        order = chance.sample(range(sentence.first, sentence.last), sentence.last - sentence.first)
        for k, token in enumerate(order[1:], start=1):  # each hangs on one placed before it, so it is a tree
            verbs = [t for t in order[:k] if kinds[t][0] == "VERB"]
            heads[token] = chance.choice(verbs if verbs and chance.random() < 0.5 else order[:k])
            under = UNDER.get(kinds[heads[token]][0], RELATIONS)
            deps[token] = chance.choice(under if chance.random() < 0.8 else RELATIONS)
    lemmas = tuple(lemma_of(t.text, tag) for t, (_, tag) in zip(doc.tokens, kinds, strict=True))
    pos, tags = zip(*kinds, strict=True)
    doc.add("parse", Parse(pos, tags, lemmas, tuple(heads), tuple(deps)))
    doc.add("entities", draw(entities(doc)))
    doc.add("described", ())
    doc.add("times", find_times(doc))
    doc.add("counts", find_counts(doc))
    doc.add("places", draw(places(doc)))
    return doc


def stretches(doc: Doc) -> st.SearchStrategy[list[tuple[int, int]]]:
    """First and last tokens of a few stretches inside sentences."""
    if not doc.tokens:
        return st.just([])
    one = st.tuples(st.integers(0, len(doc.tokens) - 1), st.integers(0, 3)).map(
        lambda s: (s[0], min(s[0] + s[1], doc.sentence_of(s[0]).last - 1))
    )
    return st.lists(one, max_size=8)


@st.composite
def entities(draw: st.DrawFn, doc: Doc) -> tuple[Entity, ...]:
    kinds = st.sampled_from(ENTITY_KINDS)
    return tuple(Entity(draw(kinds), doc.span(a, b), a, b) for a, b in draw(stretches(doc)))


@st.composite
def places(draw: st.DrawFn, doc: Doc) -> tuple[PlaceMention, ...]:
    out = []
    for a, b in draw(stretches(doc)):
        span = doc.span(a, b)
        precision = draw(st.sampled_from(("town", "country", "site", "sea")))
        country = draw(st.sampled_from((None, "IQ", "TR")))
        demonym = draw(st.booleans())
        out.append(
            PlaceMention(
                span, a, b, span.of(doc.text), country, None, None, None, precision, 1.0, "drawn", demonym
            )
        )
    return tuple(out)


@given(docs())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_any_parse_gives_records_of_the_format(doc: Doc) -> None:
    doc.add("roster", Roster(doc))
    doc.add("attributions", all_attributions(doc))
    doc.add("frames", find_frames(doc))
    events, unclear = find_events(doc)
    coded = with_ids(doc.report, events, find_states(doc), unclear=unclear)
    check(coded)
    whole = Span(0, len(doc.text))
    for event in coded.events:
        assert all(e.trigger is None or e.span.covers(e.trigger) for e in event.evidence)
        for party in (*event.actors, *event.recipients):
            assert party.name in party.names
            assert all(whole.covers(span) for span in party.spans)
