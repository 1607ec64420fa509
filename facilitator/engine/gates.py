"""What is possible at a gate that did not pass. The program offers; the pair chooses."""

from dataclasses import dataclass
from typing import Literal

from facilitator.domain.errors import SessionError
from facilitator.domain.items import BOTH, Gate
from facilitator.domain.session import Session
from facilitator.engine.structure import Plan

WayKind = Literal["back", "park", "escalate", "break", "close"]


@dataclass(frozen=True)
class Way:
    """One way on; `reason` says why it is not open, and is empty when it is."""

    kind: WayKind
    label: str
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether it can be chosen."""
        return not self.reason


def ways_on(plan: Plan, session: Session, gate: Gate) -> tuple[Way, ...]:
    """Return the five ways on from `gate`, in the order in which they are offered."""
    return (
        Way("back", "Go back and look again", _why_not_back(plan, session, gate)),
        Way("park", "Park it, with an owner and a date"),
        Way("escalate", "Take it to a named person"),
        Way("break", "Take a break"),
        Way("close", "Close with what there is"),
    )


def _why_not_back(plan: Plan, session: Session, gate: Gate) -> str:
    if plan.back_of(gate) is None:
        return "there is nothing before it in this step"
    if session.gate(gate.id).tries >= gate.tries:
        times = "once" if gate.tries == 1 else f"{gate.tries} times"
        return f"it has been tried {times}"
    return ""


def check_owner(plan: Plan, owner: str) -> str:
    """Return `owner` if it is a role or ``both``; SessionError otherwise."""
    if owner not in (*plan.playbook.role_ids, BOTH):
        msg = f"the owner is one of {', '.join(plan.playbook.role_ids)} or both"
        raise SessionError(msg)
    return owner
