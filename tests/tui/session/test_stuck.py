"""A gate that sticks: what has moved, and what mediators try; each is an offer, none a push."""

from collections.abc import Awaitable, Callable
from typing import Any

from facilitator.tui.screens.curtain import BreakCurtain

Lead = Callable[..., Awaitable[None]]
Sitting = Callable[..., Any]


async def fail(table: Any) -> None:
    await table.until("Can you both live with this?")
    await table.press("3", "tab", "4")
    await table.until("does not pass as it stands")
    await table.go_on()
    await table.until("What next?")


async def test_the_offers_come_in_the_order_of_mediators(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down(size=(120, 80)) as table:
        await lead(table, "gate")
        assert "What mediators try" not in table.words
        await fail(table)
        labels = (
            "Hear it back",
            "Look at interests again",
            "Take a break",
            "Look at your own alternative",
            "A smaller version, or one that can be undone",
            "A trial period with a date",
            "Take it to a named person",
            "End with what there is",
        )
        offered = table.words[table.words.index("What mediators try") :]
        places = [offered.index(f"{number} {label}") for number, label in enumerate(labels, 1)]
        assert places == sorted(places)


async def test_an_offer_leads_to_its_way(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down(size=(120, 80)) as table:
        await lead(table, "gate")
        await fail(table)
        smaller = [
            button for button in table.app.screen.query(".offers .way") if button.name == "back"
        ]
        smaller[0].press()
        await table.until("Change what you want to change")


async def test_the_common_ground_can_be_looked_at_from_the_gate(
    sit_down: Sitting, lead: Lead
) -> None:
    async with sit_down(size=(120, 80)) as table:
        await lead(table, "gate")
        await fail(table)
        table.app.screen.query_one(".offers .ask").press()
        await table.until("What you both said")
        assert table.words.count("Nobody waits in the rain.") >= 2
        await table.press("escape")
        await table.until("What next?")


async def test_a_try_that_changed_nothing_says_so(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down(size=(120, 60)) as table:
        await lead(table, "gate")
        await fail(table)
        await table.press("enter")
        await table.until("Change what you want to change")
        await table.go_on()
        await table.until("Since the last try: nothing has moved")


async def test_a_break_counts_down_quietly(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "gate")
        await table.press("ctrl+r")
        await table.until("About 5 minutes more, or as long as you need.")
        assert isinstance(table.app.screen, BreakCurtain)
