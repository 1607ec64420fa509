"""An agreement is shown as it was signed, with the state of its seal."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from facilitator.library.records import receipt, seal_of
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.reading import ReadingScreen

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]


@pytest.fixture
async def read(make_app: MakeApp, seen: Seen, settled: Settled) -> Callable[..., Awaitable[str]]:
    """Open a file in the reading view and return what is seen."""

    async def open_file(path: Any) -> str:
        app = make_app()
        async with app.run_test(size=(100, 60)) as pilot:
            await settled(pilot)
            await app.push_screen(ReadingScreen(path))
            await settled(pilot)
            await pilot.pause(0.2)
            return seen(app)

    return open_file


async def test_the_text_the_receipt_and_the_file_are_shown(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    path = shelf.agreement(1, topic="Night shift")
    shown = await read(path)
    assert "Night shift" in shown
    assert "Nobody should wait." in shown
    assert "✓ The seal holds" in shown
    assert receipt(seal_of(path.read_bytes())) in shown
    assert path.name in shown.replace("\n", "").replace(" ", "")


async def test_a_changed_record_is_shown_with_a_warning_and_without_a_receipt(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    path = shelf.agreement(1)
    path.write_bytes(path.read_bytes().replace(b"Nobody should wait.", b"Everybody may wait."))
    shown = await read(path)
    assert "✗ The seal does not hold" in shown
    assert "Everybody may wait." in shown
    assert "Receipt" not in shown


async def test_a_record_that_cannot_be_read_says_why(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    path = shelf.agreement(1)
    path.write_text("[[[")
    assert "✗" in await read(path)


@pytest.mark.parametrize(
    "hostile", ["[@click=app.quit]press[/]", "[/b]", "<script>x</script>", "# no heading", "`x`"]
)
async def test_answers_are_never_read_as_markup(
    read: Callable[..., Awaitable[str]], shelf: Any, hostile: str
) -> None:
    answer = {"id": "why", "ask": "Why?", "type": "text", "together": hostile}
    step = {"id": "mission", "title": hostile, "outcome": "done", "answer": [answer]}
    shown = await read(shelf.agreement(1, topic=hostile, step=[step]))
    assert shown.count(hostile) >= 3
