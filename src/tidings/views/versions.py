"""The version of what is computed: a hash over the code and tables it is computed with."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def version_of(*parts: str) -> str:
    """12 hex digits over files of the package and, of folders, over all files in them: a changed rule or
    table is a new version, so everything is computed anew. `parts`: paths below `tidings`."""
    total = hashlib.sha256()
    root = files("tidings")
    for part in parts:
        item = root
        for name in part.split("/"):
            item = item / name
        inside = sorted(item.iterdir(), key=lambda f: f.name) if item.is_dir() else [item]
        for file in inside:
            if file.is_file() and file.name.endswith((".py", ".tsv")):
                total.update(f"{part} {file.name}".encode())
                total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:12]
