"""A whole number between two ends: a row of numbers, or a slider where those don't fit."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content

from facilitator.engine.answers import Context
from facilitator.tui.widgets.drawn_input import CHOSEN, NO_CURSOR, QUIET, DrawnInput, zone

SHORTEST_SLIDER = 8


def numbers(low: int, high: int, chosen: int | None, frame: str) -> list[tuple[int, Content]]:
    """Return every number of a scale with how it is drawn, the chosen one in brackets."""
    drawn = []
    for number in range(low, high + 1):
        style, words = (CHOSEN, f"({number})") if number == chosen else (frame, f" {number} ")
        drawn.append((number, Content.styled(words, style)))
    return drawn


def numbers_width(low: int, high: int) -> int:
    """Return how many cells the row of numbers takes, each in brackets."""
    if high - low > 100:
        return 10_000
    return sum(len(str(number)) + 2 for number in range(low, high + 1))


def slider(low: int, high: int, chosen: int | None, width: int) -> list[tuple[int, Content]]:
    """Return the cells of a line from `low` to `high`, each with the number that it stands for."""
    last = max(width - 1, 1)
    knob = None if chosen is None else round((chosen - low) * last / max(high - low, 1))
    return [
        (
            low + round((high - low) * cell / last),
            Content.styled("●", CHOSEN) if cell == knob else Content.styled("─", QUIET),
        )
        for cell in range(last + 1)
    ]


class DigitKeys:
    """Puts digits together: 1 then 0 is 10 where the scale goes so far, else 0."""

    def __init__(self, low: int, high: int) -> None:
        """Know the ends of the scale."""
        self._low, self._high = low, high
        self._longest = max(len(str(low)), len(str(high)))
        self._typed = ""

    def reset(self) -> None:
        """Begin a new number."""
        self._typed = ""

    def press(self, character: str | None) -> int | None:
        """Return the number that the last characters make, as many as still fit; or None."""
        if character is None or character not in "-0123456789":
            self.reset()
            return None
        self._typed = (self._typed + character)[-self._longest :]
        for start in range(len(self._typed)):
            ending = self._typed[start:]
            if self._fits(ending):
                self._typed = ending
                return int(ending)
        return None

    def _fits(self, typed: str) -> bool:
        digits = typed.removeprefix("-")
        return digits.isdigit() and self._low <= int(typed) <= self._high


class ScaleInput(DrawnInput):
    """A number on a scale, with words for its two ends."""

    HINT = "← → or digits"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Less", show=False),
        Binding("right", "move(1)", "More", show=False),
        Binding("pageup", "leap(1)", "Much more", show=False),
        Binding("pagedown", "leap(-1)", "Much less", show=False),
        Binding("home", "edge(0)", "Lowest", show=False),
        Binding("end", "edge(1)", "Highest", show=False),
        Binding("enter", "go_on", "Go on", show=False),
        Binding("backspace,delete", "clear", "Clear", show=False),
    ]

    def __init__(self, keys: Any, context: Context | None = None) -> None:
        """Take a number between the ends of `keys`."""
        super().__init__()
        del context
        self.keys = keys
        self.value: int | None = None
        self._digits = DigitKeys(keys.min, keys.max)

    @property
    def raw(self) -> object:
        """The number, or None."""
        return self.value

    def fill(self, raw: object) -> None:
        """Take the number `raw`."""
        self.value = raw if isinstance(raw, int) and not isinstance(raw, bool) else None
        self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        """Return the numbers and what the ends mean, on one line if they fit."""
        low, high = self.keys.low or "", self.keys.high or ""
        frame = "bold $primary" if self.has_focus else ""
        row = self._row(frame, width - len(NO_CURSOR))
        room = width - len(NO_CURSOR)
        abreast = Content("  ").join(
            part for part in (Content.styled(low, QUIET), row, Content.styled(high, QUIET)) if part
        )
        if abreast.cell_length <= room:
            return [self.cursor_mark() + abreast]
        below = _ends(low, high, row.cell_length, room)
        return [self.cursor_mark() + row, *(Content(NO_CURSOR) + line for line in below)]

    def _row(self, frame: str, width: int) -> Content:
        low, high = self.keys.min, self.keys.max
        if numbers_width(low, high) <= width:
            cells = numbers(low, high, self.value, frame)
            return Content("").join(zone(drawn, number) for number, drawn in cells)
        shown = "" if self.value is None else f"  ({self.value})"
        room = width - len(f"{low} {high} ") - len(f" ({low})") - 2
        cells = slider(low, high, self.value, min(max(room, SHORTEST_SLIDER), 40))
        line = Content("").join(zone(drawn, number) for number, drawn in cells)
        return Content.assemble((f"{low} ", frame), line, (f" {high}", frame), (shown, CHOSEN))

    def press(self, *name: str | int) -> None:
        """Take the number that was clicked."""
        self._digits.reset()
        self._take(int(name[0]))

    def _take(self, value: int | None) -> None:
        self.value = value
        self.changed()

    def action_move(self, direction: int) -> None:
        """Take the next number; the first time the end that the arrow comes from."""
        self._digits.reset()
        if self.value is None:
            self._take(self.keys.min if direction > 0 else self.keys.max)
        else:
            self._take(min(max(self.value + direction, self.keys.min), self.keys.max))

    def action_leap(self, direction: int) -> None:
        """Move by a tenth of a long scale; beside a short one the page itself moves."""
        tenth = (self.keys.max - self.keys.min) // 10
        if tenth < 2:
            raise SkipAction
        self.action_move(direction * tenth)

    def action_edge(self, edge: int) -> None:
        """Take the lowest (0) or the highest (1) number."""
        self._digits.reset()
        self._take(self.keys.max if edge else self.keys.min)

    def action_go_on(self) -> None:
        """Go on to the next input."""
        self.screen.focus_next()

    def action_clear(self) -> None:
        """Take no number."""
        self._digits.reset()
        self._take(None)

    def on_key(self, event: events.Key) -> None:
        """Take typed digits."""
        number = self._digits.press(event.character)
        if number is not None:
            event.stop()
            self._take(number)

    def on_blur(self) -> None:
        """Begin a new number the next time."""
        self._digits.reset()
        super().on_blur()


def _ends(low: str, high: str, row: int, width: int) -> list[Content]:
    """Return the words for the two ends below a row of numbers `row` cells wide."""
    if not low and not high:
        return []
    gap = max(row - Content(low).cell_length - Content(high).cell_length, 3)
    below = Content.styled(f"{low}{' ' * gap}{high}", QUIET)
    if below.cell_length <= width:
        return [below]
    lines = [*Content.styled(f"low: {low}", QUIET).wrap(width)] if low else []
    return lines + ([*Content.styled(f"high: {high}", QUIET).wrap(width)] if high else [])
