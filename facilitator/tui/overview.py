"""What the home screen shows, gathered from the library; slow, so for a thread."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.errors import FacilitatorError
from facilitator.library.check_ins import check_ins_of
from facilitator.library.listing import list_agreements
from facilitator.library.paths import Library
from facilitator.library.playbooks import list_playbook_files, read_playbook_bytes
from facilitator.library.records import read_agreement
from facilitator.library.sessions import PLAYBOOK_FILE, SessionSummary, list_sessions
from facilitator.library.tables import parse_table
from facilitator.tui.promises import Followed, Promise, promises_due

RECENT = 60
"""How many agreements, the latest first, are read for what was promised."""


@dataclass(frozen=True)
class Overview:
    """What there is in the library."""

    sessions: tuple[tuple[SessionSummary, str], ...] = ()
    """Unfinished sessions, each with the title of the step it stands in."""
    agreements: int = 0
    shipped: int = 0
    own: int = 0
    promises: tuple[Promise, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever done here."""
        return not self.sessions and not self.agreements


def gather(library: Library, today: dt.date) -> Overview:
    """Return what is in `library`, seen on `today`; what cannot be read becomes a problem."""
    summaries, problems = list_agreements(library)
    recent = _read([Path(summary["path"]) for summary in summaries[:RECENT]])
    playbooks = list_playbook_files(library)
    return Overview(
        sessions=tuple((one, _step_title(library, one)) for one in list_sessions(library)),
        agreements=len(summaries),
        shipped=sum(file.shipped for file in playbooks),
        own=sum(not file.shipped for file in playbooks),
        promises=tuple(promises_due(recent, today)),
        problems=tuple(problems),
    )


def _read(paths: list[Path]) -> list[Followed]:
    """Return the agreements that can be read; the list of agreements names the others."""
    read: list[Followed] = []
    for path in paths:
        try:
            agreement = read_agreement(path)
        except FacilitatorError:
            continue
        if agreement.commitments or agreement.review or agreement.amends:
            read.append(Followed(path, agreement, check_ins_of(path)[0]))
    return read


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
