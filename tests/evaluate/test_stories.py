"""Scoring on story lines: what is read of their files, which events stand for what, which facts are right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from running import Run

from tidings.errors import InputError
from tidings.evaluate.formats_stories import Fact, read_stories
from tidings.evaluate.stories import score_stories
from tidings.evaluate.stories_facts import judge, same_count, same_party, same_place
from tidings.model.contract import with_ids
from tidings.model.record import Coded, Event, Evidence
from tidings.model.report import Report
from tidings.model.span import Span

FIRST = "Raiders shelled the depot at Vellmar on Monday. Four guards died. A film shows a siege."
SECOND = "The shelling of the depot killed six. The Harrow Front promised a truce."
STORY: dict[str, Any] = {
    "format": "story/1", "story": "depot", "about": "a depot is shelled", "covers": ["rising-toll"],
    "reports": [
        {"doc": "depot-1", "published": "2023-05-02", "outlet": "Lowland Post", "text": FIRST},
        {"doc": "depot-2", "published": "2023-05-04", "outlet": "Ridge Wire", "title": "Six", "text": SECOND},
    ],
    "happenings": {
        "h1": {"what": "the shelling", "type": "ASSAULT", "told": [
            {"doc": "depot-1", "quote": "Raiders shelled the depot at Vellmar", "trigger": "shelled"},
            {"doc": "depot-2", "quote": "The shelling of the depot", "trigger": "shelling"},
        ]},
        "h2": {"what": "a truce promised", "type": "CONCEDE", "told": [
            {"doc": "depot-2", "quote": "promised a truce", "trigger": "promised"}]},
    },
    "no_happening": [{"doc": "depot-1", "quote": "A film shows a siege", "why": "a film"}],
    "facts": [
        {"fact": "toll", "happening": "h1", "field": "killed", "low": 4, "high": 6, "best": 6},
        {"fact": "toll", "happening": "h1", "field": "killed", "low": 4, "best": 4, "known_on": "2023-05-03"},
        {"fact": "promise", "happening": "h2", "on": "2023-05-05", "is": "pending"},
    ],
}  # fmt: skip


def write(folder: Path, change: Callable[[dict[str, Any]], None] | None = None, name: str = "depot") -> Path:
    story = deepcopy(STORY)
    if change:
        change(story)
    (folder / f"{name}.json").write_text(json.dumps(story), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        (lambda s: s.update(format="story/9"), "field format", "not 'story/1'"),
        (lambda s: s["reports"][0].update(published="2 May"), "reports 1, field published", "no day"),
        (lambda s: s["reports"][1].update(doc="depot-1"), "reports", "two have one name"),
        (lambda s: s["happenings"]["h1"].update(type="BANG"), "happenings h1, field type", "no event type"),
        (
            lambda s: s["happenings"]["h1"]["told"][0].update(quote="Raiders fled"),
            "told 1, field quote",
            "not in",
        ),
        (lambda s: s["happenings"]["h1"]["told"][0].update(quote="a"), "told 1, field quote", "twice"),
        (
            lambda s: s["happenings"]["h1"]["told"][0].update(trigger="fell"),
            "field trigger",
            "not in the quote",
        ),
        (lambda s: s["happenings"]["h1"]["told"][0].update(doc="depot-9"), "field doc", "no report"),
        (lambda s: s["facts"][0].update(fact="weather"), "facts 1, field fact", "'weather' is none"),
        (lambda s: s["facts"][0].pop("field"), "facts 1", "lacks field"),
        (lambda s: s["facts"][0].update(happening="h9"), "facts 1, field happening", "no happening"),
        (lambda s: s["facts"][2].update({"is": "late"}), "facts 3, field is", "'late'"),
        (lambda s: s.update(facts={}), "field facts", "no list"),
        (lambda s: s.update(part_of="h1"), "field part_of", "no pair"),
        (lambda s: s.update(part_of=[["h1", "h9"]]), "field part_of", "no pair"),
        (lambda s: s.update(part_of=[["h1", {}]]), "field part_of", "no pair"),
        (lambda s: s.update(part_of=[["h1", "h1"]]), "field part_of", "no pair"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_field(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], where: str, what: str
) -> None:
    write(tmp_path, change)
    write(tmp_path, name="sound")
    told: list[InputError] = []
    assert [story.name for story in read_stories(tmp_path, told.append)] == ["depot"]
    (error,) = told
    assert "depot.json" in error.where
    assert error.where.endswith(where)
    assert what in error.what


def test_a_promise_is_asked_with_the_reports_of_its_day(tmp_path: Path) -> None:
    (story,) = read_stories(write(tmp_path))
    assert [fact.known_on for fact in story.facts] == [None, date(2023, 5, 3), date(2023, 5, 5)]


@dataclass
class Answers:
    """What a store might answer: every event an incident, but for those put together."""

    incident_of: Mapping[str, str]
    incidents: dict[str, Any] = field(default_factory=dict)
    held: list[Any] = field(default_factory=list)
    promised: list[Any] = field(default_factory=list)
    part_of: dict[str, str] = field(default_factory=dict)

    def incident(self, id: str, known_on: date | None) -> Any:
        return self.incidents.get(id, {"background": False})

    def states(self, day: date, known_on: date | None) -> Any:
        return self.held

    def promises(self, day: date) -> Any:
        return self.promised


def code(report: Report) -> Coded:
    """An event for each of a few words."""
    words = {"shelled": "ASSAULT", "shelling": "ASSAULT", "promised": "CONCEDE", "siege": "ASSAULT"}
    events = []
    for word, type in words.items():
        at = report.text.find(word)
        if at >= 0:
            start = report.text.rfind(". ", 0, at) + 1
            span = Span(start, report.text.find(".", at))
            evidence = (Evidence(span, Span(at, at + len(word))),)
            events.append(Event("", type, None, "occurred", False, evidence))
    return with_ids(report, tuple(events), ())


def scored(folder: Path, *, linked: bool) -> dict[str, Any]:
    @contextmanager
    def ask(codeds: Sequence[Coded]) -> Iterator[Answers]:
        events = {e.id: (c, e) for c in codeds for e in c.events}
        trigger = {id: e.evidence[0].trigger.of(c.report.text) for id, (c, e) in events.items()}  # type: ignore[union-attr]
        shelled = {id for id, word in trigger.items() if word.startswith("shell")}
        of = {id: "i-shelling" if linked and id in shelled else f"i-{id}" for id in events}
        toll = {"killed": {"low": 4, "best": 6, "high": 6}, "background": False}
        yield Answers(of, {"i-shelling": toll})

    return score_stories(folder, code, ask, only=None, tell=lambda error: None).figures


def test_links_spread_and_invented_incidents_are_counted(tmp_path: Path) -> None:
    apart, linked = (scored(write(tmp_path), linked=linked) for linked in (False, True))
    assert (apart["links_recall"], linked["links_f1"]) == (0.0, 100.0)
    assert (apart["incidents_per_happening"], linked["incidents_per_happening"]) == (1.5, 1.0)
    assert apart["mentions_read"] == 100.0
    assert apart["invented"] == 1  # the siege in a film
    assert apart["toll_right"] == 0.0
    assert linked["toll_right"] == 50.0


def fact(kind: str, /, **given: Any) -> Fact:
    return Fact(kind, {"fact": kind, **given}, None)


@pytest.mark.parametrize(
    ("matched", "of", "cause"),
    [
        ({}, {}, "not read"),
        ({"a": "h1", "b": "h1"}, {"a": "i1", "b": "i2"}, "not linked"),
        ({"a": "h1", "c": "h2"}, {"a": "i1", "c": "i1"}, "linked too much"),
        ({"a": "h1"}, {"a": "i1"}, "wrong value"),
    ],
)
def test_the_cause_of_a_miss_is_told(matched: dict[str, str], of: dict[str, str], cause: str) -> None:
    asked = Answers(of, {"i1": {"status": "planned"}, "i2": {"status": "planned"}})
    assert judge(fact("status", happening="h1", **{"is": "occurred"}), asked, matched).cause == cause


@pytest.mark.parametrize(
    ("asked_for", "incident", "right"),
    [
        (fact("day", happening="h1", start="2023-05-01", end="2023-05-01"),
         {"when": {"start": "2023-05-01", "end": "2023-05-01"}}, True),
        (fact("day", happening="h1", start="2023-05-01", end="2023-05-01"), {"when": None}, False),
        (fact("toll", happening="h1", field="killed", low=4, best=4),
         {"killed": {"low": 4, "best": 4}}, True),
        (fact("toll", happening="h1", field="killed", low=4, best=4, high=6),
         {"killed": {"low": 4, "best": 4, "high": None}}, False),
        (fact("disputed", happening="h1", field="killed", **{"is": False}), {"disputed": ["killed"]}, False),
        (fact("place", happening="h1", name="Vellmar", country="DE"),
         {"place": {"name": "the depot at Vellmar", "country": "DE"}}, True),
        (fact("claimed-by", happening="h1", names=["Harrow Front"]),
         {"claimed_by": ["the Harrow Front"]}, True),
        (fact("denied-by", happening="h1", names=["Harrow Front", "Reed Guard"]),
         {"denied_by": ["Reed Guard"]}, False),
        (fact("reported-by", happening="h1", outlets=2), {"outlets": 2}, True),
    ],
)  # fmt: skip
def test_values_of_incidents(asked_for: Fact, incident: dict[str, Any], right: bool) -> None:
    verdict = judge(asked_for, Answers({"a": "i1"}, {"i1": incident}), {"a": "h1"})
    assert (verdict.cause is None) == right


def promise(standing: str, *, told: str = "a", by: str | None = None) -> dict[str, Any]:
    deeds = [{"incident": "i9", "told": [{"event": by}]}] if by else []
    return {"id": "i1", "announced": "2023-05-01", "incidents": ["i1"], "told": [{"event": told}],
            "standing": standing, "by": deeds}  # fmt: skip


def test_a_promise_is_right_with_its_standing_and_the_deed_that_kept_it() -> None:
    matched = {"a": "h1", "b": "h2"}
    wanted = fact("promise", happening="h1", on="2023-06-01", by="h2", **{"is": "done"})
    of = {"a": "i1", "b": "i9"}
    assert judge(wanted, Answers(of, promised=[promise("done", by="b")]), matched).cause is None
    assert judge(wanted, Answers(of, promised=[promise("done")]), matched).cause == "wrong value"
    assert judge(wanted, Answers(of, promised=[promise("pending", by="b")]), matched).cause == "wrong value"
    assert judge(wanted, Answers(of, promised=[promise("done")]), {"a": "h1"}).cause == "not read"
    assert judge(wanted, Answers(of), matched).cause == "wrong value"


HELD = {
    "kind": "control", "status": "holds", "holder": {"name": "Southern Mission"}, "other": None, "role": None,
    "place": {"name": "Mueda"}, "count": None, "contested": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "given", "right"),
    [
        ("state", {"place": "Mueda", "holder": "the Southern Mission", "status": "holds"}, True),
        ("state", {"place": "Mueda", "holder": "Reed Guard"}, False),
        ("state", {"place": "Nangade", "holder": "Southern Mission"}, False),
        ("no-state", {"place": "Mueda", "holder": "Southern Mission"}, False),
        ("no-state", {"place": "Nangade", "holder": "Southern Mission"}, True),
    ],
)
def test_states_of_a_day(kind: str, given: dict[str, Any], right: bool) -> None:
    asked = Answers({}, held=[HELD])
    verdict = judge(fact(kind, on="2023-06-01", **{"kind": "control", **given}), asked, {})
    assert (verdict.cause is None) == right


def test_an_ended_state_does_not_hold() -> None:
    asked = Answers({}, held=[{**HELD, "status": "ended"}])
    given = {"on": "2023-06-01", "kind": "control", "place": "Mueda", "holder": "Southern Mission"}
    assert judge(fact("no-state", **given), asked, {}).cause is None
    assert judge(fact("state", **given), asked, {}).cause == "wrong value"
    assert judge(fact("state", **given, status="ended"), asked, {}).cause is None


@pytest.mark.parametrize(
    ("found", "wanted", "right"),
    [
        ([150, 150], [150, 150], True),
        ([142, 158], [150, 150], True),
        ([142, 158], [143, 157], True),
        ([142, 158], [158, 170], False),
        ([130, 158], [150, 150], False),
        ([150, None], [150, None], True),
        ([150, None], [150, 150], False),
        (None, [150, 150], False),
    ],
)
def test_a_count_may_be_as_loose_as_about(found: Any, wanted: list[int | None], right: bool) -> None:
    assert same_count(found, wanted) == right


def test_soldiers_of_a_country_are_the_country() -> None:
    held = {**HELD, "holder": {"name": "Kenyan soldiers", "names": [], "country": "KE"}}
    asked = Answers({}, held=[held])
    assert judge(fact("state", on="2023-06-01", kind="control", holder="Kenya"), asked, {}).cause is None
    assert judge(fact("state", on="2023-06-01", kind="control", holder="Chad"), asked, {}).cause is not None


def test_names_are_alike_by_words_and_places_by_country_too() -> None:
    assert same_party("Brigadier Thura", {"name": "Thura Kyaw", "names": ["Thura"]})
    assert not same_party("Thura Nyein", "Thura Kyaw")
    assert not same_place({"name": "Vellmar", "country": "FR"}, {"name": "Vellmar", "country": "DE"})


@pytest.mark.model
@pytest.mark.slow
def test_the_command_prints_shares_and_misses(tmp_path: Path, run: Run) -> None:
    write(tmp_path)
    printed = run("evaluate", "stories", str(tmp_path), "--misses").stdout
    assert "facts" in printed
    figures = json.loads(run("evaluate", "stories", str(tmp_path), "--json").stdout)
    assert figures["documents"] == 1
    assert 0 <= figures["facts_right"] <= 100
