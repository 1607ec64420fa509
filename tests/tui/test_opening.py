"""The opening asks for what a session needs, keeps what was typed, and gives it on."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.confirm import ConfirmScreen
from facilitator.tui.screens.home import HomeScreen
from facilitator.tui.screens.opening import OpeningScreen
from facilitator.tui.screens.opening_panes import ChoosePane
from facilitator.tui.start import NewSession

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]

NAMES = [*"Ada", "enter", *"Ben", "enter", *"Clinic"]


async def test_names_topic_and_rules_are_handed_on_with_the_bytes_of_the_playbook(
    make_app: MakeApp, settled: Settled, shelf: Any, walk: Any
) -> None:
    path = shelf.playbook("two-lanes")
    app = make_app(NewSession(path))
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await pilot.press(*NAMES, "enter")
        await settled(pilot)
        await pilot.press("space", "tab", "space", "ctrl+n")
        await settled(pilot)
    (result,) = walk.begun
    assert result.playbook == path.read_bytes()
    assert result.parties == {"leader": "Ada", "manager": "Ben"}
    assert result.topic == "Clinic"
    assert result.rules_accepted == ("leader", "manager")


async def test_a_playbook_without_ground_rules_asks_nobody_to_accept_them(
    make_app: MakeApp, settled: Settled, shelf: Any, walk: Any
) -> None:
    source = shelf.playbook("two-lanes").read_text()
    without = "\n".join(line for line in source.splitlines() if "ground_rules" not in line)
    app = make_app(NewSession(shelf.playbook("two-lanes", without)))
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await pilot.press(*NAMES, "f8")
        await settled(pilot)
    assert walk.begun[0].rules_accepted == ()


async def test_what_is_missing_is_said_beside_its_field_and_keeps_next_from_passing(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    app = make_app(NewSession(shelf.playbook("two-lanes")))
    async with app.run_test(size=(80, 30)) as pilot:
        await settled(pilot)
        await pilot.press(*"Ada", "ctrl+n")
        await settled(pilot)
        shown = seen(app)
        assert shown.count("✗ A name is needed") == 1
        assert "✗ A few words are needed" in shown
        assert app.focused is app.screen.query_one("#name-1", Input)
        await pilot.press("B")
        await settled(pilot)
        assert "✗ A name is needed" not in seen(app)
        assert "✗ A few words are needed" in seen(app)


@pytest.mark.parametrize("other", ["Ada", "ADA", "  ada "])
async def test_both_cannot_have_the_same_name(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any, other: str
) -> None:
    app = make_app(NewSession(shelf.playbook("two-lanes")))
    async with app.run_test(size=(80, 30)) as pilot:
        await settled(pilot)
        await pilot.press(*"Ada", "enter", *other, "enter", *"Clinic", "ctrl+n")
        await settled(pilot)
        assert "Both have the same name" in seen(app)
        await pilot.press("shift+tab", *"Other")
        await settled(pilot)
        assert "Both have the same name" not in seen(app)


async def test_both_have_to_accept_the_ground_rules(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any, walk: Any
) -> None:
    app = make_app(NewSession(shelf.playbook("two-lanes")))
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await pilot.press(*NAMES, "ctrl+n")
        await settled(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert "Both of you have to accept them first" in seen(app)
        await pilot.press("space", "ctrl+n")
        await settled(pilot)
        assert "Ben has to accept them first" in seen(app)
    assert walk.begun == []


async def test_going_back_keeps_what_was_typed(
    make_app: MakeApp, settled: Settled, shelf: Any
) -> None:
    app = make_app(NewSession(shelf.playbook("two-lanes")))
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await pilot.press(*NAMES, "ctrl+n")
        await settled(pilot)
        await pilot.press("ctrl+b", "ctrl+b", "ctrl+n")
        await settled(pilot)
        values = [field.value for field in app.screen.query(Input)]
        assert values == ["Ada", "Ben", "Clinic"]


async def test_a_broken_playbook_says_what_is_wrong_and_does_not_start(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    source = shelf.playbook("two-lanes").read_text()
    path = shelf.playbook("broken", source.replace("title = ", "titel = "))
    app = make_app(NewSession(path))
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        assert "Line 6:" in seen(app)
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert "cannot be used yet" in seen(app)
        assert not app.screen.query_one("#parties").display


async def test_the_mark_begins_on_a_playbook_that_can_be_used(
    make_app: MakeApp, settled: Settled, shelf: Any
) -> None:
    shelf.playbook("broken", "[playbook\n")
    shelf.playbook("two-lanes")
    app = make_app(NewSession())
    async with app.run_test() as pilot:
        await settled(pilot)
        chosen = app.screen.query_one(ChoosePane).chosen
        assert chosen is not None
        assert chosen.id == "two-lanes"


async def test_both_lenses_can_be_read_before_the_names_are_given(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    app = make_app(NewSession(shelf.playbook("two-lanes")))
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        assert "You look after why." in seen(app)
        assert "You look after how." in seen(app)


async def test_leaving_asks_first_when_something_was_typed(
    make_app: MakeApp, settled: Settled, shelf: Any
) -> None:
    app = make_app(NewSession(shelf.playbook("two-lanes")))
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await pilot.press(*"Ada", "escape")
        await settled(pilot)
        assert type(app.screen).__name__ == ConfirmScreen.__name__
        await pilot.press("enter")
        await settled(pilot)
        assert type(app.screen).__name__ == OpeningScreen.__name__
        await pilot.press("escape", "y")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_leaving_asks_nothing_when_nothing_was_typed(
    make_app: MakeApp, settled: Settled
) -> None:
    app = make_app(NewSession())
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_text_of_a_playbook_is_never_read_as_markup(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    source = shelf.playbook("two-lanes").read_text()
    hostile = source.replace("You look after why.", "[@click=app.quit]why[/] [/b]")
    hostile = hostile.replace("Numbers first.", "[/b] [red]rule[/]")
    app = make_app(NewSession(shelf.playbook("two-lanes", hostile)))
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        assert "[@click=app.quit]why[/] [/b]" in seen(app)
        await pilot.press(*"[/b]", "enter", *NAMES[4:], "ctrl+n")
        await settled(pilot)
        assert "[/b] [red]rule[/]" in seen(app)
        assert "[/b] accepts them" in seen(app)


async def test_quitting_asks_first_when_something_was_typed(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    app = make_app(NewSession(shelf.playbook("two-lanes")))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press(*"Ada", "ctrl+q")
        await settled(pilot)
        assert "are not kept" in seen(app)
        await pilot.press("tab", "enter")
    assert app.return_code == 0
