"""What is found for some words: reports, or records by the words they were read from, the best first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)  # fmt: skip

from tidings.errors import UsageError
from tidings.ledger.names import fold
from tidings.ledger.reading import reports_of
from tidings.ledger.store import Store
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.views.search.passage import Passage, hits, passages, pieces
from tidings.views.search.question import question_of
from tidings.views.search.tables import search_record, search_report

Within = Literal["reports", "records"]
Order = Literal["best", "newest"]
_TITLE_COUNTS: Final = 4.0
"""A word in the title says more of what a report is about than one in its text."""
_RANK: Final[Mapping[Within, str]] = {
    "reports": f"bm25(search_text, {_TITLE_COUNTS}, 1.0)",
    "records": "bm25(search_words, 1.0, 1.0)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`words` as in `question`. `within`: whole reports, or the words that records were read from with the
    names they stand for. `since`, `until`: days of publication. `outlet`: words of its name. `type` and
    `status`: of records only, as the records have them."""

    words: str
    within: Within = "reports"
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    type: str | None = None
    status: str | None = None
    order: Order = "best"

    def __post_init__(self) -> None:
        if self.outlet is not None and not fold(self.outlet):
            raise UsageError(f"outlet {self.outlet!r} has no letters or digits to look for. Give a name.")
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"The period ends ({self.until}) before it starts ({self.since}).")


@dataclass(frozen=True, slots=True)
class Hit:
    """`record`, `kind`, `type` and `status` are a record's, None of a report. `passages` of a record are its
    evidence; `names` are those of its names that were looked for."""

    report: Report
    report_id: str
    passages: tuple[Passage, ...]
    record: str | None = None
    kind: str | None = None
    type: str | None = None
    status: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    total: int
    hits: tuple[Hit, ...]


def search(store: Store, asked: Asked, *, limit: int = 20, offset: int = 0) -> Found:
    """Raises UsageError for words that say nothing to look for."""
    question = question_of(asked.words)
    with store.reading() as connection:
        index, of = (
            ("search_text", search_report) if asked.within == "reports" else ("search_words", search_record)
        )
        query = _query(index, of, asked)
        given = {"question": question.match}
        total = connection.execute(query.with_only_columns(func.count()), given).scalar_one()
        order: list[ColumnElement[Any]] = [literal_column(_RANK[asked.within])]
        if asked.order == "newest":
            order = [of.c.published.is_(None), of.c.published.desc(), *order]
        order += [of.c.published.desc(), of.c.report]
        order += [of.c.start, of.c.record] if of is search_record else []
        rows = connection.execute(query.order_by(*order).limit(limit).offset(offset), given).all()
        reports = reports_of(connection, {row.report for row in rows})
    show = _reports if asked.within == "reports" else _records
    return Found(total, tuple(show(rows, reports, question.any_of)))


def _query(index: str, of: Table, asked: Asked) -> Select[Any]:
    joined = of.join(table(index, column("rowid")), literal_column(f"{index}.rowid") == of.c.row)
    query = select(of).select_from(joined).where(text(f"{index} MATCH :question"))
    if asked.since:
        query = query.where(of.c.published >= asked.since.isoformat())
    if asked.until:
        query = query.where(of.c.published <= asked.until.isoformat())
    if asked.outlet:
        query = query.where((" " + of.c.outlet + " ").like(f"%{fold(asked.outlet)}%"))
    if of is search_record:
        for name in ("type", "status"):
            if value := getattr(asked, name):
                query = query.where(of.c[name] == value)
    return query


def _reports(rows: Any, reports: Mapping[str, Report], any_of: str) -> list[Hit]:
    found = [reports[row.report] for row in rows]
    return [
        Hit(one, row.report, tuple(passages(one.text, spans)))
        for row, one, spans in zip(rows, found, hits([r.text for r in found], any_of), strict=True)
    ]


def _records(rows: Any, reports: Mapping[str, Report], any_of: str) -> list[Hit]:
    words = hits([row.words for row in rows], any_of)
    names = hits([row.names for row in rows], any_of)
    return [
        Hit(
            reports[row.report], row.report, (_evidence(row, marked),),
            row.record, row.kind, row.type, row.status, tuple(_lines(row.names, called)),
        )
        for row, marked, called in zip(rows, words, names, strict=True)
    ]  # fmt: skip


def _evidence(row: Any, marked: list[Span]) -> Passage:
    whole = Span(0, len(row.words))
    return Passage(Span(row.start, row.end), pieces(row.words, whole, marked), before=False, after=False)


def _lines(names: str, called: list[Span]) -> list[str]:
    """Those of the names, one a line, in which a hit lies."""
    out, at = [], 0
    for name in names.split("\n"):
        if any(at <= span.start <= at + len(name) for span in called):
            out.append(name)
        at += len(name) + 1
    return out


def count(connection: Connection) -> int:
    """How many reports can be searched."""
    return int(connection.execute(select(func.count()).select_from(search_report)).scalar_one())
