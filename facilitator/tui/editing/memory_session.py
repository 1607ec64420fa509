"""A session that is kept nowhere: for rehearsals and previews."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from pydantic import JsonValue

from facilitator.domain import events as ev
from facilitator.engine.rehearsing import made_up_parties
from facilitator.engine.structure import Plan
from facilitator.library.journal import Journal
from facilitator.library.lock import SessionLock
from facilitator.library.paths import Library
from facilitator.library.sessions import OpenSession
from facilitator.library.writer import BackgroundWriter
from facilitator.tui.conversation import Clock, Conversation

SESSION_ID: Final = "20000101-rehearsal-made"
"""The id that a rehearsal goes by; nothing on disk ever has it."""
_NOWHERE: Final = Path("/nonexistent")


class MemorySession(OpenSession):
    """Takes everything that a session on disk takes, and writes nothing."""

    def __init__(self, events: tuple[ev.Event, ...]) -> None:
        """Begin with `events`."""
        lock, journal = SessionLock(_NOWHERE), Journal(_NOWHERE)
        super().__init__(Library(_NOWHERE), _NOWHERE, lock, journal, b"", events)

    def append(self, events: Sequence[ev.Event] = ()) -> None:
        """Let `events` be; the conversation knows them."""

    def save_draft(self, draft: Mapping[str, JsonValue]) -> None:
        """Let the draft be; the conversation knows it."""

    def load_draft(self) -> dict[str, JsonValue]:
        """Return nothing: nothing was kept."""
        return {}

    def close(self) -> None:
        """There is nothing to let go of."""

    def finish(self) -> Path | None:
        """There is nothing to remove."""
        return None

    def discard(self) -> Path:
        """There is nothing to move."""
        return _NOWHERE


def opened(plan: Plan, at: dt.datetime) -> ev.Opened:
    """Return how a session of made-up people begins."""
    return ev.Opened(
        at=at,
        session=SESSION_ID,
        topic="A made-up topic",
        parties=made_up_parties(plan),
        playbook_sha256=hashlib.sha256(b"").hexdigest(),
    )


def conversation_in_memory(plan: Plan, events: tuple[ev.Event, ...], clock: Clock) -> Conversation:
    """Return a conversation about `plan` that has come to `events` and is kept nowhere."""
    return Conversation(plan, MemorySession(events), BackgroundWriter(), clock)
