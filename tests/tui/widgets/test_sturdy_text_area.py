"""A text area is drawn at any moment, whatever stage of its life it is in."""

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widgets import TextArea

from facilitator.tui.widgets.sturdy_text_area import SturdyTextArea

CROP = Region(0, 0, 20, 2)


class Page(App[None]):
    def __init__(self, area: TextArea) -> None:
        super().__init__()
        self.area = area

    def compose(self) -> ComposeResult:
        yield self.area


async def test_one_that_is_being_taken_down_is_drawn_blank() -> None:
    page = Page(area := SturdyTextArea("words"))
    async with page.run_test():
        assert "words" in area.render_lines(CROP)[1].text
        await area.remove()
        area.notify_style_update()
        assert [line.text.strip() for line in area.render_lines(CROP)] == ["", ""]


async def test_one_of_textuals_own_still_needs_the_help() -> None:
    page = Page(area := TextArea("words"))
    async with page.run_test():
        await area.remove()
        area.notify_style_update()
        with pytest.raises(KeyError):
            area.render_lines(CROP)
