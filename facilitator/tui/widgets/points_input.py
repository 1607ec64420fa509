"""Dividing a total among options."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from facilitator.domain.text import format_number
from facilitator.engine.answers import Context, Typed
from facilitator.tui.widgets.drawn_input import QUIET, DrawnList, hanging, zone
from facilitator.tui.widgets.value_input import as_typed

BAR = 16
MOST_DIGITS = 7
STEPS_TO_THE_TOTAL = 20


class PointsInput(DrawnList):
    """A number for each option, with a bar, and how many are still to give."""

    HINT = "↑↓ row, type or + and −"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,right", "add(1)", "More", show=False),
        Binding("minus,left", "add(-1)", "Fewer", show=False),
        Binding("backspace", "erase", "Erase", show=False),
        Binding("delete", "clear", "Clear", show=False),
        Binding("enter", "go_on", "Go on", show=False),
    ]

    def __init__(self, item: Any, context: Context | None = None) -> None:
        """Divide the total of `item` among its options."""
        super().__init__()
        del context
        self._options = tuple(item.options)
        self._total = int(item.total)
        self._typed = dict.fromkeys(self._options, "")
        self._fresh = True

    @property
    def count(self) -> int:
        """How many options there are."""
        return len(self._options)

    @property
    def raw(self) -> object:
        """Option to what was typed beside it; None when nothing was."""
        given = {option: Typed(typed) for option, typed in self._typed.items() if typed}
        return given or None

    def fill(self, raw: object) -> None:
        """Take the points of each option."""
        given = raw if isinstance(raw, Mapping) else {}
        self._typed = {option: as_typed(given.get(option)) for option in self._options}
        self.redraw()

    @property
    def notice(self) -> str:
        """How many points are still to give."""
        left = self._total - sum(map(_points, self._typed.values()))
        if left == 0:
            return f"✓ all {format_number(self._total)} given"
        words = "still to give" if left > 0 else "too many"
        return f"{format_number(abs(left))} of {format_number(self._total)} {words}"

    def entry_lines(self, index: int, width: int) -> list[Content]:
        """Return an option behind its number and its bar."""
        option = self._options[index]
        here = self.has_focus and index == self.at
        digits = max(len(str(self._total)), 3)
        number = (self._typed[option] or ("_" if here else "·")).rjust(digits)
        frame = "bold $primary" if here else QUIET
        first = Content.assemble(
            self.sign(index),
            zone(("− ", frame), "add", index, -1),
            zone((number, "bold" if self._typed[option] else QUIET), "go", index),
            zone((" + ", frame), "add", index, 1),
            zone(self._bar(option), "go", index),
            "  ",
        )
        words = Content.styled(option, self.words_style(index))
        return hanging(first, zone(words, "go", index), width)

    def _bar(self, option: str) -> Content:
        share = min(max(_points(self._typed[option]) / self._total, 0), 1)
        filled = round(share * BAR)
        return Content.assemble(("█" * filled, "$secondary"), ("░" * (BAR - filled), QUIET))

    def press(self, *name: str | int) -> None:
        """Give more or less where it was clicked, or put the cursor there."""
        self.go_to(int(name[1]))
        if name[0] == "add":
            self.action_add(int(name[2]))

    def go_to(self, index: int) -> None:
        """Put the cursor on an option; the next digit begins its number anew."""
        self._fresh = True
        super().go_to(index)

    def _type(self, typed: str) -> None:
        self._typed[self._options[self.at]] = typed
        self.changed()

    @property
    def _here(self) -> str:
        return self._typed[self._options[self.at]]

    def action_add(self, direction: int) -> None:
        """Give a step more or less to the option under the cursor."""
        step = max(self._total // STEPS_TO_THE_TOTAL, 1)
        self._fresh = True
        self._type(str(max(_points(self._here) + direction * step, 0)))

    def action_erase(self) -> None:
        """Erase the last digit."""
        self._fresh = False
        self._type(self._here[:-1])

    def action_clear(self) -> None:
        """Erase the number."""
        self._type("")

    def action_go_on(self) -> None:
        """Go on to the next option, or after the last one to the next input."""
        if self.at == self.count - 1:
            self.screen.focus_next()
        else:
            self.go_to(self.at + 1)

    def on_key(self, event: events.Key) -> None:
        """Type digits."""
        if event.character and event.character in "0123456789":
            event.stop()
            typed = event.character if self._fresh else self._here + event.character
            self._fresh = False
            self._type(typed[:MOST_DIGITS])

    def on_focus(self) -> None:
        """Begin a new number with the next digit."""
        self._fresh = True
        super().on_focus()


def _points(typed: str) -> int:
    """Return the number that was typed; 0 for anything else, which ``parse`` will judge."""
    return int(typed) if typed.isascii() and typed.isdigit() else 0
