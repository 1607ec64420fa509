"""The end: fair questions that block nothing, and a look back that nobody else sees."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

Lead = Callable[..., Awaitable[None]]
Sitting = Callable[..., Any]


async def test_reading_back_asks_what_is_fair_and_lets_the_pair_go_on(
    sit_down: Sitting, lead: Lead
) -> None:
    async with sit_down(size=(100, 50)) as table:
        await lead(table, "read_back")
        await table.until("Before you sign, ask each other")
        assert "The one commitment lies with Ben Lind. Is that fair to you both?" in table.words
        assert "How will you both know that this has been done?" in table.words
        assert "By when will this be done?" in table.words
        await table.press("f12")
        await table.until("The terms are looked through")
        await table.press("escape")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        await table.until("One question for you alone")


@pytest.fixture(autouse=True)
def no_key_is_held_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.tui.screens.curtain._REPEATS_WITHIN", 0)


async def sign(table: Any, lead: Lead) -> None:
    await lead(table, "sign")
    await table.until("The whole text, once more")
    for place, name in enumerate(("Ben Lind", "Ada Okafor")):
        table.app.screen.query_one(f"#name-{place}").focus()
        await table.type(name)
    await table.go_on()
    await table.until("Look back, each alone")


async def test_a_look_back_is_for_each_alone_and_is_not_saved(
    sit_down: Sitting, lead: Lead, tmp_path: Path
) -> None:
    async with sit_down(size=(100, 50)) as table:
        await sign(table, lead)
        table.app.screen.query_one("#debrief").press()
        await table.hand_over("Hand the keyboard to Ben")
        await table.until("What helped today")
        await table.type("patience")
        await table.go_on()
        await table.until("Hand the keyboard to Ada")
        assert "patience" not in table.text
        await table.press("enter")
        await table.until("What helped today")
        assert "patience" not in table.text
        await table.go_on()
        await table.hand_over("Now both of you")
        await table.until("Receipt")
        assert b"patience" not in table.disk


async def test_who_wants_to_keep_it_names_a_file_and_nothing_is_replaced(
    sit_down: Sitting, lead: Lead, tmp_path: Path
) -> None:
    kept = tmp_path / "own.txt"
    async with sit_down(size=(100, 50)) as table:
        await sign(table, lead)
        table.app.screen.query_one("#debrief").press()
        await table.hand_over("Hand the keyboard to Ben")
        await table.until("What helped today")
        await table.type("patience")
        place = table.app.screen.query_one("Input")
        place.value = str(kept)
        place.focus()
        await table.press("enter")
        await table.until("only you can read the file")
        assert "patience" in kept.read_text(encoding="utf-8")
        assert kept.stat().st_mode & 0o077 == 0
        await table.press("enter")
        await table.until("nothing is replaced")
