"""Conditions that can never or always be true, and options that are named and do not exist.

Two things are told apart. What an expression says by itself, whatever is answered (``1 > 2``), may
be meant: somebody switches an item off for today. What only the limits of an item decide (a scale
from 1 to 5 compared with ``> 5``) is a mistake.
"""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, product
from types import MappingProxyType
from typing import Any, Final

from facilitator.authoring.checks.expressions import expressions_of, parsed
from facilitator.authoring.checks.names import standing
from facilitator.authoring.draft import Draft, Placed
from facilitator.authoring.problems import Problem, did_you_mean, quote
from facilitator.authoring.spans import Path as FilePath
from facilitator.domain.consent import Consent
from facilitator.domain.expressions import UNKNOWN, Expression, Sides, Value, evaluate
from facilitator.domain.expressions.nodes import (
    Call,
    Comparison,
    Literal,
    Logic,
    Node,
    Path,
    Reference,
    Unary,
    bottom_up,
    children,
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
        enough = len(set(item.options)) > 1
        return item.options if enough else None
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
    if low >= high:
        raise _Undecidable
    if function == "gap":
        low, high = Decimal(0), high - low
    if function == "average":
        return _numbers(low, high, literals)
    if high - low > _MOST_CANDIDATES:
        raise _Undecidable
    return [low + step for step in range(int(high - low) + 1)]


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
        raise _Undecidable
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
                for value in _candidates(self._draft, variable, literals)
            }
        except _Undecidable:
            return None
        return next(iter(truths)) if len(truths) == 1 else None


_OPAQUE: Final = Sides(([UNKNOWN], [UNKNOWN]))
"""Stands for any answer: it is known, and nothing that is computed from it is."""
_MOST_ASKED_ABOUT: Final = 6


def fixed_truth(expression: Expression) -> bool | None:
    """Return the truth of a condition that is the same whatever is answered, or None.

    That is Kleene's logic with every name unknown; what `answered(…)` asks about is tried both
    ways, as answered and as not.
    """
    asked_about = sorted(
        {
            node.arguments[0].path
            for node in bottom_up(expression.root)
            if isinstance(node, Call) and node.function == "answered"
            if isinstance(node.arguments[0], Reference)
        }
    )
    if len(asked_about) > _MOST_ASKED_ABOUT:
        return None
    either: tuple[Value, Value] = (UNKNOWN, _OPAQUE)
    truths = [
        _truth_where(expression, dict(zip(asked_about, answers, strict=True)))
        for answers in product(either, repeat=len(asked_about))
    ]
    return truths[0] if all(truth is truths[0] for truth in truths) else None


def _truth_where(expression: Expression, known: Mapping[Path, Value]) -> bool | None:
    """Return the truth of `expression` where nothing but `known` is known, or None."""
    value = evaluate(expression, lambda path: known.get(path, UNKNOWN))
    return value if isinstance(value, bool) else None


def decidable(draft: Draft) -> Iterator[Problem]:
    """Check that no condition is always, or never, true.

    That is a warning where the condition says so by itself, and an error where limits decide it.
    """
    for placed in draft.placed:
        expression = parsed(placed.item.when) if placed.item.when is not None else None
        if expression is None or not _names_stand(draft, placed, expression):
            continue
        path = (*placed.path, "when")
        if any(_unknown_options_in(draft, expression, path)):
            continue
        fixed = fixed_truth(expression)
        if fixed is not None:
            yield _fixed_condition(placed, path, fixed)
            continue
        truth = _Deciding(draft, expression.root).truth()
        if truth is True and _surely_answered(draft, expression):
            yield Problem("always-true", "This condition is always true.", path, hint=_LEAVE_OUT)
        elif truth is False:
            message = f"This condition can never be true, so {placed.called} is never shown."
            yield Problem("never-true", message, path)


def _surely_answered(draft: Draft, expression: Expression) -> bool:
    """Whether all that is named is known by then; else a condition also asks whether it is."""
    items = [draft.by_name[name.path[0]].item for name in expression.references]
    return all(item.when is None and getattr(item, "required", True) for item in items)


_LEAVE_OUT: Final = "leave it out: what has no condition is always shown"


def _fixed_condition(placed: Placed, path: FilePath, truth: bool) -> Problem:
    if truth:
        message, hint = "This condition is true whatever is answered.", _LEAVE_OUT
    else:
        message = f"This condition is false whatever is answered: {placed.called} is never shown."
        hint = f"leave it out if {placed.called} is to be shown"
    return Problem("fixed-condition", message, path, hint=hint, severity="warning")


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


def _unknown_options_in(draft: Draft, expression: Expression, path: FilePath) -> Iterator[Problem]:
    for node in bottom_up(expression.root):
        if isinstance(node, Comparison):
            yield from _strange_options(draft, node, path)


def _strange_options(draft: Draft, node: Comparison, path: FilePath) -> Iterator[Problem]:
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
