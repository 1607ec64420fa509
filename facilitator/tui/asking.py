"""Questions whose answers take time: each is answered in a thread, and of those waiting the latest.

So typing never waits for an answer, and never piles up questions that nobody waits for any more.
"""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from textual.dom import DOMNode

from facilitator.tui.threads import is_going_away

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Asking(Generic[Question, Answer]):
    """Has one kind of question answered, one at a time, for as long as its screen is there."""

    def __init__(
        self,
        screen: DOMNode,
        answer: Callable[[Question], Answer],
        show: Callable[[Question, Answer], None],
    ) -> None:
        """Answer with `answer`, in a thread, and hand question and answer to `show`."""
        self._screen = screen
        self._answer = answer
        self._show = show
        self._waiting: list[Question] = []
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether a question is being answered."""
        return self._busy

    def ask(self, question: Question) -> None:
        """Have `question` answered next, in the place of any that was still waiting."""
        self._waiting = [question]
        if not self._busy:
            self._busy = True
            self._screen.run_worker(self._work())

    async def _work(self) -> None:
        try:
            while self._waiting:
                question = self._waiting.pop()
                answer = await asyncio.to_thread(self._answer, question)
                if is_going_away(self._screen):
                    return
                self._show(question, answer)
        finally:
            self._busy = False
