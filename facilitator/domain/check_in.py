"""The check-in: a later record that says how the commitments of an agreement are going, format 1.

The models mirror the file, as those of the agreement do. A word from a party stands under the key
of their role.
"""

import datetime as dt
from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from facilitator.domain.agreement import RecordModel, Seal
from facilitator.domain.model import Moment, PlainDate, Text, as_tuple

State = Literal["done", "on_track", "at_risk", "late", "dropped"]
"""How a commitment is going."""

STATES: Final[tuple[State, ...]] = get_args(State)


class Progress(RecordModel):
    """How one commitment is going, with a word from each party under the key of their role."""

    commitment: str
    state: State
    due: PlainDate | None = None
    """The new date, when one was agreed."""
    next: Text | None = None
    """What follows."""

    def word(self, role: str) -> str | None:
        """Return what the party of `role` says of it, or None."""
        value = (self.model_extra or {}).get(role)
        return value if isinstance(value, str) else None


class CheckIn(RecordModel):
    """A whole check-in. `seal` is None until it has been written."""

    format: Literal[1]
    agreement: str
    agreement_sha256: str
    """The seal of the agreement that it belongs to."""
    at: Moment
    progress: Annotated[tuple[Progress, ...], as_tuple] = Field((), min_length=1)
    seal: Seal | None = None

    @property
    def day(self) -> dt.date:
        """The UTC day of the check-in."""
        return self.at.date()
