"""Lists of actors that users have, in every format; errors name file and line, the rest is read."""

import json
from pathlib import Path

import pytest

from tidings.errors import InputError
from tidings.model.own_actors import OwnActor
from tidings.read.own_actors import read_own_actors

FRONT = OwnActor(
    ("Ember Front", "EF", "Front of the Ember"), "IQ", "REB", part_of=("Harrow League",), file="mine"
)

CSV = "name,alias,country,sector,part_of\nEmber Front,EF|Front of the Ember,Iraq,REB,Harrow League\n"
OBJECT = {
    "name": "Ember Front", "alias": ["EF", "Front of the Ember"], "country": "iq", "sector": "reb",
    "part_of": ["Harrow League"],
}  # fmt: skip
YAML = """# mine
- name: Ember Front
  alias: [EF, 'Front of the Ember']
  country: IQ # where
  sector: REB
  part_of:
    - Harrow League
"""


def read(path: Path, text: str) -> tuple[list[OwnActor], list[str]]:
    path.write_text(text, encoding="utf-8")
    errors: list[InputError] = []
    found = [OwnActor(**{**_fields(actor), "file": "mine"}) for actor in read_own_actors(path, errors.append)]
    return found, [str(error).replace(f"{path}, ", "") for error in errors]


def _fields(actor: OwnActor) -> dict[str, object]:
    return {name: getattr(actor, name) for name in OwnActor.__slots__}


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".csv", CSV),
        (".tsv", CSV.replace(",", "\t").replace("|", ";").replace("Iraq", "IRQ")),
        (".json", f"[{json.dumps(OBJECT)}]"),
        (".jsonl", json.dumps({**OBJECT, "alias": "EF|Front of the Ember", "part_of": "Harrow League"})),
        (".yaml", YAML),
    ],
)  # fmt: skip
def test_a_list_reads_alike_in_every_format(tmp_path: Path, ending: str, text: str) -> None:
    assert read(tmp_path / f"a{ending}", text) == ([FRONT], [])


def test_an_office_makes_a_person_of_days(tmp_path: Path) -> None:
    text = "name,country,sector,role,from,to\nAda Orel,DEU,GOV,interior minister,2020-01,2021\n"
    ((ada,), errors) = read(tmp_path / "a.csv", text)
    assert (ada.person, ada.role, ada.since, ada.until, errors) == (
        True, "interior minister", "2020-01", "2021", [],
    )  # fmt: skip


def test_entities_of_followthemoney_are_read_by_schema_and_topics(tmp_path: Path) -> None:
    text = (
        '{"id": "1", "schema": "Person", "properties": {"name": ["Ada Orel"], "country": ["de"],'
        ' "topics": ["role.pep"], "position": ["minister"]}}\n'
        '{"id": "2", "schema": "Organization", "properties": {"name": ["Ember Front"], "alias": ["EF"],'
        ' "topics": ["crime.terror"]}}\n'
        '{"id": "3", "schema": "Company", "properties": {"name": ["Dorn Oil"], "jurisdiction": ["nl"]}}\n'
        '{"id": "4", "schema": "Vessel", "properties": {"name": ["Dorn"]}}\n'
    )
    found, errors = read(tmp_path / "a.ftm", text)
    assert [(a.names, a.country, a.sector, a.person) for a in found] == [
        (("Ada Orel",), "DE", "GOV", True),
        (("Ember Front", "EF"), None, "REB", False),
        (("Dorn Oil",), "NL", "BUS", False),
    ]
    assert len(errors) == 1
    assert errors[0].startswith("line 4: schema 'Vessel' is no actor. Read are Person, Organization,")


@pytest.mark.parametrize(
    ("ending", "text", "start"),
    [
        (".csv", "name,sector\nA,REB\nB,XXX\n", "line 3: sector 'XXX' is not known."),
        (".csv", "name,sector,country\nA,REB,IQ\nB,REB,Nowhereland\n", "line 3: country 'Nowhereland'"),
        (".csv", "name,sector\nA,REB\n,REB\n", "line 3: no name."),
        (".csv", "name,sector\nA,REB\nB,REB,x\n", "line 3: 3 cells under 2 headings."),
        (".csv", "name,sector,from\nA,REB,2020\nB,REB,May\n", "line 3, field from: 'May' is no day."),
        (".csv", "name,sector,from\nA,REB,2020\nB,REB,2021-13\n", "line 3, field from: '2021-13' is no day."),
        (".csv", "name,sector,to\nA,REB,\nB,REB,2021-02-29\n", "line 3, field to: '2021-02-29' is no day."),
        (
            ".csv",
            "name,sector,from,to\nA,REB,2020-05,2020\nB,REB,2020-05,2020-04-30\n",
            "line 3, field to: '2020-04-30' lies before '2020-05'",
        ),
        (".csv", 'name,sector\nA,REB\n"B\nC",XXX\n', "line 3: sector 'XXX' is not known."),
        (".jsonl", '{"name": "A", "sector": "REB"}\n{oops\n', "line 2: broken JSON"),
        (".json", '[{"name": "A", "sector": "REB"},\n\n{"name": "B", "sector": "?"}]', "line 3: sector '?'"),
        (".json", '[{"name": "A", "sector": "REB"},\n7]', "line 2: no object."),
        (".jsonl", '{"name": "A", "sector": "REB"}\n{"nome": "B"}\n', "line 2: field 'nome' is not known."),
        (".yaml", "- name: A\n  sector: REB\n- name: {x: y}\n", "line 3: this YAML is not read."),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_rest_read(
    tmp_path: Path, ending: str, text: str, start: str
) -> None:
    found, errors = read(tmp_path / f"a{ending}", text)
    assert [a.names for a in found] == [("A",)]
    assert len(errors) == 1
    assert errors[0].startswith(start)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"x", "is no list of actors"),
        ("a.csv", b"\xff\xfe\x00", "is no UTF-8"),
        ("a.csv", b"nom,sector\nA,REB\n", "no column name"),
        ("a.csv", b"name,sektor\nA,REB\n", "column 'sektor' is not known"),
        ("a.json", b"[{", "broken JSON"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=said):
        list(read_own_actors(path, lambda _: None))
    with pytest.raises(InputError):
        list(read_own_actors(tmp_path / "missing.csv", lambda _: None))
