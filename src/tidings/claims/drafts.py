"""One mention of a deed with everything its own sentence says of it, before mentions are merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tidings.claims.attribution import Attribution, sources_of
from tidings.claims.foiled import FOILING
from tidings.claims.frames import Frame, whose_thing
from tidings.claims.ground import Found
from tidings.claims.ground_meant import places_of_deed
from tidings.claims.ground_time import likely, times_for
from tidings.claims.hinted import pair_hints
from tidings.claims.keep import PROMISED, is_kept, may_promise, tells_deed
from tidings.claims.linear import load_linear
from tidings.claims.mood import Status
from tidings.claims.of_the_report import is_beside_play, is_of_play
from tidings.claims.roles import roles_of
from tidings.claims.roster import Roster
from tidings.claims.status import speaker_of_plan, status_of
from tidings.claims.syntax import (
    ancestors,
    base,
    case_of,
    conjuncts,
    definite,
    determiner,
    first_conjunct,
    kids,
    subjects,
)
from tidings.claims.tolls import Tolls, tolls_of
from tidings.claims.triggers import infinitival, is_verbal
from tidings.claims.weapons import weapon_of
from tidings.claims.weigh import source_features, weighed_background, weighed_status
from tidings.mentions.lexicon import noun_classes
from tidings.model.doc import Doc
from tidings.model.own_types import OwnType
from tidings.model.record import Evidence, Weapon
from tidings.model.span import Span
from tidings.reader.lemmas import lemma_of


@dataclass(slots=True)
class Draft:
    """A frame with its values. `places`/`times`: candidates, the likeliest first."""

    frame: Frame
    type: str
    mode: str | None
    status: Status
    actors: list[int]
    recipients: list[int]
    places: list[Found]
    times: list[Found]
    tolls: Tolls
    weapon: Weapon | None
    heard: tuple[tuple[float, Attribution], ...]
    """The attributions over it with their log-odds, outermost first."""
    background: bool
    presupposed: bool = False
    """Taken as known ("the 2005 bombing"), not told here."""
    sure: float = 0.0
    """Log-odds that the words tell of a deed."""
    surest: tuple[float, float] = (0.0, 0.0)
    """Log-odds of the surest actor and recipient."""
    background_score: float = 0.0
    rival: float = -20.0
    """Log-odds that its group tells of the deed of another group: one record too many."""
    words: tuple[frozenset[str], frozenset[str]] | None = None
    """Names and other words of its clause, made where merging first asks for them."""

    @property
    def trigger(self) -> int:
        return self.frame.trigger

    @property
    def own(self) -> OwnType | None:
        """The type outside PLOVER that a user's model takes it for."""
        return self.frame.own.type if self.frame.own is not None else None

    @property
    def place(self) -> int | None:
        """The likeliest place, an index into doc.places."""
        return self.places[0].index if self.places else None

    @property
    def time(self) -> int | None:
        """The likeliest time, an index into doc.times."""
        return likely(self.times)


@dataclass(frozen=True, slots=True)
class Passed:
    """A frame that is no draft: its words tell of a deed too unsurely, or (`sure` None) cannot."""

    frame: Frame
    sure: float | None


def draft_all(
    doc: Doc, roster: Roster, attributions: list[Attribution], frames: list[Frame]
) -> tuple[list[Draft], list[Passed]]:
    """The drafts of the frames that tell of a deed, and the other frames, both in text order."""
    asked, types = contents(doc, frames), {f.trigger: f.type for f in frames}
    out: list[Draft] = []
    passed: list[Passed] = []
    of_play = is_of_play(doc)
    for n, frame in enumerate(frames):
        if of_play and frame.own is None and not is_beside_play(doc, frame.trigger):
            passed.append(Passed(frame, None))
            continue
        status = status_with_entry(doc, frame)
        sure = tells_deed(doc, roster, frame, status, asked=asked.get(frame.trigger), types=types)
        if sure is None or not is_kept(frame, sure):
            passed.append(Passed(frame, sure))
            continue
        out.append(draft_of(doc, roster, attributions, frame, status, before=frames[:n], sure=sure))
    return out, passed


def evidence_of(doc: Doc, trigger: int) -> Evidence:
    """The sentence that reports it, with the trigger word."""
    sentence, token = doc.sentence_of(trigger), doc.tokens[trigger]
    return Evidence(Span(sentence.start, sentence.end), Span(token.start, token.end))


def status_with_entry(doc: Doc, frame: Frame) -> Status:
    """The grammar's status, or the lexicon entry's where grammar decides nothing."""
    status = status_of(doc, frame)
    if frame.entry.status and status.token is None:
        return Status(frame.entry.status, frame.trigger, "the word itself says so")
    return status


SPEECH_OF_DEEDS = frozenset({"REQUEST", "THREATEN", "AGREE", "CONCEDE", "REJECT"})
"""What these speak of is no deed of its own: who demands a withdrawal withdraws nobody."""
CONTENT_CASES = {
    "REQUEST": ("for",),
    "THREATEN": ("of", "with"),
    "REJECT": (),
    "AGREE": ("on", "for", "to"),
    "CONCEDE": ("for", "to"),
}


def contents(doc: Doc, frames: list[Frame]) -> dict[int, str]:
    """Trigger of a deed that is only spoken of → type of the speaking. Fills what the speaking
    lacks: who is asked is who should do it; a promise to withdraw is a concession."""
    by_token = {f.verb: f for f in frames if f.verb is not None} | {f.trigger: f for f in frames}
    found: dict[int, str] = {}
    for frame in frames:
        at = frame.main
        speech = _speech_above(doc, by_token, frame, at)
        if speech is None:
            continue
        found[frame.trigger] = speech.type
        if speech.type == "REQUEST" and not speech.recipients:
            speech.recipients = [a for a in frame.actors if a not in speech.actors]
        if speech.type == "AGREE" and frame.type in ("RETREAT", "CONCEDE") and speech.own is None:
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
        infinitive = infinitival(doc, at)
        if speech is not None and speech is not frame and speech.type in SPEECH_OF_DEEDS:
            spoken = base(dep) in ("xcomp", "ccomp") or (base(dep) in ("acl", "advcl") and infinitive)
            spoken = spoken or (
                base(dep) in ("obl", "nmod", "obj")
                and (
                    case_of(doc, at) in CONTENT_CASES[speech.type]
                    or (base(dep) == "obj" and speech.type == "REQUEST")
                )
            )
            return speech if spoken else None
        if base(dep) in ("conj", "xcomp") or (base(dep) in ("acl", "ccomp") and infinitive):
            at = head
            continue
        if base(dep) == "obj" and not is_verbal(doc, at) and infinitival(doc, head):
            at = head
            continue
        return None
    return None


def draft_of(
    doc: Doc, roster: Roster, attributions: list[Attribution], frame: Frame, status: Status, *,
    before: list[Frame], sure: float = 0.0,
) -> Draft:  # fmt: skip
    """The frame with every value its surroundings give it. `before`: the frames told earlier."""
    type_, mode = frame.type, frame.mode
    acting, suffering = roles_of(doc, roster, attributions, frame, before)
    actors, recipients = owners(doc, roster, acting.heads), suffering.heads
    actors, recipients = apart(doc, roster, actors), apart(doc, roster, recipients)
    actors = joint(doc, roster, actors, before)
    actors = the_two(doc, roster, both_sides(doc, roster, actors, before, recipients))
    recipients = the_two(doc, roster, both_sides(doc, roster, recipients, before, actors), besides=actors)
    if foilers := foilers_of(doc, frame):
        by = [r for r in recipients if case_of(doc, r) == "by"]
        actors = [a for a in actors if a not in foilers] or by
        recipients = [r for r in recipients if r not in by]
    times = times_for(doc, frame)
    if type_ in PROMISED and status.status == "planned" and frame.own is None:
        told = speaker_of_plan(doc, frame.main)
        if told is not None and may_promise(doc, roster, type_, told[1], actors):
            cue, speaker = told
            type_, mode = PROMISED[type_], None
            surely = doc.parse.lemma[cue].lower() != "plan"  # who only plans it has told nobody
            status = Status("occurred", cue, "announced: the announcing is what happened", plain=surely)
            announced = times_for(doc, Frame(cue, replace(frame.entry, type=type_)))
            planned = set(doc.subtree(frame.main))  # a day in there is that of the plan
            kept = [f for f in times if doc.times[f.index].first not in planned]
            times = announced if likely(announced) is not None else kept
            if not actors and speaker >= 0:
                actors = owners(doc, roster, [speaker])
    known = is_presupposed(doc, frame)
    time = likely(times)
    model = load_linear("source")
    over = sources_of(attributions, frame.trigger)
    hints = pair_hints(doc, "source", frame.trigger, [a.cue for a in over])
    heard = tuple(
        (model.score(source_features(doc, roster, frame, type_, a, known=known), hint), a)
        for a, hint in zip(over, hints, strict=True)
    )
    status = weighed_status(doc, frame, type_, status, time, told=bool(over))
    old = weighed_background(doc, frame, type_, status, time)
    weapon, implied = weapon_of(doc, frame)
    no_gun = mode == "firearms" and weapon is not None and doc.parse.lemma[frame.trigger].lower() == "fire"
    if type_ == "ASSAULT" and implied and (mode is None or no_gun):
        mode = implied  # "fired dozens of rockets"
    tolls = tolls_of(doc, roster, frame)
    if status.status in ("planned", "possible", "denied"):
        tolls.detained = None  # nobody is held yet
    return Draft(
        frame, type_, mode, status, actors, recipients, places_of_deed(doc, frame), times, tolls, weapon,
        heard, old > 0.0, known, sure, (acting.score, suffering.score), old,
    )  # fmt: skip


APART = 4
"""Sentences before in which a deed of the two stands whom "both sides" means."""
BACK = 2
"""Sentences before in which the persons stand whom "the two men" means."""
OF_STATE = frozenset({"official", "office", "rank", "soldier", "fighter"})
"""Sorts of people who act for a state or group (nouns.tsv)."""
STATES = frozenset({"country", "org", "force"})
"""Kinds of whose people of one noun are a party each."""


def apart(doc: Doc, roster: Roster, heads: list[int]) -> list[int]:
    """For people of several, each of them: "French and German leaders", "Israeli and Hamas negotiators"."""
    out: list[int] = []
    for h in heads:
        whose = _each(doc, roster, h)
        out += whose if len(whose) > 1 else [h]
    return list(dict.fromkeys(out))


def _each(doc: Doc, roster: Roster, head: int) -> list[int]:
    """The modifiers of a plural noun that stand side by side, also where `head` is one of them."""
    parse = doc.parse
    if roster.named_head(head) is not None and base(parse.dep[head]) != "conj":
        return []
    first = first_conjunct(doc, head)
    noun = parse.head[first] if base(parse.dep[first]) in ("amod", "compound") else head
    if noun == head and roster.is_person_noun(noun) and not _is_of_state(doc, noun):
        return []  # hostages and doctors do not act for their countries
    if noun < 0 or not (_are_several(doc, noun) or parse.lemma[noun].lower() == "police"):
        return []
    for k in kids(doc, noun, "amod", "compound"):
        whose = conjuncts(doc, k) if k < noun and kids(doc, k, "conj") else ()
        known = [c for w in whose if (c := roster.named_cluster(w)) is not None and c.kind in STATES]
        if whose and len({c.key for c in known}) == len(whose):
            return list(whose)
    return []


def _are_several(doc: Doc, noun: int) -> bool:
    """Whether a noun is a plural, by its tag or, where the tagger took it for a singular, by its form."""
    form = doc.tokens[noun].text.lower()
    return doc.parse.tag[noun] in ("NNS", "NNPS") or (
        doc.parse.tag[noun] == "NN" and form.endswith("s") and lemma_of(form, "NNS") != form
    )


def _is_of_state(doc: Doc, noun: int) -> bool:
    """Whether people act for a state: officials and those who bear arms."""
    sorts = {sort for _, sort in noun_classes().get(doc.parse.lemma[noun].lower(), ())}
    return bool(sorts & OF_STATE)


SIDES = frozenset(
    "side country party nation neighbour neighbor government leader state army power capital".split()
)


def joint(doc: Doc, roster: Roster, actors: list[int], before: list[Frame]) -> list[int]:
    """All of them where the one actor is "they" or "both sides", and a deed of the two sentences before was
    done together: "India and Pakistan exchanged fire. They agreed a truce"."""
    if len(actors) != 1:
        return actors
    (one,) = actors
    word, sent = doc.tokens[one].text.lower(), doc.tokens[one].sent
    sides = doc.parse.lemma[one].lower() in SIDES and any(
        doc.tokens[k].text.lower() in ("both", "two") for k in doc.children(one)
    )
    if word != "they" and not sides:
        return actors
    for frame in reversed(before):
        apart = sent - doc.tokens[frame.trigger].sent
        if apart > 2 or len(frame.actors) < 2:
            continue
        if apart == 0 or one in frame.actors or not _stand_together(doc, frame.actors):
            continue
        if sides or roster.key(one) in {roster.key(a) for a in frame.actors}:
            return list(frame.actors)
    return actors


def both_sides(
    doc: Doc, roster: Roster, heads: list[int], before: list[Frame], besides: Sequence[int]
) -> list[int]:
    """The two whom "both sides" or "the two countries" means: who did the last deed of two together or to one
    another. `besides`: who is neither."""
    if len(heads) != 1 or not _are_sides(doc, heads[0]):
        return heads
    (one,) = heads
    others = {roster.key(h) for h in (*besides, one)}
    for frame in reversed(before):
        back = doc.tokens[one].sent - doc.tokens[frame.trigger].sent
        if back > APART or doc.sentence_of(frame.trigger).kind != "body":
            break
        two = frame.actors if len(frame.actors) > 1 else [*frame.actors, *frame.recipients]
        known = (h for h in two if roster.kind_of(h) in STATES and roster.cluster(h) is not None)
        named = {roster.key(h): h for h in known}
        if len(two) == len(named) == 2 and not others & named.keys():
            return sorted(named.values())
    return heads


def _are_sides(doc: Doc, head: int) -> bool:
    of_it = {doc.tokens[k].text.lower() for k in doc.children(head)}
    alone = not any(base(doc.parse.dep[k]) in ("nmod", "acl", "amod", "conj") for k in doc.children(head))
    sides = doc.parse.lemma[head].lower() in SIDES - {"leader"}  # two persons
    return alone and sides and bool(of_it & {"both", "two"})


def the_two(doc: Doc, roster: Roster, heads: list[int], *, besides: Sequence[int] = ()) -> list[int]:
    """Both persons where the one party is "the two men", "both leaders" or "the pair" and the sentences
    before name just two: those of the last sentence that names any, else of the last two. `besides`: who is
    none of them."""
    if len(heads) != 1 or not _is_pair(doc, roster, heads[0]):
        return heads
    (one,) = heads
    named: dict[str, int] = {}
    others = {roster.key(h) for h in besides}
    for sent in range(doc.tokens[one].sent - 1, max(-1, doc.tokens[one].sent - 1 - BACK), -1):
        sentence = doc.sentences[sent]
        if sentence.kind != "body":
            break
        for t in range(sentence.first, sentence.last):
            if _ends_person(doc, roster, t) and (key := roster.key(t)) not in others:
                named.setdefault(key, t)
        if len(named) >= 2:
            break
    return sorted(named.values()) if len(named) == 2 else heads


def _is_pair(doc: Doc, roster: Roster, head: int) -> bool:
    parse = doc.parse
    word, of_it = parse.lemma[head].lower(), {doc.tokens[k].text.lower() for k in doc.children(head)}
    if any(base(parse.dep[k]) in ("nmod", "acl", "appos", "conj", "compound") for k in doc.children(head)):
        return False
    if word in ("two", "pair", "duo"):
        return determiner(doc, head) == "the"
    several = parse.tag[head] == "NNS" and roster.kind_of(head) == "person"
    return several and ("both" in of_it or {"the", "two"} <= of_it)


def _ends_person(doc: Doc, roster: Roster, t: int) -> bool:
    """Whether a token ends the name of a person that does not only say whose something is: not in "the Dolny
    government"."""
    entity, parse = roster.entity_at(t), doc.parse
    if entity is None or entity.kind != "person" or t != entity.last:
        return False
    while base(parse.dep[t]) == "flat":
        t = parse.head[t]
    return base(parse.dep[t]) not in ("compound", "amod") and parse.dep[t] != "nmod:poss"


def _stand_together(doc: Doc, heads: list[int]) -> bool:
    first, *others = sorted(heads)
    return all(h in conjuncts(doc, first) for h in others)


def foilers_of(doc: Doc, frame: Frame) -> frozenset[int]:
    """Who foiled the deed, and so did not do it: "police foiled a plot to bomb a church"."""
    parse = doc.parse
    at = frame.trigger
    for up in (at, *islice(ancestors(doc, at), 3)):
        if parse.lemma[up].lower() in FOILING and is_verbal(doc, up):
            return frozenset(subjects(doc, up))
        if base(parse.dep[up]) not in ("obj", "acl", "nmod", "xcomp", "nsubj"):
            break
    return frozenset()


def owners(doc: Doc, roster: Roster, heads: list[int]) -> list[int]:
    """For things that act, whose they are: "their warplanes struck", "Saudi jets"."""
    out: list[int] = []
    for h in heads:
        if determiner(doc, h) in ("no", "neither"):
            continue
        if roster.kind_of(h) in ("platform", "weapon", "facility"):
            whose = whose_thing(doc, roster, h)
            out += whose if len(whose) == 1 else [h]  # "Israeli army tanks" is one party
        else:
            out.append(h)
    return list(dict.fromkeys(out))


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
    return definite(doc, i)
