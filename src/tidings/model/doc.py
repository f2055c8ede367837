"""A report's text and its layers: text is read once, stages only add."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

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


@dataclass(slots=True)
class Doc:
    """A report's text with what the stages found in it. Layers are written once, by `add`."""

    report: Report
    _layers: dict[str, object] = field(default_factory=dict)
    _children: list[tuple[int, ...]] | None = None

    @property
    def text(self) -> str:
        return self.report.text

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

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.layer("tokens")  # type: ignore[return-value]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.layer("sentences")  # type: ignore[return-value]

    @property
    def quotes(self) -> tuple[Span, ...]:
        """What stands inside quotation marks, marks excluded."""
        return self.layer("quotes")  # type: ignore[return-value]

    @property
    def parse(self) -> Parse:
        return self.layer("parse")  # type: ignore[return-value]

    @property
    def entities(self) -> tuple[Entity, ...]:
        return self.layer("entities")  # type: ignore[return-value]

    @property
    def times(self) -> tuple[TimeMention, ...]:
        return self.layer("times")  # type: ignore[return-value]

    @property
    def places(self) -> tuple[PlaceMention, ...]:
        return self.layer("places")  # type: ignore[return-value]

    @property
    def counts(self) -> tuple[Count, ...]:
        return self.layer("counts")  # type: ignore[return-value]

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
