"""Who judges, and what people decided, in the words of pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from tidings.desk.render import desk_of
from tidings.desk.words import t
from tidings.errors import UsageError
from tidings.ledger import Store
from tidings.ledger.history import UNDONE, Standing, standings
from tidings.ledger.judging import known_judgement
from tidings.model.judged_phrases import SHOWN, value_words
from tidings.model.judgement import Judgement
from tidings.views.history import moment

BY_COOKIE = "tidings_by"


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement as a list shows it; `open`: it can be taken back. `status`: as in `Standing`."""

    id: str
    says: str
    by: str
    at: str
    because: str | None
    status: str
    undone_by: str | None
    open: bool
    contradicted: tuple[str, ...]


def who(request: Request) -> str:
    """The name last judged under in this browser, or the desk's."""
    return unquote(request.cookies.get(BY_COOKIE, "")) or desk_of(request).by or ""


def remember(response: Response, by: str) -> None:
    """The name, for the next form of this browser."""
    response.set_cookie(BY_COOKIE, quote(by, safe=""), httponly=True, samesite="strict", path="/")


def says(one: Judgement) -> str:
    """ "killed is 9 to 12"."""
    if one.undoes is not None:
        return t("judging.says_undone", id=one.undoes[:SHOWN])
    if one.kind == "pair":
        ids = [target.record[:SHOWN] for target in one.targets]
        return t(f"judging.says_{one.verdict}", one=ids[0], other=ids[1])
    if one.kind == "record":
        return t("judging.says_wrong", id=one.targets[0].record[:SHOWN])
    field = one.field or ""
    return t(
        "judging.says_set",
        id=one.targets[0].record[:SHOWN], field=t(f"values.{field}").lower(),
        value=value_words(field, one.value or "null"),
    )  # fmt: skip


def decisions(connection: Connection, reports: set[str], events: set[str]) -> list[Decision]:
    """What people decided about these events of these reports, the latest first."""
    found = []
    for one in standings(connection, reports):
        about = {*one.records, *(target.record for target in one.judgement.targets)}
        if about & events:
            found.append(decision(one))
    return found[::-1]


def decision(one: Standing) -> Decision:
    said = one.judgement
    return Decision(
        said.id, says(said), said.by, moment(said.at), said.because, one.status,
        one.undone[-1].by if one.undone else None, one.status != UNDONE, one.against,
    )  # fmt: skip


def just_said(store: Store, id: str | None) -> Judgement | None:
    """The judgement that brought the reader here; None where the address names none that is there."""
    if not id:
        return None
    with store.reading() as connection:
        try:
            return known_judgement(connection, id)
        except UsageError:
            return None
