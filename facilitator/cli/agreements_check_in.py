"""``agreements check-in``: how the commitments of an agreement are going, written down for good."""

import datetime as dt
from collections.abc import Iterator

import click

from facilitator.cli.agreements_after import replaced_by
from facilitator.cli.agreements_sealed import read_sealed
from facilitator.cli.answers_files import answers_option, read_answers
from facilitator.cli.output import data, words
from facilitator.library.listing import find_agreement
from facilitator.library.paths import Library
from facilitator.library.tokens import new_token


def doubts_about_moment(at: dt.datetime, closed: dt.datetime, now: dt.datetime) -> Iterator[str]:
    """Say when a check-in's moment is odd: the present state is told in the order of moments."""
    if at < closed:
        yield f"at = {at:%Y-%m-%d} lies before the agreement; any later check-in outdoes it."
    if at > now:
        yield f"at = {at:%Y-%m-%d} lies ahead; until then this outdoes every other check-in."


@click.command("check-in")
@click.argument("agreement_id", metavar="ID")
@answers_option
@click.pass_obj
def check_in(library: Library, agreement_id: str, answers: str) -> None:
    """Save a check-in for the agreement ID, from a file of [[progress]] tables.

    Each table has commitment (its id, such as c1) and state (done, on_track, at_risk, late or
    dropped); and where there is one, a word under each role, due (a new date that was agreed) and
    next (what follows). The file may say at = its moment; else it is now.

    Prints the path of the check-in. If anything is missing or wrong, it says what and where, and
    nothing is saved.
    """
    from facilitator.engine.checking_in import check_in_from
    from facilitator.library.check_ins import save_check_in

    path = find_agreement(library, agreement_id)
    agreement, seal = read_sealed(path)
    file = read_answers(answers)
    with file.located():
        made = check_in_from(agreement, file.table, dt.datetime.now(dt.UTC), seal)
    for doubt in doubts_about_moment(made.at, agreement.closed, dt.datetime.now(dt.UTC)):
        words(doubt)
    newer, holding = replaced_by(library, path)
    if newer:
        words(
            f"This agreement was replaced by {newer}. What is due follows from {holding}: check in"
            " there for what holds now. This check-in is kept beside the old one all the same."
        )
    saved = save_check_in(path, made, new_token())
    count = len(made.progress)
    words(f"Checked in: {agreement.topic} ({count} commitment{'' if count == 1 else 's'}).")
    data(str(saved))
