"""An agreement is shown as it was signed, with the state of its seal."""

import csv
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Static

from facilitator.domain.check_in import CheckIn
from facilitator.library.check_ins import save_check_in
from facilitator.library.records import receipt, seal_of
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.comparison import ComparisonScreen
from facilitator.tui.screens.export_form import ExportForm
from facilitator.tui.screens.reading import ReadingScreen
from facilitator.tui.screens.versions import VersionsScreen
from facilitator.tui.widgets.part_view import PartView
from tests.tui.idling import until

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]


@pytest.fixture
async def read(make_app: MakeApp, seen: Seen, settled: Settled) -> Callable[..., Awaitable[str]]:
    """Open a file in the reading view and return what is seen."""

    async def open_file(path: Any) -> str:
        app = make_app()
        async with app.run_test(size=(100, 60)) as pilot:
            await settled(pilot)
            await app.push_screen(ReadingScreen(app.library, path))
            await settled(pilot)
            return seen(app)

    return open_file


async def test_the_text_the_receipt_and_the_file_are_shown(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    path = shelf.agreement(1, topic="Night shift")
    shown = await read(path)
    assert "Night shift" in shown
    assert "Nobody should wait." in shown
    assert "✓ The seal holds" in shown
    assert receipt(seal_of(path.read_bytes())) in shown
    assert path.name in shown.replace("\n", "").replace(" ", "")


async def test_a_changed_record_is_shown_with_a_warning_and_without_a_receipt(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    path = shelf.agreement(1)
    path.write_bytes(path.read_bytes().replace(b"Nobody should wait.", b"Everybody may wait."))
    shown = await read(path)
    assert "✗ The seal does not hold" in shown
    assert "Everybody may wait." in shown
    assert "Receipt" not in shown


async def test_a_record_that_cannot_be_read_says_why(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    path = shelf.agreement(1)
    path.write_text("[[[")
    assert "✗" in await read(path)


@pytest.mark.parametrize(
    "hostile", ["[@click=app.quit]press[/]", "[/b]", "<script>x</script>", "# no heading", "`x`"]
)
async def test_answers_are_never_read_as_markup(
    read: Callable[..., Awaitable[str]], shelf: Any, hostile: str
) -> None:
    answer = {"id": "why", "ask": "Why?", "type": "text", "together": hostile}
    step = {"id": "mission", "title": hostile, "outcome": "done", "answer": [answer]}
    shown = await read(shelf.agreement(1, topic=hostile, step=[step]))
    assert shown.count(hostile) >= 3


def check_in(path: Any, state: str, **changes: Any) -> None:
    """Save a check-in of c1 beside the agreement in the file `path`."""
    progress = {"commitment": "c1", "state": state} | changes
    table = {
        "format": 1,
        "agreement": path.stem,
        "agreement_sha256": seal_of(path.read_bytes()),
        "at": dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC),
        "progress": [progress],
    }
    save_check_in(path, CheckIn.model_validate(table), "abcd")


PROMISE = {
    "id": "c1",
    "what": "Three crane offers",
    "owner": "manager",
    "due": dt.date(2026, 11, 8),
}


async def test_commitments_stand_with_their_present_state_and_the_check_in_with_its_words(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    path = shelf.agreement(1, commitment=[PROMISE])
    check_in(path, "at_risk", manager="One has not answered.", due=dt.date(2027, 1, 15))
    shown = await read(path)
    assert "Three crane offers   ! at risk" in shown
    assert "by Fri 15 Jan 2027 (first: Sun 8 Nov 2026)" in shown
    assert "Check-in on Fri 20 Nov 2026" in shown
    assert "Ben       One has not answered." in shown


async def test_common_ground_comes_before_the_steps_and_these_before_the_commitments(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    shown = await read(shelf.agreement(1, commitment=[PROMISE]))
    places = [
        shown.index(title)
        for title in ("Common ground", "Mission", "Commitments", "Seal")
        if title in shown
    ]
    assert places == sorted(places)
    assert len(places) == 3


async def test_both_sides_the_gap_the_gate_and_the_reservation_stand_together(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    answer = {
        "id": "pace",
        "ask": "How fast?",
        "type": "scale",
        "leader": 5,
        "manager": 2,
        "analysis": ["≠ 3 of 4 steps apart"],
    }
    secret = {"id": "limit", "ask": "Your limit?", "type": "money", "withheld": "overlap"}
    gate = {
        "id": "agreed",
        "text": "We go at a pace of 3.",
        "leader": "support",
        "manager": "accept",
        "reservations": {"manager": "Not in summer."},
    }
    step = {
        "id": "pace",
        "title": "Pace",
        "outcome": "agreed",
        "answer": [answer, secret | {"room": True}],
        "gate": [gate],
    }
    lines = [line.strip() for line in (await read(shelf.agreement(1, step=[step]))).splitlines()]
    assert "Ada       5" in lines
    assert "Ben       2" in lines
    assert "≠ 3 of 4 steps apart" in lines
    assert "kept secret from each other; there is room" in lines
    assert "▌ We go at a pace of 3." in lines
    assert "Ben       ✓ accept   Reservation: Not in summer." in lines


async def test_an_amended_agreement_says_so_at_its_top_and_v_leads_there_and_back(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    old = shelf.agreement(1, topic="Night shift")
    shelf.agreement(2, topic="Night shift, less of it", amends=old.stem)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await app.push_screen(ReadingScreen(app.library, old))
        await settled(pilot)
        shown = " ".join(seen(app).split())
        assert "Replaced by “Night shift, less of it”, signed Sun 1 Nov 2026." in shown
        await pilot.press("v")
        await settled(pilot)
        assert "takes the place of “Night shift”" in " ".join(seen(app).split())
        await pilot.press("v")
        await settled(pilot)
        assert "Replaced by" in seen(app)


async def test_what_came_after_on_one_day_stands_in_the_order_of_its_moments(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    path = shelf.agreement(1, commitment=[PROMISE])
    check_in(path, "late")
    before = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)
    shelf.agreement(2, topic="With a ramp", amends=path.stem, opened=before, closed=before)
    later = (await read(path)).partition("What came after")[2]
    assert 0 < later.index("Replaced by") < later.index("Check-in on")


@pytest.fixture
def amended_twice(shelf: Any) -> tuple[Any, Any, Any]:
    """An agreement and the two that amend it."""
    old = shelf.agreement(1, topic="Night shift", commitment=[PROMISE])
    ramp = shelf.agreement(2, topic="With a ramp", amends=old.stem, commitment=[])
    return old, ramp, shelf.agreement(3, topic="Without one", amends=old.stem)


async def test_of_two_agreements_that_amend_it_one_chooses_which_to_read(
    make_app: MakeApp, seen: Seen, settled: Settled, amended_twice: tuple[Any, Any, Any]
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await app.push_screen(ReadingScreen(app.library, amended_twice[0]))
        await settled(pilot)
        shown = " ".join(seen(app).split())
        assert "Replaced by 2 agreements that stand side by side: “With a ramp”" in shown
        assert "by Sun 8 Nov 2026" in shown
        assert "late" not in shown
        await pilot.press("v")
        await settled(pilot)
        assert "newer, holds now" in seen(app)
        await pilot.press("up", "enter")
        await settled(pilot)
        shown = " ".join(seen(app).split())
        assert "With a ramp ✓ agreed" in shown
        assert "Another one replaces the same, and both stand: “Without one”" in shown


async def test_beside_an_agreement_stands_what_holds_now_and_nothing_that_was_replaced(
    read: Callable[..., Awaitable[str]], shelf: Any, amended_twice: tuple[Any, Any, Any]
) -> None:
    _, ramp, without = amended_twice
    shelf.agreement(4, topic="With a lift", amends=ramp.stem)
    shown = " ".join((await read(without)).split())
    assert "Another one replaces the same, and both stand: “With a lift”" in shown
    assert "both stand: “With a ramp”" not in shown
    shown = " ".join((await read(ramp)).split())
    assert "Replaced by “With a lift”" in shown
    assert "Another one replaces the same: “Without one”" in shown


async def test_of_agreements_that_amend_each_other_every_other_one_is_offered_once(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    ids = [f"20261101-topic-{number:04d}" for number in (1, 2, 3)]
    paths = [
        shelf.agreement(number, topic=f"Round {number}", amends=ids[number - 2])
        for number in (1, 2, 3)
    ]
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await app.push_screen(ReadingScreen(app.library, paths[0]))
        await settled(pilot)
        await pilot.press("v")
        await settled(pilot)
        assert isinstance(app.screen, VersionsScreen)
        lines = [line.partition("█")[2].strip(" ▶") for line in seen(app).splitlines()]
        assert sorted(line for line in lines if line.startswith("Round")) == ["Round 2", "Round 3"]


async def test_of_two_agreements_that_amend_it_one_chooses_which_to_compare(
    make_app: MakeApp, seen: Seen, settled: Settled, amended_twice: tuple[Any, Any, Any]
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await app.push_screen(ReadingScreen(app.library, amended_twice[0]))
        await settled(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert "Compare it with which version?" in seen(app)
        await pilot.press("up", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ComparisonScreen)
        assert "+ With a ramp" in seen(app)


async def test_what_holds_now_is_the_last_of_a_chain_of_amendments(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    first = shelf.agreement(1, topic="First")
    second = shelf.agreement(2, topic="Second", amends=first.stem)
    shelf.agreement(3, topic="Third", amends=second.stem)
    shown = " ".join((await read(first)).split())
    assert "Replaced by “Third”" in shown
    assert "Replaced by “Second”, signed" in shown.partition("What came after")[2]


async def test_below_the_title_of_a_part_stands_one_empty_line(
    read: Callable[..., Awaitable[str]], shelf: Any
) -> None:
    lines = (await read(shelf.agreement(1, commitment=[PROMISE]))).splitlines()
    places = [n for n, line in enumerate(lines) if line.strip() in {"Mission", "Commitments"}]
    assert len(places) == 2
    assert all(not lines[n + 1].strip() and lines[n + 2].strip() for n in places)


async def test_keys_jump_between_the_parts(make_app: MakeApp, settled: Settled, shelf: Any) -> None:
    steps = [
        {
            "id": f"s{n}",
            "title": f"Step {n}",
            "outcome": "done",
            "answer": [{"id": f"a{n}", "ask": "Why?", "type": "text", "together": "word\n" * 30}],
        }
        for n in range(4)
    ]
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        path = shelf.agreement(1, step=steps)
        await app.push_screen(ReadingScreen(app.library, path))
        await settled(pilot)
        view = app.screen.query_one(PartView)
        titles = [part.title for part in view.parts]
        await pilot.press("n", "n", "n")
        assert titles[view.at] == "Step 1"
        await pilot.press("p")
        assert titles[view.at] == "Step 0"
        await pilot.press("g", "down", "down", "enter")
        await settled(pilot)
        assert titles[view.at] == "Step 2"


async def test_copying_gives_the_whole_text_to_the_terminal(
    make_app: MakeApp, settled: Settled, shelf: Any
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await settled(pilot)
        await app.push_screen(ReadingScreen(app.library, shelf.agreement(1, topic="Night shift")))
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert app.clipboard.startswith("# Night shift")


async def test_an_export_is_written_once_and_replaces_nothing(
    make_app: MakeApp, settled: Settled, shelf: Any, tmp_path: Any
) -> None:
    path = shelf.agreement(1)
    app = make_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await app.push_screen(ReadingScreen(app.library, path))
        await settled(pilot)
        for outcome in (
            lambda: isinstance(app.screen, ReadingScreen),
            lambda: "nothing is replaced" in str(app.screen.query_one("#problem", Static).render()),
        ):
            await pilot.press("e")
            await until(pilot, lambda: isinstance(app.screen, ExportForm))
            app.screen.query_one("#folder", Input).value = str(tmp_path)
            await pilot.press("ctrl+n")
            await until(pilot, outcome)
        (written,) = tmp_path.glob("*.html")
        assert written.stem == path.stem


async def test_an_export_tells_how_the_commitments_stand_now_in_a_spreadsheet_too(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any, tmp_path: Any
) -> None:
    path = shelf.agreement(1, commitment=[PROMISE])
    check_in(path, "at_risk")
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await app.push_screen(ReadingScreen(app.library, path))
        await settled(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, ExportForm))
        assert "for a spreadsheet  (.csv)" in seen(app)
        app.screen.query_one("#folder", Input).value = str(tmp_path)
        await pilot.press("5", "ctrl+n")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        (written,) = tmp_path.glob("*.csv")
        (row,) = csv.DictReader(written.read_text(encoding="utf-8").splitlines())
        assert (row["what"], row["state"]) == ("Three crane offers", "at_risk")
