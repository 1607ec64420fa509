"""A session under way: the line at the top, the common ground, the rail, and the page in front."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Static, TextArea

from facilitator.domain import events as ev
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.items import TOGETHER
from facilitator.engine.agenda import Page
from facilitator.engine.settlement import common_ground
from facilitator.tui.commands import Command, bindings_of
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.gate import GateView
from facilitator.tui.pages.looking import Cursor, name_of, reachable
from facilitator.tui.pages.page_view import PageView
from facilitator.tui.pages.people import People
from facilitator.tui.pages.rail import CLOSE, Rail, stops_of, time_box
from facilitator.tui.pages.registry import VIEWS
from facilitator.tui.pages.stances import StanceList
from facilitator.tui.pages.top_line import CommonGroundLine, TopLine
from facilitator.tui.pages.unsaved import UnsavedLine
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.screens.curtain import BreakCurtain, CurtainScreen, heading_of
from facilitator.tui.screens.receipt import ReceiptScreen
from facilitator.tui.screens.session_asking import AsksAboutThePage
from facilitator.tui.screens.session_forms import Filled, ParkThought
from facilitator.tui.screens.session_looks import CommonGroundScreen, LookBackScreen, Place
from facilitator.tui.screens.ways import WAYS
from facilitator.tui.widgets.field import AnswerField

_DRAFT_WITHIN = 0.3
"""Seconds after which what is being typed is on its way to the disk."""
_CLOCK_EVERY = 15.0


class SessionScreen(AsksAboutThePage, PlainScreen[None]):
    """Leads two people from page to page; the engine says which page is next."""

    WHERE = "page"
    NAMED = "A session"
    CSS_PATH = "session.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("page")]
    CURTAIN: ClassVar[type[CurtainScreen]] = CurtainScreen
    BREAK_CURTAIN: ClassVar[type[CurtainScreen]] = BreakCurtain
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-medium"), (100, "-wide")]  # noqa: RUF012

    def __init__(self, conversation: Conversation, *, resumed: bool = False) -> None:
        """Go through `conversation`; a `resumed` one opens on a curtain."""
        super().__init__()
        self.conversation = conversation
        self.people = People.of(conversation.plan.playbook, conversation.session)
        self._resumed = resumed
        self._seated: str | None = None if resumed else TOGETHER
        self.cursor = Cursor(conversation)
        self._by_enter = False
        self._saving: Timer | None = None

    def compose(self) -> ComposeResult:
        """Give the lines at the top, the rail, the column of the page, and the footer."""
        yield TopLine(self.people, self.conversation.session.topic)
        yield CommonGroundLine()
        yield UnsavedLine(self.conversation)
        with Horizontal(id="session"):
            yield Rail(id="rail")
            yield Vertical(id="column")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Start the clocks, and show the first page."""
        self.set_interval(_CLOCK_EVERY, self._show_time)
        if self._resumed:
            self.conversation.resume()
        self.call_next(self.show_page)

    def on_unmount(self) -> None:
        """Save and let go of the session, however the screen was left."""
        self.conversation.leave()

    async def show_page(self) -> None:
        """Draw the page in front, or the curtain when it is for somebody else."""
        await self.query_one("#column").remove_children()
        page = self.cursor.page
        due = self.conversation.page.audience
        if due != self._seated or self.conversation.session.on_break:
            await self._hang_curtain(due)
        elif self.conversation.session.agreement is not None:
            await self._keep_record()
        else:
            await self._draw(page)

    async def _draw(self, page: Page) -> None:
        view_class = VIEWS[page.kind]
        view_class.arrive(self.conversation, page)
        page = self.cursor.page
        view = view_class(self.conversation, page)
        self.PURPOSE = view.PURPOSE  # type: ignore[misc] # help is about the page in front
        # In one piece: whoever sees the page may type at once, so the focus has to be there too.
        with self.app.batch_update():
            await self.query_one("#column").mount(view)
            if page.audience == self._seated:
                view.focus_first()
            else:
                view.only_read()
            await self._draw_surroundings(page, view)

    async def _draw_surroundings(self, page: Page, view: PageView) -> None:
        looking = "looking back · " if self.cursor.looks_back else ""
        self.set_class(page.kind == "sign", "-signing")
        self.query_one(TopLine).show(page.audience, looking + view.doing)
        ground = common_ground(self.conversation.plan, self.conversation.session)
        self.query_one(CommonGroundLine).show(ground)
        await self.query_one(Rail).show(stops_of(self.conversation, page))
        self.refresh_hints()

    async def _hang_curtain(self, audience: str) -> None:
        """Let the curtain fall; behind it there is nothing of either."""
        self.query_one(TopLine).show(None, "")
        self.conversation.save_drafts()
        returning = self._seated is None
        heading = heading_of(self.conversation.session, returning=returning)
        notices = self.conversation.notices if returning else ()
        hang = self.BREAK_CURTAIN if self.conversation.session.on_break else self.CURTAIN
        curtain = hang(
            self.people, audience, heading=heading, notices=notices, by_enter=self._by_enter
        )
        await self.app.push_screen(curtain, self._sit_down)

    async def _sit_down(self, raised: bool | None) -> None:
        """Go on when the curtain was raised, for the one whose page it is; else leave."""
        if not raised:
            self.action_save_and_leave()
            return
        if self.conversation.session.on_break:
            self.conversation.record(ev.BreakEnded(at=self.conversation.now()))
        self._seated = self.conversation.page.audience
        await self.show_page()

    async def _keep_record(self) -> None:
        """Write the record and show the receipt; if that fails, say so and stay."""
        try:
            kept = await self.conversation.keep_record()
        except FacilitatorError as error:
            again = Button(Content("Try again"), id="keep-again")
            words = Static(Content(f"Not saved yet: {error.message}"), classes="problem")
            await self.query_one("#column").mount(words, again)
            again.focus()
            return
        self.app.switch_screen(ReceiptScreen(kept, self.people))

    def why_not(self, command: Command) -> str | None:
        """Say why a command cannot be used just now."""
        if command.id in {"back", "look_back"} and self.cursor.earlier is None:
            return "There is nothing earlier that you may look at from here."
        return self.why_not_asked(command)

    async def action_next(self) -> None:
        """Go on, if the page is in order."""
        view = self.view
        if view is None:
            return
        may_change = view.page.audience == self._seated
        if may_change and not view.go_on():
            return
        await self.conversation.on_disk()
        self.cursor.advance()
        await self.show_page()

    async def action_back(self) -> None:
        """Look at the page before, as far as those at the keyboard may see it."""
        if self.cursor.earlier is not None:
            await self._look_at(self.cursor.earlier)

    async def _look_at(self, page: Page) -> None:
        self.conversation.save_drafts()
        self.cursor.look_at(page)
        await self.show_page()

    def action_look_back(self) -> None:
        """Offer all the pages that may be looked at."""
        places = [
            Place(Content(name_of(self.conversation, page)), page)
            for page in reachable(self.conversation)
        ]
        self.app.push_screen(LookBackScreen(places), self._look_at_chosen)

    async def _look_at_chosen(self, page: Page | None) -> None:
        if page is not None:
            await self._look_at(page)

    @on(Rail.Chosen)
    async def jump(self, event: Rail.Chosen) -> None:
        """Look at the first page of the step that was clicked."""
        found = self.cursor.first_of("" if event.step == CLOSE else event.step)
        if found is None:
            self.say("That step lies ahead; Next leads there.")
        else:
            await self._look_at(found)

    def action_park(self) -> None:
        """Ask for a thought for the parking lot."""
        today = self.conversation.now().date()
        self.app.push_screen(ParkThought(self.people, today), self._park)

    def _park(self, filled: Filled | None) -> None:
        if filled is None:
            return
        step = self.conversation.page.step
        thought = filled.as_thought(self.conversation.now(), step.id if step else None)
        self.conversation.record(thought)
        self.say("Parked. Common ground (^g) shows the parking lot.")

    async def action_take_break(self) -> None:
        """Let the curtain fall and stop the clock."""
        self.conversation.record(ev.BreakTaken(at=self.conversation.now()))
        await self.show_page()

    def action_common_ground(self) -> None:
        """Show everything the two stand on together."""
        conversation = self.conversation
        self.app.push_screen(CommonGroundScreen(conversation.plan, conversation.session))

    def action_save_and_leave(self) -> None:
        """Keep everything and go to the start."""
        self.conversation.leave()
        self.dismiss()

    @on(GateView.WayChosen)
    async def go_a_way(self, event: GateView.WayChosen) -> None:
        """Take the way on that the pair chose at a gate."""
        await WAYS[event.way.kind](self, event.page)

    @on(PageView.Redraw)
    async def redraw(self) -> None:
        """Draw the page in front anew."""
        await self.show_page()

    @on(Button.Pressed, "#next")
    async def press_next(self, event: Button.Pressed) -> None:
        """Do what the key does; Enter may have pressed it, and may still be held down."""
        event.stop()
        self._by_enter = True
        await self.action_next()
        self._by_enter = False

    @on(Button.Pressed, "#keep-again")
    async def try_again(self, event: Button.Pressed) -> None:
        """Try to write the record once more."""
        event.stop()
        await self.show_page()

    @on(AnswerField.Changed)
    @on(StanceList.Changed)
    @on(TextArea.Changed)
    def typed(self) -> None:
        """Have what is being typed saved within half a second."""
        if self._saving is None:
            self._saving = self.set_timer(_DRAFT_WITHIN, self._save_drafts)

    def _save_drafts(self) -> None:
        self._saving = None
        self.conversation.save_drafts()

    def _show_time(self) -> None:
        step = self.conversation.page.step
        if step is not None:
            self.query_one(Rail).show_time(time_box(self.conversation, step))

    def save_now(self) -> None:
        """Get everything that was typed to disk, quickly."""
        if self.view is not None:
            self.view.note_typing()
        self.conversation.save_now()
