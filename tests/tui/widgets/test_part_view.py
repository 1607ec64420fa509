"""A long text in parts is wrapped to its column, draws what is in view, and jumps to its parts."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content

from facilitator.tui.widgets.part_view import WIDEST, Block, Part, PartView

Seen = Callable[[App[Any]], str]
WORDS = st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "Zs", "P"]))


class ViewApp(App[None]):
    """A view of parts of ten lines each."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.view = PartView()
        self.parts = [
            Part(f"Part {n}", [Block(Content(f"line {n}.{line}")) for line in range(10)])
            for n in range(count)
        ]

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.view.show(self.parts)
        self.view.focus()


@given(words=WORDS, lead=st.text("abc ", max_size=12), width=st.integers(40, 120))
def test_no_word_is_lost_and_no_line_is_wider_than_the_column(
    words: str, lead: str, width: int
) -> None:
    block = Block(Content(words), Content(lead), indent=2)
    lines = block.lines(width)
    assert all(line.cell_length <= width for line in lines)
    indent = 2 + Content(lead).cell_length
    text = "".join(line.plain[indent:] for line in lines)
    assert "".join(text.split()) == "".join(words.split())


def test_words_hang_below_each_other_behind_what_leads_them() -> None:
    first, second = Block(Content("one two three " * 4), Content("Ada  ")).lines(40)
    assert first.plain.startswith("Ada  one")
    assert second.plain.startswith("     ")
    assert not second.plain.startswith("      ")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_jumping_brings_the_beginning_of_a_part_to_the_top(
    seen: Seen, size: tuple[int, int]
) -> None:
    app = ViewApp(9)
    async with app.run_test(size=size) as pilot:
        for expected in ("Part 1", "Part 2", "Part 3"):
            app.view.go_on(1)
            await pilot.pause()
            assert seen(app).splitlines()[0].strip() == expected
        app.view.scroll_relative(y=2, animate=False)
        await pilot.pause()
        app.view.go_on(-1)
        await pilot.pause()
        assert seen(app).splitlines()[0].strip() == "Part 3"


async def test_twenty_thousand_lines_are_drawn_line_by_line(seen: Seen) -> None:
    app = ViewApp(2_000)
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.scroll_end(animate=False)
        await pilot.pause()
        assert "line 1999.9" in seen(app)


async def test_the_column_follows_the_width_of_the_terminal_and_stays_readable(
    seen: Seen,
) -> None:
    app = ViewApp(0)
    app.parts = [Part("", [Block(Content("word " * 60))], headed=False)]
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.pause()
        assert max(map(len, seen(app).splitlines())) <= WIDEST
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert seen(app).split().count("word") == 60
