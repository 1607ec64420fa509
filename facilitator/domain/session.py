"""A session as it stands: what the fold over its events gives. Nothing here is ever stored.

Answers are kept under slots: an item's id and the key of who answered (a role or ``together``).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator.domain.consent import Consent
from facilitator.domain.values import Value

Slot = tuple[str, str]
"""(item id, role id or ``together``)."""


@dataclass(frozen=True)
class Answer:
    """One answer, and whether it was changed after its reveal."""

    value: Value = field(repr=False)
    changed: bool = False


@dataclass(frozen=True)
class Stance:
    """One party's consent at a gate, with their reservation in words."""

    consent: Consent
    reservation: str = ""


@dataclass(frozen=True)
class Handling:
    """How a gate that did not pass was left: ``parked``, ``escalated`` or ``unsettled``."""

    kind: str
    owner: str = ""
    to: str = ""
    revisit: dt.date | None = None


@dataclass(frozen=True)
class GateState:
    """A gate: the stances of this try by role, those of earlier tries, and how it was left."""

    stances: Mapping[str, Stance] = field(default_factory=dict)
    earlier: tuple[Mapping[str, Stance], ...] = ()
    handling: Handling | None = None

    @property
    def complete(self) -> bool:
        """Whether both have said where they stand."""
        return len(self.stances) == 2

    @property
    def passed(self) -> bool:
        """Whether both consent."""
        return self.complete and all(stance.consent.passes for stance in self.stances.values())

    @property
    def tries(self) -> int:
        """How many times it was tried, this time included."""
        return len(self.earlier) + 1


@dataclass(frozen=True)
class Thought:
    """A thought in the parking lot."""

    text: str
    owner: str
    revisit: dt.date | None = None
    step: str | None = None


@dataclass(frozen=True)
class Signature:
    """A party's typed name and the moment of signing."""

    party: str
    name: str
    signed: dt.datetime


@dataclass(frozen=True)
class Session:
    """Everything that is known of a session and may be written down."""

    id: str
    topic: str
    parties: Mapping[str, str]
    opened: dt.datetime
    playbook_sha256: str
    amends: str | None = None
    rules_accepted: frozenset[str] = frozenset()
    begun: tuple[str, ...] = ()
    answers: Mapping[Slot, Answer] = field(default_factory=dict)
    skipped: frozenset[Slot] = frozenset()
    withheld: frozenset[Slot] = frozenset()
    untested: frozenset[str] = frozenset()
    """Withheld items answered since their last test: an overlap round that is not decided."""
    stale: frozenset[Slot] = frozenset()
    """Slots to be asked again, since an answer they depend on has changed."""
    tests: Mapping[str, tuple[bool, ...]] = field(default_factory=dict)
    """Overlap item to the outcomes of its rounds."""
    revealed: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    trades: Mapping[str, bool] = field(default_factory=dict)
    """Points item whose trades the pair asked to see, to whether they asked for a division too."""
    reopened: frozenset[str] = frozenset()
    """Items that lie open for both to edit, after a way back."""
    gates: Mapping[str, GateState] = field(default_factory=dict)
    closed_at: str | None = None
    """The gate at which the pair closed early."""
    thoughts: tuple[Thought, ...] = ()
    on_break: bool = False
    seconds: Mapping[str, float] = field(default_factory=dict)
    """Step to the time spent in it, breaks and interruptions left out."""
    review_set: bool = False
    review: dt.date | None = None
    signatures: tuple[Signature, ...] = ()
    agreement: str | None = None
    closed: dt.datetime | None = None
    last: dt.datetime | None = None
    """The moment of the last event."""

    def gate(self, name: str) -> GateState:
        """Return the state of the gate `name`; a fresh one when nobody has stood at it."""
        return self.gates.get(name, GateState())

    def value(self, item: str, party: str) -> Value | None:
        """Return an answer's value, or None."""
        answer = self.answers.get((item, party))
        return None if answer is None else answer.value
