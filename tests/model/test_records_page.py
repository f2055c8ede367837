"""docs/reference/records.md must say what the format is."""

import json
from collections.abc import Iterator
from pathlib import Path

from make import DOUBT, TEXT, coded

from tidings.model.codes import EVENT_TYPES, RELATIONS, STATE_KINDS, STATE_STATUSES, STATUSES
from tidings.model.contract import check, from_json, to_json
from tidings.views import EVENT_COLUMNS, STATE_COLUMNS

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "records.md").read_text(encoding="utf-8")
EXAMPLE = json.loads(PAGE.split("```json\n")[1].split("```")[0])


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from keys(item)


def test_the_pages_example_is_what_is_written() -> None:
    assert to_json(coded(notes=(), unclear=[DOUBT])) == EXAMPLE
    check(from_json(EXAMPLE))


def test_the_pages_example_is_of_the_report_shown() -> None:
    assert TEXT in " ".join(PAGE.replace("\n> ", " ").split())


def test_every_key_column_and_word_of_the_closed_lists_is_explained() -> None:
    explained = PAGE.split("## The report")[1]
    statuses = [s for known in STATE_STATUSES.values() for s in known]
    for word in (
        *keys(EXAMPLE),
        *EVENT_COLUMNS,
        *STATE_COLUMNS,
        *STATUSES,
        *STATE_KINDS,
        *RELATIONS,
        *statuses,
    ):
        assert f"`{word}`" in explained, word
    assert all(name in explained for name in EVENT_TYPES)
