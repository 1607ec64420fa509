"""Previews and rehearsals show the real pages, with made-up people, and nothing stays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from facilitator.authoring import load
from facilitator.authoring.skeletons import PLAYBOOK
from facilitator.library.paths import shipped_playbooks
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.editing.previewing import preview
from facilitator.tui.screens.curtain import CurtainScreen
from facilitator.tui.screens.editor import EditorScreen
from facilitator.tui.screens.preview import PreviewScreen
from facilitator.tui.screens.rehearsal import RehearsalScreen
from facilitator.tui.wording import utc_now
from tests.tui.idling import until

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
SHIPPED = sorted(shipped_playbooks().glob("*.toml"))


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_item_of_a_shipped_playbook_has_its_pages(path: Path) -> None:
    playbook = load(path.read_bytes(), path.name)
    for place, step in enumerate(playbook.steps):
        assert preview(playbook, place, -1, utc_now()).moments
        for number, item in enumerate(step.items):
            moments = preview(playbook, place, number, utc_now()).moments
            assert moments, item.id
            kinds = [moment.page.kind for moment in moments]
            if getattr(item, "privacy", "open") == "sealed" and item.type != "gate":
                assert kinds[-1] == "reveal"


async def test_a_preview_goes_from_one_to_the_other_to_the_reveal(
    make_app: MakeApp, seen: Seen, shelf: Any
) -> None:
    path = shelf.playbook("mine", PLAYBOOK)
    before = files_of(shelf.library.root)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        editor = EditorScreen(shelf.library, path)
        await app.push_screen(editor)
        await until(pilot, lambda: editor.checked.playbook is not None)
        editor.area.go_to(PLAYBOOK[: PLAYBOOK.index('"seen"')].count("\n") + 1)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "▶ Manager, alone" in seen(app))
        assert isinstance(app.screen, PreviewScreen)
        assert all(field.disabled for field in app.screen.query("AnswerField"))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "▶ Leader, alone" in seen(app))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "What Leader would write here." in seen(app))
        assert "PREVIEW" in seen(app)
        await pilot.press("w")
        await until(pilot, lambda: "How is this worked out?" in seen(app))
        await pilot.press("escape", "ctrl+b")
        await until(pilot, lambda: "▶ Leader, alone" in seen(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is editor)
    assert files_of(shelf.library.root) == before


@pytest.mark.parametrize(
    ("item", "page", "words"),
    [
        ("strain", "▶ Manager, alone", "How much more can the present team carry?"),
        ("posts_wanted", "▶ the reveal", "full-time posts does it take to"),
        ("covered", "▶ the reveal", "Of the money, there is"),
    ],
)
async def test_a_preview_shows_the_item_at_the_cursor_however_far_down_its_page(
    make_app: MakeApp, seen: Seen, shelf: Any, item: str, page: str, words: str
) -> None:
    text = next(path for path in SHIPPED if path.stem == "budget-limits").read_text("utf-8")
    path = shelf.playbook("mine", text)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        editor = EditorScreen(shelf.library, path)
        await app.push_screen(editor)
        await until(pilot, lambda: editor.checked.playbook is not None)
        editor.area.go_to(text[: text.index(f'"{item}"')].count("\n") + 1)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "PREVIEW" in seen(app))
        while page not in seen(app):
            before = seen(app)
            await pilot.press("ctrl+n")
            await until(pilot, lambda was=before: seen(app) != was)  # type: ignore[misc]
        await until(pilot, lambda: words in " ".join(seen(app).split()))


async def test_a_broken_playbook_is_not_previewed_and_the_reason_is_said(
    make_app: MakeApp, seen: Seen, shelf: Any
) -> None:
    path = shelf.playbook("mine", PLAYBOOK.replace("minutes", "minuts", 1))
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        editor = EditorScreen(shelf.library, path)
        await app.push_screen(editor)
        await until(pilot, lambda: bool(editor.checked.problems))
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "First put the errors right" in seen(app))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: app.screen is editor)


@pytest.mark.parametrize("raising", ["enter", "ctrl+e"])
async def test_a_rehearsal_goes_to_the_signatures_and_saves_nothing(
    make_app: MakeApp, seen: Seen, shelf: Any, raising: str
) -> None:
    path = next(path for path in SHIPPED if path.stem == "quick-reset")
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        rehearsal = RehearsalScreen(load(path.read_bytes(), path.name), utc_now)
        await app.push_screen(rehearsal)
        await until(pilot, lambda: "REHEARSAL" in seen(app))
        while rehearsal in app.screen_stack:
            curtain = isinstance(app.screen, CurtainScreen)
            assert "REHEARSAL" in seen(app)
            assert "Save" not in seen(app)
            before = len(rehearsal.conversation.events)
            await pilot.press(raising if curtain else "ctrl+e")
            await until(
                pilot,
                lambda was=before, hung=curtain: (
                    rehearsal not in app.screen_stack  # type: ignore[misc]
                    or (app.screen is rehearsal and rehearsal.view is not None and hung)
                    or (len(rehearsal.conversation.events) > was)
                ),
            )
            await pilot.pause()
        assert rehearsal not in app.screen_stack
        await until(pilot, lambda: "Nothing of it was saved." in " ".join(seen(app).split()))
    assert not shelf.library.root.exists()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_curtain_of_a_rehearsal_hangs_in_the_middle_below_its_mark(
    make_app: MakeApp, seen: Seen, size: tuple[int, int]
) -> None:
    path = next(path for path in SHIPPED if path.stem == "quick-reset")
    app = make_app()
    async with app.run_test(size=size) as pilot:
        rehearsal = RehearsalScreen(load(path.read_bytes(), path.name), utc_now)
        await app.push_screen(rehearsal)
        await until(pilot, lambda: rehearsal.view is not None)
        while not isinstance(app.screen, CurtainScreen):
            before = len(rehearsal.conversation.events)
            await pilot.press("ctrl+e")
            await until(
                pilot,
                lambda was=before: len(rehearsal.conversation.events) > was,  # type: ignore[misc]
            )
            await pilot.pause()
        await until(pilot, lambda: "Hand the keyboard to" in seen(app))
        first, *_ = seen(app).splitlines()
        assert "REHEARSAL" in first
        assert "ends it" in first
        curtain = app.screen.query_one("#curtain").region
        assert abs(curtain.x - (size[0] - curtain.right)) <= 1


async def test_a_rehearsal_can_be_left_at_any_time(
    make_app: MakeApp, seen: Seen, shelf: Any
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        rehearsal = RehearsalScreen(load(PLAYBOOK.encode(), "x"), utc_now)
        await app.push_screen(rehearsal)
        await until(pilot, lambda: rehearsal.view is not None)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: rehearsal not in app.screen_stack)
    assert not shelf.library.root.exists()
