"""What one can look at from anywhere in a session: the common ground, and earlier pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.domain.session import Session
from facilitator.engine.agenda import Page
from facilitator.engine.settlement import common_ground
from facilitator.engine.structure import Plan
from facilitator.engine.wording import day_in_words
from facilitator.tui.pages.people import People
from facilitator.tui.screens.base import Dialog
from facilitator.tui.widgets.line_list import LineList


class CommonGroundScreen(Dialog[None]):
    """Everything the two stand on together, the ground rules, and the parking lot."""

    WHERE = "look"
    NAMED = "Common ground"
    PURPOSE = "What you have agreed on and pinned, your ground rules, and what was parked so far."
    CSS_PATH = "session_looks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,ctrl+g,f6", "leave", "Back", show=False, priority=True),
    ]

    def __init__(self, plan: Plan, session: Session) -> None:
        """Show what `session` has in common."""
        super().__init__()
        self._ground = common_ground(plan, session)
        self._rules = plan.playbook.playbook.ground_rules
        self._thoughts = session.thoughts
        self._people = People.of(plan.playbook, session)

    def compose(self) -> ComposeResult:
        """Give the three lists."""
        with VerticalScroll(id="box"):
            yield Static(Content.styled("Common ground", "bold $agreed"))
            yield from self._lines(self._ground, "Nothing is pinned yet.")
            if self._rules:
                yield Static(Content("Ground rules"), classes="label")
                yield from self._lines(self._rules, "")
            yield Static(Content("Parking lot"), classes="label")
            if not self._thoughts:
                yield Static(Content("Nothing is parked."), classes="quiet")
            for thought in self._thoughts:
                day = f"  again on {day_in_words(thought.revisit)}" if thought.revisit else ""
                owner = self._people.named(thought.owner)
                yield Static(Content.assemble(owner, f"  {thought.text}", (day, "$quiet")))
            yield Static(Content("Esc goes back."), classes="quiet leave")

    def _lines(self, lines: Sequence[str], none: str) -> ComposeResult:
        for line in lines:
            yield Static(Content(line), classes="entry")
        if not lines:
            yield Static(Content(none), classes="quiet")

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


@dataclass(frozen=True)
class Place:
    """A page that can be looked at, and what it is called."""

    name: Content
    page: Page


class LookBackScreen(Dialog[Page | None]):
    """A list of the pages that those at the keyboard may see."""

    WHERE = "look"
    NAMED = "Look back"
    PURPOSE = "Choose a page to read again. Nothing is lost; Next leads forward again."
    CSS_PATH = "session_looks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+l,f3", "leave", "Back", show=False, priority=True),
    ]

    def __init__(self, places: Sequence[Place]) -> None:
        """Offer `places`, the latest under the mark."""
        super().__init__()
        self._places = places

    def compose(self) -> ComposeResult:
        """Give the list."""
        with Vertical(id="box"):
            yield Static(Content("Look back at"), classes="heading")
            yield LineList[Place](lambda place, _width: [place.name], id="places")
            yield Static(Content("Enter opens it · Esc goes back."), classes="quiet leave")

    def on_mount(self) -> None:
        """List the pages."""
        places = self.query_one("#places", LineList)
        places.styles.height = min(len(self._places), 14)
        places.show(self._places, len(self._places) - 1)
        places.focus()

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Go to the chosen page."""
        event.stop()
        self.dismiss(event.entry.page)

    def action_leave(self) -> None:
        """Stay where the two are."""
        self.dismiss(None)
