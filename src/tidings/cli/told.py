"""Confirming a judgement."""

from __future__ import annotations

import click

from tidings.model.judged_phrases import SHOWN, sentence
from tidings.model.judgement import Judgement
from tidings.model.visible import one_line


def tell(one: Judgement) -> None:
    """Confirm that it is kept."""
    undo = "tidings undo" if one.undoes is None else f"tidings undo {one.id[:SHOWN]}"
    click.echo(f"{one_line(sentence(one))}. By {one_line(one.by)}, {one.id}; `{undo}` takes it back.")
