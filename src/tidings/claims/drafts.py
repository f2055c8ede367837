"""One mention of a deed with everything its own sentence says of it, before mentions are merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from tidings.claims.attribution import Attribution
from tidings.claims.frames import Frame, is_verbal
from tidings.claims.ground import choose_place, modifier_place, places_for, times_for
from tidings.claims.roster import Roster
from tidings.claims.sources import sources_at
from tidings.claims.status import Status, speaker_of_plan, status_of
from tidings.claims.syntax import base, determiner, kids
from tidings.claims.tolls import Tolls, tolls_of
from tidings.claims.weapons import weapon_of
from tidings.mentions.lexicon import noun_classes
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc
from tidings.model.record import Source, Weapon

OLD = timedelta(days=14)
"""Older than this before publication is background, as the guidelines have it."""

PROMISED = {"RETREAT": "CONCEDE", "AID": "AGREE", "COOPERATE": "AGREE", "CONSULT": "AGREE"}
"""What a deed that its doer announces is coded as: the announcing."""


@dataclass(slots=True)
class Draft:
    """A frame with its values. `place`/`time`: indices into doc.places/doc.times."""

    frame: Frame
    type: str
    mode: str | None
    status: Status
    actors: list[int]
    recipients: list[int]
    place: int | None
    place_why: str
    time: int | None
    tolls: Tolls
    weapon: Weapon | None
    sources: tuple[Source, ...]
    background: bool
    extra: list[int] = field(default_factory=list)
    """Triggers of frames that were folded into this one."""

    @property
    def trigger(self) -> int:
        return self.frame.trigger


def draft_all(
    doc: Doc, roster: Roster, attributions: list[Attribution], frames: list[Frame]
) -> list[Draft]:
    """The drafts of the frames that tell of a deed, in text order."""
    times = times_for(doc, frames)
    out: list[Draft] = []
    for frame, time in zip(frames, times, strict=True):
        status = status_of(doc, frame)
        if frame.entry.status and status.token is None:
            status = Status(frame.entry.status, frame.trigger, "the word itself says so")
        if not tells_deed(doc, roster, frame, status):
            continue
        out.append(_draft(doc, roster, attributions, frame, status, time.index if time else None))
    return out


def _draft(
    doc: Doc, roster: Roster, attributions: list[Attribution], frame: Frame, status: Status, time: int | None
) -> Draft:
    type_, mode = frame.type, frame.mode
    actors = _parties(doc, roster, frame.actors)
    recipients = _parties(doc, roster, frame.recipients, places=type_ in ("ASSAULT", "RETREAT", "COERCE"))
    if type_ in PROMISED and status.status == "planned":
        told = speaker_of_plan(doc, frame.verb if frame.verb is not None else frame.trigger)
        if told is not None:
            cue, speaker = told
            type_ = PROMISED[type_]
            mode = mode if mode in ("withdraw",) and False else None
            status = Status("occurred", cue, "announced: the announcing is what happened")
            if not actors and speaker >= 0:
                actors = _parties(doc, roster, [speaker])
    taken = {a for a in actors}
    found = places_for(doc, frame, taken)
    place = choose_place(doc, found)
    why = "it is named beside the deed" if place is not None else ""
    if place is None:
        for head in (*frame.recipients, *frame.actors):
            place = modifier_place(doc, head)
            if place is not None:
                why = "it is part of how the parties are named"
                break
    keys = {roster.key(a) for a in actors} if type_ in VERBAL_TYPES or type_ == "CONSULT" else set()
    sources = sources_at(doc, roster, attributions, frame.trigger, but=keys)
    tolls = tolls_of(doc, roster, frame)
    weapon, implied = weapon_of(doc, frame)
    if type_ == "ASSAULT" and mode is None and implied:
        mode = implied
    return Draft(
        frame, type_, mode, status, actors, recipients, place, why, time, tolls, weapon, sources,
        is_background(doc, frame, time),
    )  # fmt: skip


def _parties(doc: Doc, roster: Roster, heads: list[int], *, places: bool = True) -> list[int]:
    out = []
    for h in dict.fromkeys(heads):
        if roster.is_party(h):
            out.append(h)
        elif places and roster.kind_of(h) in ("facility", "platform", "place"):
            out.append(h)
    return out


def tells_deed(doc: Doc, roster: Roster, frame: Frame, status: Status) -> bool:
    """False for habits, generic plurals, and words that only sometimes name a deed where nothing
    political stands beside them."""
    parse, i = doc.parse, frame.trigger
    if doc.sentence_of(i).kind == "byline":
        return False
    parties = [h for h in (*frame.actors, *frame.recipients) if roster.is_party(h)]
    if frame.entry.weak and not parties:
        return False
    if status.token is None and _habitual(doc, frame):
        return False
    if not is_verbal(doc, i):
        bare = not frame.actors and not frame.recipients and determiner(doc, i) == ""
        if bare and not kids(doc, i, "amod", "nummod", "nmod", "compound", "acl") and frame.verb is None:
            return False
        if base(parse.dep[i]) == "compound":
            return bool(frame.actors and frame.recipients)
    return True


HABIT = frozenset("often usually regularly frequently sometimes always typically generally normally routinely".split())


def _habitual(doc: Doc, frame: Frame) -> bool:
    parse = doc.parse
    for v in (frame.trigger, frame.verb):
        if v is None:
            continue
        if any(parse.lemma[c].lower() in HABIT for c in kids(doc, v, "advmod")):
            return True
    return False


def is_background(doc: Doc, frame: Frame, time: int | None) -> bool:
    """True where its day lies two weeks or more before publication, or the text recalls it."""
    published = doc.report.published
    if time is not None and published is not None:
        interval = doc.times[time].interval
        if interval is not None and interval.end is not None:
            return published - interval.end > OLD
    for v in (frame.trigger, frame.verb):
        if v is None or not is_verbal(doc, v):
            continue
        had = [c for c in kids(doc, v, "aux") if doc.tokens[c].text.lower() == "had"]
        if had and doc.sentence_of(v).kind == "body":
            return False
    return False


def noun_class(lemma: str) -> frozenset[str]:
    return frozenset(c for c, _ in noun_classes().get(lemma, ()))
