"""What is wrong with one table of a file: with its type, its keys, and the columns in it.

Pydantic finds the errors; here belongs which of them are told, once each, and `wording` says how.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from facilitator.authoring.problems import Problem, did_you_mean, missing_key, quote
from facilitator.authoring.spans import Path
from facilitator.authoring.validation.locations import real_path, value_at
from facilitator.authoring.validation.wording import in_words, unknown_key
from facilitator.domain.items import Column
from facilitator.domain.model import Model

MOST_COLUMNS: Final = 50
MOST_TOLD: Final = 100
"""Problems told about one table; whoever has more looks at these first."""

COLUMN_TYPES: Final[Mapping[str, type[Model]]] = MappingProxyType(
    {
        get_args(column.model_fields["type"].annotation)[0]: column
        for column in get_args(get_args(Column)[0])
    }
)
"""Column type to the class of such columns."""


def problems_of(
    kind: type[Model], raw: Mapping[str, Any], path: Path, what: str
) -> Iterator[Problem]:
    """Give what is wrong with `raw` as a `kind` called `what`, each mistake once."""
    try:
        kind.model_validate(dict(raw))
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=False)
    else:
        details = []
    seen: set[Path] = set()
    own_columns = isinstance(raw.get("columns"), list) and "columns" in kind.model_fields
    for detail in details[:MOST_TOLD]:
        inner = real_path(raw, detail)
        if own_columns and inner[:1] == ("columns",) and len(inner) > 1:
            continue
        told = _once_a_list(inner, detail)
        if told not in seen and not _only_seems_too_short(raw, inner, detail):
            seen.add(told)
            yield in_words(kind, raw, path, detail, what)
    if own_columns:
        if len(raw["columns"]) > MOST_COLUMNS:
            message = f"A table has at most {MOST_COLUMNS} columns."
            yield Problem("too-large", message, (*path, "columns"), "key")
        for place, column in enumerate(raw["columns"][:MOST_COLUMNS]):
            yield from _column_problems(column, (*path, "columns", place))


def _once_a_list(inner: Path, detail: ErrorDetails) -> Path:
    """Return what two errors share that are one mistake: a list whose entries are of a wrong type.

    Whoever writes numbers for texts does so in the whole list.
    """
    in_list = bool(inner) and isinstance(inner[-1], int)
    return (*inner[:-1], detail["type"]) if in_list else inner


def _only_seems_too_short(raw: Mapping[str, Any], inner: Path, detail: ErrorDetails) -> bool:
    """Whether a list is counted as too short only because wrong entries in it do not count."""
    if detail["type"] != "too_short":
        return False
    return len(value_at(raw, inner)) >= int(detail.get("ctx", {}).get("min_length", 0))


def _column_problems(raw: object, path: Path) -> Iterator[Problem]:
    if not isinstance(raw, dict):
        message = "A column is a table in braces: { id = …, label = …, type = … }."
        yield Problem("wrong-type", message, path)
        return
    problem = type_problem(raw, path, COLUMN_TYPES, "column")
    if problem is not None:
        yield problem
        return
    what = f"a column of type '{raw['type']}'"
    yield from problems_of(COLUMN_TYPES[raw["type"]], raw, path, what)


def type_problem(
    raw: Mapping[str, Any], path: Path, known: Mapping[str, object], what: str
) -> Problem | None:
    """Return what is wrong with the type of `raw`, a `what` of one of the `known` types."""
    if "type" not in raw:
        misspelt = next((key for key in raw if did_you_mean(key, ["type"])), None)
        if misspelt is not None:
            return unknown_key((*path, misspelt), ["type"], f"an {what}")
        message = f"This {what} has no 'type'."
        return missing_key("type", message, path)
    name = raw["type"]
    where = (*path, "type")
    if not isinstance(name, str):
        return Problem("wrong-type", "'type' has to be text in quotes.", where)
    if name in known:
        return None
    message = f"There is no type '{quote(name)}' of {what}s."
    hint = did_you_mean(name, known) or f"the types are {', '.join(known)}"
    return Problem("unknown-type", message, where, hint=hint)
