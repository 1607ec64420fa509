"""Taking the gates from the answers file: stances, and how to go on when they do not pass."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.errors import AnswersFileError
from facilitator.domain.items import TOGETHER, Gate
from facilitator.engine.agenda import Page, agenda
from facilitator.engine.gates import ways_on
from facilitator.engine.scope import Scope
from facilitator.engine.script.form import LONGEST_NAME, KeyPath, day_at, line_at, only, table_at
from facilitator.engine.script.scripted import Scripted
from facilitator.engine.submission import asked_item


def take_stance(script: Scripted, page: Page) -> None:
    """Take one party's stance at a sealed gate."""
    if apply_late_changes(script):
        script.say(stance_of(script, page.gate, page.audience))


def take_gate(script: Scripted, page: Page) -> None:
    """Take both stances; if they do not pass, go on as the pair chooses."""
    gate = page.gate
    if not apply_late_changes(script):
        return
    stances = script.session.gate(gate.id).stances
    missing = [party for party in script.playbook.order if party not in stances]
    if missing:
        script.say(*(stance_of(script, gate, party) for party in missing))
    else:
        choose(script, gate)


def stance_of(script: Scripted, gate: Gate, party: str) -> ev.Consented:
    """Return where `party` stands at this try of `gate`, as the file has it."""
    path: KeyPath = (party, gate.id)
    script.used.add(path)
    value = script.form.given[party].get(gate.id) or former_stance(script, gate, party)
    number = len(script.session.gate(gate.id).earlier)
    if isinstance(value, list):
        if number >= len(value):
            msg = f"{party}.{gate.id}: there is no consent for try {number + 1}"
            raise AnswersFileError(msg, path)
        value, path = value[number], (*path, number)
    table = value if isinstance(value, Mapping) else {"consent": value}
    only(table, {"consent", "reservation"}, path)
    try:
        return ev.Consented(at=script.at, gate=gate.id, party=party, **table)
    except (ValidationError, TypeError):
        levels = ", ".join(level.value for level in Consent)
        msg = f"{party}.{gate.id}: consent is one of {levels}, a reservation is words"
        raise AnswersFileError(msg, path) from None


def former_stance(script: Scripted, gate: Gate, party: str) -> Any:
    """Return the former consent at `gate`, which holds for the text it was given to."""
    if gate.id not in script.former.gates:
        return None
    text = Scope(script.plan, script.session).text(gate.text)
    stance = script.former.stance(gate.id, text, party)
    if stance is None:
        msg = f"{party}.{gate.id}: the text reads differently now, so say anew how far you agree"
        raise AnswersFileError(msg, (party, gate.id))
    return stance


def apply_late_changes(script: Scripted) -> bool:
    """Change what lies between the way back and the gate and was not asked again by itself.

    Return whether nothing was left to change, so that the gate may be taken.
    """
    for slot, (_, path) in list(script.changes.items()):
        pages = agenda(script.plan, script.session)
        page = next((p for p in pages if slot in p.slots and p.kind != "gate"), None)
        known = slot in script.session.answers or slot in script.session.skipped
        if page is None or not known:
            raise AnswersFileError(not_on_the_way(*slot), path)
        before = len(script.events)
        script.submit(page, {slot: script.raw(slot)})
        if len(script.events) > before:
            return False
    return True


def not_on_the_way(name: str, party: str) -> str:
    """Return what is said of a change that no question on the way back asks for."""
    return f"{party}.{name}: no question asked for this on the way back"


def choose(script: Scripted, gate: Gate) -> None:
    """Take the pair's next choice at a gate that did not pass."""
    choices = script.form.choices.get(gate.id, [])
    number = script.choices_taken.get(gate.id, 0)
    path: KeyPath = ("at_gate", gate.id)
    if not isinstance(choices, list) or number >= len(choices):
        msg = f"the gate '{gate.id}' does not pass: say how to go on in [[at_gate.{gate.id}]]"
        raise AnswersFileError(msg, path if gate.id in script.form.choices else ())
    script.choices_taken[gate.id] = number + 1
    path = (*path, number)
    table = table_at(choices[number], path)
    kind = table.get("choose")
    if not isinstance(kind, str) or kind not in WAYS:
        msg = f"'choose' has to be one of {', '.join(WAYS)}"
        raise AnswersFileError(msg, (*path, "choose"))
    take, keys = WAYS[kind]
    own = {TOGETHER, *script.form.roles} if kind == "back" else set()
    only(table, keys | own, path)
    take(script, gate, table, path)


def go_back(script: Scripted, gate: Gate, table: Mapping[str, Any], path: KeyPath) -> None:
    """Go back, with what the file changes on the way."""
    ways = ways_on(script.plan, script.session, gate)
    way = next(way for way in ways if way.kind == "back")
    if not way.open:
        msg = f"there is no way back from '{gate.id}': {way.reason}"
        raise AnswersFileError(msg, (*path, "choose"))
    on_the_way = items_on_the_way(script, gate)
    for party in (*script.form.roles, TOGETHER):
        for name, value in table_at(table.get(party), (*path, party)).items():
            where = (*path, party, name)
            if name not in on_the_way or party not in answerers(script, name):
                msg = f"{party}.{name}: this is not asked on the way back to '{gate.id}'"
                raise AnswersFileError(msg, where)
            script.changes[(name, party)] = (value, where)
    script.say(ev.WentBack(at=script.at, gate=gate.id))


def answerers(script: Scripted, name: str) -> tuple[str, ...]:
    """Return who answers the item `name`."""
    return script.playbook.answerers(asked_item(script.playbook, name))


def items_on_the_way(script: Scripted, gate: Gate) -> set[str]:
    """Return the items from the group that the way back leads to, up to the gate."""
    plan, groups = script.plan, list(script.plan.groups)
    start = groups.index(plan.group_of[plan.back_of(gate) or gate.id])
    end = groups.index(plan.group_of[gate.id])
    return {item.id for group in groups[start:end] for item in group.asked if not item.withheld}


def park(script: Scripted, gate: Gate, table: Mapping[str, Any], path: KeyPath) -> None:
    """Leave the gate open on purpose."""
    revisit = day_at(table.get("revisit"), (*path, "revisit"))
    owner = script.form.owner(table, path)
    script.say(ev.Parked(at=script.at, gate=gate.id, owner=owner, revisit=revisit))


def escalate(script: Scripted, gate: Gate, table: Mapping[str, Any], path: KeyPath) -> None:
    """Hand the gate to a named person."""
    revisit = day_at(table.get("revisit"), (*path, "revisit"))
    to = line_at(table.get("to"), (*path, "to"), LONGEST_NAME)
    owner = script.form.owner(table, path)
    script.say(ev.Escalated(at=script.at, gate=gate.id, owner=owner, to=to, revisit=revisit))


def close_early(script: Scripted, gate: Gate, table: Mapping[str, Any], path: KeyPath) -> None:
    """Close with what there is."""
    del table, path
    script.say(ev.ClosedEarly(at=script.at, gate=gate.id))


Take = Callable[[Scripted, Gate, Mapping[str, Any], KeyPath], None]
WAYS: Mapping[str, tuple[Take, frozenset[str]]] = {
    "back": (go_back, frozenset({"choose"})),
    "park": (park, frozenset({"choose", "owner", "revisit"})),
    "escalate": (escalate, frozenset({"choose", "owner", "to", "revisit"})),
    "close": (close_early, frozenset({"choose"})),
}
"""Choice at a gate to what it does and the keys it takes; the way back takes the roles as well."""
