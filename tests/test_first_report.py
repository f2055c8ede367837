"""What the first report says, read by the installed command: bases, rockets, a resolution, two sides."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from running import SHARED, clean_environment, installed_command

pytestmark = [pytest.mark.shared, pytest.mark.model]
REPORT = SHARED / "gold" / "dev" / "iraq-relocation-2020-03-17.json"


@pytest.fixture(scope="module")
def coded() -> dict[str, Any]:
    done = subprocess.run(
        [*installed_command(), "code", str(REPORT), "--format", "jsonl", "--quiet"],
        check=True, capture_output=True, encoding="utf-8", timeout=120, env=clean_environment(),
    )  # fmt: skip
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def names(parties: list[dict[str, Any]]) -> str:
    return " | ".join(name for party in parties for name in party["names"])


def days(event: dict[str, Any]) -> tuple[str, str] | None:
    return (event["when"]["start"], event["when"]["end"]) if event["when"] else None


def events(coded: dict[str, Any], *types: str, **fields: Any) -> Iterator[dict[str, Any]]:
    for event in coded["events"]:
        if event["type"] in types and all(event[k] == v for k, v in fields.items()):
            yield event


def words(coded: dict[str, Any], record: dict[str, Any]) -> str:
    return " ".join(coded["text"][e["start"] : e["end"]] for e in record["evidence"])


def test_the_hand_over_is_announced_on_the_16th_to_the_iraqi_military_and_not_done(
    coded: dict[str, Any],
) -> None:
    (announced,) = [
        e for e in events(coded, "CONCEDE", "AGREE")
        if days(e) == ("2020-03-16", "2020-03-16") and "Iraqi military" in names(e["recipients"])
    ]  # fmt: skip
    assert "United States" in names(announced["actors"])
    assert "three key bases" in words(coded, announced)
    done = [e for e in events(coded, "RETREAT", status="occurred") if "bases" in words(coded, e)]
    assert done == [], "nothing has been handed over yet"


@pytest.mark.parametrize("base", ["al-Qaim", "Qayara", "Kirkuk"])
def test_each_of_the_three_bases_is_still_held(coded: dict[str, Any], base: str) -> None:
    held = [
        s for s in coded["states"] if s["kind"] == "control" and "identified as al-Qaim" in words(coded, s)
    ]
    assert base in " | ".join((s["place"] or s["site"])["name"] for s in held)
    assert {s["status"] for s in held} == {"holds"}


def test_three_foreign_troops_were_killed_at_taji_on_the_11th(coded: dict[str, Any]) -> None:
    (attack,) = events(coded, "ASSAULT", killed=[3, 3])
    assert days(attack) == ("2020-03-11", "2020-03-11")
    assert "Taji" in attack["place"]["name"]
    assert attack["place"]["country"] == "IQ"
    assert "foreign troops" in names(attack["recipients"])


def test_the_us_attacked_kataib_hezbollah_on_the_14th(coded: dict[str, Any]) -> None:
    (attack,) = [e for e in events(coded, "ASSAULT") if days(e) == ("2020-03-14", "2020-03-14")]
    assert "US" in names(attack["actors"])
    assert "Katiab Hezbollah" in names(attack["recipients"])


def test_al_muhandis_and_soleimani_were_killed_by_the_us_on_3_january_as_background(
    coded: dict[str, Any],
) -> None:
    found = [
        e for e in events(coded, "ASSAULT", background=True)
        if "Muhandis" in names(e["recipients"]) and "Soleimani" in names(e["recipients"])
    ]  # fmt: skip
    assert ("2020-01-03", "2020-01-03") in [days(e) for e in found]
    assert all("US" in names(e["actors"]) for e in found)


def test_a_contractor_was_killed_at_kirkuk_in_december_2019(coded: dict[str, Any]) -> None:
    (attack,) = [e for e in events(coded, "ASSAULT") if "contractor" in names(e["recipients"])]
    assert days(attack) == ("2019-12-01", "2019-12-31")
    assert attack["place"]["name"] == "Kirkuk"
    assert attack["killed"] == [1, 1]


def test_parliament_asked_the_troops_to_leave_on_5_january_and_nobody_left(coded: dict[str, Any]) -> None:
    (asked,) = [e for e in events(coded, "REQUEST") if "parliament" in names(e["actors"])]
    assert "foreign troops" in names(asked["recipients"])
    assert days(asked) == ("2020-01-05", "2020-01-05")
    left = [e for e in events(coded, "RETREAT") if days(e) and "2020-01" in str(days(e))]
    assert left == []


def test_around_5200_us_troops_are_in_iraq(coded: dict[str, Any]) -> None:
    (troops,) = [s for s in coded["states"] if s["kind"] == "presence" and s["count"] == [4940, 5460]]
    assert "US troops" in names([troops["holder"]])
    assert troops["place"]["country"] == "IQ"


def test_kataib_hezbollah_is_part_of_the_pmf(coded: dict[str, Any]) -> None:
    (member,) = [
        s for s in coded["states"] if s["kind"] == "membership" and "Hezbollah" in names([s["holder"]])
    ]
    assert member["relation"] == "part-of"
    assert "PMF" in names([member["other"]])


def test_bbc_quotes_a_senior_us_defense_official_in_that_order(coded: dict[str, Any]) -> None:
    chains = [[s["name"] for s in r["sources"]] for r in (*coded["events"], *coded["states"])]
    assert any(
        chain[:1] == ["BBC"] and "senior US defense official" in " ".join(chain[1:]) for chain in chains
    ), chains


def test_press_tv_is_named_for_what_it_reports(coded: dict[str, Any]) -> None:
    told = [
        r for r in (*coded["events"], *coded["states"]) if "Press TV" in [s["name"] for s in r["sources"]]
    ]
    assert told
    assert any("Press TV" in words(coded, r) for r in told)
