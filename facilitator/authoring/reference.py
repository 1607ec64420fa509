"""The reference of format 1: every key with its type, default and limits, as Markdown tables.

It is made from the JSON Schema, which is made from the models, so the three cannot differ.
"""

from collections.abc import Iterator
from typing import Any, Final

from facilitator.authoring.schema import playbook_schema
from facilitator.domain.items import COLUMN_TYPES, ITEM_TYPES, AskedItem, BaseItem

INTRODUCTION: Final = """# The format of playbooks

Every key of format 1, with its type, its default and its limits. What several keys have to be to
each other is found by `facilitator playbooks check`; `facilitator playbooks explain CODE` explains
a message, and `facilitator playbooks schema` prints the same keys for editors that complete TOML.

An item needs a `type`: one of the headings in small letters below. Beside the keys of its own it
has those of every type, and if it asks for an answer, those of all that do.
"""
_HEAD: Final = ("| key | type | default | limits | what it is |", "|---|---|---|---|---|")
_LIMITS: Final[dict[str, str]] = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minLength": "at least {} character",
    "maxLength": "at most {} characters",
    "minItems": "at least {}",
    "minProperties": "at least {}",
    "maxProperties": "at most {}",
    "pattern": "`{}`",
}
_MANY: Final = 20
"""So many values, such as all currencies, are told by the words about the key."""
_TYPES: Final[dict[str, str]] = {
    "string": "text",
    "boolean": "true or false",
    "integer": "whole number",
    "number": "number",
    "object": "table",
}


def format_reference() -> str:
    """Return the whole reference as Markdown."""
    schema = playbook_schema()
    tables = schema["$defs"]
    parts = [
        INTRODUCTION,
        _section("The file", schema),
        _section("`[playbook]`", tables["Header"]),
        _section("`[roles.ID]`, exactly two", tables["Role"]),
        _section("`[[step]]`", tables["Step"]),
        _common("`[[step.item]]` of every type", tables["Note"], BaseItem),
        _common(
            "`[[step.item]]` that asks for an answer", tables["YesNoItem"], AskedItem, BaseItem
        ),
        *(_of_type(name, model, tables) for name, model in ITEM_TYPES.items()),
        *(
            _section(f"A column of type `{name}`", tables[model.__name__])
            for name, model in COLUMN_TYPES.items()
        ),
    ]
    return "\n".join(part for part in parts if part)


def _of_type(name: str, model: type[BaseItem], tables: dict[str, Any]) -> str:
    shared = AskedItem if issubclass(model, AskedItem) else BaseItem
    table = tables[model.__name__]
    known = shared.model_fields
    common = tables["YesNoItem"]["properties"] if shared is AskedItem else {}
    keys = [
        key
        for key, schema in table["properties"].items()
        if key != "type"
        and (key not in known or schema.get("default") != common.get(key, schema).get("default"))
    ]
    about = model.__doc__ or ""
    if not keys:
        return f"## `{name}`\n\n{about}\n\nNo keys of its own.\n"
    return _section(f"`{name}`", table, keys, about)


def _common(
    heading: str, table: dict[str, Any], model: type[BaseItem], but: type[BaseItem] | None = None
) -> str:
    left_out = but.model_fields.keys() if but else frozenset()
    shared = model.model_fields.keys() - left_out - {"type"}
    keys = [key for key in table["properties"] if key in shared]
    return _section(heading, table, keys)


def _section(
    heading: str, table: dict[str, Any], keys: list[str] | None = None, about: str = ""
) -> str:
    shown = table["properties"] if keys is None else keys
    needed = set(table.get("required", ()))
    rows = [_row(key, table["properties"][key], needed=key in needed) for key in shown]
    words = [about, ""] if about else []
    return "\n".join([f"## {heading}", "", *words, *_HEAD, *rows, ""])


def _row(key: str, schema: dict[str, Any], *, needed: bool) -> str:
    default = "needed" if needed else _default(schema)
    cells = (f"`{key}`", _type(schema), default, "; ".join(_limits(schema)), schema["description"])
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _default(schema: dict[str, Any]) -> str:
    value = schema.get("default")
    if value is None or value in ([], {}):
        return "none"
    shown = {True: "true", False: "false"}[value] if isinstance(value, bool) else value
    return f'`"{shown}"`' if isinstance(value, str) else f"`{shown}`"


def _type(schema: dict[str, Any]) -> str:
    if "const" in schema:
        return f"`{schema['const']}`"
    if len(schema.get("enum", ())) in range(1, _MANY):
        return " or ".join(f'`"{value}"`' for value in schema["enum"])
    if "anyOf" in schema or "oneOf" in schema:
        members = schema.get("anyOf") or []
        return " or ".join(dict.fromkeys(_type(member) for member in members)) or "table"
    if schema.get("type") == "array":
        inner = _type(schema["items"])
        return "array of tables" if inner == "table" else f"list of {inner}"
    if schema.get("format") == "date":
        return "date"
    return _TYPES.get(schema.get("type", "object"), "table")


def _limits(schema: dict[str, Any]) -> Iterator[str]:
    for word, wording in _LIMITS.items():
        if word in schema:
            yield wording.format(schema[word])
