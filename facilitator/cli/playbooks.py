"""``facilitator playbooks``: the scripts of sessions, to list, read, write and check."""

import click

from facilitator.cli.late_group import LateGroup

PLACES = {
    "list": "facilitator.cli.playbooks_list:list_command",
    "show": "facilitator.cli.playbooks_show:show",
    "new": "facilitator.cli.playbooks_new:new",
    "check": "facilitator.cli.playbooks_check:check",
    "explain": "facilitator.cli.playbooks_check:explain",
    "schema": "facilitator.cli.playbooks_new:schema",
    "path": "facilitator.cli.playbooks_new:path",
}
"""Command to where it is."""


@click.group(cls=LateGroup, places=PLACES)
def playbooks() -> None:
    """Playbooks, shipped and your own: list, read, make, check."""
