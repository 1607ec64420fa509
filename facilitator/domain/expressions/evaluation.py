"""The value of an expression for the answers so far.

Unknown stays unknown: whatever is computed from it is unknown too, and so is what mixes kinds,
divides by zero or leaves the range of numbers. Logic is Kleene's: false and unknown is false, true
or unknown is true. Nothing here raises.
"""

import operator
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from itertools import chain, pairwise
from typing import Any, Final, TypeAlias

from facilitator.domain.expressions.nodes import (
    Arithmetic,
    Call,
    Comparison,
    Expression,
    Literal,
    Logic,
    Node,
    Path,
    Reference,
    Unary,
    bottom_up,
)
from facilitator.domain.expressions.values import (
    DECIMAL_PLACES,
    LARGEST_EXPONENT,
    UNKNOWN,
    Sides,
    Unknown,
    Value,
    as_value,
    iso_date,
)

ValueOf: TypeAlias = Callable[[Path], Value]
_NodeValue: TypeAlias = Callable[[Node], Value]
"""The value of a node below the one that is evaluated."""

_CONTEXT: Final = Context(
    prec=28,
    rounding=ROUND_HALF_EVEN,
    Emin=-LARGEST_EXPONENT,
    Emax=LARGEST_EXPONENT,
    traps=[],
)
_ROUNDING: Final = Context(prec=2 * LARGEST_EXPONENT, rounding=ROUND_HALF_UP, traps=[])
_MOST_DAYS: Final = date.max.toordinal()


def evaluate(expression: Expression, value_of: ValueOf) -> Value:
    """Return the value of `expression`, given the value of every name in it.

    `value_of` is asked for dotted names and returns `UNKNOWN` for what is not known yet; what it
    returns passes `as_value`, so integers and tuples may come from it.
    """
    values: dict[int, Value] = {}

    def below(node: Node) -> Value:
        return values[id(node)]

    for node in bottom_up(expression.root):
        if isinstance(node, Reference):
            values[id(node)] = as_value(value_of(node.path))
        else:
            values[id(node)] = _NODES[type(node)](node, below)
    return values[id(expression.root)]


def _literal(node: Literal, _: _NodeValue) -> Value:
    return node.value


def _unary(node: Unary, below: _NodeValue) -> Value:
    operand = below(node.operand)
    if node.operator == "not":
        return (not operand) if isinstance(operand, bool) else UNKNOWN
    return _finite(_CONTEXT.minus(operand)) if isinstance(operand, Decimal) else UNKNOWN


def _arithmetic(node: Arithmetic, below: _NodeValue) -> Value:
    left, right = _as_dates(_operands((node.left, node.right), below))
    compute = _ARITHMETIC.get((node.operator, type(left), type(right)))
    return compute(left, right) if compute else UNKNOWN


def _comparison(node: Comparison, below: _NodeValue) -> Value:
    operands = _operands(node.operands, below)
    return _all_true(
        _compared(sign, *_as_dates(pair))
        for sign, pair in zip(node.operators, pairwise(operands), strict=True)
    )


def _logic(node: Logic, below: _NodeValue) -> Value:
    return _LOGIC[node.operator]([below(operand) for operand in node.operands])


def _call(node: Call, below: _NodeValue) -> Value:
    operands = _as_dates(_operands(node.arguments, below))
    return _FUNCTIONS[node.function](operands)


_Operand: TypeAlias = tuple[Node, Value]


def _operands(nodes: Iterable[Node], below: _NodeValue) -> list[_Operand]:
    """Return each node with its value."""
    return [(node, below(node)) for node in nodes]


def _as_dates(operands: Iterable[_Operand]) -> list[Value]:
    """Return the values, where texts written in the expression beside a date are read as dates.

    Texts that somebody answered stay texts.
    """
    pairs = list(operands)
    if not any(isinstance(value, date) for _, value in pairs):
        return [value for _, value in pairs]
    return [_as_date(value) if isinstance(node, Literal) else value for node, value in pairs]


def _as_date(value: Value) -> Value:
    stated = iso_date(value) if isinstance(value, str) else None
    return stated or value


def _finite(number: Decimal) -> Value:
    """Return `number`, or `UNKNOWN` when it is infinite or not a number."""
    return number if number.is_finite() else UNKNOWN


def _moved(start: date, days: Decimal) -> Value:
    """Return the date so many whole `days` after `start`."""
    if abs(days) > _MOST_DAYS or days != days.to_integral_value():
        return UNKNOWN
    try:
        return start + timedelta(days=int(days))
    except OverflowError:
        return UNKNOWN


def _days_between(later: date, earlier: date) -> Value:
    return Decimal((later - earlier).days)


_ARITHMETIC: Final[dict[tuple[str, type, type], Callable[[Any, Any], Value]]] = {
    ("+", Decimal, Decimal): lambda left, right: _finite(_CONTEXT.add(left, right)),
    ("-", Decimal, Decimal): lambda left, right: _finite(_CONTEXT.subtract(left, right)),
    ("*", Decimal, Decimal): lambda left, right: _finite(_CONTEXT.multiply(left, right)),
    ("/", Decimal, Decimal): lambda left, right: _finite(_CONTEXT.divide(left, right)),
    ("-", date, date): _days_between,
    ("+", date, Decimal): _moved,
    ("+", Decimal, date): lambda days, start: _moved(start, days),
    ("-", date, Decimal): lambda start, days: _moved(start, -days),
}

_EQUALITY: Final[dict[str, Callable[[Any, Any], bool]]] = {"==": operator.eq, "!=": operator.ne}
_ORDER: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_COMPARABLE: Final[dict[type, dict[str, Callable[[Any, Any], bool]]]] = {
    Decimal: _EQUALITY | _ORDER,
    date: _EQUALITY | _ORDER,
    str: _EQUALITY,
    bool: _EQUALITY,
}


def _compared(sign: str, left: Value, right: Value) -> Value:
    """Return whether two single values of one kind stand in the relation `sign`."""
    compare = _COMPARABLE.get(type(left), {}).get(sign)
    if compare is None or type(left) is not type(right):
        return UNKNOWN
    return compare(left, right)


def _all_true(values: Iterable[Value]) -> Value:
    """Return Kleene's conjunction."""
    conjoined = list(values)
    if any(value is False for value in conjoined):
        return False
    return True if all(value is True for value in conjoined) else UNKNOWN


def _any_true(values: Iterable[Value]) -> Value:
    """Return Kleene's disjunction."""
    disjoined = list(values)
    if any(value is True for value in disjoined):
        return True
    return False if all(value is False for value in disjoined) else UNKNOWN


_LOGIC: Final[dict[str, Callable[[Iterable[Value]], Value]]] = {"and": _all_true, "or": _any_true}


def _elements(arguments: list[Value]) -> list[Value] | Unknown:
    """Return what an aggregate runs over: several values, one list, or what both answered."""
    if len(arguments) != 1:
        return arguments
    (argument,) = arguments
    if isinstance(argument, list):
        return argument
    if not isinstance(argument, Sides):
        return UNKNOWN
    return list(
        chain.from_iterable(side if isinstance(side, list) else [side] for side in argument.values)
    )


def _numbers(arguments: list[Value]) -> list[Decimal] | Unknown:
    """Return what an aggregate runs over, when all of it is known and a number."""
    elements = _elements(arguments)
    if isinstance(elements, Unknown):
        return UNKNOWN
    numbers = [element for element in elements if isinstance(element, Decimal)]
    return numbers if len(numbers) == len(elements) else UNKNOWN


def _total(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = _CONTEXT.add(total, number)
    return total


def _sum(arguments: list[Value]) -> Value:
    numbers = _numbers(arguments)
    return UNKNOWN if isinstance(numbers, Unknown) else _finite(_total(numbers))


def _average(arguments: list[Value]) -> Value:
    numbers = _numbers(arguments)
    if isinstance(numbers, Unknown) or not numbers:
        return UNKNOWN
    return _finite(_CONTEXT.divide(_total(numbers), Decimal(len(numbers))))


def _count(arguments: list[Value]) -> Value:
    match arguments:
        case [list() as elements]:
            return Decimal(len(elements))
        case _:
            return UNKNOWN


def _extreme(choose: Callable[[Iterable[Any]], Any]) -> Callable[[list[Value]], Value]:
    """Return the function that chooses one of several numbers or of several dates."""

    def extreme(arguments: list[Value]) -> Value:
        elements = _elements(arguments)
        if isinstance(elements, Unknown) or not elements:
            return UNKNOWN
        types = {type(element) for element in elements}
        if types not in ({Decimal}, {date}):
            return UNKNOWN
        chosen: Value = choose(elements)
        return chosen

    return extreme


def _two(arguments: list[Value]) -> tuple[Value, Value] | Unknown:
    """Return the two values that `gap` and `same` look at."""
    match arguments:
        case [Sides(values)]:
            return values
        case [left, right]:
            return left, right
        case _:
            return UNKNOWN


def _gap(arguments: list[Value]) -> Value:
    match _two(arguments):
        case list() as left, list() as right if len(left) == len(right):
            gaps = [_difference(one, other) for one, other in zip(left, right, strict=True)]
            return _extreme(max)([gaps])
        case left, right:
            return _difference(left, right)
        case _:
            return UNKNOWN


def _difference(left: Value, right: Value) -> Value:
    """Return how far two numbers, or two dates in days, are apart."""
    compute = _ARITHMETIC.get(("-", type(left), type(right)))
    if compute is None or type(left) is not type(right):
        return UNKNOWN
    return _absolute([compute(left, right)])


def _same(arguments: list[Value]) -> Value:
    match _two(arguments):
        case list() as left, list() as right:
            if len(left) != len(right):
                return False
            pairs = zip(left, right, strict=True)
            return _all_true(_compared("==", one, other) for one, other in pairs)
        case left, right:
            return _compared("==", left, right)
        case _:
            return UNKNOWN


def _absolute(arguments: list[Value]) -> Value:
    match arguments:
        case [Decimal() as number]:
            return _finite(_CONTEXT.abs(number))
        case _:
            return UNKNOWN


def _round(arguments: list[Value]) -> Value:
    match arguments:
        case [Decimal() as number]:
            return _rounded(number, 0)
        case [Decimal() as number, Decimal() as places] if places in DECIMAL_PLACES:
            return _rounded(number, int(places))
        case _:
            return UNKNOWN


def _rounded(number: Decimal, places: int) -> Value:
    """Return `number` rounded half up to `places` decimals."""
    unit = Decimal(1).scaleb(-places)
    return _finite(number.quantize(unit, context=_ROUNDING))


def _answered(arguments: list[Value]) -> Value:
    match arguments:
        case [Sides((left, right))]:
            return left is not UNKNOWN and right is not UNKNOWN
        case [value]:
            return value is not UNKNOWN
        case _:
            return UNKNOWN


_FUNCTIONS: Final[dict[str, Callable[[list[Value]], Value]]] = {
    "sum": _sum,
    "count": _count,
    "min": _extreme(min),
    "max": _extreme(max),
    "lowest": _extreme(min),
    "highest": _extreme(max),
    "average": _average,
    "gap": _gap,
    "same": _same,
    "abs": _absolute,
    "round": _round,
    "answered": _answered,
}

_NODES: Final[dict[type, Callable[[Any, _NodeValue], Value]]] = {
    Literal: _literal,
    Unary: _unary,
    Arithmetic: _arithmetic,
    Comparison: _comparison,
    Logic: _logic,
    Call: _call,
}
