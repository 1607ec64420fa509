"""A preview of the pages about one item of a playbook, as the two will see them."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.engine.rehearsing import Moment
from facilitator.tui.commands import Command, bindings_of, commands_of
from facilitator.tui.conversation import Clock, Conversation
from facilitator.tui.editing.memory_session import conversation_in_memory
from facilitator.tui.editing.previewing import Preview
from facilitator.tui.pages.looking import Cursor
from facilitator.tui.pages.people import People
from facilitator.tui.pages.registry import VIEWS
from facilitator.tui.screens.session import SessionScreen

_KINDS = {
    "step": "the step",
    "answers": "alone",
    "together": "together",
    "reveal": "the reveal",
    "stance": "alone at the gate",
    "gate": "the gate",
    "reading": "to read",
}


class PreviewScreen(SessionScreen):
    """Page after page about one item, to be read only; everything in it is made up."""

    WHERE = "preview"
    NAMED = "A preview"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("preview")]

    def __init__(self, preview: Preview, clock: Clock) -> None:
        """Show the pages of `preview`, which has at least one."""
        self._preview = preview
        self._clock = clock
        self._at = 0
        super().__init__(self._conversation(preview.moments[0]))

    def _conversation(self, moment: Moment) -> Conversation:
        return conversation_in_memory(self._preview.plan, moment.events, self._clock)

    def compose(self) -> ComposeResult:
        """Give the line that says which page this is, then the page."""
        yield Static(id="preview")
        yield from super().compose()

    async def _carry_out(self, command_id: str) -> None:
        """Carry out a command of a preview; those of a session have no place here."""
        if any(command.id == command_id for command in commands_of(self.WHERE)):
            await super()._carry_out(command_id)

    async def show_page(self) -> None:
        """Draw the page, without any curtain."""
        await self.query_one("#column").remove_children()
        page = self.conversation.page
        view_class = VIEWS[page.kind]
        view_class.arrive(self.conversation, page)
        view = view_class(self.conversation, page)
        self.PURPOSE = (  # type: ignore[misc] # help is about the page in front
            "What the two will see, with made-up answers to everything before. It can only be "
            f"looked at. {view.PURPOSE}"
        )
        await self.query_one("#column").mount(view)
        view.only_read()
        self.call_after_refresh(view.show_item, self._preview.about)
        await self._draw_surroundings(page, view)
        self.query_one("#preview", Static).update(self._way())

    def _way(self) -> Content:
        """Return which of the pages is in front, and which there are."""
        names: list[Content] = []
        for place, moment in enumerate(self._preview.moments):
            page = moment.page
            who = f"{self._title(page.audience)}, " if page.alone else ""
            here = place == self._at
            name = f"{'▶ ' if here else ''}{who}{_KINDS.get(page.kind, page.kind)}"
            names.append(Content.styled(name, "bold" if here else "$quiet"))
        return Content.assemble((" PREVIEW ", "reverse bold"), " ", Content("   ").join(names))

    def _title(self, role: str) -> str:
        return self._preview.plan.playbook.roles[role].title

    def why_not(self, command: Command) -> str | None:
        """Say where the pages end."""
        if command.id == "next_view" and self._at + 1 == len(self._preview.moments):
            return "That was the last page about this. Esc goes back to the text."
        if command.id == "view_before" and self._at == 0:
            return "This is the first page about this."
        return super().why_not(command)

    async def _look_at_moment(self, place: int) -> None:
        self._at = place
        self.conversation.leave()
        self.conversation = self._conversation(self._preview.moments[place])
        self.people = People.of(self._preview.plan.playbook, self.conversation.session)
        self.cursor = Cursor(self.conversation)
        await self.show_page()

    async def action_next_view(self) -> None:
        """Show the next page about this."""
        await self._look_at_moment(self._at + 1)

    async def action_next(self) -> None:
        """Show the next page when the button on the page is pressed; after the last, the text."""
        if self._at + 1 < len(self._preview.moments):
            await self.action_next_view()
        else:
            self.action_close_preview()

    async def action_view_before(self) -> None:
        """Show the page before."""
        await self._look_at_moment(self._at - 1)

    def action_save_and_leave(self) -> None:
        """Nothing is saved here."""
        self.action_close_preview()

    def action_close_preview(self) -> None:
        """Go back to the text."""
        self.dismiss()
