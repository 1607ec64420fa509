"""A playbook as far as it is sound: what the checks look at.

Every part of the file that is valid by itself stands in it. An item that is not leaves its name
behind, which is then known and of unknown kind, so that one mistake never multiplies.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Any, TypeVar

from facilitator.authoring.problems import quote
from facilitator.authoring.spans import Path
from facilitator.domain.errors import ExpressionError
from facilitator.domain.expressions import Kind, infer, parse
from facilitator.domain.items import BOTH, TOGETHER, AskedItem, BaseItem, Computed, Gate, TableItem
from facilitator.domain.playbook import AnyItem, Playbook, Step
from facilitator.engine.kinds import NameProblem, kind_of
from facilitator.engine.structure import Group, groups_of

ItemT = TypeVar("ItemT", bound=BaseItem)


@dataclass(frozen=True)
class Placed:
    """A sound item with its place: the path in the file, the step, and its rank among all items."""

    path: Path
    rank: int
    step: Step
    item: AnyItem

    @property
    def called(self) -> str:
        """What to call the item in a message."""
        return f"'{quote(self.item.id)}'" if self.item.id else "this note"


@dataclass(frozen=True)
class PlacedStep:
    """A step with its path in the file."""

    path: Path
    step: Step
    whole: bool
    """Whether all its items are sound."""


@dataclass(frozen=True)
class Draft:
    """The sound parts of a playbook, and the names of what is not sound.

    `playbook` holds a gate in the place of every item that is not sound, which parts the runs
    before and after it; nothing can name it.
    """

    playbook: Playbook
    steps: tuple[PlacedStep, ...]
    placed: tuple[Placed, ...]
    unsound: Mapping[str, int]
    """Names of items that are not sound, with their rank."""
    data: Mapping[str, Any] = field(repr=False)
    duplicates: tuple[Placed, ...] = ()
    """Items whose id stands already at an earlier one; nothing more is said about them."""
    lost: Mapping[Path, frozenset[str]] = field(default_factory=dict)
    """Tables of which keys could not be read, and which keys those are."""
    nameless: bool = False
    """Whether an item has no id, so that an unknown name can be the one it should have."""

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The role ids, in the order of the file; exactly two in a sound playbook."""
        return tuple(self.playbook.roles)

    @cached_property
    def by_name(self) -> dict[str, Placed]:
        """Item id to the sound item that has it (the first, if several do)."""
        found: dict[str, Placed] = {}
        for placed in self.placed:
            if placed.item.id is not None:
                found.setdefault(placed.item.id, placed)
        return found

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All names of items, sound or not."""
        return (*self.by_name, *(name for name in self.unsound if name not in self.by_name))

    def rank(self, name: str) -> int | None:
        """Return the rank of the item called `name`, or None if there is none."""
        placed = self.by_name.get(name)
        return placed.rank if placed is not None else self.unsound.get(name)

    def names_before(self, rank: int) -> tuple[str, ...]:
        """Return the names that stand before the item with `rank`."""
        return tuple(name for name in self.names if (self.rank(name) or 0) < rank)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of all steps."""
        return tuple(group for step in self.playbook.steps for group in groups_of(step))

    @cached_property
    def group_of(self) -> dict[int, Group]:
        """The identity of an item to its group."""
        return {id(item): group for group in self.groups for item in group.all_items}

    def answered_by_both(self, item: AnyItem) -> bool:
        """Whether both roles answer `item`, each alone."""
        return isinstance(item, AskedItem) and item.who == BOTH

    @cached_property
    def _kinds(self) -> dict[str, Kind | None]:
        """Computed values' names to their kinds, each worked out once, in the order of the file."""
        kinds: dict[str, Kind | None] = {}
        for placed in self.placed:
            if isinstance(placed.item, Computed):
                kinds[placed.item.id] = self._computed_kind(placed.item, kinds)
        return kinds

    def _computed_kind(self, item: Computed, earlier: Mapping[str, Kind | None]) -> Kind | None:
        def known(path: tuple[str, ...]) -> Kind | None:
            """Return the kind of what `path` names; None for what is unclear or comes later."""
            placed = self.by_name.get(path[0])
            if placed is None:
                return None
            if isinstance(placed.item, Computed):
                return earlier.get(path[0]) if len(path) == 1 else None
            if self.unsound_target(placed.item) or self.unclear(placed.item):
                return None
            try:
                return kind_of(self.playbook, path)
            except NameProblem:
                return None

        try:
            kind, problems = infer(parse(item.value), known, self.playbook.role_ids)
        except ExpressionError:
            return None
        return None if problems else kind

    def kind_of(self, path: tuple[str, ...]) -> Kind | None:
        """Return the kind of what `path` stands for, or None if that depends on something broken.

        Raises NameProblem for a path that can stand for nothing.
        """
        name = path[0]
        placed = self.by_name.get(name)
        if placed is None or self.unsound_target(placed.item) or self.unclear(placed.item):
            return None
        if isinstance(placed.item, Computed) and len(path) == 1:
            return self._kinds.get(name)
        return kind_of(self.playbook, path)

    def unclear(self, item: AnyItem) -> bool:
        """Whether `item` says something impossible about who answers it or how secret that is."""
        if not isinstance(item, AskedItem):
            return False
        if item.who not in (*self.roles, BOTH, TOGETHER):
            return True
        if item.privacy == "overlap" and not (item.withheld_allowed and item.who == BOTH):
            return True
        return item.privacy != "open" and not item.one_by_one

    def unsound_target(self, item: AnyItem) -> bool:
        """Whether `item` is a swap of something that is not there or not sound."""
        seen: set[str] = set()
        while (target := getattr(item, "of", None)) is not None:
            placed = self.by_name.get(target)
            if placed is None or target in seen or not isinstance(placed.item, AskedItem):
                return True
            seen.add(target)
            item = placed.item
        return False

    def items_of(self, kind: type[ItemT]) -> tuple[tuple[Placed, ItemT], ...]:
        """Return the sound items of the class `kind` with their places."""
        return tuple(
            (placed, placed.item) for placed in self.placed if isinstance(placed.item, kind)
        )

    def columns_of(self, name: str) -> Mapping[str, str]:
        """Return the columns of the table called `name`: id to type."""
        placed = self.by_name.get(name)
        if placed is None or not isinstance(placed.item, TableItem):
            return {}
        return {column.id: column.type for column in placed.item.columns}

    def earlier_in_step(self, placed: Placed) -> tuple[str, ...]:
        """Return the names asked before `placed` in its own step."""
        before = takewhile(lambda other: other.rank < placed.rank, self.placed)
        return tuple(
            other.item.id
            for other in before
            if other.step is placed.step and isinstance(other.item, AskedItem)
        )


def stand_in(rank: int) -> Gate:
    """Return what stands in the place of an item that is not sound."""
    return Gate.model_construct(type="gate", id=f"#{rank}", text="", back=None, when=None)
