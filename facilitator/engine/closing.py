"""What the program itself asks at the end of every session, whatever the playbook.

The review date is a joint answer and an event of its own. "Will I keep this?" is private: only
that it was answered is an event.
"""

from facilitator.domain.items import AskedItem, DateItem, ScaleItem, TextItem
from facilitator.domain.session import Slot
from facilitator.domain.vault import Vault

REVIEW = DateItem(
    type="date",
    id="close:review",
    ask="When will you look at this agreement again?",
    required=False,
    earliest="today",
)
KEEP = ScaleItem(
    type="scale",
    id="close:keep",
    ask="Will I keep this?",
    who="both",
    privacy="private",
    min=0,
    max=10,
    low="I doubt it",
    high="certainly",
)
DIFFERENT = TextItem(
    type="text",
    id="close:different",
    ask="What would have to be different?",
    who="both",
    privacy="private",
    lines=4,
    required=False,
)
CLOSING_ITEMS: dict[str, AskedItem] = {item.id: item for item in (REVIEW, KEEP, DIFFERENT)}

READ_BACK = "close:read_back"
"""The key under which the read-back of commitments and open points is passed."""

DOUBTFUL_BELOW = 7


def is_doubtful(vault: Vault, party: str) -> bool:
    """Whether this person's private answer calls for "What would have to be different?"."""
    kept = vault.get((KEEP.id, party))
    return isinstance(kept, int) and kept < DOUBTFUL_BELOW


def keep_slots(party: str) -> tuple[Slot, ...]:
    """Return the slots of the private page at the end."""
    return ((KEEP.id, party), (DIFFERENT.id, party))
