"""The gate: how far each consents, and the ways on when it does not pass."""

from collections.abc import Iterable

from pydantic import JsonValue
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static, TextArea

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.session import GateState, Handling, Stance
from facilitator.domain.text import clean
from facilitator.engine.agenda import Page
from facilitator.engine.fold import fold
from facilitator.engine.gates import Way, ways_on
from facilitator.engine.scope import Scope
from facilitator.engine.wording import day_in_words
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.page_view import PageView
from facilitator.tui.pages.stances import Reservation, StanceList, meanings

_ORDINALS = ("first", "second", "third", "fourth", "fifth")


class StancesView(PageView):
    """What a gate's pages share: its text, and the levels and reservations of some parties."""

    def __init__(self, conversation: Conversation, page: Page) -> None:
        """Stand at the gate of `page`."""
        super().__init__(conversation, page)
        self.gate = page.gate
        self.parties = tuple(party for _, party in page.slots)
        self.lists = {party: StanceList(party) for party in self.parties}
        self.reservations = {
            party: Reservation(party, self._before(party)[1]) for party in self.parties
        }
        for party, choice in self.lists.items():
            choice.take(self._before(party)[0])
        self._problem = Static(classes="problem")

    @property
    def state(self) -> GateState:
        """How the gate stands."""
        return self.conversation.session.gate(self.gate.id)

    def _before(self, party: str) -> tuple[Consent | None, str]:
        """Return the level and reservation to start with: what was being typed, or was said."""
        draft = self.conversation.drafts.get((self.gate.id, party))
        if isinstance(draft, dict):
            level, words = draft.get("consent"), draft.get("reservation")
            known = next((found for found in Consent if found.value == level), None)
            return known, words if isinstance(words, str) else ""
        said = self.state.stances.get(party)
        return (None, "") if said is None else (said.consent, said.reservation)

    def compose_text(self) -> ComposeResult:
        """Give what stands before the gate, and its text as it reads now."""
        yield from self.compose_reading(self.page.items)
        text = Content(self.scope.text(self.gate.text))
        yield Static(text, classes="gate-text")
        former = self._text_at_last_try()
        if former is not None and former != text.plain:
            yield Static(Content(f"At the last try it read: {former}"), classes="quiet intro")
        if self.gate.help:
            yield Static(Content(self.scope.text(self.gate.help)), classes="help")

    def _text_at_last_try(self) -> str | None:
        """Return what the gate read when the two last went back from it."""
        events = self.conversation.events
        went = [
            place
            for place, event in enumerate(events)
            if isinstance(event, ev.WentBack) and event.gate == self.gate.id
        ]
        if not went:
            return None
        before = fold(self.conversation.plan, events[: went[-1]])
        return Scope(self.conversation.plan, before).text(self.gate.text)

    def stance_events(self) -> list[ev.Event]:
        """Return what the parties say now that they have not said before."""
        made: list[ev.Event] = []
        for party, choice in self.lists.items():
            if choice.chosen is None:
                continue
            stance = Stance(choice.chosen, clean(self.reservations[party].text).strip())
            if self.state.stances.get(party) != stance:
                made.append(
                    ev.Consented(
                        at=self.conversation.now(),
                        gate=self.gate.id,
                        party=party,
                        consent=stance.consent,
                        reservation=stance.reservation,
                    )
                )
        return made

    def all_chosen(self) -> bool:
        """Whether everybody here has chosen; if not, say so and go there."""
        missing = next((found for found in self.lists.values() if found.chosen is None), None)
        if missing is None:
            self._problem.update("")
            return True
        name = self.people.short(missing.party)
        self._problem.update(Content(f"✗ {name} has yet to choose one of the five."))
        missing.focus()
        return False

    def take_stances(self) -> None:
        """Record what is said here."""
        self.record(*self.stance_events())
        self.conversation.drop_drafts([(self.gate.id, party) for party in self.parties])

    def focus_first(self) -> None:
        """Put the focus on the first who has not chosen."""
        waiting = [found for found in self.lists.values() if found.chosen is None]
        (waiting or list(self.lists.values()))[0].focus()

    @on(StanceList.Changed)
    @on(TextArea.Changed)
    def keep_draft(self) -> None:
        """Remember what is chosen and typed before it is said."""
        self._problem.update("")
        for party, choice in self.lists.items():
            consent = None if choice.chosen is None else choice.chosen.value
            words = self.reservations[party].text
            said = self.state.stances.get(party)
            same = said is not None and (said.consent.value, said.reservation) == (consent, words)
            if (consent or words) and not same:
                draft: dict[str, JsonValue] = {"consent": consent, "reservation": words}
                self.conversation.keep_draft((self.gate.id, party), draft)


class StanceView(StancesView):
    """One party's stance at a sealed gate, alone."""

    PURPOSE = (
        "Say how far you go along with the text, alone. The other sees it only when both have "
        "chosen. The first three levels let the two of you go on."
    )

    @property
    def doing(self) -> str:
        """Say who sits here and who looks away."""
        other = self.people.short(self.people.other(self.page.audience))
        return f"at the gate · {other} looks away"

    def compose_page(self) -> ComposeResult:
        """Give the text, the levels with their meanings, and the reservation."""
        yield self.heading("Can you live with this?")
        yield from self.compose_text()
        party = self.parties[0]
        yield Static(self.people.titled(party), classes="party")
        with Horizontal(classes="levels"):
            yield self.lists[party]
            yield meanings()
        yield Static(Content("Reservation, if there is one"), classes="label")
        yield self.reservations[party]
        yield self._problem

    def go_on(self) -> bool:
        """Say it."""
        if not self.all_chosen():
            return False
        self.take_stances()
        return True


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

    def on_mount(self) -> None:
        """Say where the two stand."""
        self.show_status()

    @on(StanceList.Changed)
    def show_status(self) -> None:
        """Say in words and a mark where the two stand now."""
        self._status.update(self._where_they_stand())

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
            first.focus()
            self.scroll_end(animate=False)

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
