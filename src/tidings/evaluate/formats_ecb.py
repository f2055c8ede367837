"""ECB+: news articles with mentions of events and which of them are the same, within and across articles
(Cybulska and Vossen 2014; cltl/ECB-parser holds a copy).

A topic is a folder named by its number, with articles `TOPIC_NUMBERecb.xml` and `TOPIC_NUMBERecbplus.xml`:
two groups of articles, on two happenings of one sort. Of a file these parts are read:

    <token t_id="12" sentence="1" number="1">comes</token>
    <Markables> <ACTION_OCCURRENCE m_id="50"> <token_anchor t_id="12"/> ... </ACTION_OCCURRENCE>
                <ACTION_OCCURRENCE m_id="60" RELATED_TO="" instance_id="ACT16…"/>      a chain, without words
    <Relations> <CROSS_DOC_COREF note="ACT16…"> <source m_id="50"/> <target m_id="60"/>
                <INTRA_DOC_COREF> <source m_id="51"/> <target m_id="61"/>       a chain of this article alone

Markables whose name begins with ACTION or NEG_ACTION are events, HUMAN_…, NON_HUMAN_…, LOC_… and TIME_… what
takes part in them. A mention in no relation is a chain of its own.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tidings.errors import InputError
from tidings.evaluate.formats import Tell, attempt, folder_of, read_file, stop

LAYOUT: Final = "Give a folder of topics (1, 2, ...), or one topic, with the articles' .xml files in it."
_NAME: Final = re.compile(r"(\d+)_\d+(ecb|ecbplus)")
_NO_SPACE_BEFORE: Final = frozenset(
    [",", ".", ";", ":", "?", "!", "%", ")", "]", "'s", "’s", "n't", "n’t", "'"]
)
_NO_SPACE_AFTER: Final = frozenset(["(", "[", "$", "#"])


@dataclass(frozen=True, slots=True)
class Mention:
    """Words for an event or for what takes part in one. `start`, `end`: characters of the article's text,
    half-open, from the first of its words to the last. `chain`: what it is, the same string wherever it is
    the same; it holds the topic's number, since events of two topics are never one."""

    kind: str
    sentence: int
    start: int
    end: int
    chain: str

    @property
    def is_event(self) -> bool:
        return self.kind.startswith(("ACTION", "NEG_ACTION"))


@dataclass(frozen=True, slots=True)
class Article:
    """`text` has a line for each sentence of the corpus. `group`: topic and half of it, "7ecb"."""

    name: str
    topic: int
    group: str
    text: str
    mentions: tuple[Mention, ...]


def read_ecb(path: Path, tell: Tell = stop) -> Iterator[Article]:
    """Every article under `path`, topics by number, articles by name. One that cannot be read is told and
    passed over."""
    folder_of(path, expected=LAYOUT)
    files = [f for f in path.rglob("*.xml") if _NAME.fullmatch(f.stem)]
    if not files:
        raise InputError(str(path), "it holds no article of ECB+", LAYOUT)
    for file in sorted(files, key=lambda f: (int(f.stem.partition("_")[0]), f.stem)):
        article = attempt(tell, _read, file)
        if article is not None:
            yield article


def _read(file: Path) -> Article:
    source = read_file(file)
    if "<!ENTITY" in source:  # no article declares any, and a few lines of them can fill the memory
        raise InputError(str(file), "it declares XML entities", "Fetch it again.")
    try:
        root = ET.fromstring(source)
    except (ET.ParseError, ValueError) as error:
        raise InputError(str(file), f"broken XML ({error})", "Fetch it again.") from None
    name = _NAME.fullmatch(file.stem)
    assert name is not None
    topic = int(name[1])
    try:
        text, places, sentence_of = _laid_out(root)
        chains = _chains(root, topic, file.stem)
        mentions = tuple(_mentions(root, places, sentence_of, chains, f"{topic} {file.stem}"))
    except (KeyError, ValueError) as error:
        raise InputError(str(file), f"a reference leads nowhere ({error})", "Fetch it again.") from None
    return Article(file.stem, topic, f"{topic}{name[2]}", text, mentions)


def _laid_out(root: ET.Element) -> tuple[str, dict[str, tuple[int, int]], dict[str, int]]:
    """The text, and where in it each token stands, and its sentence's number."""
    parts: list[str] = []
    at = 0
    places: dict[str, tuple[int, int]] = {}
    sentence_of: dict[str, int] = {}
    last, before, quoting = -1, "", False
    for token in root.iter("token"):
        word, sentence = token.text or "", int(token.attrib["sentence"])
        quote = word in ('"', "``", "''")
        if sentence != last:
            gap, quoting = ("\n" if parts else ""), False
        elif (quote and quoting) or word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER or before == "open":
            gap = ""
        else:
            gap = " "
        quoting = quoting != quote
        parts += [gap, word]
        at += len(gap)
        places[token.attrib["t_id"]] = (at, at + len(word))
        sentence_of[token.attrib["t_id"]] = sentence
        at += len(word)
        last, before = sentence, "open" if quote and quoting else word
    return "".join(parts), places, sentence_of


def _chains(root: ET.Element, topic: int, stem: str) -> dict[str, str]:
    """Chain of each mention's m_id that stands in a relation."""
    out: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        target = relation.find("target")
        own = relation.attrib.get("note", "") if relation.tag == "CROSS_DOC_COREF" else ""
        chain = (
            f"{topic} {own}"
            if own
            else f"{topic} {stem} {target.attrib['m_id'] if target is not None else ''}"
        )
        for source in relation.iterfind("source"):
            out[source.attrib["m_id"]] = chain
    return out


def _mentions(
    root: ET.Element,
    places: dict[str, tuple[int, int]],
    sentence_of: dict[str, int],
    chains: dict[str, str],
    alone: str,
) -> Iterator[Mention]:
    for mark in root.iterfind("Markables/*"):
        anchors = [a.attrib["t_id"] for a in mark.iterfind("token_anchor")]
        if not anchors:
            continue  # a chain, not words
        number = mark.attrib["m_id"]
        yield Mention(
            mark.tag,
            sentence_of[anchors[0]],
            min(places[a][0] for a in anchors),
            max(places[a][1] for a in anchors),
            chains.get(number, f"{alone} {number}"),
        )
