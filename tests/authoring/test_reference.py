"""The table of keys in the documentation is the one that the models give."""

from pathlib import Path

from facilitator.authoring.reference import format_reference
from facilitator.domain.items import COLUMN_TYPES, ITEM_TYPES
from facilitator.domain.model import Model
from facilitator.domain.playbook import Header, Role, Step

REFERENCE = Path(__file__).parents[1] / "docs" / "playbook-format.md"


def test_the_written_reference_is_up_to_date() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == format_reference(), (
        "write it anew: python -c 'from facilitator.authoring.reference import format_reference; "
        'print(format_reference(), end="")\' > tests/docs/playbook-format.md'
    )


def test_every_key_of_every_model_stands_in_it() -> None:
    text = format_reference()
    models: list[type[Model]] = [Header, Role, Step]
    models += [*ITEM_TYPES.values(), *COLUMN_TYPES.values()]
    for model in models:
        for name, field in model.model_fields.items():
            if name != "type":
                assert f"| `{field.alias or name}` |" in text, (model.__name__, name)


def test_every_type_has_its_section() -> None:
    text = format_reference()
    assert all(f"## `{name}`\n" in text for name in ITEM_TYPES)
