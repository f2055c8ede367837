"""What each sentence is on the page: headline, standfirst, byline, caption or body; the dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tidings.model.doc import Doc, SentenceKind
from tidings.model.span import Span

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = (
    rf"(?:{_MONTH}\ \d{{1,2}}(?:,?\ \d{{4}})?|\d{{1,2}}\ {_MONTH}(?:,?\ \d{{4}})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4})"
)
_AGENCY = (
    r"(?:Reuters|REUTERS|AP|AFP|UPI|IANS|PTI|ANI|dpa|DPA|EFE|Xinhua|TASS|IPS|VOA|RFE/RL|BBC|CNN|Anadolu|AA)"
)
_UPPER = r"A-Z\u00c0-\u00de"
_NAME = r"[A-Z\u00c0-\u00de][\w.'\u2019\u00c0-\u024f-]*"

_BYLINE: Final = re.compile(
    rf"""^(?:
      (?:By|BY|by|Written\ by|Reported\ by|Reporting\ by|Edited\ by|Story\ by)\s+{_NAME}
        (?:[\s,]+(?:and|&|of|for|in|{_NAME}|{_AGENCY}))*\.?$
    | (?:Updated|UPDATED|Published|PUBLISHED|Posted|Last\ [Uu]pdated|Last\ modified|Issued)\b.{{0,60}}$
    | (?:\w+day,?\s+)?{_DATE}(?:\W+(?:\d{{1,2}}:\d\d.{{0,12}}|by\s.{{1,60}}|{_AGENCY}))?\.?$
    | (?:{_AGENCY}|VOA\ News|(?:The\ )?Associated\ Press|Agence\ France-Presse|Staff\ Writer|News\ Desk)$
    )""",
    re.VERBOSE,
)
_CAPTION_START: Final = re.compile(
    r"^(?:FILE\b|File (?:photo|Photo|picture)|PHOTO\b|Photo:|Photo by|Photograph:|Image:|Picture:"
    r"|WATCH\b|Watch:|VIDEO\b|Video:|LISTEN\b"
    r"|In this (?:[\w.]+,? ){0,5}(?:photo|image|picture|frame grab)"
    r"|An? (?:undated|file) (?:photo|image|picture)|This (?:photo|image|picture)|Credit:)"
)
_CREDIT: Final = re.compile(
    r"\(\s*(?:AP|Reuters|AFP)\s+(?:Photo|photo)|\(?(?:AP )?Photo(?:/|: | by |s? courtesy)|REUTERS/\w"
    r"|/(?:AP|AFP|Reuters|Getty|EPA|VOA)\b|Getty Images|\((?:Photo|Image|File|Picture)[:/ ]|\(AFP/"
    r"|\|\s*(?:AP|AFP|Reuters)\b|Photo credit"
)
_DATED_END: Final = re.compile(rf", {_MONTH} \d{{1,2}}, \d{{4}}\.?$")
_TELLING: Final = re.compile(
    r"(?i)\b(?:said|says|told|was|were|had|has|have|will|would|announced|reported|according|claimed|killed|died|did)\b"
)
_VERBAL: Final = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|can|could|may|might|must|should|shall"
    r"|said|says|say|told|fell|took|went|came|made|gave|got|saw|knew|left|met|ran|led|held|kept|found|felt|began"
    r"|broke|fled|fought|hit|lost|put|sent|shot|stood|won|wrote|\w{2,}ed|he|she|they|we|i|it)\b|n['\u2019]t\b|['\u2019](?:re|ll|ve|m)\b"
)
_SUBHEADING: Final = re.compile(r"^\S+(?:[^\S\n]\S+){0,5}\w-$")
_FINAL: Final = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*$")
_DATELINE: Final = re.compile(
    rf"""^(?P<place>
        [{_UPPER}][{_UPPER}.'\u2019-]+(?:[ /][{_UPPER}][{_UPPER}.'\u2019-]*){{0,4}}
        (?:,\ (?:{_NAME})(?:\ {_NAME}){{0,3}})?)
      (?:,\ {_DATE})?(?:\ *\([A-Z][^()]{{1,30}}\)|,?\ {_AGENCY})?
      \s*(?:\u2014|\u2013|--|\ -|-(?=\ ))\s*(?=\S)
    | ^(?P<mixed>{_NAME}(?:[ -]{_NAME}){{0,3}}(?:,\ {_NAME}(?:\ {_NAME}){{0,2}})?)
      (?:,\ {_DATE})?\ *\((?:{_AGENCY})[^)]{{0,20}}\)\s*(?:\u2014|\u2013|--|-|:)?\s*(?=\S)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of text and its sentences' spans."""

    span: Span
    sentences: tuple[Span, ...]


def find_kinds(text: str, blocks: Sequence[Block], *, title: str | None) -> list[list[SentenceKind]]:
    """For each block, the kind of each of its sentences."""
    lines = [b.span.of(text) for b in blocks]
    head = _headline(lines, title)
    bylines = {k for k, line in enumerate(lines[:12]) if k != head and _BYLINE.match(line)}
    above = _standfirsts(lines, head, bylines)
    out: list[list[SentenceKind]] = []
    for k, block in enumerate(blocks):
        if k == head:
            out.append(["headline"] * len(block.sentences))
        elif k in bylines:
            out.append(["byline"] * len(block.sentences))
        elif k in above:
            out.append(["standfirst"] * len(block.sentences))
        else:
            alone = len(block.sentences) == 1 and k + 1 < len(blocks)
            out.append(_parts([s.of(text) for s in block.sentences], alone=alone))
    return out


def _parts(sentences: Sequence[str], *, alone: bool) -> list[SentenceKind]:
    kinds = [_part(s, opens_block=n == 0, alone=alone) for n, s in enumerate(sentences)]
    for n, sentence in enumerate(sentences[1:4], start=1):
        if sentence.startswith("(") and _has_credit(sentence):
            kinds[:n] = ["caption"] * n
    return kinds


def _part(sentence: str, *, opens_block: bool, alone: bool) -> SentenceKind:
    if _CAPTION_START.match(sentence) or _has_credit(sentence) or _SUBHEADING.match(sentence):
        return "caption"
    if opens_block and _DATED_END.search(sentence) and not _TELLING.search(sentence):
        return "caption"
    if alone and not re.search('["\u201c\u201d]', sentence):
        size = len(sentence.split())
        stopped = _FINAL.search(sentence) is not None
        if size <= (8 if stopped else 12) and not _VERBAL.search(sentence):
            return "caption"
        if size <= 8 and not stopped:
            return "caption"
    return "body"


def _has_credit(sentence: str) -> bool:
    """A photographer's credit at the end, or in a line that holds little else."""
    credit = _CREDIT.search(sentence)
    if credit is None or _DATELINE.match(sentence):
        return False
    return len(sentence) - credit.end() <= 30 or len(sentence.split()) <= 8


def _headline(lines: Sequence[str], title: str | None) -> int | None:
    """The line that is the headline: the one that equals the title, else a short first line
    without a final stop before other lines."""
    if title and title.strip():
        wanted = _plain(title)
        for k, line in enumerate(lines[:3]):
            if _plain(line) == wanted:
                return k
    if len(lines) > 1 and len(lines[0].split()) <= 18 and not _FINAL.search(lines[0]):
        return None if _BYLINE.match(lines[0]) or _DATELINE.match(lines[0]) else 0
    return None


def _plain(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().casefold()


def _standfirsts(lines: Sequence[str], head: int | None, bylines: set[int]) -> set[int]:
    """Lines between the headline and the byline or dateline."""
    if head is None:
        return set()
    low = head + 1
    early = [k for k in bylines if low <= k <= low + 2]
    if early:
        return {k for k in range(low, min(early)) if not _is_aside(lines[k])}
    dated = [k for k in range(low, min(low + 3, len(lines))) if _DATELINE.match(lines[k])]
    if dated:
        return {k for k in range(low, dated[0]) if len(lines[k].split()) <= 50 and not _is_aside(lines[k])}
    if low + 1 < len(lines) and not _FINAL.search(lines[low]) and 9 <= len(lines[low].split()) <= 50:
        return {low} - ({low} if _is_aside(lines[low]) else set())
    return set()


def _is_aside(line: str) -> bool:
    return _CAPTION_START.match(line) is not None or _has_credit(line)


def dateline_end(line: str) -> int:
    """Length of the dateline that a paragraph begins with ("KABUL — ", "Kabul, Nov 5 (AFP) - "), else 0."""
    match = _DATELINE.match(line)
    return match.end() if match else 0


def dateline(doc: Doc) -> Span | None:
    """The place that a dateline names ("GAZIANTEP, TURKEY —", "Kabul, Nov 5 (AFP) -"), else None."""
    for sentence in doc.sentences:
        if sentence.kind == "dateline":
            match = _DATELINE.match(doc.text[sentence.start :])
            if match:
                name = "place" if match.group("place") else "mixed"
                return Span(sentence.start + match.start(name), sentence.start + match.end(name))
    return None
