"""Control: who holds, has lost, besieges or claims which place.

Read from participles before and after a place ("rebel-held X", "X, controlled by Y"), verbs of holding
and taking with a place as object, "control of X", nouns like stronghold ("the Y stronghold of X"), and
sieges. Who took a place holds it and from whom it was taken has lost it, where the taking is told as done;
what somebody tries to take is contested. "Ruling party" holds the country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_beside import acting_for
from tidings.claims.states_draft import Draft, is_a, is_negated, lemma, modifiers, value
from tidings.claims.states_place import is_place_noun, places_of, time_beside
from tidings.claims.syntax import (
    agents,
    ancestors,
    antecedent,
    base,
    case_of,
    conjuncts,
    determiner,
    infinitive,
    is_passive,
    kids,
    objects,
    subjects,
)
from tidings.model.doc import Doc

HOLDERS = frozenset({"org", "force", "country", "nationality", "person", "place"})
LANDS = frozenset({"territory", "canton", "enclave"})
"""What a people or country may have; its "stronghold" is more often somewhere in it than its own."""
SAYING = frozenset("say claim announce report declare state add boast".split())
TRYING = frozenset("try struggle battle fight seek aim attempt hope plan want vow push prepare launch fail".split())


def find_control(doc: Doc, roster: Roster) -> list[Draft]:
    """Every mention of who controls a place, in text order."""
    out: list[Draft] = []
    for token in doc.tokens:
        i, pos = token.i, doc.parse.pos[token.i]
        if pos == "VERB" or (pos in ("ADJ", "PROPN", "NOUN") and is_a(doc, i, "held")):
            out.extend(_by_participle(doc, roster, i) if is_a(doc, i, "held") else ())
        if pos == "VERB":
            out.extend(_by_verb(doc, roster, i))
        elif pos in ("NOUN", "PROPN"):
            out.extend(_by_noun(doc, roster, i))
    return out


def _drafts(
    doc: Doc, roster: Roster, trigger: int, holders: Iterable[int], held: Iterable[int], status: str, *, firm: bool = True
) -> Iterator[Draft]:
    """One draft for each holder and place; the thing itself is the site where no place has its name."""
    when = time_beside(doc, trigger)
    things = list(held)
    holders = [h for holder in holders for h in _meant(doc, roster, trigger, holder)]
    for holder in holders:
        if roster.party(holder) is None:
            continue
        for thing in things:
            places = places_of(doc, thing)
            for place in places:
                if holder not in range(doc.places[place].first, doc.places[place].last + 1):
                    yield Draft("control", trigger, holder, place=place, status=status, when=when, firm=firm)
            if not places and thing != holder and is_site(doc, roster, thing):
                yield Draft("control", trigger, holder, site=thing, status=status, when=when, firm=firm)


def is_site(doc: Doc, roster: Roster, i: int) -> bool:
    return is_place_noun(doc, i) or roster.kind_of(i) in ("place", "facility")


def _meant(doc: Doc, roster: Roster, trigger: int, holder: int) -> list[int]:
    """Who "they", "both" and "whose army" are, where the sentence tells."""
    word = lemma(doc, holder)
    if any(lemma(doc, k) == "whose" for k in kids(doc, holder, "nmod:poss")):
        return [antecedent(doc, k) for k in kids(doc, holder, "nmod:poss")]
    if word == "both":
        pair = _last_pair(doc, roster, holder)
        return pair
    if word in ("they", "it"):
        # "the rebels said they had captured X": who says it did it
        for up in ancestors(doc, trigger):
            if lemma(doc, up) in SAYING:
                said = [s for s in subjects(doc, up) if roster.kind_of(s) in HOLDERS and s != holder]
                return said[:1] or _plural_before(doc, roster, up) or [holder]
    return [acting_for(doc, roster, holder)]


def _plural_before(doc: Doc, roster: Roster, i: int) -> list[int]:
    """The last plural party before a word of its sentence."""
    for t in range(i - 1, doc.sentence_of(i).first - 1, -1):
        if doc.parse.tag[t] in ("NNS", "NNPS") and roster.kind_of(t) in HOLDERS:
            return [t]
    return []


def _last_pair(doc: Doc, roster: Roster, i: int) -> list[int]:
    start = doc.sentence_of(i).first
    for t in range(i - 1, start - 1, -1):
        pair = conjuncts(doc, t)
        if len(pair) == 2 and max(pair) < i and all(roster.kind_of(k) in HOLDERS for k in pair):
            return list(pair)
    return []


def _able(roster: Roster, heads: Iterable[int]) -> list[int]:
    return [h for h in heads if roster.kind_of(h) in HOLDERS]


# -- participles -------------------------------------------------------------------------------


def _by_participle(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "IS-held X", "Indian controlled X", "X, held by Y"."""
    status = value(doc, i, "held")
    head = doc.parse.head[i]
    if doc.parse.dep[i] == "amod" and head > i:
        hyphen = i >= 2 and doc.tokens[i - 1].text == "-"
        holder = i - 2 if hyphen else i - 1
        if holder >= doc.sentence_of(i).first and (hyphen or roster.kind_of(holder) in HOLDERS):
            if is_holder(roster, holder):
                yield from _drafts(doc, roster, i, [holder], [head], status, firm=False)
                return
        if status == "besieges":
            # "the besieged town": by whom is not said
            for place in places_of(doc, head):
                yield Draft("control", i, None, place=place, status=status, firm=False)
        return
    if not is_passive(doc, i) or is_negated(doc, i):
        return
    held = [antecedent(doc, h) for h in subjects(doc, i)]
    if doc.parse.dep[i] == "acl" and head >= 0:
        held = [head]
    doers = [a for a in agents(doc, i) if roster.kind_of(a) in HOLDERS or lemma(doc, a) == "both"]
    yield from _drafts(doc, roster, i, doers, held, status)


def is_holder(roster: Roster, i: int) -> bool:
    """A party, or a common noun for one ("rebel", "government", "opposition")."""
    return roster.kind_of(i) in HOLDERS and roster.party(i) is not None


# -- verbs -------------------------------------------------------------------------------------


def _by_verb(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    if is_negated(doc, i):
        return
    if is_a(doc, i, "holds") and not is_passive(doc, i) and is_real(doc, i):
        claimed = value(doc, i, "holds") == "contested"
        held = [o for o in objects(doc, i) if places_of(doc, o) or (not claimed and is_site(doc, roster, o))]
        if claimed and not held:
            # "claim ownership of X"
            of = [k for o in objects(doc, i) for k in kids(doc, o, "nmod") if case_of(doc, k) in ("of", "over")]
            held = [c for k in of for c in conjuncts(doc, k) if places_of(doc, c)]
        holders = [s for s in subjects(doc, i) if roster.kind_of(s) in HOLDERS or lemma(doc, s) == "both"]
        yield from _drafts(doc, roster, i, holders, held, value(doc, i, "holds"))
    if is_a(doc, i, "takes"):
        yield from _taking(doc, roster, i)
    if is_a(doc, i, "loses") and not is_passive(doc, i) and is_real(doc, i):
        held = [o for o in objects(doc, i) if places_of(doc, o)]
        yield from _drafts(doc, roster, i, _able(roster, subjects(doc, i)), held, "lost")
    if lemma(doc, i) == "fall" and is_real(doc, i):
        to = [c for k in kids(doc, i, "obl") if case_of(doc, k) == "to" for c in conjuncts(doc, k)]
        held = [s for s in subjects(doc, i) if places_of(doc, s)]
        yield from _drafts(doc, roster, i, _able(roster, to), held, "holds")
    for o in kids(doc, i, "obj"):
        if lemma(doc, o) == "control":
            yield from _having_control(doc, roster, i, o)
    if is_a(doc, i, "hands-over") and not is_passive(doc, i) and not is_real(doc, i):
        # what somebody is going to give away is still his
        given = [o for o in objects(doc, i) if lemma(doc, o) != "control" and places_of(doc, o)]
        yield from _drafts(doc, roster, i, _able(roster, subjects(doc, i)), given, "holds")


def _taking(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "captured X from Y": the taker holds, Y has lost; "tries to retake X from Y": Y's is contested."""
    things = [o for o in objects(doc, i) if places_of(doc, o) or _is_the_site(doc, roster, o)]
    if any(lemma(doc, k) in ("part", "place", "side", "aim", "advantage") for k in objects(doc, i)):
        return
    if not things:
        return
    losers = [c for k in kids(doc, i, "obl") if case_of(doc, k) == "from" for c in conjuncts(doc, k)]
    for o in objects(doc, i):
        losers += [c for k in kids(doc, o, "nmod") if case_of(doc, k) == "from" for c in conjuncts(doc, k)]
        for town in kids(doc, o, "nmod"):
            losers += [c for k in kids(doc, town, "nmod") if case_of(doc, k) == "from" for c in conjuncts(doc, k)]
    losers = [c for c in _able(roster, losers) if not places_of(doc, c) or roster.kind_of(c) == "country"]
    if is_real(doc, i):
        yield from _drafts(doc, roster, i, _able(roster, agents(doc, i)), things, "holds")
        yield from _drafts(doc, roster, i, losers, things, "lost")
    elif tried(doc, i) is not None:
        yield from _drafts(doc, roster, i, losers, things, "contested")


def _is_the_site(doc: Doc, roster: Roster, i: int) -> bool:
    """ "the presidential palace", "the area": a building or area that can be told from others; no "two towns"."""
    if roster.entity_at(i) is not None:
        return roster.kind_of(i) in ("place", "facility")
    return is_site(doc, roster, i) and determiner(doc, i) == "the"


def _having_control(doc: Doc, roster: Roster, verb: int, o: int) -> Iterator[Draft]:
    """ "took control of X", "lost control of X", "battling to retain control of X"."""
    held = _control_of(doc, verb, o)
    who = _able(roster, agents(doc, verb))
    if is_a(doc, verb, "loses") and is_real(doc, verb):
        status = "lost"
    elif is_a(doc, verb, "hands-over") and not is_real(doc, verb):
        status = "holds"
    elif is_real(doc, verb):
        status = "holds"
    elif (trying := tried(doc, verb)) is not None:
        status = "contested"
        who = who or _able(roster, subjects(doc, trying))
    else:
        return
    yield from _drafts(doc, roster, o, who, held, status)


def _control_of(doc: Doc, verb: int, o: int) -> list[int]:
    around = (*kids(doc, o, "nmod"), *kids(doc, verb, "obl"))
    return [c for k in around if case_of(doc, k) in ("of", "over") for c in conjuncts(doc, k)]


def is_real(doc: Doc, i: int) -> bool:
    """Told as done or holding: no modal, no infinitive, no condition, no participle of purpose."""
    parse = doc.parse
    if infinitive(doc, i) and parse.head[i] >= 0 and lemma(doc, parse.head[i]) in ("claim", "continue", "appear", "manage"):
        return is_real(doc, parse.head[i])
    if infinitive(doc, i) or any(parse.tag[a] == "MD" for a in kids(doc, i, "aux")) or is_negated(doc, i):
        return False
    if any(lemma(doc, m) in ("if", "unless", "whether") for m in kids(doc, i, "mark")):
        return False
    if parse.dep[i] == "conj" and parse.head[i] >= 0 and parse.pos[parse.head[i]] == "VERB":
        return parse.tag[i] in ("VBD", "VBZ", "VBP") or is_real(doc, parse.head[i])
    return parse.tag[i] != "VBG" or bool(kids(doc, i, "aux")) or parse.dep[i] in ("advcl", "acl")


def tried(doc: Doc, i: int) -> int | None:
    """The verb of trying over an infinitive, also where the parse hangs it elsewhere ("battling to retain")."""
    before = i - 2 if i >= 2 and doc.tokens[i - 1].text.lower() == "to" else i
    for up in (before, doc.parse.head[i]):
        if up >= 0 and lemma(doc, up) in TRYING:
            return up
    return None


# -- nouns -------------------------------------------------------------------------------------


def _by_noun(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    if is_a(doc, i, "hold") and roster.entity_at(i) is None:
        yield from _stronghold(doc, roster, i)
    elif is_a(doc, i, "rule-of"):
        yield from _under(doc, roster, i)
    elif is_a(doc, i, "siege"):
        yield from _siege(doc, roster, i)
    elif any(lemma(doc, m) == "ruling" for m in kids(doc, i, "amod")) and roster.kind_of(i) in ("org", "force"):
        yield Draft("control", i, i, status="holds", firm=False)


def _stronghold(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "the IS stronghold of X", "X, a Taliban stronghold", "a rebel pocket in X"."""
    owners = [m for m in modifiers(doc, i) if is_holder(roster, m) and not (
        roster.kind_of(m) == "place" or (roster.kind_of(m) in ("country", "nationality") and lemma(doc, i) not in LANDS)
    )]  # fmt: skip
    owners += [c for k in kids(doc, i, "nmod") if case_of(doc, k) == "of" and roster.kind_of(k) in ("org", "force") for c in [k]]
    named = doc.parse.head[i] if doc.parse.dep[i] == "appos" else None
    places = [n for n in ([named] if named is not None else []) if places_of(doc, n)]
    if not places:
        for around in (
            [k for k in kids(doc, i, "nmod") if case_of(doc, k) == "of"],
            [*kids(doc, i, "appos", "flat", "nmod:desc")],
            [k for k in kids(doc, i, "nmod") if case_of(doc, k) == "in"],
        ):
            places = places or [c for k in around if k > i for c in conjuncts(doc, k) if places_of(doc, c)]
    if not places and doc.parse.dep[i] == "compound":
        places = [h for h in [doc.parse.head[i]] if places_of(doc, h)]
    if not places and kids(doc, i, "cop"):
        places = [s for s in subjects(doc, i) if places_of(doc, s)]
    yield from _drafts(doc, roster, i, owners[:1], places[:2], "holds", firm=False)


def _under(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "under the control of X", "in rebel hands", "Indian rule in X"."""
    case = case_of(doc, i)
    owners = [c for k in kids(doc, i, "nmod") if case_of(doc, k) == "of" for c in conjuncts(doc, k)]
    owners = [o for o in owners if not places_of(doc, o) or roster.kind_of(o) == "country"]
    owners = [*kids(doc, i, "nmod:poss"), *[m for m in modifiers(doc, i)], *owners]
    owners = [o for o in owners if is_holder(roster, o)]
    if case == "in" and lemma(doc, i) == "control":
        held = [c for k in kids(doc, i, "nmod") if case_of(doc, k) == "of" for c in conjuncts(doc, k)]
        yield from _drafts(doc, roster, i, _able(roster, subjects(doc, i)), held, "holds")
    elif case in ("under", "in") or (case == "from" and lemma(doc, i) == "control"):
        up = doc.parse.head[i]
        held = [up] if up >= 0 and base(doc.parse.dep[i]) == "nmod" else [*subjects(doc, i), *(subjects(doc, up) if up >= 0 else ())]
        held += list(objects(doc, up)) if up >= 0 and doc.parse.pos[up] == "VERB" else []
        yield from _drafts(doc, roster, i, owners[:1], [h for h in held if places_of(doc, h) or is_site(doc, roster, h)][:1], "holds")
    elif lemma(doc, i) in ("rule", "occupation", "control") and owners:
        held = [c for k in kids(doc, i, "nmod") if case_of(doc, k) in ("in", "of", "over") for c in conjuncts(doc, k)]
        yield from _drafts(doc, roster, i, owners[:1], [h for h in held if h not in owners and places_of(doc, h)], "holds", firm=False)


def _siege(doc: Doc, roster: Roster, i: int) -> Iterator[Draft]:
    """ "the siege of X", "Y's blockade on X"."""
    held = [c for k in kids(doc, i, "nmod") if case_of(doc, k) in ("of", "on", "against") for c in conjuncts(doc, k)]
    owners = [k for k in (*kids(doc, i, "nmod:poss"), *modifiers(doc, i)) if is_holder(roster, k)]
    owners += [c for k in kids(doc, i, "nmod") if case_of(doc, k) == "by" for c in conjuncts(doc, k) if is_holder(roster, c)]
    places = [h for h in held if places_of(doc, h)]
    if owners:
        yield from _drafts(doc, roster, i, owners[:1], places, "besieges", firm=False)
        return
    for h in places:
        for place in places_of(doc, h):
            yield Draft("control", i, None, place=place, status="besieges", firm=False)
