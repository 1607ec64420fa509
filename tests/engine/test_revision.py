"""What a revised text took out and put in."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine.revision import MOST_WORDS, Passage, revision


def kinds(before: str, after: str) -> list[tuple[str, str]]:
    return [(passage.kind, passage.text) for passage in revision(before, after)]


def test_words_are_marked_as_kept_deleted_and_inserted() -> None:
    assert kinds("We go soon, with care.", "We go in May, with care.") == [
        ("kept", "We go "),
        ("deleted", "soon"),
        ("inserted", "in May"),
        ("kept", ", with care."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("same", "same", [("kept", "same")]),
        ("", "new", [("inserted", "new")]),
        ("old", "", [("deleted", "old")]),
        ("can't", "can", [("deleted", "can't"), ("inserted", "can")]),
    ],
)
def test_the_ends_of_the_range(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(before, after) == expected


def test_marks_read_without_colour() -> None:
    marked = "".join(passage.marked for passage in revision("a b", "a c"))
    assert marked == "a [-b-]{+c+}"
    assert Passage("kept", "x").marked == "x"


TEXTS = st.text(st.sampled_from("ab c\nü’.!_"), max_size=40)


@given(before=TEXTS, after=TEXTS)
def test_both_texts_can_be_read_off_the_passages(before: str, after: str) -> None:
    passages = revision(before, after)
    assert "".join(p.text for p in passages if p.kind != "inserted") == before
    assert "".join(p.text for p in passages if p.kind != "deleted") == after
    assert all(passage.text for passage in passages)


def test_a_long_text_is_compared_line_by_line() -> None:
    before = "word here\n" * MOST_WORDS
    assert kinds(before, before + "and more") == [("kept", before), ("inserted", "and more")]


def test_a_hostile_text_does_not_hold_up_the_screen() -> None:
    began = time.process_time()
    revision("a b " * (MOST_WORDS // 4), "b a " * (MOST_WORDS // 4) + "c")
    revision("a b\n" * 20_000, "b a\n" * 20_000)
    assert time.process_time() - began < 2
