"""What a parsed expression is made of.

Positions are offsets of characters into the source as it stands in the playbook: `start` is the
first character of a node, `end` the one after its last.
"""

import keyword
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

Path: TypeAlias = tuple[str, ...]
"""A dotted name, such as ``("options", "saves")`` for ``options.saves``."""

FUNCTIONS: Final[frozenset[str]] = frozenset(
    {
        "sum",
        "count",
        "min",
        "max",
        "lowest",
        "highest",
        "average",
        "gap",
        "same",
        "abs",
        "round",
        "answered",
    }
)
"""The names of the functions that an expression may call."""

BOOLEANS: Final[dict[str, bool]] = {"true": True, "false": False}

RESERVED: Final[frozenset[str]] = FUNCTIONS | frozenset(BOOLEANS) | frozenset(keyword.kwlist)
"""Names that mean something in an expression, so that no id can be one of them."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, true or false, written in the expression."""

    value: Decimal | bool | str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that stands for an answer, a part of one, or a computed value."""

    path: Path
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unary:
    """``-operand`` or ``not operand``."""

    operator: str
    operand: "Node"
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left + right`` and likewise with ``-``, ``*`` and ``/``."""

    operator: str
    left: "Node"
    right: "Node"
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A chain such as ``0 < share <= 100``: one more operand than operators."""

    operators: tuple[str, ...]
    operands: tuple["Node", ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Logic:
    """Two or more operands joined by the same ``and`` or ``or``."""

    operator: str
    operands: tuple["Node", ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of `FUNCTIONS` and what it is applied to."""

    function: str
    arguments: tuple["Node", ...]
    start: int
    end: int


Node: TypeAlias = Literal | Reference | Unary | Arithmetic | Comparison | Logic | Call


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below `node`, in the order in which they are written."""
    if isinstance(node, Unary):
        return (node.operand,)
    if isinstance(node, Arithmetic):
        return (node.left, node.right)
    if isinstance(node, Comparison | Logic):
        return node.operands
    return node.arguments if isinstance(node, Call) else ()


def bottom_up(root: Node) -> list[Node]:
    """Return `root` and all nodes below it, every node after those below it.

    Whoever follows this order needs no recursion, however deep an expression nests.
    """
    found: list[Node] = []
    todo = [root]
    while todo:
        node = todo.pop()
        found.append(node)
        todo += children(node)
    return found[::-1]


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: its source as written, its tree, and the names in it in their order."""

    source: str
    root: Node
    references: tuple[Reference, ...]
