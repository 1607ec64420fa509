"""Outside text comes out of every Markdown renderer as the same text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitator.domain.text import clean
from facilitator.export.escaping import bullet, heading, inline, line_start, quote, table
from tests.export.hostile import HOSTILE, any_text

RENDERERS = {
    "CommonMark with HTML": MarkdownIt("commonmark", {"html": True}).enable("table"),
    "GitHub's dialect, any domain a link": MarkdownIt("gfm-like", {"html": True}),
}


def leaves(tokens: list[Token]) -> list[Token]:
    """Return the inline tokens, which is where text and markup within a block stand."""
    return [leaf for token in tokens for leaf in token.children or ()]


def text_of(tokens: list[Token]) -> str:
    """Return what a reader sees, with white space made even."""
    breaks = {"hardbreak", "softbreak"}
    seen = [
        " " if leaf.type in breaks else leaf.content
        for token in tokens
        for leaf in [*(token.children or ()), Token("softbreak", "", 0)]
    ]
    return " ".join("".join(seen).split())


def even(text: str) -> str:
    return " ".join(clean(text).split())


@pytest.mark.parametrize("parser", RENDERERS.values(), ids=RENDERERS.keys())
@settings(deadline=None)
@given(text=any_text)
def test_a_quotation_is_read_as_the_text_that_was_typed(parser: MarkdownIt, text: str) -> None:
    tokens = parser.parse(quote(text))
    assert text_of(tokens) == even(text)
    assert {token.type for token in leaves(tokens)} <= {"text", "hardbreak", "softbreak"}
    assert {token.tag for token in tokens} <= {"blockquote", "p", ""}


@pytest.mark.parametrize("parser", RENDERERS.values(), ids=RENDERERS.keys())
@settings(deadline=None)
@given(text=any_text)
def test_an_item_of_a_list_is_one_item_with_the_text_that_was_typed(
    parser: MarkdownIt, text: str
) -> None:
    tokens = parser.parse(bullet(text))
    assert text_of(tokens) == even(text)
    assert {token.type for token in leaves(tokens)} <= {"text", "hardbreak", "softbreak"}
    assert [token.type for token in tokens].count("list_item_open") == 1
    assert {token.tag for token in tokens} <= {"ul", "li", "p", ""}


@pytest.mark.parametrize("parser", RENDERERS.values(), ids=RENDERERS.keys())
@settings(deadline=None)
@given(cells=st.lists(any_text, min_size=3, max_size=3), header=any_text)
def test_a_table_keeps_its_cells_apart_and_as_typed(
    parser: MarkdownIt, cells: list[str], header: str
) -> None:
    tokens = parser.parse(table([header, "b", "c"], [cells]))
    found = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens].count("tr_open") == 2
    lines = [" / ".join(filter(None, map(even, clean(cell).split("\n")))) for cell in cells]
    assert [text_of([token]) for token in found[3:]] == [" ".join(line.split()) for line in lines]
    assert {token.type for token in leaves(tokens)} <= {"text"}


@pytest.mark.parametrize("parser", RENDERERS.values(), ids=RENDERERS.keys())
@settings(deadline=None)
@given(text=any_text)
def test_a_heading_stays_one_heading_of_its_level(parser: MarkdownIt, text: str) -> None:
    tokens = parser.parse(heading(3, text))
    assert [token.tag for token in tokens] == ["h3", "", "h3"]
    assert {token.type for token in leaves(tokens)} <= {"text"}


@pytest.mark.parametrize("parser", RENDERERS.values(), ids=RENDERERS.keys())
@settings(deadline=None)
@given(text=any_text)
def test_the_start_of_a_line_begins_no_other_block(parser: MarkdownIt, text: str) -> None:
    tokens = parser.parse(line_start(text))
    assert {token.tag for token in tokens} <= {"p", ""}
    assert {token.type for token in leaves(tokens)} <= {"text"}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_escaped_is_on_one_line(text: str) -> None:
    assert "\n" not in inline(text)


@pytest.mark.parametrize(
    "plain",
    ["90,000 EUR, 12.5 %; at 3:30 (or so)!", "R&D's plan - and more", "Ada Okafor", "岡田 愛"],
)
def test_ordinary_words_and_figures_are_left_as_they_are(plain: str) -> None:
    assert quote(plain) == f"> {plain}"


def test_cells_of_wide_letters_line_up() -> None:
    lines = table(["Who"], [["岡田 愛"], ["Benedict"]]).split("\n")
    assert lines[2:] == ["| 岡田 愛  |", "| Benedict |"]
