"""Which names are one actor, within a report and across reports.

A listed actor, a state, a force of a state and a person have a key of their own (`Actor.key`), whatever the
spelling. Everybody else is known by name: by how it sounds, after short forms were led back to the fullest
form in the report. A description ("protesters") is somebody in its report only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from tidings.mentions.actors import Actor, Setting, clean, resolve
from tidings.mentions.actors_heads import heads, is_empty
from tidings.mentions.actors_lists import Lists, is_acronym, sound_key, word_sound
from tidings.mentions.gazetteer_names import exact_key

Keyed = tuple[str, Actor]
_FIGHTERS: Final = frozenset(
    "militant jihadist jihadi extremist insurgent terrorist fighter attacker assailant group bomber gunman"
    " combatant guerrilla suicide rebel armed terror militant islamist religious and or".split()
)
"""Words of descriptions that can mean whichever armed group a report is about. "Kurdish" or "militias"
cannot: they set others apart from it."""
_JIHADIST: Final = frozenset({"jihadist", "jihadi", "islamist", "religious"})
_JIHADISTS: Final = frozenset({"Islamic State", "al-Qaeda"})
_SHARE: Final = 0.75
"""How much of a report's naming of armed groups must be of one for "the militants" to be it."""


def keys_of(names: Iterable[str], setting: Setting, lists: Lists | None = None) -> dict[str, Keyed]:
    """Of each of a report's names the key that all names of the same actor share, and who it is. Keys of
    descriptions begin with ":"; they mean nothing outside the report."""
    every = list(dict.fromkeys(names))
    setting = replace(setting, names=tuple(every))
    actors = {name: resolve(name, setting, lists) for name in every}
    out: dict[str, tuple[str, Actor]] = {}
    named = {n: a for n, a in actors.items() if (a.key or "").startswith("name:")}
    for name, actor in actors.items():
        key = actor.key
        if key is None:
            key = f":{described(name)}"
        elif name in named:
            key, actor = _fullest(name, actor, named)
        out[name] = (key, actor)
    for name, (key, actor) in list(out.items()):
        if key.startswith(":") and (meant := _meant(name, actor, out, setting.text)) is not None:
            out[name] = meant
    return out


def _meant(name: str, actor: Actor, keys: dict[str, Keyed], text: str) -> Keyed | None:
    """Whom a description means: the one name that ends in its noun ("the coalition"), the one person of that
    office ("the king"), the one armed group that the report is about ("the militants")."""
    word = described(name)
    named = {n: keyed for n, keyed in keys.items() if not keyed[0].startswith(":")}
    if " " not in word:
        ends = {k: a for n, (k, a) in named.items() if n != name and exact_key(n).endswith(f" {word}")}
        if len(ends) == 1:
            return next(iter(ends.items()))
        persons = {k: a for k, a in named.values() if a.person and word in a.role.lower().split()}
        if len(persons) == 1:
            return next(iter(persons.items()))
    if not set(word.split()) <= _FIGHTERS or word in ("rebel", "rebel fighter"):
        return None
    if actor.country is not None and not actor.weak:
        return None
    counts: dict[str, int] = {}
    jihadists = bool(set(word.split()) & _JIHADIST)
    for n, (key, who) in named.items():
        if jihadists and not {who.name, *who.part_of} & _JIHADISTS:
            continue
        if who.sector == "REB" and not who.person:
            counts[key] = counts.get(key, 0) + text.count(n)
    total = sum(counts.values())
    for key, count in counts.items():
        if total and count >= _SHARE * total:
            return key, next(a for k, a in named.values() if k == key)
    return None


def described(name: str) -> str:
    """A description's words without articles and numbers, singular: "the 250 protesters" is "protester"."""
    nouns, _ = heads()
    words = [w for w in exact_key(clean(name)).split() if not is_empty(w)]
    return " ".join(nouns[w].word if w in nouns else w for w in words)


def _fullest(name: str, actor: Actor, named: dict[str, Actor]) -> tuple[str, Actor]:
    """The key of the one longer name in the report that this one shortens; its own where none does, or
    several that differ."""
    mine = _words(name)
    found = {}
    for other, who in named.items():
        theirs = _words(other)
        if other == name or len(theirs) <= len(mine) or not mine:
            continue
        if (
            theirs[-len(mine) :] == mine
            or (theirs[: len(mine)] == mine and len(mine) > 1)
            or _spelled(name, other)
        ):
            found[who.key or ""] = (len(theirs), who)
    if not found:
        return actor.key or "", actor
    longest = max(found.values(), key=lambda pair: pair[0])[1]
    if len(found) > 1 and any(
        not (longest.key or "").endswith((key or "").removeprefix("name:")) for key in found
    ):
        return actor.key or "", actor
    return longest.key or "", longest


def _words(name: str) -> list[str]:
    return sound_key(exact_key(name)).split() or [word_sound(w) for w in exact_key(name).split()]


def _spelled(short: str, full: str) -> bool:
    """Whether capitals spell the first letters of the long name, small words left out: "EPRDF"."""
    if not is_acronym(short):
        return False
    letters = [w[0] for w in full.replace("-", " ").split() if w[:1].isupper()]
    return "".join(letters) == short.replace(".", "")
