"""A report's text and its layers: text is read once, stages only add."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tidings.model.report import Report
from tidings.model.span import Span

if TYPE_CHECKING:
    from tidings.model.mention import Count, Entity, PlaceMention, TimeMention

SentenceKind = Literal["headline", "standfirst", "byline", "dateline", "caption", "body"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or punctuation mark, tokenised as in Universal Dependencies English EWT.

    `i` counts over the whole document, `sent` is the sentence's index.
    """

    i: int
    start: int
    end: int
    text: str
    sent: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (half-open). `paragraph` counts blocks of text from 0."""

    i: int
    start: int
    end: int
    first: int
    last: int
    kind: SentenceKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class Parse:
    """Syntax, one entry a token of the document: Universal Dependencies v2.

    `pos` UPOS, `tag` Penn Treebank tag, `lemma` lower-cased except for proper nouns, `head` the
    document index of the head token (-1 at a sentence's root), `dep` the relation with subtype
    ("nsubj:pass", "obl:agent", "nmod:poss").
    """

    pos: tuple[str, ...]
    tag: tuple[str, ...]
    lemma: tuple[str, ...]
    head: tuple[int, ...]
    dep: tuple[str, ...]


class LayerError(ValueError):
    """A stage tried to write a layer that is already there, or to read one that is not."""


class Doc:
    """A report's text with what the stages found in it. Layers are written once, by `add`.

    The attributes below are the layers of their names, as `layer` gives them.
    """

    __slots__ = (
        "_children", "_kinds", "_layers", "counts", "entities", "parse", "places", "quotes", "report",
        "sentences", "text", "times", "tokens",
    )  # fmt: skip
    report: Report
    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Span, ...]
    """What stands inside quotation marks, marks excluded."""
    parse: Parse
    entities: tuple[Entity, ...]
    times: tuple[TimeMention, ...]
    counts: tuple[Count, ...]
    places: tuple[PlaceMention, ...]

    def __init__(self, report: Report) -> None:
        self.report = report
        self._layers: dict[str, object] = {}
        self._children: list[tuple[int, ...]] | None = None
        self._kinds: dict[int, set[str]] | None = None

    def __getattr__(self, name: str) -> Any:
        # Reached where the attribute is asked for the first time. Kept, since stages ask a hundred
        # thousand times a report: as properties they took a tenth of all the time.
        if name.startswith("_") or name not in self.__slots__:
            raise AttributeError(f"'Doc' object has no attribute {name!r}")
        value = self.report.text if name == "text" else self.layer(name)
        setattr(self, name, value)
        return value

    def add(self, layer: str, value: object) -> None:
        """Write a layer. Raises LayerError where it is there already."""
        if layer in self._layers:
            raise LayerError(f"layer {layer!r} is already written; stages only add")
        self._layers[layer] = value

    def has(self, layer: str) -> bool:
        return layer in self._layers

    @property
    def layers(self) -> tuple[str, ...]:
        """The names of the layers written so far, in their order."""
        return tuple(self._layers)

    def layer(self, name: str) -> object:
        try:
            return self._layers[name]
        except KeyError:
            raise LayerError(f"layer {name!r} has not been written yet") from None

    def sentence_of(self, i: int) -> Sentence:
        """The sentence that token `i` stands in."""
        return self.sentences[self.tokens[i].sent]

    def children(self, i: int) -> tuple[int, ...]:
        """Dependents of token `i`, in text order."""
        if self._children is None:
            lists: list[list[int]] = [[] for _ in self.tokens]
            for child, head in enumerate(self.parse.head):
                if head >= 0:
                    lists[head].append(child)
            self._children = [tuple(c) for c in lists]
        return self._children[i]

    def kinds_at(self, i: int) -> Collection[str]:
        """The kinds of the entities that token `i` is a word of, none where it is of none."""
        if self._kinds is None:
            self._kinds = {}
            for entity in self.entities:
                for t in range(entity.first, entity.last + 1):
                    self._kinds.setdefault(t, set()).add(entity.kind)
        return self._kinds.get(i, ())

    def subtree(self, i: int) -> tuple[int, ...]:
        """Token `i` and everything below it, in text order."""
        out, queue = [], [i]
        while queue:
            t = queue.pop()
            out.append(t)
            queue.extend(self.children(t))
        return tuple(sorted(out))

    def span(self, first: int, last: int) -> Span:
        """Characters from token `first` to token `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)
