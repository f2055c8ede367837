"""A report exactly as it was received."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Report:
    """One news report.

    `text` is what every offset counts into and is never altered. `published` is None where no
    publication date was given or found; `published_why` says in one sentence where it came from.
    `doc` is the name it was handed in under (not part of its identity). `language` is an
    ISO 639-1 code; only "en" is coded, others are kept and marked.
    """

    doc: str
    text: str
    published: date | None = None
    published_why: str = ""
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "en"

    @property
    def id(self) -> str:
        """Hash of the content: text, publication date, title, outlet, URL."""
        day = self.published.isoformat() if self.published else None
        return _report_id(self.text, day, self.title, self.outlet, self.url)


@lru_cache(maxsize=256)
def _report_id(*content: str | None) -> str:
    # Asked for once for each record of a report, and a hash over all of its text.
    return digest("report", *content)


def digest(kind: str, *parts: object) -> str:
    """A content id: the kind's first letter and the first 20 hex digits of SHA-256 over the
    parts as canonical JSON. Lone surrogates are kept as escapes, so any Python string hashes."""
    canonical = json.dumps([kind, *parts], ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return kind[0] + hashlib.sha256(canonical.encode("ascii")).hexdigest()[:20]
