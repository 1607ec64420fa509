"""``agreements due``: what was promised and is open, over all agreements."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.output import as_json, table, words
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.library.index import Due


@click.command()
@click.option(
    "--days",
    type=click.IntRange(min=0),
    default=7,
    show_default=True,
    metavar="N",
    help="How far to look ahead; 0 is today. What is overdue is always there.",
)
@click.option("--json", "wants_json", is_flag=True, help="An array of objects.")
@click.pass_obj
def due(library: Library, days: int, wants_json: bool) -> None:
    """List the commitments and reviews that are overdue or due soon, the oldest first.

    A commitment is open until a check-in says that it is done or dropped, a review until a
    check-in on its day or later. Agreements that were amended are left out.

    With --json: an array of objects with agreement, topic, kind (commitment or review), commitment
    (its id), what, owner (a role, or both), names (of the owners), due, state (what the latest
    check-in says, or null) and overdue.
    """
    from facilitator.library.index import Index

    library.require_readable()
    today = dt.datetime.now().astimezone().date()
    with Index.open(library) as index:
        for problem in index.refresh():
            words(problem)
        found = index.due(today, days)
    if wants_json:
        as_json([due_json(one) for one in found])
    elif found:
        table(("DUE", "STATE", "WHO", "WHAT", "AGREEMENT"), [due_row(one) for one in found])
    else:
        words("Nothing is due.")


def due_json(one: "Due") -> dict[str, Any]:
    """Return what JSON says of something that is due."""
    return {
        "agreement": one.agreement,
        "topic": one.topic,
        "kind": one.kind,
        "commitment": one.commitment,
        "what": one.what,
        "owner": one.owner,
        "names": list(one.names),
        "due": one.due.isoformat(),
        "state": one.state,
        "overdue": one.overdue,
    }


def due_row(one: "Due") -> tuple[str, ...]:
    """Return what the list says of something that is due."""
    state = (one.state or "").replace("_", " ")
    shown = ", ".join(part for part in ("overdue" if one.overdue else "", state) if part)
    what = f"Review: {one.what}" if one.kind == "review" else one.what
    return (one.due.isoformat(), shown, " & ".join(one.names), what, one.agreement)
