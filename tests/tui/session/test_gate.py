"""A gate that does not pass: each way on, and what stays closed says why."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from facilitator.domain.session import GateState
from facilitator.tui.screens.curtain import CurtainScreen
from facilitator.tui.screens.session_forms import EscalateGate, ParkGate

Lead = Callable[..., Awaitable[None]]
Sitting = Callable[..., Any]


def _gate(table: Any) -> GateState:
    state: GateState = table.session.conversation.session.gate("budget_agreed")
    return state


async def _fail(table: Any) -> None:
    await table.until("Can you both live with this?")
    await table.press("3", "tab", "4")
    await table.until("does not pass as it stands")
    await table.go_on()
    await table.until("What next?")


async def test_one_who_has_not_chosen_keeps_the_gate_closed(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "gate")
        await table.until("Can you both live with this?")
        await table.press("1")
        await table.go_on()
        await table.until("Ada has yet to choose")
        assert not _gate(table).stances


async def test_going_back_opens_the_revealed_run_for_both_and_then_the_gate_again(
    sit_down: Sitting, lead: Lead
) -> None:
    async with sit_down() as table:
        await lead(table, "gate")
        await _fail(table)
        await table.press("enter")
        await table.until("Change what you want to change")
        assert not isinstance(table.app.screen, CurtainScreen)
        await table.press("end", "ctrl+u")
        await table.type("1000")
        await table.go_on()
        await table.until("100 EUR stays open")
        assert "second try" in table.text
        assert "Since the last try" in table.text
        assert "from 300 EUR to 100 EUR" in table.words
        assert table.session.conversation.session.answers[("needed", "leader")].changed


async def test_after_the_last_try_the_way_back_is_closed_and_says_why(
    sit_down: Sitting, lead: Lead
) -> None:
    async with sit_down() as table:
        await lead(table, "gate")
        for _ in range(2):
            await _fail(table)
            await table.press("enter")
            await table.until("Change what you want to change")
            await table.go_on()
        await _fail(table)
        await table.until("it has been tried 3 times")


async def test_parking_asks_for_an_owner_and_a_day_and_goes_on(
    sit_down: Sitting, lead: Lead
) -> None:
    async with sit_down() as table:
        await lead(table, "gate")
        await _fail(table)
        await table.press("tab", "enter")
        await table.until(lambda: isinstance(table.app.screen, ParkGate))
        await table.go_on()
        await table.until("choose who looks after it")
        await table.press("right", "tab")
        await table.type("soon")
        await table.go_on()
        await table.until("write a day as")
        await table.press("end", "ctrl+u")
        await table.type("+14")
        await table.go_on()
        await table.until("Step 3 of 3")
        handling = _gate(table).handling
        assert handling is not None
        assert (handling.kind, handling.owner) == ("parked", "leader")
        assert handling.revisit is not None


async def test_escalating_needs_a_name(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "gate")
        await _fail(table)
        await table.press("tab", "tab", "enter")
        await table.until(lambda: isinstance(table.app.screen, EscalateGate))
        await table.go_on()
        await table.until("name the person it goes to")
        await table.type("Cleo")
        await table.press("enter", "right", "right")
        await table.go_on()
        await table.until("Step 3 of 3")
        handling = _gate(table).handling
        assert handling is not None
        assert (handling.kind, handling.to) == ("escalated", "Cleo")
        assert handling.owner == "manager"


async def test_a_break_at_the_gate_leads_back_to_it(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "gate")
        await _fail(table)
        await table.press("tab", "tab", "tab", "enter")
        await table.hand_over("The clock stands still")
        await table.until("What next?")


async def test_closing_early_asks_first_and_leads_to_the_end(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "gate")
        await _fail(table)
        await table.press("tab", "tab", "tab", "tab", "enter")
        await table.until("Everything you have agreed on")
        await table.press("n")
        assert table.session.conversation.session.closed_at is None
        await table.until(lambda: not table.app.focused.has_class("-active"))
        await table.press("enter")
        await table.until("Everything you have agreed on")
        await table.press("y")
        await table.until("What you leave with")
        assert "– Next" in table.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_both_see_all_five_levels_with_their_meanings(
    sit_down: Sitting, lead: Lead, size: tuple[int, int]
) -> None:
    async with sit_down(size=size) as table:
        await lead(table, "gate")
        await table.until("I cannot go along with this")
        for words in ("endorse", "support", "accept", "not yet", "refuse"):
            assert table.text.count(f") {words}") == 2
        assert "something has to change first" in table.text
