"""What cannot work in an expression, found before the session starts.

One mistake gives one error: what is computed from something wrong, or from a name that is reported
elsewhere, has no kind (None), and nothing more is said about it.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, TypeAlias

from facilitator.domain.errors import ExpressionError
from facilitator.domain.expressions.kinds import (
    ARITHMETIC,
    BOOLEAN,
    DATE,
    NUMBER,
    ORDERED,
    PLURAL,
    SINGULAR,
    TEXT,
    Base,
    Kind,
)
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
from facilitator.domain.expressions.values import DECIMAL_PLACES, MOST_PLACES, iso_date

KindOf: TypeAlias = Callable[[Path], Kind | None]

_LONGEST_QUOTE: Final = 40

_SIDES_FUNCTIONS: Final[dict[Base, tuple[str, ...]]] = {
    "number": ("gap({name})", "lowest({name})", "highest({name})", "average({name})"),
    "date": ("gap({name})", "lowest({name})", "highest({name})"),
    "text": ("same({name})",),
    "boolean": ("same({name})",),
}
_LIST_HINTS: Final[dict[Base, str]] = {
    "number": "sum({name}), count({name}), min({name}), max({name}) or average({name})",
    "date": "count({name}), min({name}) or max({name})",
    "row": "count({name}), or name one of its columns: sum({name}.column)",
}
_USUAL_LIST_HINT: Final = "count({name})"


def infer(
    expression: Expression, kind_of: KindOf, roles: tuple[str, str]
) -> tuple[Kind | None, tuple[ExpressionError, ...]]:
    """Return the kind of value that `expression` gives and what is wrong in it.

    `kind_of` gives the kind of a dotted name, or None for one that is already reported elsewhere;
    `roles` are the ids of the two roles, for suggestions. The kind is None when it cannot be told.
    """
    inference = _Inference(expression.source, kind_of, roles)
    for node in bottom_up(expression.root):
        inference.visit(node)
    kind = inference.single(expression.root)
    return kind, tuple(inference.errors)


class _Inference:
    """Finds the kinds in one expression, bottom up, and gathers what is wrong.

    What is wrong below a node counts only if the node asks for the kind of what is below it.
    """

    def __init__(self, source: str, kind_of: KindOf, roles: tuple[str, str]) -> None:
        self.errors: list[ExpressionError] = []
        self.kind_of = kind_of
        self._source = source
        self._roles = roles
        self._visited: dict[int, tuple[Kind | None, list[ExpressionError]]] = {}

    def visit(self, node: Node) -> None:
        """Find the kind of `node`; the nodes below it have been visited."""
        kind = _NODES[type(node)](self, node)
        self._visited[id(node)] = (kind, self.errors)
        self.errors = []

    def kind(self, node: Node) -> Kind | None:
        """Return the kind of `node`, which may be many or on both sides, with what is wrong."""
        kind, errors = self._visited[id(node)]
        self.errors += errors
        return kind

    def single(self, node: Node) -> Kind | None:
        """Return the kind of `node` where one value is due."""
        return self.as_single(node, self.kind(node))

    def as_single(self, node: Node, kind: Kind | None) -> Kind | None:
        """Return `kind`, the kind of `node`, if it is one value, and report it otherwise."""
        if kind is None or kind in {NUMBER, TEXT, BOOLEAN, DATE}:
            return kind
        name = self.quote(node)
        if kind.base == "nothing":
            self.report(node, f"'{name}' has no value that an expression could use.")
        elif kind.sides:
            self._report_sides(node, name, kind)
        elif kind.many:
            hint = "write " + _LIST_HINTS.get(kind.base, _USUAL_LIST_HINT).format(name=name)
            self.report(node, f"'{name}' is {PLURAL[kind.base]}, not one value.", hint)
        else:
            self.report(node, f"'{name}' is a row of a table, not one value.")
        return None

    def _report_sides(self, node: Node, name: str, kind: Kind) -> None:
        one_side = f"{name}.{self._roles[0]}"
        if kind.many:
            one_side = _USUAL_LIST_HINT.format(name=one_side)
        suggestions = ", ".join([one_side, *_SIDES_FUNCTIONS.get(kind.base, ())])
        hint = "write " + " or ".join(suggestions.format(name=name).rsplit(", ", 1))
        self.report(node, f"Both answer '{name}', so it is two values.", hint)

    def require(self, node: Node, wanted: Base, user: str) -> bool:
        """Report `node` unless it is one value of the kind `wanted`, which `user` needs."""
        kind = self.single(node)
        if kind is None:
            return False
        if kind.base != wanted:
            self.report(node, f"{self.subject(node, kind)}; {user} needs {SINGULAR[wanted]}.")
        return kind.base == wanted

    def together(self, nodes: tuple[Node, ...]) -> list[Kind | None]:
        """Return the kinds of `nodes`, each of which must be one value, where they meet."""
        return _dated(nodes, [self.single(node) for node in nodes])

    def report(self, node: Node, message: str, hint: str | None = None) -> None:
        """Keep the error `message` about `node`."""
        self.errors.append(ExpressionError(message, node.start, node.end, hint))

    def quote(self, node: Node) -> str:
        """Return `node` as it is written, shortened."""
        written = " ".join(self._source[node.start : node.end].split())
        return written if len(written) <= _LONGEST_QUOTE else written[: _LONGEST_QUOTE - 1] + "…"

    def subject(self, node: Node, kind: Kind) -> str:
        """Return `node` and its kind as the start of a sentence."""
        return f"'{self.quote(node).strip(_QUOTES)}' is {SINGULAR[kind.base]}"

    def object(self, node: Node, kind: Kind) -> str:
        """Return `node` and its kind as the end of a sentence."""
        if isinstance(node, Literal):
            return f"the {_LITERALS[kind.base]} {self.quote(node)}"
        return f"'{self.quote(node)}', which is {SINGULAR[kind.base]}"


_QUOTES: Final = "'\""
_LITERALS: Final[dict[Base, str]] = {
    "number": "number",
    "text": "text",
    "boolean": "answer",
    "date": "date",
}


def _is_date_text(node: Node) -> bool:
    return (
        isinstance(node, Literal)
        and isinstance(node.value, str)
        and iso_date(node.value) is not None
    )


def _literal(_: _Inference, node: Literal) -> Kind:
    if isinstance(node.value, bool):
        return BOOLEAN
    return TEXT if isinstance(node.value, str) else NUMBER


def _reference(inference: _Inference, node: Reference) -> Kind | None:
    return inference.kind_of(node.path)


def _unary(inference: _Inference, node: Unary) -> Kind | None:
    wanted: Base = "boolean" if node.operator == "not" else "number"
    fits = inference.require(node.operand, wanted, f"'{node.operator}'")
    return Kind(wanted) if fits else None


def _arithmetic(inference: _Inference, node: Arithmetic) -> Kind | None:
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


def _refuse_in_arithmetic(
    inference: _Inference, node: Arithmetic, kinds: list[Kind | None]
) -> bool:
    """Report the first operand that is never computed with; return whether there is one."""
    for operand, kind in zip((node.left, node.right), kinds, strict=True):
        if kind is not None and kind.base not in ORDERED:
            subject = inference.subject(operand, kind)
            inference.report(operand, f"{subject}; '{node.operator}' needs a number.")
            return True
    return False


def _comparison(inference: _Inference, node: Comparison) -> Kind:
    kinds = [inference.single(operand) for operand in node.operands]
    for index, sign in enumerate(node.operators):
        pair = node.operands[index : index + 2]
        left, right = _dated(pair, kinds[index : index + 2])
        if left is not None and right is not None:
            _check_pair(inference, sign, (pair[0], left), (pair[1], right))
    return BOOLEAN


def _dated(nodes: tuple[Node, ...], kinds: list[Kind | None]) -> list[Kind | None]:
    """Return the kinds of values that meet; a text that states a date beside a date is one."""
    if DATE not in kinds:
        return kinds
    return [DATE if _is_date_text(node) else kind for node, kind in zip(nodes, kinds, strict=True)]


def _check_pair(
    inference: _Inference, sign: str, left: tuple[Node, Kind], right: tuple[Node, Kind]
) -> None:
    """Report two values that cannot be compared by `sign`."""
    if isinstance(left[0], Literal) and not isinstance(right[0], Literal):
        left, right = right, left
    (node, kind), (other, other_kind) = left, right
    subject = inference.subject(node, kind)
    if kind != other_kind:
        hint = None
        if DATE in {kind, other_kind} and TEXT in {kind, other_kind}:
            hint = 'write a date as "2026-12-31"'
        message = f"{subject} and cannot be compared with {inference.object(other, other_kind)}."
        inference.report(other if isinstance(other, Literal) else node, message, hint)
    elif sign not in {"==", "!="} and kind.base not in ORDERED:
        inference.report(node, f"{subject} and has no order.", "compare it with == or !=")


def _logic(inference: _Inference, node: Logic) -> Kind:
    for operand in node.operands:
        inference.require(operand, "boolean", f"'{node.operator}'")
    return BOOLEAN


def _call(inference: _Inference, node: Call) -> Kind | None:
    return _FUNCTIONS[node.function](inference, node)


def _wrong_count(inference: _Inference, node: Call, wanted: str) -> None:
    inference.report(node, f"{node.function}(…) takes {wanted}, not {len(node.arguments)}.")


def _aggregate(
    inference: _Inference, node: Call, bases: frozenset[Base], *, takes_sides: bool
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


def _elements(inference: _Inference, node: Call, *, takes_sides: bool) -> Kind | None:
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
    inference: _Inference, node: Call, kinds: list[Kind | None], bases: frozenset[Base]
) -> Kind | None:
    """Return the one kind among `kinds`, which must be one of `bases`, and report what differs."""
    wanted = next((kind for kind in kinds if kind is not None and kind.base in bases), NUMBER)
    for argument, kind in zip(node.arguments, kinds, strict=True):
        if kind is not None and kind != wanted:
            words = SINGULAR if len(kinds) > 1 else PLURAL
            name = inference.quote(argument).strip(_QUOTES)
            message = f"'{name}' is {words[kind.base]}; {node.function}(…) needs "
            message += f"{words[wanted.base]}{' here' if wanted != NUMBER else ''}."
            inference.report(argument, message)
            return None
    return None if None in kinds else wanted


def _total(inference: _Inference, node: Call) -> Kind | None:
    return _aggregate(inference, node, frozenset({"number"}), takes_sides=False)


def _average(inference: _Inference, node: Call) -> Kind | None:
    return _aggregate(inference, node, frozenset({"number"}), takes_sides=True)


def _extreme(inference: _Inference, node: Call) -> Kind | None:
    return _aggregate(inference, node, ORDERED, takes_sides=False)


def _extreme_of_sides(inference: _Inference, node: Call) -> Kind | None:
    return _aggregate(inference, node, ORDERED, takes_sides=True)


def _count(inference: _Inference, node: Call) -> Kind:
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


def _two_values(inference: _Inference, node: Call, bases: frozenset[Base]) -> None:
    """Check the arguments of a function of two values, or of one question that both answer."""
    if len(node.arguments) == 2:
        kinds = inference.together(node.arguments)
        _common_of_two(inference, node, kinds, bases)
    elif len(node.arguments) == 1:
        _one_of_both(inference, node, bases)
    else:
        _wrong_count(inference, node, "one question that both answer, or two values")


def _one_of_both(inference: _Inference, node: Call, bases: frozenset[Base]) -> None:
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
    inference: _Inference, node: Call, kinds: list[Kind | None], bases: frozenset[Base]
) -> None:
    left, right = kinds
    for argument, kind in zip(node.arguments, kinds, strict=True):
        if kind is not None and kind.base not in bases:
            subject = inference.subject(argument, kind)
            inference.report(argument, f"{subject}; gap(…) needs a number or a date.")
            return
    if left is not None and right is not None and left != right:
        _check_pair(inference, "==", (node.arguments[0], left), (node.arguments[1], right))


_SAME: Final[frozenset[Base]] = frozenset({"number", "text", "boolean", "date"})


def _gap(inference: _Inference, node: Call) -> Kind:
    _two_values(inference, node, ORDERED)
    return NUMBER


def _same(inference: _Inference, node: Call) -> Kind:
    _two_values(inference, node, _SAME)
    return BOOLEAN


def _absolute(inference: _Inference, node: Call) -> Kind:
    if len(node.arguments) == 1:
        inference.require(node.arguments[0], "number", "abs(…)")
    else:
        _wrong_count(inference, node, "one number")
    return NUMBER


def _round(inference: _Inference, node: Call) -> Kind:
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


def _answered(inference: _Inference, node: Call) -> Kind:
    if len(node.arguments) != 1:
        _wrong_count(inference, node, "one name")
    elif isinstance(node.arguments[0], Reference):
        inference.kind(node.arguments[0])
    else:
        inference.report(node.arguments[0], "answered(…) takes the name of something answered.")
    return BOOLEAN


_FUNCTIONS: Final[dict[str, Callable[[_Inference, Call], Kind | None]]] = {
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

_NODES: Final[dict[type, Callable[[_Inference, Any], Kind | None]]] = {
    Literal: _literal,
    Reference: _reference,
    Unary: _unary,
    Arithmetic: _arithmetic,
    Comparison: _comparison,
    Logic: _logic,
    Call: _call,
}
