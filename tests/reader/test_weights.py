import json
import zipfile
from pathlib import Path

import pytest

from tidings.errors import ModelError
from tidings.reader import Reader


def test_missing_weights_are_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no reader weights"):
        Reader.load(tmp_path / "none.zip")


def test_damaged_weights_are_a_model_error(tmp_path: Path) -> None:
    path = tmp_path / "weights.zip"
    path.write_bytes(b"PK not a zip")
    with pytest.raises(ModelError, match="not a readable weights file"):
        Reader.load(path)


def test_weights_of_another_format_are_a_model_error(tmp_path: Path) -> None:
    path = tmp_path / "weights.zip"
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("meta.json", json.dumps({"format": "tidings-reader/0"}))
    with pytest.raises(ModelError, match="reads 'tidings-reader/2'"):
        Reader.load(path)
