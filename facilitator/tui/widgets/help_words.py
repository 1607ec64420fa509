"""More words on a question: short ones stand there, long ones open on request."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

LONGEST_SHOWN = 120
"""Characters of a help that is always shown."""


class HelpWords(Widget):
    """The help of a question; a long one opens and closes with Enter or a click."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "turn", "Open or close", show=False)
    ]
    DEFAULT_CSS = """
    HelpWords { height: auto; width: 1fr; color: $quiet; }
    HelpWords:focus { color: $primary; }
    """

    def __init__(self, words: str) -> None:
        """Show `words`, if they are short; else a line that opens them."""
        super().__init__()
        self._words = words.strip()
        self._short = len(self._words) <= LONGEST_SHOWN and "\n" not in self._words
        self._open = False
        self.can_focus = not self._short

    def render(self) -> Content:
        """Draw the words, or the line that opens them."""
        if self._short:
            return Content(self._words)
        if self._open:
            return Content(f"▾ {self._words}")
        return Content(f"▸ {self._words.splitlines()[0]}").truncate(
            max(self.content_size.width, 1), ellipsis=True
        )

    def action_turn(self) -> None:
        """Open or close."""
        if not self._short:
            self._open = not self._open
            self.refresh(layout=True)

    def on_click(self) -> None:
        """Open or close."""
        self.action_turn()
