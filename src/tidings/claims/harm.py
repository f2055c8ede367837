"""What single words say of how many were killed and injured.

"killed 12 people", "five died", "two dead and 14 injured", "lost their lives", "no casualties", "the death
toll rose to 40". A figure of both together ("killed or wounded") goes in neither field, as the guidelines
have it; that nobody was hurt says that nobody was killed either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tidings.claims.late_death import one_more
from tidings.claims.roster import Roster
from tidings.claims.syntax import (
    NOT,
    NOT_ONLY,
    ancestors,
    base,
    case_of,
    conjuncts,
    definite,
    determiner,
    is_passive,
    kids,
    objects,
    subjects,
)
from tidings.claims.victims import of_phrase, people_counted, people_with
from tidings.mentions.counts import count_of_phrase, counts_in
from tidings.model.doc import Doc
from tidings.model.mention import Count
from tidings.model.record import Number

KILL: Final = frozenset(
    "kill slay murder assassinate behead execute massacre slaughter butcher lynch hang martyr"
    " gun decapitate".split()
)
KILL_PEOPLE: Final = frozenset("neutralise neutralize eliminate liquidate strangle suffocate".split())
"""Killing where it is people that it is done to."""
DIE: Final = frozenset("die perish".split())
END: Final = frozenset("suffocate drown".split())
"""Words for dying where nobody is said to do it."""
INJURE: Final = frozenset("wound injure hurt maim hospitalize hospitalise harm".split())
DETAIN: Final = frozenset(
    "arrest detain capture jail imprison abduct kidnap hold seize nab apprehend intern round"
    " take remand pick snatch lock catch".split()
)
TO_DEATH: Final = frozenset(
    "shoot stab beat hack burn bludgeon crush choke torture stone trample batter club gun".split()
)
"""Killing where "dead" or "to death" follows."""
STATE: Final = {
    "dead": "killed", "killed": "killed", "wounded": "injured", "injured": "injured", "hurt": "injured",
    "missing": "",
}  # fmt: skip
"""Words for what became of people: "two dead and 14 injured"."""
BODIES: Final = {
    "death": "killed", "fatality": "killed", "body": "killed", "corpse": "killed", "injury": "injured",
    "casualty": "", "victim": "",
}  # fmt: skip
"""Nouns whose own number is that of the killed or injured; of casualties and victims only none can be told
apart."""
OF_WHOM: Final = frozenset({"injury", "body", "corpse"})
"""Of these whose they are is counted where they are not."""
HURT_AT_ALL: Final = frozenset({"hurt", "harm", "casualty", "victim"})
"""Nobody hurt: nobody killed either."""
MEN: Final = frozenset(
    "man soldier fighter troop officer policeman militant guerrilla guard gendarme peacekeeper marine"
    " commando sailor pilot airman trooper ranger jawan combatant rebel".split()
)
"""Of these an army that "lost 17" has so many dead."""
ASKING: Final = frozenset({"when", "where"})
"""Words that open a clause with a subject of its own: "in 2016, when 14 people were killed"."""
SEE: Final = frozenset({"see", "have"})
"""With these it is the object that a participle is told of: "saw 300 people killed"."""
WOUNDS: Final = {"injury": "injured", "wound": "injured", "burn": "injured", "martyrdom": "killed"}
"""What people suffer or attain."""
TOLL_VERBS: Final = frozenset(
    "rise climb stand reach put bring take raise push increase jump grow revise pass top exceed hit be"
    " go soar mount lower correct fall drop decline cut reduce adjust amend update downgrade".split()
)
TOLL_BEFORE: Final = frozenset({"to", "at", "of", "reached", "reaching", "hit", "hitting", "is", "was"})
PASSED: Final = frozenset({"passed", "exceeded", "topped"})
"""Words before the figure of a toll; behind the latter it is more than that."""
LIVES: Final = frozenset({"lose", "claim", "take", "cost", "give"})
TOTALS: Final = frozenset({"toll", "number", "count", "tally", "figure"})
"""Nouns of how many there are in all: "the number of dead", "its count of those killed"."""
BODY: Final = frozenset("leg arm shoulder hand foot thigh knee hip ankle wrist".split())
"""Where one is hit and lives: "was shot in both legs"."""
ORDINALS: Final = {
    word: n
    for n, word in enumerate("second third fourth fifth sixth seventh eighth ninth tenth".split(), start=2)
}
"""Of one more who dies: "a fourth passenger died" is four in all."""
BURNT: Final = frozenset({"burn", "cut", "bruise", "scald"})
"""Harm of people where several suffer it."""
HOSPITAL: Final = frozenset({"hospital", "clinic", "hospitals"})
SIGNS: Final = re.compile(
    r"(?i)(?:kill|sl[ae][yi]|slew|murder|assassin|behead|decapit|execut|massacr|slaughter|butcher|lynch|hang|hung"
    r"|martyr|gun|die|dying|perish|wound|injur|hurt|maim|hospital|harm|shot|shoot|stab|beat|hack|burn|bludgeon"
    r"|crush|chok|tortur|ston|trampl|cut\Z|bruis|scald|batter|club|dead|death|bod(?:y|ies)\Z|corps|fatalit|casualt|missing|toll"
    r"|number|figure|count|tall(?:y|ies)\Z|gave\Z|giv|lost\Z|los[ei]|suffer|sustain|attain|embrac|neutrali|eliminat|liquidat|strangl"
    r"|suffocat|drown|victim|hit\Z|struck|claim|took|tak|cost|left\Z|leav|rush|admit|br[io]|treat|evacuat)"
)
"""Beginnings of the words that `harms_at` looks into: any other says nothing."""


def harms_at(doc: Doc, roster: Roster, t: int) -> dict[str, Number]:
    """How many the word `t` says were killed and injured, by field; empty where it does not say."""
    if not SIGNS.match(doc.tokens[t].text):
        return {}
    lemma, pos = lemma_of(doc, t), doc.parse.pos[t]
    if lemma == "leave" and pos == "VERB":
        return _left(doc, roster, t)
    if lemma in TOTALS and pos == "NOUN":
        return _toll(doc, t)
    if lemma == "dead" and (put := _dead_put_at(doc, t)):
        return {"killed": put}
    if lemma in LIVES and pos == "VERB" and (lives := _lives(doc, roster, t)):
        return {"killed": lives}
    if lemma in ("suffer", "sustain", "attain", "embrace", "receive") and pos == "VERB":
        field = next((f for o in kids(doc, t, "obj") if (f := WOUNDS.get(doc.parse.lemma[o].lower()))), "")
        counted = people_counted(doc, roster, subjects(doc, t)) if field else None
        return {field: counted} if counted is not None else {}
    field = _field_of_verb(doc, roster, t) if pos == "VERB" or doc.parse.tag[t].startswith("VB") else ""
    number: Number | None = None
    if field == "killed" and one_more(doc, t):
        return {}
    if field and (number := _as_many(doc, roster, t)) is not None:
        return {field: number}
    if field:
        number = (
            _beside(doc, t)
            or last_of(doc, _victims(doc, t), one=_of_others(doc, t))
            or people_with(doc, roster, t, _victims(doc, t))
        )
    elif doc.tokens[t].text.lower() in STATE:
        field = STATE[doc.tokens[t].text.lower()]
        number = _beside(doc, t) or _state_of(doc, roster, t)
    elif lemma == "hospital" and kids(doc, t, "cop") and not kids(doc, t, "det"):
        field, number = "injured", people_counted(doc, roster, subjects(doc, t), one=False)
    elif lemma in BODIES:
        field = BODIES[lemma]
        own = count_of_phrase(doc, t)
        number = _number(own) if own is not None else _not_any(doc, t)
        if number is None and lemma in OF_WHOM:  # "the injury of 31 civilians", "the bodies of five boys"
            of = [c for k in of_phrase(doc, t) for c in conjuncts(doc, k)]
            number = people_counted(doc, roster, of, one=lemma == "injury")
    elif doc.tokens[t].text.lower() in ("wounds", "hurts"):
        field, number = "injured", _beside(doc, t)  # a headline's "kills six, wounds 20"
    if number is None:
        return {}
    beside = {doc.parse.lemma[k].lower() for k in kids(doc, t, "advmod")}
    if number.value != (0, 0) and beside & NOT and not beside & NOT_ONLY:
        if lemma not in HURT_AT_ALL or not is_passive(doc, t):
            return {}
        number = Number((0, 0), number.spans)  # "the envoy was not hurt"
    if number.value == (0, 0):
        both = lemma in HURT_AT_ALL or _combined(doc, t)
        return {"killed": number, "injured": number} if both else {field: number} if field else {}
    return {field: number} if field and not _combined(doc, t) else {}


def _as_many(doc: Doc, roster: Roster, t: int) -> Number | None:
    """ "ten were killed and as many wounded", "killed ten and wounded as many": those of the word that it is
    joined to."""
    head, words = doc.parse.head[t], [token.text.lower() for token in doc.tokens[max(0, t - 2) : t + 4]]
    left, right = words[: min(2, t)], words[min(2, t) + 1 :]
    many = left == ["as", "many"] or (right[:2] == ["as", "many"] and right[2:] != ["as"])
    if doc.parse.dep[t] != "conj" or head < 0 or not many:
        return None
    return people_counted(doc, roster, _victims(doc, head), one=False)


def _not_any(doc: Doc, noun: int) -> Number | None:
    """ "has not caused any deaths", "without casualties": nobody."""
    verb = max(doc.parse.head[noun], 0)
    denied = any(doc.parse.lemma[k].lower() in NOT for k in kids(doc, verb, "advmod"))
    none = case_of(doc, noun) == "without" or (denied and determiner(doc, noun) == "any")
    return Number((0, 0), (doc.span(noun, noun),)) if none else None


def last_of(doc: Doc, victims: Sequence[int], *, one: bool = False) -> Number | None:
    """How many in all where one more is told by his number: "a fourth passenger". `one`: he is one of those
    who are told of, and another thing befell the others: "killing two women and wounding a third"."""
    for v in victims if len(victims) == 1 and doc.parse.tag[victims[0]] == "NN" else ():
        for k in kids(doc, v, "amod"):
            n = ORDINALS.get(doc.tokens[k].text.lower())
            if n is not None and determiner(doc, v) in ("a", "an"):
                return Number((1, 1), (doc.span(v, v),)) if one else Number((n, n), (doc.span(k, k),))
    return None


def _of_others(doc: Doc, t: int) -> bool:
    """Whether the word before it that it is joined to tells of another sort of harm."""
    head = doc.parse.head[t]
    joined = doc.parse.dep[t] == "conj" or kids(doc, t, "cc")
    return bool(joined) and head >= 0 and _sort(doc, head) not in ("", _sort(doc, t))


def lemma_of(doc: Doc, t: int) -> str:
    """The lemma in lower case, of "wounding" as of the verb where it is taken for a noun."""
    lemma = doc.parse.lemma[t].lower()
    return "wound" if lemma == "wounding" else lemma


def _number(count: Count) -> Number:
    return Number((count.low, count.high), (count.span,))


def _field_of_verb(doc: Doc, roster: Roster, t: int) -> str:
    lemma = lemma_of(doc, t)
    if lemma in KILL or lemma in DIE:
        return "killed"
    if lemma in INJURE:
        return "injured"
    if lemma in KILL_PEOPLE and all(roster.kind_of(v) == "person" for v in objects(doc, t)):
        return "killed"
    if lemma in TO_DEATH and to_death(doc, t):
        return "killed"
    if lemma in END and not kids(doc, t, "obj") and not is_passive(doc, t):
        return "killed"
    behind = [doc.parse.lemma[o].lower() for o in kids(doc, t, "obl")]
    brought = lemma in ("take", "rush", "admit", "bring", "evacuate", "treat")
    if brought and (
        HOSPITAL.intersection(behind) or (lemma == "treat" and not WOUNDS.keys().isdisjoint(behind))
    ):
        return "injured"
    if lemma in ("shoot", "hit", "strike", "wound") and BODY.intersection(behind):
        return "injured"
    if lemma in BURNT and is_passive(doc, t) and any(_is_several(doc, roster, s) for s in subjects(doc, t)):
        return "injured"
    return ""


def _is_several(doc: Doc, roster: Roster, noun: int) -> bool:
    return count_of_phrase(doc, noun) is not None and roster.is_person_noun(noun)


def to_death(doc: Doc, verb: int) -> bool:
    """ "shot dead", "stabbed to death"."""
    return any(
        doc.parse.lemma[c].lower() in ("dead", "death", "fatally", "mortally") for c in doc.children(verb)
    )


def _victims(doc: Doc, t: int) -> tuple[int, ...]:
    parse, lemma = doc.parse, doc.parse.lemma[t].lower()
    if lemma in DIE or (lemma in END and not kids(doc, t, "obj")):
        return subjects(doc, t)
    clause = kids(doc, t, "mark") or any(doc.parse.lemma[k].lower() in ASKING for k in kids(doc, t, "advmod"))
    # "in the hours after (in 2016, when) 14 people were killed"
    whole = clause and kids(doc, t, "nsubj:pass")
    if parse.dep[t] == "acl" and parse.tag[t] == "VBN" and parse.head[t] >= 0 and not whole:
        return before(doc, t)  # "two were among the nine people killed": nine, whatever subject it was given
    if parse.dep[t] == "acl:relcl" and objects(doc, t) == (parse.head[t],):
        return before(doc, t)
    if _is_short_passive(doc, t):
        return subjects(doc, t)
    if (
        parse.tag[t] == "VBN"
        and base(parse.dep[t]) in ("xcomp", "ccomp")
        and not kids(doc, t, "nsubj", "obj")
    ):
        seen = kids(doc, parse.head[t], "obj")
        if parse.lemma[parse.head[t]].lower() in SEE and seen and seen[0] < t:
            return conjuncts(doc, seen[0])
    own = objects(doc, t) if lemma in KILL or kids(doc, t, "obj", "nsubj") or not kids(doc, t, "det") else ()
    if not own or parse.dep[t] == "conj":
        # "one was killed and another wounded"
        beside = [c for c in kids(doc, t, "det") if doc.tokens[c].text.lower() == "another"]
        return tuple(beside) or own
    return own


def _is_short_passive(doc: Doc, t: int) -> bool:
    """ "nine were killed and 22 others injured": the auxiliary is said once, before the first verb."""
    parse = doc.parse
    if parse.dep[t] != "conj" or kids(doc, t, "obj", "aux") or not is_passive(doc, parse.head[t]):
        return False
    return bool(kids(doc, t, "nsubj")) and lemma_of(doc, t) in KILL | INJURE


def before(doc: Doc, clause: int) -> tuple[int, ...]:
    """The nouns that a clause behind them is said of: "five priests and two nuns, kidnapped in April"."""
    return tuple(c for c in conjuncts(doc, doc.parse.head[clause]) if c < clause)


def _beside(doc: Doc, t: int) -> Number | None:
    """A number that stands right before or after the word, of nothing else: "two dead", "wounds 20"."""
    if not 0 <= t < len(doc.tokens):
        return None
    sentence = doc.sentence_of(t)
    word = doc.tokens[t].text.lower()
    for count in counts_in(doc, sentence):
        if count.last == t - 1 and word in STATE and not _modifies(doc, t) and not kids(doc, t, "obj"):
            return _number(count)
        ends = count.last + 1 >= sentence.last or not doc.tokens[count.last + 1].text[:1].isalnum()
        joined = not ends and doc.parse.pos[count.last + 1] in ("ADP", "CCONJ", "SCONJ")
        active = word not in STATE or (doc.parse.pos[t] == "VERB" and not is_passive(doc, t))
        more = any(doc.parse.pos[k] in ("NOUN", "PROPN") for k in kids(doc, count.last, "conj"))
        if count.first == t + 1 and active and (ends or joined) and not more:
            return _number(count)
    return None


def _modifies(doc: Doc, t: int) -> bool:
    """ "12 wounded soldiers": the number is the soldiers'."""
    return doc.parse.dep[t] == "amod" and doc.parse.head[t] > t


def _state_of(doc: Doc, roster: Roster, t: int) -> Number | None:
    """The subject of "were wounded", "are dead", or the number on the word."""
    if case_of(doc, t) == "among":
        return None  # "a barmaid and two musicians are among the dead"
    counted = count_of_phrase(doc, t)
    if (
        counted is not None
        and definite(doc, t)
        and doc.parse.head[t] in range(counted.first, counted.last + 1)
    ):
        return None  # "three of the dead are children"
    if counted is not None:
        return _number(counted)
    if another := [c for c in kids(doc, t, "det") if doc.tokens[c].text.lower() == "another"]:
        return people_counted(doc, roster, another)  # "one was killed and another wounded"
    if kids(doc, t, "nsubj"):
        return people_counted(doc, roster, subjects(doc, t))
    head = doc.parse.head[t]
    if doc.parse.dep[t] == "xcomp" and head >= 0:  # "four were feared dead", "left eight people dead"
        heads = objects(doc, head) if kids(doc, head, "obj") else subjects(doc, head)
        return people_counted(doc, roster, heads)
    return None


def _combined(doc: Doc, t: int) -> bool:
    """Whether a figure is of killed and injured (or held) together: "killed or wounded 35 people"."""
    parse = doc.parse
    head = parse.head[t]
    pairs = [(t, c) for c in kids(doc, t, "conj")]
    if parse.dep[t] == "conj" and head >= 0:
        pairs.append((head, t))
    for a, b in pairs:
        sorts = {_sort(doc, a), _sort(doc, b)}
        if "" in sorts or len(sorts) < 2:
            continue
        words = {doc.tokens[c].text.lower() for c in kids(doc, b, "cc")}
        own = kids(doc, b, "nsubj", "nummod", "det") or (kids(doc, b, "obj") and kids(doc, a, "obj"))
        if ("or" in words or ("and" in words and is_passive(doc, a))) and not own:
            return True
    return False


def _sort(doc: Doc, t: int) -> str:
    lemma = lemma_of(doc, t)
    if lemma in KILL or lemma in DIE or lemma in ("dead", "death"):
        return "killed"
    if lemma in INJURE or lemma in ("injury", "injured", "wounded"):
        return "injured"
    return "detained" if lemma in DETAIN else ""


def _lives(doc: Doc, roster: Roster, verb: int) -> Number | None:
    """ "lost their lives", "gave his life", "lost 40 men", "claimed 17 lives", "took the lives of 24
    people", "cost 12 soldiers their lives"."""
    taken, lives = kids(doc, verb, "obj"), _lives_of(doc, verb)
    if lemma_of(doc, verb) == "give":
        return people_counted(doc, roster, subjects(doc, verb)) if _gives_life(doc, verb) else None
    if not lives:
        men = lemma_of(doc, verb) == "lose" and taken and doc.parse.lemma[taken[0]].lower() in MEN
        return people_counted(doc, roster, objects(doc, verb), one=False) if men else None
    counted = count_of_phrase(doc, lives[0])
    if counted is not None:
        return _number(counted)
    of = [c for k in of_phrase(doc, lives[0]) for c in conjuncts(doc, k)]
    if of:
        return people_counted(doc, roster, of)
    lemma = lemma_of(doc, verb)
    if lemma == "cost":
        return people_counted(doc, roster, [c for k in kids(doc, verb, "iobj") for c in conjuncts(doc, k)])
    return people_counted(doc, roster, subjects(doc, verb)) if lemma == "lose" else None


def _lives_of(doc: Doc, verb: int) -> list[int]:
    """The lives that are lost, given, taken or cost."""
    return [o for o in kids(doc, verb, "obj") if doc.parse.lemma[o].lower() in ("life", "lives")]


def _gives_life(doc: Doc, verb: int) -> bool:
    """Whether somebody dies: "gave their lives", but not to a cause or a person."""
    lives = _lives_of(doc, verb)
    own = any(kids(doc, o, "nmod:poss") for o in lives)
    to = any(
        case_of(doc, k) == "to"
        for k in (*kids(doc, verb, "obl"), *(c for o in lives for c in kids(doc, o, "nmod")))
    )
    return own and not to and not kids(doc, verb, "iobj")


def _is_dying(doc: Doc, verb: int) -> bool:
    """ "who lost their lives", "who gave his life"."""
    lemma = lemma_of(doc, verb)
    return (lemma == "lose" and bool(_lives_of(doc, verb))) or (lemma == "give" and _gives_life(doc, verb))


def _left(doc: Doc, roster: Roster, verb: int) -> dict[str, Number]:
    """ "left 12 dead", "leaving dozens wounded", "left 4 dead and 10 injured"."""
    out: dict[str, Number] = {}
    people = kids(doc, verb, "obj")
    below = [*kids(doc, verb, "xcomp", "obj", "advmod", "nsubj", "ccomp")]
    below += [c for k in people for c in kids(doc, k, "amod", "acl", "advmod", "conj", "xcomp")]
    below += [c for k in below for c in kids(doc, k, "conj")]
    for k in dict.fromkeys(below):
        field = STATE.get(doc.tokens[k].text.lower())
        if field is None:
            continue
        own = kids(doc, k, "nsubj")
        heads = [c for p in own or people for c in conjuncts(doc, p) if c != k]
        number = _beside(doc, k) or people_counted(doc, roster, heads)
        if number is not None and field:
            out.setdefault(field, number)
    return out


def _toll(doc: Doc, noun: int) -> dict[str, Number]:
    """ "the death toll rose to 40", "put the toll at 27", "brought to 47 the number of people killed"."""
    field = _counts_what(doc, noun)
    if not field:
        return {}
    parse, sentence = doc.parse, doc.sentence_of(noun)
    verb = parse.head[noun]
    if verb < 0 or parse.lemma[verb].lower() not in TOLL_VERBS:
        verb = noun
    for count in reversed(counts_in(doc, sentence)):
        inside = range(count.first, count.last + 1)
        at = next((c for c in inside if parse.head[c] not in inside), count.last)
        word = doc.tokens[count.first - 1].text.lower() if count.first > sentence.first else ""
        up = parse.head[at]
        near = up in (verb, noun) or any(above in (verb, noun) for above in list(ancestors(doc, at))[1:3])
        near = near or (verb != noun and _runs_to(doc, noun, count.first))
        if near and word in TOLL_BEFORE | PASSED and not _of_a_period(doc, noun, count.first):
            more = word in PASSED and count.high == count.low
            return {field: Number((count.low, None if more else count.high), (count.span,))}
    return {}


def _of_a_period(doc: Doc, noun: int, number: int) -> bool:
    """ "taking the dead of this month to 40", "to 300 the number killed this year": no deed's alone."""
    within = range(noun, number) if noun < number else doc.subtree(noun)
    spans = (k for k in within if doc.parse.lemma[k].lower() in ("month", "year", "week"))
    return any(determiner(doc, k) in ("this", "last") for k in spans)


def _runs_to(doc: Doc, noun: int, number: int) -> bool:
    """ "bringing the number of dead in the attack on the hotel to 31", whatever the number is hung on."""
    between = range(noun + 1, number)
    return 0 < len(between) < 16 and not any(doc.parse.pos[k] in ("VERB", "PUNCT", "NUM") for k in between)


def _dead_put_at(doc: Doc, dead: int) -> Number | None:
    """ "puts the dead at seven"; "nine dead guards", where the number is the noun's."""
    parse = doc.parse
    head = parse.head[dead]
    if head < 0:
        return None
    if _modifies(doc, dead) and parse.tag[head] in ("NNS", "NNPS"):
        counted = count_of_phrase(doc, head)
        return _number(counted) if counted is not None else None
    if parse.lemma[head].lower() == "put" and dead in kids(doc, head, "obj"):
        sentence = doc.sentence_of(dead)
        for count in counts_in(doc, sentence):
            if count.first > dead and doc.tokens[count.first - 1].text.lower() == "at":
                return _number(count)
    return None


def _counts_what(doc: Doc, noun: int) -> str:
    lemma = doc.parse.lemma
    if lemma[noun].lower() == "toll":
        return "killed"
    for_whom = [
        k for k in kids(doc, noun, "nmod") if lemma[noun].lower() == "figure" and case_of(doc, k) == "for"
    ]
    for k in (*of_phrase(doc, noun), *for_whom):
        for word in (k, *kids(doc, k, "acl", "acl:relcl", "amod")):
            if _combined(doc, word):
                return ""
            if _is_dying(doc, word):
                return "killed"
            if (sort := _sort(doc, word)) and (word != k or base(doc.parse.dep[k]) == "nmod"):
                return sort
        after = doc.tokens[k + 1].text.lower() if k + 1 < len(doc.tokens) else ""
        if field := STATE.get(after):  # "the number of police dead"
            return field
    for k in kids(doc, noun, "acl"):  # "the number killed"; "the number of injured", taken for a verb
        of = any(doc.tokens[m].text.lower() == "of" for m in kids(doc, k, "mark", "case"))
        if of or doc.parse.tag[k] == "VBN":
            return _sort(doc, k)
        if k == noun + 1 and doc.tokens[k].text.lower() in STATE:
            return _sort(doc, k)
    return ""
