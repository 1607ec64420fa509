"""Checking one answer of any type. Messages say what is wanted and never quote what was given."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

from facilitator.domain.errors import AnswerError
from facilitator.domain.items import (
    BOTH,
    AskedItem,
    BaseColumn,
    ChoiceItem,
    ChoicesItem,
    CommitmentsItem,
    DateColumn,
    ParaphraseItem,
    PointsItem,
    RankingItem,
    RatingItem,
    TableItem,
    TextColumn,
)
from facilitator.domain.text import clean, clean_line
from facilitator.domain.values import Cell, Paraphrase, Promise, Row, Value
from facilitator.engine.answers.cells import CELL_CHECKS, check_date, check_text, whole_number
from facilitator.engine.answers.context import Context
from facilitator.engine.answers.typed import ROW_ID
from facilitator.engine.kinds import answer_type

ROW_LABEL = "row"
"""The key by which a file may name a fixed row."""

MOST_ROWS = 500
LONGEST_SAYING = 2000
WHAT = TextColumn(type="text", id="what", label="What", max_length=500)
MEASURE = TextColumn(type="text", id="measure", label="Measure", max_length=500)
DUE = DateColumn(type="date", id="due", label="Due")
PROMISE_KEYS = frozenset({"what", "owner", "due", "measure"})


def parse(item: AskedItem, raw: object, context: Context) -> Value | None:
    """Return the checked answer, or None where an optional item was left blank.

    Raises AnswerError with what is wanted. `raw` is what TOML gives for a file, and for typed text
    a `Typed` string.
    """
    real = answer_type(context.playbook, item)
    if is_blank(raw) and not _may_be_empty(real, raw):
        if item.required and _can_be_answered(real, context):
            msg = "this needs an answer"
            raise AnswerError(msg)
        return None
    return PARSERS[real.type](real, raw, context)


def is_blank(raw: object) -> bool:
    """Whether nothing was given."""
    if isinstance(raw, str):
        return not clean_line(raw)
    if isinstance(raw, Mapping):
        return all(is_blank(part) for name, part in raw.items() if name != ROW_ID)
    if isinstance(raw, list | tuple):
        return all(is_blank(part) for part in raw)
    return raw is None


def _may_be_empty(item: AskedItem, raw: object) -> bool:
    """Whether an explicit empty list is an answer: where nothing has to be in it."""
    if not isinstance(raw, list | tuple) or raw:
        return False
    if isinstance(item, CommitmentsItem):
        return not item.least
    free = isinstance(item, ChoicesItem) or (isinstance(item, TableItem) and item.rows is None)
    return free and _least(item) == 0


def _can_be_answered(item: AskedItem, context: Context) -> bool:
    """Whether there is anything to choose or to rate: the table it takes from may have no rows."""
    if isinstance(item, RatingItem):
        return bool(context.rated(item))
    if isinstance(item, ChoiceItem | ChoicesItem):
        return bool(context.options(item)) or getattr(item, "other", False)
    return True


def _rows(raw: object) -> Sequence[Any]:
    if not isinstance(raw, list | tuple):
        msg = "a list is needed here"
        raise AnswerError(msg)
    if len(raw) > MOST_ROWS:
        msg = f"at most {MOST_ROWS} entries"
        raise AnswerError(msg)
    return raw


def _mapping(raw: object) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        msg = "names with values are needed here"
        raise AnswerError(msg)
    return raw


def _count(found: int, least: int, most: int | None, thing: str) -> None:
    if found < least:
        msg = f"at least {least} {thing}{'' if least == 1 else 's'}"
        raise AnswerError(msg)
    if most is not None and found > most:
        msg = f"at most {most} {thing}{'' if most == 1 else 's'}"
        raise AnswerError(msg)


def _least(item: Any) -> int:
    if item.least is not None:
        return int(item.least)
    return 1 if item.required else 0


def _plain(item: Any, raw: object, context: Context) -> Value:
    return CELL_CHECKS[item.type](item, raw, context)


def _choices(item: ChoicesItem, raw: object, context: Context) -> Value:
    options = context.options(item)
    chosen = [clean_line(part) if isinstance(part, str) else None for part in _rows(raw)]
    if any(part not in options for part in chosen):
        msg = "choose among the options"
        raise AnswerError(msg)
    if len(set(chosen)) != len(chosen):
        msg = "choose each option once"
        raise AnswerError(msg)
    _count(len(chosen), _least(item), item.most, "option")
    return tuple(option for option in chosen if option is not None)


def _ranking(item: RankingItem, raw: object, context: Context) -> Value:
    del context
    order = tuple(clean_line(part) if isinstance(part, str) else "" for part in _rows(raw))
    if len(order) != len(item.options) or set(order) != set(item.options):
        msg = f"put all {len(item.options)} options in order, each once"
        raise AnswerError(msg)
    return order


def _points(item: PointsItem, raw: object, context: Context) -> Value:
    del context
    given = {clean_line(option): points for option, points in _mapping(raw).items()}
    if not set(given) <= set(item.options):
        msg = "points go to the options only"
        raise AnswerError(msg)
    points = {
        option: 0 if is_blank(given.get(option)) else whole_number(given[option], 0, item.total)
        for option in item.options
    }
    spent = sum(points.values())
    if spent != item.total:
        short = item.total - spent
        msg = f"{abs(short)} of {item.total} points {'still to give' if short > 0 else 'too many'}"
        raise AnswerError(msg)
    return points


def _cell(column: BaseColumn, raw: object, context: Context) -> Cell | None:
    if is_blank(raw):
        if column.required:
            msg = f"{column.label}: this needs an answer"
            raise AnswerError(msg)
        return None
    try:
        return CELL_CHECKS[column.type](column, raw, context)
    except AnswerError as error:
        msg = f"{column.label}: {error}"
        raise AnswerError(msg) from None


def _cells(item: TableItem, raw: object, context: Context, place: str) -> dict[str, Cell]:
    given = dict(_mapping(raw))
    known = {column.id for column in item.columns}
    unknown = set(given) - known - {ROW_ID} - ({ROW_LABEL} if item.rows else set())
    if unknown:
        msg = f"{place}: there is no column '{clean_line(min(unknown, key=str))}'"
        raise AnswerError(msg)
    try:
        cells = {column.id: _cell(column, given.get(column.id), context) for column in item.columns}
    except AnswerError as error:
        msg = f"{place}, {error}"
        raise AnswerError(msg) from None
    return {name: cell for name, cell in cells.items() if cell is not None}


def _table(item: TableItem, raw: object, context: Context) -> Value:
    if item.rows is not None:
        return _fixed_table(item, item.rows, raw, context)
    given = [row for row in _rows(raw) if not _blank_row(row)]
    _count(len(given), _least(item), item.most, "row")
    cells = [_cells(item, row, context, f"row {n}") for n, row in enumerate(given, 1)]
    ids = row_ids(given, cells, context.former(item), context.party)
    return tuple(Row(name, values) for name, values in zip(ids, cells, strict=True))


def _blank_row(raw: object) -> bool:
    return isinstance(raw, Mapping) and is_blank(raw)


def row_ids(
    given: Sequence[Any], cells: Sequence[Mapping[str, Cell]], former: Value | None, party: str
) -> list[str]:
    """Return an id for each row: the one it brings, that of the same row before, or a fresh one.

    A row is the same as before when its first cell is, so a rating follows a row that has moved.
    """
    before = [row for row in former if isinstance(row, Row)] if isinstance(former, tuple) else []
    kept = [row.get(ROW_ID) for row in given]
    kept = [
        name if isinstance(name, str) and name not in kept[:n] else ""
        for n, name in enumerate(kept)
    ]
    taken = {name for name in kept if name}
    by_words = {_first_cell(row.cells): row.id for row in before}
    used = taken | {row.id for row in before}
    fresh = (name for n in count(1) if (name := f"{party}-{n}") not in used)
    ids: list[str] = []
    for brought, values in zip(kept, cells, strict=True):
        name = brought or by_words.pop(_first_cell(values), None)
        if not name or (not brought and name in taken):
            name = next(fresh)
        taken.add(name)
        ids.append(str(name))
    return ids


def _first_cell(cells: Mapping[str, Cell]) -> Cell | None:
    return next(iter(cells.values()), None)


def _fixed_table(item: TableItem, labels: tuple[str, ...], raw: object, context: Context) -> Value:
    given = list(_rows(raw))
    if len(given) != len(labels):
        msg = f"one row for each of: {', '.join(labels)}"
        raise AnswerError(msg)
    named = [row.get(ROW_LABEL) if isinstance(row, Mapping) else None for row in given]
    if any(named) and ROW_LABEL not in {column.id for column in item.columns}:
        if any(label not in named for label in labels):
            msg = f"one row for each of: {', '.join(labels)}"
            raise AnswerError(msg)
        given.sort(key=lambda row: labels.index(row[ROW_LABEL]))
    return tuple(
        Row(label, _cells(item, row, context, label))
        for label, row in zip(labels, given, strict=True)
    )


def _rating(item: RatingItem, raw: object, context: Context) -> Value:
    rated = context.rated(item)
    if isinstance(raw, Mapping):
        marks: dict[str, Any] = {key: raw.get(key) for key in rated}
    else:
        given = _rows(raw)
        if len(given) != len(rated):
            msg = f"one mark for each of the {len(rated)} rows"
            raise AnswerError(msg)
        marks = dict(zip(rated, given, strict=True))
    missing = [rated[key] for key, mark in marks.items() if is_blank(mark)]
    if missing:
        msg = f"a mark is missing for: {missing[0]}"
        raise AnswerError(msg)
    return {key: whole_number(mark, item.lowest, item.highest) for key, mark in marks.items()}


def _paraphrase(item: ParaphraseItem, raw: object, context: Context) -> Value:
    del item, context
    given = _mapping(raw)
    if set(given) - {"says", "confirmed"} or not isinstance(given.get("says"), str):
        msg = 'what was heard, as { says = "…", confirmed = true }'
        raise AnswerError(msg)
    says = clean(given["says"]).strip()
    if is_blank(says):
        msg = "say what you heard"
        raise AnswerError(msg)
    if len(says) > LONGEST_SAYING:
        msg = f"at most {LONGEST_SAYING} characters; this has {len(says)}"
        raise AnswerError(msg)
    if not isinstance(given.get("confirmed"), bool):
        msg = "the other says whether that is what was meant: yes or no"
        raise AnswerError(msg)
    return Paraphrase(says, given["confirmed"])


def _promise(raw: object, context: Context, place: str) -> Promise:
    given = _mapping(raw)
    unknown = set(given) - PROMISE_KEYS - {ROW_ID}
    if unknown:
        msg = f"{place}: a commitment has no '{clean_line(str(min(unknown, key=str)))}'"
        raise AnswerError(msg)
    owners, measure = (*context.playbook.role_ids, BOTH), given.get("measure")
    if is_blank(given.get("what")):
        msg = f"{place}: say what will be done"
        raise AnswerError(msg)
    if given.get("owner") not in owners:
        msg = f"{place}: the owner is one of {', '.join(owners)}"
        raise AnswerError(msg)
    try:
        return Promise(
            what=check_text(WHAT, given["what"], context),
            owner=given["owner"],
            due=None if is_blank(given.get("due")) else check_date(DUE, given["due"], context),
            measure="" if is_blank(measure) else check_text(MEASURE, measure, context),
        )
    except AnswerError as error:
        msg = f"{place}: {error}"
        raise AnswerError(msg) from None


def _commitments(item: CommitmentsItem, raw: object, context: Context) -> Value:
    given = [row for row in _rows(raw) if not _blank_row(row)]
    _count(len(given), item.least or 0, item.most, "commitment")
    return tuple(_promise(row, context, f"commitment {n}") for n, row in enumerate(given, 1))


PARSERS: dict[str, Callable[[Any, object, Context], Value]] = {
    **dict.fromkeys(CELL_CHECKS, _plain),
    "choices": _choices,
    "ranking": _ranking,
    "points": _points,
    "table": _table,
    "rating": _rating,
    "paraphrase": _paraphrase,
    "commitments": _commitments,
}
"""Item type to what checks an answer of it; a swap is checked as what it swaps."""
