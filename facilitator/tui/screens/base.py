"""What all screens have in common: place, purpose, commands, top and bottom line."""

import inspect
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from facilitator.tui.commands import BY_ID, EVERYWHERE, Command, commands_of, hints_of
from facilitator.tui.widgets.command_footer import CommandFooter

Result = TypeVar("Result")


class HasCommands(Widget):
    """A screen that carries out commands of the registry, and says why when it cannot."""

    WHERE: ClassVar[str] = ""
    """Its place in the registry of commands."""
    PURPOSE: ClassVar[str] = ""
    """What it is for, in a sentence or three for the help screen."""
    NAMED: ClassVar[str] = ""
    """What people call it, the heading of its help."""

    def why_not(self, command: Command) -> str | None:
        """Return in words why `command` cannot be used just now; None when it can."""
        return None

    def lost_by_quitting(self) -> str | None:
        """Return the question to ask before the program ends; None when nothing would be lost."""
        return None

    def action_command(self, command_id: str) -> None:
        """Carry out a command, once all that was typed before its key has reached its field.

        Keys with a modifier overtake letters that still wait for the field that has the focus; on
        a slow line the last ones would be missing from what Next submits.
        """
        typed_into = self.screen.focused or self
        typed_into.call_later(self.call_later, self._carry_out, command_id)

    async def _carry_out(self, command_id: str) -> None:
        """Do what a command of this screen or of the app says, or say why that cannot be."""
        command = BY_ID[command_id]
        reason = self.why_not(command)
        if reason is not None:
            self.say(reason)
            return
        doer = self.app if EVERYWHERE in command.places else self
        outcome = getattr(doer, f"action_{command_id}")()
        if inspect.isawaitable(outcome):
            await outcome

    def say(self, message: str) -> None:
        """Show a short notice. `message` is never read as markup."""
        self.app.notify(message, markup=False)

    def refresh_hints(self) -> None:
        """Dim in the footer what cannot be used just now."""
        try:
            footer = self.query_one(CommandFooter)
        except NoMatches:
            return
        unavailable = {c.id for c in commands_of(self.WHERE) if self.why_not(c) is not None}
        footer.mark_unavailable(frozenset(unavailable))

    def compose_footer(self) -> CommandFooter:
        """Return the bottom line of this screen."""
        return CommandFooter(hints_of(self.WHERE))


class PlainScreen(HasCommands, Screen[Result], Generic[Result]):
    """A whole screen: a top line, something to read or fill in, and a footer."""

    def top_line(self) -> Content:
        """Return the line at the top."""
        return Content.assemble(("Facilitator", "bold"), ("   " + self.NAMED, "$quiet"))

    def compose(self) -> ComposeResult:
        """Give the top line, what the screen is about, and the footer."""
        yield Static(self.top_line(), classes="top-line")
        yield from self.compose_body()
        yield self.compose_footer()

    def compose_body(self) -> ComposeResult:
        """Give what stands between the top line and the footer."""
        yield from ()

    def on_mount(self) -> None:
        """Show from the start which commands cannot be used."""
        self.refresh_hints()


class Dialog(HasCommands, ModalScreen[Result], Generic[Result]):
    """A small screen laid over another one, which stays visible behind it.

    The line with the class ``leave`` says how to go back; a click on it does that.
    """

    DEFAULT_CSS = """
    Dialog .leave:hover { text-style: underline; }
    """

    @on(events.Click, ".leave")
    async def leave_by_mouse(self, event: events.Click) -> None:
        """Do what Esc does."""
        event.stop()
        await self.run_action("leave")
