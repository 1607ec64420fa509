"""The list of playbooks says what each is, and what is wrong with one."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from facilitator.library.unsaved_playbooks import keep_unsaved
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.opening import OpeningScreen
from facilitator.tui.screens.playbooks import PlaybooksScreen

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_marked_playbook_is_described(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any, size: tuple[int, int]
) -> None:
    shelf.playbook("two-lanes")
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        shown = seen(app)
        assert "Two lanes" in shown
        assert "20 min · 1 step · yours" in shown
        assert "For a test." in shown
        assert "Mission" in shown
        assert "id two-lanes" in shown
        assert "not saved" not in shown


async def test_two_playbooks_with_one_id_are_told(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    shelf.playbook("twin", shelf.playbook("two-lanes").read_text(encoding="utf-8"))
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        assert "two-lanes.toml has this id too" in seen(app)
        await pilot.press("x")
        await settled(pilot)
        assert "(twin.toml)?" in seen(app)


async def test_changes_that_were_never_saved_are_told(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    keep_unsaved(shelf.library, shelf.playbook("two-lanes"), b"# typed")
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        assert "changes not saved" in seen(app)


async def test_a_broken_playbook_shows_its_problem_and_start_says_why_not(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    shelf.playbook("broken", "format = 1\n[playbook]\ntitle = 'Half mended'\ntitel = 'x'\n")
    app = make_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        assert "Half mended" in seen(app)
        assert "Cannot be used" in seen(app)
        assert "Line " in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PlaybooksScreen)
        assert "cannot be used yet" in seen(app)


async def test_enter_starts_a_session_with_the_marked_playbook(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    shelf.playbook("two-lanes")
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, OpeningScreen)
        assert "Leader · who is that?" in seen(app)
