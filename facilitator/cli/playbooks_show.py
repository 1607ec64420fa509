"""``facilitator playbooks show``: the outline of a playbook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from facilitator.cli.output import cell_width, data
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.engine.structure import Plan

_WIDEST_QUESTION = 66


@click.command()
@click.argument("reference", metavar="PATH_OR_ID")
@click.pass_obj
def show(library: Library, reference: str) -> None:
    """Show the outline of a playbook: steps and items, who answers, how secret, how long."""
    from facilitator.authoring import load
    from facilitator.engine.structure import Plan
    from facilitator.library.playbooks import find_playbook, read_playbook_bytes

    path = find_playbook(library, reference).path
    plan = Plan(load(read_playbook_bytes(path), str(path)))
    data("\n".join((*_head(plan), *_steps(plan))))


def _head(plan: "Plan") -> Iterator[str]:
    from facilitator.engine.agenda import hand_overs

    header = plan.playbook.playbook
    yield f"{header.title}   {header.id} {header.version}"
    if header.summary:
        yield header.summary
    overs = hand_overs(plan)
    facts = [f"{header.minutes} min"] if header.minutes else []
    facts += [f"{overs} hand-over{'' if overs == 1 else 's'}"]
    yield " · ".join(facts)
    for role in plan.playbook.order:
        lens = plan.playbook.roles[role].lens
        yield f"{role}: {plan.playbook.roles[role].title}" + (f". {lens}" if lens else "")


def _steps(plan: "Plan") -> Iterator[str]:
    from facilitator.engine.summary import item_line

    for number, step in enumerate(plan.playbook.steps, 1):
        length = f"   {step.minutes} min" if step.minutes else ""
        yield ""
        yield f"{number}. {step.title}{length}"
        lines = [item_line(plan, item) for item in step.items]
        widths = [max((cell_width(line[n]) for line in lines), default=0) for n in range(3)]
        for line in lines:
            cells = [
                cell + " " * (width - cell_width(cell))
                for cell, width in zip(line[:3], widths, strict=True)
            ]
            yield f"   {'  '.join(cells)}  {_short(line[3])}".rstrip()


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST_QUESTION else text[: _WIDEST_QUESTION - 1] + "…"
