"""What is known of a playbook before anybody has answered.

That is: what each item refers to, and how the items of a step fall into groups.

A *run* is a stretch of items that the parties answer one by one; a joint item, a gate or the end
of the step ends it. A note or a computed value inside a run does not, unless it names one of the
run's answers: then the reveal comes first. So it is with a paraphrase of one of the run's texts.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from facilitator.domain.errors import ExpressionError
from facilitator.domain.expressions import parse
from facilitator.domain.items import (
    AskedItem,
    ChoiceItem,
    ChoicesItem,
    Computed,
    Gate,
    Note,
    ParaphraseItem,
    RatingItem,
    SwapItem,
    TableItem,
    TextItem,
)
from facilitator.domain.playbook import AnyItem, Playbook, Step
from facilitator.engine.placeholders import placeholders

Path = tuple[str, ...]
GroupKind = Literal["run", "joint", "gate", "reading"]

ASKS_AGAIN = frozenset({"value", "when", "each", "text", "of", "options_from", "revises"})
"""The ways of referring by which a changed answer makes the item that refers be asked again."""


@dataclass(frozen=True)
class Mention:
    """An item refers to another: `way` is how (``value``, ``when``, ``text``, ``each``, …)."""

    way: str
    path: Path

    @property
    def name(self) -> str:
        """The id that is referred to."""
        return self.path[0]


def item_key(step: Step, item: AnyItem) -> str:
    """Return what names `item` in events: its id, or for a note without one its place."""
    if item.id:
        return item.id
    place = next(place for place, other in enumerate(step.items, 1) if other is item)
    return f"{step.id}:{place}"


def texts_of(item: AnyItem) -> dict[str, str]:
    """Return the texts of `item` that may hold placeholders, by where they stand."""
    if isinstance(item, AskedItem):
        found = {"ask": item.ask or "", "help": item.help or ""}
        found |= {f"ask_for.{role}": wording for role, wording in item.ask_for.items()}
    elif isinstance(item, Note | Gate):
        found = {"text": item.text, "help": item.help or ""}
    else:
        found = {"help": item.help or ""}
    return {where: text for where, text in found.items() if text}


def _expression_paths(source: str | None) -> tuple[Path, ...]:
    if source is None:
        return ()
    try:
        return tuple(reference.path for reference in parse(source).references)
    except ExpressionError:
        return ()


def _from_columns(item: AnyItem) -> Iterator[Mention]:
    if isinstance(item, TableItem):
        for column in item.columns:
            source = getattr(column, "options_from", None)
            if source:
                yield Mention("options_from", (source,))


def _from_keys(item: AnyItem) -> Iterator[Mention]:
    """Give what `item` refers to by keys that hold the id of another item."""
    for name in item.beside:
        yield Mention("beside", (name,))
    if isinstance(item, AskedItem) and item.against:
        yield Mention("against", (item.against,))
    match item:
        case ParaphraseItem() | SwapItem():
            yield Mention("of", (item.of,))
        case RatingItem(each=str(table)):
            yield Mention("each", (table,))
        case ChoiceItem(options_from=str(table)) | ChoicesItem(options_from=str(table)):
            yield Mention("options_from", (table,))
        case TableItem(start_from=str(table)):
            yield Mention("start_from", (table,))
        case TextItem(revises=str(text)):
            yield Mention("revises", (text,))
        case Gate(back=str(name)):
            yield Mention("back", (name,))
    yield from _from_columns(item)


def mentions(item: AnyItem) -> tuple[Mention, ...]:
    """Return everything that `item` refers to (`room`, which names roles, left out)."""
    found = [Mention("when", path) for path in _expression_paths(item.when)]
    if isinstance(item, Computed):
        found += [Mention("value", path) for path in _expression_paths(item.value)]
    for text in texts_of(item).values():
        found += [Mention("text", placeholder.path) for placeholder in placeholders(text)]
    return (*found, *_from_keys(item))


@dataclass(frozen=True)
class Group:
    """Consecutive items of one step that are taken together.

    `lead` stands before the items on their page; `items` are what the group is about; `tail` are
    the notes and computed values that a run's reveal shows below the answers.
    """

    kind: GroupKind
    step: Step
    items: tuple[AnyItem, ...]
    lead: tuple[AnyItem, ...] = ()
    tail: tuple[AnyItem, ...] = ()

    @property
    def all_items(self) -> tuple[AnyItem, ...]:
        """Everything in the group, in the order of the file."""
        return self.lead + self.items + self.tail

    @cached_property
    def asked(self) -> tuple[AskedItem, ...]:
        """The items that ask for an answer."""
        return tuple(item for item in self.items if isinstance(item, AskedItem))

    @cached_property
    def curtained(self) -> bool:
        """Whether the parties answer alone: something in the run is sealed or withheld."""
        return self.kind == "run" and any(item.privacy != "open" for item in self.asked)

    @cached_property
    def to_reveal(self) -> tuple[AskedItem, ...]:
        """What a curtained run lays open in the end: all but what is private."""
        return tuple(item for item in self.asked if item.privacy != "private")


@dataclass
class _Grouping:
    """Walks the items of a step once and gathers them into groups."""

    step: Step
    done: list[Group] = field(default_factory=list)
    kind: Literal["run", "joint"] | None = None
    items: list[AnyItem] = field(default_factory=list)
    lead: list[AnyItem] = field(default_factory=list)
    waiting: list[AnyItem] = field(default_factory=list)
    """Notes and computed values after the items so far; whatever comes next decides on them."""

    def close(self, tail: Iterable[AnyItem] = ()) -> None:
        """End the group that is open, if one is."""
        if self.kind is not None:
            self.done.append(
                Group(self.kind, self.step, tuple(self.items), tuple(self.lead), tuple(tail))
            )
            self.kind, self.items, self.lead = None, [], []

    def names_own(self, item: AnyItem, counts: Callable[[Mention], bool] = lambda _: True) -> bool:
        """Whether `item` names an answer of the open group, itself or through computed values."""
        own = {asked.id for asked in self.items if isinstance(asked, AskedItem)}
        nearby = {
            other.id: other
            for other in [*self.lead, *self.items, *self.waiting]
            if isinstance(other, Computed)
        }
        todo = [mention for mention in mentions(item) if counts(mention)]
        seen: set[str] = set()
        while todo:
            name = todo.pop().name
            if name in own:
                return True
            if name in nearby and name not in seen:
                seen.add(name)
                todo.extend(mentions(nearby[name]))
        return False

    @property
    def curtained(self) -> bool:
        """Whether the open run holds anything that is sealed or withheld."""
        asked = [item for item in self.items if isinstance(item, AskedItem)]
        return self.kind == "run" and any(item.privacy != "open" for item in asked)

    def read(self, item: AnyItem) -> None:
        """Take in a note or a computed value."""
        if self.kind is None and not self.waiting and self._belongs_to_last_reveal(item):
            last = self.done.pop()
            longer = (*last.tail, item)
            self.done.append(Group(last.kind, last.step, last.items, last.lead, longer))
        elif self.kind is not None and self.names_own(item):
            if self.curtained:
                tail, self.waiting = [*self.waiting, item], []
                self.close(tail)
            else:
                self.close()
                self.waiting.append(item)
        else:
            self.waiting.append(item)

    def _belongs_to_last_reveal(self, item: AnyItem) -> bool:
        if not self.done or not self.done[-1].tail:
            return False
        last = self.done[-1]
        own = {other.id for other in last.all_items if other.id}
        return isinstance(item, Computed) or any(m.name in own for m in mentions(item))

    def ask(self, item: AskedItem) -> None:
        """Take in an item that asks for an answer."""
        kind: Literal["run", "joint"] = "run" if item.one_by_one else "joint"
        if self.kind == kind and not self._comes_after(item):
            self.items += [*self.waiting, item]
        else:
            self.close()
            self.kind, self.lead, self.items = kind, self.waiting, [item]
        self.waiting = []

    def _comes_after(self, item: AskedItem) -> bool:
        """Whether `item` needs an answer of the open group on the table before it is asked."""
        if isinstance(item, ParaphraseItem):
            return self.names_own(item)
        if self.curtained:
            return False
        return self.names_own(item, lambda mention: mention.way not in {"against", "of"})

    def gate(self, item: Gate) -> None:
        """Take in a gate."""
        self.close()
        self.done.append(Group("gate", self.step, (item,), tuple(self.waiting)))
        self.waiting = []

    def groups(self) -> list[Group]:
        """Return the groups of the step."""
        for item in self.step.items:
            if isinstance(item, Gate):
                self.gate(item)
            elif isinstance(item, AskedItem):
                self.ask(item)
            else:
                self.read(item)
        self.close()
        if self.waiting:
            self.done.append(Group("reading", self.step, tuple(self.waiting)))
        return self.done


def groups_of(step: Step) -> tuple[Group, ...]:
    """Return the groups of `step`, in order."""
    return tuple(_Grouping(step).groups())


@dataclass(frozen=True, eq=False)
class Plan:
    """A playbook with everything that follows from it alone. The engine's functions take this."""

    playbook: Playbook

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All groups, in the order of the file."""
        return tuple(group for step in self.playbook.steps for group in groups_of(step))

    @cached_property
    def group_of(self) -> dict[str, Group]:
        """Item id to the group that holds it."""
        return {item.id: group for group in self.groups for item in group.all_items if item.id}

    @cached_property
    def index(self) -> dict[str, int]:
        """Item id to its place among all items."""
        return {name: place for place, name in enumerate(self.playbook.places)}

    @cached_property
    def dependents(self) -> dict[str, tuple[str, ...]]:
        """Item id to the ids of what is asked again when its answer changes, in order."""
        users: dict[str, set[str]] = {name: set() for name in self.playbook.places}
        for _, item in self.playbook.walk():
            for mention in mentions(item):
                if item.id and mention.way in ASKS_AGAIN and mention.name in users:
                    users[mention.name].add(item.id)
        return {name: self._reach(name, users) for name in users}

    def _reach(self, name: str, users: dict[str, set[str]]) -> tuple[str, ...]:
        found: set[str] = set()
        todo = list(users[name])
        while todo:
            user = todo.pop()
            if user not in found:
                found.add(user)
                todo.extend(users[user])
        return tuple(sorted(found, key=self.index.__getitem__))

    def back_of(self, gate: Gate) -> str | None:
        """Return the item that the way back from `gate` leads to, or None if there is none.

        Without `back` it is the first item of the step that was asked.
        """
        if gate.back:
            return gate.back
        step, _ = self.playbook.places[gate.id]
        earlier = step.items[: step.items.index(gate)]
        return next((item.id for item in earlier if isinstance(item, AskedItem)), None)
