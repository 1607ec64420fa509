"""The values that an answer can have, as far as its item limits them."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from facilitator.authoring.draft import Draft
from facilitator.domain.consent import Consent
from facilitator.domain.expressions.nodes import Path
from facilitator.domain.items import (
    AskedItem,
    ChoiceItem,
    Gate,
    MoneyItem,
    NumberItem,
    ScaleItem,
    YesNoItem,
)
from facilitator.engine.kinds import answer_type

Candidate = Decimal | bool | str
Variable = tuple[str, Path]
"""A name, or a function of what both answered under that name; the function is empty for none."""

_MOST_CANDIDATES: Final = 200


class Undecidable(Exception):  # noqa: N818 - a way out of a search, not an error
    """The truth of a condition cannot be told without answers."""


def _asked(draft: Draft, path: Path) -> AskedItem | None:
    placed = draft.by_name.get(path[0])
    if placed is None or not isinstance(placed.item, AskedItem) or len(path) > 2:
        return None
    if draft.unsound_target(placed.item) or (len(path) == 2 and path[1] not in draft.roles):
        return None
    return answer_type(draft.playbook, placed.item)


def options_of(draft: Draft, path: Path) -> tuple[str, ...] | None:
    """Return the only texts that the answer `path` can be, or None if they are not known."""
    placed = draft.by_name.get(path[0])
    if placed is not None and isinstance(placed.item, Gate):
        return tuple(Consent) if len(path) == 2 and path[1] in draft.roles else None
    item = _asked(draft, path)
    if isinstance(item, ChoiceItem) and item.options is not None and not item.other:
        enough = len(set(item.options)) > 1
        return item.options if enough else None
    return None


def _numbers(
    low: Decimal | None, high: Decimal | None, literals: Sequence[Decimal]
) -> list[Candidate]:
    """Return numbers from `low` to `high` that stand for all that `literals` tell apart."""
    marks = sorted({*literals, *(end for end in (low, high) if end is not None)})
    marks = marks or [Decimal(0)]
    between = [(one + two) / 2 for one, two in pairwise(marks)]
    every = [marks[0] - 1, *marks, *between, marks[-1] + 1]
    return [
        number
        for number in every
        if (low is None or number >= low) and (high is None or number <= high)
    ]


def candidates(
    draft: Draft, variable: Variable, literals: Sequence[Candidate]
) -> Sequence[Candidate]:
    """Return values that stand for all values `variable` can have.

    Raises Undecidable if they are not known.
    """
    function, path = variable
    item = _asked(draft, path)
    numbers = [value for value in literals if isinstance(value, Decimal)]
    options = options_of(draft, path)
    if options is not None and not function:
        return options
    if isinstance(item, YesNoItem) and not function:
        return (True, False)
    if isinstance(item, ScaleItem):
        return _marks(item, function, numbers)
    if isinstance(item, NumberItem | MoneyItem):
        low, high = item.min, item.max
        if function == "gap":
            low, high = Decimal(0), None if None in (low, high) else high - low  # type: ignore[operator]
        return _numbers(low, high, numbers)
    raise Undecidable


def _marks(item: ScaleItem, function: str, literals: list[Decimal]) -> Sequence[Candidate]:
    low, high = Decimal(item.min), Decimal(item.max)
    if low >= high:
        raise Undecidable
    if function == "gap":
        low, high = Decimal(0), high - low
    if function == "average":
        return _numbers(low, high, literals)
    if high - low > _MOST_CANDIDATES:
        raise Undecidable
    return [low + step for step in range(int(high - low) + 1)]
