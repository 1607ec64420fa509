"""What a condition says by itself, whatever is answered."""

from collections.abc import Mapping
from itertools import product
from typing import Final

from facilitator.domain.expressions import UNKNOWN, Expression, Sides, Value, evaluate
from facilitator.domain.expressions.nodes import Call, Path, Reference, bottom_up

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
