"""Which words name a deed here: entries of the lexicon and the conditions that keep their senses apart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from tidings.claims.hinted import hints_of
from tidings.claims.roster import Roster
from tidings.claims.syntax import NOT, agents, case_of, is_passive, kids, objects, subjects
from tidings.mentions.gazetteer import country_of_capital
from tidings.mentions.lexicon import Condition, Trigger, load_triggers, reporting_verbs
from tidings.model.doc import Doc
from tidings.reader.hints import Hints
from tidings.reader.lemmas import lemma_of

PERSONS = frozenset("he him she her i me".split())


def is_verbal(doc: Doc, i: int) -> bool:
    return doc.parse.pos[i] in ("VERB", "AUX")


def match(doc: Doc, roster: Roster, i: int) -> Trigger | None:
    """The first entry of the lexicon that fits the token, or None."""
    for p in lookups(doc, i, doc.parse.pos[i]):
        for lemma in _lemmas(doc, i, p):
            for entry in load_triggers().get((lemma, p), ()):
                if all(holds(doc, roster, i, c) for c in entry.conditions):
                    return entry
    return None


PROPOSED: Final = 0.8
"""Chance of one type from which the network may name a deed that the lexicon does not know."""
PROPOSED_VERB: Final = 0.7
"""The same of a verb: its clause says who and to whom. With it SOME_DEED went from 0.9 to 0.8 and TOLD
(`keep.py`) from 0.8 to 0.65: found +0.7, field +0.4 and events right +0.6 on the mean of five sets."""
AGAINST: Final = 0.95
"""The same where the lexicon says that the word is no deed in this construction."""
SOME_DEED: Final = 0.8
"""Chance of a deed of any type from which a verb that the lexicon does not know is one, of the likeliest
type: that a boat was intercepted is told, whether it is coerced or attacked is the lesser question."""
LIKELIEST: Final = 0.4
"""The least chance of that type."""
NETWORK: Final = "by its place in the sentence"


def proposed(doc: Doc, roster: Roster, i: int, *, known: bool) -> Trigger | None:
    """An entry for a word that the network takes for a deed. `known`: the lexicon says that it is none."""
    hints = hints_of(doc)
    if hints is None or not (places := lookups(doc, i, doc.parse.pos[i])):
        return None
    if not is_verbal(doc, i) and roster.is_party(i):
        return None  # "protesters" do something, they are no protest
    best, chance = _likeliest(hints, i)
    refused = is_refused(doc, i)
    if best == 0 or chance < (AGAINST if known and not refused else LIKELIEST):
        return None
    if not refused and chance < (PROPOSED_VERB if is_verbal(doc, i) else PROPOSED):
        telling = doc.parse.lemma[i].lower() in reporting_verbs()  # "argued" is else taken for accusing
        if telling or not is_verbal(doc, i) or math.exp(float(hints.trigger[i, 0])) > 1.0 - SOME_DEED:
            return None
    return Trigger(
        doc.parse.lemma[i].lower(), places[0], (), hints.types[best], None, (), (), None, False, NETWORK
    )


REFUSED: Final = 0.45
"""Chance of REJECT from which a verb under "will not" is a refusal; "it will not rain" lies below."""
AHEAD: Final = frozenset("will would wo can could ca shall".split())
NO_MORE: Final = NOT | {"longer"}


def is_refused(doc: Doc, i: int) -> bool:
    """Whether a verb tells what will not be done, and the network takes that for a refusal: "said it would
    not pay", "will never give back"."""
    hints, words = hints_of(doc), doc.tokens
    if hints is None or not is_verbal(doc, i) or doc.parse.lemma[i].lower() in reporting_verbs():
        return False
    best, chance = _likeliest(hints, i)
    if hints.types[best] != "REJECT" or chance < REFUSED:
        return False
    below = doc.children(i)
    ahead = any(doc.parse.tag[k] == "MD" and words[k].text.lower() in AHEAD for k in below)
    return ahead and any(words[k].text.lower() in NO_MORE for k in below)


SURE: Final = 0.65
"""Chance from which the network's type of a word stands against the lexicon's."""
SURER: Final = 0.9
"""The same where the entry has conditions: it has looked at the sentence itself."""
OF_STATES: Final = frozenset({"ties are cut", "a state does not march"})
"""The lexicon's notes for words that mean something else where a state does it ("closed its embassy")."""
DOUBTED: Final = 0.2
"""Chance of the lexicon's type below which it gives way to such a type."""


def as_read(doc: Doc, i: int, entry: Trigger) -> Trigger:
    """The entry, with the network's type where it is sure of that and doubts the entry's ("raised
    concerns" taken for a rise). The mode goes with the type. An entry that has looked at what is done and at
    where to ("launched missiles at", "fired back at") stands, what a state does to another stands, and one
    of drones sent out: nobody tests those.
    """
    hints = hints_of(doc)
    if (
        hints is None
        or entry.type not in hints.types
        or _sees_object_and_way(entry)
        or entry.note in OF_STATES
    ):
        return entry
    best, chance = _likeliest(hints, i)
    own = math.exp(float(hints.trigger[i, hints.types.index(entry.type)]))
    if own < DOUBTED and is_refused(doc, i):
        return replace(entry, type="REJECT", mode=None)
    if best == 0 or chance < (SURER if entry.conditions else SURE) or own >= DOUBTED:
        return entry
    if entry.mode == "aerial" and hints.types[best] == "MOBILIZE":
        return entry
    return replace(entry, type=hints.types[best], mode=None)


def _sees_object_and_way(entry: Trigger) -> bool:
    seen = {c.kind for c in entry.conditions if not c.negated and (c.words or c.case)}
    return "obl" in seen and not seen.isdisjoint({"obj", "prt"})


def _likeliest(hints: Hints, i: int) -> tuple[int, float]:
    """What the network takes a word for, 0 for no deed, and with what chance."""
    best = int(hints.trigger[i].argmax())
    return best, math.exp(float(hints.trigger[i, best]))


def _lemmas(doc: Doc, i: int, pos: str) -> tuple[str, ...]:
    """The token's lemma, and the one its form has where the tag was a slip ("protested" as a present)."""
    lemma, form = doc.parse.lemma[i].lower(), doc.tokens[i].text.lower()
    other = lemma_of(form, "VBD") if pos == "VERB" and form.endswith("ed") else lemma
    other = form if pos == "NOUN" and form.endswith("ing") else other
    own = (lemma,) if other == lemma else (lemma, other)
    if i >= 2 and doc.tokens[i - 1].text == "-" and doc.tokens[i - 2].end + 1 == doc.tokens[i].start:
        return (f"{doc.tokens[i - 2].text.lower()}-{lemma}", *own)  # "test-fired" is three tokens
    return own


def lookups(doc: Doc, i: int, pos: str) -> tuple[str, ...]:
    if pos == "AUX":
        return ("VERB",)
    if pos == "PROPN":
        # headlines write common nouns with capitals, and taggers call them names
        return ("NOUN",) if doc.sentences[doc.tokens[i].sent].kind == "headline" or not named(doc, i) else ()
    if pos in ("VERB", "NOUN", "ADJ"):
        return (pos,)
    return ()


def named(doc: Doc, i: int) -> bool:
    return any(kind in ("person", "org", "force", "place", "facility") for kind in doc.kinds_at(i))


def holds(doc: Doc, roster: Roster, i: int, c: Condition) -> bool:
    return c.negated != bool(_test(doc, roster, i, c))


def _test(doc: Doc, roster: Roster, i: int, c: Condition) -> bool:
    parse = doc.parse
    match c.kind:
        case "prt":
            return any(
                parse.lemma[k].lower() in c.words
                for k in kids(doc, i, "compound:prt", "advmod", "case", "mark", "obl")
                if parse.dep[k] == "compound:prt" or (abs(k - i) <= 4 and parse.pos[k] in ("ADP", "ADV"))
            )
        case "obj":
            found: Iterable[int] = objects(doc, i) if is_verbal(doc, i) else ()
        case "obl":
            found = [
                k
                for k in kids(doc, i, "obl", "nmod", "advmod", "xcomp", "advcl")
                if (c.case is None or _case_matches(doc, k, c.case))
                and not (doc.has("times") and is_time(doc, k))
            ]
            if not c.words and not c.classes:
                return bool(found)
        case "to":
            return any(infinitival(doc, k) for k in kids(doc, i, "xcomp", "advcl", "acl", "ccomp"))
        case "inf":
            return any(
                infinitival(doc, k) and parse.lemma[k].lower() in c.words
                for k in kids(doc, i, "xcomp", "advcl", "acl", "ccomp")
            )
        case "xcomp":
            if not c.words:
                return bool(kids(doc, i, "xcomp"))
            found = kids(doc, i, "xcomp", "obj", "advmod", "obl", "ccomp")
            return any({parse.lemma[k].lower(), doc.tokens[k].text.lower()} & c.words for k in found)
        case "adv":
            found = kids(doc, i, "advmod", "xcomp")
        case "case":
            return bool(set(case_of(doc, i).split()) & c.words)
        case "head":
            at = parse.head[i]
            return at >= 0 and parse.lemma[at].lower() in c.words
        case "that":
            clauses = [k for k in kids(doc, i, "ccomp") if not is_question(doc, k)]
            return any(_modals_of(doc, k) & c.words for k in clauses) if c.words else bool(clauses)
        case "nsubj":
            found = agents(doc, i) or subjects(doc, i)
        case "adj":
            found = [k for k in kids(doc, i, "amod", "compound", "nmod", "nmod:poss") if k < i]
            found = [*found, *[g for k in found for g in kids(doc, k, "amod", "compound", "conj")]]
        case "of":
            found = [k for k in kids(doc, i, "nmod") if case_of(doc, k) == "of"]
        case "pass":
            return is_passive(doc, i)
        case "poss":
            return bool(kids(doc, i, "nmod:poss"))
        case "neg":
            return any(
                parse.lemma[k].lower() in ("not", "n't", "n’t", "never", "no") for k in doc.children(i)
            )
        case _:
            return False
    if not c.words and not c.classes:
        return any(True for _ in found)
    return any(_is_one_of(doc, roster, k, c) for k in found)


ASKING: Final = frozenset("whether if how why what who whom whose where when which".split())


def is_question(doc: Doc, clause: int) -> bool:
    """Whether a clause is what somebody asks or wonders: "whether they were safe", "why it had come"."""
    at = next((k for k in doc.children(clause) if k < clause), clause)
    marks = kids(doc, clause, "mark", "advmod", "obj", "nsubj", "obl", "det")
    return any(doc.tokens[m].text.lower() in ASKING for m in {*marks, at} if m <= clause)


def _modals_of(doc: Doc, clause: int) -> set[str]:
    """Modal verbs of a clause; "cannot" for a negated "can"."""
    found = {doc.parse.lemma[a].lower() for a in kids(doc, clause, "aux")}
    if "can" in found and any(
        doc.parse.lemma[k].lower() in ("not", "n't", "n’t") for k in doc.children(clause)
    ):
        found.add("cannot")
    return found


def _case_matches(doc: Doc, k: int, case: str) -> bool:
    return case_of(doc, k) == case or case_of(doc, k).split(" ")[0] == case


def _is_one_of(doc: Doc, roster: Roster, k: int, c: Condition) -> bool:
    parse = doc.parse
    lemma = parse.lemma[k].lower()
    form = doc.tokens[k].text.lower()
    if lemma in c.words or form in c.words:
        return True
    if parse.tag[k] == "NN" and form.endswith("s") and lemma_of(form, "NNS") in c.words:
        return True  # a plural that the tagger took for a singular
    if not c.classes:
        return False
    if parse.pos[k] == "PRON" and doc.tokens[k].text.lower() in PERSONS and "person" in c.classes:
        return True
    kind = roster.kind_of(k)
    classes = set(roster.classes(k))
    if kind in ("person",):
        classes.add("person")
    if kind in ("org", "force", "country", "nationality"):
        classes |= {"group", kind}
    if kind in ("place", "country"):
        classes.add("place")
    if kind == "place" and country_of_capital(doc.tokens[k].text) is not None:
        classes.add("country")  # Moscow for Russia
    if kind:
        classes.add(kind)
    return bool(classes & c.classes)


def infinitival(doc: Doc, k: int) -> bool:
    return any(doc.parse.lemma[m].lower() == "to" for m in kids(doc, k, "mark"))


def phrase(doc: Doc, i: int, entry: Trigger) -> tuple[int, ...]:
    """The trigger with the particle or fixed object that made the entry match."""
    out = {i}
    for c in entry.conditions:
        if c.negated or not c.words or c.kind == "nsubj" or (c.kind == "obl" and c.case == "by"):
            continue  # who does it is no part of the word for it
        if c.kind == "obl" and f"obl:{c.case}" in entry.by:
            continue  # "lost the town to rebels"
        for k in doc.children(i):
            if doc.parse.lemma[k].lower() in c.words and abs(k - i) <= 6:
                out.add(k)
    return tuple(sorted(out))


def is_time(doc: Doc, i: int) -> bool:
    """Whether the token is part of a time expression."""
    return any(t.first <= i <= t.last for t in doc.times) if doc.has("times") else False
