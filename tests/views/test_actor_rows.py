"""The actors of reports as rows, and codes in tables."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from make import ATTACK, REPORT, at, coded, party

from tidings.ledger import Store
from tidings.model.own_actors import OwnActor
from tidings.model.record import Coded, Party
from tidings.views import actor_rows, event_rows, find_actor, lists_with, write_events_csv

SPOT = (at("Gunmen"),)


def named(*names: str) -> Party:
    return Party(names[0], names, SPOT)


def telling(day: int, who: Party, whom: Party) -> Coded:
    report = replace(REPORT, doc=f"r{day}", published=date(2022, 6, day))
    return coded(report, events=[replace(ATTACK, actors=(who,), recipients=(whom,))], states=())


SEVERAL = [
    telling(1, named("Kata'ib Hezbollah", "the group"), named("Iraqi soldiers")),
    telling(2, named("US troops"), named("Kataib Hizballah")),
    telling(3, named("Ada Orel", "Orel"), named("villagers")),
    telling(4, named("Orel", "Ada Orel"), named("villagers")),
]


def test_spellings_meet_across_reports_and_deeds_are_counted() -> None:
    rows = {row.actor.name: row for row in actor_rows(SEVERAL)}
    group = rows["Kataib Hezbollah"]
    assert (group.done, group.suffered, sorted(group.reports.values())) == (1, 1, ["r1", "r2"])
    assert (group.actor.sector, group.actor.country3) == ("REB", "IRQ")
    assert set(group.names) == {"Kata'ib Hezbollah", "the group", "Kataib Hizballah"}
    assert rows["Ada Orel"].done == 2
    assert rows["Iraqi Security Forces"].suffered == 1


def test_the_only_described_stand_together_and_say_so() -> None:
    (row,) = [row for row in actor_rows(SEVERAL) if row.described]
    assert row.actor.name == "civilians of Germany, described only"  # where Vellmar lies
    assert (row.suffered, row.actor.weak) == (2, True)


def test_rows_are_chosen_by_sector_country_and_name() -> None:
    rows = actor_rows(SEVERAL)
    assert [r.actor.name for r in actor_rows(SEVERAL, sector="armed group")] == ["Kataib Hezbollah"]
    assert {r.actor.country for r in actor_rows(SEVERAL, country="IQ")} == {"IQ"}
    assert [r.actor.name for r in find_actor(rows, "katAib hizballah")] == ["Kataib Hezbollah"]
    assert [r.actor.name for r in find_actor(rows, "hezbollah")] == ["Kataib Hezbollah"]
    assert find_actor(rows, "ezbollah") == []


@settings(max_examples=10, deadline=None)
@given(st.permutations(SEVERAL))
def test_the_order_of_loading_does_not_matter(several: list[Coded]) -> None:
    assert actor_rows(several) == actor_rows(SEVERAL)


def test_a_store_gives_the_rows_of_its_reports_with_the_users_list(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        for one in SEVERAL:
            store.add_coded(one, reader="reader 1")
        assert actor_rows(store) == actor_rows(SEVERAL)
        orel = OwnActor(("Ada Orel",), "KE", "LAB", role="union leader", person=True, file="mine.csv")
        assert (store.add_own_actors([orel]), store.add_own_actors([orel])) == (1, 0)
        (row,) = find_actor(actor_rows(store), "Ada Orel")
    assert (row.actor.sector, row.actor.country, row.actor.role) == ("LAB", "KE", "union leader")
    assert "your list" in row.actor.why


def test_tables_have_codes_beside_names() -> None:
    pair = telling(1, named("Iraqi police"), named("Kataib Hezbollah"))
    event = replace(pair.events[0], recipients=(*pair.events[0].recipients, party("guards")))
    out = io.BytesIO()
    one = coded(pair.report, events=[event], states=())
    write_events_csv(event_rows([one]), out, lists=lists_with([OwnActor(("guards",), "DE", "BUS")]))
    (row,) = csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""))
    assert (row["actors_country"], row["actors_sector"]) == ("IRQ", "COP")
    assert row["recipients"] == "Kataib Hezbollah; guards"
    assert row["recipients_country"] == "IRQ; DEU"
    assert row["recipients_sector"] == "REB; BUS"
    assert row["recipients_known"] == "Kataib Hezbollah; guards"
