"""What all inputs have in common: a raw value for ``parse``, a draft, and a word about the limits.

An input maps one type of answer to keys and clicks. It does not know what is valid:
``engine.answers.parse`` is the one judge.
"""

from collections.abc import Mapping

from pydantic import JsonValue
from textual.message import Message
from textual.widget import Widget


class ValueInput(Widget):
    """Takes one value from keyboard and mouse, in the form that ``parse`` takes."""

    HINT = ""
    """How it is worked, shown while it has the focus."""

    class Changed(Message):
        """What the input `sender` holds has changed; from inside another input it bubbles on."""

        def __init__(self, sender: "ValueInput") -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> "ValueInput":
            """The input, for ``@on`` with a selector."""
            return self.sender

    class Refused(Message):
        """Something was kept out; `reason` says in words what and why."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    @property
    def raw(self) -> object:
        """What ``parse`` takes now; None or an empty string while nothing is given."""
        raise NotImplementedError

    def fill(self, raw: object) -> None:
        """Put a value in, as ``to_raw`` gives it; None empties the input."""
        raise NotImplementedError

    @property
    def draft(self) -> JsonValue:
        """What was filled in so far, as JSON; typed text stays as it was typed."""
        return as_json(self.raw)

    def restore(self, draft: JsonValue) -> None:
        """Put a draft in again."""
        self.fill(draft)

    @property
    def notice(self) -> str:
        """A word about the limits, such as "3 of at most 5"; empty when there is nothing to say."""
        return ""

    def focus_first(self) -> None:
        """Focus the first thing to fill in."""
        self.focus()

    def tell(self) -> None:
        """Tell the field that something has changed."""
        self.post_message(ValueInput.Changed(self))


def as_json(raw: object) -> JsonValue:
    """Return a raw value as JSON: days and decimals as the strings that a person would type."""
    if raw is None or isinstance(raw, bool | int):
        return raw
    if isinstance(raw, Mapping):
        return {str(key): as_json(part) for key, part in raw.items()}
    if isinstance(raw, list | tuple):
        return [as_json(part) for part in raw]
    return as_typed(raw)


def as_typed(raw: object) -> str:
    """Return a plain value as a person would type it: 120000.00, 2026-12-24; nothing for None."""
    return "" if raw is None else str(raw)
