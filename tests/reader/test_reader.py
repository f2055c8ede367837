import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.reader import Reader
from tidings.text import segment

pytestmark = pytest.mark.model

TEXT = (
    "Rebels seize airfield near Tete\n\nBEIRA — Rebels seized an airfield near Tete in Mozambique on Monday, "
    "General Ana Lopes said. Two soldiers were killed by a car bomb.\n"
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def read(reader: Reader, text: str) -> Doc:
    doc = segment(Report(doc="t", text=text))
    reader.read(doc)
    return doc


def at(doc: Doc, word: str) -> int:
    return next(t.i for t in doc.tokens if t.text == word)


def test_subject_object_and_passive_are_read(reader: Reader) -> None:
    doc = read(reader, TEXT)
    seized, killed = at(doc, "seized"), at(doc, "killed")
    assert (doc.parse.lemma[seized], doc.parse.pos[seized], doc.parse.tag[seized]) == ("seize", "VERB", "VBD")
    assert doc.parse.dep[at(doc, "airfield")] in ("obj", "root")
    soldiers = at(doc, "soldiers")
    assert (doc.parse.head[soldiers], doc.parse.dep[soldiers]) == (killed, "nsubj:pass")


def test_names_places_and_times_are_found(reader: Reader) -> None:
    doc = read(reader, TEXT)
    found = {(e.span.of(doc.text), e.kind) for e in doc.entities}
    assert {("Mozambique", "place"), ("Monday", "time"), ("Ana Lopes", "person")} <= found


def test_case_tells_a_name_from_a_word(reader: Reader) -> None:
    doc = read(reader, "Police met in Hope. They met in hope.")
    assert [e.span.start for e in doc.entities if e.span.of(doc.text).lower() == "hope"] == [14]


def test_entities_do_not_overlap_and_have_scores(reader: Reader) -> None:
    entities = read(reader, TEXT).entities
    assert all(a.last < b.first for a, b in itertools.pairwise(entities))
    assert all(0 < e.score <= 1 for e in entities)


def test_an_empty_report_gets_empty_layers(reader: Reader) -> None:
    doc = read(reader, "")
    assert (doc.parse.head, doc.entities) == ((), ())


def test_a_sentence_longer_than_the_network_reads_is_still_one_tree(reader: Reader) -> None:
    doc = read(reader, "The boats came and " * 200 + "left.")
    assert len(doc.sentences) == 1
    assert doc.parse.dep.count("root") == 1
    assert len(doc.subtree(doc.parse.dep.index("root"))) == len(doc.tokens)


def test_the_same_text_is_read_the_same_alone_or_again(reader: Reader) -> None:
    assert read(reader, TEXT).parse == read(reader, TEXT).parse


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=120) | st.text(alphabet="aB. “”\n-é\u0301中", max_size=120))
def test_every_sentence_is_a_tree_with_one_root_for_any_text(reader: Reader, text: str) -> None:
    doc = read(reader, text)
    for s in doc.sentences:
        heads = doc.parse.head[s.first : s.last]
        roots = [i for i, h in enumerate(heads, s.first) if h < 0]
        assert len(roots) == 1
        assert doc.parse.dep[roots[0]] == "root"
        assert set(doc.subtree(roots[0])) == set(range(s.first, s.last))
