"""Who holds what on a day, from records written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from news import News

from tidings.model.contract import dumps_json
from tidings.model.judgement_fields import with_corrections
from tidings.model.record import Correction
from tidings.views.holdings import Claim, Holding, claims_of, settle, subjects


def claims(*told: News) -> list[Claim]:
    return [
        claim
        for one in told
        for claim in claims_of(one.coded().report, one.coded().events, one.coded().states)
    ]


def held(kind: str, day: str, *told: News) -> list[Holding]:
    by_family: dict[str, list[Claim]] = {}
    for claim in claims(*told):
        if claim.kind == kind:
            by_family.setdefault(claim.family, []).append(claim)
    groups = [group for family in by_family.values() for group in subjects(family)]
    return [one for group in groups for one in settle(group, date.fromisoformat(day))]


def told(*args: object) -> dict[str, str]:
    return {one.holder.name: one.status for one in held(*args)}  # type: ignore[arg-type]


MISSION_HOLDS = News("The Delta Mission runs the base at Orvane in Mali.", "2023-03-01").state(
    "control", "The Delta Mission runs the base at Orvane", "Delta Mission", place="Orvane", country="ML"
)
ANNOUNCED = News("The Delta Mission will hand over Orvane to the Malian army in May.", "2023-03-10").event(
    "CONCEDE", None, "The Delta Mission will hand over Orvane to the Malian army", "hand",
    by=["Delta Mission"], to=["Malian army"], place="Orvane", country="ML",
)  # fmt: skip
DONE = News("The Delta Mission handed over Orvane base to the Malian army on Tuesday.", "2023-05-04").event(
    "RETREAT", "withdraw", "The Delta Mission handed over Orvane base to the Malian army", "handed",
    by=["Delta Mission"], to=["Malian army"], place="Orvane", country="ML", days=("2023-05-02", "2023-05-02"),
)  # fmt: skip


def test_an_announced_hand_over_changes_nothing() -> None:
    assert told("control", "2023-04-01", MISSION_HOLDS, ANNOUNCED, DONE) == {"Delta Mission": "holds"}


def test_a_hand_over_counts_from_the_day_it_was_done() -> None:
    assert told("control", "2023-05-01", MISSION_HOLDS, DONE) == {"Delta Mission": "holds"}
    after = held("control", "2023-05-02", MISSION_HOLDS, DONE)
    assert [(one.holder.name, one.status, one.since) for one in after] == [
        ("Malian army", "holds", date(2023, 5, 2)),
        ("Delta Mission", "ended", None),
    ]
    assert after[1].ended == date(2023, 5, 2)


def test_who_leaves_was_there_before_even_if_nobody_had_told_so() -> None:
    (before,) = held("control", "2023-04-20", DONE)
    assert (before.holder.name, before.status) == ("Delta Mission", "holds")
    assert "ended on 2023-05-02" in before.why
    assert not held("control", "2022-04-20", DONE)


CAPTURED = News(
    "Fighters of the Kestrel Front captured Dorma in Niger on Monday, residents said.", "2021-06-01"
)
CAPTURED.event(
    "ASSAULT", "capture", "Fighters of the Kestrel Front captured Dorma", "captured", by=["Fighters"],
    place="Dorma", country="NE", days=("2021-05-31", "2021-05-31"), source="residents",
)  # fmt: skip
RETAKEN = News("The army said that the army had retaken Dorma in Niger.", "2021-06-03").event(
    "ASSAULT", "capture", "the army had retaken Dorma", "retaken", by=["army"], place="Dorma", country="NE",
    source="army",
)  # fmt: skip
CONFIRMED = News("The army drove the Kestrel Front from Dorma, a UN mission said.", "2021-06-06").event(
    "ASSAULT", "capture", "The army drove the Kestrel Front from Dorma", "drove", by=["army"], place="Dorma",
    country="NE", source="UN mission",
)  # fmt: skip


def test_a_capture_that_only_its_own_side_tells_makes_a_town_contested() -> None:
    assert told("control", "2021-06-02", CAPTURED, RETAKEN) == {"Kestrel Front": "holds"}
    contested = held("control", "2021-06-04", CAPTURED, RETAKEN)
    assert {one.holder.name: one.status for one in contested} == {
        "Kestrel Front": "contested",
        "army": "contested",
    }
    assert [side.holder.name for side in contested[0].sides] == ["army", "Kestrel Front"]


def test_a_capture_that_others_confirm_settles_it() -> None:
    assert told("control", "2021-06-07", CAPTURED, RETAKEN, CONFIRMED) == {
        "army": "holds",
        "Kestrel Front": "ended",
    }


def test_a_description_is_known_by_whom_the_text_says_it_is_of() -> None:
    (claim,) = claims(CAPTURED)
    assert claim.holder is not None
    assert "Kestrel Front" in claim.holder.names


def test_towns_of_one_name_in_two_countries_are_two() -> None:
    here = News("The Union holds Dorma in Niger.", "2021-06-01").state(
        "control", "The Union holds Dorma", "The Union", place="Dorma", country="NE"
    )
    there = News("The League holds Dorma in Chad.", "2021-06-02").state(
        "control", "The League holds Dorma", "The League", place="Dorma", country="TD"
    )
    assert told("control", "2021-06-03", here, there) == {"The Union": "holds", "The League": "holds"}


def test_each_source_keeps_its_last_figure() -> None:
    ours = News("Some 900 Brazilian troops are in Haiti, Brazil said.", "2015-02-01").state(
        "presence", "Some 900 Brazilian troops are in Haiti", "Brazilian troops", place="Haiti", country="HT",
        precision="country", count=(900, 900), source="Brazil",
    )  # fmt: skip
    theirs = News("A Haitian ministry counts 1,200 Brazilian soldiers in Haiti.", "2015-02-03").state(
        "presence", "counts 1,200 Brazilian soldiers in Haiti", "Brazilian soldiers", place="Haiti",
        country="HT", precision="country", count=(1200, 1200), source="Haitian ministry",
    )  # fmt: skip
    fewer = News("There are now 700 Brazilian troops in Haiti, Brazil said.", "2015-03-01").state(
        "presence", "now 700 Brazilian troops in Haiti", "Brazilian troops", place="Haiti", country="HT",
        precision="country", count=(700, 700), source="Brazil",
    )  # fmt: skip
    (first,) = held("presence", "2015-02-10", ours, theirs, fewer)
    assert first.count == (900, 1200)
    (later,) = held("presence", "2015-03-10", ours, theirs, fewer)
    assert later.count == (700, 1200)
    assert {f.source: f.count for f in later.figures} == {
        "Brazil": (700, 700),
        "Haitian ministry": (1200, 1200),
    }


def test_a_counted_part_that_leaves_leaves_the_rest() -> None:
    there = News("About 900 Brazilian troops are at Cabra.", "2015-02-01").state(
        "presence", "900 Brazilian troops are at Cabra", "Brazilian troops", place="Cabra", country="HT",
        count=(900, 900),
    )  # fmt: skip
    part = News("Brazilian troops, 200 of them, left Cabra.", "2015-02-09").event(
        "RETREAT", "withdraw", "Brazilian troops, 200 of them, left Cabra", "left", by=["Brazilian troops"],
        place="Cabra", country="HT", size=(200, 200),
    )  # fmt: skip
    assert told("presence", "2015-02-10", there, part) == {"Brazilian troops": "holds"}
    rest = News("Brazilian troops left Cabra for good.", "2015-03-09").event(
        "RETREAT", "withdraw", "Brazilian troops left Cabra", "left", by=["Brazilian troops"], place="Cabra",
        country="HT",
    )  # fmt: skip
    assert told("presence", "2015-03-10", there, part, rest) == {"Brazilian troops": "ended"}


MINISTER = News("Interior minister Ada Brandt Oso spoke in Peru.", "2020-01-05").state(
    "position", "Interior minister Ada Brandt Oso", "Ada Brandt Oso", held="person", role="Interior minister",
)  # fmt: skip
DISMISSED = News("The president of Peru dismissed interior minister Ada Brandt.", "2020-02-01")
DISMISSED.state(
    "position", "interior minister Ada Brandt", "Ada Brandt", held="person", role="interior minister",
    status="former",
)  # fmt: skip
DISMISSED.event(
    "SANCTION",
    "expel",
    "dismissed interior minister Ada Brandt",
    "dismissed",
    to=["Ada Brandt"],
    persons=True,
)
SWORN_IN = News("Luis Orta was sworn in as Peru's minister of the interior.", "2020-02-09").state(
    "position", "Luis Orta was sworn in as Peru's minister of the interior", "Luis Orta", held="person",
    role="minister of the interior", other="Peru",
)  # fmt: skip


def test_an_office_passes_from_one_to_the_next() -> None:
    news = (MINISTER, DISMISSED, SWORN_IN)
    assert told("position", "2020-01-20", *news) == {"Ada Brandt Oso": "holds"}
    assert told("position", "2020-02-05", *news) == {"Ada Brandt Oso": "ended"}
    assert told("position", "2020-02-10", *news) == {"Luis Orta": "holds", "Ada Brandt Oso": "ended"}


def test_two_holders_told_of_in_one_report_contest_the_office() -> None:
    both = News("Ada Brandt is premier of Ulm and Luis Orta is premier of Ulm.", "2020-02-09")
    for words in ("Ada Brandt is premier of Ulm", "Luis Orta is premier of Ulm"):
        name = " ".join(words.split()[:2])
        both.state("position", words, name, held="person", role="premier", other="Ulm")
    assert set(told("position", "2020-02-10", both).values()) == {"contested"}


def test_a_state_told_since_a_day_holds_from_that_day() -> None:
    since = News("The Kestrel Front has held Dorma since May.", "2021-08-01").state(
        "control", "The Kestrel Front has held Dorma since May", "Kestrel Front", place="Dorma", country="NE",
        days=("2021-05-01", "2021-08-01"),
    )  # fmt: skip
    (one,) = held("control", "2021-06-15", since)
    assert (one.status, one.since) == ("holds", date(2021, 5, 1))
    assert not held("control", "2021-04-15", since)


def test_a_denied_capture_leaves_the_town_contested() -> None:
    denied = News("The Kestrel Front did not take Dorma in Niger, the army said.", "2021-06-02").event(
        "ASSAULT", "capture", "The Kestrel Front did not take Dorma", "take", by=["Kestrel Front"],
        place="Dorma", country="NE", status="denied", source="army",
    )  # fmt: skip
    assert told("control", "2021-06-02", CAPTURED, denied) == {"Kestrel Front": "contested"}


def test_a_report_without_a_day_tells_nothing_of_any_day() -> None:
    undated = News("The Union holds Dorma.", None).state(
        "control", "The Union holds Dorma", "The Union", place="Dorma"
    )
    assert not claims(undated)


def test_a_claim_is_the_same_after_json() -> None:
    for claim in claims(CAPTURED, DISMISSED, DONE, SWORN_IN):
        assert Claim.from_list(claim.to_list()) == claim


def test_a_counted_part_that_left_is_taken_off() -> None:
    seen = News("Some 900 Kenyan soldiers are in Orvane.", "2023-05-01").state(
        "presence", "900 Kenyan soldiers are in Orvane", "Kenyan soldiers", place="Orvane", country="ML",
        count=(900, 900),
    )  # fmt: skip
    left = News("Some 200 Kenyan soldiers left Orvane on Tuesday.", "2023-05-10").event(
        "RETREAT", "withdraw", "200 Kenyan soldiers left Orvane", "left",
        by=["Kenyan soldiers"], place="Orvane", country="ML", days=("2023-05-09", "2023-05-09"),
        size=(200, 200),
    )  # fmt: skip
    (one,) = held("presence", "2023-05-20", seen, left)
    assert (one.status, one.count) == ("holds", (700, 700))


def test_a_minister_without_a_country_is_of_the_country_of_the_dateline() -> None:
    text = "PORT VILA — Prime Minister Roy Sope met France's minister. France and France again."
    told = News(text, "2023-05-01").state(
        "position", "Prime Minister Roy Sope", "Roy Sope", role="Prime Minister"
    )
    (one,) = held("position", "2023-05-01", told)
    assert one.other is not None
    assert "c:VU" in one.other.keys


SEIZED = News("The Kestrel Front seized Dorma in Niger on Saturday, residents said.", "2024-04-07").event(
    "ASSAULT", "capture", "The Kestrel Front seized Dorma", "seized", by=["Kestrel Front"], place="Dorma",
    country="NE", source="residents",
)  # fmt: skip
LEFT_AND_TAKEN = News(
    "The Kestrel Front withdrew from Dorma on Friday and the army of Niger took the town, the army said.",
    "2024-05-31", outlet="Lowland Post",
).event(
    "RETREAT", "withdraw", "The Kestrel Front withdrew from Dorma", "withdrew", by=["Kestrel Front"],
    place="Dorma", country="NE", source="the army",
).event(
    "ASSAULT", "capture", "the army of Niger took the town", "took", by=["army of Niger"], place="Dorma",
    country="NE", source="the army",
)  # fmt: skip


def test_who_says_that_a_side_left_does_not_give_that_side() -> None:
    found = held("control", "2024-06-15", SEIZED, LEFT_AND_TAKEN)
    assert {one.status for one in found} == {"contested"}
    for one in found:
        sides = {side.holder.name: {n for c in side.claims for n in c.said_by} for side in one.sides}
        assert sides == {"Kestrel Front": {"residents"}, "army of Niger": {"the army"}}
        assert {c.effect for side in one.sides for c in side.claims} == {"start"}
        assert f"By other accounts it is held by {one.sides[1].holder.name}." in one.why


COUNTED = News("About 200 soldiers of Niger are in Dorma, the army said.", "2024-04-07").state(
    "presence", "200 soldiers of Niger are in Dorma", "soldiers of Niger", place="Dorma", country="NE",
    count=(190, 210), source="the army",
)  # fmt: skip


def corrected(told: News, field: str, value: object) -> News:
    done = Correction(field, dumps_json(value), "", "ana", "2024-05-01T10:00:00.000000+00:00")
    return replace(told, states=[with_corrections(one, [done]) for one in told.states])


def test_a_count_that_a_person_set_is_that_persons() -> None:
    (read,) = held("presence", "2024-06-15", COUNTED)
    assert [(f.source, f.count) for f in read.figures] == [("the army", (190, 210))]
    (found,) = held("presence", "2024-06-15", corrected(COUNTED, "count", [450, 450]))
    assert [(f.source, f.count) for f in found.figures] == [("set by ana", (450, 450))]
    assert [c.said_by for c in found.claims] == [("the army",)]  # that they are there is still the army's
    (found,) = held("presence", "2024-06-15", corrected(COUNTED, "count", [190, 210]))
    assert [f.source for f in found.figures] == ["the army"]


def test_a_holder_whom_a_person_set_is_nobodys_account_but_theirs() -> None:
    (found,) = held("presence", "2024-06-15", corrected(COUNTED, "holder", "soldiers of Chad"))
    assert [c.said_by for c in found.claims] == [("set by ana",)]
    assert [f.source for f in found.figures] == ["set by ana"]
    assert Claim.from_list(found.claims[0].to_list()) == found.claims[0]
