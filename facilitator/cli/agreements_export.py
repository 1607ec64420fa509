"""``agreements export``: one agreement or all of them, in a format for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.agreements_after import (
    fresh_index,
    read_one,
    read_with_aftermath,
    with_check_ins,
)
from facilitator.cli.output import data_as_it_is, words
from facilitator.domain.errors import FacilitatorError
from facilitator.library.listing import find_agreement
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.cli.agreements_after import Read

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
    """Export an agreement with what came after it. ID may be shortened.

    Check-ins and amendments are taken into account: commitments have their present state and day,
    and importing calendar entries again brings them up to date. The record itself is not touched.

    With --all, CSV is one table of all commitments; the other formats write a file for each
    agreement into the folder that --output names, which is made.
    """
    if (agreement_id is None) is not everything:
        msg = "give either the ID of one agreement or --all."
        raise click.UsageError(msg)
    if agreement_id is not None:
        path = find_agreement(context.obj, agreement_id)
        _put(_written([read_with_aftermath(context.obj, path)], form), output)
    elif form != CSV and output is None:
        msg = "--all in this format needs --output FOLDER, for a file each."
        raise click.UsageError(msg)
    else:
        context.exit(_export_all(context.obj, form, output))


def _export_all(library: Library, form: str, output: Path | None) -> int:
    """Export all agreements that can be read; return the exit code, 1 if there were others."""
    library.require_readable()
    agreements, is_whole = _all(library)
    if output is None or form == CSV:
        _put(_written(agreements, form), output)
    else:
        _put_each(agreements, form, output)
    return 0 if is_whole else 1


def _all(library: Library) -> "tuple[list[Read], bool]":
    """Return all agreements that can be read, by their ids, and whether that is all; name the rest.

    A file with another kind of name is named too, but is no agreement that would be missing.
    """
    from facilitator.library.listing import sealed_files

    paths, problems = sealed_files(library)
    for problem in problems:
        words(problem)
    named = with_check_ins(paths)
    agreements = []
    with fresh_index(library) as index:
        for path, check_ins in named:
            try:
                agreements.append(read_one(path, check_ins, index))
            except FacilitatorError as error:
                words(error.message)
    return agreements, len(agreements) == len(named)


def _written(agreements: "list[Read]", form: str) -> bytes:
    from facilitator.export.as_csv import commitments_csv
    from facilitator.export.formats import FORMATS as WRITERS

    if form == CSV:
        return commitments_csv(agreements).encode()
    return WRITERS[form].write(*agreements[0])


def _put(written: bytes, output: Path | None) -> None:
    """Write to a new file, or to standard output as it is: line ends belong to a format."""
    from facilitator.library.files import write_new

    if output is None:
        data_as_it_is(written)
    else:
        write_new(output, written)


def _put_each(agreements: "list[Read]", form: str, folder: Path) -> None:
    from facilitator.export.formats import FORMATS as WRITERS
    from facilitator.library.files import make_folder, write_new

    make_folder(folder)
    for agreement, after in agreements:
        name = f"{agreement.id}{WRITERS[form].extension}"
        write_new(folder / name, WRITERS[form].write(agreement, after))
