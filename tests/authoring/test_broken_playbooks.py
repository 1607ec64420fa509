"""Every mistake in `broken/` gives exactly what `expected.toml` says, and nothing more."""

from pathlib import Path
from typing import Any

import pytest
import tomli

from facilitator.authoring import Diagnostic, check

HERE = Path(__file__).parent
EXPECTED: dict[str, list[dict[str, Any]]] = tomli.loads(
    (HERE / "expected.toml").read_text(encoding="utf-8")
)
WARNINGS = {"minutes", "hand-overs", "one-sided-run", "never-alone", "stray-brace"}


def as_expected(found: Diagnostic) -> dict[str, str]:
    span = found.span
    row = {
        "code": found.code,
        "message": found.message,
        "place": f"{span.line}:{span.column}-{span.end_line}:{span.end_column}",
    }
    return row if found.hint is None else {**row, "hint": found.hint}


@pytest.mark.parametrize(
    "path", sorted((HERE / "broken").glob("*.toml")), ids=lambda path: path.stem
)
def test_mistake_is_told_exactly_once_where_it_is(path: Path) -> None:
    checked = check(path.read_bytes(), path.name)
    assert [as_expected(found) for found in checked.diagnostics] == EXPECTED[path.stem]
    errors = [found for found in checked.diagnostics if found.severity == "error"]
    assert (checked.playbook is None) == bool(errors)
    assert {found.code for found in errors}.isdisjoint(WARNINGS)


def codes_of(*changes: tuple[str, str]) -> list[str]:
    text = (HERE / "broken" / "stray_brace.toml").read_text(encoding="utf-8")
    text = text.replace("{ available }", "{available}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return [found.code for found in check(text.encode(), "x.toml").diagnostics]


def test_lost_header_between_two_items_is_one_mistake() -> None:
    assert codes_of(('[[step.item]]\ntype    = "scale"', 'type    = "scale"')) == ["key-twice"]


def test_unreadable_id_is_one_mistake_although_others_name_it() -> None:
    assert codes_of(('id      = "needed"', "id      = needed")) == ["unquoted-text"]
    assert codes_of(('id      = "needed"', "id      = “needed”")) == ["curly-quotes"]


def test_id_of_the_wrong_form_is_one_mistake_although_expressions_name_it() -> None:
    changes = ('id    = "shortfall"', 'id    = "class"'), ("shortfall > 0", "class > 0")
    assert codes_of(*changes, ("{shortfall}", "{class}")) == ["reserved-id"]


def test_missing_id_is_one_mistake_although_others_name_it() -> None:
    assert codes_of(('id      = "needed"\n', "")) == ["missing-key"]


def test_unreadable_currency_is_one_mistake_although_money_stands() -> None:
    assert codes_of(('currency = "EUR"', "currency = EUR")) == ["unquoted-text"]


def test_item_of_unknown_type_is_one_mistake_although_others_name_it() -> None:
    assert codes_of(('type    = "money"\nid      = "needed"', 'type = "mony"\nid = "needed"')) == [
        "unknown-type"
    ]


def test_answer_to_somebody_unknown_is_one_mistake_although_others_name_it() -> None:
    assert codes_of(('who     = "leader"', 'who     = "leeder"')) == ["unknown-role"]


def test_every_expected_file_is_there() -> None:
    assert set(EXPECTED) == {path.stem for path in (HERE / "broken").glob("*.toml")}


def test_all_of_several_mistakes_are_told_in_file_order() -> None:
    text = (HERE / "broken" / "unknown_key.toml").read_text(encoding="utf-8")
    text = text.replace('first    = "manager"', 'first    = "manger"')
    text = text.replace('back = "needed"', 'back = "nedeed"')
    text = text.replace("min     = 0", "required = yes")
    codes = [found.code for found in check(text.encode(), "x.toml").diagnostics]
    assert codes == ["unknown-role", "true-or-false", "unknown-key", "unknown-name"]
