"""Refusing what an answers file answers and no question asked for."""

from difflib import get_close_matches
from typing import Any

from facilitator.domain.errors import AnswersFileError
from facilitator.domain.items import TOGETHER, AskedItem, Gate
from facilitator.domain.text import clean_line
from facilitator.engine.script.form import KeyPath
from facilitator.engine.script.gates import not_on_the_way
from facilitator.engine.script.scripted import Scripted


def refuse_leftovers(script: Scripted) -> None:
    """Refuse the first answer, change or choice that was not used."""
    for slot, (_, path) in script.changes.items():
        raise AnswersFileError(not_on_the_way(*slot), path)
    for party, table in script.form.given.items():
        for name, value in table.items():
            if (party, name) not in script.used:
                raise AnswersFileError(why_unused(script, party, name), (party, name))
            if isinstance(value, list):
                _refuse_surplus(script, party, name, value)
    for name, choices in script.form.choices.items():
        _refuse_choices(script, name, choices)


def _refuse_choices(script: Scripted, name: str, choices: Any) -> None:
    """Refuse choices at a gate that did not have to be made."""
    taken = script.choices_taken.get(name, 0)
    count = len(choices) if isinstance(choices, list) else 1
    if count > taken:
        place: KeyPath = (taken,) if isinstance(choices, list) else ()
        msg = f"the gate '{clean_line(name)}' did not ask for this choice"
        raise AnswersFileError(msg, ("at_gate", name, *place))


def _refuse_surplus(script: Scripted, party: str, name: str, given: list[Any]) -> None:
    """Refuse consents for tries, and figures for rounds, that never came."""
    item = script.playbook.item(name)
    if isinstance(item, Gate):
        taken, thing = script.session.gate(name).tries, "tries"
    elif isinstance(item, AskedItem) and item.privacy == "overlap":
        taken, thing = script.rounds.get((name, party), 0), "rounds"
    else:
        return
    if len(given) > taken:
        msg = f"{party}.{name}: {len(given)} are given, but there were only {taken} {thing}"
        raise AnswersFileError(msg, (party, name))


def why_unused(script: Scripted, party: str, name: str) -> str:
    """Return why no question asked for an answer that the file gives."""
    playbook = script.playbook
    where = f"{party}.{clean_line(name)}"
    if name not in playbook.places:
        close = get_close_matches(name, list(playbook.places), 1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
        return f"{where}: the playbook has no such item{hint}"
    item = playbook.item(name)
    if isinstance(item, AskedItem) and party not in playbook.answerers(item):
        answerers = " and ".join(f"[{key}]" for key in playbook.answerers(item))
        return f"{where}: this is answered under {answerers}"
    if isinstance(item, Gate) and party == TOGETHER:
        return f"{where}: at a gate each party says for themselves"
    hidden = "its condition did not hold, or the session closed before it"
    return f"{where}: no question asked for this ({hidden})"
