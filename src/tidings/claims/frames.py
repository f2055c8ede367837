"""Who did what to whom: trigger words matched over the parse, their roles filled by the syntax.

A frame is one mention of a deed: its trigger, the heads of its actors and recipients, and what
the grammar says of how it was said. Which words are triggers, of which type, and where their
recipients stand, is data (`data/triggers.tsv`); how those places are found in a tree is here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tidings.claims.of_the_report import sense_here
from tidings.claims.roster import Roster, roster_of
from tidings.claims.syntax import (
    NOT,
    agents,
    antecedent,
    base,
    case_of,
    conjuncts,
    is_against,
    is_passive,
    is_verb,
    kids,
    objects,
    obliques,
    owner_of,
    subjects,
)
from tidings.claims.triggers import as_read, infinitival, is_time, is_verbal, match, phrase, proposed
from tidings.mentions.lexicon import BLOCKED, Trigger, load_triggers
from tidings.model.doc import Doc
from tidings.model.own_types import Proposal

LIGHT_VERBS = frozenset(
    "carry conduct launch stage mount make take hold give have do wage perform execute commit"
    " undertake lead begin"
    " start stop end continue resume order announce plan issue impose lift face open join"
    " initiate deliver organize"
    " organise declare offer reach sign broker strike convene host attend suffer endure receive sustain call"
    " perpetrate claim carry_out repel pursue step intensify renew extend provide send"
    " escalate unleash trade exchange".split()
)
"""Verbs whose subject does the noun that is their object: "carried out an attack"."""
LIGHT_TARGET_VERBS = frozenset(
    "face suffer endure receive sustain undergo survive repel withstand escape".split()
)
"""Verbs whose subject undergoes it instead: "the town suffered an attack"."""
LIGHT = LIGHT_VERBS | LIGHT_TARGET_VERBS


@dataclass(slots=True)
class Frame:
    """One mention of a deed. Heads are document token indices."""

    trigger: int
    entry: Trigger
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    verb: int | None = None
    """The light verb of a noun trigger, whose tense and arguments count."""
    tokens: tuple[int, ...] = ()
    """Tokens of the trigger phrase: particle, fixed object, light verb."""
    own: Proposal | None = None
    """Where a model of a user's own types read the word: what it takes it for. The entry's type is then
    the parent, so that weights and rules for that hold, or the own type's name where it has none."""

    @property
    def type(self) -> str:
        return self.entry.type

    @property
    def main(self) -> int:
        """The word whose tense and arguments count: a noun's light verb, else the trigger."""
        return self.verb if self.verb is not None else self.trigger

    @property
    def mode(self) -> str | None:
        return self.entry.mode


def find_frames(doc: Doc) -> list[Frame]:
    """Every trigger of the text with its roles, in text order. Needs the layer "roster".

    Where the layer "proposals" is there, its words are triggers of a user's own types; what the lexicon
    takes them for gives way.
    """
    roster = roster_of(doc)
    proposals: tuple[Proposal, ...] = doc.layer("proposals") if doc.has("proposals") else ()  # type: ignore[assignment]
    taught = {p.token: p for p in proposals}
    frames: list[Frame] = []
    lemmas = Counter(lemma.lower() for lemma in doc.parse.lemma)
    for token in doc.tokens:
        entry, own = match(doc, roster, token.i), taught.get(token.i)
        if own is not None:
            entry = own_entry(doc, own, entry)
        elif entry is None or entry.type == BLOCKED:
            entry = proposed(doc, roster, token.i, known=entry is not None)
        else:
            entry = as_read(doc, token.i, entry)
        if entry is None:
            continue
        entry = sense_here(lemmas, entry) if own is None else entry
        frame = Frame(token.i, entry, tokens=phrase(doc, token.i, entry), own=own)
        if is_verbal(doc, token.i):
            fill_verb(doc, roster, frame)
        else:
            fill_noun(doc, roster, frame)
        if frame.type == "REQUEST" and doc.parse.lemma[token.i].lower() in DUTIES:
            fill_duty(doc, roster, frame)
        frames.append(frame)
    frames = _demanded_once(doc, frames)
    return _without_doubles(doc, frames) if taught else frames


def _demanded_once(doc: Doc, frames: list[Frame]) -> list[Frame]:
    """The frames without the "must" of what somebody demands by saying it."""
    telling = {f.trigger for f in frames if f.type == "REQUEST" and is_verbal(doc, f.trigger)}
    parse, kept = doc.parse, []
    for frame in frames:
        verb = parse.head[frame.trigger] if parse.dep[frame.trigger] == "aux" else -1
        told = verb >= 0 and base(parse.dep[verb]) == "ccomp" and parse.head[verb] in telling
        if not (told and frame.type == "REQUEST" and frame.own is None):
            kept.append(frame)
    return kept


def own_entry(doc: Doc, own: Proposal, entry: Trigger | None) -> Trigger:
    """An entry for a word that a model proposes. Where its roles stand is what the lexicon says of the
    word, in this sense or another, else the default of its part of speech."""
    i = own.token
    lemma, pos = doc.parse.lemma[i].lower(), "VERB" if is_verbal(doc, i) else "NOUN"
    if entry is None or entry.type == BLOCKED:
        senses = [e for e in load_triggers().get((lemma, pos), ()) if e.type != BLOCKED]
        places = (senses[0].to, senses[0].by) if senses else ((), ())
        entry = Trigger(lemma, pos, (), "", None, *places, None, False, "")
    type_ = own.type.parent or own.type.name
    return replace(entry, type=type_, mode=None, weak=False)


def _without_doubles(doc: Doc, frames: list[Frame]) -> list[Frame]:
    """No deed twice from the same words: the lexicon's triggers inside a proposed word's phrase go, and
    the light verb beside it ("launched" in "launched a cyberattack")."""
    taken: set[int] = set()
    for frame in frames:
        if frame.own is not None:
            taken.update(t for t in frame.tokens if t != frame.trigger)
            if frame.verb is not None and doc.parse.lemma[frame.verb].lower() in LIGHT:
                taken.add(frame.verb)
    own = {frame.trigger for frame in frames if frame.own is not None}
    return [
        f for f in frames
        if f.own is not None or not (f.trigger in taken or own & set(f.tokens) or f.verb in own)
    ]  # fmt: skip


def fill_verb(doc: Doc, roster: Roster, frame: Frame) -> None:
    i = frame.trigger
    used = set(frame.tokens) - {i}
    places = frame.entry.to or ("obj",)
    passive = is_passive(doc, i)
    frame.actors = [a for a in agents(doc, i) if a not in used]
    if frame.entry.by == ("-",):
        frame.actors = []  # "nine people died": the subject has done nothing
    elif frame.entry.by:
        own = [] if "nsubj" in places and not passive else frame.actors  # "the base came under fire"
        frame.actors = list(_in_places(doc, roster, i, frame.entry.by)) or own
    frame.actors = _wielders(doc, roster, _speakers(doc, roster, frame.actors))
    frame.recipients = [r for r in _in_places(doc, roster, i, places) if r not in used]
    if passive and "obj" not in places and not frame.recipients and places != ("-",):
        sent = {w for c in frame.entry.conditions if c.kind == "obj" and not c.negated for w in c.words}
        frame.recipients = [
            s for s in subjects(doc, i) if roster.is_party(s) and doc.parse.lemma[s].lower() not in sent
        ]  # the drones launched suffer nothing
    frame.recipients = _owners(doc, roster, frame)
    if (
        doc.parse.lemma[i] in ("meet", "clash", "fight", "talk", "negotiate", "agree", "discuss")
        and not passive
    ):
        return
    frame.recipients = [r for r in frame.recipients if r not in frame.actors]


DUTIES = frozenset("should must ought need have".split())
"""Words of what others have to do: who says so asks it of their subject."""


def fill_duty(doc: Doc, roster: Roster, frame: Frame) -> None:
    """Of "Israel should stop", "the rebels need to disarm" the subject is asked, by who says it."""
    parse, i = doc.parse, frame.trigger
    verb = parse.head[i] if parse.dep[i] == "aux" else i
    frame.actors = []
    frame.recipients = [s for s in subjects(doc, verb) if roster.is_party(s)]


def _speakers(doc: Doc, roster: Roster, heads: list[int]) -> list[int]:
    """For papers and words that act, whose they are: "a resolution in the Iraqi parliament asking", "the
    army issued a statement asking"."""
    out: list[int] = []
    for h in heads:
        if doc.parse.pos[h] != "NOUN" or roster.kind_of(h) not in (None, "abstract", "event"):
            out.append(h)
            continue
        whose = [o for o in owner_of(doc, h, depth=0) if roster.is_party(o)]
        whose = whose or [
            o for o in obliques(doc, h, "in", "from", "at") if roster.kind_of(o) in ("org", "force", "person")
        ]
        out += whose or [h]
    return list(dict.fromkeys(out))


def _wielders(doc: Doc, roster: Roster, heads: list[int]) -> list[int]:
    """For weapons that do something, whose they are: "Israeli drones struck", "government artillery"."""
    out: list[int] = []
    for h in heads:
        whose = whose_thing(doc, roster, h) if roster.kind_of(h) == "weapon" else []
        named = [k for k in whose if roster.named_cluster(k) is not None]
        out += named[:1] or whose[-1:] or [h]
    return list(dict.fromkeys(out))


def whose_thing(doc: Doc, roster: Roster, thing: int) -> list[int]:
    """Heads of the parties that own a thing: "their warplanes", "Saudi jets"."""
    near = kids(doc, thing, "nmod:poss", "amod", "compound")
    return [k for k in near if roster.is_party(k) and not is_against(doc, k)]


OWNED = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST"})


def _owners(doc: Doc, roster: Roster, frame: Frame) -> list[int]:
    """For words about a deed or statement, whose it is: "condemned the North's test" is at the North,
    "rejected the assessment of the official" at the official."""
    if frame.type == "AGREE" and doc.parse.lemma[frame.trigger].lower() == "accept":
        told = frame.recipients or [*objects(doc, frame.trigger)]  # "accepted a U.N. plan"
    elif frame.type in OWNED:
        told = frame.recipients
    else:
        return frame.recipients
    out: list[int] = []
    for r in told:
        if roster.is_party(r):
            out.append(r)
            continue
        own = [c for k in kids(doc, r, "nmod:poss") for c in conjuncts(doc, k) if roster.is_party(c)]
        own = own or [c for c in obliques(doc, r, "by") if roster.is_party(c)]
        if not own and roster.kind_of(r) not in ("event",):
            own = [c for c in obliques(doc, r, "of", "from", "against") if roster.is_party(c)]
        own = own or [
            k
            for k in kids(doc, r, "amod", "compound")
            if roster.is_party(k) and roster.kind_of(k) in ("country", "org", "force", "nationality")
        ]
        out.extend(own or [r])
    return list(dict.fromkeys(out))


def _in_places(doc: Doc, roster: Roster, i: int, places: Iterable[str]) -> Iterator[int]:
    """Heads in the first of the named places that is filled."""
    for place in places:
        found = list(_in_place(doc, roster, i, place))
        if found:
            yield from found
            return


def _in_place(doc: Doc, roster: Roster, i: int, place: str) -> Iterable[int]:
    parse = doc.parse
    kind, _, case = place.partition(":")
    verbal = is_verbal(doc, i)
    if kind == "obj":
        return objects(doc, i) if verbal else ()
    if kind == "nsubj":
        if case_of(doc, i) == "under" and (host := governing_verb(doc, i)) is not None:
            return subjects(doc, host)  # "the patrol came under fire"
        alone = verbal or parse.pos[i] == "ADJ" or case_of(doc, i) == "under"
        return subjects(doc, i) if alone else ()
    if kind == "iobj":
        if is_passive(doc, i):
            return subjects(doc, i)
        return [c for k in kids(doc, i, "iobj") for c in conjuncts(doc, k)]
    if kind in ("obl", "nmod"):
        found = list(obliques(doc, i, *(case.split("|") if case else ())))
        if not found and verbal:
            # "an attack on the base" hung on the object instead of the verb
            for o in objects(doc, i):
                if not is_passive(doc, i):
                    found.extend(obliques(doc, o, *(case.split("|") if case else ())))
        if not found and not verbal and "by" in case.split("|"):
            found = nested_by(doc, i)
        return [antecedent(doc, o) for o in found if not is_time(doc, o)]
    if kind == "xsubj":
        for k in kids(doc, i, "ccomp", "xcomp", "advcl", "acl"):
            own = [c for c in kids(doc, k, "nsubj") if base(parse.dep[c]) == "nsubj"]
            if own:
                return conjuncts(doc, antecedent(doc, own[0]))
            for_phrase = [c for c in kids(doc, k, "obl", "nmod") if case_of(doc, c) == "for"]
            if for_phrase:
                return conjuncts(doc, for_phrase[0])
            told = kids(doc, i, "iobj", "obj")
            if told and verbal and infinitival(doc, k) and not is_passive(doc, i):
                return conjuncts(doc, antecedent(doc, told[0]))
        return ()
    if kind == "xobj":
        return [o for k in kids(doc, i, "xcomp", "ccomp", "acl") for o in objects(doc, k)]
    if kind == "poss":
        return [c for k in kids(doc, i, "nmod:poss") for c in conjuncts(doc, k)]
    if kind == "comp":
        return [
            k
            for k in kids(doc, i, "compound", "amod")
            if k < i
            and roster.is_party(k)
            and parse.lemma[k].lower() not in NO_ACTORS
            and not is_against(doc, k)
        ]
    return ()


def nested_by(doc: Doc, i: int) -> list[int]:
    """ "the assassination of X and Y by Z", where the parser hung "by Z" on Y."""
    queue = [k for k in kids(doc, i, "nmod") if case_of(doc, k) == "of"]
    for _ in range(8):
        if not queue:
            break
        at = queue.pop(0)
        for k in kids(doc, at, "nmod", "obl"):
            if case_of(doc, k) == "by":
                return list(conjuncts(doc, k))
        queue += kids(doc, at, "conj", "appos", "flat", "nmod")
    return []


def fill_noun(doc: Doc, roster: Roster, frame: Frame) -> None:
    i, parse = frame.trigger, doc.parse
    joint = list(obliques(doc, i, "between", "among"))
    if joint:
        frame.actors = [j for j in joint if roster.is_party(j)]
        frame.verb = telling_verb(doc, i)
        return
    owner = owned_deed(doc, roster, i)
    if _is_behind(doc, i):
        owner = [s for s in subjects(doc, i) if roster.is_party(s)]
    if owner:
        frame.actors = owner
    elif frame.entry.by:
        frame.actors = list(_in_places(doc, roster, i, frame.entry.by))
    else:
        frame.actors = noun_actors(doc, roster, i)
    places = frame.entry.to
    if owner and "poss" in places:
        places = tuple(p for p in places if p != "poss")
    if places:
        frame.recipients = list(_in_places(doc, roster, i, places))
    elif not places:
        frame.recipients = list(
            _in_places(doc, roster, i, ("nmod:on|against|upon|at|targeting", "nmod:of", "nmod:with"))
        )
    if not frame.recipients:
        frame.recipients = [
            k for k in kids(doc, i, "amod", "compound") if is_against(doc, k) and roster.is_party(k)
        ]
    host = governing_verb(doc, i)
    if host is not None:
        lemma = parse.lemma[host].lower()
        dep = base(parse.dep[i])
        frame.verb = telling_verb(doc, i)
        if dep == "nsubj" and not is_passive(doc, host) and lemma in VERBS_OF_EFFECT:
            if not frame.recipients or lemma in (
                "kill",
                "wound",
                "injure",
                "target",
                "hit",
                "strike",
                "destroy",
            ):
                frame.recipients = [*objects(doc, host)] or frame.recipients
        elif lemma in LIGHT_TARGET_VERBS and dep == "obj":
            if not frame.recipients:
                frame.recipients = [s for s in subjects(doc, host) if s != i]
        elif lemma in LIGHT_VERBS and (dep in ("obj", "nsubj") or parse.dep[i] in ("nsubj:pass", "obl")):
            doers = _wielders(doc, roster, [a for a in agents(doc, host) if a != i])
            if not frame.actors:
                frame.actors = [a for a in doers if roster.is_party(a) or roster.kind_of(a) == "platform"]
            if not frame.recipients and places != ("-",):
                frame.recipients = [
                    o for o in obliques(doc, host, "on", "against", "with", "to") if not is_time(doc, o)
                ]
    frame.recipients = [r for r in frame.recipients if r != i and r not in frame.actors]


def owned_deed(doc: Doc, roster: Roster, i: int) -> list[int]:
    """ "Iran's release of the sailors", "the military's ouster of X": with both, the owner does it."""
    patient = [k for k in kids(doc, i, "nmod") if case_of(doc, k) == "of" and roster.is_party(k)]
    owners = [c for k in kids(doc, i, "nmod:poss") for c in conjuncts(doc, k) if roster.is_party(c)]
    return owners if patient else []


NO_ACTORS = frozenset(
    "military ground air commando civil armed joint special naval tribal religious political security".split()
)
"""Before a noun these say what kind of deed it was, not who did it: "a military operation"."""

VERBS_OF_EFFECT = frozenset(
    "kill wound injure target hit strike destroy damage leave claim hurt rock shake devastate"
    " maim displace".split()
)


def telling_verb(doc: Doc, i: int) -> int | None:
    """The verb whose tense and arguments count for a noun, None where it only stands beside the verb."""
    host = governing_verb(doc, i)
    if host is None or base(doc.parse.dep[i]) != "obl":
        return host
    lemma = doc.parse.lemma[host].lower()
    return host if lemma in LIGHT_VERBS or lemma in VERBS_OF_EFFECT else None


def governing_verb(doc: Doc, i: int) -> int | None:
    """The verb that a noun is an argument of, conjunction and apposition climbed."""
    parse = doc.parse
    for _ in range(4):
        head = parse.head[i]
        if head < 0:
            return None
        dep = base(parse.dep[i])
        if is_verb(doc, head) and dep in ("nsubj", "obj", "obl", "xcomp"):
            return head
        if dep in ("conj", "appos", "compound", "flat", "nmod"):
            i = head
            if dep == "nmod":
                return None
            continue
        if dep == "acl" or dep == "root":
            return None
        return None
    return None


def _is_behind(doc: Doc, i: int) -> bool:
    """Whether the noun is what somebody "was behind", and not "was not behind"."""
    if case_of(doc, i) != "behind" or not kids(doc, i, "cop"):
        return False
    return not any(doc.parse.lemma[k].lower() in NOT for k in doc.children(i))


def noun_actors(doc: Doc, roster: Roster, i: int) -> list[int]:
    """Whose deed a noun names: "X's attack", "attack by X", "Turkish shelling", "police raid", and
    a participle after it ("an attack carried out by X", "attacks perpetrated by X")."""
    parse = doc.parse
    for k in kids(doc, i, "nmod:poss"):
        if roster.is_party(k):
            return list(conjuncts(doc, k))
    by = [
        k
        for k in (*obliques(doc, i, "by", "from"), *nested_by(doc, i))
        if roster.is_party(k) and roster.kind_of(k) != "place"
    ]
    if by:
        return by
    for k in kids(doc, i, "acl"):
        if parse.tag[k] == "VBN":
            doers = [d for d in agents(doc, k) if roster.is_party(d)]
            if doers:
                return doers
            for o in obliques(doc, k, "by", "on"):
                if roster.is_party(o) and parse.lemma[k].lower() in ("blame", "carry", "launch", "conduct"):
                    return [o]
    modifiers = [k for k in kids(doc, i, "amod", "compound") if k < i]
    out = []
    for k in modifiers:
        if roster.is_party(k) and roster.kind_of(k) in ("country", "nationality", "force", "org", "person"):
            if parse.tag[k] in ("VBN", "VBG") or parse.lemma[k].lower() in NO_ACTORS or is_against(doc, k):
                continue
            out.extend([k, *[c for c in conjuncts(doc, k) if c != k and roster.is_party(c)]])
        elif parse.tag[k] == "VBN" or parse.lemma[k].lower() in ("backed", "led", "linked", "brokered"):
            # "Saudi-led coalition strikes": the party inside the hyphenated modifier
            inner = [
                m
                for m in kids(doc, k, "compound", "obl", "nsubj", "amod", "nmod", "advmod")
                if roster.is_party(m)
            ]
            if parse.lemma[k].lower() in ("lead", "led"):
                out.extend(inner)
    return list(dict.fromkeys(out))
