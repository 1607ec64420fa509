"""``agreements amend``: a new agreement in the place of an earlier one, from an answers file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.agreements_sealed import read_sealed
from facilitator.cli.answers_files import answers_option, read_answers
from facilitator.cli.output import words
from facilitator.cli.run import hold
from facilitator.library.listing import find_agreement
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.domain.agreement import PlaybookStamp


@click.command()
@click.argument("agreement_id", metavar="ID")
@answers_option
@click.option(
    "--playbook",
    metavar="PLAYBOOK",
    help="An id or a path; by default the playbook with the id that the agreement names.",
)
@click.pass_obj
def amend(library: Library, agreement_id: str, answers: str, playbook: str | None) -> None:
    """Amend the agreement ID: hold its session again, and save a new agreement that replaces it.

    FILE is an answers file as for run. What it leaves out comes from the agreement: topic, parties,
    answers, commitments. Answers that are withheld are asked anew, and so is the consent at a
    gate whose text reads differently now; so both have to sign again.

    Prints the path of the new agreement. The old one stays as it is.
    """
    from facilitator.engine.amending import Former
    from facilitator.library.index import Index
    from facilitator.library.playbooks import find_playbook

    agreement, _ = read_sealed(find_agreement(library, agreement_id))
    path = find_playbook(library, playbook or agreement.playbook.id).path
    say_if_it_changed(path, agreement.playbook)
    with Index.open(library) as index:
        index.refresh()
        for other in index.amendments(agreement.id):
            words(f"{other} amends this agreement already; both will stand.")
    hold(library, path, read_answers(answers), Former.of(agreement))


def say_if_it_changed(path: Path, stamp: "PlaybookStamp") -> None:
    """Say so when the playbook is not the one that the agreement was made with."""
    import hashlib

    from facilitator.library.playbooks import read_playbook_bytes

    if hashlib.sha256(read_playbook_bytes(path)).hexdigest() != stamp.sha256:
        words(f"The playbook {path.name} is not as it was when this was agreed ({stamp.version}).")
