"""What a thread found out is shown while there is something to show it in, and not afterwards."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from facilitator.tui.threads import show_from_thread


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("here")


async def stay(pilot: Pilot[None]) -> None:
    await pilot.pause()


async def take_down(pilot: Pilot[None]) -> None:
    await pilot.app.query_one(Static).remove()


async def quit_app(pilot: Pilot[None]) -> None:
    pilot.app.exit()


@pytest.mark.parametrize(
    ("meanwhile", "shown"), [(stay, ["found"]), (take_down, []), (quit_app, [])]
)
async def test_it_is_shown_if_what_it_is_for_is_still_there(
    meanwhile: Callable[[Pilot[None]], Awaitable[None]], shown: list[str]
) -> None:
    seen: list[str] = []
    page = Page()
    async with page.run_test() as pilot:
        node = page.query_one(Static)
        await meanwhile(pilot)
        await asyncio.to_thread(show_from_thread, node, seen.append, "found")
        assert seen == shown
