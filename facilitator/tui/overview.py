"""What the home screen shows; `gathering` gathers it in a thread, so that home opens at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.library.sessions import SessionSummary
    from facilitator.tui.promises import Promise


@dataclass(frozen=True)
class Overview:
    """What there is in the library."""

    sessions: "tuple[tuple[SessionSummary, str], ...]" = ()
    """Unfinished sessions, each with the title of the step it stands in."""
    agreements: int = 0
    shipped: int = 0
    own: int = 0
    promises: "tuple[Promise, ...]" = ()
    problems: tuple[str, ...] = ()
    unreadable: str = ""
    """Why the library cannot be read at all; nothing when it can."""
    only_readable: bool = False
    """Whether nothing can be kept in the library."""
    up_to_date: bool = False
    """Whether the index was compared with the library; before that, there may be more."""

    @property
    def has_no_records(self) -> bool:
        """Whether there is nothing to list, not even something broken."""
        return self.up_to_date and not self.agreements and not self.problems

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever done here."""
        return self.up_to_date and not self.sessions and not self.agreements
