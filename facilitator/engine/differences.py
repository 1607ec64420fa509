"""What changed from one agreement to another: terms, gates and commitments, in the newer's order.

Items and gates are matched by their ids. Commitments are numbered by their place, so they are
matched by their words: first the same ones, then those most alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from typing import Any, Literal

from facilitator.domain.agreement import (
    Agreement,
    AnswerRecord,
    CommitmentRecord,
    GateRecord,
    StepRecord,
)
from facilitator.domain.items import TOGETHER

COMMITMENT_KEYS = ("what", "owner", "due", "measure")

_ALIKE = 0.6
"""How alike the words of two commitments are that count as one, reworded (difflib's ratio)."""


@dataclass(frozen=True)
class ChangedTerm:
    """An answer that differs. `before` or `after` is None where there was none."""

    step: str
    item: str
    party: str
    """A role, or ``together``."""
    before: Any
    after: Any
    answer: AnswerRecord
    """The record that says how to read the values: the newer one, if it has the item."""


@dataclass(frozen=True)
class ChangedGate:
    """A gate whose text or consents differ; roles to their consents, empty where nobody stood."""

    step: str
    gate: str
    text_before: str | None
    text_after: str | None
    before: dict[str, str]
    after: dict[str, str]


@dataclass(frozen=True)
class ChangedCommitment:
    """A commitment that was added, dropped, or changed in one of its keys."""

    before: CommitmentRecord | None
    after: CommitmentRecord | None

    @property
    def keys(self) -> tuple[str, ...]:
        """Which of its keys differ."""
        return tuple(
            key
            for key in COMMITMENT_KEYS
            if getattr(self.before, key, None) != getattr(self.after, key, None)
        )


@dataclass(frozen=True)
class ChangedHead:
    """Something of the agreement as a whole that differs: its topic, its status, a name."""

    key: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Differences:
    """Everything that differs between two agreements."""

    head: tuple[ChangedHead, ...] = ()
    terms: tuple[ChangedTerm, ...] = ()
    gates: tuple[ChangedGate, ...] = ()
    commitments: tuple[ChangedCommitment, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.head or self.terms or self.gates or self.commitments)


def differences(before: Agreement, after: Agreement) -> Differences:
    """Return what differs from `before` to `after`."""
    return Differences(
        tuple(_head(before, after)),
        tuple(_terms(before, after)),
        tuple(_gates(before, after)),
        tuple(_commitments(before, after)),
    )


def changed_lines(before: str, after: str) -> Iterator[tuple[Literal[" ", "-", "+"], str]]:
    """Give the lines of both texts, with a mark: only before, only after, or unchanged."""
    old, new = before.split("\n"), after.split("\n")
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, stop, from_line, to_line in matcher.get_opcodes():
        if kind == "equal":
            yield from ((" ", line) for line in old[start:stop])
        else:
            yield from (("-", line) for line in old[start:stop])
            yield from (("+", line) for line in new[from_line:to_line])


def _head(before: Agreement, after: Agreement) -> Iterator[ChangedHead]:
    for key in ("topic", "status", "review", "common_ground", "ground_rules"):
        one, other = getattr(before, key), getattr(after, key)
        if one != other:
            yield ChangedHead(key, one, other)
    for role in dict.fromkeys((*before.roles, *after.roles)):
        names = [
            record.parties[role].name if role in record.parties else None
            for record in (before, after)
        ]
        if names[0] != names[1]:
            yield ChangedHead(f"parties.{role}", names[0], names[1])


def _terms(before: Agreement, after: Agreement) -> Iterator[ChangedTerm]:
    old, new = _answers(before), _answers(after)
    parties = tuple(dict.fromkeys((*before.roles, *after.roles, TOGETHER)))
    for name in dict.fromkeys((*new, *old)):
        step, answer = new.get(name) or old[name]
        for party in parties:
            values = [
                found[name][1].given(party) if name in found else None for found in (old, new)
            ]
            if values[0] != values[1]:
                yield ChangedTerm(step.id, name, party, values[0], values[1], answer)


def _answers(agreement: Agreement) -> dict[str, tuple[StepRecord, AnswerRecord]]:
    return {answer.id: (step, answer) for step in agreement.steps for answer in step.answers}


def _gates(before: Agreement, after: Agreement) -> Iterator[ChangedGate]:
    old, new = _gates_of(before), _gates_of(after)
    for name in dict.fromkeys((*new, *old)):
        step, _ = new.get(name) or old[name]
        one, other = old.get(name, (step, None))[1], new.get(name, (step, None))[1]
        consents = _consents(before, one), _consents(after, other)
        texts = one.text if one else None, other.text if other else None
        if texts[0] != texts[1] or consents[0] != consents[1]:
            yield ChangedGate(step.id, name, *texts, *consents)


def _gates_of(agreement: Agreement) -> dict[str, tuple[StepRecord, GateRecord]]:
    return {gate.id: (step, gate) for step in agreement.steps for gate in step.gates}


def _consents(agreement: Agreement, gate: GateRecord | None) -> dict[str, str]:
    found = {role: gate.consent(role) for role in agreement.roles} if gate else {}
    return {role: consent for role, consent in found.items() if consent is not None}


def _commitments(before: Agreement, after: Agreement) -> Iterator[ChangedCommitment]:
    """Give the commitments that differ: those of the newer agreement, then those that are gone."""
    left = list(before.commitments)
    pairs: dict[int, CommitmentRecord] = {}
    for match in (_same_words, _similar_words):
        for place, commitment in enumerate(after.commitments):
            if place not in pairs and (found := match(commitment, left)) is not None:
                pairs[place] = found
                left.remove(found)
    for place, commitment in enumerate(after.commitments):
        change = ChangedCommitment(pairs.get(place), commitment)
        if change.keys:
            yield change
    for gone in left:
        yield ChangedCommitment(gone, None)


def _same_words(
    commitment: CommitmentRecord, candidates: list[CommitmentRecord]
) -> CommitmentRecord | None:
    return next((one for one in candidates if one.what == commitment.what), None)


def _similar_words(
    commitment: CommitmentRecord, candidates: list[CommitmentRecord]
) -> CommitmentRecord | None:
    close = get_close_matches(commitment.what, [one.what for one in candidates], 1, _ALIKE)
    return next((one for one in candidates if one.what in close), None)
