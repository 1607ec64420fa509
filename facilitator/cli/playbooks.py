"""``facilitator playbooks``: list and check."""

from typing import Any

import click

from facilitator.cli.output import as_json, data, table, words
from facilitator.domain.errors import FacilitatorError
from facilitator.library.paths import Library


@click.group()
def playbooks() -> None:
    """Playbooks, shipped and your own: list, check."""


@playbooks.command("list")
@click.option("--json", "wants_json", is_flag=True, help="An array of objects.")
@click.pass_obj
def list_command(library: Library, wants_json: bool) -> None:
    """List the playbooks that a session can start with."""
    from facilitator.library.playbooks import list_playbook_files

    rows = [_described(file) for file in list_playbook_files(library)]
    if wants_json:
        as_json(rows)
        return
    table(
        ("ID", "MINUTES", "TITLE", "FROM"),
        [
            (
                str(row["id"] or "?"),
                str(row["minutes"] or ""),
                str(row["title"] or f"cannot be used: see playbooks check {row['path']}"),
                "shipped" if row["shipped"] else "you",
            )
            for row in rows
        ],
    )


def _described(file: Any) -> dict[str, Any]:
    """Return what the list says of one playbook."""
    from facilitator.authoring import check
    from facilitator.library.playbooks import read_playbook_bytes

    row: dict[str, Any] = {"id": file.id, "title": None, "version": None, "minutes": None}
    row |= {"summary": None, "shipped": file.shipped, "path": str(file.path), "errors": 0}
    try:
        checked = check(read_playbook_bytes(file.path), str(file.path))
    except FacilitatorError:
        return row | {"errors": 1}
    if checked.playbook is not None:
        header = checked.playbook.playbook
        row |= {"title": header.title, "version": header.version}
        row |= {"minutes": header.minutes, "summary": header.summary}
    return row | {"errors": sum(found.severity == "error" for found in checked.diagnostics)}


@playbooks.command()
@click.argument("references", metavar="PATH_OR_ID …", nargs=-1, required=True)
@click.option("--json", "wants_json", is_flag=True, help="An array of objects, one a problem.")
@click.pass_context
def check(context: click.Context, references: tuple[str, ...], wants_json: bool) -> None:
    """Check playbooks and say what is wrong, where, and what to write instead."""
    from facilitator.authoring import as_json as diagnostic_as_json
    from facilitator.authoring import check as check_source
    from facilitator.authoring import render
    from facilitator.authoring.spans import source_lines
    from facilitator.library.playbooks import find_playbook, read_playbook_bytes

    found: list[dict[str, Any]] = []
    failed = False
    for reference in references:
        try:
            path = find_playbook(context.obj, reference).path
            source = read_playbook_bytes(path)
        except FacilitatorError as error:
            words(error.message)
            failed = True
            continue
        checked = check_source(source, str(path))
        failed = failed or checked.playbook is None
        lines = source_lines(source.decode("utf-8", errors="replace"))
        for diagnostic in checked.diagnostics:
            found.append(diagnostic_as_json(diagnostic))
            if not wants_json:
                data(render(diagnostic, lines) + "\n")
        if not checked.diagnostics:
            words(f"{path}: nothing to mend")
    if wants_json:
        as_json(found)
    context.exit(1 if failed else 0)
