"""Taking each kind of page but a gate's from the answers file."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from facilitator.domain import events as ev
from facilitator.domain.errors import AnswerError, AnswersFileError
from facilitator.domain.items import TOGETHER, AskedItem
from facilitator.engine.agenda import Page
from facilitator.engine.answers import parse
from facilitator.engine.closing import DIFFERENT, KEEP, REVIEW, is_doubtful
from facilitator.engine.script.form import LONGEST_NAME, LONGEST_TOPIC, KeyPath, line_at
from facilitator.engine.script.scripted import Scripted
from facilitator.engine.settlement import agreement_id
from facilitator.engine.submission import MOST_ROUNDS, asked_item, open_round


def open_session(script: Scripted) -> None:
    """Open the session: topic, parties, ground rules, parked thoughts."""
    form, former, at = script.form, script.former, script.at
    names = {role: form.parties.get(role, former.names.get(role)) for role in form.roles}
    topic = former.topic if form.topic is None else form.topic
    opened = ev.Opened(
        at=at,
        session=script.beginning.session,
        topic=line_at(topic, ("topic",), LONGEST_TOPIC),
        parties={
            role: line_at(name, ("parties", role), LONGEST_NAME) for role, name in names.items()
        },
        playbook_sha256=script.beginning.playbook_sha256,
        amends=former.agreement,
    )
    rules = [ev.AcceptedRules(at=at, party=role) for role in script.playbook.order]
    thoughts = [
        ev.ThoughtParked(at=at, text=thought.text, owner=thought.owner, revisit=thought.revisit)
        for thought in form.thoughts()
    ]
    script.say(opened, *rules, *thoughts)


def take_step(script: Scripted, page: Page) -> None:
    """Go into a step."""
    if page.step is not None:
        script.say(ev.Began(at=script.at, step=page.step.id))


def take_reading(script: Scripted, page: Page) -> None:
    """Read notes and computed values."""
    script.say(ev.Read(at=script.at, items=page.keys))


def take_answers(script: Scripted, page: Page) -> None:
    """Answer what a page asks."""
    session = script.session
    settled = session.answers.keys() | session.skipped | session.withheld
    wanted = [
        slot
        for slot in page.slots
        if slot not in settled or slot in session.stale or slot in script.changes
    ]
    script.submit(page, {slot: script.raw(slot) for slot in wanted})


def take_reveal(script: Scripted, page: Page) -> None:
    """Lay open, change what the way back changes, test overlap again where asked, go on."""
    if not script.session.revealed.issuperset(page.keys):
        script.say(ev.Revealed(at=script.at, items=page.keys))
    changed = [slot for slot in page.slots if slot in script.changes]
    if page.editable and changed:
        script.submit(page, {slot: script.raw(slot) for slot in changed})
    again = next((name for name in page.keys if tests_again(script, name, page)), None)
    if again is None:
        script.say(ev.Read(at=script.at, items=page.keys))
    else:
        item = asked_item(script.playbook, again)
        script.say(open_round(script.session, item, script.vault, script.at))


def tests_again(script: Scripted, name: str, page: Page) -> bool:
    """Whether the file holds figures for another round, and now is the time for it."""
    tests = script.session.tests.get(name, ())
    item = asked_item(script.playbook, name)
    if item.privacy != "overlap" or len(tests) >= MOST_ROUNDS:
        return False
    if tests and tests[-1] and not page.editable:
        return False
    form = script.form
    figures = {(name, role): form.given[role].get(name) for role in form.roles}
    lists = {slot: values for slot, values in figures.items() if isinstance(values, list)}
    return bool(lists) and all(
        script.rounds.get(slot, 0) < len(values) for slot, values in lists.items()
    )


def take_read_back(script: Scripted, page: Page) -> None:
    """Agree on the review date."""
    at, review = script.at, script.form.close.get("review", former_review(script))
    try:
        day = parse(REVIEW, review, script.sitting.context(TOGETHER))
    except AnswerError as error:
        msg = f"close.review: {error}"
        raise AnswersFileError(msg, ("close", "review")) from None
    agreed = ev.ReviewAgreed(at=at, review=day if isinstance(day, dt.date) else None)
    script.say(agreed, ev.Read(at=at, items=page.keys))


def former_review(script: Scripted) -> dt.date | None:
    """Return the review date of the agreement that is amended, if it is still to come."""
    day = script.former.review
    return day if day is not None and day >= script.at.date() else None


def take_keep(script: Scripted, page: Page) -> None:
    """Answer "Will I keep this?" for one party; a paper form may leave it out."""
    party = page.audience
    keep = script.form.private_at_end("keep", party)
    different = script.form.private_at_end("different", party)
    if keep is None:
        script.say(ev.Skipped(at=script.at, item=KEEP.id, party=party))
    else:
        _withhold(script, KEEP, party, keep, ("close", "keep", party))
    if different is None:
        return
    path: KeyPath = ("close", "different", party)
    if not is_doubtful(script.vault, party):
        msg = f"'different' is asked only after a 'keep' below 7 of {party}"
        raise AnswersFileError(msg, path)
    _withhold(script, DIFFERENT, party, different, path)


def _withhold(script: Scripted, item: AskedItem, party: str, value: Any, path: KeyPath) -> None:
    """Check one of the private answers at the end; it goes to the vault."""
    try:
        checked = parse(item, value, script.sitting.context(party))
    except AnswerError as error:
        msg = f"{path[1]}: {error}"
        raise AnswersFileError(msg, path) from None
    if checked is not None:
        script.vault.put((item.id, party), checked)
        script.say(ev.Withheld(at=script.at, item=item.id, party=party))


def take_signatures(script: Scripted, page: Page) -> None:
    """Sign as the file says, and conclude."""
    del page
    signers, roles = script.form.close.get("sign"), script.form.roles
    if not isinstance(signers, list) or sorted(map(str, signers)) != sorted(roles):
        both = ", ".join(f'"{role}"' for role in roles)
        msg = f"both have to sign: [close] needs sign = [{both}]"
        raise AnswersFileError(msg, ("close",) if signers is None else ("close", "sign"))
    for role in signers:
        name = script.session.parties[role]
        script.say(ev.Signed(at=script.beginning.clock(), party=role, name=name))
    named = agreement_id(script.at, script.session.topic, script.beginning.token)
    script.say(ev.Concluded(at=script.at, agreement=named))


PAGES: Mapping[str, Callable[[Scripted, Page], None]] = {
    "step": take_step,
    "answers": take_answers,
    "together": take_answers,
    "reveal": take_reveal,
    "reading": take_reading,
    "read_back": take_read_back,
    "keep": take_keep,
    "sign": take_signatures,
}
"""Kind of page to what takes it."""
