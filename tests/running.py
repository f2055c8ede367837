"""Where things lie, and the installed command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"

Run = Callable[..., subprocess.CompletedProcess[str]]


def installed_command() -> list[str]:
    """The command that the package installed, in the environment that runs the tests."""
    script = Path(sys.executable).with_name("tidings")
    return [str(script)] if script.exists() else [sys.executable, "-m", "tidings"]


def clean_environment(**more: str) -> dict[str, str]:
    """This process's environment without what would change the command's output."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TIDINGS_")}
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "PYTHONWARNINGS"):
        kept.pop(name, None)
    return kept | more
