"""``agreements list`` and ``agreements search``: from the index, without reading the records."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facilitator.cli.days import first_day, last_day
from facilitator.cli.output import as_json, table, words
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.library.index import Filter, Sort, Summary

Command = TypeVar("Command", bound=Callable[..., Any])

STATUSES = click.Choice(["agreed", "partial", "none"])
FOLLOW_UPS = click.Choice(["overdue", "due-soon", "amended"])
SORTS = click.Choice(["newest", "oldest", "topic", "due"])
LIMIT = click.IntRange(min=1)

OPTIONS = (
    click.option("--json", "wants_json", is_flag=True, help="An array of objects."),
    click.option("--status", type=STATUSES, help="Only those with this status."),
    click.option("--theme", help="Only those with a step of this theme."),
    click.option("--party", metavar="NAME", help="Only those with a party whose name holds NAME."),
    click.option(
        "--since", type=first_day, metavar="DATE", help="Only those closed then or later."
    ),
    click.option(
        "--until",
        type=last_day,
        metavar="DATE",
        help="Only those closed then or earlier. DATE is a day or a month: 2026-10-05, 2026-10.",
    ),
    click.option(
        "--follow-up",
        type=FOLLOW_UPS,
        help="Only those with something overdue or due within a week, or that were amended.",
    ),
    click.option("--sort", type=SORTS, default="newest", show_default=True, help="The order."),
    click.option("--limit", type=LIMIT, metavar="N", help="At most the first N."),
)
"""What both commands take."""


def with_filters(command: Command) -> Command:
    """Give `command` the options of a list."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@click.command("list")
@with_filters
@click.pass_obj
def list_command(library: Library, /, wants_json: bool, **chosen: Any) -> None:
    """List the agreements, the latest first.

    With --json: an array of objects with id, topic, status, parties (role to name), themes,
    opened, closed, review, path, amends (the id of the agreement that it amends), amended (whether
    a later one amends it) and next_due.
    """
    show_list(library, "", chosen, wants_json=wants_json)


@click.command()
@click.argument("looked_for", metavar="WORDS …", nargs=-1, required=True)
@with_filters
@click.pass_obj
def search(
    library: Library, /, looked_for: tuple[str, ...], wants_json: bool, **chosen: Any
) -> None:
    """List the agreements in which all WORDS occur.

    WORDS are looked for in topics, names, questions, answers, commitments and check-ins, and in the
    day of the closing: 2026, 2026-10, october 2026. They are literal; the last one may be the
    beginning of a word. With --json: as for list.
    """
    show_list(library, " ".join(looked_for), chosen, wants_json=wants_json)


def show_list(
    library: Library, looked_for: str, chosen: dict[str, Any], *, wants_json: bool
) -> None:
    """Print the agreements that were chosen, and the problems met on the way."""
    from facilitator.library.index import Index

    library.require_readable()
    filters, sort, limit = chosen_from(looked_for, chosen)
    with Index.open(library) as index:
        index.refresh()
        found = index.summaries(filters, sort, -1 if limit is None else limit)
        for problem in index.problems():
            words(problem)
        any_at_all = bool(found) or index.count(type(filters)(filters.today)) > 0
    if wants_json:
        as_json([summary_json(summary) for summary in found])
    elif found:
        table(("CLOSED", "STATUS", "TOPIC", "PARTIES", "ID"), [list_row(one) for one in found])
    else:
        words("No agreements." if any_at_all else "No agreements yet.")


def chosen_from(looked_for: str, chosen: dict[str, Any]) -> "tuple[Filter, Sort, int | None]":
    """Return the filter, the order and the limit that the options say."""
    from facilitator.library.index import Filter

    follow_up, since, until = chosen["follow_up"], chosen["since"], chosen["until"]
    if since is not None and until is not None and since > until:
        msg = "--since lies after --until, so nothing can lie between."
        raise click.UsageError(msg)
    filters = Filter(
        today=dt.datetime.now().astimezone().date(),
        status=chosen["status"],
        theme=chosen["theme"],
        party=chosen["party"],
        follow_up=follow_up.replace("-", "_") if follow_up else None,
        since=since,
        until=until,
        words=looked_for,
    )
    return filters, chosen["sort"], chosen["limit"]


def summary_json(summary: "Summary") -> dict[str, Any]:
    """Return what JSON says of one agreement in a list."""
    return {
        "id": summary.id,
        "topic": summary.topic,
        "status": summary.status,
        "parties": dict(summary.parties),
        "themes": list(summary.themes),
        "opened": summary.opened,
        "closed": summary.closed,
        "review": summary.review,
        "path": summary.path,
        "amends": summary.amends,
        "amended": summary.amended,
        "next_due": summary.next_due,
    }


def list_row(summary: "Summary") -> tuple[str, ...]:
    """Return what the list says of one agreement."""
    status = f"{summary.status}, amended" if summary.amended else summary.status
    parties = " & ".join(summary.parties.values())
    return (summary.closed[:10], status, summary.topic, parties, summary.id)
