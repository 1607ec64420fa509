"""What pydantic finds, in a facilitator's words: what is wrong, and what to write instead.

Here belongs how an error is told. Which errors are told is decided in `tables`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, get_args

from pydantic_core import ErrorDetails

from facilitator.authoring.problems import Problem, did_you_mean, missing_key, one_of, quote
from facilitator.authoring.slips.values import written_number
from facilitator.authoring.spans import Path
from facilitator.authoring.validation.locations import real_path, value_at
from facilitator.domain.items import ITEM_TYPES
from facilitator.domain.model import Model
from facilitator.domain.playbook import Header, Step

_STEP_KEYS: Final = frozenset(name for name in Step.model_fields if name not in {"id", "items"})

_TABLES: Final[Mapping[str, type[Model]]] = MappingProxyType(
    {"the playbook, below [playbook]": Header, "a step, below [[step]]": Step}
)
"""Tables that have keys of their own, as a hint calls them."""
_FEW: Final = 3

_WRONG_TYPE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "string_type": "text in quotes",
        "int_type": "a whole number, without quotes",
        "int_from_float": "a whole number",
        "bool_type": "true or false, without quotes",
        "tuple_type": "a list in square brackets",
        "list_type": "a list in square brackets",
        "dict_type": "a table in braces",
        "model_type": "a table in braces",
        "model_attributes_type": "a table in braces",
        "date_type": "a date without quotes, such as 2026-12-24",
    }
)
"""Pydantic's types of errors to what is wanted instead."""

_WRONG_VALUE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "must be a number": "a number, without quotes",
        "must be a date such as 2026-12-24": "a date without quotes, such as 2026-12-24",
    }
)
"""The models' own words to what is wanted instead."""

_VALUE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "greater_than_equal": "'{name}' has to be at least {ge}.",
        "less_than_equal": "'{name}' has to be at most {le}.",
        "string_too_short": "'{name}' must not be empty.",
        "string_too_long": "'{name}' has at most {max_length} characters.",
        "too_short": "'{name}' needs at least {min_length}.",
        "string_pattern_mismatch": "'{name}' is made of small letters a-z, digits and hyphens.",
        "literal_error": "",
    }
)
_TRUTH_WORDS: Final = {"yes": "true", "true": "true", "no": "false", "false": "false"}


def in_words(
    kind: type[Model], raw: Mapping[str, Any], path: Path, detail: ErrorDetails, what: str
) -> Problem:
    """Return the error `detail` in the table `raw`, a `kind` called `what`, as a problem."""
    inner = real_path(raw, detail)
    whole = (*path, *inner)
    name = quote(inner[-1]) if inner else ""
    if detail["type"] == "missing":
        message = f"{what[:1].upper()}{what[1:]} needs the key '{name}', and it is missing."
        return missing_key(name, message, path)
    if detail["type"] == "extra_forbidden":
        return unknown_key(whole, _keys_of(kind), what)
    if detail["type"] in _VALUE_WORDS:
        return _value_problem(kind, raw, whole, inner, detail)
    return _wrong_type(kind, raw, whole, inner, detail)


def _keys_of(kind: type[Model]) -> list[str]:
    return [info.alias or name for name, info in kind.model_fields.items()]


def unknown_key(path: Path, known: list[str] | tuple[str, ...], what: str) -> Problem:
    """Return the problem that the key at `path` is none of the `known` ones of `what`."""
    name = str(path[-1])
    in_item = len(path) == 5 and path[2] == "item"
    if in_item and name in _STEP_KEYS:
        message = f"'{name}' is a key of the step, and stands below one of its items."
        hint = "move it up to the step's own keys, above the step's first [[step.item]]"
        return Problem("key-below-items", message, path, "key", hint)
    message = f"{what[:1].upper()}{what[1:]} has no key '{quote(name)}'."
    return Problem("unknown-key", message, path, "key", _key_hint(name, known, in_item=in_item))


def _key_hint(name: str, known: list[str] | tuple[str, ...], *, in_item: bool) -> str | None:
    users = [kind for kind, item in ITEM_TYPES.items() if name in _keys_of(item)]
    if in_item and users:
        return f"'{name}' is a key of {', '.join(users)}"
    meant = did_you_mean(name, known)
    if meant is not None:
        return meant
    tables = [table for table, kind in _TABLES.items() if name in _keys_of(kind)]
    if users and len(users) <= _FEW:
        tables.append(f"items of type {one_of(users)}, below [[step.item]]")
    elif users:
        tables.append("items, below [[step.item]]")
    return f"'{name}' is a key of {one_of(tables)}" if tables else None


def _value_problem(
    kind: type[Model],
    raw: Mapping[str, Any],
    whole: Path,
    inner: Path,
    detail: ErrorDetails,
) -> Problem:
    name = quote(inner[-1]) if isinstance(inner[-1], str) else quote(inner[0])
    if detail["type"] == "literal_error":
        return _literal_problem(kind, raw, whole, inner)
    message = _VALUE_WORDS[detail["type"]].format(name=name, **detail.get("ctx", {}))
    codes = {"string_too_short": "empty-text", "too_short": "empty-list"}
    codes["string_pattern_mismatch"] = "bad-id"
    code = codes.get(detail["type"], "out-of-range")
    if code == "empty-list" and isinstance(value_at(raw, inner), str):
        return Problem("empty-text", f"'{name}' must not be empty.", whole)
    if code == "bad-id":
        slug = "-".join(str(value_at(raw, inner)).lower().replace("_", " ").split())
        return Problem(code, message, whole, hint=f'write something like "{quote(slug)}"')
    return Problem(code, message, whole)


def _literal_problem(
    kind: type[Model], raw: Mapping[str, Any], whole: Path, inner: Path
) -> Problem:
    value = value_at(raw, inner)
    annotation = kind.model_fields[str(inner[0])].annotation
    allowed = [option for option in get_args(annotation) if isinstance(option, str)]
    if not allowed:
        wanted = 'a date without quotes, such as 2026-12-24, or "today"'
        return Problem("wrong-type", f"'{inner[0]}' has to be {wanted}.", whole)
    name = quote(inner[-1])
    choice = one_of(allowed)
    if not isinstance(value, str):
        return Problem("wrong-type", f"'{name}' has to be {choice}, in quotes.", whole)
    message = f"'{name}' is {choice}, not '{quote(value)}'."
    return Problem("unknown-value", message, whole, hint=did_you_mean(value, allowed))


def _wrong_type(
    kind: type[Model],
    raw: Mapping[str, Any],
    whole: Path,
    inner: Path,
    detail: ErrorDetails,
) -> Problem:
    value = value_at(raw, inner)
    wanted = _wanted(kind, inner, detail)
    name = next((quote(part) for part in reversed(inner) if isinstance(part, str)), "this")
    each = "Each of " if inner and isinstance(inner[-1], int) else ""
    message = f"{each}'{name}' has to be {wanted}."
    return Problem("wrong-type", message, whole, hint=_type_hint(value, wanted))


def _wanted(kind: type[Model], inner: Path, detail: ErrorDetails) -> str:
    if inner == ("each",):
        return "the id of a table in quotes, or a list in square brackets"
    if inner and inner[0] in {"earliest", "latest"}:
        return 'a date without quotes, such as 2026-12-24, or "today"'
    own = detail["msg"].removeprefix("Value error, ")
    return _WRONG_TYPE.get(detail["type"]) or _WRONG_VALUE.get(own) or "something else"


def _type_hint(value: object, wanted: str) -> str | None:
    """Return the text to write instead of `value`, where it is obvious."""
    if wanted.startswith("text") and isinstance(value, int) and not isinstance(value, bool):
        return f'write "{value}"'
    if wanted.startswith("text") and not isinstance(value, dict | list | bool):
        return f'write "{quote(value)}"'
    if wanted.startswith("true") and str(value).lower() in _TRUTH_WORDS:
        return f"write {_TRUTH_WORDS[str(value).lower()]}"
    if "number" in wanted and isinstance(value, str):
        number = written_number(value.strip())
        return f"write {number}" if number is not None else None
    if wanted.startswith("a list") and isinstance(value, str):
        parts = [part.strip() for part in value.split(",") if part.strip()]
        return "write [" + ", ".join(f'"{quote(part)}"' for part in parts or [""]) + "]"
    return None
