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
WARNINGS = {
    *("minutes", "hand-overs", "one-sided-run", "never-alone", "stray-brace", "fixed-condition"),
}


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


def test_role_that_is_named_once_is_misspelt_there_and_not_in_its_header() -> None:
    text = (HERE / "broken" / "wrong_format.toml").read_text(encoding="utf-8")
    header = text[: text.index("[[step]]")].replace("format = 2", "format = 1")
    header = header.replace("[roles.manager]", "[roles.manger]").replace("first ", "# first ")
    step = '[[step]]\nid = "s"\ntitle = "S"\n'
    item = '[[step.item]]\ntype = "text"\nid = "{}"\nask = "?"\nwho = "manager"\n'
    for names, code in (("a", "unknown-role"), ("ab", "misspelt-role")):
        source = header + step + "".join(map(item.format, names))
        assert [one.code for one in check(source.encode(), "x.toml").errors] == [code]


def test_condition_on_options_or_limits_that_are_wrong_is_no_second_mistake() -> None:
    style = ('options = ["Fast", "Thorough"]', 'options = ["Fast", "Fast"]')
    when = ('when = "shortfall > 0"', 'when = "pulse.leader == 5"')
    assert codes_of(style) == ["same-option"]
    pulse = ('id      = "pulse"', 'id      = "pulse"\nmin = 5')
    assert codes_of(pulse, when) == ["contradiction"]


def test_condition_of_the_deepest_kind_is_decided() -> None:
    deep = "not " * 120 + "(pulse.leader > 5)"
    assert codes_of(('when = "shortfall > 0"', f'when = "{deep}"')) == ["never-true"]
    chain = " or ".join(["pulse.leader > 3"] * 24)
    assert codes_of(('when = "shortfall > 0"', f'when = "{chain}"')) == []


def test_expression_of_250_terms_is_read() -> None:
    terms = "needed" + "+1" * 245
    assert codes_of(('value = "max(needed - available, 0)"', f'value = "{terms}"')) == []


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("true", ["fixed-condition"]),
        ("1 > 2", ["fixed-condition"]),
        ("1/0 > 1 or true", ["fixed-condition"]),
        ("style == 'Fast' or true", ["fixed-condition"]),
        ("answered(style) or not answered(style)", ["fixed-condition"]),
        ("answered(style)", []),
        ("count(ideas) > 0", []),
        ("answered(ideas) and count(ideas) > 0", []),
        ("not answered(ideas) or count(ideas) > 0", []),
        ("pulse.leader >= 1", ["always-true"]),
        ("pulse.leader >= 1 or style == 'Fast'", ["always-true"]),
        ("gap(pulse) > 4", ["never-true"]),
        ("gap(pulse) > 3", []),
    ],
)
def test_condition_that_says_so_by_itself_is_a_warning_and_by_limits_an_error(
    condition: str, codes: list[str]
) -> None:
    note = f'[[step.item]]\ntype = "note"\nwhen = "{condition}"\ntext = "Good."\n'
    promises = '[[step.item]]\ntype = "commitments"'
    assert codes_of((promises, note + promises)) == codes


def test_every_expected_file_is_there() -> None:
    assert set(EXPECTED) == {path.stem for path in (HERE / "broken").glob("*.toml")}


def test_all_of_several_mistakes_are_told_in_file_order() -> None:
    text = (HERE / "broken" / "unknown_key.toml").read_text(encoding="utf-8")
    text = text.replace('first    = "manager"', 'first    = "manger"')
    text = text.replace('back = "needed"', 'back = "nedeed"')
    text = text.replace("min     = 0", "required = yes")
    codes = [found.code for found in check(text.encode(), "x.toml").diagnostics]
    assert codes == ["unknown-role", "true-or-false", "unknown-key", "unknown-name"]


def test_what_would_give_away_an_answer_may_follow_a_note_that_shows_it() -> None:
    text = (HERE / "broken" / "question_gives_away.toml").read_text(encoding="utf-8")
    item = '[[step.item]]\ntype    = "money"\nid      = "available"'
    assert item in text
    text = text.replace('against = "needed"\n', "")
    note = '[[step.item]]\ntype = "note"\ntext = "{needed}"\n\n'
    plain = '[[step.item]]\ntype = "note"\ntext = "Now you."\n\n'
    told = [
        [found.code for found in check(text.replace(item, above + item).encode(), "x").diagnostics]
        for above in (note, plain)
    ]
    assert ["gives-away" in codes for codes in told] == [False, True]
