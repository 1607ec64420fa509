"""A line that is there only while something could not be saved."""

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from facilitator.tui.conversation import Conversation

_RETRY_EVERY = 5.0
"""Seconds between two attempts to save what could not be saved."""


class UnsavedLine(Static):
    """Says what is not saved yet, tries again, and says when all is saved."""

    class Saved(Message):
        """The writer has something to say: what could not be saved, or None when all is saved."""

        def __init__(self, problem: str | None) -> None:
            """Carry the problem."""
            super().__init__()
            self.problem = problem

    def __init__(self, conversation: Conversation) -> None:
        """Listen to the writer of `conversation`."""
        super().__init__(id="unsaved", classes="problem")
        self._conversation = conversation
        self._problem: str | None = None

    def on_mount(self) -> None:
        """Listen, and try again now and then."""
        self._conversation.report = self._report
        self.set_interval(_RETRY_EVERY, self._retry)

    def _report(self, problem: str | None) -> None:
        """Pass on, from the writer's thread, what could not be saved."""
        self.post_message(self.Saved(problem))

    @on(Saved)
    def show(self, event: Saved) -> None:
        """Say it."""
        event.stop()
        if self._problem is not None and event.problem is None:
            self.app.notify("Everything is saved again.", markup=False)
        self._problem = event.problem
        self.display = event.problem is not None
        self.update(Content(event.problem or ""))

    def _retry(self) -> None:
        if self._problem is not None:
            self._conversation.retry()
