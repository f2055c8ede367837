"""Scores what is known of a situation from several reports, on story lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from tidings.evaluate.figures import Json, Outcome, Tally, percent
from tidings.evaluate.formats import Tell, within
from tidings.evaluate.formats_stories import KINDS, Fact, Story, read_stories
from tidings.evaluate.stories_facts import CAUSES, Asked, Verdict, judge
from tidings.evaluate.stories_match import Matched, count_links, inside, match_events
from tidings.evaluate.stories_parts import PartTally, held_by
from tidings.model.record import Coded
from tidings.model.report import Report

Ask = Callable[[Sequence[Coded]], AbstractContextManager[Asked]]
"""A store that holds just these reports."""


@dataclass(slots=True)
class _Sums:
    facts: Counter[tuple[str, str | None]] = field(default_factory=Counter)  # kind, cause
    links: Tally = field(default_factory=Tally)
    told: int = 0
    read: int = 0
    spread: list[int] = field(default_factory=list)  # incidents of each happening that was read
    invented: int = 0
    parts: PartTally = field(default_factory=PartTally)
    predictions: list[Json] = field(default_factory=list)


def score_stories(
    path: Path, code: Callable[[Report], Coded], ask: Ask, *, only: frozenset[str] | None, tell: Tell
) -> Outcome:
    """Read each story's reports into a store, ask each fact of it as on its day, and count. A story on which
    the program itself fails is told and passed over."""
    sums = _Sums()
    stories = 0
    for story in read_stories(path, tell):
        if only is None or story.name in only:
            stories += within(story.name, tell, _score, story, code, ask, sums) or 0
    return Outcome(
        stories, sum(sums.facts.values()), "facts", _figures(sums), ("", "right", "of", *CAUSES),
        tuple(_rows(sums)), tuple(sums.predictions),
    )  # fmt: skip


def _score(story: Story, code: Callable[[Report], Coded], ask: Ask, sums: _Sums) -> int:
    codeds = [code(report) for report in story.reports]
    matched, read = match_events(story.happenings, codeds)
    sums.told += sum(len(happening.told) for happening in story.happenings)
    sums.read += read
    published = {event.id: coded.report.published for coded in codeds for event in coded.events}
    with ask(codeds) as asked:
        for fact in story.facts:
            day = fact.known_on
            known = {e: h for e, h in matched.items() if day is None or (published[e] or day) <= day}
            verdict = judge(fact, asked, known)
            sums.facts[fact.kind, verdict.cause] += 1
            sums.predictions.append(_prediction(story, fact, verdict))
        _count_incidents(story, codeds, matched, asked, sums)
        wrong = sums.parts.add(story.part_of, asked.part_of.items(), held_by(matched, asked.incident_of))
    sums.predictions += [{"story": story.name, "part_of": pair, "right": False} for pair in wrong]
    return 1


def _count_incidents(
    story: Story, codeds: Sequence[Coded], matched: Matched, asked: Asked, sums: _Sums
) -> None:
    report_of = {event.id: coded.report.doc for coded in codeds for event in coded.events}
    links = count_links(matched, asked.incident_of, report_of)
    sums.links.add(links.right, links.false, links.missed)
    spread: defaultdict[str, set[str]] = defaultdict(set)
    for event, happening in matched.items():
        spread[happening].add(asked.incident_of[event])
    sums.spread += [len(incidents) for _, incidents in sorted(spread.items())]
    for incident in sorted(_invented(story, codeds, asked)):
        sums.invented += 1
        sums.predictions.append({"story": story.name, "invented": incident, "right": False})


def _invented(story: Story, codeds: Sequence[Coded], asked: Asked) -> set[str]:
    """Incidents that only clauses about no happening have made, and that are not marked as background."""
    nothing: set[str] = set()
    for coded in codeds:
        clauses = [told for told in story.not_told if told.doc == coded.report.doc]
        nothing |= {e.id for e in coded.events if any(inside(e, told) for told in clauses)}
    others = {asked.incident_of[e.id] for c in codeds for e in c.events if e.id not in nothing}
    made = {asked.incident_of[event] for event in nothing} - others
    return {id for id in made if not asked.incident(id, None)["background"]}


def _prediction(story: Story, fact: Fact, verdict: Verdict) -> Json:
    return {
        "story": story.name,
        "fact": fact.given,
        "right": verdict.cause is None,
        "cause": verdict.cause,
        "answer": verdict.answer,
    }


def _figures(sums: _Sums) -> Json:
    """Shares in percent; `incidents_per_happening` is a mean, `invented` a number."""
    figures: Json = {"facts_right": _share(sums, KINDS)}
    figures |= {f"{kind}_right": _share(sums, (kind,)) for kind in KINDS if _asked(sums, kind)}
    figures |= sums.links.figures("links_") | sums.parts.figures()
    spread = sums.spread
    return figures | {
        "mentions_read": percent(sums.read / max(1, sums.told)),
        "incidents_per_happening": round(sum(spread) / max(1, len(spread)), 3),
        "invented": sums.invented,
        "causes": {c: sum(n for (_, cause), n in sums.facts.items() if cause == c) for c in CAUSES},
    }


def _share(sums: _Sums, kinds: Sequence[str]) -> float:
    right = sum(sums.facts[kind, None] for kind in kinds)
    return percent(right / max(1, sum(_asked(sums, kind) for kind in kinds)))


def _asked(sums: _Sums, kind: str) -> int:
    return sum(n for (asked, _), n in sums.facts.items() if asked == kind)


def _rows(sums: _Sums) -> list[tuple[str, ...]]:
    rows = []
    for kind in KINDS:
        if _asked(sums, kind):
            causes = [str(sums.facts[kind, cause] or "") for cause in CAUSES]
            rows.append((kind, f"{_share(sums, (kind,)):.1f}", str(_asked(sums, kind)), *causes))
    totals = _figures(sums)["causes"]
    rows.append(
        ("facts", f"{_share(sums, KINDS):.1f}", str(sum(sums.facts.values())), *map(str, totals.values()))
    )
    none = [""] * len(CAUSES)
    p, r, f1 = (100 * share for share in sums.links.shares)
    rows.append((f"links F1 (P {p:.1f}, R {r:.1f})", f"{f1:.1f}", str(sums.links.gold), *none))
    p, r, f1 = (100 * share for share in sums.parts.shares)
    rows.append((f"part of F1 (P {p:.1f}, R {r:.1f})", f"{f1:.1f}", str(sums.parts.keyed), *none))
    rows.append(("mentions read", f"{percent(sums.read / max(1, sums.told)):.1f}", str(sums.told), *none))
    mean = sum(sums.spread) / max(1, len(sums.spread))
    rows.append(("incidents per happening", f"{mean:.2f}", str(len(sums.spread)), *none))
    rows.append(("invented incidents", str(sums.invented), "", *none))
    return rows
