"""Conditions that can never or always be true, and options that are named and do not exist."""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

from facilitator.authoring.checks.expressions import expressions_of, parsed
from facilitator.authoring.checks.names import standing
from facilitator.authoring.draft import Draft, Placed
from facilitator.authoring.problems import Problem, did_you_mean, quote
from facilitator.domain.consent import Consent
from facilitator.domain.expressions import UNKNOWN, Expression, evaluate
from facilitator.domain.expressions.nodes import (
    Arithmetic,
    Call,
    Comparison,
    Literal,
    Logic,
    Node,
    Path,
    Reference,
    Unary,
)
from facilitator.domain.items import (
    AskedItem,
    ChoiceItem,
    Gate,
    MoneyItem,
    NumberItem,
    ScaleItem,
    YesNoItem,
)
from facilitator.engine.kinds import answer_type

Candidate = Decimal | bool | str
Variable = tuple[str, Path]
"""A name, or a function of what both answered under that name; the function is empty for none."""

_OF_SIDES: Final = frozenset({"gap", "lowest", "highest", "average"})
_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = MappingProxyType(
    {
        "==": operator.eq,
        "!=": operator.ne,
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
    }
)
_MOST_CANDIDATES: Final = 200


class _Undecidable(Exception):  # noqa: N818 - a way out of a search, not an error
    """The truth of a condition cannot be told without answers."""


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below `node`."""
    if isinstance(node, Unary):
        return (node.operand,)
    if isinstance(node, Arithmetic):
        return (node.left, node.right)
    if isinstance(node, Comparison | Logic):
        return node.operands
    return node.arguments if isinstance(node, Call) else ()


def nodes_of(root: Node) -> Iterator[Node]:
    """Give `root` and all nodes below it."""
    todo = [root]
    while todo:
        node = todo.pop()
        yield node
        todo += children(node)


def _variable(node: Node) -> Variable | None:
    if isinstance(node, Reference):
        return ("", node.path)
    if isinstance(node, Call) and node.function in _OF_SIDES and len(node.arguments) == 1:
        inner = node.arguments[0]
        return (node.function, inner.path) if isinstance(inner, Reference) else None
    return None


def _variables(node: Node) -> frozenset[Variable] | None:
    """Return the variables of a condition, or None if it is more than comparisons of them."""
    variable = _variable(node)
    if variable is not None:
        return frozenset({variable})
    if isinstance(node, Literal):
        return frozenset()
    simple = isinstance(node, Logic | Comparison) or (
        isinstance(node, Unary) and (node.operator == "not" or isinstance(node.operand, Literal))
    )
    if not simple:
        return None
    found = [_variables(child) for child in children(node)]
    return None if None in found else frozenset().union(*[part for part in found if part])


def _asked(draft: Draft, path: Path) -> AskedItem | None:
    placed = draft.by_name.get(path[0])
    if placed is None or not isinstance(placed.item, AskedItem) or len(path) > 2:
        return None
    if draft.unsound_target(placed.item) or (len(path) == 2 and path[1] not in draft.roles):
        return None
    return answer_type(draft.playbook, placed.item)


def options_of(draft: Draft, path: Path) -> tuple[str, ...] | None:
    """Return the only texts that the answer `path` can be, or None if they are not known."""
    placed = draft.by_name.get(path[0])
    if placed is not None and isinstance(placed.item, Gate):
        return tuple(Consent) if len(path) == 2 and path[1] in draft.roles else None
    item = _asked(draft, path)
    if isinstance(item, ChoiceItem) and item.options is not None and not item.other:
        return item.options
    return None


def _numbers(
    low: Decimal | None, high: Decimal | None, literals: Sequence[Decimal]
) -> list[Candidate]:
    """Return numbers from `low` to `high` that stand for all that `literals` tell apart."""
    marks = sorted({*literals, *(end for end in (low, high) if end is not None)})
    marks = marks or [Decimal(0)]
    between = [(one + two) / 2 for one, two in pairwise(marks)]
    every = [marks[0] - 1, *marks, *between, marks[-1] + 1]
    return [
        number
        for number in every
        if (low is None or number >= low) and (high is None or number <= high)
    ]


def _candidates(
    draft: Draft, variable: Variable, literals: Sequence[Candidate]
) -> Sequence[Candidate]:
    """Return values that stand for all values `variable` can have.

    Raises _Undecidable if they are not known.
    """
    function, path = variable
    item = _asked(draft, path)
    numbers = [value for value in literals if isinstance(value, Decimal)]
    options = options_of(draft, path)
    if options is not None and not function:
        return options
    if isinstance(item, YesNoItem) and not function:
        return (True, False)
    if isinstance(item, ScaleItem):
        return _marks(item, function, numbers)
    if isinstance(item, NumberItem | MoneyItem):
        low, high = item.min, item.max
        if function == "gap":
            low, high = Decimal(0), None if None in (low, high) else high - low  # type: ignore[operator]
        return _numbers(low, high, numbers)
    raise _Undecidable


def _marks(item: ScaleItem, function: str, literals: list[Decimal]) -> Sequence[Candidate]:
    low, high = Decimal(item.min), Decimal(item.max)
    if function == "gap":
        low, high = Decimal(0), high - low
    if function == "average":
        return _numbers(low, high, literals)
    if high - low > _MOST_CANDIDATES:
        raise _Undecidable
    return [low + step for step in range(int(high - low) + 1)]


def _value(node: Node, known: Mapping[Variable, Candidate]) -> Candidate:
    variable = _variable(node)
    if variable is not None:
        return known[variable]
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Unary):
        value = _value(node.operand, known)
        if node.operator == "not":
            return not value
        return -value if isinstance(value, Decimal) else value
    if isinstance(node, Logic):
        values = [_value(child, known) for child in node.operands]
        return all(values) if node.operator == "and" else any(values)
    if isinstance(node, Comparison):
        values = [_value(child, known) for child in node.operands]
        pairs = zip(node.operators, values, values[1:], strict=False)
        return all(_compared(sign, left, right) for sign, left, right in pairs)
    raise _Undecidable


def _compared(sign: str, left: Candidate, right: Candidate) -> bool:
    if type(left) is not type(right):
        raise _Undecidable
    return _COMPARE[sign](left, right)


def _decided(draft: Draft, nodes: Sequence[Node], joining: str) -> bool | None:
    """Return whether `nodes`, joined by and/or, are true for every value of their one variable."""
    variables = [_variables(node) for node in nodes]
    if None in variables:
        return None
    joined: frozenset[Variable] = frozenset().union(*[part for part in variables if part])
    if len(joined) != 1:
        return None
    variable = next(iter(joined))
    literals = [
        part.value for node in nodes for part in nodes_of(node) if isinstance(part, Literal)
    ]
    literals += [-value for value in literals if isinstance(value, Decimal)]
    join = all if joining == "and" else any
    try:
        truths = {
            join([bool(_value(node, {variable: value})) for node in nodes])
            for value in _candidates(draft, variable, literals)
        }
    except _Undecidable:
        return None
    return next(iter(truths)) if len(truths) == 1 else None


def decide(draft: Draft, node: Node) -> bool | None:
    """Return whether the condition `node` is always true or never, or None if it depends."""
    if not any(isinstance(part, Reference) for part in nodes_of(node)):
        value = evaluate(Expression("", node, ()), lambda _: UNKNOWN)
        return value if isinstance(value, bool) else None
    if isinstance(node, Unary) and node.operator == "not":
        inner = decide(draft, node.operand)
        return None if inner is None else not inner
    if isinstance(node, Logic):
        return _decide_logic(draft, node)
    return _decided(draft, [node], "and")


def _decide_logic(draft: Draft, node: Logic) -> bool | None:
    strong = node.operator == "or"
    parts = [decide(draft, operand) for operand in node.operands]
    if strong in parts:
        return strong
    if all(part is (not strong) for part in parts):
        return not strong
    by_variables: dict[frozenset[Variable], list[Node]] = {}
    for operand in node.operands:
        variables = _variables(operand)
        if variables is not None:
            by_variables.setdefault(variables, []).append(operand)
    for operands in by_variables.values():
        if _decided(draft, operands, node.operator) is strong:
            return strong
    return None


def decidable(draft: Draft) -> Iterator[Problem]:
    """Check that no condition is one that can never, or is always, true."""
    for placed in draft.placed:
        expression = parsed(placed.item.when) if placed.item.when is not None else None
        if expression is None or not _names_stand(draft, placed, expression):
            continue
        path = (*placed.path, "when")
        if any(_unknown_options_in(draft, expression, path)):
            continue
        truth = decide(draft, expression.root)
        if truth is True:
            hint = "leave it out: what has no condition is always shown"
            yield Problem("always-true", "This condition is always true.", path, hint=hint)
        elif truth is False:
            message = f"This condition can never be true, so {placed.called} is never shown."
            yield Problem("never-true", message, path)


def _names_stand(draft: Draft, placed: Placed, expression: Expression) -> bool:
    return all(
        name.path[0] in draft.by_name and standing(draft, placed, name.path[0], ()) is None
        for name in expression.references
    )


def unknown_options(draft: Draft) -> Iterator[Problem]:
    """Check that what a choice is compared with is one of its options."""
    for placed in draft.placed:
        for path, source in expressions_of(placed):
            expression = parsed(source)
            if expression is not None and _names_stand(draft, placed, expression):
                yield from _unknown_options_in(draft, expression, path)


def _unknown_options_in(
    draft: Draft, expression: Expression, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    for node in nodes_of(expression.root):
        if isinstance(node, Comparison):
            yield from _strange_options(draft, node, path)


def _strange_options(
    draft: Draft, node: Comparison, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    for one, two in pairwise(node.operands):
        for name, text in ((one, two), (two, one)):
            if not isinstance(name, Reference) or not isinstance(text, Literal):
                continue
            options = options_of(draft, name.path)
            if options is None or not isinstance(text.value, str) or text.value in options:
                continue
            message = f"'{quote(text.value)}' is none of the options of '{name.path[0]}'."
            hint = did_you_mean(text.value, options)
            inside = (text.start, text.end)
            yield Problem("unknown-option", message, path, hint=hint, inside=inside)


CHECKS: Final = (unknown_options, decidable)
