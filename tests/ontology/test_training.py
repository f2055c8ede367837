"""Training on a handful of sentences with the packaged reader, and reading with what was learnt."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tidings.errors import InputError, ModelError
from tidings.model.contract import check
from tidings.model.own_types import OwnType
from tidings.model.report import Report
from tidings.ontology import Label, Labelled, Trained, train_model
from tidings.pipeline import default_pipeline
from tidings.reader import Reader
from tidings.settings import Settings

pytestmark = pytest.mark.model

HACKS = [
    f"{who} {did} the {what} of {whose}."
    for who, did in (("Hackers", "breached"), ("Spies", "penetrated"), ("Criminals", "encrypted"))
    for what in ("servers", "computers", "mail system")
    for whose in ("the tax office", "two banks")
]
OTHERS = [
    f"{who} {did} in {where} on {day}."
    for who, did in (("Ministers", "met"), ("Farmers", "marched"), ("Two ships", "sank"), ("Rain", "fell"))
    for where in ("Lima", "the north")
    for day in ("Monday", "Friday")
]
NEWS = (
    "The army shelled two villages near the border.", "Inflation slowed to four per cent in May.",
    "Soldiers detained a reporter in the capital.", "Judges jailed two senators.",
)  # fmt: skip


def labelled(hacks: Iterable[str] = HACKS, **more: str) -> list[Labelled]:
    told = [Labelled(text, (Label("HACK", **more),), "a.csv, line 1") for text in hacks]
    return told + [Labelled(text, (), "a.csv, line 1") for text in OTHERS]


@pytest.fixture(scope="module")
def trained(vector_reader: Reader) -> Trained:
    return train_model(labelled(), vector_reader, types=[OwnType("HACK", "COERCE")], news=NEWS)


def test_sentences_that_are_alike_are_recognised_when_held_out(trained: Trained) -> None:
    score = trained.scores["HACK"]
    assert score.examples == len(HACKS)
    assert score.f1 > 0.9
    assert score.alarms == 0
    assert trained.warnings == ()


def test_the_words_meant_are_found(trained: Trained) -> None:
    assert set(trained.words["HACK"]) == {"breached", "penetrated", "encrypted"}


def test_the_same_sentences_give_the_same_bytes(
    trained: Trained, vector_reader: Reader, tmp_path: Path
) -> None:
    again = train_model(labelled(), vector_reader, types=[OwnType("HACK", "COERCE")], news=NEWS)
    for name, made in (("a", trained), ("b", again)):
        made.model.save(tmp_path / name)
    for part in ("model.json", "types.npz"):
        assert (tmp_path / "a" / part).read_bytes() == (tmp_path / "b" / part).read_bytes()


def test_a_given_word_and_mode_are_taken(vector_reader: Reader) -> None:
    given = labelled([f"{h[:-1]}, the police said." for h in HACKS], trigger="said", mode="theft")
    found = train_model(given, vector_reader, news=())
    assert found.words["HACK"] == ("said",)
    assert found.model.types == (OwnType("HACK", None, ("theft",)),)


def test_a_report_read_with_the_model_has_events_of_the_type(trained: Trained, tmp_path: Path) -> None:
    trained.model.save(tmp_path / "m")
    plain, own = default_pipeline(), default_pipeline(Settings(model=str(tmp_path / "m")))
    text = "Spies breached the computers of the ministry on Monday. Police arrested two men in Lima."
    coded = own.code(Report("r", text))
    check(coded)
    assert [e.type for e in coded.events] == ["HACK", "COERCE"]
    assert [p.name for p in coded.events[0].actors] == ["Spies"]
    assert own.version == f"{plain.version} model {trained.model.version}"


def test_few_examples_are_warned_of_and_one_is_refused(vector_reader: Reader) -> None:
    found = train_model(labelled(HACKS[:3]), vector_reader, news=())
    assert found.warnings[0].startswith("HACK has 3 examples; ")
    with pytest.raises(InputError, match="type HACK: 1 example is too few to learn from"):
        train_model(labelled(HACKS[:1]), vector_reader, news=())
    with pytest.raises(InputError, match="none is labelled with a type"):
        train_model(labelled([]), vector_reader, news=())
    with pytest.raises(InputError, match="FLIGHT has no labelled sentence"):
        train_model(labelled(), vector_reader, types=[OwnType("FLIGHT")], news=())


def test_of_a_text_of_several_sentences_the_one_that_tells_it_is_found(vector_reader: Reader) -> None:
    long = [f"{OTHERS[n % len(OTHERS)]} {text}" for n, text in enumerate(HACKS)]
    found = train_model(labelled([*HACKS[:9], *long[9:]]), vector_reader, news=())
    assert set(found.words["HACK"]) == {"breached", "penetrated", "encrypted"}


def test_another_reader_is_refused(trained: Trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trained.model.save(tmp_path / "m")
    monkeypatch.setattr("tidings.reader.weights._digest", lambda _: "other")
    with pytest.raises(ModelError, match="train it again with `tidings train`"):
        default_pipeline(Settings(model=str(tmp_path / "m")))
