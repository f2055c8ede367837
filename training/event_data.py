"""Reads what the heads for events are trained on: written reports, PolNeAR, marked pairs, factuality,
event places. Every reader gives words, sentences and labels; the corpora are described in README.md."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import judge
from corpora import event_location_rows, sentence_tokens, story_rows
from network import RELATIONS, ROOTS, SPEECH, TRIGGERS

from tidings.evaluate import formats_ecb, formats_factuality, formats_plover, formats_polnear
from tidings.model.codes import STATUSES

NONE = -100
TAGS = ("O", "B", "I", "E", "S")
JUDGED = {"actor": "actor", "recipient": "recipient", "place": "place", "time": "time", "source": "source",
          "merge": "same", "pronoun": "party"}  # fmt: skip
"""Judgement to the relation of its pair of words."""
DATED = "o-"
"""The batch of written reports that dates and places its deeds more often than news does: what it says of
days and places is left out (heads.md)."""
EVENTS, PARTIES = ("ACTION", "NEG_ACTION"), ("HUMAN_PART", "NON_HUMAN_PART")
"""How the kinds of ECB+'s mentions begin."""


@dataclass
class Text:
    """A document or sentence: words, half-open sentence ranges and what is known of them."""

    name: str
    words: list[str]
    sentences: list[tuple[int, int]]
    trigger: list[int] | None = None
    status: list[int] | None = None
    background: list[int] | None = None
    pairs: list[tuple[int, int, int, bool]] = field(default_factory=list)
    """Trigger, other word, number of the relation, yes."""
    speech: dict[str, list[int]] = field(default_factory=dict)
    fact: dict[int, float] = field(default_factory=dict)
    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None
    root: int = NONE


def cut(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Tokens as character ranges and sentences as half-open token ranges, as our first stage cuts them."""
    tokens: list[tuple[int, int]] = []
    sentences: list[tuple[int, int]] = []
    for part in sentence_tokens(text):
        sentences.append((len(tokens), len(tokens) + len(part)))
        tokens += part
    return tokens, sentences


# --- written reports --------------------------------------------------------------------------------


def read_written(folders: list[Path], cache: Path | None) -> list[Text]:
    reports = judge.load(folders, cache)
    out = [_written(told) for told in reports]
    for name, relation in JUDGED.items():
        number = RELATIONS.index(relation)
        for case in judge.cases_of(name, reports):
            if relation in ("place", "time") and reports[case.report].doc.report.doc.startswith(DATED):
                continue
            out[case.report].pairs.append((case.at, case.other, number, case.yes))
    for told, text in zip(reports, out, strict=True):
        _with_parties(told, text)
    return out


def _with_parties(told: judge.Told, out: Text) -> None:
    """Adds pairs of mentions of parties: two whose names stand in one slot of an annotation are one party."""
    of: dict[str, int] = {}
    for event, _ in told.gold:
        for slot in (*event["actors"], *event["recipients"]):
            known = [of[name] for name in slot if name in of]
            number = known[0] if known else len(of)
            of |= dict.fromkeys(slot, number)
            of |= {name: number for name, n in of.items() if n in known}
    text, heads = told.doc.text, told.doc.parse.head
    at: dict[int, int] = {}
    for name in sorted(of, key=len, reverse=True):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            inside = [t.i for t in told.doc.tokens if found.start() <= t.start < found.end()]
            if inside and not any(i in at for i in inside):
                head = next((i for i in inside if heads[i] not in inside), inside[-1])
                at[head] = of[name]
    if not judge.is_lone(out.name):
        out.pairs += _pairs_of(sorted(at.items()), RELATIONS.index("party"))


def _pairs_of(
    mentions: list[tuple[int, int]], relation: int, *, each: int = 5
) -> list[tuple[int, int, int, bool]]:
    """Of (word, what it is) in text order: every word with the earlier ones that are the same, and the
    `each` nearest earlier ones that are not."""
    out = []
    for n, (word, what) in enumerate(mentions):
        others = 0
        for earlier, its in reversed(mentions[max(0, n - 30) : n]):
            if its == what or others < each:
                out.append((word, earlier, relation, its == what))
                others += its != what
    return out


def _written(told: judge.Told) -> Text:
    doc = told.doc
    n = len(doc.tokens)
    out = Text(doc.report.doc, [t.text for t in doc.tokens], [(s.first, s.last) for s in doc.sentences],
               trigger=[0] * n, status=[NONE] * n, background=[NONE] * n)  # fmt: skip
    assert out.trigger
    assert out.status
    assert out.background
    starts = {t.start: t.i for t in doc.tokens}
    for event, spans in told.gold:
        for m in event["mentions"]:
            for start, end, _ in spans:
                if doc.text[start:end] != m["quote"] or not m.get("trigger"):
                    continue
                begin = start + m["quote"].find(m["trigger"])
                inside = [i for s, i in starts.items() if begin <= s < begin + len(m["trigger"])]
                if not inside:
                    continue
                head = next((i for i in inside if doc.parse.head[i] not in inside), inside[0])
                for i in inside:
                    if i != head and out.trigger[i] == 0:
                        out.trigger[i] = NONE
                out.trigger[head] = TRIGGERS.index(event["type"])
                out.status[head] = STATUSES.index(event["status"])
                if not judge.is_lone(out.name):  # they have no day of their own to be old against
                    out.background[head] = int(bool(event["background"]))
    return out


# --- PolNeAR ----------------------------------------------------------------------------------------


def read_polnear(folder: Path) -> Iterator[Text]:
    """One text an annotator. Pieces of a discontinuous span are spans of their own here."""
    for read in formats_polnear.read_polnear(folder):
        tokens, sentences = cut(read.text)
        out = Text(read.name, [read.text[a:b] for a, b in tokens], sentences)
        out.speech = {task: [0] * len(tokens) for task in SPEECH}
        inside = lambda a, b, tokens=tokens: [i for i, (s, e) in enumerate(tokens) if s < b and e > a]  # noqa: E731
        for span in read.discard:
            for a, b in span:
                for i in inside(a, b):
                    for labels in out.speech.values():
                        labels[i] = NONE
        for attributed in read.attributions:
            for task in SPEECH:
                for span in attributed.spans(task):
                    for a, b in span:
                        words = inside(a, b)
                        if words:
                            _tag(out.speech[task], words[0], words[-1])
        yield out


def _tag(labels: list[int], first: int, last: int) -> None:
    """Marks a span, unless it runs into another: then the longer stays."""
    if any(labels[first : last + 1]):
        return
    if first == last:
        labels[first] = 4
    else:
        labels[first : last + 1] = [1, *[2] * (last - first - 1), 3]


# --- the same deed, the same party ------------------------------------------------------------------


def read_ecb(folder: Path) -> Iterator[Text]:
    """Articles of ECB+ with pairs of events and pairs of parties; a mention's last word stands for it."""
    for article in formats_ecb.read_ecb(folder):
        tokens, sentences = cut(article.text)
        last = {end: i for i, (_, end) in enumerate(tokens)}
        out = Text(article.name, [article.text[a:b] for a, b in tokens], sentences)
        for relation, wanted in (("same", EVENTS), ("party", PARTIES)):
            known = [
                (last[m.end], m.chain)
                for m in article.mentions
                if m.kind.startswith(wanted) and m.end in last
            ]
            numbers = {chain: n for n, (_, chain) in enumerate(known)}
            found = dict(sorted((word, numbers[chain]) for word, chain in known))
            out.pairs += _pairs_of(sorted(found.items()), RELATIONS.index(relation))
        if out.pairs:
            yield out


# --- marked pairs -----------------------------------------------------------------------------------


def root_of(name: str) -> int:
    name = "YIELD" if name in ("CONCEDE", "RETREAT", "YIELD") else name
    return ROOTS.index(name) if name in ROOTS else NONE


def marked(name: str, text: str, source: tuple[int, int] | None, target: tuple[int, int] | None,
           root: str) -> Text | None:  # fmt: skip
    """A sentence with the character ranges of a source and a target."""
    tokens, sentences = cut(text)
    ranges = []
    for span in (source, target):
        inside = [i for i, (s, e) in enumerate(tokens) if span and s < span[1] and e > span[0]]
        ranges.append((inside[0], inside[-1] + 1) if inside else None)
    if not tokens or root_of(root) == NONE:
        return None
    return Text(name, [text[a:b] for a, b in tokens], sentences, source=ranges[0], target=ranges[1],
                root=root_of(root))  # fmt: skip


def read_plv(path: Path) -> Iterator[Text]:
    for item in formats_plover.read_plv(path):
        source, target = (None if x is None else (x.start, x.end) for x in (item.source, item.target))
        found = marked(f"plv-{item.line}", item.text, source, target, item.root)
        if found:
            yield found


def read_gsr(path: Path) -> Iterator[Text]:
    """The ideal codings: actors by the first place of their text in the sentence."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    for n, m in enumerate(re.finditer(r'\{\s*"id": "PLOVER-GSR.*?\n\}', raw, re.S)):
        try:
            d = json.loads(m[0])
        except json.JSONDecodeError:
            continue
        text = d.get("text", "")
        spans = []
        for key in ("source", "target"):
            names = [a.get("actorText", "") for a in d.get(key) or [] if isinstance(a, dict)]
            at = next((text.find(x) for x in names if x and x in text), -1)
            size = next((len(x) for x in names if x and x in text), 0)
            spans.append((at, at + size) if at >= 0 else None)
        found = marked(f"gsr-{n}", text, spans[0], spans[1], str(d.get("event", "")))
        if found:
            yield found


def read_stories(path: Path, each: int, seed: int) -> Iterator[Text]:
    """The first two sentences of machine-written stories, `each` a type, without marks."""
    rows = story_rows(path)
    random.Random(seed).shuffle(rows)
    taken: Counter[str] = Counter()
    for n, row in enumerate(rows):
        if taken[row["label"]] < each:
            taken[row["label"]] += 1
            tokens, sentences = cut(row["text"][:1000])
            if sentences[:2]:
                end = sentences[:2][-1][1]
                text = row["text"][: tokens[min(end, 90) - 1][1]]
                if found := marked(f"story-{n}", text, None, None, row["label"]):
                    yield found


def marked_from(texts: list[Text]) -> Iterator[Text]:
    """Sentences of written reports with one event's actor and recipient marked."""
    actor, recipient = RELATIONS.index("actor"), RELATIONS.index("recipient")
    for text in texts:
        assert text.trigger
        who: dict[int, dict[int, int]] = {}
        for t, other, relation, yes in text.pairs:
            if yes and relation in (actor, recipient):
                who.setdefault(t, {}).setdefault(relation, other)
        for t, found in who.items():
            lo, hi = next((lo, hi) for lo, hi in text.sentences if lo <= t < hi)
            kind = text.trigger[t]
            if kind > 0 and all(lo <= found.get(r, -1) < hi for r in (actor, recipient)):
                spot = lambda i, lo=lo: (i - lo, i - lo + 1)  # noqa: E731
                yield Text(f"{text.name}-{t}", text.words[lo:hi], [(0, hi - lo)],
                           source=spot(found[actor]), target=spot(found[recipient]),
                           root=root_of(TRIGGERS[kind]))  # fmt: skip


# --- factuality and event places ---------------------------------------------------------------------


def read_factuality(folder: Path, part: str) -> Iterator[Text]:
    for item in formats_factuality.read_factuality(folder, part):
        words = item.text.split(" ")
        if item.targets and all(words):
            yield Text(item.name, words, [(0, len(words))], fact=dict(item.targets))


def read_event_places(path: Path, limit: int, seed: int) -> Iterator[Text]:
    """Event verbs with the words of their own place; other capitalised words are not it."""
    rows = event_location_rows(path)
    rng = random.Random(seed)
    rng.shuffle(rows)
    place = RELATIONS.index("place")
    done = 0
    for n, d in enumerate(rows):
        if d.get("answer") != "accept" or done >= limit:
            continue
        tokens, sentences = cut(d["text"])
        at = lambda a, b, tokens=tokens: [  # noqa: E731
            i for i, (s, e) in enumerate(tokens) if s < b and e > a
        ]
        verbs = [i for x in d.get("spans", []) if x["label"] == "VERB" for i in at(x["start"], x["end"])[:1]]
        spots = {i for x in d.get("spans", []) if x["label"] == "LOCATION" for i in at(x["start"], x["end"])}
        if len(verbs) != 1 or not tokens:
            continue
        words = [d["text"][a:b] for a, b in tokens]
        out = Text(f"place-{n}", words, sentences)
        for i, w in enumerate(words):
            if i in spots and (w[:1].isupper() or i + 1 not in spots):
                out.pairs.append((verbs[0], i, place, True))
            elif i not in spots and w[:1].isupper() and i > 0:
                out.pairs.append((verbs[0], i, place, False))
        if out.pairs:
            done += 1
            yield out
