"""The JSON Schema knows every key of the models, and describes each."""

from collections.abc import Iterator
from typing import Any

from facilitator.authoring import playbook_schema
from facilitator.domain.items import ITEM_TYPES

SCHEMA = playbook_schema()


def tables() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "Playbook", SCHEMA
    yield from SCHEMA["$defs"].items()


def test_it_is_of_the_dialect_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_key_is_described() -> None:
    bare = [
        f"{name}.{key}"
        for name, table in tables()
        for key, schema in table.get("properties", {}).items()
        if not schema.get("description")
    ]
    assert bare == []


def test_unknown_keys_are_refused_everywhere() -> None:
    assert all(table["additionalProperties"] is False for _, table in tables())


def test_every_item_type_has_exactly_the_keys_of_its_model() -> None:
    for kind in ITEM_TYPES.values():
        keys = {info.alias or name for name, info in kind.model_fields.items()}
        assert set(SCHEMA["$defs"][kind.__name__]["properties"]) == keys


def test_numbers_are_not_written_as_text() -> None:
    assert SCHEMA["$defs"]["NumberItem"]["properties"]["min"]["type"] == "number"


def test_there_are_exactly_two_roles() -> None:
    roles = SCHEMA["properties"]["roles"]
    assert (roles["minProperties"], roles["maxProperties"]) == (2, 2)
