"""A role whose id is misspelt in its own header: told once, there, and read as it was meant."""

from collections import Counter
from collections.abc import Iterator, Sequence

from facilitator.authoring.checks.expressions import expressions_of, parsed
from facilitator.authoring.draft import Placed
from facilitator.authoring.problems import did_you_mean
from facilitator.domain.items import BOTH, TOGETHER, AskedItem
from facilitator.domain.playbook import Header, Step
from facilitator.engine.placeholders import placeholders
from facilitator.engine.structure import texts_of

_FEWEST_USES = 2
"""A name that stands only once is rather itself the misspelt one."""


def misspelt_role(
    roles: Sequence[str], header: Header, steps: Sequence[Step], placed: Sequence[Placed]
) -> tuple[str, str] | None:
    """Return a declared role that nothing names, and the one name like it that all else uses."""
    named = Counter(_named_as_roles(header, steps, placed))
    unknown = [name for name in named if name not in (*roles, BOTH, TOGETHER)]
    if len(unknown) != 1:
        return None
    (meant,) = unknown
    uses = named + Counter(part for one in placed for part in _parts_named(one))
    like_it = [role for role in roles if did_you_mean(meant, [role])]
    if len(like_it) != 1 or uses[like_it[0]] or uses[meant] < _FEWEST_USES:
        return None
    return like_it[0], meant


def _named_as_roles(
    header: Header, steps: Sequence[Step], placed: Sequence[Placed]
) -> Iterator[str]:
    """Give every name that stands where only a role can be meant."""
    if isinstance(header.first, str):
        yield header.first
    for step in steps:
        if isinstance(step.guidance_for, dict):
            yield from step.guidance_for
    for one in placed:
        if isinstance(one.item, AskedItem):
            yield one.item.who
            yield from one.item.ask_for
            room = getattr(one.item, "room", None)
            test = parsed(room) if room is not None else None
            yield from (name.path[0] for name in test.references) if test else ()


def _parts_named(placed: Placed) -> Iterator[str]:
    """Give the parts of answers that expressions and texts name: roles, and columns."""
    for _, source in expressions_of(placed):
        expression = parsed(source)
        for name in expression.references if expression else ():
            yield from name.path[1:]
    for text in texts_of(placed.item).values():
        for placeholder in placeholders(text):
            yield from placeholder.path[1:]
