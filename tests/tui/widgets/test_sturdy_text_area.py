"""A text area is drawn at any moment, whatever stage of its life it is in."""

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widgets import Static, TextArea

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


class Long(App[None]):
    CSS = "SturdyTextArea { height: 5; } #more { height: 60; }"

    def __init__(self, words: str) -> None:
        super().__init__()
        self.area = SturdyTextArea(words)

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield self.area
            yield Static(id="more")


async def test_page_down_moves_the_page_unless_the_text_is_longer_than_its_field() -> None:
    for words, page_moves in (("short", True), ("a line\n" * 30, False)):
        app = Long(words)
        async with app.run_test(size=(80, 24)) as pilot:
            app.area.focus()
            await pilot.press("pagedown")
            await pilot.pause()
            moved = app.query_one(VerticalScroll).scroll_target_y > 0
            assert moved is page_moves
            assert (app.area.cursor_location[0] > 0) is not page_moves
            await pilot.press("pageup")
            assert app.query_one(VerticalScroll).scroll_target_y == 0
