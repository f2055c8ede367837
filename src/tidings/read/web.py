"""A report at an address of the web."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from tidings.model.report import Report
from tidings.read.decode import decode, in_charset
from tidings.read.fetch import Page, fetch
from tidings.read.page import read_page
from tidings.read.publication import Found
from tidings.read.received import receive

_LONGEST_NAME: Final = 80


def read_address(url: str, *, published: date | None = None, get: Callable[[str], Page] = fetch) -> Report:
    """Fetch one page and read it; the report's address is the one where it was found in the end. `published`
    goes before what the page says. Raises InputError where it cannot be fetched, or holds no report."""
    page = get(url)
    where, doc = page.url, _name_of(page.url)
    text = decode(_as_utf8(page), where=where, page=page.kind == "html").text
    if page.kind == "html":
        return read_page(text, where=where, doc=doc, published=published, url=page.url)
    found = Found(published, "Given with the input.") if published else None
    return receive(text, where=where, doc=doc, published=found, url=page.url)


def _as_utf8(page: Page) -> bytes:
    """The bytes in UTF-8 where the answer names another encoding that they are in."""
    if page.charset is None:
        return page.data
    text = in_charset(page.data, page.charset)
    return page.data if text is None else text.encode("utf-8", "replace")


def _name_of(url: str) -> str:
    """ "news.example/2024/market-attack"."""
    return url.partition("://")[2].partition("?")[0].partition("#")[0].strip("/")[:_LONGEST_NAME] or url
