"""Each format is read as written; what is wrong is told with file, line and what is expected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tidings.errors import InputError
from tidings.evaluate.formats import read_names
from tidings.evaluate.formats_entities import outermost, read_re3d_marks, read_worldwide_articles
from tidings.evaluate.formats_factuality import read_factuality
from tidings.evaluate.formats_gold import read_gold
from tidings.evaluate.formats_muc4 import read_muc4
from tidings.evaluate.formats_places import read_mapped
from tidings.evaluate.formats_plover import QUAD, ROOTS, read_plv
from tidings.evaluate.formats_polnear import read_polnear

HEAD = "\tsentence_id\tsentence\tmarked_sentence\tgold_root\tgold_penta"


def told(read: object, *args: object) -> tuple[list[object], list[str]]:
    """What a reader gives, and what it tells."""
    errors: list[InputError] = []
    return list(read(*args, errors.append)), [str(e) for e in errors]  # type: ignore[operator]


def plv(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "plv.tsv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def polnear(tmp_path: Path, annotation: str, text: str = "“Go,” said Ann.\nBob left.") -> Path:
    for name in ("attributions", "text"):
        (tmp_path / name).mkdir(exist_ok=True)
    (tmp_path / "text" / "story.txt").write_text(text, encoding="utf-8")
    (tmp_path / "attributions" / "story_ab12.ann").write_text(annotation, encoding="utf-8")
    return tmp_path


def test_source_and_target_of_plv_stand_where_they_are_marked(tmp_path: Path) -> None:
    row = "\t7\tArda bombed Velm.\t<s>Arda</s> bombed <t>Velm</t>.\tASSAULT\t4"
    (item,) = read_plv(plv(tmp_path, row))
    assert item.source is not None
    assert item.target is not None
    assert (item.source.of(item.text), item.target.of(item.text)) == ("Arda", "Velm")
    assert (item.name, item.line, item.root, item.quad) == ("7", 2, "ASSAULT", "4")


def test_concede_and_retreat_are_the_yield_of_plv(tmp_path: Path) -> None:
    rows = [
        f"\t{n}\tArda left.\t<s>Arda</s> left.\t{root}\t2" for n, root in enumerate(("CONCEDE", "RETREAT"))
    ]
    items = list(read_plv(plv(tmp_path, *rows)))
    assert [item.root for item in items] == ["YIELD", "YIELD"]
    assert items[0].target is None


def test_every_root_has_a_quad_class() -> None:
    assert set(QUAD) == set(ROOTS)
    assert set(QUAD.values()) == set("1234")


def test_a_bad_line_of_plv_is_told_by_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    good = "\t1\tArda left.\t<s>Arda</s> left.\tYIELD\t2"
    bad = [
        "\t2\tShort.",
        good.replace("YIELD", "SNEEZE"),
        good.replace("</s>", ""),
        good.replace("\t2", "\t9"),
    ]
    items, errors = told(read_plv, plv(tmp_path, good, *bad, good))
    assert len(items) == 2
    assert [error.split(": ")[0][-6:] for error in errors] == ["line 3", "line 4", "line 5", "line 6"]
    assert "'SNEEZE'" in errors[1]
    assert "Expected one of ACCUSE" in errors[1]


def test_a_table_without_the_columns_of_plv_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.tsv"
    path.write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1: no column sentence, marked_sentence"):
        list(read_plv(path))


def test_a_span_of_polnear_may_stand_in_pieces(tmp_path: Path) -> None:
    lines = "T1\tSource 11 14\tAnn\nT2\tCue 6 10\tsaid\nT3\tContent 16 24;0 5\tBob left “Go,”\n"
    (read,) = read_polnear(polnear(tmp_path, lines + "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"))
    (a,) = read.attributions
    assert (a.source, a.cue, a.content) == ((((11, 14),),), (((6, 10),),), (((0, 5), (16, 24)),))
    assert (read.name, read.stem) == ("story_ab12", "story")


def test_pieces_with_a_line_break_between_are_one(tmp_path: Path) -> None:
    lines = "T1\tContent 11 15;16 24\tAnn. Bob left\nE1\tAttribution-no-source:T1 Content:T1\n"
    (read,) = read_polnear(polnear(tmp_path, lines))
    assert read.attributions[0].content == (((11, 24),),)
    assert read.attributions[0].source == ()


def test_remarks_of_annotators_and_broken_lines_are_passed_over(tmp_path: Path) -> None:
    lines = "T1\tCue 6 10\tsa\nid\nT2\tDiscuss 0 5\thm\n#1\tNote T1\twhy\nT3\tDiscard 16 24\tBob left\n"
    lines += "E1\tAttribution:T1 Cue:T1\n"
    (read,) = read_polnear(polnear(tmp_path, lines))
    assert len(read.attributions) == 1
    assert read.discard == (((16, 24),),)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("T1\tCue 6 x\tsaid", "line 1: neither a span nor an attribution"),
        ("T1\tCue 6 99\tsaid", "line 1: 6 99 lies outside the text"),
        ("E1\tAttribution:T1 Cue:T1", "line 1: there is no T1"),
    ],
)
def test_a_bad_line_of_polnear_is_told(tmp_path: Path, line: str, what: str) -> None:
    items, errors = told(read_polnear, polnear(tmp_path, line))
    assert items == []
    assert len(errors) == 1
    assert f"story_ab12.ann, {what}" in errors[0]


def test_proposals_of_re3d_are_no_gold_and_inner_spans_neither(tmp_path: Path) -> None:
    source = tmp_path / "press"
    source.mkdir()
    (source / "documents.jsonl").write_text('{"_id": "d", "text": "The army of Arda"}\n', encoding="utf-8")
    marks = [(0, 16, "Organisation", 1), (12, 16, "Location", 1), (4, 8, "Person", 0)]
    rows = [
        dict(zip(("begin", "end", "type", "confidence"), m, strict=True)) | {"documentId": "d"} for m in marks
    ]
    (source / "entities.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ((name, text, found),) = read_re3d_marks(tmp_path)
    assert (name, text, found) == ("d", "The army of Arda", marks)
    assert outermost(found) == [(0, 16, "Organisation")]


def test_words_of_the_newswire_are_split_as_our_tokens_are(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Arda's\tB-Location\nport\tO\n\nVelm\tB-Location\tO\n", encoding="utf-8")
    ((_, (first, second)),) = read_worldwide_articles(tmp_path)
    assert first.split() == (["Arda", "'s", "port"], ["B-Location", "I-Location", "O"])
    assert second.words == ("Velm",)


def test_a_tag_that_is_none_is_told_and_the_other_articles_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Arda\tO\nVelm\tPLACE\n", encoding="utf-8")
    (tmp_path / "b.tsv").write_text("Arda\tB-Location\n", encoding="utf-8")
    items, errors = told(read_worldwide_articles, tmp_path)
    assert [name for name, _ in items] == ["b.tsv"]  # type: ignore[misc, attr-defined]
    assert "a.tsv, line 2: 'PLACE' is no BIO tag. Expected O, B-TYPE or I-TYPE." in errors[0]


def test_entities_of_several_templates_that_share_a_mention_are_one(tmp_path: Path) -> None:
    templates = [
        {"PerpInd": [[["rebels", 0]]], "Victim": []},
        {"PerpInd": [[["the rebels", 9], ["rebels", 13]], [["a man", 40]]]},
    ]
    path = tmp_path / "muc.json"
    path.write_text(json.dumps({"docid": "d", "doctext": "…", "templates": templates}), encoding="utf-8")
    (attack,) = read_muc4(path)
    assert attack.entities["PerpInd"] == (frozenset({"rebels", "the rebels"}), frozenset({"a man"}))
    assert attack.entities["Weapon"] == ()


def test_factuality_is_read_from_one_set_or_from_a_folder_of_them(tmp_path: Path) -> None:
    (tmp_path / "One").mkdir()
    row = {"text": "They left .", "targets": [{"span1": [1, 2], "label": 2.5, "span_text": "left"}]}
    (tmp_path / "One" / "dev.jsonl").write_text(json.dumps(row) + '\n{"text": "x"}\n', encoding="utf-8")
    for path in (tmp_path, tmp_path / "One"):
        items, errors = told(read_factuality, path, "dev")
        assert [(i.name, i.targets) for i in items] == [("One/dev/1", ((1, 2.5),))]  # type: ignore[attr-defined]
        assert len(errors) == 1
        assert "dev.jsonl, line 2: a field is missing or out of range" in errors[0]
    with pytest.raises(InputError, match=r"no test\.jsonl in it or its folders"):
        list(read_factuality(tmp_path, "test"))


def test_an_annotation_without_its_report_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.ann.json").write_text('{"events": []}', encoding="utf-8")
    (tmp_path / "b.ann.json").write_text('{"events": [{"type": "ASSAULT"}]}', encoding="utf-8")
    (tmp_path / "b.json").write_text('{"text": "Arda bombed Velm on Monday."}', encoding="utf-8")
    items, errors = told(read_gold, tmp_path)
    assert items == []
    assert "a.ann.json: no a.json beside it" in errors[0]
    assert "b.ann.json, events 1: lacks status, background, mentions" in errors[1]


@pytest.mark.parametrize("read", [read_gold, read_polnear, read_re3d_marks, read_worldwide_articles])
def test_a_folder_that_is_missing_empty_or_a_file_is_refused(tmp_path: Path, read: object) -> None:
    (tmp_path / "file").touch()
    for name, what in (("none", "no such folder"), ("file", "a file, not a folder"), (".", "no .* in")):
        with pytest.raises(InputError, match=what):
            list(read(tmp_path / name))  # type: ignore[operator]


def test_names_come_one_a_line_or_under_the_name_of_the_set(tmp_path: Path) -> None:
    path = tmp_path / "names"
    path.write_text("a\n\n b \n", encoding="utf-8")
    assert read_names(path, "re3d") == {"a", "b"}
    path.write_text('{"re3d": ["c"], "x": ["d"]}', encoding="utf-8")
    assert read_names(path, "re3d") == {"c"}
    with pytest.raises(InputError, match="no list of names under 'muc4'"):
        read_names(path, "muc4")


def lgl(tmp_path: Path, *toponyms: str, text: str = "Fire in Velm, Norway.") -> Path:
    path = tmp_path / "set.xml"
    inner = "".join(toponyms)
    path.write_text(
        f'<articles><article docid="7"><text><![CDATA[{text}]]></text><toponyms>{inner}</toponyms></article>'
        "<article/></articles>",
        encoding="utf-8",
    )
    return path


def toponym(start: int, words: str, number: str = "77") -> str:
    return (
        f"<toponym><start>{start}</start><end>{start + len(words)}</end><phrase>{words}</phrase>"
        f'<gaztag geonameid="{number}"><lat>1.5</lat><lon>2.5</lon></gaztag></toponym>'
    )


def test_toponyms_are_found_at_their_words_where_an_offset_is_one_off(tmp_path: Path) -> None:
    (mapped,), errors = told(read_mapped, lgl(tmp_path, toponym(9, "Velm"), toponym(14, "Norway", "x")))
    assert mapped.name == "7"  # type: ignore[attr-defined]
    assert [(t.start, t.end, t.geonames, t.lat) for t in mapped.toponyms] == [(8, 12, 77, 1.5)]  # type: ignore[attr-defined]
    assert ["toponym 'Norway'" in errors[0], "article 2: it has no <text>" in errors[1]] == [True, True]


def test_words_that_are_not_in_the_text_are_told(tmp_path: Path) -> None:
    _, errors = told(read_mapped, lgl(tmp_path, toponym(3, "Harrow")))
    assert "'Harrow' does not stand at 3" in errors[0]


def test_broken_xml_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "set.xml"
    path.write_text("<articles>\n<article>", encoding="utf-8")
    with pytest.raises(InputError, match="line 2: broken XML"):
        list(read_mapped(path))


def test_brat_toponyms_have_a_type_and_a_note(tmp_path: Path) -> None:
    text = "TITLE: A LINK: https://x.no/1\nOslo, German Velm, Ann Oslo"
    (tmp_path / "1.txt").write_text(text, encoding="utf-8")
    lines = [
        "T1\tLiteral 30 34\tOslo", "#1\tAnnotatorNotes T1\t3143244", "T2\tLiteral_Modifier 36 42\tGerman",
        "A1\tModifier_Type T2 Adjective", "#2\tAnnotatorNotes T2\t2921044", "T3\tLiteral 43 47\tVelm",
        "#3\tAnnotatorNotes T3\t51.5, 9.5", "T4\tHomonym 53 57\tOslo", "T5\tNon_Toponym 49 57\tAnn Oslo",
    ]  # fmt: skip
    (tmp_path / "1.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (mapped,) = read_mapped(tmp_path)
    assert [(t.geonames, t.lat, t.people, t.is_placed) for t in mapped.toponyms] == [
        (3143244, None, False, True),
        (2921044, None, True, True),
        (None, 51.5, False, True),
        (None, None, False, False),
    ]
    assert (mapped.begin, mapped.url) == (30, "https://x.no/1")
