"""Who gives which figure: tolls of one deed that several speakers give, or one whose word the deed is not.

"Four were killed, the ministry said. Doctors counted seven.", "The union insists on eleven.", "the army
puts the dead at seven". Each is kept as a dispute of the deed: the speaker, the field,
the figure. The event itself has one figure and the sources of its telling; where all figures are its own
source's, there are none.

A bare number of a counting verb ("spoke of thirty", "keeps to four") is of what the last figure before it, in
its sentence or the one before, is of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tidings.claims.attribution import Attribution, sources_of
from tidings.claims.drafts import Draft
from tidings.claims.harm import DIE, KILL
from tidings.claims.merge import DYING
from tidings.claims.roster import Roster
from tidings.claims.speakers import OUTLET
from tidings.claims.syntax import ancestors, base, case_of, is_passive, kids, noun_span, subjects
from tidings.claims.tolls_beside import DEEDS, Near, deed_of, is_fresh, told_figures
from tidings.mentions.counts import counts_in
from tidings.mentions.lexicon import reporting_cues
from tidings.model.doc import Doc
from tidings.model.record import Dispute, Number, Source

COUNTING: Final = frozenset(
    "speak put count give report raise lower correct revise list register record admit confirm estimate"
    " document know set announce cite publish insist keep stick stand say claim have lose name".split()
)
"""Verbs whose subject gives the figure in their clause."""
BARE: Final = frozenset("speak put count give report list register insist keep stick stand say claim".split())
"""Verbs behind which a number alone is such a figure."""
BEFORE_BARE: Final = frozenset({"of", "at", "to", "on", "as", ""})
SAYING: Final = frozenset("say claim report confirm admit announce have lose name".split())
"""Of these the ones that tell of much else than figures."""
SPEAKERS: Final = frozenset({"org", "force", "person", "country", "nationality", "facility"})
FIELDS: Final = ("killed", "injured", "detained")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure told at token `at`, of the deed in group `group`. `speaker`: head of who gives it, None for
    the outlet. `counted`: whether a verb of counting gives it, and not just a clause of somebody's words."""

    at: int
    group: int
    field: str
    number: Number
    speaker: int | None
    counted: bool


def figures_of(
    doc: Doc,
    roster: Roster,
    attributions: Sequence[Attribution],
    groups: Sequence[list[Draft]],
    sources: Sequence[Sequence[Source]],
) -> dict[int, list[Dispute]]:
    """Disputes by the place of the deed in `groups`; none where all give what the deed's own source gives.
    `sources`: those of each group's record, outermost first."""
    found = _figures(doc, roster, list(attributions), groups)
    out: dict[int, list[Dispute]] = {}
    for n, group in enumerate(groups):
        own = {source.name.casefold() for source in sources[n]}
        doing = {roster.key(a) for d in group for a in d.actors}
        for field in FIELDS:
            mine = [f for f in found if f.group == n and f.field == field]
            said = next((number for d in group if (number := getattr(d.tolls, field)) is not None), None)
            given: dict[str, Number] = {}
            said_of_it = False
            for figure in mine:
                if figure.speaker is None or (party := roster.party(figure.speaker)) is None:
                    continue
                if roster.key(figure.speaker) in doing:
                    continue  # "gunmen killed five, the governor told us"
                if not (figure.counted or _is_whole(figure.number, said)):
                    continue
                said_of_it |= _is_said(doc, figure)
                before = given.get(party.name)
                if before is None or _low(figure.number) > _low(before):
                    given[party.name] = figure.number
            agree = len({number.value for number in given.values()}) == 1
            if said_of_it and given and not (agree and own & {name.casefold() for name in given}):
                out.setdefault(n, []).extend(
                    Dispute(name, field, number.value, number.spans) for name, number in sorted(given.items())
                )
    return out


def _is_said(doc: Doc, figure: _Figure) -> bool:
    """Whether a number is said; that "the murder of a judge" is one death is nobody's count."""
    sentence = doc.sentence_of(figure.at)
    return figure.number.value != (1, 1) or any(
        span.start <= count.span.start < span.end
        for span in figure.number.spans
        for count in counts_in(doc, sentence)
    )


def _is_whole(number: Number, said: Number | None) -> bool:
    """Whether a figure is no part of the one that stands for the deed: "two died on the way", of nine."""
    return said is None or _low(number) >= _low(said)


def _low(number: Number) -> int:
    low, high = number.value
    return low if low is not None else high or 0


def _figures(
    doc: Doc, roster: Roster, attributions: list[Attribution], groups: Sequence[list[Draft]]
) -> list[_Figure]:
    """In text order."""
    near: Near = {}
    place = {id(group): n for n, group in enumerate(groups)}
    told: list[tuple[int, int, str, Number]] = []
    spans: set[object] = set()
    for n, group in enumerate(groups):
        for d in group:
            if d.type not in DEEDS["detained"] or d.status.status == "planned":
                continue
            near.setdefault(doc.tokens[d.trigger].sent, []).append((d, group))
            for field in FIELDS:
                if (number := getattr(d.tolls, field)) is not None:
                    told.append((_at(doc, number), n, field, number))
                    spans.add((field, number.spans))
    for t, field, number in told_figures(doc, roster, near):
        if (field, number.spans) in spans or number.value == (0, 0) or is_fresh(doc, number):
            continue
        if (deed := deed_of(doc, t, field, near)) is not None:
            told.append((_at(doc, number), place[id(deed[1])], field, number))
    told.sort(key=lambda one: one[0])
    out: list[_Figure] = []
    for k, (at, n, field, number) in enumerate(told):
        end = told[k + 1][0] if k + 1 < len(told) else len(doc.tokens)
        counted, speaker = _speaker(doc, roster, attributions, at)
        out.append(_Figure(at, n, field, number, speaker, counted))
        out += _bare(doc, roster, out[-1], end)
    return out


def _at(doc: Doc, number: Number) -> int:
    """The first token of a figure."""
    return bisect_left(doc.tokens, number.spans[0].start, key=lambda token: token.start)


def _bare(doc: Doc, roster: Roster, last: _Figure, until: int) -> Iterator[_Figure]:
    """Numbers alone behind a counting verb after a figure, up to the end of the next sentence."""
    first = doc.tokens[last.at].sent
    for n in range(first, min(first + 2, len(doc.sentences))):
        for count in counts_in(doc, doc.sentences[n]):
            if not last.at < count.first < until:
                continue
            inside = range(count.first, count.last + 1)
            head = next((c for c in inside if doc.parse.head[c] not in inside), count.last)
            if doc.parse.head[head] < 0 or _of_things(doc, count.last + 1):
                continue
            speaker = _giver_of_bare(doc, roster, head)
            if speaker is not None:
                number = Number((count.low, count.high), (count.span,))
                yield _Figure(count.first, last.group, last.field, number, speaker, True)


def _of_things(doc: Doc, behind: int) -> bool:
    return behind < len(doc.tokens) and doc.parse.pos[behind] in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")


def _giver_of_bare(doc: Doc, roster: Roster, head: int) -> int | None:
    """Who gives the number `head`, "spoke of thirty"; also where the verb is left out: "the army puts the
    dead at seven, the charity at eight"."""
    parse = doc.parse
    up, case = parse.head[head], case_of(doc, head)
    if parse.lemma[up].lower() in BARE and parse.pos[up] == "VERB" and not is_passive(doc, up):
        if base(parse.dep[head]) in ("obl", "obj") and case in BEFORE_BARE:
            return _giver(doc, roster, up)
        return None
    while parse.dep[up] == "flat" and parse.head[up] >= 0:
        up = parse.head[up]
    who = up
    while parse.dep[up] == "appos" and parse.head[up] >= 0:
        up = parse.head[up]  # of the army or of its number, beside which "the charity at eight" is hung
    verb = parse.head[up]
    if (
        case == "at"
        and parse.pos[who] in ("NOUN", "PROPN")
        and verb >= 0
        and parse.lemma[verb].lower() == "put"
    ):
        return who if roster.kind_of(who) in SPEAKERS else None
    return None


def _speaker(doc: Doc, roster: Roster, attributions: list[Attribution], at: int) -> tuple[bool, int | None]:
    """Whether a verb of counting gives the figure at `at`, and who gives it: its subject, else the innermost
    speaker of the clause."""
    for up in ancestors(doc, at):
        if (
            doc.parse.lemma[up].lower() in COUNTING
            and doc.parse.pos[up] == "VERB"
            and not is_passive(doc, up)
        ):
            speaker = None if _dies(doc, up) else _giver(doc, roster, up)
            if speaker is not None and at not in range(*noun_span(doc, speaker)):
                return doc.parse.lemma[up].lower() not in SAYING, speaker
        if doc.parse.dep[up] in ("acl:relcl", "advcl"):
            break
    over = [a for a in sources_of(attributions, at) if not _is_of_judging(doc, a)]
    return False, over[-1].sources[-1] if over else None


def _dies(doc: Doc, verb: int) -> bool:
    """ "a third man died, raising the toll to three": the man gives no figure."""
    above = doc.parse.head[verb]
    dying = above >= 0 and doc.parse.lemma[above].lower() in DYING
    return dying and base(doc.parse.dep[verb]) == "advcl" and not kids(doc, verb, "nsubj")


def _is_of_judging(doc: Doc, attribution: Attribution) -> bool:
    """Whether a verb that is none of telling stands between a speaker and what happened: who condemns "the
    bombing that killed eleven" does not count its dead."""
    cue = attribution.cue
    return doc.parse.pos[cue] == "VERB" and (doc.parse.lemma[cue].lower(), "VERB") not in reporting_cues()


def _giver(doc: Doc, roster: Roster, verb: int) -> int | None:
    """The subject of a counting verb where it is one who can count."""
    for s in subjects(doc, verb):
        if doc.parse.lemma[max(0, doc.parse.head[s])].lower() in DIE | KILL:
            continue  # "a third man died, raising the toll to nine"
        if roster.kind_of(s) in SPEAKERS and roster.party(s) is not None and not kids(doc, s, "nummod"):
            return s
        if OUTLET.search(doc.span(*noun_span(doc, s)).of(doc.text)):
            return s
    return None
