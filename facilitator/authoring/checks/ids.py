"""Ids: how they are written, that each is there once, and that none means something already."""

from collections.abc import Iterator
from typing import Final

from facilitator.authoring.draft import Draft
from facilitator.authoring.problems import (
    LINE_OF,
    LONGEST_ID,
    SNAKE_CASE,
    Part,
    Problem,
    quote,
    suggested_id,
)
from facilitator.authoring.spans import Path
from facilitator.domain.agreement import AnswerRecord, GateRecord
from facilitator.domain.expressions import RESERVED
from facilitator.domain.items import TableItem

ROLE_WORDS: Final[frozenset[str]] = (
    frozenset(
        [
            "both",
            "together",
            "close",
            "at_gate",
            "id",
            "ask",
            "ask_for",
            "type",
            "label",
            "unit",
            "withheld",
            "room",
            "changed",
            "text",
            "reservations",
            "tries",
            "earlier",
            "value",
            "options",
            "low",
            "high",
            "min",
            "max",
            "columns",
            "rows",
            "each",
            "against",
            "revises",
            "options_from",
            "commitment",
            "state",
            "due",
            "next",
            "topic",
            "opened",
            "parties",
            "parked",
            "choose",
            "owner",
            "to",
            "revisit",
        ]
    )
    | frozenset(AnswerRecord.model_fields)
    | frozenset(GateRecord.model_fields)
)
"""What no role can be called: words for who answers, the keys of a record's rows, of check-ins and
of answers files, where a role's id is a key beside them."""


def _id_problem(
    name: str, path: Path, taken: frozenset[str], where: Part = "value"
) -> Problem | None:
    """Return what is wrong with how the id `name` is written, or None."""
    if not SNAKE_CASE.fullmatch(name):
        message = f"'{quote(name)}' is no id: ids are of small letters a-z, digits and _."
        return Problem("bad-id", message, path, where, f"write {suggested_id(name)}")
    if len(name) > LONGEST_ID:
        message = f"An id has at most {LONGEST_ID} characters."
        return Problem("bad-id", message, path, where)
    if name in taken:
        message = f"'{name}' means something else in playbooks, so it cannot be an id."
        return Problem("reserved-id", message, path, where, f"write {name}_1, or a better word")
    return None


def role_ids(draft: Draft) -> Iterator[Problem]:
    """Check that role ids are snake_case and none of the words that stand beside them in files."""
    for role in draft.roles:
        problem = _id_problem(role, ("roles", role), ROLE_WORDS | RESERVED, "header")
        if problem is not None:
            hint = None if problem.code == "reserved-id" else problem.hint
            yield Problem(problem.code, problem.message, problem.path, "header", hint)


def step_ids(draft: Draft) -> Iterator[Problem]:
    """Check that step ids are snake_case, and each stands once."""
    first: dict[str, Path] = {}
    for placed in draft.steps:
        name, path = placed.step.id, (*placed.path, "id")
        if not isinstance(name, str) or not name:
            continue
        problem = _id_problem(name, path, frozenset())
        if problem is not None:
            yield problem
        elif name in first:
            yield _duplicate(name, path, first[name], "a step")
        first.setdefault(name, path)


def _duplicate(name: str, path: Path, first: Path, what: str) -> Problem:
    message = f"There is already {what} '{name}', in line {LINE_OF}."
    hint = "give one of the two another id"
    return Problem("duplicate-id", message, path, hint=hint, other=first)


def item_ids(draft: Draft) -> Iterator[Problem]:
    """Check that item ids are snake_case, there once, no word of expressions and no role."""
    first: dict[str, Path] = {}
    taken = RESERVED | frozenset(draft.roles)
    for placed in sorted((*draft.placed, *draft.duplicates), key=lambda one: one.rank):
        name, path = placed.item.id, (*placed.path, "id")
        if name is None:
            continue
        problem = _id_problem(name, path, taken)
        if problem is not None:
            yield problem
        elif name in first:
            yield _duplicate(name, path, first[name], "an item")
        first.setdefault(name, path)


def column_ids(draft: Draft) -> Iterator[Problem]:
    """Check that column ids are snake_case, once in a table, no word of expressions, no role."""
    taken = RESERVED | frozenset(draft.roles)
    for placed, item in draft.items_of(TableItem):
        first: dict[str, Path] = {}
        for place, column in enumerate(item.columns):
            path = (*placed.path, "columns", place, "id")
            problem = _id_problem(column.id, path, taken)
            if problem is not None:
                yield problem
            elif column.id in first:
                yield _duplicate(column.id, path, first[column.id], "a column")
            first.setdefault(column.id, path)


CHECKS: Final = (role_ids, step_ids, item_ids, column_ids)
