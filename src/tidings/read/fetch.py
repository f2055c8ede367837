"""One page from the web, and nothing from this machine or its network.

Whoever gives an address may not be meant to reach what this machine reaches, so only public addresses are
connected to. A name is resolved once, all that it resolves to is checked, and the connection goes to what was
checked: the name cannot mean another machine a moment later. Redirects are checked like the first request.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote, urljoin, urlsplit

from tidings.errors import InputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
MOST_REDIRECTS: Final = 5
MOST_BYTES: Final = 10_000_000
"""As of a page in a file (`read.page`): articles have 0.05 to 3 MB."""
SECONDS: Final = 30.0
"""For all of it: a page that takes longer is not coming."""
_CONNECT: Final = 10.0
_KINDS: Final[dict[str, Literal["html", "text"]]] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text",
}  # fmt: skip
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_HEADERS: Final = {
    "User-Agent": "tidings (reads one page that a person asked for)",
    "Accept": "text/html, application/xhtml+xml, text/plain",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_KEPT: Final = "/%:@!$&'()*+,;=~-._?"
_SAVE: Final = "Open it in a browser and paste the report's text."
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_UNICAST: Final = ipaddress.IPv6Network("2000::/3")


@dataclass(frozen=True, slots=True)
class Page:
    """`url`: where it was in the end. `data` as it came. `charset`: as the answer says, or None."""

    url: str
    kind: Literal["html", "text"]
    data: bytes
    charset: str | None


def is_public(address: Address) -> bool:
    """Whether it is a machine of the open internet, also behind the ways to write an IPv4 address as IPv6."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not (address.is_multicast or address.is_reserved or address.is_private)
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
    if address in _NAT64:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    # All that is given out to machines of the internet so far lies in 2000::/3.
    return address in _UNICAST and address.is_global and not address.is_private


def fetch(url: str, *, allowed: Callable[[Address], bool] = is_public, seconds: float = SECONDS) -> Page:
    """The page at the address. `allowed`: which machines may be asked. Raises InputError, with the address,
    where it is none of the web, leads elsewhere than allowed, or does not answer with a page in time."""
    until = time.monotonic() + seconds
    where, asked = _short(url), url.strip()
    for _ in range(MOST_REDIRECTS + 1):
        with closing(_connect(asked, where, allowed, until)) as connection, _no_longer(connection, until):
            try:
                answer = _ask(connection, asked)
                if answer.status not in _MOVED:
                    page = _page(answer, asked, where)
                    if time.monotonic() >= until:  # hung up on, which may look like its end
                        raise TimeoutError
                    return page
                asked = _moved(answer, asked, where)
            except (OSError, http.client.HTTPException, ValueError) as error:
                late = time.monotonic() >= until
                why = (
                    f"it takes longer than {seconds:.0f} seconds" if late else f"it gives no answer ({error})"
                )
                raise InputError(where, why, "Try again later, or paste the report's text.") from None
    raise InputError(where, f"it is moved on more than {MOST_REDIRECTS} times", _SAVE)


class _Http(http.client.HTTPConnection):
    """Connects to an address that has been checked, whatever the name means by now."""

    def __init__(self, host: str, port: int, address: str, secure: bool) -> None:
        super().__init__(host, port, timeout=_CONNECT)
        self._address = address
        self._secure = secure
        self.wire: socket.socket | None = None  # `sock` is let go of before the answer is read
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        self.sock = self.wire = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            secured = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = self.wire = secured
            secured.do_handshake()  # can be hung up on: each byte of it may come just before the time-out


def _connect(url: str, where: str, allowed: Callable[[Address], bool], until: float) -> _Http:
    """A connection, open. Raises InputError where none may be or can be made."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one
        raise InputError(where, "this is no address of the web", "Give one as browsers show it.") from None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(where, "this is no address of the web", "Give one that starts with https://.")
    if parts.username is not None or parts.password is not None:
        raise InputError(where, "it holds a user's name", "Give the address without it.")
    secure = parts.scheme == "https"
    port = port or (443 if secure else 80)
    connection: _Http | None = None
    why = "it has no address"
    for address in _resolve(name, port, where, allowed):
        if time.monotonic() >= until:
            break
        connection = _Http(name, port, str(address), secure)
        try:
            with _no_longer(connection, until):
                connection.connect()
        except (OSError, ValueError) as error:
            connection.close()
            why = str(error)
        else:
            return connection
    raise InputError(where, f"it cannot be reached ({why})", "Check the address, or paste the report's text.")


def _resolve(name: str, port: int, where: str, allowed: Callable[[Address], bool]) -> list[Address]:
    """All addresses of the name. One that is not allowed refuses all: a name that also means a machine
    of this network is no public one."""
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError):  # a NUL in the name, too
        raise InputError(where, f"there is no machine {name!r}", "Check the address.") from None
    addresses = list(dict.fromkeys(ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found))
    for address in addresses:
        if not allowed(address):
            raise InputError(
                where,
                f"{name} is a machine of a private network or this one",
                "Only public pages are fetched.",
            )
    return addresses


def _ask(connection: _Http, url: str) -> http.client.HTTPResponse:
    parts = urlsplit(url)
    path = quote(parts.path or "/", safe=_KEPT) + (
        "?" + quote(parts.query, safe=_KEPT) if parts.query else ""
    )
    connection.request("GET", path, headers=_HEADERS)
    return connection.getresponse()


def _page(answer: http.client.HTTPResponse, url: str, where: str) -> Page:
    if answer.status != 200:
        raise InputError(where, f"it answers with {answer.status} {answer.reason}".rstrip(), _SAVE)
    kind = _KINDS.get(answer.headers.get_content_type())
    if kind is None or "content-type" not in answer.headers:
        given = answer.headers.get("content-type", "nothing that says what it is")
        raise InputError(where, f"it is no page or text ({given[:80]})", _SAVE)
    if (answer.headers.get("content-encoding") or "identity").lower() != "identity":
        raise InputError(where, "it comes compressed, which was not asked for", _SAVE)
    data = answer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError(where, f"it is larger than {MOST_BYTES:,} bytes", _SAVE)
    if answer.length:  # Python 3.11 takes an end that comes too early for the end
        raise http.client.IncompleteRead(data, answer.length)
    return Page(url, kind, data, answer.headers.get_content_charset())


def _moved(answer: http.client.HTTPResponse, url: str, where: str) -> str:
    to = answer.headers.get("location")
    if not to:
        raise InputError(where, "it is moved to nowhere", _SAVE)
    return urljoin(url, to.strip())


@contextmanager
def _no_longer(connection: _Http, until: float) -> Iterator[None]:
    """Hang up when the time is over, whatever is going on then."""
    overdue = threading.Timer(max(0.0, until - time.monotonic()), _hang_up, (connection,))
    overdue.start()
    try:
        yield
    finally:
        overdue.cancel()


def _hang_up(connection: _Http) -> None:
    """Whatever is being read from it then ends."""
    if connection.wire is not None:
        with suppress(OSError):  # it has ended by itself
            socket.socket.shutdown(connection.wire, socket.SHUT_RDWR)


def _short(url: str) -> str:
    shown = " ".join(url.split())
    return shown if len(shown) <= 120 else shown[:119] + "…"
