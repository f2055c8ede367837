"""The word lists that say which words name a deed, an actor, a report or a doubt.

All four are tab-separated files in `tidings/data`, written for this project; each says at its head
what its columns mean. A malformed row is a ValueError that names file and line, so that an edit to
a list fails at once and not in some later reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tidings.model.codes import EVENT_TYPES, MODES, STATUSES

TRIGGER_POS = frozenset({"VERB", "NOUN", "ADJ"})
BLOCKED = "NONE"
"""Type of an entry that stops a sense ("hit a record") from being read as an event."""

CONDITION_KINDS = frozenset(
    {
        "prt", "obj", "obl", "to", "inf", "that", "xcomp", "adv", "nsubj", "adj", "of", "pass", "poss", "neg",
        "case", "head",
    }
)  # fmt: skip
NOUN_CLASSES = frozenset(
    {
        "person", "group", "place", "facility", "weapon", "platform", "event", "abstract",
        "money", "role",
    }
)  # fmt: skip
PARTY_KINDS = frozenset({"org", "force", "country", "nationality"})
"""Kinds that names have and nouns have not; conditions may ask for them as for noun classes."""
STRENGTHS = frozenset({"plain", "claim", "doubt", "denial"})
EFFECTS = frozenset({"planned", "possible", "denied", "negated", "occurred", "ongoing", "none"})
TARGET_PLACES = frozenset({"obj", "iobj", "obl", "nmod", "xsubj", "xobj", "poss", "comp", "nsubj"})


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must (or, `negated`, must not) stand beside a trigger.

    `kind`: "prt" a particle, "obj" an object, "obl" an oblique or nominal modifier with
    preposition `case`, "to" an infinitive clause, "inf" one whose verb is among `words`, "that" a
    clausal complement that is no question (with one of `words` as its modal verb), "xcomp" a predicate
    complement ("found guilty", "held captive"), "adv" an adverb, "nsubj" the doer, "adj" an adjective or
    compound before a noun, "of" a modifier with "of", "pass" passive voice, "poss" a possessive,
    "neg" a negation, "case" the trigger's own preposition ("under fire"), "head" the word it hangs on.
    `words` and `classes`: the dependent's lemma is one of `words` or its noun class one of
    `classes`; both empty means that any dependent will do.
    """

    kind: str
    words: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    case: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way of naming a deed. All `conditions` must hold; the file's order decides between entries.

    `to` and `by`: where recipients and actors stand, in order of preference: a relation ("obj",
    "iobj", "nsubj", "poss"), a relation with prepositions ("obl:on|against", "nmod:of"), subject
    or object of the embedded clause ("xsubj", "xobj"), a modifier before the noun ("comp"). Empty
    means the default of the part of speech, ("-",) that there are none.
    `status`: the status unless grammar says otherwise, None for "by grammar".
    `weak`: only an event with a political actor in it, never in habitual use.
    """

    lemma: str
    pos: str
    conditions: tuple[Condition, ...]
    type: str
    mode: str | None
    to: tuple[str, ...]
    by: tuple[str, ...]
    status: str | None
    weak: bool
    note: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes. `frame`: the construction; `strength`: plain, claim, doubt or denial."""

    lemma: str
    pos: str
    frame: str
    strength: str


@dataclass(frozen=True, slots=True)
class Modal:
    """A word that decides the status of the deed in its scope; `effect` is one of EFFECTS."""

    lemma: str
    pos: str
    effect: str
    note: str


def parse_condition(text: str) -> Condition:
    """Read one condition as written in the `with` column. Raises ValueError where it cannot be."""
    negated = text.startswith("!")
    body = text.removeprefix("!")
    head, colon, tail = body.partition(":")
    head, at, classes = head.partition("@")
    if at and colon:
        raise ValueError(f"condition {text!r} has both words and classes")
    if head not in CONDITION_KINDS:
        raise ValueError(f"unknown condition {text!r}")
    case = None
    if head == "obl":
        # obl:into, obl:into/custody|jail, obl:into@facility
        case, slash, words = tail.partition("/")
        case, class_at, classes = case.partition("@")
        if not case or "|" in case or (slash and class_at):
            raise ValueError(f"condition {text!r} needs one preposition, then words or classes")
    else:
        words = tail
    named = frozenset(filter(None, classes.split("|")))
    if named - NOUN_CLASSES - PARTY_KINDS:
        raise ValueError(f"unknown noun class in condition {text!r}")
    if (at and not named) or (head in ("prt", "inf", "adv", "case", "head") and not words):
        raise ValueError(f"condition {text!r} names nothing")
    return Condition(head, frozenset(filter(None, words.split("|"))), named, case, negated)


def read_trigger(row: Mapping[str, str]) -> Trigger:
    """Read one row of triggers.tsv. Raises ValueError where a value is not in its vocabulary."""
    kind, mode = row["type"], row["mode"]
    one_of(row["pos"], TRIGGER_POS, "pos")
    one_of(kind, {*EVENT_TYPES, BLOCKED}, "type")
    one_of(row["status"], {*STATUSES, ""}, "status")
    one_of(row["weight"], {"strong", "weak"}, "weight")
    one_of(mode, {*MODES.get(kind, ()), ""}, "mode")
    return Trigger(
        lemma=word(row["lemma"]),
        pos=row["pos"],
        conditions=tuple(parse_condition(c) for c in row["with"].split()),
        type=kind,
        mode=mode or None,
        to=role_places(row["to"]),
        by=role_places(row["by"]),
        status=row["status"] or None,
        weak=row["weight"] == "weak",
        note=row["note"],
    )


def role_places(text: str) -> tuple[str, ...]:
    places = tuple(text.split())
    for place in places:
        if place != "-" and place.partition(":")[0] not in TARGET_PLACES:
            raise ValueError(f"unknown place of a role {place!r}")
    if "-" in places and len(places) > 1:
        raise ValueError(f"{text!r} is none and some at once")
    return places


def word(text: str) -> str:
    if not text or text != text.strip() or text != text.lower():
        raise ValueError(f"lemma {text!r} is empty, padded or not in lower case")
    return text


def one_of(value: str, allowed: frozenset[str] | set[str], column: str) -> str:
    if value not in allowed:
        raise ValueError(f"{column} {value!r} is not one of {', '.join(sorted(allowed))}")
    return value


def rows(name: str, text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """("file:line", values by column) of a tab-separated text with a header line.

    Empty lines and lines that start with # are passed over; missing columns at the end of a row
    are empty. Raises ValueError on a row with more columns than the header.
    """
    header: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            continue
        if len(cells) > len(header):
            raise ValueError(f"{name}:{number}: {len(cells)} columns, the header has {len(header)}")
        cells += [""] * (len(header) - len(cells))
        yield f"{name}:{number}", dict(zip(header, cells, strict=True))


def read_triggers(name: str, text: str) -> Mapping[tuple[str, str], tuple[Trigger, ...]]:
    """Entries by (lemma, pos), in file order. Raises ValueError naming file and line."""
    found: dict[tuple[str, str], list[Trigger]] = {}
    for where, row in rows(name, text):
        try:
            trigger = read_trigger(row)
        except (ValueError, KeyError) as error:
            raise ValueError(f"{where}: {error}") from None
        entries = found.setdefault((trigger.lemma, trigger.pos), [])
        if any(not e.conditions for e in entries):
            raise ValueError(f"{where}: {trigger.lemma!r} has an entry without conditions before this one")
        entries.append(trigger)
    return MappingProxyType({key: tuple(entries) for key, entries in found.items()})


def read_nouns(name: str, text: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """(class, kind) pairs by lemma, in the file's order: where a noun has two kinds of one class, which is
    seen last must not depend on the run. Raises ValueError naming file and line."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for where, row in rows(name, text):
        try:
            lemma, named = word(row["lemma"]), one_of(row["class"], NOUN_CLASSES, "class")
            if named == "weapon":
                one_of(row["kind"], {*MODES["ASSAULT"], ""}, "kind")
            if named == "role":
                one_of(row["kind"], {"office", "rank", "party", "plain"}, "kind")
        except (ValueError, KeyError) as error:
            raise ValueError(f"{where}: {error}") from None
        found.setdefault(lemma, {})[named, row["kind"]] = None
    return MappingProxyType({lemma: tuple(pairs) for lemma, pairs in found.items()})


def read_cues(name: str, text: str) -> Mapping[tuple[str, str], Cue]:
    """Cues by (lemma, pos). Raises ValueError naming file and line."""
    found: dict[tuple[str, str], Cue] = {}
    for where, row in rows(name, text):
        try:
            cue = Cue(
                word(row["lemma"]), row["pos"], row["frame"], one_of(row["strength"], STRENGTHS, "strength")
            )
        except (ValueError, KeyError) as error:
            raise ValueError(f"{where}: {error}") from None
        if (cue.lemma, cue.pos) in found:
            raise ValueError(f"{where}: {cue.lemma!r} stands twice")
        found[cue.lemma, cue.pos] = cue
    return MappingProxyType(found)


def read_modals(name: str, text: str) -> Mapping[tuple[str, str], Modal]:
    """Modal words by (lemma, pos). Raises ValueError naming file and line."""
    found: dict[tuple[str, str], Modal] = {}
    for where, row in rows(name, text):
        try:
            modal = Modal(
                word(row["lemma"]), row["pos"], one_of(row["effect"], EFFECTS, "effect"), row["note"]
            )
        except (ValueError, KeyError) as error:
            raise ValueError(f"{where}: {error}") from None
        if (modal.lemma, modal.pos) in found:
            raise ValueError(f"{where}: {modal.lemma!r} stands twice")
        found[modal.lemma, modal.pos] = modal
    return MappingProxyType(found)


def packaged(name: str) -> str:
    return files("tidings").joinpath("data").joinpath(name).read_text(encoding="utf-8")


@cache
def load_triggers() -> Mapping[tuple[str, str], tuple[Trigger, ...]]:
    """Triggers by (lemma, pos); the first entry whose conditions hold is the one meant."""
    return read_triggers("triggers.tsv", packaged("triggers.tsv"))


@cache
def noun_classes() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """(class, kind) pairs by noun lemma; lemmas of several words are joined by one space."""
    return read_nouns("nouns.tsv", packaged("nouns.tsv"))


@cache
def reporting_cues() -> Mapping[tuple[str, str], Cue]:
    """Attribution cues by (lemma, pos); pos "PHRASE" for fixed phrases, words joined by one space."""
    return read_cues("reporting.tsv", packaged("reporting.tsv"))


@cache
def modals() -> Mapping[tuple[str, str], Modal]:
    """Status words by (lemma, pos)."""
    return read_modals("modal.tsv", packaged("modal.tsv"))


@cache
def reporting_verbs() -> frozenset[str]:
    """Lemmas of verbs that attribute."""
    return frozenset(lemma for lemma, pos in reporting_cues() if pos == "VERB")
