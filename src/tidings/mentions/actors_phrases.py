"""Descriptions taken apart: known names in them, head noun, what stands before it, complement."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from tidings.mentions.actors_heads import (
    ARMED,
    OF_STATE,
    RULERS,
    Head,
    colour,
    is_empty,
    noun_at,
    sector_word,
    tinted,
    word_list,
)
from tidings.mentions.actors_lists import Lists, is_acronym, sound_key
from tidings.mentions.actors_model import Actor, Setting
from tidings.mentions.actors_office import holder
from tidings.mentions.actors_told import said_to_be
from tidings.mentions.actors_whole import alpha_name, choose, demonyms_of, of_row, whole
from tidings.mentions.gazetteer_names import exact_key


@dataclass(frozen=True, slots=True)
class Asked:
    """How the parts of a description are asked for: any name, and a short name that the report explains."""

    resolve: Callable[[str, Setting, Lists], Actor]
    short: Callable[[str, Setting, Lists], Actor | None]


LISTED: Final = ("list:", "person:")
"""How keys of listed actors begin."""
_LED: Final = re.compile(
    r"^(.+?)-(led|lead|based|backed|allied|supported|aligned|held|controlled|trained|funded|ruled)$", re.I
)
_PEOPLE: Final = frozenset(
    {"CVL", "REF", "EDU", "HLH", "AGR", "MED", "LAB", "BUS", "JUD", "LEG", "OPP", "REL"}
)
"""Sectors of people who live under a group or country rather than act for it."""
_POSSESSIVE: Final = re.compile(r"['’]s?$")


class Phrase:
    """One description taken apart: known names in it, head noun, what stands before it, complement."""

    def __init__(self, name: str, setting: Setting, lists: Lists, asked: Asked) -> None:
        self.name, self.setting, self.lists, self.asked = name, setting, lists, asked
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
        return found is not None and found[0].word in word_list("titles")

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
            if i and i not in inside and self.low[i] in word_list("breaks"):
                titled = noun_at(self.low[: i + 2], i + 2)
                if titled is None or titled[1] >= i:  # "secretary of state" is one title
                    return i
            if i and self.low[i] in word_list("participles") and noun_at(self.low, i) is not None:
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
            title[0].word not in word_list("titles") and title[0].sector is None and title[0].how == "head"
        ):
            return None
        name = " ".join(self.words[start : self.end]).strip(",")
        before = " ".join(self.words[:start])
        known = whole(name, self.setting, self.lists) or self.asked.short(name, self.setting, self.lists)
        if known is not None and known.person:
            return known
        if any(start <= a for a, _, _ in self.known):
            return None
        role = self.asked.resolve(before, replace(self.setting, names=(), text=""), self.lists)
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
        row = choose(rows, self.setting) if name[:1].isupper() or "-" in name else None
        if row is not None:
            actor = of_row(row, name, self.setting)
            return replace(actor, why=f"Sounds like a listed name. {actor.why}")
        capital = any(w[:1].isupper() for w in self.words)
        own_key = f"name:{sound or key}" if capital and key else None
        if capital and self.setting.text:
            for said in said_to_be(self.setting.text, self.name):
                role = Phrase(said, replace(self.setting, text="", names=()), self.lists, self.asked)
                told = role.said_of_person()
                if told is not None:
                    return replace(told, name=name, key=own_key, person=True, role=said,
                                   why=f"The report calls “{name}” “{said}”. {told.why}")  # fmt: skip
        for start, end, actor in self.known:
            if end == self.end and actor.sector == "CVL" and (tint := colour(self.low[:start])) is not None:
                return replace(actor, name=self.name, key=None, sector=tint.sector,
                               why=f"“{tint.word}” is {sector_word(tint.sector)}. {actor.why}")  # fmt: skip
        for start, end, actor in self.known:
            if end != self.end or not actor.sector or any(w[:1].isupper() for w in self.words[:start]):
                continue
            if self._ethnic(start):
                weak = self._weak_country()
                return replace(actor, name=self.name, key=None, country=weak, weak=weak is not None)
            return replace(actor, why=f"What is said of it aside, “{name}” names {actor.name}. {actor.why}")
        if self.end < len(self.words) and self.low[self.end] == "of":
            inner = self.asked.resolve(
                " ".join(self.words[self.end + 1 :]), replace(self.setting, text=""), self.lists
            )
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
        of_persons = word_list("titles") | word_list("say_government") | word_list("persons")
        if not {head.word, head.word.split()[-1]} & of_persons:
            return None
        actor = self._described(*found)
        return replace(actor, key=None) if actor.sector else None

    def _described(self, head: Head, start: int) -> Actor:
        before = self.low[:start]
        complement = self._complement()
        group = next(
            (a for s, e, a in reversed(self.known) if e <= start and a.key and a.key.startswith(LISTED)),
            None,
        )
        sector: str | None
        if head.how == "head":
            sector, because = head.sector, f"“{head.word}” is {sector_word(head.sector)}"
            if head.sector == "MIL" and (tint := colour(before)) is not None and tint.sector == "REB":
                sector, because = "REB", f"“{tint.word} {head.word}” is {sector_word('REB')}"
            if (
                group is not None
                and head.word not in RULERS
                and not (head.sector in _PEOPLE and group.sector not in _PEOPLE)
            ):
                sector, because = group.sector, group.why.rstrip(".")
        else:
            sector, because = self._through(head, before, group, complement)
        country = self._country(start)
        if country is None and complement is not None and not complement.weak:
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
            nobodys = any(w in word_list("nobodys") for w in self.low[:start])
            country = None if group is not None or nobodys else self._weak_country()
            weak = country is not None
        where = f" The country is only that of the report's {self._weak_why()}." if weak else ""
        part = (group.name,) if group is not None else ()
        fights = group is not None and group.sector == "REB" and head.how == "head" and head.sector in ARMED
        if group is not None and (head.word in word_list("loose") or fights) and sector == group.sector:
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
        of_group = group is not None and group.sector and head.sector not in ("OPP", "REF", "CVL")
        if group is not None and of_group and (tint is None or tint.sector not in _PEOPLE):
            return group.sector, group.why.rstrip(".")
        if tint is not None:
            sector = tinted(head, tint)
            return sector, f"“{tint.word} {head.word}” is {sector_word(sector)}"
        if (
            complement is not None
            and complement.sector
            and (head.sector is None or complement.sector != "GOV")
            and head.sector != "OPP"
        ):
            return complement.sector, f"“{head.word}” of that: {complement.why.rstrip('.')}"
        if head.sector is not None:
            return head.sector, f"“{head.word}” is {sector_word(head.sector)} unless something else is said"
        if head.word in word_list("say_government") and self.country:
            return "GOV", f"“{head.word}” with a country alone is its government"
        return None, ""

    def _complement(self) -> Actor | None:
        if self.end >= len(self.words) or not self.end:
            return None
        rest = (
            " ".join(self.words[self.end + 1 :])
            if self.low[self.end] in word_list("breaks") | word_list("participles")
            else ""
        )
        if not rest:
            return None
        place = self.setting.places.get(rest) or self.setting.places.get(rest.split(",")[0])
        if place is not None:
            return Actor(rest, None, None, place, f"{rest} lies in {alpha_name(place)}.")
        if len(self.words) > 14:
            return None
        inner = replace(self.setting, text="", place_country=None, countries=self.setting.countries)
        return self.asked.resolve(rest, inner, self.lists)

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
        """Forces, government and parliament of a country are one actor in all reports; a ministry by its
        words; everybody else described is somebody in this report only."""
        if country is None or group is not None or (weak and head.word not in OF_STATE):
            return None, self.name
        words = self._office_words(start)
        plain = words in (head.word, head.word + "s") or noun_at(words.split(), len(words.split())) == (
            head,
            0,
        )
        plain = plain or head.word in ("military", "army", "police")
        if head.word in ("government", "regime") and not set(words.split()) & word_list("not_state"):
            plain = True
        what = OF_STATE.get(head.word)
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
        if head.word in ("ministry", "foreign ministry", "department", "embassy") and "and" not in self.low:
            return f"{country}:{words}", f"{words} of {alpha_name(country)}"
        if sector and head.word == "intelligence":
            return f"{country}:intelligence", f"intelligence of {alpha_name(country)}"
        return None, self.name


def _is_name_word(word: str) -> bool:
    return bool(
        re.match(r"(?:[^\W\d_a-z]|al-|el-|bin$|ibn$|de$|van$|von$|da$|del$|bin,|ul-)", word)
    ) and not word.endswith("'s")
