"""Pages from the web: only public machines are asked, whatever a name or a redirect says."""

from __future__ import annotations

import bz2
import http.server
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from tidings.errors import InputError
from tidings.read import fetch as fetching
from tidings.read.decode import in_charset
from tidings.read.fetch import Address, Page, fetch, is_public
from tidings.read.web import read_address

ARTICLE = (
    "<html><head><title>Ferry aground</title></head><body><article><h1>Ferry aground</h1>"
    "<p>A ferry ran aground off Belme on Sunday with 61 people on board, the harbour office said.</p>"
    "<p>All were brought ashore by noon and nobody was hurt, it added in a second statement.</p>"
    "</article></body></html>"
)


@dataclass
class Site:
    """What a server on this machine answers by path, and which paths were asked for."""

    port: int = 0
    answers: dict[str, Callable[[http.server.BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(
        self, path: str, body: bytes, kind: str | None = "text/html", status: int = 200, **more: str
    ) -> None:
        def answer(to: http.server.BaseHTTPRequestHandler) -> None:
            to.send_response(status)
            if kind:
                to.send_header("Content-Type", kind)
            for name, value in more.items():
                to.send_header(name.replace("_", "-"), value)
            to.end_headers()
            to.wfile.write(body)

        self.answers[path] = answer


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            with suppress(BrokenPipeError, ConnectionResetError):
                made.answers[self.path](self)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


def here(address: Address) -> bool:
    """For tests: this machine's 127.0.0.1 stands for the open internet."""
    return str(address) == "127.0.0.1"


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 "
    "255.255.255.255 198.18.0.1 240.0.0.1 ::1 :: ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 fe80::1 "
    "fc00::1 ff02::1 fec0::1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2002:a00:1:: 2001:db8::1".split(),
)
def test_machines_that_are_not_of_the_open_internet(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_machines_that_are(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_asked_however_it_is_written(site: Site, host: str) -> None:
    site.page("/", b"secret", "text/plain")
    with pytest.raises(InputError):
        fetch(site.url(host=host))
    assert site.asked == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/x", "javascript:alert(1)", "//a.example", "", "http://", "http://[",
            "http://user:word@127.0.0.1/", "http://127.0.0.1:99999/", "http://a..example/", "gopher://a.example"],
)  # fmt: skip
def test_what_is_no_address_of_the_web(url: str) -> None:
    with pytest.raises(InputError):
        fetch(url, allowed=lambda address: True)


def test_a_page_is_fetched(site: Site) -> None:
    site.page("/a%20b?q=1", "Tromsø".encode("latin-1"), "text/plain; charset=latin-1")
    page = fetch(site.url("/a b?q=1#part"), allowed=here)
    assert (page.kind, page.charset, page.data) == ("text", "latin-1", "Tromsø".encode("latin-1"))


def test_a_redirect_to_a_private_machine_is_not_followed(site: Site) -> None:
    site.page("/away", b"", status=302, Location=site.url("/secret", host="127.0.0.2"))
    with pytest.raises(InputError, match="private network"):
        fetch(site.url("/away"), allowed=here)
    assert site.asked == ["/away"]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/", "", "http://"])
def test_a_redirect_to_what_is_no_page_is_not_followed(site: Site, to: str) -> None:
    site.page("/", b"", status=301, Location=to)
    with pytest.raises(InputError):
        fetch(site.url(), allowed=here)


def test_redirects_end_after_five(site: Site) -> None:
    for n in range(8):
        site.page(f"/{n}", b"", status=307, Location=f"/{n + 1}")
    site.page("/8", b"at last", "text/plain")
    with pytest.raises(InputError, match="more than 5"):
        fetch(site.url("/0"), allowed=here)
    assert fetch(site.url("/3"), allowed=here).url == site.url("/8")


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.page("/", b"a page", "text/plain")
    resolved: list[str] = []
    resolve = socket.getaddrinfo

    def answers(host: str, port: int, *args: object, **more: object) -> object:
        if host == "news.example":
            resolved.append(host)
            host = "127.0.0.1" if len(resolved) == 1 else "127.0.0.3"
        return resolve(host, port, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", answers)
    assert fetch(site.url(host="news.example"), allowed=here).data == b"a page"
    assert resolved == ["news.example"]


def test_a_name_that_also_means_a_private_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.7", 80))]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(InputError, match="private network"):
        fetch("http://news.example/")


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", None])
def test_what_is_no_page_is_refused(site: Site, kind: str | None) -> None:
    site.page("/", b"x", kind)
    with pytest.raises(InputError, match="no page or text"):
        fetch(site.url(), allowed=here)


def test_what_is_too_large_or_failed_or_compressed_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    site.page("/large", b"x" * 1001, "text/plain")
    site.page("/gone", b"", "text/plain", 410)
    site.page("/packed", b"x", "text/plain", Content_Encoding="gzip")
    site.page("/cut", b"half", "text/plain", Content_Length="8")
    answers = (("/large", "larger"), ("/gone", "410"), ("/packed", "compressed"), ("/cut", "no answer"))
    for path, why in answers:
        with pytest.raises(InputError, match=why):
            fetch(site.url(path), allowed=here)


def test_a_page_that_never_ends_is_given_up(site: Site) -> None:
    def drip(to: http.server.BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Content-Type", "text/plain")
        to.end_headers()
        for _ in range(100):
            to.wfile.write(b"x")
            time.sleep(0.05)

    site.answers["/"] = drip
    started = time.monotonic()
    with pytest.raises(InputError, match="longer"):
        fetch(site.url(), allowed=here, seconds=0.5)
    assert time.monotonic() - started < 2


def test_a_machine_that_speaks_no_tls_or_not_at_all_is_told(site: Site) -> None:
    with pytest.raises(InputError, match="cannot be reached"):
        fetch(site.url().replace("http:", "https:"), allowed=here)
    with pytest.raises(InputError, match="cannot be reached"):
        fetch("http://127.0.0.1:1/", allowed=here)


def test_a_report_is_read_from_a_page(site: Site) -> None:
    site.page("/2024/03/05/ferry", ARTICLE.encode())
    report = read_address(site.url("/2024/03/05/ferry"), get=lambda url: fetch(url, allowed=here))
    assert report.text.startswith("Ferry aground\n\nA ferry ran aground")
    assert report.url == site.url("/2024/03/05/ferry")
    assert str(report.published) == "2024-03-05"


def test_a_text_in_another_encoding_is_read(site: Site) -> None:
    words = "Тихая ночь. A quiet night in Tromsø, with snow."
    page = Page("http://news.example/a", "text", words.encode("cp1251", "replace"), "cp1251")
    assert "Тихая" in read_address(page.url, get=lambda url: page).text


def test_a_machine_that_drips_its_tls_greeting_is_given_up() -> None:
    """Each byte comes before the time-out of the next."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            with suppress(OSError):
                wire, _ = listening.accept()
                with wire:
                    wire.sendall(b"\x16\x03\x03\x40\x00")
                    for _ in range(60):
                        wire.sendall(b"\x02")
                        time.sleep(0.05)

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        started = time.monotonic()
        with pytest.raises(InputError, match="cannot be reached"):
            fetch(f"https://127.0.0.1:{listening.getsockname()[1]}/", allowed=here, seconds=0.5)
        assert time.monotonic() - started < 2
        thread.join(10)


def test_a_name_with_a_nul_in_it_is_told() -> None:
    with pytest.raises(InputError, match="no machine"):
        fetch("http://a\x00b.example/", allowed=here)


@pytest.mark.parametrize(
    "charset", ["zlib", "bz2", "hex", "punycode", "idna", "unicode_escape", "no-such", "\x00", ""]
)
def test_what_is_no_character_set_unpacks_nothing(charset: str) -> None:
    packed = {"zlib": zlib.compress, "bz2": bz2.compress, "hex": bytes.hex}.get(charset, bytes)(
        b"A bomb. " * 1000
    )
    data = packed if isinstance(packed, bytes) else packed.encode()
    assert in_charset(data, charset) is None


def test_a_page_that_names_a_codec_that_unpacks_is_not_unpacked() -> None:
    bomb = Page("http://news.example/a", "text", zlib.compress(b"A bomb killed four. " * 500_000), "zlib")
    with pytest.raises(InputError):
        read_address(bomb.url, get=lambda url: bomb)
