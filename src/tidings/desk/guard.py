"""Who may ask what: hosts, the token, forged requests, sizes, and the headers that pages are sent with."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_BODY: Final = 32 * 1024 * 1024
"""Bytes of a request: a few hundred reports at once."""
TOKEN_COOKIE: Final = "tidings_token"
SEAL_COOKIE: Final = "tidings_seal"
SEAL_FIELD: Final = "seal"
SEAL_HEADER: Final = "x-tidings-seal"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """`hosts`: names under which the desk answers, so that another site's name that points at this machine
    is refused. `token`: what must be shown before anything is; None on loopback. `tiles`: the address of map
    tiles that the user has turned on, with {z}, {x}, {y} in it; None for none.

    The seal is a random value in a cookie that other origins cannot read; each request that changes something
    carries it in its form or a header (double submit), and its Origin must be this one.
    """

    hosts: frozenset[str] = LOOPBACK
    token: str | None = None
    tiles: str | None = None

    @property
    def policy(self) -> str:
        if self.tiles is None:
            return POLICY
        address = urlsplit(self.tiles)
        return POLICY.replace("img-src 'self'", f"img-src 'self' {address.scheme}://{address.netloc}")


@dataclass(slots=True)
class GuardMiddleware:
    """Refuses with 400 (host), 401 (token), 403 (forged) or 413 (too large), as plain text."""

    app: ASGIApp
    guard: Guard = field(default_factory=Guard)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers)
        seal = cookies.get(SEAL_COOKIE, "")
        new_seal = None if len(seal) >= 32 else secrets.token_urlsafe(32)
        scope.setdefault("state", {})["seal"] = new_seal or seal

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    out.setdefault(name, value)
                out.setdefault("Content-Security-Policy", self.guard.policy)
                out.setdefault("Cache-Control", "no-store")
                if new_seal:
                    out.append("Set-Cookie", f"{SEAL_COOKIE}={new_seal}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        refused = self._refused(scope, headers, cookies)
        if refused is not None:
            await refused(scope, receive, sealed)
            return
        await self.app(scope, _limited(receive), sealed)

    def _refused(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> ASGIApp | None:
        host = headers.get("host", "")
        if _name_of(host) not in self.guard.hosts and "*" not in self.guard.hosts:
            return PlainTextResponse(f"The desk does not answer under the name {host!r}.", 400)
        if self.guard.token is not None and (answer := self._without_token(scope, headers, cookies)):
            return answer
        length = headers.get("content-length") or "0"
        if not (length.isascii() and length.isdigit()):
            return PlainTextResponse("Content-Length is no number.", 400)
        if len(length) > 18 or int(length) > LARGEST_BODY:
            return PlainTextResponse(f"More than {LARGEST_BODY // 2**20} MB at once. Send less.", 413)
        if scope["method"] not in SAFE and not _same_origin(headers, host):
            return PlainTextResponse("This request comes from another site.", 403)
        return None

    def _without_token(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> ASGIApp | None:
        """What to answer instead; None where the token was shown. One in the address becomes a cookie."""
        token = self.guard.token or ""
        kind, _, shown = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and _equal(shown.strip(), token):
            return None
        if _equal(cookies.get(TOKEN_COOKIE, ""), token):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["method"] in SAFE and any(name == "token" and _equal(v, token) for name, v in query):
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            path = "/" + quote(scope["path"].lstrip("/\\"))  # two of them would begin another site's name
            answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(TOKEN_COOKIE, token, httponly=True, samesite="strict", path="/")
            return answer
        return PlainTextResponse(
            "This desk asks for its token: open the address that `tidings serve` printed.", 401,
            {"WWW-Authenticate": "Bearer"},
        )  # fmt: skip


def sealed_by(sent: str | None, expected: str) -> bool:
    """Whether a form or header carries the seal of the browser that was given it."""
    return bool(sent) and len(expected) >= 32 and _equal(sent or "", expected)


def _equal(one: str, other: str) -> bool:
    # A form may name a character set of its own, and bring halves of characters.
    return secrets.compare_digest(*(text.encode("utf-8", "surrogatepass") for text in (one, other)))


def _same_origin(headers: Headers, host: str) -> bool:
    """By Fetch metadata and Origin, where a browser sends them; other programs send neither."""
    if headers.get("sec-fetch-site") not in (None, "same-origin"):
        return False
    origin = headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == host
    except ValueError:
        return False


def _name_of(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if host.count(":") == 1 else host


def _cookies(headers: Headers) -> dict[str, str]:
    """As browsers send them. What other programs of this machine have set comes along and may be anything, so
    a cookie that breaks the rules must not hide ours: the standard library's reader would."""
    return cookie_parser(headers.get("cookie", ""))


class TooLarge(Exception):
    """A request without a Content-Length went on past the largest body."""


def _limited(receive: Receive) -> Receive:
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise TooLarge
        return message

    return limited
