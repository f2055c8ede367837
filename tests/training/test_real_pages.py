"""Annotations of public texts are kept without the texts, and find them again."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest
from running import SHARED

TRAINING = Path(__file__).parents[2] / "training"
PAGE = """# published: 2021-03-09
# title: page
# outlet: Coast Post
# kind: page
# source: worldwide/coast_1
Rebels shelled the port of Asmarat on Monday, killing three dockers, the harbour master said.

## events
{"type":"ASSAULT","mentions":[["Rebels shelled the port of Asmarat on Monday","shelled"]],\
"actors":[["Rebels"]],"recipients":[["three dockers","dockers"]],"place":["Asmarat","ER"],\
"when":["2021-03-08","2021-03-08"],"killed":[3,3],"sources":["the harbour master"]}
## states
{"kind":"position","holder":["harbour master"],"role":"harbour master",\
"mentions":[["the harbour master said","master"]]}
"""


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TRAINING))
    return importlib.import_module("real")


def test_a_packed_page_holds_no_word_of_its_text_and_unpacks_to_what_was_annotated(
    real: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "r-001.txt"
    path.write_text(PAGE, encoding="utf-8")
    written = real.read(path)
    record = real.packed(written, written.text)
    kept = json.dumps(record)
    assert not any(word in kept for word in ("Rebels", "dockers", "Asmarat", "harbour", "shelled"))
    assert real.unpacked(record, written.text) == (written.events, written.states)


def test_another_text_is_refused_but_other_capitals_are_not(real: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "r-001.txt"
    path.write_text(PAGE, encoding="utf-8")
    written = real.read(path)
    record = real.packed(written, written.text)
    assert real.unpacked(record, written.text.upper())[0][0]["actors"] == [["REBELS"]]
    with pytest.raises(ValueError, match="not the one that was annotated"):
        real.unpacked(record, written.text.replace("three", "seven"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('" We will not go , " he said .', '"We will not go," he said.'),
        ("The U. S. envoy 's car ( a Ford ) burned .", "The U.S. envoy's car (a Ford) burned."),
        ("a well - known port - 30 km away", "a well-known port - 30 km away"),
        ("$ 5 m , up 3 %", "$5 m, up 3%"),
    ],
)
def test_words_are_joined_as_print_has_them(real: ModuleType, words: str, told: str) -> None:
    assert real.joined(words.split()) == told


@pytest.mark.shared
def test_every_annotated_page_is_found_in_the_public_data(real: ModuleType) -> None:
    for name, record, text in real.pages(SHARED / "data"):
        events, states = real.unpacked(record, text)
        for one in (*events, *states):
            for mention in one["mentions"]:
                assert mention["trigger"] in mention["quote"], name
