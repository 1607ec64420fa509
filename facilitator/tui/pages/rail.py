"""The rail: where the session is, how long the step has taken, and the way to earlier steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from facilitator.domain.playbook import Step
from facilitator.engine.agenda import Page
from facilitator.tui.conversation import Conversation

State = Literal["done", "here", "ahead", "skipped", "looked"]

_MARKS: dict[State, str] = {"done": "✓", "here": "▶", "ahead": "·", "skipped": "–", "looked": "↩"}
_MARK_STYLES: dict[State, str] = {
    "done": "$agreed",
    "here": "bold $accent",
    "ahead": "$quiet",
    "skipped": "$quiet",
    "looked": "bold $accent",
}
_TITLE_STYLES: dict[State, str] = {"here": "bold $accent", "looked": "bold", "done": ""}
CLOSE = "close"
"""Stands for the closing among the ids of steps; no step can be called that."""


@dataclass(frozen=True)
class Stop:
    """One line of the rail."""

    id: str
    title: str
    state: State
    time: str = ""


def stops_of(conversation: Conversation, page: Page) -> list[Stop]:
    """Return the steps of the session and its closing; `page` is the one that is looked at."""
    stops = [_stop(conversation, step, page) for step in conversation.plan.playbook.steps]
    closing: State = "here" if conversation.page.step is None else "ahead"
    return [*stops, Stop(CLOSE, "Close", closing)]


def _stop(conversation: Conversation, step: Step, page: Page) -> Stop:
    pages = [found for found in conversation.pages if found.step is step]
    if conversation.page.step is step:
        return Stop(step.id, step.title, "here", time_box(conversation, step))
    if page.step is step:
        return Stop(step.id, step.title, "looked")
    if not pages:
        return Stop(step.id, step.title, "skipped")
    done = all(found.done for found in pages)
    return Stop(step.id, step.title, "done" if done else "ahead")


def time_box(conversation: Conversation, step: Step) -> str:
    """Return the minutes spent in `step` of those it has, such as ``12 of 15 min``: no limit."""
    session = conversation.session
    seconds = session.seconds.get(step.id, 0.0)
    running = session.begun and session.begun[-1] == step.id and not session.on_break
    if running and session.last is not None:
        seconds += max((conversation.now() - session.last).total_seconds(), 0.0)
    spent = int(seconds // 60)
    return f"{spent} of {step.minutes} min" if step.minutes else f"{spent} min"


class StopLine(Static):
    """A line of the rail; a click on it leads there."""

    ALLOW_SELECT = False

    def __init__(self, stop: Stop) -> None:
        """Show `stop`."""
        text = Content.assemble(
            (_MARKS[stop.state], _MARK_STYLES[stop.state]),
            " ",
            (stop.title, _TITLE_STYLES.get(stop.state, "$quiet")),
        )
        super().__init__(text, classes=f"stop -{stop.state}")
        self._stop = stop
        self.tooltip = Content(stop.title)

    def on_click(self, event: events.Click) -> None:
        """Ask for this step."""
        event.stop()
        self.post_message(Rail.Chosen(self._stop.id))


class Rail(VerticalScroll, can_focus=False):
    """The steps of the session from top to bottom."""

    class Chosen(Message):
        """A step was clicked."""

        def __init__(self, step: str) -> None:
            """Carry the id of the step."""
            super().__init__()
            self.step = step

    async def show(self, stops: Sequence[Stop]) -> None:
        """Show `stops`, the present one in sight."""
        await self.remove_children()
        lines: list[Static] = []
        for stop in stops:
            lines.append(StopLine(stop))
            if stop.time:
                lines.append(Static(Content(f"  {stop.time}"), classes="time quiet"))
        await self.mount_all(lines)
        here = self.query(".-here").first() if self.query(".-here") else None
        if here is not None:
            self.scroll_to_widget(here, animate=False)

    def show_time(self, time: str) -> None:
        """Show how long the present step has taken."""
        for line in self.query(".time").results(Static):
            line.update(Content(f"  {time}"))
