"""Figures on the actors of the dev reports, annotated by hand in dev_actors.tsv.

Each row: report, names of one slot (best first), sectors that a careful coder could give, countries, and for
each name the actor it is. The floors are a little under what was measured (docs/method/actors.md).
"""

import json
from collections import Counter
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from running import SHARED

from tidings.mentions.actors import Setting, resolve
from tidings.mentions.actors_same import keys_of
from tidings.mentions.actors_told import aliases_told, countries_told

LINES = (Path(__file__).parent / "dev_actors.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]
REPORTS = {doc: [r[1:] for r in rows] for doc, rows in groupby(ROWS, key=lambda row: row[0])}


def setting_of(doc: str, rows: list[list[str]]) -> Setting:
    report = json.loads((SHARED / "gold" / "dev" / f"{doc}.json").read_text(encoding="utf-8"))
    names = tuple(dict.fromkeys(name for row in rows for name in row[0].split("|")))
    text = report["text"]
    return Setting(
        day=date.fromisoformat(report["published"]), countries=countries_told(text), names=names,
        aliases=aliases_told(text, names), text=text,
    )  # fmt: skip


def pairs(keys: list[str]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(keys).values())


@pytest.mark.shared
def test_kind_and_country_are_right() -> None:
    right = total = 0
    for doc, rows in REPORTS.items():
        setting = setting_of(doc, rows)
        for names, sectors, countries, _ in rows:
            actor = resolve(names.split("|"), setting)
            kind_right = (actor.sector or "-") in sectors.split("|")
            right += kind_right and (actor.country or "-") in countries.split("|")
            total += 1
    assert total == 478
    assert right / total >= 0.87


@pytest.mark.shared
def test_names_of_one_actor_meet_within_and_across_reports() -> None:
    gold: list[str] = []
    mine: list[str] = []
    for doc, rows in REPORTS.items():
        setting = setting_of(doc, rows)
        actors: dict[str, str] = {}
        for names, _, _, meant in rows:
            for name, actor in zip(names.split("|"), meant.split("|"), strict=True):
                actors.setdefault(name, actor)
        keys = keys_of(actors, setting)
        for name, actor in actors.items():
            if actor != "x":
                key = keys[name][0]
                gold.append(f"{doc}{actor}" if ":" in actor else actor)
                mine.append(f"{doc}{key}" if key.startswith(":") else key)
    right = pairs([f"{g} {m}" for g, m in zip(gold, mine, strict=True)])
    assert 2 * right / (pairs(gold) + pairs(mine)) >= 0.85
