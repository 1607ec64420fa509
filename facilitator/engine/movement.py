"""What has moved since the last try at a gate, as lines to read.

A try that did not pass is kept in the journal, so what the pair knew then can be worked out again
and set beside what stands there now. Only what both may see is looked at: answers that are still
sealed, and everything withheld, are left out on both sides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.events import Consented, Event
from facilitator.domain.items import TOGETHER, AskedItem, Computed, Gate
from facilitator.domain.session import Session, Stance
from facilitator.engine.answers import Context
from facilitator.engine.fold import fold
from facilitator.engine.scope import UNKNOWN_MARK, Scope
from facilitator.engine.structure import Plan
from facilitator.engine.wording import lines_of, question

MoveKind = Literal["answer", "computed", "room", "consent"]
ROOM = {True: "there is room", False: "there is none"}


@dataclass(frozen=True)
class Move:
    """One thing that is not as it was. `party` is a role, ``together``, or "" for no one's own."""

    kind: MoveKind
    item: str
    party: str
    label: str
    """The question, the label of a computed value, or ``Consent``."""
    before: tuple[str, ...]
    """What stood there at the last try, line by line; empty if nothing did."""
    after: tuple[str, ...]
    """What stands there now; empty if nothing does."""

    def line(self, names: Mapping[str, str]) -> str:
        """Return it as one line, such as ``Shortfall: from 45,000 EUR to 30,000 EUR``."""
        whose = f" ({names[self.party]})" if self.party in names else ""
        return f"{self.label}{whose}: {self._change()}"

    def _change(self) -> str:
        before, after = "; ".join(self.before), "; ".join(self.after)
        if not self.before:
            return f"now {after}"
        return f"from {before} to {after}" if self.after else f"no longer {before}"


@dataclass(frozen=True)
class Movement:
    """What moved at a gate between the last try that did not pass and now."""

    gate: str
    tries: int
    """How many tries did not pass before this one."""
    moves: tuple[Move, ...]

    def lines(self, names: Mapping[str, str]) -> tuple[str, ...]:
        """Return what moved, a line each; one line that says so if nothing has."""
        if not self.moves:
            return ("nothing has moved",)
        return tuple(move.line(names) for move in self.moves)


def movement(plan: Plan, events: Sequence[Event], gate: Gate) -> Movement | None:
    """Return what has moved at `gate` since the last try; None if no earlier try failed.

    `events` is the journal so far. Raises SessionError as ``fold`` does.
    """
    now = fold(plan, events)
    failed = len(now.gate(gate.id).earlier)
    before = _at_last_try(plan, events, gate, failed)
    if before is None:
        return None
    return Movement(gate.id, failed, tuple(_Difference(plan, gate, before, now).moves()))


def _at_last_try(plan: Plan, events: Sequence[Event], gate: Gate, failed: int) -> Session | None:
    """Return the session as it stood when the last of the `failed` tries was complete."""
    for end in range(len(events), 0, -1):
        event = events[end - 1]
        if not isinstance(event, Consented) or event.gate != gate.id:
            continue
        session = fold(plan, events[:end])
        state = session.gate(gate.id)
        if state.complete and not state.passed and len(state.earlier) == failed - 1:
            return session
    return None


class _Difference:
    """Sets two moments of one session side by side."""

    def __init__(self, plan: Plan, gate: Gate, before: Session, now: Session) -> None:
        self.plan = plan
        self.gate = gate
        self.sessions = (before, now)
        self.scopes = (Scope(plan, before), Scope(plan, now))
        self.contexts = tuple(
            Context(plan, session, TOGETHER, session.opened.date()) for session in self.sessions
        )

    def moves(self) -> Iterator[Move]:
        """Give what moved: stances first, then figures worked out, then answers and room."""
        yield from self.stances()
        reached = list(self.plan.playbook.places.values())
        reached = reached[: self.plan.index[self.gate.id]]
        for _, item in reached:
            if isinstance(item, Computed):
                yield from self.computed(item)
        for _, item in reached:
            if isinstance(item, AskedItem):
                yield from self.room(item) if item.withheld else self.answers(item)

    def stances(self) -> Iterator[Move]:
        """Give the parties' stances at the gate that moved, once all of them are in."""
        before, now = (session.gate(self.gate.id) for session in self.sessions)
        if not now.complete:
            return
        for party in self.plan.playbook.order:
            words = _level(before.stances[party]), _level(now.stances[party])
            yield from _moved("consent", self.gate.id, party, "Consent", *words)

    def computed(self, item: Computed) -> Iterator[Move]:
        """Give a figure worked out, if it moved."""
        before, after = (scope.show((item.id,)) for scope in self.scopes)
        yield from _moved("computed", item.id, "", item.label, _known(before), _known(after))

    def answers(self, item: AskedItem) -> Iterator[Move]:
        """Give each party's answer to a question that is shown to both, if it moved."""
        for party in self.plan.playbook.answerers(item):
            before, after = (
                () if value is None else lines_of(item, value, context)
                for scope, context in zip(self.scopes, self.contexts, strict=True)
                for value in (scope.answer(item, party),)
            )
            label = self.scopes[1].text(question(item, party))
            yield from _moved("answer", item.id, party, label, before, after)

    def room(self, item: AskedItem) -> Iterator[Move]:
        """Give what the test for room between withheld answers found, if that moved."""
        if item.privacy != "overlap":
            return
        before, after = (
            (ROOM[tests[-1]],) if (tests := session.tests.get(item.id)) else ()
            for session in self.sessions
        )
        label = self.scopes[1].text(question(item, TOGETHER))
        yield from _moved("room", item.id, "", label, before, after)


def _moved(  # noqa: PLR0913, PLR0917 - the fields of a move, in their order
    kind: MoveKind,
    item: str,
    party: str,
    label: str,
    before: tuple[str, ...],
    after: tuple[str, ...],
) -> Iterator[Move]:
    """Give the move, unless nothing has moved."""
    if before != after:
        yield Move(kind, item, party, label, before, after)


def _level(stance: Stance) -> tuple[str, ...]:
    return (stance.consent.label,)


def _known(words: str) -> tuple[str, ...]:
    return () if words == UNKNOWN_MARK else (words,)
