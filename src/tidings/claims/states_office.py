"""Which nouns name an office.

A role's head is a noun of nouns.tsv's classes office and rank, or of `office`, `rank` and `chair` in
states.tsv; "member" counts only in a parliament or council, who runs for an office only where it is said for
which or for whom.
"""

from __future__ import annotations

from tidings.claims.roster import Roster
from tidings.claims.states_draft import is_a, lemma, modifiers
from tidings.claims.states_words import classes
from tidings.claims.syntax import case_of, kids
from tidings.mentions.lexicon import noun_classes
from tidings.model.doc import Doc

GENERALS = frozenset(
    "secretary attorney director inspector consul governor solicitor comptroller accountant surgeon auditor "
    "prosecutor advocate procurator registrar commissioner postmaster".split()
)
"""Offices whose name ends in "general"."""
PUBLIC = frozenset("district state county city federal u.s. us assistant commonwealth general".split())
"""What makes an attorney an office."""
EX = "ex-"


def office_word(doc: Doc, i: int) -> str:
    """The noun's lemma in lower case, "ex-" left out."""
    word = lemma(doc, i)
    return word.removeprefix(EX) if len(word) > len(EX) + 1 else word


def role_class(doc: Doc, i: int) -> str:
    """office, rank, chair or "" for a token."""
    if doc.parse.pos[i] not in ("NOUN", "PROPN"):
        return ""
    word = office_word(doc, i)
    form = doc.tokens[i].text if word == lemma(doc, i) else word
    said = classes(word, form)
    kinds = {kind for name, kind in noun_classes().get(word, ()) if name == "role"}
    if "contender" in said:
        return "office" if modifiers(doc, i) else ""
    if word != "member" and "not-office" in said:
        return "chair" if "chair" in said else ""
    if word == "attorney":
        # the state's; "his attorney" is a lawyer
        public = PUBLIC & {lemma(doc, k) for k in modifiers(doc, i)}
        return "office" if public or general_after(doc, i) is not None else ""
    if word == "lady":
        return "office" if i and doc.tokens[i - 1].text.lower() == "first" else ""
    if word == "figure":
        return "office" if any(is_a(doc, k, "senior") for k in modifiers(doc, i)) else ""
    if "chair" in said:
        return "chair"
    if "office" in said:
        return "office"
    if word == "member":
        return "office" if _has_seat(doc, i) else ""
    return "rank" if "rank" in kinds or "rank" in said else "office" if "office" in kinds else ""


def _has_seat(doc: Doc, i: int) -> bool:
    """ "member of parliament", "a provincial council member"."""
    of = [c for c in kids(doc, i, "nmod") if case_of(doc, c) == "of"]
    return any(is_a(doc, c, "seat") for c in (*of, *modifiers(doc, i)))


def is_title(doc: Doc, roster: Roster, i: int) -> bool:
    """Whether the name that the reader found at the noun is but a title: "the Minister of Labour", "the
    Attorney General". No word of it then says who."""
    entity = roster.entity_at(i)
    if entity is None or entity.kind != "person":
        return False
    if title_before(doc, entity.last) is not None:
        return entity.last - entity.first <= 2
    first = entity.first if role_class(doc, entity.first) else i
    of = first + 1 <= entity.last and doc.tokens[first + 1].text.lower() in ("of", "for")
    return bool(role_class(doc, first)) and (of or (first == entity.last and first > entity.first))


def is_titled_office(doc: Doc, roster: Roster, i: int) -> bool:
    """Whether the name at the noun is an office's and no body's: "the UN High Commissioner for Refugees",
    not "the Office of the Prime Minister"."""
    entity = roster.entity_at(i)
    if entity is None or entity.kind not in ("org", "other") or role_class(doc, i) != "office":
        return False
    before = any(doc.parse.pos[t] in ("ADP", "CCONJ") for t in range(entity.first, i))
    after = i == entity.last or doc.tokens[i + 1].text.lower() in ("for", "of", "to", "on")
    return after and not before


def title_before(doc: Doc, i: int) -> int | None:
    """ "secretary" before "general" in "Secretary-General" and "attorney general"."""
    if lemma(doc, i) != "general":
        return None
    before = i - 2 if i >= 2 and doc.tokens[i - 1].text == "-" else i - 1
    return before if before >= 0 and doc.tokens[before].text.lower() in GENERALS else None


def general_after(doc: Doc, i: int) -> int | None:
    """ "general" after "secretary"."""
    after = i + 2 if i + 2 < len(doc.tokens) and doc.tokens[i + 1].text == "-" else i + 1
    return after if after < len(doc.tokens) and title_before(doc, after) == i else None
