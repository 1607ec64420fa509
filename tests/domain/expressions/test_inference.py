"""What is found wrong in an expression before anybody answers."""

import pytest

from facilitator.domain.expressions import Kind, Path, infer, parse

KINDS: dict[Path, Kind] = {
    ("needed",): Kind("number"),
    ("available",): Kind("number"),
    ("stage",): Kind("text"),
    ("ready",): Kind("boolean"),
    ("due",): Kind("date"),
    ("done",): Kind("date"),
    ("alignment",): Kind("number", sides=True),
    ("alignment", "leader"): Kind("number"),
    ("choice",): Kind("text", sides=True),
    ("marks",): Kind("number", many=True, sides=True),
    ("marks", "leader"): Kind("number", many=True),
    ("wishes",): Kind("text", many=True, sides=True),
    ("both_tables",): Kind("row", many=True, sides=True),
    ("options",): Kind("row", many=True),
    ("options", "saves"): Kind("number", many=True),
    ("options", "by"): Kind("date", many=True),
    ("options", "what"): Kind("text", many=True),
    ("intro",): Kind("nothing"),
}


def outcome(source: str) -> tuple[Kind | None, list[tuple[str, str, str | None]]]:
    kind, errors = infer(parse(source), KINDS.get, ("leader", "manager"))
    return kind, [(source[e.start : e.end], e.message, e.hint) for e in errors]


@pytest.mark.parametrize(
    ("source", "base"),
    [
        ("max(needed - available, 0)", "number"),
        ("-needed / 2 + alignment.leader", "number"),
        ("needed > 3 and not ready or stage == 'x'", "boolean"),
        ("0 < needed <= 100 != available", "boolean"),
        ("ready == true", "boolean"),
        ("due >= '2026-01-31'", "boolean"),
        ("'2026-01-31' <= due <= done", "boolean"),
        ("due - done", "number"),
        ("due - '2026-01-31'", "number"),
        ("due + 7", "date"),
        ("7 + due", "date"),
        ("due - needed * 7", "date"),
        ("gap(alignment)", "number"),
        ("gap(marks)", "number"),
        ("gap(due, done)", "number"),
        ("gap(due, '2026-01-31')", "number"),
        ("gap(needed, available)", "number"),
        ("same(choice)", "boolean"),
        ("same(wishes)", "boolean"),
        ("same(stage, 'x')", "boolean"),
        ("lowest(alignment)", "number"),
        ("highest(marks)", "number"),
        ("average(alignment)", "number"),
        ("average(options.saves)", "number"),
        ("sum(options.saves)", "number"),
        ("sum(needed, available)", "number"),
        ("min(options.by)", "date"),
        ("max(due, done, '2026-01-31')", "date"),
        ("count(options) + count(options.what)", "number"),
        ("abs(needed)", "number"),
        ("round(needed, 2)", "number"),
        ("round(needed, --2)", "number"),
        ("round(needed, available)", "number"),
        ("answered(alignment) and answered(options) and answered(intro)", "boolean"),
    ],
)
def test_what_works_has_a_kind_and_no_errors(source: str, base: str) -> None:
    kind, errors = outcome(source)
    assert errors == []
    assert kind is not None
    assert kind == Kind(kind.base)
    assert kind.base == base


@pytest.mark.parametrize(
    ("source", "where", "message"),
    [
        ("stage == 3", "3", "'stage' is text and cannot be compared with the number 3."),
        ("3 == stage", "3", "'stage' is text and cannot be compared with the number 3."),
        ("needed == stage", "needed", "with 'stage', which is text."),
        ("ready == 1", "1", "'ready' is true or false and cannot"),
        ("due > 'tomorrow'", "'tomorrow'", "'due' is a date and cannot"),
        ("due > '2026-02-30'", "'2026-02-30'", "'due' is a date and cannot"),
        ("stage == due", "stage", "which is a date"),
        ("ready < true", "ready", "has no order"),
        ("stage >= 'b'", "stage", "has no order"),
        ("stage + 1", "stage", "'stage' is text; '+' needs a number"),
        ("1 * ready", "ready", "'ready' is true or false; '*' needs a number"),
        ("-due", "due", "'due' is a date; '-' needs a number"),
        ("due + done", "due + done", "A date + a date means nothing"),
        ("2 * due", "2 * due", "A number * a date means nothing"),
        ("needed and ready", "needed", "'needed' is a number; 'and' needs true or false"),
        ("not stage", "stage", "'stage' is text; 'not' needs true or false"),
        ("intro == 1", "intro", "has no value"),
        ("options.saves > 3", "options.saves", "is a list of numbers, not one value"),
        ("options.saves", "options.saves", "is a list of numbers, not one value"),
        ("options == 3", "options", "is a table, not one value"),
        ("sum(options)", "options", "is a table, not one value"),
        ("sum(options.what)", "options.what", "is a list of texts; sum(…) needs a list of numbers"),
        ("sum(options.by)", "options.by", "is a list of dates; sum(…) needs a list of numbers"),
        ("min(needed, stage)", "stage", "'stage' is text; min(…) needs a number"),
        ("min(due, 3)", "3", "needs a date here"),
        ("max(needed)", "needed", "this is one value"),
        ("max(options.saves, 3)", "options.saves", "not one value"),
        ("count(needed)", "needed", "not a list to count"),
        ("gap(needed)", "needed", "both answer"),
        ("gap(choice)", "choice", "there is no gap(…)"),
        ("gap(stage, 'x')", "stage", "gap(…) needs a number or a date"),
        ("gap(due, 3)", "3", "cannot be compared"),
        ("same(needed, stage)", "needed", "cannot be compared"),
        ("same(both_tables)", "both_tables", "there is no same(…)"),
        ("abs(stage)", "stage", "abs(…) needs a number"),
        ("round(due)", "due", "round(…) needs a number"),
        ("abs(1, 2)", "abs(1, 2)", "one number, not 2"),
        ("round()", "round()", "not 0"),
        ("round(1, 2, 3)", "round(1, 2, 3)", "not 3"),
        ("round(needed, -2)", "-2", "a whole number from 0 to 28"),
        ("round(needed, 0.5)", "0.5", "a whole number from 0 to 28"),
        ("round(needed, 29)", "29", "a whole number from 0 to 28"),
        ("answered(stage + 1)", "stage + 1", "takes the name"),
        ("sum()", "sum()", "not none"),
        ("count()", "count()", "not 0"),
        ("gap(1, 2, 3)", "gap(1, 2, 3)", "not 3"),
        ("answered()", "answered()", "not 0"),
        ("answered(needed + 1)", "needed + 1", "takes the name"),
    ],
)
def test_one_mistake_gives_one_error_where_it_is(source: str, where: str, message: str) -> None:
    _, errors = outcome(source)
    assert [place for place, _, _ in errors] == [where]
    assert message in errors[0][1]


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        (
            "alignment > 3",
            "write alignment.leader, gap(alignment), lowest(alignment), highest(alignment) or",
        ),
        ("alignment", "write alignment.leader, gap(alignment)"),
        ("sum(alignment)", "write alignment.leader"),
        ("max(alignment, 3)", "write alignment.leader"),
        ("choice == 'x'", "write choice.leader or same(choice)"),
        ("marks == 3", "write count(marks.leader), gap(marks)"),
        ("count(both_tables)", "write count(both_tables.leader)"),
    ],
)
def test_what_both_answered_is_two_values_outside_its_functions(source: str, hint: str) -> None:
    _, errors = outcome(source)
    assert len(errors) == 1
    assert "Both answer" in errors[0][1]
    assert (errors[0][2] or "").startswith(hint)


@pytest.mark.parametrize(
    "source",
    [
        "nowhere + 1",
        "nowhere == stage and ready",
        "-nowhere",
        "sum(nowhere) > 3",
        "gap(nowhere)",
        "gap(nowhere, 3)",
        "count(nowhere)",
        "not nowhere",
        "min(nowhere, 3) < 2",
        "answered(nowhere)",
        "round(abs(nowhere), nowhere)",
    ],
)
def test_nothing_more_is_said_about_a_name_reported_elsewhere(source: str) -> None:
    assert outcome(source)[1] == []


def test_nothing_follows_from_a_mistake() -> None:
    _, errors = outcome("(stage + 1) * 2 > 'x' or ready")
    assert [place for place, _, _ in errors] == ["stage"]


def test_two_mistakes_give_two_errors() -> None:
    _, errors = outcome("stage == 3 and needed == 'x'")
    assert [place for place, _, _ in errors] == ["3", "'x'"]
