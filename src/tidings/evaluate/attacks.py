"""Scores who attacked whom, and with what, on MUC-4: role fillers of a report by their head nouns."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tidings.evaluate.figures import PRF_HEADER, Json, Outcome, Tally
from tidings.evaluate.formats import Tell, within
from tidings.evaluate.formats_muc4 import ROLES, Attack, Entity, read_muc4
from tidings.evaluate.true_case import true_case
from tidings.model.doc import Doc
from tidings.model.record import Event, Party
from tidings.model.report import Report
from tidings.model.span import Span

Fillers = dict[str, list[Span]]
"""Per role of the set, where its fillers stand in the text."""
ACTORS: Final[dict[str | None, str]] = {
    "person": "PerpInd", None: "PerpInd", "org": "PerpOrg", "force": "PerpOrg",
}  # fmt: skip
RECIPIENTS: Final[dict[str | None, str]] = {
    "person": "Victim", None: "Victim", "facility": "Target", "platform": "Target", "org": "Target",
}  # fmt: skip
"""Kinds of parties (None: only described) and the roles that they fill."""
_POSTMODIFIER: Final = frozenset(
    "of in from for with at on by to who which that whose near under against into and or".split()
)
_PRONOUNS: Final = frozenset("he she it they we i you him her them us his their its our who which".split())
_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def score_muc4(
    path: Path, read: Callable[[Report], Doc], *, only: frozenset[str] | None, tell: Tell
) -> Outcome:
    """Micro-averaged over the five roles. Each gold entity is matched by at most one filler; two fillers
    of a role with one head noun are one."""
    tallies = {role: Tally() for role in ROLES}
    predictions: list[Json] = []
    documents = 0
    for attack in read_muc4(path, tell):
        if only is not None and attack.name not in only:
            continue
        fillers = within(attack.name, tell, _fillers, attack, read)
        if fillers is None:
            continue
        documents += 1
        for role, spans in fillers.items():
            heads = list(dict.fromkeys(head_noun(s.of(attack.text)) for s in spans))
            add_role(tallies[role], heads, attack.entities[role])
            for span in spans:
                row = {"doc": attack.name, "start": span.start, "end": span.end}
                predictions.append({**row, "text": span.of(attack.text), "label": role})
    total = Tally()
    for tally in tallies.values():
        total.add(tally.right, tally.false, tally.missed)
    figures = total.figures("micro_")
    for role, key in ROLES.items():
        figures |= tallies[role].figures(f"{key}_")
    rows = (total.row("all"), *(tallies[role].row(role) for role in ROLES))
    return Outcome(documents, total.gold, "role fillers", figures, PRF_HEADER, rows, tuple(predictions))


def add_role(tally: Tally, heads: list[str], entities: tuple[Entity, ...]) -> None:
    """Count the head nouns found for a role against its gold entities."""
    free = [{head_noun(mention) for mention in entity} for entity in entities]
    right = 0
    for head in heads:
        at = next((i for i, nouns in enumerate(free) if head in nouns), None)
        if at is not None:
            del free[at]
            right += 1
    tally.add(right, len(heads) - right, len(free))


def head_noun(phrase: str) -> str:
    """The last word before the first comma, preposition, conjunction or relative pronoun, in lower case:
    "members of the front" is "members". Both sides go through this, whatever a parser makes of them."""
    head = ""
    for word in _WORD.finditer(phrase):
        if head and (word[0].lower() in _POSTMODIFIER or "," in phrase[: word.start()]):
            break
        head = word[0].lower()
    return head


def _fillers(attack: Attack, read: Callable[[Report], Doc]) -> Fillers:
    # Four blanks stand for a paragraph's end; a line break of the same length keeps the offsets.
    text = true_case(attack.text.replace("    ", "\n   "))
    doc = read(Report(doc=attack.name, text=text))
    events: tuple[Event, ...] = doc.layer("events")  # type: ignore[assignment]
    return fillers_of([e for e in events if e.type == "ASSAULT" and e.status != "denied"], text)


def fillers_of(assaults: list[Event], text: str) -> Fillers:
    """Actors are PerpInd where they are people, PerpOrg where they are organisations or forces;
    recipients are Victim where they are people, Target where they are facilities, vehicles or
    organisations (their offices); weapons are Weapon. Other kinds fill none: in every tenth training
    report no place and no force that was attacked is a filler of the gold."""
    out: Fillers = {role: [] for role in ROLES}
    for event in assaults:
        for parties, roles in ((event.actors, ACTORS), (event.recipients, RECIPIENTS)):
            for party in parties:
                where = _where(party, text)
                if party.kind in roles and where.of(text).lower() not in _PRONOUNS:
                    out[roles[party.kind]].append(where)
        if event.weapon is not None:
            out["Weapon"] += event.weapon.spans[:1]
    return {role: list(dict.fromkeys(spans)) for role, spans in out.items()}


def _where(party: Party, text: str) -> Span:
    """Where the party's best name stands, else the first that names it."""
    return next((s for s in party.spans if s.of(text) == party.name), party.spans[0])
