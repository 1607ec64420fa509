"""Tables and commitments: rows that can be added, moved and removed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from pydantic import JsonValue
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from facilitator.domain.items import CommitmentsItem, TableItem
from facilitator.engine.answers import Context
from facilitator.tui.widgets.cell_inputs import Cell, promise_cells, table_cells
from facilitator.tui.widgets.drawn_input import QUIET, DrawnInput, zone
from facilitator.tui.widgets.row_form import (
    FIXED_LABEL_WIDTH,
    HANDLE_WIDTH,
    NUMBER_WIDTH,
    RowForm,
    column_width,
)
from facilitator.tui.widgets.value_input import ValueInput


class RowsBar(DrawnInput):
    """Below the rows: what adds one, and what puts the last removed one back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,plus", "add", "Add", show=False),
        Binding("z", "put_back", "Put back", show=False),
    ]

    def __init__(self, rows: "RowsInput") -> None:
        """Be the bar of `rows`."""
        super().__init__()
        self._rows = rows

    def lines(self, width: int) -> Sequence[Content]:
        """Return what can be done."""
        style = "bold $primary" if self.has_focus else "$primary"
        parts = []
        if self._rows.has_room:
            sign = "▶ " if self.has_focus else "+ "
            parts.append(zone((f"{sign}add a {self._rows.thing}", style), "add"))
        else:
            parts.append(Content.styled("no more rows here", QUIET))
        if self._rows.has_removed:
            parts.append(zone(("put the removed one back (z)", style), "put_back"))
        return [Content("   ").join(parts).truncate(width, ellipsis=True)]

    def press(self, *name: str | int) -> None:
        """Do what was clicked."""
        self.call_later(self.run_action, str(name[0]))

    async def action_add(self) -> None:
        """Add a row."""
        await self._rows.add_row()

    async def action_put_back(self) -> None:
        """Put the last removed row back."""
        await self._rows.put_back()


class RowsInput(ValueInput):
    """Rows of cells: as a grid where the columns fit, else as small forms."""

    DEFAULT_CSS = """
    RowsInput {
        height: auto; width: 1fr;
        & > Vertical { height: auto; }
        & > .header { height: auto; display: none; }
        & > .header > Static { color: $quiet; height: auto; padding: 0 1 0 0; }
        & TypedInput > LineEntry { width: 16; }
        &.-grid > .header { display: block; }
        &.-grid TypedInput > .echo { display: none; }
        &.-grid TypedInput > LineEntry { width: 1fr; }
        &.-grid ChoiceOrOther > LineEntry { margin: 0; }
    }
    """

    def __init__(
        self,
        item: TableItem | CommitmentsItem,
        cells: Sequence[Cell],
        thing: str,
        not_alone: frozenset[str] = frozenset(),
    ) -> None:
        """Make empty rows of `cells`, each a `thing`, as many as `item` wants.

        Cells named in `not_alone` don't make a row by themselves.
        """
        super().__init__()
        self.thing = thing
        self._cells = tuple(cells)
        self._least, self._most = item.least, item.most
        self._labels = item.rows if isinstance(item, TableItem) else None
        self._not_alone = not_alone
        self._rows = [RowForm(self._cells, label) for label in self._labels or ()]
        self._removed: tuple[int, RowForm] | None = None
        self._grid = False
        self._holder = Vertical()
        self._bar = RowsBar(self)
        self._pad()

    def compose(self) -> ComposeResult:
        """Give the header, the rows and the bar."""
        with Horizontal(classes="header"):
            yield from self._header()
        with self._holder:
            yield from self._rows
        if self._labels is None:
            yield self._bar

    def _header(self) -> ComposeResult:
        corner = Static("", classes="corner")
        corner.styles.width = self._lead
        yield corner
        for cell in self._cells:
            head = Static(cell.heading, markup=False)
            head.styles.width = column_width(cell)
            yield head
        end = Static("")
        end.styles.width = self._tail
        yield end

    @property
    def _lead(self) -> int:
        return NUMBER_WIDTH if self._labels is None else FIXED_LABEL_WIDTH

    @property
    def _tail(self) -> int:
        return HANDLE_WIDTH if self._labels is None else 0

    def on_resize(self, event: Resize) -> None:
        """Put the cells side by side if they fit."""
        needed = self._lead + sum(cell.width + 1 for cell in self._cells) + self._tail
        self._grid = event.size.width >= needed
        self.set_class(self._grid, "-grid")
        for row in self._rows:
            row.lay_out(grid=self._grid)

    # What is filled in

    @property
    def raw(self) -> object:
        """The rows that are not blank; of fixed rows all, or None while all are blank."""
        filled = [row for row in self._rows if not row.is_blank(self._not_alone)]
        if self._labels is not None:
            return [row.raw for row in self._rows] if filled else None
        return [row.raw for row in filled]

    def fill(self, raw: object) -> None:
        """Take rows; fixed ones by their ids."""
        given = [row for row in raw if isinstance(row, Mapping)] if isinstance(raw, list) else []
        self._refill(given, RowForm.fill)

    @property
    def draft(self) -> JsonValue:
        """All rows, as JSON."""
        return [row.draft for row in self._rows]

    def restore(self, draft: JsonValue) -> None:
        """Put a draft in again."""
        given = [row for row in draft if isinstance(row, dict)] if isinstance(draft, list) else []
        self._refill(given, RowForm.restore)

    def _refill(
        self, given: Sequence[Mapping[str, Any]], put: Callable[[RowForm, Mapping[str, Any]], None]
    ) -> None:
        self._removed = None
        if self._labels is None:
            self._replace([RowForm(self._cells) for _ in given])
        for index, row in enumerate(self._rows):
            put(row, given[index] if index < len(given) else {})

    def _replace(self, rows: list[RowForm]) -> None:
        old, self._rows = self._rows, rows
        self._pad()
        if self.is_mounted:
            for row in old:
                row.remove()
            self._holder.mount(*self._rows)
            self._after_change()

    def _pad(self) -> None:
        """See to it that there are rows to begin with."""
        if self._labels is None:
            while len(self._rows) < max(self._least or 0, 1):
                self._rows.append(RowForm(self._cells))
        self._renumber()

    def _renumber(self) -> None:
        for number, row in enumerate(self._rows, 1):
            row.show_number(number)

    def _after_change(self) -> None:
        for row in self._rows:
            row.lay_out(grid=self._grid)
        self._renumber()
        self._bar.redraw()

    # What can be done with rows

    @property
    def has_room(self) -> bool:
        """Whether another row may be added."""
        return self._most is None or len(self._rows) < self._most

    @property
    def has_removed(self) -> bool:
        """Whether a removed row can be put back."""
        return self._removed is not None and self.has_room

    async def add_row(self) -> None:
        """Add an empty row at the end and go there."""
        if self.has_room:
            await self._insert(len(self._rows), RowForm(self._cells))

    async def put_back(self) -> None:
        """Put the last removed row back where it was."""
        if self._removed is not None and self.has_room:
            index, row = self._removed
            self._removed = None
            again = RowForm(self._cells)
            again.fill(row.raw)
            await self._insert(min(index, len(self._rows)), again)

    async def _insert(self, index: int, row: RowForm) -> None:
        before = index if index < len(self._rows) else None
        self._rows.insert(index, row)
        await self._holder.mount(row, before=before)
        self._after_change()
        row.focus_first()
        self.tell()

    @on(RowForm.Asked)
    def _asked(self, event: RowForm.Asked) -> None:
        event.stop()
        if event.row in self._rows:
            WHAT_ROWS_DO[event.what](self, self._rows.index(event.row))

    def remove_row(self, index: int) -> None:
        """Remove a row; it can be put back until the next one goes."""
        if self._labels is not None:
            return
        row = self._rows.pop(index)
        if not row.is_blank():
            self._removed = (index, row)
        row.remove()
        if not self._rows:
            self._pad()
            self._holder.mount(*self._rows)
        self._after_change()
        self.call_after_refresh(self._rows[min(index, len(self._rows) - 1)].focus_cell, None)
        self.tell()

    def move_row(self, index: int, target: int) -> None:
        """Move a row to the place `target`; the focus stays with it."""
        if self._labels is not None or not 0 <= target < len(self._rows):
            return
        beside = self._rows[target]
        row = self._rows.pop(index)
        self._rows.insert(target, row)
        if target < index:
            self._holder.move_child(row, before=beside)
        else:
            self._holder.move_child(row, after=beside)
        self._renumber()
        self.call_after_refresh(row.scroll_visible, animate=False)
        self.tell()

    def go_to_row(self, index: int, target: int) -> None:
        """Focus the same cell of another row, or the bar below the last one."""
        if 0 <= target < len(self._rows):
            self._rows[target].focus_cell(self._rows[index].focused_cell)
        elif target == len(self._rows) and self._labels is None:
            self._bar.focus()

    def focus_first(self) -> None:
        """Focus the first cell of the first row that is blank, or else of the first one."""
        blank = (row for row in self._rows if row.is_blank())
        next(blank, self._rows[0]).focus_first()

    @property
    def notice(self) -> str:
        """How many rows there are, of how many."""
        filled = sum(not row.is_blank(self._not_alone) for row in self._rows)
        if self._labels is not None:
            return ""
        if self._least and filled < self._least:
            return f"{filled} of at least {self._least}"
        return f"{filled} of at most {self._most}" if self._most else ""


WHAT_ROWS_DO: dict[str, Callable[[RowsInput, int], None]] = {
    "up": lambda rows, index: rows.move_row(index, index - 1),
    "down": lambda rows, index: rows.move_row(index, index + 1),
    "remove": lambda rows, index: rows.remove_row(index),
    "above": lambda rows, index: rows.go_to_row(index, index - 1),
    "below": lambda rows, index: rows.go_to_row(index, index + 1),
}
"""What a row can ask for."""


def table(item: TableItem, context: Context) -> RowsInput:
    """Return the input of a table."""
    return RowsInput(item, table_cells(item, context), "row")


def commitments(item: CommitmentsItem, context: Context) -> RowsInput:
    """Return the input of commitments; an owner alone does not make one."""
    return RowsInput(item, promise_cells(context), "commitment", frozenset({"owner"}))
