"""What was written: free words, and the rows of tables. The same words are shared, no more."""

from fractions import Fraction

from facilitator.domain.items import TableItem
from facilitator.domain.values import Row
from facilitator.engine.comparison.difference import Difference, Pair, graded, plural
from facilitator.engine.merging import row_words


def words(pair: Pair) -> Difference:
    """Compare two texts: shared only when they are word for word the same."""
    if pair.first == pair.second:
        return Difference("shared", "word for word the same")
    return Difference("words", "in your own words")


def table(pair: Pair) -> Difference:
    """Compare two tables, row by row where the playbook gives the rows."""
    return _fixed_rows(pair) if pair.item.rows else _free_rows(pair)


def _fixed_rows(pair: Pair) -> Difference:
    """Compare what the two wrote in each row that the playbook gives."""
    first, second = ({row.id: row for row in rows} for rows in (pair.first, pair.second))
    empty = {row: Row(row, {}) for row in pair.item.rows}
    first, second = empty | first, empty | second
    rows = list(pair.item.rows)
    differing = [row for row in rows if row_words(first[row]) != row_words(second[row])]
    if not differing:
        return Difference("shared", "the same in every row")
    same = [row for row in rows if row not in differing]
    details = ((f"the same: {', '.join(same)}",) if same else ()) + (
        f"apart: {', '.join(differing)}",
    )
    headline = f"{len(differing)} of {plural(len(rows), 'row')} differ"
    return graded(Fraction(len(differing), len(rows)), headline, details)


def _free_rows(pair: Pair) -> Difference:
    """Compare lists of rows of the two's own: the same words are shared, no more is read in."""
    first, second = ({row_words(row) for row in rows} for rows in (pair.first, pair.second))
    if first == second:
        return Difference("shared", "the same rows")
    shared, union = len(first & second), len(first | second)
    headline = f"{shared} of {plural(union, 'row')} in the same words"
    groups = zip(pair.names, (first - second, second - first), strict=True)
    details = tuple(f"only {name}: {plural(len(own), 'row')}" for name, own in groups if own)
    if _is_in_words(pair.item):
        return Difference("words", headline, details=details)
    return graded(1 - Fraction(shared, union), headline, details)


def _is_in_words(table: TableItem) -> bool:
    """Whether a table has a column of free words, whose meaning is not compared."""
    return any(column.type == "text" for column in table.columns)
