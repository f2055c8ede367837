"""From a report to its records: the stages in order.

A stage reads layers of a Doc and adds others; none alters what an earlier one wrote. A pipeline
refuses a stage whose needs nothing before it meets, so an order that cannot work fails when it is
built and not on the first report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tidings.claims import all_attributions, find_events, find_frames, find_states
from tidings.claims.roster import Roster
from tidings.mentions.counts import find_counts
from tidings.mentions.gazetteer import Gazetteer
from tidings.mentions.places import find_places
from tidings.mentions.times import find_times
from tidings.model.contract import check, with_ids
from tidings.model.doc import Doc
from tidings.model.own_types import OwnType
from tidings.model.record import Coded
from tidings.model.report import Report
from tidings.reader import Reader
from tidings.settings import Settings
from tidings.text import segment

if TYPE_CHECKING:
    from tidings.ontology import UserModel

BASE: Final = frozenset({"tokens", "sentences", "quotes"})
"""Layers that a Doc has when it comes from `segment`."""

NOT_READ: Final = "it is in {language!r}; only English is read, so it is kept without records"
UNDATED: Final = "no publication date was given or found, so relative dates ('on Monday') stay empty"


@dataclass(frozen=True, slots=True)
class Stage:
    """`add` writes the layers `gives` from the layers `needs`."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    add: Callable[[Doc], None]


class Pipeline:
    """Codes reports. `version` names the reader; it changes whenever its results may."""

    def __init__(self, stages: Sequence[Stage], *, version: str, types: Iterable[OwnType] = ()) -> None:
        """`types`: event types beside PLOVER's that records may have. Raises ValueError where a stage
        needs a layer that no stage before it gives, or gives one that is there already."""
        there = set(BASE)
        for stage in stages:
            if missing := [layer for layer in stage.needs if layer not in there]:
                raise ValueError(f"stage {stage.name!r} needs {', '.join(missing)}; nothing before gives it")
            if twice := [layer for layer in stage.gives if layer in there]:
                raise ValueError(f"stage {stage.name!r} gives {', '.join(twice)} a second time")
            there.update(stage.gives)
        self.stages = tuple(stages)
        self.version = version
        self.types = tuple(types)

    def up_to(self, name: str) -> Pipeline:
        """A pipeline that ends with the stage of that name, for who needs no records."""
        last = next(n for n, stage in enumerate(self.stages) if stage.name == name)
        return Pipeline(self.stages[: last + 1], version=self.version, types=self.types)

    def read(self, report: Report) -> Doc:
        """The report's text with every layer."""
        return self.add_layers(segment(report))

    def add_layers(self, doc: Doc) -> Doc:
        """Every layer on a Doc that has those of BASE, for text that was cut into words elsewhere."""
        for stage in self.stages:
            stage.add(doc)
        return doc

    def code(self, report: Report) -> Coded:
        """The report's records. A report in another language than English has none, and a note."""
        notes = [UNDATED] if report.published is None else []
        if report.language != "en":
            return Coded(report, (), (), (NOT_READ.format(language=report.language),), types=self.types)
        doc = self.read(report)
        coded = with_ids(
            report,
            doc.layer("events"),  # type: ignore[arg-type]
            doc.layer("states"),  # type: ignore[arg-type]
            notes=notes,
            unclear=doc.layer("unclear"),  # type: ignore[arg-type]
            types=self.types,
        )
        check(coded)
        return coded


def default_pipeline(
    settings: Settings | None = None, *, before_compiling: Callable[[], None] | None = None
) -> Pipeline:
    """The pipeline that the command line and `read_text` use. Loads the reader and the gazetteer.

    `before_compiling` is called where the gazetteer has yet to be compiled, which takes some seconds.
    With `settings.model` the events also have the types of that model. Raises ModelError where the weights
    or the model are missing or of another format, or the model was trained with other weights; StoreError
    where the file of own gazetteers cannot be read.
    """
    chosen = settings or Settings()
    reader = Reader.load(chosen.weights, threads=chosen.threads)
    own = _user_model(chosen.model, reader)
    beside = Path(chosen.gazetteer) if chosen.gazetteer is not None else None
    gazetteer = Gazetteer.open(own=beside, before_compiling=before_compiling)

    def times(doc: Doc) -> None:
        doc.add("times", find_times(doc))

    def counts(doc: Doc) -> None:
        doc.add("counts", find_counts(doc))

    def places(doc: Doc) -> None:
        doc.add("places", find_places(doc, gazetteer))

    def roster(doc: Doc) -> None:
        doc.add("roster", Roster(doc))

    def attributions(doc: Doc) -> None:
        doc.add("attributions", all_attributions(doc))

    def proposals(doc: Doc) -> None:
        if own is not None:
            doc.add("proposals", own.propose(doc, reader))

    def frames(doc: Doc) -> None:
        doc.add("frames", find_frames(doc))

    def events(doc: Doc) -> None:
        found, unclear = find_events(doc)
        doc.add("events", found)
        doc.add("unclear", unclear)

    def states(doc: Doc) -> None:
        doc.add("states", find_states(doc))

    claimed = ("frames", "attributions", "times", "counts", "places")
    stages = [
        Stage("reader", ("tokens", "sentences"), ("parse", "entities", "described", "hints"), reader.read),
        Stage("times", ("parse",), ("times",), times),
        Stage("counts", ("parse",), ("counts",), counts),
        Stage("places", ("parse", "entities"), ("places",), places),
        Stage("roster", ("parse", "entities"), ("roster",), roster),
        Stage("attributions", ("roster", "quotes"), ("attributions",), attributions),
        Stage("frames", ("roster", "times"), ("frames",), frames),
        Stage("events", claimed, ("events", "unclear"), events),
        Stage("states", claimed, ("states",), states),
    ]
    version = f"{reader.name} {fingerprint()}"
    if gazetteer.own_digest:
        version += f" gazetteer {gazetteer.own_digest}"
    if own is None:
        return Pipeline(stages, version=version)
    at = next(n for n, stage in enumerate(stages) if stage.name == "frames")
    stages.insert(at, Stage("proposals", ("parse", "entities"), ("proposals",), proposals))
    return Pipeline(stages, version=f"{version} model {own.version}", types=own.types)


def _user_model(folder: str | None, reader: Reader) -> UserModel | None:
    if folder is None:
        return None
    from tidings.ontology import load_model  # with all of training, a tenth of the start: only where asked

    model = load_model(Path(folder))
    model.check_reader(reader)
    return model


@cache
def fingerprint() -> str:
    """12 hex digits over the code and data that records depend on: what reads, not what keeps.

    A changed rule or word list is a new version, so reports are coded again and not passed over.
    """
    total = hashlib.sha256()
    root = files("tidings")
    for folder in ("text", "reader", "mentions", "claims", "ontology", "data", "model"):
        for name, item in sorted(_files(root / folder, folder)):
            total.update(name.encode())
            total.update(hashlib.sha256(item.read_bytes()).digest())
    return total.hexdigest()[:12]


def _files(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    out: list[tuple[str, Traversable]] = []
    for item in folder.iterdir():
        name = f"{path}/{item.name}"
        if item.is_dir():
            out += _files(item, name) if item.name != "__pycache__" else []
        elif item.name.endswith((".py", ".tsv", ".gz", ".zip")):
            out.append((name, item))
    return out
