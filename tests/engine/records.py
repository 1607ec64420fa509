"""Small records for tests: an agreement of two, changed where a test needs it."""

import datetime as dt
from typing import Any

from facilitator.domain.agreement import Agreement

OPENED = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
TUESDAY = dt.date(2026, 12, 8)
SATURDAY = dt.date(2026, 12, 12)
REVIEW = dt.date(2026, 12, 24)


def record(**changes: Any) -> Agreement:
    """Return an agreement that raises no question; `changes` replace keys of its top level."""
    tree = {
        "format": 1,
        "id": "20261124-clinic-k3f9",
        "topic": "Open a second clinic",
        "status": "agreed",
        "opened": OPENED,
        "closed": OPENED + dt.timedelta(hours=1),
        "review": REVIEW,
        "playbook": {"id": "p", "version": "1", "title": "P", "sha256": "0" * 64},
        "parties": {
            "leader": {"title": "Leader", "name": "Ada"},
            "manager": {"title": "Manager", "name": "Ben"},
        },
        "step": [step(gate())],
        "commitment": [promise("c1", "manager"), promise("c2", "leader")],
    }
    return Agreement.model_validate(tree | changes)


def promise(name: str, owner: str, **changes: Any) -> dict[str, Any]:
    """Return a commitment with everything that belongs to one."""
    made = {"id": name, "what": f"do {name}", "owner": owner, "due": TUESDAY}
    return made | {"measure": "it is there", "step": "budget"} | changes


def gate(manager: str = "support", leader: str = "support", **changes: Any) -> dict[str, Any]:
    """Return a gate as it was left."""
    text = {"id": "budget_agreed", "text": "We work to 90,000 EUR."}
    return text | {"manager": manager, "leader": leader} | changes


def step(*gates: dict[str, Any], answers: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return a step about the budget."""
    return {
        "id": "budget",
        "title": "Budget",
        "theme": "budget",
        "outcome": "agreed",
        "answer": answers or [],
        "gate": list(gates),
    }


def open_point(**changes: Any) -> dict[str, Any]:
    """Return a parked thought with an owner and a day."""
    made = {"text": "Who leads it?", "handling": "parked", "owner": "leader", "revisit": TUESDAY}
    return made | changes
