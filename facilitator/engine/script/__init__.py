"""A session without a screen: an answers file takes the place of the two at the keyboard.

The script walks the same agenda through the same submissions as the TUI. Each question takes its
answer from the file; what is missing, of the wrong type or never asked for is an error that names
the key, and nothing has been written anywhere by then.

``form`` reads the file's tables, ``scripted`` holds the session as it goes, ``pages`` and ``gates``
take one page each, ``leftovers`` refuses what no question asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.domain import events as ev
from facilitator.domain.errors import AnswersFileError
from facilitator.domain.session import Session
from facilitator.engine.agenda import agenda, current
from facilitator.engine.script.form import Form
from facilitator.engine.script.gates import take_gate, take_stance
from facilitator.engine.script.leftovers import refuse_leftovers
from facilitator.engine.script.pages import PAGES, open_session
from facilitator.engine.script.scripted import Beginning, Scripted
from facilitator.engine.structure import Plan

__all__ = ["Beginning", "Played", "play"]

TAKE = {**PAGES, "stance": take_stance, "gate": take_gate}
"""Kind of page to what takes it from the file."""


@dataclass(frozen=True)
class Played:
    """A session played to its signed end."""

    events: tuple[ev.Event, ...]
    session: Session


def play(plan: Plan, answers: Mapping[str, Any], beginning: Beginning) -> Played:
    """Play a session from an answers file (as TOML data, cleaned) to its signatures.

    Raises AnswersFileError, with the path of the key it is about.
    """
    script = Scripted(plan, Form.of(answers, plan.playbook.role_ids), beginning)
    open_session(script)
    while not (page := current(agenda(plan, script.session))).done:
        before = len(script.events)
        TAKE[page.kind](script, page)
        if len(script.events) == before:
            msg = f"the answers do not lead on from '{page.kind}'"
            raise AnswersFileError(msg)
    refuse_leftovers(script)
    return Played(tuple(script.events), script.session)
