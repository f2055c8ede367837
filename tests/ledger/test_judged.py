"""What people decided is applied wherever records are read, can be taken back, and outlives readings."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import ATTACK, REPORT, SOLDIERS, coded, number
from strategies import codeds, judgements

from tidings.ledger import (
    EventFilter,
    Judgements,
    StateFilter,
    Store,
    content_digest,
    judged_pairs,
    replay,
    verify,
)
from tidings.ledger.history import history, standings
from tidings.ledger.judging import judge_pair, judge_value, judge_wrong, undo
from tidings.model.contract import dumps, with_ids
from tidings.model.judgement import Judgement
from tidings.model.judgement_find import target_of
from tidings.model.record import Coded, Evidence
from tidings.model.span import Span
from tidings.views import event_rows, state_rows, write_events_csv, write_jsonl

NUMBERS = count()
EVENT = coded().events[0].id
STATE = coded().states[0].id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db") as opened:
        opened.add_coded(coded(), reader="one")
        yield opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("judged")


def fresh(folder: Path, several: Sequence[Coded] = (), said: Sequence[Judgement] = ()) -> Store:
    store = Store.open(folder / f"{next(NUMBERS)}.db")
    for one in several:
        store.add_coded(one, reader="one")
    store.add_judgements(said)
    return store


def everything(store: Store) -> bytes:
    """What users see of it: JSON Lines and the two tables."""
    out = BytesIO()
    write_jsonl(store.codeds(), out)
    write_events_csv(store.events(), out)
    out.write(repr([(r.report.id, r.state) for r in store.states()]).encode("utf-8", "replace"))
    return out.getvalue()


def distinct(several: Sequence[Coded]) -> list[Coded]:
    return list({one.report.id: one for one in several}.values())


def test_a_set_value_is_what_is_shown_filtered_and_counted(store: Store) -> None:
    judge_value(store, EVENT[:6], "type", '"PROTEST"', by="ana", because="a march")
    (row,) = store.events(EventFilter(type="PROTEST"))
    assert (row.event.id, row.event.type, row.event.judged[0].because) == (EVENT, "PROTEST", "a march")
    assert not list(store.events(EventFilter(type="ASSAULT")))
    assert store.coded(REPORT.id).events == (row.event,)
    assert [event.type for _, _, one in store.codings(REPORT.id) for event in one.events] == ["ASSAULT"]
    assert store.counts().events == 1


def test_a_wrong_record_is_left_out_until_that_is_undone_or_a_value_is_set(store: Store) -> None:
    before = everything(store)
    judge_wrong(store, EVENT, by="ana")
    judge_wrong(store, STATE, by="ana")
    assert store.coded(REPORT.id).events == store.coded(REPORT.id).states == ()
    assert (store.counts().events, store.counts().states) == (0, 0)
    undo(store, None, by="ana")
    undo(store, None, by="ana")
    assert everything(store) == before
    judge_wrong(store, EVENT, by="ana")
    judge_value(store, EVENT, "killed", "[9,9]", by="ben")
    assert len(list(store.events(EventFilter(actor="harrow front")))) == 1


def test_the_place_of_a_corrected_record_in_the_table_is_that_of_its_day(store: Store) -> None:
    earlier = replace(ATTACK, killed=None, when=None)
    report = replace(REPORT, outlet="Other")
    store.add_coded(
        coded(report, events=[earlier, replace(ATTACK, killed=number(6, 6, "six"))]), reader="one"
    )
    days = [row.event.when for row in store.events()]
    assert [day is None for day in days] == [False, False, True]
    last = list(store.events())[-1].event.id
    value = '{"start":"2022-06-01","end":"2022-06-01","precision":"day"}'
    judge_value(store, last, "when", value, by="ana")
    assert next(store.events()).event.id == last


def test_undoing_an_undoing_brings_the_judgement_back(store: Store) -> None:
    judge_wrong(store, EVENT, by="ana")
    after = everything(store)
    taken_back = undo(store, None, by="ana")
    assert everything(store) != after
    undo(store, taken_back.id, by="ben")
    assert everything(store) == after


def test_an_undoing_that_comes_before_what_it_undoes_still_counts(store: Store, tmp_path: Path) -> None:
    judge_wrong(store, EVENT, by="ana")
    undo(store, None, by="ana")
    wrong, undoing = store.judgements()
    with fresh(tmp_path, [coded()], [undoing]) as other:
        other.add_judgements([wrong])
        assert everything(other) == everything(store)


def test_of_two_people_the_later_counts_and_both_are_shown(store: Store) -> None:
    judge_value(store, EVENT, "killed", "[5,5]", by="ana")
    judge_value(store, EVENT, "killed", "[6,6]", by="ana")
    judge_value(store, EVENT, "killed", "[7,7]", by="ben")
    (row,) = store.events()
    assert row.event.killed is not None
    assert row.event.killed.value == (7, 7)
    with store.reading() as connection:
        found = standings(connection)
    assert [(s.judgement.value, s.status, len(s.against)) for s in found] == [
        ("[5,5]", "superseded", 0), ("[6,6]", "outvoted", 1), ("[7,7]", "counts", 1),
    ]  # fmt: skip
    undo(store, found[-1].judgement.id, by="ana", because="the ministry corrected it")
    (one,) = [s for s in history(store, EVENT).judged if s.judgement.value == "[7,7]"]
    assert (one.status, one.undone[0].because) == ("undone", "the ministry corrected it")
    assert next(store.events()).event.killed.value == (6, 6)  # type: ignore[union-attr]


def test_wrong_against_a_set_value_is_a_conflict_of_two_people_only(store: Store) -> None:
    judge_value(store, EVENT, "killed", "[5,5]", by="ana")
    judge_wrong(store, EVENT, by="ana")
    with store.reading() as connection:
        assert [(s.status, s.against) for s in standings(connection)] == [("superseded", ()), ("counts", ())]
    judge_value(store, EVENT, "size", "[5,5]", by="ben")
    with store.reading() as connection:
        found = standings(connection)
    assert [(s.status, len(s.against)) for s in found] == [("counts", 0), ("outvoted", 1), ("counts", 1)]


def other_attack() -> Coded:
    return coded(replace(REPORT, outlet="Other"), events=[replace(ATTACK, killed=None)])


def pairs(store: Store, reports: set[str] | None = None) -> list[tuple[str, str, bool]]:
    with store.reading() as connection:
        return judged_pairs(connection, reports)


def test_a_pair_is_what_was_said_last_of_events_that_are_there(store: Store) -> None:
    store.add_coded(other_attack(), reader="one")
    other = other_attack().events[0].id
    first, second = sorted((EVENT, other))
    judge_pair(store, second, first, same=True, by="ana")
    assert pairs(store) == pairs(store, {REPORT.id}) == [(first, second, True)]
    assert pairs(store, {"r0"}) == []
    judge_pair(store, first, second, same=False, by="ben")
    assert pairs(store) == [(first, second, False)]
    judge_wrong(store, other, by="ana")
    assert pairs(store) == []


def moved(one: Coded, by: int) -> Coded:
    """The report as another model reads it: evidence a little shorter, other chances."""

    def shorter(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        first = evidence[0]
        assert first.trigger
        return (replace(first, span=Span(first.span.start, max(first.trigger.end, first.span.end - by))),)

    return with_ids(
        one.report,
        [replace(e, evidence=shorter(e.evidence), confidence=0.5) for e in one.events],
        [replace(s, evidence=shorter(s.evidence)) for s in one.states],
    )


@given(st.integers(1, 12), st.booleans())
@settings(max_examples=8)
def test_judgements_outlive_a_reading_by_another_model(folder: Path, by: int, first: bool) -> None:
    """Whether they are made before the second reading or on the first one's ids after it."""
    with fresh(folder, [coded(), other_attack()]) as store:
        if not first:
            for one in (coded(), other_attack()):
                store.add_coded(moved(one, by), reader="two")
        judge_value(store, EVENT, "killed", "[9,9]", by="ana")
        judge_wrong(store, STATE, by="ana")
        judge_pair(store, EVENT, other_attack().events[0].id, same=True, by="ana")
        if first:
            for one in (coded(), other_attack()):
                store.add_coded(moved(one, by), reader="two")
        (event,) = store.coded(REPORT.id).events
        assert event.id == moved(coded(), by).events[0].id != EVENT
        assert event.killed is not None
        assert event.killed.value == (9, 9)
        assert store.coded(REPORT.id).states == ()
        assert [same for *_, same in pairs(store)] == [True]
        assert [v.record is None for v in history(store, EVENT).versions] == [False, False]


def test_what_is_not_found_after_another_reading_is_shown_and_counts_again_later(store: Store) -> None:
    judge_wrong(store, EVENT, by="ana")
    store.add_coded(with_ids(REPORT, [], [SOLDIERS]), reader="two")
    with store.reading() as connection:
        assert [s.status for s in standings(connection)] == ["not found now"]
    assert history(store, EVENT).shown is None
    store.add_coded(moved(coded(), 3), reader="three")
    assert store.coded(REPORT.id).events == ()


def applied(several: Sequence[Coded], said: Sequence[Judgement]) -> list[Coded]:
    judgements_ = Judgements.of(sorted(said, key=lambda j: j.order))
    return [judgements_.coded(one) for one in several]


@given(st.data())
@settings(max_examples=25)
def test_filters_see_the_corrected_values(folder: Path, data: st.DataObject) -> None:
    several = distinct(data.draw(st.lists(codeds(), min_size=1, max_size=3)))
    said = data.draw(judgements(several))
    events = EventFilter(
        type=data.draw(st.sampled_from((None, "PROTEST", "ASSAULT"))),
        actor=data.draw(st.sampled_from((None, "Kerr Valley Union"))),
        place=data.draw(st.sampled_from((None, "Iraq", "taji"))),
        report=data.draw(st.sampled_from((None, several[0].report.id[:7], several[0].report.doc))),
    )
    states = StateFilter(kind=data.draw(st.sampled_from((None, "presence"))), place=events.place)
    with fresh(folder, several, said) as store:
        shown = applied(several, said)
        assert list(event_rows(store, events)) == list(event_rows(shown, events))
        assert list(state_rows(store, states)) == list(state_rows(shown, states))
        assert {c.report.id: dumps(c) for c in store.codeds()} == {c.report.id: dumps(c) for c in shown}
        counts = store.counts()
        assert (counts.events, counts.states) == (
            sum(len(c.events) for c in shown), sum(len(c.states) for c in shown),
        )  # fmt: skip


@given(st.data(), st.randoms())
@settings(max_examples=10)
def test_the_order_and_portions_of_import_play_no_part(
    folder: Path, data: st.DataObject, shuffle: random.Random
) -> None:
    several = distinct(data.draw(st.lists(codeds(), min_size=1, max_size=2)))
    said = data.draw(judgements(several))
    with fresh(folder, several, said) as one, fresh(folder, [], []) as two:
        again = [*said, *said]
        shuffle.shuffle(again)
        for judgement in again:
            two.add_judgements([judgement])
        for coded_ in reversed(several):
            two.add_coded(coded_, reader="one")
        assert content_digest(one) == content_digest(two)
        assert everything(one) == everything(two)
        with one.reading() as first, two.reading() as second:
            assert standings(first) == standings(second)
            assert judged_pairs(first) == judged_pairs(second)


@given(st.data())
@settings(max_examples=15)
def test_undoing_everything_restores_every_byte(folder: Path, data: st.DataObject) -> None:
    several = distinct(data.draw(st.lists(codeds(), min_size=1, max_size=2)))
    said = [j for j in data.draw(judgements(several)) if j.undoes is None]
    with fresh(folder, several) as store:
        before = everything(store)
        store.add_judgements(said)
        for one in data.draw(st.permutations(said)):
            if one.id not in {u.undoes for u in store.judgements()}:
                undo(store, one.id, by="ben")
        assert everything(store) == before


@given(st.data())
@settings(max_examples=8)
def test_a_replay_has_the_same_judgements_and_shows_the_same(folder: Path, data: st.DataObject) -> None:
    several = distinct(data.draw(st.lists(codeds(), min_size=1, max_size=2)))
    with fresh(folder, several, data.draw(judgements(several))) as store, fresh(folder) as into:
        replay(store, into)
        assert content_digest(store) == content_digest(into)
        assert everything(store) == everything(into)
        assert store.judgements() == into.judgements()
        assert list(verify(into)) == []


def test_what_is_said_last_is_the_last_whatever_the_clock_says(store: Store) -> None:
    event = coded().events[0]
    ahead = Judgement(
        "field", "set", "ben", datetime(2999, 1, 1, tzinfo=UTC).isoformat(timespec="microseconds"),
        (target_of(REPORT.id, event, [event]),), field="killed", value="[1,1]",
    )  # fmt: skip
    store.add_judgements([ahead])
    judge_value(store, EVENT, "killed", "[2,2]", by="ana")
    killed: Any = next(store.events()).event.killed
    assert killed.value == (2, 2)
