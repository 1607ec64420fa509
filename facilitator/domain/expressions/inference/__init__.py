"""What cannot work in an expression, found before the session starts.

One mistake gives one error: what is computed from something wrong, or from a name that is reported
elsewhere, has no kind (None), and nothing more is said about it. `gathering` holds what is found
about one expression; `operators` and `functions` know what each kind of node gives and needs.
"""

from collections.abc import Callable
from typing import Any, Final

from facilitator.domain.errors import ExpressionError
from facilitator.domain.expressions.inference.functions import call
from facilitator.domain.expressions.inference.gathering import Inference, KindOf
from facilitator.domain.expressions.inference.operators import (
    arithmetic,
    comparison,
    literal,
    logic,
    reference,
    unary,
)
from facilitator.domain.expressions.kinds import Kind
from facilitator.domain.expressions.nodes import (
    Arithmetic,
    Call,
    Comparison,
    Expression,
    Literal,
    Logic,
    Reference,
    Unary,
    bottom_up,
)

__all__ = ["infer"]

_NODES: Final[dict[type, Callable[[Inference, Any], Kind | None]]] = {
    Literal: literal,
    Reference: reference,
    Unary: unary,
    Arithmetic: arithmetic,
    Comparison: comparison,
    Logic: logic,
    Call: call,
}


def infer(
    expression: Expression, kind_of: KindOf, roles: tuple[str, str]
) -> tuple[Kind | None, tuple[ExpressionError, ...]]:
    """Return the kind of value that `expression` gives and what is wrong in it.

    `kind_of` gives the kind of a dotted name, or None for one that is already reported elsewhere;
    `roles` are the ids of the two roles, for suggestions. The kind is None when it cannot be told.
    """
    inference = Inference(expression.source, kind_of, roles)
    for node in bottom_up(expression.root):
        inference.keep(node, _NODES[type(node)](inference, node))
    kind = inference.single(expression.root)
    return kind, tuple(inference.errors)
