"""Links of parts and wholes against a story's key."""

from __future__ import annotations

from tidings.evaluate.stories_parts import PartTally, held_by, through

KEY = [("ambush", "battle"), ("battle", "campaign")]


def test_a_part_of_a_part_is_a_part_of_the_whole() -> None:
    assert through(KEY) == {*KEY, ("ambush", "campaign")}


def test_a_link_is_right_where_the_key_has_happenings_of_both() -> None:
    tally = PartTally()
    held = {"i1": {"ambush"}, "i2": {"battle"}, "i3": {"talks"}}
    wrong = tally.add(KEY, [("i1", "i2"), ("i3", "i2"), ("i9", "i2")], held)
    assert wrong == [("i3", "i2")]
    assert (tally.right, tally.false, tally.unkeyed, tally.found, tally.keyed) == (1, 1, 1, 1, 3)
    assert tally.figures() == {
        "part_of_precision": 50.0, "part_of_recall": 33.33, "part_of_f1": 40.0, "part_of_unkeyed": 1
    }  # fmt: skip


def test_two_incidents_of_one_happening_are_no_part_and_whole() -> None:
    tally = PartTally()
    held = held_by({"a": "battle", "b": "battle"}, {"a": "i1", "b": "i2"})
    assert tally.add(KEY, [("i1", "i2")], held) == [("i1", "i2")]


def test_nothing_asked_and_nothing_answered_is_zero() -> None:
    assert PartTally().shares == (0.0, 0.0, 0.0)
