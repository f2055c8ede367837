"""Word forms that the lemma rules would get wrong, from tidings/data/reader/forms.tsv."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files


@cache
def _forms() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = defaultdict(dict)
    content = (files("tidings") / "data" / "reader" / "forms.tsv").read_text(encoding="utf-8")
    for line in content.splitlines():
        if line and not line.startswith("#"):
            sort, lemma, forms = line.split("\t")
            for form in forms.split():
                tables[sort].setdefault(form, lemma)
    return dict(tables)


def forms_of(sort: str) -> dict[str, str]:
    """Form to lemma. Sorts: verb, noun, closed (function words), JJR, JJS, RBR and RBS."""
    return _forms()[sort]
