"""Events: the drafts of one report merged to one record per happening, in the record's form."""

from __future__ import annotations

from tidings.claims.attribution import Attribution
from tidings.claims.drafts import Draft, draft_all
from tidings.claims.frames import Frame
from tidings.claims.merge import merge_drafts
from tidings.claims.roster import Roster, roster_of
from tidings.model.doc import Doc
from tidings.model.record import Event, Evidence, Party, Place, Source, When
from tidings.model.span import Span


def find_events(doc: Doc) -> tuple[Event, ...]:
    """The events of a report in text order. Needs "frames", "attributions", "times", "places"."""
    roster = roster_of(doc)
    attributions: list[Attribution] = doc.layer("attributions")  # type: ignore[assignment]
    frames: list[Frame] = doc.layer("frames")  # type: ignore[assignment]
    drafts = draft_all(doc, roster, attributions, frames)
    return tuple(_event(doc, roster, group) for group in merge_drafts(doc, roster, drafts))


def _event(doc: Doc, roster: Roster, group: list[Draft]) -> Event:
    first = group[0]
    why: list[tuple[str, str]] = [("type", _type_why(doc, first)), ("status", first.status.why)]
    place_draft = next((d for d in group if d.place is not None), None)
    time_draft = next((d for d in group if d.time is not None), None)
    place = None
    if place_draft is not None and place_draft.place is not None:
        place = place_of(doc, place_draft.place)
        why.append(("place", place_draft.place_why))
    else:
        why.append(("place", "no place stands beside it"))
    when = None
    if time_draft is not None and time_draft.time is not None:
        when = when_of(doc, time_draft.time)
    else:
        why.append(("when", "no day stands beside it"))
    weapon = next((d.weapon for d in group if d.weapon is not None), None)
    sources = _sources(doc, group)
    numbers = {}
    for field in ("killed", "injured", "detained", "size"):
        numbers[field] = next((n for d in group if (n := getattr(d.tolls, field)) is not None), None)
    return Event(
        id="",
        type=first.type,
        mode=next((d.mode for d in group if d.mode and d.type == first.type), None),
        status=first.status.status,
        background=first.background,
        evidence=tuple(evidence_of(doc, d) for d in group),
        actors=parties_of(roster, [d.actors for d in group]),
        recipients=parties_of(roster, [d.recipients for d in group]),
        place=place,
        when=when,
        weapon=weapon,
        sources=sources,
        confidence=0.5,
        why=tuple(why),
        **numbers,
    )


def _sources(doc: Doc, group: list[Draft]) -> tuple[Source, ...]:
    """The fullest mention's sources, or none where the outlet also tells it without one."""
    telling = [d for d in group if doc.sentence_of(d.trigger).kind != "headline" and not d.presupposed] or group
    return telling[0].sources


def _type_why(doc: Doc, draft: Draft) -> str:
    words = " ".join(doc.tokens[t].text for t in draft.frame.tokens or (draft.trigger,))
    note = f" ({draft.frame.entry.note})" if draft.frame.entry.note else ""
    return f"{words!r} names {draft.frame.type}{note}"


def parties_of(roster: Roster, mentions: list[list[int]]) -> tuple[Party, ...]:
    """The parties of a role: those of the fullest mention, each once, under all its names."""
    best = max(mentions, key=len)
    chosen = next((m for m in mentions if m), [])
    if len(best) > len(chosen):
        chosen = best
    out: list[Party] = []
    keys: set[str] = set()
    for head in chosen:
        party = roster.party(head)
        key = roster.key(head)
        if party is None or key in keys or party.name.casefold() in {p.name.casefold() for p in out}:
            continue
        keys.add(key)
        out.append(party)
    return tuple(out)


def evidence_of(doc: Doc, draft: Draft) -> Evidence:
    """The sentence that reports it, with the trigger word."""
    sentence = doc.sentence_of(draft.trigger)
    token = doc.tokens[draft.trigger]
    return Evidence(Span(sentence.start, sentence.end), Span(token.start, token.end))


def place_of(doc: Doc, index: int) -> Place:
    """A place mention in the record's form."""
    m = doc.places[index]
    return Place(
        m.name, m.country, (m.span,), lat=m.lat, lon=m.lon, geonames=m.geonames, precision=m.precision, why=m.why
    )


def when_of(doc: Doc, index: int) -> When | None:
    """A time mention in the record's form; None where it covers no days."""
    m = doc.times[index]
    return When(m.interval, (m.span,), why=m.why) if m.interval is not None else None
