"""A mark for each of several things."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from facilitator.engine.answers import Context
from facilitator.tui.widgets.drawn_input import CHOSEN, QUIET, DrawnList, hanging, zone
from facilitator.tui.widgets.scale_input import DigitKeys, numbers, numbers_width, slider

NARROWEST_WORDS = 20
WIDEST_WORDS = 44
SLIDER = 16
NOTHING_THERE = "There is nothing to rate yet."


class RatingInput(DrawnList):
    """One row a thing, each with its scale."""

    HINT = "↑↓ row, ← → or digits mark"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Lower", show=False),
        Binding("right", "move(1)", "Higher", show=False),
        Binding("enter", "go_on", "Go on", show=False),
        Binding("backspace,delete", "clear", "Clear", show=False),
    ]

    def __init__(self, item: Any, context: Context) -> None:
        """Rate what `item` names, by its keys: the ids of rows, or the words themselves."""
        super().__init__()
        self._rated = context.rated(item)
        self._keys = tuple(self._rated)
        self._low, self._high = item.lowest, item.highest
        self._labels: Sequence[str] = item.labels or ()
        self._marks: dict[str, int] = {}
        self._digits = DigitKeys(self._low, self._high)

    @property
    def count(self) -> int:
        """How many things are rated."""
        return len(self._keys)

    @property
    def raw(self) -> object:
        """Key to mark, None where it is missing; None when nothing was marked."""
        return {key: self._marks.get(key) for key in self._keys} if self._marks else None

    def fill(self, raw: object) -> None:
        """Take marks by key, or in the order of the rows."""
        given = raw if isinstance(raw, Mapping) else {}
        if isinstance(raw, list | tuple):
            given = dict(zip(self._keys, raw, strict=False))
        self._marks = {
            key: mark
            for key, mark in given.items()
            if key in self._rated and isinstance(mark, int) and not isinstance(mark, bool)
        }
        self.redraw()

    @property
    def notice(self) -> str:
        """How many are still to mark."""
        left = self.count - len(self._marks)
        return f"{left} of {self.count} still to mark" if left else ""

    def heading(self, width: int) -> list[Content]:
        """Return what the marks mean."""
        if not self._keys:
            return hanging("", (NOTHING_THERE, QUIET), width)
        meanings = [f"{mark} {words}" for mark, words in enumerate(self._labels, 1)]
        return hanging("  ", ("  ·  ".join(meanings), QUIET), width) if meanings else []

    def _marks_width(self) -> int:
        if self._is_short():
            return numbers_width(self._low, self._high)
        return SLIDER + 1 + len(str(self._low)) + len(str(self._high))

    def _is_short(self) -> bool:
        return numbers_width(self._low, self._high) <= 34

    def entry_lines(self, index: int, width: int) -> list[Content]:
        """Return the words of a row and its marks beside them, or below when it is narrow."""
        key = self._keys[index]
        marks = self._mark_cells(index)
        style = self.words_style(index)
        words = Content.styled(self._rated[key], style)
        beside = min(width - self._marks_width() - 6, WIDEST_WORDS)
        if beside < NARROWEST_WORDS:
            lines = hanging(self.sign(index), words, width)
            return [*(zone(line, "go", index) for line in lines), Content("  ") + marks]
        wrapped = hanging(self.sign(index), words, beside + 2)
        first = wrapped[0]
        first += Content(" " * max(beside + 4 - first.cell_length, 1)) + marks
        meaning = self._meaning(key)
        if meaning and first.cell_length + len(meaning) + 2 <= width:
            first += Content.styled(f"  {meaning}", CHOSEN)
        return [first, *wrapped[1:]]

    def _meaning(self, key: str) -> str:
        mark = self._marks.get(key)
        return self._labels[mark - 1] if mark and 0 < mark <= len(self._labels) else ""

    def _mark_cells(self, index: int) -> Content:
        chosen = self._marks.get(self._keys[index])
        frame = "bold $primary" if self.has_focus and index == self.at else QUIET
        if self._is_short():
            cells = numbers(self._low, self._high, chosen, frame)
        else:
            cells = slider(self._low, self._high, chosen, SLIDER)
        drawn = Content("").join(zone(cell, "mark", index, mark) for mark, cell in cells)
        if self._is_short():
            return drawn
        shown = str(self._low) if chosen is None else f"({chosen})"
        return Content.assemble(drawn, (f" {shown}", CHOSEN if chosen is not None else QUIET))

    def press(self, *name: str | int) -> None:
        """Mark where it was clicked, or put the cursor there."""
        self.go_to(int(name[1]))
        if name[0] == "mark":
            self._mark(int(name[2]))

    def go_to(self, index: int) -> None:
        """Put the cursor on a row; the next digit begins a new mark."""
        self._digits.reset()
        super().go_to(index)

    def _mark(self, mark: int | None) -> None:
        if not self._keys:
            return
        key = self._keys[self.at]
        if mark is None:
            self._marks.pop(key, None)
        else:
            self._marks[key] = mark
        self.changed()

    def action_move(self, direction: int) -> None:
        """Mark higher or lower; the first time the end that the arrow comes from."""
        self._digits.reset()
        if self._keys:
            end = self._low if direction > 0 else self._high
            mark = self._marks.get(self._keys[self.at], end - direction) + direction
            self._mark(min(max(mark, self._low), self._high))

    def action_clear(self) -> None:
        """Take the mark back."""
        self._digits.reset()
        self._mark(None)

    def action_go_on(self) -> None:
        """Go on to the next row, or after the last one to the next input."""
        if self.at >= self.count - 1:
            self.screen.focus_next()
        else:
            self.go_to(self.at + 1)

    def on_key(self, event: events.Key) -> None:
        """Take typed digits."""
        mark = self._digits.press(event.character)
        if mark is not None:
            event.stop()
            self._mark(mark)
