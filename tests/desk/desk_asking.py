"""Asking the desk without a browser."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from tidings.desk import Desk, Guard, make_app
from tidings.desk.guard import SEAL_COOKIE

HERE = "http://127.0.0.1:8320"


def asking(path: Path, guard: Guard | None = None) -> TestClient:
    """A client that sends what a browser on the desk's own pages sends."""
    client = TestClient(
        make_app(Desk(path, by="Ada"), guard),
        base_url=HERE,
        raise_server_exceptions=True,
        follow_redirects=False,
    )
    client.headers["origin"] = HERE
    return client


def seal(client: TestClient) -> str:
    if SEAL_COOKIE not in client.cookies:
        client.get("/")
    return str(client.cookies[SEAL_COOKIE])
