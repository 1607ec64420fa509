"""A disk that is full or can only be read: it is said, nothing is lost, and it is saved later."""

import errno
import os
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from facilitator.library.journal import read_journal
from facilitator.library.records import verify_bytes
from facilitator.tui.screens.receipt import ReceiptScreen

Lead = Callable[..., Awaitable[None]]
Sitting = Callable[..., Any]

FAULTS = {errno.ENOSPC: "the disk is full", errno.EROFS: "the disk can only be read"}


@pytest.fixture
def break_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let every write from now on fail with an error of the system."""
    monkeypatch.setattr("facilitator.tui.pages.unsaved._RETRY_EVERY", 0.05)

    def break_it(number: int) -> None:
        def refuse(descriptor: int, data: bytes) -> None:
            del descriptor, data
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr("facilitator.library.files.write_all", refuse)
        monkeypatch.setattr("facilitator.library.journal.write_all", refuse)

    return break_it


def _events(table: Any) -> list[Any]:
    (path,) = table.library.sessions.glob("*/journal.jsonl")
    reading = read_journal(path)
    assert reading.damaged_line is None
    return list(reading.events)


@pytest.mark.parametrize("number", FAULTS, ids=FAULTS.get)
async def test_answers_wait_in_memory_until_the_disk_takes_them(
    sit_down: Sitting,
    lead: Lead,
    break_disk: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    async with sit_down() as table:
        await lead(table, "together")
        await table.saved()
        await table.until("both here for")
        before = _events(table)
        break_disk(number)
        await table.type("Serve all")
        await table.go_on()
        await table.until("Not saved yet, but still in memory: ")
        await table.until(f"{FAULTS[number]}.")
        await table.until("Step 2 of 3")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        await table.type("900")
        await table.go_on()
        await table.until("Hand the keyboard to Ada")
        assert _events(table) == before
        monkeypatch.undo()
        await table.press("enter")
        await table.until(lambda: _events(table) == table.session.conversation.events)
        await table.until(lambda: "Not saved yet" not in table.text)
        assert b"Serve all" in table.disk


async def test_a_record_that_cannot_be_written_can_be_tried_again(
    sit_down: Sitting,
    lead: Lead,
    break_disk: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with sit_down() as table:
        await lead(table, "sign")
        await table.saved()
        break_disk(errno.ENOSPC)
        await table.press("tab")
        await table.type("Ben Lind")
        await table.press("enter")
        await table.type("Ada Okafor")
        await table.go_on()
        await table.until("Not saved yet: ")
        assert not list(table.library.agreements.rglob("*.toml"))
        monkeypatch.undo()
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, ReceiptScreen))
        (record,) = table.library.agreements.rglob("*.toml")
        assert verify_bytes(record.read_bytes()).holds
