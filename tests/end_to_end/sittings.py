"""Sessions that stand on disk at the moment a test needs, ready to be resumed in a terminal."""

import datetime as dt
import hashlib
from pathlib import Path

from facilitator.domain import events as ev
from facilitator.library.paths import Library
from facilitator.library.sessions import create_session
from tests.end_to_end.pseudo_terminal import PseudoTerminal

TWO_QUESTIONS = b"""format = 1
[playbook]
id = "two-questions"
version = "1"
title = "Two questions"
[roles.leader]
title = "Leader"
[roles.manager]
title = "Manager"
[[step]]
id = "words"
title = "Words"
[[step.item]]
type = "text"
id = "hopes"
ask = "What do you hope for?"
who = "both"
privacy = "sealed"
[[step.item]]
type = "text"
id = "fears"
ask = "What do you fear?"
who = "both"
privacy = "private"
"""
AT = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
SESSION = "20261124-in-the-middle-k3f9"


def begin_two_questions(
    library: Path, session_id: str = SESSION, topic: str = "In the middle"
) -> Path:
    """Leave a session before Ben's two questions, one of them private; return its folder."""
    opened = ev.Opened(
        at=AT,
        session=session_id,
        topic=topic,
        parties={"leader": "Ada Okafor", "manager": "Ben Lind"},
        playbook_sha256=hashlib.sha256(TWO_QUESTIONS).hexdigest(),
    )
    session = create_session(Library(library), opened, TWO_QUESTIONS)
    session.append([ev.Began(at=AT, step="words")])
    session.close()
    return session.folder


def sit_down(terminal: PseudoTerminal) -> None:
    """Raise the curtain that a resume begins with, and see Ben's questions."""
    terminal.shows("Hand the keyboard to Ben")
    terminal.press("enter")
    terminal.shows("What do you hope for?", "What do you fear?")
