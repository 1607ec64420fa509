"""Pages that are only read: the beginning of a step, and notes."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitator.domain import events as ev
from facilitator.domain.items import TOGETHER
from facilitator.tui.pages.page_view import PageView


class StepView(PageView):
    """The beginning of a step: what it is for and how to go about it."""

    PURPOSE = (
        "A new step begins. Read together what it is for; nothing is asked yet. The clock of the "
        "step starts when you go on."
    )
    NEXT = "Begin this step"

    @property
    def doing(self) -> str:
        """Say that a step begins."""
        return "a new step begins"

    def compose_page(self) -> ComposeResult:
        """Give title, purpose, guidance and the ground rules."""
        step = self.page.step
        if step is None:
            return
        playbook = self.conversation.plan.playbook
        number = playbook.steps.index(step) + 1
        yield Static(Content(f"Step {number} of {len(playbook.steps)}"), classes="quiet")
        yield self.heading(step.title)
        if step.minutes:
            unit = "minute" if step.minutes == 1 else "minutes"
            yield Static(
                Content(f"about {step.minutes} {unit}; nobody is cut off"), classes="quiet"
            )
        if step.purpose:
            yield Static(Content(self.scope.text(step.purpose)), classes="note")
        guidance = step.guides(TOGETHER)
        if guidance:
            yield Static(Content(self.scope.text(guidance)), classes="guidance -together")
        rules = playbook.playbook.ground_rules
        if rules:
            yield Static(Content("You agreed on"), classes="label")
            yield Static(Content("\n".join(f"· {rule}" for rule in rules)), classes="quiet")

    def go_on(self) -> bool:
        """Begin the step, unless it has begun."""
        if not self.page.done and self.page.step is not None:
            self.record(ev.Began(at=self.conversation.now(), step=self.page.step.id))
        return True


class ReadingView(PageView):
    """Notes and computed values by themselves."""

    PURPOSE = "Something to read together before you go on."

    @property
    def doing(self) -> str:
        """Say that there is something to read."""
        return "read this together"

    def compose_page(self) -> ComposeResult:
        """Give the notes and values."""
        yield self.heading(self.step_title)
        yield from self.compose_reading(self.page.items)

    def go_on(self) -> bool:
        """Keep that the two have read it."""
        if not self.page.done:
            self.record(ev.Read(at=self.conversation.now(), items=self.page.keys))
        return True
