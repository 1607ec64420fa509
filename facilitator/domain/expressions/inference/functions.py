"""The kinds of what functions give, and what each of them takes.

What a function computes is written in `evaluation`.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from facilitator.domain.expressions.inference.gathering import Inference
from facilitator.domain.expressions.inference.operators import check_pair
from facilitator.domain.expressions.kinds import (
    BOOLEAN,
    NUMBER,
    ORDERED,
    PLURAL,
    SINGULAR,
    Base,
    Kind,
)
from facilitator.domain.expressions.nodes import Call, Literal, Node, Reference, Unary
from facilitator.domain.expressions.values import DECIMAL_PLACES, MOST_PLACES

_SAME: Final[frozenset[Base]] = frozenset({"number", "text", "boolean", "date"})


def call(inference: Inference, node: Call) -> Kind | None:
    """Return the kind of what the function of `node` gives."""
    return _FUNCTIONS[node.function](inference, node)


def _wrong_count(inference: Inference, node: Call, wanted: str) -> None:
    inference.report(node, f"{node.function}(…) takes {wanted}, not {len(node.arguments)}.")


def _aggregate(
    inference: Inference, node: Call, bases: frozenset[Base], *, takes_sides: bool
) -> Kind | None:
    """Return the kind of what one list, or several values, have in common."""
    if not node.arguments:
        inference.report(node, f"{node.function}(…) takes a list or several values, not none.")
        return None
    if len(node.arguments) > 1:
        kinds = inference.together(node.arguments)
    else:
        kinds = [_elements(inference, node, takes_sides=takes_sides)]
    return _common(inference, node, kinds, bases)


def _elements(inference: Inference, node: Call, *, takes_sides: bool) -> Kind | None:
    """Return the kind of the elements of a function's only argument, a list or both answers."""
    (argument,) = node.arguments
    kind = inference.kind(argument)
    if kind is None:
        return None
    if kind.base in {"row", "nothing"} or (kind.sides and not takes_sides):
        return inference.as_single(argument, kind)
    if not kind.many and not kind.sides:
        message = f"{node.function}(…) takes a list or several values; this is one value."
        inference.report(argument, message)
        return None
    return Kind(kind.base)


def _common(
    inference: Inference, node: Call, kinds: list[Kind | None], bases: frozenset[Base]
) -> Kind | None:
    """Return the one kind among `kinds`, which must be one of `bases`, and report what differs."""
    wanted = next((kind for kind in kinds if kind is not None and kind.base in bases), NUMBER)
    for argument, kind in zip(node.arguments, kinds, strict=True):
        if kind is not None and kind != wanted:
            words = SINGULAR if len(kinds) > 1 else PLURAL
            name = inference.bare(argument)
            message = f"'{name}' is {words[kind.base]}; {node.function}(…) needs "
            message += f"{words[wanted.base]}{' here' if wanted != NUMBER else ''}."
            inference.report(argument, message)
            return None
    return None if None in kinds else wanted


def _total(inference: Inference, node: Call) -> Kind | None:
    return _aggregate(inference, node, frozenset({"number"}), takes_sides=False)


def _average(inference: Inference, node: Call) -> Kind | None:
    return _aggregate(inference, node, frozenset({"number"}), takes_sides=True)


def _extreme(inference: Inference, node: Call) -> Kind | None:
    return _aggregate(inference, node, ORDERED, takes_sides=False)


def _extreme_of_sides(inference: Inference, node: Call) -> Kind | None:
    return _aggregate(inference, node, ORDERED, takes_sides=True)


def _count(inference: Inference, node: Call) -> Kind:
    if len(node.arguments) != 1:
        _wrong_count(inference, node, "one list or table")
        return NUMBER
    (argument,) = node.arguments
    kind = inference.kind(argument)
    if kind is None:
        return NUMBER
    if kind.sides or kind.base == "nothing":
        inference.as_single(argument, kind)
    elif not kind.many:
        inference.report(argument, f"{inference.subject(argument, kind)}, not a list to count.")
    return NUMBER


def _two_values(inference: Inference, node: Call, bases: frozenset[Base]) -> None:
    """Check the arguments of a function of two values, or of one question that both answer."""
    if len(node.arguments) == 2:
        kinds = inference.together(node.arguments)
        _common_of_two(inference, node, kinds, bases)
    elif len(node.arguments) == 1:
        _one_of_both(inference, node, bases)
    else:
        _wrong_count(inference, node, "one question that both answer, or two values")


def _one_of_both(inference: Inference, node: Call, bases: frozenset[Base]) -> None:
    (argument,) = node.arguments
    kind = inference.kind(argument)
    if kind is None:
        return
    name = inference.quote(argument)
    if not kind.sides:
        message = f"{node.function}(…) takes a question that both answer, or two values."
        inference.report(argument, message)
    elif kind.base not in bases:
        hint = f"write same({name})" if kind.base in _SAME and node.function == "gap" else None
        words = PLURAL if kind.many else SINGULAR
        message = f"'{name}' is {words[kind.base]}, of which there is no {node.function}(…)."
        inference.report(argument, message, hint)


def _common_of_two(
    inference: Inference, node: Call, kinds: list[Kind | None], bases: frozenset[Base]
) -> None:
    left, right = kinds
    for argument, kind in zip(node.arguments, kinds, strict=True):
        if kind is not None and kind.base not in bases:
            subject = inference.subject(argument, kind)
            inference.report(argument, f"{subject}; gap(…) needs a number or a date.")
            return
    if left is not None and right is not None and left != right:
        check_pair(inference, "==", (node.arguments[0], left), (node.arguments[1], right))


def _gap(inference: Inference, node: Call) -> Kind:
    _two_values(inference, node, ORDERED)
    return NUMBER


def _same(inference: Inference, node: Call) -> Kind:
    _two_values(inference, node, _SAME)
    return BOOLEAN


def _absolute(inference: Inference, node: Call) -> Kind:
    if len(node.arguments) == 1:
        inference.require(node.arguments[0], "number", "abs(…)")
    else:
        _wrong_count(inference, node, "one number")
    return NUMBER


def _round(inference: Inference, node: Call) -> Kind:
    if len(node.arguments) not in {1, 2}:
        _wrong_count(inference, node, "a number and, if wanted, how many decimals")
        return NUMBER
    for argument in node.arguments:
        inference.require(argument, "number", "round(…)")
    for places in node.arguments[1:]:
        stated = _stated_number(places)
        if stated is not None and stated not in DECIMAL_PLACES:
            message = (
                f"'{inference.quote(places)}' is no number of decimals: round(…) takes a whole"
                f" number from 0 to {MOST_PLACES}."
            )
            inference.report(places, message)
    return NUMBER


def _stated_number(node: Node) -> Decimal | None:
    """Return the number that is written as `node`, with its signs, or None if none is."""
    signs = 0
    while isinstance(node, Unary) and node.operator == "-":
        node = node.operand
        signs += 1
    if not isinstance(node, Literal) or not isinstance(node.value, Decimal):
        return None
    return node.value.copy_negate() if signs % 2 else node.value


def _answered(inference: Inference, node: Call) -> Kind:
    if len(node.arguments) != 1:
        _wrong_count(inference, node, "one name")
    elif isinstance(node.arguments[0], Reference):
        inference.kind(node.arguments[0])
    else:
        inference.report(node.arguments[0], "answered(…) takes the name of something answered.")
    return BOOLEAN


_FUNCTIONS: Final[dict[str, Callable[[Inference, Call], Kind | None]]] = {
    "sum": _total,
    "count": _count,
    "min": _extreme,
    "max": _extreme,
    "lowest": _extreme_of_sides,
    "highest": _extreme_of_sides,
    "average": _average,
    "gap": _gap,
    "same": _same,
    "abs": _absolute,
    "round": _round,
    "answered": _answered,
}
