"""Reports of an invented world with their records, for `situation.py`: as many a day whatever their number.

60 countries, the first with most news, with 80 towns and 6 groups each. What happens in a country in a week
is drawn once, some of it promised before; a report tells ten events, most of them told by others too. One
report in ten is a copy. Words between names are as frequent as in news (`data/link/rarity.tsv`); names of
towns and groups repeat, those of persons are drawn from 9,000.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Final

from tidings.model.contract import with_ids
from tidings.model.mention import Interval
from tidings.model.record import Coded, Event, Evidence, Number, Party, Place, Source, State, When
from tidings.model.report import Report
from tidings.model.span import Span

DAYS: Final = 3650
"""Days over which 100,000 reports lie; fewer reports lie over fewer days."""
FIRST: Final = date(2014, 1, 1)
COUNTRIES: Final = (
    "IQ SY NG UA PK AF YE ML SD ET SO LY CD MM KE IN MX CO BR EG TR IR IL LB PS SA RU US GB FR DE ES IT GR"
    " PL RO RS BY KZ UZ TJ GE AM AZ TH PH ID CN KP KR JP BD LK NP UG RW CF TD NE BF"
).split()
TOWNS: Final = 80
SYLLABLES: Final = "ba ko ri ma tun del sha vor ni ka lu pe gon ter mi sal dro ya fen bu or ti wal".split()
DEEDS: Final = (
    # type, mode, status, what is said
    ("ASSAULT", "firearms", "occurred", "{group} attacked {target} in {town}, killing {dead} people"),
    ("ASSAULT", "explosives", "occurred", "{group} bombed {target} in {town}, killing {dead} people"),
    ("COERCE", "arrest", "occurred", "{group} arrested {dead} {target} in {town}"),
    ("PROTEST", "demo", "occurred", "{dead} {target} marched against {group} in {town}"),
    ("MOBILIZE", "troops", "occurred", "{group} sent {dead} soldiers to {town} against {target}"),
    ("ACCUSE", "disapprove", "occurred", "{group} condemned {target} in {town}"),
    ("REQUEST", None, "occurred", "{group} urged {target} to leave {town}"),
    ("CONSULT", "visit", "occurred", "{group} met {target} in {town}"),
    ("AID", "humanitarian", "occurred", "{group} gave food to {dead} {target} in {town}"),
    ("CONCEDE", None, "occurred", "{group} agreed to withdraw {dead} fighters from {town}"),
    ("RETREAT", "withdraw", "planned", "{group} will withdraw {dead} fighters from {town} next week"),
    ("RETREAT", "withdraw", "occurred", "{group} withdrew {dead} fighters from {town}"),
)
KEPT: Final = 11
VERBS: Final = frozenset(
    "attacked bombed arrested marched sent condemned urged met gave agreed withdraw withdrew".split()
)
TARGETS: Final = "traders herders guards voters students miners drivers teachers".split()


@dataclass(frozen=True, slots=True)
class Happening:
    day: date
    country: int
    town: int
    deed: int
    group: int
    target: str
    dead: int


def reports(many: int, *, seed: str = "world", of: int | None = None) -> Iterator[Coded]:
    """`many` reports over as many days as belong to `of` (None: to `many`)."""
    span = max(30, int(DAYS * (of or many) / 100_000))
    rng = random.Random(f"{seed} {many}")
    made: list[Coded] = []
    number = 0
    while number < many:
        day = FIRST + timedelta(rng.randrange(span))
        country = min(rng.randrange(len(COUNTRIES)), rng.randrange(len(COUNTRIES)))
        main = rng.choice(week_of(country, day.toordinal() // 7))
        for turn in range(min(rng.choice((1, 1, 1, 2, 3, 5, 12)), many - number)):
            if turn and rng.random() < 0.15:
                again = made[rng.randrange(len(made))]
                later = replace(again.report, doc=f"{seed}-{number}", outlet=f"Wire {number % 300}")
                yield with_ids(later, again.events, again.states)
            else:
                made = [*(made if turn else ()), report(rng, main, day, f"{seed}-{number}", turn)]
                yield made[-1]
            number += 1


@lru_cache(maxsize=5000)
def week_of(country: int, week: int) -> tuple[Happening, ...]:
    """What happens in a country in a week, with what was promised two weeks before and is kept."""
    before = [h for h in _drawn(country, week - 2) if DEEDS[h.deed][0] in ("CONCEDE", "RETREAT")]
    kept = [replace(h, deed=KEPT, day=h.day + timedelta(14)) for h in before if h.dead % 2]
    return (*_drawn(country, week), *kept)


def _drawn(country: int, week: int) -> tuple[Happening, ...]:
    rng = random.Random(f"{country} {week}")
    return tuple(
        Happening(
            date.fromordinal(week * 7 + rng.randrange(7)), country,
            min(rng.randrange(TOWNS), rng.randrange(TOWNS)), rng.randrange(KEPT),
            rng.randrange(6), rng.choice(TARGETS), rng.randrange(2, 60),
        )
        for _ in range(max(4, 60 - country))
    )  # fmt: skip


class Text:
    """A text as it is written; `sentence` and `at` give spans in it."""

    def __init__(self) -> None:
        self.text = ""
        self._start = 0

    def sentence(self, words: str) -> Span:
        self._start = len(self.text)
        self.text += f"{words}. "
        return Span(self._start, len(self.text) - 1)

    def at(self, words: str) -> tuple[Span, ...]:
        """Where the words stand first in the last sentence."""
        first = self.text.index(words, self._start)
        return (Span(first, first + len(words)),)


def report(rng: random.Random, main: Happening, day: date, doc: str, turn: int) -> Coded:
    text = Text()
    pool = week_of(main.country, day.toordinal() // 7 - rng.randrange(2))
    told = [main, main, *(rng.choice(pool) for _ in range(8))]
    events = tuple(_event(rng, text, one, turn if one is main else 0) for one in told)
    states = tuple(_state(rng, text, one) for one in told[: 1 + rng.randrange(3)])
    group, town = group_name(main), name_of("town", main.country, main.town)
    published = max(day, main.day) + timedelta(turn % 5 + rng.randrange(2))
    title = f"{group} {rng.choice(('in', 'near', 'leaves', 'holds'))} {town}"
    outlet = f"Outlet {rng.randrange(300)}"
    return with_ids(Report(doc, text.text, published, title=title, outlet=outlet), events, states)


def _event(rng: random.Random, text: Text, one: Happening, turn: int) -> Event:
    type_, mode, status, said = DEEDS[one.deed]
    group, town = group_name(one), name_of("town", one.country, one.town)
    dead = str(one.dead + turn)
    told = said.format(group=group, target=one.target, town=town, dead=dead)
    verb = next(word for word in told.removeprefix(group).split() if word in VERBS)
    person = f"{name_of('first', rng.randrange(300))} {name_of('person', rng.randrange(9000))}"
    dated = rng.random() < 0.7
    when = f" on {one.day:%d %B}" if dated else ""
    span = text.sentence(f"{told}{when}, {person} said of the {' '.join(words(rng, 10))}")
    return Event(
        id="", type=type_, mode=mode, status=status, background=rng.random() < 0.1,
        evidence=(Evidence(span, text.at(verb)[0]),),
        actors=(_group(one, text),),
        recipients=(Party(one.target, (one.target,), text.at(one.target)),) if one.target in told else (),
        place=_place(one, text) if rng.random() < 0.7 else None,
        when=When(Interval(one.day, one.day), text.at(f"{one.day:%d %B}")) if dated else None,
        killed=Number((int(dead), int(dead)), text.at(dead)) if type_ == "ASSAULT" else None,
        sources=(Source(person, (person,), "said", text.at(person)),),
        confidence=round(rng.uniform(0.5, 1.0), 2),
    )  # fmt: skip


def _state(rng: random.Random, text: Text, one: Happening) -> State:
    """Presence or control of a town by a group, or who has an office in it."""
    group, town = group_name(one), name_of("town", one.country, one.town)
    kind = rng.choice(("presence", "presence", "control", "position"))
    if kind == "position":
        person = f"{name_of('first', one.town)} {name_of('person', one.country * TOWNS + one.town)}"
        span = text.sentence(f"{person} is commander of {group}")
        return State(
            id="", kind=kind, evidence=(Evidence(span, text.at("commander")[0]),),
            holder=Party(person, (person,), text.at(person), kind="person"), other=_group(one, text),
            role="commander", role_span=text.at("commander")[0], status="current", confidence=0.8,
        )  # fmt: skip
    many = str(rng.randrange(2, 90) * 100)
    if kind == "control":
        span = text.sentence(f"{group} controls {town}")
    else:
        span = text.sentence(f"{group} has {many} fighters in {town}")
    return State(
        id="", kind=kind, evidence=(Evidence(span, text.at("controls" if kind == "control" else "has")[0]),),
        holder=_group(one, text), place=_place(one, text), status="holds", confidence=0.8,
        count=Number((int(many), int(many)), text.at(many)) if kind == "presence" else None,
    )  # fmt: skip


def _group(one: Happening, text: Text) -> Party:
    name = group_name(one)
    return Party(name, (name,), text.at(name), id=f"g{one.country * 6 + one.group}", kind="force")


def _place(one: Happening, text: Text) -> Place:
    name = name_of("town", one.country, one.town)
    return Place(
        name, COUNTRIES[one.country], text.at(name), lat=(one.country * 2.3 + one.town * 0.31) % 80 - 40,
        lon=(one.town * 4.7) % 300 - 150, geonames=one.country * 1000 + one.town, precision="town",
    )  # fmt: skip


def group_name(one: Happening) -> str:
    return f"{name_of('group', one.country, one.group)} {('Front', 'Army', 'Council')[one.group % 3]}"


@cache
def name_of(*what: object) -> str:
    rng = random.Random(" ".join(map(str, what)))
    return "".join(rng.choice(SYLLABLES) for _ in range(3)).capitalize()


@cache
def _frequent() -> tuple[list[str], list[float]]:
    table = files("tidings") / "data" / "link" / "rarity.tsv"
    lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return [line[0] for line in lines], list(accumulate(float(line[1]) for line in lines))


def words(rng: random.Random, many: int) -> list[str]:
    known, weights = _frequent()
    return rng.choices(known, cum_weights=weights, k=many)
