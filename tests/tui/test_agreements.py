"""The list of agreements is of any length, searched, filtered, and never reads text as markup."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.tui.agreement_list import AgreementList
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.found_agreements import PAGE
from facilitator.tui.screens.agreement_filters import FilterScreen
from facilitator.tui.screens.agreements import AgreementsScreen
from facilitator.tui.screens.comparison import ComparisonScreen
from facilitator.tui.screens.reading import ReadingScreen
from facilitator.tui.widgets.line_list import LineList
from tests.tui.idling import until

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]

SIZES = [(80, 24), (120, 40)]


def today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def promise(days: int) -> dict[str, Any]:
    due = today() + dt.timedelta(days=days)
    return {"id": "c1", "what": "Three crane offers", "owner": "manager", "due": due}


@pytest.fixture
def opened(settled: Settled, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Open the list, over all that is in the library."""
    monkeypatch.setattr("facilitator.tui.screens.agreements._READ_AFTER", 0.001)
    monkeypatch.setattr("facilitator.tui.agreement_list._COUNT_AFTER", 0.001)

    async def open_list(pilot: Pilot[Any]) -> AgreementsScreen:
        await settled(pilot)
        screen = AgreementsScreen(pilot.app.library)  # type: ignore[attr-defined]
        await pilot.app.push_screen(screen)
        await settled(pilot)
        return screen

    return open_list


@pytest.mark.parametrize("size", SIZES)
async def test_an_agreement_stands_with_topic_names_themes_status_day_and_what_is_due(
    make_app: MakeApp,
    seen: Seen,
    opened: Callable[..., Any],
    shelf: Any,
    size: tuple[int, int],
) -> None:
    step = {"id": "money", "title": "Money", "theme": "budget", "outcome": "done"}
    shelf.agreement(1, topic="Night shift", status="partial", step=[step], commitment=[promise(-6)])
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        lines = seen(app).splitlines()
        (row,) = (n for n, line in enumerate(lines) if "▶ Night shift" in line)
        assert "≈" in lines[row]
        assert ("≈ partial" in lines[row]) is (size == (80, 24))
        assert "1 Nov" in lines[row]
        assert "Ada & Ben · budget" in lines[row + 1]
        assert "● 6 days late" in lines[row + 1]


async def test_the_reading_view_stands_beside_the_list_where_there_is_room(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], shelf: Any, settled: Settled
) -> None:
    shelf.agreement(1, topic="Night shift")
    shelf.agreement(2, topic="Clinic", common_ground=["Nobody waits in the rain."])
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        assert "Nobody waits in the rain." in seen(app)
        await pilot.press("down")
        await settled(pilot)
        assert "Every patient the same day." in seen(app)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "Every patient the same day." not in seen(app)


async def test_where_nothing_is_found_only_what_keeps_agreements_out_is_said_to_be_taken_away(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], shelf: Any, settled: Settled
) -> None:
    shelf.agreement(1, status="agreed")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("slash", "z", "z", "enter")
        await settled(pilot)
        assert "None of 1 agreement. Esc clears the search." in seen(app)
        listed = screen.query_one(AgreementList)
        listed.show_query(listed.query_shown.switched({"status": "none"}))
        await settled(pilot)
        assert "Esc clears the search; x takes the filters away." in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "None of 1 agreement. x takes the filters away." in seen(app)


@pytest.mark.parametrize("words", ["night ada", "nobody WAIT", "crane", "matter"])
async def test_every_word_of_a_record_is_found_as_one_types(
    make_app: MakeApp,
    seen: Seen,
    opened: Callable[..., Any],
    shelf: Any,
    settled: Settled,
    words: str,
) -> None:
    shelf.agreement(99, topic="Night shift", commitment=[promise(20)])
    other = {"id": "s", "title": "Other", "outcome": "done"}
    for number in range(30):
        shelf.agreement(number, step=[other])
    app = make_app()
    async with app.run_test() as pilot:
        await opened(pilot)
        keys = ("space" if letter == " " else letter for letter in words)
        await pilot.press("slash", *keys)
        await settled(pilot)
        assert "1 of 31 agreements" in seen(app)
        assert "Topic 3" not in seen(app)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ReadingScreen)
        assert "Night shift" in seen(app)


async def test_of_what_is_typed_quickly_the_last_counts(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], shelf: Any, settled: Settled
) -> None:
    for number, topic in enumerate(("Night shift", "Night bus", "Clinic")):
        shelf.agreement(number, topic=topic)
    app = make_app()
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        field = screen.query_one(Input)
        for words in ("c", "n", "ni", "night", "night bu"):
            field.value = words
        await settled(pilot)
        assert "1 of 3 agreements" in seen(app)
        assert "Night bus" in seen(app)


async def test_escape_clears_the_search_before_it_leaves(
    make_app: MakeApp, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    shelf.agreement(1)
    app = make_app()
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("slash", "x", "escape")
        await settled(pilot)
        assert isinstance(app.screen, AgreementsScreen)
        assert app.screen.query_one(Input).value == ""
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(app.screen, AgreementsScreen)


async def test_each_filter_says_how_many_it_would_give_and_gives_as_many(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    for number in range(4):
        shelf.agreement(number, commitment=[promise(-3)] if number < 3 else [])
    shelf.agreement(9, status="partial", topic="Only in part")
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await opened(pilot)
        assert "3 overdue" in seen(app)
        await pilot.press("f")
        await settled(pilot)
        assert isinstance(app.screen, FilterScreen)
        rows = {line.words: line.count for line in app.screen.query_one(LineList).entries}
        assert (rows["overdue"], rows["≈ partial"], rows["Ada Okafor"]) == (3, 1, 5)
        await pilot.press("enter")
        await settled(pilot)
        rows = {line.words: line.count for line in app.screen.query_one(LineList).entries}
        assert (rows["overdue"], rows["≈ partial"], rows["✓ agreed"]) == (3, 0, 3)
        await pilot.press("escape")
        await settled(pilot)
        assert "3 of 5 agreements" in seen(app)
        assert "only overdue" in seen(app)
        await pilot.press("x")
        await settled(pilot)
        assert "Only in part" in seen(app)


async def test_the_order_goes_round(
    make_app: MakeApp, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    shelf.agreement(1, topic="Bus")
    shelf.agreement(2, topic="Crane", commitment=[promise(3)])
    shelf.agreement(3, topic="Ark")
    app = make_app()
    found = []
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        for _ in range(5):
            found.append(screen.query_one(LineList).entries[0].topic)
            await pilot.press("s")
            await settled(pilot)
    assert found == ["Ark", "Bus", "Ark", "Crane", "Ark"]


async def test_a_file_that_cannot_be_read_is_named_beneath_the_list(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], shelf: Any
) -> None:
    shelf.agreement(1)
    shelf.agreement(2).write_text("broken [[[")
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        assert "1 agreement" in seen(app)
        assert "0002.toml" in seen(app)


async def test_pages_come_as_they_are_looked_at(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    count = 3 * PAGE + 5
    for number in range(count):
        shelf.agreement(number)
    app = make_app()
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        listed = screen.query_one(LineList)
        await pilot.press("end")
        await settled(pilot)
        assert listed.marked == count - 1
        assert listed.chosen.topic == "Topic 0"
        assert "▶ Topic 0" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ReadingScreen)


async def test_the_list_can_be_searched_while_the_index_is_being_made(
    make_app: MakeApp,
    seen: Seen,
    opened: Callable[..., Any],
    settled: Settled,
    shelf: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(3):
        shelf.agreement(number)
    app = make_app()
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("escape")
        await settled(pilot)
        released = asyncio.Event()
        loop = asyncio.get_running_loop()

        def slow(_library: Any) -> list[str]:
            asyncio.run_coroutine_threadsafe(released.wait(), loop).result()
            return []

        monkeypatch.setattr("facilitator.tui.agreement_list.refresh", slow)
        await app.push_screen(AgreementsScreen(app.library))
        await until(pilot, lambda: "3 agreements" in seen(app))
        assert "looking for what has changed" in seen(app)
        await pilot.press("slash", "2")
        await until(pilot, lambda: "1 of 3 agreements" in seen(app))
        assert "Topic 2" in seen(app)
        released.set()
        await settled(pilot)
        assert "looking for what has changed" not in seen(app)


async def test_two_agreements_are_compared_by_marking_one_and_then_the_other(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    shelf.agreement(1, commitment=[promise(20)])
    shelf.agreement(2, topic="Something else")
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await pilot.press("d")
        assert "d on another compares it with “Something else”" in seen(app)
        await pilot.press("down", "d")
        await settled(pilot)
        assert isinstance(app.screen, ComparisonScreen)
        lines = [line.strip() for line in seen(app).splitlines()]
        assert any(line.startswith("- Topic 1") for line in lines)
        assert any(line.startswith("+ Something else") for line in lines)
        assert "No longer promised" in lines
        assert not any("nothing" in line for line in lines)


async def test_escape_gives_up_comparing_before_it_leaves(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    shelf.agreement(1)
    app = make_app()
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("d", "escape")
        await settled(pilot)
        assert isinstance(app.screen, AgreementsScreen)
        assert "compares it with" not in seen(app)


async def test_of_a_gate_only_what_changed_has_a_mark_and_consents_that_stayed_are_left_out(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    for number, consent in enumerate(("accept", "endorse")):
        gate = {"id": "g", "text": "We go slowly.", "leader": consent, "manager": "support"}
        step = {"id": "pace", "title": "Pace", "outcome": "agreed", "gate": [gate]}
        shelf.agreement(number, step=[step])
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await pilot.press("d", "down", "d")
        await settled(pilot)
        lines = [line.strip() for line in seen(app).splitlines()]
        at = lines.index("The gate")
        assert lines[at : at + 5] == [
            "The gate",
            "We go slowly.",
            "- Ada Okafor: accept",
            "+ Ada Okafor: endorse",
            "",
        ]
        assert lines[at - 2 : at] == ["Pace", ""]


async def test_another_order_begins_at_its_top(
    make_app: MakeApp, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    for number in range(30):
        shelf.agreement(number)
    app = make_app()
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("down", "down", "s")
        await settled(pilot)
        assert screen.query_one(LineList).chosen.topic == "Topic 0"


async def test_a_list_is_kept_to_a_period_and_each_says_how_many_it_would_give(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    now = dt.datetime.now(dt.UTC).replace(day=15)
    moments = [now, now.replace(day=1) - dt.timedelta(days=1), now - dt.timedelta(days=800)]
    for number, closed in enumerate(moments):
        name = f"{closed:%Y%m%d}-topic-{number:04d}"
        opening = closed - dt.timedelta(hours=1)
        shelf.agreement(number, id=name, closed=closed, opened=opening)
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await opened(pilot)
        await pilot.press("f")
        await settled(pilot)
        listed = app.screen.query_one(LineList)
        rows = {line.words: line.count for line in listed.entries}
        assert (rows["this month"], rows["last month"]) == (1, 1)
        assert rows["this year"] + rows["before this year"] == 3
        listed.marked = [line.words for line in listed.entries].index("last month")
        await pilot.press("enter", "escape")
        await settled(pilot)
        assert "1 of 3 agreements" in seen(app)
        assert "only last month" in seen(app)
        assert "▶ Topic 1" in seen(app)


async def test_several_files_that_are_amiss_take_one_line_and_w_tells_all_of_them(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    for number in range(3):
        shelf.agreement(number)
    shelf.agreement(7).write_text("broken [[[")
    shelf.agreement(8).write_text("broken [[[")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "✗ 2 things are amiss; w tells what." in seen(app)
        await pilot.press("w")
        await settled(pilot)
        assert "✗ 2026-11/20261101-topic-0007.toml" in seen(app)
        assert "✗ 2026-11/20261101-topic-0008.toml" in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.click(screen.query_one("#problems"))
        await settled(pilot)
        assert "What is amiss" in seen(app)
        await pilot.click(app.screen.query_one(".leave"))
        await settled(pilot)
        assert "What is amiss" not in seen(app)


async def test_however_many_files_are_amiss_all_of_them_can_be_read_in_one_text(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    for number in range(40):
        shelf.agreement(number).write_text("broken [[[")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("w")
        await settled(pilot)
        assert "20261101-topic-0000.toml" in seen(app)
        assert len(app.screen.query("#box > *")) == 4
        await pilot.press("end")
        await settled(pilot)
        assert "20261101-topic-0039.toml" in seen(app)
        assert "Esc goes back" in seen(app)


async def test_topics_and_names_are_never_read_as_markup(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    parties = {
        "leader": {"title": "Leader", "name": "[/b]"},
        "manager": {"title": "Manager", "name": "[@click=app.quit]Ben[/]"},
    }
    step = {"id": "s", "title": "[/b]", "theme": "[/i]", "outcome": "done"}
    shelf.agreement(1, topic="[/b] [@click=app.quit]x[/]", parties=parties, step=[step])
    app = make_app()
    async with app.run_test(size=(140, 50)) as pilot:
        await opened(pilot)
        assert seen(app).count("[/b] [@click=app.quit]x[/]") == 2
        await pilot.press("f")
        await settled(pilot)
        assert "[@click=app.quit]Ben[/]" in seen(app)
        assert "[/i]" in seen(app)


async def test_an_agreement_that_goes_away_leaves_a_word_and_not_a_crash(
    make_app: MakeApp, seen: Seen, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    path: Path = shelf.agreement(1)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        path.unlink()
        await pilot.press("enter")
        await settled(pilot)
        assert "✗" in seen(app)


async def test_looking_for_changes_leaves_the_mark_far_down_where_it_was(
    make_app: MakeApp, opened: Callable[..., Any], settled: Settled, shelf: Any
) -> None:
    for number in range(2 * PAGE):
        shelf.agreement(number)
    app = make_app()
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("end", "up")
        await settled(pilot)
        assert screen.query_one(LineList).chosen.topic == "Topic 1"
        screen.changed()
        await settled(pilot)
        assert screen.query_one(LineList).chosen.topic == "Topic 1"


async def test_leaving_while_questions_are_being_answered_breaks_nothing(
    make_app: MakeApp, settled: Settled, shelf: Any
) -> None:
    for number in range(5):
        shelf.agreement(number)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for breaths in range(12):
            screen = AgreementsScreen(app.library)
            await app.push_screen(screen)
            screen.query_one(Input).value = "t"
            for _ in range(breaths):
                await pilot.pause(0)
            screen.dismiss()
            await settled(pilot)
        assert not isinstance(app.screen, AgreementsScreen)
