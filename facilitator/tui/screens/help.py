"""Help for one screen: what it is for, and its keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.tui.commands import Command, bindings_of, commands_of
from facilitator.tui.screens.base import Dialog, HasCommands

_GENERAL = (
    ("Tab", "To the next field or list; shift+tab goes the other way."),
    ("↑ ↓", "Move in a list; Enter chooses. The mouse does the same."),
)


class HelpScreen(Dialog[None]):
    """Explains the screen that it lies over. Esc goes back."""

    WHERE = "help"
    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("help")]

    def __init__(self, explained: HasCommands) -> None:
        """Explain the screen `explained`."""
        super().__init__()
        self._explained = explained

    def compose(self) -> ComposeResult:
        """Give the purpose, then each command, with the reason where it cannot be used now."""
        with VerticalScroll(id="box"):
            yield Static(Content(f"Help · {self._explained.NAMED}"), classes="heading")
            yield Static(Content(self._explained.PURPOSE), id="purpose")
            for command in commands_of(self._explained.WHERE):
                yield self._line(command)
            for key, description in _GENERAL:
                yield _two_columns(key, Content(description))
            yield Static(Content("Esc goes back."), classes="quiet leave", id="leave")

    def _line(self, command: Command) -> Horizontal:
        about = Content.assemble((command.label, "bold"), "  ", command.description)
        reason = self._explained.why_not(command)
        if reason is not None:
            about = Content.assemble(about, (f"\nNot now: {reason}", "$quiet"))
        return _two_columns(command.shown_keys, about)

    def action_leave(self) -> None:
        """Go back to the screen that was explained."""
        self.dismiss()


def _two_columns(key: str, about: Content) -> Horizontal:
    return Horizontal(
        Static(Content.styled(key, "bold $accent"), classes="keys"),
        Static(about, classes="about"),
        classes="line",
    )
