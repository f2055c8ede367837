"""`tidings evaluate` through the installed command, on small invented sets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run

pytestmark = pytest.mark.model

HEAD = "\tsentence_id\tsentence\tmarked_sentence\tgold_root\tgold_penta\n"
ROW = "\t{}\tFrance bombed Chad.\t<s>France</s> bombed <t>Chad</t>.\t{}\t{}\n"

TIMEX = '<TIMEX3 tid="t1" type="DATE" value="2024-05-06">'
TML = '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-05-08"/></DCT><TEXT>{text}</TEXT></TimeML>'


@pytest.fixture
def plv(tmp_path: Path) -> Path:
    path = tmp_path / "plv.tsv"
    path.write_text(HEAD + ROW.format(1, "ASSAULT", 4) + ROW.format(2, "COERCE", 4), encoding="utf-8")
    return path


def test_the_figures_come_as_one_json_object(run: Run, plv: Path) -> None:
    done = run("evaluate", "plv", plv, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "root_macro_f1": 33.33, "root_accuracy": 50.0, "quad_macro_f1": 100.0, "binary_macro_f1": 100.0,
        "documents": 2, "items": 2,
    }  # fmt: skip


def test_the_table_ends_with_what_was_scored(run: Run, plv: Path) -> None:
    lines = run("evaluate", "plv", plv).stdout.splitlines()
    assert lines[1].split() == ["root", "macro", "f1", "33.3"]
    assert lines[-1] == "plv: 2 documents, 2 sentences scored."


def test_predictions_can_be_scored_by_others(run: Run, plv: Path, tmp_path: Path) -> None:
    run("evaluate", "plv", plv, "--predictions", "out.jsonl")
    row = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[1])
    assert (row["doc"], row["line"], row["label"]) == ("2", 3, "ASSAULT")
    assert row["text"][row["target"]["start"] : row["target"]["end"]] == "Chad"


def test_a_bad_line_is_told_the_rest_scored_and_the_exit_code_three(run: Run, plv: Path) -> None:
    with plv.open("a", encoding="utf-8") as file:
        file.write("\t3\tShort.\n")
    done = run("evaluate", "plv", plv, "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["items"] == 2
    assert done.stderr.startswith(f"Not read: {plv}, line 4: 3 cells under 6 headings. Give a TSV")


@pytest.mark.parametrize(
    "name",
    [
        "gold",
        "plv",
        "polnear",
        "re3d",
        "worldwide-ner",
        "muc4",
        "factuality",
        "tempeval3",
        "actors",
        "places",
        "ecb",
    ],
)
def test_a_path_that_is_not_there_is_named(run: Run, name: str) -> None:
    done = run("evaluate", name, "nowhere")
    assert done.returncode == 3
    assert done.stderr.startswith("Error: nowhere: ")
    assert done.stdout == ""


def test_an_unknown_set_exits_two_and_lists_the_sets(run: Run, plv: Path) -> None:
    done = run("evaluate", "ace", plv)
    assert done.returncode == 2
    assert "worldwide-ner" in done.stderr


def test_only_the_documents_named_are_scored(run: Run, plv: Path, tmp_path: Path) -> None:
    (tmp_path / "names.json").write_text('{"plv": ["1"]}', encoding="utf-8")
    assert json.loads(run("evaluate", "plv", plv, "--json", "--only", "names.json").stdout)["items"] == 1
    (tmp_path / "none.txt").write_text("9\n", encoding="utf-8")
    done = run("evaluate", "plv", plv, "--only", "none.txt")
    assert done.returncode == 3
    assert "nothing in it could be scored" in done.stderr


@pytest.mark.slow
def test_every_other_set_is_scored_end_to_end(run: Run, tmp_path: Path) -> None:
    text = "Rebels attacked the village on Monday."
    entity = {"documentId": "d", "begin": 0, "end": 6, "type": "Organisation", "confidence": 1}
    attack = {"docid": "d", "doctext": text.lower(), "templates": [{"PerpInd": [[["rebels", 0]]]}]}
    rated = {"text": "Rebels attacked .", "targets": [{"span1": [1, 2], "label": 3.0}]}
    event = {
        "type": "ASSAULT", "status": "occurred", "background": False,
        "mentions": [{"quote": text, "trigger": "attacked"}],
    }  # fmt: skip
    files = {
        "gold/a.json": json.dumps({"doc": "a", "published": "2024-05-06", "text": text}),
        "gold/a.ann.json": json.dumps({"events": [event], "states": []}),
        "polnear/text/a.txt": "Ann said Bob left.",
        "polnear/attributions/a_ab12.ann": "T1\tCue 4 8\tsaid\nE1\tAttribution:T1 Cue:T1\n",
        "re3d/one/documents.jsonl": json.dumps({"_id": "d", "text": text}),
        "re3d/one/entities.jsonl": json.dumps(entity),
        "worldwide/a.tsv": "Arda\tB-Location\n",
        "muc4.json": json.dumps(attack),
        "factuality/dev.jsonl": json.dumps(rated),
        "tempeval3/a.tml": TML.format(text=text.replace("Monday", f"{TIMEX}Monday</TIMEX3>")),
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    for name, path, key, value in (
        ("gold", "gold", "found", [100.0] * 3),
        ("polnear", "polnear", "cue_f1", 100.0),
        ("re3d", "re3d", "documents", 1),
        ("worldwide-ner", "worldwide", "documents", 1),
        ("muc4", "muc4.json", "perp_ind_f1", 100.0),
        ("factuality", "factuality", "mae", 0.0),
        ("tempeval3", "tempeval3", "value_f1", 100.0),
    ):
        done = run("evaluate", name, path, "--json", "--predictions", "out.jsonl")
        assert (done.returncode, done.stderr) == (0, "")
        near = 0.3 if name == "factuality" else 0.1  # the network is never wholly sure
        assert json.loads(done.stdout)[key] == pytest.approx(value, abs=near), name
        assert all(json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines())


def ecb_article(folder: Path, name: str, words: str, chains: dict[int, str]) -> None:
    """`chains`: number of a word, from 1, and the chain of the mention that it is."""
    tokens = "".join(
        f'<token t_id="{n}" sentence="0" number="{n}">{word}</token>'
        for n, word in enumerate(words.split(), start=1)
    )
    marks = "".join(
        f'<ACTION_OCCURRENCE m_id="{n}"><token_anchor t_id="{n}"/></ACTION_OCCURRENCE>' for n in chains
    )
    links = "".join(
        f'<CROSS_DOC_COREF note="{chain}"><source m_id="{n}"/><target m_id="90"/></CROSS_DOC_COREF>'
        for n, chain in chains.items()
    )
    text = f"<Document>{tokens}<Markables>{marks}</Markables><Relations>{links}</Relations></Document>"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.xml").write_text(text, encoding="utf-8")


def test_linking_is_scored_by_topic_beside_the_same_word(run: Run, tmp_path: Path) -> None:
    words = "Rebels shelled the port of Vellmar on Tuesday , and the mayor resigned ."
    for topic in ("7", "8"):
        for n in (1, 2):
            ecb_article(tmp_path / topic, f"{topic}_{n}ecb", words, {2: "ACT1", 13: "ACT2"})
    done = run("evaluate", "ecb", tmp_path, "--json", "--predictions", "out.jsonl")
    assert done.returncode == 0
    figures = json.loads(done.stdout)
    assert figures["baseline_conll_f1"] == 100.0
    assert figures["conll_f1"] == pytest.approx(
        sum(figures[k] for k in ("muc_f1", "b3_f1", "ceafe_f1")) / 3, abs=0.01
    )
    assert (figures["documents"], figures["items"]) == (4, 8)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in rows] == ["shelled", "resigned"] * 4
    assert {row["chain"].partition("_")[0] for row in rows} == {"7", "8"}
    assert rows[0]["chain"] != rows[1]["chain"]  # two words of one sentence


def test_an_article_that_is_broken_is_told_and_the_others_are_linked(run: Run, tmp_path: Path) -> None:
    ecb_article(tmp_path / "7", "7_1ecb", "Rebels shelled the port .", {2: "ACT1"})
    (tmp_path / "7" / "7_2ecb.xml").write_text("<Document><token", encoding="utf-8")
    done = run("evaluate", "ecb", tmp_path, "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["items"] == 1
    assert "7_2ecb.xml: broken XML" in done.stderr
