"""The whole flow, from a report to its records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import messy_texts

from tidings import pipeline as module
from tidings.errors import ModelError
from tidings.model.contract import check, dumps
from tidings.model.doc import Doc
from tidings.model.report import Report
from tidings.pipeline import Pipeline, Stage, default_pipeline, fingerprint
from tidings.settings import Settings

TEXT = (
    "Shells hit the port of Asmarat on Monday, killing three dockers, the harbour master said. "
    "About 200 soldiers are in the town."
)
REPORT = Report(doc="port", text=TEXT, published=date(2021, 5, 19), language="en")


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return default_pipeline()


def stage(name: str, needs: tuple[str, ...], gives: tuple[str, ...]) -> Stage:
    def add(doc: Doc) -> None:
        for layer in gives:
            doc.add(layer, ())

    return Stage(name, needs, gives, add)


def test_a_stage_whose_needs_nothing_before_it_meets_is_refused() -> None:
    late = stage("frames", ("roster", "times"), ("frames",))
    with pytest.raises(ValueError, match="stage 'frames' needs roster; nothing before gives it"):
        Pipeline([stage("times", ("tokens",), ("times",)), late], version="1")


def test_a_layer_is_given_once() -> None:
    twice = [stage("a", (), ("times",)), stage("b", (), ("times",))]
    with pytest.raises(ValueError, match="stage 'b' gives times a second time"):
        Pipeline(twice, version="1")
    with pytest.raises(ValueError, match="gives tokens a second time"):
        Pipeline([stage("a", (), ("tokens",))], version="1")


def test_the_default_stages_in_any_earlier_place_are_refused(pipeline: Pipeline) -> None:
    """What a stage says it needs is what it needs: none can stand before the stage that it reads from."""
    for n, moved in enumerate(pipeline.stages):
        for m, before in enumerate(pipeline.stages[:n]):
            if set(before.gives) & set(moved.needs):
                order = [*pipeline.stages[:m], moved, *pipeline.stages[m:n]]
                with pytest.raises(ValueError, match="nothing before gives it"):
                    Pipeline(order, version="1")


@pytest.mark.model
def test_every_stage_gives_the_layers_it_names_and_leaves_the_others_as_they_are(pipeline: Pipeline) -> None:
    doc = module.segment(REPORT)
    for part in pipeline.stages:
        before = {name: id(doc.layer(name)) for name in doc.layers}
        part.add(doc)
        assert set(doc.layers) == {*before, *part.gives}
        assert all(id(doc.layer(name)) == was for name, was in before.items())


@pytest.mark.model
def test_a_report_has_events_states_and_no_notes(pipeline: Pipeline) -> None:
    coded = pipeline.code(REPORT)
    check(coded)
    assert [e.type for e in coded.events] == ["ASSAULT"]
    assert coded.events[0].when is not None
    assert coded.events[0].when.interval.start == date(2021, 5, 17)
    assert coded.notes == ()


@pytest.mark.model
def test_a_report_in_another_language_has_no_records_and_a_note(pipeline: Pipeline) -> None:
    coded = pipeline.code(replace(REPORT, language="fr"))
    assert (coded.events, coded.states) == ((), ())
    assert coded.notes == ("it is in 'fr'; only English is read, so it is kept without records",)


@pytest.mark.model
def test_a_report_without_a_day_has_a_note_and_no_relative_dates(pipeline: Pipeline) -> None:
    coded = pipeline.code(replace(REPORT, published=None))
    assert len(coded.notes) == 1
    assert "relative dates" in coded.notes[0]
    assert [e.when for e in coded.events] == [None]


@pytest.mark.model
def test_the_same_report_gives_the_same_bytes(pipeline: Pipeline) -> None:
    others = [REPORT, replace(REPORT, text=TEXT.replace("three", "four")), REPORT]
    first, _, again = (dumps(pipeline.code(report)) for report in others)
    assert first == again == dumps(default_pipeline().code(REPORT))


@pytest.mark.model
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "  \t"),
        lambda text: text.replace(". ", ".\r\n\r\n"),
        lambda text: "\ufeff\n\n" + text + "\n\n\n",
        lambda text: text.replace("Asmarat", "Äs\u0301mara\u200dt"),
        lambda text: text.replace("killing", "\u202ekilling\u202c"),
        str.upper,
        str.lower,
    ],
)
def test_odd_blanks_marks_and_capitals_are_read(pipeline: Pipeline, change: Callable[[str], str]) -> None:
    report = replace(REPORT, text=change(TEXT))
    coded = pipeline.code(report)
    check(coded)
    assert coded.report.text == report.text


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "a",
        "?!",
        "Attack",
        "((((((((((",
        "and " * 1000,
        "killed " * 200,
        "kill-" * 500,
        "“" * 500 + "He was killed.",
        TEXT.replace(" ", ""),
        "\n".join(["killed"] * 150),
        "On Monday, " * 100 + "soldiers attacked.",
        "soldiers, " * 150 + "attacked villagers.",
    ],
    ids=lambda text: text[:12],
)
def test_text_that_is_no_report_is_read_without_an_error(pipeline: Pipeline, text: str) -> None:
    check(pipeline.code(replace(REPORT, text=text)))


@pytest.mark.model
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=messy_texts())
def test_any_text_gives_records_whose_spans_lie_in_it(pipeline: Pipeline, text: str) -> None:
    coded = pipeline.code(replace(REPORT, text=text))
    check(coded)
    for record in (*coded.events, *coded.states):
        assert all(evidence.span.of(text).strip() for evidence in record.evidence)


def test_the_version_changes_with_the_data_and_the_rules(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A copy of the package in which one byte of one file differs is another reader."""
    root = Path(module.__file__).parent
    names = ("text/words.tsv", "places/towns.tsv.gz", "triggers.tsv")
    for folder in ("text", "reader", "mentions", "claims", "ontology", "model"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "rules.py").write_bytes(b"a = 1")
    for name in names:
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((root / "data" / name).read_bytes()[:500])
    monkeypatch.setattr(module, "files", lambda _: tmp_path)

    def version() -> str:
        fingerprint.cache_clear()
        return fingerprint()

    seen = [version()]
    for path in (*(tmp_path / "data" / name for name in names), tmp_path / "claims" / "rules.py"):
        path.write_bytes(path.read_bytes() + b"#")
        seen.append(version())
    (tmp_path / "claims" / "__pycache__").mkdir()
    (tmp_path / "claims" / "__pycache__" / "rules.py").write_bytes(b"")
    assert len(set(seen)) == 5
    assert version() == seen[-1]
    fingerprint.cache_clear()


def test_weights_that_are_not_there_are_a_model_error() -> None:
    with pytest.raises(ModelError, match="no reader weights at none"):
        default_pipeline(Settings(weights="none.zip"))
