"""Conditions that can never or always be true, and options that are named and do not exist.

Two things are told apart. What an expression says by itself, whatever is answered (``1 > 2``), may
be meant: somebody switches an item off for today. What only the limits of an item decide (a scale
from 1 to 5 compared with ``> 5``) is a mistake.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from facilitator.authoring.checks.expressions import expressions_of, parsed
from facilitator.authoring.checks.names import standing
from facilitator.authoring.checks.truth import fixed_truth, options_of, truth_by_limits
from facilitator.authoring.draft import Draft, Placed
from facilitator.authoring.problems import Problem, did_you_mean, quote
from facilitator.authoring.spans import Path as FilePath
from facilitator.domain.expressions import Expression
from facilitator.domain.expressions.nodes import Comparison, Literal, Reference, bottom_up


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
        truth = truth_by_limits(draft, expression.root)
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
