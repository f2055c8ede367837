"""What keeps pages fast gives what the slow way would."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient

from tidings.desk.charts.layout import layout
from tidings.desk.charts.world import world_json
from tidings.ledger import Store
from tidings.ledger.bulk import rows_at
from tidings.ledger.derived import bring_up_to_date
from tidings.ledger.judging import judge_value
from tidings.ledger.records import some_events
from tidings.views.current import all_views
from tidings.views.incident.json import incident_json
from tidings.views.incidents import load
from tidings.views.linking.members import members_of, rows_of
from tidings.views.linking.tables import incident_event, incident_name


@pytest.mark.parametrize("name", ["incidents", "timeline"])
def test_a_page_of_a_list_goes_on_where_the_one_before_ended(client: TestClient, name: str) -> None:
    whole = client.get(f"/api/v1/{name}?limit=9").json()["items"]
    assert len(whole) == 9
    parts = [client.get(f"/api/v1/{name}?limit=3&offset={at}").json()["items"] for at in (0, 3, 6)]
    assert [item for part in parts for item in part] == whole


def test_outlines_are_sent_as_they_are_packed(client: TestClient) -> None:
    answer = client.get("/situation/world.json", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.content == world_json("50m")
    plain = client.get("/situation/world.json", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.content == world_json("50m")
    assert len(gzip.compress(plain.content)) < 2**20


def test_some_events_are_those_that_all_would_give(desk_store: Path) -> None:
    with Store.open(desk_store) as store:
        with store.reading() as connection:
            of = incident_event.c
            rows = connection.execute(incident_event.select().order_by(of.event)).all()
        judge_value(store, rows[0].event, "background", "true", by="Ada")
        bring_up_to_date(store, all_views())
        with store.reading() as connection:
            codings = {row.coding: row.report for row in rows}
            wanted = {row.event for row in rows[::3]}
            some = some_events(connection, codings, wanted, types=("REJECT",))
            every = rows_of(connection, codings)
    assert some.keys() == every.keys()
    for coding, found in some.items():
        kept = [one for one in every[coding] if one.event.id in wanted or one.event.type == "REJECT"]
        assert found in (kept, every[coding])
    assert any(row.event.judged for found in some.values() for row in found)


def test_an_incident_is_the_same_from_its_own_events_and_from_all_of_its_reports(sample_store: Path) -> None:
    from tidings.ledger.records import Records
    from tidings.views.incident import assemble

    with Store.open(sample_store, read_only=True) as store, store.reading() as connection:
        ids = connection.execute(incident_event.select()).all()
        several = sorted({row.incident for row in ids})
        whole = members_of(connection, several, Records())
        for id in several:
            slow = assemble(whole[id].events, whole[id].copies, whole[id].beside)
            assert incident_json(load(store, id))["values"] == incident_json(slow)["values"]


def test_rows_are_found_by_pairs_however_many(sample_store: Path) -> None:
    with Store.open(sample_store, read_only=True) as store, store.reading() as connection:
        of = incident_name.c
        rows = connection.execute(incident_name.select()).all()
        pairs = {(row.folded, row.role) for row in rows}
        asked = [*pairs, *((str(n), "nobody") for n in range(1000))]
        found = set(rows_at(connection, (of.folded, of.role), asked, of.incident, of.folded))
        assert found == {(row.incident, row.folded) for row in rows}
        assert not list(rows_at(connection, (of.folded, of.role), [], of.incident))


def test_actors_that_act_on_each_other_stand_nearer_than_others() -> None:
    at = layout(6, [(0, 1, 5.0), (2, 3, 5.0), (4, 5, 5.0)])
    apart = np.sqrt(((at[:, None] - at[None, :]) ** 2).sum(axis=2))
    assert apart[0, 1] < apart[0, 2:].min()
    assert apart[2, 3] < apart[2, [0, 1, 4, 5]].min()
    assert np.array_equal(at, layout(6, [(0, 1, 5.0), (2, 3, 5.0), (4, 5, 5.0)]))
