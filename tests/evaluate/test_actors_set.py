"""PLOVER's gold standard records: reading and scoring."""

import json
from pathlib import Path
from typing import Any

import pytest

from tidings.errors import InputError
from tidings.evaluate.actors import score_actors
from tidings.evaluate.formats_gsr import read_gsr


def written(path: Path, *records: Any) -> Path:
    path.write_text(json.dumps([{"id": "0", "event": "DOCUMENT"}, *records]), encoding="utf-8")
    return path


def record(name: str, text: str, source: Any, target: Any = ()) -> dict[str, Any]:
    return {"id": name, "event": "AID", "text": text, "source": source, "target": target}


HELPED = record(
    "1", "Kenyan doctors helped gunmen of the UN.",
    [{"actorText": "Kenyan doctors", "code": "KEN", "sector": "HLH"}],
    [{"actorText": "UN", "code": "IGO"}, {"actorText": "gunmen", "code": "XYZ", "sector": "CVLkur"}],
)  # fmt: skip


def test_codes_are_countries_or_sectors(tmp_path: Path) -> None:
    (one,) = read_gsr(written(tmp_path / "a", HELPED))
    assert [(a.text, a.sector, a.country) for a in one.actors] == [
        ("Kenyan doctors", "HLH", "KEN"), ("UN", "IGO", None), ("gunmen", "CVL", None),
    ]  # fmt: skip


def test_what_is_left_open_is_not_scored(tmp_path: Path) -> None:
    open_ = record("2", "Iran acted.", [{"actorText": "Iran", "code": "IRN", "sector": "***"}], "a word")
    outcome = score_actors(written(tmp_path / "a", HELPED, open_), only=None, tell=lambda _: None)
    assert outcome.figures == {"sector_accuracy": 66.67, "country_accuracy": 100.0}
    assert (outcome.documents, outcome.items) == (2, 4)


def test_a_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    errors: list[InputError] = []
    path = written(tmp_path / "a", record("2", "x", [{"code": "IRN"}]), HELPED)
    assert [r.name for r in read_gsr(path, errors.append)] == ["1"]
    assert [str(e).startswith(f"{path}, record 2: an actor of source") for e in errors] == [True]
    path.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="broken JSON"):
        list(read_gsr(path))


@pytest.mark.shared
def test_the_figures_of_the_set_hold() -> None:
    path = Path(__file__).parents[3] / "shared" / "data" / "plover" / "PLOVER_GSR_CAMEO.txt"
    outcome = score_actors(path, only=None, tell=lambda _: None)
    assert outcome.figures["sector_accuracy"] >= 75
    assert outcome.figures["country_accuracy"] >= 90
