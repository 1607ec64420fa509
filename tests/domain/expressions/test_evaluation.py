"""What expressions give for the answers so far."""

import contextlib
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import ExpressionError
from facilitator.domain.expressions import (
    FUNCTIONS,
    UNKNOWN,
    Kind,
    Path,
    Sides,
    Unknown,
    Value,
    as_value,
    evaluate,
    infer,
    parse,
)

ANSWERS: dict[Path, Value] = {
    ("needed",): Decimal(120000),
    ("available",): Decimal("90000.00"),
    ("stage",): "plan",
    ("written",): "2026-02-01",
    ("ready",): True,
    ("due",): date(2026, 3, 1),
    ("alignment",): Sides((Decimal(2), Decimal(5))),
    ("dates",): Sides((date(2026, 1, 1), date(2026, 1, 11))),
    ("half",): Sides((Decimal(2), UNKNOWN)),
    ("choice",): Sides(("a", "a")),
    ("marks",): Sides(([Decimal(1), Decimal(5)], [Decimal(2), Decimal(1)])),
    ("torn",): Sides(([Decimal(1)], [Decimal(2), Decimal(1)])),
    ("saves",): [Decimal("0.1"), Decimal("0.2")],
    ("holes",): [Decimal(1), UNKNOWN],
    ("none",): [],
    ("by",): [date(2026, 1, 1), date(2026, 5, 1)],
}


def answer(path: Path) -> Value:
    return ANSWERS.get(path, UNKNOWN)


def value(source: str) -> Value:
    return evaluate(parse(source), answer)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("max(needed - available, 0)", "30000"),
        ("0.1 + 0.2", "0.3"),
        ("-needed * 2 / 3", "-80000"),
        ("2 - 3 - 4", "-5"),
        ("sum(saves)", "0.3"),
        ("sum(1, 2, 3)", "6"),
        ("sum(none)", "0"),
        ("count(none)", "0"),
        ("count(holes)", "2"),
        ("min(saves)", "0.1"),
        ("highest(saves)", "0.2"),
        ("average(saves)", "0.15"),
        ("lowest(alignment)", "2"),
        ("highest(marks)", "5"),
        ("average(alignment)", "3.5"),
        ("gap(alignment)", "3"),
        ("gap(marks)", "4"),
        ("gap(dates)", "10"),
        ("gap(3, 5)", "2"),
        ("gap(due, '2026-03-11')", "10"),
        ("due - '2026-02-01'", "28"),
        ("abs(0 - 3)", "3"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(2.345, 2)", "2.35"),
    ],
)
def test_numbers_come_out_exactly(source: str, expected: str) -> None:
    result = value(source)
    assert isinstance(result, Decimal)
    assert result == Decimal(expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("needed > available", True),
        ("1 < 2 < 2", False),
        ("1 < 2 <= 2 != 3", True),
        ("stage == 'plan' and ready", True),
        ("stage != 'plan' or not ready", False),
        ("due > '2026-02-28'", True),
        ("'2026-02-28' >= due", False),
        ("same(choice)", True),
        ("same(marks)", False),
        ("same(torn)", False),
        ("same(stage, 'plan')", True),
        ("answered(alignment)", True),
        ("answered(half)", False),
        ("answered(none)", True),
        ("answered(nowhere)", False),
        ("due + 1 == '2026-03-02'", True),
        ("max(by) == '2026-05-01'", True),
        ("min(due, '2026-01-01') == '2026-01-01'", True),
    ],
)
def test_comparisons_are_true_or_false(source: str, expected: bool) -> None:
    assert value(source) is expected


@pytest.mark.parametrize(
    "source",
    [
        "nowhere",
        "nowhere + 1",
        "nowhere == nowhere",
        "1 < nowhere",
        "not nowhere",
        "needed / 0",
        "0 / 0",
        "min(none)",
        "average(none)",
        "gap(half)",
        "lowest(half)",
        "sum(holes)",
        "average(holes)",
        "max(holes)",
        "gap(torn)",
        "stage + 1",
        "stage == 1",
        "stage < 'z'",
        "ready == 1",
        "ready + 1",
        "alignment + 1",
        "alignment == alignment",
        "due + 0.5",
        "due + 99999999",
        "due - 99999999999999999999",
        "written > due",
        "round(1, 0.5)",
        "round(1, 99)",
        "round(1, -1)",
    ],
)
def test_what_cannot_be_known_is_unknown(source: str) -> None:
    assert value(source) is UNKNOWN


def test_what_leaves_the_range_of_numbers_is_unknown() -> None:
    huge = "9" * 160
    assert value(f"{huge} * {huge} * {huge}") is not UNKNOWN
    answers: dict[Path, Value] = {("x",): Decimal("1E+900")}
    assert evaluate(parse("x * x"), lambda path: answers[path]) is UNKNOWN


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        ("true", "true", True, True),
        ("true", "false", False, True),
        ("false", "false", False, False),
        ("true", "nowhere", UNKNOWN, True),
        ("false", "nowhere", False, UNKNOWN),
        ("nowhere", "nowhere", UNKNOWN, UNKNOWN),
        ("nowhere", "1", UNKNOWN, UNKNOWN),
    ],
)
def test_logic_is_kleenes(left: str, right: str, both: Value, either: Value) -> None:
    for one, other in ((left, right), (right, left)):
        assert value(f"{one} and {other}") is both
        assert value(f"{one} or {other}") is either


def test_unknown_reads_well() -> None:
    assert repr(UNKNOWN) == "UNKNOWN"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (3, Decimal(3)),
        (True, True),
        ((1, "a"), [Decimal(1), "a"]),
        (Sides(([UNKNOWN], "x")), Sides(([UNKNOWN], "x"))),
        (1.5, UNKNOWN),
        (None, UNKNOWN),
        ([[1]], [UNKNOWN]),
        (Decimal("NaN"), UNKNOWN),
        (Decimal("sNaN"), UNKNOWN),
        (Decimal("Infinity"), UNKNOWN),
        (Decimal("1E+5000"), UNKNOWN),
        (10**2000, UNKNOWN),
        (datetime(2026, 1, 1), UNKNOWN),  # noqa: DTZ001
        (date(2026, 1, 1), date(2026, 1, 1)),
        ({"a": 1}, UNKNOWN),
    ],
)
def test_answers_become_values(raw: object, expected: Value) -> None:
    assert as_value(raw) == expected


def test_whole_numbers_and_tuples_may_come_in_as_they_are() -> None:
    raw: dict[Path, object] = {("a",): 3, ("b",): (1, 2)}
    assert evaluate(parse("a + sum(b)"), lambda path: as_value(raw[path])) == Decimal(6)


# Any expression, right or wrong in its kinds, over any answers.

NAMES = ["a", "b", "c.d", "e"]


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joints = st.sampled_from(["+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "and", "or"])
    return st.one_of(
        st.tuples(inner, joints, inner).map(lambda t: f"({' '.join(t)})"),
        inner.map(lambda x: f"(not {x})"),
        inner.map(lambda x: f"-{x}"),
        st.tuples(st.sampled_from(sorted(FUNCTIONS)), st.lists(inner, max_size=3)).map(
            lambda t: f"{t[0]}({', '.join(t[1])})"
        ),
    )


sources = st.recursive(
    st.sampled_from(
        [*NAMES, "0", "1", "2.5", "1000000000", "'x'", "'2026-01-31'", "true", "false"]
    ),
    combined,
    max_leaves=8,
)

singles: st.SearchStrategy[Value] = st.one_of(
    st.decimals(),
    st.sampled_from([Decimal("1E+999"), Decimal("-1E-999"), Decimal(0), Decimal(3)]),
    st.booleans(),
    st.text(max_size=3),
    st.dates(),
    st.just(UNKNOWN),
)
sides_or_lists: st.SearchStrategy[Value] = singles | st.lists(singles, max_size=4)
values = sides_or_lists | st.tuples(sides_or_lists, sides_or_lists).map(Sides)


def looked_up(answers: list[Value]) -> Callable[[Path], Value]:
    table = {tuple(name.split(".")): answer for name, answer in zip(NAMES, answers, strict=True)}
    return lambda path: table[path]


@given(sources, st.lists(values, min_size=4, max_size=4))
def test_evaluating_never_raises_and_gives_a_value(source: str, answers: list[Value]) -> None:
    result = evaluate(parse(source), looked_up(answers))
    assert as_value(result) == result


BY_KIND: dict[str, st.SearchStrategy[Value]] = {
    "number": st.integers(-100, 100).map(Decimal),
    "text": st.text(max_size=2),
    "boolean": st.booleans(),
    "date": st.dates(),
}
PYTHON_TYPES: dict[str, type] = {"number": Decimal, "text": str, "boolean": bool, "date": date}

kinds = st.builds(
    Kind, st.sampled_from(["number", "text", "boolean", "date"]), st.booleans(), st.booleans()
)


def fitting(kind: Kind) -> st.SearchStrategy[Value]:
    side: st.SearchStrategy[Value] = BY_KIND[kind.base]
    if kind.many:
        side = st.lists(side, max_size=3)
    return st.tuples(side, side).map(Sides) if kind.sides else side


@given(st.data(), sources, st.lists(kinds, min_size=4, max_size=4))
def test_an_expression_without_errors_gives_its_kind_or_unknown(
    data: st.DataObject, source: str, of_names: list[Kind]
) -> None:
    known = {tuple(name.split(".")): kind for name, kind in zip(NAMES, of_names, strict=True)}
    kind, errors = infer(parse(source), known.get, ("leader", "manager"))
    result = evaluate(parse(source), looked_up([data.draw(fitting(of)) for of in of_names]))
    if kind is not None and not errors:
        assert isinstance(result, PYTHON_TYPES[kind.base] | Unknown)


@pytest.mark.parametrize(
    "source",
    [
        "-" * 499 + "1",
        "not " * 120 + "ready",
        "(" * 200 + "a" + ")" * 200,
        "abs(" * 99 + "1" + ")" * 99,
        "min(1, " * 62 + "1" + ")" * 62,
        "+".join("a" * 250),
        "1 + (" * 80 + "a" + ")" * 80,
        " or ".join(["ready"] * 50),
        "not (ready or " * 33 + "ready" + ")" * 33,
    ],
)
def test_the_deepest_expression_works_on_a_stack_that_is_half_used_up(source: str) -> None:
    kinds_of: dict[Path, Kind] = {("a",): Kind("number"), ("ready",): Kind("boolean")}

    def work(levels: int) -> None:
        if levels:
            return work(levels - 1)
        expression = parse(source)
        kind, errors = infer(expression, kinds_of.get, ("leader", "manager"))
        assert errors == ()
        assert kind is not None
        result = evaluate(expression, lambda path: True if path == ("ready",) else Decimal(2))
        assert isinstance(result, PYTHON_TYPES[kind.base])
        return None

    work(sys.getrecursionlimit() // 2)


def test_a_long_chain_and_many_signs_come_out_right() -> None:
    assert value("+".join("1" * 250)) == Decimal(250)
    assert value("1" + "-1" * 249) == Decimal(-248)
    assert value("-" * 121 + "1") == Decimal(-1)
    assert value("not " * 121 + "ready") is False


def test_what_is_refused_on_a_full_stack_is_read_when_there_is_room() -> None:
    source = "-" * 480 + "2"

    def deepest() -> None:
        try:
            deepest()
        except RecursionError:
            with contextlib.suppress(ExpressionError, RecursionError):
                parse(source)

    deepest()
    assert value(source) == Decimal(2)
