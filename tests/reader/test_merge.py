import pytest

from tidings.model.doc import Doc, Parse
from tidings.model.mention import Entity
from tidings.model.report import Report
from tidings.reader.merge import merge_entities
from tidings.text import segment


def make_doc(text: str, tags: str) -> Doc:
    doc = segment(Report(doc="t", text=text))
    n = len(doc.tokens)
    blank = ("X",) * n
    doc.add("parse", Parse(blank, tuple(tags.split()), blank, (-1,) * n, ("dep",) * n))
    return doc


def merge(doc: Doc, *, worldwide: str = "", re3d: str = "", inner: str = "") -> list[tuple[str, str]]:
    """Marks are "Type=words; Type=words"."""

    def entities(marks: str) -> list[Entity]:
        out = []
        for mark in filter(None, marks.split("; ")):
            kind, words = mark.split("=")
            start = doc.text.index(words)
            inside = [t.i for t in doc.tokens if start <= t.start < start + len(words)]
            out.append(Entity(kind, doc.span(inside[0], inside[-1]), inside[0], inside[-1], 0.9))
        return out

    found = {"worldwide": entities(worldwide), "re3d": entities(re3d), "inner": entities(inner)}
    return [(e.kind, e.span.of(doc.text)) for e in merge_entities(doc, found)]


@pytest.mark.parametrize(
    ("text", "tags", "mark", "kind"),
    [
        ("the Free Hill Army fled", "DT NNP NNP NNP VBD", "Organization=Free Hill Army", "force"),
        ("Daesh fled", "NNP VBD", "Organization=Daesh", "force"),
        ("Hezbollah fled", "NNP VBD", "Person=Hezbollah", "force"),
        ("Kazan militants fled", "NNP NNS VBD", "Organization=Kazan", "force"),
        ("the rebel group Kazan fled", "DT NN NN NNP VBD", "Organization=Kazan", "force"),
        ("the National Front met", "DT NNP NNP VBD", "Organization=National Front", "force"),
        ("the Hill Company met", "DT NNP NNP VBD", "Organization=Hill Company", "org"),
        ("at Hill Airport today", "IN NNP NNP NN", "Location=Hill Airport", "facility"),
        ("an AK47 fell", "DT NNP VBD", "Product=AK47", "weapon"),
        ("Hill Bank met", "NNP NNP VBD", "Organization=Hill Bank", "org"),
    ],
)
def test_words_and_names_refine_the_kind(text: str, tags: str, mark: str, kind: str) -> None:
    assert merge(make_doc(text, tags), worldwide=mark) == [(kind, mark.partition("=")[2])]


def test_one_telling_mention_makes_every_mention_of_the_name_a_force() -> None:
    doc = make_doc("Kazan rebels fled . Talks with Kazan ended", "NNP NNS VBD . NNS IN NNP VBD")
    second = Entity("Organization", doc.span(6, 6), 6, 6, 0.9)
    first = Entity("Organization", doc.span(0, 0), 0, 0, 0.9)
    found = {"worldwide": [first, second], "re3d": [], "inner": []}
    assert [e.kind for e in merge_entities(doc, found)] == ["force", "force"]


def test_descriptions_of_parties_and_pronouns_are_left_out_but_weapons_stay() -> None:
    doc = make_doc("They fired two rockets at the rebel group", "PRP VBD CD NNS IN DT NN NN")
    marks = "Organisation=They; Quantity=two; Weapon=rockets; Organisation=the rebel group"
    assert merge(doc, re3d=marks) == [("number", "two"), ("weapon", "rockets")]


def test_a_longer_name_replaces_the_names_inside_it() -> None:
    doc = make_doc("the Hill Democratic Forces fled", "DT NNP JJ NNPS VBD")
    found = merge(doc, worldwide="Location=Hill", re3d="Organisation=the Hill Democratic Forces")
    assert found == [("force", "Hill Democratic Forces")]


def test_a_described_group_does_not_swallow_the_name_inside_it() -> None:
    doc = make_doc("the government of Peru fell", "DT NN IN NNP VBD")
    found = merge(doc, worldwide="Location=Peru", re3d="Organisation=the government of Peru")
    assert found == [("place", "Peru")]


def test_a_place_and_the_country_after_it_are_two_places() -> None:
    doc = make_doc("near Tete, Peru today", "IN NNP , NNP NN")
    assert merge(doc, worldwide="Location=Tete, Peru") == [("place", "Tete"), ("place", "Peru")]


def test_the_word_after_a_hyphen_is_no_part_of_the_name() -> None:
    doc = make_doc("a Hill-led raid", "DT NNP HYPH VBN NN")
    assert merge(doc, worldwide="Organization=Hill-led") == [("org", "Hill")]


@pytest.mark.parametrize("marked", ["Lee Jae", "Lee Jae-myung"])
def test_a_given_name_with_a_hyphen_is_whole(marked: str) -> None:
    doc = make_doc("Lee Jae-myung spoke", "NNP NNP HYPH NNP VBD")
    assert merge(doc, worldwide=f"Person={marked}") == [("person", "Lee Jae-myung")]
    doc = make_doc("Jae-born Lee spoke", "NNP HYPH VBN NNP VBD")
    assert merge(doc, worldwide="Person=Jae") == [("person", "Jae")]


def test_of_a_description_with_a_name_in_it_the_name_is_kept() -> None:
    doc = make_doc("Peru sailors met", "NNP NNS VBD")
    assert merge(doc, re3d="Organisation=Peru sailors") == [("org", "Peru")]


def test_a_name_has_the_kind_of_most_of_its_mentions() -> None:
    doc = make_doc("Dunn met . Dunn ate . Dunn left . Dunn slept", "NNP VBD . NNP VBD . NNP VBD . NNP VBD")
    kinds = ["Person", "Person", "Person", "Location"]
    marks = [Entity(k, doc.span(i, i), i, i, 0.8) for k, i in zip(kinds, (0, 3, 6, 9), strict=True)]
    found = {"worldwide": marks, "re3d": [], "inner": []}
    assert {e.kind for e in merge_entities(doc, found)} == {"person"}
