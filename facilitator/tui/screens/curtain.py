"""The curtain between two people's pages: nothing of either is on it."""

import time
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.domain.items import TOGETHER
from facilitator.domain.session import Session
from facilitator.tui.commands import bindings_of
from facilitator.tui.pages.people import People
from facilitator.tui.screens.base import PlainScreen

_REPEATS_WITHIN = 0.15
"""Seconds: an Enter that follows another one sooner is a key that is still held down."""


class Countdown(Static):
    """How long a break still is, quietly; nothing happens when it is over."""

    def __init__(self, minutes: int) -> None:
        """Count down from `minutes`."""
        super().__init__(classes="words quiet")
        self._left = minutes

    def on_mount(self) -> None:
        """Start."""
        self._show()
        self.set_interval(60, self._pass_a_minute)

    def _pass_a_minute(self) -> None:
        self._left = max(self._left - 1, 0)
        self._show()

    def _show(self) -> None:
        minutes = "1 minute" if self._left == 1 else f"{self._left} minutes"
        words = f"About {minutes} more, or as long as you need."
        self.update(Content(words if self._left else "The break is over when you both say so."))


class Raise(Static):
    """The words that a click on raises the curtain."""

    ALLOW_SELECT = False

    def on_click(self, event: events.Click) -> None:
        """Raise the curtain."""
        event.stop()
        self.screen.dismiss(True)


class CurtainScreen(PlainScreen[bool]):
    """Asks for the keyboard to be handed over. True raises it, False leaves the session."""

    WHERE = "curtain"
    NAMED = "The curtain"
    PURPOSE = (
        "The curtain hangs while the keyboard changes hands, or while you take a break. Nothing "
        "that either of you wrote is on it. Enter raises it, or a click on the line that says so."
    )
    CSS_PATH = "curtain.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("curtain"),
        Binding("enter", "raise", "Raise", show=False),
    ]

    def __init__(
        self,
        people: People,
        audience: str,
        *,
        heading: Content | None = None,
        notices: Sequence[str] = (),
        by_enter: bool = False,
    ) -> None:
        """Hang the curtain before a page of `audience`.

        `by_enter` says that Enter was what brought it, so that the key held down does not raise it.
        """
        super().__init__()
        self._people = people
        self._audience = audience
        self._heading = heading
        self._notices = notices
        self._last_enter = time.monotonic() if by_enter else None

    def compose(self) -> ComposeResult:
        """Give who is to sit down and who is to look away."""
        style = self._people.style(self._audience)
        with Vertical(id="curtain"):
            yield Static(Content.styled("━" * 40, style), classes="line")
            yield Static(self._heading or self._handing_over(), classes="words -strong")
            if self._heading is not None and self._audience != TOGETHER:
                yield Static(self._handing_over(), classes="words")
            yield Static(self._looking_away(), classes="words quiet")
            yield from self.compose_below()
            for notice in self._notices:
                yield Static(Content(notice), classes="words notice")
            yield Raise(self._how_to_raise(), id="raise", classes="words")
            yield Static(Content.styled("━" * 40, style), classes="line")
        yield self.compose_footer()

    def compose_below(self) -> ComposeResult:
        """Give what stands below who is to look away."""
        yield from ()

    def _handing_over(self) -> Content:
        if self._audience == TOGETHER:
            return Content.assemble("Now ", ("both of you", "bold $agreed"), ", please")
        return Content.assemble("Hand the keyboard to ", self._people.named(self._audience))

    def _looking_away(self) -> Content:
        if self._audience == TOGETHER:
            return Content("Sit so that both can read. Nothing of either is on this screen.")
        other = self._people.short(self._people.other(self._audience))
        return Content(f"{other}, please look away. Nothing you wrote is on this screen.")

    def _how_to_raise(self) -> Content:
        enter = ("Enter", "bold $accent")
        if self._audience == TOGETHER:
            return Content.assemble("Press ", enter, " when you are both here.")
        name = self._people.short(self._audience)
        return Content.assemble(f"{name}, press ", enter, " when you are alone with it.")

    def action_raise(self) -> None:
        """Raise the curtain, unless Enter is only still held down from the page before."""
        last, now = self._last_enter, time.monotonic()
        if last is not None and now - last < _REPEATS_WITHIN:
            self._last_enter = now
            return
        self.dismiss(True)

    def action_save_and_leave(self) -> None:
        """Leave the session; everything is kept."""
        self.dismiss(False)


BREAK_MINUTES = 5
"""How long a break is meant to be; nobody is called back."""


class BreakCurtain(CurtainScreen):
    """The curtain of a break, with a quiet countdown."""

    def compose_below(self) -> ComposeResult:
        """Give the countdown."""
        yield Countdown(BREAK_MINUTES)


def heading_of(session: Session, *, returning: bool) -> Content | None:
    """Return what the curtain says first: a break, or a welcome to those who are `returning`."""
    if session.on_break:
        return Content("A break. The clock stands still.")
    return Content(f"Welcome back to: {session.topic}") if returning else None
