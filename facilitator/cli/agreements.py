"""``facilitator agreements``: what has been signed, and what became of it."""

import click

from facilitator.cli.agreements_amend import amend
from facilitator.cli.agreements_check_in import check_in
from facilitator.cli.agreements_diff import diff
from facilitator.cli.agreements_due import due
from facilitator.cli.agreements_export import export
from facilitator.cli.agreements_list import list_command, search
from facilitator.cli.agreements_show import show
from facilitator.cli.agreements_verify import verify


@click.group()
def agreements() -> None:
    """Signed agreements: find them, read them, follow them up, amend them."""


for command in (list_command, search, show, due, check_in, amend, diff, export, verify):
    agreements.add_command(command)
