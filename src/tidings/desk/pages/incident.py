"""One incident whole: what, when, where, who, how many, per whom; its reports; what people decided."""

from __future__ import annotations

from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tidings.desk.asked import Asked
from tidings.desk.coded import named
from tidings.desk.exporting import exported
from tidings.desk.incident_parts import every_value, figures, outlets_of, sides_of, words_for
from tidings.desk.judged import decisions, just_said, says, who
from tidings.desk.promise_parts import Chain, chain_of
from tidings.desk.render import desk_of, page
from tidings.errors import UsageError
from tidings.ledger import Store
from tidings.model.judgement_fields import FIELDS
from tidings.views.incident import Incident
from tidings.views.incident.fields import TOLLS
from tidings.views.incident.json import head_json, incident_json
from tidings.views.incident.phrases import days, names, where
from tidings.views.incident.series import toll_series
from tidings.views.incidents import find, load
from tidings.views.parts import Link, heads_of, links_of
from tidings.views.promises import promises_with

WHOLE: Final = 21
"""Characters of an id."""
FORMS: Final = 40
"""Events with a form each on the page; of an incident with more each has a link to its own page."""
_VALUE_COLUMNS: Final = (
    "incident", "field", "value", "source", "outlet", "published", "lasts", "disputed", "event", "report",
    "doc", "spans",
)  # fmt: skip


def _show(request: Request) -> Response:
    asked = Asked.of(request.query_params)
    wanted = request.path_params["id"]
    with desk_of(request).reading() as store:
        id = _found(store, wanted)
        if id != wanted:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/incident/{id}{query}", 303)
        found = load(store, id, known_on=asked.known_on)
        promises = [chain_of(row, here=id) for row in promises_with(store, id, asked.known_on)]
        events = {t.event.id for t in found.tellings}
        with store.reading() as connection:
            decided = decisions(connection, {t.report_id for t in found.tellings}, events)
            near = links_of(connection, id, known_on=asked.known_on)
        heads = heads_of(store, {one for link in near for one in (link.part, link.whole)})
        said = just_said(store, request.query_params.get("said"))
    return page(
        request, "incident.html", asked=asked, said=said, said_words=says(said) if said else "",
        by=who(request), decisions=decided, correct=_correct(request), **_values(found, promises),
        wholes=_relatives(near, heads, part=id), parts=_relatives(near, heads, whole=id),
    )  # fmt: skip


def _relatives(
    near: list[Link], heads: dict[str, dict[str, Any]], *, part: str | None = None, whole: str | None = None
) -> list[dict[str, Any]]:
    """Wholes of `part`, or parts of `whole`: id, title, status, and the sentences that say why."""
    ids = [
        (link.whole if part else link.part, link) for link in near if part in (link.part, None)
        and whole in (link.whole, None)
    ]  # fmt: skip
    return [
        {
            "id": id, "title": _title(heads[id]), "status": heads[id]["status"],
            "why": " ".join(reason.sentence for reason in link.why if reason.score > 0),
        }
        for id, link in ids
    ]  # fmt: skip


def _found(store: Store, asked: str) -> str:
    try:
        return find(store, asked)
    except UsageError:
        if len(asked) < WHOLE:  # the beginning of an id, of none or of several
            raise
        raise HTTPException(404) from None


def _correct(request: Request) -> str:
    """The field that the forms have chosen at first."""
    wanted = request.query_params.get("correct", "")
    return wanted if wanted in FIELDS["event"] else "killed"


def _values(found: Incident, promises: list[Chain]) -> dict[str, Any]:
    head = head_json(found)
    outlets = outlets_of(found)
    return {
        "found": found,
        "head": head,
        "title": _title(head),
        "when": days(head["when"]),
        "where": where(head["place"]),
        "actors": names(head["actors"]),
        "recipients": names(head["recipients"]),
        "words_for": {
            name: words_for(found, name) for name in ("when", "place", "actors", "recipients", "weapon")
        },
        "figures": figures(found),
        "sides": sides_of(found),
        "values": every_value(found),
        "outlets": outlets,
        "events": [t.event.id for t in found.tellings],
        "with_forms": len(found.tellings) <= FORMS,
        "fields": FIELDS["event"],
        "pictures": [name for name in TOLLS if len(toll_series(found, name)) > 1],
        "chains": promises,
    }


def _title(head: dict[str, Any]) -> str:
    what = named(head["type"], head["mode"])
    return ", ".join(part for part in (what, where(head["place"]), days(head["when"])) if part)


def _export(request: Request) -> Response:
    """Every value of one incident, `?incident=ID`."""
    wanted = request.query_params.get("incident", "")
    if not wanted:
        raise UsageError("incident: give the id of one")
    with desk_of(request).reading() as store:
        found = incident_json(load(store, find(store, wanted)))
    rows = [
        {"incident": found["id"], "field": name, **one, "disputed": name in found["disputed"]}
        for name, said in found["values"].items()
        for one in said
    ]
    return exported(request, "values", _VALUE_COLUMNS, rows)


ROUTES: Final = [Route("/incident/{id}", _show), Route("/export/values.{kind}", _export)]
