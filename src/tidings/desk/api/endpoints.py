"""The table of what the API answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from tidings.desk.api import answers
from tidings.desk.api.parameters import LIMIT, OFFSET, Parameter, choice, day, flag, number, part, text
from tidings.desk.api.schemas import listing, ref
from tidings.desk.asked_actors import MOST, USUAL
from tidings.desk.words import t
from tidings.ledger.store import Store
from tidings.model.codes import STATUSES
from tidings.views.actors.ask import ORDERS
from tidings.views.holdings.claim import KINDS
from tidings.views.holdings.holding import STATUSES as STANDINGS

Json = dict[str, Any]
ROOT: Final = "/api/v1"
SAYINGS: Final = ("denials", "figures")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`path` below ROOT. `gives`: the name of an item's schema; `one`: the answer is such an item, else a
    page of many. `example`: a query for the page of examples."""

    name: str
    path: str
    gives: str
    answer: Callable[[Store, dict[str, Any]], Any] = field(repr=False)
    asks: tuple[Parameter, ...]
    one: bool = False
    example: str = ""

    @property
    def what(self) -> str:
        return t(f"api.{self.name}")

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return self.asks if self.one else (*self.asks, LIMIT, OFFSET)

    @property
    def schema(self) -> Json:
        return ref(self.gives) if self.one else listing(self.gives)


def _id(says: str) -> Parameter:
    return text("id", inside="path", says=says)


_EVENTS: Final = (
    text("type", example="ASSAULT"), text("mode"), choice("status", STATUSES), text("actor"), text("place"),
    text("source"), text("report"), day("since", first=True, example="2024-01"), day("until"),
    flag("background"), part("confidence"),
)  # fmt: skip
_INCIDENTS: Final = (*_EVENTS, flag("disputed"), number("outlets", most=10_000), day("known_on"))

ENDPOINTS: Final = (
    Endpoint(
        "incidents", "/incidents", "Incident", answers.list_incidents, _INCIDENTS, example="disputed=true",
    ),
    Endpoint(
        "incident", "/incidents/{id}", "IncidentWhole", answers.one_incident,
        (_id("incident_id"), day("known_on")), one=True,
    ),
    Endpoint(
        "events", "/events", "EventTold", answers.list_events, _EVENTS, example="status=planned&limit=10",
    ),
    Endpoint(
        "timeline", "/timeline", "Entry", answers.list_timeline, _INCIDENTS,
        example="since=2024&until=2024",
    ),
    Endpoint(
        "states", "/states", "Holding", answers.list_states,
        (
            day("as_of"), day("known_on"), choice("kind", KINDS, says="holding_kind"),
            choice("status", STANDINGS, says="holding_status"), text("place"), text("actor"),
            part("confidence"),
        ),
        example="kind=control",
    ),
    Endpoint(
        "promises", "/promises", "Promise", answers.list_promises,
        (day("as_of", says="promise_as_of"), flag("open"), *_EVENTS), example="open=true",
    ),
    Endpoint(
        "actors", "/actors", "Actor", answers.list_actors,
        (
            text("name"), text("kind", says="actor_kind"), text("country"), flag("described"),
            choice("order", ORDERS),
        ),
        example="described=false&order=done",
    ),
    Endpoint(
        "ties", "/ties", "Tie", answers.list_ties,
        (
            text("actor", says="tie_actor"), text("type"), day("since", first=True), day("until"),
            number("least", most=10_000), flag("done"), flag("described"),
            number("most", least=2, most=MOST, usual=USUAL),
        ),
        example="least=2",
    ),
    Endpoint("outlets", "/outlets", "Outlet", answers.list_outlets, ()),
    Endpoint(
        "sources", "/sources", "Source", answers.list_sources, (choice("saying", ("all", *SAYINGS)),),
        example="saying=denials",
    ),
    Endpoint(
        "search", "/search", "Found", answers.list_found,
        (
            text("q", required=True), choice("in", ("reports", "records")),
            text("outlet", says="outlet_words"), day("since", first=True, says="report_since"),
            day("until", says="report_until"), text("type"), text("status", says="record_status"),
            choice("order", ("best", "newest"), says="found_order"),
        ),
        example="q=talks",
    ),
    Endpoint(
        "reports", "/reports", "Report", answers.list_reports,
        (text("outlet"), day("since", first=True, says="report_since"), day("until", says="report_until")),
        example="limit=5",
    ),
    Endpoint("report", "/reports/{id}", "ReportWhole", answers.one_report, (_id("report_id"),), one=True),
)  # fmt: skip
