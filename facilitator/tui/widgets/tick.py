"""A box to tick: ``[ ]`` or ``[✓]``, readable without colour."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static


class Tick(Static, can_focus=True):
    """A box with words beside it; Space, Enter and a click tick it or take the tick away."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "tick", "Tick", show=False),
        Binding("up", "app.focus_previous", "Up", show=False),
        Binding("down", "app.focus_next", "Down", show=False),
    ]
    DEFAULT_CSS = """
    Tick { width: 100%; height: auto; padding: 0 1; }
    Tick:focus { background: $block-cursor-background; text-style: bold; }
    Tick:hover { background: $block-hover-background; }
    """

    ticked: reactive[bool] = reactive(False, init=False)
    """Whether it is ticked."""

    class Changed(Message):
        """The tick was set or taken away."""

    def __init__(self, label: Content | None = None, *, id: str | None = None) -> None:  # noqa: A002
        """Show an empty box before `label`."""
        super().__init__(id=id)
        self._label = label or Content("")

    def start_over(self, label: Content) -> None:
        """Show an empty box before another `label`."""
        self._label = label
        self.ticked = False
        self._draw()

    def on_mount(self) -> None:
        """Draw the box."""
        self._draw()

    def watch_ticked(self) -> None:
        """Draw the box as it is now, and tell the screen."""
        self._draw()
        self.post_message(self.Changed())

    def action_tick(self) -> None:
        """Tick it, or take the tick away."""
        self.ticked = not self.ticked

    def on_click(self, event: events.Click) -> None:
        """Do what Space does."""
        event.stop()
        self.action_tick()

    def _draw(self) -> None:
        box = ("[✓] ", "bold $agreed") if self.ticked else ("[ ] ", "")
        self.update(Content.assemble(box, self._label))
