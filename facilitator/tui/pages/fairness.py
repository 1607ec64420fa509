"""Questions to ask each other before signing; none keeps anybody from signing."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.domain.agreement import Agreement
from facilitator.engine.explanations import ANALYSES
from facilitator.engine.fairness import fairness_questions
from facilitator.tui.pages.explaining import Told


class FairnessQuestions(Vertical):
    """What often makes people doubt an agreement later, as questions."""

    def __init__(self, agreement: Agreement) -> None:
        """Look through `agreement` as it would be signed."""
        super().__init__(classes="fairness")
        self._questions = fairness_questions(agreement)

    @property
    def explained(self) -> tuple[Told, ...]:
        """What the questions come from."""
        return (Told("Before you sign", ANALYSES["fairness"]),)

    async def look_through(self, agreement: Agreement) -> None:
        """Look through `agreement` instead."""
        found = fairness_questions(agreement)
        if found != self._questions:
            self._questions = found
            await self.recompose()

    def compose(self) -> ComposeResult:
        """Give each question, and below it what it is about."""
        if not self._questions:
            return
        yield Static(Content("Before you sign, ask each other"), classes="label")
        for asked in self._questions:
            yield Static(Content(f"? {asked.question}"), classes="asked")
            for subject in asked.subjects:
                yield Static(Content(f"· {subject}"), classes="about quiet")
        words = "None of these keeps you from signing.  w  how is this worked out?"
        yield Static(Content(words), classes="quiet note-below")
