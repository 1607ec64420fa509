"""The agenda: the pages of a session with what is visible now. It is computed, never stored.

The current page is the first one that is not done. Pages have an audience: one party alone, or
both; whenever it changes to or from one party, the front end lets the curtain fall.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.items import TOGETHER, AskedItem, Computed, Gate, Note
from facilitator.domain.playbook import AnyItem, Step
from facilitator.domain.session import Session, Slot
from facilitator.engine.closing import KEEP, READ_BACK, keep_slots
from facilitator.engine.scope import Scope
from facilitator.engine.structure import Group, Plan, item_key

PageKind = Literal[
    "step",  # the chapter's purpose and guidance
    "answers",  # one party's answers, alone
    "together",  # joint answers, or each one's open answers on one page
    "reveal",  # both sides' answers laid open
    "stance",  # one party's stance at a sealed gate, alone
    "gate",  # both stances, and the ways on
    "reading",  # only notes and computed values
    "read_back",  # commitments and open points, and the review date
    "keep",  # "Will I keep this?", alone
    "sign",  # the whole text, and both names
]


@dataclass(frozen=True)
class Page:
    """What one sitting at the keyboard sees.

    `items` are the visible items in order, `slots` what is to be answered here, `keys` what the
    pair has read when it goes on.
    """

    kind: PageKind
    audience: str
    done: bool
    step: Step | None = None
    group: Group | None = None
    items: tuple[AnyItem, ...] = ()
    slots: tuple[Slot, ...] = ()
    keys: tuple[str, ...] = ()
    editable: bool = False
    """For a reveal: both may change their answers, after a way back."""

    @property
    def gate(self) -> Gate:
        """The gate of a gate's page."""
        return next(item for item in self.items if isinstance(item, Gate))

    @property
    def alone(self) -> bool:
        """Whether one party sits here alone."""
        return self.audience != TOGETHER


class _Agenda:
    """Lays out the pages of one session."""

    def __init__(self, plan: Plan, session: Session) -> None:
        self.plan = plan
        self.session = session
        self.order = plan.playbook.order
        self.scopes = {viewer: Scope(plan, session, viewer) for viewer in (*self.order, TOGETHER)}

    def visible(self, items: tuple[AnyItem, ...], viewer: str = TOGETHER) -> tuple[AnyItem, ...]:
        """Return those of `items` that show for `viewer`."""
        return tuple(item for item in items if self.scopes[viewer].visible(item))

    def answered(self, slot: Slot) -> bool:
        """Whether `slot` is answered, skipped or withheld, and not asked anew."""
        session = self.session
        given = slot in session.answers or slot in session.skipped or slot in session.withheld
        return given and slot not in session.stale

    def pages(self) -> Iterator[Page]:
        """Give the pages of all steps, or up to an early close, and the last ones."""
        for step in self.plan.playbook.steps:
            groups = [group for group in self.plan.groups if group.step is step]
            pages = list(self._until_closed(groups))
            if pages:
                yield Page("step", TOGETHER, step.id in self.session.begun, step)
                yield from pages
            if self._closed_in(groups):
                break
        yield from self.closing()

    def _closed_in(self, groups: list[Group]) -> bool:
        closed_at = self.session.closed_at
        return closed_at is not None and any(
            item.id == closed_at for group in groups for item in group.items
        )

    def _until_closed(self, groups: list[Group]) -> Iterator[Page]:
        for group in groups:
            pages = list(LAYOUTS[group.kind](self, group))
            yield from pages or self.reading(group)
            if self._closed_in([group]):
                return

    def run(self, group: Group) -> Iterator[Page]:
        """Give the pages of questions: each party alone and the reveal, or both together."""
        if not group.curtained:
            yield from self.together(group)
            return
        for party in self.order:
            yield from self.alone(group, party)
        yield from self.reveal(group)

    def alone(self, group: Group, party: str) -> Iterator[Page]:
        """Give the page on which `party` answers, if anything is asked."""
        items = self.visible(group.lead + group.items, party)
        answerers = self.plan.playbook.answerers
        mine = tuple(
            item for item in items if not isinstance(item, AskedItem) or party in answerers(item)
        )
        slots = tuple((item.id, party) for item in mine if isinstance(item, AskedItem))
        if slots:
            done = all(self.answered(slot) for slot in slots)
            yield Page("answers", party, done, group.step, group, mine, slots)

    def shown_at_reveal(self, group: Group) -> tuple[AskedItem, ...]:
        """Return the items that at least one of those who answer them has been asked."""
        answerers = self.plan.playbook.answerers
        return tuple(
            item
            for item in group.to_reveal
            if any(self.scopes[party].visible(item) for party in answerers(item))
        )

    def reveal(self, group: Group) -> Iterator[Page]:
        """Give the page on which the answers are shown, if there are any."""
        shown = self.shown_at_reveal(group)
        if not shown:
            return
        keys = tuple(item.id for item in shown)
        session = self.session
        open_slots = tuple(
            (item.id, party)
            for item in shown
            if not item.withheld
            for party in self.plan.playbook.answerers(item)
        )
        yield Page(
            "reveal",
            TOGETHER,
            session.revealed.issuperset(keys) and session.read.issuperset(keys),
            group.step,
            group,
            (*shown, *self.visible(group.tail)),
            open_slots,
            keys,
            editable=any(key in session.reopened for key in keys),
        )

    def together(self, group: Group) -> Iterator[Page]:
        """Give the page on which both answer together, if anything is asked."""
        items = self.visible(group.lead + group.items)
        asked = [item for item in items if isinstance(item, AskedItem)]
        slots = tuple(
            (item.id, party) for item in asked for party in self.plan.playbook.answerers(item)
        )
        if slots:
            keys = tuple(item_key(group.step, item) for item in items)
            reopened = any(key in self.session.reopened for key in keys)
            done = not reopened and all(self.answered(slot) for slot in slots)
            yield Page(
                "together", TOGETHER, done, group.step, group, items, slots, keys, editable=reopened
            )

    def gate(self, group: Group) -> Iterator[Page]:
        """Give a gate's page, after one for each party's stance if the gate is sealed."""
        items = self.visible(group.lead + group.items)
        gate = next((item for item in items if isinstance(item, Gate)), None)
        if gate is None:
            return
        state = self.session.gate(gate.id)
        if gate.privacy == "sealed":
            for party in self.order:
                said = party in state.stances
                yield Page("stance", party, said, group.step, group, items, ((gate.id, party),))
        slots = tuple((gate.id, party) for party in self.order)
        done = state.passed or state.handling is not None
        yield Page("gate", TOGETHER, done, group.step, group, items, slots)

    def reading(self, group: Group) -> Iterator[Page]:
        """Give a page of notes and computed values, as of a group whose questions are hidden."""
        readable = tuple(item for item in group.all_items if isinstance(item, Note | Computed))
        items = self.visible(readable)
        if items:
            keys = tuple(item_key(group.step, item) for item in items)
            done = self.session.read.issuperset(keys)
            yield Page("reading", TOGETHER, done, group.step, group, items, keys=keys)

    def closing(self) -> Iterator[Page]:
        """Give the last pages: reading back, what each keeps, and signing."""
        session = self.session
        read_back = session.review_set and READ_BACK in session.read
        yield Page("read_back", TOGETHER, read_back, keys=(READ_BACK,))
        for party in self.order:
            slot = (KEEP.id, party)
            said = slot in session.withheld or slot in session.skipped
            yield Page("keep", party, said, slots=keep_slots(party))
        yield Page("sign", TOGETHER, session.agreement is not None)


LAYOUTS = {
    "run": _Agenda.run,
    "joint": _Agenda.together,
    "gate": _Agenda.gate,
    "reading": _Agenda.reading,
}
"""Kind of group to its pages."""


def agenda(plan: Plan, session: Session) -> tuple[Page, ...]:
    """Return all pages of the session, in order, with what is visible now."""
    return tuple(_Agenda(plan, session).pages())


def current(pages: tuple[Page, ...]) -> Page:
    """Return the first page that is not done; the last one when all are."""
    return next((page for page in pages if not page.done), pages[-1])


def hand_overs(plan: Plan) -> int:
    """Return how often the keyboard goes to one party alone, if nothing is hidden."""
    answerers = plan.playbook.answerers
    count = 0
    for group in plan.groups:
        if group.curtained:
            count += len({party for item in group.asked for party in answerers(item)})
        elif group.kind == "gate":
            count += 2 * sum(item.privacy == "sealed" for item in group.items)  # type: ignore[union-attr]
    return count
