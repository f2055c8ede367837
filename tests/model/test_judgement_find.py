"""A judged record is found again in another reading, or not at all: never another one in its place."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from make import ATTACK, REPORT, TEXT, at, coded
from strategies import codeds

from tidings.model.judgement_find import find, target_of
from tidings.model.record import Event, Evidence
from tidings.model.span import Span

SENTENCE = at(TEXT.split(". ")[0])
FIRED = replace(ATTACK, evidence=(Evidence(SENTENCE, at("fired")),))
KILLED = replace(ATTACK, mode=None, evidence=(Evidence(SENTENCE, at("killing")),))
SAID = replace(ATTACK, type="ACCUSE", mode=None, evidence=(Evidence(SENTENCE, at("said")),))


def where(judged: Event, *then: Event, now: tuple[Event, ...]) -> int | None:
    old, new = (coded(events=events).events for events in ((judged, *then), now))
    return find(target_of(REPORT.id, old[0], old), new)


def test_the_same_id_is_found_wherever_it_stands() -> None:
    assert where(FIRED, SAID, now=(SAID, FIRED)) == 1


def test_a_trigger_that_overlaps_is_enough_though_evidence_and_type_have_changed() -> None:
    moved = Evidence(Span(SENTENCE.start, SENTENCE.end - 20), Span(at("fired").start, at("rockets").end))
    assert where(FIRED, now=(SAID, replace(FIRED, evidence=(moved,), status="possible"))) == 1
    assert where(FIRED, now=(SAID, replace(SAID, evidence=(moved,)))) == 1


def test_of_several_with_that_trigger_the_one_of_its_type_is_taken() -> None:
    other = replace(SAID, evidence=FIRED.evidence)
    assert where(FIRED, now=(other, replace(FIRED, killed=None))) == 1


def test_another_trigger_will_do_where_no_other_event_of_the_type_shares_the_words() -> None:
    assert where(FIRED, SAID, now=(SAID, KILLED)) == 1
    assert where(FIRED, SAID, now=(SAID,)) is None


def test_a_judgement_does_not_move_to_the_event_beside_it() -> None:
    assert where(FIRED, KILLED, now=(KILLED,)) is None
    assert where(FIRED, now=(KILLED, replace(KILLED, evidence=(Evidence(SENTENCE, at("Tuesday")),)))) is None


def test_evidence_that_has_little_in_common_is_not_enough() -> None:
    short = replace(KILLED, evidence=(Evidence(at("killing at least four guards"), at("killing")),))
    assert where(FIRED, now=(short,)) is None


@given(st.data())
def test_every_record_finds_itself_and_a_slightly_moved_one(data: st.DataObject) -> None:
    one = data.draw(codeds())
    for records in (one.events, one.states):
        for n, record in enumerate(records):
            target = target_of(one.report.id, record, records)
            assert find(target, records) == n
            if record.evidence[0].trigger:
                alone = replace(record, id="other")
                assert find(target, [alone]) == 0
