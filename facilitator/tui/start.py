"""What the app opens with, and how a screen asks it for a session."""

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message


@dataclass(frozen=True)
class AtHome:
    """The home screen."""


@dataclass(frozen=True)
class NewSession:
    """Straight into a new session; with a playbook, or with the choice of one."""

    playbook: Path | None = None


@dataclass(frozen=True)
class ResumeSession:
    """Straight into an unfinished session."""

    session: str


Start = AtHome | NewSession | ResumeSession
"""What the app opens with, whichever command was given."""


class Wanted(Message):
    """A screen asks the app for a session: a new one or an unfinished one."""

    def __init__(self, start: NewSession | ResumeSession) -> None:
        """Ask for `start`."""
        super().__init__()
        self.start = start
