"""The browser makes, renames and removes the user's own playbooks, and only those."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from facilitator.authoring import check
from facilitator.authoring.skeletons import PLAYBOOK
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.confirm import ConfirmScreen
from facilitator.tui.screens.editor import EditorScreen
from facilitator.tui.screens.playbook_forms import NameForm
from facilitator.tui.screens.playbooks import PlaybooksScreen
from facilitator.tui.screens.rehearsal import RehearsalScreen
from tests.tui.idling import until

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
Until = Callable[[Callable[[], bool]], Awaitable[None]]
Browse = Callable[[], AbstractAsyncContextManager[tuple[FacilitatorApp, Pilot[Any], Until]]]


@pytest.fixture
def browse(make_app: MakeApp, seen: Seen, shelf: Any) -> Browse:
    """Open the browser and wait until it has read the playbooks."""

    @asynccontextmanager
    async def open_it() -> AsyncIterator[tuple[FacilitatorApp, Pilot[Any], Until]]:
        app = make_app()
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            browser = PlaybooksScreen(shelf.library)
            await app.push_screen(browser)
            await until(pilot, lambda: browser.marked is not None)
            yield app, pilot, partial(until, pilot)

    return open_it


async def test_who_answers_what_and_how_secret_is_shown(browse: Browse, seen: Seen) -> None:
    async with browse() as (app, _, until):
        await until(lambda: "sealed" in seen(app))
        assert "●■" in seen(app)
        assert "hand-overs" in seen(app)


async def test_duplicating_makes_an_own_one_under_the_mark(
    browse: Browse, seen: Seen, shelf: Any
) -> None:
    async with browse() as (app, pilot, until):
        await pilot.press("d")
        await until(lambda: isinstance(app.screen, NameForm))
        await pilot.press("ctrl+n")
        await until(lambda: "yours" in seen(app) and isinstance(app.screen, PlaybooksScreen))
        (made,) = shelf.library.playbooks.glob("*.toml")
        assert made.stem.startswith("my-")
        assert check(made.read_bytes(), made.name).playbook is not None
        assert isinstance(app.screen, PlaybooksScreen)
        marked = app.screen.marked
        assert marked is not None
        assert marked.path == made


async def test_an_id_that_cannot_be_one_is_said_beside_its_field(
    browse: Browse, seen: Seen
) -> None:
    async with browse() as (app, pilot, until):
        await pilot.press("d")
        await until(lambda: isinstance(app.screen, NameForm))
        await pilot.press("home", "X", "ctrl+n")
        await until(lambda: "✗ small letters" in seen(app))
        await pilot.press("home", "delete")
        await until(lambda: "✗ small letters" not in seen(app))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, PlaybooksScreen))


async def test_a_new_one_opens_in_the_editor(browse: Browse) -> None:
    async with browse() as (app, pilot, until):
        await pilot.press("c")
        await until(lambda: isinstance(app.screen, NameForm))
        await pilot.press("ctrl+n")
        await until(lambda: isinstance(app.screen, EditorScreen))


async def test_shipped_ones_are_neither_renamed_nor_removed(browse: Browse, seen: Seen) -> None:
    async with browse() as (app, pilot, until):
        for key in ("m", "x"):
            await pilot.press(key)
            await until(lambda: "came with the program" in seen(app))
            assert isinstance(app.screen, PlaybooksScreen)


async def test_removing_asks_and_moves_the_file_away(browse: Browse, shelf: Any) -> None:
    path = shelf.playbook("mine", PLAYBOOK)
    async with browse() as (app, pilot, until):
        assert app.screen.marked.path == path  # type: ignore[attr-defined]
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, PlaybooksScreen))
        assert path.exists()
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(lambda: not path.exists())
        (away,) = (shelf.library.playbooks / ".removed").iterdir()
        assert away.read_bytes() == PLAYBOOK.encode()


async def test_renaming_gives_another_id_and_title(browse: Browse, shelf: Any) -> None:
    path = shelf.playbook("mine", PLAYBOOK)
    async with browse() as (app, pilot, until):
        await pilot.press("m")
        await until(lambda: isinstance(app.screen, NameForm))
        await pilot.press("end", "2", "enter", "end", "!", "enter")
        renamed = shelf.library.playbooks / "new-playbook2.toml"
        await until(lambda: renamed.exists() and not path.exists())
        playbook = check(renamed.read_bytes(), "x").playbook
        assert playbook is not None
        assert playbook.playbook.title == "A new playbook!"


async def test_rehearse_begins_a_rehearsal(browse: Browse) -> None:
    async with browse() as (app, pilot, until):
        await pilot.press("r")
        await until(lambda: isinstance(app.screen, RehearsalScreen))
