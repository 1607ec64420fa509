"""One question on a page: what is asked, the input, what is understood, what is wrong.

``INPUTS`` is the registry: an item type is added there, and its input is all it needs.
"""

from collections.abc import Callable
from typing import Any

from pydantic import JsonValue
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from facilitator.domain.items import AskedItem
from facilitator.domain.session import Slot
from facilitator.engine.answers import Context
from facilitator.engine.kinds import answer_type
from facilitator.engine.scope import Scope
from facilitator.tui.widgets.choice_input import SomeOf, choice_list, yes_or_no
from facilitator.tui.widgets.help_words import HelpWords
from facilitator.tui.widgets.paraphrase_input import ParaphraseInput
from facilitator.tui.widgets.points_input import PointsInput
from facilitator.tui.widgets.ranking_input import RankingInput
from facilitator.tui.widgets.rating_input import RatingInput
from facilitator.tui.widgets.rows_input import commitments, table
from facilitator.tui.widgets.scale_input import ScaleInput
from facilitator.tui.widgets.typed_input import DateInput, MoneyInput, NumberInput
from facilitator.tui.widgets.value_input import ValueInput
from facilitator.tui.widgets.words_input import WordsInput

INPUTS: dict[str, Callable[[Any, Context], ValueInput]] = {
    "text": WordsInput,
    "yesno": yes_or_no,
    "choice": choice_list,
    "choices": SomeOf,
    "scale": ScaleInput,
    "number": NumberInput,
    "money": MoneyInput,
    "date": DateInput,
    "ranking": RankingInput,
    "points": PointsInput,
    "table": table,
    "rating": RatingInput,
    "paraphrase": ParaphraseInput,
    "commitments": commitments,
}
"""Item type to what makes its input; a swap has the input of what is swapped."""


class AnswerField(Widget):
    """A question with its input."""

    DEFAULT_CSS = """
    AnswerField {
        height: auto; width: 1fr; max-width: 96; margin: 0 0 1 0; layout: vertical;
        & > .question { height: auto; }
        & > .said { height: auto; color: $quiet; }
        & > .problem { height: auto; color: $apart; display: none; }
        &.-problem > .problem { display: block; }
        &.-hinted { margin: 0; }
    }
    """

    class Changed(Message):
        """What is filled in at `slot` has changed."""

        def __init__(self, slot: Slot) -> None:
            super().__init__()
            self.slot = slot

    def __init__(
        self, item: AskedItem, slot: Slot, context: Context, question: str, marks: str
    ) -> None:
        """Ask `question`, with `marks` such as "optional" beside it."""
        super().__init__(name=item.id)
        self.item = item
        self.slot = slot
        real = answer_type(context.playbook, item)
        self.input = INPUTS[real.type](real, context)
        self._question = Content.assemble(
            (question, "bold"), (f"   {marks}" if marks else "", "$quiet")
        )
        self._help = Scope(context.plan, context.session, context.party).text(item.help or "")
        self._said = Static("", markup=False, classes="said")
        self._problem = Static("", markup=False, classes="problem")
        self._known: JsonValue = self.input.draft

    def compose(self) -> ComposeResult:
        """Give the question, its help, what is wrong, the input, and the words on limits.

        What is wrong stands above the input, where it is seen however tall that is.
        """
        yield Static(self._question, classes="question")
        if self._help:
            yield HelpWords(self._help)
        yield self._problem
        yield self.input
        yield self._said

    def on_mount(self) -> None:
        """Say what the limits are."""
        self._show_said()

    @property
    def raw(self) -> object:
        """What ``parse`` takes now; None, an empty string or an empty list while it is blank."""
        return self.input.raw

    def fill(self, raw: object) -> None:
        """Put a value in, as ``to_raw`` gives it for a former answer."""
        self.input.fill(raw)
        self._settle()

    @property
    def draft(self) -> JsonValue:
        """What was filled in so far, half-typed or not, as JSON."""
        return self.input.draft

    def restore(self, draft: JsonValue) -> None:
        """Put a draft in again."""
        self.input.restore(draft)
        self._settle()

    def _settle(self) -> None:
        self._known = self.input.draft
        self._show_said()

    def show_problem(self, text: str) -> None:
        """Say in words what is wrong; it stands there until the answer changes."""
        self._problem.update(Content(f"✗ {text}"))
        self.add_class("-problem")

    def clear_problem(self) -> None:
        """Say nothing more about what was wrong."""
        self.remove_class("-problem")
        self._problem.update("")

    def focus_first(self) -> None:
        """Focus the first thing to fill in."""
        self.input.focus_first()

    def _show_said(self) -> None:
        """Show the limits, and with the focus the keys: alone, these stand in the gap below."""
        notice, hint = self.input.notice, self.input.HINT if self.has_focus_within else ""
        words = "  ·  ".join(part for part in (notice, hint) if part)
        self._said.update(Content(words))
        self._said.display = bool(words)
        self.set_class(bool(hint) and not notice, "-hinted")

    @on(ValueInput.Changed)
    def _changed(self, event: ValueInput.Changed) -> None:
        event.stop()
        draft = self.input.draft
        if draft != self._known:
            self._known = draft
            self.clear_problem()
            self.post_message(self.Changed(self.slot))
        self._show_said()

    @on(ValueInput.Refused)
    def _refused(self, event: ValueInput.Refused) -> None:
        event.stop()
        self.show_problem(event.reason)

    def on_descendant_focus(self) -> None:
        """Say how the input is worked."""
        self._show_said()

    def on_descendant_blur(self) -> None:
        """Say no more how the input is worked."""
        self._show_said()


def field_for(
    item: AskedItem, slot: Slot, context: Context, question: str, marks: str = ""
) -> AnswerField:
    """Return the field that asks `item`, of any type."""
    return AnswerField(item, slot, context, question, marks)
