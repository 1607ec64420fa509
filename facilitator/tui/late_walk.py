"""What makes the screens of a session, loaded when there is one, so that home opens at once."""

from typing import Any, Protocol

from textual.screen import Screen

from facilitator.library.paths import Library
from facilitator.tui.opening_result import OpeningResult


class Walk(Protocol):
    """Makes the screens of a session under way."""

    def begin(self, library: Library, result: OpeningResult) -> Screen[Any]:
        """Return the screen of a new session."""

    def resume(self, library: Library, session: str) -> Screen[Any]:
        """Return the screen of an unfinished session, which opens on a curtain."""


class LateWalk:
    """The real walk, whose screens are loaded when they are first needed."""

    def begin(self, library: Library, result: OpeningResult) -> Screen[Any]:
        """Return the screen of a new session."""
        from facilitator.tui.walk import SessionWalk

        return SessionWalk().begin(library, result)

    def resume(self, library: Library, session: str) -> Screen[Any]:
        """Return the screen of an unfinished session."""
        from facilitator.tui.walk import SessionWalk

        return SessionWalk().resume(library, session)
