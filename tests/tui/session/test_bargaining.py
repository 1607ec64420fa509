"""Trades and options on the screen: shown when they help, explained on request, and recorded."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from facilitator.domain import events as ev
from facilitator.domain.session import Slot

Lead = Callable[..., Awaitable[None]]
Sitting = Callable[..., Any]

PLAYBOOK = b"""
format = 1
[playbook]
id = "clinic"
version = "1"
title = "Clinic"
first = "manager"
[roles.leader]
title = "Leader"
[roles.manager]
title = "Manager"
[[step]]
id = "options"
title = "Options"
[[step.item]]
type = "points"
id = "share"
ask = "What matters to you?"
who = "both"
privacy = "sealed"
options = ["Start date", "Staffing", "Scope", "Reporting"]
[[step.item]]
type = "table"
id = "ideas"
ask = "Which ways do you see?"
who = "both"
privacy = "sealed"
columns = [{ id = "way", label = "Way", type = "text" }]
[[step.item]]
type = "table"
id = "ways"
ask = "Make one list."
start_from = "ideas"
columns = [{ id = "way", label = "Way", type = "text" }]
[[step.item]]
type = "rating"
id = "marks"
ask = "How good is each?"
each = "ways"
min = 0
max = 10
[[step.item]]
type = "choice"
id = "pick"
ask = "Which do you take?"
options_from = "ways"
beside = ["marks"]
[[step.item]]
type = "text"
id = "better"
ask = "You have {pick}. What would make it better?"
beside = ["marks"]
[[step.item]]
type = "scale"
id = "fit"
ask = "How well does it fit?"
who = "both"
privacy = "sealed"
"""

ANSWERS: dict[Slot, object] = {
    ("share", "manager"): {"Start date": 8, "Staffing": 45, "Scope": 25, "Reporting": 22},
    ("share", "leader"): {"Start date": 40, "Staffing": 10, "Scope": 27, "Reporting": 23},
    ("ideas", "manager"): [{"way": "Rent"}, {"way": "Wait a year"}],
    ("ideas", "leader"): [{"way": "Build"}, {"way": "rent"}],
    ("ways", "together"): [{"way": "One floor now"}, {"way": "Lease"}, {"way": "Both floors"}],
    ("marks", "manager"): [7, 6, 0],
    ("marks", "leader"): [8, 7, 9],
    ("pick", "together"): "Lease",
}


def notices(table: Any) -> list[str]:
    """Return what the program said in passing."""
    return [notice.message for notice in table.app._notifications]


async def test_trades_are_shown_only_when_the_pair_asks(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down(PLAYBOOK, size=(100, 50)) as table:
        await lead(table, "reveal", ANSWERS, "share")
        await table.until("Where could you trade?")
        assert "could give" not in table.words
        await table.press("t")
        await table.until("Ben could give way on Start date and get Staffing")
        assert "would each come to" not in table.words
        await table.press("t")
        await table.until("Ben and Ada would each come to")
        sought = [e for e in table.session.conversation.events if isinstance(e, ev.TradesSought)]
        assert [(event.item, event.divided) for event in sought] == [
            ("share", False),
            ("share", True),
        ]


async def test_one_key_says_how_what_is_on_the_page_is_worked_out(
    sit_down: Sitting, lead: Lead
) -> None:
    async with sit_down(PLAYBOOK, size=(100, 50)) as table:
        await lead(table, "reveal", ANSWERS, "share")
        await table.until("Where could you trade?")
        await table.press("w")
        await table.until("For each option the difference between your points is taken")
        assert "Raiffa" not in table.words
        await table.press("escape", "t", "w")
        await table.until("An issue can be traded when one of you")
        assert "Raiffa, The Art and Science" in table.words


async def test_a_page_on_which_nothing_is_worked_out_says_so(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down(PLAYBOOK) as table:
        await lead(table, "answers", ANSWERS)
        await table.hand_over("Hand the keyboard to Ben")
        await table.until("What matters to you?")
        await table.press("f12")
        assert notices(table) == ["Nothing on this page is worked out."]


async def test_two_lists_come_merged_and_a_double_once(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down(PLAYBOOK, size=(100, 40)) as table:
        await lead(table, "together", ANSWERS, "ways")
        await table.until("Make one list.")
        await table.until("Wait a year")
        rows = [
            word
            for word in table.words.split()
            if word in {"\u258cRent", "\u258cBuild", "\u258crent"}
        ]
        assert rows == ["\u258cRent", "\u258cBuild"]


@pytest.mark.parametrize("size", [(80, 24), (120, 60)])
async def test_the_options_stand_beside_the_choice_with_what_is_to_be_said_of_each(
    sit_down: Sitting, lead: Lead, size: tuple[int, int]
) -> None:
    async with sit_down(PLAYBOOK, size=size) as table:
        await lead(table, "together", ANSWERS, "pick")
        await table.until("Your options")
        for words in (
            "best for the worse-off",
            "\u201cOne floor now\u201d is better for both",
            "Ben would refuse",
        ):
            assert words in table.words, words
        assert "Before you settle" not in table.words


async def test_before_they_settle_the_favourite_is_looked_at_again(
    sit_down: Sitting, lead: Lead
) -> None:
    async with sit_down(PLAYBOOK, size=(120, 60)) as table:
        await lead(table, "together", ANSWERS, "better")
        await table.until("Before you settle:")
        assert "\u201cOne floor now\u201d is better than \u201cLease\u201d for both" in table.words
        assert "\u2605 B Lease" in table.words
        await table.press("f12")
        await table.until("Nash, The Bargaining Problem")


async def test_one_alone_cannot_ask_for_trades(sit_down: Sitting, lead: Lead) -> None:
    answers = {**ANSWERS, ("better", "together"): "A trial."}
    async with sit_down(PLAYBOOK, size=(100, 50)) as table:
        await lead(table, "answers", answers, "fit")
        await table.hand_over("Hand the keyboard to Ben")
        await table.until("How well does it fit?")
        await table.press("ctrl+l", "home", "down", "enter")
        await table.until("looking back")
        await table.press("t")
        assert any(words.startswith("There are no points here") for words in notices(table))
