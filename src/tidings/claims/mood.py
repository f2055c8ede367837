"""What a clause says of its own deed: tense, modal verb, negation, condition.

The rules are those of status.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from tidings.claims.syntax import NOT, NOT_ONLY, base, case_of, is_passive, kids
from tidings.claims.triggers import infinitival, is_verbal
from tidings.model.doc import Doc

PLAN_ADJECTIVES = frozenset(
    "due set ready poised prepared willing scheduled bound eager determined keen about".split()
)
POSSIBLE_MODIFIERS = frozenset(
    "alleged possible potential suspected purported reported apparent supposed likely"
    " hypothetical feared allegedly"
    " reportedly purportedly apparently possibly perhaps likely probably supposedly".split()
)
ONGOING_VERBS = frozenset("continue keep remain persist rage proceed".split())
ONGOING_MODIFIERS = frozenset(
    "ongoing continuing current continued unfolding underway present still currently on-going"
    " continuous".split()
)
FUTURE_MODALS = frozenset(("will", "shall", "'ll", "’ll", "wo"))
CHANCE_MODALS = frozenset(("may", "might", "could", "can", "ca"))
SPANS = frozenset("hour day week month year decade".split())
PAST_REPORT = frozenset(("VBD", "VBN"))


@dataclass(frozen=True, slots=True)
class Status:
    """`status` with the token that decided it (None by default tense) and one sentence why. `score`: how
    much likelier it was weighed than the next one, in log-odds."""

    status: str
    token: int | None
    why: str
    score: float = 0.0
    plain: bool = False
    """Whether the words leave nothing to weigh."""


def negation(doc: Doc, i: int) -> int | None:
    """The negating word of a predicate or noun, or None."""
    parse = doc.parse
    for c in doc.children(i):
        lemma = parse.lemma[c].lower()
        if lemma in NOT and base(parse.dep[c]) in ("advmod", "neg", "aux"):
            return c
        if lemma == "no" and base(parse.dep[c]) == "det":
            return c
    return None


def modal_of(doc: Doc, i: int) -> tuple[int, str] | None:
    """The modal verb of a predicate, token and word: of "will meet and sign" that of both."""
    for c in kids(doc, i, "aux"):
        if doc.parse.tag[c] == "MD" or doc.tokens[c].text.lower() in FUTURE_MODALS | CHANCE_MODALS | {
            "would",
            "should",
            "must",
        }:
            return c, doc.tokens[c].text.lower()
    head = doc.parse.head[i]
    if doc.parse.dep[i] == "conj" and head >= 0 and is_verbal(doc, head) and not kids(doc, i, "nsubj", "aux"):
        return modal_of(doc, head)
    return None


def clause_status(doc: Doc, i: int, type_: str) -> Status | None:
    """What a predicate's own clause says of it; None where it leaves that to the words above."""
    parse = doc.parse
    no = negation(doc, i)
    if no is not None and not any(parse.lemma[c].lower() in NOT_ONLY for c in doc.children(i)):
        return Status("denied", no, f"negated by {doc.tokens[no].text!r}")
    for h in kids(doc, i, "nsubj", "obj"):
        nobody = _nobody(doc, h)
        if nobody is not None:
            return Status("denied", nobody, f"of nobody: {doc.tokens[nobody].text!r}")
    modal = modal_of(doc, i)
    if modal is not None:
        at, word = modal
        if word in FUTURE_MODALS:
            if conditional(doc, i):
                return Status("possible", at, "future under a condition")
            return Status("planned", at, f"future: {word!r}")
        if word in CHANCE_MODALS:
            if is_perfect(doc, i):
                return Status("possible", at, f"chance: '{word} have'", plain=True)
            return Status("possible", at, f"chance: {word!r}")
        if word in ("would", "'d", "’d"):
            if _reported_past(doc, i) and not conditional(doc, i):
                return Status("planned", at, "'would' under a past report is the future of then")
            return Status("possible", at, "'would' outside a past report")
        if word in ("should", "must", "ought"):
            return Status("possible", at, f"what ought to be, not what is: {word!r}")
    for c in kids(doc, i, "advmod"):
        if parse.lemma[c].lower() in POSSIBLE_MODIFIERS:
            return Status("possible", c, f"hedged by {doc.tokens[c].text!r}")
    if any(parse.lemma[m].lower() == "if" for m in kids(doc, i, "mark")):
        return Status("possible", i, "a condition")
    if any(parse.lemma[m].lower() in ("unless", "should", "whether") for m in kids(doc, i, "mark")):
        return Status("possible", i, "a condition")
    sentence = doc.sentences[doc.tokens[i].sent]
    for m in kids(doc, i, "mark"):
        if doc.tokens[m].text.lower() in PLAN_ADJECTIVES and kids(doc, m, "fixed"):
            return Status("planned", m, f"{doc.tokens[m].text!r} to")
    infinitive = infinitival(doc, i)
    if infinitive and parse.head[i] < 0:
        return Status("planned", i, "a headline's infinitive announces")
    if infinitive and sentence.kind == "headline" and parse.dep[i] in ("acl", "root", "parataxis"):
        return Status("planned", i, "a headline's infinitive announces")
    if infinitive and kids(doc, i, "nsubj", "nsubj:pass") and parse.head[i] < 0:
        return Status("planned", i, "'is to' announces")
    if _for_a_time(doc, i):
        return Status("ongoing", i, "has been done for some time")
    be = [c for c in kids(doc, i, "aux") if parse.lemma[c].lower() == "be"]
    if parse.tag[i] == "VBG" and be:
        if any(parse.lemma[c].lower() == "go" for c in kids(doc, i, "aux")):
            return Status("planned", i, "'going to'")
        if parse.tag[be[0]] in ("VBP", "VBZ", "VBN", "VB", "VBG") or _duration(doc, i):
            return Status("ongoing", be[0], "progressive")
        if parse.tag[be[0]] == "VBD":
            return Status("ongoing", be[0], "past progressive") if _reported_past(doc, i) else None
    if is_passive(doc, i) and any(doc.tokens[c].text.lower() == "being" for c in kids(doc, i, "aux")):
        return Status("ongoing", i, "is being done")
    if (
        any(parse.lemma[c].lower() in ONGOING_MODIFIERS for c in kids(doc, i, "advmod"))
        and parse.tag[i] != "VBD"
    ):
        return Status("ongoing", i, "still going on")
    return None


def _for_a_time(doc: Doc, i: int) -> bool:
    """ "have protested for weeks": what began then goes on."""
    parse = doc.parse
    now = any(doc.tokens[c].text.lower() in ("has", "have", "'ve", "’ve") for c in kids(doc, i, "aux"))
    spans = (c for c in kids(doc, i, "obl") if parse.lemma[c].lower() in SPANS)
    return now and any(case_of(doc, c) == "for" for c in spans)


def _nobody(doc: Doc, head: int) -> int | None:
    """The word that says that there was nobody: "nobody was arrested", "no soldiers were sent"."""
    if doc.tokens[head].text.lower() in ("nobody", "none", "no-one", "nothing", "neither"):
        return head
    return next((c for c in kids(doc, head, "det") if doc.parse.lemma[c].lower() in ("no", "neither")), None)


def is_perfect(doc: Doc, i: int) -> bool:
    """Whether a predicate stands with "have"."""
    return any(doc.parse.lemma[c].lower() == "have" for c in kids(doc, i, "aux"))


def _duration(doc: Doc, i: int) -> bool:
    return (
        any(t.type == "DURATION" and doc.tokens[t.first].sent == doc.tokens[i].sent for t in doc.times)
        if doc.has("times")
        else False
    )


def conditional(doc: Doc, i: int) -> bool:
    """True where an if- or unless-clause hangs on the predicate."""
    return any(
        doc.parse.lemma[m].lower() in ("if", "unless")
        for c in kids(doc, i, "advcl")
        for m in kids(doc, c, "mark")
    )


def _reported_past(doc: Doc, i: int) -> bool:
    """True where the clause is the content of something said in the past."""
    parse = doc.parse
    for _ in range(4):
        head = parse.head[i]
        if head < 0:
            return any(parse.tag[c] in PAST_REPORT for c in kids(doc, i, "parataxis"))
        if base(parse.dep[i]) in ("ccomp", "acl", "parataxis", "advcl") and parse.tag[head] in (
            "VBD",
            "VBN",
            "VBZ",
            "VBP",
            "NN",
            "VBG",
        ):
            return True
        i = head
    return False
