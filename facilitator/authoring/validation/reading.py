"""What is gathered while the content of a file is walked once.

Here belongs what all parts of the walk share, and nothing that knows a particular part.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator.authoring.draft import Placed, PlacedStep
from facilitator.authoring.mending import MIXED
from facilitator.authoring.problems import Problem, quote
from facilitator.authoring.spans import Path
from facilitator.authoring.validation.tables import problems_of
from facilitator.domain.model import Model

Damage = Mapping[Path, frozenset[str]]
"""Tables of which a key could not even be read, and which keys those are."""


@dataclass
class Reading:
    """Gathers what is sound and what is wrong while the content is walked once."""

    data: Mapping[str, Any]
    damage: Damage
    problems: list[Problem] = field(default_factory=list)
    steps: list[PlacedStep] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    unsound: dict[str, int] = field(default_factory=dict)
    duplicates: list[Placed] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    nameless: bool = False
    rank: int = 0

    def model(self, kind: type[Model], raw: Mapping[str, Any], path: Path, what: str) -> Any:
        """Return `raw` as a `kind`, or None with the problems that hinder it."""
        lost = self.damage.get(path, frozenset())
        found = [] if MIXED in lost else list(problems_of(kind, raw, path, what))
        self.problems += [problem for problem in found if problem.missing not in lost]
        return None if found or lost else kind.model_validate(dict(raw))

    def table(self, path: Path, value: object) -> Mapping[str, Any] | None:
        """Return `value` if it is a table, or None with the problem that it is none."""
        if isinstance(value, dict):
            return value
        name = quote(path[-1])
        message = f"'{name}' has to be a table: a header in brackets with keys below it."
        self.problems.append(Problem("wrong-type", message, path, "key"))
        return None
