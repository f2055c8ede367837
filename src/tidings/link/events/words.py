"""Comparator: do the sentences have rare words in common?"""

from __future__ import annotations

from tidings.link.events.rarity import total, weight
from tidings.link.events.told import Told


def compare(a: Told, b: Told) -> dict[str, float]:
    both = a.words & b.words
    shared = total(both)
    out = {"words": shared / (min(a.weights[2], b.weights[2]) or 1.0), "words in all": min(shared, 60.0) / 20}
    out["rare words"] = min(sum(weight(w) > 5 for w in both), 4) / 2
    topics = a.topic & b.topic
    about = total(topics)
    out["topics"] = about / (min(a.weights[3], b.weights[3]) or 1.0)
    out["topics in all"] = min(about, 60.0) / 20
    if a.report == b.report:
        out["one report"] = 1.0
    elif a.outlet and a.outlet == b.outlet:
        out["one outlet"] = 1.0
    out["lines"] = (min(a.line, 2000) + min(b.line, 2000)) / 2000
    return out


def why(a: Told, b: Told) -> str:
    both = sorted(a.words & b.words, key=lambda w: (-weight(w), w))
    said = f"both sentences have {', '.join(both[:5])}" if both else "the sentences share no word"
    if a.report == b.report:
        return f"{said}; one report"
    topics = sorted(a.topic & b.topic, key=lambda w: (-weight(w), w))
    return f"{said}; both reports are about {', '.join(topics[:5])}" if topics else said
