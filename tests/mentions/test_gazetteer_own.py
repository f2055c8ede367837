"""A user's own places: read from files, kept beside the packaged ones, taken out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidings.errors import InputError, StoreError
from tidings.mentions.gazetteer import Gazetteer
from tidings.mentions.gazetteer_files import kind_of, read_more_names, read_places
from tidings.mentions.gazetteer_own import add_places, list_own, remove_own
from tidings.mentions.gazetteer_sources import Row

HEAD = "name,latitude,longitude,country,feature_class,population,alternate_names,geonameid\n"


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def dump_line(number: int, name: str, feature: str, *, lat: str = "36.1", others: str = "") -> str:
    letter, code = feature.split(".")
    cells = [str(number), name, name, others, lat, "37.2", letter, code, "SY", "", "09", *[""] * 3, "1200"]
    return "\t".join([*cells, *[""] * 4])


def read(path: Path) -> tuple[list[Row], list[str]]:
    errors: list[InputError] = []
    return list(read_places(path, errors.append)), [str(e) for e in errors]


def test_a_table_is_read_and_bad_lines_are_named(tmp_path: Path) -> None:
    path = table(
        tmp_path, "Zorbaq,36.5,37.1,SY,town,900,Zur Baq|Zorbak,", "Nowhere,x,1,SY,,,,", "Far,1,2,QQ,,,,"
    )
    rows, errors = read(path)
    assert [(r.names, r.kind, r.country, r.people) for r in rows] == [
        (("Zorbaq", "Zur Baq", "Zorbak"), "town", "SY", 900)
    ]
    assert ["line 3: latitude 'x'" in errors[0], "line 4: country 'QQ'" in errors[1]] == [True, True]


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("name,lat\nA,1\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1: no column longitude, country"):
        read(path)


def test_a_geonames_dump_is_read_without_shops_and_roads(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    lines = [
        dump_line(1, "Zorbaq", "P.PPL", others="Zurbaq,zurbaq,زرباق"),
        dump_line(2, "Zorbaq Hotel", "S.HTL"),
        dump_line(3, "Nahr Zorbaq", "H.STM"),
        dump_line(4, "Off the Map", "P.PPL", lat="123"),
        "too\tfew",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows, errors = read(path)
    assert [(r.names, r.kind, r.region) for r in rows] == [
        (("Zorbaq", "Zurbaq"), "town", "SY.09"),
        (("Nahr Zorbaq",), "river", "SY.09"),
    ]
    assert ["line 4" in errors[0], "line 5: 2 columns" in errors[1]] == [True, True]


@pytest.mark.parametrize(
    ("feature", "kind"),
    [("P.PPLC", "capital"), ("A.ADM1", "region"), ("A.PCLI", None), ("H.SEA", "sea"), ("S.AIRB", "base"),
     ("R.RD", None)],
)  # fmt: skip
def test_kinds_follow_the_feature_code(feature: str, kind: str | None) -> None:
    assert kind_of(*feature.split(".")) == kind


def test_added_places_are_found_listed_and_removed(tmp_path: Path) -> None:
    own = tmp_path / "data" / "own.sqlite"
    rows, _ = read(table(tmp_path, "Zorbaqullu,36.5,37.1,SY,town,900,Zur Baqullu,"))
    add_places(own, "mine", "mine.csv", rows, None)
    opened = Gazetteer.open(own=own)
    assert [(c.country, c.lat, c.match) for c in opened.lookup("Zorbaqullu")] == [("SY", 36.5, "exact")]
    assert [c.match for c in opened.lookup("zur baqullu")] == ["variant"]
    assert [c.name for c in opened.lookup_loosely("Al-Zorbakullu")] == ["Zorbaqullu"]
    assert opened.own_digest
    opened.close()
    assert [(a.name, a.places) for a in list_own(own)] == [("mine", 1)]
    assert remove_own(own, "mine") == 1
    assert list_own(own) == []


def test_a_record_of_geonames_that_is_packaged_is_not_there_twice(tmp_path: Path) -> None:
    own = tmp_path / "own.sqlite"
    rows, _ = read(table(tmp_path, "Oslo,59.9,10.7,NO,town,1,,3143244"))
    add_places(own, "mine", "mine.csv", rows, None)
    opened = Gazetteer.open(own=own)
    assert sum(c.geonames == 3143244 for c in opened.lookup("Oslo")) == 1
    opened.close()


def test_a_name_is_taken_once_and_a_failed_adding_leaves_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own.sqlite"
    row = Row(("Zorbaq",), "town", "SY", None, 36.5, 37.1, None, 0)
    add_places(own, "mine", "a.csv", [row], None)
    with pytest.raises(InputError, match="was added before"):
        add_places(own, "mine", "b.csv", [row], None)
    with pytest.raises(InputError, match="no place in it"):
        add_places(own, "empty", "c.csv", [], None)
    assert [a.name for a in list_own(own)] == ["mine"]


def test_further_names_come_by_geonames_id(tmp_path: Path) -> None:
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text("1\t77\ten\tOld Zorbaq\t\t\t\t\n2\t77\tlink\thttps://x\n3\t77\tru\tЗорбак\n", "utf-8")
    own = tmp_path / "own.sqlite"
    row = Row(("Zorbaq",), "town", "SY", None, 36.5, 37.1, 77, 0)
    add_places(own, "mine", "a.txt", [row], lambda: read_more_names(names, pytest.fail))
    opened = Gazetteer.open(own=own)
    assert [c.name for c in opened.lookup("Old Zorbaq")] == ["Zorbaq"]
    opened.close()


def test_another_database_is_not_taken_for_a_gazetteer(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE report (id)")
        connection.commit()
    with pytest.raises(StoreError, match="another kind of database"):
        list_own(path)
