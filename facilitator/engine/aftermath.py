"""What came after an agreement was signed: its check-ins, and the agreements that amend it.

The record stays as it was signed. Whatever shows its commitments as they stand now takes this
beside it.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import CheckIn
from facilitator.engine.follow_up import Amendment, Followed, follow, review_is_open


@dataclass(frozen=True)
class Aftermath:
    """Everything that came after one agreement."""

    check_ins: tuple[CheckIn, ...] = ()
    """The earliest first."""
    amendments: tuple[Amendment, ...] = ()
    """Those that amend it, or amend one that does, the earliest first."""

    def __bool__(self) -> bool:
        """Whether anything came after."""
        return bool(self.check_ins or self.amendments)

    @property
    def holding(self) -> tuple[Amendment, ...]:
        """The amendments that hold now: those that none of the others amends."""
        replaced = {one.amends for one in self.amendments}
        return tuple(one for one in self.amendments if one.id not in replaced)

    @property
    def changes(self) -> int:
        """How often something came after; it only ever rises."""
        return len(self.check_ins) + len(self.amendments)

    def latest(self, agreement: Agreement) -> dt.datetime:
        """Return the moment of what came last: the closing of `agreement`, if nothing did."""
        moments = [one.at for one in self.check_ins] + [one.closed for one in self.amendments]
        return max([agreement.closed, *moments])

    def commitments(self, agreement: Agreement) -> tuple[Followed, ...]:
        """Return the commitments of `agreement` as its check-ins left them."""
        return follow(agreement.commitments, self.check_ins)

    def review_is_open(self, agreement: Agreement) -> bool:
        """Whether `agreement` has a review that is still to come."""
        return review_is_open(agreement.review, self.check_ins)


NOTHING_YET: Final = Aftermath()
"""What came after an agreement that was just signed."""
