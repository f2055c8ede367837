"""Who did it and to whom: every party near a trigger weighed for both roles.

The grammar's own answer (`frames.py`) is the strongest feature; a trained table learns where it is to
be trusted, where a party it does not reach belongs ("two people were arrested", the police stand in
the sentence before), and where it reaches too far.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tidings.claims.answered import answered
from tidings.claims.attribution import Attribution, sources_of
from tidings.claims.frames import DUTIES, Frame
from tidings.claims.ground import BARRIERS, path, told_apart
from tidings.claims.hinted import pair_hints
from tidings.claims.linear import load_linear
from tidings.claims.roster import PARTY, TARGETS, Roster
from tidings.claims.syntax import (
    OBJECT_CONTROL,
    agents,
    answer_to,
    antecedent,
    base,
    case_of,
    conjuncts,
    determiner,
    infinitive,
    is_against,
    is_passive,
    is_told_after,
    kids,
    objects,
    subjects,
)
from tidings.claims.triggers import is_verbal
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc

EVEN: Final = {"actor": -0.3, "recipient": -0.3}
"""Log-odds above which a party has the role. Chosen on training/written."""
RULED: Final = 0.5
"""How much less is asked of whom the grammar names."""
NOT_HEADS: Final = frozenset(
    {"flat", "fixed", "goeswith", "punct", "case", "det", "cc", "mark", "aux", "cop", "nummod"}
)
MOST: Final = 40
"""Parties looked at a trigger, the nearest; only lists of a hundred names have more."""


WHERE: Final = frozenset("in at near across around outside".split())
"""Cases of a place in the phrase of a party."""
IT: Final = frozenset({"it", "this", "that"})
"""Words for what is denied that name nobody."""
NOBODY: Final = -9.0


@dataclass(frozen=True, slots=True)
class Role:
    """Who has a role: head tokens in text order, and the log-odds of the surest of them."""

    heads: list[int]
    score: float


def roles_of(
    doc: Doc, roster: Roster, attributions: list[Attribution], frame: Frame, before: list[Frame]
) -> tuple[Role, Role]:
    """Actors and recipients. `before`: the frames told earlier."""
    parse = doc.parse
    actor, recipient = load_linear("actor"), load_linear("recipient")
    chosen: tuple[list[tuple[float, int]], list[tuple[float, int]]] = ([], [])
    speakers = {roster.key(s) for a in sources_of(attributions, frame.trigger) for s in a.sources}
    beside = _beside(doc, roster, frame, speakers, before)
    answer = answer_to(doc, frame.trigger)
    answering = _answering(doc, roster, answer)
    ordering = _ordering(doc, roster, frame)
    duty = frame.type == "REQUEST" and parse.lemma[frame.trigger].lower() in DUTIES
    apart = told_apart(doc, frame) if frame.recipients else frozenset()
    apart |= _avenged(doc, frame)
    turned = frame.entry.to == ("nsubj",)  # "the army lost the town to rebels"
    heads = candidates(doc, roster, frame)
    does, suffers = (pair_hints(doc, r, frame.trigger, heads) for r in ("actor", "recipient"))
    for h, one, other in zip(heads, does, suffers, strict=True):
        if h not in frame.actors and frame.type not in VERBAL_TYPES and roster.key(h) in speakers:
            continue  # who tells of a deed has not done it unless the grammar says so
        named = h in frame.actors or h in frame.recipients
        if not named and answer_to(doc, h) not in (None, answer):
            continue  # who is named in what it answers is of that deed
        features = _features(doc, roster, frame, h, beside)
        a, r = actor.score(features, one), recipient.score(features, other)
        idle = (not named and roster.key(h) in answering | ordering) or (
            h in frame.recipients and (turned or duty)
        )
        if duty and h in frame.recipients:
            r = max(r, 0.0)
        if not named and h in apart:
            r = NOBODY  # it is what the clause beside is about
        if idle or is_against(doc, h):
            a = NOBODY  # nor who answers it, had it done by whom the grammar names, or is what it is against
        if turned and named:
            a, r = (max(a, r), r) if h in frame.actors else (a, max(r, 0.0))
        elif h in frame.actors and _is_active_subject(doc, frame, h):
            a = max(a, r)  # whoever does something to others has it not done to him
        acts = a > EVEN["actor"] - RULED * (h in frame.actors) and a >= r
        if acts and (parse.pos[h] != "NUM" or h in frame.actors):
            chosen[0].append((a, h))
        elif is_against(doc, h) and h in frame.recipients:
            chosen[1].append((max(r, 0.0), h))
        elif r > EVEN["recipient"] - RULED * (h in frame.recipients):
            chosen[1].append((r, h))
    above = _subjects_above(doc, frame)
    own = subjects(doc, frame.main)
    if any(h in frame.actors for _, h in chosen[0]) or any(parse.pos[s] != "PRON" for s in own):
        chosen = ([(a, h) for a, h in chosen[0] if h not in above], chosen[1])
    did, suffered = (
        _joined(doc, roster, ruled, _whole(doc, ruled, _own_first(doc, frame, ruled, found)))
        for ruled, found in zip((frame.actors, frame.recipients), chosen, strict=True)
    )
    if duty and not did.heads:
        saying = sources_of(attributions, frame.trigger)
        did = Role(sorted(s for a in saying[-1:] for s in a.sources if s not in suffered.heads), 0.0)
    if frame.type == "REJECT" and all(parse.lemma[h].lower() in IT for h in suffered.heads):
        whom = answered(doc, roster, attributions, frame, before)
        suffered = Role(sorted(whom), 0.0) if whom else suffered
    return did, suffered


def _is_active_subject(doc: Doc, frame: Frame, h: int) -> bool:
    """Whether the head is the subject of the deed's verb, which has an object beside."""
    main = frame.main
    return h in subjects(doc, main) and not is_passive(doc, main) and bool(kids(doc, main, "obj"))


def _subjects_above(doc: Doc, frame: Frame) -> set[int]:
    """Of a clause with a subject of its own, the subjects of the one that it is told after or before:
    "India expelled envoys after Canada expelled two"."""
    own = set(subjects(doc, frame.main))
    if not own or not is_told_after(doc, frame.main):
        return set()
    return set(subjects(doc, doc.parse.head[frame.main])) - own


def _avenged(doc: Doc, frame: Frame) -> frozenset[int]:
    """Words for what a threat is made for, which is no threat to them: "vowed revenge for the killing of his
    son"."""
    if frame.type != "THREATEN":
        return frozenset()
    below = (frame.main, *kids(doc, frame.main, "obj"))
    reasons = [o for at in below for o in kids(doc, at, "obl", "nmod") if case_of(doc, o) in ("for", "over")]
    return frozenset(t for o in reasons for t in doc.subtree(o))


def _answering(doc: Doc, roster: Roster, answer: int | None) -> set[str]:
    """Who does something in answer to the deed. `answer`: the noun that says so."""
    if answer is None or doc.parse.head[answer] < 0:
        return set()
    return {roster.key(s) for s in subjects(doc, doc.parse.head[answer])}


def _ordering(doc: Doc, roster: Roster, frame: Frame) -> set[str]:
    """Who has the deed done by others: of "the general was forced by the president to resign" the
    president."""
    parse, at = doc.parse, frame.main
    over = parse.head[at]
    if not frame.actors or over < 0 or base(parse.dep[at]) != "xcomp":
        return set()
    if parse.lemma[over].lower() not in OBJECT_CONTROL or not infinitive(doc, at):
        return set()
    told = {roster.key(t) for t in objects(doc, over)}
    if not told & {roster.key(a) for a in frame.actors}:
        return set()
    return {roster.key(a) for a in agents(doc, over)}


def _own_first(
    doc: Doc, frame: Frame, ruled: list[int], found: list[tuple[float, int]]
) -> list[tuple[float, int]]:
    """Without those of the sentence before, where the grammar of the deed's own names somebody."""
    here = doc.tokens[frame.trigger].sent
    own = [(score, h) for score, h in found if doc.tokens[h].sent == here]
    return own if any(h in ruled for _, h in own) else found


def _whole(doc: Doc, ruled: list[int], found: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """Without where they are whom the grammar names: of "voters in Chile" not Chile."""
    heads = {h for _, h in found if h in ruled}
    return [
        (score, h) for score, h in found
        if h in heads or doc.parse.head[h] not in heads or not _is_where(doc, h)
    ]  # fmt: skip


def _is_where(doc: Doc, h: int) -> bool:
    return base(doc.parse.dep[h]) == "nmod" and case_of(doc, h) in WHERE


def _joined(doc: Doc, roster: Roster, ruled: list[int], found: list[tuple[float, int]]) -> Role:
    """The likeliest head with those that stand beside it: co-ordinated with it, or given the same role
    by grammar. Two unconnected heads are mostly two names of one party."""
    if not found:
        return Role([], NOBODY)
    surest, best = max(found)
    beside = {best, *(ruled if best in ruled else ()), *conjuncts(doc, best)}
    up = best
    while doc.parse.dep[up] == "conj":
        up = doc.parse.head[up]
        beside.update(conjuncts(doc, up))
    out: dict[str, int] = {}
    for _, h in sorted(found, reverse=True):
        if h in beside:
            out.setdefault(roster.key(h), h)
    return Role(sorted(out.values()), surest)


def candidates(doc: Doc, roster: Roster, frame: Frame) -> list[int]:
    """Heads of the parties, places and things in the trigger's sentence, and the main ones of the
    sentence before."""
    parse = doc.parse
    sentence = doc.sentence_of(frame.trigger)
    out = [
        t for t in range(sentence.first, sentence.last)
        if t != frame.trigger and _is_candidate(doc, roster, frame, t)
    ]  # fmt: skip
    for role in (frame.actors, frame.recipients):
        out += [h for h in role if h not in out and roster.kind_of(h) in PARTY | TARGETS]
    if sentence.i > 0 and doc.sentences[sentence.i - 1].kind == sentence.kind == "body":
        last = doc.sentences[sentence.i - 1]
        out += [
            t for t in range(last.first, last.last)
            if base(parse.dep[t]) in ("nsubj", "obj", "obl") and roster.kind_of(t) in PARTY
            and parse.pos[t] != "PRON"
        ]  # fmt: skip
    if len(out) > MOST:
        out = sorted(out, key=lambda t: (abs(t - frame.trigger), t))[:MOST]
    ruled = {*frame.actors, *frame.recipients}
    keys = {roster.key(h) for h in ruled}
    return sorted({h for h in out if h in ruled or roster.key(h) not in keys})


def _is_candidate(doc: Doc, roster: Roster, frame: Frame, t: int) -> bool:
    parse = doc.parse
    dep = base(parse.dep[t])
    if parse.head[t] >= 0 and parse.lemma[parse.head[t]].lower() == "behalf":
        return False  # who speaks for the president is not the president
    if dep in NOT_HEADS or parse.pos[t] not in ("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "VERB"):
        return False
    kind = roster.kind_of(t)
    if kind not in PARTY | TARGETS:
        return False
    if dep in ("compound", "amod"):
        return (
            parse.head[t] == frame.trigger
        )  # "Turkish shelling"; in "Turkish troops" the troops stand for both
    if parse.pos[t] in ("ADJ", "DET", "VERB", "NUM"):
        return dep in ("nsubj", "obj", "obl", "nmod", "iobj", "conj")
    return True


def role_features(
    doc: Doc, roster: Roster, attributions: list[Attribution], frame: Frame, h: int, before: list[Frame]
) -> list[str]:
    """Named features of a party beside a trigger; the same for both roles."""
    speakers = {roster.key(s) for a in sources_of(attributions, frame.trigger) for s in a.sources}
    return _features(doc, roster, frame, h, _beside(doc, roster, frame, speakers, before))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is the same for all parties beside one trigger. `told`: of the last three frames,
    the nearest first, whether it has the trigger's type, and the keys of who did it and to whom."""

    sort: str
    part: str
    passive: str
    speakers: set[str]
    told: list[tuple[str, set[str], set[str]]]


def _beside(
    doc: Doc, roster: Roster, frame: Frame, speakers: set[str], before: list[Frame]
) -> _Beside:  # fmt: skip
    part = "V" if is_verbal(doc, frame.trigger) else "N"
    return _Beside(
        _sort(frame),
        part,
        " passive" if part == "V" and is_passive(doc, frame.trigger) else "",
        speakers,
        [
            (
                "same type" if last.type == frame.type else "other type",
                {roster.key(a) for a in last.actors},
                {roster.key(r) for r in last.recipients},
            )
            for last in reversed(before[-3:])
        ],
    )


def _features(doc: Doc, roster: Roster, frame: Frame, h: int, beside: _Beside) -> list[str]:
    parse, i = doc.parse, frame.trigger
    sort, part, passive = beside.sort, beside.part, beside.passive
    kind = roster.kind_of(h) or "thing"
    rule = _rule(frame, h)
    out = [
        "always", f"rule={rule}", f"rule={rule} {frame.type} {part}", f"rule={rule} {kind}",
        f"kind={kind} {sort}",
        f"others: {'A' if frame.actors else '-'}{'R' if frame.recipients else '-'} {rule}",
    ]  # fmt: skip
    if parse.pos[h] == "PRON":
        out.append("pronoun" if roster.cluster(h) is not None else "pronoun of nobody")
    elif roster.named_head(h) is not None:
        out.append(f"named {rule}")
    else:
        out.append(f"described {determiner(doc, h) or 'bare'}")
    key = roster.key(h)
    if key in beside.speakers:
        out.append(f"speaks of it {sort}")
    apart = doc.tokens[i].sent - doc.tokens[h].sent
    if apart:
        out.append(f"sentence before, {base(parse.dep[h])} {sort}")
        out.append(
            f"sentence before, rule {'A' if frame.actors else '-'}{'R' if frame.recipients else '-'}{passive}"
        )
    else:
        out += _way(doc, frame, h, part + passive, sort)
    for same, did, suffered in beside.told:
        if key in did:
            out.append(f"did the one before, {same}")
            break
        if key in suffered:
            out.append(f"suffered the one before, {same}")
            break
    return out


def _rule(frame: Frame, h: int) -> str:
    if h in frame.actors:
        return "actor"
    if h in frame.recipients:
        return "recipient"
    return "none"


def _way(doc: Doc, frame: Frame, h: int, part: str, sort: str) -> list[str]:
    parse = doc.parse
    case = case_of(doc, h)
    ways = [(path(doc, h, t), t) for t in (frame.trigger, frame.verb) if t is not None]
    known = [(w, t) for w, t in ways if w is not None]
    if not known:
        return ["no way"]
    way, at = min(known, key=lambda found: (len(found[0].up) + len(found[0].down), found[0].cost))
    up = "<".join(base(parse.dep[t]) if parse.dep[t] != "nmod:poss" else "poss" for t in way.up[:4])
    down = ">".join(base(parse.dep[t]) for t in way.down[:4])
    via = "verb" if at == frame.verb else "word"
    out = [
        f"way={up}|{down} {part} {via}", f"way={up}|{down} {case} {sort}",
        f"length={min(6, len(way.up) + len(way.down))}", f"on {base(parse.dep[h])} {case} {part}",
        f"{'before' if h < frame.trigger else 'after'} {part}",
    ]  # fmt: skip
    barred = sorted({parse.dep[t] for t in (*way.up[1:], *way.down) if parse.dep[t] in BARRIERS})
    out += [f"through {d}" for d in barred]
    if antecedent(doc, h) != h:
        out.append("relative pronoun")
    return out


def _sort(frame: Frame) -> str:
    return "speech" if frame.type in VERBAL_TYPES else frame.type
