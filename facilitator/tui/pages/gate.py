"""The gate: how far each consents, and the ways on when it does not pass."""

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from facilitator.domain.session import Handling
from facilitator.engine.agenda import Page
from facilitator.engine.gates import Way, ways_on
from facilitator.engine.offers import offers
from facilitator.engine.wording import day_in_words
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.consenting import StancesView
from facilitator.tui.pages.stances import StanceList, meanings
from facilitator.tui.pages.stuck import OffersPanel

_ORDINALS = ("first", "second", "third", "fourth", "fifth")


class GateView(StancesView):
    """Both stances on one page; below them, once both have spoken, the ways on."""

    PURPOSE = (
        "Each says how far they go along with the text. The first three levels let you go on. "
        "Otherwise nothing is lost: go back and look again, park it, take it to somebody, take a "
        "break, or close with what there is. The choice is yours; the program proposes nothing."
    )

    class WayChosen(Message):
        """The pair chose a way on from a gate that did not pass."""

        def __init__(self, way: Way, page: Page) -> None:
            """Carry the way, and the page of the gate."""
            super().__init__()
            self.way = way
            self.page = page

    def __init__(self, conversation: Conversation, page: Page) -> None:
        """Stand at the gate of `page`."""
        super().__init__(conversation, page)
        self._status = Static(classes="status")

    @property
    def doing(self) -> str:
        """Say which try this is."""
        if self.state.tries == 1:
            return "at the gate"
        ordinal = dict(enumerate(_ORDINALS, 1)).get(self.state.tries, f"{self.state.tries}th")
        return f"at the gate · {ordinal} try"

    def compose_page(self) -> ComposeResult:
        """Give the text, both parties' levels, reservations, and where that leaves them."""
        yield self.heading("Can you both live with this?")
        yield from self.compose_text()
        one, other = self.parties
        with Horizontal(classes="levels"):
            yield Static(self.people.titled(one), classes="party")
            yield Static(self.people.titled(other), classes="party -other-side")
        with Horizontal(classes="levels"):
            yield self.lists[one]
            yield meanings()
            yield self.lists[other]
        with Horizontal(classes="reservations"):
            for party in self.parties:
                with Vertical():
                    name = self.people.short(party)
                    yield Static(Content(f"Reservation of {name}"), classes="label")
                    yield self.reservations[party]
        yield self._problem
        yield self._status
        if self._failed and self.state.handling is None:
            yield from self._compose_ways()

    @property
    def _failed(self) -> bool:
        return self.state.complete and not self.state.passed

    def _compose_ways(self) -> ComposeResult:
        plan, session = self.conversation.plan, self.conversation.session
        yield Static(Content("What next? You choose, both of you."), classes="label")
        with Vertical(id="ways"):
            for way in ways_on(plan, session, self.gate):
                label = Content(way.label)
                shut = not way.open
                yield Button(label, name=way.kind, classes="way", compact=True, disabled=shut)
                if shut:
                    words = Content(f"not open: {way.reason}")
                    yield Static(words, classes="quiet reason")
        yield OffersPanel(offers(plan, session, self.gate), ways_on(plan, session, self.gate))

    def on_mount(self) -> None:
        """Say where the two stand."""
        self.show_status()

    @on(StanceList.Changed)
    def show_status(self) -> None:
        """Say in words and a mark where the two stand now."""
        self._status.update(self._where_they_stand())
        if all(found.chosen is not None for found in self.lists.values()):
            self._status.scroll_visible(animate=False)

    def _where_they_stand(self) -> Content:
        chosen = [found.chosen for found in self.lists.values()]
        if any(level is None for level in chosen):
            return Content.styled("Each says how far they go along with it.", "$quiet")
        if all(level is not None and level.passes for level in chosen):
            return Content.assemble(("✓ Both can live with it.", "bold $agreed"), "  ^n goes on.")
        handling = self.state.handling
        if handling is not None and not self.stance_events():
            return Content.assemble(("· ", "bold"), self._left_as(handling))
        if self._failed and not self.stance_events():
            return Content.styled("≠ It does not pass as it stands.", "bold $apart")
        words = ("≠ It does not pass as it stands.", "bold $apart")
        return Content.assemble(words, "  ^n shows the ways on.")

    def _left_as(self, handling: Handling) -> str:
        owner = f", in the hands of {self.people.short(handling.owner)}" if handling.owner else ""
        to = f" to {handling.to}" if handling.to else ""
        day = (
            f", to be looked at again on {day_in_words(handling.revisit)}"
            if handling.revisit
            else ""
        )
        return f"Left {handling.kind}{to}{owner}{day}."

    def go_on(self) -> bool:
        """Say it; a gate that does not pass stays, with the ways on below it."""
        if not self.all_chosen():
            return False
        said = self.stance_events()
        self.take_stances()
        if self.state.passed or self.state.handling is not None:
            return True
        if said or not self.query("#ways"):
            self.post_message(self.Redraw())
        else:
            self._focus_ways()
        return False

    def focus_first(self) -> None:
        """Put the focus on the ways on when they are there, else on who has yet to choose."""
        if self.query("#ways"):
            self._focus_ways()
        else:
            super().focus_first()

    def _focus_ways(self) -> None:
        ways: Iterable[Button] = self.query("#ways Button").results(Button)
        first = next((button for button in ways if not button.disabled), None)
        if first is not None:
            first.focus(scroll_visible=False)
            self._status.scroll_visible(animate=False, top=True)

    @on(Button.Pressed, ".way")
    def choose_way(self, event: Button.Pressed) -> None:
        """Tell the screen which way the pair chose."""
        event.stop()
        ways = ways_on(self.conversation.plan, self.conversation.session, self.gate)
        way = next(way for way in ways if way.kind == event.button.name)
        if self.stance_events():
            self.go_on()
            return
        self.post_message(self.WayChosen(way, self.page))
