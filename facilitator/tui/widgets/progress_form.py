"""What both say of one commitment at a check-in: how it goes, a word from each, what follows."""

import datetime as dt
from typing import Any, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import STATES
from facilitator.domain.errors import AnswerError
from facilitator.domain.items import BOTH
from facilitator.domain.text import clean
from facilitator.engine.answers.typed import read_day
from facilitator.engine.follow_up import Followed
from facilitator.engine.wording import day_in_words
from facilitator.tui.record_parts import STATE_MARKS, Voices
from facilitator.tui.widgets.choice_input import InlineChoice, Pairs
from facilitator.tui.widgets.line_entry import LineEntry
from facilitator.tui.widgets.value_input import ValueInput

_STATE_PAIRS: Final[Pairs] = [(state, state.replace("_", " ")) for state in STATES]
_DAY_HINT: Final = "2027-01-15, or +14 for in two weeks"


class ProgressForm(Widget):
    """The inputs of one commitment. Left blank as a whole, it is left out."""

    DEFAULT_CSS = """
    ProgressForm {
        height: auto; max-width: 96; layout: vertical; margin: 0 0 1 0;
        & > .promise { height: auto; }
        & > InlineChoice { margin: 0 0 0 1; }
        & > Horizontal { height: 1; margin: 0 0 0 3; }
        & .label { width: 12; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
        & > .problem { height: auto; margin: 0 0 0 3; color: $apart; display: none; }
        &.-problem > .problem { display: block; }
    }
    """

    def __init__(self, agreement: Agreement, followed: Followed, today: dt.date) -> None:
        """Ask on the day `today` about the commitment `followed` of `agreement`."""
        super().__init__()
        self._followed = followed
        self._today = today
        self._voices = Voices(agreement)
        self._state = InlineChoice(_STATE_PAIRS)
        self._lines = {role: LineEntry() for role in agreement.roles}
        self._lines["due"] = LineEntry(_DAY_HINT)
        self._lines["next"] = LineEntry("what follows: help that is needed, a talk, an amendment")
        self._problem = Static("", markup=False, classes="problem")
        self._wrong = ""

    def compose(self) -> ComposeResult:
        """Give the commitment, its states, and a line for each thing that may be said."""
        yield Static(self._promise(), classes="promise")
        yield self._state
        labels = {
            "due": Content("New date"),
            "next": Content("Next"),
        }
        for key, line in self._lines.items():
            label = labels.get(key) or self._voices.of(key) + " says"
            yield Horizontal(Static(label, classes="label"), line)
        yield self._problem

    def _promise(self) -> Content:
        followed = self._followed
        mark, style = STATE_MARKS[followed.state]
        due = f"by {day_in_words(followed.due)}" if followed.due else "no day given"
        owner = self._voices.of(followed.owner) if followed.owner != BOTH else Content("Both")
        words = Content.assemble((followed.what, "bold"), "   ", (mark, style), "\n", owner)
        return words + Content.styled(f" · {due}", "$quiet")

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in."""
        return self._state.raw is None and not any(
            line.value.strip() for line in self._lines.values()
        )

    @property
    def row(self) -> dict[str, Any]:
        """What was filled in, as a check-in's file has it; AnswerError for what is no day."""
        words = {key: clean(line.value).strip() for key, line in self._lines.items()}
        given: dict[str, Any] = {key: text for key, text in words.items() if text}
        if "due" in given:
            given["due"] = read_day(words["due"], self._today)
        return {"commitment": self._followed.id, "state": self._state.raw, **given}

    def accept(self) -> bool:
        """Return whether it can be judged as a whole; if not, say what is missing."""
        self._say("", "")
        if self.is_blank:
            return True
        if self._state.raw is None:
            self._say("choose how it is going", "state")
            return False
        try:
            return bool(self.row)
        except AnswerError as error:
            self._say(str(error), "due")
            return False

    def complain(self, problem: str, key: str) -> None:
        """Say what is wrong with the line `key`, and go there."""
        self._say(problem, key)
        self.focus_problem()

    def _say(self, problem: str, key: str) -> None:
        self._wrong = key
        self._problem.update(Content(f"✗ {problem}" if problem else ""))
        self.set_class(bool(problem), "-problem")

    def focus_problem(self) -> None:
        """Focus what is wrong."""
        self._lines.get(self._wrong, self._state).focus()

    def focus_first(self) -> None:
        """Focus the states."""
        self._state.focus()

    @on(ValueInput.Changed)
    @on(Input.Changed)
    def _changed(self, event: ValueInput.Changed | Input.Changed) -> None:
        event.stop()
        self._say("", "")
