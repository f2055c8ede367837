"""Who an actor is: from a name or description as a record has it to country, sector, membership and role.

Tried in order, the first that answers decides, and `why` says which it was:

1. The whole name in a list, a user's own before the packaged ones; names in capitals only as written.
   Several rows of a name: the report's countries choose, else the first; a person's row is that of the day.
2. A country, its demonym, its capital as its government.
3. A short name that the report itself explains: an acronym in brackets, a last name after a full name.
4. A person with what stands before the name ("General X"), or beside it in the report.
5. A description: its head noun gives the sector ("villagers"), what it belongs to the country ("Iraqi
   police", "residents of Mosul", "Hezbollah fighters").
6. How long names sound, so that another romanisation is found.
7. Where no country is told: the country of the place of the deed, then the one the report names most. This is
   weak, and `why` says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tidings.mentions.actors_heads import (
    BREAKS,
    LOOSE,
    NOBODYS,
    PARTICIPLES,
    SAY_GOVERNMENT,
    Head,
    colour,
    is_empty,
    noun_at,
)
from tidings.mentions.actors_lists import (
    SECTORS,
    Known,
    Lists,
    alpha3,
    demonym,
    is_acronym,
    packaged,
    sound_key,
    surname_key,
)
from tidings.mentions.actors_office import at_day, holder, in_office
from tidings.mentions.actors_told import said_to_be, words_after
from tidings.mentions.gazetteer_names import exact_key


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report gives beside the name. `countries`: those it is about, the most named first.
    `place_country`: where the deed was. `places`: countries of its places by name. `names`: the other names
    of the report. `aliases`: short names that it explains. `text` is looked in for who somebody is said to
    be."""

    day: date | None = None
    countries: tuple[str, ...] = ()
    place_country: str | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """`name`: the usual one. `key`: what all names of the actor share, also across reports; None for a
    description that means somebody in its report only. `sector`: a code of SECTORS, `country` ISO 3166
    alpha-2; None where unknown, and `why` then says what was missing. `part_of`: names of groups it belongs
    to. `role`: office at the report's day. `source`: table or rule. `weak`: the country is only the
    report's."""

    name: str
    key: str | None
    sector: str | None
    country: str | None
    why: str
    part_of: tuple[str, ...] = ()
    role: str = ""
    source: str = ""
    person: bool = False
    weak: bool = False

    @property
    def kind(self) -> str:
        """The sector in a word; "state" for a country itself; empty where unknown."""
        if self.sector == "GOV" and self.key is not None and self.key.startswith("state:"):
            return "state"
        return SECTORS.get(self.sector or "", "")

    @property
    def country3(self) -> str | None:
        return alpha3().get(self.country or "") if self.country else None


NOWHERE: Final = Setting()
MOST_NAMES: Final = 8
_LISTED: Final = ("list:", "person:")
_OPENERS: Final = frozenset("of the a an some several many all both at about around one two three".split())
"""What stands before a name also with a capital: "The", but not "New"."""
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_EDGES: Final = " \t\n\"“”‘’'[],.;:–—-"
_BRACKET: Final = re.compile(r"\s*\(([^()]*)\)\s*")
_LED: Final = re.compile(
    r"^(.+?)-(led|lead|based|backed|allied|supported|aligned|held|controlled|trained|funded|ruled)$", re.I
)
_PEOPLE: Final = frozenset(
    {"CVL", "REF", "EDU", "HLH", "AGR", "MED", "LAB", "BUS", "JUD", "LEG", "OPP", "REL"}
)
"""Sectors of people who live under a group or country rather than act for it."""


def resolve(names: str | Sequence[str], setting: Setting = NOWHERE, lists: Lists | None = None) -> Actor:
    """The actor that a name, or several names of one party (best first), stands for.

    The first that tells a sector decides; where that is only a description, a listed name of the same sector
    among the others stands for it, and a country that another one tells goes before the report's.
    """
    known = lists or packaged()
    every = (names,) if isinstance(names, str) else tuple(names)
    if not every:
        return _unknown("", "There is no name.")
    best = _resolve(every[0], setting, known)
    if best.sector and best.key and not best.key.startswith("name:") and not best.weak:
        return best
    actors = [best, *(_resolve(name, setting, known) for name in every[1:MOST_NAMES])]
    first = next((a for a in actors if a.sector), actors[0])
    if first.key is None or first.key.startswith("name:"):
        for other in actors:
            if other.key and other.key.startswith(_LISTED) and other.sector == first.sector:
                return other
    if first.country is None or first.weak:
        for other in actors:
            if other.country and not other.weak and other.sector == first.sector:
                return replace(first, country=other.country, weak=False, why=f"{first.why} {other.why}")
    return first


def _resolve(name: str, setting: Setting, lists: Lists) -> Actor:
    short = clean(name)
    if not short:
        return _unknown(name, "There is no name.")
    bracket = _BRACKET.search(short)
    if bracket and bracket.start() > 0:
        outer = _resolve(_BRACKET.sub(" ", short), setting, lists)
        return (
            outer if outer.sector and outer.source else _better(outer, _resolve(bracket[1], setting, lists))
        )
    actor = whole(short, setting, lists)
    if actor is not None and actor.kind == "state" and setting.text:
        actor = _of_that_people(short, actor, setting, lists)
    if actor is None:
        actor = _told_short(short, setting, lists)
    if actor is None:
        actor = _Phrase(short, setting, lists).actor()
    return actor


def _of_that_people(name: str, actor: Actor, setting: Setting, lists: Lists) -> Actor:
    """The slot "Turkish" of "Turkish tanks": the noun that follows in the text says of which sector."""
    if not demonym(name)[0] or exact_key(name) in lists.exact or exact_key(name) == "us":
        return actor
    words = words_after(setting.text, name).split()
    for size in range(1, len(words) + 1):
        if noun_at([w.lower() for w in words[:size]], size) is not None:
            more = _Phrase(" ".join([name, *words[:size]]), replace(setting, text=""), lists).actor()
            if more.sector:
                return replace(more, key=actor.key, name=actor.name)
    return actor


def _better(one: Actor, other: Actor) -> Actor:
    return other if other.sector and not one.sector else one


def clean(name: str) -> str:
    """The name without articles, numbers, quotes and a possessive at its edges."""
    name = _POSSESSIVE.sub("", name.strip(_EDGES).replace("[", "").replace("]", ""))
    if " -" in name or "- " in name:
        name = re.sub(r"(?<=\w) ?- ?(?=\w)", "-", name)  # "el -Sisi"
    words = name.split()
    while len(words) > 1 and (
        (is_empty(words[0]) and not words[0][0].isupper()) or words[0].lower() in _OPENERS
    ):
        words = words[1:]
    return " ".join(words).strip(_EDGES)


def _unknown(name: str, why: str) -> Actor:
    return Actor(name, None, None, None, why)


# -- whole names -----------------------------------------------------------------------------------------


def whole(name: str, setting: Setting, lists: Lists) -> Actor | None:
    """The actor where the lists have the whole name, or where it is a country, people or capital."""
    row = _choose(rows_named(name, lists), setting)
    if row is not None:
        return of_row(row, name, setting)
    return state_named(name, lists)


def rows_named(name: str, lists: Lists) -> list[Known]:
    if is_acronym(name):
        found = lists.acronyms.get(name.replace(".", ""))
        if found:
            return found
    key = exact_key(name)
    if not any(c.isupper() for c in name) and key not in lists.lower:
        return []
    return lists.exact.get(key, [])


def _choose(rows: list[Known], setting: Setting) -> Known | None:
    """Of several rows the user's own, then that of a country the report is about, then the first; a short
    form of a party in the Factbook needs the country, there being so many."""
    if not rows:
        return None
    if rows[0].own:
        return rows[0]
    people = [r for r in rows if r.person]
    if people and people[0] is rows[0]:
        return at_day([r for r in people if r.country == people[0].country] or people, setting.day)
    about = [setting.place_country, *setting.countries] if setting.place_country else list(setting.countries)
    ranked = sorted(
        (r for r in rows if not r.person),
        key=lambda r: about.index(r.country) if r.country in about else 50 if _by_hand(r) else 99,
    )
    best = ranked[0]
    if _by_hand(best) or best.country in about or best.state:
        return best
    return best if len({r.country for r in rows}) == 1 and not is_acronym(best.names[-1]) else None


def _by_hand(row: Known) -> bool:
    return not row.source.startswith("factbook_")


def of_row(row: Known, name: str, setting: Setting) -> Actor:
    where = "your list" if row.own else row.source
    if row.person:
        role, sector = in_office(row, setting.day)
        what = f"{role or 'person'}{' of ' + row.country if row.country else ''}"
        why = f"“{name}” is {row.name}, {what}, in {where}."
        return Actor(row.name, f"person:{exact_key(row.name)}", sector, row.country, why,
                     row.part_of, role, row.source, person=True)  # fmt: skip
    if row.state:
        how = (
            "is the country"
            if exact_key(row.name) == exact_key(alpha_name(row.country or ""))
            else "stands for"
        )
        return state(row.country or "", name, how)
    why = f"“{name}” is {row.name} in {where}."
    return Actor(row.name, f"list:{exact_key(row.name)}:{row.country or '-'}", row.sector, row.country, why,
                 row.part_of, row.role, row.source)  # fmt: skip


def state(code: str, name: str, how: str) -> Actor:
    usual = alpha_name(code)
    return Actor(
        usual, f"state:{code}", "GOV", code, f"“{name}” {how} {usual}.", source="places/countries.tsv"
    )


def alpha_name(code: str) -> str:
    from tidings.mentions.gazetteer_tables import countries

    return countries()[code].names[0] if code in countries() else code


def demonyms_of(code: str) -> tuple[str, ...]:
    from tidings.mentions.gazetteer_tables import countries

    return countries()[code].demonyms if code in countries() else ()


def state_named(name: str, lists: Lists) -> Actor | None:
    key = exact_key(name)
    if not name[:1].isupper():
        return None
    if key in lists.capitals and key not in lists.exact:
        code = lists.capitals[key].country or ""
        return state(code, name, "is the capital and stands for")
    is_people, people = demonym(name)
    if is_people:
        if people is None:
            sector = "CVL" if key.endswith("s") else None
            why = f"“{name}” is a people without a country of its own."
            return Actor(name, None, sector, None, why, source="demonyms")
        if re.search(r"(?:s|men)$", key) and not key.endswith("us"):
            why = f"“{name}” are the people of {alpha_name(people)}."
            return Actor(
                f"people of {alpha_name(people)}", f"{people}:CVL", "CVL", people, why, source="demonyms"
            )
        return state(people, name, "stands for")
    return None


# -- short names that the report explains ----------------------------------------------------------------


def _told_short(name: str, setting: Setting, lists: Lists) -> Actor | None:
    """An acronym or last name whose full form the report gives; a leader's last name where only one is meant."""
    full = setting.aliases.get(name)
    if full and full != name:
        actor = _resolve(full, replace(setting, aliases={}), lists)
        return replace(actor, why=f"The report explains “{name}” as “{full}”. {actor.why}")
    bare = name.removeprefix("al-").removeprefix("el-")
    if " " in name or not bare[:1].isupper() or is_acronym(name):
        return None
    sound = surname_key(exact_key(bare) or bare)
    fuller = [n for n in setting.names if " " in n and _is_last(sound, n)]
    for other in sorted(fuller, key=lambda n: (len(n.split()) > 4, -len(n))):
        actor = _resolve(other, replace(setting, names=()), lists)
        if actor.person or (actor.sector is None and actor.key):
            return replace(actor, why=f"The report names “{other}” in full. {actor.why}")
    people: dict[str, list[Known]] = {}
    for row in lists.surnames.get(sound, ()):
        if in_office(row, setting.day)[0]:
            people.setdefault(row.name, []).append(row)
    about = (None, *setting.countries)
    if len(people) > 1 or len({row.name for row in lists.surnames.get(sound, ())}) > 1:
        people = {who: rows for who, rows in people.items() if rows[0].country in about}
    if len(people) == 1 and noun_at([name.lower()], 1) is None:
        row = at_day(next(iter(people.values())), setting.day)
        actor = of_row(row, name, setting)
        return replace(actor, why=f"The only leader called “{name}” whom the lists have then. {actor.why}")
    return None


def _is_last(sound: str, full: str) -> bool:
    words = full.split()
    return (
        words[-1][:1].isupper() | ("-" in words[-1])
        and surname_key(exact_key(words[-1].split("-", 1)[-1]) or "x") == sound
    )


# -- descriptions ----------------------------------------------------------------------------------------


class _Phrase:
    """One description taken apart: known names in it, head noun, what stands before it, complement."""

    def __init__(self, name: str, setting: Setting, lists: Lists) -> None:
        self.name, self.setting, self.lists = name, setting, lists
        self.words = name.replace("’", "'").split()
        self.low = [_POSSESSIVE.sub("", w).strip(',"“”').lower().rstrip(".") for w in self.words]
        self.known: list[tuple[int, int, Actor]] = []
        self.country: str | None = None
        self.based: str | None = None
        self._find_known()
        self.end = self._core_end()

    def _find_known(self) -> None:
        at = 0
        while at < len(self.words):
            size = self._known_at(at)
            at += size or 1

    def _known_at(self, at: int) -> int:
        most = min(len(self.words) - at, self.lists.longest, 7)
        for size in range(most, 0, -1):
            if size == len(self.words):
                continue
            said = _POSSESSIVE.sub("", " ".join(self.words[at : at + size]).strip(',"“”'))
            if size == 1 and (found := _LED.match(said)):
                self._led(found[1], found[2].lower())
                return 1
            if size == 1 and re.match(r"(?i)(?:anti|pro|non|ex)-", said):
                return 1
            if size == 1 and said[:1].isupper() and at + 1 == len(self.words) and self._is_title_before(at):
                return 0  # "President Jordan": a person
            actor = whole(said, self.setting, self.lists) if said else None
            if (
                actor is not None
                and size == 1
                and actor.source == "organisations.tsv"
                and not is_acronym(said)
            ):
                actor = (
                    None if actor.sector not in ("IGO", "REL") else actor
                )  # "National Police", "Apple growers"
            if actor is not None and not (size == 1 and noun_at([said.lower()], 1) and not is_acronym(said)):
                self.known.append((at, at + size, actor))
                if self.country is None and actor.country:
                    self.country = actor.country
                return size
        return 0

    def _is_title_before(self, at: int) -> bool:
        found = noun_at(self.low, at) if at else None
        return found is not None and found[0].word in _TITLES

    def _led(self, who: str, how: str) -> None:
        actor = whole(who, self.setting, self.lists)
        if actor is None or actor.country is None:
            return
        if how in ("led", "lead"):
            self.country = self.country or actor.country
            if self.low[-1] == "coalition":
                listed = whole(f"{who}-led coalition", self.setting, self.lists)
                if listed is not None:
                    self.known.append((len(self.words) - 1, len(self.words), listed))
        elif how == "based":
            self.based = actor.country

    def _core_end(self) -> int:
        inside = {i for start, end, _ in self.known for i in range(start, end)}
        for i, word in enumerate(self.words):
            if i and i not in inside and self.low[i] in BREAKS:
                titled = noun_at(self.low[: i + 2], i + 2)
                if titled is None or titled[1] >= i:  # "secretary of state" is one title
                    return i
            if i and self.low[i] in PARTICIPLES and noun_at(self.low, i) is not None:
                return i
            if word.endswith(",") and i + 1 < len(self.words):
                return i + 1
        return len(self.words)

    def actor(self) -> Actor:
        person = self._titled()
        if person is not None:
            return person
        for start, end, actor in self.known:
            if (start or end < len(self.words)) and end == self.end and (actor.key or "").startswith("list:"):
                return replace(actor, why=f"“{self.name}” is {actor.name} with a word before. {actor.why}")
        found = self._head()
        if found is None:
            return self._unnamed()
        return self._described(*found)

    def _head(self) -> tuple[Head, int] | None:
        end = self.end
        if "and" in self.low[1:end]:
            first = self.low.index("and", 1)
            one = noun_at(self.low, first)
            if one is not None and one[0].how != "adjective" and self.low[first - 1] not in ("rights",):
                return one
        return noun_at(self.low, end) if end else None

    def _titled(self) -> Actor | None:
        """A person's name behind a title or office: the name in a list, else the sector of the title."""
        start = self.end
        while start > 0 and _is_name_word(self.words[start - 1]) and noun_at(self.low[:start], start) is None:
            start -= 1
        while start < self.end and not self.words[start][:1].isupper():
            start += 1
        if start in (0, self.end):
            return None
        title = noun_at(self.low, start)
        if title is None or (
            title[0].word not in _TITLES and title[0].sector is None and title[0].how == "head"
        ):
            return None
        name = " ".join(self.words[start : self.end]).strip(",")
        before = " ".join(self.words[:start])
        known = whole(name, self.setting, self.lists) or _told_short(name, self.setting, self.lists)
        if known is not None and known.person:
            return known
        if any(start <= a for a, _, _ in self.known):
            return None
        role = _resolve(before, replace(self.setting, names=(), text=""), self.lists)
        if role.person:  # "Israeli Prime Minister X": the name counts, not who holds the office in our lists
            role = replace(role, key=None, part_of=())
        if not role.sector:
            return None
        return Actor(name, f"name:{sound_key(exact_key(name)) or exact_key(name)}", role.sector, role.country,
                     f"“{name}” stands behind “{before}”. {role.why}", role.part_of, before, role.source,
                     person=True, weak=role.weak)  # fmt: skip

    def _unnamed(self) -> Actor:
        """A name without a head noun: how it sounds, who the report says it is, a known name at its start."""
        name = " ".join(self.words)
        key = exact_key(name)
        sound = sound_key(key)
        rows = self.lists.loose.get(sound, []) if " " in sound or len(sound) > 6 else []
        row = _choose(rows, self.setting) if name[:1].isupper() or "-" in name else None
        if row is not None:
            actor = of_row(row, name, self.setting)
            return replace(actor, why=f"Sounds like a listed name. {actor.why}")
        capital = any(w[:1].isupper() for w in self.words)
        own_key = f"name:{sound or key}" if capital and key else None
        if capital and self.setting.text:
            for said in said_to_be(self.setting.text, self.name):
                role = _Phrase(said, replace(self.setting, text="", names=()), self.lists)
                told = role.said_of_person()
                if told is not None:
                    return replace(told, name=name, key=own_key, person=True, role=said,
                                   why=f"The report calls “{name}” “{said}”. {told.why}")  # fmt: skip
        for start, end, actor in self.known:
            if end == self.end and actor.sector == "CVL" and (tint := colour(self.low[:start])) is not None:
                return replace(actor, name=self.name, key=None, sector=tint.sector,
                               why=f"“{tint.word}” is {_word(tint.sector)}. {actor.why}")  # fmt: skip
        for start, end, actor in self.known:
            if end != self.end or not actor.sector or any(w[:1].isupper() for w in self.words[:start]):
                continue
            if self._ethnic(start):
                weak = self._weak_country()
                return replace(actor, name=self.name, key=None, country=weak, weak=weak is not None)
            return replace(actor, why=f"What is said of it aside, “{name}” names {actor.name}. {actor.why}")
        if self.end < len(self.words) and self.low[self.end] == "of":
            inner = _resolve(" ".join(self.words[self.end + 1 :]), replace(self.setting, text=""), self.lists)
            if inner.sector and inner.source and self.end == 1 and not capital:
                return inner
        why = f"No list has “{name}”, and no word in it or beside it tells what it is."
        return Actor(name, own_key, None, self.country, why)

    def said_of_person(self) -> Actor | None:
        """The sector of a description that can be a person's; None where it cannot."""
        found = self._head()
        if found is None:
            return None
        head = found[0]
        last = head.word.split()[-1]
        if not any(
            word in known for word in (head.word, last) for known in (_TITLES, SAY_GOVERNMENT, _PERSONS)
        ):
            return None
        actor = self._described(*found)
        return replace(actor, key=None) if actor.sector else None

    def _described(self, head: Head, start: int) -> Actor:
        before = self.low[:start]
        complement = self._complement()
        group = next(
            (a for s, e, a in reversed(self.known) if e <= start and a.key and a.key.startswith(_LISTED)),
            None,
        )
        sector: str | None
        if head.how == "head":
            sector, because = head.sector, f"“{head.word}” is {_word(head.sector)}"
            if head.sector == "MIL" and (tint := colour(before)) is not None and tint.sector == "REB":
                sector, because = "REB", f"“{tint.word} {head.word}” is {_word('REB')}"
            if (
                group is not None
                and head.word not in _RULERS
                and not (head.sector in _PEOPLE and group.sector not in _PEOPLE)
            ):
                sector, because = group.sector, group.why.rstrip(".")
        else:
            sector, because = self._through(head, before, group, complement)
        country = self._country(start)
        from_complement = complement is not None and complement.country is not None
        if country is None and from_complement and not complement.weak:
            country = complement.country
        if country is None:
            country = self.based
        office = self._office(head, start, country)
        if office is not None:
            return office
        weak = False
        if (
            country is None
            and sector is not None
            and sector not in ("IGO",)
            and (group is None or group.country is None)
        ):
            nobodys = any(w in NOBODYS for w in self.low[:start])
            country = None if group is not None or nobodys else self._weak_country()
            weak = country is not None
        where = f" The country is only that of the report's {self._weak_why()}." if weak else ""
        part = (group.name,) if group is not None else ()
        fights = group is not None and group.sector == "REB" and head.how == "head" and head.sector in _ARMED
        if group is not None and (head.word in LOOSE or fights) and sector == group.sector:
            return replace(group, why=f"“{self.name}” acts for {group.name}. {group.why}")
        if sector is None:
            return Actor(
                self.name, None, None, country, f"“{head.word}” does not tell whose it is.", part, weak=weak
            )
        if sector == "REB" and head.sector == "MIL":
            return Actor(
                self.name, None, sector, country, f"{because}.{where}", part, source="heads.tsv", weak=weak
            )
        key, name = self._key(head, start, sector, country, weak, group)
        return Actor(name, key, sector, country, f"{because[:1].upper()}{because[1:]}.{where}", part,
                     source=f"heads.tsv: {head.word}", weak=weak)  # fmt: skip

    def _country(self, start: int) -> str | None:
        """Of several countries named the one nearest before the head noun."""
        before = [
            a.country for at, end, a in self.known if end <= start and a.country and not self._ethnic(at)
        ]
        if self.country and any(self._ethnic(at) for at, _, a in self.known if a.country == self.country):
            return before[-1] if before else None
        return before[-1] if before else self.country

    def _ethnic(self, at: int) -> bool:
        return at > 0 and self.low[at - 1] == "ethnic"

    def _through(
        self, head: Head, before: list[str], group: Actor | None, complement: Actor | None
    ) -> tuple[str | None, str]:
        inside = {i for start, end, _ in self.known for i in range(start, end)}
        tint = colour([w for i, w in enumerate(before) if i not in inside])
        if group is not None and group.sector and head.sector not in ("OPP", "REF", "CVL"):
            if tint is None or tint.sector not in _PEOPLE:
                return group.sector, group.why.rstrip(".")
        if tint is not None:
            sector = _tinted(head, tint)
            return sector, f"“{tint.word} {head.word}” is {_word(sector)}"
        if (
            complement is not None
            and complement.sector
            and (head.sector is None or complement.sector != "GOV")
            and head.sector != "OPP"
        ):
            return complement.sector, f"“{head.word}” of that: {complement.why.rstrip('.')}"
        if head.sector is not None:
            return head.sector, f"“{head.word}” is {_word(head.sector)} unless something else is said"
        if head.word in SAY_GOVERNMENT and self.country:
            return "GOV", f"“{head.word}” with a country alone is its government"
        return None, ""

    def _complement(self) -> Actor | None:
        if self.end >= len(self.words) or not self.end:
            return None
        rest = " ".join(self.words[self.end + 1 :]) if self.low[self.end] in BREAKS | PARTICIPLES else ""
        if not rest:
            return None
        place = self.setting.places.get(rest) or self.setting.places.get(rest.split(",")[0])
        if place is not None:
            return Actor(rest, None, None, place, f"{rest} lies in {alpha_name(place)}.")
        if len(self.words) > 14:
            return None
        inner = replace(self.setting, text="", place_country=None, countries=self.setting.countries)
        return _resolve(rest, inner, self.lists)

    def _weak_country(self) -> str | None:
        if "US" in self.setting.countries and self.low[self.end - 1 : self.end] == ["administration"]:
            return "US"  # what news in English calls so without more
        if self.setting.place_country:
            return self.setting.place_country
        return self.setting.countries[0] if self.setting.countries else None

    def _weak_why(self) -> str:
        return "place of the deed" if self.setting.place_country else "most named country"

    def _office(self, head: Head, start: int, country: str | None) -> Actor | None:
        """Who holds "the Israeli prime minister" on the report's day."""
        if country is None or self.setting.day is None or head.how != "head" or head.sector != "GOV":
            return None
        if any(w in ("former", "ex", "deputy", "acting", "ousted") for w in self.low):
            return None
        row = holder(self.lists, country, self._office_words(start), self.setting.day)
        if row is None:
            return None
        actor = of_row(row, row.name, self.setting)
        return replace(actor, why=f"“{self.name}” was then {row.name}. {actor.why}")

    def _office_words(self, start: int) -> str:
        inside = {i for s, e, _ in self.known for i in range(s, e)}
        return " ".join(w for i, w in enumerate(self.low[: self.end]) if i not in inside and not is_empty(w))

    def _key(
        self, head: Head, start: int, sector: str, country: str | None, weak: bool, group: Actor | None
    ) -> tuple[str | None, str]:
        """Forces, government and parliament of a country are one actor in all reports; a ministry or an office
        by its words; everybody else described is somebody in this report only."""
        if country is None or group is not None or (weak and head.word not in _OF_STATE):
            return None, self.name
        words = self._office_words(start)
        plain = words in (head.word, head.word + "s") or noun_at(words.split(), len(words.split())) == (
            head,
            0,
        )
        plain = plain or head.word in ("military", "army", "police")
        if head.word in ("government", "regime") and not set(words.split()) & _NOT_STATE:
            plain = True
        what = _OF_STATE.get(head.word)
        if what == "state" and head.word == "official" and not self.low[self.end - 1].endswith("s"):
            what = None  # one official is a person
        if what is not None and plain and self.end == len(self.words):
            if what == "state":
                return f"state:{country}", alpha_name(country)
            for people in demonyms_of(country):
                listed = self.lists.exact.get(exact_key(f"{people} {what}"))
                if listed and listed[0].country == country:
                    return f"list:{exact_key(listed[0].name)}:{country}", listed[0].name
            return f"{country}:{what}", f"{what} of {alpha_name(country)}"
        if head.word in ("ministry", "foreign ministry", "department", "embassy"):
            return f"{country}:{words}", f"{words} of {alpha_name(country)}"
        if sector and head.word == "intelligence":
            return f"{country}:intelligence", f"intelligence of {alpha_name(country)}"
        return None, self.name


def _tinted(head: Head, tint: Head) -> str | None:
    """Government forces are military, opposition forces an armed group; a rebel supporter is a supporter."""
    if head.sector in _ARMED:
        return {"GOV": "MIL" if head.sector == "REB" else head.sector, "OPP": "REB"}.get(
            tint.sector or "", tint.sector
        )
    if head.sector == "OPP" and tint.how == "adjective" and tint.sector not in ("EDU", "REL"):
        return head.sector
    return tint.sector


_RULERS: Final = frozenset(
    {"government", "ministry", "minister", "prime minister", "foreign minister", "cabinet"}
)
"""What is a government's whoever rules: the Taliban government."""
_NOT_STATE: Final = frozenset(
    "local provincial regional city municipal state shadow self-declared rebel exile".split()
)
_ARMED: Final = frozenset({"MIL", "REB", "UAF"})
_OF_STATE: Final = {
    "government": "state", "authority": "state", "official": "state", "regime": "state", "administration": "state",
    "authorities": "state", "officials": "state",
    "military": "military", "army": "military", "troop": "military", "soldier": "military", "armed force": "military",
    "force": "military", "police": "police", "security force": "security forces", "parliament": "parliament",
    "intelligence agency": "intelligence", "intelligence service": "intelligence", "intelligence": "intelligence",
    "navy": "navy", "air force": "air force", "warplane": "military", "jet": "military",
}  # fmt: skip
_TITLES: Final = frozenset(
    "president prime_minister minister premier chancellor king queen prince princess crown_prince emir sultan"
    " general colonel brigadier lieutenant sergeant admiral captain major commander senator congressman lawmaker"
    " judge justice bishop archbishop imam cleric priest pastor sheikh ayatollah mullah pope rabbi patriarch"
    " spokesman spokeswoman spokesperson ambassador envoy diplomat governor mayor secretary foreign_minister"
    " secretary_of_state journalist reporter activist leader chief chairman director head lawyer doctor professor"
    " commissioner high_commissioner official negotiator adviser advisor militant fighter missionary counterpart"
    " opposition_leader vice_president pilot soldier prosecutor supreme_leader dictator officer warlord rebel"
    " lieutenant analyst deputy founder businessman monk student teacher dissident refugee politician"
    " candidate opposition_candidate attorney_general chief_justice police policeman detective marshal first_lady"
    " member blogger unionist environmentalist representative".replace("_", " ").split(" ")
) | frozenset(
    ("prime minister", "crown prince", "foreign minister", "secretary of state", "high commissioner",
     "opposition leader", "vice president", "supreme leader", "opposition candidate", "attorney general",
     "chief justice", "first lady", "secretary-general", "secretary general", "vice-president", "gen", "lt", "col",
     "maj", "sgt", "brig", "capt", "adm", "sen", "rep", "gov", "rev", "reverend", "opposition figure", "opposition activist", "fighter pilot", "chief of staff")
)  # fmt: skip
_PERSONS: Final = frozenset(
    "man woman mother father son daughter wife husband brother sister member opposition figure journalist villager"
    " resident civilian farmer worker newspaper agency group party militia network organization organisation magazine"
    " broadcaster company movement miner trader banker scholar researcher spy agent suspect".split()
)


def _is_name_word(word: str) -> bool:
    return bool(
        re.match(r"(?:[^\W\d_a-z]|al-|el-|bin$|ibn$|de$|van$|von$|da$|del$|bin,|ul-)", word)
    ) and not word.endswith("'s")


def _word(sector: str | None) -> str:
    return SECTORS.get(sector or "", "unknown")
