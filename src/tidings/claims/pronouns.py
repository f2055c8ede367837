"""Whom "he", "she", "it", "they" and their forms mean: a trained choice among the parties told before.

Candidates are the names, the described parties ("the two gunmen") and the pronouns of the same sentence
before the pronoun and of the three sentences before it. Each has named features (sort, number, how far, what
both are in their clauses, how often named, who speaks); a table of weights makes them log-odds, and the
likeliest above `EVEN` is meant. The table is made by `training/judge.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tidings.claims.hinted import pair_hints
from tidings.claims.linear import load_linear
from tidings.claims.syntax import ancestors, base, determiner, in_quotation, is_against, subjects
from tidings.model.doc import Doc

if TYPE_CHECKING:
    from tidings.claims.roster import Roster

CLASSES: Final = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}
"""Third-person pronouns by what they agree with."""
BACK: Final = 3
"""Sentences before the pronoun's own that are looked at."""
MOST: Final = 24
"""Candidates looked at, the nearest."""
EVEN: Final = -1.6
"""Log-odds above which the likeliest candidate is meant. Chosen on training/written, reports held out."""
PARTIES: Final = frozenset({"person", "org", "force", "country", "nationality", "place"})
FEMALE: Final = frozenset(
    "woman girl mother wife daughter sister mrs ms miss queen princess actress widow she lady".split()
)
MALE: Final = frozenset(
    "man boy father husband son brother mr king prince gunman cleric sheikh he lord sir".split()
)
NOT_HEADS: Final = frozenset({"flat", "fixed", "goeswith", "compound", "punct", "det", "amod", "case"})


FREEING: Final = frozenset("release free rescue ransom liberate".split())
TAKING: Final = frozenset(
    "abduct kidnap capture seize detain arrest hold take snatch imprison jail intern".split()
)


def is_third_person(doc: Doc, i: int) -> bool:
    return doc.tokens[i].text.lower() in CLASSES and doc.parse.pos[i] in ("PRON", "DET")


def meant(doc: Doc, roster: Roster, i: int) -> int | None:
    """The token whose party the pronoun `i` means, None where no candidate is likely enough."""
    model = load_linear("pronoun")
    best: tuple[float, int] | None = None
    found = candidates(doc, roster, i)
    if (taken := _taken_before(doc, i, found)) is not None:
        return taken
    if (host := _host_of_counterpart(doc, i, found)) is not None:
        return host
    for c, hint in zip(found, pair_hints(doc, "party", i, found), strict=True):
        score = model.score(features(doc, roster, i, c), hint)
        if score > EVEN and (best is None or score > best[0]):
            best = (score, c)
    return best[1] if best else None


def _taken_before(doc: Doc, i: int, found: list[int]) -> int | None:
    """Of "gunmen abducted 12 nuns. They were released", the nuns: who is freed was taken before."""
    parse = doc.parse
    freed = parse.head[i]
    if freed < 0 or parse.lemma[freed].lower() not in FREEING or parse.dep[i] not in ("nsubj:pass", "obj"):
        return None
    for c in reversed(found):
        verb = parse.head[c]
        if verb >= 0 and parse.dep[c] in ("obj", "nsubj:pass") and parse.lemma[verb].lower() in TAKING:
            return c
    return None


def _host_of_counterpart(doc: Doc, i: int, found: list[int]) -> int | None:
    """Of "the king met his Omani counterpart", the king: whose counterpart it is meets him."""
    parse = doc.parse
    if parse.dep[i] != "nmod:poss" or parse.lemma[parse.head[i]].lower() != "counterpart":
        return None
    for verb in ancestors(doc, i):
        for subject in subjects(doc, verb) if parse.pos[verb] == "VERB" else ():
            if subject in found:
                return subject
    return None


def candidates(doc: Doc, roster: Roster, i: int) -> list[int]:
    """Heads of parties before `i`, nearest sentence last; earlier pronouns among them."""
    sent = doc.tokens[i].sent
    own = doc.sentences[sent]
    out: list[int] = []
    for s in range(max(0, sent - BACK), sent + 1):
        sentence = doc.sentences[s]
        if s != sent and sentence.kind in ("byline", "dateline"):
            continue
        out += [t for t in range(sentence.first, min(sentence.last, i)) if _is_candidate(doc, roster, t)]
    if own.kind == "body":
        # "When he arrived, the minister said": the clause before looks ahead
        out += [
            t for t in range(i + 1, own.last)
            if base(doc.parse.dep[t]) == "nsubj" and not is_third_person(doc, t)
            and _is_candidate(doc, roster, t)
            and _in_clause_before(doc, i, t)
        ]  # fmt: skip
    return out[-MOST:]


def _is_candidate(doc: Doc, roster: Roster, t: int) -> bool:
    parse = doc.parse
    if base(parse.dep[t]) in NOT_HEADS and roster.entity_at(t) is None:
        return False
    if is_third_person(doc, t):
        return True
    if parse.pos[t] not in ("NOUN", "PROPN", "ADJ", "NUM") or is_against(doc, t):
        return False
    entity = roster.entity_at(t)
    inside = entity is not None and entity.first <= parse.head[t] <= entity.last
    if inside and base(parse.dep[t]) in ("flat", "compound"):
        return False  # the name's head stands for it
    return roster.kind_of(t) in PARTIES


def _in_clause_before(doc: Doc, i: int, t: int) -> bool:
    """Whether `i` stands in an adverbial clause of the verb whose subject `t` is."""
    verb = doc.parse.head[t]
    below = i
    for up in ancestors(doc, i):
        if up == verb:
            return base(doc.parse.dep[below]) == "advcl"
        below = up
    return False


def features(doc: Doc, roster: Roster, i: int, c: int) -> list[str]:
    """Named features of a pronoun and the head of a party before it."""
    parse = doc.parse
    word = CLASSES[doc.tokens[i].text.lower()]
    apart = doc.tokens[i].sent - doc.tokens[c].sent
    dep, its_dep = _place(doc, i), _place(doc, c)
    kind = roster.kind_of(c) or "thing"
    sort = (
        "pronoun" if is_third_person(doc, c) else "named" if roster.named_head(c) is not None else "described"
    )
    out = [
        word, f"{word} {kind} {sort}", f"{word} {_number(doc, c)} {kind}", f"apart={apart} {word}",
        f"apart={apart} {its_dep}", f"{its_dep} {word}", f"{dep} to {its_dep}",
        f"{dep} to {its_dep} {min(apart, 1)}", f"in {doc.sentence_of(c).kind}",
    ]  # fmt: skip
    if sort == "pronoun":
        same = CLASSES[doc.tokens[c].text.lower()] == word
        out.append(f"{'same' if same else 'other'} pronoun {word} {min(apart, 1)}")
    else:
        out.append(f"{determiner(doc, c) or 'bare'} {sort}")
    gender = _gender(doc, c)
    if gender:
        out.append(f"{word} {gender}")
    if parse.head[i] == parse.head[c] and apart == 0:
        out.append(f"one head {dep} {its_dep}")
    over = _reporting_over(doc, i)
    if over is not None:
        out.append(
            f"{'says it' if parse.head[c] == over and its_dep == 'nsubj' else 'does not say it'} {word}"
        )
    if apart == 0 and c in set(ancestors(doc, i)):
        out.append(f"around it {word}")
    quoted, its = in_quotation(doc, i), in_quotation(doc, c)
    if quoted or its:
        out.append(
            f"quoted {'one' if quoted and its and apart == 0 else 'it' if quoted else 'the other'} {word}"
        )
    if c > i:
        out.append(f"after it {word}")
    cluster = roster.named_cluster(c)
    if cluster is not None:
        times = len(cluster.spans)
        out.append(f"named {'once' if times < 2 else 'often' if times > 4 else 'twice'} {word}")
    return out


def _place(doc: Doc, i: int) -> str:
    """What a word is in its clause; conjuncts as their first, possessors apart."""
    parse = doc.parse
    for _ in range(4):
        if base(parse.dep[i]) not in ("conj", "flat", "appos") or parse.head[i] < 0:
            break
        i = parse.head[i]
    dep = parse.dep[i]
    if dep == "nmod:poss":
        return "poss"
    if dep == "nsubj:pass":
        return "nsubj"
    if dep == "obl:agent":
        return "agent"
    return (
        base(dep)
        if base(dep) in ("nsubj", "obj", "iobj", "obl", "nmod", "root", "compound", "amod")
        else "other"
    )


def _number(doc: Doc, c: int) -> str:
    parse = doc.parse
    if parse.tag[c] in ("NNS", "NNPS") or any(base(parse.dep[k]) == "conj" for k in doc.children(c)):
        return "plural"
    return "singular"


def _gender(doc: Doc, c: int) -> str:
    parse = doc.parse
    words = {parse.lemma[t].lower().strip(".") for t in (c, *doc.children(c))}
    return "female" if words & FEMALE else "male" if words & MALE else ""


def _reporting_over(doc: Doc, i: int) -> int | None:
    """The verb whose clausal complement the pronoun stands in."""
    below = i
    for up in ancestors(doc, i):
        if base(doc.parse.dep[below]) == "ccomp" and doc.parse.pos[up] == "VERB":
            return up
        below = up
    return None
