"""The way into a session: a new one from what the opening gave, or one that was interrupted."""

import datetime as dt
import hashlib
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from facilitator.authoring.checking import load
from facilitator.domain import events as ev
from facilitator.domain.agreement import folder_day
from facilitator.domain.errors import FacilitatorError
from facilitator.engine.structure import Plan
from facilitator.library.paths import Library
from facilitator.library.sessions import (
    PLAYBOOK_FILE,
    create_session,
    new_session_id,
    resume_session,
)
from facilitator.library.writer import BackgroundWriter
from facilitator.tui.conversation import Clock, Conversation
from facilitator.tui.opening_result import OpeningResult
from facilitator.tui.screens.session import SessionScreen

_TOKEN_LETTERS = string.ascii_lowercase + string.digits


def utc_now() -> dt.datetime:
    """Return the present moment in UTC."""
    return dt.datetime.now(dt.UTC)


def random_token() -> str:
    """Return the four random characters that end a session's id."""
    return "".join(secrets.choice(_TOKEN_LETTERS) for _ in range(4))


@dataclass(frozen=True)
class SessionWalk:
    """Makes the screens of sessions. Clock and randomness come from outside, for tests."""

    clock: Clock = utc_now
    token: Callable[[], str] = random_token

    def begin(self, library: Library, result: OpeningResult) -> Screen[Any]:
        """Create the session that `result` describes, and return its screen.

        Raises:
            FacilitatorError: the playbook cannot be used, or the session cannot be written.

        """
        plan = Plan(load(result.playbook, PLAYBOOK_FILE))
        at = self.clock()
        opened = ev.Opened(
            at=at,
            session=new_session_id(folder_day(at), result.topic, self.token()),
            topic=result.topic,
            parties=result.parties,
            playbook_sha256=hashlib.sha256(result.playbook).hexdigest(),
        )
        journal = create_session(library, opened, result.playbook)
        conversation = Conversation(plan, journal, BackgroundWriter(), self.clock)
        conversation.record(*(ev.AcceptedRules(at=at, party=p) for p in result.rules_accepted))
        return SessionScreen(conversation)

    def resume(self, library: Library, session: str) -> Screen[Any]:
        """Open an unfinished session, and return its screen, which starts on a curtain.

        Raises:
            FacilitatorError: it cannot be opened, or its playbook cannot be used any more.

        """
        journal = resume_session(library, session)
        try:
            plan = Plan(load(journal.playbook, PLAYBOOK_FILE))
            conversation = Conversation(plan, journal, BackgroundWriter(), self.clock)
        except FacilitatorError:
            journal.close()
            raise
        return SessionScreen(conversation, resumed=True)
