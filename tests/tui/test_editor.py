"""The editor keeps bytes, says what is wrong as one types, and loses nothing."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from facilitator.authoring.skeletons import PLAYBOOK
from facilitator.library.paths import shipped_playbooks
from facilitator.library.unsaved_playbooks import keep_unsaved
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.editing.problem_list import ProblemList
from facilitator.tui.screens.editor import EditorScreen
from facilitator.tui.screens.editor_dialogs import PIECES, InsertDialog
from tests.tui.idling import until

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]
SHIPPED = shipped_playbooks() / "quick-reset.toml"


@dataclass
class Desk:
    """Somebody at the editor."""

    app: FacilitatorApp
    pilot: Pilot[Any]
    editor: EditorScreen
    seen: Seen

    @property
    def text(self) -> str:
        return self.editor.area.text

    @property
    def words(self) -> str:
        return " ".join(self.seen(self.app).split())

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        await until(self.pilot, holds)

    async def checked(self) -> None:
        """Wait until the text as it is now has been checked."""
        await self.until(lambda: self.editor.checked.text == self.text)


Sit = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def edit(make_app: MakeApp, seen: Seen, shelf: Any) -> Sit:
    """Open a playbook of the user's own, or another one, in the editor."""

    @asynccontextmanager
    async def sit(
        source: bytes = PLAYBOOK.encode(),
        path: Path | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> AsyncIterator[Desk]:
        if path is None:
            shelf.library.prepare()
            path = shelf.library.playbooks / "mine.toml"
            path.write_bytes(source)
        app = make_app()
        async with app.run_test(size=size, notifications=True) as pilot:
            editor = EditorScreen(shelf.library, path)
            await app.push_screen(editor)
            desk = Desk(app, pilot, editor, seen)
            await desk.checked()
            yield desk

    return sit


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_clean_playbook_is_said_to_be_clean(edit: Sit, size: tuple[int, int]) -> None:
    async with edit(size=size) as desk:
        assert "✓ nothing to mend" in desk.words
        assert ("issue_agreed" in desk.words) == (size[0] == 120)
        await desk.press("ctrl+n")
        await desk.until(lambda: "There is nothing to mend." in desk.words)


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbf# mine\r\nformat = 1\r\nlast = 2",
        PLAYBOOK.replace("\n", "\r\n").encode(),
        b"one = 1\r\ntwo = 2\nthree = '\xff'\n\n",
        PLAYBOOK.encode().rstrip(b"\n"),
    ],
)
async def test_saving_keeps_every_byte_that_was_not_edited(edit: Sit, source: bytes) -> None:
    async with edit(source) as desk:
        desk.editor.area.insert("# new", (1, 0))
        await desk.press("ctrl+s")
        await desk.until(lambda: not desk.editor.unsaved)
        before = source.split(b"\n")
        before[1] = b"# new" + before[1]
        assert desk.editor.opened.path.read_bytes() == b"\n".join(before)


async def test_problems_show_as_one_types_and_one_key_leads_to_them(edit: Sit) -> None:
    async with edit() as desk:
        broken = desk.text.replace('who     = "both"', 'who     = "boht"').replace(
            "[roles.m", "[rols.m"
        )
        desk.editor.area.load_text(broken)
        await desk.checked()
        problems = desk.editor.checked.problems
        assert len(problems) >= 2
        assert list(desk.editor.query_one(ProblemList).problems) == list(problems)
        assert "✗" in desk.words
        for problem in (*problems, problems[0]):
            await desk.press("ctrl+n")
            await desk.until(
                lambda p=problem: (
                    desk.editor.area.cursor_location  # type: ignore[misc]
                    == (p.span.line - 1, p.span.column - 1)
                )
            )
        assert problems[0].message.split(";")[0][:20] in desk.words


@pytest.mark.parametrize("by_mouse", [False, True])
async def test_a_problem_is_explained_with_examples(edit: Sit, by_mouse: bool) -> None:
    async with edit(PLAYBOOK.replace("minutes  = 15", "minuts   = 15").encode()) as desk:
        await desk.until(lambda: "did you mean 'minutes'?" in desk.words)
        assert desk.words.count("has no key 'minuts'") == 1
        await desk.press("ctrl+n")
        if by_mouse:
            await desk.pilot.click("#in-full")
        else:
            await desk.press("f11")
        await desk.until(lambda: "✗ Wrong" in desk.words)
        assert "✓ Right" in desk.words
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.editor)


async def test_nothing_to_explain_is_said_once_however_often_it_is_asked(edit: Sit) -> None:
    async with edit(SHIPPED.read_bytes()) as desk:
        await desk.checked()
        await desk.press("f11", "f11", "f11")
        await desk.until(lambda: "nothing to explain" in desk.words)
        assert desk.words.count("nothing to explain") == 1


async def test_a_notice_does_not_lie_over_the_problems(edit: Sit) -> None:
    async with edit(PLAYBOOK.replace("minutes  = 15", "minuts   = 15").encode()) as desk:
        await desk.press("ctrl+g")
        await desk.until(lambda: "First put the errors right" in desk.words)
        (notice,) = desk.app.screen.query("Toast")
        listed = desk.editor.query_one(ProblemList)
        await desk.until(lambda: bool(notice.region))
        assert notice.region.bottom < listed.region.y


async def test_a_line_above_moves_what_is_marked(edit: Sit) -> None:
    async with edit(PLAYBOOK.replace("minutes  = 15", "minuts   = 15").encode()) as desk:
        line = desk.editor.checked.problems[0].span.line
        desk.editor.area.insert("# new\n", (0, 0))
        await desk.checked()
        assert [one.span.line for one in desk.editor.query_one(ProblemList).problems] == [line + 1]
        assert bool(desk.editor.area.get_line(line).spans)
        assert not any(
            "underline" in str(s.style) for s in desk.editor.area.get_line(line - 1).spans
        )


async def test_what_is_wrong_is_marked_in_its_line(edit: Sit) -> None:
    async with edit() as desk:
        desk.editor.area.load_text(PLAYBOOK.replace("minutes  = 15", "minuts   = 15"))
        await desk.checked()
        problem = desk.editor.checked.problems[0]
        await desk.until(lambda: bool(desk.editor.area.get_line(problem.span.line - 1).spans))
        (mark,) = desk.editor.area.get_line(problem.span.line - 1).spans
        assert (mark.start, mark.end) == (0, len("minuts"))


async def test_home_and_end_mean_the_line_of_the_file_however_often_it_wraps(edit: Sit) -> None:
    ask = f'  ask = "{"Who is better off? " * 20}"'
    async with edit(f"# one\n{ask}\n# three\n".encode()) as desk:
        area = desk.editor.area
        area.move_cursor((1, 200))
        for key, place in (("end", len(ask)), ("home", 2), ("home", 0), ("home", 2)):
            await desk.press(key)
            assert area.cursor_location == (1, place)
        area.move_cursor((1, 200))
        await desk.press("ctrl+u")
        assert area.text.splitlines()[1] == ask[200:]


async def test_undo_takes_an_edit_back_and_the_text_counts_as_saved(edit: Sit) -> None:
    async with edit() as desk:
        await desk.press("x")
        assert desk.editor.unsaved
        await desk.press("ctrl+z")
        assert not desk.editor.unsaved


async def test_find_goes_round_and_back(edit: Sit) -> None:
    async with edit() as desk:
        await desk.press("ctrl+f", *"step.item", "enter")
        await desk.until(lambda: desk.editor.area.selected_text == "step.item")
        first = desk.editor.area.cursor_location
        await desk.press("enter")
        assert desk.editor.area.cursor_location > first
        await desk.press("up")
        assert desk.editor.area.selected_text == "step.item"
        await desk.press("up", "enter")
        await desk.press("escape")
        assert desk.editor.area.has_focus
        await desk.press("ctrl+f", *"nowhere to be found", "enter")
        await desk.until(lambda: "not in the text" in desk.words)
        assert desk.text == PLAYBOOK


@pytest.mark.parametrize("kind", ["step", "gate", "note"])
async def test_a_piece_goes_below_the_cursor_and_is_clean(edit: Sit, kind: str) -> None:
    async with edit() as desk:
        desk.editor.area.go_to(desk.text[: desk.text.index("[[step.item]]")].count("\n") + 2)
        await desk.press("ctrl+t")
        await desk.until(lambda: isinstance(desk.app.screen, InsertDialog))
        place = [piece.kind for piece in PIECES].index(kind)
        await desk.press(*["down"] * place, "enter")
        await desk.until(lambda: desk.app.screen is desk.editor and desk.editor.unsaved)
        await desk.checked()
        assert desk.editor.checked.problems == ()
        line = desk.text.split("\n")[desk.editor.area.line - 1]
        assert line.startswith("[[step")


async def test_an_item_outside_of_a_step_is_refused_in_words(edit: Sit) -> None:
    async with edit() as desk:
        await desk.press("ctrl+t", "down", "enter")
        await desk.until(lambda: "An item belongs into a step" in desk.words)
        assert desk.text == PLAYBOOK


async def test_the_outline_jumps(edit: Sit) -> None:
    async with edit() as desk:
        await desk.press("ctrl+l", "end", "enter")
        last = PLAYBOOK[: PLAYBOOK.rindex("[[step.item]]")].count("\n") + 1
        await desk.until(lambda: desk.editor.area.line == last)


async def test_saving_a_shipped_playbook_makes_your_own_copy(edit: Sit, shelf: Any) -> None:
    before = SHIPPED.read_bytes()
    async with edit(path=SHIPPED) as desk:
        assert "shipped" in desk.words
        await desk.press("x", "ctrl+s")
        await desk.until(lambda: "Saved as your own copy" in desk.words)
        own = shelf.library.playbooks / "quick-reset.toml"
        assert own.read_bytes() == b"x" + before
        assert SHIPPED.read_bytes() == before
        assert desk.editor.opened.path == own


async def test_a_file_changed_meanwhile_is_asked_about_and_kept(edit: Sit, shelf: Any) -> None:
    async with edit() as desk:
        path = desk.editor.opened.path
        path.write_bytes(b"# theirs\n")
        await desk.press("x", "ctrl+s")
        await desk.until(lambda: "changed or removed by somebody else" in desk.words)
        await desk.press("n")
        assert path.read_bytes() == b"# theirs\n"
        await desk.press("ctrl+s")
        await desk.until(lambda: "changed or removed by somebody else" in desk.words)
        await desk.press("y")
        await desk.until(lambda: not desk.editor.unsaved)
        assert path.read_bytes() == b"x" + PLAYBOOK.encode()
        (kept,) = (shelf.library.playbooks / ".removed").iterdir()
        assert kept.read_bytes() == b"# theirs\n"


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_leaving_with_unsaved_work_asks(edit: Sit, key: str) -> None:
    async with edit() as desk:
        await desk.press("x", key)
        await desk.until(lambda: "What you changed is not saved." in desk.words)
        await desk.press("n")
        await desk.until(lambda: desk.app.screen is desk.editor)
        assert desk.text == "x" + PLAYBOOK


async def test_leaving_without_changes_does_not_ask(edit: Sit) -> None:
    async with edit() as desk:
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is not desk.editor)


async def test_what_is_typed_is_kept_aside_before_anybody_saves(edit: Sit, shelf: Any) -> None:
    async with edit() as desk:
        kept = shelf.library.playbooks / ".unsaved" / "mine.toml"
        await desk.press("x")
        await desk.until(lambda: kept.exists() and kept.read_bytes() == b"x" + PLAYBOOK.encode())
        assert desk.editor.opened.path.read_bytes() == PLAYBOOK.encode()
        await desk.press("ctrl+s")
        await desk.until(lambda: not kept.exists())
        await desk.press("y")
        await desk.until(kept.exists)
        await desk.press("escape")
        await desk.until(lambda: "Leave without saving" in desk.words)
        await desk.press("y")
        await desk.until(lambda: not kept.exists())


async def test_a_program_that_ends_keeps_the_last_key_too(edit: Sit, shelf: Any) -> None:
    async with edit() as desk:
        await desk.press("x")
        desk.app.end_by_signal(15)
        kept = shelf.library.playbooks / ".unsaved" / "mine.toml"
        assert kept.read_bytes() == b"x" + PLAYBOOK.encode()


@pytest.mark.parametrize("wanted", [True, False])
async def test_what_was_not_saved_is_offered_the_next_time(
    edit: Sit, shelf: Any, wanted: bool
) -> None:
    path = shelf.playbook("mine", PLAYBOOK)
    typed = "# typed\n" + PLAYBOOK
    kept = keep_unsaved(shelf.library, path, typed.encode())
    async with edit(path=path) as desk:
        await desk.until(lambda: "Go on with it" in desk.words)
        desk.app.save_everything()
        assert kept.exists()
        await desk.press("enter" if wanted else "y")
        await desk.until(lambda: desk.app.screen is desk.editor)
        assert desk.text == (typed if wanted else PLAYBOOK)
        assert desk.editor.unsaved == wanted
        assert path.read_bytes() == PLAYBOOK.encode()
        if wanted:
            await desk.press("ctrl+z")
            assert desk.text == PLAYBOOK
        else:
            (away,) = (shelf.library.playbooks / ".removed").iterdir()
            assert away.read_bytes() == typed.encode()


async def test_another_editor_is_only_offered_when_there_is_one(
    edit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with edit() as desk:
        await desk.press("ctrl+o")
        await desk.until(lambda: "Neither $VISUAL nor $EDITOR" in desk.words)
        monkeypatch.setenv("EDITOR", "true")
        await desk.press("x", "ctrl+o")
        await desk.until(lambda: "Save first" in desk.words)


async def test_hostile_text_reaches_no_terminal_and_stays_in_the_file(edit: Sit) -> None:
    source = b"# \x1b]0;owned\x07 \xe2\x80\xae\nformat = 1\n"
    source += b'[playbook]\ntitle = "[@click=app.quit]x[/b]"\n'
    async with edit(source) as desk:
        assert "\x1b" not in desk.text
        assert "\u202e" not in desk.text
        desk.editor.area.insert("# new\n", (1, 0))
        await desk.press("ctrl+s")
        await desk.until(lambda: not desk.editor.unsaved)
        after = desk.editor.opened.path.read_bytes()
        assert after.split(b"\n")[0] == source.split(b"\n")[0]
