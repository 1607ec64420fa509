"""Looking back: everything the two may see, and never the other's unrevealed page."""

from collections.abc import Awaitable, Callable
from typing import Any

from facilitator.domain.events import Answered
from facilitator.tui.screens.curtain import CurtainScreen

Lead = Callable[..., Awaitable[None]]
Sitting = Callable[..., Any]


async def test_back_from_ones_own_page_never_shows_the_others(sit_down: Sitting) -> None:
    async with sit_down() as table:
        await table.until("Step 1 of 3")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        await table.press("2")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ada")
        await table.until("How close are we?")
        await table.press("ctrl+b")
        await table.until("looking back")
        assert "Ben · Manager" not in table.text
        await table.press("ctrl+b")
        assert "Step 1 of 3" in table.text


async def test_the_curtain_shows_nothing_of_either(sit_down: Sitting) -> None:
    async with sit_down() as table:
        await table.until("Step 1 of 3")
        await table.go_on()
        await table.until("Hand the keyboard to Ben")
        assert isinstance(table.app.screen, CurtainScreen)
        for words in ("How close", "Common ground", "Budget", "at the keyboard"):
            assert words not in table.text


async def test_what_was_typed_stays_when_one_looks_back(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "together")
        await table.until("both here for")
        await table.type("To serve")
        await table.press("ctrl+b")
        await table.until("side by side")
        await table.go_on()
        await table.until("To serve")


async def test_an_answer_changed_after_its_reveal_is_marked_and_nothing_else_is_lost(
    sit_down: Sitting, lead: Lead
) -> None:
    async with sit_down() as table:
        await lead(table, "together")
        await table.until("both here for")
        await table.press("ctrl+b")
        await table.until("2 of 4 steps apart")
        await table.press("tab", "enter")
        await table.until("Change what you want to change")
        await table.press("3")
        await table.go_on()
        await table.until("both here for")
        await table.press("ctrl+b")
        await table.until("changed after the reveal")
        changed = [e for e in table.session.conversation.events if isinstance(e, Answered)]
        assert [event.item for event in changed] == ["alignment"] * 3


async def test_the_list_of_pages_leads_to_each_of_them(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "gate")
        await table.press("ctrl+l")
        await table.until("Look back at")
        assert "What are we both here for?" in table.text
        await table.press("home", "enter")
        await table.until("Step 1 of 3")
        assert "looking back" in table.text


async def test_a_step_of_the_rail_can_be_clicked(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "gate")
        await table.until("Can you both")
        await table.pilot.click(".stop.-done")
        await table.until("Step 1 of 3")
        await table.pilot.click(".stop.-here")
        await table.until("Can you both")


async def test_a_parked_thought_is_in_the_parking_lot(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "together")
        await table.until("both here for")
        await table.press("ctrl+t")
        await table.until("Who looks after it?")
        await table.go_on()
        await table.until("write the thought down first")
        await table.type("ask first")
        await table.press("tab", "right")
        await table.go_on()
        await table.until("both here for")
        await table.press("ctrl+g")
        await table.until("Parking lot")
        assert "ask first" in table.text


async def test_one_alone_only_reads_what_belongs_to_both(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "together")
        await table.until("both here for")
        await table.type("ours")
        await table.go_on()
        await table.until("Step 2 of 3")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        await table.until("What can be released?")
        await table.press("ctrl+b", "ctrl+b")
        await table.until("both here for")
        before = len(table.session.conversation.events)
        await table.type("mine")
        await table.press("tab")
        await table.type("mine")
        await table.go_on()
        await table.go_on()
        await table.until("What can be released?")
        assert len(table.session.conversation.events) == before
