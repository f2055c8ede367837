"""Deeds of films, songs, drills, plays, ceremonies and sport: told like others, and none took place.

"A comedy in which a bandit shoots up a tavern", "a song threatens to march on the palace", "a drill for an
attack on the airport", "an imaginary enemy had captured the town hall", "actors played the victims of a
kidnapping", "lit candles on the anniversary of the raid", "the hosts were slaughtered 5-0".
"""

from __future__ import annotations

import re
from typing import Final

from tidings.claims.frames import Frame
from tidings.claims.syntax import ancestors, base, case_of, kids
from tidings.model.doc import Doc

FICTION: Final = frozenset(
    "film movie comedy opera operetta musical novel thriller cartoon sitcom song ballad poem ballet"
    " documentary exhibition re-enactment reenactment pageant puppet".split()
)
"""Nouns below which, and as whose doing, nothing is a deed; "play" and "game" may mean much else."""
TALES: Final = FICTION - {"documentary", "exhibition", "song", "pageant"}
"""In which people do what nobody did: "in the film, a gang storms the town hall"."""
STAGED: Final = frozenset("drill exercise rehearsal simulation manoeuvre maneuver".split())
MOCK: Final = frozenset(
    "mock imaginary simulated fictitious fictional pretend make-believe staged notional hypothetical".split()
)
SUPPOSING: Final = frozenset("assume suppose imagine simulate posit presume".split())
"""What a drill or its script does with what did not happen."""
CIVIL: Final = frozenset(
    "fire safety evacuation earthquake tsunami flood emergency school rescue disaster civil".split()
)
"""What a drill that no army holds is for."""
SUFFERED: Final = CIVIL | {"attack", "raid", "bombing", "hijacking"}
ACTED: Final = frozenset("simulate reenact re-enact rehearse mime mimic".split())
"""With these it is a deed that is played: "re-enacted the storming of the fort"."""
PLAYED: Final = frozenset("play portray impersonate".split())
ROLES: Final = frozenset(
    "victim hostage prisoner attacker gunman soldier rebel villain king queen general hero refugee"
    " policeman".split()
)
"""With these it is those in it: "played the victims of a bombing". Who "played a part in" it was in it."""
LIT: Final = frozenset("light lay place float carry release".split())
TOKENS: Final = frozenset("candle wreath flower lantern".split())
REMEMBERED: Final = re.compile(
    r"(?i)\banniversar|\bcommemorat|\bremembrance\b|\b(?:years?|decades?) (?:ago|after|since)\b"
)
YEAR: Final = re.compile(r"\bin ((?:1[89]|20)\d\d)\b")
SCORE: Final = re.compile(
    r"(?<![\d-])\d{1,2}[-\u2013:]\d{1,2}(?![\d-])"
    r"|\bwith (?:\w+ )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:goal|run|point|wicket)s?\b"
)
SPORT: Final = re.compile(
    r"(?i)\b(?:football\w*|soccer|baseball|basketball|cricket\w*|rugby|hockey|stadium|pitch|match|league|cup"
    r"|innings|striker|goalkeeper|midfielder|tournament|play-?offs?|semi-?final|quarter-?final)\b"
)
VIOLENT: Final = frozenset({"ASSAULT", "PROTEST", "COERCE", "THREATEN", "MOBILIZE", "RETREAT"})


def is_unreal(doc: Doc, frame: Frame) -> bool:
    """Whether the frame's deed is one of a story, a drill or a game."""
    if frame.type not in VIOLENT:
        return False
    unreal = (_in_fiction, _in_drill, _in_play, _in_memory, _in_sport)
    return any(asked(doc, frame) for asked in unreal)


def _in_fiction(doc: Doc, frame: Frame) -> bool:
    parse = doc.parse
    below = frame.trigger
    for up in ancestors(doc, frame.trigger):
        lemma, dep = parse.lemma[up].lower(), base(parse.dep[below])
        if lemma in FICTION and dep in ("nmod", "acl", "appos"):
            return True
        if lemma == "play" and dep == "acl" and parse.pos[up] == "NOUN":
            return True
        below = up
    doing = (frame.trigger, *ancestors(doc, frame.trigger))[:2]
    if any(case_of(doc, n) == "in" and _is_tale(doc, n) for verb in doing for n in kids(doc, verb, "obl")):
        return True
    subjects = [s for verb in doing for s in kids(doc, verb, "nsubj")]
    return any(parse.lemma[s].lower() in FICTION or _is_video_game(doc, s) for s in subjects)


def _is_tale(doc: Doc, noun: int) -> bool:
    return doc.parse.lemma[noun].lower() in TALES or _is_video_game(doc, noun)


def _is_video_game(doc: Doc, noun: int) -> bool:
    kinds = {doc.parse.lemma[k].lower() for k in kids(doc, noun, "compound")}
    return doc.parse.lemma[noun].lower() == "game" and bool(kinds & {"video", "computer"})


def _in_drill(doc: Doc, frame: Frame) -> bool:
    parse, i = doc.parse, frame.trigger
    head = parse.head[i]
    if parse.lemma[i].lower() in STAGED and _is_civil(doc, i):
        return True
    if _by_attackers_so_called(doc, frame) and _during_drill(doc, i):
        return True
    if doc.span(i, i) in doc.quotes and _beside_drill(doc, i):
        return True
    if (
        head >= 0
        and parse.lemma[head].lower() in STAGED
        and case_of(doc, i) in ("for", "of", "on", "against")
    ):
        return base(parse.dep[i]) == "nmod"
    beside = [
        k for c in kids(doc, i, "conj") for k in kids(doc, c, "obj")
    ]  # "and wiped out an imaginary enemy"
    near = (i, *frame.actors, *frame.recipients, *kids(doc, i, "nsubj", "obj", "nsubj:pass"), *beside)
    if parse.dep[i] == "compound":
        near = (*near, head)  # "a simulated bomb attack"
    if any(doc.tokens[k].text.lower() in MOCK for n in near for k in kids(doc, n, "amod", "compound")):
        return True
    return any(_is_played(doc, r) for r in frame.recipients) or _is_supposed(doc, i)


def _is_played(doc: Doc, party: int) -> bool:
    """ "six hostages played by students"."""
    parse = doc.parse
    return any(
        parse.lemma[k].lower() == "play" and any(case_of(doc, by) == "by" for by in kids(doc, k, "obl"))
        for k in kids(doc, party, "acl")
    )


def _is_supposed(doc: Doc, i: int) -> bool:
    """ "the exercise assumed that an enemy had seized two islands"."""
    parse, below = doc.parse, i
    for up in ancestors(doc, i):
        if base(parse.dep[below]) in ("ccomp", "obj") and parse.lemma[up].lower() in SUPPOSING:
            return any(parse.lemma[s].lower() in STAGED | {"scenario"} for s in kids(doc, up, "nsubj"))
        below = up
    return False


def _is_civil(doc: Doc, drill: int) -> bool:
    """ "an evacuation drill", "a drill for an attack on the airport": by those who would suffer it."""
    parse = doc.parse
    for k in kids(doc, drill, "compound", "amod"):
        if parse.lemma[k].lower() in CIVIL and doc.tokens[k - 1].text not in ("live", "-"):  # "live-fire"
            return True
    return any(
        case_of(doc, n) == "for" and parse.lemma[n].lower() in SUFFERED for n in kids(doc, drill, "nmod")
    )


def _by_attackers_so_called(doc: Doc, frame: Frame) -> bool:
    """Whether who does it is a quotation of one word: "attackers"."""
    return any(doc.span(a, a) in doc.quotes for a in frame.actors)


def _during_drill(doc: Doc, i: int) -> bool:
    for verb in (i, *ancestors(doc, i)):
        if any(
            doc.parse.lemma[n].lower() in STAGED and case_of(doc, n) in ("in", "during", "at")
            for n in kids(doc, verb, "obl")
        ):
            return True
    return False


def _beside_drill(doc: Doc, i: int) -> bool:
    """Whether the sentence or the one before is about a drill, so that a deed in quotation marks (frigates
    "sank" a convoy) is one of it."""
    n = doc.tokens[i].sent
    first = doc.sentences[max(0, n - 1)].first
    here = range(first, doc.sentences[n].last)
    return any(doc.parse.pos[t] == "NOUN" and doc.parse.lemma[t].lower() in STAGED for t in here)


def _in_play(doc: Doc, frame: Frame) -> bool:
    """ "actors played the victims of a hostage-taking", "pupils acted how the patrol came down"."""
    parse = doc.parse
    below = frame.trigger
    for up in ancestors(doc, frame.trigger):
        lemma, dep = parse.lemma[up].lower(), base(parse.dep[below])
        if lemma == "act" and dep in ("ccomp", "advcl"):
            return any(parse.lemma[k].lower() == "how" for k in kids(doc, below, "advmod", "mark"))
        if dep == "obj" and lemma in ACTED | PLAYED:
            return lemma in ACTED or parse.lemma[below].lower() in ROLES
        if parse.pos[up] == "VERB":
            return False
        below = up
    return False


def _in_memory(doc: Doc, frame: Frame) -> bool:
    """ "lit 69 candles in the ruins", at an anniversary: nobody protests."""
    parse, i = doc.parse, frame.trigger
    if frame.type != "PROTEST" or parse.lemma[i].lower() not in LIT:
        return False
    if not any(parse.lemma[o].lower() in TOKENS for o in kids(doc, i, "obj")):
        return False
    n = doc.tokens[i].sent
    around = doc.sentences[max(0, n - 1) : n + 2]
    return any(_looks_back(doc, doc.text[s.start : s.end]) for s in around)


def _looks_back(doc: Doc, words: str) -> bool:
    if REMEMBERED.search(words):
        return True
    published = doc.report.published
    return published is not None and any(int(y) < published.year - 1 for y in YEAR.findall(words))


def _in_sport(doc: Doc, frame: Frame) -> bool:
    if frame.type != "ASSAULT":
        return False
    sentence = doc.sentence_of(frame.trigger)
    text = doc.text[sentence.start : sentence.end]
    return SCORE.search(text) is not None and SPORT.search(text) is not None
