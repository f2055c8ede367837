"""Small repairs of a parse where a conjunction gives the network's slip away."""

from __future__ import annotations

from typing import Final

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
        twins = [k for k in range(max(0, c - 25), c) if head[k] == up and dep[k] == dep[t] and k != t]
        if twins:
            head[t], dep[t] = twins[-1], "conj"


def give_back_subjects(pos: list[str], head: list[int], dep: list[str]) -> None:
    """Alters `head`: in "the bomb killed 20, a doctor told reporters" the doctor is the subject of telling,
    not a second one of killing."""
    subjects: dict[int, list[int]] = {}
    for t, relation in enumerate(dep):
        if relation.partition(":")[0] == "nsubj":
            subjects.setdefault(head[t], []).append(t)
    for inner, found in subjects.items():
        outer = head[inner]
        if dep[inner] != "ccomp" or outer <= inner or outer in subjects or pos[outer] != "VERB":
            continue
        late = [t for t in found if inner < t < outer]
        if late and found[0] < inner:
            head[late[-1]] = outer
