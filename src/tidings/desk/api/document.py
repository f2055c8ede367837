"""The table of endpoints as an OpenAPI 3.1 document."""

from __future__ import annotations

from typing import Any

import tidings
from tidings.desk.api.endpoints import ENDPOINTS, ROOT, Endpoint
from tidings.desk.api.schemas import SCHEMAS, ref
from tidings.desk.words import t

Json = dict[str, Any]


def document() -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": t("api.title"), "version": tidings.__version__, "description": t("api.lead"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": {ROOT + one.path: {"get": _operation(one)} for one in ENDPOINTS},
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": t("api.token")}
            },
            "responses": {
                "Unasked": _answer(t("api.unasked"), ref("Error")),
                "Unknown": _answer(t("api.unknown"), ref("Error")),
                "Unready": _answer(t("api.unready"), ref("Error")),
            },
        },
    }  # fmt: skip


def _operation(one: Endpoint) -> Json:
    found = {"404": {"$ref": "#/components/responses/Unknown"}} if one.one else {}
    return {
        "operationId": one.name,
        "summary": one.what,
        "parameters": [parameter.describe() for parameter in one.parameters],
        "responses": {
            "200": _answer(one.what, one.schema),
            "400": {"$ref": "#/components/responses/Unasked"},
            **found,
            "503": {"$ref": "#/components/responses/Unready"},
        },
    }


def _answer(what: str, schema: Json) -> Json:
    return {"description": what, "content": {"application/json": {"schema": schema}}}
