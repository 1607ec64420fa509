"""The fold: a session is what its events make of it, and nothing else."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.errors import SessionError
from facilitator.domain.items import AskedItem, Gate, SwapItem
from facilitator.domain.session import (
    Answer,
    GateState,
    Handling,
    Session,
    Signature,
    Slot,
    Stance,
    Thought,
)
from facilitator.domain.values import Value
from facilitator.engine.answers.coding import decode
from facilitator.engine.kinds import answer_type
from facilitator.engine.structure import Plan, item_key
from facilitator.engine.submission import MOST_ROUNDS

KEEPS_SIGNATURES = (ev.Signed, ev.Concluded, ev.BreakTaken, ev.BreakEnded, ev.Resumed)
"""After anything else the text may have changed, and both have to sign what stands there now."""


@dataclass
class _Fold:
    """The growing session; every handler takes one kind of event."""

    plan: Plan
    opened: ev.Opened
    rules: set[str] = field(default_factory=set)
    begun: list[str] = field(default_factory=list)
    answers: dict[Slot, Answer] = field(default_factory=dict)
    skipped: set[Slot] = field(default_factory=set)
    withheld: set[Slot] = field(default_factory=set)
    untested: set[str] = field(default_factory=set)
    stale: set[Slot] = field(default_factory=set)
    tests: dict[str, tuple[bool, ...]] = field(default_factory=dict)
    revealed: set[str] = field(default_factory=set)
    ever_revealed: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    trades: dict[str, bool] = field(default_factory=dict)
    reopened: set[str] = field(default_factory=set)
    gates: dict[str, GateState] = field(default_factory=dict)
    closed_at: str | None = None
    thoughts: list[Thought] = field(default_factory=list)
    on_break: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    review_set: bool = False
    review: dt.date | None = None
    signatures: dict[str, Signature] = field(default_factory=dict)
    agreement: str | None = None
    closed: dt.datetime | None = None
    last: dt.datetime | None = None
    kinds: dict[str, tuple[AskedItem, AskedItem]] = field(default_factory=dict)
    """Asked item to itself and the item whose type its answers have; a long journal asks often."""

    def take(self, event: Any) -> None:
        """Take in one event: the clock first, then what it means."""
        self._clock(event)
        if self.signatures and not isinstance(event, KEEPS_SIGNATURES):
            self.signatures.clear()
        handler = HANDLERS.get(type(event))
        if handler is not None:
            handler(self, event)
        self.last = event.at

    def _clock(self, event: Any) -> None:
        counts = self.begun and not self.on_break and not isinstance(event, ev.Resumed)
        if counts and self.last is not None and self.agreement is None:
            step = self.begun[-1]
            passed = max((event.at - self.last).total_seconds(), 0.0)
            self.seconds[step] = self.seconds.get(step, 0.0) + passed

    def asked(self, name: str) -> tuple[AskedItem, AskedItem]:
        """Return the asked item `name` and the one whose type its answers have.

        SessionError if the playbook has none.
        """
        if name not in self.kinds:
            item = self._find_asked(name)
            self.kinds[name] = (item, answer_type(self.plan.playbook, item))
        return self.kinds[name]

    def _find_asked(self, name: str) -> AskedItem:
        place = self.plan.playbook.places.get(name)
        if place is None or not isinstance(place[1], AskedItem):
            msg = f"the journal answers '{name}', which this playbook does not ask"
            raise SessionError(msg)
        return place[1]

    def gate_item(self, name: str) -> Gate:
        """Return the gate `name`; SessionError if the playbook has none."""
        place = self.plan.playbook.places.get(name)
        if place is None or not isinstance(place[1], Gate):
            msg = f"the journal stands at the gate '{name}', which this playbook does not have"
            raise SessionError(msg)
        return place[1]

    def decoded(self, event: ev.Answered) -> Value:
        """Return the value of an answer; SessionError if it is none for this item."""
        item, real = self.asked(event.item)
        try:
            return decode(real, event.value)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            msg = f"the journal's answer to '{item.id}' does not fit the question"
            raise SessionError(msg) from None

    def answered(self, event: ev.Answered) -> None:
        """Keep an answer; if it differs from the one before, ask again what depends on it."""
        slot = (event.item, event.party)
        value = self.decoded(event)
        before = self.answers.get(slot)
        differs = before is not None and before.value != value
        changed = before is not None and before.changed
        if differs and event.item in self.ever_revealed:
            changed = True
        was_skipped = slot in self.skipped
        self.answers[slot] = Answer(value, changed)
        self.skipped.discard(slot)
        self.stale.discard(slot)
        if differs or was_skipped:
            self.ask_again(event.item)

    def skip(self, event: ev.Skipped) -> None:
        """Keep that an optional item was left blank."""
        slot = (event.item, event.party)
        had_answer = slot in self.answers and slot not in self.skipped
        self.skipped.add(slot)
        self.withheld.discard(slot)
        self.stale.discard(slot)
        if had_answer:
            self.ask_again(event.item)

    def ask_again(self, changed: str) -> None:
        """Mark everything that depends on `changed` and was answered as to be asked again."""
        for name in self.plan.dependents.get(changed, ()):
            item = self.plan.playbook.item(name)
            if isinstance(item, Gate):
                self._stand_again(name)
            elif isinstance(item, SwapItem) and changed not in self.ever_revealed:
                continue  # nobody knows the answer that was guessed, nor may learn that it changed
            elif isinstance(item, AskedItem):
                self._ask_item_again(item)

    def _stand_again(self, gate: str) -> None:
        """Clear a gate whose text has changed; a try that did not pass is kept."""
        state = self.gates.get(gate, GateState())
        failed = (state.stances,) if state.complete and not state.passed else ()
        self.gates[gate] = GateState(earlier=(*state.earlier, *failed))
        if self.closed_at == gate:
            self.closed_at = None

    def _ask_item_again(self, item: AskedItem) -> None:
        if item.privacy == "overlap":
            if len(self.tests.get(item.id, ())) < MOST_ROUNDS:
                self._new_round(item.id)
            return
        slots = [(item.id, party) for party in self.plan.playbook.answerers(item)]
        given = [slot for slot in slots if slot in self.answers and slot not in self.skipped]
        self.stale.update(given)
        self.withheld.difference_update(slots)
        self.skipped.difference_update(slots)
        if given and item.privacy == "sealed":
            self.revealed.discard(item.id)
        self.read.discard(item.id)

    def withhold(self, event: ev.Withheld) -> None:
        """Keep that a withheld item was answered."""
        slot = (event.item, event.party)
        self.withheld.add(slot)
        self.skipped.discard(slot)
        self.untested.add(event.item)

    def tested(self, event: ev.Tested) -> None:
        """Keep the outcome of an overlap round."""
        self.tests[event.item] = (*self.tests.get(event.item, ()), event.room)
        self.untested.discard(event.item)

    def open_round(self, event: ev.RoundOpened) -> None:
        """Ask both anew for an overlap item."""
        self._new_round(event.item)

    def _new_round(self, name: str) -> None:
        self.withheld = {slot for slot in self.withheld if slot[0] != name}
        self.skipped = {slot for slot in self.skipped if slot[0] != name}
        self.untested.discard(name)
        self.revealed.discard(name)
        self.read.discard(name)

    def reveal(self, event: ev.Revealed) -> None:
        """Lay answers open."""
        self.revealed.update(event.items)
        self.ever_revealed.update(event.items)

    def pass_by(self, event: ev.Read) -> None:
        """Keep that the pair had these in front of them and went on."""
        self.read.update(event.items)
        self.reopened.difference_update(event.items)

    def seek_trades(self, event: ev.TradesSought) -> None:
        """Keep that the pair asked what their points allow."""
        self.asked(event.item)
        self.trades[event.item] = event.divided or self.trades.get(event.item, False)

    def consent(self, event: ev.Consented) -> None:
        """Keep one party's stance at a gate."""
        state = self.gates.get(event.gate, GateState())
        stance = Stance(Consent(event.consent), event.reservation)
        stances = {**state.stances, event.party: stance}
        self.gates[event.gate] = GateState(stances, state.earlier, None)

    def go_back(self, event: ev.WentBack) -> None:
        """Open the group that the way back leads to, and clear the gate for another try."""
        gate = self.gate_item(event.gate)
        state = self.gates.get(event.gate, GateState())
        self.gates[event.gate] = GateState({}, (*state.earlier, state.stances), None)
        target = self.plan.back_of(gate)
        if target is not None:
            group = self.plan.group_of[target]
            keys = {item_key(group.step, item) for item in group.all_items}
            self.reopened.update(keys)
            self.read.difference_update(keys)

    def handle(self, gate: str, handling: Handling) -> None:
        """Leave a gate that did not pass in one of the ways there are."""
        state = self.gates.get(gate, GateState())
        self.gates[gate] = GateState(state.stances, state.earlier, handling)

    def park(self, event: ev.Parked) -> None:
        """Leave a gate open on purpose."""
        self.handle(event.gate, Handling("parked", event.owner, revisit=event.revisit))

    def escalate(self, event: ev.Escalated) -> None:
        """Hand a gate to a named person."""
        handling = Handling("escalated", event.owner, event.to, event.revisit)
        self.handle(event.gate, handling)

    def close_early(self, event: ev.ClosedEarly) -> None:
        """Close with what there is."""
        self.handle(event.gate, Handling("unsettled"))
        self.closed_at = self.gate_item(event.gate).id

    def begin(self, event: ev.Began) -> None:
        """Go into a step."""
        self.begun.append(event.step)

    def park_thought(self, event: ev.ThoughtParked) -> None:
        """Put a thought into the parking lot."""
        self.thoughts.append(Thought(event.text, event.owner, event.revisit, event.step))

    def accept_rules(self, event: ev.AcceptedRules) -> None:
        """Keep that a party accepted the ground rules."""
        self.rules.add(event.party)

    def agree_review(self, event: ev.ReviewAgreed) -> None:
        """Keep the review date."""
        self.review, self.review_set = event.review, True

    def sign(self, event: ev.Signed) -> None:
        """Keep a signature."""
        self.signatures[event.party] = Signature(event.party, event.name, event.at)

    def conclude(self, event: ev.Concluded) -> None:
        """Keep the id and the closing time."""
        self.agreement, self.closed = event.agreement, event.at

    def take_break(self, event: ev.BreakTaken) -> None:
        """Stop the clock."""
        del event
        self.on_break = True

    def come_back(self, event: ev.BreakEnded | ev.Resumed) -> None:
        """Let the clock run again."""
        del event
        self.on_break = False

    def session(self) -> Session:
        """Return the session as it stands."""
        order = self.plan.playbook.role_ids
        return Session(
            id=self.opened.session,
            topic=self.opened.topic,
            parties=self.opened.parties,
            opened=self.opened.at,
            playbook_sha256=self.opened.playbook_sha256,
            amends=self.opened.amends,
            rules_accepted=frozenset(self.rules),
            begun=tuple(dict.fromkeys(self.begun)),
            answers=self.answers,
            skipped=frozenset(self.skipped),
            withheld=frozenset(self.withheld),
            untested=frozenset(self.untested),
            stale=frozenset(self.stale),
            tests=self.tests,
            revealed=frozenset(self.revealed),
            read=frozenset(self.read),
            trades=self.trades,
            reopened=frozenset(self.reopened),
            gates=self.gates,
            closed_at=self.closed_at,
            thoughts=tuple(self.thoughts),
            on_break=self.on_break,
            seconds=self.seconds,
            review_set=self.review_set,
            review=self.review,
            signatures=tuple(self.signatures[r] for r in order if r in self.signatures),
            agreement=self.agreement,
            closed=self.closed,
            last=self.last,
        )


HANDLERS: Mapping[type, Callable[[_Fold, Any], None]] = {
    ev.AcceptedRules: _Fold.accept_rules,
    ev.Began: _Fold.begin,
    ev.Answered: _Fold.answered,
    ev.Skipped: _Fold.skip,
    ev.Withheld: _Fold.withhold,
    ev.Tested: _Fold.tested,
    ev.RoundOpened: _Fold.open_round,
    ev.Revealed: _Fold.reveal,
    ev.Read: _Fold.pass_by,
    ev.TradesSought: _Fold.seek_trades,
    ev.Consented: _Fold.consent,
    ev.WentBack: _Fold.go_back,
    ev.Parked: _Fold.park,
    ev.Escalated: _Fold.escalate,
    ev.ClosedEarly: _Fold.close_early,
    ev.ThoughtParked: _Fold.park_thought,
    ev.BreakTaken: _Fold.take_break,
    ev.BreakEnded: _Fold.come_back,
    ev.Resumed: _Fold.come_back,
    ev.ReviewAgreed: _Fold.agree_review,
    ev.Signed: _Fold.sign,
    ev.Concluded: _Fold.conclude,
}
"""Kind of event to what it does; `Opened` starts the fold."""


def fold(plan: Plan, events: Iterable[ev.Event]) -> Session:
    """Return the session that `events` make.

    Raises SessionError if they do not start with `Opened` or answer what the playbook lacks.
    """
    rest = iter(events)
    first = next(rest, None)
    if not isinstance(first, ev.Opened):
        msg = "the journal does not start with the opening of a session"
        raise SessionError(msg)
    folding = _Fold(plan, first, last=first.at)
    for event in rest:
        folding.take(event)
    return folding.session()
