"""Pages from templates. What comes from reports is hostile: everything is escaped, and characters that turn
the direction of text are shown as marks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from tidings.desk.coded import choice, gloss, moded, named
from tidings.desk.desk import Desk
from tidings.desk.plain_text import TURNING, UNSHOWN, mark_of, visible, visible_in
from tidings.desk.words import has, rich, t, tn
from tidings.mentions.actors_whole import alpha_name
from tidings.model import phrases

NAV: Final = (
    ("situation", "/"), ("disputes", "/disputes"), ("promises", "/promises"), ("states", "/states"),
    ("actors", "/actors"), ("sources", "/sources"), ("search", "/search"), ("review", "/review"),
    ("add", "/add"),
)  # fmt: skip


def desk_of(request: Request) -> Desk:
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def page(request: Request, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
    """`template` with `values`, and with what `base.html` needs. `here` in values: the entry of NAV."""
    desk = desk_of(request)
    values.setdefault("here", None)
    text = (
        environment()
        .get_template(template)
        .render(
            request=request, store=desk.path.name, linking=desk.linking, seal=request.state.seal, **values
        )
    )
    return HTMLResponse(text, status)


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("tidings.desk"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(
        t=t, tn=tn, rich=rich, has_text=has, nav=NAV, link=link, named=named, gloss=gloss, choice=choice,
        moded=moded,
    )  # fmt: skip
    made.filters.update(
        plain=plain, visible=visible, number=number, amount=amount, country=country, as_json=as_json
    )
    return made


def plain(text: object) -> Markup:
    """Text of a report, escaped; characters that turn direction and control characters as visible marks, so
    that nothing reads otherwise than it stands there."""
    shown = UNSHOWN.sub("\ufffd", str(text))
    out, at = [], 0
    for found in TURNING.finditer(shown):
        name = mark_of(found)
        out.append(escape(shown[at : found.start()]))
        out.append(Markup('<span class="turning" title="{}">{}</span>').format(name[1:-1], name))
        at = found.end()
    out.append(escape(shown[at:]))
    return Markup("").join(out)


def number(value: float | None) -> str:
    return t("common.unknown") if value is None else f"{value:,}"


def amount(count: Sequence[int | None] | None) -> str:
    """ "7", "5 to 9", "5 or more", "up to 9"; unknown without either bound."""
    return (phrases.amount((count[0], count[1])) if count else "") or t("common.unknown")


def country(code: str | None) -> str:
    """Its English name; the code itself where it is no country's."""
    return (alpha_name(code) or code) if code else t("common.unknown")


def as_json(value: object) -> str:
    """For an attribute, to be shown by a script: escaped by the template like any text."""
    return json.dumps(visible_in(value), ensure_ascii=False, separators=(",", ":"))


def link(path: str, query: Mapping[str, object] | None = None, /, **more: object) -> str:
    """An address of the desk; what is None, False or "" is left out, True is 1."""
    asked = {**(query or {}), **more}
    pairs = [(k, "1" if v is True else str(v)) for k, v in asked.items() if v not in (None, "", False)]
    return path + ("?" + urlencode(pairs) if pairs else "")
