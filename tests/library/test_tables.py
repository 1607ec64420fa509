"""TOML from outside."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import FacilitatorError
from facilitator.library.tables import parse_table


def test_floats_are_decimals_and_text_is_clean() -> None:
    table = parse_table(b'a = 0.10\n"k\\u202e" = ["\\u001b[31mred"]')
    assert table == {"a": Decimal("0.10"), "k": ["[31mred"]}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff = 1", "UTF-8"),
        (b"a = ", "TOML"),
        (b"a = 1\na = 2", "TOML"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "deep"),
        (b"a = " + b"[" * 100 + b"]" * 100, "deep"),
        (b"a = 2000-99-99", "TOML"),
        (b"a = 9223372036854775808", "TOML|too large"),
        (b"a = [{ b = 0x" + b"f" * 1000 + b" }]", "TOML|too large"),
        (b"a = " + b"1" * 10_000, "TOML|does not exist"),
        (b"a = 1e" + b"9" * 30, "does not exist"),
        (b'"a" = 1\n"a\\u200b" = 2', "cannot be seen"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(data: bytes, why: str) -> None:
    with pytest.raises(FacilitatorError, match=why):
        parse_table(data)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_do_more_harm_than_an_error(data: bytes) -> None:
    try:
        table = parse_table(data)
    except FacilitatorError as error:
        assert error.message.isprintable()  # noqa: PT017  (an error is one of two good outcomes)
    else:
        assert isinstance(table, dict)
