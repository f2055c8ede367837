"""Trained second looks at a mention: its status, whether it is background, whose word it is.

The grammar's own answer is the strongest feature each time; the tables learn where it errs.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from tidings.claims.attribution import Attribution
from tidings.claims.frames import Frame
from tidings.claims.hinted import background_hint, status_hints
from tidings.claims.keep import clause_of, tense_of
from tidings.claims.linear import load_linear, probability
from tidings.claims.mood import Status
from tidings.claims.roster import Roster
from tidings.claims.syntax import ancestors, base, definite, in_quotation, kids
from tidings.claims.triggers import is_verbal
from tidings.mentions.lexicon import reporting_verbs
from tidings.mentions.times_resolve import is_ahead
from tidings.model.codes import STATUSES, VERBAL_TYPES
from tidings.model.doc import Doc

OLD: Final = timedelta(days=14)
"""Older than this before publication is background, as the guidelines have it."""
BY_DAY: Final = 9.0
"""Stands for the log-odds of background where a day decides."""
NEWS: Final = -1.0
"""The most that these log-odds are of what a report opens with."""
YIELDING: Final = frozenset({"CONCEDE", "SUPPORT"})
"""Types of speech whose words are also deeds of a day: a ban is lifted, a state recognised."""
PROMISING: Final = frozenset({"AGREE", "CONCEDE"})
"""Types of speech that are done by saying what lies ahead."""
RECALLING: Final = frozenset(
    "earlier previously ago last former formerly since once already recent recently past"
    " again year month decade".split()
)


def weighed_status(
    doc: Doc, frame: Frame, type_: str, rule: Status, time: int | None, *, told: bool = True
) -> Status:
    """The likeliest status, with the grammar's reason where the two agree. `told`: somebody is said to have
    told or announced it."""
    model = load_linear("status")
    features = mention_features(doc, frame, type_, rule, time)
    scores = {s: model.score(features, status_hints(doc, frame.trigger, s), part=f"{s}: ") for s in STATUSES}
    able = {rule.status} if rule.plain else set(STATUSES)
    if type_ == "REQUEST" and rule.status == "planned" and _is_modal(doc, rule.token):
        able -= {"occurred"}  # "will ask the council": nothing has been asked yet
    if type_ in YIELDING and rule.status == "planned" and not told and _is_of_the_verb(doc, frame, rule):
        able -= {"occurred"}  # "are to lift the sanctions": nobody has announced it
    if type_ in PROMISING and rule.status == "planned" and told and _is_modal(doc, rule.token):
        able = {"occurred"}  # "the ministry said it would help": with that it is promised
    if type_ not in VERBAL_TYPES:
        if rule.status == "denied" and rule.token is not None:
            able = {"denied"}  # the text says that it did not happen
        if rule.status == "planned":
            able -= {"occurred"}  # announced is not done, whatever the odds
            if _is_dated_ahead(doc, time):
                able -= {"possible"}  # "will withdraw in June": who names the day has announced it
    best = max((s for s in STATUSES if s in able), key=lambda s: scores[s])
    margin = scores[best] - max(score for s, score in scores.items() if s != best)
    if best == rule.status:
        return replace(rule, score=margin)
    chance = probability(scores[best])
    why = f"weighed against the grammar's {rule.status!r} ({rule.why}), {chance:.0%}"
    return Status(best, rule.token, why, margin)


def _is_of_the_verb(doc: Doc, frame: Frame, rule: Status) -> bool:
    """Whether the deed's own verb puts it ahead: "will lift", "is to lift"."""
    own = rule.token == frame.trigger or (rule.token is not None and doc.parse.head[rule.token] == frame.main)
    return own and is_verbal(doc, frame.main) and doc.sentence_of(frame.trigger).kind == "body"


def _is_modal(doc: Doc, token: int | None) -> bool:
    return token is not None and doc.parse.tag[token] == "MD"


def _is_dated_ahead(doc: Doc, time: int | None) -> bool:
    """Whether it has a day, and one after publication."""
    interval = doc.times[time].interval if time is not None else None
    return interval is not None and is_ahead(interval, doc.report.published)


def weighed_background(doc: Doc, frame: Frame, type_: str, status: Status, time: int | None) -> float:
    """Log-odds that it is told as history or context older than the news. A day decides where there is
    one: then they are `BY_DAY`, for or against."""
    published = doc.report.published
    interval = doc.times[time].interval if time is not None else None
    if published and interval and interval.end:
        return BY_DAY if published - interval.end >= OLD else -BY_DAY
    if type_ in ("ACCUSE", "COERCE") and _is_fresh_lead(doc, frame):
        return -BY_DAY
    features = mention_features(doc, frame, type_, status, time)
    score = load_linear("background").score(features, background_hint(doc, frame.trigger))
    return min(score, NEWS) if _opens_report(doc, frame) else score


def _opens_report(doc: Doc, frame: Frame) -> bool:
    """Whether it is what the first sentence of the body tells, in the past or present: that is the news."""
    parse, at = doc.parse, frame.trigger
    while base(parse.dep[at]) == "conj" and is_verbal(doc, at):
        at = parse.head[at]
    if not _leads(doc, at):
        return False
    around = {doc.tokens[c].text.lower() for c in kids(doc, at, "aux", "advmod", "obl")}
    told = parse.tag[at] in ("VBD", "VBZ", "VBP") or bool(
        around & {"was", "were", "has", "have", "is", "are"}
    )
    return told and "had" not in around and not around & RECALLING


def _is_fresh_lead(doc: Doc, frame: Frame) -> bool:
    """Whether it is the main verb of the first sentence of the text, in the simple past or the present: that
    is the news. What has been so "since" may be old."""
    here = doc.sentence_of(frame.trigger)
    had = any(doc.tokens[c].text.lower() == "had" for c in kids(doc, frame.main, "aux"))
    since = any(doc.tokens[k].text.lower() == "since" for k in range(here.first, here.last))
    return _leads(doc, frame.main) and not had and not since


def _leads(doc: Doc, verb: int) -> bool:
    """Whether a token is the main verb of the first sentence of the text."""
    first = next((s.i for s in doc.sentences if s.kind == "body"), None)
    return doc.parse.head[verb] < 0 and is_verbal(doc, verb) and doc.tokens[verb].sent == first


def mention_features(doc: Doc, frame: Frame, type_: str, rule: Status, time: int | None) -> list[str]:
    """Named features of a mention that bear on whether and when it happened."""
    parse, i = doc.parse, frame.trigger
    verbal = is_verbal(doc, i)
    part = "V" if verbal else "N"
    sort = "speech" if type_ in VERBAL_TYPES else "deed"
    lemma = parse.lemma[i].lower()
    out = [
        "always", f"rule={rule.status}", f"rule={rule.status} {type_}", f"rule={rule.status} {part} {sort}",
        f"type={type_} {frame.mode or ''}", f"word={lemma}/{part}", f"{part} dep={base(parse.dep[i])} {sort}",
        f"in {doc.sentence_of(i).kind} {sort}",
    ]  # fmt: skip
    if rule.token is not None:
        out.append(f"decided by {parse.lemma[rule.token].lower()} {rule.status}")
    at = frame.verb if frame.verb is not None else i
    if is_verbal(doc, at):
        out.append(f"tense={tense_of(doc, at)} {sort}")
        out.append(f"tense={tense_of(doc, at)} {rule.status}")
        if any(doc.tokens[c].text.lower() == "had" for c in kids(doc, at, "aux")):
            out.append("pluperfect")
    if frame.verb is not None:
        out.append(f"verb={parse.lemma[frame.verb].lower()}/{base(parse.dep[i])}")
    head = parse.head[i]
    if head >= 0:
        out.append(f"under={parse.lemma[head].lower()}/{base(parse.dep[i])}")
    if not verbal:
        out.append("points back" if definite(doc, i) else "new noun")
    if (clause := clause_of(doc, i)) is not None:
        out.append(clause)
    for c in kids(doc, at, "advmod", "amod", "obl"):
        if parse.lemma[c].lower() in RECALLING:
            out.append(f"beside {parse.lemma[c].lower()}")
    out += _dated(doc, frame, time, sort)
    share = i / max(1, len(doc.tokens))
    out.append(f"at {int(share * 5)}/5 {sort}")
    return out


def _dated(doc: Doc, frame: Frame, time: int | None, sort: str) -> list[str]:
    published = doc.report.published
    interval = doc.times[time].interval if time is not None else None
    if interval is None or published is None:
        return [f"undated {sort}"]
    if interval.start and interval.start > published:
        return [f"later than publication {sort}"]
    out = []
    if interval.end and interval.start:
        days = (published - interval.end).days
        age = "today" if days <= 0 else "week" if days <= 7 else "fortnight" if days <= 14 else "old"
        out.append(f"age={age} {sort}")
        if interval.end == published and interval.start < interval.end:
            out.append(f"until publication {sort}")
    return out or [f"open time {sort}"]


def source_features(
    doc: Doc, roster: Roster, frame: Frame, type_: str, attribution: Attribution, *, known: bool
) -> list[str]:
    """Named features of an attribution over a mention. `known`: the mention takes the deed as known."""
    parse, i = doc.parse, frame.trigger
    sort = "speech" if type_ in VERBAL_TYPES else "deed"
    cue = attribution.cue
    lemma = parse.lemma[cue].lower()
    kind = roster.kind_of(attribution.sources[0]) or "thing"
    out = [
        "always", f"cue={lemma if lemma in reporting_verbs() else 'other'} {sort}", f"kind={kind} {sort}",
        f"known={known} {sort}", f"type={type_}", f"parts={min(3, len(attribution.sources))}",
    ]  # fmt: skip
    chain = [i]
    for up in ancestors(doc, i):
        if up not in attribution.content:
            break
        chain.append(up)
    clauses = [
        parse.dep[t]
        for t in chain[:-1]
        if base(parse.dep[t]) in ("advcl", "acl", "ccomp", "parataxis", "conj")
    ]
    out.append(f"depth={min(5, len(chain))} {sort}")
    out += [f"through {d}" for d in sorted(set(clauses))]
    out.append(f"on {base(parse.dep[i])} {'V' if is_verbal(doc, i) else 'N'}")
    if in_quotation(doc, i):
        out.append(f"quoted {sort}")
    if cue in attribution.content or doc.tokens[cue].sent != doc.tokens[i].sent:
        out.append("no cue in the sentence")
    speaker = roster.key(attribution.sources[0])
    for role, heads in (("actor", frame.actors), ("recipient", frame.recipients)):
        if speaker in {roster.key(h) for h in heads}:
            out.append(f"speaker is {role} {sort}")
    if not frame.actors:
        out.append(f"nobody else acts {sort}")
    return out
