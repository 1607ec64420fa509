"""The footer: at most six hints of the registry, each a key and a word, and each a button."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from facilitator.tui.commands import Command


class Hint(Static):
    """One command: its key and its word. A click does what the key does."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Hint { width: auto; height: 1; padding: 0 2 0 0; text-wrap: nowrap; }
    Hint:hover { background: $block-hover-background; text-style: underline; }
    Hint.-unavailable { text-style: dim; }
    """

    def __init__(self, command: Command) -> None:
        """Show `command`."""
        text = Content.assemble(
            (command.shown_key, "bold $footer-key-foreground"), " ", command.label
        )
        super().__init__(text)
        self.command = command
        self.tooltip = Content(command.description)

    async def on_click(self, event: events.Click) -> None:
        """Carry the command out by way of the screen."""
        event.stop()
        await self.screen.run_action(self.command.action)


class CommandFooter(Horizontal):
    """The bottom line of a screen. The last hints go first when the line is too short for all."""

    DEFAULT_CSS = """
    CommandFooter { dock: bottom; height: 1; padding: 0 1; background: $rail; overflow: hidden; }
    """

    def __init__(self, commands: tuple[Command, ...]) -> None:
        """Show `commands`, from left to right."""
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Give one hint for each command."""
        for command in self._commands:
            yield Hint(command)

    def mark_unavailable(self, ids: frozenset[str]) -> None:
        """Dim the hints of the commands `ids`, which cannot be used just now."""
        for hint in self.query(Hint):
            hint.set_class(hint.command.id in ids, "-unavailable")
