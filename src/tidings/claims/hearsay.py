"""Deeds that somebody denies, and claims and rumours that another denies or cannot confirm."""

from __future__ import annotations

from tidings.claims.mood import Status, negation
from tidings.claims.syntax import ancestors, base, case_of, is_passive, kids
from tidings.claims.triggers import is_verbal
from tidings.model.doc import Doc

DENIAL_VERBS = frozenset("deny refute disavow".split())
REJECTING = DENIAL_VERBS | frozenset("dismiss reject rebut".split())
CONFIRMING = frozenset("confirm verify corroborate substantiate".split())
HEARSAY = frozenset("report claim allegation rumour rumor assertion suggestion story notion".split())
"""Nouns whose that-clause somebody tells, and another may deny."""
CHARGES = frozenset("charge accusation account".split())
"""The same where they take up what was told before: "a charge that Moscow denied"."""
UNTRUE = frozenset("false untrue baseless unfounded fabricated bogus".split())
UNSURE = frozenset("unconfirmed unverified conflicting unsubstantiated".split())


def denial_above(doc: Doc, i: int) -> Status | None:
    """ "denied that his men were shelling": rule 1 goes before the tense below it."""
    parse, at = doc.parse, i
    for _ in range(4):
        head, dep = parse.head[at], base(parse.dep[at])
        if head < 0:
            return None
        if dep in ("ccomp", "xcomp") and parse.lemma[head].lower() in DENIAL_VERBS:
            return Status("denied", head, f"under {doc.tokens[head].text!r}")
        if parse.dep[at] in ("acl", "ccomp") and parse.lemma[head].lower() in HEARSAY:
            that = any(doc.tokens[m].text.lower() == "that" for m in kids(doc, at, "mark"))
            return _hearsay(doc, head) if that else None
        if dep != "xcomp" and not (dep == "obj" and is_verbal(doc, head)):
            return None
        at = head
    return None


def disputed(doc: Doc, i: int) -> Status | None:
    """Of "a shell killed three, Kyiv said, a charge Moscow denied" what comes before the charge is one's word
    against another's."""
    parse, sentence = doc.parse, doc.sentence_of(i)
    for noun in range(i + 1, sentence.last):
        if parse.lemma[noun].lower() not in HEARSAY | CHARGES or doc.tokens[noun - 2].text != ",":
            continue
        for verb in kids(doc, noun, "acl"):
            lemma = parse.lemma[verb].lower()
            aside = any(parse.dep[t].endswith("relcl") for t in _chain(doc, i))
            if lemma in REJECTING and kids(doc, verb, "nsubj") and not aside:
                return Status(
                    "possible", verb, f"told by one, {doc.tokens[verb].text!r} by another", plain=True
                )
    return None


def _chain(doc: Doc, i: int) -> list[int]:
    return [i, *ancestors(doc, i)]


def _hearsay(doc: Doc, noun: int) -> Status | None:
    """What becomes of "reports that", "a claim that": denied by somebody, denied although another party
    claims it, unconfirmed, false."""
    parse, verb = doc.parse, doc.parse.head[noun]
    role = base(parse.dep[noun])
    for c in kids(doc, noun, "amod"):
        if parse.lemma[c].lower() in UNTRUE:
            return Status("denied", c, f"called {doc.tokens[c].text!r}", plain=True)
        if parse.lemma[c].lower() in UNSURE:
            return Status("possible", c, f"called {doc.tokens[c].text!r}", plain=True)
    if verb < 0 or not is_verbal(doc, verb):
        return None
    lemma, passive = parse.lemma[verb].lower(), is_passive(doc, verb)
    if lemma in REJECTING and (role == "obj" or (role == "nsubj" and passive)):
        whose = kids(doc, noun, "nmod:poss") or [
            c for c in kids(doc, noun, "nmod") if case_of(doc, c) in ("by", "from")
        ]
        if whose:
            return Status(
                "possible", verb, f"claimed by one, {doc.tokens[verb].text!r} by another", plain=True
            )
        return Status("denied", verb, f"{doc.tokens[verb].text!r}", plain=True)
    if lemma in CONFIRMING and negation(doc, verb) is not None and role in ("obj", "nsubj"):
        return Status("possible", verb, f"not {doc.tokens[verb].text}", plain=True)
    return None
