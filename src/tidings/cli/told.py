"""Confirming a judgement."""

from __future__ import annotations

import click

from tidings.model.judged_phrases import sentence
from tidings.model.judgement import Judgement
from tidings.model.visible import one_line


def tell(one: Judgement) -> None:
    """Confirm that it is kept. The way back names the judgement: `tidings undo` alone takes back the last of
    whoever asks, who may be somebody else by then."""
    said = f"{one_line(sentence(one))}. By {one_line(one.by)}, {one.id}"
    click.echo(f"{said}; `tidings undo {one.id}` takes it back.")
