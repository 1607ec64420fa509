"""Options and limits: enough of them, all different, and none against another."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from facilitator.authoring.draft import Draft
from facilitator.authoring.problems import LINE_OF, Problem, quote
from facilitator.authoring.spans import Path
from facilitator.domain.items import (
    ChoiceKeys,
    ChoicesItem,
    DateKeys,
    MoneyKeys,
    NumberKeys,
    PointsItem,
    RankingItem,
    RatingItem,
    ScaleKeys,
    TableItem,
)
from facilitator.domain.model import Model


def _askable(draft: Draft) -> Iterator[tuple[Path, Model]]:
    """Give every item and every column of a table with its path."""
    for placed in draft.placed:
        yield placed.path, placed.item
        if isinstance(placed.item, TableItem):
            for place, column in enumerate(placed.item.columns):
                yield (*placed.path, "columns", place), column


def options(draft: Draft) -> Iterator[Problem]:
    """Check that a choice has options or takes them from a table, never both."""
    for path, keys in _askable(draft):
        if not isinstance(keys, ChoiceKeys):
            continue
        if keys.options is None and keys.options_from is None:
            message = "A choice needs 'options', or 'options_from' with the id of a table."
            hint = 'write options = ["…", "…"]'
            yield Problem("missing-key", message, path, "header", hint)
        elif keys.options is not None and keys.options_from is not None:
            message = "'options' and 'options_from' exclude each other."
            where = (*path, "options_from")
            yield Problem("contradiction", message, where, "key", "leave one of them out")


def lists(draft: Draft) -> Iterator[Problem]:
    """Check that lists of options and labels have two entries or more; no list has one twice."""
    for path, keys in _askable(draft):
        for name, least in (("options", 2), ("labels", 2), ("each", 1), ("rows", 1)):
            entries = getattr(keys, name, None)
            if isinstance(entries, tuple):
                yield from _list_problems(entries, (*path, name), least, keys)


_OF_ONE: Final[Mapping[type[Model], str]] = MappingProxyType(
    {RankingItem: "A ranking", PointsItem: "Points"}
)


def _list_problems(
    entries: Sequence[str], path: Path, least: int, keys: Model
) -> Iterator[Problem]:
    if len(entries) < least:
        wanted = "at least two" if least == 2 else "something in it"
        kind = _OF_ONE.get(type(keys))
        start = f"{kind} of one option says nothing" if kind and entries else "This says nothing"
        message = f"{start}: '{path[-1]}' needs {wanted}."
        yield Problem("too-few-options", message, path)
    for entry, count in Counter(entries).items():
        if count > 1:
            first = entries.index(entry)
            second = entries.index(entry, first + 1)
            message = f"'{quote(entry)}' stands in the list twice, first in line {LINE_OF}."
            where = (*path, second)
            hint = "leave one out, or tell them apart"
            yield Problem("same-option", message, where, hint=hint, other=(*path, first))


def ranges(draft: Draft) -> Iterator[Problem]:
    """Check that the lower limit is below the upper one."""
    for path, keys in _askable(draft):
        if isinstance(keys, ScaleKeys | RatingItem):
            if isinstance(keys, RatingItem) and keys.labels is not None:
                yield from _labels_with_range(path, keys)
            elif keys.min >= keys.max:
                yield _order(path, keys, "min", "max", "less than")
        elif isinstance(keys, NumberKeys | MoneyKeys) and None not in (keys.min, keys.max):
            if keys.min > keys.max:  # type: ignore[operator]
                yield _order(path, keys, "min", "max", "at most")
        elif isinstance(keys, DateKeys):
            yield from _days(path, keys)


def _days(path: Path, keys: DateKeys) -> Iterator[Problem]:
    early, late = keys.earliest, keys.latest
    if isinstance(early, dt.date) and isinstance(late, dt.date) and early > late:
        yield _order(path, keys, "earliest", "latest", "at most")


def _labels_with_range(path: Path, keys: RatingItem) -> Iterator[Problem]:
    for name in ("min", "max"):
        if name in keys.model_fields_set:
            message = f"'labels' are counted from 1, so '{name}' has no meaning beside them."
            hint = f"leave {name} or labels out"
            yield Problem("contradiction", message, (*path, name), "key", hint)
            return


def _order(path: Path, keys: Model, lower: str, upper: str, how: str) -> Problem:
    """Return the problem of two limits, at the upper one, or the lower if that is a default."""
    given = upper if upper in keys.model_fields_set else lower
    low, high = getattr(keys, lower), getattr(keys, upper)
    message = f"'{lower}' is {low}, and has to be {how} '{upper}', which is {high}."
    return Problem("contradiction", message, (*path, given))


def counts(draft: Draft) -> Iterator[Problem]:
    """Check that `least` is at most `most`, and neither asks for more than there is."""
    for path, item in _askable(draft):
        least, most = getattr(item, "least", None), getattr(item, "most", None)
        if least is not None and most is not None and least > most:
            yield _order(path, item, "least", "most", "at most")
            continue
        fixed = _fixed_number(item)
        if fixed is None:
            continue
        name, number = fixed
        if least is not None and least > number:
            message = f"'least' is {least}, and there are only {number} {name}."
            yield Problem("contradiction", message, (*path, "least"))
        elif most is not None and isinstance(item, TableItem) and most < number:
            message = f"'most' is {most}, and there are {number} {name}."
            yield Problem("contradiction", message, (*path, "most"))


def _fixed_number(item: Model) -> tuple[str, int] | None:
    if isinstance(item, ChoicesItem) and item.options is not None:
        return "options", len(item.options)
    if isinstance(item, TableItem) and item.rows is not None:
        return "rows", len(item.rows)
    return None


CHECKS: Final = (options, lists, ranges, counts)
