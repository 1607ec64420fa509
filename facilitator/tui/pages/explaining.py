"""What parts of a page say when somebody asks how what they show is worked out."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from facilitator.engine.explanations import Explanation


@dataclass(frozen=True)
class Told:
    """Something that was worked out, and how."""

    what: str
    how: Explanation


@runtime_checkable
class Explains(Protocol):
    """A part of a page that shows something worked out."""

    @property
    def explained(self) -> tuple[Told, ...]:
        """How what it shows is worked out."""
