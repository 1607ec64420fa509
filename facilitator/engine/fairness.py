"""Questions to ask before signing: what often makes people doubt an agreement later.

Each is a question about something that stands in the record, never a judgement and never in the
way of signing. ``CHECKS`` lists them; a check takes the record as it would be signed (see
``settlement.draft``) and gives its questions.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from facilitator.domain.agreement import Agreement, CommitmentRecord, GateRecord
from facilitator.domain.consent import Consent
from facilitator.domain.items import BOTH
from facilitator.domain.text import day_in_words

FairnessKind = Literal[
    "one_sided",
    "no_measure",
    "no_date",
    "owner_absent",
    "weekend",
    "after_review",
    "open_point_owner",
    "open_point_date",
    "accepts_with_most_work",
]
AboutKind = Literal["commitment", "open_point", "gate"]

_SATURDAY: Final = 5
_WEEKEND: Final = {5: "Saturday", 6: "Sunday"}


@dataclass(frozen=True)
class FairnessQuestion:
    """One question with what it is about."""

    kind: FairnessKind
    question: str
    about: AboutKind
    ids: tuple[str, ...] = ()
    """Ids of commitments or gates; of open points their place in the record, counted from 1."""
    subjects: tuple[str, ...] = ()
    """The words of what it is about, to show beside the question."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The question, and below it what it is about, a line each."""
        return (self.question, *self.subjects)


def fairness_questions(agreement: Agreement) -> tuple[FairnessQuestion, ...]:
    """Return what to ask before `agreement` is signed, in the order of ``CHECKS``."""
    return tuple(question for check in CHECKS for question in check(agreement))


def _one_sided(agreement: Agreement) -> Iterator[FairnessQuestion]:
    """Ask when one party holds all the commitments."""
    owners = {commitment.owner for commitment in agreement.commitments}
    if len(owners) == 1 and (owner := owners.pop()) in agreement.parties:
        name = agreement.name_of(owner)
        everything = (
            "The one commitment lies"
            if len(agreement.commitments) == 1
            else (f"All {len(agreement.commitments)} commitments lie")
        )
        question = f"{everything} with {name}. Is that fair to you both?"
        yield _about_commitments("one_sided", question, agreement.commitments)


def _no_measure(agreement: Agreement) -> Iterator[FairnessQuestion]:
    """Ask about commitments without a measure."""
    question = "How will you both know that this has been done?"
    yield from _about_any("no_measure", question, agreement, lambda one: not one.measure)


def _no_date(agreement: Agreement) -> Iterator[FairnessQuestion]:
    """Ask about commitments without a date."""
    question = "By when will this be done?"
    yield from _about_any("no_date", question, agreement, lambda one: one.due is None)


def _owner_absent(agreement: Agreement) -> Iterator[FairnessQuestion]:
    """Ask about commitments of somebody who is not in the room."""
    present = {*agreement.parties, BOTH}
    question = "The owner of this is not in the room. Which of you sees to it?"
    yield from _about_any("owner_absent", question, agreement, lambda c: c.owner not in present)


def _weekend(agreement: Agreement) -> Iterator[FairnessQuestion]:
    """Ask about each commitment that is due on a Saturday or Sunday."""
    for commitment in agreement.commitments:
        due = commitment.due
        if due is not None and due.weekday() >= _SATURDAY:
            day = f"{day_in_words(due)} is a {_WEEKEND[due.weekday()]}"
            yield _about_commitments("weekend", f"{day}. Is that the day you mean?", [commitment])


def _after_review(agreement: Agreement) -> Iterator[FairnessQuestion]:
    """Ask about commitments that are due only after the agreement is looked at again."""
    review = agreement.review
    if review is None:
        return
    question = (
        f"You look at the agreement again on {day_in_words(review)}, before this is due. "
        "What should be there to see by then?"
    )
    yield from _about_any("after_review", question, agreement, lambda one: _is_after(one, review))


def _is_after(commitment: CommitmentRecord, review: dt.date) -> bool:
    return commitment.due is not None and commitment.due > review


def _open_point_owner(agreement: Agreement) -> Iterator[FairnessQuestion]:
    """Ask about open points that nobody in the room owns."""
    present = {*agreement.parties, BOTH}
    places = [n for n, point in enumerate(agreement.open_points, 1) if point.owner not in present]
    question = "Nobody in the room owns this open point. Who keeps an eye on it?"
    yield from _about_open_points("open_point_owner", question, agreement, places)


def _open_point_date(agreement: Agreement) -> Iterator[FairnessQuestion]:
    """Ask about open points without a day to come back to them."""
    places = [n for n, point in enumerate(agreement.open_points, 1) if point.revisit is None]
    question = "When will you come back to this open point?"
    yield from _about_open_points("open_point_date", question, agreement, places)


def _accepts_with_most_work(agreement: Agreement) -> Iterator[FairnessQuestion]:
    """Ask when a party that holds most commitments does no more than accept a term."""
    for role in agreement.roles:
        own = sum(commitment.owner == role for commitment in agreement.commitments)
        gates = [gate for gate in _passed_gates(agreement) if _only_accepts(gate, role)]
        if gates and own * 2 > len(agreement.commitments):
            name = agreement.name_of(role)
            held = f"{own} of {len(agreement.commitments)}"
            question = (
                f"{name} can live with this, says no more than that, and holds {held} "
                f"commitments. What would let {name} stand behind it?"
            )
            ids, texts = tuple(gate.id for gate in gates), tuple(gate.text for gate in gates)
            yield FairnessQuestion("accepts_with_most_work", question, "gate", ids, texts)


def _passed_gates(agreement: Agreement) -> Iterator[GateRecord]:
    passing = {consent.value for consent in Consent if consent.passes}
    for step in agreement.steps:
        for gate in step.gates:
            if all(gate.consent(role) in passing for role in agreement.roles):
                yield gate


def _only_accepts(gate: GateRecord, role: str) -> bool:
    return gate.consent(role) == Consent.ACCEPT.value


def _about_any(
    kind: FairnessKind,
    question: str,
    agreement: Agreement,
    is_meant: Callable[[CommitmentRecord], bool],
) -> Iterator[FairnessQuestion]:
    """Give one question about all commitments that are meant, if any are."""
    meant = [commitment for commitment in agreement.commitments if is_meant(commitment)]
    if meant:
        yield _about_commitments(kind, question, meant)


def _about_commitments(
    kind: FairnessKind, question: str, commitments: Sequence[CommitmentRecord]
) -> FairnessQuestion:
    ids = tuple(commitment.id for commitment in commitments)
    words = tuple(commitment.what for commitment in commitments)
    return FairnessQuestion(kind, question, "commitment", ids, words)


def _about_open_points(
    kind: FairnessKind, question: str, agreement: Agreement, places: Sequence[int]
) -> Iterator[FairnessQuestion]:
    """Give one question about the open points at `places`, if there are any."""
    if places:
        ids = tuple(str(place) for place in places)
        words = tuple(agreement.open_points[place - 1].text for place in places)
        yield FairnessQuestion(kind, question, "open_point", ids, words)


CHECKS: Final[tuple[Callable[[Agreement], Iterator[FairnessQuestion]], ...]] = (
    _one_sided,
    _accepts_with_most_work,
    _owner_absent,
    _no_measure,
    _no_date,
    _weekend,
    _after_review,
    _open_point_owner,
    _open_point_date,
)
"""Every check, what touches the whole agreement first."""
