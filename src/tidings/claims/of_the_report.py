"""Words of two senses, where nothing beside the word says which: "the strike" of dockers or of jets, "fired"
on a pitch. The report says it, by what else it speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tidings.mentions.lexicon import Trigger
from tidings.model.doc import Doc

_WORK: Final = frozenset(
    "worker union wage salary pay docker miner teacher nurse employer stoppage workforce crew magistrate"
    " picket".split()
)
_GUNS: Final = frozenset(
    "missile drone warplane airstrike rocket shell shelling bomb bombing bombardment jet artillery militant"
    " rebel".split()
)


def sense_here(lemmas: Mapping[str, int], entry: Trigger) -> Trigger:
    """The entry, or the same with the other type. Only entries without conditions: of others what stands
    beside the word has told. `lemmas`: how often the report has each."""
    if entry.pos != "NOUN" or entry.conditions:
        return entry
    of_work = (entry.lemma, entry.type) in (("strike", "ASSAULT"), ("walkout", "SANCTION"))
    if of_work and _count(lemmas, _WORK) > 1 + 2 * _count(lemmas, _GUNS):
        return replace(entry, type="PROTEST", mode="strike", weak=False)
    return entry


def _count(lemmas: Mapping[str, int], words: frozenset[str]) -> int:
    return sum(lemmas.get(word, 0) for word in words)


_PLAY: Final = re.compile(
    r"(?i)\b(goals?|penalty|equali[sz]er|midfield\w*|defender|strikers?|goalkeeper|keeper|winger|coach|league"
    r"|cup|trophy|match(?:es)?|kick-?off|half-?time|season|innings|wickets?|batsman|bowler|touchdown"
    r"|quarterback|tournament|semi-?finals?|quarter-?finals?|play-?offs?|champions(?:hip)?|stadium|pitch"
    r"|substitute|referee|score[dr]|rugby|cricket|football|soccer|basketball|tennis|baseball|hockey"
    r"|olympics?|medals?|teammates?|squad|fixture|derby|hat-?trick|sets?)\b"
)
_TERMS: Final = 7
"""Different words of sport from which a report is one of a game, where they are also `_SHARE` of all words.
Of 2,330 annotated reports and pages nine are; one of them tells of a deed, in a sentence with `_NO_PLAY`."""
_SHARE: Final = 0.025
_NO_PLAY: Final = re.compile(
    r"(?i)\b(police\w*|bomb(?:s|ed|ing|ings|er)?|gunm[ae]n|explosions?|arrest\w*|militants?|rebels?|soldiers?"
    r"|army|troops|terroris\w+|court|prosecutors?|minist(?:er|ry)|government|protest\w*|stabb\w+|stampede|riot(?:s|ed|ing|ers)"
    r"|gunfire|gunshots?|tear gas|shot dead|killed|murder\w*)\b"
)


def is_of_play(doc: Doc) -> bool:
    """Whether the report is of a game: its goals and attacks are no deeds."""
    words = _PLAY.findall(doc.text)
    return len({w.lower() for w in words}) >= _TERMS and len(words) >= _SHARE * len(doc.text.split())


def is_beside_play(doc: Doc, trigger: int) -> bool:
    """Whether a sentence of such a report speaks of the world outside: police, bombs, a ministry."""
    sentence = doc.sentence_of(trigger)
    return _NO_PLAY.search(doc.text, sentence.start, sentence.end) is not None
