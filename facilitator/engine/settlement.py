"""What a session comes to: the outcome of each step, the status, and the whole record."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from facilitator.domain.agreement import Agreement, Outcome, Status, folder_day
from facilitator.domain.currency import currency_places
from facilitator.domain.expressions import UNKNOWN
from facilitator.domain.items import (
    TOGETHER,
    AskedItem,
    CommitmentsItem,
    Computed,
    Gate,
    RatingItem,
    ScaleItem,
    TableItem,
)
from facilitator.domain.playbook import AnyItem, Step
from facilitator.domain.session import GateState, Session, Stance
from facilitator.domain.text import slug
from facilitator.domain.values import Promise
from facilitator.engine.analyses import analysis_lines
from facilitator.engine.answers import Context, to_record
from facilitator.engine.answers.recording import computed_to_record
from facilitator.engine.kinds import answer_type
from facilitator.engine.scope import Scope, unit_of
from facilitator.engine.structure import Plan
from facilitator.engine.wording import lines_of, question

WORST_FIRST: tuple[Outcome, ...] = ("unsettled", "escalated", "parked", "agreed")


class _Settlement:
    """Puts the record of one session together."""

    def __init__(self, plan: Plan, session: Session) -> None:
        self.plan = plan
        self.playbook = plan.playbook
        self.session = session
        self.scope = Scope(plan, session)
        self.context = Context(plan, session, TOGETHER, session.opened.date())

    def steps(self) -> Iterator[tuple[Step, Outcome]]:
        """Give each step with its outcome."""
        within = reached(self.plan, self.session)
        for step in self.playbook.steps:
            yield step, self.outcome(step) if step in within else "skipped"

    def gates(self, step: Step) -> Iterator[tuple[Gate, GateState]]:
        """Give the gates of a step at which somebody stood."""
        for item in reached_items(self.session, step):
            if isinstance(item, Gate) and item.id in self.session.gates and self.visible(item):
                state = self.session.gate(item.id)
                if state.stances:
                    yield item, state

    def visible(self, item: Any) -> bool:
        """Whether `item` shows, as the answers stand."""
        return self.scope.visible(item)

    def outcome(self, step: Step) -> Outcome:
        """Return the worst that a gate of `step` came to, or that the step is done."""
        found: set[Outcome] = {gate_outcome(state) for _, state in self.gates(step)}
        return next((outcome for outcome in WORST_FIRST if outcome in found), "done")

    def answers(self, step: Step) -> Iterator[dict[str, Any]]:
        """Give what was answered and worked out in `step`, without commitments."""
        for item in reached_items(self.session, step):
            if not self.visible(item):
                continue
            if isinstance(item, Computed):
                yield from self.computed(item)
            elif isinstance(item, AskedItem) and not isinstance(item, CommitmentsItem):
                yield from self.asked(item)

    def computed(self, item: Computed) -> Iterator[dict[str, Any]]:
        """Give a figure worked out, with no value while it is unknown."""
        value = self.scope.computed(item)
        currency = self.playbook.playbook.currency
        places = currency_places(currency or "")
        known = value is not UNKNOWN
        written = computed_to_record(value, item.unit, currency, places) if known else None
        record = {"id": item.id, "label": item.label, "type": "computed", "unit": item.unit}
        yield _filled(record | {TOGETHER: written})

    def asked(self, item: AskedItem) -> Iterator[dict[str, Any]]:
        """Give a question with its answers, or how they are withheld, if there is either."""
        parties = self.playbook.answerers(item)
        slots = [(item.id, party) for party in parties]
        session = self.session
        if item.withheld:
            if any(slot in session.withheld for slot in slots) or item.id in session.tests:
                yield self.head(item) | self.withheld(item)
            return
        given = {
            party: to_record(item, answer.value, self.context)
            for party in parties
            if (answer := session.answers.get((item.id, party))) is not None
            and self.scope.answer(item, party) is not None
        }
        if given or any(slot in session.skipped for slot in slots):
            changed = [p for p in given if session.answers[(item.id, p)].changed]
            analysis = list(analysis_lines(self.plan, session, item))
            yield self.head(item) | given | _filled({"changed": changed, "analysis": analysis})

    def withheld(self, item: AskedItem) -> dict[str, Any]:
        """Return how answers are withheld, and the last test for room between them."""
        tests = self.session.tests.get(item.id, ())
        room = {"room": tests[-1]} if item.privacy == "overlap" and tests else {}
        return {"withheld": item.privacy} | room

    def head(self, item: AskedItem) -> dict[str, Any]:
        """Return the question with the labels and units that its answers need to be read."""
        parties = self.playbook.answerers(item)
        wordings = {party: self.scope.text(question(item, party)) for party in parties}
        ask = self.scope.text(item.ask) if item.ask else next(iter(wordings.values()))
        own = {party: text for party, text in wordings.items() if text != ask}
        head = {
            "id": item.id,
            "ask": ask,
            "type": item.type,
            "unit": unit_of(self.plan, item),
            "ask_for": own,
            "against": item.against,
            "revises": getattr(item, "revises", None),
            "options_from": getattr(item, "options_from", None),
        }
        return _filled(head | self.labels(answer_type(self.playbook, item)))

    def labels(self, item: AskedItem) -> dict[str, Any]:
        """Return what the answers of this type cannot be read without."""
        if isinstance(item, TableItem):
            return {
                "columns": [self.column(column) for column in item.columns],
                "rows": list(item.rows or ()),
            }
        if isinstance(item, RatingItem):
            rows = list(self.context.rated(item).values())
            ends = {} if item.labels else {"min": item.min, "max": item.max}
            each = item.each if isinstance(item.each, str) else None
            return {"each": each, "rows": rows, "labels": list(item.labels or ()), **ends}
        if isinstance(item, ScaleItem):
            return {"min": item.min, "max": item.max, "low": item.low, "high": item.high}
        options = self.context.options(item)
        return {"options": list(options)} if options else {}

    def column(self, column: Any) -> dict[str, Any]:
        """Return the id, label and unit of a table's column."""
        unit = unit_of(self.plan, column)
        return _filled({"id": column.id, "label": column.label, "unit": unit})

    def gate(self, gate: Gate, state: GateState) -> dict[str, Any]:
        """Return a gate with the latest stances, their reservations and the earlier tries."""
        stances = {
            role: state.stances[role] for role in self.playbook.role_ids if role in state.stances
        }
        reservations = _reservations(stances)
        record = {
            "id": gate.id,
            "text": self.scope.text(gate.text),
            **{role: stance.consent.value for role, stance in stances.items()},
            "reservations": reservations,
            "tries": state.tries,
            "earlier": [_earlier(stances) for stances in state.earlier],
        }
        return _filled(record)

    def commitments(self) -> Iterator[dict[str, Any]]:
        """Give all commitments, numbered through the session."""
        for number, (step, promise) in enumerate(_promised(self.plan, self.session), 1):
            yield _commitment(f"c{number}", promise, step)

    def open_points(self) -> Iterator[dict[str, Any]]:
        """Give what was parked or escalated at gates, then the thoughts that were parked."""
        for step in reached(self.plan, self.session):
            for gate, state in self.gates(step):
                handling = state.handling
                if handling is not None and handling.kind in {"parked", "escalated"}:
                    point = {
                        "text": self.scope.text(gate.text),
                        "handling": handling.kind,
                        "owner": handling.owner,
                        "to": handling.to,
                        "revisit": handling.revisit,
                        "step": step.id,
                    }
                    yield _filled(point)
        for thought in self.session.thoughts:
            point = {
                "text": thought.text,
                "handling": "parked",
                "owner": thought.owner,
                "revisit": thought.revisit,
                "step": thought.step,
            }
            yield _filled(point)

    def step(self, step: Step, outcome: Outcome) -> dict[str, Any]:
        """Return a step with its answers and gates, if it was reached."""
        reached = outcome != "skipped"
        record = {
            "id": step.id,
            "title": step.title,
            "theme": step.theme,
            "outcome": outcome,
            "answer": list(self.answers(step)) if reached else [],
            "gate": [self.gate(*found) for found in self.gates(step)] if reached else [],
        }
        return _filled(record)

    def record(self, agreement_id: str, closed: dt.datetime) -> Agreement:
        """Return the whole agreement, closed at the moment `closed`."""
        session, header = self.session, self.playbook.playbook
        steps = list(self.steps())
        commitments = list(self.commitments())
        data = {
            "format": 1,
            "id": agreement_id,
            "topic": session.topic,
            "status": self.status([outcome for _, outcome in steps], bool(commitments)),
            "opened": session.opened,
            "closed": closed,
            "amends": session.amends,
            "common_ground": list(common_ground(self.plan, session)),
            "ground_rules": list(header.ground_rules),
            "review": session.review,
            "playbook": {
                "id": header.id,
                "version": header.version,
                "title": header.title,
                "sha256": session.playbook_sha256,
            },
            "parties": {
                role: {"title": self.playbook.roles[role].title, "name": session.parties[role]}
                for role in self.playbook.role_ids
            },
            "step": [self.step(step, outcome) for step, outcome in steps],
            "commitment": commitments,
            "open_point": list(self.open_points()),
            "signature": [
                {"role": signature.party, "name": signature.name, "signed": signature.signed}
                for signature in session.signatures
            ],
        }
        return Agreement.model_validate(data)

    def status(self, outcomes: list[Outcome], committed: bool) -> Status:
        """Return how far the agreement goes, by the outcomes of all steps."""
        if all(outcome in {"agreed", "done"} for outcome in outcomes):
            return "agreed"
        within = reached(self.plan, self.session)
        passed = any(state.passed for step in within for _, state in self.gates(step))
        return "partial" if passed or committed else "none"


def agreement_id(closed: dt.datetime, topic: str, token: str) -> str:
    """Return the id of an agreement: UTC day, a slug of the topic, and `token` (random)."""
    return f"{folder_day(closed)}-{slug(topic)}-{token}"


def gate_outcome(state: GateState) -> Outcome:
    """Return what a gate comes to."""
    if state.handling is not None and state.handling.kind in WORST_FIRST:
        handled: Outcome = next(kind for kind in WORST_FIRST if kind == state.handling.kind)
        return handled
    return "agreed" if state.passed else "unsettled"


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty; false and 0 stay."""
    empty: tuple[Any, ...] = (None, "", [], {})
    return {
        key: value
        for key, value in record.items()
        if isinstance(value, bool | int) or value not in empty
    }


def _reservations(stances: dict[str, Stance]) -> dict[str, str]:
    return {role: stance.reservation for role, stance in stances.items() if stance.reservation}


def _earlier(stances: Any) -> dict[str, Any]:
    row: dict[str, Any] = {role: stance.consent.value for role, stance in stances.items()}
    return _filled(row | {"reservations": _reservations(stances)})


def _commitment(name: str, promise: Promise, step: Step) -> dict[str, Any]:
    record = {
        "id": name,
        "what": promise.what,
        "owner": promise.owner,
        "due": promise.due,
        "measure": promise.measure,
        "step": step.id,
    }
    return _filled(record)


def reached(plan: Plan, session: Session) -> tuple[Step, ...]:
    """Return the steps that count: after closing early, none beyond that gate's step."""
    steps = plan.playbook.steps
    if session.closed_at is None:
        return steps
    last, _ = plan.playbook.places[session.closed_at]
    return steps[: steps.index(last) + 1]


def reached_items(session: Session, step: Step) -> tuple[AnyItem, ...]:
    """Return the items of a step that count: after closing early at one of its gates, up to it."""
    gates = [place for place, item in enumerate(step.items, 1) if is_end(session, item)]
    return step.items[: gates[0]] if gates else step.items


def is_end(session: Session, item: AnyItem) -> bool:
    """Whether `item` is the gate at which the pair closed early."""
    return item.id is not None and item.id == session.closed_at


def _all_reached(plan: Plan, session: Session) -> Iterator[tuple[Step, AnyItem]]:
    for step in reached(plan, session):
        for item in reached_items(session, step):
            yield step, item


def common_ground(plan: Plan, session: Session) -> tuple[str, ...]:
    """Return the pinned joint answers in words, in order; a revision replaces its text."""
    scope = Scope(plan, session)
    context = Context(plan, session, TOGETHER, session.opened.date())
    found: dict[str, str] = {}
    for _, item in _all_reached(plan, session):
        if isinstance(item, AskedItem) and item.pin:
            value = scope.answer(item, TOGETHER)
            if value is not None:
                found.pop(getattr(item, "revises", None) or "", None)
                found[item.id] = "; ".join(lines_of(item, value, context))
    return tuple(found.values())


def promises(plan: Plan, session: Session) -> tuple[Promise, ...]:
    """Return every commitment made so far, in order."""
    return tuple(promise for _, promise in _promised(plan, session))


def _promised(plan: Plan, session: Session) -> Iterator[tuple[Step, Promise]]:
    scope = Scope(plan, session)
    for step, item in _all_reached(plan, session):
        if isinstance(item, CommitmentsItem):
            value = scope.answer(item, TOGETHER)
            for row in value if isinstance(value, tuple) else ():
                if isinstance(row, Promise):
                    yield step, row


def settle(plan: Plan, session: Session) -> Agreement:
    """Return the record of a concluded session; it has no seal yet.

    Raises ValueError when the session has not been concluded.
    """
    if session.agreement is None or session.closed is None:
        msg = "the session has not been concluded"
        raise ValueError(msg)
    return _Settlement(plan, session).record(session.agreement, session.closed)


def draft(plan: Plan, session: Session, at: dt.datetime) -> Agreement:
    """Return the record as it would stand if both signed at `at`, for both to read."""
    return _Settlement(plan, session).record("not-signed-yet", at)
