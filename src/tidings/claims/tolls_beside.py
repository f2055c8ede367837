"""Figures that no trigger reaches, given to the deed they stand beside.

"A grenade was thrown at a police station. Fourteen people were hurt.", "… the shelling; nobody was harmed",
"the death toll from the bombing rose to 292". Such a figure belongs to the deed of its own sentence that
lies nearest in the tree, else to the last one of the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tidings.claims.drafts import Draft
from tidings.claims.harm import ORDINALS, TOTALS, harms_at
from tidings.claims.roster import Roster
from tidings.claims.syntax import ancestors, kids
from tidings.model.doc import Doc
from tidings.model.record import Number

DEEDS: Final = {
    "killed": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT"}),
    "detained": frozenset({"COERCE", "ASSAULT"}),
}
"""Which deeds a figure may belong to."""
FRESH: Final = frozenset({"more", "another", "further", "others", "additional", "second", "third"})
IN_ALL: Final = frozenset("now thus altogether total far all already".split())
"""Words by which a clause tells a total: "…, so that four are now dead", "has so far left nine dead"."""


Deed = tuple[Draft, list[Draft]]
"""A mention with its group."""
Near = dict[int, list[Deed]]
"""Sentence → the deeds it tells."""


def place_tolls(doc: Doc, roster: Roster, groups: list[list[Draft]]) -> None:
    """Write into the groups what is told of the dead and hurt beside their deeds, where they lack it."""
    used = {n.spans for g in groups for d in g for f in DEEDS if (n := getattr(d.tolls, f)) is not None}
    deeds = [
        (d, g) for g in groups for d in g if d.type in ("ASSAULT", "COERCE") and d.status.status != "planned"
    ]
    if not deeds:
        return
    by_sentence: Near = {}
    for d, g in deeds:
        by_sentence.setdefault(doc.tokens[d.trigger].sent, []).append((d, g))
    for t, field, number in told_figures(doc, roster, by_sentence):
        # A running total goes before the figure of those who died last.
        total = doc.parse.lemma[t].lower() in TOTALS or _in_all(doc, t) or _is_last(doc, number)
        if number.spans in used and not total:
            continue
        found = deed_of(doc, t, field, by_sentence)
        if found is None:
            continue
        draft, group = found
        told = [d for d in group if getattr(d.tolls, field) is not None]
        if told and not (total and _comes_last(doc, t, [getattr(d.tolls, field) for d in told], number)):
            continue
        if number.value == (0, 0) and _of_some(doc, t) and _harmed(group):
            continue
        for d in told:
            setattr(d.tolls, field, None)
        setattr(draft.tolls, field, number)


def tells_of_nobody(doc: Doc, roster: Roster, t: int) -> bool:
    """Whether a word says that nobody was killed or hurt, which is no deed of its own."""
    told = harms_at(doc, roster, t)
    return bool(told) and all(number.value == (0, 0) for number in told.values())


def _comes_last(doc: Doc, t: int, told: list[Number], total: Number) -> bool:
    """Whether the figures told beside a total are of a part of it, or the total itself."""
    others = [n for n in told if n.value != total.value]
    return bool(others) and all(added(doc, t, n, total) for n in others)


def _in_all(doc: Doc, t: int) -> bool:
    """Whether the word's clause sums up: one of result ("so that", "which brings") behind the telling of one
    more death, or with "now", "in all"."""
    for up in (t, *ancestors(doc, t)):
        said = {doc.parse.lemma[k].lower() for k in kids(doc, up, "advmod", "obl", "mark")}
        if said & IN_ALL or ({"so", "that"} <= said and doc.parse.dep[up] == "advcl"):
            return True
        if doc.parse.pos[up] in ("VERB", "ADJ"):
            return False
    return False


def added(doc: Doc, t: int, number: Number, total: Number) -> bool:
    """Whether a figure is of those who came last ("two more died"), or a lower one beside the total."""
    span, sentence = number.spans[0], doc.sentence_of(t)
    if sentence.start <= span.start < sentence.end and (number.value[0] or 0) < (total.value[0] or 0):
        return True
    return is_fresh(doc, number)


def _is_last(doc: Doc, number: Number) -> bool:
    """Whether it is how many there are in all, told of the last: "a fourth passenger died"."""
    return number.spans[0].of(doc.text).lower() in ORDINALS


def is_fresh(doc: Doc, number: Number) -> bool:
    """Whether a figure is of those who came last: "two more died"."""
    span = number.spans[0]
    after = doc.text[span.end :].split(maxsplit=1)[:1]
    return any(w.lower() in FRESH for w in (*doc.text[: span.start].split()[-1:], *after))


def is_more(doc: Doc, t: int, number: Number) -> bool:
    """Whether a figure is told at `t` of others than those told of before, and not of all of them: "two other
    rebels were also killed"."""
    sentence = doc.sentence_of(t)
    if any(doc.parse.lemma[k].lower() in TOTALS | IN_ALL for k in range(sentence.first, sentence.last)):
        return False
    span = number.spans[0]
    after = doc.text[span.end :].split(maxsplit=1)[:1]
    also = any(doc.parse.lemma[k].lower() in ("also", "too") for k in kids(doc, t, "advmod"))
    return also or any(w.lower() in ("other", "others", "another") for w in (span.of(doc.text), *after))


def _harmed(group: list[Draft]) -> bool:
    numbers = [getattr(d.tolls, f) for d in group for f in ("killed", "injured")]
    return any(n is not None and n.value != (0, 0) for n in numbers)


def _of_some(doc: Doc, t: int) -> bool:
    """Whether only some are said to be unharmed: "no civilians had been hurt"."""
    words = [doc.parse.lemma[s].lower() for s in kids(doc, t, "nsubj")]
    return bool(words) and not set(words) & {"one", "nobody", "none", "people", "person"}


def told_figures(doc: Doc, roster: Roster, near: Near) -> Iterator[tuple[int, str, Number]]:
    """The figures of the sentences with a deed, and of those right behind one."""
    for n, sentence in enumerate(doc.sentences):
        if n not in near and n - 1 not in near:
            continue
        for t in range(sentence.first, sentence.last):
            for field, number in harms_at(doc, roster, t).items():
                if not _unreal(doc, t, number):
                    yield t, field, number


def _unreal(doc: Doc, t: int, number: Number) -> bool:
    """ "could kill 40 people", "did not kill the two", "if five die"."""
    for up in (t, *ancestors(doc, t)):
        if doc.parse.dep[up] in ("cop", "punct"):
            continue
        words = kids(doc, up, "aux", "advmod", "mark")
        said = {doc.parse.lemma[k].lower() for k in words}
        if any(doc.parse.tag[k] == "MD" for k in words) or said & {"if", "unless", "to"}:
            return True
        if number.value != (0, 0) and said & {"not", "n't", "never"}:
            return True
        if doc.parse.pos[up] in ("VERB", "ADJ"):
            break
    return False


def deed_of(doc: Doc, t: int, field: str, near: Near) -> Deed | None:
    n = doc.tokens[t].sent
    there, before = ([deed for deed in near.get(m, ()) if deed[0].type in DEEDS[field]] for m in (n, n - 1))
    here = [deed for deed in there if deed[0].trigger != t]
    if here:
        return min(here, key=lambda pair: (_apart(doc, t, pair[0].trigger), abs(t - pair[0].trigger)))
    if there or not before or doc.sentences[n - 1].kind != doc.sentences[n].kind:
        return None
    return before[-1]


def _apart(doc: Doc, a: int, b: int) -> int:
    """Edges between two words of a sentence."""
    over = {x: n for n, x in enumerate((a, *ancestors(doc, a)))}
    return next((over[x] + n for n, x in enumerate((b, *ancestors(doc, b))) if x in over), 99)
