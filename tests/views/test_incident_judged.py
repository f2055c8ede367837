"""What a person set is that person's word in an incident: no outlet's, no source's, and without words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tellings import coded, told

from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.ledger.filters import EventRow
from tidings.ledger.judging import judge_value, undo
from tidings.model.contract import dumps_json
from tidings.model.judgement_fields import with_corrections
from tidings.model.record import Correction
from tidings.views.compare import columns
from tidings.views.current import all_views
from tidings.views.incident import Incident, assemble
from tidings.views.incident.json import incident_json
from tidings.views.incident.series import toll_series
from tidings.views.incidents import find, load

AT = "2024-05-01T10:00:00.000000+00:00"


def corrected(row: EventRow, **values: Any) -> EventRow:
    done = [Correction(name, dumps_json(v), "", "ana", AT) for name, v in values.items()]
    return replace(row, event=with_corrections(row.event, done))


def said(found: Incident, field: str) -> list[tuple[Any, str, Any, bool]]:
    """Value, whose word it is, who set it, whether it has words."""
    values = incident_json(found)["values"][field]
    return [(one["value"], one["source"], one.get("judged"), bool(one["spans"])) for one in values]


SET: dict[str, Any] = {
    "type": "PROTEST", "mode": "riot", "status": "denied", "killed": [9, 9], "injured": [3, None],
    "detained": [1, 1], "size": [40, 60], "weapon": "a drone",
    "place": {"name": "Ostrin", "country": "DE", "lat": 52.0, "lon": 12.0, "geonames": 12,
              "precision": "town"},
    "when": {"start": "2023-05-01", "end": "2023-05-01", "precision": "day"},
}  # fmt: skip


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("field", sorted(SET))
def test_a_set_value_is_the_persons_word_and_has_no_spans(field: str, alone: bool) -> None:
    rows = [corrected(told("Post", 2, by="the army"), **{field: SET[field]})]
    rows += [] if alone else [told("Star", 3, on=2)]
    found = assemble(rows, {})
    value, *rest = said(found, field)[0]
    assert [value, *rest] == [SET[field], "set by ana", "ana", False]
    others = [one[1:] for name in ("type", "status") if name != field for one in said(found, name)]
    assert all(judged is None and words for _, judged, words in others)


def test_a_value_that_a_person_only_confirmed_stays_its_sources() -> None:
    found = assemble([corrected(told("Post", 2, killed=5, by="the army"), killed=[5, 5])], {})
    assert said(found, "killed") == [([5, 5], "the army", None, True)]
    assert "judged" not in incident_json(found)["tellings"][0]


def test_of_a_list_of_names_only_those_that_were_added_are_the_persons() -> None:
    row = told("Post", 2, actors=["Harrow Front"], by="the army")
    found = assemble([corrected(row, actors=["Harrow Front", "Kestrel Front"])], {})
    assert said(found, "actors") == [
        ("Harrow Front", "the army", None, True),
        ("Kestrel Front", "set by ana", "ana", False),
    ]


def test_a_set_figure_stands_for_the_one_that_was_read() -> None:
    """What follows from it stays: the figure of the same source before it counts no more."""
    first = told("Post", 1, killed=34, by="Interior Ministry")
    second = told("Star", 4, killed=23, by="the Interior Ministry's spokesman")
    toll = assemble([first, corrected(second, killed=[25, 25])], {}).killed
    assert ((toll.low, toll.best, toll.high), toll.disputed) == ((25, 25, 25), False)
    assert [s.lasts for s in toll.said] == [False, True]


def test_a_set_figure_is_the_persons_where_a_party_gives_the_same() -> None:
    row = told("Post", 2, killed=5, claims=[("a doctor", "killed", (9, 9))])
    found = assemble([corrected(row, killed=[9, 9])], {})
    assert said(found, "killed") == [
        ([9, 9], "set by ana", "ana", False),
        ([9, 9], "a doctor", None, True),
    ]
    assert [(k.low, k.best, k.high) for k in toll_series(found, "killed")] == [(9, 9, 9)]


def test_nobody_denies_or_claims_a_deed_by_what_a_person_set() -> None:
    denied = corrected(told("Post", 2, by="the army"), status="denied")
    assert assemble([denied], {}).denied == ()
    blamed = corrected(told("Post", 2, by="Harrow Front"), actors=["Harrow Front"])
    assert assemble([blamed], {}).claimed == ()
    assert assemble([told("Post", 2, by="Harrow Front", actors=["Harrow Front"])], {}).claimed


def test_side_by_side_a_person_has_a_column_of_their_own_without_words() -> None:
    row = corrected(told("Post", 2, killed=5, injured=7, by="the army"), killed=[9, 9], status="denied")
    sides = [one.json() for one in columns(assemble([row, told("Star", 3, killed=5)], {}))]
    assert [(one["source"], one.get("judged")) for one in sides] == [
        ("the army", None), ("Star", None), ("set by ana", "ana"),
    ]  # fmt: skip
    army, star, ana = sides
    assert (army["values"]["killed"], army["values"]["status"]) == ([], [])
    assert army["values"]["injured"] == [[7, 7]]
    assert (ana["values"]["killed"], ana["values"]["status"]) == ([[9, 9]], ["denied"])
    assert ana["words"] == ""
    assert star["words"]


def test_a_person_called_like_an_outlet_is_not_that_outlet() -> None:
    row = corrected(told("Post", 2, killed=5), killed=[9, 9])
    sides = columns(assemble([row, told("Star", 3, killed=5, outlet="ana")], {}))
    assert [one.source for one in sides] == ["Post", "ana", "set by ana"]


def test_in_a_store_too_and_as_read_once_it_is_undone(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        rows = [told("Post", 2, killed=5, by="the army"), told("Star", 3, killed=5)]
        for row in rows:
            store.add_coded(coded(row), reader="r")
        event = rows[0].event.id

        def shown() -> str:
            bring_up_to_date(store, all_views())
            return json.dumps(incident_json(load(store, find(store, event))))

        before = shown()
        judge_value(store, event, "killed", "[9,9]", by="ana")
        after = shown()
        assert '"source": "set by ana"' in after
        assert json.loads(after)["tellings"][0]["judged"] == {"killed": "ana"}
        rebuild(store, all_views())
        assert shown() == after
        undo(store, None, by="ana")
        assert shown() == before
