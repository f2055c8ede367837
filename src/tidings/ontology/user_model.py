"""A trained model of a user's own event types: what it proposes, and the folder that it is kept in.

The folder holds `model.json` (what the types are, what they were learnt from, how well they were
recognised) and `types.npz` (the weights). A model fits the reader it was trained with and no other,
since the numbers of another reader's vectors mean something else.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from tidings.errors import ModelError, UsageError
from tidings.model.doc import Doc
from tidings.model.own_types import OwnType, Proposal, own_type_problems
from tidings.ontology.softmax import Reals, chances
from tidings.ontology.tables import Table
from tidings.ontology.words import Passage, Word, find_passages
from tidings.reader import Reader

FORMAT: Final = "tidings-model/1"
ABOUT: Final = "model.json"
WEIGHTS: Final = "types.npz"
_DATE: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class UserModel:
    """`deeds`: classes "none of them", then `types`, of a sentence. `words`: the same of a word, to choose
    the one that tells it. `modes`: of a type's number, its modes' names ("" for none) and their table.

    `learnt`: what `model.json` says besides: data counts and scores.
    """

    types: tuple[OwnType, ...]
    reader_name: str
    reader_digest: str
    threshold: float
    temperature: float
    deeds: Table
    words: Table
    modes: Mapping[int, tuple[tuple[str, ...], Table]]
    learnt: Mapping[str, Any]

    @property
    def version(self) -> str:
        """12 hex digits that change whenever its proposals may."""
        return hashlib.sha256(_about(self) + _weights(self)).hexdigest()[:12]

    def check_reader(self, reader: Reader) -> None:
        """Raises ModelError where the model was trained with another reader, or this one gives no vectors."""
        if (reader.name, reader.digest) != (self.reader_name, self.reader_digest):
            raise ModelError(
                f"the model was trained with the reader {self.reader_name} ({self.reader_digest}), this one"
                f" is {reader.name} ({reader.digest}); train it again with `tidings train`"
            )
        reader.network.check_vectors()

    def propose(self, doc: Doc, reader: Reader) -> tuple[Proposal, ...]:
        """Words that tell of a deed of one of the types, in text order; at most one a type and sentence.
        Needs the layers "parse" and "entities"."""
        out: dict[int, Proposal] = {}
        for passage in find_passages(doc, reader):
            found = self.chances_of(passage)
            for k in sorted(range(len(self.types)), key=lambda k: -found[k + 1]):
                if found[k + 1] < self.threshold:
                    break
                word = self.word_of(passage, k, without=out)
                if word is not None:
                    mode = self.mode_of(passage, k)
                    out[word.token] = Proposal(word.token, self.types[k], mode, float(found[k + 1]))
        return tuple(out[token] for token in sorted(out))

    def chances_of(self, passage: Passage) -> Reals:
        """Chances that the sentence tells of none of the types, and of each."""
        scores = self.deeds.scores(passage.vector, passage.names)
        return np.asarray(chances(scores[None], self.temperature)[0])

    def word_of(self, passage: Passage, k: int, *, without: Mapping[int, object]) -> Word | None:
        """The word of the sentence that most likely tells of a deed of type number `k`."""
        best: tuple[float, Word] | None = None
        for word in passage.words:
            if word.token not in without:
                rank = float(chances(self.words.scores(word.vector, word.names)[None])[0, k + 1])
                rank *= word.readiness(self.types[k].parent)
                if best is None or rank > best[0]:
                    best = rank, word
        return best[1] if best else None

    def mode_of(self, passage: Passage, k: int) -> str | None:
        if k not in self.modes:
            return None
        names, table = self.modes[k]
        return names[int(table.scores(passage.vector, passage.names).argmax())] or None

    def save(self, folder: Path, *, force: bool = False) -> None:
        """Write the folder, whole or not at all. Raises UsageError where something is there already and
        not `force`, or where what is there is no model."""
        check_place(folder, force=force)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
            try:
                (draft / ABOUT).write_bytes(_about(self))
                (draft / WEIGHTS).write_bytes(_weights(self))
                draft.chmod(0o755)
                if folder.exists():
                    shutil.rmtree(folder)
                draft.rename(folder)
            except BaseException:
                shutil.rmtree(draft, ignore_errors=True)
                raise
        except OSError as error:
            raise UsageError(f"{folder} cannot be written: {error.strerror}") from None


def check_place(folder: Path, *, force: bool = False) -> None:
    """Raises UsageError where a model cannot be written to `folder`: it is there and not `force`, or it
    holds other things than a model, which are never deleted."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file; give a folder to make for the model")
    held = {item.name for item in folder.iterdir()}
    if other := sorted(held - {ABOUT, WEIGHTS}):
        raise UsageError(f"{folder} holds other things than a model ({other[0]}); give another folder")
    if not force:
        raise UsageError(f"{folder} is there already; give another folder, or --force to replace the model")


def load_model(folder: Path) -> UserModel:
    """Read a model folder. Raises ModelError where it is missing, damaged or of another format."""
    if not (folder / ABOUT).is_file():
        raise ModelError(f"no model in {folder}: it has no {ABOUT}; `tidings train` makes such a folder")
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        if not isinstance(about, dict) or about.get("format") != FORMAT:
            found = about.get("format") if isinstance(about, dict) else None
            raise ModelError(f"{folder} has format {found!r}, this version reads {FORMAT!r}; train it again")
        types = tuple(_own_type(item) for item in about["types"])
        for problem in own_type_problems(types):
            raise ValueError(problem)
        with np.load(io.BytesIO((folder / WEIGHTS).read_bytes()), allow_pickle=False) as held:
            arrays = {name: np.asarray(held[name], np.float32) for name in held.files}
        modes: dict[int, tuple[tuple[str, ...], Table]] = {}
        for k, item in enumerate(about["types"]):
            if names := tuple(item["mode_classes"]):
                modes[k] = names, _table(arrays, f"mode{k}", about["names"]["deeds"], len(names))
        return UserModel(
            types,
            str(about["reader"]["name"]),
            str(about["reader"]["digest"]),
            float(about["threshold"]),
            float(about["temperature"]),
            _table(arrays, "deeds", about["names"]["deeds"], len(types) + 1),
            _table(arrays, "words", about["names"]["words"], len(types) + 1),
            modes,
            about["learnt"],
        )
    except ModelError:
        raise
    except Exception as error:
        raise ModelError(f"{folder} is not a readable model ({error}); train it again") from error


def _own_type(item: Mapping[str, Any]) -> OwnType:
    parent = item["parent"]
    return OwnType(
        str(item["name"]), None if parent is None else str(parent), tuple(map(str, item["modes"])),
        str(item["description"]),
    )  # fmt: skip


def _table(arrays: Mapping[str, Any], name: str, names: list[str], classes: int) -> Table:
    weights, bias = arrays[f"{name}_weights"], arrays[f"{name}_bias"]
    if weights.ndim != 2 or bias.shape != (classes,) or weights.shape[1] != classes:
        raise ValueError(f"the weights of {name} have another shape than {ABOUT} says")
    if len(weights) <= len(names) or not (np.isfinite(weights).all() and np.isfinite(bias).all()):
        raise ValueError(f"the weights of {name} do not fit {ABOUT}")
    return Table(tuple(map(str, names)), weights, bias)


def _about(model: UserModel) -> bytes:
    """No date and no path: the same sentences and reader give the same bytes."""
    about = {
        "format": FORMAT,
        "reader": {"name": model.reader_name, "digest": model.reader_digest},
        "types": [
            {
                "name": own.name, "parent": own.parent, "description": own.description,
                "modes": list(own.modes), "mode_classes": list(model.modes[k][0]) if k in model.modes else [],
            }
            for k, own in enumerate(model.types)
        ],
        "threshold": model.threshold,
        "temperature": model.temperature,
        "learnt": model.learnt,
        "names": {"deeds": list(model.deeds.names), "words": list(model.words.names)},
    }  # fmt: skip
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _weights(model: UserModel) -> bytes:
    tables = {"deeds": model.deeds, "words": model.words}
    tables |= {f"mode{k}": table for k, (_, table) in sorted(model.modes.items())}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, table in tables.items():
            for part, array in (("weights", table.weights), ("bias", table.bias)):
                buffer = io.BytesIO()
                np.save(buffer, array, allow_pickle=False)
                archive.writestr(zipfile.ZipInfo(f"{name}_{part}.npy", _DATE), buffer.getvalue())
    return out.getvalue()
