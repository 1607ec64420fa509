"""The command ``facilitator`` and its options; the groups of commands hang on it."""

import os
import sys

import click

from facilitator import __version__
from facilitator.cli.agreements import agreements
from facilitator.cli.insights import insights
from facilitator.cli.output import use_utf8, words
from facilitator.cli.playbooks import playbooks
from facilitator.cli.run import run
from facilitator.cli.sessions import open_home, resume, start
from facilitator.domain.errors import FacilitatorError
from facilitator.library.paths import Library


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
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
        open_home(context.obj)


for command in (start, resume, run, agreements, playbooks, insights):
    facilitator.add_command(command)


def main() -> None:
    """Run the command; what a user can cause is said in words, with exit code 1."""
    use_utf8()
    try:
        facilitator(prog_name="facilitator")
    except FacilitatorError as error:
        words(f"facilitator: {error.message}")
        sys.exit(1)
