"""Which drafts become one event: the joining of groups, and drafts made on parses written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from trees import tree

from tidings.claims import merge
from tidings.claims.drafts import Draft
from tidings.claims.frames import Frame
from tidings.claims.ground import Found
from tidings.claims.merge import EVEN, NEVER, merge_drafts, overlap, pair_features
from tidings.claims.mood import Status
from tidings.claims.roster import Roster
from tidings.claims.tolls import Tolls
from tidings.mentions.lexicon import Trigger
from tidings.model.doc import Doc
from tidings.model.mention import Interval, TimeMention
from tidings.model.record import Number

joined = merge._joined
Scores = NDArray[np.float64]


def symmetric(n: int, values: list[float]) -> Scores:
    score = np.full((n, n), NEVER)
    score[np.triu_indices(n, 1)] = values
    return np.minimum(score, 99.0) if n < 2 else np.where(np.tri(n, k=-1, dtype=bool), score.T, score)


@st.composite
def scores(draw: st.DrawFn) -> Scores:
    """Log-odds for every two of some drafts, no two alike, so that no tie decides."""
    n = draw(st.integers(1, 7))
    pairs = n * (n - 1) // 2
    values = draw(st.lists(st.integers(-40, 40), min_size=pairs, max_size=pairs, unique=True))
    return symmetric(n, [v / 8 + (k + 2) ** 0.5 * 1e-4 for k, v in enumerate(values)])


def groups(score: Scores) -> set[frozenset[int]]:
    return {frozenset(g) for g in joined(score)}


@given(scores())
def test_every_draft_is_in_one_group(score: Scores) -> None:
    found = [i for group in joined(score) for i in group]
    assert sorted(found) == list(range(len(score)))


@given(scores(), st.data())
def test_the_order_of_the_drafts_plays_no_part(score: Scores, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(score))))
    turned = groups(score[np.ix_(order, order)])
    assert {frozenset(order[i] for i in g) for g in turned} == groups(score)


@given(scores())
def test_in_the_end_no_two_groups_are_likelier_one(score: Scores) -> None:
    found = [sorted(g) for g in groups(score)]
    for k, one in enumerate(found):
        assert all(score[np.ix_(one, other)].mean() <= EVEN for other in found[:k])


def test_two_likely_pairs_do_not_make_a_third_that_is_impossible_one_event() -> None:
    """Average linkage: 0 and 1, 1 and 2 go together, 0 and 2 cannot."""
    score = symmetric(3, [4.0, NEVER, 3.0])
    assert groups(score) == {frozenset({0, 1}), frozenset({2})}


def test_a_pair_is_one_event_above_the_threshold_and_two_at_it() -> None:
    assert groups(symmetric(2, [EVEN + 0.01])) == {frozenset({0, 1})}
    assert groups(symmetric(2, [EVEN])) == {frozenset({0}), frozenset({1})}


# -- drafts ------------------------------------------------------------------------------------

KILLED = "Gunmen NNS 2 nsubj\n killed VBD 0 root\n guards NNS 2 obj\n on IN 5 case\n {day} NNP 2 obl"
DAYS = {"Monday": date(2021, 5, 10), "Tuesday": date(2021, 5, 11), "Sunday": date(2021, 5, 9)}


def report(*days: str) -> Doc:
    """A sentence a day: gunmen killed guards on it."""
    doc = tree(*(KILLED.format(day=day) for day in days))
    times = [
        TimeMention(
            doc.span(t.i, t.i), t.i, t.i, "DATE", t.text, Interval(DAYS[t.text], DAYS[t.text]), "made"
        )
        for t in doc.tokens
        if t.text in DAYS
    ]
    doc.add("times", tuple(times))
    doc.add("places", ())
    return doc


def draft(
    n: int,
    *,
    type: str = "ASSAULT",
    status: str = "occurred",
    killed: Number | None = None,
    bare: bool = False,
) -> Draft:
    """The draft of the report's n-th sentence. `bare`: without anybody in it."""
    entry = Trigger("kill", "VERB", (), type, None, (), (), None, False, "")
    first = 5 * n
    actors, recipients = ([], []) if bare else ([first], [first + 2])
    frame = Frame(first + 1, entry, actors, recipients)
    return Draft(
        frame, type, None, Status(status, None, "made"), actors, recipients, [], [Found(n, 1.0)],
        Tolls(killed=killed), None, (), False,
    )  # fmt: skip


def test_the_same_day_and_another_day_are_told_apart() -> None:
    doc = report("Monday", "Monday", "Tuesday")
    roster = Roster(doc)
    same = pair_features(doc, roster, draft(0), draft(1)) or []
    assert "time=same day" in same
    assert pair_features(doc, roster, draft(1), draft(2)) is None, "two days told apart are two deeds"
    assert "actors=same ASSAULT" in same
    assert "sentences apart=1" in same


SHOT = "{who} NNP 3 nsubj\n was VBD 3 aux:pass\n {verb} VBN 0 root\n in IN 5 case\n {year} CD 3 obl"


def deaths(*told: tuple[str, str, str]) -> tuple[Doc, list[Draft]]:
    """Sentences of who was what in which year, and their drafts."""
    lines = [SHOT.format(who=who, verb=verb, year=year) for who, verb, year in told]
    doc = tree(*lines, names={who: "person" for who, _, _ in told})
    years = [t for t in doc.tokens if t.text.isdigit()]
    spans = [Interval(date(int(t.text), 1, 1), date(int(t.text), 12, 31), "year") for t in years]
    times = [
        TimeMention(doc.span(t.i, t.i), t.i, t.i, "DATE", t.text, span, "made")
        for t, span in zip(years, spans, strict=True)
    ]
    doc.add("times", tuple(times))
    doc.add("places", ())
    drafts = []
    for n, one in enumerate(draft(n) for n in range(len(told))):
        entry = replace(one.frame.entry, lemma=told[n][1])
        frame = Frame(5 * n + 2, entry, [], [5 * n])
        drafts.append(replace(one, frame=frame, actors=[], recipients=[5 * n]))
    return doc, drafts


@pytest.mark.parametrize(
    ("one", "other", "can"),
    [
        (("Varo", "killed", "2004"), ("Desta", "murdered", "2004"), False),
        (("Varo", "killed", "2004"), ("Varo", "murdered", "2004"), True),
        (("Varo", "attacked", "2004"), ("Desta", "attacked", "2004"), True),
        (("Varo", "attacked", "2004"), ("Varo", "attacked", "2012"), False),
    ],
)
def test_deaths_of_two_persons_and_deeds_of_two_years_are_apart(
    one: tuple[str, str, str], other: tuple[str, str, str], can: bool
) -> None:
    doc, drafts = deaths(one, other)
    assert (pair_features(doc, Roster(doc), *drafts) is not None) is can


@pytest.mark.parametrize(
    ("a", "b", "can"),
    [
        (("ASSAULT", "occurred"), ("ASSAULT", "denied"), True),
        (("ASSAULT", "occurred"), ("COERCE", "occurred"), False),
        (("CONCEDE", "occurred"), ("RETREAT", "planned"), True),
        (("CONCEDE", "occurred"), ("RETREAT", "occurred"), False),
        (("AGREE", "occurred"), ("COOPERATE", "planned"), True),
    ],
)
def test_only_one_type_or_a_plan_and_its_promise_can_be_one_event(
    a: tuple[str, str], b: tuple[str, str], can: bool
) -> None:
    doc = report("Monday", "Monday")
    pair = draft(0, type=a[0], status=a[1]), draft(1, type=b[0], status=b[1])
    assert (pair_features(doc, Roster(doc), *pair) is not None) is can


def test_the_draft_that_says_most_speaks_for_its_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "EVEN", -99.0)
    doc = report("Monday", "Tuesday")
    full = draft(1, killed=Number((3, 3), (doc.span(7, 7),)))
    ((first, second),) = merge_drafts(doc, Roster(doc), [draft(0), full])
    assert (first.trigger, second.trigger) == (full.trigger, draft(0).trigger)


def events(doc: Doc, drafts: list[Draft]) -> list[list[int]]:
    return [[d.trigger for d in group] for group in merge_drafts(doc, Roster(doc), drafts)]


@given(st.permutations(range(4)))
@settings(max_examples=24, deadline=None)
def test_drafts_in_any_order_become_the_same_events(order: list[int]) -> None:
    doc = report("Monday", "Tuesday", "Monday", "Sunday")
    drafts = [draft(n, bare=n == 3) for n in range(4)]
    assert events(doc, [drafts[n] for n in order]) == events(doc, drafts)


def test_a_noun_that_points_back_does_so_from_any_place_of_the_list() -> None:
    doc = tree(KILLED.format(day="Monday"), "The DT 2 det\n attack NN 3 nsubj\n ended VBD 0 root")
    doc.add("times", ())
    doc.add("places", ())
    told, again = (replace(draft(n, bare=n == 1), times=[]) for n in range(2))
    assert events(doc, [told, again]) == events(doc, [again, told]) == [[1, 6]]


def test_no_drafts_are_no_events() -> None:
    doc = report("Monday")
    assert merge_drafts(doc, Roster(doc), []) == []


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        (("Monday", "Tuesday"), ("Tuesday", "Tuesday"), True),
        (("Sunday", "Sunday"), ("Monday", "Tuesday"), False),
        (("Monday", None), ("Tuesday", "Tuesday"), True),
        (("Monday", None), ("Sunday", "Sunday"), False),
        ((None, None), ("Sunday", "Sunday"), True),
    ],
)
def test_intervals_share_a_day_and_an_open_bound_reaches_for_ever(
    a: tuple[str | None, str | None], b: tuple[str | None, str | None], share: bool
) -> None:
    one, other = (Interval(*(DAYS[d] if d else None for d in days)) for days in (a, b))
    assert overlap(one, other) is overlap(other, one) is share
