"""From the first page to a signed record, by keys alone; and coming back after an interruption."""

from collections.abc import Awaitable, Callable
from typing import Any

from facilitator.domain.events import Concluded, Signed
from facilitator.library.records import receipt, seal_of, verify_bytes
from facilitator.tui.screens.curtain import CurtainScreen
from facilitator.tui.screens.home import HomeScreen
from facilitator.tui.screens.receipt import ReceiptScreen

Lead = Callable[..., Awaitable[None]]
Sitting = Callable[..., Any]


async def _answer_all(table: Any) -> None:
    await table.until("Step 1 of 3")
    await table.go_on()
    await table.hand_over("Hand the keyboard to Ben")
    await table.press("2")
    await table.go_on()
    await table.hand_over("Hand the keyboard to Ada")
    await table.press("4")
    await table.go_on()
    await table.hand_over("both of you")
    await table.until("side by side")
    await table.go_on()
    await table.until("both here for")
    await table.type("No waiting")
    await table.go_on()
    await table.until("Step 2 of 3")
    await table.go_on()
    await table.hand_over("Hand the keyboard to Ben")
    await table.type("900")
    await table.go_on()
    await table.hand_over("Hand the keyboard to Ada")
    await table.type("1200")
    await table.go_on()
    await table.hand_over("both of you")
    await table.until("300 EUR apart")
    await table.go_on()
    await table.until("Can you both live with this?")
    await table.press("2", "tab", "3")
    await table.until("Both can live with it")
    await table.go_on()
    await table.until("Step 3 of 3")


async def _close(table: Any) -> None:
    await table.go_on()
    await table.until("Who does what by when?")
    await table.type("Order it")
    await table.press("tab")
    await table.press("right", "right", "space")
    await table.go_on()
    await table.until("What you leave with")
    await table.go_on()
    await table.hand_over("Hand the keyboard to Ben")
    await table.press("8")
    await table.go_on()
    await table.hand_over("Hand the keyboard to Ada")
    await table.press("9")
    await table.go_on()
    await table.hand_over("both of you")
    await table.until("The whole text, once more")


async def test_a_whole_session_leads_by_keyboard_to_one_sealed_record(
    sit_down: Sitting,
) -> None:
    async with sit_down() as table:
        await _answer_all(table)
        await _close(table)
        await table.press("tab")
        await table.type("ben LIND")
        await table.press("enter")
        await table.type("Ada Okafor")
        await table.go_on()
        await table.until(lambda: isinstance(table.app.screen, ReceiptScreen))
        (record,) = table.library.agreements.rglob("*.toml")
        data = record.read_bytes()
        assert verify_bytes(data).holds
        code = receipt(seal_of(data)).replace("-", "")
        assert code in table.text.replace(" ", "").replace("–", "")
        assert b'name = "Ben Lind"' in data
        await table.go_on()
        await table.until(lambda: isinstance(table.app.screen, HomeScreen))
        assert not list(table.library.sessions.glob("[0-9]*"))


async def test_a_name_that_is_not_the_partys_does_not_sign(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down() as table:
        await lead(table, "sign")
        await table.press("tab")
        await table.type("Ben")
        await table.go_on()
        await table.until("type the name as it stands above")
        events = table.session.conversation.events
        assert not any(isinstance(event, Signed | Concluded) for event in events)
        await table.press("end")
        await table.type(" Lind")
        await table.until(lambda: "as it stands above: Ben Lind" not in table.text)
        assert "as it stands above: Ada Okafor" in table.text


async def test_next_passes_nothing_that_is_not_in_order(sit_down: Sitting) -> None:
    async with sit_down() as table:
        await table.until("Step 1 of 3")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        await table.until("How close are we?")
        await table.go_on()
        await table.until("this needs an answer")
        await table.press("3")
        await table.until(lambda: "this needs an answer" not in table.text)
        await table.go_on()
        await table.until("Hand the keyboard to Ada")


async def test_enter_moves_on_within_a_page_and_never_past_it(sit_down: Sitting) -> None:
    async with sit_down() as table:
        await table.until("Step 1 of 3")
        for _ in range(3):
            await table.press("enter")
        assert "Step 1 of 3" in table.text


async def test_what_is_half_typed_is_there_again_after_a_resume_on_the_right_page(
    sit_down: Sitting,
) -> None:
    async with sit_down() as table:
        await table.until("Step 1 of 3")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        await table.press("2")
        await table.press("ctrl+s")
        await table.until(lambda: isinstance(table.app.screen, HomeScreen))
    async with sit_down(resume=True) as table:
        await table.until("Welcome back")
        assert "How close" not in table.text
        await table.press("enter")
        await table.until("How close are we?")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ada")
        await table.until("How close are we?")
        assert not table.session.conversation.drafts
        await table.go_on()
        await table.until("this needs an answer")


async def test_a_torn_journal_is_told_once_on_the_curtain(sit_down: Sitting) -> None:
    async with sit_down() as table:
        await table.until("Step 1 of 3")
        await table.go_on()
        await table.until("Hand the keyboard to Ben")
    (journal,) = table.library.sessions.glob("*/journal.jsonl")
    with journal.open("ab") as file:
        file.write(b'{"event":"bro')
    async with sit_down(resume=True) as table:
        await table.until("only half written")
        await table.press("enter")
        await table.until("How close are we?")
        assert "half written" not in table.text


async def test_a_session_concluded_before_a_crash_is_written_on_resume(
    sit_down: Sitting, lead: Lead
) -> None:
    async with sit_down() as table:
        await lead(table, "sign")
        conversation = table.session.conversation
        at = conversation.now()
        conversation.record(
            Signed(at=at, party="manager", name="Ben Lind"),
            Signed(at=at, party="leader", name="Ada Okafor"),
            Concluded(at=at, agreement=conversation.session.id),
        )
        await table.saved()
    async with sit_down(resume=True) as table:
        await table.hand_over("Welcome back")
        await table.until(lambda: isinstance(table.app.screen, ReceiptScreen))
    (record,) = table.library.agreements.rglob("*.toml")
    assert record.stem == conversation.session.id


async def test_a_break_lets_the_curtain_fall_and_stops_the_clock(sit_down: Sitting) -> None:
    async with sit_down() as table:
        await table.until("Step 1 of 3")
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        await table.until("How close are we?")
        await table.press("ctrl+r")
        await table.until("The clock stands still")
        assert isinstance(table.app.screen, CurtainScreen)
        assert table.session.conversation.session.on_break
        await table.press("x", "space")
        assert isinstance(table.app.screen, CurtainScreen)
        await table.press("enter")
        await table.until("How close are we?")
        assert not table.session.conversation.session.on_break


async def test_the_session_can_be_left_from_the_curtain(sit_down: Sitting) -> None:
    async with sit_down() as table:
        await table.until("Step 1 of 3")
        await table.go_on()
        await table.until("Hand the keyboard to Ben")
        await table.press("ctrl+s")
        await table.until(lambda: isinstance(table.app.screen, HomeScreen))
        assert list(table.library.sessions.glob("[0-9]*"))


async def test_a_click_raises_the_curtain_and_presses_next(sit_down: Sitting) -> None:
    async with sit_down() as table:
        await table.until("Step 1 of 3")
        await table.pilot.click("#next")
        await table.until("Hand the keyboard to Ben")
        await table.pilot.click("#raise")
        await table.until("How close are we?")


async def test_at_the_least_width_everything_is_still_there(sit_down: Sitting, lead: Lead) -> None:
    async with sit_down(size=(60, 18)) as table:
        await lead(table, "gate")
        await table.until("Can you both live with this?")
        assert "▶ Budget" in table.text
        await table.press("2", "tab", "3")
        await table.go_on()
        await table.until("Step 3 of 3")
