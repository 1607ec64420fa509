"""What is withheld is on no disk and on nobody else's screen; hostile words do nothing."""

from collections.abc import Awaitable, Callable
from typing import Any

Lead = Callable[..., Awaitable[None]]
Sitting = Callable[..., Any]

SECRETS = b"""
format = 1
[playbook]
id = "secrets"
version = "1"
title = "[b]Secrets[/b]"
currency = "EUR"
[roles.leader]
title = "[@click=app.quit]Leader[/]"
[roles.manager]
title = "Manager"
[[step]]
id = "limits"
title = "[/b]Limits"
purpose = "[@click=app.quit]press here[/]"
[[step.item]]
type = "money"
id = "limit"
who = "both"
privacy = "overlap"
room = "leader <= manager"
ask = "[@click=app.quit]Your limit?[/]"
[[step.item]]
type = "text"
id = "fallback"
who = "both"
privacy = "private"
ask = "What will you do otherwise?"
"""


async def _secret_page(table: Any, figure: str, words: str) -> None:
    await table.until("Your limit?")
    await table.type(figure)
    await table.press("enter")
    await table.type(words)


async def test_withheld_answers_are_in_no_file_at_any_time(sit_down: Sitting) -> None:
    async with sit_down(SECRETS) as table:
        await table.until("Step 1 of 1")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        await _secret_page(table, "73519", "leavexq")
        table.session.save_now()
        assert b"73519" not in table.disk
        assert b"leavexq" not in table.disk
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ada")
        assert "73519" not in table.text
        await _secret_page(table, "73518", "stayxq")
        await table.go_on()
        await table.hand_over("both of you")
        await table.until("there is room")
        assert "7351" not in table.text
        await table.press("ctrl+s")
        await table.until("Start a session")
        for secret in (b"73519", b"73518", b"leavexq", b"stayxq"):
            assert secret not in table.disk


async def test_another_round_asks_both_anew_and_counts_to_three(sit_down: Sitting) -> None:
    async with sit_down(SECRETS) as table:
        conversation = table.session.conversation
        await table.until("Step 1 of 1")
        await table.go_on()
        for tested in (1, 2, 3):
            for name in ("Ben", "Ada"):
                await table.hand_over(f"Hand the keyboard to {name}")
                await table.until("Your limit?")
                await table.type("5")
                if tested == 1:
                    await table.press("enter")
                    await table.type("x")
                await table.go_on()
            await table.hand_over("both of you")
            await table.until(f"Asked {tested} of 3 times")
            if tested < 3:
                await table.press("tab", "enter")
        assert "Ask both anew" not in table.text
        assert conversation.session.tests["limit"] == (True, True, True)


async def test_a_round_cut_off_by_leaving_does_not_count(sit_down: Sitting) -> None:
    async with sit_down(SECRETS) as table:
        await table.until("Step 1 of 1")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        await _secret_page(table, "50", "x")
        await table.go_on()
        await table.until("Hand the keyboard to Ada")
    async with sit_down(resume=True) as table:
        await table.hand_over("Hand the keyboard to Ben")
        await table.until("Your limit?")
        assert "50" not in table.text
        assert not table.session.conversation.session.tests


async def test_hostile_words_are_drawn_and_do_nothing(sit_down: Sitting) -> None:
    async with sit_down(SECRETS, size=(120, 40)) as table:
        await table.until("[@click=app.quit]press here[/]")
        assert "[b]Secrets[/b]" in table.text
        assert "[/b]Limits" in table.text
        await table.pilot.click(".note")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        await table.until("[@click=app.quit]Your limit?[/]")
        await table.pilot.click("AnswerField .question")
        assert table.app.is_running
