"""What the browser says of a playbook: its steps, who answers what, how secret, its problems."""

from collections.abc import Iterator

from textual.content import Content

from facilitator.domain.items import BOTH, TOGETHER, AskedItem
from facilitator.domain.playbook import AnyItem, Step
from facilitator.engine.agenda import hand_overs
from facilitator.engine.structure import Plan
from facilitator.engine.summary import item_line
from facilitator.tui.pages.people import ROLE_MARKS, TOGETHER_MARK, TOGETHER_STYLE
from facilitator.tui.shelf import Shelved
from facilitator.tui.widgets.names import ROLE_STYLES
from facilitator.tui.wording import counted

_SECRECY = {"sealed": "sealed", "overlap": "overlap", "private": "private"}
_KIND_WIDTH = 11
_SECRECY_WIDTH = 8


def about(entry: Shelved) -> Iterator[Content]:
    """Give what a playbook is for, for whom, and how long."""
    yield Content.assemble(
        (entry.title, "bold"),
        ("\n" + entry.facts, "$quiet"),
        ("\nid ", "$quiet"),
        entry.id,
        (f"\n! {entry.twin} has this id too: give one another (m)", "$role-first")
        if entry.twin
        else "",
        ("\n● changes not saved: edit it to go on with them", "$role-first")
        if entry.unsaved
        else "",
    )
    playbook = entry.playbook
    if playbook is None:
        return
    if playbook.playbook.summary:
        yield Content(playbook.playbook.summary)
    roles = zip(playbook.roles.values(), ROLE_STYLES, ROLE_MARKS, strict=True)
    yield Content("\n").join(
        Content.assemble((f"{mark} {role.title}", f"bold {style}"), f"  {role.lens or ''}")
        for role, style, mark in roles
    )
    overs = counted(hand_overs(Plan(playbook)), "hand-over", "hand-overs")
    yield Content.styled(f"{overs} · {TOGETHER_MARK} is answered together", "$quiet")


def steps(entry: Shelved) -> Iterator[Content]:
    """Give the steps, each with its items: who answers, what type, how secret, what is asked."""
    if entry.playbook is not None:
        plan = Plan(entry.playbook)
        for number, step in enumerate(entry.playbook.steps, start=1):
            yield _step(plan, number, step)


def problems(entry: Shelved) -> Iterator[Content]:
    """Give what is wrong with a playbook, and where its file is."""
    if entry.problems:
        heading = "Warnings" if entry.playbook else "Cannot be used"
        style = "bold $role-first" if entry.playbook else "bold $apart"
        yield Content.styled(heading, style)
        for problem in entry.problems:
            yield Content(problem)
    yield Content.styled(str(entry.path), "$quiet")


def _step(plan: Plan, number: int, step: Step) -> Content:
    heading = Content.assemble(
        (f"{number:>2}  ", "$quiet"),
        (step.title, "bold"),
        (f"  {step.minutes} min" if step.minutes else "", "$quiet"),
    )
    return Content("\n").join([heading, *(_item(plan, item) for item in step.items)])


def _item(plan: Plan, item: AnyItem) -> Content:
    line = item_line(plan, item)
    secrecy = _SECRECY.get(getattr(item, "privacy", ""), "")
    return Content.assemble(
        "  ",
        _who(plan, item),
        (f" {line.kind:<{_KIND_WIDTH}} ", "$quiet"),
        (f"{secrecy:<{_SECRECY_WIDTH}}", "$accent"),
        line.words,
    )


def _who(plan: Plan, item: AnyItem) -> Content:
    """Return the marks of those who answer, three cells wide."""
    roles = list(plan.playbook.role_ids)
    who = item.who if isinstance(item, AskedItem) else BOTH if item.type == "gate" else ""
    if who == TOGETHER:
        return Content.assemble((TOGETHER_MARK, TOGETHER_STYLE), "  ")
    answering = roles if who == BOTH else [who]
    parts = [
        (mark if role in answering else " ", style)
        for role, mark, style in zip(roles, ROLE_MARKS, ROLE_STYLES, strict=True)
    ]
    return Content.assemble(parts[0], parts[1], " ")
