"""``facilitator agreements``: list, show and verify what has been signed."""

from pathlib import Path
from typing import Any

import click

from facilitator.cli.output import as_json, data, table, words
from facilitator.domain.errors import FacilitatorError
from facilitator.library.listing import find_agreement, list_agreements
from facilitator.library.paths import Library

STATUSES = click.Choice(["agreed", "partial", "none"])
FORMATS = click.Choice(["md", "json", "toml"])


@click.group()
def agreements() -> None:
    """Signed agreements: list, show, verify."""


@agreements.command("list")
@click.option("--json", "wants_json", is_flag=True, help="An array of objects.")
@click.option("--status", type=STATUSES, help="Only those with this status.")
@click.option("--theme", help="Only those with a step of this theme.")
@click.option("--party", metavar="NAME", help="Only those with a party whose name holds NAME.")
@click.pass_obj
def list_command(
    library: Library, wants_json: bool, status: str | None, theme: str | None, party: str | None
) -> None:
    """List the agreements, the latest first."""
    summaries, problems = list_agreements(library)
    found = [
        summary
        for summary in summaries
        if (status is None or summary["status"] == status)
        and (theme is None or has_theme(summary, theme))
        and (party is None or has_party(summary, party))
    ]
    for problem in problems:
        words(problem)
    if wants_json:
        as_json(found)
    elif found:
        table(
            ("CLOSED", "STATUS", "TOPIC", "PARTIES", "ID"), [list_row(summary) for summary in found]
        )
    else:
        words("No agreements." if summaries else "No agreements yet.")


def has_theme(summary: dict[str, Any], theme: str) -> bool:
    """Whether a step has this theme, whatever its case."""
    return theme.casefold() in {name.casefold() for name in summary["themes"]}


def has_party(summary: dict[str, Any], name: str) -> bool:
    """Whether a party's name holds `name`, whatever its case."""
    return any(name.casefold() in party.casefold() for party in summary["parties"].values())


def list_row(summary: dict[str, Any]) -> tuple[str, ...]:
    """Return what the list says of one agreement."""
    parties = " & ".join(summary["parties"].values())
    topic = str(summary["topic"])
    return (str(summary["closed"])[:10], str(summary["status"]), topic, parties, str(summary["id"]))


@agreements.command()
@click.argument("agreement_id", metavar="ID")
@click.option("--format", "form", type=FORMATS, default="md", show_default=True)
@click.pass_obj
def show(library: Library, agreement_id: str, form: str) -> None:
    """Print an agreement, as Markdown for people or as data. ID may be shortened."""
    from facilitator.library.records import verify_file

    path = find_agreement(library, agreement_id)
    check = verify_file(path)
    data(SHOW[form](path))
    if not check.holds:
        words(f"The seal of {path.stem} does not hold: {check.reason}")


def show_markdown(path: Path) -> str:
    """Return an agreement for people to read."""
    from facilitator.export.markdown import agreement_markdown
    from facilitator.library.records import read_agreement

    return agreement_markdown(read_agreement(path)).rstrip("\n")


def show_json(path: Path) -> str:
    """Return an agreement as JSON."""
    from facilitator.export.as_json import agreement_json
    from facilitator.library.records import read_agreement

    return agreement_json(read_agreement(path)).rstrip("\n")


def show_toml(path: Path) -> str:
    """Return an agreement's file as it is."""
    from facilitator.library.records import read_record_bytes

    return read_record_bytes(path).decode("utf-8", errors="replace").rstrip("\n")


SHOW = {"md": show_markdown, "json": show_json, "toml": show_toml}
"""Format to what prints an agreement in it."""


@agreements.command()
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
    paths, problems = _to_verify(library, agreement_ids)
    for problem in problems:
        words(problem)
    broken = bool(problems)
    for path in paths:
        verdict = _verdict(path, receipt)
        data(
            f"{'holds ' if not verdict else 'BROKEN'}  {path.name.removesuffix('.toml')}" + verdict
        )
        broken = broken or bool(verdict)
    if not paths and not problems:
        words("No agreements yet.")
    context.exit(1 if broken else 0)


def _to_verify(library: Library, ids: tuple[str, ...]) -> tuple[list[Path], list[str]]:
    """Return the files to verify, and a problem for each that cannot be found."""
    from facilitator.library.listing import sealed_files

    if not ids:
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
    from facilitator.library.records import receipt, same_receipt, verify_file

    check = verify_file(path)
    if not check.holds:
        return f"  {check.reason}"
    if code is not None and check.computed and not same_receipt(receipt(check.computed), code):
        return (
            "  the receipt belongs to another text: this file was written again after the signing"
        )
    return ""
