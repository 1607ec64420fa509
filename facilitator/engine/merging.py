"""Two parties' lists as one: by turns, and what both wrote in the same words once."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, zip_longest

from facilitator.domain.items import TableItem
from facilitator.domain.session import Session
from facilitator.domain.values import Cell, Row, Value
from facilitator.engine.scope import Scope
from facilitator.engine.structure import Plan


def merge_rows(first: Sequence[Row], second: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of both lists, a row of `first` before a row of `second` by turns.

    A row whose words, whatever their case and spacing, have stood before is left out; the one that
    stays keeps its id and its words. So does a row whose id has stood before.
    """
    return tuple(_each_once(_by_turns(first, second)))


def starting_rows(plan: Plan, session: Session, item: TableItem) -> tuple[Row, ...]:
    """Return the rows that `item` starts from: those of its ``start_from`` table, merged.

    Only rows that both may see, and of each only the columns that `item` has too.
    """
    source = plan.playbook.item(item.start_from) if item.start_from else None
    if not isinstance(source, TableItem):
        return ()
    scope = Scope(plan, session)
    columns = {column.id for column in item.columns}
    given = [
        _rows(scope.answer(source, party), columns) for party in plan.playbook.answerers(source)
    ]
    return merge_rows(given[0], given[1] if len(given) > 1 else ())


def _rows(value: Value | None, columns: Set[str]) -> tuple[Row, ...]:
    """Return the rows of an answer with no more than these columns."""
    rows = value if isinstance(value, tuple) else ()
    return tuple(
        Row(row.id, {name: cell for name, cell in row.cells.items() if name in columns})
        for row in rows
        if isinstance(row, Row)
    )


def _by_turns(first: Sequence[Row], second: Sequence[Row]) -> Iterator[Row]:
    turns = chain.from_iterable(zip_longest(first, second))
    return (row for row in turns if row is not None)


def _each_once(rows: Iterable[Row]) -> Iterator[Row]:
    words_so_far: set[tuple[tuple[str, Cell], ...]] = set()
    ids_so_far: set[str] = set()
    for row in rows:
        words = row_words(row)
        if words not in words_so_far and row.id not in ids_so_far:
            yield row
        words_so_far.add(words)
        ids_so_far.add(row.id)


def row_words(row: Row) -> tuple[tuple[str, Cell], ...]:
    """Return a row's cells to compare by: texts without case and spacing."""
    return tuple(sorted((name, _folded(cell)) for name, cell in row.cells.items()))


def _folded(cell: Cell) -> Cell:
    return " ".join(cell.split()).casefold() if isinstance(cell, str) else cell
