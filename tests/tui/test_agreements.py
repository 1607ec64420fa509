"""The list of agreements is fast, searchable and never reads text as markup."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.agreements import AgreementsScreen, matches
from facilitator.tui.screens.reading import ReadingScreen
from facilitator.tui.widgets.line_list import LineList

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]

SUMMARY = {"topic": "Night shift", "parties": {"leader": "Ada Okafor", "manager": "Ben Lind"}}


@pytest.mark.parametrize(
    ("words", "found"),
    [("", True), ("NIGHT", True), ("lind shift", True), ("night day", False), ("[", False)],
)
def test_every_word_must_stand_in_the_topic_or_the_names(words: str, found: bool) -> None:
    assert matches(SUMMARY, words) is found


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_an_agreement_stands_with_topic_names_status_and_day(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any, size: tuple[int, int]
) -> None:
    shelf.agreement(1, topic="Night shift", status="partial")
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        (line,) = (line for line in seen(app).splitlines() if "Night shift" in line)
        assert "Ada & Ben" in line
        assert "≈ partial" in line
        assert "1 Nov" in line


async def test_typing_filters_and_enter_opens_what_is_left(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    for number in range(30):
        shelf.agreement(number)
    shelf.agreement(99, topic="Night shift")
    app = make_app()
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        await pilot.press("slash", *"night")
        await settled(pilot)
        assert "1 of 31 agreements" in seen(app)
        assert "Topic 3" not in seen(app)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ReadingScreen)
        assert "Night shift" in seen(app)


async def test_escape_clears_the_search_before_it_leaves(
    make_app: MakeApp, settled: Settled, shelf: Any
) -> None:
    shelf.agreement(1)
    app = make_app()
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        await pilot.press("slash", "x", "escape")
        await settled(pilot)
        assert isinstance(app.screen, AgreementsScreen)
        assert app.screen.query_one(Input).value == ""
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(app.screen, AgreementsScreen)


async def test_a_file_that_cannot_be_read_is_named_beneath_the_list(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    shelf.agreement(1)
    shelf.agreement(2).write_text("broken [[[")
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        assert "1 agreement" in seen(app)
        assert "0002.toml" in seen(app)


async def test_ten_thousand_agreements_are_listed_without_a_wait(make_app: MakeApp) -> None:
    summaries = [
        SUMMARY | {"id": str(n), "status": "agreed", "closed": "2026-11-01T10:00:00Z"}
        for n in range(10_000)
    ]
    app = make_app()
    async with app.run_test() as pilot:
        screen = AgreementsScreen(app.library)
        await app.push_screen(screen)
        await app.workers.wait_for_complete()
        started = time.perf_counter()
        screen._show(summaries, [])
        await pilot.pause()
        assert time.perf_counter() - started < 0.5
        await pilot.press("end")
        assert screen.query_one(LineList).marked == 9_999


async def test_topics_and_names_are_never_read_as_markup(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    parties = {
        "leader": {"title": "Leader", "name": "[/b]"},
        "manager": {"title": "Manager", "name": "[@click=app.quit]Ben[/]"},
    }
    shelf.agreement(1, topic="[/b] [@click=app.quit]x[/]", parties=parties)
    app = make_app()
    async with app.run_test(size=(140, 30)) as pilot:
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        assert "[/b] [@click=app.quit]x[/]" in seen(app)
