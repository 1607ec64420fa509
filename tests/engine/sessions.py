"""Sessions for tests: a plan, a journal that grows, and short words for what happens in it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.events import Event
from facilitator.domain.items import TOGETHER
from facilitator.domain.session import Session, Slot
from facilitator.domain.vault import Vault
from facilitator.engine.agenda import Page, agenda, current
from facilitator.engine.answers import Context, parse
from facilitator.engine.fold import fold
from facilitator.engine.structure import Plan
from facilitator.engine.submission import Sitting, asked_item, submit

START = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
NAMES = {"leader": "Ada", "manager": "Ben", "chair": "Cy", "head": "Di"}


class Talk:
    """A session under way. Time stands still unless a test moves `now`."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.vault = Vault()
        self.now = START
        self.events: list[Event] = []
        parties = {role: NAMES[role] for role in plan.playbook.role_ids}
        self.say(
            ev.Opened(
                at=START, session="s", topic="A topic", parties=parties, playbook_sha256="0" * 64
            )
        )

    def say(self, *events: Event) -> None:
        self.events += events
        self.session: Session = fold(self.plan, self.events)

    def later(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)

    @property
    def pages(self) -> tuple[Page, ...]:
        return agenda(self.plan, self.session)

    @property
    def page(self) -> Page:
        """The current page; the openings of steps are passed on the way."""
        while (page := current(self.pages)).kind == "step" and page.step is not None:
            self.say(ev.Began(at=self.now, step=page.step.id))
        return page

    @property
    def here(self) -> tuple[str, str]:
        """The kind of the current page, and who sits there."""
        return self.page.kind, self.page.audience

    def sitting(self) -> Sitting:
        return Sitting(self.plan, self.session, self.vault, self.now)

    def context(self, party: str = TOGETHER) -> Context:
        return Context(self.plan, self.session, party, self.now.date())

    def answer(self, page: Page | None = None, /, **given: Any) -> None:
        """Answer on the page: ``item=value``, or ``item__party=value`` where two answer it."""
        page = page or self.page
        made = submit(self.sitting(), page, slots(page, given))
        assert not made.problems, made.problems
        self.say(*made.events)

    def reveal(self) -> None:
        """Lay the answers open and go on."""
        page = self.page
        assert page.kind == "reveal"
        self.say(ev.Revealed(at=self.now, items=page.keys), ev.Read(at=self.now, items=page.keys))

    def read(self) -> None:
        """Go on from a page that is only read."""
        self.say(ev.Read(at=self.now, items=self.page.keys))

    def consent(self, *levels: str) -> None:
        """Say where both stand at the current gate, the first to answer first."""
        gate = self.page.gate
        for party, level in zip(self.plan.playbook.order, levels, strict=True):
            self.say(ev.Consented(at=self.now, gate=gate.id, party=party, consent=Consent(level)))

    def back(self) -> None:
        """Go back from the current gate."""
        self.say(ev.WentBack(at=self.now, gate=self.page.gate.id))

    def sign(self) -> None:
        """Go from the read-back to the signed end."""
        self.say(ev.ReviewAgreed(at=self.now), ev.Read(at=self.now, items=("close:read_back",)))
        for party in self.plan.playbook.order:
            self.say(ev.Skipped(at=self.now, item="close:keep", party=party))
        for party in self.plan.playbook.order:
            self.say(ev.Signed(at=self.now, party=party, name=self.session.parties[party]))
        self.say(ev.Concluded(at=self.now, agreement="20261124-a-topic-abcd"))


def slots(page: Page, given: Mapping[str, Any]) -> dict[Slot, Any]:
    """Return raw answers by slot."""
    named = {f"{item}__{party}": (item, party) for item, party in page.slots}
    found: dict[Slot, Any] = {}
    for key, value in given.items():
        own = [slot for slot in page.slots if slot[0] == key]
        slot = named[key] if key in named else own[0]
        assert len(own) <= 1, f"say whose answer {key} is"
        found[slot] = value
    return found


def check(talk: Talk, name: str, raw: object, party: str = TOGETHER) -> Any:
    """Return the checked answer to one item."""
    return parse(asked_item(talk.plan.playbook, name), raw, talk.context(party))
