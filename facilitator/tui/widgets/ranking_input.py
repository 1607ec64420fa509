"""Putting all options in one's own order."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from facilitator.engine.answers import Context
from facilitator.tui.widgets.drawn_input import QUIET, DrawnList, hanging, zone

UP, DOWN = "▲", "▼"


class RankingInput(DrawnList):
    """All options in order. Until one was moved, or the order confirmed, nothing is answered."""

    HINT = "shift+↑↓ or u, d moves it"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up,alt+up,u", "move(-1)", "Move up", show=False),
        Binding("shift+down,alt+down,d", "move(1)", "Move down", show=False),
        Binding("enter,space", "confirm", "That is my order", show=False),
        Binding("backspace,delete", "clear", "Start again", show=False),
    ]

    def __init__(self, item: Any, context: Context | None = None) -> None:
        """Offer the options of `item` in the order of the playbook."""
        super().__init__()
        del context
        self._options = tuple(item.options)
        self._order = list(self._options)
        self._confirmed = False

    @property
    def count(self) -> int:
        """How many options there are."""
        return len(self._order)

    @property
    def raw(self) -> object:
        """The options in order; None until the order is somebody's own."""
        return list(self._order) if self._confirmed else None

    def fill(self, raw: object) -> None:
        """Take an order; whatever it lacks comes last."""
        given = [part for part in raw if part in self._options] if isinstance(raw, list) else []
        self._order = [*given, *(option for option in self._options if option not in given)]
        self._confirmed = bool(given)
        self.redraw()

    @property
    def notice(self) -> str:
        """Whether this is somebody's own order yet."""
        if self._confirmed:
            return "✓ in your order"
        return "not in your order yet: move one, or press Enter if it is right as it stands"

    def entry_lines(self, index: int, width: int) -> list[Content]:
        """Return an option with its place and the arrows that move it."""
        place = f"{index + 1}. " if self._confirmed else "·  "
        arrows = Content.assemble(
            self._arrow(UP, index, -1, dead=index == 0),
            " ",
            self._arrow(DOWN, index, 1, dead=index == self.count - 1),
            "  ",
        )
        style = "bold $agreed" if self._confirmed else QUIET
        first = Content.assemble(self.sign(index), arrows, (place.rjust(4), style))
        words = Content.styled(self._order[index], self.words_style(index))
        return [
            zone(line, "go", index) if n else line
            for n, line in enumerate(hanging(first, zone(words, "go", index), width))
        ]

    def _arrow(self, words: str, index: int, direction: int, *, dead: bool) -> Content:
        return Content(" ") if dead else zone((words, QUIET), "move", index, direction)

    def press(self, *name: str | int) -> None:
        """Move what was clicked, or put the cursor there."""
        self.go_to(int(name[1]))
        if name[0] == "move":
            self.action_move(int(name[2]))

    def action_move(self, direction: int) -> None:
        """Move the option under the cursor, and the cursor with it."""
        target = self.at + direction
        self._confirmed = True
        if 0 <= target < self.count:
            order = self._order
            order[self.at], order[target] = order[target], order[self.at]
        self.changed()
        self.go_to(target)

    def action_confirm(self) -> None:
        """Take the order as it stands."""
        self._confirmed = True
        self.changed()

    def action_clear(self) -> None:
        """Go back to the order of the playbook, which is nobody's answer."""
        self._order = list(self._options)
        self._confirmed = False
        self.changed()
