"""What every test may use. It lies here so that tests find `make` and `strategies` beside it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings
from running import SAMPLES, SHARED, Run, clean_environment, installed_command

from tidings.mentions.gazetteer import Gazetteer
from tidings.reader import Reader

if "CI" not in os.environ:
    settings.register_profile("short", max_examples=50, deadline=None)
    settings.load_profile("short")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not (SHARED / "gold" / "dev").is_dir():
        absent = pytest.mark.skip(reason="the gold reports are not beside the checkout")
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(absent)


@pytest.fixture(scope="session")
def compiled_gazetteer() -> None:
    """The command says on standard error that it compiles the gazetteer, where it has to."""
    Gazetteer.open().close()


@pytest.fixture(scope="session")
def vector_reader() -> Reader:
    """The packaged reader."""
    return Reader.load()


@pytest.fixture
def run(tmp_path: Path, compiled_gazetteer: None) -> Run:
    """Runs the installed command in an empty folder: run("read", path, input="…", COLUMNS="80")."""

    def run_command(
        *args: object, input: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*installed_command(), *map(str, args)],
            input=input, capture_output=True, encoding="utf-8", cwd=tmp_path, timeout=120,
            env=clean_environment(**environment),
        )  # fmt: skip

    return run_command


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory, compiled_gazetteer: None) -> Path:
    """A store into which the installed command has read the samples. Only to be read."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    subprocess.run(
        [*installed_command(), "read", str(SAMPLES), "--store", str(path), "--quiet"],
        check=True, timeout=300, env=clean_environment(),
    )  # fmt: skip
    return path
