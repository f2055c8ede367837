"""Small repairs of a parse where its own words give the network's slip away."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

_BEFORE: Final = frozenset({"det", "nmod", "amod", "compound", "nummod", "case"})
_SLIPS: Final = frozenset({"flat", "nmod", "appos", "obl", "obj", "compound", "nsubj"})


def join_conjuncts(pos: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head` and `dep`: a noun with "and" before it is a conjunct of what it is said to be part of
    ("General X and Major Y" with Y under X as `flat`), or of the nearest word before that hangs on the
    same head in the same relation."""
    first_cc: dict[int, int] = {}
    for c, relation in enumerate(dep):
        if relation == "cc" and c < head[c]:
            first_cc.setdefault(head[c], c)
    for t, c in first_cc.items():
        up = head[t]
        if dep[t].partition(":")[0] not in _SLIPS or pos[t] not in ("NOUN", "PROPN") or up < 0:
            continue
        if dep[t] == "flat" and up < c:
            dep[t] = "conj"
            continue
        if dep[t] == "appos" and up < c:
            # "the killing of X and Y" with Y under the killing: nothing is in apposition with "and"
            twins = [k for k in range(up + 1, c) if head[k] == up and pos[k] in ("NOUN", "PROPN")]
            head[t], dep[t] = (twins or [up])[-1], "conj"
            continue
        twins = [k for k in range(max(0, c - 25), c) if head[k] == up and dep[k] == dep[t] and k != t]
        if twins:
            head[t], dep[t] = twins[-1], "conj"


def give_back_subjects(pos: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head`: in "the bomb killed 20, a doctor told reporters" the doctor is the subject of telling,
    not a second one of killing, and so is the army in "the army said it killed 20"."""
    subjects: dict[int, list[int]] = {}
    for t, relation in enumerate(dep):
        if relation.partition(":")[0] == "nsubj":
            subjects.setdefault(head[t], []).append(t)
    for inner, relation in enumerate(dep):
        # "strikes hit Raqqa, a spokesman said", both hung on the saying
        outer = head[inner]
        both = [t for t in subjects.get(outer, []) if t < outer]
        if relation != "ccomp" or inner in subjects or len(both) != 2:
            continue
        if both[0] < inner < both[1]:
            head[both[0]] = inner
            subjects[outer].remove(both[0])
            subjects[inner] = [both[0]]
    for inner, found in list(subjects.items()):
        outer = head[inner]
        if dep[inner] != "ccomp" or outer in subjects or pos[outer] != "VERB":
            continue
        late = [t for t in found if inner < t < outer]
        early = [t for t in found if t < outer < inner]
        if late and found[0] < inner:
            head[late[-1]] = outer
        elif early and any(outer < t < inner for t in found):
            head[early[-1]], dep[early[-1]] = outer, "nsubj"


def give_back_modifiers(head: list[int], dep: list[str]) -> None:
    """Alters `head`: what stands before the first of two conjuncts is that one's and not the second's:
    "Congo's army and M23 rebels"."""
    for t, relation in enumerate(dep):
        second = head[t]
        if second < 0 or dep[second] != "conj" or relation.partition(":")[0] not in _BEFORE:
            continue
        first = head[second]
        if t < first < second:
            head[t] = first


def give_back_obliques(words: list[str], pos: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head`: in "arrested five in Minsk on Monday and arrested three in Gomel on Tuesday" the second
    place and day are the second verb's, where the first has such of its own. `words`: in lower case."""
    case = {head[k]: words[k] for k, relation in enumerate(dep) if relation == "case"}
    seconds: dict[int, list[int]] = {}
    for t, relation in enumerate(dep):
        if relation == "conj" and pos[t] == "VERB":
            seconds.setdefault(head[t], []).append(t)
    for first, found in seconds.items():
        mine = [t for t, up in enumerate(head) if up == first and dep[t] == "obl" and t in case]
        for t in mine:
            before = [v for v in found if first < v < t]
            if before and any(first < k < before[-1] and case[k] == case[t] for k in mine):
                head[t] = before[-1]


_PAPERS: Final = frozenset(
    "resolution statement letter motion petition bill decree communique communiqué declaration appeal note"
    " leaflet report".split()
)
_SAYING: Final = frozenset(
    "asking urging calling demanding saying accusing condemning requesting telling warning ordering".split()
)


def papers_speak(words: list[str], tag: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head` and `dep`: in "prompted a resolution in parliament asking troops to leave" the resolution
    asks, and not what prompted it, and it is parliament's. `words`: in lower case."""
    for t, word in enumerate(words):
        if word not in _SAYING or tag[t] != "VBG" or words[t - 1] == ",":
            continue
        if dep[t] == "advcl" and head[t] >= 0:
            objects = [k for k in range(head[t] + 1, t) if head[k] == head[t] and dep[k] == "obj"]
            if objects and words[objects[-1]] in _PAPERS:
                head[t], dep[t] = objects[-1], "acl"
        paper = head[t]
        if dep[t] == "acl" and words[paper] in _PAPERS and dep[paper] == "obj":
            # what stands between a word and its clause belongs to the word
            for k in range(paper + 1, t):
                if (
                    head[k] == head[paper]
                    and dep[k] == "obl"
                    and paper + 1 in (c for c, up in enumerate(head) if up == k)
                ):
                    head[k], dep[k] = paper, "nmod"


_CLAUSAL: Final = frozenset({"nsubj:pass", "aux:pass", "aux", "obj", "csubj:pass"})


def agree_on_verbs(pos: list[str], tag: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `pos`: a word with a verb's Penn tag and an auxiliary, object or passive subject of its own is
    a verb. The two tags come from two heads, which may disagree on participles ("were killed")."""
    ruling = {head[t] for t, relation in enumerate(dep) if relation in _CLAUSAL and head[t] >= 0}
    for t in ruling:
        if tag[t].startswith("VB") and pos[t] not in ("VERB", "AUX"):
            pos[t] = "VERB"


_BEFORE_NAMES: Final = frozenset({"case", "det", "nmod:poss", "cc", "mark"})


def lift_from_names(head: list[int], dep: list[str]) -> None:
    """Alters `head`: a preposition, article or conjunction before a name belongs to the name's first word,
    which heads it, and not to a later part ("of Kataib Hezbollah" with "of" under "Hezbollah")."""
    for t, relation in enumerate(dep):
        up = head[t]
        while relation in _BEFORE_NAMES and up >= 0 and dep[up] == "flat" and t < head[up] < up:
            up = head[up]
        head[t] = up


def bare_obliques_are_objects(pos: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `dep`: a noun after an active verb without an object, read as oblique though no preposition
    stands before it, is its object ("who heads the Rescue Service")."""
    has = {(head[t], relation.partition(":")[0]) for t, relation in enumerate(dep)}
    passive = {head[t] for t, relation in enumerate(dep) if relation == "aux:pass"}
    for t, relation in enumerate(dep):
        verb = head[t]
        if relation != "obl" or not 0 <= verb < t or pos[verb] != "VERB" or pos[t] not in ("NOUN", "PROPN"):
            continue
        if (t, "case") not in has and (verb, "obj") not in has and verb not in passive:
            dep[t] = "obj"
            has.add((verb, "obj"))


def name_participles(words: list[str], pos: list[str], tag: list[str]) -> None:
    """Alters `tag`: a verb in "-ing" is no past form, whatever tag it was given. `words`: in lower case."""
    for t, word in enumerate(words):
        if pos[t] == "VERB" and tag[t] in ("VBD", "VBN") and word.endswith("ing") and len(word) > 5:
            tag[t] = "VBG"


def _is_below(head: list[int], t: int, other: int) -> bool:
    """Whether a word hangs, by any number of steps, on another."""
    for _ in range(len(head)):
        if t < 0 or t == other:
            break
        t = head[t]
    return t == other


def _root(head: list[int], t: int) -> int:
    """The word at the head of the sentence of a word."""
    for _ in range(len(head)):
        if head[t] < 0:
            break
        t = head[t]
    return t


def give_back_objects(pos: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head`: in "opened fire, killing five" the fire is what was opened: a noun right behind a verb
    without an object is not the object of a later verb that has one behind it."""
    has = {(head[t], t > head[t]) for t, relation in enumerate(dep) if relation == "obj"}
    for t, relation in enumerate(dep):
        later = head[t]
        if relation != "obj" or t == 0 or later < t or (later, True) not in has:
            continue
        verb = t - 1
        free = pos[verb] == "VERB" and (verb, True) not in has and dep[verb] != "amod"
        # in one sentence, and no ring: the verb stands elsewhere below the later one, or above it
        tied = _is_below(head, verb, later) or _is_below(head, later, verb)
        if free and pos[t] == "NOUN" and tied and not _is_below(head, verb, t):
            head[t] = verb
            has.add((verb, True))


def give_back_clauses(words: list[str], pos: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head` and `dep`: in "one was killed and five others were hurt" the five are the subject of the
    second verb and no conjunct of the first one's, also where the auxiliary is left out ("and five hurt");
    a verb with a subject of its own is joined to a verb. `words`: in lower case."""
    below: dict[int, list[int]] = {}
    for t, up in enumerate(head):
        below.setdefault(up, []).append(t)
    for second, relation in enumerate(dep):
        if relation not in ("conj", "xcomp", "advcl") or pos[second] not in ("VERB", "ADJ"):
            continue
        kids = below.get(second, [])
        lone = second > 0 and words[second].endswith("ed") and head[second - 1] < head[second]
        if relation != "conj" and not lone:
            continue
        first = head[second]
        own = [k for k in kids if dep[k].startswith("nsubj")]
        if own and pos[first] in ("NOUN", "PROPN", "NUM") and dep[first].startswith("nsubj"):
            verb = head[first]
            if first < verb < own[0] and pos[verb] == "VERB":
                head[second] = verb
            continue
        if own or first < 0 or pos[first] != "VERB":
            continue
        joins = [k for k in range(first + 1, second) if words[k] == "and" and dep[k] == "cc"]
        helpers = [k for k in kids if first < k < second and dep[k].partition(":")[0] in ("aux", "cop")]
        if not joins:
            continue
        until = min(helpers, default=second)
        for k in range(joins[0] + 1, until):
            crossing = head[k] >= 0 and not first <= head[k] <= second and not _is_below(head, second, k)
            bare = not helpers and k == second - 1 and words[second].endswith(("ed", "hurt"))
            if crossing and dep[k] in ("conj", "nummod", "nsubj") and (helpers or bare):
                passive = bare or any(dep[h] == "aux:pass" for h in helpers)
                if pos[k] in ("NOUN", "PROPN", "NUM", "PRON"):
                    head[k], dep[k] = second, "nsubj:pass" if passive else "nsubj"
                    break
        # "killed three and wounded several others"
        several = first + 1
        if several < joins[0] and dep[several] == "nummod" and head[several] > second:
            head[several], dep[several] = first, "obj"
        theirs = sorted({several, *below.get(first, [])})
        objects = [k for k in theirs if k > first and head[k] == first and dep[k] == "obj"]
        if objects and objects[0] < joins[0] and not any(dep[k] in ("obj", "nsubj:pass") for k in kids):
            for k in objects:
                if second < k <= second + 6 and not _is_below(head, second, k):
                    head[k] = second
            # "killed 13 pupils and their teacher and wounded two others", the others hung on the teacher
            for k in range(second + 1, min(second + 7, len(head))):
                if dep[k] == "conj" and pos[k] == "NOUN" and first < head[k] < second:
                    head[k], dep[k] = second, "obj"
                    break


_DYING: Final = frozenset({"died", "perished", "fell", "drowned", "disappeared", "fled", "survived"})


def subjects_of_dying(words: list[str], pos: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head` and `dep`: in "raiders overran the town and 23 people died" the people are no second
    object: right before a verb that has a subject only, and none yet, they are that, and the verb is joined
    to the other. `words`: in lower case."""
    for t, word in enumerate(words):
        people = t - 1
        if word not in _DYING or people < 2 or pos[t] != "VERB" or dep[people] != "conj":
            continue
        if any(up == t and dep[k].partition(":")[0] in ("nsubj", "obj") for k, up in enumerate(head)):
            continue
        first = head[people]
        verb = head[first]
        if dep[first] != "obj" or not 0 <= verb < first < people or pos[verb] != "VERB":
            continue
        joins = [c for c in range(first + 1, people) if dep[c] == "cc" and head[c] == people]
        if not joins or _is_below(head, verb, t) or _root(head, t) != _root(head, verb):
            continue  # nor is it the first word of the next sentence
        head[t], dep[t] = verb, "conj"
        head[people], dep[people] = t, "nsubj"
        head[joins[0]] = t


_DONE_TO: Final = ("ed", "hurt", "shot", "hit", "held", "taken")


def short_passives(words: list[str], pos: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head` and `dep`: in "two were killed and five others wounded" the auxiliary is said once: the
    five, hung on the two behind their verb, are the subject of the participle, which is joined to that verb.
    So are the dozens of "and dozens more wounded". `words`: in lower case."""
    passive = {head[t] for t, relation in enumerate(dep) if relation == "aux:pass"}
    for second, relation in enumerate(dep):
        k = second - 1
        if relation == "conj" and head[second] in passive and k > 0 and words[k] == "more":
            if head[k] == second and head[k - 1] == k and dep[k - 1] == "nummod":
                head[k - 1], dep[k - 1] = second, "nsubj:pass"
                head[k], dep[k] = k - 1, "amod"
            continue
        if relation not in ("acl", "acl:relcl", "amod") or not words[second].endswith(_DONE_TO):
            continue
        if k < 0 or dep[k] != "conj" or pos[k] not in ("NOUN", "PROPN", "NUM", "PRON"):
            continue
        subject = head[k]
        verb = head[subject]
        if dep[subject] != "nsubj:pass" or verb not in passive or not subject < verb < k:
            continue
        joins = [c for c in range(verb + 1, k) if dep[c] == "cc" and head[c] == k]
        if head[second] not in (subject, k) or not joins:
            continue
        head[second], dep[second] = verb, "conj"
        head[k], dep[k] = second, "nsubj:pass"
        head[joins[0]] = second
        pos[second] = "VERB"


def list_subjects(words: list[str], pos: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head` and `dep`: of "three doctors, two nurses and a guard were shot" the nurses are no second
    subject but listed with the doctors; of "of the 19 soldiers, two died" only two is a subject. `words`: in
    lower case."""
    before: dict[int, list[int]] = {}
    behind_of = {head[k] for k, relation in enumerate(dep) if relation == "case" and words[k] == "of"}
    for t, relation in enumerate(dep):
        others = range(t + 1, head[t]) if relation.startswith("nsubj") and t in behind_of else range(0)
        mine = [k for k in others if head[k] == head[t] and dep[k].startswith("nsubj")]
        if any(words[k] not in ("who", "that", "which") for k in mine):
            dep[t] = "obl"  # "of the 19 soldiers, two died"
            continue
        if relation.startswith("nsubj") and t < head[t] and pos[t] in ("NOUN", "PROPN"):
            before.setdefault(head[t], []).append(t)
    for found in before.values():
        for a, b in pairwise(found):
            between = range(a + 1, b)
            commas = [k for k in between if words[k] == ","]
            inner = all(dep[k] == "punct" or a <= head[k] <= b for k in between)
            goes_on = any(head[k] == b and dep[k] == "conj" for k in range(b + 1, head[b]))
            if len(commas) == 1 and inner and goes_on:
                head[b], dep[b] = a, "conj"


_FORCES: Final = frozenset({"army", "navy", "police", "military", "militia", "government"})
_STRIKES: Final = frozenset(
    "strike strikes airstrike airstrikes air-strike air-strikes raid raids attack attacks shelling fire"
    " gunfire bombardment bombing bombings operation operations offensive assault ambush sweep incursion"
    " crackdown siege blockade".split()
)


def whose_force(words: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head`: in "a Sudanese army air strike" the army is Sudanese, and not the strike. `words`: in
    lower case."""
    for force, relation in enumerate(dep):
        whose = force - 1
        if relation != "compound" or words[force] not in _FORCES or words[head[force]] not in _STRIKES:
            continue
        if whose >= 0 and head[whose] == head[force] and dep[whose] in ("amod", "compound"):
            head[whose] = force


_WORDS_SAID: Final = frozenset("claim charge allegation accusation assertion report account".split())
_DENIED: Final = frozenset(
    "denied denies deny rejected rejects reject dismissed dismisses dismiss disputed disputes dispute"
    " refuted refutes".split()
)
_GAP: Final = 8
"""Words between what was said and the verb that denies it, at most."""


def words_denied(words: list[str], pos: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head` and `dep`: in "a shell hit the port, Kyiv said, a charge Moscow denied" the charge stands
    beside the sentence, and Moscow's denying hangs on it. `words`: in lower case."""
    for verb, word in enumerate(words):
        if word not in _DENIED or pos[verb] != "VERB":
            continue
        own = [k for k in range(max(0, verb - _GAP), verb) if head[k] == verb and dep[k] == "nsubj"]
        nouns = [k for k in range(max(2, verb - _GAP), verb) if words[k] in _WORDS_SAID]
        if not nouns or not own or own[-1] <= nouns[-1]:
            continue
        noun = nouns[-1]
        if words[noun - 1] not in ("a", "an", "the") or words[noun - 2] != ",":
            continue
        if "," in words[noun:verb] or _is_below(head, head[verb], noun):
            continue  # hangs on it already, or is another clause
        over = head[verb] if head[noun] == verb else head[noun]
        if not 0 <= over < noun or _is_below(head, over, verb):
            continue
        head[noun], dep[noun] = over, "appos"
        head[verb], dep[verb] = noun, "acl:relcl"
