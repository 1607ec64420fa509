"""What the parts of a playbook must be to each other: a list of small pure functions.

Each check takes the sound parts of a playbook and gives the problems it finds. A new check is
written in the module of its theme and added to that module's tuple. The order of the tuples is the
order of precedence: of two problems about the very same spot only the first is told.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from facilitator.authoring.checks import (
    balance,
    conditions,
    expressions,
    header,
    ids,
    limits,
    names,
    questions,
    secrecy,
)
from facilitator.authoring.draft import Draft
from facilitator.authoring.problems import Problem

Check = Callable[[Draft], Iterator[Problem]]

CHECKS: Final[tuple[Check, ...]] = (
    *ids.CHECKS,
    *header.CHECKS,
    *questions.CHECKS,
    *limits.CHECKS,
    *names.CHECKS,
    *expressions.CHECKS,
    *secrecy.CHECKS,
    *conditions.CHECKS,
)
"""The checks that find errors; some give warnings too."""

MOST_OF_ONE_CHECK: Final = 200
"""Problems that one check gives; whoever has more looks at these first."""

OF_THE_WHOLE: Final[tuple[Check, ...]] = balance.CHECKS
"""The checks that give warnings about a playbook without errors."""


def run_checks(draft: Draft) -> Iterator[Problem]:
    """Give all problems of `draft`, the first only of several about the same spot.

    While a role's id means something else, what names it can mean anything: only ids are checked.
    """
    unclear_roles = any(True for _ in ids.role_ids(draft))
    yield from _first_at_each_spot(ids.CHECKS if unclear_roles else CHECKS, draft)


def run_warnings(draft: Draft) -> Iterator[Problem]:
    """Give what was probably not meant in `draft`, a playbook without errors."""
    yield from _first_at_each_spot(OF_THE_WHOLE, draft)


def _first_at_each_spot(checks: Iterable[Check], draft: Draft) -> Iterator[Problem]:
    seen: set[tuple[object, ...]] = set()
    for check in checks:
        for problem in islice(check(draft), MOST_OF_ONE_CHECK):
            if problem.spot not in seen:
                seen.add(problem.spot)
                yield problem
