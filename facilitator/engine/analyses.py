"""What is worked out from two answers, as the lines that the record keeps beside them.

Only what both may see is looked at. What the points allow to be traded goes in only if the pair
asked for it, since points may weigh anything: causes and risks cannot be traded.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from facilitator.domain.items import AskedItem, PointsItem, RatingItem
from facilitator.domain.session import Session
from facilitator.engine.bargaining.adjusted_winner import adjusted_winner
from facilitator.engine.bargaining.gathering import (
    favourites_in,
    rates_options,
    ratings_in,
    weights_in,
)
from facilitator.engine.bargaining.options import analyse_options
from facilitator.engine.bargaining.trades import trade_map
from facilitator.engine.bargaining.wording import (
    division_lines,
    favourites_lines,
    option_remarks,
    trade_lines,
)
from facilitator.engine.comparison import Comparison, compare_item
from facilitator.engine.kinds import answer_type
from facilitator.engine.structure import Plan

_MEASURED: Final = frozenset({"apart", "near", "shared"})
"""Verdicts that say how far two answers lie from each other."""

_TOLD_BY_THE_ANSWERS: Final = frozenset({"points", "rating", "table"})
"""Types whose answers, side by side, already show every difference, line by line."""


def analysis_lines(plan: Plan, session: Session, item: AskedItem) -> tuple[str, ...]:
    """Return what was worked out from both answers to `item`, a line each; nothing if not both."""
    made = compare_item(plan, session, item)
    if made is None:
        return ()
    further = FURTHER.get(type(item))
    lines = _compared(made, answer_type(plan.playbook, item).type)
    return (*lines, *(further(plan, session, item) if further else ()))


def _compared(made: Comparison, kind: str) -> Iterator[str]:
    if made.verdict in _MEASURED:
        yield f"{made.mark} {made.headline}"
        if kind not in _TOLD_BY_THE_ANSWERS:
            yield from made.details


def _traded(plan: Plan, session: Session, item: PointsItem) -> Iterator[str]:
    weights = weights_in(plan, session, item)
    if weights is not None and item.id in session.trades:
        yield from trade_lines(trade_map(weights), session.parties)
        if session.trades[item.id]:
            yield from division_lines(adjusted_winner(weights), session.parties)


def _rated(plan: Plan, session: Session, item: RatingItem) -> Iterator[str]:
    ratings = ratings_in(plan, session, item) if rates_options(plan.playbook, item) else None
    if ratings is None:
        return
    made = analyse_options(ratings)
    for standing in made.standings:
        remarks = option_remarks(made, standing.option, session.parties)
        if remarks:
            yield f"{standing.label}: {'; '.join(remarks)}"
    yield from favourites_lines(made, favourites_in(plan, session, item), session.parties)


FURTHER: Final[dict[type[AskedItem], Callable[[Plan, Session, Any], Iterator[str]]]] = {
    PointsItem: _traded,
    RatingItem: _rated,
}
"""Type of item to what is worked out from its answers beyond setting them side by side."""
