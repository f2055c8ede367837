"""Hypothesis strategies: reports and records that the format allows, of any text."""

from __future__ import annotations

from datetime import date

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
from tidings.model.contract import with_ids
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
