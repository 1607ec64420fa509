"""Stances at a gate: what its pages share, and the page of one party alone."""

from pydantic import JsonValue
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static, TextArea

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.session import GateState, Stance
from facilitator.domain.text import clean
from facilitator.engine.agenda import Page
from facilitator.engine.movement import movement
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.page_view import PageView
from facilitator.tui.pages.panels import panels_beside
from facilitator.tui.pages.stances import Reservation, StanceList, meanings
from facilitator.tui.pages.stuck import MovementLines


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
        moved = movement(self.conversation.plan, self.conversation.events, self.gate)
        if moved is not None:
            yield MovementLines(moved, self.people)
        if self.together:
            panels = panels_beside(self.conversation, self.people, self.gate.beside)
            yield from (panel for _, panel in panels)
        if self.gate.help:
            yield Static(Content(self.scope.text(self.gate.help)), classes="help")

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
        missing.focus(scroll_visible=False)
        self._problem.scroll_visible(animate=False)
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
