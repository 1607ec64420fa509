"""Expressions: how they are written, what they name, and whether the kinds of values fit."""

import re
from collections.abc import Iterator
from functools import partial
from graphlib import CycleError, TopologicalSorter
from typing import Final

from facilitator.authoring.checks.names import standing, unknown_part, withheld
from facilitator.authoring.draft import Draft, Placed
from facilitator.authoring.problems import SNAKE_CASE, Problem, did_you_mean, one_of, quote
from facilitator.authoring.spans import Path
from facilitator.domain.errors import ExpressionError
from facilitator.domain.expressions import RESERVED, Expression, Kind, Reference, infer, parse
from facilitator.domain.items import AskedItem, Computed
from facilitator.engine.kinds import KIND_OF_TYPE, NameProblem


def expressions_of(placed: Placed) -> Iterator[tuple[Path, str]]:
    """Give path and source of an item's `when` and `value`; `room`, which names roles, is apart."""
    if placed.item.when is not None:
        yield (*placed.path, "when"), placed.item.when
    if isinstance(placed.item, Computed):
        yield (*placed.path, "value"), placed.item.value


def parsed(source: str) -> Expression | None:
    """Return the tree of `source`, or None if it cannot be read."""
    try:
        return parse(source)
    except ExpressionError:
        return None


def _from_error(code: str, error: ExpressionError, path: Path) -> Problem:
    inside = (error.start, error.end)
    return Problem(code, _cleaned(error.message), path, hint=error.hint, inside=inside)


def _cleaned(message: str) -> str:
    return " ".join(quote(word) for word in message.split())


def _bad_names(draft: Draft, source: str) -> list[tuple[int, int]]:
    """Return where `source` names an item whose id is itself reported as no id."""
    return [
        match.span()
        for name in draft.names
        if name in RESERVED or not SNAKE_CASE.fullmatch(name)
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", source)
    ]


def syntax(draft: Draft) -> Iterator[Problem]:
    """Check that every expression can be read."""
    for placed in draft.placed:
        sources = list(expressions_of(placed))
        test = getattr(placed.item, "room", None)
        if isinstance(test, str):
            sources.append(((*placed.path, "room"), test))
        for path, source in sources:
            try:
                parse(source)
            except ExpressionError as error:
                if not _bad_names(draft, source):
                    yield _from_error("expression", error, path)


def circles(draft: Draft) -> Iterator[Problem]:
    """Check that no computed value is computed from itself, however long the chain."""
    for chain in _chains(draft):
        placed = draft.by_name[chain[0]]
        expression = parsed(getattr(placed.item, "value", ""))
        names = expression.references if expression else ()
        at = next((name for name in names if name.path[0] == chain[1]), None)
        message = f"'{chain[0]}' is computed from itself: {' -> '.join(map(quote, chain))}."
        inside = (at.start, at.end) if at else None
        hint = "compute one of them from answers alone"
        yield Problem("circle", message, (*placed.path, "value"), hint=hint, inside=inside)


def _computed_names(draft: Draft, item: Computed) -> set[str]:
    """Return the computed values that `item` is computed from."""
    expression = parsed(item.value)
    named = {reference.path[0] for reference in expression.references} if expression else set()
    return {name for name in named if name in draft.by_name and _is_computed(draft.by_name[name])}


def _is_computed(placed: Placed) -> bool:
    return isinstance(placed.item, Computed)


def _chains(draft: Draft) -> list[list[str]]:
    """Return the chains of computed values that close on themselves.

    Each begins and ends with the one of its values that stands first in the file.
    """
    uses = {item.id: _computed_names(draft, item) for _, item in draft.items_of(Computed)}
    found: list[list[str]] = []
    while True:
        try:
            TopologicalSorter(uses).prepare()
        except CycleError as error:
            circle = error.args[1][:0:-1]
            first = min(range(len(circle)), key=lambda place: draft.rank(circle[place]) or 0)
            chain = [*circle[first:], *circle[:first]]
            found.append([*chain, chain[0]])
            uses = {
                name: used.difference(chain) for name, used in uses.items() if name not in chain
            }
        else:
            return found


def names(draft: Draft) -> Iterator[Problem]:
    """Check that what an expression names is known, earlier, not withheld, and has that part."""
    circular = {name for chain in _chains(draft) for name in chain}
    for placed in draft.placed:
        for path, source in expressions_of(placed):
            expression = parsed(source)
            bad = _bad_names(draft, source)
            for reference in expression.references if expression else ():
                if any(start <= reference.start < end for start, end in bad):
                    continue
                in_circle = placed.item.id in circular and reference.path[0] in circular
                problem = _name_problem(draft, placed, reference, path)
                if problem is not None and not (in_circle and path[-1] == "value"):
                    yield problem


def _name_problem(draft: Draft, placed: Placed, reference: Reference, path: Path) -> Problem | None:
    inside = (reference.start, reference.end)
    problem = standing(draft, placed, reference.path[0], path, inside)
    if problem is None:
        problem = withheld(draft, reference.path, path, inside)
    if problem is not None:
        return problem
    try:
        draft.kind_of(reference.path)
    except NameProblem as error:
        return unknown_part(draft, reference.path, str(error), path, inside)
    return None


def kinds(draft: Draft) -> Iterator[Problem]:
    """Check that the kinds of values fit, and a condition is true or false."""
    for placed in draft.placed:
        for path, source in expressions_of(placed):
            expression = parsed(source)
            if expression is None:
                continue
            known = partial(_kind, draft, placed)
            kind, errors = infer(expression, known, draft.playbook.role_ids)
            for error in errors:
                yield _from_error("wrong-kind", error, path)
            if not errors and path[-1] == "when" and kind is not None and kind.base != "boolean":
                message = "A condition has to be true or false, and this is not."
                hint = "compare it with something: … > 0"
                yield Problem("not-a-condition", message, path, hint=hint)


def _kind(draft: Draft, placed: Placed, parts: tuple[str, ...]) -> Kind | None:
    """Return the kind of a name, or None where something else is wrong with it."""
    rank = draft.rank(parts[0])
    if rank is None or rank >= placed.rank or withheld(draft, parts, ()) is not None:
        return None
    try:
        return draft.kind_of(parts)
    except NameProblem:
        return None


def rooms(draft: Draft) -> Iterator[Problem]:
    """Check that `room` compares what the two roles answered, names both and nothing else."""
    for placed, item in draft.items_of(AskedItem):
        source = getattr(item, "room", None)
        expression = parsed(source) if isinstance(source, str) else None
        if expression is None or item.privacy != "overlap":
            continue
        yield from _room_problems(draft, item, expression, (*placed.path, "room"))


def _room_problems(
    draft: Draft, item: AskedItem, expression: Expression, path: Path
) -> Iterator[Problem]:
    roles = draft.roles
    strange = [name for name in expression.references if name.path[0] not in roles or name.path[1:]]
    for name in strange:
        message = (
            f"'{quote('.'.join(name.path))}' is no role; 'room' compares the two roles' answers."
        )
        hint = did_you_mean(name.path[0], roles) or f"write {one_of(roles)}"
        yield Problem("room-names-roles", message, path, hint=hint, inside=(name.start, name.end))
    if strange:
        return
    named = {name.path[0] for name in expression.references}
    example = f'write room = "{" <= ".join(roles)}", or the other way round'
    if named != set(roles):
        message = "'room' has to compare the answers of both roles."
        yield Problem("room-names-roles", message, path, hint=example)
        return
    own = KIND_OF_TYPE[str(getattr(item, "type", "number"))]
    kind, errors = infer(expression, lambda _: own, draft.playbook.role_ids)
    for error in errors:
        yield _from_error("wrong-kind", error, path)
    if not errors and kind is not None and kind.base != "boolean":
        message = "'room' has to be true or false, and this is not."
        yield Problem("not-a-condition", message, path, hint=example)


CHECKS: Final = (syntax, circles, names, kinds, rooms)
