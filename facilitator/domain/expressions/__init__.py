"""The small language of `when`, `value` and `room` in playbooks.

`parse` reads an expression, `infer` finds before a session starts what cannot work in it, and
`evaluate` gives its value for the answers so far. Nothing is ever evaluated by Python itself.
"""

from facilitator.domain.expressions.evaluation import evaluate
from facilitator.domain.expressions.inference import infer
from facilitator.domain.expressions.kinds import Base, Kind
from facilitator.domain.expressions.nodes import (
    FUNCTIONS,
    RESERVED,
    Expression,
    Path,
    Reference,
)
from facilitator.domain.expressions.spelling import hint_for_name
from facilitator.domain.expressions.syntax import LONGEST_EXPRESSION, parse
from facilitator.domain.expressions.values import UNKNOWN, Sides, Unknown, Value, as_value

__all__ = [
    "FUNCTIONS",
    "LONGEST_EXPRESSION",
    "RESERVED",
    "UNKNOWN",
    "Base",
    "Expression",
    "Kind",
    "Path",
    "Reference",
    "Sides",
    "Unknown",
    "Value",
    "as_value",
    "evaluate",
    "hint_for_name",
    "infer",
    "parse",
]
