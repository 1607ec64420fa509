"""Which pages show one item or step, with made-up answers to everything before."""

import datetime as dt
from dataclasses import dataclass

from facilitator.domain.playbook import AnyItem, Playbook, Step
from facilitator.domain.vault import Vault
from facilitator.engine.agenda import Page
from facilitator.engine.rehearsing import Moment, rehearse
from facilitator.engine.structure import Plan
from facilitator.tui.editing.memory_session import opened

_LONGEST_CONDITION = 480


@dataclass(frozen=True)
class Preview:
    """The pages about one place of a playbook, each at the moment it comes up."""

    plan: Plan
    moments: tuple[Moment, ...]
    about: frozenset[str] = frozenset()
    """The item that is asked about, and the one it stands in a pair with at the reveal."""


def preview(playbook: Playbook, step: int, item: int, at: dt.datetime) -> Preview:
    """Return the pages of the item at place `item` of the step at place `step`, from 0.

    Without an item (-1) it is the page of the step, without a step that of the first one. An item
    with a condition is shown as if it held.
    """
    step = max(step, 0)
    shown = _with_all_shown(playbook, step)
    plan = Plan(shown)
    target = shown.steps[step].items[item] if item >= 0 else None
    moments: list[Moment] = []
    for moment in rehearse(plan, opened(plan, at), Vault()):
        if _is_about(moment.page, shown.steps[step], target):
            moments.append(moment)
        elif moments:
            break
    return Preview(plan, tuple(moments), _names(target, shown.steps[step]))


def _names(target: AnyItem | None, step: Step) -> frozenset[str]:
    if target is None or target.id is None:
        return frozenset()
    facing = {item.id for item in step.items if getattr(item, "against", None) == target.id}
    names = {target.id, getattr(target, "against", None), *facing}
    return frozenset(name for name in names if name is not None)


def _is_about(page: Page, step: Step, target: AnyItem | None) -> bool:
    if target is None:
        return page.kind == "step" and page.step is step
    group = page.group
    return group is not None and any(item is target for item in group.all_items)


def _with_all_shown(playbook: Playbook, place: int) -> Playbook:
    """Return `playbook` with the conditions of a step's items made to hold.

    They keep the names they mention, since those decide what stands on one page.
    """
    step = playbook.steps[place]
    items = tuple(_shown(item) for item in step.items)
    steps = (
        *playbook.steps[:place],
        step.model_copy(update={"items": items}),
        *playbook.steps[place + 1 :],
    )
    # A copy would bring along what the original remembers of its own items.
    return Playbook.model_construct(
        format=playbook.format, playbook=playbook.playbook, roles=playbook.roles, steps=steps
    )


def _shown(item: AnyItem) -> AnyItem:
    if item.when is None:
        return item
    short = len(item.when) <= _LONGEST_CONDITION
    return item.model_copy(update={"when": f"({item.when}) or true" if short else None})
