"""The packaged weights: one zip file with the network, the scorers of pairs, tokenizer and label lists."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.errors import ModelError
from tidings.reader.pieces import WordPieces

FORMAT: Final = "tidings-reader/2"
PACKAGED: Final = Path(__file__).parent.parent / "data" / "reader" / "weights.zip"


@dataclass(frozen=True)
class Weights:
    """`labels`: task (upos, xpos, dep, worldwide, re3d, inner, trigger, mention, root) to label names in
    score order.

    `label_mix` [L + 1, relations * (L + 1)]: the biaffine relation scorer. `pairs`: arrays of the
    scorers of `tidings.reader.hints` and `tidings.reader.marked`, by name.
    """

    name: str
    labels: dict[str, tuple[str, ...]]
    network: bytes
    label_mix: NDArray[np.float32]
    pairs: dict[str, NDArray[np.float32]]
    digest: str
    """16 hex digits that tell these weights from others."""
    pieces: WordPieces


def load_weights(path: str | Path | None = None) -> Weights:
    """Read a weights file, the packaged one by default.

    Raises ModelError where the file is missing, damaged or of another format.
    """
    path = Path(path or PACKAGED)
    if not path.is_file():
        raise ModelError(f"no reader weights at {path}; install the package again or name a weights file")
    try:
        with zipfile.ZipFile(path) as z:
            meta = json.loads(z.read("meta.json"))
            if meta.get("format") != FORMAT:
                raise ModelError(f"{path} has format {meta.get('format')!r}, this version reads {FORMAT!r}")
            return Weights(
                name=meta["name"],
                labels={task: tuple(names) for task, names in meta["labels"].items()},
                network=z.read("network.onnx"),
                digest=_digest(z),
                label_mix=np.load(io.BytesIO(z.read("labels.npy")), allow_pickle=False).astype(np.float32),
                pairs=_arrays(z.read("pairs.npz")),
                pieces=WordPieces.from_json(z.read("tokenizer.json").decode("utf-8")),
            )
    except ModelError:
        raise
    except Exception as error:
        raise ModelError(f"{path} is not a readable weights file ({error})") from error


def _arrays(content: bytes) -> dict[str, NDArray[np.float32]]:
    with np.load(io.BytesIO(content), allow_pickle=False) as held:
        return {name: held[name].astype(np.float32) for name in held.files}


def _digest(archive: zipfile.ZipFile) -> str:
    """Over the members' names, sizes and checksums: the file is not read for it."""
    members = sorted((i.filename, i.file_size, i.CRC) for i in archive.infolist())
    return hashlib.sha256(json.dumps(members).encode()).hexdigest()[:16]
