"""Deeds of films, songs, drills and sport: told like others, and none took place.

"A comedy in which a bandit shoots up a tavern", "a song threatens to march on the palace", "a drill for an
attack on the airport", "an imaginary enemy had captured the town hall", "the hosts were slaughtered 5-0".
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
STAGED: Final = frozenset("drill exercise rehearsal simulation manoeuvre maneuver".split())
MOCK: Final = frozenset(
    "mock imaginary simulated fictitious fictional pretend make-believe staged notional hypothetical".split()
)
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
    return _in_fiction(doc, frame) or _in_drill(doc, frame) or _in_sport(doc, frame)


def _in_fiction(doc: Doc, frame: Frame) -> bool:
    parse = doc.parse
    below = frame.trigger
    for up in ancestors(doc, frame.trigger):
        if parse.lemma[up].lower() in FICTION and base(parse.dep[below]) in ("nmod", "acl", "appos"):
            return True
        below = up
    doing = (frame.trigger, *ancestors(doc, frame.trigger))[:2]
    return any(parse.lemma[s].lower() in FICTION for verb in doing for s in kids(doc, verb, "nsubj"))


def _in_drill(doc: Doc, frame: Frame) -> bool:
    parse, i = doc.parse, frame.trigger
    head = parse.head[i]
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
    return any(parse.lemma[k].lower() in MOCK for n in near for k in kids(doc, n, "amod", "compound"))


def _in_sport(doc: Doc, frame: Frame) -> bool:
    if frame.type != "ASSAULT":
        return False
    sentence = doc.sentence_of(frame.trigger)
    text = doc.text[sentence.start : sentence.end]
    return SCORE.search(text) is not None and SPORT.search(text) is not None
