"""The JSON Schema of playbooks, for editors that complete and check TOML while one types."""

from typing import Any, Final

from facilitator.authoring.checks.header import LANGUAGE
from facilitator.authoring.checks.names import KEYS as NAMING_KEYS
from facilitator.authoring.problems import LONGEST_ID, SNAKE_CASE
from facilitator.domain.currency import CURRENCIES
from facilitator.domain.playbook import Playbook

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def playbook_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of format 1, with a description on every key.

    It is made from the same models that validate playbooks, so keys, defaults and limits cannot
    differ. What several keys have to be to each other is not in it; `check` finds that.
    """
    schema = Playbook.model_json_schema(by_alias=True, mode="validation")
    for table in _tables(schema):
        for name, key in table.get("properties", {}).items():
            table["properties"][name] = _key(name, key)
    schema["properties"]["roles"]["propertyNames"] = _NAME
    schema["properties"]["roles"] |= {"minProperties": 2, "maxProperties": 2}
    return {"$schema": _DIALECT, **schema}


_DESCRIPTIONS: Final[dict[str, str]] = {
    "format": "The form in which the playbook is written: 1.",
    "playbook": "What the playbook is called, how long it takes, and in which currency.",
    "roles": "The two sides, each with a title.",
    "step": "The chapters of the playbook, in order.",
    "item": "What a step shows and asks, in order.",
    "id": "A name for the program; small letters, digits and _ (a playbook's: hyphens).",
    "title": "What is read as the heading.",
    "summary": "One sentence about what the playbook is for.",
    "minutes": "How long it takes.",
    "language": "BCP 47, such as en or de-CH.",
    "ground_rules": "What both accept before they begin.",
    "theme": "A free word; the library groups and filters by it.",
    "purpose": "What the step is for, in one sentence.",
    "guidance": "Advice before the first question.",
    "guidance_for": "A role's own advice.",
    "type": "What sort of item or column this is.",
    "label": "What stands at the head of the column.",
    "privacy": "Who sees the answer, and when.",
    "min": "The least it may be.",
    "max": "The most it may be.",
    "low": "What the low end means.",
    "high": "What the high end means.",
    "columns": "The columns, each with id, label, type and that type's keys.",
    "other": "Whether something else may be written in.",
    "who": "A role id, both (each answers) or together (one answer).",
}
"""Descriptions of the keys whose models leave them to their name."""


_NAME: Final = {"pattern": f"^{SNAKE_CASE.pattern}$", "maxLength": LONGEST_ID}
_FORMS: Final[dict[str, dict[str, Any]]] = {
    **dict.fromkeys(("id", "who", "first", *NAMING_KEYS), _NAME),
    "currency": {"enum": sorted(CURRENCIES)},
    "language": {"pattern": f"^{LANGUAGE.pattern}$"},
}
"""What the checks want of a text under these keys; an id of a model's own form keeps that."""


def _tables(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [schema, *schema.get("$defs", {}).values()]


def _formed(name: str, key: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a text under `name` with the form that its text has to have."""
    return {**_FORMS.get(name, {}), **key} if key.get("type") == "string" else key


def _key(name: str, key: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one key as TOML knows it: no null, numbers as numbers, described."""
    members = [member for member in key.get("anyOf", []) if member.get("type") != "null"]
    if any(member.get("type") == "number" for member in members):
        members = [member for member in members if member.get("type") != "string"]
    kept = {word: value for word, value in key.items() if word not in {"title", "anyOf"}}
    if kept.get("default", "") is None:
        del kept["default"]
    if len(members) == 1:
        kept = {**members[0], **kept}
    elif members:
        kept["anyOf"] = [_formed(name, member) for member in members]
    kept = _formed(name, kept)
    return {"description": _DESCRIPTIONS.get(name, ""), **kept}
