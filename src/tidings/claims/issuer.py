"""Who speaks in a communiqué: whom "we" means outside quotation marks.

A report that says "we" at least twice in its own voice is one where a body is named as issuing it: it has
signed it ("(signed) the General Command"), it stands with the paper ("communiqué issued by the Front") or
beside the word ("we, the Free Officers"), or it does something by speech in the present tense ("the Front
rejects the plan") and "we" stands in that sentence or the next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tidings.claims.syntax import base, case_of, in_quotation, kids, objects
from tidings.model.doc import Doc

if TYPE_CHECKING:
    from tidings.claims.roster import Roster

WE: Final = frozenset({"we", "our", "us"})
TIMES: Final = 2
"""How often a report says "we" in its own voice that is a communiqué."""
FIRST: Final = 6
"""Sentences in which a body introduces itself."""
SIGNED: Final = re.compile(r"(?:\(\s*signed\s*\)|\b[Ss]igned\s*(?:by|:))")
PAPERS: Final = frozenset(
    "communique communiqué statement declaration release message appeal bulletin proclamation manifesto"
    " pronouncement".split()
)
DECLARING: Final = frozenset(
    "state notify announce declare express inform communicate proclaim convey salute condemn denounce"
    " reiterate reject welcome".split()
)


def issuer_of(doc: Doc, roster: Roster) -> int | None:
    """The head of the body whose communiqué the report is; None where it is none."""
    if sum(is_own_voice(doc, t.i) for t in doc.tokens) < TIMES:
        return None
    for signed in SIGNED.finditer(doc.text):
        for t in doc.tokens:
            if signed.end() <= t.start < signed.end() + 60 and _is_body(doc, roster, t.i):
                return t.i
    for t in doc.tokens:
        if is_own_voice(doc, t.i):
            beside = [k for k in kids(doc, t.i, "appos") if _is_body(doc, roster, k)]
            if beside:
                return beside[0]
    return next((t.i for t in doc.tokens if t.sent < FIRST and _issues(doc, roster, t.i)), None)


def is_own_voice(doc: Doc, i: int) -> bool:
    """Whether a token is a "we" outside quotation marks."""
    return doc.parse.pos[i] == "PRON" and doc.tokens[i].text.lower() in WE and not in_quotation(doc, i)


def _issues(doc: Doc, roster: Roster, i: int) -> bool:
    parse, head = doc.parse, doc.parse.head[i]
    if head < 0 or not _is_body(doc, roster, i):
        return False
    if base(parse.dep[i]) == "nsubj":
        here = doc.sentence_of(i)
        last = doc.sentences[min(here.i + 1, len(doc.sentences) - 1)].last
        near = any(is_own_voice(doc, t) for t in range(here.first, last))
        present = parse.tag[head] in ("VBZ", "VBP")  # what a reporter tells of is past
        return near and present and parse.lemma[head].lower() in DECLARING
    if case_of(doc, i) not in ("by", "of", "from"):
        return False
    papers = {head, parse.head[head], *objects(doc, head)} - {-1}
    return any(parse.lemma[p].lower() in PAPERS for p in papers)


def _is_body(doc: Doc, roster: Roster, i: int) -> bool:
    named = roster.named_head(i)
    return named is not None and named.kind in ("org", "force") and not kids(doc, i, "conj")
