"""A check-in is asked for each commitment, judged by the engine, and saved as its own record."""

import datetime as dt
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from facilitator.library.check_ins import check_ins_of
from facilitator.library.records import verify_file
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.checking_in import CheckInScreen
from facilitator.tui.screens.home import HomeScreen
from facilitator.tui.screens.reading import ReadingScreen

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]

KEYS = {" ": "space", ".": "full_stop", "+": "plus"}


def promises(count: int = 2) -> list[dict[str, Any]]:
    late = dt.datetime.now().astimezone().date() - dt.timedelta(days=6)
    return [
        {"id": f"c{n}", "what": f"Crane {n}", "owner": "manager", "due": late}
        for n in range(1, count + 1)
    ]


async def write(pilot: Pilot[Any], text: str) -> None:
    await pilot.press(*(KEYS.get(letter, letter) for letter in text))


@pytest.fixture
def asked(settled: Settled) -> Callable[..., Awaitable[None]]:
    """Open the check-in of the agreement in a file."""

    async def ask(pilot: Pilot[Any], path: Path) -> None:
        await settled(pilot)
        app: Any = pilot.app
        await app.push_screen(CheckInScreen(app.library, path))
        await settled(pilot)

    return ask


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_check_in_from_home_is_saved_sealed_and_changes_what_is_due(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any, size: tuple[int, int]
) -> None:
    path = shelf.agreement(1, commitment=promises())
    before = path.read_bytes()
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("right", "c")
        await settled(pilot)
        assert isinstance(app.screen, CheckInScreen)
        await write(pilot, "4")
        await pilot.press("tab")
        await write(pilot, "I waited.")
        await pilot.press("tab")
        await write(pilot, "Two are in.")
        await pilot.press("tab")
        await write(pilot, "+14")
        await pilot.press("tab")
        await write(pilot, "Ring the third")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        shown = seen(app)
        assert "Crane 1" not in shown
        assert "Crane 2" in shown
    (check_in,), problems = check_ins_of(path)
    assert not problems
    (progress,) = check_in.progress
    assert (progress.commitment, progress.state) == ("c1", "late")
    assert progress.word("leader") == "I waited."
    assert progress.word("manager") == "Two are in."
    assert progress.next == "Ring the third"
    assert progress.due == dt.datetime.now().astimezone().date() + dt.timedelta(days=14)
    (file,) = path.parent.glob("*.checkin-*.toml")
    assert verify_file(file).holds
    assert path.read_bytes() == before


async def test_a_check_in_on_what_was_replaced_says_by_what_and_is_kept_all_the_same(
    make_app: MakeApp,
    seen: Seen,
    settled: Settled,
    shelf: Any,
    asked: Callable[..., Awaitable[None]],
) -> None:
    path = shelf.agreement(1, commitment=promises())
    shelf.agreement(2, topic="Fewer cranes", amends=path.stem)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, path)
        assert "▲ Replaced by “Fewer cranes”, signed Sun 1 Nov 2026." in seen(app)
        await pilot.press("1", "ctrl+s")
        await settled(pilot)
        (check_in,), _ = check_ins_of(path)
        assert check_in.progress[0].state == "done"


async def test_the_reading_view_shows_a_check_in_that_was_made_from_it(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    path = shelf.agreement(1, commitment=promises())
    app = make_app()
    async with app.run_test(size=(100, 50)) as pilot:
        await settled(pilot)
        await app.push_screen(ReadingScreen(app.library, path))
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("1", "ctrl+s")
        await settled(pilot)
        assert "Crane 1   ✓ done" in seen(app)
        assert "Crane 2   · open" in seen(app)


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ((), "say of at least one how it is going"),
        (("tab", "x"), "choose how it is going"),
        (("2", "tab", "tab", "tab", "x"), "write a day as"),
        (("1", "tab", "tab", "tab", "plus", "3"), "that is done has no new date"),
        (("2", "tab", "tab", "tab", "minus", "9"), "write a day as"),
    ],
)
async def test_what_is_not_in_order_is_said_and_nothing_is_saved(
    make_app: MakeApp,
    seen: Seen,
    settled: Settled,
    asked: Callable[..., Awaitable[None]],
    shelf: Any,
    keys: tuple[str, ...],
    problem: str,
) -> None:
    path = shelf.agreement(1, commitment=promises(1))
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await asked(pilot, path)
        await pilot.press(*keys, "ctrl+s")
        await settled(pilot)
        assert problem in seen(app)
        assert isinstance(app.screen, CheckInScreen)
    assert not list(path.parent.glob("*.checkin-*"))


async def test_leaving_asks_once_something_was_filled_in(
    make_app: MakeApp,
    seen: Seen,
    settled: Settled,
    asked: Callable[..., Awaitable[None]],
    shelf: Any,
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await asked(pilot, shelf.agreement(1, commitment=promises()))
        await pilot.press("1", "escape")
        await settled(pilot)
        assert "is not kept" in seen(app)
        await pilot.press("n")
        await settled(pilot)
        assert isinstance(app.screen, CheckInScreen)
        await pilot.press("backspace", "escape")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_nothing_rests_on_a_record_that_was_changed(
    make_app: MakeApp,
    seen: Seen,
    settled: Settled,
    asked: Callable[..., Awaitable[None]],
    shelf: Any,
) -> None:
    path = shelf.agreement(1, commitment=promises())
    path.write_bytes(path.read_bytes().replace(b"Crane 1", b"Crane 9"))
    app = make_app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await asked(pilot, path)
        assert "This is not what was signed" in seen(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
    assert not list(path.parent.glob("*.checkin-*"))


async def test_without_commitments_there_is_nothing_to_check_in_on(
    make_app: MakeApp, seen: Seen, asked: Callable[..., Awaitable[None]], shelf: Any
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await asked(pilot, shelf.agreement(1))
        assert "Nothing was promised in this agreement" in seen(app)


async def test_commitments_are_never_read_as_markup(
    make_app: MakeApp, seen: Seen, asked: Callable[..., Awaitable[None]], shelf: Any
) -> None:
    hostile = "[/b] [@click=app.quit]x[/]"
    promise = promises(1)[0] | {"what": hostile}
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await asked(pilot, shelf.agreement(1, topic=hostile, commitment=[promise]))
        assert seen(app).count(hostile) == 2


async def test_what_keeps_a_check_in_from_being_saved_is_in_sight_beside_many_commitments(
    make_app: MakeApp,
    seen: Seen,
    settled: Settled,
    shelf: Any,
    asked: Callable[..., Awaitable[None]],
) -> None:
    path = shelf.agreement(1, commitment=promises(9))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, path)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "✗ say of at least one how it is going" in seen(app)
        shutil.rmtree(path.parent)
        await pilot.press("1", "ctrl+s")
        await settled(pilot)
        assert "✗ Not saved yet:" in seen(app)
