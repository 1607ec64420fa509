"""What can be read as an expression, and what is said about the rest."""

import warnings
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import ExpressionError
from facilitator.domain.expressions import (
    FUNCTIONS,
    LONGEST_EXPRESSION,
    RESERVED,
    hint_for_name,
    parse,
)
from facilitator.domain.expressions.nodes import (
    Arithmetic,
    Call,
    Comparison,
    Literal,
    Logic,
    Reference,
    Unary,
)


def refusal(source: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    return caught.value


def test_an_expression_keeps_its_source_and_its_names_in_order() -> None:
    source = "  max(needed - budget.leader, options.manager.saves, needed)"
    expression = parse(source)
    assert expression.source == source
    assert [(name.path, source[name.start : name.end]) for name in expression.references] == [
        (("needed",), "needed"),
        (("budget", "leader"), "budget.leader"),
        (("options", "manager", "saves"), "options.manager.saves"),
        (("needed",), "needed"),
    ]


def test_operators_group_as_in_arithmetic() -> None:
    root = parse("not a + 2 * -b < c <= 3 and d or e").root
    assert isinstance(root, Logic)
    assert root.operator == "or"
    conjunction = root.operands[0]
    assert isinstance(conjunction, Logic)
    negation = conjunction.operands[0]
    assert isinstance(negation, Unary)
    chain = negation.operand
    assert isinstance(chain, Comparison)
    assert chain.operators == ("<", "<=")
    sum_ = chain.operands[0]
    assert isinstance(sum_, Arithmetic)
    assert isinstance(sum_.right, Arithmetic)
    assert sum_.right.operator == "*"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("0.10", "0.10"),
        (".5", "0.5"),
        (
            " 12345678901234567890.123456789012345678901",
            "12345678901234567890.123456789012345678901",
        ),
        ("'é' == 'é' and 0.30", "0.30"),
    ],
)
def test_numbers_are_taken_as_written(source: str, value: str) -> None:
    root = parse(source).root
    literal = root.operands[-1] if isinstance(root, Logic) else root
    assert isinstance(literal, Literal)
    assert isinstance(literal.value, Decimal)
    assert str(literal.value) == value
    assert source[literal.start : literal.end] == source.rsplit(maxsplit=1)[-1]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('"It\'s"', "It's"),
        (r"'It\'s a \\'", "It's a \\"),
        ('"a\u202eb\x07"', "ab"),
        ("'e\u0301'", "é"),
        ("'{needed} = 1,000 && True'", "{needed} = 1,000 && True"),
        ("true", True),
        ("false", False),
    ],
)
def test_texts_are_cleaned_and_true_is_true(source: str, value: object) -> None:
    root = parse(source).root
    assert isinstance(root, Literal)
    assert root.value == value


def test_lines_and_odd_spaces_only_part_words() -> None:
    assert parse("a\n  +\u00a0b").references == (
        Reference(("a",), 0, 1),
        Reference(("b",), 6, 7),
    )


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_every_function_can_be_called(function: str) -> None:
    root = parse(f"{function}(a, 1)").root
    assert isinstance(root, Call)
    assert root.function == function
    assert len(root.arguments) == 2


@pytest.mark.parametrize(
    ("source", "where", "hint"),
    [
        ("  a = 3", "=", "=="),
        ("a == True", "True", "true"),
        ("a == Yes", "Yes", "true"),
        ("{needed} > 3", "{needed}", "write needed"),
        ("a && b", "&&", "and"),
        ("a || b", "||", "or"),
        ("! a", "!", "not"),
        ("a > 1,000", ",", "1000"),
        ("a > 1,234,567", ",", "1234567"),
        ("a > 1.000,50", ",", "1000.50"),
        ("max(a, 1,000)", "000", "1000"),
        ("a > 10 500", "10 500", "10500"),
        ("a > 1_000", "1_000", "1000"),
        ("1e3", "1e3", "zeros"),
        ("0x1F", "0x1F", "decimal"),
        ("3j", "3j", None),
        ("5.", "5.", "write 5"),
        ("a > 20%", "%", "/ 100"),
        ("a ** 2", "**", "multiplication"),
        ("a // 2", "//", "round"),
        ("a if b else c", "if", "when"),
        ("a in b", "in", "=="),
        ("a is b", "is", "=="),
        ("a[0]", "[", "column"),
        ("lambda: 1", "lambda", None),
        ("sum(x for x in y)", "for", None),
        ("é == 'é' and Ü", "é", None),
        ("'é' == 'é' and Stage", "Stage", "write stage"),
        ("f'{a}'", "f'{a}'", "one pair of quotes"),
        ("b'a'", "b'a'", "one pair of quotes"),
        ("'a' 'b'", "'a' 'b'", None),
        ('"""a"""', '"""a"', "one pair of quotes"),
        (r"'a\n'", r"'a\n'", r"\\"),
        ("stage == “x”", "“", "straight"),
        ("stage == 'x", "'", "close"),
        ("a == not b", "not", "parentheses"),
        ("a not b", "a not", "!="),
        ("(a", "(", "close"),
        ("a)", ")", "leave it out"),
        ("a +", "+", None),
        ("* a", "*", None),
        ("+a", "+", None),
        ("max(a,)", ",", None),
        ("max(*a)", "(", None),
        ("()", "(", None),
        ("a, b", ",", None),
        ("max(x=1)", "=", "=="),
        ("foo(1)", "foo", "sum"),
        ("avg(a)", "avg", "average"),
        ("a.b(1)", "a.b", "sum"),
        ("(a)(b)", ")(", None),
        ("max(a)(b)", ")(", None),
        ("sum", "sum", "sum("),
        ("sum.a", "sum.a", "sum("),
        ("Sum(a)", "Sum", "write sum"),
        ("true.a", "true.a", None),
        ("a.", ".", None),
        ("a.not", "not", None),
        ("a.b.c.d", "a.b.c.d", "table.role.column"),
        ("sum(a).b", "sum(a)", "table.column"),
        ("a # why", "#", "outside"),
        ("a\x00b", "\x00", None),
        ("a; b", ";", None),
        ("€5", "€", "alone"),
    ],
)
def test_what_is_no_expression_is_pointed_at_with_a_hint(
    source: str, where: str, hint: str | None
) -> None:
    error = refusal(source)
    assert source[error.start : error.end] == where
    if hint is None:
        assert error.message.endswith(".")
    else:
        assert hint in (error.hint or "")


@pytest.mark.parametrize("source", ["", "  \n "])
def test_an_empty_expression_is_refused(source: str) -> None:
    assert "empty" in refusal(source).message


def test_only_what_is_inside_the_white_space_counts_towards_the_length() -> None:
    longest = "a" * LONGEST_EXPRESSION
    assert parse(f"  {longest}\n").root == Reference((longest,), 2, 2 + LONGEST_EXPRESSION)
    assert "500" in refusal(longest + "a").message


def test_nesting_beyond_what_can_be_grouped_is_refused_in_words() -> None:
    assert parse("(" * 200 + "a" + ")" * 200).references == (Reference(("a",), 200, 201),)
    assert "deep" in refusal("(" * 201 + "a" + ")" * 201).message


def test_a_refusal_is_remembered_and_raised_anew() -> None:
    first, second = refusal("a +"), refusal("a +")
    assert first is not second
    assert (first.message, first.start, first.end, first.hint) == (
        *(second.message, second.start, second.end, second.hint),
    )


def test_a_character_that_cannot_be_seen_is_not_quoted() -> None:
    assert "invisible" in refusal("a \x1b b").message


def test_parsing_lets_no_warning_out() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for source in ("1 is 1", r"'\d'", "1if a else b", "0in b", "'a'(b)", "1(b)", "() == 1"):
            refusal(source)


def test_names_with_a_meaning_are_reserved() -> None:
    assert {"sum", "answered", "true", "false", "and", "class"} <= RESERVED
    assert "needed" not in RESERVED


def test_unknown_names_get_an_obvious_hint() -> None:
    assert hint_for_name("yes") == "write true"
    assert hint_for_name("needed") is None


PIECES = [
    *("a", "b.c", "sum(", "max(", "(", ")", ",", "+", "-", "*", "/", "==", "!=", "<", "<=", "."),
    *("not", "and", "or", "true", "1", "0.5", "'x'", '"é"', "=", "!", "{", "}", "[", "]", "\\"),
    *("lambda", "if", "else", "**", "'", "\n", "\ud800", "\x00", "𝐚", "ﬁ"),
]
spaced = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
unspaced = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def places(source: str) -> list[tuple[int, int]]:
    """Return where the names of an expression are, or the place that its error points at."""
    try:
        expression = parse(source)
    except ExpressionError as error:
        return [(error.start, error.end)]
    return [(name.start, name.end) for name in expression.references]


@given(st.text(st.characters(codec=None), max_size=60) | spaced | unspaced)
def test_any_text_is_read_or_refused_with_a_place_in_it(source: str) -> None:
    assert all(0 <= start <= end <= len(source) for start, end in places(source))
