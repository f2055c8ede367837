"""When a predicted record tells the same as a gold one: names, evidence, types, places.

The rules are those of the gold set's guidelines. Records are JSON objects: predicted ones in the
record format, gold ones as the annotation files hold them ("mentions" with quotes for evidence).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

from tidings.evaluate.figures import Json

NUMBERS: Final = ("killed", "injured", "detained", "size")
PROMISED: Final = {
    "CONCEDE": {"RETREAT"},
    "AGREE": {"AID", "CONSULT", "COOPERATE", "SUPPORT"},
    "THREATEN": {"ASSAULT", "SANCTION", "COERCE", "PROTEST"},
}
"""One deed, two lawful codings: a promise to do X, and X with status planned."""
_ARTICLES: Final = {"the", "a", "an", "of", "s"}
Offsets = list[tuple[int, int]]


def name_words(name: str) -> tuple[str, ...]:
    """What names are compared by: words in lower case, without accents, articles and possessive s."""
    folded = unicodedata.normalize("NFKD", name).lower()
    folded = re.sub(r"['’‘`]s\b", "", folded)
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    for mark in ".'’‘":
        folded = folded.replace(mark, "")
    return tuple(word for word in re.findall(r"[a-z0-9]+", folded) if word not in _ARTICLES)


def names_of(slot: Any) -> list[str]:
    """All names of a slot: a string, a list of them, or an object with `name` and `names`."""
    if slot is None:
        return []
    if isinstance(slot, str):
        return [slot]
    if isinstance(slot, dict):
        more = slot.get("names") or slot.get("aliases") or []
        return [name for name in (slot.get("name"), slot.get("text"), *more) if name]
    return [name for part in slot for name in names_of(part)]


def same_name(found: Any, gold: Any) -> bool:
    """Whether a name of one has the words of a name of the other standing in a row inside it."""
    for a in map(name_words, names_of(found)):
        for b in map(name_words, names_of(gold)):
            short, long = (a, b) if len(a) <= len(b) else (b, a)
            if short and any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1)):
                return True
    return False


def gold_spans(text: str, mentions: list[Json]) -> Offsets:
    """Where mentions stand: at their offsets, or wherever their quote does."""
    out: Offsets = []
    for mention in mentions:
        if "start" in mention:
            out.append((mention["start"], mention["end"]))
            continue
        at = text.find(mention["quote"])
        while at >= 0:
            out.append((at, at + len(mention["quote"])))
            at = text.find(mention["quote"], at + 1)
    return out


def gold_triggers(text: str, mentions: list[Json]) -> list[int]:
    out: list[int] = []
    for mention in mentions:
        if "trigger_start" in mention:
            out.append(mention["trigger_start"])
        elif "quote" in mention:
            out.append(text.find(mention["quote"]) + mention["quote"].find(mention.get("trigger", "")))
    return out


def evidence(found: Json) -> Offsets:
    return [(e["start"], e["end"]) for e in found["evidence"]]


def overlap(left: Offsets, right: Offsets) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def days(record: Json) -> tuple[str | None, ...] | None:
    """First and last day, ISO, of `when`: an object with `start` and `end`, or a list of two."""
    when = record.get("when")
    if not when:
        return None
    pair = [when.get("start"), when.get("end")] if isinstance(when, dict) else when
    return tuple(day[:10] if day else None for day in pair)


def place(record: Json) -> Any:
    found = record.get("place")
    return found if found and (found.get("name") or found.get("text")) else None


def same_type(gold: Json, found: Json) -> bool:
    """The same type, another that the annotation allows, or one deed promised and planned."""
    true, mine = gold["type"], found["type"]
    return bool(
        true == mine
        or mine in gold.get("types_ok", ())
        or (mine in PROMISED.get(true, ()) and found.get("status") == "planned")
        or (true in PROMISED.get(mine, ()) and gold.get("status") == "planned")
    )


def same_place(found: Any, gold: Any) -> bool:
    """A common name, and no two different countries."""
    if not (found and gold and same_name(found, gold)):
        return False
    mine, true = found.get("country"), gold.get("country")
    return not true or not mine or bool(mine.upper() == true.upper())


def event_affinity(gold: Json, found: Json, text: str) -> float:
    """How well two events go together; 0 where their evidence does not overlap."""
    true, mine = gold_spans(text, gold["mentions"]), evidence(found)
    if not overlap(true, mine):
        return 0.0
    score = 1.0 + 2.0 * same_type(gold, found)
    score += any(a <= t < b for t in gold_triggers(text, gold["mentions"]) for a, b in mine) * 0.5
    for role in ("actors", "recipients"):
        score += 0.7 * any(same_name(x, y) for x in found.get(role, []) for y in gold.get(role, []))
    # One sum, in this order: ties must round as they do in the set's own scorer.
    score += 0.4 * (days(gold) is not None and days(gold) == days(found)) + 0.3 * same_place(
        place(found), place(gold)
    )
    return score + 0.4 * any(gold.get(k) is not None and gold.get(k) == found.get(k) for k in NUMBERS)


def state_affinity(gold: Json, found: Json, text: str) -> float:
    """0 for states of another kind, holder, other party or count, or elsewhere in the text."""
    if gold["kind"] != found.get("kind"):
        return 0.0
    if not overlap(gold_spans(text, gold["mentions"]), evidence(found)):
        return 0.0
    if gold.get("holder") and not same_name(found.get("holder"), gold["holder"]):
        return 0.0
    both = gold.get("other") and found.get("other")
    if gold["kind"] in ("membership", "position") and both and not same_name(found["other"], gold["other"]):
        return 0.0
    if gold["kind"] in ("presence", "tally") and gold.get("count") and found.get("count") != gold["count"]:
        return 0.0
    return 1.0 + same_place(place(found), place(gold))


def align(gold: list[Json], found: list[Json], score: Callable[[Json, Json], float]) -> list[tuple[int, int]]:
    """Pairs (gold, found) one to one, the best first; among equals the later ones."""
    pairs = sorted(
        ((score(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True
    )
    gone_gold: set[int] = set()
    gone_found: set[int] = set()
    out: list[tuple[int, int]] = []
    for value, i, j in pairs:
        if value > 0 and i not in gone_gold and j not in gone_found:
            gone_gold.add(i)
            gone_found.add(j)
            out.append((i, j))
    return out
