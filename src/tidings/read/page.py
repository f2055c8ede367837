"""News pages: the article's text out of HTML, with what the page states about it."""

from __future__ import annotations

import logging
import re
from datetime import date
from typing import Final

from tidings.errors import InputError
from tidings.model.report import Report
from tidings.read.publication import Found
from tidings.read.received import receive
from tidings.read.record import day_from

MAX_PAGE_BYTES: Final = 10_000_000
"""Article pages have 0.05 to 3 MB, pictures embedded as data included."""


def read_page(
    html: str, *, where: str, doc: str, published: date | None = None, url: str | None = None
) -> Report:
    """Extract the article of a page. The report's text is the extracted text: headline, then the
    paragraphs, separated by blank lines; offsets count into that.

    `published` and `url`, where the page was found, go before the page's metadata. Raises
    InputError where the page has no article.
    """
    from trafilatura import bare_extraction, settings  # half a second to import, only pages need it

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # else it prints its complaints
    try:
        found = bare_extraction(
            html,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except Exception as error:  # broken pages fail in many places of lxml and its callers
        raise InputError(where, f"the page cannot be parsed ({type(error).__name__})", _DO) from None
    text = found.text if isinstance(found, settings.Document) else None
    body = [line.strip() for line in (text or "").splitlines() if line.strip()]
    if not isinstance(found, settings.Document) or not any(_is_paragraph(line) for line in body):
        raise InputError(where, "the page holds no article", _DO)
    title = (found.title or "").strip() or None
    if title and not any(_squeeze(title) == _squeeze(line) for line in body[:3]):
        body.insert(0, title)
    given = Found(published, "Given with the input.") if published else None
    return receive(
        "\n\n".join(body),
        where=where,
        doc=doc,
        published=given or _stated(found.date, where),
        title=title,
        outlet=(found.sitename or "").strip() or None,
        url=url or (found.url or "").strip() or None,
    )


# The extensive search would take a date from running text. htmldate refuses dates after today unless
# told otherwise; here a future date is kept and noted.
_DATES: Final = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_DO: Final = "Open it in a browser and save the article's text as .txt."


def _stated(value: str | None, where: str) -> Found | None:
    try:
        day = day_from(value, where=where)
    except InputError:
        return None
    return Found(day, "Stated by the page (metadata, address or date line).") if day else None


def _is_paragraph(line: str) -> bool:
    """Menus, teasers and lists of headlines end without a full stop, or are short."""
    return len(line) >= 40 and line.rstrip("\"'”’»)]")[-1:] in (".", "!", "?", "…", "。", "؟", "।")


def _squeeze(line: str) -> str:
    return re.sub(r"\W+", "", line).lower()
