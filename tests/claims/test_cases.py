"""The case files: a text and the events it should give, read by the whole program."""

from __future__ import annotations

import pytest
from cases import FOLDERS, Case, case_of, cases_in, differences

CASES = [case for folder in FOLDERS for case in cases_in(folder)]
KNOWN_FAILURES = cases_in("known_failures")


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_gives_the_events_its_case_says(case: Case) -> None:
    assert differences(case, case.read().events) == []


@pytest.mark.model
@pytest.mark.xfail(strict=False, reason="known failure; the file says why")
@pytest.mark.parametrize("case", KNOWN_FAILURES, ids=lambda case: case.name)
def test_a_text_that_is_not_yet_read_as_it_should_be(case: Case) -> None:
    assert differences(case, case.read().events) == []


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["ASSAULT | who: Rebels"], "a case has a text"),
        (["text: Rebels fled.", "FLIGHT | who: Rebels"], "'FLIGHT' is no event type"),
        (["text: Rebels fled.", "RETREAT | where: -"], "a value is 'key: value'"),
        (["text: Rebels fled.", "RETREAT | status: done"], "unknown status"),
        (["text: Rebels fled.", "RETREAT | mode: aerial"], "unknown mode"),
    ],
)
def test_a_malformed_case_is_refused(lines: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        case_of(lines, "none")
