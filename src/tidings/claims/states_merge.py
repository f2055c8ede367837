"""The mentions of a report's states merged to one record for each distinct fact."""

from __future__ import annotations

from dataclasses import replace

from tidings.claims.attribution import Attribution
from tidings.claims.events import place_of, when_of
from tidings.claims.roster import Roster
from tidings.claims.sources import sources_at
from tidings.claims.states_draft import Draft, is_a, lemma
from tidings.claims.states_parties import holder_of, owner_of, party_of
from tidings.claims.sure import OF_STATE, chance, state_numbers
from tidings.claims.syntax import kids, noun_span
from tidings.model.doc import Doc
from tidings.model.mention import Interval
from tidings.model.record import Evidence, Number, Source, State, When
from tidings.model.span import Span


def merge_states(
    doc: Doc, roster: Roster, attributions: list[Attribution], drafts: list[Draft]
) -> tuple[State, ...]:
    """One State for each group of drafts that tell the same, in the order of their first mention."""
    groups: list[list[Draft]] = []
    for draft in sorted(drafts, key=lambda d: d.trigger):
        for group in groups:
            if all(same_state(doc, roster, d, draft) for d in group):
                group.append(draft)
                break
        else:
            groups.append([draft])
    states = (_state(doc, roster, attributions, group) for group in groups)
    return tuple(s for s in states if s is not None)


def same_state(doc: Doc, roster: Roster, a: Draft, b: Draft) -> bool:
    """Whether two mentions tell the same fact. What one of them leaves open does not part them."""
    if a.kind != b.kind or not _same_holder(doc, roster, a, b):
        return False
    match a.kind:
        case "position":
            return _open(_key(roster, a.other), _key(roster, b.other)) and _same_role(doc, a, b)
        case "membership":
            return a.relation == b.relation and _key(roster, a.other) == _key(roster, b.other)
        case "presence":
            if _joint(doc, a.holder) != _joint(doc, b.holder):
                return False
            return _place_key(doc, a) == _place_key(doc, b) and _open(_range(a), _range(b))
        case "control":
            # held and claimed are two facts, held and then lost are one
            claimed = (a.status == "contested") == (b.status == "contested")
            return (
                claimed
                and _place_key(doc, a) == _place_key(doc, b)
                and _key(roster, a.site) == _key(roster, b.site)
            )
        case _:
            return a.of == b.of and _range(a) == _range(b)


def _same_holder(doc: Doc, roster: Roster, a: Draft, b: Draft) -> bool:
    """One party; for an office also two spellings of a person's name that the roster keeps apart, for a
    place also "rebels" and "opposition"."""
    if _owner_key(doc, roster, a.holder) == _owner_key(doc, roster, b.holder):
        return True
    if a.kind == "control" and a.holder is not None and b.holder is not None:
        return all(_is_insurgent(doc, roster, h) for h in (a.holder, b.holder))
    if a.kind != "position" or a.holder is None or b.holder is None:
        return False
    x, y = roster.cluster(a.holder), roster.cluster(b.holder)
    if x is None or y is None or x.kind != "person" or y.kind != "person":
        return False
    return x.best.replace("-", " ").casefold() == y.best.replace("-", " ").casefold()


def _owner_key(doc: Doc, roster: Roster, head: int | None) -> str:
    """A party's key; that of the owner for "its troops"."""
    owner = owner_of(doc, roster, head)
    return _key(roster, head if owner is None else owner)


def _joint(doc: Doc, head: int | None) -> bool:
    """ "US and NATO forces": two parties' together, not either's."""
    if head is None:
        return False
    first = noun_span(doc, head)[0]
    return any(doc.tokens[t].text.lower() == "and" for t in range(first, head))


def _is_insurgent(doc: Doc, roster: Roster, i: int) -> bool:
    if is_a(doc, i, "insurgents"):
        return True
    return (
        any(is_a(doc, k, "insurgents") for k in kids(doc, i, "compound", "amod"))
        and roster.entity_at(i) is None
    )


def _open(a: object, b: object) -> bool:
    return not a or not b or a == b


def _key(roster: Roster, head: int | None) -> str:
    return "" if head is None else roster.key(head)


def _range(draft: Draft) -> object:
    return None if draft.count is None else (draft.count.low, draft.count.high)


def _place_key(doc: Doc, draft: Draft) -> object:
    if draft.place is None:
        return None
    place = doc.places[draft.place]
    return place.geonames or (place.name.casefold(), place.country)


LEADERS = frozenset(
    "leader head chief commander boss founder chairman president chair lead command incumbent".split()
)
SENT = frozenset("ambassador envoy representative".split())
SPEAKERS = frozenset("spokesman spokeswoman spokesperson".split())
ADVISERS = frozenset("adviser advisor aide".split())


def _same_role(doc: Doc, a: Draft, b: Draft) -> bool:
    """The same noun, or two loose names of one office ("leader" and "head", "envoy" and "ambassador")."""
    if a.role is None or b.role is None:
        return True
    x, y = lemma(doc, a.trigger), lemma(doc, b.trigger)
    if x == y:
        mine, yours = _role_words(doc, a), _role_words(doc, b)
        return mine <= yours or yours <= mine
    return any({x, y} <= family for family in (LEADERS, SENT, SPEAKERS, ADVISERS))


def _role_words(doc: Doc, draft: Draft) -> frozenset[str]:
    assert draft.role is not None
    return frozenset(lemma(doc, t) for t in range(draft.role[0], draft.role[1] + 1))


def _state(doc: Doc, roster: Roster, attributions: list[Attribution], group: list[Draft]) -> State | None:
    best = _best(group)
    holder = holder_of(doc, roster, best)
    if best.holder is not None and holder is None:
        return None
    other = next((p for d in group if (p := party_of(roster, d.other)) is not None), None)
    site = next((p for d in group if (p := party_of(roster, d.site)) is not None), None)
    place = next((d.place for d in group if d.place is not None), None)
    when = next((w for d in group if (w := _when(doc, d)) is not None), None)
    count = next((d.count for d in group if d.count is not None), None)
    status = _status(group)
    role_span = doc.span(*best.role) if best.role is not None else None
    state = State(
        id="",
        kind=best.kind,
        evidence=_evidence(doc, group),
        holder=holder,
        other=other,
        role=role_span.of(doc.text) if role_span is not None else None,
        role_span=role_span,
        relation=best.relation,
        place=place_of(doc, place) if place is not None else None,
        site=site,
        count=Number((count.low, count.high), (count.span,)) if count is not None else None,
        of=best.of,
        when=when,
        status=status,
        sources=_sources(doc, roster, attributions, group),
    )
    return replace(state, confidence=chance(OF_STATE, state_numbers(doc, state)))


def _when(doc: Doc, draft: Draft) -> When | None:
    found = when_of(doc, draft.when) if draft.when is not None else None
    start = found.interval.start if found is not None else None
    if found is None or not draft.since or start is None:
        return found
    end = doc.report.published
    why = f"{found.why}; the beginning of what is counted up to publication"
    return When(Interval(start, end if end is None or end >= start else None, "range"), found.spans, why=why)


def _best(group: list[Draft]) -> Draft:
    """The mention with a number or with the fullest words for the role, the first among equals."""
    return max(
        group,
        key=lambda d: (d.count is not None, d.role[1] - d.role[0] if d.role is not None else 0, -d.trigger),
    )


def _status(group: list[Draft]) -> str | None:
    told = [d.status for d in group if d.status is not None]
    for decisive in ("former", "lost", "contested", "besieges"):
        if decisive in told:
            return decisive
    return told[0] if told else None


def _evidence(doc: Doc, group: list[Draft]) -> tuple[Evidence, ...]:
    """Each sentence once, with its trigger word."""
    out: dict[Span, Evidence] = {}
    for draft in group:
        sentence = doc.sentence_of(draft.trigger)
        token = doc.tokens[draft.trigger]
        span = Span(sentence.start, sentence.end)
        out.setdefault(span, Evidence(span, Span(token.start, token.end)))
    return tuple(out.values())


def _sources(
    doc: Doc, roster: Roster, attributions: list[Attribution], group: list[Draft]
) -> tuple[Source, ...]:
    """Who says it; nobody where one mention has the report say it itself or take it for known."""
    if not all(d.firm for d in group):
        return ()
    found = [
        sources_at(
            doc, roster, attributions, d.trigger, but=[roster.key(d.holder)] if d.holder is not None else []
        )
        for d in group
    ]
    return found[0] if all(found) else ()
