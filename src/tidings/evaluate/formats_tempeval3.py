"""TempEval-3: news articles with their time expressions, as TimeML (.tml) files.

An article holds <DCT> with the TIMEX3 of its creation time and <TEXT> with TIMEX3 in the running text.
Everything else (EVENT, SIGNAL, MAKEINSTANCE, TLINK) is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from tidings.errors import InputError
from tidings.evaluate.formats import Tell, attempt, read_file, stop
from tidings.model.span import Span

LAYOUT = "Give a folder with .tml files in it or in its folders, or one such file."
EXPECTED = 'A file holds <DCT> with a <TIMEX3 value="2013-03-22" …> in it, and one <TEXT>.'


@dataclass(frozen=True, slots=True)
class Timex:
    """A marked time expression; `span` counts in the article's `text`."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Article:
    """`name` is the file's path below the folder given, without its ending. `text` is all of <TEXT>
    without the tags; `created` is None where the creation time names no day."""

    name: str
    text: str
    created: date | None
    timexes: tuple[Timex, ...]


def read_tempeval3(path: Path, tell: Tell = stop) -> Iterator[Article]:
    """The articles of a folder and its folders, by path."""
    if not path.exists():
        raise InputError(str(path), "there is no such file or folder", LAYOUT)
    files = [path] if path.is_file() else sorted(path.rglob("*.tml"))
    if not files:
        raise InputError(str(path), "no .tml file in it or its folders", LAYOUT)
    for file in files:
        name = file.stem if path.is_file() else file.relative_to(path).with_suffix("").as_posix()
        article = attempt(tell, _article, file, name)
        if article is not None:
            yield article


def _article(file: Path, name: str) -> Article:
    source = read_file(file)
    # No TimeML file declares entities of its own, and a few lines of them can fill the memory.
    if "<!ENTITY" in source:
        raise InputError(str(file), "it declares XML entities", EXPECTED)
    try:
        root = ElementTree.fromstring(source)
    except ElementTree.ParseError as error:
        raise InputError(str(file), f"broken XML ({error})", EXPECTED) from None
    except ValueError:  # a str with an encoding declared that Python does not know
        raise InputError(str(file), "an XML declaration that cannot be read", EXPECTED) from None
    texts = list(root.iter("TEXT"))
    created = root.find(".//DCT//TIMEX3")
    if len(texts) != 1:
        raise InputError(str(file), f"{len(texts)} <TEXT>, not one", EXPECTED)
    if created is None:
        raise InputError(str(file), "no TIMEX3 in a <DCT>", EXPECTED)
    pieces: list[str] = []
    timexes: list[Timex] = []
    _collect(texts[0], 0, pieces, timexes, file)
    timexes.sort(key=lambda t: t.span)
    return Article(name, "".join(pieces), _day(created.get("value", "")), tuple(timexes))


def _collect(
    element: ElementTree.Element, start: int, pieces: list[str], timexes: list[Timex], file: Path
) -> int:
    """Add the element's text and the TIMEX3 in it; `start` is where it begins. Returns where it ends."""
    end = start + len(element.text or "")
    pieces.append(element.text or "")
    for child in element:
        begin, end = end, _collect(child, end, pieces, timexes, file)
        if child.tag == "TIMEX3":
            if "type" not in child.attrib or "value" not in child.attrib:
                what = f"the TIMEX3 {child.get('tid', '')!r} has no type or no value"
                raise InputError(str(file), what, 'A TIMEX3 has tid="t1" type="DATE" value="2013-03-22".')
            if begin < end:
                timexes.append(Timex(Span(begin, end), child.attrib["type"], child.attrib["value"]))
        pieces.append(child.tail or "")
        end += len(child.tail or "")
    return end


def _day(value: str) -> date | None:
    """The day of "1998-02-13" or "1998-02-13T14:35"."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
