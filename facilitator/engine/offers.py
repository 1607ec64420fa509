"""What the pair can try when a gate sticks, in the order in which mediators try it.

Gentle first, from hearing each other out to ending with what there is. The program offers; the
pair chooses, and may leave all of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.items import BOTH, AskedItem, Gate
from facilitator.domain.session import Session
from facilitator.engine.gates import WayKind
from facilitator.engine.settlement import common_ground
from facilitator.engine.structure import Plan

OfferKind = Literal[
    "hear_back", "interests", "break", "alternative", "smaller", "trial", "escalate", "close"
]


@dataclass(frozen=True)
class Offer:
    """One thing to try. `items` are earlier items whose answers help with it, if there are any."""

    kind: OfferKind
    label: str
    words: str
    """What to do, in a sentence or two."""
    private: bool = False
    """Whether each does it alone, without the other seeing it and without a trace."""
    way: WayKind | None = None
    """The way on at the gate that carries it out, if it has one."""
    needs: tuple[str, ...] = ()
    """What has to be filled in: ``date``, ``person``."""
    items: tuple[str, ...] = ()
    common_ground: tuple[str, ...] = ()


def offers(plan: Plan, session: Session, gate: Gate) -> tuple[Offer, ...]:
    """Return what can be tried at `gate`, the gentlest first."""
    return tuple(make(plan, session, gate) for make in OFFERS.values())


def _hear_back(plan: Plan, session: Session, gate: Gate) -> Offer:
    del plan
    stances = session.gate(gate.id).stances.values()
    reserved = any(stance.reservation for stance in stances)
    said = "the other's reservation" if reserved else "what keeps the other from it"
    words = f"Each says {said} in their own words, until the other says: yes, that is it."
    return Offer("hear_back", "Hear it back", words)


def _interests(plan: Plan, session: Session, gate: Gate) -> Offer:
    words = "Look again at why each of you wants this. What would serve that, other than this text?"
    found = _told_earlier(plan, session, gate)
    ground = common_ground(plan, session)
    return Offer("interests", "Look at interests again", words, items=found, common_ground=ground)


def _told_earlier(plan: Plan, session: Session, gate: Gate) -> tuple[str, ...]:
    """Return the earlier questions that both answered in words and that lie open."""
    earlier = [item for _, item in plan.playbook.places.values()][: plan.index[gate.id]]
    return tuple(
        item.id
        for item in earlier
        if isinstance(item, AskedItem)
        and item.type in {"text", "table"}
        and item.who == BOTH
        and not item.withheld
        and (item.privacy == "open" or item.id in session.revealed)
        and any((item.id, party) in session.answers for party in plan.playbook.order)
    )


def _break(plan: Plan, session: Session, gate: Gate) -> Offer:
    del plan, session, gate
    return Offer("break", "Take a break", "Stop for a while; nothing is lost.", way="break")


def _alternative(plan: Plan, session: Session, gate: Gate) -> Offer:
    del session, gate
    private = tuple(
        item.id
        for _, item in plan.playbook.places.values()
        if isinstance(item, AskedItem) and item.privacy == "private"
    )
    words = (
        "Each alone: if you don't agree, what will you do, and how good is that? "
        "Is what lies here better or worse?"
    )
    return Offer("alternative", "Look at your own alternative", words, private=True, items=private)


def _smaller(plan: Plan, session: Session, gate: Gate) -> Offer:
    words = "What part of this could you both say yes to today? What of it could be undone later?"
    way: WayKind | None = "back" if plan.back_of(gate) and _may_go_back(session, gate) else None
    return Offer("smaller", "A smaller version, or one that can be undone", words, way=way)


def _trial(plan: Plan, session: Session, gate: Gate) -> Offer:
    words = "Try it until a day you set, and say now what you will look at on that day."
    way: WayKind | None = "back" if plan.back_of(gate) and _may_go_back(session, gate) else None
    return Offer("trial", "A trial period with a date", words, way=way, needs=("date",))


def _may_go_back(session: Session, gate: Gate) -> bool:
    return session.gate(gate.id).tries < gate.tries


def _escalate(plan: Plan, session: Session, gate: Gate) -> Offer:
    del plan, session, gate
    words = (
        "Name someone you both accept, who owns taking it there, and the day you come back to it."
    )
    return Offer(
        "escalate", "Take it to a named person", words, way="escalate", needs=("person", "date")
    )


def _close(plan: Plan, session: Session, gate: Gate) -> Offer:
    del plan, session, gate
    words = "What you share, and what you don't, is written down as it is."
    return Offer("close", "End with what there is", words, way="close")


OFFERS: dict[OfferKind, Callable[[Plan, Session, Gate], Offer]] = {
    "hear_back": _hear_back,
    "interests": _interests,
    "break": _break,
    "alternative": _alternative,
    "smaller": _smaller,
    "trial": _trial,
    "escalate": _escalate,
    "close": _close,
}
"""Every offer in the order in which mediators make them."""
