"""What became of each person's commitments over many agreements. Shown only when asked for."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.agreement import Agreement
from facilitator.domain.items import BOTH
from facilitator.engine.follow_up import Reports, follow
from facilitator.engine.insights import state_counts_in_words


@dataclass(frozen=True)
class PersonCount:
    """One person's agreements and commitments."""

    name: str
    """As it was first written; names that differ in case or spacing alone are one."""
    agreements: int
    commitments: int
    """Those of their own, and those of both."""
    states: Mapping[str, int]
    """State of the latest check-in to how many; ``unknown`` without one."""

    @property
    def line(self) -> str:
        """The counts as a line to read."""
        agreements = "1 agreement" if self.agreements == 1 else f"{self.agreements} agreements"
        number = self.commitments
        commitments = "1 commitment" if number == 1 else f"{number} commitments"
        states = f": {state_counts_in_words(self.states)}" if self.states else ""
        return f"{self.name}: {agreements}, {commitments}{states}"


def insights_by_person(
    agreements: Sequence[Agreement], check_ins: Mapping[str, Sequence[Reports]]
) -> tuple[PersonCount, ...]:
    """Return the counts of everybody who signed, in the order of their names."""
    names: dict[str, str] = {}
    signed: Counter[str] = Counter()
    states: dict[str, Counter[str]] = {}
    for agreement in agreements:
        people = {role: _folded(party.name) for role, party in agreement.parties.items()}
        for party in agreement.parties.values():
            names.setdefault(_folded(party.name), party.name)
        signed.update(set(people.values()))
        for role, state in _states_by_owner(agreement, check_ins.get(agreement.id, ())):
            states.setdefault(people[role], Counter())[state] += 1
    return tuple(
        PersonCount(
            names[person],
            signed[person],
            states.get(person, Counter()).total(),
            states.get(person, Counter()),
        )
        for person in sorted(names)
    )


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _states_by_owner(
    agreement: Agreement, check_ins: Sequence[Reports]
) -> Iterator[tuple[str, str]]:
    """Give the role and the state of each commitment; one of both counts for each."""
    for now in follow(agreement.commitments, check_ins):
        owners = agreement.roles if now.owner == BOTH else (now.owner,)
        for role in owners:
            if role in agreement.parties:
                yield role, now.state or "unknown"
