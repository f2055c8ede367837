"""The page of an incident names the whole it is a part of, and its parts."""

from __future__ import annotations

from pathlib import Path

from battles import BATTLE, BOMB, LATER, MILL
from desk_asking import asking

from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date
from tidings.views.current import all_views
from tidings.views.incidents import find


def test_a_battle_and_its_parts_lead_to_each_other(tmp_path: Path) -> None:
    path = tmp_path / "battle.db"
    with Store.open(path) as store:
        for coded in (BATTLE, BOMB, MILL, LATER):
            store.add_coded(coded, reader="test")
        bring_up_to_date(store, all_views())
        battle, bomb, later = (find(store, coded.events[0].id) for coded in (BATTLE, BOMB, LATER))
    client = asking(path)
    whole, part = client.get(f"/incident/{battle}").text, client.get(f"/incident/{bomb}").text
    assert 'id="parts"' in whole
    assert f'href="/incident/{bomb}"' in whole
    assert 'id="part_of"' in part
    assert f'href="/incident/{battle}"' in part
    assert "part_of" not in client.get(f"/incident/{later}").text
    assert client.get(f"/api/v1/incidents/{bomb}").json()["part_of"] == battle
    assert bomb in client.get(f"/api/v1/incidents/{battle}").json()["parts"]
