"""`tidings evaluate`: figures on public annotated sets."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from tidings.cli.inputs import Inputs
from tidings.cli.screen import complain, print_json
from tidings.cli.writing import open_out
from tidings.errors import InputError
from tidings.model.visible import visible
from tidings.settings import Settings

if TYPE_CHECKING:
    from tidings.evaluate.figures import Outcome
    from tidings.evaluate.formats import Tell

SETS: Final = (
    "gold", "plv", "polnear", "re3d", "worldwide-ner", "muc4", "factuality", "tempeval3", "actors", "places",
    "ecb", "stories",
)  # fmt: skip
PARTS: Final = ("train", "dev", "test")


@click.command("evaluate", short_help="Score the reading on a public annotated set.")
@click.argument("set_", type=click.Choice(SETS), metavar="SET")
@click.argument("path", metavar="PATH")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option(
    "--predictions", metavar="FILE",
    help="Write what was predicted to FILE, one JSON object a line, so that other tools can score it.",
)  # fmt: skip
@click.option(
    "--only", metavar="FILE",
    help="Score only the documents named in FILE: one name a line, or a JSON object with a list of names"
    " under the name of the set.",
)  # fmt: skip
@click.option(
    "--part", type=click.Choice(PARTS), default="dev", show_default=True,
    help="factuality: which part of each set to score.",
)  # fmt: skip
@click.option(
    "--misses", is_flag=True,
    help="stories: list the facts that are wrong, each with what was answered and why it is wrong.",
)  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context,
    set_: str,
    path: str,
    as_json: bool,
    predictions: str | None,
    only: str | None,
    part: str,
    misses: bool,
) -> None:
    """Read an annotated set and print how much of it is read right, in percent.

    \b
    SET            PATH
    gold           folder of NAME.json and NAME.ann.json
    plv            TSV of PLV: sentences with source, target and PLOVER root
    polnear        folder of PolNeAR, or of one of its parts (attributions/ and text/)
    re3d           folder of re3d, or of one of its sources
    worldwide-ner  folder of .tsv files, a word and its BIO tag a line
    muc4           JSON Lines of MUC-4: docid, doctext, templates
    factuality     folder of sets with train.jsonl, dev.jsonl, test.jsonl, or of one set
    tempeval3      folder of .tml files (TimeML), its folders included
    actors         PLOVER's gold standard records: sentences with source and target actors
    places         XML of toponyms (LGL, TR-News, GeoVirus), or folder of GeoWebNews (.txt and .ann)
    ecb            folder of ECB+: topics (1, 2, ...) with .xml files in them
    stories        folder of story lines: NAME.json with reports, happenings and facts

    What cannot be read is told and passed over. What counts as right in each set, and how the figures
    are made, is in the documentation under method, evaluation.
    """
    from tidings.evaluate.figures import write_predictions

    bad: list[InputError] = []

    def tell(error: InputError) -> None:
        bad.append(error)
        complain(f"Not read: {error}")

    # Opened first: a file that cannot be written is known before minutes of reading.
    with open_out(predictions) if predictions is not None else nullcontext() as stream:
        outcome = _score(set_, Path(path), only=only, part=part, tell=tell)
        if stream is not None:
            write_predictions(outcome.predictions, stream)
    if as_json:
        print_json({**outcome.figures, "documents": outcome.documents, "items": outcome.items})
    else:
        _print_table(set_, outcome)
        if misses:
            _print_misses(outcome)
    ctx.exit(InputError.exit_code if bad else 0)


def _score(set_: str, path: Path, *, only: str | None, part: str, tell: Tell) -> Outcome:
    from tidings.evaluate.formats import read_names

    keys = (set_, "worldwide") if set_ == "worldwide-ner" else (set_,)
    names = read_names(Path(only), *keys) if only is not None else None
    if set_ == "actors":
        from tidings.evaluate.actors import score_actors

        outcome = score_actors(path, only=names, tell=tell)
    elif set_ == "places":
        outcome = _score_places(path, only=names, tell=tell)
    elif set_ in ("re3d", "worldwide-ner", "plv", "tempeval3"):
        from tidings.evaluate.entities import score_re3d, score_worldwide
        from tidings.evaluate.predict import root_scores, timexes_of
        from tidings.evaluate.roots import score_plv
        from tidings.evaluate.timexes import score_tempeval3
        from tidings.reader import Reader

        settings = Settings.from_environment()
        reader = Reader.load(settings.weights, threads=settings.threads)
        if set_ == "plv":
            outcome = score_plv(path, partial(root_scores, reader=reader), only=names, tell=tell)
        elif set_ == "tempeval3":
            outcome = score_tempeval3(path, partial(timexes_of, reader=reader), only=names, tell=tell)
        else:
            score, head = (score_re3d, "re3d") if set_ == "re3d" else (score_worldwide, "worldwide")
            outcome = score(path, partial(reader.spans, head=head), only=names, tell=tell)
    else:
        outcome = _score_pipeline(set_, path, only=names, part=part, tell=tell)
    if not outcome.documents:
        do = "Check the messages above, or the names." if only else "Check the messages above."
        raise InputError(str(path), "nothing in it could be scored", do)
    return outcome


def _preparing() -> None:
    complain("Note: preparing the gazetteer of place names; this takes some seconds, once")


def _score_places(path: Path, *, only: frozenset[str] | None, tell: Tell) -> Outcome:
    from tidings.evaluate.places import score_places
    from tidings.mentions.gazetteer import Gazetteer
    from tidings.mentions.places_toponyms import find_toponyms, toponyms_at
    from tidings.reader import Reader

    settings = Settings.from_environment()
    reader = Reader.load(settings.weights, threads=settings.threads)
    own = Path(settings.gazetteer) if settings.gazetteer is not None else None
    gazetteer = Gazetteer.open(own=own, before_compiling=_preparing)
    found = partial(find_toponyms, gazetteer=gazetteer), partial(toponyms_at, gazetteer=gazetteer)
    return score_places(path, reader.read, *found, only=only, tell=tell)


def _score_pipeline(set_: str, path: Path, *, only: frozenset[str] | None, part: str, tell: Tell) -> Outcome:
    from tidings.evaluate.predict import attributions_of, factuality_of

    pipeline = Inputs(()).open_pipeline()
    if set_ == "gold":
        from tidings.evaluate.gold import score_gold

        return score_gold(path, pipeline.code, only=only, tell=tell)
    if set_ == "polnear":
        from tidings.evaluate.attributions import score_polnear

        return score_polnear(path, pipeline.read, attributions_of, only=only, tell=tell)
    if set_ == "muc4":
        from tidings.evaluate.attacks import score_muc4

        return score_muc4(path, pipeline.read, only=only, tell=tell)
    if set_ == "stories":
        from tidings.cli.asking import asking
        from tidings.evaluate.stories import score_stories

        return score_stories(path, pipeline.code, asking, only=only, tell=tell)
    if set_ == "ecb":
        from tidings.evaluate.events_alike import score_ecb

        return score_ecb(path, pipeline.up_to("roster").read, only=only, tell=tell)
    from tidings.evaluate.factuality import score_factuality

    return score_factuality(path, pipeline.add_layers, factuality_of, part=part, only=only, tell=tell)


def _print_table(set_: str, outcome: Outcome) -> None:
    widths = [max(map(len, column)) for column in zip(outcome.header, *outcome.rows, strict=True)]
    for row in (outcome.header, *outcome.rows):
        first, *numbers = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        line = [first.strip().ljust(widths[0]), *numbers]
        click.echo(visible("  ".join(line)).rstrip())
    click.echo(f"\n{set_}: {outcome.documents:,} documents, {outcome.items:,} {outcome.kind} scored.")


def _print_misses(outcome: Outcome) -> None:
    for one in outcome.predictions:
        if one.get("right") is False:
            what = one.get("fact") or {n: one[n] for n in ("invented", "part_of") if n in one}
            asked = ", ".join(f"{name} {value}" for name, value in what.items())
            cause = f" ({one['cause']})" if one.get("cause") else ""
            click.echo(visible(f"{one.get('story')}: {asked}; answered {one.get('answer')}{cause}"))
