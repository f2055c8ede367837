"""The `tidings` command itself: help, version, errors, start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SAMPLES, Run, clean_environment
from hypothesis import given
from hypothesis import strategies as st

import tidings
from tidings.cli import cli
from tidings.cli.group import COMMANDS
from tidings.model.visible import one_line, safe_json, visible


def test_help_lists_every_command_and_exit_code(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout
    for code in ("0", "2", "3", "4", "5", "130"):
        assert f"\n    {code}  " in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_does(command: str) -> None:
    found = cli.get_command(None, command)  # type: ignore[arg-type]
    assert found is not None
    assert found.help
    assert found.short_help
    for parameter in found.params:
        assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), parameter.name


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").stdout == f"tidings {tidings.__version__}\n"


def test_an_unknown_command_exits_two(run: Run) -> None:
    done = run("reed")
    assert done.returncode == 2
    assert "reed" in done.stderr


def test_help_and_import_load_nothing_heavy() -> None:
    code = (
        "import sys, tidings; from tidings.cli import cli; cli(['--help'], standalone_mode=False);"
        "cli(['read', '--help'], standalone_mode=False);"
        "print([m for m in ('numpy', 'onnxruntime', 'sqlalchemy', 'rich', 'trafilatura')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=clean_environment()
    )
    assert done.stdout.endswith("[]\n"), done.stdout[-200:] + done.stderr


def test_an_error_of_a_stage_does_not_stop_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report on which the program itself fails is told and passed over."""
    from tidings.cli.inputs import Inputs
    from tidings.model.report import Report

    class Failing:
        def code(self, report: Report) -> None:
            raise IndexError("list index out of range")

    inputs = Inputs(["-"])
    assert inputs.code(Failing(), Report("odd", "Odd.")) is None  # type: ignore[arg-type]
    assert inputs.end() == 3


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_printed(text: str) -> None:
    for shown in (visible(text), one_line(text)):
        assert not any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 for c in shown)
        assert not set(shown) & set(
            "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
        )
    assert "\n" not in one_line(text)


@given(st.text())
def test_safe_json_has_the_same_value(text: str) -> None:
    import json

    assert json.loads(safe_json(json.dumps([text], ensure_ascii=False))) == [text]


@pytest.mark.model
def test_the_first_reading_on_a_machine_says_why_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tidings.mentions.gazetteer_build.source_places", lambda: iter(()))
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    command = ["code", str(SAMPLES / "norbeck-sanctions.json")]
    first, second = (CliRunner().invoke(cli, command, env=env) for _ in range(2))
    assert "Note: preparing the gazetteer of place names; this takes some seconds, once\n" in first.stderr
    assert "gazetteer" not in second.stderr
    assert first.stdout == second.stdout != ""


def test_weights_named_by_the_environment_are_those_that_are_used(run: Run) -> None:
    done = run("code", SAMPLES / "norbeck-sanctions.json", TIDINGS_WEIGHTS="none.zip")
    assert done.returncode == 5
    assert "none.zip" in done.stderr
    assert done.stdout == ""


def test_bad_settings_exit_two() -> None:
    done = CliRunner().invoke(cli, ["show"], env={"TIDINGS_THREADS": "many"})
    assert done.exit_code == 2
    assert "TIDINGS_THREADS is 'many'" in done.stderr
