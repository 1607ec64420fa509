"""From the source of an expression to its tree.

Python's parser is only used to group what `spelling` let through; nothing is ever evaluated by
Python itself. Its tree is walked with a whitelist, and what it raises becomes an error in words.
"""

import ast
import warnings
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, NoReturn, TypeAlias

from facilitator.domain.errors import ExpressionError
from facilitator.domain.expressions.nodes import (
    BOOLEANS,
    FUNCTIONS,
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
)
from facilitator.domain.expressions.spelling import hint_for_name, spell
from facilitator.domain.text import clean

LONGEST_EXPRESSION: Final = 500
"""Characters in an expression, without white space around it."""

_LONGEST_PATH: Final = 3
_SMALLER: Final = "compute a part of it in an item of its own"

_ARITHMETIC: Final[dict[type[ast.operator], str]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_COMPARISONS: Final[dict[type[ast.cmpop], str]] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_UNARY: Final[dict[type[ast.unaryop], str]] = {ast.USub: "-", ast.Not: "not"}
_LOGIC: Final[dict[type[ast.boolop], str]] = {ast.And: "and", ast.Or: "or"}


def parse(source: str) -> Expression:
    """Return the tree of the expression `source`; what was read before is remembered.

    Raises:
        ExpressionError: it cannot be read; positions are offsets into `source` as given.

    """
    try:
        outcome = _outcome(source)
    except (RecursionError, MemoryError):
        # That depends on who calls, too, so it is not remembered.
        start, end = _stripped(source)
        raise ExpressionError("This nests too deeply.", start, end, _SMALLER) from None
    if isinstance(outcome, Expression):
        return outcome
    raise ExpressionError(*outcome)


_Refusal: TypeAlias = tuple[str, int, int, str | None]
"""What an `ExpressionError` is made of: remembered instead of it, since an error keeps frames."""


@lru_cache(maxsize=2048)
def _outcome(source: str) -> Expression | _Refusal:
    """Return the tree of `source`, or why it cannot be read."""
    try:
        return _tree(source)
    except ExpressionError as error:
        return error.message, error.start, error.end, error.hint


def _tree(source: str) -> Expression:
    """Return the tree of `source`, or raise an ExpressionError."""
    offset, end = _stripped(source)
    if end - offset > LONGEST_EXPRESSION:
        most = f"An expression has at most {LONGEST_EXPRESSION} characters"
        raise ExpressionError(f"{most}; this has {end - offset}.", offset, end, _SMALLER)
    walker = _Walker(spell(source).strip(), offset)
    root = walker.walk(_grouped(walker.text, offset))
    return Expression(source, root, tuple(sorted(walker.references, key=lambda name: name.start)))


def _stripped(source: str) -> tuple[int, int]:
    """Return where `source` starts and ends without the white space around it."""
    start = len(source) - len(source.lstrip())
    return start, start + len(source.strip())


def _grouped(text: str, offset: int) -> ast.expr:
    """Return Python's tree of `text`, which stands at `offset` of its source."""
    message = "This cannot be read as an expression."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        at = offset + min(max((error.offset or 1) - 1, 0), len(text) - 1)
        raise ExpressionError(message, at, offset + len(text)) from None
    except (ValueError, OverflowError):
        raise ExpressionError(message, offset, offset + len(text)) from None


class _Walker:
    """Turns Python's tree of one expression into the expression's own, and collects its names."""

    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.references: list[Reference] = []
        self.offset = offset
        self._bytes = text.encode(errors="surrogatepass")

    def walk(self, root: ast.expr) -> Node:
        """Return the node for `root`; a loop, since an expression may nest deeper than calls."""
        order: list[tuple[ast.expr, tuple[ast.expr, ...]]] = []
        todo = [root]
        while todo:
            node = todo.pop()
            below = self._below(node)
            order.append((node, below))
            todo += below
        made: dict[ast.expr, Node] = {}
        for node, below in reversed(order):
            made[node] = _MAKERS[type(node)](self, node, tuple(made[part] for part in below))
        return made[root]

    def _below(self, node: ast.expr) -> tuple[ast.expr, ...]:
        """Return the operands of `node`, which must be part of the language."""
        if type(node) not in _MAKERS:
            self.refuse(node, "This is not part of the language of expressions.")
        find = _OPERANDS.get(type(node))
        return find(self, node) if find is not None else ()

    def span(self, node: ast.expr) -> tuple[int, int]:
        """Return where `node` starts and ends in the source; Python counts bytes."""
        start, end = node.col_offset, node.end_col_offset or node.col_offset
        return self.offset + self._characters(start), self.offset + self._characters(end)

    def _characters(self, byte: int) -> int:
        return len(self._bytes[:byte].decode(errors="surrogatepass"))

    def refuse(self, node: ast.expr, message: str, hint: str | None = None) -> NoReturn:
        """Raise the error `message` about `node`."""
        raise ExpressionError(message, *self.span(node), hint)


def _call_operands(walker: _Walker, node: ast.Call) -> tuple[ast.expr, ...]:
    name = node.func.id if isinstance(node.func, ast.Name) else None
    if name not in FUNCTIONS or node.keywords:
        known = ", ".join(sorted(FUNCTIONS))
        hint = (name and hint_for_name(name)) or f"the functions are {known}"
        walker.refuse(node.func, "This is not a function of expressions.", hint)
    return tuple(node.args)


_OPERANDS: Final[dict[type[ast.expr], Callable[[_Walker, Any], tuple[ast.expr, ...]]]] = {
    ast.UnaryOp: lambda _, node: (node.operand,),
    ast.BinOp: lambda _, node: (node.left, node.right),
    ast.Compare: lambda _, node: (node.left, *node.comparators),
    ast.BoolOp: lambda _, node: tuple(node.values),
    ast.Call: _call_operands,
}
"""Where the operands of each kind of Python's nodes are; a kind that is not here has none."""


def _literal(walker: _Walker, node: ast.Constant, _: tuple[Node, ...]) -> Node:
    start, end = walker.span(node)
    if isinstance(node.value, str):
        return Literal(clean(node.value), start, end)
    return Literal(Decimal(walker.text[start - walker.offset : end - walker.offset]), start, end)


def _name(walker: _Walker, node: ast.Name | ast.Attribute, _: tuple[Node, ...]) -> Node:
    path = _path(walker, node)
    start, end = walker.span(node)
    name = path[0]
    if name in BOOLEANS:
        if len(path) > 1:
            walker.refuse(node, f"'{name}' has no parts.")
        return Literal(BOOLEANS[name], start, end)
    if name in FUNCTIONS:
        walker.refuse(node, f"'{name}' is a function and needs its values.", f"write {name}(…)")
    if len(path) > _LONGEST_PATH:
        walker.refuse(node, "A name has at most three parts.", "write table.role.column")
    reference = Reference(path, start, end)
    walker.references.append(reference)
    return reference


def _path(walker: _Walker, node: ast.expr) -> Path:
    """Return the parts of a dotted name, first to last."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        walker.refuse(node, "Only a name can have parts.", "write table.column")
    return (node.id, *reversed(parts))


def _unary(walker: _Walker, node: ast.UnaryOp, operands: tuple[Node, ...]) -> Node:
    return Unary(_UNARY[type(node.op)], operands[0], *walker.span(node))


def _arithmetic(walker: _Walker, node: ast.BinOp, operands: tuple[Node, ...]) -> Node:
    left, right = operands
    return Arithmetic(_ARITHMETIC[type(node.op)], left, right, *walker.span(node))


def _comparison(walker: _Walker, node: ast.Compare, operands: tuple[Node, ...]) -> Node:
    operators = tuple(_COMPARISONS[type(operator)] for operator in node.ops)
    return Comparison(operators, operands, *walker.span(node))


def _logic(walker: _Walker, node: ast.BoolOp, operands: tuple[Node, ...]) -> Node:
    return Logic(_LOGIC[type(node.op)], operands, *walker.span(node))


def _call(walker: _Walker, node: ast.Call, operands: tuple[Node, ...]) -> Node:
    assert isinstance(node.func, ast.Name)  # noqa: S101 - `_call_operands` refuses all else
    return Call(node.func.id, operands, *walker.span(node))


_MAKERS: Final[dict[type[ast.expr], Callable[[_Walker, Any, tuple[Node, ...]], Node]]] = {
    ast.Constant: _literal,
    ast.Name: _name,
    ast.Attribute: _name,
    ast.UnaryOp: _unary,
    ast.BinOp: _arithmetic,
    ast.Compare: _comparison,
    ast.BoolOp: _logic,
    ast.Call: _call,
}
"""What each kind of Python's nodes becomes; a kind that is not here is no part of the language."""
