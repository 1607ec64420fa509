"""The list of any length moves its mark over what can be chosen, by keys and by mouse."""

from collections.abc import Callable
from typing import Any

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.content import Content

from facilitator.tui.widgets.line_list import BrowsingList, LineList

Seen = Callable[[App[Any]], str]


class ListApp(App[None]):
    """A list in which words that start with # are headings."""

    KIND: type[LineList[str]] = LineList[str]

    def __init__(self, *entries: str, height: int = 1) -> None:
        super().__init__()
        self.listed = self.KIND(
            lambda entry, _width: [Content(entry)],
            height=height,
            selectable=lambda entry: not entry.startswith("#"),
        )
        self.entries = entries
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.listed

    def on_mount(self) -> None:
        self.listed.show(self.entries)
        self.listed.focus()

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        self.chosen.append(event.entry)


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([], "one"),
        (["down"], "two"),
        (["down", "down", "down"], "two"),
        (["end"], "two"),
        (["end", "up"], "one"),
        (["end", "home"], "one"),
        (["pagedown"], "two"),
        (["pagedown", "pageup"], "one"),
    ],
)
async def test_keys_move_the_mark_and_jump_over_headings(keys: list[str], chosen: str) -> None:
    app = ListApp("# first", "one", "# second", "two", "# end")
    async with app.run_test() as pilot:
        await pilot.press(*keys, "enter")
    assert app.chosen == [chosen]


async def test_a_click_chooses_and_a_click_on_a_heading_does_not() -> None:
    app = ListApp("# first", "one", "two")
    async with app.run_test() as pilot:
        await pilot.click(offset=(3, 0))
        await pilot.click(offset=(3, 2))
    assert app.chosen == ["two"]


async def test_where_an_entry_is_described_a_click_looks_and_one_more_chooses() -> None:
    class Browser(ListApp):
        KIND = BrowsingList[str]

    app = Browser("# first", "one", "two")
    async with app.run_test() as pilot:
        await pilot.click(offset=(3, 2))
        assert (app.listed.chosen, app.chosen) == ("two", [])
        await pilot.click(offset=(3, 2))
    assert app.chosen == ["two"]


async def test_an_empty_list_chooses_nothing() -> None:
    app = ListApp()
    async with app.run_test() as pilot:
        await pilot.press("down", "end", "enter", "pagedown")
    assert app.chosen == []


async def test_the_marked_entry_is_always_in_view(seen: Seen) -> None:
    app = ListApp(*(f"entry {n}" for n in range(1000)))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "▶ entry 999" in seen(app)
        await pilot.press("home")
        await pilot.pause()
        assert "▶ entry 0" in seen(app)


async def test_only_what_is_in_view_is_drawn() -> None:
    drawn: set[str] = set()
    app = ListApp(*(f"entry {n}" for n in range(10_000)))

    def draw(entry: str, _width: int) -> list[Content]:
        drawn.add(entry)
        return [Content(entry)]

    app.listed._draw = draw
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("end")
        await pilot.pause()
    assert len(drawn) <= 40


async def test_entries_are_never_read_as_markup(seen: Seen) -> None:
    app = ListApp("[@click=app.quit]x[/]", "[/b]")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "[@click=app.quit]x[/]" in seen(app)
        assert "[/b]" in seen(app)


async def test_the_mark_fades_while_the_keys_go_elsewhere(seen: Seen) -> None:
    app = ListApp("one")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "▶ one" in seen(app)
        app.set_focus(None)
        await pilot.pause()
        assert "▷ one" in seen(app)
