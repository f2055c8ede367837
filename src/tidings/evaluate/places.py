"""Scores places on LGL, TR-News, GeoVirus and GeoWebNews: found in the text, and found on the map.

Gold are the toponyms that the annotators placed and that are no adjectives and no peoples. An answer on an
adjective or a people is neither right nor wrong; one on a name that the annotators could not place (a
street) is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Final

from tidings.evaluate.figures import Json, Outcome, Tally, percent
from tidings.evaluate.formats import Tell, within
from tidings.evaluate.formats_places import Mapped, Toponym, read_mapped
from tidings.mentions.gazetteer import country_of_name
from tidings.mentions.gazetteer_names import exact_key
from tidings.model.doc import Doc
from tidings.model.mention import PlaceMention
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.text import segment

ENOUGH_KM: Final = 161.0
"""100 miles, as the field counts."""

Answers = list[PlaceMention]
Asked = tuple[Answers, list[PlaceMention | None]]
"""What was found in a text; and for each of the gold's spans, were it given, where it lies."""
PlacesOf = Callable[[Doc], Answers]
PlacesAt = Callable[[Doc, list[Span]], list[PlaceMention | None]]


@dataclass(slots=True)
class _Counts:
    """`placed` … `km`: of the gold, given its spans. `right` and `false`: of the places answered."""

    gold: int = 0
    found: int = 0
    near: int = 0
    exact: int = 0
    right: int = 0
    false: int = 0


def score_places(
    path: Path,
    read: Callable[[Doc], None],
    places_of: PlacesOf,
    places_at: PlacesAt,
    *,
    only: frozenset[str] | None,
    tell: Tell,
) -> Outcome:
    """`read` adds the layers "parse" and "entities". Right is an answer on exactly the gold's characters
    (articles and possessives at the ends apart) with the same GeoNames id, or within 161 km. `mean_km` is
    over the gold spans for which an answer and its distance are known."""
    counts = _Counts()
    detection = Tally()
    distances: list[float] = []
    predictions: list[Json] = []
    documents = 0
    for mapped in read_mapped(path, tell):
        if only is not None and mapped.name not in only:
            continue
        gold = [t for t in mapped.toponyms if t.is_placed and not t.people]
        asked = within(mapped.name, tell, _ask, mapped, gold, read, places_of, places_at)
        if asked is None:
            continue
        answers, given = asked
        documents += 1
        _count_given(counts, gold, given, distances)
        _count_found(counts, detection, mapped, gold, answers)
        predictions += [_row(mapped, answer) for answer in answers]
    return _outcome(documents, counts, detection, distances, predictions)


def _ask(
    mapped: Mapped,
    gold: list[Toponym],
    read: Callable[[Doc], None],
    places_of: PlacesOf,
    places_at: PlacesAt,
) -> Asked:
    doc = segment(Report(doc=mapped.name, text=mapped.text, url=mapped.url))
    read(doc)
    found = [p for p in places_of(doc) if p.span.start >= mapped.begin]
    return found, places_at(doc, [Span(t.start, t.end) for t in gold])


def _count_given(
    counts: _Counts, gold: list[Toponym], given: list[PlaceMention | None], distances: list[float]
) -> None:
    for toponym, answer in zip(gold, given, strict=True):
        counts.gold += 1
        if answer is None or not is_placed(answer):
            continue
        km = apart(toponym, answer)
        counts.exact += km == 0.0
        if km is not None:
            counts.near += km <= ENOUGH_KM
            distances.append(km)


def _count_found(
    counts: _Counts, detection: Tally, mapped: Mapped, gold: list[Toponym], answers: Answers
) -> None:
    text = mapped.text
    people = {bare(t.start, t.end, text) for t in mapped.toponyms if t.people}
    spans = {bare(t.start, t.end, text): t for t in gold}
    by_span = {bare(a.span.start, a.span.end, text): a for a in answers}
    others = {s for s in by_span if not any(s[0] < e and b < s[1] for b, e in people) or s in spans}
    detection.compare(others, spans)
    for span in others:
        answer, toponym = by_span[span], spans.get(span)
        if not is_placed(answer):
            continue
        km = apart(toponym, answer) if toponym else None
        right = km is not None and km <= ENOUGH_KM
        counts.right += right
        counts.false += not right


def is_placed(answer: PlaceMention) -> bool:
    """Whether it was put on the map: a country, a record of the gazetteer, or a position."""
    return answer.geonames is not None or answer.lat is not None or answer.precision == "country"


def bare(start: int, end: int, text: str) -> tuple[int, int]:
    """A span without the article before it and the possessive mark behind."""
    words = text[start:end]
    if words[:4].casefold() == "the ":
        start += 4
    for mark in ("'s", "’s", "'", "’"):
        if words.endswith(mark) and end - len(mark) > start:
            return start, end - len(mark)
    return start, end


def apart(toponym: Toponym, answer: PlaceMention) -> float | None:
    """Kilometres between gold and answer, 0 where they are one record; None where that is not known, as
    for a country, which has no position."""
    if toponym.geonames is not None and toponym.geonames == answer.geonames:
        return 0.0
    if answer.lat is None and toponym.page:
        named = country_of_name(toponym.page) if answer.precision == "country" else None
        if named is not None and named == answer.country:
            return 0.0
        return 0.0 if exact_key(toponym.page) == exact_key(answer.name) else None
    if toponym.lat is None or toponym.lon is None or answer.lat is None or answer.lon is None:
        return None
    p, q = radians(toponym.lat), radians(answer.lat)
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(answer.lon - toponym.lon) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(h)))


def _row(mapped: Mapped, answer: PlaceMention) -> Json:
    start, end = answer.span.start, answer.span.end
    return {
        "doc": mapped.name, "start": start, "end": end, "text": mapped.text[start:end],
        "label": answer.precision,
        "geonames": answer.geonames, "lat": answer.lat, "lon": answer.lon, "country": answer.country,
    }  # fmt: skip


def _outcome(
    documents: int, counts: _Counts, detection: Tally, distances: Iterable[float], predictions: list[Json]
) -> Outcome:
    given = list(distances)
    emitted = counts.right + counts.false
    figures: Json = {
        "end_to_end": percent(counts.right / counts.gold) if counts.gold else 0.0,
        "precision": percent(counts.right / emitted) if emitted else 0.0,
        "acc161_given_spans": percent(counts.near / counts.gold) if counts.gold else 0.0,
        "exact_given_spans": percent(counts.exact / counts.gold) if counts.gold else 0.0,
        "mean_km": round(sum(given) / len(given), 1) if given else 0.0,
        **detection.figures("detection_"),
    }
    rows = tuple((name.replace("_", " "), f"{value:.1f}") for name, value in figures.items())
    return Outcome(documents, counts.gold, "toponyms", figures, ("", ""), rows, tuple(predictions))
