"""Who says to have done a deed, and who says not to have, where that is no mention of the deed of its own.

"The Front claimed the bombing", "took responsibility", "said that it was behind the raid", "boasted of it";
"denied any role in the bombing", "said that it had no part in it", "has nothing to do with it". Each is kept
as a dispute of the deed that is meant: field "actors" with the claimant's name, field "status" with "denied".

Meant is the deed that the words name ("the bombing"), else the last one told before, else the first one
after. A word for a deed that is no mention of one ("the crime", "it") points back; any other ("a role in the
trade") means none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tidings.claims.drafts import Draft
from tidings.claims.keep import HABIT
from tidings.claims.roster import Roster
from tidings.claims.syntax import (
    ancestors,
    antecedent,
    base,
    case_of,
    in_quotation,
    is_passive,
    kids,
    objects,
    subjects,
)
from tidings.mentions.lexicon import reporting_cues
from tidings.model.doc import Doc
from tidings.model.record import Dispute
from tidings.model.span import Span

CREDIT: Final = frozenset({"responsibility", "credit", "authorship"})
TAKE: Final = frozenset("claim take assume accept admit acknowledge".split())
BOAST: Final = frozenset({"boast", "brag"})
PART: Final = frozenset(
    "involvement role part hand share link connection complicity participation responsibility knowledge"
    " authorship".split()
)
"""What one has in a deed, or denies to have."""
CHARGES: Final = frozenset("accusation allegation charge claim report suggestion assertion".split())
"""What says it of somebody who rejects it: "the accusation that its forces fired"."""
REFUSE: Final = frozenset("deny reject dismiss dispute refute".split())
ANY_DEED: Final = frozenset(
    "attack assault bombing bomb blast explosion shooting killing raid strike airstrike ambush deed crime"
    " incident massacre murder bloodshed abduction kidnapping shelling bombardment operation violence"
    " atrocity act it this that anything everything which".split()
)
"""Words that point at a deed told elsewhere."""
OWN_MEN: Final = frozenset(
    "man fighter force troop soldier member unit militant warrior guard gunman wing militia army plane"
    " aircraft drone jet pilot squad cell gunner artillery".split()
)
CALLED: Final = frozenset({"call", "name", "style", "know"})
SPOKESMEN: Final = frozenset("spokesman spokeswoman spokesperson speaker".split())
LEADERS: Final = frozenset("leader chief commander head chairman secretary chairwoman".split())
THEMSELVES: Final = frozenset("it they he she we i".split())
NEGATIVE: Final = frozenset({"not", "n't", "never", "no"})
DEEDS: Final = frozenset({"ASSAULT"})
"""Types whose doers boast or deny. Arrests are announced by those who make them."""


def avowals_of(doc: Doc, roster: Roster, groups: list[list[Draft]]) -> dict[int, list[Dispute]]:
    """Disputes by the place of the deed in `groups`, each party and stance once."""
    deeds = sorted((d.trigger, n) for n, g in enumerate(groups) for d in g if d.type in DEEDS)
    out: dict[int, list[Dispute]] = {}
    if not deeds:
        return out
    for verb in range(len(doc.tokens)):
        if doc.parse.pos[verb] not in ("VERB", "AUX", "NOUN", "ADP", "ADJ"):
            continue
        for speaker, denies, words in _stances(doc, roster, verb, deeds):
            n = _meant(doc, verb, words, deeds)
            speaker = _by_name(doc, roster, speaker)
            party = roster.party(speaker)
            if n is None or party is None or roster.cluster(speaker) is None:
                continue
            token = doc.tokens[verb]
            group = spoken_for(doc, roster, speaker)
            for name in (party.name, group) if group else (party.name,):
                value = ("status", "denied") if denies else ("actors", group or name)
                dispute = Dispute(name, *value, (Span(token.start, token.end),))
                mine = out.setdefault(n, [])
                if all((d.source, d.field) != (dispute.source, dispute.field) for d in mine):
                    mine.append(dispute)
    return out


def spoken_for(doc: Doc, roster: Roster, head: int) -> str | None:
    """The group that a person speaks for by one of his mentions: "its spokesman, X", "the Front's leader,
    X", and where "spokesman X" stands alone the group named last before it."""
    cluster = roster.cluster(head)
    if cluster is None or cluster.kind != "person":
        return None
    own = [t for t in range(len(doc.tokens)) if roster.named_cluster(t) is cluster]
    for t in own:
        beside = {t, doc.parse.head[t], *kids(doc, t, "appos", "compound")}
        for noun in sorted(beside - {-1}):
            lemma = doc.parse.lemma[noun].lower()
            if lemma not in SPOKESMEN | LEADERS:
                continue
            owners = [k for k in kids(doc, noun, "nmod:poss", "nmod", "compound", "amod") if k not in own]
            if not owners and lemma in SPOKESMEN:
                first = doc.sentences[max(0, doc.tokens[noun].sent - 1)].first
                owners = [k for k in range(noun - 1, first - 1, -1) if roster.named_cluster(k) is not None]
            for owner in owners:
                group = roster.cluster(owner)
                if group is not None and group.kind in ("org", "force") and (party := roster.party(owner)):
                    return party.name
    return None


Stance = tuple[int, bool, tuple[int, ...]]
"""Head of the party, whether it denies, and the heads of the words for the deed (none: what was told
last)."""


def _stances(doc: Doc, roster: Roster, i: int, deeds: list[tuple[int, int]]) -> Iterator[Stance]:
    lemma = doc.parse.lemma[i].lower()
    if lemma in TAKE | BOAST and doc.parse.pos[i] == "VERB" and not is_passive(doc, i):
        yield from _taken(doc, i, lemma)
    elif lemma in REFUSE and doc.parse.pos[i] == "VERB" and not is_passive(doc, i):
        yield from _refused(doc, i, lemma)
    elif lemma in ("have", "play", "take") and doc.parse.pos[i] in ("VERB", "AUX"):
        yield from _no_part(doc, roster, i)
    elif kids(doc, i, "cop") and any(doc.tokens[k].text.lower() == "behind" for k in kids(doc, i, "case")):
        yield from ((s, _negated(doc, i), (i,)) for s in _themselves(doc, roster, i))
    elif lemma in ("involve", "responsible") and kids(doc, i, "aux:pass", "cop") and _negated(doc, i):
        yield from ((s, True, _under(doc, i)) for s in _themselves(doc, roster, i))
    elif lemma == "carry" and kids(doc, i, "compound:prt") and not _negated(doc, i):
        yield from ((s, False, objects(doc, i)) for s in _themselves(doc, roster, i))
    elif lemma in OWN_MEN and kids(doc, i, "cop") and not _none(doc, i) and not _negated(doc, i):
        if any(doc.parse.pos[o] == "PRON" for o in kids(doc, i, "nmod:poss")):  # "it was its men who …"
            yield from ((s, False, tuple(doc.subtree(i))) for s in _themselves(doc, roster, i))
    elif any(i == t for t, _ in deeds) and _told_of(doc, i):
        yield from ((s, False, (i,)) for s in _themselves(doc, roster, i))


def _told_of(doc: Doc, i: int) -> bool:
    """Whether a verb is the content of a speech: "said that its men had planted the bomb"."""
    content = doc.parse.pos[i] == "VERB" and base(doc.parse.dep[i]) == "ccomp"
    return content and not is_passive(doc, i) and not _negated(doc, i)


def _taken(doc: Doc, i: int, lemma: str) -> Iterator[Stance]:
    """ "claimed responsibility for the blast", "claimed it", "boasted of the raid"."""
    often = any(doc.parse.lemma[k].lower() in HABIT for k in kids(doc, i, "advmod"))
    if often or _negated(doc, i):
        return
    things = kids(doc, i, "obj")
    credit = [o for o in things if doc.parse.lemma[o].lower() in CREDIT]
    if credit:
        words = tuple(w for o in (i, *credit) for w in _under(doc, o))
        if not words and doc.parse.dep[i] == "acl:relcl":
            words = (doc.parse.head[i],)  # "the attack for which the Front has taken responsibility"
        if any(kids(doc, o, "det") and _none(doc, o) for o in credit):
            return
        yield from ((s, False, words) for s in subjects(doc, i))
    elif lemma == "claim":
        named = tuple(o for o in things if doc.parse.pos[o] in ("NOUN", "PRON"))
        if named:
            yield from ((s, False, named) for s in subjects(doc, i))
    elif lemma in BOAST and (words := _under(doc, i)):
        yield from ((s, False, words) for s in subjects(doc, i))


def _refused(doc: Doc, i: int, lemma: str) -> Iterator[Stance]:
    """ "denied any role in the blast", "denied the attack", "denied that it fired", "rejected the charge that
    …"."""
    for o in kids(doc, i, "obj"):
        word = doc.parse.lemma[o].lower()
        if word in PART:
            words = (*_under(doc, o), *_under(doc, i))
        elif word in CHARGES:
            words = kids(doc, o, "acl", "ccomp", "nmod")
            if not words:
                continue
        elif lemma == "deny" and doc.parse.pos[o] in ("NOUN", "VERB", "PRON"):
            words = (o,)
        else:
            continue
        yield from ((s, True, words) for s in subjects(doc, i))
    if lemma == "deny":
        for c in kids(doc, i, "ccomp", "xcomp", "advcl"):
            if doc.parse.dep[c] != "ccomp" or _of_themselves(doc, c):
                yield from ((s, True, (c, *_all_under(doc, c))) for s in subjects(doc, i))


def _no_part(doc: Doc, roster: Roster, i: int) -> Iterator[Stance]:
    """ "had no part in it", "played no role", "has nothing to do with the blast"."""
    for o in kids(doc, i, "obj"):
        word = doc.parse.lemma[o].lower()
        nothing = word == "nothing" or (word == "anything" and (_negated(doc, i) or _denied(doc, i)))
        if nothing:
            do = [
                c for k in (o, i) for c in kids(doc, k, "acl", "xcomp") if doc.parse.lemma[c].lower() == "do"
            ]
            words = tuple(w for c in (*do, o) for w in _under(doc, c))
            stance = bool(do)
        else:
            words = (*_under(doc, o), *_under(doc, i))
            stance = word in PART and (_none(doc, o) or _negated(doc, i))
        if stance:
            yield from ((s, True, words) for s in _themselves(doc, roster, i))


def _themselves(doc: Doc, roster: Roster, i: int) -> list[int]:
    """Who says it of themselves: the subject where a speaker means himself or his own people, or the subject
    that has nobody else say it."""
    out: list[int] = []
    teller = next((u for u in ancestors(doc, i) if _speaks(doc, u)), None)
    tellers = subjects(doc, teller) if teller is not None else ()
    for s in kids(doc, i, "nsubj") or subjects(doc, i):  # a noun's own: "it was behind the raid"
        owner = next((o for o in kids(doc, s, "nmod:poss") if doc.parse.pos[o] == "PRON"), None)
        if doc.parse.pos[s] == "PRON":
            if not _others(doc, roster, s, teller, tellers):
                out += tellers or (s,)
        elif owner is not None and doc.parse.lemma[s].lower() in OWN_MEN:
            out += tellers or (owner,)
        elif any(roster.key(s) == roster.key(t) for t in tellers):
            out.append(s)
    return list(dict.fromkeys(out))


def _others(doc: Doc, roster: Roster, pronoun: int, teller: int | None, tellers: tuple[int, ...]) -> bool:
    """Whether a pronoun means others than who speaks: "they" of one man, "he" or "they" within his own words,
    "they killed 88, the ministry said", "somebody"."""
    word = doc.tokens[pronoun].text.lower()
    if word not in THEMSELVES or (word not in ("i", "we") and in_quotation(doc, pronoun)):
        return True
    if word != "they" or teller is None:
        return False
    return pronoun < teller or any(roster.kind_of(t) == "person" for t in tellers)


def _by_name(doc: Doc, roster: Roster, head: int) -> int:
    """The name beside a description: "a gang calling itself X", "an armed group, X"."""
    if roster.cluster(head) is not None:
        return head
    below = [*kids(doc, head, "appos")]
    for c in kids(doc, head, "acl"):
        if doc.parse.lemma[c].lower() in CALLED:
            below += kids(doc, c, "obj", "xcomp", "obl", "ccomp")
    return next((k for k in below if roster.named_cluster(k) is not None), head)


def _of_themselves(doc: Doc, i: int) -> bool:
    """Whether a clause tells of "it", "its fighters": "denied that fighting had ended" denies no deed."""
    return any(
        doc.parse.pos[s] == "PRON" or (kids(doc, s, "nmod:poss") and doc.parse.lemma[s].lower() in OWN_MEN)
        for s in subjects(doc, i)
    )


def _speaks(doc: Doc, i: int) -> bool:
    return (doc.parse.lemma[i].lower(), doc.parse.pos[i]) in reporting_cues()


def _denied(doc: Doc, i: int) -> bool:
    return any(doc.parse.lemma[u].lower() == "deny" for u in ancestors(doc, i))


def _negated(doc: Doc, i: int) -> bool:
    return any(doc.tokens[k].text.lower() in NEGATIVE for k in kids(doc, i, "advmod", "aux"))


def _none(doc: Doc, noun: int) -> bool:
    return any(doc.tokens[k].text.lower() == "no" for k in kids(doc, noun, "det"))


def _under(doc: Doc, i: int) -> tuple[int, ...]:
    return tuple(
        antecedent(doc, k)
        for k in kids(doc, i, "nmod", "obl")
        if case_of(doc, k) in ("for", "in", "of", "about", "to", "with", "behind")
    )


def _all_under(doc: Doc, i: int) -> tuple[int, ...]:
    return tuple(
        k for k in doc.children(i) if base(doc.parse.dep[k]) in ("obj", "obl", "ccomp", "xcomp", "nmod")
    )


def _meant(doc: Doc, at: int, words: tuple[int, ...], deeds: list[tuple[int, int]]) -> int | None:
    """Place of the group of the deed that is meant; `deeds`: triggers with places, in text order."""
    by_trigger = dict(deeds)
    for w in words:
        if w in by_trigger:
            return by_trigger[w]
        inside = [t for t in (*_all_under(doc, w), *kids(doc, w, "compound", "nmod")) if t in by_trigger]
        if inside:
            return by_trigger[inside[0]]
    if words and not any(doc.parse.lemma[w].lower() in ANY_DEED for w in words):
        return None
    sentence = doc.tokens[at].sent
    before = [n for t, n in deeds if t < at and doc.tokens[t].sent >= sentence - 2]
    return before[-1] if before else deeds[0][1]
