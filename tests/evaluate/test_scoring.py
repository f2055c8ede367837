"""What counts as right in each set, with answers given by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from make import ATTACK, at, party

from tidings.evaluate.attacks import add_role, fillers_of, head_noun, score_muc4
from tidings.evaluate.attributions import score_polnear, trimmed
from tidings.evaluate.entities import score_re3d, score_worldwide
from tidings.evaluate.factuality import doc_of, score_factuality
from tidings.evaluate.figures import Tally
from tidings.evaluate.formats import stop, within
from tidings.evaluate.formats_factuality import Rated
from tidings.evaluate.places import bare, score_places
from tidings.evaluate.roots import best_root, score_plv
from tidings.evaluate.true_case import true_case
from tidings.model.doc import Doc
from tidings.model.mention import Entity, PlaceMention
from tidings.model.span import Span
from tidings.text import segment

TEXT = "“Go,” said Ann.\nBob left."


def test_polnear_counts_exact_offsets_and_the_looser_figure_forgives_edges(tmp_path: Path) -> None:
    for name in ("attributions", "text"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "story.txt").write_text(TEXT, encoding="utf-8")
    lines = (
        "T1\tSource 11 14\tAnn\nT2\tCue 6 10\tsaid\nT3\tContent 0 5\t“Go,”\nT4\tDiscard 16 25\tBob left.\n"
    )
    lines += "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    for who in ("ab12", "cd34"):
        (tmp_path / "attributions" / f"story_{who}.ann").write_text(lines, encoding="utf-8")

    def answers(doc: Doc) -> list[tuple[object, ...]]:
        right = (((Span(11, 14),),), ((Span(6, 10),),), ((Span(1, 3),),))
        discarded = (((Span(16, 19),),), ((Span(20, 24),),), ())
        return [right, discarded]

    outcome = score_polnear(tmp_path, segment, answers, only=None, tell=stop)  # type: ignore[arg-type]
    assert (outcome.documents, outcome.items) == (2, 2)
    figures = outcome.figures
    assert (figures["source_f1"], figures["cue_f1"], figures["content_f1"]) == (100.0, 100.0, 0.0)
    assert figures["content_loose_f1"] == 100.0
    assert len(outcome.predictions) == 2  # the text is read once, though two annotated it
    assert outcome.predictions[0]["content"] == [{"pieces": [[1, 3]], "text": "Go"}]


def test_a_trimmed_span_loses_marks_at_its_ends_only() -> None:
    assert trimmed(((0, 5), (16, 25)), TEXT) == ((1, 5), (16, 24))


def test_roots_are_scored_with_their_quad_class_and_side(tmp_path: Path) -> None:
    path = tmp_path / "plv.tsv"
    rows = [("1", "AGREE", "1"), ("2", "AID", "2"), ("3", "ACCUSE", "3"), ("4", "ASSAULT", "4")]
    lines = [f"\t{n}\tArda acts.\t<s>Arda</s> acts.\t{root}\t{quad}" for n, root, quad in rows]
    heading = "\tsentence_id\tsentence\tmarked_sentence\tgold_root\tgold_penta"
    path.write_text("\n".join([heading, *lines]), encoding="utf-8")
    answers = iter(["CONSULT", "RETREAT", "ACCUSE", "COERCE"])
    outcome = score_plv(path, lambda text, source, target: {next(answers): 1.0}, only=None, tell=stop)
    assert outcome.figures["root_accuracy"] == 25.0
    assert outcome.figures["root_macro_f1"] == pytest.approx(100 / 7, abs=0.01)
    assert outcome.figures["quad_macro_f1"] == outcome.figures["binary_macro_f1"] == 100.0
    assert [row["label"] for row in outcome.predictions] == ["CONSULT", "YIELD", "ACCUSE", "COERCE"]


def test_concede_and_retreat_add_up_to_yield() -> None:
    assert best_root({"CONCEDE": 0.3, "RETREAT": 0.3, "ASSAULT": 0.5}) == "YIELD"


def test_entities_need_the_same_offsets_and_type(tmp_path: Path) -> None:
    (tmp_path / "documents.jsonl").write_text('{"_id": "d", "text": "Arda met Velm"}', encoding="utf-8")
    marks = [
        {"documentId": "d", "begin": b, "end": b + 4, "type": "Location", "confidence": 1} for b in (0, 9)
    ]
    (tmp_path / "entities.jsonl").write_text("\n".join(map(json.dumps, marks)), encoding="utf-8")
    found = (Entity("Location", Span(0, 4), 0, 0), Entity("Person", Span(9, 13), 2, 2))
    outcome = score_re3d(tmp_path, lambda doc: found, only=None, tell=stop)
    assert [outcome.figures[k] for k in ("precision", "recall", "f1")] == [50.0, 50.0, 50.0]
    assert outcome.figures["Location_f1"] == 66.67
    assert outcome.predictions[1] == {"doc": "d", "start": 9, "end": 13, "text": "Velm", "label": "Person"}


def test_articles_are_scored_on_their_own_words(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("In\tO\nNew\tB-Location\nVelm\tI-Location\n\nGo\tO\n", encoding="utf-8")
    (tmp_path / "b.tsv").write_text("Arda\tB-Location\n", encoding="utf-8")

    def found(doc: Doc) -> tuple[Entity, ...]:
        assert doc.text == "In New Velm\nGo\n"
        return (Entity("Location", Span(3, 11), 1, 2),)

    outcome = score_worldwide(tmp_path, found, only=frozenset({"a.tsv"}), tell=stop)
    assert (outcome.documents, outcome.figures["f1"]) == (1, 100.0)


def test_factuality_is_scored_over_all_words_and_set_by_set(tmp_path: Path) -> None:
    for name, label in (("One", 3.0), ("Two", -3.0)):
        (tmp_path / name).mkdir()
        row = {"text": "They `` left ''", "targets": [{"span1": [2, 3], "label": label}]}
        (tmp_path / name / "dev.jsonl").write_text(json.dumps(row), encoding="utf-8")
    outcome = score_factuality(
        tmp_path, lambda doc: doc, lambda doc, i: 2.0, part="dev", only=None, tell=stop
    )
    assert (outcome.figures["mae"], outcome.figures["one_mae"], outcome.figures["two_mae"]) == (3.0, 1.0, 5.0)
    assert outcome.predictions[0]["text"] == "left"


def test_the_words_of_factuality_are_taken_as_they_stand() -> None:
    doc = doc_of(Rated("One", "One/dev/1", "`` I wo n't go . '' He left .", ()))
    assert [t.text for t in doc.tokens] == ["“", "I", "wo", "n't", "go", ".", "”", "He", "left", "."]
    assert len(doc.sentences) == len(doc.quotes) == 1


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("members of the Harrow Front", "members"),
        ("the mayor, his wife", "mayor"),
        ("“El Pinar” police station", "station"),
        ("men who fled", "men"),
        ("", ""),
    ],
)
def test_the_head_noun_stands_before_what_describes_it(phrase: str, head: str) -> None:
    assert head_noun(phrase) == head


def test_each_gold_entity_is_matched_once() -> None:
    tally = Tally()
    add_role(tally, ["rebels", "front", "men"], (frozenset({"rebels", "the front"}), frozenset({"a bomb"})))
    assert (tally.right, tally.false, tally.missed) == (1, 2, 1)


def test_attackers_and_victims_go_by_their_kind() -> None:
    from dataclasses import replace

    from make import TEXT

    event = replace(
        ATTACK,
        actors=(party("Gunmen"), party("Harrow Front", kind="force")),
        recipients=(
            party("guards", kind="person"),
            party("depot", kind="facility"),
            party("Vellmar", kind="place"),
        ),
    )
    found = {role: [s.of(TEXT) for s in spans] for role, spans in fillers_of([event], TEXT).items()}
    assert found == {
        "PerpInd": ["Gunmen"], "PerpOrg": ["Harrow Front"], "Target": ["depot"], "Victim": ["guards"],
        "Weapon": ["rockets"],
    }  # fmt: skip
    assert at("rockets") == event.weapon.spans[0]  # type: ignore[union-attr]


def test_lower_case_text_gets_capitals_and_keeps_its_length() -> None:
    text = "the harrow liberation front (hlf) left.   president ana ruiz said the hlf is in peru. straße"
    cased = true_case(text)
    assert cased == (
        "The Harrow Liberation Front (HLF) left.   President Ana Ruiz said the HLF is in Peru. Straße"
    )
    assert len(cased) == len(text)


def test_a_document_that_fails_is_told_and_the_next_is_scored(tmp_path: Path) -> None:
    path = tmp_path / "muc.json"
    rows = [{"docid": d, "doctext": "x", "templates": []} for d in ("one", "two")]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    errors: list[str] = []

    def read(report: object) -> Doc:
        raise IndexError("list index out of range")

    outcome = score_muc4(path, read, only=None, tell=lambda error: errors.append(str(error)))
    assert outcome.documents == 0
    assert [error.split(":")[0] for error in errors] == ["one", "two"]
    assert "an error in tidings itself (IndexError: list index out of range)" in errors[0]
    assert within("x", stop, len, "abc") == 3


def test_places_need_the_gold_span_and_the_gold_spot(tmp_path: Path) -> None:
    text = "Fire in Velm, Arda and French Harrow; Main Street closed."
    marks = [("Velm", 1, 59.0), ("Arda", 2, 10.0), ("French", 3, 46.0), ("Harrow", 4, 20.0)]
    marks.append(("Main Street", 0, 0.0))
    inner = "".join(
        f"<toponym><start>{text.index(w)}</start><end>{text.index(w) + len(w)}</end><phrase>{w}</phrase>"
        + (f'<gaztag geonameid="{n}"><lat>{lat}</lat><lon>5</lon></gaztag>' if n else "")
        + "</toponym>"
        for w, n, lat in marks
    )
    path = tmp_path / "set.xml"
    article = f"<article><text>{text}</text><toponyms>{inner}</toponyms></article>"
    path.write_text(f"<articles>{article}</articles>", encoding="utf-8")

    def place(words: str, number: int | None, lat: float | None) -> PlaceMention:
        span = at(words, text)
        return PlaceMention(span, 0, 0, words, None, lat, 5.0, number, "town", 1.0, "")

    # right by its id, right by nearness, wrong (far), an adjective (not counted), wrong (a street)
    answers = [
        place("Velm", 1, None), place("Arda", 9, 10.5), place("Harrow", 9, 50.0), place("French", 3, 46.0),
        place("Main Street", 8, 1.0),
    ]  # fmt: skip
    given = [answers[0], answers[1], None]
    outcome = score_places(
        path, lambda doc: None, lambda doc: answers, lambda doc, spans: given, only=None, tell=stop
    )
    figures = outcome.figures
    assert (outcome.documents, outcome.items) == (1, 3)
    assert (figures["end_to_end"], figures["precision"]) == (66.67, 50.0)
    assert (figures["acc161_given_spans"], figures["exact_given_spans"]) == (66.67, 33.33)
    assert figures["mean_km"] == pytest.approx(27.8, abs=0.1)


def test_articles_and_possessives_at_the_ends_do_not_matter() -> None:
    assert bare(0, 12, "the Arda’s x") == (4, 12)
    assert bare(0, 10, "the Arda’s") == (4, 8)
