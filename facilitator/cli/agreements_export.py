"""``agreements export``: one agreement or all of them, in a format for other programs."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.output import words
from facilitator.domain.errors import RecordError
from facilitator.library.listing import find_agreement
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.domain.agreement import Agreement

CSV = "csv"
FORMATS = click.Choice(["md", "html", "ics", "json", CSV])


@click.command()
@click.argument("agreement_id", metavar="[ID]", required=False)
@click.option("--all", "everything", is_flag=True, help="All agreements instead of one.")
@click.option(
    "--format",
    "form",
    type=FORMATS,
    required=True,
    help="Markdown, a web page, calendar entries, JSON, or the commitments as CSV.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to; standard output by default. No file is ever replaced.",
)
@click.pass_context
def export(
    context: click.Context,
    agreement_id: str | None,
    everything: bool,
    form: str,
    output: Path | None,
) -> None:
    """Export an agreement. ID may be shortened.

    With --all, CSV is one table of all commitments; the other formats write a file for each
    agreement into the folder that --output names, which is made.
    """
    if (agreement_id is None) is not everything:
        msg = "give either the ID of one agreement or --all."
        raise click.UsageError(msg)
    if agreement_id is not None:
        agreement = _read(find_agreement(context.obj, agreement_id))
        _put(_written([agreement], form), output)
    elif form == CSV:
        _put(_written(list(_all(context.obj)), form), output)
    elif output is None:
        msg = "--all in this format needs --output FOLDER, for a file each."
        raise click.UsageError(msg)
    else:
        _put_each(context.obj, form, output)


def _read(path: Path) -> "Agreement":
    """Return the agreement at `path`; say so if its seal does not hold."""
    from facilitator.library.records import read_agreement, verify_file

    agreement = read_agreement(path)
    check = verify_file(path)
    if not check.holds:
        words(f"The seal of {path.stem} does not hold: {check.reason}")
    return agreement


def _all(library: Library) -> "Iterator[Agreement]":
    """Give all agreements that can be read, by their ids; name the others."""
    from facilitator.library.listing import is_check_in_name, sealed_files

    paths, problems = sealed_files(library)
    for problem in problems:
        words(problem)
    for path in paths:
        if not is_check_in_name(path.name):
            try:
                yield _read(path)
            except RecordError as error:
                words(error.message)


def _written(agreements: "list[Agreement]", form: str) -> bytes:
    from facilitator.export.as_csv import commitments_csv
    from facilitator.export.formats import FORMATS as WRITERS

    if form == CSV:
        return commitments_csv(agreements).encode()
    return WRITERS[form].write(agreements[0])


def _put(written: bytes, output: Path | None) -> None:
    """Write to a new file, or to standard output as it is: line ends belong to a format."""
    from facilitator.library.files import write_new

    if output is None:
        sys.stdout.buffer.write(written)
    else:
        write_new(output, written)


def _put_each(library: Library, form: str, folder: Path) -> None:
    from facilitator.export.formats import FORMATS as WRITERS
    from facilitator.library.files import make_folder, write_new

    make_folder(folder)
    for agreement in _all(library):
        name = f"{agreement.id}{WRITERS[form].extension}"
        write_new(folder / name, WRITERS[form].write(agreement))
