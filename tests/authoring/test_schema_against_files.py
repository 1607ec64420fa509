"""What the JSON Schema says of whole files, read by a validator that knows nothing of playbooks."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from facilitator.authoring import playbook_schema, read_toml
from facilitator.authoring.skeletons import PLAYBOOK
from facilitator.library.paths import shipped_playbooks

SCHEMA = playbook_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
TESTED = Path(__file__).parents[1] / "playbooks"
SOUND = [
    *sorted(shipped_playbooks().glob("*.toml")),
    *sorted(path for path in TESTED.glob("*.toml") if ".answers" not in path.name),
]


def as_editors_see_it(value: Any) -> Any:
    """Return TOML as an editor hands it to its schema: dates are strings, decimals numbers."""
    if isinstance(value, dict):
        return {key: as_editors_see_it(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_editors_see_it(inner) for inner in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def complaints(source: str) -> list[str]:
    """Return where in the file the schema finds something wrong."""
    content = as_editors_see_it(read_toml(source.encode()))
    return [error.json_path for error in VALIDATOR.iter_errors(content)]


def test_it_is_itself_a_schema_of_the_dialect_it_names() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_sound_playbook_is_accepted(path: Path) -> None:
    assert complaints(path.read_text(encoding="utf-8")) == []


def test_what_a_new_playbook_begins_with_is_accepted() -> None:
    assert complaints(PLAYBOOK) == []


SMALL = """\
format = 1
[playbook]
id = "small"
version = "1"
title = "Small"
minutes = 5
[roles.leader]
title = "Leader"
[roles.manager]
title = "Manager"
[[step]]
id = "words"
title = "Words"
[[step.item]]
type = "text"
id = "thoughts"
ask = "Your thoughts?"
who = "both"
[[step.item]]
type = "table"
id = "rows"
ask = "Which?"
columns = [{ id = "cost", label = "Cost", type = "number" }]
[[step.item]]
type = "gate"
id = "agreed"
text = "So be it."
tries = 2
"""
"""A playbook with one thing of each sort; every wrong file differs from it in one place."""

WRONG = {
    "a key of the file that does not exist": ("format = 1\n", 'format = 1\ncolour = "red"\n'),
    "a key of the header that does not exist": ("minutes =", "minuts ="),
    "a key of a role that does not exist": ('title = "Leader"', 'title = "Leader"\nlense = "x"'),
    "a key of a step that does not exist": ('title = "Words"', 'title = "Words"\npurpos = "x"'),
    "a key of an item that does not exist": ('who = "both"', 'whom = "both"'),
    "a key of another type of item": ('who = "both"', 'options = ["a", "b"]'),
    "a key of a column that does not exist": ('label = "Cost"', 'label = "Cost", labl = "x"'),
    "a type of item that does not exist": ('type = "text"', 'type = "txt"'),
    "a type of column that does not exist": ('type = "number" }', 'type = "nmbr" }'),
    "an item without a type": ('type = "text"\n', ""),
    "an item without an id": ('id = "thoughts"\n', ""),
    "a gate without its text": ('text = "So be it."\n', ""),
    "a header without a title": ('title = "Small"\n', ""),
    "a step without an id": ('id = "words"\n', ""),
    "no format": ("format = 1\n", ""),
    "another format": ("format = 1", "format = 2"),
    "a version that is a number": ('version = "1"', "version = 1"),
    "minutes in words": ("minutes = 5", 'minutes = "five"'),
    "a truth value in quotes": ('who = "both"', 'required = "true"'),
    "a whole number that is none": ("tries = 2", "tries = 1.5"),
    "a secrecy that does not exist": ('who = "both"', 'who = "both"\nprivacy = "hidden"'),
    "only one role": ('[roles.manager]\ntitle = "Manager"\n', ""),
    "three roles": ("[roles.manager]", '[roles.board]\ntitle = "Board"\n[roles.manager]'),
    "an id that is none": ('id = "thoughts"', 'id = "My thoughts"'),
    "a step's id that is none": ('id = "words"', 'id = "words-1"'),
    "a role that is none": ("[roles.manager]", '["roles"."The manager"]'),
    "a way back that can be no item": ("tries = 2", 'back = "the first"'),
    "nobody who answers": ('who = "both"', 'who = ""'),
    "a currency that does not exist": ("minutes = 5", 'currency = "euro"'),
    "a language that is none": ("minutes = 5", 'language = "??"'),
    "columns that are a text": ('[{ id = "cost", label = "Cost", type = "number" }]', '"cost"'),
}
"""What is wrong, to what is taken out of the small playbook and what takes its place."""


def test_the_playbook_that_the_wrong_ones_are_made_of_is_accepted() -> None:
    assert complaints(SMALL) == []


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_is_refused(wrong: str) -> None:
    sound, broken = WRONG[wrong]
    assert SMALL.count(sound) == 1
    assert complaints(SMALL.replace(sound, broken)) != []


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ("a key of the header that does not exist", "$.playbook"),
        ("a version that is a number", "$.playbook.version"),
        ("a gate without its text", "$.step[0].item[2]"),
        ("a type of item that does not exist", "$.step[0].item[0]"),
    ],
)
def test_the_complaint_is_about_the_place_that_is_wrong(wrong: str, place: str) -> None:
    assert complaints(SMALL.replace(*WRONG[wrong])) == [place]
