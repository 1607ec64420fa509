"""Agreements and check-ins made through the real writer, for the tests of the library."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import CheckIn
from facilitator.library.check_ins import save_check_in
from facilitator.library.paths import Library
from facilitator.library.records import read_agreement, render_agreement, save_agreement, seal_of

LONG_AGO = 1_700_000_000
"""Seconds: a time of change that no scan takes for recent."""


def agreement(name: str = "20261124-clinic-aaaa", **changes: Any) -> Agreement:
    """Return an agreement with one answer, one gate and one commitment, changed as asked."""
    day = dt.datetime.strptime(name[:8], "%Y%m%d").replace(hour=9, tzinfo=dt.UTC)
    data = {
        "format": 1,
        "id": name,
        "topic": "Open a second clinic",
        "status": "agreed",
        "opened": day,
        "closed": day + dt.timedelta(hours=1),
        "common_ground": ["Nobody waits in the rain."],
        "review": day.date() + dt.timedelta(days=30),
        "playbook": {"id": "p", "version": "1", "title": "Playbook", "sha256": "0" * 64},
        "parties": {
            "leader": {"title": "Leader", "name": "Ada Okafor"},
            "manager": {"title": "Manager", "name": "Ben Lind"},
        },
        "step": [
            {
                "id": "budget",
                "title": "Budget",
                "theme": "budget",
                "outcome": "agreed",
                "answer": [
                    {
                        "id": "why",
                        "ask": "What keeps the visitors away?",
                        "type": "text",
                        "leader": "The draughty staircase",
                        "manager": 'They say "too far" — naïve, perhaps',
                    }
                ],
                "gate": [
                    {
                        "id": "agreed",
                        "text": "We go.",
                        "leader": "support",
                        "manager": "accept",
                        "reservations": {"manager": "Only with scaffolding."},
                    }
                ],
            }
        ],
        "commitment": [
            {
                "id": "c1",
                "what": "Order the desk",
                "owner": "manager",
                "due": day.date() + dt.timedelta(days=14),
                "measure": "the invoice",
                "step": "budget",
            }
        ],
    }
    return Agreement.model_validate(data | changes)


def put(library: Library, made: Agreement | str | None = None, **changes: Any) -> Path:
    """Save an agreement (by its id, or whole) and return its file."""
    if made is None or isinstance(made, str):
        made = agreement(made, **changes) if made else agreement(**changes)
    return save_agreement(library, render_agreement(made), made.id)


def put_check_in(
    path: Path, *progress: dict[str, Any], at: str = "2026-12-01T09:00:00Z", ending: str = "b3f9"
) -> Path:
    """Save a check-in of the agreement at `path` and return its file."""
    made = CheckIn.model_validate(
        {
            "format": 1,
            "agreement": path.stem,
            "agreement_sha256": seal_of(path.read_bytes()),
            "at": dt.datetime.fromisoformat(at),
            "progress": list(progress) or [{"commitment": "c1", "state": "on_track"}],
        }
    )
    return save_check_in(path, made, ending)


def settle(library: Library) -> None:
    """Make every folder of agreements one that changed long ago, as it is days later."""
    for folder in library.agreements.iterdir():
        os.utime(folder, (LONG_AGO, LONG_AGO))


def same(one: Path, other: Path) -> bool:
    """Whether two files hold the same agreement."""
    return read_agreement(one) == read_agreement(other)
