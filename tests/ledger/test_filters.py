from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import ATTACK, REPORT, SOLDIERS, VELLMAR, coded, day, party
from strategies import DAYS, NAMES, codeds

from tidings.errors import UsageError
from tidings.ledger import EventFilter, EventRow, StateFilter, StateRow, Store
from tidings.ledger.names import fold
from tidings.model.codes import MODES, STATE_KINDS, STATUSES
from tidings.model.record import Coded, Event
from tidings.views import event_rows, state_rows

NUMBERS = count()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("filters")


def found(event: Event = ATTACK, **asked: Any) -> bool:
    (settled,) = coded(events=[event]).events
    return EventFilter(**asked).matches(EventRow(REPORT, settled))


def test_an_actor_is_anyone_on_either_side_by_any_name() -> None:
    assert found(actor="harrow front")
    assert found(actor="The Front")
    assert found(actor="GUARDS")
    assert not found(actor="Interior Ministry")


def test_a_place_is_found_by_name_and_by_country() -> None:
    for asked in ("vellmar", "Germany", "DE", "deu"):
        assert found(place=asked)
    assert not found(place="Denmark")
    assert not found(replace(ATTACK, place=None), place="Germany")
    assert found(
        replace(ATTACK, place=replace(VELLMAR, country=None, name="southern Germany")), place="Germany"
    )


def test_a_source_is_also_one_whose_figure_differs() -> None:
    assert found(source="interior ministry")
    assert found(source="doctor")
    assert not found(source="gunmen")


def test_type_mode_status_and_background_are_exact_in_any_case() -> None:
    assert found(type="assault", mode="Heavy-Weapons", status="OCCURRED", background=False)
    assert not found(type="PROTEST")
    assert not found(mode="aerial")
    assert not found(status="denied")
    assert not found(background=True)


@pytest.mark.parametrize(
    ("first", "last", "since", "until", "expected"),
    [
        (5, 5, 5, 5, True), (5, 5, 6, None, False), (5, 5, None, 4, False), (1, 30, 10, 12, True),
        (1, 10, 10, None, True), (10, 20, None, 10, True), (None, 10, 9, None, True),
        (None, 10, 11, None, False), (None, 10, None, 1, True), (10, None, 25, 26, True),
        (10, None, None, 9, False),
    ],
)  # fmt: skip
def test_an_event_is_in_a_period_that_its_days_overlap(
    first: int | None, last: int | None, since: int | None, until: int | None, expected: bool
) -> None:
    def june(n: int | None) -> date | None:
        return date(2022, 6, n) if n else None

    event = replace(ATTACK, when=day(june(first), june(last)))
    assert found(event, since=june(since), until=june(until)) is expected


def test_an_event_without_a_day_is_in_no_period() -> None:
    undated = replace(ATTACK, when=None)
    assert found(undated)
    assert not found(undated, since=date(1, 1, 1))
    assert not found(undated, until=date(9999, 12, 31))


def test_a_report_is_found_by_id_start_of_id_and_name() -> None:
    for asked in (REPORT.id, REPORT.id[:5], "vellmar"):
        assert found(report=asked)
    for asked in (REPORT.id[:4], "vell"):
        assert not found(report=asked)


def test_confidence_is_at_least_what_is_asked() -> None:
    assert found(min_confidence=0.8125)
    assert not found(min_confidence=0.82)


def test_a_states_actor_is_holder_other_or_site() -> None:
    state = replace(SOLDIERS, holder=party("soldiers"), other=party("guards"), site=party("depot"))
    row = StateRow(REPORT, coded(states=[state]).states[0])
    for asked in ("soldiers", "Guards", "depot"):
        assert StateFilter(actor=asked).matches(row)
    assert not StateFilter(actor="gunmen").matches(row)
    assert StateFilter(kind="PRESENCE", status="holds", place="Vellmar").matches(row)
    assert not StateFilter(kind="control").matches(row)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"type": "land grab"}, "type 'land grab' is not known. Known are: AGREE, CONSULT"),
        ({"mode": "?"}, "mode '\\?' is not known"),
        ({"status": "done"}, "status 'done' is not known. Known are: occurred, ongoing"),
        ({"actor": "?!"}, "actor '\\?!' has no letters or digits"),
        ({"since": date(2020, 1, 2), "until": date(2020, 1, 1)}, "The period ends .* before it starts"),
    ],
)
def test_a_filter_that_can_match_nothing_is_refused(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        EventFilter(**asked)
    with pytest.raises(UsageError, match="kind 'mood' is not known"):
        StateFilter(kind="mood")


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


SHARED = {
    "actor": maybe(NAMES.filter(fold)),
    "place": maybe(NAMES.filter(fold)),
    "source": maybe(NAMES.filter(fold)),
    "min_confidence": maybe(st.floats(0, 1)),
}


@st.composite
def filters(draw: st.DrawFn, one: Any, more: dict[str, st.SearchStrategy[Any]]) -> Any:
    asked = {name: draw(values) for name, values in {**SHARED, **more}.items() if draw(st.booleans())}
    days = sorted((draw(DAYS), draw(DAYS)))
    asked |= draw(
        st.sampled_from(({}, {"since": days[0]}, {"until": days[1]}, {"since": days[0], "until": days[1]}))
    )
    return one(**asked)


EVENT_FILTERS = filters(
    EventFilter,
    {"type": st.sampled_from(("ASSAULT", "AGREE")), "mode": st.sampled_from(MODES["ASSAULT"]),
     "status": st.sampled_from(STATUSES), "background": st.booleans()},
)  # fmt: skip
STATE_FILTERS = filters(StateFilter, {"kind": st.sampled_from(STATE_KINDS), "status": st.just("holds")})


@settings(max_examples=20, deadline=None)
@given(
    st.lists(codeds(), max_size=4),
    st.lists(EVENT_FILTERS, min_size=4, max_size=4),
    st.lists(STATE_FILTERS, min_size=4, max_size=4),
)
def test_a_store_and_the_reports_it_was_filled_from_give_the_same_tables(
    folder: Path, several: list[Coded], of_events: list[EventFilter], of_states: list[StateFilter]
) -> None:
    by_id = {one.report.id: one for one in reversed(several)}
    with Store.open(folder / f"{next(NUMBERS)}.db") as store:
        for one in by_id.values():
            store.add_coded(one, reader="reader 1")
        for where in (EventFilter(), *of_events):
            assert list(event_rows(store, where)) == list(event_rows(by_id.values(), where))
        for states_where in (StateFilter(), *of_states):
            assert list(state_rows(store, states_where)) == list(state_rows(by_id.values(), states_where))
