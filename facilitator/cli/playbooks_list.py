"""``facilitator playbooks list``."""

from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.output import as_json, table
from facilitator.domain.errors import FacilitatorError
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.library.playbooks import PlaybookFile


@click.command("list")
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
                str(row["id"]),
                str(row["minutes"] or ""),
                str(row["title"] or f"cannot be used: see playbooks check {row['id']}"),
                "shipped" if row["shipped"] else "you",
            )
            for row in rows
        ],
    )


def _described(file: "PlaybookFile") -> dict[str, Any]:
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
