"""Small forms laid over a session: parking a thought, and leaving a gate to somebody."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from facilitator.domain.errors import AnswerError
from facilitator.domain.events import ThoughtParked
from facilitator.domain.items import BOTH
from facilitator.domain.text import clean, clean_line
from facilitator.engine.answers.typed import read_day
from facilitator.tui.pages.people import People
from facilitator.tui.screens.base import Dialog
from facilitator.tui.widgets.choice_input import InlineChoice
from facilitator.tui.widgets.sturdy_text_area import SturdyTextArea

LONGEST_THOUGHT = 2000
LONGEST_NAME = 200


@dataclass(frozen=True)
class Filled:
    """What a form gives: words, whose it is, whom it goes to, and when it is looked at again."""

    owner: str
    text: str = ""
    to: str = ""
    revisit: dt.date | None = None

    def as_thought(self, at: dt.datetime, step: str | None) -> ThoughtParked:
        """Return the event that puts this into the parking lot."""
        return ThoughtParked(
            at=at, text=self.text, owner=self.owner, revisit=self.revisit, step=step
        )


class OwnerForm(Dialog[Filled | None]):
    """A form that asks at least for an owner and a day. Esc leaves everything as it is."""

    CSS_PATH = "session_forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel", show=False, priority=True),
        Binding("ctrl+n,f8", "keep", "Keep", show=False, priority=True),
    ]
    TITLE_TEXT: ClassVar[str] = ""
    KEEP_TEXT: ClassVar[str] = "Keep"

    def __init__(self, people: People, today: dt.date) -> None:
        """Ask `people` on the day `today`."""
        super().__init__()
        self._people = people
        self._today = today
        self._owner = InlineChoice(
            [(owner, people.short(owner)) for owner in (*people.names, BOTH)]
        )

    def compose(self) -> ComposeResult:
        """Give the form's own questions, then owner and day, then the two buttons."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static(Content(self.TITLE_TEXT), classes="heading")
            yield from self.compose_questions()
            yield Static(Content("Who looks after it?"), classes="label")
            yield self._owner
            yield Static(id="owner-problem", classes="problem")
            yield Static(Content("When do you look at it again?   optional"), classes="label")
            yield Input(placeholder="2026-12-24, or +14 for in two weeks", id="revisit")
            yield Static(id="revisit-problem", classes="problem")
            with Horizontal(id="answers"):
                yield Button(Content("Cancel  Esc"), id="cancel", compact=True)
                yield Button(Content(f"{self.KEEP_TEXT}  ^n"), id="keep", compact=True)

    def compose_questions(self) -> ComposeResult:
        """Give what this form asks besides owner and day."""
        yield from ()

    def _day(self) -> dt.date | None:
        text = self.query_one("#revisit", Input).value
        return read_day(text, self._today) if text.strip() else None

    def filled(self, owner: str, revisit: dt.date | None) -> Filled | None:
        """Return what was filled in, or None after saying what is missing."""
        return Filled(owner, revisit=revisit)

    def action_keep(self) -> None:
        """Give what was filled in, or say what is wrong beside its question."""
        problem = self.query_one("#revisit-problem", Static)
        try:
            revisit = self._day()
        except AnswerError as error:
            problem.update(Content(f"✗ {error}"))
            self.query_one("#revisit").focus()
            return
        problem.update("")
        owner = self._owner.raw
        missing = self.query_one("#owner-problem", Static)
        missing.update("" if owner else Content("✗ choose who looks after it"))
        filled = self.filled(str(owner), revisit)
        if filled is None:
            return
        if owner:
            self.dismiss(filled)
        else:
            self._owner.focus()

    def action_give_up(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if event.button.id == "keep":
            self.action_keep()
        else:
            self.dismiss(None)

    @on(Input.Submitted)
    def move_on(self, event: Input.Submitted) -> None:
        """Enter leads to the next field."""
        event.stop()
        self.focus_next()


class ParkThought(OwnerForm):
    """Puts a thought into the parking lot."""

    WHERE = "form"
    NAMED = "Park a thought"
    PURPOSE = (
        "A thought that does not belong here and now is written down, with somebody's name on it."
    )
    TITLE_TEXT = "Park a thought"
    KEEP_TEXT = "Park it"

    def compose_questions(self) -> ComposeResult:
        """Ask for the thought."""
        yield Static(Content("It is kept as an open point of the agreement."), classes="quiet")
        yield SturdyTextArea(
            id="thought", tab_behavior="focus", show_line_numbers=False, compact=True
        )
        yield Static(id="thought-problem", classes="problem")

    def filled(self, owner: str, revisit: dt.date | None) -> Filled | None:
        """Return the thought, unless there is none."""
        words = clean(self.query_one("#thought", SturdyTextArea).text).strip()
        if not words or len(words) > LONGEST_THOUGHT:
            limit = f"✗ at most {LONGEST_THOUGHT} characters"
            said = Content(limit if words else "✗ write the thought down first")
            self.query_one("#thought-problem", Static).update(said)
            self.query_one("#thought").focus()
            return None
        return Filled(owner, text=words, revisit=revisit)


class ParkGate(OwnerForm):
    """Leaves a gate open on purpose."""

    WHERE = "form"
    NAMED = "Park it"
    PURPOSE = "The point stays open, somebody looks after it, and you go on with the next step."
    TITLE_TEXT = "Park it: it stays an open point"
    KEEP_TEXT = "Park it"


class EscalateGate(OwnerForm):
    """Hands a gate to a named person."""

    WHERE = "form"
    NAMED = "Take it to somebody"
    PURPOSE = "A third person is asked; one of you takes it there. You go on with the next step."
    TITLE_TEXT = "Take it to a named person"
    KEEP_TEXT = "Take it there"

    def compose_questions(self) -> ComposeResult:
        """Ask for the person."""
        yield Static(Content("To whom?"), classes="label")
        yield Input(id="to", max_length=LONGEST_NAME)
        yield Static(id="to-problem", classes="problem")

    def filled(self, owner: str, revisit: dt.date | None) -> Filled | None:
        """Return the person, unless nobody is named."""
        to = clean_line(self.query_one("#to", Input).value)
        if not to:
            said = Content("✗ name the person it goes to")
            self.query_one("#to-problem", Static).update(said)
            self.query_one("#to").focus()
            return None
        return Filled(owner, to=to, revisit=revisit)
