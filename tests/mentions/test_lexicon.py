"""The word lists load, cover the vocabulary, and refuse a malformed row with its line."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.mentions.lexicon import (
    BLOCKED,
    CONDITION_KINDS,
    NOUN_CLASSES,
    Condition,
    Trigger,
    load_triggers,
    modals,
    noun_classes,
    parse_condition,
    read_cues,
    read_modals,
    read_nouns,
    read_triggers,
    reporting_cues,
    reporting_verbs,
)
from tidings.model.codes import MODES

HEADER = "lemma\tpos\twith\ttype\tmode\tto\tby\tstatus\tweight\tnote\n"


def entries() -> list[Trigger]:
    return [entry for found in load_triggers().values() for entry in found]


@pytest.mark.parametrize("kind", sorted(MODES))
def test_every_type_has_verbs_and_nouns(kind: str) -> None:
    assert {"VERB", "NOUN"} <= {e.pos for e in entries() if e.type == kind}


def test_every_mode_has_an_entry() -> None:
    found = defaultdict(set)
    for entry in entries():
        found[entry.type].add(entry.mode)
    assert {k: sorted(set(m) - found[k]) for k, m in MODES.items() if set(m) - found[k]} == {}


def test_a_bare_entry_stands_last_of_its_lemma() -> None:
    for found in load_triggers().values():
        assert all(e.conditions for e in found[:-1])


def test_no_lemma_has_the_same_conditions_twice() -> None:
    for found in load_triggers().values():
        assert len({e.conditions for e in found}) == len(found)


def test_a_blocked_sense_stands_before_the_event_of_the_same_verb() -> None:
    hit = load_triggers()["hit", "VERB"]
    record = next(i for i, e in enumerate(hit) if any("record" in c.words for c in e.conditions))
    assert hit[record].type == BLOCKED
    assert record < min(i for i, e in enumerate(hit) if e.type == "ASSAULT")


@pytest.mark.parametrize(
    ("lemma", "pos", "kind", "mode"),
    [
        ("abduct", "VERB", "ASSAULT", "abduct"),
        ("condemn", "VERB", "ACCUSE", "disapprove"),
        ("convict", "VERB", "ACCUSE", "legal"),
        ("coup", "NOUN", "ASSAULT", "capture"),
        ("raid", "NOUN", "COERCE", None),
        ("apologise", "VERB", "CONCEDE", None),
        ("curfew", "NOUN", "COERCE", "curfew"),
        ("resign", "VERB", "RETREAT", "resign"),
    ],
)
def test_the_bare_sense_follows_the_guidelines(lemma: str, pos: str, kind: str, mode: str | None) -> None:
    bare = load_triggers()[lemma, pos][-1]
    assert (bare.conditions, bare.type, bare.mode) == ((), kind, mode)


def test_british_and_american_spellings_mean_the_same() -> None:
    triggers = load_triggers()
    for british, american in (
        ("criticise", "criticize"),
        ("mobilise", "mobilize"),
        ("recognise", "recognize"),
    ):
        ours, theirs = triggers[british, "VERB"], triggers[american, "VERB"]
        assert [(e.type, e.mode, e.conditions) for e in ours] == [
            (e.type, e.mode, e.conditions) for e in theirs
        ]


def test_a_condition_with_words() -> None:
    assert parse_condition("obj:fire|shot") == Condition("obj", words=frozenset({"fire", "shot"}))


def test_a_condition_with_classes_negated() -> None:
    assert parse_condition("!obj@abstract") == Condition("obj", classes=frozenset({"abstract"}), negated=True)


def test_an_oblique_with_its_preposition_and_words() -> None:
    assert parse_condition("obl:into/custody|jail") == Condition(
        "obl", frozenset({"custody", "jail"}), case="into"
    )


def test_an_oblique_with_its_preposition_and_class() -> None:
    found = parse_condition("obl:into@facility")
    assert found == Condition("obl", classes=frozenset({"facility"}), case="into")


def test_an_oblique_with_any_noun() -> None:
    assert parse_condition("obl:with") == Condition("obl", case="with")


@pytest.mark.parametrize(
    "text",
    ["", "object:fire", "obj@nonsense", "obj@", "obl:", "obl:on|at", "prt:", "inf:", "obj@person:fire"],
)
def test_a_condition_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="condition"):
        parse_condition(text)


@given(
    kind=st.sampled_from(sorted(CONDITION_KINDS - {"obl"})),
    words=st.frozensets(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1, max_size=4),
    negated=st.booleans(),
)
def test_a_condition_reads_back_what_was_written(kind: str, words: frozenset[str], negated: bool) -> None:
    text = ("!" if negated else "") + kind + ":" + "|".join(sorted(words))
    assert parse_condition(text) == Condition(kind, words=words, negated=negated)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("attack\tVERB\t\tASSUALT\t\t\t\t\tstrong", "type"),
        ("attack\tVERB\t\tASSAULT\tphone\t\t\t\tstrong", "mode"),
        ("attack\tADV\t\tASSAULT\t\t\t\t\tstrong", "pos"),
        ("attack\tVERB\tobject:fire\tASSAULT\t\t\t\t\tstrong", "condition"),
        ("attack\tVERB\t\tASSAULT\t\tdobj\t\t\tstrong", "place"),
        ("attack\tVERB\t\tASSAULT\t\t- obj\t\t\tstrong", "none and some"),
        ("attack\tVERB\t\tASSAULT\t\t\t\tfuture\tstrong", "status"),
        ("attack\tVERB\t\tASSAULT\t\t\t\t\tmedium", "weight"),
        ("Attack\tVERB\t\tASSAULT\t\t\t\t\tstrong", "lemma"),
        ("attack\tVERB" + "\t" * 9, "columns"),
    ],
)
def test_a_malformed_row_is_named_with_file_and_line(row: str, what: str) -> None:
    good = "shell\tVERB\t\tASSAULT\theavy-weapons\t\t\t\tstrong\n"
    with pytest.raises(ValueError, match=rf"^mine\.tsv:3: .*{what}"):
        read_triggers("mine.tsv", HEADER + good + row + "\n")


def test_an_entry_behind_a_bare_one_is_refused_since_it_could_never_match() -> None:
    text = HEADER + "hit\tVERB\t\tASSAULT\t\t\t\t\tweak\nhit\tVERB\tobj:record\tNONE\t\t\t\t\tstrong\n"
    with pytest.raises(ValueError, match=r"mine\.tsv:3: .*without conditions"):
        read_triggers("mine.tsv", text)


def test_comments_and_empty_lines_are_passed_over_and_still_counted() -> None:
    text = "# words\n\n" + HEADER + "# more\nhit\tVERB\t\tHIT\t\t\t\t\tweak\n"
    with pytest.raises(ValueError, match=r"mine\.tsv:5: type"):
        read_triggers("mine.tsv", text)


def test_a_noun_can_be_of_several_classes() -> None:
    assert {"platform", "facility"} <= {c for c, _ in noun_classes()["convoy"]}


def test_a_weapon_names_the_mode_it_implies() -> None:
    assert ("weapon", "crowd-control") in noun_classes()["tear gas"]
    assert ("weapon", "heavy-weapons") in noun_classes()["rocket"]


def test_an_analyst_holds_no_position_but_a_minister_does() -> None:
    assert ("role", "plain") in noun_classes()["analyst"]
    assert ("role", "office") in noun_classes()["prime minister"]
    assert ("role", "office") not in noun_classes()["analyst"]


def test_every_noun_class_has_words() -> None:
    assert {c for pairs in noun_classes().values() for c, _ in pairs} == NOUN_CLASSES


@pytest.mark.parametrize(
    ("row", "what"), [("rifle\tgun\t", "class"), ("rifle\tweapon\tloud", "kind"), ("boss\trole\ttop", "kind")]
)
def test_a_malformed_noun_is_named_with_file_and_line(row: str, what: str) -> None:
    with pytest.raises(ValueError, match=rf"^n\.tsv:2: {what}"):
        read_nouns("n.tsv", "lemma\tclass\tkind\n" + row + "\n")


def test_cues_range_from_plain_report_to_denial() -> None:
    cues = reporting_cues()
    assert [cues[w, "VERB"].strength for w in ("say", "claim", "doubt", "deny")] == [
        "plain",
        "claim",
        "doubt",
        "denial",
    ]
    assert ("according to", "PHRASE") in cues
    assert "according to" not in reporting_verbs()


def test_modals_tell_the_planned_from_the_possible_and_the_averted() -> None:
    found = {w: modals()[w, p].effect for w, p in (("plan", "VERB"), ("may", "AUX"), ("thwart", "VERB"))}
    assert found == {"plan": "planned", "may": "possible", "thwart": "negated"}


@pytest.mark.parametrize("read", [read_cues, read_modals])
def test_a_word_listed_twice_is_refused(read: object) -> None:
    column = "strength" if read is read_cues else "effect"
    value = "plain" if read is read_cues else "planned"
    text = f"lemma\tpos\tframe\tnote\t{column}\n" + f"say\tVERB\tthat\t\t{value}\n" * 2
    with pytest.raises(ValueError, match=r"w\.tsv:3: .*twice"):
        read("w.tsv", text)  # type: ignore[operator]
