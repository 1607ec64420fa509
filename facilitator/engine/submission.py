"""From what was filled in to events: the same steps for every front end.

Nothing here writes: the caller appends the events to its journal and folds again. What is withheld
goes to the vault and leaves an event without a value.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from facilitator.domain import events as ev
from facilitator.domain import expressions
from facilitator.domain.errors import AnswerError, SessionError
from facilitator.domain.expressions import UNKNOWN
from facilitator.domain.items import AskedItem
from facilitator.domain.playbook import Playbook
from facilitator.domain.session import Session, Slot
from facilitator.domain.values import Value
from facilitator.domain.vault import Vault
from facilitator.engine.agenda import Page
from facilitator.engine.answers import Context, encode, parse
from facilitator.engine.closing import CLOSING_ITEMS
from facilitator.engine.structure import Path, Plan

MOST_ROUNDS = 3
"""Overlap rounds a session: each one narrows the other's secret."""


@dataclass(frozen=True)
class Submission:
    """What a page's answers come to: events, or what is wrong by slot."""

    events: tuple[ev.Event, ...] = ()
    problems: Mapping[Slot, str] = field(default_factory=dict)


def asked_item(playbook: Playbook, name: str) -> AskedItem:
    """Return the asked item `name`, of the playbook or of the closing."""
    item = CLOSING_ITEMS.get(name) or playbook.item(name)
    if not isinstance(item, AskedItem):
        msg = f"'{name}' does not ask for an answer"
        raise SessionError(msg)
    return item


@dataclass(frozen=True)
class Sitting:
    """What a page is answered in: the session as it stands, the vault, and the moment."""

    plan: Plan
    session: Session
    vault: Vault
    at: dt.datetime

    def context(self, party: str) -> Context:
        """Return what answers of `party` are checked against."""
        return Context(self.plan, self.session, party, self.at.date())


def submit(sitting: Sitting, page: Page, raw: Mapping[Slot, object]) -> Submission:
    """Check what was filled in on `page` and return the events it makes.

    Slots missing from `raw` keep the answer they have; those without one are blank. If anything
    is wrong, no events are made and nothing reaches the vault.
    """
    checked: dict[Slot, Value | None] = {}
    problems: dict[Slot, str] = {}
    for slot in page.slots:
        if slot not in raw and _settled(sitting.session, slot):
            continue
        item = asked_item(sitting.plan.playbook, slot[0])
        try:
            checked[slot] = parse(item, raw.get(slot), sitting.context(slot[1]))
        except AnswerError as error:
            problems[slot] = str(error)
    if problems:
        return Submission(problems=problems)
    made: list[ev.Event] = []
    for slot, value in checked.items():
        made += _keep(sitting, slot, value)
    made += _decided_rounds(sitting, page, made)
    if page.editable and page.kind == "together":
        made.append(ev.Read(at=sitting.at, items=page.keys))
    return Submission(tuple(made))


def _settled(session: Session, slot: Slot) -> bool:
    given = slot in session.answers or slot in session.skipped or slot in session.withheld
    return given and slot not in session.stale


def _keep(sitting: Sitting, slot: Slot, value: Value | None) -> list[ev.Event]:
    """Return the event that keeps one checked answer; none if nothing has changed."""
    name, party = slot
    session, at = sitting.session, sitting.at
    item = asked_item(sitting.plan.playbook, name)
    if value is None:
        known = slot in session.skipped and slot not in session.stale
        return [] if known else [ev.Skipped(at=at, item=name, party=party)]
    if item.withheld:
        sitting.vault.put(slot, value)
        known = slot in session.withheld
        return [] if known else [ev.Withheld(at=at, item=name, party=party)]
    before = session.answers.get(slot)
    same = before is not None and before.value == value
    if same and slot not in session.stale and slot not in session.skipped:
        return []
    return [ev.Answered(at=at, item=name, party=party, value=encode(value))]


def _decided_rounds(sitting: Sitting, page: Page, made: list[ev.Event]) -> list[ev.Event]:
    """Return the outcome of each overlap round that this page completes."""
    playbook = sitting.plan.playbook
    withheld = {(e.item, e.party) for e in made if isinstance(e, ev.Withheld)}
    decided: list[ev.Event] = []
    for name in dict.fromkeys(name for name, _ in page.slots):
        item = asked_item(playbook, name)
        if item.privacy != "overlap" or not any(slot[0] == name for slot in withheld):
            continue
        both = {(name, role) for role in playbook.role_ids}
        if both <= withheld | sitting.session.withheld:
            room = has_room(playbook, item, sitting.vault)
            decided.append(ev.Tested(at=sitting.at, item=name, room=room))
    return decided


def has_room(playbook: Playbook, item: AskedItem, vault: Vault) -> bool:
    """Return whether the two withheld answers leave room, by the item's own test.

    Raises SessionError when an answer is missing, as after a resume.
    """
    values = {role: vault.get((item.id, role)) for role in playbook.role_ids}
    if any(value is None for value in values.values()):
        msg = "both have to answer anew, since figures like these are kept nowhere"
        raise SessionError(msg)

    def figure(path: Path) -> expressions.Value:
        """Return the number or date of the role that `path` names."""
        value = values.get(path[0])
        return value if isinstance(value, Decimal | dt.date) else UNKNOWN

    test = expressions.parse(str(getattr(item, "room", "")))
    return expressions.evaluate(test, figure) is True


def open_round(session: Session, item: AskedItem, vault: Vault, at: dt.datetime) -> ev.RoundOpened:
    """Ask both anew for an overlap item; SessionError after the last round."""
    if len(session.tests.get(item.id, ())) >= MOST_ROUNDS:
        msg = f"this has been tested {MOST_ROUNDS} times, and each test narrows the other's secret"
        raise SessionError(msg)
    vault.drop(item.id)
    return ev.RoundOpened(at=at, item=item.id)


def abandoned_rounds(plan: Plan, session: Session, at: dt.datetime) -> tuple[ev.RoundOpened, ...]:
    """Return what reopens the overlap rounds that an interruption cut off; they do not count."""
    cut: list[ev.RoundOpened] = []
    for name, (_, item) in plan.playbook.places.items():
        overlap = isinstance(item, AskedItem) and item.privacy == "overlap"
        if overlap and name in session.untested:
            cut.append(ev.RoundOpened(at=at, item=name))
    return tuple(cut)
