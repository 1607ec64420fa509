"""Random sessions that are kept on disk as a front end keeps them, up to the record."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain import events as ev
from facilitator.engine.settlement import settle
from facilitator.library.paths import Library
from facilitator.library.records import render_agreement, save_agreement
from facilitator.library.sessions import OpenSession, create_session, resume_session
from tests.engine.walking import Walk

SESSION = "20261124-a-walk-walk"
PLAYBOOK = b"# The walk has its plan in memory.\n"


@dataclass
class JournalWalk(Walk):
    """A walk whose events are durable before it takes the next step."""

    kept: OpenSession | None = None

    def begin(self, library: Library) -> "JournalWalk":
        """Create the session in `library`; `walk_on` goes through it."""
        sha256 = hashlib.sha256(PLAYBOOK).hexdigest()
        names = {role: f"{role.title()} Name" for role in self.plan.playbook.role_ids}
        opened = ev.Opened(
            at=self.at, session=SESSION, topic="A walk", parties=names, playbook_sha256=sha256
        )
        self.kept = create_session(library, opened, PLAYBOOK)
        super().say(opened)
        self.told()
        return self

    def go_on(self, library: Library) -> "JournalWalk":
        """Open the session in `library` where its journal ends; `walk_on` goes through the rest."""
        self.kept = resume_session(library, SESSION)
        self.now = self.kept.events[-1].at
        super().say(*self.kept.events)
        self.quit_and_resume()
        return self

    def say(self, *events: ev.Event) -> None:
        """Keep a draft as if the words had just been typed, then the events."""
        assert self.kept is not None
        self.kept.save_draft({event.event: {"together": "typed"} for event in events})
        self.kept.append(events)
        super().say(*events)
        self.told()

    def told(self) -> None:
        """Say that all events so far are safe."""

    def sign_off(self) -> Path:
        """Write the record, remove the session, and return where the record is."""
        assert self.kept is not None
        record = settle(self.plan, self.session)
        path = save_agreement(self.kept.library, render_agreement(record), record.id)
        self.kept.finish()
        return path
