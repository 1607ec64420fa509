"""Bytes of a keyboard become text typed and text pasted, whatever the bytes are."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from facilitator.tui.keyboard import Keyboard, Typed

START, END = b"\x1b[200~", b"\x1b[201~"


def typed(*chunks: bytes, longest_paste: int = 100) -> list[Typed]:
    keyboard = Keyboard(longest_paste)
    return [piece for chunk in chunks for piece in keyboard.feed(chunk)]


def test_bytes_that_are_no_utf8_become_replacement_characters() -> None:
    assert typed(b"a\xff\xfeb") == [Typed("a\ufffd\ufffdb")]


def test_a_letter_cut_in_two_by_a_read_arrives_whole() -> None:
    assert typed(b"\xc3", b"\xa9") == [Typed("é")]


def test_a_lone_escape_is_passed_on_at_once() -> None:
    assert typed(b"\x1b") == [Typed("\x1b")]


def test_a_paste_is_one_piece_however_the_reads_cut_it() -> None:
    whole = b"a" + START + "naïve\ntext".encode() + END + b"b"
    for cut in range(4, len(whole)):
        pieces = typed(whole[:cut], whole[cut:])
        assert [piece.text for piece in pieces if piece.pasted] == ["naïve\ntext"]


def test_a_paste_without_end_is_kept_only_up_to_one_character_more_than_the_longest() -> None:
    keyboard = Keyboard(10)
    assert list(keyboard.feed(START + b"x" * 1_000_000)) == []
    assert list(keyboard.feed(b"x" * 1_000_000 + END)) == [Typed("x" * 11, pasted=True)]


def test_keys_after_a_paste_are_keys_again() -> None:
    assert typed(START + b"p" + END + b"k") == [Typed("p", pasted=True), Typed("k")]


@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=5))
def test_no_bytes_and_no_cuts_raise(data: bytes, cuts: list[int]) -> None:
    edges = sorted({0, *cuts, len(data)})
    keyboard = Keyboard(5)
    for start, stop in itertools.pairwise(edges):
        for piece in keyboard.feed(data[start:stop]):
            assert piece.text or piece.pasted


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x1b"), max_size=30),
    st.lists(st.integers(0, 60), max_size=5),
)
def test_typed_text_arrives_complete_and_in_order(text: str, cuts: list[int]) -> None:
    data = text.encode()
    edges = sorted({0, *(cut for cut in cuts if cut < len(data)), len(data)})
    chunks = [data[a:b] for a, b in itertools.pairwise(edges)]
    assert "".join(piece.text for piece in typed(*chunks)) == text
