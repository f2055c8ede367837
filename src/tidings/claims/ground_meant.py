"""Places of a deed that its sentence takes up without the name: "shelled the town", "killed there"."""

from __future__ import annotations

from typing import Final

from tidings.claims.frames import Frame
from tidings.claims.ground import BARRIERS, EVEN, Found, path, place_features, places_for
from tidings.claims.hinted import pair_hints
from tidings.claims.linear import load_linear
from tidings.claims.states_place import last_place, place_meant
from tidings.claims.syntax import base, determiner, kids
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc

TAKEN_UP: Final = frozenset({"city", "town", "village", "capital"})
WHERE: Final = frozenset({"obl", "nmod", "obj", "nsubj"})
"""How a word hangs that says where: also what is shelled."""
NAMING: Final = ("nmod", "appos", "compound", "amod", "flat", "acl", "acl:relcl", "nmod:poss", "nummod")


def places_of_deed(doc: Doc, frame: Frame) -> list[Found]:
    """Places that may be the frame's, the likeliest first, with those taken up."""
    found = places_for(doc, frame)
    here = doc.tokens[frame.trigger].sent
    if frame.type in VERBAL_TYPES or (found and doc.tokens[doc.places[found[0].index].first].sent == here):
        return found
    best = {f.index: f for f in found}
    for n, score in _taken_up(doc, frame):
        if score > EVEN["place"] and (n not in best or best[n].score < score):
            best[n] = Found(n, score)
    return sorted(best.values(), key=lambda f: (-f.score, f.index))


def _taken_up(doc: Doc, frame: Frame) -> list[tuple[int, float]]:
    """Index into doc.places and log-odds of what a definite noun of the deed's sentence stands for."""
    sentence = doc.sentence_of(frame.trigger)
    words = [k for k in range(sentence.first, sentence.last) if _takes_up(doc, k) and _is_its(doc, frame, k)]
    if not words:
        return []
    model, out = load_linear("place"), []
    for k, hint in zip(words, pair_hints(doc, "place", frame.trigger, words), strict=True):
        n = place_meant(doc, k) if doc.parse.pos[k] == "NOUN" else next(iter(last_place(doc, k)), None)
        if n is not None:
            out.append((n, model.score(place_features(doc, frame, n, at=k), hint)))
    return out


def _takes_up(doc: Doc, k: int) -> bool:
    parse = doc.parse
    if doc.tokens[k].text.lower() == "there":
        return base(parse.dep[k]) == "advmod"
    if parse.lemma[k].lower() not in TAKEN_UP or parse.pos[k] != "NOUN" or base(parse.dep[k]) not in WHERE:
        return False
    return determiner(doc, k) in ("the", "this", "that") and not kids(doc, k, *NAMING)


def _is_its(doc: Doc, frame: Frame, noun: int) -> bool:
    """Whether the noun hangs on the deed with no clause between."""
    way = path(doc, noun, frame.trigger)
    return way is not None and not any(doc.parse.dep[t] in BARRIERS for t in (*way.up, *way.down))
