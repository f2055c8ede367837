"""The model folder: what is written is read back, and nothing else is taken for a model."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from models import CYBER, READER, model

from tidings.errors import ModelError, UsageError
from tidings.ontology import load_model
from tidings.ontology.words import Passage, Word

WORDS = (
    Word(2, "seen", ("word=see/VERB",), np.zeros(4, np.float32), 1.0, frozenset()),
    Word(5, "hacked", ("word=hack/VERB",), np.zeros(4, np.float32), 1.0, frozenset()),
)
PASSAGE = Passage(0, np.zeros(8, np.float32), ("in=hacked", "in=banks"), WORDS)


def test_what_is_saved_is_read_back_with_the_same_bytes(tmp_path: Path) -> None:
    model().save(tmp_path / "m")
    found = load_model(tmp_path / "m")
    found.save(tmp_path / "again")
    assert found.version == model().version
    for name in ("model.json", "types.npz"):
        assert (tmp_path / "m" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["again", "m"]
    assert found.types == (CYBER,)


def test_the_version_changes_with_whatever_changes_the_proposals() -> None:
    changed = [model(threshold=0.5), model(types=(replace(CYBER, parent=None),)), model(temperature=2.0)]
    assert len({m.version for m in (model(), *changed)}) == 4


def test_a_sentence_that_is_sure_enough_names_the_likeliest_word_and_mode() -> None:
    assert model().chances_of(PASSAGE)[1] == pytest.approx(1 / (1 + np.exp(-5)))
    found = model().word_of(PASSAGE, 0, without={})
    assert found is not None
    assert found.text == "hacked"
    assert model().mode_of(PASSAGE, 0) == "theft"
    second = model().word_of(PASSAGE, 0, without={5: None})
    assert second is not None
    assert second.text == "seen"


def test_a_word_known_to_name_other_deeds_is_less_ready() -> None:
    known = replace(WORDS[0], known=frozenset({"ASSAULT"}))
    assert known.readiness("COERCE") < known.readiness("ASSAULT") == WORDS[0].readiness(None)


def test_a_model_of_another_reader_is_refused() -> None:
    model().check_reader(READER)
    with pytest.raises(ModelError, match=r"trained with the reader made \(9\).* train it again"):
        model(reader_digest="9").check_reader(READER)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda about: about.update(format="tidings-model/9"), "has format 'tidings-model/9'"),
        (lambda about: about.pop("threshold"), "not a readable model"),
        (lambda about: about["types"].append(about["types"][0]), "CYBERATTACK is declared twice"),
        (lambda about: about["types"][0].update(parent="HACK"), "'HACK', is none of AGREE"),
        (lambda about: about["types"][0].update(name="ASSAULT"), "ASSAULT is a PLOVER type"),
        (lambda about: about["types"].clear(), "another shape"),
        (lambda about: about["names"]["deeds"].extend("abcdefghi"), "do not fit"),
    ],
)
def test_a_folder_whose_parts_do_not_fit_is_refused(tmp_path: Path, change, said: str) -> None:  # type: ignore[no-untyped-def]
    model().save(tmp_path / "m")
    about = json.loads((tmp_path / "m" / "model.json").read_text())
    change(about)
    (tmp_path / "m" / "model.json").write_text(json.dumps(about))
    with pytest.raises(ModelError, match=said):
        load_model(tmp_path / "m")


def test_missing_and_damaged_parts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"it has no model\.json; `tidings train` makes such a folder"):
        load_model(tmp_path)
    model().save(tmp_path / "m")
    (tmp_path / "m" / "types.npz").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(ModelError, match="not a readable model"):
        load_model(tmp_path / "m")
    (tmp_path / "m" / "model.json").write_text("{")
    with pytest.raises(ModelError, match="not a readable model"):
        load_model(tmp_path / "m")


def test_a_model_is_replaced_only_when_told_and_other_things_never(tmp_path: Path) -> None:
    model().save(tmp_path / "m")
    with pytest.raises(UsageError, match="is there already; give another folder, or --force"):
        model().save(tmp_path / "m")
    model(threshold=0.7).save(tmp_path / "m", force=True)
    assert load_model(tmp_path / "m").threshold == 0.7
    (tmp_path / "m" / "notes.txt").touch()
    with pytest.raises(UsageError, match=r"holds other things than a model \(notes\.txt\)"):
        model().save(tmp_path / "m", force=True)
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        model().save(tmp_path / "file", force=True)
