"""Annotations of public texts are kept without the texts, and find them again."""

from __future__ import annotations

import importlib
import json
import zipfile
from pathlib import Path
from types import ModuleType, SimpleNamespace

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


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TRAINING))
    return importlib.import_module("judge")


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


def test_sentences_of_different_reports_make_a_page(real: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    rows = [{"text": "Rebels  took Asmarat."}, {"text": "Dockers struck."}, {"text": "Troops left Dol."}]
    with zipfile.ZipFile(tmp_path / "places/event_location.jsonl.zip", "w") as z:
        z.writestr("labeled_text.jsonl", json.dumps(rows))
    assert real.text_of(tmp_path, "event_location/0+2") == "Rebels took Asmarat.\n\nTroops left Dol."


def test_what_a_page_of_such_sentences_compares_is_of_one_sentence(judge: ModuleType) -> None:
    def told(name: str) -> SimpleNamespace:
        tokens = [SimpleNamespace(sent=n) for n in (0, 0, 1)]
        return SimpleNamespace(doc=SimpleNamespace(report=SimpleNamespace(doc=name), tokens=tokens))

    near, far = (judge.Case((), True, 0, at=0, other=n) for n in (1, 2))
    assert judge.may_meet(told("t-100"), near)
    assert not judge.may_meet(told("t-100"), far)
    assert judge.may_meet(told("r-100"), far)
    assert [judge.is_lone(n) for n in ("t-100", "s-100", "a-001")] == [True, False, False]


@pytest.mark.shared
def test_every_annotated_page_is_found_in_the_public_data(real: ModuleType) -> None:
    for name, record, text in real.pages(SHARED / "data"):
        events, states = real.unpacked(record, text)
        for one in (*events, *states):
            for mention in one["mentions"]:
                assert mention["trigger"] in mention["quote"], name
