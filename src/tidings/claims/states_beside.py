"""Who it is that a noun is said of: the name beside "commander", "affiliate", "militant".

A name stands beside a noun as what follows it ("militant X", "its affiliate, X"), as what it is an
apposition of ("X, the commander"), or as the subject of its copula ("X is a member").
"""

from __future__ import annotations

from tidings.claims.roster import Roster
from tidings.claims.states_draft import body_kind, case_at, copula_of, is_negated, lemma
from tidings.claims.states_office import is_title
from tidings.claims.syntax import base, case_of, conjuncts, kids, subjects
from tidings.model.doc import Doc

PERSON = frozenset({"person"})
BODIES = frozenset({"org", "force"})
ANY = frozenset({"person", "org", "force", "country", "nationality"})


def holders_of(doc: Doc, roster: Roster, i: int, last: int, kinds: frozenset[str]) -> tuple[list[int], bool]:
    """Heads of those the noun `i` is said of, and whether the text states it (copula) or presupposes it.

    `last`: the noun's last word ("secretary of state"). `kinds`: what they may be. Several names only where
    they are co-ordinated without roles of their own.
    """
    parse = doc.parse
    names = names_after(doc, roster, i, last, kinds)
    if names:
        several = [c for n in names for c in conjuncts(doc, n) if is_name(doc, roster, c, kinds)]
        return names + [c for c in several if c not in names and not kids(doc, c, "nmod:desc")], False
    head, dep = parse.head[i], parse.dep[i]
    if dep == "nmod" and head >= 0 and lemma(doc, head) == "one" and case_of(doc, i) == "of":
        # "X, one of the leaders"
        return holders_of(doc, roster, head, head, kinds)
    apposed = 0 <= head < i and dep in ("appos", "parataxis", "list", "dep")
    if apposed and (_named(doc, roster, head, kinds) or (kinds != PERSON and roster.kind_of(head) in kinds)):
        return [head], False
    before = name_before(doc, roster, i)
    if before is not None and is_name(doc, roster, before, kinds):
        return [before], False
    if copula_of(doc, i) is not None and not is_negated(doc, i):
        found = [s for s in subjects(doc, i) if s != i and roster.kind_of(s) in kinds]
        return [s for s in found if roster.party(s) is not None], True
    return _name_after_body(doc, roster, i, last, kinds), False


def names_after(doc: Doc, roster: Roster, i: int, last: int, kinds: frozenset[str]) -> list[int]:
    """The name that follows the noun: at once, as its apposition, or after a comma."""
    parse = doc.parse
    end = doc.sentence_of(i).last
    if last + 1 < end and is_name(doc, roster, last + 1, kinds) and _starts(roster, last + 1):
        return [last + 1]
    for c in kids(doc, i, "flat", "appos", "nmod:desc", "compound"):
        if c > i and is_name(doc, roster, c, kinds):
            return [c]
    head, dep = parse.head[i], parse.dep[i]
    before = i < head < i + 8 and dep != "nmod:poss" and base(dep) in ("nmod", "compound", "flat", "appos")
    if before and is_name(doc, roster, head, kinds) and not case_of(doc, i):
        return [head]
    return []


def _name_after_body(doc: Doc, roster: Roster, i: int, last: int, kinds: frozenset[str]) -> list[int]:
    """The name after the body that follows the noun, with or without a comma between: "the governor of B, X,
    said", "General Secretary of the forum X"; read off the words, as the parse often takes it for a part of
    the body or for another subject."""
    at, end = _after_body(doc, roster, last), doc.sentence_of(i).last
    comma = at + 1 < end and doc.tokens[at + 1].text == ","
    start = at + 2 if comma else at + 1
    body = roster.entity_at(at)
    if start >= end or (not comma and (body is None or body.kind not in WORKPLACES)):
        return []  # "a spokesman for the minister X" is not X
    while start + 1 < end and doc.parse.dep[start] == "nmod:desc" and doc.parse.head[start] > start:
        start += 1  # "Mr", "Brigadier"
    if not is_name(doc, roster, start, kinds) or not _starts(roster, start):
        return []
    entity = roster.entity_at(start)
    assert entity is not None
    after = entity.last + 1
    following = doc.tokens[after].text if after < end else "."
    closed = following in (",", ".", ";", ")", "—")
    if at > last and comma and after < end:
        # "the head of the council, X said": what follows the name goes on with the clause
        closed = closed or doc.parse.pos[after] in ("VERB", "AUX", "ADV")
    begun = bool(kids(doc, i, "det", "nmod:poss")) or at > last
    return [start] if begun and (closed or not comma) else []


def _after_body(doc: Doc, roster: Roster, last: int) -> int:
    """The last token of the phrases between the noun and the name: "of" or "for" and names or nouns, up to
    the comma or the name; `last` itself where there are none."""
    at, end = last, doc.sentence_of(last).last
    while at + 2 < end and doc.tokens[at + 1].text.lower() in ("of", "for", "at", "in"):
        t = at + 2
        while t < end and not _ends_body(doc, roster, t):
            t += 1
        if t == at + 2:
            break
        at = t - 1
        if t + 2 < end and doc.tokens[t].text == "(" and doc.tokens[t + 2].text == ")":
            at = t + 2
    return at


def _ends_body(doc: Doc, roster: Roster, t: int) -> bool:
    """Whether no phrase of a body goes on at the token."""
    entity = roster.entity_at(t)
    if entity is not None and entity.kind == "person" and not is_title(doc, roster, t):
        return True
    if entity is not None and entity.first < t:
        return False
    if doc.tokens[t].text.lower() in ("of", "for", "at", "in"):
        return True
    return doc.parse.pos[t] not in ("NOUN", "PROPN", "ADJ", "DET", "CCONJ", "NUM")


def name_before(doc: Doc, roster: Roster, i: int) -> int | None:
    """The name before the comma in "NAME, a … noun", read off the words: the parse often hangs the
    apposition elsewhere."""
    start = doc.sentence_of(i).first
    t = i
    while t > start and t > i - 12 and doc.tokens[t].text != ",":
        t -= 1
    if (
        t <= start
        or doc.tokens[t].text != ","
        or doc.tokens[t + 1].text.lower() not in ("a", "an", "the", "one")
    ):
        return None
    if any(
        doc.parse.pos[k] in ("VERB", "CCONJ", "SCONJ") and doc.parse.tag[k] not in ("VBN", "VBG")
        for k in range(t, i)
    ):
        return None
    if any(
        role_or_name(doc, roster, k) and doc.parse.head[k] not in range(t, i + 1) for k in range(t + 1, i)
    ):
        return None
    return t - 1


def role_or_name(doc: Doc, roster: Roster, k: int) -> bool:
    """Whether a noun that could be said of the name stands at the token."""
    return doc.parse.dep[k] in ("appos", "root", "nsubj", "obj", "nsubj:pass")


def _starts(roster: Roster, i: int) -> bool:
    entity = roster.entity_at(i)
    return entity is not None and entity.first == i


def is_name(doc: Doc, roster: Roster, i: int, kinds: frozenset[str]) -> bool:
    """A name of one of the kinds, and one with a capital in it: misspelt words are taken for names."""
    entity = roster.entity_at(i)
    if entity is None or (entity.kind not in kinds and body_kind(doc, roster, i) not in kinds):
        return False
    name = entity.span.of(doc.text)
    written = name != name.lower() or (entity.kind == "person" and entity.last > entity.first)
    return written and not is_title(doc, roster, i)


def _named(doc: Doc, roster: Roster, head: int, kinds: frozenset[str]) -> bool:
    if is_name(doc, roster, head, kinds):
        return True
    entity = roster.named_head(head)
    return entity is not None and entity.kind in kinds


def acting_for(doc: Doc, roster: Roster, head: int) -> int:
    """The force that its men stand for: "fighters from the X front" are the front."""
    if roster.entity_at(head) is None and roster.kind_of(head) in ("person", "force"):
        for k in kids(doc, head, "nmod"):
            of = case_at(doc, roster, k) in ("from", "of")
            if of and body_kind(doc, roster, k) in BODIES and roster.cluster(k) is not None:
                return k
        return body_after(doc, roster, head) or head
    return head


WORKPLACES = BODIES | {"facility"}


def body_after(doc: Doc, roster: Roster, last: int) -> int | None:
    """The body in "X of the Berlin-based firm Y", "X, of the observatory Y"; read off the words, since the
    parse often hangs the phrase elsewhere."""
    end = doc.sentence_of(last).last
    link = last + 2 if last + 1 < end and doc.tokens[last + 1].text == "," else last + 1
    if link >= end or doc.tokens[link].text.lower() not in ("of", "from", "with"):
        return None
    for t in range(link + 1, min(link + 11, end)):
        entity = roster.entity_at(t)
        if entity is not None and entity.first == t and is_name(doc, roster, t, WORKPLACES):
            return entity.last
        if doc.parse.pos[t] in ("VERB", "AUX", "ADP", "CCONJ") and doc.tokens[t].text.lower() != "based":
            return None
        if doc.tokens[t].text in (",", ".", ";", ":", "—"):
            return None
    return None
