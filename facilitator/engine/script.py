"""A session without a screen: an answers file takes the place of the two at the keyboard.

The script walks the same agenda through the same submissions as the TUI. Each question takes its
answer from the file; what is missing, of the wrong type or never asked for is an error that names
the key, and nothing has been written anywhere by then.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.errors import AnswerError, AnswersFileError
from facilitator.domain.items import BOTH, TOGETHER, AskedItem, Gate
from facilitator.domain.session import Session, Slot
from facilitator.domain.text import clean, clean_line
from facilitator.domain.vault import Vault
from facilitator.engine.agenda import Page, agenda, current
from facilitator.engine.amending import Former
from facilitator.engine.answers import Context, parse, to_raw
from facilitator.engine.closing import DIFFERENT, KEEP, REVIEW, is_doubtful
from facilitator.engine.fold import fold
from facilitator.engine.gates import ways_on
from facilitator.engine.scope import Scope
from facilitator.engine.settlement import agreement_id
from facilitator.engine.structure import Plan
from facilitator.engine.submission import MOST_ROUNDS, Sitting, asked_item, open_round, submit

KeyPath = tuple[str | int, ...]
LONGEST_NAME = 200
LONGEST_TOPIC = 300
LONGEST_THOUGHT = 2000
CLOSE_KEYS = {"review", "keep", "different", "sign"}
PARKED_KEYS = {"text", "owner", "revisit"}
CHOICE_KEYS: dict[str, set[str]] = {
    "back": {"choose", TOGETHER},
    "park": {"choose", "owner", "revisit"},
    "escalate": {"choose", "owner", "to", "revisit"},
    "close": {"choose"},
}
"""What may stand beside each choice at a gate; the way back takes the roles as well."""


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


@dataclass(frozen=True)
class Played:
    """A session played to its signed end."""

    events: tuple[ev.Event, ...]
    session: Session


def play(plan: Plan, answers: Mapping[str, Any], beginning: Beginning) -> Played:
    """Play a session from an answers file (as TOML data, cleaned) to its signatures.

    Raises AnswersFileError, with the path of the key it is about.
    """
    script = _Script(plan, answers, beginning)
    script.open()
    script.walk()
    script.check_leftovers()
    return Played(tuple(script.events), script.session)


def _table(value: Any, path: KeyPath) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        name = path[-1] if path else "the file"
        msg = f"'{name}' has to be a table"
        raise AnswersFileError(msg, path)
    return value


def _only(table: Mapping[str, Any], known: set[str], path: KeyPath) -> None:
    """Refuse keys that mean nothing here."""
    for key in table:
        if key not in known:
            close = get_close_matches(key, known, 1)
            hint = f"; did you mean '{close[0]}'?" if close else ""
            msg = f"'{clean_line(key)}' means nothing here{hint}"
            raise AnswersFileError(msg, (*path, key))


def _line(value: Any, path: KeyPath, limit: int) -> str:
    if not isinstance(value, str) or not clean_line(value):
        msg = f"'{path[-1]}' has to be given in words"
        raise AnswersFileError(msg, path)
    if len(clean_line(value)) > limit:
        msg = f"'{path[-1]}' may have at most {limit} characters"
        raise AnswersFileError(msg, path)
    return clean_line(value)


def _day(value: Any, path: KeyPath) -> dt.date | None:
    if value is None:
        return None
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        msg = f"'{path[-1]}' has to be a day, such as 2026-12-24"
        raise AnswersFileError(msg, path)
    return value


@dataclass
class _Script:
    """One answers file on its way through the agenda."""

    plan: Plan
    answers: Mapping[str, Any]
    beginning: Beginning
    events: list[ev.Event] = field(default_factory=list)
    vault: Vault = field(default_factory=Vault)
    used: set[KeyPath] = field(default_factory=set)
    changes: dict[Slot, tuple[Any, KeyPath]] = field(default_factory=dict)
    """What the way back under way changes, with where in the file it stands."""
    tries: dict[str, int] = field(default_factory=dict)
    """Gate to how many of its choices have been taken."""
    rounds: dict[Slot, int] = field(default_factory=dict)
    taken_over: set[Slot] = field(default_factory=set)
    """What was answered from the agreement that is amended."""

    def __post_init__(self) -> None:
        self.playbook = self.plan.playbook
        self.former = self.beginning.former
        self.roles = self.playbook.role_ids
        known = {"topic", "opened", "parties", TOGETHER, "at_gate", "parked", "close", *self.roles}
        _only(self.answers, known, ())
        self.given = {
            party: _table(self.answers.get(party), (party,)) for party in (*self.roles, TOGETHER)
        }
        self.choices = _table(self.answers.get("at_gate"), ("at_gate",))
        self.close = _table(self.answers.get("close"), ("close",))
        _only(self.close, CLOSE_KEYS, ("close",))
        opened = self.answers.get("opened")
        if opened is not None and (not isinstance(opened, dt.datetime) or opened.tzinfo is None):
            msg = "'opened' has to be a moment with its time zone, such as 2026-11-24T09:00:00Z"
            raise AnswersFileError(msg, ("opened",))
        self.opened: dt.datetime | None = opened

    @property
    def at(self) -> dt.datetime:
        """The moment of what happens now."""
        return self.opened or self.beginning.clock()

    def say(self, *events: ev.Event) -> None:
        """Let something happen."""
        self.events.extend(events)
        self.session = fold(self.plan, self.events)

    def sitting(self) -> Sitting:
        return Sitting(self.plan, self.session, self.vault, self.at)

    def open(self) -> None:
        """Open the session: topic, parties, ground rules, parked thoughts."""
        parties = _table(self.answers.get("parties"), ("parties",))
        _only(parties, set(self.roles), ("parties",))
        names = {
            role: _line(
                parties.get(role, self.former.names.get(role)), ("parties", role), LONGEST_NAME
            )
            for role in self.roles
        }
        opened = ev.Opened(
            at=self.at,
            session=self.beginning.session,
            topic=_line(self.answers.get("topic", self.former.topic), ("topic",), LONGEST_TOPIC),
            parties=names,
            playbook_sha256=self.beginning.playbook_sha256,
            amends=self.former.agreement,
        )
        rules = [ev.AcceptedRules(at=self.at, party=role) for role in self.playbook.order]
        self.say(opened, *rules, *self.thoughts())

    def thoughts(self) -> Iterator[ev.ThoughtParked]:
        """Give the thoughts parked on the way."""
        parked = self.answers.get("parked", [])
        if not isinstance(parked, list):
            msg = "write each parked thought under its own [[parked]]"
            raise AnswersFileError(msg, ("parked",))
        for number, thought in enumerate(parked):
            path: KeyPath = ("parked", number)
            table = _table(thought, path)
            _only(table, PARKED_KEYS, path)
            text = table.get("text")
            if not isinstance(text, str) or not clean(text).strip():
                msg = "a parked thought needs its 'text'"
                raise AnswersFileError(msg, (*path, "text"))
            if len(text) > LONGEST_THOUGHT:
                msg = f"a parked thought may have at most {LONGEST_THOUGHT} characters"
                raise AnswersFileError(msg, (*path, "text"))
            yield ev.ThoughtParked(
                at=self.at,
                text=clean(text).strip(),
                owner=self.owner(table, path),
                revisit=_day(table.get("revisit"), (*path, "revisit")),
            )

    def owner(self, table: Mapping[str, Any], path: KeyPath) -> str:
        """Return who an open point belongs to."""
        owners = (*self.roles, BOTH)
        if table.get("owner") not in owners:
            msg = f"'owner' has to be one of {', '.join(owners)}"
            raise AnswersFileError(msg, (*path, "owner"))
        return str(table["owner"])

    def walk(self) -> None:
        """Go through the pages until the last is done."""
        while not (page := current(agenda(self.plan, self.session))).done:
            before = len(self.events)
            CONDUCT[page.kind](self, page)
            if len(self.events) == before:
                msg = f"the answers do not lead on from '{page.kind}'"
                raise AnswersFileError(msg)

    def step(self, page: Page) -> None:
        if page.step is not None:
            self.say(ev.Began(at=self.at, step=page.step.id))

    def reading(self, page: Page) -> None:
        self.say(ev.Read(at=self.at, items=page.keys))

    def page_of_answers(self, page: Page) -> None:
        """Answer what a page asks."""
        settled = self.session.answers.keys() | self.session.skipped | self.session.withheld
        wanted = [
            slot
            for slot in page.slots
            if slot not in settled or slot in self.session.stale or slot in self.changes
        ]
        self.submit(page, {slot: self.raw(slot) for slot in wanted})

    def submit(self, page: Page, raw: Mapping[Slot, object]) -> None:
        """Submit answers; the first problem ends the script."""
        submission = submit(self.sitting(), page, raw)
        for slot, problem in submission.problems.items():
            name, party = slot
            path = self.changes[slot][1] if slot in self.changes else (party, name)
            from_former = slot in self.taken_over and "the former answer does not fit: "
            msg = f"{party}.{name}: {from_former or ''}{problem}"
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
        former = self.session.value(name, party)
        if former is not None:
            return to_raw(former)
        if name not in self.given[party]:
            return self.former_answer(item, slot)
        value = self.given[party][name]
        return self.round_value(slot, value) if item.privacy == "overlap" else value

    def former_answer(self, item: AskedItem, slot: Slot) -> Any:
        """Return what the agreement that is amended answers to `slot`."""
        value = self.former.answer(item, slot[1], self.sitting().context(slot[1]))
        if value is not None:
            self.taken_over.add(slot)
        return value

    def round_value(self, slot: Slot, value: Any) -> Any:
        """Return the figure for this round of an overlap item."""
        number = self.rounds.get(slot, 0)
        self.rounds[slot] = number + 1
        if not isinstance(value, list):
            return value
        if number >= len(value):
            msg = f"{slot[1]}.{slot[0]}: there is no figure for round {number + 1}"
            raise AnswersFileError(msg, (slot[1], slot[0]))
        return value[number]

    def reveal(self, page: Page) -> None:
        """Lay open, change what the way back changes, test overlap again where asked, go on."""
        if not self.session.revealed.issuperset(page.keys):
            self.say(ev.Revealed(at=self.at, items=page.keys))
        changed = [slot for slot in page.slots if slot in self.changes]
        if page.editable and changed:
            self.submit(page, {slot: self.raw(slot) for slot in changed})
        again = [name for name in page.keys if self.tests_again(name, page)]
        if again:
            item = asked_item(self.playbook, again[0])
            self.say(open_round(self.session, item, self.vault, self.at))
        else:
            self.say(ev.Read(at=self.at, items=page.keys))

    def tests_again(self, name: str, page: Page) -> bool:
        """Whether the file holds figures for another round, and now is the time for it."""
        item = asked_item(self.playbook, name)
        tests = self.session.tests.get(name, ())
        if item.privacy != "overlap" or len(tests) >= MOST_ROUNDS:
            return False
        if tests and tests[-1] and not page.editable:
            return False
        figures = {(name, role): self.given[role].get(name) for role in self.roles}
        lists = {slot: values for slot, values in figures.items() if isinstance(values, list)}
        return bool(lists) and all(
            self.rounds.get(slot, 0) < len(values) for slot, values in lists.items()
        )

    def stance_of(self, gate: Gate, party: str) -> ev.Consented:
        """Return where `party` stands at this try of `gate`, as the file has it."""
        path: KeyPath = (party, gate.id)
        self.used.add(path)
        value = self.given[party].get(gate.id) or self.former_stance(gate, party)
        number = len(self.session.gate(gate.id).earlier)
        if isinstance(value, list):
            if number >= len(value):
                msg = f"{party}.{gate.id}: there is no consent for try {number + 1}"
                raise AnswersFileError(msg, path)
            value, path = value[number], (*path, number)
        return self.consented(gate, party, value, path)

    def former_stance(self, gate: Gate, party: str) -> Any:
        """Return the former consent at `gate`, which holds for the text it was given to."""
        if gate.id not in self.former.gates:
            return None
        text = Scope(self.plan, self.session).text(gate.text)
        stance = self.former.stance(gate.id, text, party)
        if stance is None:
            msg = (
                f"{party}.{gate.id}: the text reads differently now, so say anew how far you agree"
            )
            raise AnswersFileError(msg, (party, gate.id))
        return stance

    def consented(self, gate: Gate, party: str, value: Any, path: KeyPath) -> ev.Consented:
        table = value if isinstance(value, Mapping) else {"consent": value}
        _only(table, {"consent", "reservation"}, path)
        try:
            return ev.Consented(
                at=self.at,
                gate=gate.id,
                party=party,
                consent=table.get("consent"),  # type: ignore[arg-type]
                reservation=table.get("reservation", ""),
            )
        except ValidationError:
            levels = ", ".join(level.value for level in Consent)
            msg = f"{party}.{gate.id}: consent is one of {levels}, a reservation is words"
            raise AnswersFileError(msg, path) from None

    def stance(self, page: Page) -> None:
        if self.apply_late_changes():
            self.say(self.stance_of(page.gate, page.audience))

    def gate(self, page: Page) -> None:
        """Take both stances; if they do not pass, go on as the pair chooses."""
        gate = page.gate
        if not self.apply_late_changes():
            return
        missing = [p for p in self.playbook.order if p not in self.session.gate(gate.id).stances]
        if missing:
            self.say(*(self.stance_of(gate, party) for party in missing))
        else:
            self.choose(gate)

    def apply_late_changes(self) -> bool:
        """Change what lies between the way back and the gate and was not asked again by itself."""
        for slot, (_, path) in list(self.changes.items()):
            pages = agenda(self.plan, self.session)
            page = next((p for p in pages if slot in p.slots and p.kind != "gate"), None)
            known = slot in self.session.answers or slot in self.session.skipped
            if page is None or not known:
                msg = f"{slot[1]}.{slot[0]}: no question asked for this on the way back"
                raise AnswersFileError(msg, path)
            before = len(self.events)
            self.submit(page, {slot: self.raw(slot)})
            if len(self.events) > before:
                return False
        return True

    def choose(self, gate: Gate) -> None:
        """Take the pair's next choice at a gate that did not pass."""
        choices = self.choices.get(gate.id, [])
        number = self.tries.get(gate.id, 0)
        path: KeyPath = ("at_gate", gate.id)
        if not isinstance(choices, list) or number >= len(choices):
            msg = f"the gate '{gate.id}' does not pass: say how to go on in [[at_gate.{gate.id}]]"
            raise AnswersFileError(msg, path if gate.id in self.choices else ())
        self.tries[gate.id] = number + 1
        path = (*path, number)
        table = _table(choices[number], path)
        kind = table.get("choose")
        if not isinstance(kind, str) or kind not in CHOICE_KEYS:
            msg = f"'choose' has to be one of {', '.join(CHOICE_KEYS)}"
            raise AnswersFileError(msg, (*path, "choose"))
        own = set(self.roles) if kind == "back" else set()
        _only(table, CHOICE_KEYS[kind] | own, path)
        CHOOSE[kind](self, gate, table, path)

    def back(self, gate: Gate, table: Mapping[str, Any], path: KeyPath) -> None:
        way = next(way for way in ways_on(self.plan, self.session, gate) if way.kind == "back")
        if not way.open:
            msg = f"there is no way back from '{gate.id}': {way.reason}"
            raise AnswersFileError(msg, (*path, "choose"))
        on_the_way = self.on_the_way_to(gate)
        for party in (*self.roles, TOGETHER):
            for name, value in _table(table.get(party), (*path, party)).items():
                where = (*path, party, name)
                if name not in on_the_way or party not in self.answerers(name):
                    msg = f"{party}.{name}: this is not asked on the way back to '{gate.id}'"
                    raise AnswersFileError(msg, where)
                self.changes[(name, party)] = (value, where)
        self.say(ev.WentBack(at=self.at, gate=gate.id))

    def answerers(self, name: str) -> tuple[str, ...]:
        return self.playbook.answerers(asked_item(self.playbook, name))

    def on_the_way_to(self, gate: Gate) -> set[str]:
        """Return the items from the group that the way back leads to, up to the gate."""
        target = self.plan.back_of(gate)
        groups = list(self.plan.groups)
        start = groups.index(self.plan.group_of[target or gate.id])
        end = groups.index(self.plan.group_of[gate.id])
        return {item.id for group in groups[start:end] for item in group.asked if not item.withheld}

    def park(self, gate: Gate, table: Mapping[str, Any], path: KeyPath) -> None:
        revisit = _day(table.get("revisit"), (*path, "revisit"))
        owner = self.owner(table, path)
        self.say(ev.Parked(at=self.at, gate=gate.id, owner=owner, revisit=revisit))

    def escalate(self, gate: Gate, table: Mapping[str, Any], path: KeyPath) -> None:
        revisit = _day(table.get("revisit"), (*path, "revisit"))
        to = _line(table.get("to"), (*path, "to"), LONGEST_NAME)
        owner = self.owner(table, path)
        self.say(ev.Escalated(at=self.at, gate=gate.id, owner=owner, to=to, revisit=revisit))

    def close_early(self, gate: Gate, table: Mapping[str, Any], path: KeyPath) -> None:
        del table, path
        self.say(ev.ClosedEarly(at=self.at, gate=gate.id))

    def read_back(self, page: Page) -> None:
        """Agree on the review date."""
        context = Context(self.plan, self.session, TOGETHER, self.at.date())
        try:
            review = parse(REVIEW, self.close.get("review", self.former_review()), context)
        except AnswerError as error:
            msg = f"close.review: {error}"
            raise AnswersFileError(msg, ("close", "review")) from None
        day = review if isinstance(review, dt.date) else None
        self.say(ev.ReviewAgreed(at=self.at, review=day), ev.Read(at=self.at, items=page.keys))

    def former_review(self) -> dt.date | None:
        """Return the review date of the agreement that is amended, if it is still to come."""
        day = self.former.review
        return day if day is not None and day >= self.at.date() else None

    def keep(self, page: Page) -> None:
        """Answer "Will I keep this?" for one party; a paper form may leave it out."""
        party = page.audience
        keep = _table(self.close.get("keep"), ("close", "keep"))
        different = _table(self.close.get("different"), ("close", "different"))
        _only(keep, set(self.roles), ("close", "keep"))
        _only(different, set(self.roles), ("close", "different"))
        if party in keep:
            self.withhold(page, KEEP, party, keep[party], ("close", "keep", party))
        else:
            self.say(ev.Skipped(at=self.at, item=KEEP.id, party=party))
        if party in different:
            path: KeyPath = ("close", "different", party)
            if not is_doubtful(self.vault, party):
                msg = f"'different' is asked only after a 'keep' below 7 of {party}"
                raise AnswersFileError(msg, path)
            self.withhold(page, DIFFERENT, party, different[party], path)

    def withhold(self, page: Page, item: AskedItem, party: str, value: Any, path: KeyPath) -> None:
        """Check one of the private answers at the end; it goes to the vault."""
        del page
        try:
            checked = parse(item, value, Context(self.plan, self.session, party, self.at.date()))
        except AnswerError as error:
            msg = f"{path[1]}: {error}"
            raise AnswersFileError(msg, path) from None
        if checked is not None:
            self.vault.put((item.id, party), checked)
            self.say(ev.Withheld(at=self.at, item=item.id, party=party))

    def sign(self, page: Page) -> None:
        """Sign as the file says, and conclude."""
        del page
        signers = self.close.get("sign")
        if not isinstance(signers, list) or sorted(map(str, signers)) != sorted(self.roles):
            both = ", ".join(f'"{role}"' for role in self.roles)
            msg = f"both have to sign: [close] needs sign = [{both}]"
            raise AnswersFileError(msg, ("close", "sign") if signers is not None else ("close",))
        for role in signers:
            name = self.session.parties[role]
            self.say(ev.Signed(at=self.beginning.clock(), party=role, name=name))
        named = agreement_id(self.at, self.session.topic, self.beginning.token)
        self.say(ev.Concluded(at=self.at, agreement=named))

    def check_leftovers(self) -> None:
        """Refuse answers that no question asked for."""
        for (name, party), (_, path) in self.changes.items():
            msg = f"{party}.{name}: no question asked for this on the way back"
            raise AnswersFileError(msg, path)
        for party, table in self.given.items():
            for name in table:
                if (party, name) not in self.used:
                    raise AnswersFileError(self.why_unused(party, name), (party, name))
                self.check_length(party, name, table[name])
        for name, choices in self.choices.items():
            taken = self.tries.get(name, 0)
            count = len(choices) if isinstance(choices, list) else 1
            if count > taken:
                place: KeyPath = (taken,) if isinstance(choices, list) else ()
                msg = f"the gate '{clean_line(name)}' did not ask for this choice"
                raise AnswersFileError(msg, ("at_gate", name, *place))

    def check_length(self, party: str, name: str, value: Any) -> None:
        """Refuse consents for tries, and figures for rounds, that never came."""
        item = self.playbook.item(name)
        if not isinstance(value, list):
            return
        if isinstance(item, Gate):
            taken, thing = self.session.gate(name).tries, "tries"
        elif isinstance(item, AskedItem) and item.privacy == "overlap":
            taken, thing = self.rounds.get((name, party), 0), "rounds"
        else:
            return
        if len(value) > taken:
            msg = f"{party}.{name}: {len(value)} are given, but there were only {taken} {thing}"
            raise AnswersFileError(msg, (party, name))

    def why_unused(self, party: str, name: str) -> str:
        """Return why no question asked for an answer that the file gives."""
        where = f"{party}.{clean_line(name)}"
        if name not in self.playbook.places:
            close = get_close_matches(name, list(self.playbook.places), 1)
            hint = f"; did you mean '{close[0]}'?" if close else ""
            return f"{where}: the playbook has no such item{hint}"
        item = self.playbook.item(name)
        if isinstance(item, AskedItem) and party not in self.playbook.answerers(item):
            answerers = " and ".join(f"[{key}]" for key in self.playbook.answerers(item))
            return f"{where}: this is answered under {answerers}"
        if isinstance(item, Gate) and party == TOGETHER:
            return f"{where}: at a gate each party says for themselves"
        return f"{where}: no question asked for this (its condition did not hold, or the session closed before it)"


CONDUCT: Mapping[str, Callable[[_Script, Page], None]] = {
    "step": _Script.step,
    "answers": _Script.page_of_answers,
    "together": _Script.page_of_answers,
    "reveal": _Script.reveal,
    "stance": _Script.stance,
    "gate": _Script.gate,
    "reading": _Script.reading,
    "read_back": _Script.read_back,
    "keep": _Script.keep,
    "sign": _Script.sign,
}
"""Kind of page to how the script takes it."""

CHOOSE: Mapping[str, Callable[[_Script, Gate, Mapping[str, Any], KeyPath], None]] = {
    "back": _Script.back,
    "park": _Script.park,
    "escalate": _Script.escalate,
    "close": _Script.close_early,
}
"""Choice at a gate to what it does."""
