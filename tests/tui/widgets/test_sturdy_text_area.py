"""A text area is drawn at any moment, whatever stage of its life it is in."""

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widgets import TextArea

from facilitator.tui.widgets.sturdy_text_area import SturdyTextArea


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield SturdyTextArea("words")
        yield TextArea("words", id="textuals")


async def test_one_that_is_being_taken_down_is_drawn_blank() -> None:
    page = Page()
    async with page.run_test():
        area = page.query_one(SturdyTextArea)
        assert "words" in area.render_lines(Region(0, 0, 20, 2))[1].text
        await area.remove()
        assert [line.text.strip() for line in area.render_lines(Region(0, 0, 20, 2))] == ["", ""]


async def test_one_of_textuals_own_still_needs_the_help() -> None:
    page = Page()
    async with page.run_test():
        area = page.query_exactly_one("#textuals", TextArea)
        await area.remove()
        with pytest.raises(KeyError):
            area.render_lines(Region(0, 0, 20, 2))
