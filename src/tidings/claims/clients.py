"""Whom a lawyer's client is: "Lopez's lawyer said his client …", "the lawyer for Lopez said her client …"."""

from __future__ import annotations

from typing import Final

from tidings.claims.syntax import case_of, is_verb, kids, objects
from tidings.model.doc import Doc

LAWYERS: Final = frozenset("lawyer attorney counsel solicitor barrister advocate".split())
SPEAKING: Final = frozenset("represent defend".split())
BACK: Final = 1
"""Sentences before in which the lawyer is named."""


def client_meant(doc: Doc, noun: int) -> int | None:
    """Head token of who "her client" is: whose lawyer was named last before it; None where nobody's was."""
    parse = doc.parse
    if parse.lemma[noun].lower() != "client" or not any(
        parse.pos[k] == "PRON" for k in kids(doc, noun, "nmod:poss")
    ):
        return None
    first = doc.sentences[max(0, doc.tokens[noun].sent - BACK)].first
    for t in range(noun - 1, first - 1, -1):
        if parse.lemma[t].lower() in LAWYERS and (whose := _whose(doc, t)) is not None:
            return whose
    return None


def _whose(doc: Doc, lawyer: int) -> int | None:
    """Whom a lawyer speaks for."""
    for k in kids(doc, lawyer, "nmod:poss"):
        return k
    for k in kids(doc, lawyer, "nmod"):
        if case_of(doc, k) in ("for", "of"):
            return k
    for k in kids(doc, lawyer, "acl"):
        if is_verb(doc, k) and doc.parse.lemma[k].lower() in SPEAKING:
            return next(iter(objects(doc, k)), None)
        if doc.parse.lemma[k].lower() in ("speak", "act"):
            return next((o for o in kids(doc, k, "obl") if case_of(doc, o) == "for"), None)
    return None
