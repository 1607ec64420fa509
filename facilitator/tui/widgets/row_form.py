"""One row of a table: its cells side by side, or one below the other where there is no width."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from pydantic import JsonValue
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from facilitator.engine.answers.parsing import is_blank
from facilitator.engine.answers.typed import ROW_ID
from facilitator.tui.widgets.cell_inputs import Cell
from facilitator.tui.widgets.drawn_input import QUIET, DrawnInput, zone
from facilitator.tui.widgets.value_input import ValueInput

WIDEST_LABEL = 16
NUMBER_WIDTH = 3
HANDLE_WIDTH = 7
FIXED_LABEL_WIDTH = 20


class RowHandle(DrawnInput):
    """What moves and removes a row; after its cells, so that Tab leads from cell to cell first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up", "ask('up')", "Move up", show=False),
        Binding("shift+down", "ask('down')", "Move down", show=False),
        Binding("delete,backspace", "ask('remove')", "Remove", show=False),
        Binding("enter", "screen.focus_next", "Go on", show=False),
    ]
    KEYS = "shift+↑↓ moves it · delete removes it"

    def __init__(self, row: "RowForm") -> None:
        """Be the handle of `row`."""
        super().__init__()
        self._row = row

    def lines(self, width: int) -> Sequence[Content]:
        """Return the marks to click, and with the focus the keys too."""
        style = "bold $primary" if self.has_focus else QUIET
        line = Content.assemble(
            ("▶ " if self.has_focus else "  ", style),
            zone(("▲ ", style), "up"),
            zone(("▼ ", style), "down"),
            zone(("✕", style), "remove"),
        )
        if self.has_focus and width > HANDLE_WIDTH + len(self.KEYS):
            line += Content.styled(f"   {self.KEYS}", QUIET)
        return [line]

    def press(self, *name: str | int) -> None:
        """Ask for what was clicked."""
        self.action_ask(str(name[0]))

    def action_ask(self, what: str) -> None:
        """Ask for `up`, `down` or `remove`."""
        self.post_message(RowForm.Asked(self._row, what))


class RowForm(Widget):
    """The inputs of one row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("alt+up", "ask('up')", "Move up", show=False),
        Binding("alt+down", "ask('down')", "Move down", show=False),
        Binding("up", "ask('above')", "Row above", show=False),
        Binding("down", "ask('below')", "Row below", show=False),
    ]
    DEFAULT_CSS = """
    RowForm {
        height: auto; width: 1fr; layout: vertical; margin: 0 0 1 0;
        & > .cell { height: auto; width: 1fr; layout: horizontal; }
        & > .cell > .cell-label { color: $quiet; height: auto; padding: 0 1 0 2; }
        & > .row-label { text-style: bold; height: auto; }
        & > .row-number { color: $quiet; height: 1; }
        & > RowHandle { width: 1fr; }
        &.-grid { layout: horizontal; margin: 0; }
        &.-grid > .cell > .cell-label { display: none; }
        &.-grid > .row-number { width: 3; }
        &.-grid > RowHandle { width: 7; }
        &.-grid > .row-label { width: 20; padding: 0 1 0 0; }
    }
    """

    class Asked(Message):
        """The row is to move, to go, or to give the focus to another one."""

        def __init__(self, row: "RowForm", what: str) -> None:
            super().__init__()
            self.row = row
            self.what = what

    def __init__(self, cells: Sequence[Cell], label: str | None = None) -> None:
        """Make an empty row; a fixed one has a `label` and stays where it is."""
        super().__init__()
        self._cells = tuple(cells)
        self.label = label
        self.row_id: str | None = None
        self.handle = RowHandle(self)
        self._number = Static("", markup=False, classes="row-number")
        self.inputs: dict[str, ValueInput] = {cell.name: cell.make() for cell in cells}
        self._boxes = [self._box(cell) for cell in cells]

    def _box(self, cell: Cell) -> Horizontal:
        label = Static(cell.heading, markup=False, classes="cell-label")
        label.styles.width = label_width(self._cells)
        return Horizontal(label, self.inputs[cell.name], classes="cell")

    def compose(self) -> ComposeResult:
        """Give the number or the fixed label, the cells, and what moves a row that can move."""
        if self.label is None:
            yield self._number
            yield from self._boxes
            yield self.handle
        else:
            yield Static(self.label, markup=False, classes="row-label")
            yield from self._boxes

    def lay_out(self, *, grid: bool) -> None:
        """Put the cells side by side, or one below the other."""
        self.set_class(grid, "-grid")
        for cell, box in zip(self._cells, self._boxes, strict=True):
            box.styles.width = column_width(cell) if grid else "1fr"
            box.styles.padding = (0, 1, 0, 0) if grid else 0

    @property
    def raw(self) -> dict[str, object]:
        """What every cell holds, and the row's id if it has one."""
        given = {name: value.raw for name, value in self.inputs.items()}
        return given if self.row_id is None else {ROW_ID: self.row_id, **given}

    def is_blank(self, but: frozenset[str] = frozenset()) -> bool:
        """Whether nothing was filled in, the cells `but` left out."""
        return all(is_blank(value.raw) for name, value in self.inputs.items() if name not in but)

    def fill(self, raw: Mapping[str, object]) -> None:
        """Take the cells and the id of a row."""
        self.row_id = str(raw[ROW_ID]) if raw.get(ROW_ID) else None
        for name, value in self.inputs.items():
            value.fill(raw.get(name))

    @property
    def draft(self) -> dict[str, JsonValue]:
        """What every cell holds, as JSON."""
        drafts = {name: value.draft for name, value in self.inputs.items()}
        return drafts if self.row_id is None else {ROW_ID: self.row_id, **drafts}

    def restore(self, draft: Mapping[str, JsonValue]) -> None:
        """Put a draft in again."""
        self.row_id = str(draft[ROW_ID]) if draft.get(ROW_ID) else None
        for name, value in self.inputs.items():
            value.restore(draft.get(name))

    def show_number(self, number: int) -> None:
        """Show which row this is, counted from 1."""
        self._number.update(f"{number:>2}")

    def focus_first(self) -> None:
        """Focus the first cell."""
        next(iter(self.inputs.values())).focus_first()

    def focus_cell(self, name: str | None) -> None:
        """Focus the cell `name`, or the handle."""
        if name is None and self.label is None:
            self.handle.focus()
        else:
            (self.inputs[name] if name else next(iter(self.inputs.values()))).focus_first()

    @property
    def focused_cell(self) -> str | None:
        """The name of the cell that has the focus, or None."""
        found = (name for name, value in self.inputs.items() if value.has_focus_within)
        return next(found, None)

    def action_ask(self, what: str) -> None:
        """Ask the table for `what`."""
        self.post_message(self.Asked(self, what))


def label_width(cells: Sequence[Cell]) -> int:
    """Return how wide the labels are that stand before cells."""
    widest = max(Content(cell.heading).cell_length for cell in cells)
    return min(widest, WIDEST_LABEL) + 3


def column_width(cell: Cell) -> int | str:
    """Return how wide a column of cells side by side is: what is left, or the cells it needs."""
    return "1fr" if cell.grows else cell.width + 1
