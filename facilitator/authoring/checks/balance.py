"""Warnings about the whole: what works, and probably was not meant."""

from collections.abc import Iterator
from typing import Final

from facilitator.authoring.draft import Draft
from facilitator.authoring.problems import Problem
from facilitator.domain.items import BOTH, Gate
from facilitator.engine.structure import Group

MOST_HAND_OVERS: Final = 8


def _warning(code: str, message: str, path: tuple[str | int, ...], hint: str | None) -> Problem:
    part = "header" if len(path) == 1 else "value"
    return Problem(code, message, path, part, hint, severity="warning")  # type: ignore[arg-type]


def one_sided_runs(draft: Draft) -> Iterator[Problem]:
    """Check that in no run only one role answers something sealed (warning)."""
    places = {id(placed.item): placed for placed in draft.placed}
    for group in draft.groups:
        sealed = [item for item in group.asked if item.privacy == "sealed"]
        roles = {role for item in sealed for role in draft.playbook.answerers(item)}
        if group.kind == "run" and len(roles) == 1:
            role = next(iter(roles))
            path = (*places[id(sealed[0])].path, "privacy")
            message = (
                f"Only '{role}' answers something sealed in this run: nothing to reveal beside it."
            )
            hint = "let the other answer something sealed too, or leave the privacy open"
            yield _warning("one-sided-run", message, path, hint)


def minutes(draft: Draft) -> Iterator[Problem]:
    """Check that the minutes of the steps add up to the playbook's (warning)."""
    whole = draft.playbook.playbook.minutes
    parts = [placed.step.minutes for placed in draft.steps]
    if whole is None or all(part is None for part in parts):
        return
    total = sum(part or 0 for part in parts)
    if total > whole or (total < whole and None not in parts):
        message = f"The steps take {total} minutes together, and the playbook says {whole}."
        yield _warning("minutes", message, ("playbook", "minutes"), f"write minutes = {total}")


def hand_overs_of(draft: Draft, group: Group) -> int:
    """Return how often the keyboard is handed over in `group`: once for each own page."""
    if isinstance(group.items[0], Gate):
        return len(draft.roles) if group.items[0].privacy == "sealed" else 0
    if not group.curtained:
        return 0
    return len({role for item in group.asked for role in draft.playbook.answerers(item)})


def hand_overs(draft: Draft) -> Iterator[Problem]:
    """Check that more than eight hand-overs tire people (warning)."""
    total = sum(hand_overs_of(draft, group) for group in draft.groups)
    if total > MOST_HAND_OVERS:
        message = (
            f"The keyboard is handed over {total} times; more than {MOST_HAND_OVERS} tire people."
        )
        hint = "move sealed items together, so that one page takes them all"
        yield _warning("hand-overs", message, ("playbook",), hint)


def independence(draft: Draft) -> Iterator[Problem]:
    """Check that somewhere both answer alone, before they see the other's answer (warning)."""
    hidden = {
        role
        for group in draft.groups
        if group.curtained
        for item in group.asked
        if item.privacy != "open"
        for role in draft.playbook.answerers(item)
    }
    if len(hidden) < 2:
        message = "The two never answer anything independently of each other."
        hint = f'give a question who = "{BOTH}" and privacy = "sealed"'
        yield _warning("never-alone", message, ("playbook",), hint)


CHECKS: Final = (one_sided_runs, minutes, hand_overs, independence)
