"""Reading a Universal Dependencies tree: who is the subject here, what stands in which case.

Token arguments and results are document indices. Relations follow UD v2 for English: passive
subjects are `nsubj:pass`, agents `obl:agent`, possessors `nmod:poss`, relative clauses `acl:relcl`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tidings.model.doc import Doc
from tidings.model.span import Span

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
OBJECT_CONTROL = frozenset(
    "ask urge order force allow tell call press pressure compel instruct persuade invite authorize authorise"
    " enable help let make want expect permit encourage command direct push beg implore appeal warn require"
    " lead cause request lobby coerce convince".split()
)
"""Verbs whose object does what the infinitive says: "urged the army to leave"."""
NOT = frozenset({"not", "n't", "n\u2019t", "never"})
"""Lemmas that deny a verb."""
NOT_ONLY = frozenset({"only", "just", "merely", "simply"})
"""Words behind "not" that leave the verb affirmed: "not only killed five"."""
BLAMING = frozenset("accuse suspect blame charge convict condemn criticize criticise".split())


@lru_cache(maxsize=512)
def base(dep: str) -> str:
    """A relation without its subtype. Remembered: asked for every child of every word."""
    return dep.partition(":")[0]


def kids(doc: Doc, i: int, *deps: str) -> tuple[int, ...]:
    """Children of `i` in one of the relations; a relation without subtype takes all its subtypes."""
    below = doc.children(i)
    if not below:
        return ()
    rel = doc.parse.dep
    return tuple([c for c in below if rel[c] in deps or base(rel[c]) in deps])


def kid(doc: Doc, i: int, *deps: str) -> int | None:
    found = kids(doc, i, *deps)
    return found[0] if found else None


def case_of(doc: Doc, i: int) -> str:
    """The preposition of a nominal in lower case ("because of" whole), "" where it has none."""
    parse = doc.parse
    for c in kids(doc, i, "case", "mark"):
        if parse.pos[c] == "PART" and parse.lemma[c] in ("'s", "'", "’s", "’"):
            continue
        words = [doc.tokens[c].text.lower()]
        words += [doc.tokens[k].text.lower() for k in kids(doc, c, "fixed")]
        return " ".join(words)
    return ""


def conjuncts(doc: Doc, i: int) -> tuple[int, ...]:
    """`i` and what is co-ordinated with it, nested co-ordination included, in text order; also what hangs
    on its name ("General X and Major Y" with "Major" under "X"), and several that are taken for an apposition
    to one ("a priest, two students and a cook")."""
    out, queue = [i], [i]
    while queue:
        at = queue.pop()
        beside = [c for k in kids(doc, at, "flat", "appos") for c in kids(doc, k, "conj")]
        for c in (*kids(doc, at, "conj"), *beside, *_listed(doc, at)):
            if c not in out:
                out.append(c)
                queue.append(c)
    return tuple(sorted(out))


def first_conjunct(doc: Doc, i: int) -> int:
    """The first of those that a token is co-ordinated with, itself where it is with none before it."""
    while base(doc.parse.dep[i]) == "conj":
        i = doc.parse.head[i]
    return i


def is_told_after(doc: Doc, clause: int) -> bool:
    """Whether a clause says after, before or since what another deed was: "after rockets hit the port"."""
    marks = {doc.tokens[m].text.lower() for m in kids(doc, clause, "mark")}
    return base(doc.parse.dep[clause]) == "advcl" and bool(marks & {"after", "before", "since"})


def _listed(doc: Doc, i: int) -> list[int]:
    """Counted plurals between a singular and what is co-ordinated with it; names with a title of their own
    beside a name ("Prime Minister X, Chancellor Y and President Z")."""
    tag = doc.parse.tag
    if tag[i] not in ("NN", "NNP"):
        return []
    beside = [a for a in kids(doc, i, "appos") if a > i]
    named = [a for a in beside if tag[i] == tag[a] == "NNP" and kids(doc, i, "flat") and kids(doc, a, "flat")]
    last = max(kids(doc, i, "conj"), default=-1)
    several = [a for a in beside if a < last and tag[a] == "NNS" and kids(doc, a, "nummod")]
    return [a for a in named if kids(doc, a, "nmod:desc")] + several


def is_verb(doc: Doc, i: int) -> bool:
    return doc.parse.pos[i] == "VERB"


def is_passive(doc: Doc, i: int) -> bool:
    """Passive clause, or a bare past participle that modifies a noun ("troops killed in Taji")."""
    parse = doc.parse
    if kids(doc, i, "aux:pass"):
        return True
    if kids(doc, i, "nsubj:pass") or kids(doc, i, "csubj:pass"):
        return not kids(doc, i, "obj")  # "a bomb killed 43": the parser's slip
    if parse.tag[i] == "VBN" and not kids(doc, i, "aux"):
        if parse.dep[i] in ("acl", "advcl", "amod"):
            return True
        if parse.dep[i] in ("conj", "xcomp") and parse.head[i] >= 0:
            head = parse.head[i]
            return parse.tag[head] == "VBN" and is_passive(doc, head) and not kids(doc, i, "obj")
    return False


def antecedent(doc: Doc, i: int) -> int:
    """The noun that a relative pronoun stands for; `i` itself where it is none."""
    parse = doc.parse
    if parse.lemma[i].lower() not in RELATIVE or parse.pos[i] not in ("PRON", "DET", "SCONJ"):
        return i
    verb = parse.head[i]
    for _ in range(4):
        if verb < 0:
            return i
        if parse.dep[verb] == "acl:relcl":
            return parse.head[verb] if parse.head[verb] >= 0 else i
        if parse.dep[verb] == "parataxis" and doc.tokens[i].text == "who":
            inside = i > doc.sentence_of(i).first
            return (
                i - 1 if inside and parse.pos[i - 1] in ("NUM", "NOUN") else i
            )  # "counts 52 who were taken"
        verb = parse.head[verb]
    return i


def subjects(doc: Doc, verb: int, *, depth: int = 0) -> tuple[int, ...]:
    """Heads of the surface subject of `verb` with its conjuncts: through co-ordination, control,
    participles and relative clauses. Empty where none can be told."""
    if depth > 6:
        return ()
    parse = doc.parse
    own = [c for c in kids(doc, verb, "nsubj") if base(parse.dep[c]) == "nsubj"]
    if own:
        return conjuncts(doc, antecedent(doc, own[0]))
    head, dep = parse.head[verb], parse.dep[verb]
    if head < 0:
        return ()
    if dep == "acl:relcl":
        # no subject of its own: the gap is the subject
        return (head,)
    if dep == "acl":
        if parse.tag[verb] in ("VBG", "VBN"):
            return (head,)
        if doc.sentence_of(verb).kind == "headline" and infinitive(doc, verb) and parse.head[head] < 0:
            return conjuncts(doc, head)  # "India to boycott summit"
        return owner_of(doc, head, depth=depth)
    if dep == "amod" and parse.tag[verb] in ("VBG", "VBN"):
        return (head,)
    if dep == "conj":
        if is_passive(doc, head) and not is_passive(doc, verb) and parse.tag[verb] != "VBN":
            return subjects(doc, head, depth=depth + 1)
        return subjects(doc, head, depth=depth + 1)
    if (
        parse.tag[verb] == "VBG"
        and parse.lemma[head].lower() in BLAMING
        and dep in ("advcl", "acl", "obl", "xcomp")
    ) and case_of(doc, verb) in ("of", "for", "with", "over"):
        return objects(doc, head)  # "accused the army of killing": the army kills
    if dep == "xcomp" and parse.lemma[head].lower() in ("quote", "cite"):
        return objects(doc, head)
    if dep in ("xcomp", "ccomp") and (dep == "xcomp" or infinitive(doc, verb)):
        told = kids(doc, head, "iobj")
        if told and not is_passive(doc, head):
            return conjuncts(doc, antecedent(doc, told[0]))
        if parse.lemma[head] in OBJECT_CONTROL:
            controlled = kids(doc, head, "obj", "iobj")
            if controlled and not is_passive(doc, head):
                return conjuncts(doc, antecedent(doc, controlled[0]))
            if parse.lemma[head] in ("call", "appeal", "press"):
                for o in kids(doc, head, "obl"):
                    if case_of(doc, o) in ("on", "upon", "to", "for"):
                        return conjuncts(doc, o)
        return subjects(doc, head, depth=depth + 1)
    if (
        dep in ("advcl", "xcomp", "obl")
        and parse.lemma[head].lower() in ("quote", "cite")
        and case_of(doc, verb) == "as"
    ):
        return objects(doc, head)  # "quoted an official as saying"
    open_clause = infinitive(doc, verb) or parse.tag[verb] in ("VBG", "VBN")
    if dep in ("advcl", "parataxis") and open_clause and parse.pos[head] in ("VERB", "ADJ", "NOUN", "PROPN"):
        return subjects(doc, head, depth=depth + 1)
    return ()


def owner_of(doc: Doc, noun: int, *, depth: int) -> tuple[int, ...]:
    """Who has the noun of "a plan to leave", "his decision to strike", "the army's failure to stop"."""
    parse = doc.parse
    owners = kids(doc, noun, "nmod:poss")
    if owners:
        return conjuncts(doc, owners[0])
    for c in kids(doc, noun, "nmod"):
        if case_of(doc, c) in ("by", "for", "of") and parse.pos[c] in ("PROPN", "NOUN", "PRON"):
            return conjuncts(doc, c)
    head = parse.head[noun]
    if head >= 0 and is_verb(doc, head) and base(parse.dep[noun]) in ("obj", "obl"):
        return subjects(doc, head, depth=depth + 1)
    for c in kids(doc, noun, "amod", "compound"):
        if parse.tag[c] in ("NNP", "NNPS") or parse.pos[c] == "PROPN" or doc.tokens[c].text[:1].isupper():
            return (c,)
    return ()


def infinitive(doc: Doc, verb: int) -> bool:
    return any(doc.parse.lemma[c] == "to" and doc.parse.pos[c] == "PART" for c in kids(doc, verb, "mark"))


def objects(doc: Doc, verb: int, *, depth: int = 0) -> tuple[int, ...]:
    """Heads of what `verb` is done to: object, or subject of the passive, or the relative gap."""
    parse = doc.parse
    if is_passive(doc, verb):
        return subjects(doc, verb)
    own = kids(doc, verb, "obj") or kids(doc, verb, "iobj")
    if own:
        return conjuncts(doc, antecedent(doc, own[0]))
    head, dep = parse.head[verb], parse.dep[verb]
    if dep == "acl:relcl" and head >= 0 and kids(doc, verb, "nsubj"):
        subject = kids(doc, verb, "nsubj")[0]
        if parse.lemma[subject].lower() not in RELATIVE and not kids(doc, verb, "ccomp"):
            return (head,)
    if dep == "conj" and head >= 0:
        # "burst in and shot and killed the judge" hangs all three on the first
        for twin in kids(doc, head, "conj"):
            near = verb - 3 <= twin < verb and is_verb(doc, twin)
            behind = [o for o in kids(doc, twin, "obj") if o > verb] if near else []
            if behind:
                return conjuncts(doc, antecedent(doc, behind[0]))
    shared = dep == "conj" and 0 <= head < verb and depth < 3 and is_verb(doc, head)
    if shared and not kids(doc, verb, "obl", "xcomp", "ccomp", "nsubj"):
        # "shelled and stormed the town" hangs the object on either verb
        return objects(doc, head, depth=depth + 1)
    if own == () and depth == 0:
        for c in kids(doc, verb, "conj"):
            if is_verb(doc, c) and not kids(doc, c, "nsubj") and c - verb <= 3 and kids(doc, c, "obj"):
                return objects(doc, c, depth=1)
    return ()


def agents(doc: Doc, verb: int) -> tuple[int, ...]:
    """Heads of who does `verb`: the subject, or the passive's by-phrase."""
    if not is_passive(doc, verb):
        return subjects(doc, verb)
    for c in kids(doc, verb, "obl"):
        if doc.parse.dep[c] == "obl:agent" or case_of(doc, c) == "by":
            return conjuncts(doc, c)
    if doc.parse.dep[verb] == "acl" and doc.parse.tag[verb] == "VBN":
        # "drones launched by Russia", where the parser hung "by Russia" on the drones
        for c in kids(doc, doc.parse.head[verb], "nmod"):
            if c > verb and case_of(doc, c) == "by":
                return conjuncts(doc, c)
    return ()


def obliques(doc: Doc, i: int, *cases: str) -> tuple[int, ...]:
    """Heads of obliques and nominal modifiers of `i` in one of the cases, conjuncts included."""
    out: list[int] = []
    for c in kids(doc, i, "obl", "nmod"):
        if doc.parse.dep[c] == "nmod:poss":
            continue
        if not cases or case_of(doc, c) in cases:
            out.extend(conjuncts(doc, c))
    return tuple(dict.fromkeys(out))


def noun_span(doc: Doc, head: int) -> tuple[int, int]:
    """First and last token of the noun phrase's core: determiners and modifiers before the head,
    flat names after it, and an of-phrase; no relative clauses, appositions or conjuncts."""
    parse = doc.parse
    first = last = head
    for c in doc.children(head):
        dep = base(parse.dep[c])
        if dep in (
            "det",
            "amod",
            "nummod",
            "compound",
            "advmod",
            "nmod",
            "flat",
            "goeswith",
            "name",
            "fixed",
        ):
            if c < head and (parse.dep[c] == "nmod:poss" or dep != "nmod" or not case_of(doc, c)):
                tree = [t for t in doc.subtree(c) if t < head]
                if tree and dep != "advmod":
                    first = min(first, tree[0])
                elif tree:
                    first = min(first, c)
            elif c > head and dep in ("flat", "goeswith", "name", "fixed", "compound"):
                last = max(last, doc.subtree(c)[-1])
    while last + 1 < len(doc.tokens) and doc.tokens[last + 1].text == "-" and last + 2 <= head:
        last += 1
    return first, last


def with_of(doc: Doc, head: int) -> tuple[int, int]:
    """Like noun_span, with the first of-phrase after the head ("members of the security forces")."""
    first, last = noun_span(doc, head)
    for c in kids(doc, head, "nmod"):
        if c > head and case_of(doc, c) == "of" and c - last <= 8:
            sub_first, sub_last = noun_span(doc, c)
            if sub_first >= last:
                return first, max(last, sub_last)
    return first, last


def ancestors(doc: Doc, i: int) -> Iterator[int]:
    """Heads from `i`'s own upwards to the sentence's root."""
    seen = 0
    i = doc.parse.head[i]
    while i >= 0 and seen < 200:
        yield i
        i = doc.parse.head[i]
        seen += 1


def determiner(doc: Doc, noun: int) -> str:
    d = kid(doc, noun, "det")
    return doc.parse.lemma[d].lower() if d is not None else ""


def definite(doc: Doc, noun: int) -> bool:
    """Whether a noun has "the", "this" or an owner, and so points at something known."""
    return determiner(doc, noun) in ("the", "this", "that", "these", "those") or bool(
        kids(doc, noun, "nmod:poss")
    )


ANSWERS = frozenset("response retaliation revenge reprisal answer reaction retribution".split())


def answer_to(doc: Doc, i: int) -> int | None:
    """The noun of answering that a token hangs under: of "fired rockets in response to a strike that killed
    three" that is "response", for the strike as well as the killing."""
    below = i
    for up in ancestors(doc, i):
        if doc.parse.lemma[up].lower() in ANSWERS and case_of(doc, below) in ("to", "for", "against"):
            return up
        below = up
    return None


def in_quotation(doc: Doc, i: int) -> bool:
    """Whether a token stands between quotation marks."""
    at = doc.tokens[i].start
    return any(q.start <= at < q.end for q in doc.quotes)


ANTI = "anti-"
AGAINST = re.compile(r"anti-(?!balaka)[\w’'-]+", re.I)


def is_against(doc: Doc, i: int) -> bool:
    """Whether a word names whom something is against: "anti-India", "anti-government"; a militia of the
    Central African Republic calls itself anti-Balaka."""
    return AGAINST.fullmatch(doc.tokens[i].text) is not None


def named_in(doc: Doc, span: Span) -> Span:
    """The span of a word alone without "anti-"."""
    against = AGAINST.fullmatch(span.of(doc.text))
    return Span(span.start + len(ANTI), span.end) if against else span
