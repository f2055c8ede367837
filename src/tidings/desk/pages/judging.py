"""What a person decides: one address takes all of it, from the incident, the review queue and histories."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tidings.desk.forms import sealed_form, text_of
from tidings.desk.judged import remember, says, who
from tidings.desk.render import desk_of
from tidings.desk.words import t
from tidings.errors import UsageError
from tidings.ledger import Store
from tidings.ledger.judging import judge_pair, judge_value, judge_wrong, known_record, undo
from tidings.model.judgement import Judgement
from tidings.model.judgement_fields import value_of
from tidings.views.incidents import of_event
from tidings.views.linking.likely import nearest
from tidings.views.review import doubted, event_of
from tidings.views.set_values import read_value

_ID: Final = re.compile(r"\b([ei])[0-9a-f]{4,20}\b")
LONGEST_NAME: Final = 200
MOST_OTHERS: Final = 50
"""Events that one form tells from another."""


def _judge(request: Request, form: FormData) -> Response:
    """Fields: `action`, what is judged (`event`, `other`, `field`, `value`, `judgement`), `by`, `because`,
    and `next`, an address of the desk to go on to; without it the incident that now holds the event."""
    desk = desk_of(request)
    act = ACTIONS.get(text_of(form, "action"))
    if act is None:
        raise UsageError(t("judging.no_action", known=", ".join(ACTIONS)))
    by = text_of(form, "by") or who(request)
    if not by:
        raise UsageError(t("judging.no_name"))
    if len(by) > LONGEST_NAME:  # it goes into a cookie, and a browser keeps 4 KB
        raise UsageError(t("judging.long_name", most=LONGEST_NAME))
    because = text_of(form, "because") or None
    said = desk.change(lambda store: act(store, form, by, because))
    with desk.reading() as store:
        place = text_of(form, "next") or _place(store, form, said)
    place, hash, part = _own(place).partition("#")
    address = place + ("&" if "?" in place else "?") + f"said={said.id}" + hash + part
    if "application/json" in request.headers.get("accept", ""):
        body = {"id": said.id, "says": says(said), "by": said.by, "next": address}
        answer: Response = JSONResponse(body)
    else:
        answer = RedirectResponse(address, 303)
    remember(answer, by)
    return answer


def _same(store: Store, form: FormData, by: str, because: str | None) -> Judgement:
    return judge_pair(store, _event(form), _other(store, form), same=True, by=by, because=because)


def _different(store: Store, form: FormData, by: str, because: str | None) -> Judgement:
    """Of one other event, or of all that the form names."""
    others = [str(one) for one in form.getlist("other") if isinstance(one, str) and one.strip()]
    if not 1 <= len(others) <= MOST_OTHERS:
        raise UsageError(t("judging.no_other"))
    event = _event(form)
    first, *rest = [
        judge_pair(store, event, one.strip(), same=False, by=by, because=because) for one in others
    ]
    return rest[-1] if rest else first


def _wrong(store: Store, form: FormData, by: str, because: str | None) -> Judgement:
    return judge_wrong(store, _event(form), by=by, because=because)


def _set(store: Store, form: FormData, by: str, because: str | None) -> Judgement:
    event, field, value = _event(form), text_of(form, "field"), text_of(form, "value")
    with store.reading() as connection:
        record = known_record(connection, event).record
    return judge_value(store, event, field, read_value(record, field, value), by=by, because=because)


def _right(store: Store, form: FormData, by: str, because: str | None) -> Judgement:
    """The value of the field that was doubted is kept as a person's: it then outlives the next reading."""
    row = event_of(store, _event(form))
    if row is None:
        raise UsageError(t("judging.no_event"))
    field = text_of(form, "field") or doubted(row.event)
    return judge_value(store, row.event.id, field, value_of(row.event, field), by=by, because=because)


def _undo(store: Store, form: FormData, by: str, because: str | None) -> Judgement:
    return undo(store, text_of(form, "judgement") or None, by=by, because=because)


ACTIONS: Final[Mapping[str, Callable[[Store, FormData, str, str | None], Judgement]]] = {
    "same": _same, "different": _different, "wrong": _wrong, "set": _set, "right": _right, "undo": _undo,
}  # fmt: skip


def _event(form: FormData) -> str:
    event = text_of(form, "event")
    if not event:
        raise UsageError(t("judging.no_event"))
    return event


def _other(store: Store, form: FormData) -> str:
    """An event's id, or the event of an incident most like ours: the form may have either, or an address of
    the desk that ends in one."""
    found = list(_ID.finditer(text_of(form, "other")))
    if not found:
        raise UsageError(t("judging.no_other"))
    id = found[-1].group()
    if id.startswith("e"):
        return id
    with store.reading() as connection:
        near = nearest(connection, _event(form), id)
    if near is None:
        raise UsageError(t("judging.no_incident", id=id))
    return near


def _place(store: Store, form: FormData, said: Judgement) -> str:
    """The incident that holds what was judged, or one that the form was on; else the record's history."""
    judged = [target.record for target in said.targets]
    given = [str(one) for name in ("event", "member") for one in form.getlist(name) if isinstance(one, str)]
    for event in (*judged, *given):
        if (incident := of_event(store, event)) is not None:
            return f"/incident/{incident}"
    return f"/history/{judged[0] if judged else said.id}"


def _own(place: str) -> str:
    """An address of this desk: a path, never another site's."""
    if not place.startswith("/") or place.startswith("//") or "\\" in place:
        raise UsageError(t("judging.no_place"))
    return place


ROUTES: Final = [Route("/judge", sealed_form(_judge), methods=["POST"])]
