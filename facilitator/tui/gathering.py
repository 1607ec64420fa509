"""Gathers what the home screen shows from the library; slow, so for a thread."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from facilitator.domain.errors import FacilitatorError
from facilitator.library.index import Filter, Index
from facilitator.library.paths import Library
from facilitator.library.playbooks import list_playbook_files, read_playbook_bytes
from facilitator.library.sessions import PLAYBOOK_FILE, SessionSummary, list_sessions
from facilitator.library.tables import parse_table
from facilitator.tui.overview import Overview
from facilitator.tui.promises import DAYS_AHEAD, promises_due

MOST_PROMISES = 200
"""How many things that are due are shown, the oldest ones; the list of agreements has all."""


def gather(library: Library, today: dt.date) -> Iterator[Overview]:
    """Give what is in `library`, seen on `today`: as the index knows it at once, then as it is."""
    known = Overview(
        sessions=tuple((one, _step_title(library, one)) for one in list_sessions(library)),
        only_readable=library.only_readable,
    )
    playbooks = list_playbook_files(library)
    known = replace(
        known,
        shipped=sum(file.shipped for file in playbooks),
        own=sum(not file.shipped for file in playbooks),
    )
    unreadable = _why_not(library)
    if unreadable:
        yield replace(known, unreadable=unreadable, up_to_date=True)
        return
    with Index.open(library) as index:
        yield _with_agreements(known, index, today)
        problems = tuple(index.refresh())
        yield replace(_with_agreements(known, index, today), problems=problems, up_to_date=True)


def _why_not(library: Library) -> str:
    """Return why the library cannot be read; nothing when it can, or is not there yet."""
    try:
        library.require_readable()
    except FacilitatorError as error:
        return error.message
    return ""


def _with_agreements(known: Overview, index: Index, today: dt.date) -> Overview:
    return replace(
        known,
        agreements=index.count(Filter(today)),
        promises=promises_due(index.due(today, DAYS_AHEAD, MOST_PROMISES)),
    )


def _step_title(library: Library, session: SessionSummary) -> str:
    """Return the title of the step a session stands in; nothing before the first step."""
    if session.step is None or session.opened is None:
        return ""
    try:
        playbook = parse_table(read_playbook_bytes(library.sessions / session.id / PLAYBOOK_FILE))
    except FacilitatorError:
        return ""
    steps = playbook.get("step")
    for step in steps if isinstance(steps, list) else ():
        if isinstance(step, dict) and step.get("id") == session.step:
            return str(step.get("title", ""))
    return ""
