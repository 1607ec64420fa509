"""``insights``: what all agreements tell together, in counts."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.output import data, words
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.domain.agreement import Agreement
    from facilitator.domain.check_in import CheckIn


@click.command()
@click.option("--names", is_flag=True, help="Also count the commitments of each person, by name.")
@click.pass_obj
def insights(library: Library, names: bool) -> None:
    """Count over all agreements: themes, distances, tries at the gates, what was kept.

    Shows which themes recur, how far apart people start and end, and which kinds of commitments
    are kept, as the check-ins say. Counts, never names or answers; names only with --names.
    """
    from facilitator.engine.explanations import ANALYSES
    from facilitator.engine.insights import insight_lines
    from facilitator.engine.insights import insights as counted
    from facilitator.engine.insights_by_person import insights_by_person

    library.require_readable()
    agreements, check_ins = read_everything(library)
    for line in insight_lines(counted(agreements, check_ins)):
        data(line)
    if names:
        for person in insights_by_person(agreements, check_ins):
            data(person.line)
    words(ANALYSES["insights"].text if not names else "Names stand here because you asked.")


def read_everything(library: Library) -> "tuple[list[Agreement], dict[str, list[CheckIn]]]":
    """Return all agreements that can be read, and the check-ins of each by its id.

    What cannot be read is named in words.
    """
    from facilitator.domain.errors import FacilitatorError
    from facilitator.library.check_ins import check_ins_of
    from facilitator.library.listing import list_agreements
    from facilitator.library.records import read_agreement

    agreements: list[Agreement] = []
    check_ins: dict[str, list[CheckIn]] = {}
    summaries, problems = list_agreements(library)
    for summary in summaries:
        path = Path(summary["path"])
        try:
            agreement = read_agreement(path)
        except FacilitatorError as error:
            problems.append(error.message)
            continue
        found, unreadable = check_ins_of(path)
        problems += unreadable
        agreements.append(agreement)
        check_ins[agreement.id] = found
    for problem in problems:
        words(problem)
    return agreements, check_ins
