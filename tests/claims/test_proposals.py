"""What a model proposes becomes events like any other, and never a second record of the same words."""

from __future__ import annotations

from trees import at, tree

from tidings.claims import all_attributions, find_events, find_frames
from tidings.claims.roster import Roster
from tidings.model.contract import check, with_ids
from tidings.model.doc import Doc
from tidings.model.own_types import OwnType, Proposal
from tidings.model.record import Event

CYBER = OwnType("CYBERATTACK", "COERCE", ("outage",))
FLIGHT = OwnType("DISPLACEMENT")
LAUNCHED = """
Hackers NNS 2 nsubj
launched VBD 0 root
a DT 4 det
cyberattack NN 2 obj
on IN 7 case
the DT 7 det
ministry NN 4 nmod
. . 2 punct
"""
EXPELLED = """
Soldiers NNS 2 nsubj
expelled VBD 0 root
the DT 4 det
villagers NNS 2 obj
. . 2 punct
"""
ARRESTED = """
Police NNS 2 nsubj
arrested VBD 0 root
four CD 4 nummod
men NNS 2 obj
. . 2 punct
"""


def read(*sentences: str, proposals: dict[str, tuple[OwnType, str | None]]) -> Doc:
    doc = tree(*sentences)
    for layer in ("times", "counts", "places"):
        doc.add(layer, ())
    doc.add("roster", Roster(doc))
    made = (Proposal(at(doc, word), own, mode, 0.8) for word, (own, mode) in proposals.items())
    doc.add("proposals", tuple(made))
    doc.add("frames", find_frames(doc))
    doc.add("attributions", all_attributions(doc))
    return doc


def events(*sentences: str, proposals: dict[str, tuple[OwnType, str | None]]) -> list[Event]:
    doc = read(*sentences, proposals=proposals)
    coded = with_ids(doc.report, find_events(doc)[0], (), types=(CYBER, FLIGHT))
    check(coded)
    return list(coded.events)


def test_a_proposed_word_is_an_event_of_the_users_type_with_mode_and_roles() -> None:
    (event,) = events(LAUNCHED, proposals={"cyberattack": (CYBER, "outage")})
    assert (event.type, event.mode, event.status) == ("CYBERATTACK", "outage", "occurred")
    assert [p.name for p in event.actors] == ["Hackers"]
    assert (event.confidence, dict(event.confidences)["type"]) == (0.8, 0.8)
    assert dict(event.why)["type"] == "'cyberattack' tells of CYBERATTACK, says the model given (80%)"


def test_until_they_are_merged_weights_see_the_parent_or_the_types_own_name() -> None:
    frames = find_frames_of(LAUNCHED, "cyberattack", CYBER) + find_frames_of(EXPELLED, "expelled", FLIGHT)
    assert [(f.type, f.mode) for f in frames] == [("COERCE", None), ("DISPLACEMENT", None)]


def find_frames_of(sentence: str, word: str, own: OwnType) -> list:  # type: ignore[type-arg]
    return read(sentence, proposals={word: (own, None)}).layer("frames")  # type: ignore[return-value]


def test_the_users_type_replaces_what_the_lexicon_takes_the_word_for() -> None:
    (before,) = events(EXPELLED, proposals={})
    (after,) = events(EXPELLED, proposals={"expelled": (FLIGHT, None)})
    assert before.type != "DISPLACEMENT" == after.type
    assert after.recipients == before.recipients
    assert [p.name for p in after.actors] == ["Soldiers"]


def test_a_light_verb_beside_a_proposed_noun_is_no_event_of_its_own() -> None:
    assert len(find_frames_of(LAUNCHED, "cyberattack", CYBER)) == 1


def test_another_deed_of_the_parent_type_stays_its_own() -> None:
    both = events(LAUNCHED, ARRESTED, proposals={"cyberattack": (CYBER, None)})
    assert [e.type for e in both] == ["CYBERATTACK", "COERCE"]


def test_two_of_a_users_types_are_two_deeds() -> None:
    both = events(LAUNCHED, EXPELLED, proposals={"cyberattack": (CYBER, None), "expelled": (FLIGHT, None)})
    assert [e.type for e in both] == ["CYBERATTACK", "DISPLACEMENT"]
