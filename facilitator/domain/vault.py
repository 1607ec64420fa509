"""Where withheld answers live: in memory, outside the session, until the program ends."""

from facilitator.domain.session import Slot
from facilitator.domain.values import Value


class Vault:
    """The private and overlap answers of one run of the program. It never shows its contents."""

    def __init__(self) -> None:
        self._values: dict[Slot, Value] = {}

    def put(self, slot: Slot, value: Value) -> None:
        """Keep `value` for `slot`."""
        self._values[slot] = value

    def get(self, slot: Slot) -> Value | None:
        """Return what is kept for `slot`, or None."""
        return self._values.get(slot)

    def drop(self, item: str) -> None:
        """Forget what either party said to `item`: an overlap round asks both anew."""
        for slot in [slot for slot in self._values if slot[0] == item]:
            del self._values[slot]

    def __repr__(self) -> str:
        return "<Vault>"
