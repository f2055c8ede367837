"""One record per happening: which mentions in a report tell of the same deed.

Every two drafts of one type are compared (`pair_features`) and a trained table of weights says how
likely they tell of one deed. Groups are then joined, the likeliest first, by the mean over their
pairs, until no two groups are likelier one than two. The order of the drafts plays no part.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.claims.another import is_another
from tidings.claims.drafts import Draft
from tidings.claims.ground import SPANS, spans_before
from tidings.claims.ground_time import is_days_apart
from tidings.claims.harm import DIE
from tidings.claims.hinted import pair_hints
from tidings.claims.linear import load_linear
from tidings.claims.roster import Roster
from tidings.claims.syntax import (
    agents,
    ancestors,
    answer_to,
    base,
    case_of,
    definite,
    is_passive,
    is_told_after,
    kids,
)
from tidings.claims.triggers import is_verbal
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc
from tidings.model.earth import kilometres
from tidings.model.mention import Interval

CASUALTY: Final = frozenset(
    "kill wound injure die hurt murder slay slaughter massacre shoot behead execute death killing"
    " fatality casualty perish hit strike damage destroy".split()
)
FATAL: Final = frozenset(
    "kill die murder slay slaughter massacre behead execute death killing assassinate assassination"
    " beheading execution lynch dead".split()
)
"""Words after which somebody is dead."""
DEADLY: Final = FATAL | {"shoot", "gun"}
"""Words that are mostly told of one victim at a time."""
LIGHT: Final = frozenset(
    "say tell have be do make take get give go come use last first other new many more several year month"
    " week day time people group official part".split()
)
"""Words that any two clauses share."""
GENERIC: Final = frozenset(
    "attack assault operation offensive incident violence fighting clash strike raid bombing"
    " blast explosion campaign"
    " battle fight war conflict bloodshed siege shelling protest demonstration rally unrest talk"
    " talks meeting"
    " negotiation visit arrest detention agreement deal accord crackdown killing deployment"
    " withdrawal".split()
)
"""Nouns that point back at a deed told before, above all with "the" or "this"."""
LOOSE_FIT: Final = {
    frozenset({"CONCEDE", "RETREAT"}),
    frozenset({"AGREE", "COOPERATE"}),
    frozenset({"AGREE", "CONSULT"}),
}
"""Types that may tell of one deed where one of them is planned."""
DYING: Final = DIE | {"dead", "death", "succumb"}
"""Who dies days after a deed may die of it."""
NEVER: Final = -20.0
POINTS: Final = frozenset({"site", "district", "town"})
APART: Final = 10.0
"""Kilometres between two towns, or sites, from which no one deed is in both. From 5 to 80 all the same on
annotated reports; written stories tell of deeds in neighbouring towns."""
REACH: Final = 150
"""Drafts farther apart than this are not compared: a report of 25 pages has as many."""
EVEN: Final = -0.5
"""Mean log-odds above which two groups are one. Chosen on training/written."""


def merge_drafts(doc: Doc, roster: Roster, drafts: list[Draft]) -> list[list[Draft]]:
    """Groups of drafts of one happening each, the fullest draft first, groups in text order."""
    if not drafts:
        return []
    drafts = sorted(drafts, key=lambda d: d.trigger)
    score = _scores(doc, roster, drafts)
    groups = _joined(score)
    _mark_rivals(drafts, groups, score)
    out = [sorted((drafts[i] for i in g), key=lambda d: (-fullness(doc, d), d.trigger)) for g in groups]
    return sorted(out, key=lambda g: min(d.trigger for d in g))


def _scores(doc: Doc, roster: Roster, drafts: list[Draft]) -> NDArray[np.float64]:
    """Log-odds for every two drafts; `NEVER` for those that cannot be one or stand too far apart."""
    model = load_linear("merge")
    n = len(drafts)
    keys = [(keys_of(roster, d.actors), keys_of(roster, d.recipients)) for d in drafts]
    score = np.full((n, n), NEVER)
    for i in range(n):
        near = range(max(0, i - REACH), i)
        hints = pair_hints(doc, "same", drafts[i].trigger, [drafts[j].trigger for j in near])
        for j, hint in zip(near, hints, strict=True):
            features = pair_features(doc, roster, drafts[j], drafts[i], keys=(keys[j], keys[i]))
            if features is not None:
                score[i, j] = score[j, i] = model.score(features, hint)
    return score


def _joined(score: NDArray[np.float64]) -> list[list[int]]:
    """Average linkage: the two groups with the highest mean over their pairs become one, while that
    mean is above `EVEN`. Ties go to the earlier pair, so the order of joining is fixed."""
    n = len(score)
    groups: dict[int, list[int]] = {i: [i] for i in range(n)}
    total, size = score.copy(), np.ones(n)
    np.fill_diagonal(total, -np.inf)
    while len(groups) > 1:
        mean = total / np.outer(size, size)
        at = int(mean.argmax())
        x, y = sorted(divmod(at, n))
        if not mean[x, y] > EVEN:
            break
        total[x] += total[y]
        total[:, x] = total[x]
        size[x] += size[y]
        total[y] = total[:, y] = total[x, x] = -np.inf
        groups[x] += groups.pop(y)
    return list(groups.values())


def _mark_rivals(drafts: list[Draft], groups: list[list[int]], score: NDArray[np.float64]) -> None:
    """Tell each draft how likely its group is one with the likeliest other group after all."""
    if len(groups) < 2:
        return
    member = np.zeros((len(groups), len(drafts)))
    for row, group in enumerate(groups):
        member[row, group] = 1.0 / len(group)
    mean = member @ score @ member.T
    np.fill_diagonal(mean, NEVER)
    for row, group in enumerate(groups):
        for i in group:
            drafts[i].rival = float(mean[row].max())


def keys_of(roster: Roster, heads: list[int]) -> set[str]:
    return {roster.key(h) for h in heads}


def is_named_person(roster: Roster, head: int) -> bool:
    return roster.named_head(head) is not None and roster.kind_of(head) == "person"


def fullness(doc: Doc, d: Draft) -> float:
    """How much a draft says, to choose the one that speaks for its group."""
    body = doc.sentence_of(d.trigger).kind == "body"
    filled = bool(d.actors) + bool(d.recipients) + (d.place is not None) + (d.time is not None)
    return filled + 0.5 * (d.tolls.killed is not None) + 0.3 * body


Keys = tuple[set[str], set[str]]
"""What the actors and the recipients of a draft are known by."""


def pair_features(
    doc: Doc, roster: Roster, a: Draft, b: Draft, *, keys: tuple[Keys, Keys] | None = None
) -> list[str] | None:
    """Named features of two drafts, `a` first in the text; None where they cannot be one deed. `keys`: of
    both, where they are known already."""
    if not _same_sort(a, b):
        return None
    victim = _same_victim(roster, a, b)
    killed = victim and _both_kill(doc, a, b)
    if not killed and (_two_days(doc, a, b) or _two_years(doc, a, b)):
        return None
    if _two_victims(doc, roster, a, b) or _two_towns(doc, a, b):
        return None
    if _days_after(doc, a, b) or _days_after(doc, b, a) or _set_beside(doc, a, b):
        return None
    if _answers(doc, a, b) or _answers(doc, b, a) or _one_each(doc, roster, a, b):
        return None
    if _one_after_other(doc, roster, a, b) or is_another(doc, a, b):
        return None
    if _where_from(doc, a, b) or _where_from(doc, b, a):
        return None
    if a.own != b.own and not ((a.own is None or b.own is None) and _one_telling(doc, a, b)):
        return None  # of a user's type and its parent
    verbal_type = a.type in VERBAL_TYPES
    sort = "speech" if verbal_type else a.type
    out = ["always", f"type={a.type}"]
    if _hang_together(doc, a, b):
        out.append("one clause")
    elif doc.tokens[a.trigger].sent == doc.tokens[b.trigger].sent:
        out.append("one sentence")
    else:
        apart = doc.tokens[b.trigger].sent - doc.tokens[a.trigger].sent
        out.append(
            f"sentences apart={'1' if apart == 1 else '2-3' if apart < 4 else '4-8' if apart < 9 else '9+'}"
        )
    (did, suffered), (did_too, suffered_too) = keys or (
        (keys_of(roster, d.actors), keys_of(roster, d.recipients)) for d in (a, b)
    )
    out.append(f"actors={_sets(did, did_too)} {sort}")
    out.append(f"recipients={_sets(suffered, suffered_too)} {sort}")
    if victim:
        out.append("one named victim")
    if killed:
        out.append("one death")
    out += _shared(doc, a, b, sort)
    if did & suffered_too and not did & did_too:
        out.append("roles crossed")
    place, time, toll = _places(doc, a, b), _times(doc, a, b), _tolls(a, b)
    out += [f"place={place}", f"time={time}", f"toll={toll}", f"place={place} time={time}"]
    la, lb = doc.parse.lemma[a.trigger].lower(), doc.parse.lemma[b.trigger].lower()
    verb_a, verb_b = is_verbal(doc, a.trigger), is_verbal(doc, b.trigger)
    word = "same word" if la == lb else "generic words" if la in GENERIC and lb in GENERIC else "other words"
    out.append(f"{word} {sort}")
    out.append(f"{'V' if verb_a else 'N'}{'V' if verb_b else 'N'}")
    if la in CASUALTY and lb in CASUALTY and la != lb:
        out.append("two casualty words")
    if not verb_b and definite(doc, b.trigger):
        out.append(f"points back{' generic' if lb in GENERIC else ''}")
    if not b.actors and not b.recipients:
        out.append("second is bare")
    if not a.actors and not a.recipients:
        out.append("first is bare")
    kinds = {doc.sentence_of(d.trigger).kind for d in (a, b)}
    out += [f"in {kind}" for kind in sorted(kinds - {"body"})]
    if a.mode and b.mode:
        out.append("same mode" if a.mode == b.mode else "other mode")
    out.append("same status" if a.status.status == b.status.status else "other status")
    if a.background != b.background:
        out.append("one is background")
    if a.type != b.type:
        out.append("plan and deed")
    return out


def _two_days(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether each mention gives a day in its own sentence, and another one."""
    one, other = _own_time(doc, a), _own_time(doc, b)
    if one is None or other is None or not one.precision == other.precision == "day":
        return False
    return one.start == one.end and other.start == other.end and one.start != other.start


def _two_years(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether each mention gives its time in its own sentence, and one is over before the year in which the
    other begins: "the 2005 assassination", "was gunned down in 2012"."""
    one, other = _own_time(doc, a), _own_time(doc, b)
    if one is None or other is None or not (one.start and one.end and other.start and other.end):
        return False
    return one.end.year < other.start.year or other.end.year < one.start.year


def _own_time(doc: Doc, d: Draft) -> Interval | None:
    """The time that a mention gives in its own sentence."""
    time = doc.times[d.time] if d.time is not None else None
    if time is None or doc.tokens[time.first].sent != doc.tokens[d.trigger].sent:
        return None
    return time.interval


def _two_towns(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether each mention names its town in its own sentence, and they lie apart: "in Kabul", "in Herat"."""
    found = []
    for d in (a, b):
        place = doc.places[d.place] if d.place is not None else None
        if place is None or place.lat is None or place.lon is None or place.precision not in POINTS:
            return False
        if doc.tokens[place.first].sent != doc.tokens[d.trigger].sent:
            return False
        found.append((place.lat, place.lon))
    return kilometres(*found[0], *found[1]) > APART


def _two_victims(doc: Doc, roster: Roster, a: Draft, b: Draft) -> bool:
    """Whether each tells of the killing of named persons, and of others: a killing is told by its victim."""
    found = []
    for d in (a, b):
        deadly = d.type == "ASSAULT" and doc.parse.lemma[d.trigger].lower() in DEADLY
        if not deadly or not d.recipients or not all(is_named_person(roster, h) for h in d.recipients):
            return False
        found.append(keys_of(roster, d.recipients))
    return not found[0] & found[1]


def _days_after(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether `a` is told as days from `b`: "killed three on Wednesday, three days after the blast".
    Who dies then may die of the blast itself."""
    parse, at = doc.parse, b.trigger
    if doc.tokens[a.trigger].sent != doc.tokens[at].sent:
        return False
    clause = _clause_after(doc, at)
    if clause is not None and a.trigger not in doc.subtree(clause):
        return parse.lemma[a.trigger].lower() not in DYING
    if is_verbal(doc, at):
        return False
    cases = [k for k in kids(doc, at, "case") if doc.tokens[k].text.lower() in ("after", "before")]
    spans = {span for c in cases for span in spans_before(doc, c)}
    behind = [doc.tokens[k].text.lower() for k in range(at + 1, min(at + 4, len(doc.tokens)))]
    if len(behind) == 3 and behind[1].rstrip("s") in SPANS and behind[2] in ("later", "earlier", "before"):
        spans.add(behind[1])  # "the shelling a day later"
    return bool(spans) and parse.lemma[a.trigger].lower() not in DYING


def _clause_after(doc: Doc, i: int) -> int | None:
    """The verb of the clause around a token where that is told as days from the rest of the sentence."""
    for at in (i, *ancestors(doc, i)):
        if base(doc.parse.dep[at]) == "advcl":
            return at if is_days_apart(doc, at) else None
    return None


def _set_beside(doc: Doc, a: Draft, b: Draft) -> bool:
    """ "no link between this attack and the murder"."""
    parse = doc.parse
    first, second = sorted((a.trigger, b.trigger))
    joined = parse.dep[second] == "conj" and parse.head[second] in (first, parse.head[first])
    return joined and case_of(doc, first) == "between" and not is_verbal(doc, first)


def _answers(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether `a` is told as an answer to `b`: "fired rockets in response to a strike that killed three"."""
    if doc.tokens[a.trigger].sent != doc.tokens[b.trigger].sent:
        return False
    answer = answer_to(doc, b.trigger)
    top = a.frame.verb if a.frame.verb is not None else a.trigger
    return answer is not None and answer_to(doc, a.trigger) != answer and answer in doc.subtree(top)


def _one_each(doc: Doc, roster: Roster, a: Draft, b: Draft) -> bool:
    """ "Armenia released two soldiers, and Azerbaijan freed 32 men": two clauses side by side, each with a
    doer and an object of its own; "shot down drones launched by Russia": what one does to it, and before that
    another with it."""
    parse, first, second = doc.parse, *sorted((a.trigger, b.trigger))
    if (
        parse.dep[second] == "acl"
        and parse.tag[second] == "VBN"
        and parse.head[second] in kids(doc, first, "obj")
    ):
        mine, theirs = (
            {roster.key(h) for h in agents(doc, t) if roster.is_party(h)} for t in (first, second)
        )
        return bool(mine and theirs) and not mine & theirs
    beside = parse.head[second] == first and parse.dep[second] in ("conj", "parataxis")
    if not beside or not (is_verbal(doc, first) and is_verbal(doc, second)):
        return False
    doers = [{roster.key(s) for s in kids(doc, t, "nsubj")} for t in (first, second)]
    objects = [{roster.key(o) for o in kids(doc, t, "obj")} for t in (first, second)]
    return all(doers) and all(objects) and not doers[0] & doers[1] and not objects[0] & objects[1]


def _one_after_other(doc: Doc, roster: Roster, a: Draft, b: Draft) -> bool:
    """ "Kenya recalled its envoy after Somalia cut ties": a clause and the one it follows, each with a named
    doer of its own."""
    parse = doc.parse
    for x, y in ((a, b), (b, a)):
        inner, outer = x.frame.main, y.frame.main
        if parse.head[inner] != outer or not is_told_after(doc, inner):
            continue
        did, did_too = (
            {roster.key(h) for h in d.frame.actors if roster.named_head(h) is not None} for d in (x, y)
        )
        if did and did_too and not did & did_too:
            return True
        if _have_nothing_in_common(doc, roster, x, y):
            return True
    return False


def _have_nothing_in_common(doc: Doc, roster: Roster, a: Draft, b: Draft) -> bool:
    """Whether the verb of each has a subject and an object of its own, somebody or something that is named in
    one and not in the other: "bombed Aden after rockets hit Jeddah"."""
    verbs = (a.frame.main, b.frame.main)
    if not all(is_verbal(doc, v) and kids(doc, v, "obj") and not is_passive(doc, v) for v in verbs):
        return False
    doers = [kids(doc, v, "nsubj") for v in verbs]
    if not all(doers) or any(doc.parse.pos[s] == "PRON" for found in doers for s in found):
        return False
    did, did_too = ({roster.key(s) for s in found} for found in doers)
    suffered, suffered_too = ({roster.key(o) for o in d.frame.recipients} for d in (a, b))
    return bool(suffered and suffered_too) and not (did & did_too or suffered & suffered_too)


def _where_from(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether `b` is told of where `a` comes from: "advanced on the port from the pass, which they took"."""
    parse, at = doc.parse, b.frame.main
    if not parse.dep[at].endswith(":relcl") or a.frame.main not in ancestors(doc, at):
        return False
    noun = parse.head[at]  # "from the pass, a place they took"
    before = min(doc.subtree(noun if base(parse.dep[noun]) == "appos" else at)) - 1
    while before > a.frame.main and doc.tokens[before].text in (",", "-", "\u2013", "\u2014"):
        before -= 1
    near = (before, *ancestors(doc, before))
    place = next((t for t in near if base(parse.dep[t]) in ("obl", "nmod")), before)
    return case_of(doc, place) == "from"


def _same_victim(roster: Roster, a: Draft, b: Draft) -> bool:
    """Whether both are done to the same named person: nobody is killed twice."""
    mine = {roster.key(h) for h in a.recipients if is_named_person(roster, h)}
    return bool(mine & keys_of(roster, b.recipients))


def _both_kill(doc: Doc, a: Draft, b: Draft) -> bool:
    """Of two drafts with one victim, whether that is one death, whatever days are read beside them."""
    return a.type == b.type == "ASSAULT" and all(
        doc.parse.lemma[d.trigger].lower() in FATAL or d.tolls.killed is not None for d in (a, b)
    )


def _shared(doc: Doc, a: Draft, b: Draft, sort: str) -> list[str]:
    """What the clauses of both name: parties and places, and other words of content."""
    (names_a, words_a), (names_b, words_b) = clause_words(doc, a), clause_words(doc, b)
    names, words = len(names_a & names_b), len(words_a & words_b)
    out = [
        f"names shared={min(names, 3)}",
        f"words shared={min(words, 3)}",
        f"words shared={min(words, 2)} {sort}",
    ]
    if names_a and names_b and not names:
        out.append("names all other")
    return out


def clause_words(doc: Doc, d: Draft) -> tuple[frozenset[str], frozenset[str]]:
    """Lemmas of names, and of other nouns, verbs and adjectives, under a draft's trigger or the verb that
    carries it."""
    if d.words is None:
        parse = doc.parse
        top = d.frame.verb if d.frame.verb is not None else d.trigger
        names: set[str] = set()
        words: set[str] = set()
        for t in doc.subtree(top):
            if parse.pos[t] == "PROPN" or (parse.tag[t] == "JJ" and doc.tokens[t].text[:1].isupper()):
                names.add(parse.lemma[t].casefold())
            elif t != d.trigger and parse.pos[t] in ("NOUN", "VERB", "ADJ"):
                words.add(parse.lemma[t].casefold())
        d.words = frozenset(names), frozenset(words - LIGHT)
    return d.words


def _sets(a: set[str], b: set[str]) -> str:
    if not a and not b:
        return "none"
    if not a or not b:
        return "one"
    if a == b:
        return "same"
    return "shared" if a & b else "other"


def _same_sort(d: Draft, other: Draft) -> bool:
    if d.type == other.type:
        return True
    planned = "planned" in (d.status.status, other.status.status)
    return planned and frozenset({d.type, other.type}) in LOOSE_FIT


def _hang_together(doc: Doc, a: Draft, b: Draft) -> bool:
    """One deed told by two words of one clause: "killed in an attack", "an attack that killed"."""
    if a.type != b.type or doc.tokens[a.trigger].sent != doc.tokens[b.trigger].sent:
        return False
    return _hangs(doc, a.trigger, b.trigger) or _hangs(doc, b.trigger, a.trigger)


def _one_telling(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether two words may tell one deed in one breath: in one clause, or as two things that one subject
    does ("broke into the network and shut it down")."""
    if _hang_together(doc, a, b):
        return True
    first, second = sorted((a.trigger, b.trigger))
    joined = doc.parse.dep[second] == "conj" and doc.parse.head[second] == first
    return a.type == b.type and joined and not kids(doc, second, "nsubj")


def _hangs(doc: Doc, x: int, y: int) -> bool:
    """Whether `x` hangs on `y` as another word for the same deed."""
    parse = doc.parse
    if parse.head[x] != y:
        return False
    dep, lemma_x, lemma_y = base(parse.dep[x]), parse.lemma[x].lower(), parse.lemma[y].lower()
    if not is_verbal(doc, x):
        if is_verbal(doc, y):
            # "killed in an attack", "the attack killed", "was hit by rocket attacks"
            later = case_of(doc, x) in ("after", "before", "since", "until", "despite", "following")
            return dep in ("nsubj", "obj") or (dep == "obl" and not later)
        return dep in ("nmod", "compound", "appos")
    if not is_verbal(doc, y):
        return dep == "acl"
    if dep == "xcomp":
        return True
    casual_x, casual_y = lemma_x in CASUALTY, lemma_y in CASUALTY
    if dep == "conj":
        return casual_x and not kids(doc, x, "nsubj")
    if dep == "advcl":
        when = any(parse.lemma[m].lower() in ("when", "as") for m in kids(doc, x, "mark", "advmod"))
        return (parse.tag[x] == "VBG" or when) and (casual_x or casual_y)
    return dep == "parataxis" and casual_x and casual_y and not kids(doc, x, "nsubj")


def _places(doc: Doc, a: Draft, b: Draft) -> str:
    if a.place is None or b.place is None:
        return "one" if (a.place is None) != (b.place is None) else "none"
    p, q = doc.places[a.place], doc.places[b.place]
    wide = {"country", "region", "sea"}
    if p.name.casefold() == q.name.casefold() or (p.geonames and p.geonames == q.geonames):
        return "same country" if p.precision == "country" else "same"
    if p.name.casefold() in q.name.casefold() or q.name.casefold() in p.name.casefold():
        return "same"
    if p.precision in wide or q.precision in wide:
        return "other country" if p.country and q.country and p.country != q.country else "within"
    return "other"


def _times(doc: Doc, a: Draft, b: Draft) -> str:
    if a.time is None or b.time is None:
        return "one" if (a.time is None) != (b.time is None) else "none"
    x, y = doc.times[a.time].interval, doc.times[b.time].interval
    if x is None or y is None:
        return "one"
    if not overlap(x, y):
        return "other"
    return "same day" if x == y and x.precision == "day" else "same" if x == y else "within"


def overlap(a: Interval, b: Interval) -> bool:
    """True where the two share a day; an open bound reaches for ever."""
    starts_late = a.start is not None and b.end is not None and a.start > b.end
    ends_early = a.end is not None and b.start is not None and a.end < b.start
    return not starts_late and not ends_early


def _tolls(a: Draft, b: Draft) -> str:
    seen = "none"
    for name in ("killed", "injured", "detained", "size"):
        mine, theirs = getattr(a.tolls, name), getattr(b.tolls, name)
        if mine is None or theirs is None:
            continue
        if mine.value == theirs.value:
            if mine.value == (1, 1):
                continue  # every singular victim counts as one
            return "same"
        seen = "like" if None in mine.value or None in theirs.value else "other"
    return seen
