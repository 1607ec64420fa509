"""The command ``facilitator`` and its options; the groups of commands hang on it."""

import errno
import os
import sys

import click

from facilitator import __version__
from facilitator.cli.late_group import LateGroup
from facilitator.cli.output import cannot_write, use_utf8, words
from facilitator.domain.errors import FacilitatorError
from facilitator.library.paths import Library

PLACES = {
    "start": "facilitator.cli.sessions:start",
    "resume": "facilitator.cli.sessions:resume",
    "run": "facilitator.cli.run:run",
    "agreements": "facilitator.cli.agreements:agreements",
    "playbooks": "facilitator.cli.playbooks:playbooks",
    "insights": "facilitator.cli.insights:insights",
}
"""Command to where it is."""


@click.group(
    cls=LateGroup,
    places=PLACES,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="facilitator")
@click.option(
    "--library",
    metavar="DIR",
    help="The folder of agreements, own playbooks and unfinished sessions.",
)
@click.pass_context
def facilitator(context: click.Context, library: str | None) -> None:
    """Hold a fair talk between a leader and a manager, and save what they agree on.

    Without a command it opens on the screen: start or resume a session, read agreements, look
    through playbooks.
    """
    context.obj = Library.find(library, os.environ)
    if context.invoked_subcommand is None:
        from facilitator.cli.sessions import open_home

        open_home(context.obj)


def main() -> None:
    """Run the command; what a user can cause is said in words, with exit code 1."""
    use_utf8()
    try:
        facilitator(prog_name="facilitator")
    except FacilitatorError as error:
        words(f"facilitator: {error.message}")
        sys.exit(1)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        words(f"facilitator: {cannot_write(error).message}")  # the help, which click itself prints
        sys.exit(1)
