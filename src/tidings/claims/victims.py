"""How many people nouns stand for: their numbers, a person each, the sum of those that are joined.

A total told with its parts ("15 people, seven soldiers and eight civilians") counts once; a singular person
without a number is one; a family, a crew or a couple is as many as its "of" says.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from tidings.claims.roster import Roster
from tidings.claims.syntax import case_of, conjuncts, determiner, kids
from tidings.mentions.counts import add_counts, count_of_phrase
from tidings.model.doc import Doc
from tidings.model.mention import Count
from tidings.model.record import Number
from tidings.model.span import Span

COLLECTIVES: Final = frozenset(
    "family crew group team crowd staff gang band squad mob delegation party unit convoy patrol population"
    " community leadership police troop force army militia opposition public personnel military navy cell"
    " household clan tribe company platoon audience congregation majority minority rest half number".split()
)
"""Singular nouns that are several people: without a number they count nobody."""
QUANTITIES: Final = frozenset(
    "handful lot bunch series wave surge string spate trickle host rash few".split()
)
PAIRS: Final = frozenset({"pair", "duo", "couple", "twin"})
ANYBODY: Final = frozenset(
    "people person other man woman child civilian victim resident individual body member passenger".split()
)
"""Nouns for people of whatever sort: those that another figure counts may be among them."""
KIN: Final = frozenset(
    "father mother brother sister son daughter wife husband uncle aunt nephew niece cousin grandfather"
    " grandmother grandson granddaughter stepfather stepmother baby child girlfriend boyfriend".split()
)
"""Nouns of which two in a row are two people also without an article: "his father and brother"."""
ALONE: Final = frozenset({"he", "she", "him", "her", "his", "himself", "herself", "another", "one"})
"""Words that stand for one person by themselves."""


def people_counted(
    doc: Doc, roster: Roster, heads: tuple[int, ...] | list[int], *, one: bool = True
) -> Number | None:
    """The sum over the heads that count people; None where the first of them has no count.

    One that is not counted after one that is leaves the sum open. `one`: a singular person without a
    number counts as one.
    """
    total: Count | None = None
    spans: list[Span] = []
    once = told_once(doc, heads)
    for h in once[:1] if _is_total(doc, once) else once:
        count = count_of(doc, roster, h, one=one)
        if total is not None and _is_role(doc, once, h):
            continue
        if count is None:
            if total is None or (h + 1 in once and doc.parse.pos[h + 1] == "PROPN"):
                continue  # "Captain X and paramedic Y", each word of the latter taken for one of the list
            return Number((total.low, None), tuple(spans))
        if total is not None and total.first == count.first:
            continue  # "the captain and four crew members": one number reached from both
        total = count if total is None else add_counts(total, count)
        spans.append(count.span)
    if total is None or (total.low is None and total.high is None):
        return None
    return Number((total.low, total.high), tuple(spans))


def _is_role(doc: Doc, heads: list[int], h: int) -> bool:
    """Whether a noun without an article says another thing of the one before: "the activist and commentator
    Kem Ley was shot", "a speaker, or spokesman, of the village"."""
    parse = doc.parse
    first = parse.head[h]
    if parse.dep[h] != "conj" or first not in heads or not parse.tag[h] == parse.tag[first] == "NN":
        return False
    if kids(doc, h, "det", "nmod:poss", "nummod") or parse.lemma[h].lower() in KIN:
        return False
    named = any(parse.tag[k] == "NNP" and k > h for n in (first, h) for k in kids(doc, n, "appos", "flat"))
    verb = parse.head[first]
    helpers = kids(doc, verb, "aux", "aux:pass", "cop") if verb >= 0 else ()
    return named or any(doc.tokens[k].text.lower() in ("was", "is", "has") for k in helpers)


def people_with(doc: Doc, roster: Roster, verb: int, heads: tuple[int, ...] | list[int]) -> Number | None:
    """As people_counted, with those to whom the same was done: "was held along with five of his aides"."""
    number = people_counted(doc, roster, heads)
    if number is None:
        return None
    more = [k for k in kids(doc, verb, "obl") if is_along(doc, k)]
    more += [k for h in heads for k in kids(doc, h, "nmod") if is_along(doc, k)]
    them = people_counted(doc, roster, [c for k in more for c in conjuncts(doc, k)], one=False)
    if them is None:
        return number
    return both(number, them)


def both(a: Number, b: Number) -> Number:
    """Two figures of different people together."""
    (low, high), (more_low, more_high) = a.value, b.value
    total = (
        None if low is None or more_low is None else low + more_low,
        None if high is None or more_high is None else high + more_high,
    )
    return Number(total, (*a.spans, *b.spans))


def are_others(doc: Doc, a: Number, b: Number) -> bool:
    """Whether two figures count people of different sorts, so that none is in both: rebels and soldiers."""
    sorts = [_sorts(doc, number) for number in (a, b)]
    return bool(sorts[0] and sorts[1]) and not (sorts[0] & sorts[1] or (sorts[0] | sorts[1]) & ANYBODY)


def _sorts(doc: Doc, number: Number) -> set[str]:
    """The lemmas of what the words of a figure count, empty where some count nothing or no exact number."""
    out: set[str] = set()
    if number.value[0] is None or number.value[0] != number.value[1]:
        return set()
    for span in number.spans:
        at = bisect_left(doc.tokens, span.end, key=lambda token: token.end)
        head = doc.parse.head[at] if at < len(doc.tokens) else -1
        if head <= at or doc.parse.dep[at] != "nummod":
            return set()
        out.add(doc.parse.lemma[head].lower())
    return out


def is_along(doc: Doc, k: int) -> bool:
    """Whether a noun stands behind "along with" or "together with", or others behind "with"."""
    words = [c for c in kids(doc, k, "case") if c < k]
    of = of_phrase(doc, k) if doc.parse.pos[k] == "NUM" else [k]
    for c in words:
        if doc.tokens[c].text.lower() == "with":
            before = doc.tokens[c - 1].text.lower() if c else ""
            return before in ("along", "together") or any(doc.parse.lemma[o].lower() == "other" for o in of)
    return False


def _is_total(doc: Doc, heads: list[int]) -> bool:
    """Whether the first number is that of the others together: "15 people, seven soldiers and eight
    civilians", of which the parser may hang the soldiers below the people and the civilians beside them."""
    if len(heads) < 2 or doc.parse.lemma[heads[0]].lower() not in ("people", "person", "victim"):
        return False
    parts = sorted({*heads[1:], *(c for a in kids(doc, heads[0], "appos") for c in conjuncts(doc, a))})
    counts = [_exact(doc, h) for h in (heads[0], *parts)]
    exact = [n for n in counts if n is not None]
    return len(exact) == len(counts) and exact[0] == sum(exact[1:])


def _exact(doc: Doc, h: int) -> int | None:
    """The number of the noun, one of "a nurse"."""
    if (found := count_of_phrase(doc, h)) is not None:
        return found.low if found.low == found.high else None
    return 1 if doc.parse.tag[h] == "NN" and determiner(doc, h) in ("a", "an") else None


def told_once(doc: Doc, heads: tuple[int, ...] | list[int]) -> list[int]:
    """The heads without the parts of a counted one before them, and without verbs, which the parser hangs
    on a number ("killed 3 and wounded 11"); with the members of a list that it takes for an apposition
    ("two teachers, a nurse and a driver", "a woman, her sister and two neighbours")."""
    parse = doc.parse
    out: list[int] = []
    for h in heads:
        slip = parse.pos[h] in ("VERB", "ADP", "PUNCT") or _of_others(doc, h)
        if out and slip and parse.dep[h] == "conj":
            continue
        if out and _shares(doc, h) and count_of_phrase(doc, out[-1]) is not None:
            continue
        whole = next((c for c in out if _part_of(doc, h, c) or _is_included(doc, h, c)), None)
        if whole is not None and count_of_phrase(doc, whole) is not None:
            continue
        out.append(h)
        for a in kids(doc, h, "appos"):
            listed = parse.tag[h] == "NNS" and parse.tag[a] == "NN" and determiner(doc, a) in ("a", "an")
            related = parse.tag[h] == "NN" and kids(doc, a, "nmod:poss")
            names = parse.tag[h] == "NNS" and parse.tag[a] == "NNP" and count_of_phrase(doc, h) is None
            if (listed or related or names) and any(
                c > a for c in (*kids(doc, h, "conj"), *kids(doc, a, "conj"))
            ):
                out.append(a)
    return sorted(dict.fromkeys(out))


def _of_others(doc: Doc, h: int) -> bool:
    """Whether the parser took a verb for an adjective: "killed 70 people and wounded scores"."""
    return any(doc.parse.lemma[c].lower() in ("wound", "injure") for c in kids(doc, h, "amod"))


def _shares(doc: Doc, h: int) -> bool:
    """Whether a plural has no word of its own, and so part in the number before: "850 men and boys", "20
    drivers, porters, and guards"."""
    parse = doc.parse
    if parse.dep[h] != "conj" or not _is_bare(doc, h):
        return False
    row = [c for c in conjuncts(doc, parse.head[h]) if parse.head[h] < c <= h]
    return h - parse.head[h] == 2 * len(row) + (len(row) > 1 and doc.tokens[h - 2].text == ",") and all(
        _is_bare(doc, c) for c in row
    )


def _is_bare(doc: Doc, h: int) -> bool:
    """A plural with no word of its own."""
    alone = not kids(doc, h, "det", "nummod", "amod", "nmod", "compound", "advmod")
    return alone and doc.parse.tag[h] in ("NNS", "NNPS")


def _part_of(doc: Doc, h: int, whole: int) -> bool:
    """Whether `h` stands in an apposition of the other."""
    at = h
    for _ in range(4):
        if doc.parse.dep[at] == "appos" and doc.parse.head[at] == whole:
            return True
        if doc.parse.dep[at] != "conj":
            return False
        at = doc.parse.head[at]
        if at < 0:
            return False
    return False


def _is_included(doc: Doc, h: int, whole: int) -> bool:
    """Whether "including" stands between a counted noun and one that is hung beside it without a number, or
    "among them" before that."""
    if any(case_of(doc, k) == "among" and doc.parse.pos[k] == "PRON" for k in kids(doc, h, "nmod", "obl")):
        return True
    if doc.parse.dep[h] != "conj" or kids(doc, h, "nummod"):
        return False
    return any(doc.tokens[k].text.lower() == "including" for k in range(whole + 1, h))


def count_of(doc: Doc, roster: Roster, h: int, *, one: bool) -> Count | None:
    """How many people the noun `h` is, None where it does not say."""
    parse = doc.parse
    lemma = parse.lemma[h].lower()
    found = count_of_phrase(doc, h)
    if found is not None:
        return found
    for a in kids(doc, h, "appos"):
        # "an entire company, 41 men with their captain"
        if parse.tag[h] in ("NN", "NNP") and lemma in COLLECTIVES and (found := count_of_phrase(doc, a)):
            return found
    for a in kids(doc, h, "acl"):
        # "protesters numbering in the thousands"
        if parse.lemma[a].lower() in ("number", "total"):
            for o in kids(doc, a, "obl", "obj"):
                if found := count_of_phrase(doc, o):
                    return found
    here = doc.span(h, h)
    if determiner(doc, h) == "both" or (lemma in PAIRS and parse.tag[h] == "NN"):
        return Count(2, 2, here, h, h)
    if not one:
        return None
    if doc.tokens[h].text.lower() in ALONE:
        return Count(1, 1, here, h, h)
    if doc.tokens[h].text.lower() == "them":
        return _those(doc, h)
    kind = roster.kind_of(h)
    unknown = (
        (
            (kind is None and parse.pos[h] == "NOUN")
            or kind in ("country", "nationality")  # "a Belgian"
            or lemma.endswith(("ian", "ist", "man"))  # "a bomb technician", named as the bomb is
        )
        and determiner(doc, h) in ("a", "an", "another")
        and parse.dep[h] in ("nsubj:pass", "obj", "conj") and lemma not in QUANTITIES
    )  # fmt: skip
    if lemma in COLLECTIVES and kids(doc, h, "acl:relcl") and (of := of_phrase(doc, h)):
        return count_of(doc, roster, of[0], one=True)  # "the family of a teacher who was killed"
    if lemma in COLLECTIVES or not (kind == "person" or unknown):
        return None
    if parse.tag[h] not in ("NN", "NNP") and not (unknown and parse.tag[h] == "JJ"):
        return None
    if (
        parse.tag[h] == "NNP"
        or determiner(doc, h) in ("a", "an", "the", "one", "another", "its", "their")
        or kids(doc, h, "nmod:poss", "appos", "flat")
        or (lemma in KIN and parse.dep[h] == "conj")
        or (parse.dep[h] in ("conj", "nsubj:pass", "obj") and roster.named_head(h) is not None)
        or doc.sentence_of(h).kind == "headline"
    ):
        return Count(1, 1, here, h, h)
    return None


def _those(doc: Doc, h: int) -> Count | None:
    """The number of "them" in a clause joined to one whose object they are: "seized four and shot them"."""
    verb = doc.parse.head[h]
    above = doc.parse.head[verb] if verb >= 0 and doc.parse.dep[verb] in ("conj", "advcl") else -1
    own = kids(doc, above, "obj") if above >= 0 else ()
    return count_of_phrase(doc, own[0]) if own else None


def of_phrase(doc: Doc, noun: int) -> list[int]:
    """Heads of the noun's "of"."""
    return [k for k in kids(doc, noun, "nmod") if case_of(doc, k) == "of"]
