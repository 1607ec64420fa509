"""The playbook: the TOML script of a session, format 1, as frozen models.

The models mirror the file: ``Playbook.steps`` is the file's ``[[step]]`` and ``Step.items`` its
``[[step.item]]``. They hold what a single value may be; what several values must be to each other
(names, order, secrecy) is checked in ``authoring``.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from facilitator.domain.items import BOTH, TOGETHER, AskedItem, Computed, Gate, Item, Note
from facilitator.domain.model import Filled, Line, Model, Text, as_tuple

AnyItem = Note | Computed | Gate | AskedItem


class Header(Model):
    """The ``[playbook]`` table."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)
    version: Filled = Field(description="Raise it when a question changes its meaning.")
    title: Filled
    summary: Text | None = None
    minutes: int | None = Field(None, ge=1, le=10_000)
    currency: str | None = Field(None, description="ISO 4217, such as EUR.")
    language: str = Field("en", description="BCP 47, such as en or de-CH.")
    first: str | None = Field(
        None, description="Who answers and is read first; the second role in the file by default."
    )
    ground_rules: Annotated[tuple[Line, ...], as_tuple] = ()


class Role(Model):
    """One of the two sides."""

    title: Filled
    lens: Text | None = Field(None, description="What this side looks after.")


class Step(Model):
    """A chapter of a playbook."""

    id: str
    title: Filled
    theme: Line | None = None
    purpose: Text | None = None
    minutes: int | None = Field(None, ge=0, le=10_000)
    guidance: Text | None = None
    guidance_for: dict[str, Text] = Field(default_factory=dict)
    items: Annotated[tuple[Item, ...], as_tuple] = Field(alias="item", min_length=1)

    def guides(self, role: str) -> str:
        """Return the guidance that `role` (or ``together``) reads."""
        return self.guidance_for.get(role) or self.guidance or ""


class Playbook(Model):
    """A whole playbook."""

    model_config = ConfigDict(ignored_types=(cached_property,))

    format: Literal[1]
    playbook: Header
    roles: dict[str, Role]
    steps: Annotated[tuple[Step, ...], as_tuple] = Field(alias="step", min_length=1)

    @cached_property
    def role_ids(self) -> tuple[str, str]:
        """The two roles, in the order of the file."""
        one, other = self.roles
        return one, other

    @cached_property
    def order(self) -> tuple[str, str]:
        """The two roles, the one who answers and is read first before the other."""
        first = self.playbook.first or self.role_ids[1]
        return first, self.other(first)

    @cached_property
    def places(self) -> dict[str, tuple[Step, AnyItem]]:
        """Every item that has an id, with its step, in the order of the file."""
        return {item.id: (step, item) for step, item in self.walk() if item.id is not None}

    def walk(self) -> Iterator[tuple[Step, AnyItem]]:
        """Give every item with its step, in order."""
        for step in self.steps:
            for item in step.items:
                yield step, item

    def item(self, name: str) -> AnyItem:
        """Return the item with the id `name`; KeyError if there is none."""
        return self.places[name][1]

    def other(self, role: str) -> str:
        """Return the other role."""
        one, other = self.role_ids
        return other if role == one else one

    def answerers(self, item: AskedItem) -> tuple[str, ...]:
        """Return the keys under which `item` is answered, the first to answer first."""
        if item.who == TOGETHER:
            return (TOGETHER,)
        return self.order if item.who == BOTH else (item.who,)
