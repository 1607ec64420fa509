"""``agreements show``, one agreement for people or as data, and ``schema``, what that data is."""

from pathlib import Path

import click

from facilitator.cli.output import as_json, data, words
from facilitator.library.listing import find_agreement
from facilitator.library.paths import Library

FORMATS = click.Choice(["md", "json", "toml"])


@click.command()
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
        words(f"{path.stem} is not in order. {check.reason}")


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


@click.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of an agreement in JSON, as show and export write it."""
    from facilitator.export.as_json import agreement_schema

    as_json(agreement_schema())
