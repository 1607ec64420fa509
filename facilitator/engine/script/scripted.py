"""The session that an answers file plays: what has happened, and what of the file has been used."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator.domain import events as ev
from facilitator.domain.errors import AnswersFileError
from facilitator.domain.items import AskedItem
from facilitator.domain.playbook import Playbook
from facilitator.domain.session import Session, Slot
from facilitator.domain.vault import Vault
from facilitator.engine.agenda import Page
from facilitator.engine.amending import Former
from facilitator.engine.answers import to_raw
from facilitator.engine.fold import fold
from facilitator.engine.script.form import Form, KeyPath
from facilitator.engine.structure import Plan
from facilitator.engine.submission import Sitting, asked_item, submit


@dataclass(frozen=True)
class Beginning:
    """What a session starts with besides its playbook and its answers."""

    session: str
    playbook_sha256: str
    clock: Callable[[], dt.datetime]
    token: str
    """The random part of the agreement's id."""
    former: Former = field(default_factory=Former)
    """The agreement that the session amends: what the file does not answer comes from there."""


@dataclass
class Scripted:
    """One answers file on its way through the agenda."""

    plan: Plan
    form: Form
    beginning: Beginning
    events: list[ev.Event] = field(default_factory=list)
    vault: Vault = field(default_factory=Vault)
    used: set[KeyPath] = field(default_factory=set)
    changes: dict[Slot, tuple[Any, KeyPath]] = field(default_factory=dict)
    """What the way back under way changes, with where in the file it stands."""
    choices_taken: dict[str, int] = field(default_factory=dict)
    """Gate to how many of its choices have been taken."""
    rounds: dict[Slot, int] = field(default_factory=dict)
    """Slot of an overlap item to how many figures have been asked for."""
    taken_over: set[Slot] = field(default_factory=set)
    """What was answered from the agreement that is amended."""

    @property
    def playbook(self) -> Playbook:
        """The playbook of the session."""
        return self.plan.playbook

    @property
    def former(self) -> Former:
        """The agreement that is amended; an empty one if none is."""
        return self.beginning.former

    @property
    def at(self) -> dt.datetime:
        """The moment of what happens now."""
        return self.form.opened or self.beginning.clock()

    @property
    def sitting(self) -> Sitting:
        """What answers are checked in at this moment."""
        return Sitting(self.plan, self.session, self.vault, self.at)

    def say(self, *events: ev.Event) -> None:
        """Let something happen."""
        self.events.extend(events)
        self.session: Session = fold(self.plan, self.events)

    def submit(self, page: Page, raw: Mapping[Slot, object]) -> None:
        """Submit answers; the first problem ends the script."""
        submission = submit(self.sitting, page, raw)
        for slot, problem in submission.problems.items():
            name, party = slot
            path = self.changes[slot][1] if slot in self.changes else (party, name)
            former = "the former answer does not fit: " if slot in self.taken_over else ""
            msg = f"{party}.{name}: {former}{problem}"
            raise AnswersFileError(msg, path)
        for slot in raw:
            self.changes.pop(slot, None)
        self.say(*submission.events)

    def raw(self, slot: Slot) -> Any:
        """Return what the file answers to `slot`; what is not changed keeps its former answer."""
        name, party = slot
        item = asked_item(self.playbook, name)
        self.used.add((party, name))
        if slot in self.changes:
            return self.changes[slot][0]
        before = self.session.value(name, party)
        if before is not None:
            return to_raw(before)
        if name not in self.form.given[party]:
            return self._former_answer(item, slot)
        value = self.form.given[party][name]
        return self._round_value(slot, value) if item.privacy == "overlap" else value

    def _former_answer(self, item: AskedItem, slot: Slot) -> Any:
        """Return what the agreement that is amended answers to `slot`."""
        value = self.former.answer(item, slot[1], self.sitting.context(slot[1]))
        if value is not None:
            self.taken_over.add(slot)
        return value

    def _round_value(self, slot: Slot, value: Any) -> Any:
        """Return the figure for this round of an overlap item; a single one serves all."""
        number = self.rounds.get(slot, 0)
        self.rounds[slot] = number + 1
        if not isinstance(value, list):
            return value
        name, party = slot
        if number >= len(value):
            msg = f"{party}.{name}: there is no figure for round {number + 1}"
            raise AnswersFileError(msg, (party, name))
        return value[number]
