"""Toponyms with positions: XML of the LGL layout (LGL, TR-News, GeoVirus) and GeoWebNews' brat files.

XML: `articles/article` with `text` and one of

    toponyms/toponym    start, end, phrase, gaztag[@geonameid] with lat and lon     LGL, TR-News
    locations/location  start, end, name, lat, lon, page                            GeoVirus

GeoVirus counts characters from 1, the others from 0; which one holds is seen from the phrase. GeoWebNews
(milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation) is a folder of NUMBER.txt, whose first line holds
title and link and is not annotated, and NUMBER.ann in brat standoff:

    T1<tab>Literal 120 126<tab>Berlin             a toponym and its type
    A1<tab>Modifier_Type T1 Adjective             of a modifier: Noun, Adjective, Demonym, Language …
    #1<tab>AnnotatorNotes T1<tab>2950159          a GeoNames id, or "52.5, 13.4"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from tidings.errors import InputError
from tidings.evaluate.formats import Tell, attempt, read_file, stop
from tidings.mentions.gazetteer import is_demonym

XML_LAYOUT: Final = "Expected <articles> with an <article> each, in it <text> and <toponyms> or <locations>."
FOLDER_LAYOUT: Final = (
    "Give an XML file of the LGL layout, or GeoWebNews' folder of NUMBER.txt and NUMBER.ann."
)
_TOPONYM: Final = (
    "A toponym has a start, an end, its words and a position: a GeoNames id, or latitude, longitude."
)
_NO_TOPONYMS: Final = frozenset({"Non_Toponym", "Literal_Expression", "Non_Lit_Expression"})
"""Types that the authors' own scripts leave out when they compare spans."""
_PEOPLE: Final = frozenset({"Demonym", "Language", "Adjective"})
_NEAR: Final = 40
"""Characters within which the words are looked for where they do not stand at their offsets."""
_SPAN: Final = re.compile(r"(T\d+)\t(\S+) (\d+) (?:\d+;\d+ )*(\d+)(?:\t(.*))?")
_ATTRIBUTE: Final = re.compile(r"[AM]\d+\t(\S+) (T\d+)(?: (\S+))?")
_NOTE: Final = re.compile(r"#\d+\t\S+ (T\d+)\t(.*)")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name that the annotators marked. `geonames` or `lat` and `lon` say where it lies; where
    neither is there it has not been placed. `page`: the title of its Wikipedia page. `people`: an adjective
    or the name of a people."""

    start: int
    end: int
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    page: str = ""
    people: bool = False

    @property
    def is_placed(self) -> bool:
        return self.geonames is not None or self.lat is not None


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and its toponyms in order. Before `begin` nothing was annotated."""

    name: str
    text: str
    toponyms: tuple[Toponym, ...]
    begin: int = 0
    url: str | None = None


def read_mapped(path: Path, tell: Tell = stop) -> Iterator[Mapped]:
    """Each document. One without text, or a toponym that cannot be used, is told and passed over."""
    yield from _read_folder(path, tell) if path.is_dir() else _read_xml(path, tell)


def _read_xml(path: Path, tell: Tell) -> Iterator[Mapped]:
    try:
        root = ElementTree.fromstring(read_file(path).removeprefix("\ufeff"))
    except ElementTree.ParseError as error:
        line, column = error.position
        raise InputError(f"{path}, line {line}", f"broken XML at column {column}", XML_LAYOUT) from None
    articles = root.findall("article")
    if not articles:
        raise InputError(str(path), "no <article> in it", XML_LAYOUT)
    for number, article in enumerate(articles, start=1):
        where = f"{path}, article {number}"
        text = article.findtext("text")
        if text is None:
            tell(InputError(where, "it has no <text>", XML_LAYOUT))
            continue
        found = [*article.findall("toponyms/toponym"), *article.findall("locations/location")]
        toponyms = (attempt(tell, _toponym, element, text, where) for element in found)
        url = article.findtext("url") or article.findtext("link") or article.findtext("domain")
        yield Mapped(article.get("docid") or str(number), text, _in_order(toponyms), url=url)


def _toponym(element: ElementTree.Element, text: str, where: str) -> Toponym:
    words = element.findtext("phrase") or element.findtext("name") or element.findtext("extractedName") or ""
    tag = element.find("gaztag")
    try:
        start, end = int(element.findtext("start", "")), int(element.findtext("end", ""))
        number = tag.get("geonameid") if tag is not None else element.findtext("geonamesID")
        lat, lon = (
            (element if tag is None else tag).findtext(name, "").strip() or None for name in ("lat", "lon")
        )
        place = Toponym(
            start, end, int(number) if number else None,
            float(lat) if lat and lon else None, float(lon) if lat and lon else None,
            page=(element.findtext("page") or "").rpartition("/wiki/")[2].replace("_", " "),
            people=is_demonym(words),
        )  # fmt: skip
    except ValueError:
        raise InputError(
            where, f"toponym {words!r} has an offset or position that is no number", _TOPONYM
        ) from None
    return _at_words(place, words, text, where)


def _at_words(place: Toponym, words: str, text: str, where: str) -> Toponym:
    if not words or text[place.start : place.end] == words:
        if not 0 <= place.start < place.end <= len(text):
            raise InputError(where, f"a toponym ends outside the text at {place.end}", _TOPONYM)
        return place
    spots = [m.start() for m in re.finditer(re.escape(words), text)]
    spot = min(spots, key=lambda s: abs(s - place.start), default=None)
    if spot is None or abs(spot - place.start) > _NEAR:
        raise InputError(where, f"{words!r} does not stand at {place.start} of the text", _TOPONYM)
    return replace(place, start=spot, end=spot + len(words))


def _read_folder(path: Path, tell: Tell) -> Iterator[Mapped]:
    files = sorted(path.glob("*.ann"), key=lambda f: (len(f.stem), f.stem))
    if not files:
        raise InputError(str(path), "no .ann file in it", FOLDER_LAYOUT)
    for file in files:
        mapped = attempt(tell, _read_brat, file)
        if mapped is not None:
            yield mapped


def _read_brat(file: Path) -> Mapped:
    text = read_file(file.with_suffix(".txt"))
    marks: dict[str, tuple[str, Toponym]] = {}
    notes: dict[str, str] = {}
    attributes: dict[str, set[str]] = {}
    for number, line in enumerate(read_file(file).split("\n"), start=1):
        line = line.rstrip("\r")
        where = f"{file}, line {number}"
        if found := _SPAN.fullmatch(line):
            place = _at_words(Toponym(int(found[3]), int(found[4])), found[5] or "", text, where)
            marks[found[1]] = (found[2], place)
        elif found := _NOTE.fullmatch(line):
            notes[found[1]] = found[2].strip()
        elif found := _ATTRIBUTE.fullmatch(line):
            attributes.setdefault(found[2], set()).update(x for x in (found[1], found[3]) if x)
        elif line[:1] == "T":
            raise InputError(where, "no span", 'Expected "T1<tab>Literal 120 126<tab>Berlin".')
    toponyms = (
        replace(
            _placed(place, notes.get(key, "")),
            people=bool(_PEOPLE & {kind, *attributes.get(key, ())})
            or is_demonym(text[place.start : place.end]),
        )
        for key, (kind, place) in marks.items()
        if kind not in _NO_TOPONYMS
    )
    begin = text.find("\n") + 1 if text.startswith("TITLE:") else 0
    link = re.search(r"\bLINK: *(\S+)", text[:begin])
    return Mapped(file.stem, text, _in_order(toponyms), begin, link[1] if link else None)


def _placed(place: Toponym, note: str) -> Toponym:
    """With what the annotator wrote beside it; a note that is neither an id nor a position places nothing."""
    if note.isdigit():
        return replace(place, geonames=int(note))
    lat, _, lon = note.partition(",")
    try:
        return replace(place, lat=float(lat), lon=float(lon))
    except ValueError:
        return place


def _in_order(toponyms: Iterator[Toponym | None] | Iterator[Toponym]) -> tuple[Toponym, ...]:
    return tuple(sorted((t for t in toponyms if t is not None), key=lambda t: (t.start, t.end)))
