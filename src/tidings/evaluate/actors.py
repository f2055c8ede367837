"""Scores sector and country of actors on PLOVER's gold standard records."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tidings.evaluate.figures import Json, Outcome, percent
from tidings.evaluate.formats import Tell, within
from tidings.evaluate.formats_gsr import Coded, Record, read_gsr
from tidings.mentions.actors import Actor, Setting, resolve
from tidings.mentions.actors_lists import SECTORS
from tidings.mentions.actors_told import aliases_told, countries_told

HEADER = ("", "right", "gold", "accuracy")


def score_actors(path: Path, *, only: frozenset[str] | None, tell: Tell) -> Outcome:
    """Every actor that the set gives a sector or a country, asked for by its text with its sentence."""
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    predictions: list[Json] = []
    documents = items = 0
    for record in read_gsr(path, tell):
        if only is not None and record.name not in only:
            continue
        answers = within(record.name, tell, _answers, record)
        if answers is None:
            continue
        documents += 1
        for coded, actor in zip(record.actors, answers, strict=True):
            items += 1
            for kind, true, mine in (
                ("sector", coded.sector, actor.sector),
                ("country", coded.country, actor.country3),
            ):
                if true is not None:
                    keys = (kind, true) if kind == "sector" else (kind,)
                    gold.update(keys)
                    right.update(keys if mine == true else ())
            predictions.append(_prediction(record, coded, actor))
    figures = {
        f"{kind}_accuracy": percent(right[kind] / gold[kind]) if gold[kind] else 0.0
        for kind in ("sector", "country")
    }
    rows = [_row(name, right[key], gold[key]) for name, key in (("sector", "sector"), ("country", "country"))]
    rows += [_row(f"{code} {word}", right[code], gold[code]) for code, word in SECTORS.items() if gold[code]]
    return Outcome(documents, items, "actors", figures, HEADER, tuple(rows), tuple(predictions))


def _answers(record: Record) -> list[Actor]:
    names = tuple(actor.text for actor in record.actors)
    text = record.text
    setting = Setting(
        countries=countries_told(text), names=names, aliases=aliases_told(text, names), text=text
    )
    return [resolve(name, setting) for name in names]


def _row(name: str, right: int, gold: int) -> tuple[str, ...]:
    return name, f"{right:,}", f"{gold:,}", f"{100 * right / gold:.1f}" if gold else "-"


def _prediction(record: Record, coded: Coded, actor: Actor) -> Json:
    return {
        "doc": record.name,
        "text": coded.text,
        "name": actor.name,
        "sector": actor.sector,
        "country": actor.country3,
        "why": actor.why,
    }
