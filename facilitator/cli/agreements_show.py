"""``agreements show``, one agreement for people or as data, and ``schema``, what that data is."""

from pathlib import Path

import click

from facilitator.cli.agreements_after import read_with_aftermath, replaced_by
from facilitator.cli.output import as_json, data, words
from facilitator.library.listing import find_agreement
from facilitator.library.paths import Library

FORMATS = click.Choice(["md", "json", "toml"])


@click.command()
@click.argument("agreement_id", metavar="ID")
@click.option("--format", "form", type=FORMATS, default="md", show_default=True)
@click.pass_obj
def show(library: Library, agreement_id: str, form: str) -> None:
    """Print an agreement, as Markdown for people or as data. ID may be shortened.

    Markdown and JSON tell as well what came after it, check-ins and the agreements that amend it;
    toml is its file as it was signed.
    """
    data(SHOW[form](library, find_agreement(library, agreement_id)))


def show_markdown(library: Library, path: Path) -> str:
    """Return an agreement for people to read."""
    from facilitator.export.markdown import agreement_markdown

    return agreement_markdown(*read_with_aftermath(library, path)).rstrip("\n")


def show_json(library: Library, path: Path) -> str:
    """Return an agreement as JSON."""
    from facilitator.export.as_json import agreement_json

    return agreement_json(*read_with_aftermath(library, path)).rstrip("\n")


def show_toml(library: Library, path: Path) -> str:
    """Return an agreement's file as it is, and say what takes its place."""
    from facilitator.library.records import read_record_bytes, verify_file

    text = read_record_bytes(path).decode("utf-8", errors="replace").rstrip("\n")
    check = verify_file(path)
    if not check.holds:
        words(f"{path.stem} is not in order. {check.reason}")
    newer, holding = replaced_by(library, path)
    if newer:
        words(f"{path.stem} was replaced by {newer}. Read {holding} for what holds now.")
    return text


SHOW = {"md": show_markdown, "json": show_json, "toml": show_toml}
"""Format to what prints an agreement in it."""


@click.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of an agreement in JSON, as show and export write it."""
    from facilitator.export.as_json import agreement_schema

    as_json(agreement_schema())
