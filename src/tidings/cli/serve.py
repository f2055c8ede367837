"""`tidings serve`: the desk in the browser."""

from __future__ import annotations

import os
import re
import secrets
import socket
import webbrowser
from pathlib import Path
from typing import Final

import click

from tidings.cli.options import store_option, store_path
from tidings.errors import UsageError

_PATIENCE: Final = 5
"""Seconds that open requests and a report in hand have to end after Ctrl-C."""


@click.command("serve", short_help="Open the store in the browser.")
@store_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address to answer on. Any but this machine's own asks browsers for a token.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8320,
    show_default=True,
    help="The port; 0 for any that is free.",
)
@click.option(
    "--token",
    metavar="TOKEN",
    help="The token to ask for, 16 characters at least. Without it one is made, where it is needed.",
)
@click.option("--by", metavar="NAME", help="Who judges. Without it: TIDINGS_BY, else your login name.")
@click.option(
    "--tiles",
    metavar="URL",
    help="Map tiles from this address, https://…/{z}/{x}/{y}.png: your browser then tells that server"
    " which part of the map you look at. Without it the map is offline.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")  # fmt: skip
def command(
    store: str | None, host: str, port: int, token: str | None, by: str | None, tiles: str | None,
    no_browser: bool,
) -> None:  # fmt: skip
    """Open the desk on the store: the situation on a map and a timeline, incidents with every value and
    its sources, reports with what was read from them, states, actors, promises, disputes, and your
    corrections.

    A store that is not there yet is made, empty. It answers to this machine only, until it is stopped with
    Ctrl-C. With --host it answers to others too, but only to who has the token; put a proxy with TLS before
    it where the network is not yours.
    """
    import uvicorn

    from tidings.cli.options import whose
    from tidings.desk import Desk, make_app
    from tidings.desk.guard import LOOPBACK, Guard

    beyond = host not in LOOPBACK
    if token is not None and len(token) < 16:
        raise UsageError("the token is too short to keep anybody out: 16 characters at least")
    if tiles is not None and not re.fullmatch(r"https?://[\w.:\[\]-]+/[^\s;,'\"]*", tiles):
        raise UsageError(
            f"--tiles {tiles}: this is no address such as https://tiles.example/{{z}}/{{x}}/{{y}}.png"
        )
    if tiles is not None and not all(part in tiles for part in ("{z}", "{x}", "{y}")):
        raise UsageError(f"--tiles {tiles}: {{z}}, {{x}} and {{y}} say where zoom, column and row go")
    token = token or (secrets.token_urlsafe(24) if beyond else None)
    guard = Guard(hosts=frozenset({"*"}) if beyond else LOOPBACK, token=token, tiles=tiles)
    desk = Desk(Path(store_path(store)), by=whose(by))
    new = not desk.path.exists()
    desk.make()
    desk.warm()
    with _socket(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
        if new:
            click.echo(f"{desk.path}: there was no store here; an empty one is made.", err=True)
        click.echo(f"The desk on {desk.path} is at {address}\nStop it with Ctrl-C.")
        if not no_browser:
            webbrowser.open(address)
        app = make_app(desk, guard)
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, lifespan="off", access_log=False,
            timeout_graceful_shutdown=_PATIENCE,
        )  # fmt: skip
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            if not app.state.adding.close(wait=_PATIENCE):
                # A long report is being read. Nothing of it is in the store, so nothing is lost; but native
                # code that is stopped in the middle would end in an abort and its message.
                os._exit(130)


def _socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise UsageError(f"{host}:{port} cannot be used: {error.strerror}. Give another --port.") from None
    listening.listen(128)
    return listening
