"""The way into a session: a new one from what the opening gave, or one that was interrupted."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from facilitator.authoring.checking import load
from facilitator.domain import events as ev
from facilitator.domain.agreement import folder_day
from facilitator.domain.errors import FacilitatorError, LibraryError
from facilitator.engine.amending import Former
from facilitator.engine.structure import Plan
from facilitator.library.listing import find_agreement
from facilitator.library.paths import Library
from facilitator.library.records import read_agreement
from facilitator.library.sessions import (
    PLAYBOOK_FILE,
    create_session,
    new_session_id,
    resume_session,
)
from facilitator.library.tokens import new_token
from facilitator.library.used_versions import remember_use
from facilitator.library.writer import BackgroundWriter
from facilitator.tui.conversation import Clock, Conversation
from facilitator.tui.opening_result import OpeningResult
from facilitator.tui.screens.session import SessionScreen
from facilitator.tui.wording import utc_now


def former_of(library: Library, amends: str | None) -> Former:
    """Return what the agreement `amends` says; nothing when it is none or cannot be read."""
    if amends is None:
        return Former()
    try:
        return Former.of(read_agreement(find_agreement(library, amends)))
    except FacilitatorError:
        return Former()


@dataclass(frozen=True)
class SessionWalk:
    """Makes the screens of sessions. Clock and randomness come from outside, for tests."""

    clock: Clock = utc_now
    token: Callable[[], str] = new_token

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
            amends=result.amends,
        )
        journal = create_session(library, opened, result.playbook)
        with suppress(LibraryError):  # only a warning for those who edit playbooks hangs on it
            remember_use(library, plan.playbook)
        conversation = Conversation(plan, journal, BackgroundWriter(), self.clock)
        conversation.former = former_of(library, result.amends)
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
        conversation.former = former_of(library, conversation.session.amends)
        return SessionScreen(conversation, resumed=True)
