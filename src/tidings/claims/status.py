"""Did it happen? Status of a trigger from tense, mood, negation and the words that govern it.

Rules, strongest first:

1. `denied`: the clause is negated, or stands under a word of denial ("denied that", "no plan to",
   "dismissed reports that").
2. `planned`: future ("will", "is to", "going to", "would" under a past report), an infinitive in a
   headline, or a governing word of intention ("plans to", "ordered", "is due to", "vowed to").
3. `possible`: "may", "might", "could", "would" elsewhere, a condition, or a governing word of
   allegation, fear or chance ("accused of", "suspected of", "risk of", "alleged", "reportedly").
4. `ongoing`: progressive tense, "continue to", "ongoing", "under way", "for weeks".
5. `occurred` otherwise.

Verbal types (REQUEST, ACCUSE …) are done by being said: rule 4 does not touch them.
"""

from __future__ import annotations

from dataclasses import replace

from tidings.claims.foiled import PREVENT_VERBS, foiling
from tidings.claims.frames import Frame
from tidings.claims.hearsay import DENIAL_VERBS, denial_above, disputed
from tidings.claims.mood import (
    CHANCE_MODALS,
    ONGOING_VERBS,
    PLAN_ADJECTIVES,
    Status,
    clause_status,
    conditional,
    is_perfect,
    modal_of,
    negation,
)
from tidings.claims.named_deeds import PLAN_NOUNS, POSSIBLE_NOUNS, carries, noun_status
from tidings.claims.syntax import base, case_of, definite, subjects
from tidings.claims.triggers import infinitival, is_verbal
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc

PLAN_VERBS = frozenset(
    "plan intend prepare schedule expect hope aim seek mean propose vow pledge promise order"
    " decide pledge approve"
    " authorize authorise set want agree offer mull undertake arrange commit instruct direct slate".split()
)
POSSIBLE_VERBS = frozenset(
    "accuse suspect fear believe allege threaten risk consider weigh contemplate purport worry think blame"
    " speculate suggest explore mull could hint imagine assume appear seem warn charge implicate mean".split()
)
DENIAL_NOUNS = frozenset("denial".split())
CAUSING = frozenset("cause trigger spark start ignite provoke".split())
ATTEMPT_VERBS = frozenset("try attempt struggle battle fight work move begin start seek".split())


def status_of(doc: Doc, frame: Frame) -> Status:
    """The status of a frame's deed; see the module's rules."""
    i = frame.trigger
    denied = denial_above(doc, i)
    if denied is not None:
        return denied
    if frame.type not in VERBAL_TYPES and (apart := disputed(doc, i)) is not None:
        return apart
    if not is_verbal(doc, i) and frame.verb is not None and not carries(doc, frame):
        frame = replace(frame, verb=None)
    if (cause := _perhaps_the_cause(doc, i)) is not None:
        return cause
    if not is_verbal(doc, i) and frame.verb is None and definite(doc, i):
        return noun_status(doc, frame) or Status("occurred", None, "taken as known")
    found = (is_verbal(doc, i) and clause_status(doc, i, frame.type)) or None
    if found is None and not is_verbal(doc, i):
        found = noun_status(doc, frame)
    if found is not None and not (
        found.status == "ongoing" and frame.type in VERBAL_TYPES and not frame.mode
    ):
        return found
    above = _governor(doc, frame.verb if frame.verb is not None else i, frame.type)
    if above is not None:
        return above
    return Status("occurred", None, "stated as a fact, past or simple present")


def _perhaps_the_cause(doc: Doc, i: int) -> Status | None:
    """ "a bomb could have caused the crash": whether there was a bomb is not known."""
    parse, up = doc.parse, doc.parse.head[i]
    if up < 0 or is_verbal(doc, i) or parse.dep[i] != "nsubj" or definite(doc, i):
        return None
    if parse.lemma[up].lower() not in CAUSING:
        return None
    modal = modal_of(doc, up)
    if modal is None or modal[1] not in CHANCE_MODALS or not is_perfect(doc, up):
        return None
    return Status("possible", modal[0], f"the cause by chance: '{modal[1]} have'", plain=True)


def _governor(doc: Doc, i: int, type_: str) -> Status | None:
    """What the words above a clause say of it: "plans to", "accused of", "continued to"."""
    parse = doc.parse
    at = i
    for _ in range(5):
        head, dep = parse.head[at], base(parse.dep[at])
        if head < 0:
            return None
        lemma = parse.lemma[head].lower()
        infinitive = infinitival(doc, at)
        if dep == "conj":
            at = head
            continue
        if dep in ("xcomp", "ccomp", "acl", "advcl", "csubj"):
            if is_verbal(doc, head):
                if lemma in DENIAL_VERBS and dep in ("ccomp", "xcomp"):
                    return Status("denied", head, f"under {doc.tokens[head].text!r}")
                if lemma in PREVENT_VERBS and dep in ("xcomp", "ccomp") and infinitive:
                    return Status("denied", head, f"under {doc.tokens[head].text!r}: not done")
                if infinitive and dep in ("xcomp", "ccomp"):
                    if lemma == "decide" and type_ == "SANCTION":
                        if conditional(doc, at) or conditional(doc, head):
                            return Status("planned", head, "decided under a condition")
                        decided = Status("occurred", head, "decided: with that it is imposed")
                        return clause_status(doc, head, type_) or decided
                    if lemma in PLAN_VERBS:
                        return Status("planned", head, f"under {doc.tokens[head].text!r}")
                    if lemma in POSSIBLE_VERBS or (lemma in ("say", "report") and type_ not in VERBAL_TYPES):
                        return Status("possible", head, f"under {doc.tokens[head].text!r}")
                    if lemma in ONGOING_VERBS and type_ not in VERBAL_TYPES:
                        return Status("ongoing", head, f"under {doc.tokens[head].text!r}")
                    if lemma in ATTEMPT_VERBS and type_ not in VERBAL_TYPES:
                        return Status(
                            "ongoing" if parse.tag[head] in ("VBG", "VBP", "VBZ") else "occurred",
                            head,
                            "attempted",
                        )
                    own = clause_status(doc, head, type_)
                    if own is not None:
                        return own
                if lemma in (
                    "accuse",
                    "suspect",
                    "allege",
                    "blame",
                    "fear",
                    "believe",
                    "charge",
                    "purport",
                    "implicate",
                ):
                    return Status("possible", head, f"under {doc.tokens[head].text!r}")
                if dep == "xcomp" and lemma in ONGOING_VERBS and type_ not in VERBAL_TYPES:
                    return Status("ongoing", head, f"under {doc.tokens[head].text!r}")
                if dep == "advcl" and infinitive:
                    own = clause_status(doc, head, type_)
                    if own is not None and own.status in ("planned", "possible"):
                        return own
                    return (
                        Status("planned", head, "a purpose, not reported done")
                        if type_ not in VERBAL_TYPES
                        else None
                    )
                if dep == "xcomp":
                    own = clause_status(doc, head, type_)
                    if own is not None:
                        return own
                    at = head
                    continue
                return None
            if lemma in PLAN_ADJECTIVES and infinitive and parse.pos[head] != "NOUN":
                return Status("planned", head, f"{doc.tokens[head].text!r} to")
            if parse.pos[head] == "ADJ":
                if lemma in ("likely", "able", "possible"):
                    return Status("possible", head, f"{doc.tokens[head].text!r} to")
                return None
            if parse.pos[head] in ("NOUN", "PROPN") and dep == "acl":
                if negation(doc, head) is not None:
                    return Status("denied", head, f"no {doc.tokens[head].text}")
                if infinitive and (foil := foiling(doc, head)) is not None:
                    return Status("denied", foil, f"{doc.tokens[foil].text!r}: it did not come to it")
                if infinitive and lemma == "decision" and type_ == "SANCTION":
                    return Status("occurred", head, "decided: with that it is imposed")
                if infinitive and lemma in PLAN_NOUNS:
                    return Status("planned", head, f"{doc.tokens[head].text!r} to")
                if lemma in POSSIBLE_NOUNS:
                    return Status("possible", head, f"{doc.tokens[head].text!r} of it")
                if lemma in DENIAL_NOUNS:
                    return Status("denied", head, "a denial")
                return None
            return None
        if dep in ("obl", "nmod") and not is_verbal(doc, at):
            if lemma in ("accuse", "suspect", "blame", "charge") and case_of(doc, at) in (
                "of",
                "for",
                "with",
                "over",
            ):
                return Status("possible", head, f"under {doc.tokens[head].text!r}")
            return None
        return None
    return None


def speaker_of_plan(doc: Doc, i: int) -> tuple[int, int] | None:
    """(cue, speaker) where a clause of the future is the content of an announcement or promise."""
    parse = doc.parse
    at = i
    for _ in range(5):
        head, dep = parse.head[at], base(parse.dep[at])
        if head < 0:
            return None
        if dep in ("ccomp", "xcomp", "acl") and parse.lemma[head].lower() in (
            "announce",
            "say",
            "pledge",
            "promise",
            "vow",
            "agree",
            "offer",
            "declare",
            "tell",
            "confirm",
            "decide",
            "commit",
            "order",
            "undertake",
            "plan",
            "state",
            "decision",
            "announcement",
            "promise",
            "pledge",
        ):
            who = subjects(doc, head) if is_verbal(doc, head) else ()
            return (head, who[0]) if who else (head, -1)
        at = head
    return None
