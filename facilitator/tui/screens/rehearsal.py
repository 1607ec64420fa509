"""A rehearsal: the whole session with made-up people, and nothing saved."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.domain import events as ev
from facilitator.domain.playbook import Playbook
from facilitator.engine.rehearsing import enact
from facilitator.engine.structure import Plan
from facilitator.tui.commands import Command, bindings_of, commands_of
from facilitator.tui.conversation import Clock
from facilitator.tui.editing.memory_session import conversation_in_memory, opened
from facilitator.tui.screens.curtain import BreakCurtain, CurtainScreen
from facilitator.tui.screens.session import SessionScreen

_MAKE_UP = ",".join(
    key for command in commands_of("rehearsal") if command.id == "make_up" for key in command.keys
)
"""The keys that let the made-up people answer."""


class RehearsalMark(Static):
    """The line that says that nothing here is real."""

    DEFAULT_CSS = """
    RehearsalMark {
        height: 1; padding: 0 1; background: $bar; color: $accent;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, keys: str) -> None:
        """Say it, and which `keys` there are for it."""
        words = f" nothing is saved · {keys}"
        super().__init__(Content.assemble((" REHEARSAL ", "reverse bold"), words))


class RehearsalCurtain(CurtainScreen):
    """A curtain that one person raises for both, and that has nothing to save."""

    WHERE = "rehearsal_curtain"
    DEFAULT_CSS = """
    RehearsalCurtain RehearsalMark { dock: top; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("rehearsal_curtain"),
        Binding(_MAKE_UP, "raise", "Raise", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Give the line that says that this is a rehearsal, then the curtain."""
        yield RehearsalMark("you play both · ^e goes on · ^s ends it")
        yield from super().compose()

    def action_end_rehearsal(self) -> None:
        """Leave the rehearsal."""
        self.dismiss(False)


class RehearsalBreak(RehearsalCurtain, BreakCurtain):
    """The curtain of a break in a rehearsal."""


class RehearsalScreen(SessionScreen):
    """A session like any other, but for a line that says what it is, and that nothing stays."""

    WHERE = "rehearsal"
    NAMED = "A rehearsal"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("rehearsal")]
    CURTAIN = RehearsalCurtain
    BREAK_CURTAIN = RehearsalBreak

    def __init__(self, playbook: Playbook, clock: Clock) -> None:
        """Rehearse `playbook`."""
        plan = Plan(playbook)
        at = clock()
        begun: tuple[ev.Event, ...] = (
            opened(plan, at),
            *(
                ev.AcceptedRules(at=at, party=role)
                for role in playbook.roles
                if playbook.playbook.ground_rules
            ),
        )
        super().__init__(conversation_in_memory(plan, begun, clock))

    def compose(self) -> ComposeResult:
        """Give the line that says that this is a rehearsal, then the session."""
        yield RehearsalMark("^e answers for the made-up people · ^s ends it")
        yield from super().compose()

    async def _carry_out(self, command_id: str) -> None:
        """Carry out a command of a rehearsal; the session's own save nothing here."""
        if any(command.id == command_id for command in commands_of(self.WHERE)):
            await super()._carry_out(command_id)

    def why_not(self, command: Command) -> str | None:
        """Say why a command cannot be used just now."""
        if command.id == "make_up" and self.cursor.looks_back:
            return "Go forward to the page where the two are first."
        return super().why_not(command)

    async def action_make_up(self) -> None:
        """Answer the page in front, and go on."""
        conversation = self.conversation
        if self.view is None:
            return
        done = enact(conversation.sitting(), conversation.page)
        if done.problems:
            self.say("This page needs answers that cannot be made up; answer it yourself.")
            return
        conversation.drop_drafts(conversation.page.slots)
        conversation.record(*done.events)
        self.cursor.look_at(None)
        await self.show_page()

    async def _keep_record(self) -> None:
        """End where a session would be saved."""
        self.say("The rehearsal has come to its signatures. Nothing of it was saved.")
        self.action_end_rehearsal()

    def action_save_and_leave(self) -> None:
        """End it; the curtain offers to leave too."""
        self.action_end_rehearsal()

    def action_end_rehearsal(self) -> None:
        """Go back to where it was begun."""
        self.dismiss()
