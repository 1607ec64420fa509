"""``facilitator playbooks``: the scripts of sessions, to list, read, write and check."""

import click

from facilitator.cli.playbooks_check import check, explain
from facilitator.cli.playbooks_list import list_command
from facilitator.cli.playbooks_new import new, path, schema
from facilitator.cli.playbooks_show import show


@click.group()
def playbooks() -> None:
    """Playbooks, shipped and your own: list, read, make, check."""


for command in (list_command, show, new, check, explain, schema, path):
    playbooks.add_command(command)
