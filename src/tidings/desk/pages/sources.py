"""Outlets and whose words they carry; the sources that reports cite, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.exporting import exported
from tidings.desk.pages.search import choice, page_of
from tidings.desk.render import desk_of, page
from tidings.desk.words import t
from tidings.errors import UsageError
from tidings.ledger.names import fold
from tidings.views.search import Piece, pieces
from tidings.views.sources import (
    Kind,
    Outlet,
    Saying,
    carried,
    cited,
    key_of,
    outlet_reports,
    outlets,
    sayings,
    totals,
)  # fmt: skip
from tidings.views.sources.cited import like

SIZE: Final = 30
KINDS: Final[Sequence[Kind]] = ("all", "denials", "figures")
SORTS: Final = ("reports", "copies", "copied", "newest", "name")
_BY: Final[Mapping[str, Callable[[Outlet], tuple[Any, ...]]]] = {
    "reports": lambda o: (-o.reports, o.key == "", o.name),
    "copies": lambda o: (-o.copies, -o.reports, o.name),
    "copied": lambda o: (-o.copied, -o.reports, o.name),
    "newest": lambda o: (o.last is None, _back(o.last or ""), o.name),
    "name": lambda o: (o.key == "", o.key),
}


def _show(request: Request) -> Response:
    """Outlets a page at a time (`page`), cited sources too (`cited`)."""
    given = request.query_params
    sort, kind = choice("sort", given.get("sort", ""), SORTS), choice("kind", given.get("kind", ""), KINDS)
    at, cited_at = page_of(given), page_of(given, "cited")
    with desk_of(request).reading() as store:
        every = sorted(outlets(store), key=_BY[sort])
        copies = carried(store)
        total, named = cited(store, limit=SIZE, offset=(cited_at - 1) * SIZE, kind=kind)
    query = {"sort": sort if sort != SORTS[0] else None, "kind": kind if kind != KINDS[0] else None,
             "page": at if at > 1 else None, "cited": cited_at if cited_at > 1 else None}  # fmt: skip
    return page(
        request, "sources.html", here="sources", outlets=every[(at - 1) * SIZE : at * SIZE],
        outlets_total=len(every), reports=sum(o.reports for o in every), at=at, size=SIZE,
        copies=copies[:SIZE], copies_total=len(copies), cited=named,
        cited_total=total, cited_at=cited_at, query=query, sort=sort, sorts=SORTS, kind=kind, kinds=KINDS,
    )  # fmt: skip


def _one(request: Request) -> Response:
    """A name, as an outlet and as a source that is cited: what is written about it, and what it says."""
    given = request.query_params
    name = " ".join(given.get("name", "").split())
    kind = choice("kind", given.get("kind", ""), KINDS)
    at, said_at = page_of(given), page_of(given, "said")
    unknown = given.get("outlet") == "unknown"
    outlet_key, key = fold(name).strip(), key_of(name)
    if not outlet_key and not unknown:
        raise UsageError(t("sources.no_name"))
    with desk_of(request).reading() as store:
        outlet = next((o for o in outlets(store) if o.key == outlet_key), None)
        total, reports = outlet_reports(store, outlet_key, limit=SIZE, offset=(at - 1) * SIZE)
        copies = carried(store, outlet_key) if outlet and outlet_key else []
        source = totals(store, [key]).get(key) if key else None
        said_total, said = sayings(store, key, kind=kind, limit=SIZE, offset=(said_at - 1) * SIZE)
        others = [o for o in like(store, key) if o != key] if key else []
        known = totals(store, others)
    query = {"name": name or None, "outlet": "unknown" if unknown else None,
             "kind": kind if kind != KINDS[0] else None, "page": at if at > 1 else None,
             "said": said_at if said_at > 1 else None}  # fmt: skip
    return page(
        request, "source.html", here="sources", name=name or t("sources.unknown_outlet"), outlet=outlet,
        reports=reports, total=total, at=at, size=SIZE, copies=copies, source=source,
        said=[(s, _words(s)) for s in said], said_total=said_total, said_at=said_at, kind=kind, kinds=KINDS,
        others=[known[o] for o in others if o in known], query=query,
    )  # fmt: skip


def _words(saying: Saying) -> tuple[Piece, ...]:
    return pieces(saying.report.text, saying.span, ())


def _export_outlets(request: Request) -> Response:
    with desk_of(request).reading() as store:
        rows = [{**asdict(o), "own": o.own} for o in outlets(store)]
    columns = ("name", "reports", "own", "copies", "copied", "first", "last")
    return exported(request, "outlets", columns, rows)


def _export_cited(request: Request) -> Response:
    kind = choice("kind", request.query_params.get("kind", ""), KINDS)
    with desk_of(request).reading() as store:
        _, every = cited(store, limit=-1, kind=kind)
    rows = [{**asdict(c), "types": [f"{name} {n}" for name, n in c.types]} for c in every]
    return exported(request, "cited", ("name", "reports", "says", "denies", "differs", "types"), rows)


def _back(text: str) -> tuple[int, ...]:
    """Sorts days the other way round."""
    return tuple(-ord(c) for c in text)


ROUTES: Final = [
    Route("/sources", _show),
    Route("/source", _one),
    Route("/export/outlets.{kind}", _export_outlets),
    Route("/export/cited.{kind}", _export_cited),
]
