"""``facilitator agreements``: what has been signed, and what became of it."""

import click

from facilitator.cli.late_group import LateGroup

PLACES = {
    "list": "facilitator.cli.agreements_list:list_command",
    "search": "facilitator.cli.agreements_list:search",
    "show": "facilitator.cli.agreements_show:show",
    "due": "facilitator.cli.agreements_due:due",
    "check-in": "facilitator.cli.agreements_check_in:check_in",
    "amend": "facilitator.cli.agreements_amend:amend",
    "diff": "facilitator.cli.agreements_diff:diff",
    "export": "facilitator.cli.agreements_export:export",
    "verify": "facilitator.cli.agreements_verify:verify",
    "schema": "facilitator.cli.agreements_show:schema",
}
"""Command to where it is."""


@click.group(cls=LateGroup, places=PLACES)
def agreements() -> None:
    """Signed agreements: find them, read them, follow them up, amend them."""
