"""What pages say is plain: types have a meaning, numbers their plural, errors speak of no commands."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from starlette.testclient import TestClient

from tidings.desk.coded import choice, gloss, named
from tidings.desk.words import t, tn
from tidings.errors import StoreError, UsageError
from tidings.model.codes import EVENT_TYPES, STATUSES


@pytest.mark.parametrize("type", EVENT_TYPES)
def test_each_type_has_a_name_a_meaning_and_a_few_words(type: str) -> None:
    assert named(type) != type
    assert gloss(type).endswith(".")
    assert choice(type).startswith(f"{named(type)}: ")


def test_a_type_of_ones_own_reads_as_its_code_does() -> None:
    assert named("CATTLE_RAID", "by-night") == "Cattle raid (by night)"
    assert gloss("CATTLE_RAID") == ""
    assert choice("CATTLE_RAID") == "Cattle raid"


def test_one_is_no_plural() -> None:
    assert tn("common.incidents", 1) == "1 incident"
    assert tn("common.incidents", 1234) == "1,234 incidents"


def test_no_words_have_an_s_in_brackets_or_speak_of_commands() -> None:
    for file in files("tidings.desk").joinpath("words").iterdir():
        for keys in tomllib.loads(file.read_text("utf-8")).values():
            for text in keys.values():
                assert "(s)" not in text
                # Whoever started the desk did so with that command; those who read its API page may not have.
                assert "`tidings" not in text.replace("`tidings serve` printed", "")


def test_all_words_on_the_page_of_words_are_there(client: TestClient) -> None:
    page = client.get("/words").text
    assert all(gloss(type) in page for type in EVENT_TYPES)
    assert all(t(f"meaning.status_{status}") in page.replace("&#39;", "'") for status in STATUSES)
    for address in set(re.findall(r'<dt><a href="([^"]+)">', page)):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/incident/i0", "/report/r0123456789abcdef0123", "/api/v1/incidents/i0"])
def test_an_error_in_the_browser_names_no_command(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (400, 404)
    assert "`tidings" not in answer.text


def test_at_the_command_line_the_same_errors_say_what_to_type() -> None:
    error = UsageError("no incident 'i0'.", command="`tidings incidents` lists what is there.")
    assert str(error) == "no incident 'i0'. `tidings incidents` lists what is there."
    assert (error.message, str(StoreError("locked."))) == ("no incident 'i0'.", "locked.")


def test_the_one_file_report_is_taken_from_the_desk_under_its_filters(client: TestClient) -> None:
    page = client.get("/?type=ASSAULT&sort=killed").text
    assert 'href="/report.html?type=ASSAULT"' in page
    answer = client.get("/report.html?type=ASSAULT")
    assert answer.headers["content-disposition"] == 'attachment; filename="tidings-report.html"'
    found = client.get("/api/v1/incidents?type=ASSAULT&limit=1000").json()["items"]
    assert answer.text.count('<details class="incident"') == len(found)


def test_each_incident_of_the_list_stands_with_its_words(client: TestClient) -> None:
    page = client.get("/?type=PROTEST").text
    rows = re.findall(
        r'<tr class="said-in">.*?href="/report/(r\w+)\?at=(\d+)-(\d+)"[^>]*>([^<]*)<', page, re.S
    )
    assert len(rows) == page.count('<th scope="row"><a href="/incident/')
    for report, start, end, words in rows:
        text = client.get(f"/api/v1/reports/{report}").json()["text"]
        said = words.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
        assert said == text[int(start) : int(end)][:400]
