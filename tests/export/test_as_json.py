"""An agreement as JSON, and its schema."""

import datetime as dt
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from facilitator.domain.agreement import Agreement
from facilitator.export.as_json import agreement_json, agreement_schema
from tests.export.hostile import HOSTILE
from tests.export.sample import (
    aftermath,
    checked_in,
    sample_agreement,
    sample_tree,
    with_every_text,
)


def iso(value: Any) -> Any:
    """Return TOML data with its days and moments as JSON writes them."""
    if isinstance(value, dict):
        return {key: iso(element) for key, element in value.items()}
    if isinstance(value, list):
        return [iso(element) for element in value]
    return value.isoformat().replace("+00:00", "Z") if hasattr(value, "isoformat") else value


def without_defaults(value: Any) -> Any:
    """Return a tree without what is empty or a gate's single try, which a record leaves out."""
    if isinstance(value, dict):
        kept = {key: without_defaults(element) for key, element in value.items()}
        return {key: element for key, element in kept.items() if element not in ([], {})}
    return [without_defaults(element) for element in value] if isinstance(value, list) else value


def test_it_holds_every_field_of_the_record_under_the_records_keys() -> None:
    assert without_defaults(json.loads(agreement_json(sample_agreement()))) == without_defaults(
        iso(sample_tree())
    )


def test_days_and_moments_are_iso_8601_and_amounts_stay_strings() -> None:
    tree = json.loads(agreement_json(sample_agreement()))
    assert tree["opened"] == "2026-11-24T09:00:00Z"
    assert tree["review"] == "2026-12-24"
    assert tree["step"][1]["answer"][0]["leader"] == "120000.00"


def test_letters_of_every_script_are_not_escaped() -> None:
    text = agreement_json(sample_agreement(topic="岡田 愛 / עדה"))
    assert '"topic": "岡田 愛 / עדה"' in text
    assert text.startswith('{\n  "format": 1')


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_inside_its_string_and_is_safe_to_print(text: str) -> None:
    written = agreement_json(with_every_text(lambda _: text))
    assert list(json.loads(written)) == list(json.loads(agreement_json(sample_agreement())))
    assert not set(written) & set("\x1b\x9b\u202e\u200b\U000e0041")
    written.encode()


def test_nobody_can_write_into_a_record_what_came_after_it() -> None:
    written = sample_agreement().model_dump(by_alias=True) | {"after": {"amended_by": ["forged"]}}
    assert "after" not in json.loads(agreement_json(Agreement.model_validate(written)))


def test_what_came_after_stands_beside_the_record_under_a_key_of_its_own() -> None:
    held = checked_in(2, "late", due=dt.date(2026, 12, 20), leader="I waited.")
    newer = ("20270201-clinic-b222", "20270202-clinic-c333")
    alone = json.loads(agreement_json(sample_agreement()))
    tree = json.loads(agreement_json(sample_agreement(), aftermath(held, amended_by=newer)))
    after = tree.pop("after")
    assert tree == alone
    assert after["amended_by"] == list(newer)
    assert after["commitments"] == [
        {
            "id": "c1",
            "state": "late",
            "at": "2026-12-02T09:00:00Z",
            "due": "2026-12-20",
            "open": True,
        },
        {"id": "c2", "open": True},
    ]
    assert after["review_open"] is True
    assert after["check_ins"][0]["progress"][0]["leader"] == "I waited."
    Draft202012Validator(agreement_schema()).validate({**tree, "after": after})


def test_the_schema_says_its_dialect_and_knows_every_key_that_is_written() -> None:
    schema = agreement_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(json.loads(agreement_json(sample_agreement()))) <= set(schema["properties"])
    assert {"id", "topic", "parties"} <= set(schema["required"])
    assert "common_ground" not in schema["required"]
    json.dumps(schema)
