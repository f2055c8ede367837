"""Copies of one text are told from reports on one event and from bulletins of one mould."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.link.copies import Print, are_copies, groups_of, print_of
from tidings.model.report import Report

WIRE = (
    "Four guards were killed when gunmen fired rockets at a fuel depot outside Vellmar early on Tuesday, the"
    " Interior Ministry said. Two of the rockets hit a tank, and smoke could be seen from the ring road until"
    " noon. Nobody has said who was behind the attack, the third on the depot since March. The governor"
    " closed the road to lorries and asked the capital for 200 more police."
)
OWN = (
    "Rockets slammed into the depot that feeds half the petrol stations of the Vellmar valley before sunrise"
    " on Tuesday. Four watchmen died at the gate, according to the ministry of the interior; a nurse who"
    " came off the night shift counted two more on stretchers. Drivers queued for fuel by midday. In the tea"
    " houses they asked why the 200 policemen promised in March had never come."
)
LIGHTLY = (
    WIRE.replace("Four guards were killed when", "Four guards died after")
    .replace("until noon", "for hours")
    .replace("asked the capital for", "requested")
    .replace("Nobody has said who was behind", "There was no claim for")
)
PARAGRAPH = (
    " The depot belongs to Lowland Fuel, which says it will rebuild the tank. Its director told a local"
    " station that deliveries to the hospitals go on."
)


def bulletin(day: str, *figures: int) -> str:
    text = (
        "In the past day the enemy attacked {} times along the front, the General Staff said on {}. Its"
        " aircraft struck {} settlements. Our forces beat back {} assaults near Ostrin. The enemy lost {}"
        " soldiers and {} tanks. Fighting goes on near Wexel, where our units hold their lines, the General"
        " Staff added."
    )
    first, *rest = figures
    return text.format(first, day, *rest)


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        "VELLMAR, 9 June (Upland Post) - " + WIRE,
        WIRE + PARAGRAPH,
        LIGHTLY,
        "Depot hit by rockets\n\n" + LIGHTLY + PARAGRAPH,
        WIRE.replace("Four", "4").upper(),
        WIRE[: WIRE.index(" Nobody")],
    ],
)
def test_a_text_with_a_headline_a_paragraph_or_words_changed_is_a_copy(copy: str) -> None:
    assert are_copies(print_of(WIRE), print_of(copy))
    assert len(set(groups_of([Report("a", WIRE, outlet="A"), Report("b", copy, outlet="B")]).values())) == 1


def test_two_writers_on_one_event_are_no_copies() -> None:
    assert not are_copies(print_of(WIRE), print_of(OWN))


def test_bulletins_of_one_mould_with_other_figures_are_no_copies() -> None:
    prints = [
        print_of(bulletin("Monday", 31, 12, 9, 640, 4)),
        print_of(bulletin("Tuesday", 44, 7, 15, 710, 2)),
        print_of(bulletin("Monday", 28, 16, 11, 590, 7)),
    ]
    for a, b in combinations(prints, 2):
        assert len(a.pairs & b.pairs) > 0.7 * min(len(a.pairs), len(b.pairs))
        assert not are_copies(a, b)


def test_a_short_notice_within_a_long_report_is_no_copy_of_it() -> None:
    notice = "The governor closed the road to lorries and asked the capital for 200 more police on Tuesday."
    assert not are_copies(print_of(notice), print_of(notice + " " + OWN + PARAGRAPH + WIRE))


def test_texts_of_a_few_words_are_copies_only_where_they_are_the_same() -> None:
    assert are_copies(print_of("Two dead in Vellmar."), print_of("Two dead in Vellmar"))
    assert not are_copies(print_of("Two dead in Vellmar."), print_of("Two dead in Vellmar today."))


def test_copies_share_a_key_they_are_found_by() -> None:
    for copy in (LIGHTLY, WIRE + PARAGRAPH, LIGHTLY + PARAGRAPH):
        assert set(print_of(WIRE).bands) & set(print_of(copy).bands)


def test_a_copy_of_a_copy_is_of_the_same_group() -> None:
    reports = [Report("a", WIRE), Report("b", LIGHTLY), Report("c", LIGHTLY + PARAGRAPH), Report("d", OWN)]
    group = groups_of(reports)
    assert len({group[r.id] for r in reports[:3]}) == 1
    assert group[reports[0].id] == min(r.id for r in reports[:3])
    assert group[reports[3].id] == reports[3].id


@given(
    st.permutations([WIRE, LIGHTLY, WIRE + PARAGRAPH, OWN, bulletin("Monday", 3, 4, 5, 6, 7), "Two dead."])
)
def test_groups_do_not_depend_on_order(texts: list[str]) -> None:
    once = groups_of(Report("x", text) for text in texts)
    assert once == groups_of(Report("x", text) for text in sorted(texts))


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_has_a_print_and_is_its_own_copy(text: str) -> None:
    found = print_of(text)
    assert isinstance(found, Print)
    assert are_copies(found, print_of(text))
    assert all(0 <= key < 2**63 for key in (*found.bands, found.whole))


def test_a_print_does_not_change_between_runs_and_versions() -> None:
    # Keys lie in stores: with other keys a new report would not find the copies that are there.
    words = " ".join(re.findall(r"\w+", WIRE)[:20])
    assert print_of(words).bands[:2] == (6069372197772254337, 2376325964858013635)
