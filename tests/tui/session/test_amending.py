"""An amendment begins with what was agreed, marks what changes, and replaces the agreement."""

import datetime as dt
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from facilitator.authoring import load, read_toml
from facilitator.engine.script import Beginning, play
from facilitator.engine.settlement import settle
from facilitator.engine.structure import Plan
from facilitator.library.index import Index
from facilitator.library.records import read_agreement, render_agreement, save_agreement
from facilitator.tui.screens.opening import OpeningScreen
from facilitator.tui.screens.reading import ReadingScreen
from facilitator.tui.screens.receipt import ReceiptScreen
from facilitator.tui.widgets.field import AnswerField

PLAYBOOKS = Path(__file__).parents[2] / "playbooks"
Lead = Callable[..., Awaitable[None]]
Sitting = Callable[..., Any]


@pytest.fixture
def old(shelf: Any) -> Path:
    """Return the file of an agreement that was made with the shortest playbook."""
    source = (PLAYBOOKS / "shortest.toml").read_bytes()
    plan = Plan(load(source, "shortest"))
    answers = read_toml((PLAYBOOKS / "shortest.answers.toml").read_bytes())
    closed = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
    beginning = Beginning("s", hashlib.sha256(source).hexdigest(), lambda: closed, "abcd")
    agreement = settle(plan, play(plan, answers, beginning).session)
    path: Path = save_agreement(shelf.library, render_agreement(agreement), agreement.id)
    return path


async def test_each_begins_with_their_own_former_answer_and_a_change_is_marked(
    sit_down: Sitting, old: Path
) -> None:
    async with sit_down(amends=old.stem) as table:
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        field = table.app.screen.query_one(AnswerField)
        assert field.raw == 2
        assert "= as in the agreement you amend" in table.words
        await table.press("3")
        assert "≠ changed · before: 2" in table.words
        await table.press("2")
        assert "= as in the agreement you amend" in table.words
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ada")
        assert table.app.screen.query_one(AnswerField).raw == 4


async def test_joint_answers_and_commitments_are_filled_in_too(
    sit_down: Sitting, lead: Lead, old: Path
) -> None:
    async with sit_down(amends=old.stem) as table:
        await lead(table, "together")
        await table.until("both here for")
        assert "Nobody waits in the rain." in table.words
        await lead(table, "together", item="promises")
        await table.until("Who does what")
        (row,) = table.app.screen.query_one(AnswerField).raw
        assert (row["what"], row["owner"]) == ("Order the desk", "manager")
        assert "= as in the agreement you amend" in table.words


async def test_what_was_filled_in_and_changed_survives_an_interruption(
    sit_down: Sitting, old: Path
) -> None:
    async with sit_down(amends=old.stem) as table:
        await table.go_on()
        await table.hand_over("Hand the keyboard to Ben")
        await table.press("5")
        await table.press("ctrl+s")
    async with sit_down(resume=True) as table:
        await table.hand_over("Ben")
        assert table.app.screen.query_one(AnswerField).raw == 5
        assert "≠ changed · before: 2" in table.words


async def test_a_new_agreement_takes_the_place_of_the_old_one_which_says_so(
    sit_down: Sitting, lead: Lead, old: Path
) -> None:
    before = old.read_bytes()
    async with sit_down(amends=old.stem) as table:
        await lead(table, "sign")
        await table.press("tab")
        await table.type("Ben Lind")
        await table.press("enter")
        await table.type("Ada Okafor")
        await table.go_on()
        await table.until(lambda: isinstance(table.app.screen, ReceiptScreen))
        await table.app.push_screen(ReadingScreen(table.library, old))
        with Index.open(table.library) as index:
            index.refresh()
            (new,) = index.amendments(old.stem)
        table.app.screen.changed()
        await table.until("Replaced by “New reception desk”")
    assert read_agreement(old.with_name(f"{new}.toml")).amends == old.stem
    assert old.read_bytes() == before


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_m_asks_for_the_two_again_with_names_and_topic_filled_in(
    make_app: Any, settled: Any, seen: Any, shelf: Any, walk: Any, old: Path, size: tuple[int, int]
) -> None:
    shelf.playbook("shortest", (PLAYBOOKS / "shortest.toml").read_text(encoding="utf-8"))
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await app.push_screen(ReadingScreen(app.library, old))
        await settled(pilot)
        await pilot.press("m")
        await settled(pilot)
        assert isinstance(app.screen, OpeningScreen)
        assert "An amendment of “New reception desk”" in seen(app)
        topics = [field.value for field in app.screen.query(Input)]
        assert "New reception desk" in topics
        await pilot.press("ctrl+n")
        await settled(pilot)
    (result,) = walk.begun
    assert result.amends == old.stem
    assert result.parties == {"leader": "Ada Okafor", "manager": "Ben Lind"}


async def test_without_its_playbook_an_agreement_cannot_be_amended_and_m_says_so(
    make_app: Any, settled: Any, seen: Any, old: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await app.push_screen(ReadingScreen(app.library, old))
        await settled(pilot)
        await pilot.press("m")
        await settled(pilot)
        assert isinstance(app.screen, ReadingScreen)
        assert 'There is no playbook "shortest"' in " ".join(seen(app).split())
