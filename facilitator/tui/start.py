"""What the app opens with, and how a screen asks it for a session."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from facilitator.engine.amending import Former


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


@dataclass(frozen=True)
class Amend:
    """Straight into a session that amends an agreement, whose answers are filled in."""

    former: "Former"
    playbook: Path


Start = AtHome | NewSession | ResumeSession
"""What the app opens with, whichever command was given."""


class Wanted(Message):
    """A screen asks the app for a session: a new one, an unfinished one, or an amendment."""

    def __init__(self, start: NewSession | ResumeSession | Amend) -> None:
        """Ask for `start`."""
        super().__init__()
        self.start = start
