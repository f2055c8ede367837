"""What can be set from outside, in one frozen value.

Nothing reads the environment at import: the command line calls `Settings.from_environment` once,
and options given on the command line go before it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tidings.errors import UsageError

STORE: Final = "tidings.db"

VARIABLES: Final[dict[str, str]] = {
    "store": "TIDINGS_STORE",
    "threads": "TIDINGS_THREADS",
    "weights": "TIDINGS_WEIGHTS",
    "model": "TIDINGS_MODEL",
    "gazetteer": "TIDINGS_GAZETTEER",
    "by": "TIDINGS_BY",
}
"""Which environment variable sets which field."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`store`: file of the store that commands read and write. `threads`: how many the network may
    use; past the machine's cores it only gets slower. `weights`: a file of reader weights to use
    instead of the packaged ones, None for those. `model`: a folder that `tidings train` made, None for
    PLOVER's types alone. `gazetteer`: a file of own gazetteers (`tidings gazetteer add`), None for none.
    `by`: who judges records, None for the login name."""

    store: str = STORE
    threads: int = 2
    weights: str | None = None
    model: str | None = None
    gazetteer: str | None = None
    by: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Settings with what the environment says (None: this process's). An empty variable counts
        as not set. Raises UsageError where a number is none."""
        env = os.environ if environment is None else environment
        given = {field: value for field, name in VARIABLES.items() if (value := env.get(name, "").strip())}
        defaults = cls()
        threads = given.get("threads", str(defaults.threads))
        if not (threads.isascii() and threads.isdigit() and 1 <= int(threads) <= 256):
            raise UsageError(f"{VARIABLES['threads']} is {threads!r}; it must be a number from 1 to 256")
        return cls(
            store=given.get("store", defaults.store),
            threads=int(threads),
            weights=given.get("weights"),
            model=given.get("model"),
            gazetteer=given.get("gazetteer") or _if_there(own_gazetteer(env)),
            by=given.get("by"),
        )


def own_gazetteer(environment: Mapping[str, str] | None = None) -> Path:
    """Where own gazetteers are kept: TIDINGS_GAZETTEER, else tidings/gazetteer.sqlite in the user's data
    folder ($XDG_DATA_HOME or ~/.local/share)."""
    env = os.environ if environment is None else environment
    if given := env.get(VARIABLES["gazetteer"], "").strip():
        return Path(given)
    home = env.get("XDG_DATA_HOME", "").strip()
    data = Path(home) if home else Path("~/.local/share").expanduser()
    return data / "tidings" / "gazetteer.sqlite"


def _if_there(path: Path) -> str | None:
    try:
        return str(path) if path.is_file() else None
    except PermissionError:  # a home that this user may not look into holds nothing of theirs
        return None
