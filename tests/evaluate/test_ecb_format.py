"""ECB+ articles are read with their events, parties and chains."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidings.errors import InputError
from tidings.evaluate.formats_ecb import Article, read_ecb

WORDS = [
    ["Rebels", "shelled", "a", "port", "."],
    ["The", "attack", "killed", "two", ",", '"', "officials", '"', "said", "."],
]


def article(folder: Path, name: str, marks: str, relations: str) -> None:
    tokens, number = [], 0
    for n, sentence in enumerate(WORDS):
        for k, word in enumerate(sentence):
            number += 1
            tokens.append(f'<token t_id="{number}" sentence="{n}" number="{k}">{word}</token>')
    folder.mkdir(parents=True, exist_ok=True)
    parts = f"<Markables>{marks}</Markables><Relations>{relations}</Relations>"
    text = f"<Document>{''.join(tokens)}{parts}</Document>"
    (folder / f"{name}.xml").write_text(text, encoding="utf-8")


def anchored(kind: str, number: int, *tokens: int) -> str:
    anchors = "".join(f'<token_anchor t_id="{t}"/>' for t in tokens)
    return f'<{kind} m_id="{number}">{anchors}</{kind}>'


def read(folder: Path) -> list[Article]:
    return list(read_ecb(folder))


def test_mentions_in_one_relation_are_one_chain_and_the_others_alone(tmp_path: Path) -> None:
    marks = anchored("ACTION_OCCURRENCE", 1, 2) + anchored("ACTION_OCCURRENCE", 2, 7)
    marks += anchored("NEG_ACTION_OCCURRENCE", 3, 8) + anchored("HUMAN_PART_PER", 4, 12)
    marks += '<ACTION_OCCURRENCE m_id="9" RELATED_TO="" instance_id="ACT1"/>'
    ends = '<source m_id="1"/><source m_id="2"/><target m_id="9"/>'
    relation = f'<CROSS_DOC_COREF note="ACT1">{ends}</CROSS_DOC_COREF>'
    article(tmp_path / "7", "7_1ecb", marks, relation)
    (found,) = read(tmp_path)
    assert (found.topic, found.group) == (7, "7ecb")
    shelled, attack, killed, officials = found.mentions
    assert shelled.chain == attack.chain != killed.chain
    assert [found.text[m.start : m.end] for m in found.mentions] == [
        "shelled",
        "attack",
        "killed",
        "officials",
    ]
    assert [m.is_event for m in (killed, officials)] == [True, False]


def test_the_text_has_a_line_a_sentence_and_spaces_where_english_has_them(tmp_path: Path) -> None:
    article(tmp_path / "7", "7_1ecbplus", "", "")
    (found,) = read(tmp_path)
    assert found.text == 'Rebels shelled a port.\nThe attack killed two, "officials" said.'


def test_a_relation_of_one_article_joins_no_other_article(tmp_path: Path) -> None:
    relation = '<INTRA_DOC_COREF><source m_id="1"/><target m_id="9"/></INTRA_DOC_COREF>'
    for name in ("7_1ecb", "7_2ecb"):
        article(tmp_path / "7", name, anchored("ACTION_OCCURRENCE", 1, 2), relation)
    one, other = read(tmp_path)
    assert one.mentions[0].chain != other.mentions[0].chain


def test_a_damaged_article_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    article(tmp_path / "7", "7_1ecb", "", "")
    (tmp_path / "7" / "7_2ecb.xml").write_text("<Document><token", encoding="utf-8")
    article(tmp_path / "8", "8_1ecb", anchored("ACTION_OCCURRENCE", 1, 99), "")
    told: list[InputError] = []
    assert [a.name for a in read_ecb(tmp_path, told.append)] == ["7_1ecb"]
    assert ["broken XML" in str(told[0]), "leads nowhere" in str(told[1])] == [True, True]


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no article of ECB"):
        read(tmp_path)
