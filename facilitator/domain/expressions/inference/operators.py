"""The kinds of what is written, named, computed, compared, and joined by ``and`` and ``or``."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from facilitator.domain.expressions.inference.gathering import Inference, dated
from facilitator.domain.expressions.kinds import (
    ARITHMETIC,
    BOOLEAN,
    DATE,
    NUMBER,
    ORDERED,
    SINGULAR,
    TEXT,
    Base,
    Kind,
)
from facilitator.domain.expressions.nodes import (
    Arithmetic,
    Comparison,
    Literal,
    Logic,
    Node,
    Reference,
    Unary,
)

_LIKE: Final[Mapping[Base, str]] = MappingProxyType(
    {
        "number": "compare it with a number, without quotes, such as … > 0",
        "text": "compare it with a text in single quotes, such as … == 'Yes'",
        "boolean": "leave the comparison out, or write not before it",
        "date": 'write a date as "2026-12-31"',
    }
)
"""Kind of a value to how it can be compared."""


def literal(_: Inference, node: Literal) -> Kind:
    """Return the kind of a value that is written in the expression."""
    if isinstance(node.value, bool):
        return BOOLEAN
    return TEXT if isinstance(node.value, str) else NUMBER


def reference(inference: Inference, node: Reference) -> Kind | None:
    """Return the kind of what a name stands for, if it is known."""
    return inference.kind_of(node.path)


def unary(inference: Inference, node: Unary) -> Kind | None:
    """Return the kind of a value with a sign or ``not`` before it."""
    wanted: Base = "boolean" if node.operator == "not" else "number"
    fits = inference.require(node.operand, wanted, f"'{node.operator}'")
    return Kind(wanted) if fits else None


def arithmetic(inference: Inference, node: Arithmetic) -> Kind | None:
    """Return the kind of what is computed from two values, if it means anything."""
    nodes = (node.left, node.right)
    left, right = inference.together(nodes)
    if left is None or right is None:
        _refuse_in_arithmetic(inference, node, [left, right])
        return None
    result = ARITHMETIC.get((node.operator, left.base, right.base))
    if result is None and not _refuse_in_arithmetic(inference, node, [left, right]):
        message = f"{SINGULAR[left.base]} {node.operator} {SINGULAR[right.base]} means nothing."
        hint = "dates can be subtracted from each other, and a number of days added to a date"
        inference.report(node, message[0].upper() + message[1:], hint)
    return result


def _refuse_in_arithmetic(inference: Inference, node: Arithmetic, kinds: list[Kind | None]) -> bool:
    """Report the first operand that is never computed with; return whether there is one."""
    for operand, kind in zip((node.left, node.right), kinds, strict=True):
        if kind is not None and kind.base not in ORDERED:
            subject = inference.subject(operand, kind)
            inference.report(operand, f"{subject}; '{node.operator}' needs a number.")
            return True
    return False


def comparison(inference: Inference, node: Comparison) -> Kind:
    """Check each pair of a chain of comparisons, which is true or not."""
    kinds = [inference.single(operand) for operand in node.operands]
    for index, sign in enumerate(node.operators):
        pair = node.operands[index : index + 2]
        left, right = dated(pair, kinds[index : index + 2])
        if left is not None and right is not None:
            check_pair(inference, sign, (pair[0], left), (pair[1], right))
    return BOOLEAN


def check_pair(
    inference: Inference, sign: str, left: tuple[Node, Kind], right: tuple[Node, Kind]
) -> None:
    """Report two values that cannot be compared by `sign`."""
    if isinstance(left[0], Literal) and not isinstance(right[0], Literal):
        left, right = right, left
    (node, kind), (other, other_kind) = left, right
    subject = inference.subject(node, kind)
    if kind != other_kind:
        hint = _LIKE.get(kind.base)
        if DATE in {kind, other_kind} and TEXT in {kind, other_kind}:
            hint = _LIKE["date"]
        message = f"{subject} and cannot be compared with {inference.object(other, other_kind)}."
        inference.report(other if isinstance(other, Literal) else node, message, hint)
    elif sign not in {"==", "!="} and kind.base not in ORDERED:
        inference.report(node, f"{subject} and has no order.", "compare it with == or !=")


def logic(inference: Inference, node: Logic) -> Kind:
    """Check that all that is joined by ``and`` or ``or`` is true or not."""
    for operand in node.operands:
        inference.require(operand, "boolean", f"'{node.operator}'")
    return BOOLEAN
