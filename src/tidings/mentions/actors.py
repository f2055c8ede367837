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
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tidings.mentions.actors_heads import is_empty, noun_at
from tidings.mentions.actors_lists import Known, Lists, demonym, is_acronym, packaged, surname_key
from tidings.mentions.actors_model import NOWHERE, Actor, Setting
from tidings.mentions.actors_office import at_day, in_office
from tidings.mentions.actors_phrases import LISTED, Asked, Phrase
from tidings.mentions.actors_told import words_after
from tidings.mentions.actors_whole import of_row, whole
from tidings.mentions.gazetteer_names import exact_key

__all__ = ["NOWHERE", "Actor", "Setting", "clean", "resolve"]

MOST_NAMES: Final = 8
_OPENERS: Final = frozenset("of the a an some several many all both at about around one two three".split())
"""What stands before a name also with a capital: "The", but not "New"."""
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_EDGES: Final = " \t\n\"“”‘’'[],.;:–—-"
_BRACKET: Final = re.compile(r"\s*\(([^()]*)\)\s*")


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
            if other.key and other.key.startswith(LISTED) and other.sector == first.sector:
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
        actor = Phrase(short, setting, lists, Asked(_resolve, _told_short)).actor()
    return actor


def _of_that_people(name: str, actor: Actor, setting: Setting, lists: Lists) -> Actor:
    """The slot "Turkish" of "Turkish tanks": the noun that follows in the text says of which sector."""
    if not demonym(name)[0] or exact_key(name) in lists.exact or exact_key(name) == "us":
        return actor
    words = words_after(setting.text, name).split()
    for size in range(1, len(words) + 1):
        if noun_at([w.lower() for w in words[:size]], size) is not None:
            said, here = " ".join([name, *words[:size]]), replace(setting, text="")
            more = Phrase(said, here, lists, Asked(_resolve, _told_short)).actor()
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


def _told_short(name: str, setting: Setting, lists: Lists) -> Actor | None:
    """An acronym or last name whose full form the report gives; the last name of the one leader meant."""
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
