"""What the limits of the items decide about a condition that names them.

A condition of comparisons that name one answer is tried with values that stand for all that the
answer can be; ``and``, ``or`` and ``not`` are decided from what is below them.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

from facilitator.authoring.checks.truth.candidates import (
    Candidate,
    Undecidable,
    Variable,
    candidates,
)
from facilitator.authoring.draft import Draft
from facilitator.domain.expressions import UNKNOWN, Expression, evaluate
from facilitator.domain.expressions.nodes import (
    Call,
    Comparison,
    Literal,
    Logic,
    Node,
    Reference,
    Unary,
    bottom_up,
    children,
)

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


def truth_by_limits(draft: Draft, root: Node) -> bool | None:
    """Return whether the condition with this `root` is always true or never; None if it depends."""
    return _Deciding(draft, root).truth()


def _variable(node: Node) -> Variable | None:
    if isinstance(node, Reference):
        return ("", node.path)
    if isinstance(node, Call) and node.function in _OF_SIDES and len(node.arguments) == 1:
        inner = node.arguments[0]
        return (node.function, inner.path) if isinstance(inner, Reference) else None
    return None


def _all_variables(nodes: Sequence[Node]) -> dict[int, frozenset[Variable] | None]:
    """Return the variables of `nodes`, given bottom up, by the identity of the node.

    They are None for what is more than comparisons of names and literals.
    """
    found: dict[int, frozenset[Variable] | None] = {}
    for node in nodes:
        variable = _variable(node)
        if variable is not None:
            found[id(node)] = frozenset({variable})
        elif isinstance(node, Literal):
            found[id(node)] = frozenset()
        else:
            below = [found[id(child)] for child in children(node)]
            found[id(node)] = _joined(below) if _is_simple(node) else None
    return found


def _is_simple(node: Node) -> bool:
    """Whether `node` only compares, joins or negates what is below it."""
    if isinstance(node, Unary):
        return node.operator == "not" or isinstance(node.operand, Literal)
    return isinstance(node, Logic | Comparison)


def _joined(parts: Sequence[frozenset[Variable] | None]) -> frozenset[Variable] | None:
    if None in parts:
        return None
    return frozenset[Variable]().union(*[part for part in parts if part])


def _value(root: Node, known: Mapping[Variable, Candidate]) -> Candidate:
    """Return the value of `root`, which is simple, where its variables have the values `known`."""
    values: dict[int, Candidate] = {}
    for node in bottom_up(root):
        variable = _variable(node)
        if variable is not None and variable in known:
            values[id(node)] = known[variable]
        elif isinstance(node, Literal):
            values[id(node)] = node.value
        elif (compute := _SIMPLE.get(type(node))) is not None:
            # All else stands below a variable, as the name in gap(pulse): nothing asks for it.
            below = [values[id(child)] for child in children(node)]
            values[id(node)] = compute(node, below)
    return values[id(root)]


def _negation(node: Unary, below: Sequence[Candidate]) -> Candidate:
    (value,) = below
    if node.operator == "not":
        return not value
    return -value if isinstance(value, Decimal) else value


def _junction(node: Logic, below: Sequence[Candidate]) -> Candidate:
    return all(below) if node.operator == "and" else any(below)


def _chain(node: Comparison, below: Sequence[Candidate]) -> Candidate:
    pairs = zip(node.operators, pairwise(below), strict=True)
    return all(_compared(sign, left, right) for sign, (left, right) in pairs)


_SIMPLE: Final[Mapping[type[Node], Callable[[Any, Sequence[Candidate]], Candidate]]] = (
    MappingProxyType({Unary: _negation, Logic: _junction, Comparison: _chain})
)
"""How simple nodes come from what is below them."""


def _compared(sign: str, left: Candidate, right: Candidate) -> bool:
    if type(left) is not type(right):
        raise Undecidable
    return _COMPARE[sign](left, right)


class _Deciding:
    """Finds out what is true of a condition by the limits of the items that it names."""

    def __init__(self, draft: Draft, root: Node) -> None:
        self._draft = draft
        self._root = root
        self._nodes = bottom_up(root)
        self._variables = _all_variables(self._nodes)

    def truth(self) -> bool | None:
        """Return whether the condition is always true or never, or None if it depends."""
        truths: dict[int, bool | None] = {}
        for node in self._nodes:
            truths[id(node)] = self._truth(node, [truths[id(child)] for child in children(node)])
        return truths[id(self._root)]

    def _truth(self, node: Node, below: Sequence[bool | None]) -> bool | None:
        if isinstance(node, Unary) and node.operator == "not":
            return None if below[0] is None else not below[0]
        if isinstance(node, Logic):
            return self._truth_of_junction(node, below)
        if self._variables[id(node)]:
            return self._decided([node], "and")
        fixed = evaluate(Expression("", node, ()), lambda _: UNKNOWN)
        names_nothing = not any(isinstance(part, Reference) for part in bottom_up(node))
        return fixed if names_nothing and isinstance(fixed, bool) else None

    def _truth_of_junction(self, node: Logic, below: Sequence[bool | None]) -> bool | None:
        strong = node.operator == "or"
        if strong in below:
            return strong
        if all(part is (not strong) for part in below):
            return not strong
        by_variables: dict[frozenset[Variable], list[Node]] = {}
        for operand in node.operands:
            variables = self._variables[id(operand)]
            if variables is not None:
                by_variables.setdefault(variables, []).append(operand)
        for operands in by_variables.values():
            if self._decided(operands, node.operator) is strong:
                return strong
        return None

    def _decided(self, nodes: Sequence[Node], joining: str) -> bool | None:
        """Return whether `nodes`, joined by and/or, are true for all values of one variable."""
        joined = _joined([self._variables[id(node)] for node in nodes])
        if joined is None or len(joined) != 1:
            return None
        variable = next(iter(joined))
        literals = [
            part.value for node in nodes for part in bottom_up(node) if isinstance(part, Literal)
        ]
        literals += [-value for value in literals if isinstance(value, Decimal)]
        join = all if joining == "and" else any
        try:
            truths = {
                join([bool(_value(node, {variable: value})) for node in nodes])
                for value in candidates(self._draft, variable, literals)
            }
        except Undecidable:
            return None
        return next(iter(truths)) if len(truths) == 1 else None
