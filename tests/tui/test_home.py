"""The home screen shows what there is and opens it."""

import datetime as dt
import os
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.agreements import AgreementsScreen
from facilitator.tui.screens.home import HomeScreen
from facilitator.tui.screens.opening import OpeningScreen
from facilitator.tui.screens.playbooks import PlaybooksScreen
from facilitator.tui.screens.reading import ReadingScreen

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_first_time_user_is_told_what_this_is(
    make_app: MakeApp, seen: Seen, settled: Settled, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        shown = seen(app)
        assert "Two people, one keyboard" in shown
        assert "0 saved" in shown
        assert "What was promised" not in shown


@pytest.mark.parametrize("size", SIZES)
async def test_unfinished_sessions_stand_with_names_step_and_day(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any, size: tuple[int, int]
) -> None:
    shelf.session("clinic", "Second clinic in spring")
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        shown = seen(app)
        assert "Second clinic in spring" in shown
        assert "Ada & Ben" in shown
        assert "Mission · " in shown
        assert "Two people, one keyboard" not in shown


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_late_stands_with_its_owner(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any, size: tuple[int, int]
) -> None:
    late = dt.datetime.now().astimezone().date() - dt.timedelta(days=6)
    promise = {"id": "c1", "what": "Three crane offers", "owner": "manager", "due": late}
    shelf.agreement(1, topic="Second harbour", commitment=[promise])
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        shown = seen(app)
        assert "● overdue" in shown
        (line,) = (line for line in shown.splitlines() if "Three crane offers" in line)
        assert "Ben" in line
        assert "6 days late" in line
        assert "Ada" not in line


async def test_a_promise_opens_its_agreement(
    make_app: MakeApp, settled: Settled, shelf: Any
) -> None:
    shelf.agreement(1, review=dt.datetime.now().astimezone().date())
    app = make_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ReadingScreen)


async def test_the_mark_and_enter_resume_a_session(
    make_app: MakeApp, settled: Settled, shelf: Any, walk: Any
) -> None:
    session = shelf.session("clinic", "Second clinic")
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
    assert walk.resumed == [session]


async def test_a_click_resumes_a_session(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any, walk: Any
) -> None:
    session = shelf.session("clinic", "Second clinic")
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        rows = seen(app).splitlines()
        (row,) = (number for number, line in enumerate(rows) if "Second clinic" in line)
        await pilot.click(offset=(6, row))
        await settled(pilot)
    assert walk.resumed == [session]


@pytest.mark.parametrize(
    ("key", "screen"), [("n", OpeningScreen), ("a", AgreementsScreen), ("p", PlaybooksScreen)]
)
async def test_letters_open_what_they_name(
    make_app: MakeApp, settled: Settled, shelf: Any, key: str, screen: type[Any]
) -> None:
    shelf.agreement(1)
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)
        assert isinstance(app.screen, screen)


async def test_agreements_cannot_be_opened_when_there_are_none_and_the_key_says_why(
    make_app: MakeApp, seen: Seen, settled: Settled
) -> None:
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        assert not isinstance(app.screen, AgreementsScreen)
        assert "There are no agreements yet" in seen(app)


async def test_a_hint_in_the_footer_is_a_button(
    make_app: MakeApp, seen: Seen, settled: Settled
) -> None:
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        last = seen(app).splitlines()[-1]
        await pilot.click(offset=(last.index("Playbooks"), 23))
        await settled(pilot)
        assert isinstance(app.screen, PlaybooksScreen)


async def test_topics_are_never_read_as_markup(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    shelf.session("hostile", "[@click=app.quit]x[/] [/b]")
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        assert "[@click=app.quit]x[/] [/b]" in seen(app)


async def test_a_damaged_record_is_counted_and_breaks_nothing(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    path = shelf.agreement(1)
    path.write_text("no toml [[[")
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        assert "1 file is not in order" in seen(app)


async def test_a_library_that_can_only_be_read_says_so_at_home(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.agreement(1)
    monkeypatch.setattr("facilitator.library.paths.os.access", lambda _path, mode: mode == os.F_OK)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "This library can only be read: nothing that you begin here" in seen(app)


async def test_a_library_that_is_a_file_is_told_before_anything_is_begun_in_it(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    shelf.library.root.write_text("I am a file.")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = " ".join(seen(app).split())
        assert "cannot be read: it is a file." in shown
        assert "FACILITATOR_LIBRARY says which folder it is." in shown
        await pilot.press("n", "a")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
