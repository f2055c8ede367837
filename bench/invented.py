"""Reports of an invented world with their records, for `situation.py`: as many a day whatever their number.

It assumes that a store grows as news does: 27 reports a day, so 100,000 lie over ten years. 60 countries,
the first with a thirtieth of all news, with 80 towns and 24 groups each, of which the first are told of
most. What happens in a country in a week is drawn once, some of it promised before; a report tells ten
events, two of them of what it is about and eight of what else happened there in this week or the last, most
of them told by others too. One report in ten is a copy. Words are as frequent as in news
(`data/link/rarity.tsv`), and so are names: a town or group that is told of in so many of 10,000 reports has
a name that is as frequent, if any is. Each happening has words of its own, of which every telling has half.
Names of persons are drawn from 9,000.

With `dense`, as one war would be: 6 groups a country, all names as rare as can be, and no words that tellings
of one happening share and others do not. Nearly everything then resembles what else happened in its week.
"""

from __future__ import annotations

import random
from bisect import bisect_left
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
GROUPS: Final = 24
DENSE_GROUPS: Final = 6
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
OWN: Final = 10
"""Words of a happening, of which each telling has half."""
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
    group_name: str
    town_name: str
    words: tuple[str, ...]


def reports(many: int, *, seed: str = "world", of: int | None = None, dense: bool = False) -> Iterator[Coded]:
    """`many` reports over as many days as belong to `of` (None: to `many`)."""
    span = max(30, int(DAYS * (of or many) / 100_000))
    rng = random.Random(f"{seed} {many}")
    made: list[Coded] = []
    number = 0
    while number < many:
        day = FIRST + timedelta(rng.randrange(span))
        country = min(rng.randrange(len(COUNTRIES)), rng.randrange(len(COUNTRIES)))
        main = rng.choice(week_of(country, day.toordinal() // 7, dense))
        for turn in range(min(rng.choice((1, 1, 1, 2, 3, 5, 12)), many - number)):
            if turn and rng.random() < 0.15:
                again = made[rng.randrange(len(made))]
                later = replace(again.report, doc=f"{seed}-{number}", outlet=f"Wire {number % 300}")
                yield with_ids(later, again.events, again.states)
            else:
                made = [*(made if turn else ()), report(rng, main, day, f"{seed}-{number}", turn, dense)]
                yield made[-1]
            number += 1


@lru_cache(maxsize=5000)
def week_of(country: int, week: int, dense: bool = False) -> tuple[Happening, ...]:
    """What happens in a country in a week, with what was promised two weeks before and is kept."""
    before = [h for h in _drawn(country, week - 2, dense) if DEEDS[h.deed][0] in ("CONCEDE", "RETREAT")]
    kept = [replace(h, deed=KEPT, day=h.day + timedelta(14)) for h in before if h.dead % 2]
    return (*_drawn(country, week, dense), *kept)


def _drawn(country: int, week: int, dense: bool) -> tuple[Happening, ...]:
    rng = random.Random(f"{country} {week}")
    return tuple(_happening(rng, country, week, dense) for _ in range(max(4, 60 - country)))


def _happening(rng: random.Random, country: int, week: int, dense: bool) -> Happening:
    town = min(rng.randrange(TOWNS), rng.randrange(TOWNS))
    group = rng.randrange(DENSE_GROUPS) if dense else min(rng.randrange(GROUPS), rng.randrange(GROUPS))
    return Happening(
        date.fromordinal(week * 7 + rng.randrange(7)), country, town, rng.randrange(KEPT), group,
        rng.choice(TARGETS), rng.randrange(2, 60), group_name(country, group, dense),
        town_name(country, town, dense), () if dense else tuple(words(rng, OWN)),
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


def report(rng: random.Random, main: Happening, day: date, doc: str, turn: int, dense: bool) -> Coded:
    text = Text()
    pool = week_of(main.country, day.toordinal() // 7 - rng.randrange(2), dense)
    told = [main, main, *(rng.choice(pool) for _ in range(8))]
    events = tuple(_event(rng, text, one, turn if one is main else 0) for one in told)
    states = tuple(_state(rng, text, one) for one in told[: 1 + rng.randrange(3)])
    group, town = main.group_name, main.town_name
    published = max(day, main.day) + timedelta(turn % 5 + rng.randrange(2))
    title = f"{group} {rng.choice(('in', 'near', 'leaves', 'holds'))} {town}"
    outlet = f"Outlet {rng.randrange(300)}"
    return with_ids(Report(doc, text.text, published, title=title, outlet=outlet), events, states)


def _event(rng: random.Random, text: Text, one: Happening, turn: int) -> Event:
    type_, mode, status, said = DEEDS[one.deed]
    group, town = one.group_name, one.town_name
    dead = str(one.dead + turn)
    told = said.format(group=group, target=one.target, town=town, dead=dead)
    verb = next(word for word in told.removeprefix(group).split() if word in VERBS)
    person = f"{name_of('first', rng.randrange(300))} {name_of('person', rng.randrange(9000))}"
    dated = rng.random() < 0.7
    when = f" on {one.day:%d %B}" if dated else ""
    about = [*rng.sample(one.words, len(one.words) // 2), *words(rng, 10 - len(one.words) // 2)]
    span = text.sentence(f"{told}{when}, {person} said of the {' '.join(about)}")
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
    group, town = one.group_name, one.town_name
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
    name = one.group_name
    return Party(name, (name,), text.at(name), id=f"g{one.country * GROUPS + one.group}", kind="force")


def _place(one: Happening, text: Text) -> Place:
    name = one.town_name
    return Place(
        name, COUNTRIES[one.country], text.at(name), lat=(one.country * 2.3 + one.town * 0.31) % 80 - 40,
        lon=(one.town * 4.7) % 300 - 150, geonames=one.country * 1000 + one.town, precision="town",
    )  # fmt: skip


@cache
def group_name(country: int, group: int, dense: bool = False) -> str:
    chance = 1 / DENSE_GROUPS if dense else _of_two(group, GROUPS)
    name = _name(("group", country, group), 0.0 if dense else _of_two(country, len(COUNTRIES)) * chance)
    return f"{name} {('Front', 'Army', 'Council')[group % 3]}"


@cache
def town_name(country: int, town: int, dense: bool = False) -> str:
    chance = _of_two(country, len(COUNTRIES)) * _of_two(town, TOWNS)
    return _name(("town", country, town), 0.0 if dense else chance)


def _of_two(n: int, many: int) -> float:
    """Chance that the lesser of two numbers below `many` is `n`."""
    return ((many - n) ** 2 - (many - n - 1) ** 2) / many**2


def _name(what: tuple[str, int, int], chance: float) -> str:
    """`chance` that an event is of it. A report tells of nine happenings, so it is in nine times as many."""
    known, often = _names()
    stem = bisect_left(often, 9 * 10_000 * chance)
    if stem == 0:
        return name_of(*what)
    rng = random.Random(" ".join(map(str, what)))
    return known[max(0, min(stem + rng.randrange(-40, 41), len(known) - 1))].capitalize()


@cache
def _names() -> tuple[list[str], list[float]]:
    """Stems that are letters only, the rarest first, with the number of 10,000 reports each is in."""
    table = sorted((often, stem) for stem, often in _rarity() if stem.isalpha() and len(stem) > 3)
    return [stem for _, stem in table], [often for often, _ in table]


@cache
def name_of(*what: object) -> str:
    rng = random.Random(" ".join(map(str, what)))
    return "".join(rng.choice(SYLLABLES) for _ in range(3)).capitalize()


@cache
def _rarity() -> list[tuple[str, float]]:
    table = files("tidings") / "data" / "link" / "rarity.tsv"
    lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return [(line[0], float(line[1])) for line in lines]


@cache
def _frequent() -> tuple[list[str], list[float]]:
    return [stem for stem, _ in _rarity()], list(accumulate(often for _, often in _rarity()))


def words(rng: random.Random, many: int) -> list[str]:
    known, weights = _frequent()
    return rng.choices(known, cum_weights=weights, k=many)
