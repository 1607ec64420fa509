"""How commitments stand now, in words: what the check-ins so far made of them."""

from typing import Final

from facilitator.domain.text import day_in_words
from facilitator.engine.follow_up import Followed
from facilitator.export.terms import NOT_ANSWERED

OPEN: Final = "open"


def plain_state(state: str | None) -> str:
    """Return the word for a state of check-ins; "open" before there is one."""
    return OPEN if state is None else state.replace("_", " ")


def state_in_words(followed: Followed) -> str:
    """Return the present state and the day on which it was told, such as "late, …"."""
    told = f" ({day_in_words(followed.at)})" if followed.at is not None else ""
    return plain_state(followed.state) + told


def due_in_words(followed: Followed) -> str:
    """Return by when it is due, and the day that was promised if that was another."""
    if followed.due is None:
        return NOT_ANSWERED
    if followed.promised is None or followed.promised == followed.due:
        return day_in_words(followed.due)
    return f"{day_in_words(followed.due)} (first: {day_in_words(followed.promised)})"
