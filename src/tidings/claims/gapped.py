"""Two deeds told with one verb: "bombed Beirut on Monday and Damascus on Tuesday", "two were killed near Gao
and three in Kidal". What follows "and" has a place of its own, and a day or a number of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tidings.claims.drafts import Draft
from tidings.claims.ground import Found, head_of
from tidings.claims.ground_time import SAID
from tidings.claims.harm import DIE, INJURE, KILL
from tidings.claims.tolls import Tolls
from tidings.claims.triggers import is_verbal
from tidings.mentions.counts import counts_in
from tidings.model.doc import Doc
from tidings.model.record import Number

_AT: Final = frozenset({"in", "at", "near", "on", "outside"})


def deeds_of_one_verb(doc: Doc, draft: Draft) -> list[Draft]:
    """The draft, and the second deed that its verb tells, where it tells of one."""
    if draft.type != "ASSAULT" or not is_verbal(doc, draft.trigger):
        return [draft]
    sentence = doc.sentence_of(draft.trigger)
    for k in range(draft.trigger + 2, sentence.last - 1):
        if doc.tokens[k].text.lower() == "and":
            second = _of_another_day(doc, draft, k) or _of_others(doc, draft, k)
            if second is not None:
                place, time = second.places[0].index, second.times[0].index if second.times else None
                own = [f for f in draft.places if f.index != place]
                days = [f for f in draft.times if f.index != time or second.tolls.killed is not None]
                without = [r for r in draft.recipients if not _is_in(doc, r, place)]
                return [replace(draft, places=own, times=days, recipients=without), second]
    return [draft]


def _of_another_day(doc: Doc, draft: Draft, k: int) -> Draft | None:
    """ "bombed Beirut on Monday" and "Damascus on Tuesday", which "and" at `k` joins."""
    place, first = _place_of(doc, k + 1), _place_before(doc, draft, k)
    before = next((t for t in doc.times if t.last == k - 1 and t.interval is not None), None)
    if place is None or first is None or before is None:
        return None
    behind = doc.places[place].last + 1
    starts = (behind, behind + 1) if doc.tokens[min(behind, len(doc.tokens) - 1)].text == "on" else (behind,)
    day = next((n for n, t in enumerate(doc.times) if t.first in starts and t.interval is not None), None)
    if day is None or _has_verb(doc, k + 1):
        return None
    suffered = any(_is_in(doc, r, first) for r in draft.recipients)
    head = head_of(doc, doc.places[place].first, doc.places[place].last)
    if doc.parse.pos[doc.places[place].first - 2] == "NOUN" and doc.places[place].first - 2 > k:
        suffered, head = True, doc.places[place].first - 2  # "and a market in Damascus on Tuesday"
    return replace(
        draft,
        places=[Found(place, SAID)],
        times=[Found(day, SAID)],
        recipients=[head] if suffered else draft.recipients,
        tolls=Tolls(),
        words=None,
    )


def _of_others(doc: Doc, draft: Draft, k: int) -> Draft | None:
    """ "two were killed near Gao" and "three in Kidal"."""
    lemma = doc.parse.lemma[draft.trigger].lower()
    field = "killed" if lemma in KILL | DIE else "injured" if lemma in INJURE else ""
    count = next((c for c in counts_in(doc, doc.sentence_of(k)) if c.first == k + 1), None)
    if not field or count is None or _place_before(doc, draft, k) is None:
        return None
    place = _place_at(doc, count.last + 1)
    if place is None or doc.tokens[count.last + 1].text.lower() not in _AT or _has_verb(doc, k + 1):
        return None
    tolls = Tolls()
    tolls.put(field, Number((count.low, count.high), (count.span,)))
    return replace(draft, places=[Found(place, SAID)], recipients=[], tolls=tolls, words=None)


def _has_verb(doc: Doc, k: int) -> bool:
    """Whether what begins at `k` is the subject of a verb of its own: "and Damascus fell on Tuesday"."""
    end = doc.sentence_of(k).last
    stop = next((m for m in range(k, end) if doc.parse.pos[m] in ("PUNCT", "CCONJ")), end)
    return any(doc.parse.pos[m] in ("VERB", "AUX") for m in range(k, stop))


def _place_of(doc: Doc, k: int) -> int | None:
    """The place that begins at `k`, or where the thing lies that is named there: "a market in Damascus"."""
    place = _place_at(doc, k)
    if place is not None:
        return place
    for m in range(k + 1, min(k + 5, len(doc.tokens))):
        if doc.tokens[m].text.lower() in _AT and doc.parse.pos[m - 1] == "NOUN":
            return _place_at(doc, m)
        if doc.parse.pos[m - 1] not in ("DET", "ADJ", "NOUN", "PROPN"):
            return None
    return None


def _place_at(doc: Doc, k: int) -> int | None:
    """The place whose name begins at `k`, or behind a preposition there."""
    starts = (k, k + 1) if doc.tokens[min(k, len(doc.tokens) - 1)].text.lower() in _AT else (k,)
    return next((n for n, p in enumerate(doc.places) if p.first in starts and not p.is_demonym), None)


def _place_before(doc: Doc, draft: Draft, k: int) -> int | None:
    """The last place between the verb and `k`."""
    found = [
        n for n, p in enumerate(doc.places) if draft.trigger < p.first and p.last < k and not p.is_demonym
    ]
    return found[-1] if found else None


def _is_in(doc: Doc, head: int, place: int) -> bool:
    return doc.places[place].first <= head <= doc.places[place].last
