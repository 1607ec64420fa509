"""An earlier agreement as what a new session starts from: its answers, put back into raw form.

What is withheld is in no record, so it is asked anew. A consent holds for the text it was given to:
it is taken over only where the gate reads the same again.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from facilitator.domain.agreement import Agreement, AnswerRecord, CommitmentRecord, GateRecord
from facilitator.domain.items import AskedItem, CommitmentsItem, RatingItem, TableItem
from facilitator.domain.playbook import Playbook
from facilitator.engine.answers.context import Context
from facilitator.engine.kinds import answer_type


@dataclass(frozen=True)
class Former:
    """What an earlier agreement says; without one, nothing."""

    agreement: str | None = None
    """Its id."""
    topic: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    """Role to the name of its party."""
    review: dt.date | None = None
    answers: Mapping[str, AnswerRecord] = field(default_factory=dict, repr=False)
    gates: Mapping[str, GateRecord] = field(default_factory=dict, repr=False)
    commitments: tuple[CommitmentRecord, ...] = ()

    @classmethod
    def of(cls, agreement: Agreement) -> "Former":
        """Return what `agreement` says."""
        return cls(
            agreement=agreement.id,
            topic=agreement.topic,
            names={role: party.name for role, party in agreement.parties.items()},
            review=agreement.review,
            answers={answer.id: answer for step in agreement.steps for answer in step.answers},
            gates={gate.id: gate for step in agreement.steps for gate in step.gates},
            commitments=agreement.commitments,
        )

    def answer(self, item: AskedItem, party: str, context: Context) -> Any:
        """Return what `party` answered to `item`, in the form that `parse` takes, or None.

        None as well when the item is withheld, or was of another type.
        """
        if item.withheld:
            return None
        if isinstance(item, CommitmentsItem):
            return self._promises(item, context.playbook)
        record = self.answers.get(item.id)
        if record is None or record.type != item.type or record.withheld:
            return None
        given = record.given(party)
        real = answer_type(context.playbook, item)
        if given is None or real.type not in RAW_FORMS:
            return given
        return RAW_FORMS[real.type](real, given, record, context)

    def stance(self, gate: str, text: str, party: str) -> dict[str, str] | None:
        """Return the consent of `party` at `gate`, as an answers file has it; None if it had none.

        Also None when the gate's text, as it reads now, is another than the one consented to.
        """
        record = self.gates.get(gate)
        if record is None or record.text != text:
            return None
        consent = record.consent(party)
        if consent is None:
            return None
        reservation = record.reservations.get(party, "")
        return {"consent": consent, "reservation": reservation}

    def _promises(self, item: CommitmentsItem, playbook: Playbook) -> list[dict[str, Any]] | None:
        """Return the commitments made at `item`: those of its step, and any that lost theirs."""
        if self.agreement is None:
            return None
        at = {step.id: other.id for step, other in reversed(_commitments_items(playbook))}
        last = _commitments_items(playbook)[-1][1].id
        return [
            {"what": one.what, "owner": one.owner, "due": one.due, "measure": one.measure}
            for one in self.commitments
            if at.get(one.step or "", last) == item.id
        ]


def _commitments_items(playbook: Playbook) -> list[tuple[Any, CommitmentsItem]]:
    return [(step, item) for step, item in playbook.walk() if isinstance(item, CommitmentsItem)]


def _number(item: Any, given: Any, record: AnswerRecord, context: Context) -> Any:
    del item, record, context
    return _decimal(given)


def _decimal(given: Any) -> Any:
    """Return a number that a record holds as a string; what is no number stays, to be refused."""
    if not isinstance(given, str):
        return given
    try:
        return Decimal(given)
    except InvalidOperation:
        return given


def _table(item: TableItem, given: Any, record: AnswerRecord, context: Context) -> Any:
    del record, context
    types = {column.id: column.type for column in item.columns}
    rows = given if isinstance(given, list) else []
    return [
        {
            name: _decimal(cell) if types[name] in {"number", "money"} else cell
            for name, cell in row.items()
            if name in types
        }
        for row in rows
        if isinstance(row, Mapping)
    ]


def _rating(item: RatingItem, given: Any, record: AnswerRecord, context: Context) -> Any:
    """Return the marks by what they rate now; what is new has none yet."""
    labels = (record.model_extra or {}).get("rows")
    rated = context.rated(item)
    if labels == list(rated.values()) or not isinstance(labels, list | tuple):
        return given
    marks = dict(zip(labels, given, strict=False))
    return {key: marks.get(label) for key, label in rated.items()}


RAW_FORMS: Mapping[str, Callable[[Any, Any, AnswerRecord, Context], Any]] = {
    "number": _number,
    "money": _number,
    "table": _table,
    "rating": _rating,
}
"""Item type to what turns an answer in a record back into what a person would have put in."""
