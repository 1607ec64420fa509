"""``agreements verify``: whether seals hold, and whether a receipt belongs to what is there."""

from pathlib import Path
from typing import Final

import click

from facilitator.cli.output import data, words
from facilitator.domain.errors import FacilitatorError
from facilitator.library.listing import find_agreement
from facilitator.library.paths import Library

NO_RECEIPT: Final = (
    "What stands after --receipt is no receipt, so nothing was checked: a receipt has 20 digits and"
    " letters (never U), such as PGTW5-9FMCA-91P2M-GJ5PM."
)
OTHER_RECEIPT: Final = (
    "the receipt belongs to another text: of another agreement, or this file was written again"
    " after the signing; look first for a slip in the receipt"
)


@click.command()
@click.argument("agreement_ids", metavar="[ID …]", nargs=-1)
@click.option("--receipt", metavar="CODE", help="The receipt a party was given at the signing.")
@click.pass_context
def verify(context: click.Context, agreement_ids: tuple[str, ...], receipt: str | None) -> None:
    """Check seals: of the agreements named, or of everything in the library.

    With --receipt, check as well that the one agreement named is the text that was signed.
    """
    library: Library = context.obj
    if receipt is not None and len(agreement_ids) != 1:
        msg = "--receipt goes with exactly one ID."
        raise click.UsageError(msg)
    if receipt is not None and not _is_receipt(receipt):
        raise FacilitatorError(NO_RECEIPT)
    paths, problems = _to_verify(library, agreement_ids)
    for problem in problems:
        words(f"facilitator: {problem}" if agreement_ids else problem)
    broken = bool(problems)
    for path in paths:
        try:
            verdict = _verdict(path, receipt)
        except FacilitatorError as error:
            verdict = f"  {error.message}"
        data(
            f"{'holds ' if not verdict else 'BROKEN'}  {path.name.removesuffix('.toml')}" + verdict
        )
        broken = broken or bool(verdict)
    if not paths and not problems:
        words("No agreements yet.")
    context.exit(1 if broken else 0)


def _is_receipt(code: str) -> bool:
    """Return whether `code` could be a receipt; only then can a text be measured by it."""
    from facilitator.library.records import same_receipt

    return same_receipt(code, code)


def _to_verify(library: Library, ids: tuple[str, ...]) -> tuple[list[Path], list[str]]:
    """Return the files to verify, and a problem for each that cannot be found."""
    from facilitator.library.listing import sealed_files

    if not ids:
        library.require_readable()
        return sealed_files(library)
    paths: list[Path] = []
    problems: list[str] = []
    for agreement_id in ids:
        try:
            paths.append(find_agreement(library, agreement_id))
        except FacilitatorError as error:
            problems.append(error.message)
    return paths, problems


def _verdict(path: Path, code: str | None) -> str:
    """Return what is wrong with a sealed file, or nothing."""
    from facilitator.library.listing import agreement_named_in
    from facilitator.library.records import receipt, same_receipt, verify_file

    check = verify_file(path)
    if not check.holds:
        return f"  {check.reason}"
    inside = agreement_named_in(path)
    if inside != path.name.partition(".")[0]:
        return f"  the file was renamed: inside it is {inside}"
    if code is not None and check.computed and not same_receipt(receipt(check.computed), code):
        return f"  {OTHER_RECEIPT}"
    return ""
