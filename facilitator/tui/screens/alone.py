"""What each of the two does alone, in turn, with a curtain before, between and after."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Static

from facilitator.domain.items import TOGETHER
from facilitator.tui.pages.page_view import NextButton
from facilitator.tui.pages.people import People
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.screens.curtain import CurtainScreen


async def each_alone(app: App[Any], people: People, make: Callable[[str], Screen[Any]]) -> bool:
    """Show each party, in the order of reading, the screen that `make` gives for them alone.

    A curtain hangs before each screen and after the last. Returns False as soon as somebody
    leaves instead of raising one. To be called from a worker, since it waits for the screens.
    """
    for party in people.playbook.order:
        if not await _raised(app, CurtainScreen(people, party, by_enter=True)):
            return False
        await app.push_screen_wait(make(party))
    return await _raised(app, CurtainScreen(people, TOGETHER, by_enter=True))


async def _raised(app: App[Any], curtain: CurtainScreen) -> bool:
    """Hang a curtain and return whether it was raised."""
    raised: bool = await app.push_screen_wait(curtain)
    return raised


class OwnAlternative(PlainScreen[None]):
    """Shows a person what they wrote, for themselves alone, about their way without the other."""

    WHERE = "alone"
    NAMED = "For you alone"
    PURPOSE = (
        "An agreement is worth signing if it is better than what you would do without it. Nobody "
        "else sees this page, and nothing on it is saved."
    )
    CSS_PATH = "alone.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n,f8,escape", "done", "Done", show=False, priority=True),
    ]

    def __init__(self, who: Content, words: str, written: tuple[tuple[str, str], ...]) -> None:
        """Show `words`, and what was `written`: each question with its answer."""
        super().__init__()
        self._who = who
        self._words = words
        self._written = written

    def compose_body(self) -> ComposeResult:
        """Give the question and what the person wrote before."""
        with VerticalScroll(id="alone"):
            yield Static(self._who)
            yield Static(Content(self._words), classes="words")
            for asked, answer in self._written:
                yield Static(Content(asked), classes="label")
                yield Static(Content(answer))
            if not self._written:
                words = "What you wrote about it is not kept: only the time since the start counts."
                yield Static(Content(words), classes="quiet")
            yield NextButton("Done")

    def on_mount(self) -> None:
        """Leave the focus on the page."""
        self.query_one("#alone").focus()

    @on(Button.Pressed, "#next")
    def action_done(self) -> None:
        """Go on to the next curtain."""
        self.dismiss(None)
