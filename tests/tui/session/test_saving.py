"""Nothing typed is lost: drafts, failed writes, and leaving in any way."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from facilitator.domain.errors import LibraryError

Lead = Callable[..., Awaitable[None]]
Sitting = Callable[..., Any]


async def test_half_typed_words_reach_the_disk_by_themselves(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "together")
        await table.until("both here for")
        await table.type("halfway")
        await table.until(lambda: b"halfway" in table.disk)


async def test_save_now_gets_what_was_just_typed_to_disk(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "together")
        await table.until("both here for")
        await table.type("justnow")
        table.session.save_now()
        assert b"justnow" in table.disk


async def test_what_cannot_be_saved_is_said_and_saved_later(
    sit_down: Sitting, lead: Lead, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit_down() as table:
        await lead(table, "together")
        await table.until("both here for")
        journal = table.session.conversation.journal.journal

        def full(data: bytes) -> None:
            del data
            message = "the disk is full."
            raise LibraryError(message)

        monkeypatch.setattr(journal, "_write", full)
        await table.type("Serve all")
        await table.go_on()
        await table.until("Not saved yet, but still in memory")
        await table.until("Step 2 of 3")
        monkeypatch.undo()
        table.session.conversation.retry()
        await table.saved()
        await table.until(lambda: "Not saved yet" not in table.text)
        assert b"Serve all" in table.disk


async def test_a_half_said_stance_is_there_again_after_a_resume(
    sit_down: Sitting, lead: Lead
) -> None:
    async with sit_down() as table:
        await lead(table, "gate")
        await table.until("Can you both")
        await table.press("4")
        await table.press("ctrl+s")
        await table.until("Start a session")
    async with sit_down(resume=True) as table:
        await table.hand_over("Welcome back")
        await table.until("(●) not yet")
        assert not table.session.conversation.session.gate("budget_agreed").stances
