"""One mention of a deed with everything its own sentence says of it, before mentions are merged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from tidings.claims.attribution import Attribution
from tidings.claims.frames import Frame, is_verbal
from tidings.claims.ground import choose_place, modifier_place, places_for, times_for
from tidings.claims.roster import Roster
from tidings.claims.sources import sources_at
from tidings.claims.status import Status, speaker_of_plan, status_of
from tidings.claims.syntax import base, case_of, determiner, kids
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
    presupposed: bool = False
    """Taken as known ("the 2005 bombing"), not told here."""
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
    asked = contents(doc, frames)
    out: list[Draft] = []
    for frame, time in zip(frames, times, strict=True):
        if frame.trigger in asked:
            continue
        status = status_of(doc, frame)
        if frame.entry.status and status.token is None:
            status = Status(frame.entry.status, frame.trigger, "the word itself says so")
        if not tells_deed(doc, roster, frame, status):
            continue
        out.append(_draft(doc, roster, attributions, frame, status, time.index if time else None))
    return out


SPEECH_OF_DEEDS = frozenset({"REQUEST", "THREATEN", "AGREE", "CONCEDE", "REJECT"})
"""What these speak of is no deed of its own: who demands a withdrawal withdraws nobody."""
CONTENT_CASES = {"REQUEST": ("for",), "THREATEN": ("of", "with"), "REJECT": (), "AGREE": ("on", "for", "to"), "CONCEDE": ("for", "to")}


def contents(doc: Doc, frames: list[Frame]) -> dict[int, int]:
    """Trigger of a deed that is only spoken of → trigger of the speaking. Fills what the speaking
    lacks: who is asked is who should do it; a promise to withdraw is a concession."""
    by_token = {t: f for f in frames for t in (f.trigger, f.verb) if t is not None}
    found: dict[int, int] = {}
    for frame in frames:
        at = frame.verb if frame.verb is not None else frame.trigger
        speech = _speech_above(doc, by_token, frame, at)
        if speech is None:
            continue
        found[frame.trigger] = speech.trigger
        if speech.type == "REQUEST" and not speech.recipients:
            speech.recipients = [a for a in frame.actors if a not in speech.actors]
        if speech.type == "AGREE" and frame.type in ("RETREAT", "CONCEDE"):
            speech.entry = replace(speech.entry, type="CONCEDE", mode=None)
        if speech.type in ("AGREE", "CONCEDE", "THREATEN", "REJECT") and not speech.recipients:
            speech.recipients = [r for r in frame.recipients if r not in speech.actors]
    return found


def _speech_above(doc: Doc, by_token: dict[int, Frame], frame: Frame, at: int) -> Frame | None:
    parse = doc.parse
    for _ in range(4):
        head, dep = parse.head[at], parse.dep[at]
        if head < 0:
            return None
        speech = by_token.get(head)
        infinitive = any(parse.lemma[m].lower() == "to" for m in kids(doc, at, "mark"))
        if speech is not None and speech is not frame and speech.type in SPEECH_OF_DEEDS:
            spoken = base(dep) in ("xcomp", "ccomp") or (base(dep) in ("acl", "advcl") and infinitive)
            spoken = spoken or (
                base(dep) in ("obl", "nmod", "obj") and (
                    case_of(doc, at) in CONTENT_CASES[speech.type] or (base(dep) == "obj" and speech.type == "REQUEST")
                )
            )
            return speech if spoken else None
        if base(dep) in ("conj", "xcomp") or (base(dep) in ("acl", "ccomp") and infinitive):
            at = head
            continue
        if base(dep) == "obj" and not is_verbal(doc, at) and infinitive_above(doc, head):
            at = head
            continue
        return None
    return None


def infinitive_above(doc: Doc, verb: int) -> bool:
    """Whether the verb is an infinitive itself ("to *launch* an attack")."""
    return any(doc.parse.lemma[m].lower() == "to" for m in kids(doc, verb, "mark"))


def _draft(
    doc: Doc, roster: Roster, attributions: list[Attribution], frame: Frame, status: Status, time: int | None
) -> Draft:
    type_, mode = frame.type, frame.mode
    actors = _parties(doc, roster, frame.actors, places=False)
    recipients = _parties(doc, roster, frame.recipients, places=type_ in ("ASSAULT", "RETREAT", "COERCE"))
    if type_ in PROMISED and status.status == "planned":
        told = speaker_of_plan(doc, frame.verb if frame.verb is not None else frame.trigger)
        if told is not None:
            cue, speaker = told
            type_ = PROMISED[type_]
            mode = mode if mode in ("withdraw",) and False else None
            status = Status("occurred", cue, "announced: the announcing is what happened")
            said = times_for(doc, [Frame(cue, frame.entry)])[0]
            time = said.index if said is not None else time
            if not actors and speaker >= 0:
                actors = _parties(doc, roster, [speaker], places=False)
    taken = {a for a in actors}
    found = places_for(doc, frame, taken)
    place = choose_place(doc, found)
    why = "it is named beside the deed" if place is not None else ""
    if place is None and type_ not in VERBAL_TYPES:
        for head in (*frame.recipients, *frame.actors):
            place = modifier_place(doc, head)
            if place is not None:
                why = "it is part of how the parties are named"
                break
    keys = {roster.key(a) for a in actors} if type_ in VERBAL_TYPES or type_ == "CONSULT" else set()
    known = is_presupposed(doc, frame)
    sources = () if known else sources_at(doc, roster, attributions, frame.trigger, but=keys)
    tolls = tolls_of(doc, roster, frame)
    weapon, implied = weapon_of(doc, frame)
    if type_ == "ASSAULT" and mode is None and implied:
        mode = implied
    return Draft(
        frame, type_, mode, status, actors, recipients, place, why, time, tolls, weapon, sources,
        is_background(doc, frame, time), known,
    )  # fmt: skip


def _parties(doc: Doc, roster: Roster, heads: list[int], *, places: bool = True) -> list[int]:
    out = []
    for h in dict.fromkeys(heads):
        if determiner(doc, h) in ("no", "neither"):
            continue
        if roster.is_party(h):
            out.append(h)
        elif not places and roster.kind_of(h) in ("platform", "weapon", "facility"):
            # "their warplanes struck", "Saudi jets": whose they are
            owners = [
                k for k in kids(doc, h, "nmod:poss", "amod", "compound") if roster.is_party(k)
            ]
            out.extend(owners or ([h] if roster.kind_of(h) == "platform" else []))
        elif places and roster.kind_of(h) in ("facility", "platform", "place"):
            out.append(h)
    return list(dict.fromkeys(out))


def tells_deed(doc: Doc, roster: Roster, frame: Frame, status: Status) -> bool:
    """False for habits, generic plurals, and words that only sometimes name a deed where nothing
    political stands beside them."""
    parse, i = doc.parse, frame.trigger
    if doc.sentence_of(i).kind == "byline":
        return False
    parties = [h for h in (*frame.actors, *frame.recipients) if roster.is_party(h)]
    if frame.entry.weak and not parties:
        return False
    if frame.type == "SUPPORT" and is_verbal(doc, i) and base(parse.dep[i]) in ("amod", "acl"):
        return False  # "rebels backed by X" says whose they are, not that X spoke
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


def is_presupposed(doc: Doc, frame: Frame) -> bool:
    """Whether the words take the deed as known: a definite noun that is not what the clause is about,
    a relative clause ("the town that rebels seized in May"), an "as"-clause."""
    i, parse = frame.trigger, doc.parse
    at = i
    for _ in range(3):
        head = parse.head[at]
        if head < 0:
            break
        if parse.dep[at] == "acl:relcl" or (parse.dep[at] == "acl" and parse.tag[at] in ("VBG", "VBN")):
            return True
        if base(parse.dep[at]) == "advcl" and any(
            doc.tokens[m].text.lower() in ("as", "while", "since", "with") for m in kids(doc, at, "mark")
        ):
            return True
        if base(parse.dep[at]) not in ("conj", "xcomp", "obj", "obl", "advcl"):
            break
        at = head
    if is_verbal(doc, i) or frame.verb is not None:
        return False
    return determiner(doc, i) in ("the", "this", "that", "these", "those") or bool(kids(doc, i, "nmod:poss"))


def noun_class(lemma: str) -> frozenset[str]:
    return frozenset(c for c, _ in noun_classes().get(lemma, ()))
