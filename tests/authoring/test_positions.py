"""Positions are found for every way of writing TOML, and never fail."""

import tomli
from hypothesis import given
from hypothesis import strategies as st

from facilitator.authoring import Positions, Span

SOURCE = """\
format = 1
a."b c".d = { x = 1, y = [1, { z = "é" }] }
[roles.leader]
title = "Ä" # remark
[[step]]
id = "one"
[[step.item]]
type = "note"
[[step.item]]
text = '''
two
lines'''
[[step]]
id = "two"
[[step.item]]
columns = [
  { id = "p" },
]
"""
POSITIONS = Positions.of(SOURCE.encode())


def test_keys_and_values_of_plain_pairs() -> None:
    assert POSITIONS.key(("format",)) == Span(1, 1, 1, 7)
    assert POSITIONS.value(("format",)) == Span(1, 10, 1, 11)


def test_dotted_and_quoted_keys() -> None:
    assert POSITIONS.key(("a", "b c")) == Span(2, 3, 2, 8)
    assert POSITIONS.key(("a", "b c", "d")) == Span(2, 9, 2, 10)


def test_inline_tables_in_arrays() -> None:
    assert POSITIONS.key(("a", "b c", "d", "y", 1, "z")) == Span(2, 32, 2, 33)
    assert POSITIONS.value(("a", "b c", "d", "y", 1, "z")) == Span(2, 36, 2, 39)


def test_arrays_of_tables_are_counted() -> None:
    assert POSITIONS.header(("step", 0, "item", 1)) == Span(9, 1, 9, 14)
    assert POSITIONS.key(("step", 1, "id")).line == 14
    assert POSITIONS.value(("step", 1, "item", 0, "columns", 0, "id")) == Span(17, 10, 17, 13)


def test_value_over_several_lines() -> None:
    assert POSITIONS.value(("step", 0, "item", 1, "text")) == Span(10, 8, 12, 9)


def test_inside_of_a_text_counts_characters() -> None:
    assert POSITIONS.inside(("step", 0, "item", 1, "text"), 4, 9) == Span(12, 1, 12, 6)
    assert POSITIONS.inside(("roles", "leader", "title"), 0, 1) == Span(4, 10, 4, 11)


def test_escapes_in_a_text_are_one_character() -> None:
    positions = Positions.of(b'a = "\\u00e9\\n{x}"\n')
    assert positions.inside(("a",), 2, 5) == Span(1, 14, 1, 17)


def test_missing_path_falls_back_on_what_is_around_it() -> None:
    assert POSITIONS.value(("step", 0, "item", 0, "nothing")) == Span(7, 1, 7, 14)
    assert POSITIONS.key(("nowhere",)) == Span(1, 1, 1, 1)


def test_table_of_a_line() -> None:
    assert POSITIONS.table_at(8) == ("step", 0, "item", 0)
    assert POSITIONS.table_at(1) == ()


def test_carriage_returns_and_byte_order_mark_count_for_nothing() -> None:
    positions = Positions.of(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    assert positions.value(("b",)) == Span(2, 5, 2, 6)


def test_broken_document_still_has_positions() -> None:
    positions = Positions.of(b"a = 1\n[[b]]\nc = 3\nd = no\ne = 4\n")
    assert positions.value(("b", 0, "e")) == Span(5, 5, 5, 6)


@given(st.binary(max_size=200), st.lists(st.text(max_size=3) | st.integers(0, 3), max_size=4))
def test_any_path_in_any_bytes_has_a_place_inside_them(
    source: bytes, path: list[str | int]
) -> None:
    positions = Positions.of(source)
    for span in (
        positions.key(tuple(path)),
        positions.value(tuple(path)),
        positions.header(tuple(path)),
        positions.inside(tuple(path), 1, 3),
    ):
        assert 1 <= span.line <= span.end_line <= len(positions.lines)
        assert 1 <= span.column <= len(positions.lines[span.line - 1]) + 1


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=5))
def test_every_key_of_a_valid_document_has_its_own_line(data: dict[str, int | str]) -> None:
    import tomli_w

    source = tomli_w.dumps(data)
    read = tomli.loads(source)
    positions = Positions.of(source.encode())
    lines = [positions.key((key,)).line for key in read]
    assert lines == sorted(set(lines))
