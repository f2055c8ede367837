"""The view of searching: each report's text once, and the words and names of the records that count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select, text

from tidings.ledger.bulk import insert_rows, portions
from tidings.ledger.derived import Change
from tidings.ledger.names import fold
from tidings.ledger.records import Read
from tidings.ledger.schema import coding, report
from tidings.model.record import Event, State
from tidings.model.report import Report
from tidings.views.search.tables import METADATA, search_record, search_report
from tidings.views.versions import version_of

_ADD_TEXT: Final = text("INSERT INTO search_text (rowid, title, text) VALUES (:row, :title, :text)")
_COLUMNS: Final = tuple(c.name for c in search_record.columns if c.name != "row")
_CODINGS: Final[BindParameter[list[str]]] = bindparam("codings", expanding=True)
_ADD_WORDS: Final = text(
    "INSERT INTO search_words (rowid, words, names) SELECT row, words, names FROM search_record"
    " WHERE coding IN :codings"
).bindparams(_CODINGS)
# An index without its own texts forgets a row when it is told what stood there.
_FORGET_WORDS: Final = text(
    "INSERT INTO search_words (search_words, rowid, words, names) SELECT 'delete', row, words, names"
    " FROM search_record WHERE coding IN :codings"
).bindparams(_CODINGS)


def record_rows(coding: str, read: Read) -> list[tuple[Any, ...]]:
    """As `search_record` has them, but for their number."""
    about = {"coding": coding, "report": read.id, **_about(read.report)}
    rows = ({**about, **row} for row in _rows(read.report, read.events, read.states))
    return [tuple(row[name] for name in _COLUMNS) for row in rows]


class Search:
    """A `View` (ledger.derived). Reports stay, as the ledger's do; records come and go with their codings."""

    name = "search"
    tables = METADATA
    stage = staticmethod(record_rows)

    @property
    def version(self) -> str:
        return version_of("views/search/tables.py", "views/search/view.py")

    def take(self, connection: Connection, change: Change) -> None:
        for some in portions(change.gone):
            connection.execute(_FORGET_WORDS, {"codings": some})
            connection.execute(delete(search_record).where(search_record.c.coding.in_(some)))
        for some in portions(change.new):
            _add_reports(connection, some)
        found = change.prepared(connection, self.name, self.stage)
        last = connection.execute(select(func.max(search_record.c.row))).scalar() or 0
        rows = (row for rows in found.values() for row in rows)
        numbered = [(n, *row) for n, row in enumerate(rows, start=last + 1)]
        insert_rows(connection, insert(search_record), numbered)
        for some in portions(change.new):
            connection.execute(_ADD_WORDS, {"codings": some})

    def settle(self, connection: Connection, change: Change) -> bool:
        return False


def _add_reports(connection: Connection, codings: Sequence[str]) -> None:
    query = (
        select(report)
        .join(coding, coding.c.report == report.c.id)
        .where(coding.c.id.in_(codings), report.c.id.not_in(select(search_report.c.report)))
        .distinct()
        .order_by(report.c.id)
    )
    last = connection.execute(select(func.max(search_report.c.row))).scalar() or 0
    for row, one in enumerate(connection.execute(query).all(), start=last + 1):
        about = {"published": one.published, "outlet": fold(one.outlet or "").strip()}
        connection.execute(insert(search_report), {"row": row, "report": one.id, **about})
        connection.execute(_ADD_TEXT, {"row": row, "title": one.title or "", "text": one.text})


def _about(found: Report) -> dict[str, Any]:
    return {
        "published": found.published.isoformat() if found.published else None,
        "outlet": fold(found.outlet or "").strip(),
    }


def _rows(found: Report, events: Iterable[Event], states: Iterable[State]) -> Iterator[dict[str, Any]]:
    for event in events:
        parties = (*event.actors, *event.recipients)
        names = [n for p in parties for n in (p.name, *p.names)]
        names += [event.place.name] if event.place else []
        names += [n for s in event.sources for n in (s.name, *s.names)]
        names += [d.source for d in event.claims]
        yield {"kind": "event", "type": event.type, **_row(found, event, names)}
    for state in states:
        sides = [p for p in (state.holder, state.other, state.site) if p]
        names = [n for p in sides for n in (p.name, *p.names)]
        names += [state.place.name] if state.place else []
        names += [state.role] if state.role else []
        names += [n for s in state.sources for n in (s.name, *s.names)]
        yield {"kind": "state", "type": state.kind, **_row(found, state, names)}


def _row(found: Report, record: Event | State, names: Iterable[str]) -> dict[str, Any]:
    spans = sorted({e.span for e in record.evidence})
    return {
        "record": record.id,
        "status": record.status,
        "start": record.evidence[0].span.start,
        "end": record.evidence[0].span.end,
        "words": "\n".join(span.of(found.text) for span in spans),
        "names": "\n".join(dict.fromkeys(names)),
    }
