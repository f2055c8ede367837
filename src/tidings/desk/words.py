"""The desk's English, all of it in `words/*.toml`: a table a page, keys as in `t("page.key")`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape


@cache
def _all() -> dict[str, str]:
    out: dict[str, str] = {}
    for file in sorted(files("tidings.desk").joinpath("words").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            for table, keys in tomllib.loads(file.read_text("utf-8")).items():
                for key, text in keys.items():
                    name = f"{table}.{key}"
                    if name in out:
                        raise ValueError(f"{file.name}: {name} is there twice")
                    out[name] = text
    return out


def t(key: str, /, **values: object) -> str:
    """The text of a key, its {names} filled in. Raises KeyError for a key that no file has."""
    text = _all()[key]
    return text.format(**values) if values else text


def tn(key: str, n: int, /, **values: object) -> str:
    """`t` of the key, or of KEY_one where `n` is 1; {n} is filled in."""
    return t(f"{key}_one" if n == 1 else key, n=f"{n:,}", **values)


def rich(key: str, /, **values: object) -> Markup:
    """As `t`, for values that are HTML already (Markup); all else is escaped."""
    return escape(_all()[key]).format(**values)


def has(key: str) -> bool:
    return key in _all()
