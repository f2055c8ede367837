"""The documentation says what the program does."""

from __future__ import annotations

import re
import runpy
from difflib import SequenceMatcher
from pathlib import Path

import click
import pytest
from running import ROOT

import tidings
from tidings.cli import cli
from tidings.cli.group import COMMANDS
from tidings.errors import InputError, ModelError, StoreError, UsageError
from tidings.model.codes import EVENT_TYPES
from tidings.reader import Reader
from tidings.settings import VARIABLES

DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md"), ROOT / "samples" / "README.md"])
BUILD = runpy.run_path(str(DOCS / "build.py"))
OWN_TYPES = {"CYBERATTACK", "DISPLACEMENT"}
"""Those of the worked example, docs/how-to/own-types."""
READ_ME = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_reference_of_the_command_line_is_up_to_date() -> None:
    page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    assert BUILD["with_reference"](page) == page, "run: python docs/build.py"


@pytest.mark.slow
@pytest.mark.model
def test_the_output_shown_in_the_pages_is_the_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vector_reader: Reader
) -> None:
    """Nine lines of ten: other processors round the network otherwise, and a record may differ."""
    monkeypatch.chdir(BUILD["sample_folder"](tmp_path))
    for page in BUILD["PAGES"]:
        text = page.read_text(encoding="utf-8")
        now = BUILD["with_outputs"](text).splitlines()
        shown = text.splitlines()
        same = sum(block.size for block in SequenceMatcher(None, shown, now).get_matching_blocks())
        assert same >= 0.9 * len(shown), f"{page.name} is out of date; run: python docs/build.py"


def test_every_command_and_option_is_in_the_reference() -> None:
    page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        section = page.split(f"## tidings {name}\n")[1].split("\n## ")[0]
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(option in section for option in parameter.opts), (name, parameter.name)


def test_every_setting_is_documented() -> None:
    page = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    assert [name for name in VARIABLES.values() if f"| `{name}` |" not in page] == []


def test_every_public_name_is_documented() -> None:
    page = (DOCS / "reference" / "python.md").read_text(encoding="utf-8")
    names = [name for name in tidings.__all__ if name != "__version__"]
    assert [name for name in names if not re.search(rf"`(tidings\.)?{name}\b", page)] == []


def test_every_exit_code_is_documented() -> None:
    page = (DOCS / "reference" / "exit-codes.md").read_text(encoding="utf-8")
    for error in (InputError, StoreError, UsageError, ModelError):
        assert f"| {error.exit_code} | " in page
        assert f"`{error.__name__}` ({error.exit_code})" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", target):
            path, _, heading = target.partition("#")
            found = (page.parent / path).resolve() if path else page
            assert found.exists(), target
            assert not heading or heading in anchors(found), target


def anchors(page: Path) -> set[str]:
    """The anchors that a Markdown page's headings get."""
    headings = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


def test_every_page_can_be_reached_from_the_start_page() -> None:
    seen, queue = set(), [DOCS / "README.md"]
    while queue:
        page = queue.pop()
        if page.is_dir():  # a link to a folder leads to all its pages
            queue += page.glob("*.md")
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        targets = re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8"))
        queue += [(page.parent / target).resolve() for target in targets if ":" not in target]
    assert [str(p.relative_to(ROOT)) for p in DOCS.rglob("*.md") if p not in seen] == []


def test_the_read_me_starts_with_the_two_commands() -> None:
    first, second = re.findall(r"^    (.+)$", READ_ME, flags=re.MULTILINE)[:2]
    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert first.endswith(" && .venv/bin/tidings read samples && .venv/bin/tidings show")
    assert second.endswith(" && .venv/bin/python -m pytest -n 2 --dist loadfile")


def test_commands_in_the_pages_have_the_options_they_are_shown_with() -> None:
    for page in PAGES:
        for name, rest in re.findall(r"tidings (\w+)([^\n`|#]*)", page.read_text(encoding="utf-8")):
            if name in COMMANDS:
                command = cli.get_command(click.Context(cli), name)
                assert command is not None
                if isinstance(command, click.Group) and rest.split()[:1]:
                    command = command.commands.get(rest.split()[0], command)
                known = {option for p in command.params for option in p.opts} | {"--help", "-h"}
                assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest)) <= known, (page.name, name, rest)


def test_event_types_named_in_the_documentation_exist() -> None:
    for page in PAGES:
        for kind in re.findall(r"--type ([A-Z]+)\b", page.read_text(encoding="utf-8")):
            assert kind in {*EVENT_TYPES, *OWN_TYPES, "TYPE"}, page.name
