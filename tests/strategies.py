"""Hypothesis strategies: reports and records that the format allows, of any text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from tidings.model.codes import (
    CONFIDENCE_FIELDS,
    ENTITY_KINDS,
    EVENT_TYPES,
    MODES,
    RELATIONS,
    STATE_STATUSES,
    STATUSES,
)
from tidings.model.contract import dumps_json, with_ids
from tidings.model.judgement import Judgement, stamp
from tidings.model.judgement_fields import FIELDS, PLACE_KEYS
from tidings.model.judgement_find import target_of
from tidings.model.mention import Interval
from tidings.model.record import (
    Coded,
    Dispute,
    Event,
    Evidence,
    Number,
    Party,
    Place,
    Range,
    Source,
    State,
    Unclear,
    Weapon,
    When,
)
from tidings.model.report import Report
from tidings.model.span import Span

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=4, max_size=60)
NAMES = st.one_of(
    st.sampled_from(("Kerr Valley Union", "kerr valley", "U.S. Navy", "Zoë's Front", "Iraq", "IQ")),
    TEXTS.filter(str.strip),
)
DAYS = st.dates(date(2019, 12, 20), date(2020, 1, 10))
CONFIDENCES = st.floats(0, 1)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    return Report(
        doc=draw(TEXTS),
        text=draw(TEXTS),
        published=draw(st.none() | DAYS),
        published_why=draw(TEXTS),
        title=draw(st.none() | TEXTS),
        url=draw(st.none() | TEXTS),
    )


def spans(size: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, size - 1), st.integers(1, size)).map(
        lambda ends: Span(min(ends[0], ends[1] - 1), max(ends[0] + 1, ends[1]))
    )


def some(one: st.SearchStrategy[Span]) -> st.SearchStrategy[tuple[Span, ...]]:
    return st.lists(one, min_size=1, max_size=2).map(tuple)


def ranges() -> st.SearchStrategy[Range]:
    exact = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda r: (min(r), max(r)))
    return st.one_of(exact, st.just((43, None)), st.just((None, 60)))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    open_end = draw(st.sampled_from(("none", "first", "last")))
    return Interval(None if open_end == "first" else first, None if open_end == "last" else last, "range")


def parties(span: st.SearchStrategy[Span]) -> st.SearchStrategy[Party]:
    return st.builds(
        Party, NAMES, st.lists(NAMES, min_size=1, max_size=2).map(tuple), some(span),
        id=st.none() | TEXTS, country=st.sampled_from((None, "IQ", "US")),
        kind=st.sampled_from((None, *ENTITY_KINDS)),
    )  # fmt: skip


@st.composite
def places(draw: st.DrawFn, span: st.SearchStrategy[Span]) -> Place:
    point = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    lat, lon = point or (None, None)
    country = draw(st.sampled_from((None, "IQ", "US")))
    precision = "town" if point else "country"
    return Place(
        draw(NAMES), country, draw(some(span)), lat, lon, draw(st.none() | st.integers(1, 99)), precision
    )


def sources(span: st.SearchStrategy[Span]) -> st.SearchStrategy[tuple[Source, ...]]:
    names = st.lists(NAMES, min_size=1, max_size=2).map(tuple)
    return st.lists(st.builds(Source, NAMES, names, TEXTS, some(span)), max_size=1).map(tuple)


@st.composite
def evidence(draw: st.DrawFn, span: st.SearchStrategy[Span]) -> tuple[Evidence, ...]:
    return tuple(Evidence(s, draw(st.sampled_from((None, s)))) for s in draw(some(span)))


def chances(names: tuple[str, ...], *, least: int) -> st.SearchStrategy[tuple[tuple[str, float], ...]]:
    pairs = st.tuples(st.sampled_from(names), CONFIDENCES)
    return st.lists(pairs, min_size=least, max_size=2, unique_by=lambda pair: pair[0]).map(tuple)


@st.composite
def unclear(draw: st.DrawFn, size: int) -> Unclear:
    span = draw(spans(size))
    return Unclear(Evidence(span, draw(st.sampled_from((None, span)))), draw(chances(EVENT_TYPES, least=1)))


@st.composite
def events(draw: st.DrawFn, size: int) -> Event:
    span = spans(size)
    type = draw(st.sampled_from(("ASSAULT", "AGREE", "CONSULT")))
    numbers = st.none() | st.builds(Number, ranges(), some(span))
    disputes = st.builds(Dispute, NAMES, st.just("killed"), ranges() | TEXTS, some(span))
    return Event(
        "", type, draw(st.sampled_from((None, *MODES[type]))), draw(st.sampled_from(STATUSES)),
        draw(st.booleans()), draw(evidence(span)),
        actors=tuple(draw(st.lists(parties(span), max_size=2))),
        recipients=tuple(draw(st.lists(parties(span), max_size=1))),
        place=draw(st.none() | places(span)),
        when=draw(st.none() | st.builds(When, intervals(), some(span), why=TEXTS)),
        killed=draw(numbers), size=draw(numbers),
        weapon=draw(st.none() | st.builds(Weapon, NAMES, some(span))),
        sources=draw(sources(span)), claims=tuple(draw(st.lists(disputes, max_size=1))),
        confidence=draw(CONFIDENCES), confidences=draw(chances(CONFIDENCE_FIELDS, least=0)),
        why=tuple(draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=1))),
    )  # fmt: skip


@st.composite
def states(draw: st.DrawFn, size: int) -> State:
    span = spans(size)
    kind = draw(st.sampled_from(tuple(STATE_STATUSES)))
    role = draw(st.none() | NAMES)
    return State(
        "", kind, draw(evidence(span)),
        holder=draw(st.none() | parties(span)), other=draw(st.none() | parties(span)),
        role=role, role_span=draw(span) if role else None,
        relation=draw(st.sampled_from((None, *RELATIONS))), place=draw(st.none() | places(span)),
        site=draw(st.none() | parties(span)), count=draw(st.none() | st.builds(Number, ranges(), some(span))),
        of=draw(st.none() | TEXTS), when=draw(st.none() | st.builds(When, intervals(), some(span))),
        status=draw(st.sampled_from((None, *STATE_STATUSES[kind]))), sources=draw(sources(span)),
        confidence=draw(CONFIDENCES),
    )  # fmt: skip


@st.composite
def codeds(draw: st.DrawFn) -> Coded:
    report = draw(reports())
    size = len(report.text)
    return with_ids(
        report, draw(st.lists(events(size), max_size=3)), draw(st.lists(states(size), max_size=2)),
        notes=draw(st.lists(TEXTS, max_size=1)), unclear=draw(st.lists(unclear(size), max_size=2)),
    )  # fmt: skip


_FRAGMENTS = st.sampled_from(
    (
        "Gunmen killed at least nine people in Mosul on Tuesday, the ministry said.", "“", "”", '"', "'s",
        "Iraq’s", "\n\n", "\r\n", "\t", "\u202e", "\u200f", "\x1b[31m", "\u0301", "\u00ad", "\ufeff", "🚀",
        "港", "نهر الفرات", "MOSUL, Iraq —", "3 May 2021", "on Monday", "between 20 and 30", "12,", "(", ")",
        "...", "troops", "withdrew from", "and", "who", "of", "A.", "U.S.-led", "-", "—", "123456789" * 4,
        "a" * 300,
    )
)  # fmt: skip


def messy_texts() -> st.SearchStrategy[str]:
    """Pieces of reports, out of order, between characters of any script."""
    return st.lists(_FRAGMENTS | TEXTS, min_size=1, max_size=14).map(" ".join)


_VALUES: dict[str, tuple[object, ...]] = {
    "type": ("ASSAULT", "PROTEST", "CONSULT"), "mode": (None, "riot", "aerial"), "background": (True, False),
    "killed": (None, [0, 0], [9, None], [3, 12]), "size": ([100, 100],), "weapon": (None, "a drone"),
    "actors": ([], ["Kerr Valley Union"], ["Zoë's Front", "=1+1"]), "recipients": (["Iraq"],),
    "place": (None, dict(zip(PLACE_KEYS, ("Taji", "IQ", 33.5, 44.25, 1, "town"), strict=True))),
    "when": (None, {"start": "2020-01-05", "end": None, "precision": "range"}),
    "holder": (None, "Zoë's Front"), "other": ("Iraq",), "role": (None, "governor"), "count": ([5, 6],),
    "kind": ("tally", "presence"),
}  # fmt: skip
"""Some values that each field can hold."""


@st.composite
def judgements(draw: st.DrawFn, codeds: Sequence[Coded]) -> list[Judgement]:
    """Some about records of these reports, in any order; later ones undo earlier ones now and then."""
    records = [(c, r) for c in codeds for r in (*c.events, *c.states)]
    out: list[Judgement] = []
    for _ in range(draw(st.integers(0, 8)) if records else 0):
        by = draw(st.sampled_from(("ana", "ben", "=eva")))
        at = stamp(datetime(2024, 1, 1, 0, 0, draw(st.integers(0, 5)), tzinfo=UTC))
        because = draw(st.sampled_from((None, "a typing error", '\'so, "he" said\nthis', "+49")))
        whole, record = draw(st.sampled_from(records))
        target = target_of(whole.report.id, record, whole.events if record in whole.events else whole.states)
        kind = draw(st.sampled_from(("record", "field", "field", "pair", "undo")))
        if kind == "undo" and out:
            undone = draw(st.sampled_from(out)).id
            out.append(Judgement("undo", "undone", by, at, undoes=undone, because=because))
        elif kind == "pair" and len(others := [t for t in records if t[1] in t[0].events]) > 1:
            two = draw(st.lists(st.sampled_from(others), min_size=2, max_size=2, unique_by=lambda o: o[1].id))
            targets = tuple(target_of(c.report.id, r, c.events) for c, r in two)
            verdict = draw(st.sampled_from(("same", "different")))
            out.append(Judgement("pair", verdict, by, at, targets, because=because))
        elif kind == "record":
            out.append(Judgement("record", "wrong", by, at, (target,), because=because))
        else:
            field = draw(st.sampled_from([f for f in FIELDS[target.sort] if f in _VALUES]))
            value = dumps_json(draw(st.sampled_from(_VALUES[field])))
            out.append(Judgement("field", "set", by, at, (target,), None, field, value, because))
    return draw(st.permutations(out))
