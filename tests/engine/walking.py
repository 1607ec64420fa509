"""Random sessions: a walker that takes any playbook from its opening to its signatures.

It goes through the agenda as a front end does, with random valid answers, and now and then takes a
break, parks a thought, quits and comes back, or changes an earlier answer. What it answers in
private holds one of the `SENTINELS`, which nothing else that it answers holds.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.items import TOGETHER, AskedItem, bound
from facilitator.domain.session import Session, Slot
from facilitator.domain.values import Row
from facilitator.domain.vault import Vault
from facilitator.engine.agenda import Page, agenda, current
from facilitator.engine.answers import Context
from facilitator.engine.answers.typed import ROW_ID
from facilitator.engine.closing import DIFFERENT, KEEP
from facilitator.engine.fold import fold
from facilitator.engine.gates import ways_on
from facilitator.engine.kinds import answer_type
from facilitator.engine.settlement import agreement_id
from facilitator.engine.structure import Plan
from facilitator.engine.submission import (
    MOST_ROUNDS,
    Sitting,
    abandoned_rounds,
    asked_item,
    open_round,
    submit,
)

START = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
HIDDEN_WORD = "xq-sentinel-qx"
HIDDEN_NUMBER = 739113
HIDDEN_DAY = dt.date(2027, 7, 13)
SENTINELS = (HIDDEN_WORD, str(HIDDEN_NUMBER), HIDDEN_DAY.isoformat())
WORDS = ("rooms", "people", "money", "time", "{needed}", "[b]bold[/b]", "新居", "a | b")
MOST_TURNS = 3000


def _text(item: Any, context: Context, rng: Random) -> Any:
    del context
    return " ".join(rng.choices(WORDS, k=3))[: item.max_length].strip() or "x"


def _choice(item: Any, context: Context, rng: Random) -> Any:
    options = context.options(item)
    own = ["something else"] if item.other and rng.random() < 0.2 else []
    return rng.choice([*options, *own]) if options or own else None


def _choices(item: Any, context: Context, rng: Random) -> Any:
    options = context.options(item)
    if not options:
        return None
    least = item.least if item.least is not None else 1
    most = min(item.most or len(options), len(options))
    return rng.sample(options, rng.randint(min(least, most), most))


def _number(item: Any, context: Context, rng: Random) -> Any:
    del context
    least = int(item.min) if item.min is not None else 0
    most = int(item.max) if item.max is not None else least + 900
    return Decimal(rng.randint(least, min(most, least + 900)))


def _date(item: Any, context: Context, rng: Random) -> Any:
    first = bound(item.earliest, context.today) or context.today
    last = bound(item.latest, context.today) or first + dt.timedelta(days=100)
    return first + dt.timedelta(days=rng.randint(0, min((last - first).days, 100)))


def _points(item: Any, context: Context, rng: Random) -> Any:
    del context
    shares = dict.fromkeys(item.options, 0)
    shares[rng.choice(item.options)] += item.total // 2
    shares[rng.choice(item.options)] += item.total - item.total // 2
    return shares


def _table(item: Any, context: Context, rng: Random) -> Any:
    if item.rows is not None:
        return [_row(item, context, rng) for _ in item.rows]
    least = item.least if item.least is not None else 1
    most = min(item.most or least + 3, least + 3)
    made = [_row(item, context, rng) for _ in range(rng.randint(least, most))]
    former = context.former(item)
    known = [row.id for row in former if isinstance(row, Row)] if isinstance(former, tuple) else []
    for row, name in zip(made, known, strict=False):
        row[ROW_ID] = name
    rng.shuffle(made)
    return made


def _row(item: Any, context: Context, rng: Random) -> dict[str, Any]:
    made = {
        column.id: ANSWERS[column.type](column, context, rng)
        for column in item.columns
        if column.required or rng.random() < 0.7
    }
    return {name: cell for name, cell in made.items() if cell is not None}


def _rating(item: Any, context: Context, rng: Random) -> Any:
    rated = context.rated(item)
    return {key: rng.randint(item.lowest, item.highest) for key in rated} or None


def _commitments(item: Any, context: Context, rng: Random) -> Any:
    least = item.least or 0
    count = rng.randint(least, min(item.most or least + 2, least + 2))
    owners = (*context.playbook.role_ids, "both")
    return [
        {"what": rng.choice(WORDS), "owner": rng.choice(owners), "due": context.today}
        for _ in range(count)
    ]


ANSWERS: dict[str, Callable[[Any, Context, Random], Any]] = {
    "text": _text,
    "yesno": lambda _item, _context, rng: rng.random() < 0.5,
    "choice": _choice,
    "choices": _choices,
    "scale": lambda item, _context, rng: rng.randint(item.min, item.max),
    "number": _number,
    "money": _number,
    "date": _date,
    "ranking": lambda item, _context, rng: rng.sample(item.options, len(item.options)),
    "points": _points,
    "table": _table,
    "rating": _rating,
    "paraphrase": lambda _item, _context, rng: {
        "says": rng.choice(WORDS),
        "confirmed": rng.random() < 0.8,
    },
    "commitments": _commitments,
}
HIDDEN: dict[str, Any] = {
    "text": HIDDEN_WORD,
    "number": Decimal(HIDDEN_NUMBER),
    "money": Decimal(HIDDEN_NUMBER),
    "date": HIDDEN_DAY,
}


def random_answer(item: AskedItem, context: Context, rng: Random) -> Any:
    """Return a random valid answer in the form that `parse` takes; None leaves it blank."""
    if not item.required and rng.random() < 0.3:
        return None
    real = answer_type(context.playbook, item)
    if item.withheld and real.type in HIDDEN:
        return HIDDEN[real.type]
    return ANSWERS[real.type](real, context, rng)


@dataclass
class Walk:
    """One random session. `events` is its journal; `run()` walks it to the end."""

    plan: Plan
    rng: Random
    detours: int = 6
    """How many breaks, thoughts, interruptions and changes of earlier answers there may be."""
    passing: float = 0.6
    """How likely a party consents at a gate."""
    events: list[ev.Event] = field(default_factory=list)
    vault: Vault = field(default_factory=Vault)
    now: dt.datetime = START
    pages: list[Page] = field(default_factory=list)
    """Every page that was current, in the order of the walk."""

    def say(self, *events: ev.Event) -> None:
        self.events.extend(events)
        self.session = fold(self.plan, self.events)

    @property
    def at(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=self.rng.randint(0, 90))
        return self.now

    @property
    def sitting(self) -> Sitting:
        return Sitting(self.plan, self.session, self.vault, self.at)

    def run(self) -> "Walk":
        """Walk from the opening to the signatures."""
        roles = self.plan.playbook.role_ids
        names = {role: f"{role.title()} Name" for role in roles}
        opened = ev.Opened(
            at=self.at, session="walk", topic="A walk", parties=names, playbook_sha256="0" * 64
        )
        self.say(opened, *(ev.AcceptedRules(at=self.at, party=role) for role in roles))
        return self.walk_on()

    def resume(self, events: Sequence[ev.Event]) -> "Walk":
        """Walk from where a journal was cut off to the signatures."""
        self.now = events[-1].at
        self.say(*events)
        self.quit_and_resume()
        return self.walk_on()

    def walk_on(self) -> "Walk":
        """Walk to the signatures, page by page."""
        for _ in range(MOST_TURNS):
            page = current(agenda(self.plan, self.session))
            if page.done:
                return self
            self.pages.append(page)
            if self.detours and self.rng.random() < 0.12:
                self.detours -= 1
                self.rng.choice(DETOURS)(self)
            else:
                CONDUCT[page.kind](self, page)
        message = "the walk does not come to an end"
        raise AssertionError(message)

    def take_break(self) -> None:
        self.say(ev.BreakTaken(at=self.at), ev.BreakEnded(at=self.at))

    def park_thought(self) -> None:
        owner = self.rng.choice((*self.plan.playbook.role_ids, "both"))
        self.say(ev.ThoughtParked(at=self.at, text=self.rng.choice(WORDS), owner=owner))

    def quit_and_resume(self) -> None:
        self.vault = Vault()
        self.say(ev.Resumed(at=self.at), *abandoned_rounds(self.plan, self.session, self.at))

    def change_earlier(self) -> None:
        """Change some answers on a page that is done, as looking back allows."""
        done = [
            page
            for page in agenda(self.plan, self.session)
            if page.done and page.slots and page.kind in {"reveal", "together"}
        ]
        if done:
            self.submit(self.rng.choice(done), chance=0.4)

    def submit(self, page: Page, chance: float) -> None:
        """Answer what is open on `page`, and each of the others with some chance."""
        raw = {
            slot: self.answer(slot)
            for slot in page.slots
            if not self.is_answered(slot) or self.rng.random() < chance
        }
        made = submit(self.sitting, page, raw)
        assert not made.problems, made.problems
        self.say(*made.events)

    def is_answered(self, slot: Slot) -> bool:
        session: Session = self.session
        given = session.answers.keys() | session.skipped | session.withheld
        return slot in given and slot not in session.stale

    def answer(self, slot: Slot) -> Any:
        item = asked_item(self.plan.playbook, slot[0])
        return random_answer(item, self.sitting.context(slot[1]), self.rng)

    def step(self, page: Page) -> None:
        assert page.step is not None
        self.say(ev.Began(at=self.at, step=page.step.id))

    def read(self, page: Page) -> None:
        self.say(ev.Read(at=self.at, items=page.keys))

    def answers(self, page: Page) -> None:
        self.submit(page, chance=0.2)

    def reveal(self, page: Page) -> None:
        self.say(ev.Revealed(at=self.at, items=page.keys))
        if page.editable:
            self.submit(page, chance=0.3)
        for name in page.keys:
            item = asked_item(self.plan.playbook, name)
            tested = len(self.session.tests.get(name, ()))
            if item.privacy == "overlap" and tested < MOST_ROUNDS and self.rng.random() < 0.4:
                self.say(open_round(self.session, item, self.vault, self.at))
                return
        self.read(page)

    def consent(self, gate: str, party: str) -> ev.Consented:
        passes = self.rng.random() < self.passing
        level = self.rng.choice([c for c in Consent if c.passes == passes])
        return ev.Consented(
            at=self.at, gate=gate, party=party, consent=level, reservation="" if passes else "No."
        )

    def stance(self, page: Page) -> None:
        self.say(self.consent(page.gate.id, page.audience))

    def gate(self, page: Page) -> None:
        gate = page.gate
        stances = self.session.gate(gate.id).stances
        missing = [party for party in self.plan.playbook.order if party not in stances]
        if missing:
            self.say(*(self.consent(gate.id, party) for party in missing))
            return
        ways = [way.kind for way in ways_on(self.plan, self.session, gate) if way.open]
        at, owner = self.at, self.plan.playbook.role_ids[0]
        made: dict[str, list[ev.Event]] = {
            "back": [ev.WentBack(at=at, gate=gate.id)],
            "park": [ev.Parked(at=at, gate=gate.id, owner=owner, revisit=at.date())],
            "escalate": [ev.Escalated(at=at, gate=gate.id, owner=owner, to="Somebody")],
            "break": [ev.BreakTaken(at=at), ev.BreakEnded(at=self.at)],
            "close": [ev.ClosedEarly(at=at, gate=gate.id)],
        }
        self.say(*made[self.rng.choice([*ways, "back" if "back" in ways else "park"])])

    def read_back(self, page: Page) -> None:
        self.say(ev.ReviewAgreed(at=self.at, review=self.now.date()))
        self.read(page)

    def keep(self, page: Page) -> None:
        raw = {(KEEP.id, page.audience): self.rng.randint(0, 10)}
        wish = {(DIFFERENT.id, page.audience): HIDDEN_WORD}
        made = submit(self.sitting, page, {**raw, **wish})
        self.say(*made.events)

    def sign(self, page: Page) -> None:
        del page
        missing = [
            role
            for role in self.plan.playbook.role_ids
            if role not in {signature.party for signature in self.session.signatures}
        ]
        if missing:
            name = self.session.parties[missing[0]]
            self.say(ev.Signed(at=self.at, party=missing[0], name=name))
        else:
            named = agreement_id(self.at, self.session.topic, "walk")
            self.say(ev.Concluded(at=self.now, agreement=named))


CONDUCT: dict[str, Callable[[Walk, Page], None]] = {
    "step": Walk.step,
    "answers": Walk.answers,
    "together": Walk.answers,
    "reveal": Walk.reveal,
    "stance": Walk.stance,
    "gate": Walk.gate,
    "reading": Walk.read,
    "read_back": Walk.read_back,
    "keep": Walk.keep,
    "sign": Walk.sign,
}
DETOURS: tuple[Callable[[Walk], None], ...] = (
    Walk.take_break,
    Walk.park_thought,
    Walk.quit_and_resume,
    Walk.change_earlier,
    Walk.change_earlier,
)


def answerers_of(plan: Plan, page: Page) -> set[Slot]:
    """Return the slots that the items of `page` are answered under, on a page with its audience."""
    parties = set(plan.playbook.role_ids) | {TOGETHER} if not page.alone else {page.audience}
    return {
        (item.id, party)
        for item in page.items
        if isinstance(item, AskedItem)
        for party in plan.playbook.answerers(item)
        if party in parties
    }
