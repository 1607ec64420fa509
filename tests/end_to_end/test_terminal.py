"""In a real terminal: nothing typed is lost and the terminal is given back, whatever happens."""

import json
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.pseudo_terminal import (
    PseudoTerminal,
    environment,
    facilitator,
    in_terminal,
)
from tests.end_to_end.sittings import SESSION, begin_two_questions, sit_down

PROGRAM = """
import sys
from pathlib import Path

from textual.screen import Screen
from textual.widgets import TextArea

from facilitator.library.paths import Library
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.start import ResumeSession

root = Path(sys.argv[1])


class Typing(Screen):
    BINDINGS = [("f12", "break_down", "Break")]

    def compose(self):
        yield TextArea("ready ")

    def on_mount(self):
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_break_down(self):
        answer = self.query_one(TextArea).text
        raise ValueError(answer)


class Walk:
    def begin(self, library, result):
        return Typing()

    def resume(self, library, session):
        return Typing()


app = FacilitatorApp(Library(root / "library"), ResumeSession("any"), Walk())
app.run()
sys.exit(app.return_code)
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one session, left before Ben's two questions."""
    folder = tmp_path / "library"
    begin_two_questions(folder)
    return folder


@pytest.fixture
def terminal(tmp_path: Path, library: Path) -> Iterator[PseudoTerminal]:
    """The session resumed, with the cursor in the first of the two questions."""
    with facilitator(tmp_path, library, "resume") as started:
        sit_down(started)
        yield started


def _type_both(terminal: PseudoTerminal) -> None:
    """Type into the sealed question and into the private one, and submit neither."""
    terminal.press("halfway there")
    terminal.shows("halfway there")
    terminal.press_and_see("enter")
    terminal.press("SECRETFEAR")
    terminal.shows("SECRETFEAR")


def _everything(library: Path) -> bytes:
    """Return all the bytes of all the files of the library."""
    return b"".join(path.read_bytes() for path in library.rglob("*") if path.is_file())


def _draft(library: Path) -> str:
    """Return what was being typed to the sealed question."""
    (draft,) = library.rglob("draft.json")
    return str(json.loads(draft.read_bytes())["hopes"]["manager"])


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_saves_gives_the_terminal_back_and_is_named_by_the_exit_code(
    terminal: PseudoTerminal, library: Path, number: signal.Signals, code: int
) -> None:
    _type_both(terminal)
    terminal.process.send_signal(number)
    assert terminal.exit_code() == code
    assert terminal.given_back()
    assert "halfway there" in _draft(library)
    assert b"SECRETFEAR" not in _everything(library)


def test_what_was_typed_when_the_terminal_was_closed_is_there_on_resume(
    terminal: PseudoTerminal, library: Path, tmp_path: Path
) -> None:
    _type_both(terminal)
    assert terminal.hang_up() == 129
    assert b"SECRETFEAR" not in _everything(library)
    with facilitator(tmp_path, library, "resume") as again:
        again.shows("Welcome back")
        assert "halfway" not in again.text
        sit_down(again)
        again.shows("halfway there")
        assert "SECRETFEAR" not in again.text


def test_what_was_submitted_before_a_kill_is_there_on_resume(
    terminal: PseudoTerminal, library: Path, tmp_path: Path
) -> None:
    _type_both(terminal)
    terminal.press("ctrl+n")
    terminal.shows("Hand the keyboard to Ada")
    terminal.process.kill()
    assert terminal.exit_code() == -signal.SIGKILL
    (journal,) = library.rglob("journal.jsonl")
    assert b"halfway there" in journal.read_bytes()
    assert b"SECRETFEAR" not in _everything(library)
    with facilitator(tmp_path, library, "resume") as again:
        again.shows("Welcome back", "Hand the keyboard to Ada")
        again.press("enter")
        again.shows("What do you hope for?")
        assert "halfway" not in again.text


def test_a_session_held_by_another_terminal_is_not_opened_and_its_holder_is_named(
    terminal: PseudoTerminal, library: Path, tmp_path: Path
) -> None:
    with facilitator(tmp_path, library, "resume", SESSION) as second:
        second.shows(f"process {terminal.process.pid}. Go on there")


def test_resume_without_a_name_takes_the_latest_that_no_other_terminal_holds(
    terminal: PseudoTerminal, library: Path, tmp_path: Path
) -> None:
    assert terminal.process.poll() is None
    begin_two_questions(library, "20261123-left-alone-k3f9", "Left alone")
    with facilitator(tmp_path, library, "resume") as second:
        second.shows("Welcome back to: Left alone")


def test_bytes_that_are_no_text_do_no_harm(terminal: PseudoTerminal) -> None:
    terminal.send(b"\xff\xfe\xc3(\x80")
    terminal.press("still here")
    terminal.shows("still here")
    terminal.press("ctrl+q")
    assert terminal.exit_code() == 0
    assert terminal.given_back()


def test_a_paste_of_a_megabyte_is_refused_and_typing_goes_on(terminal: PseudoTerminal) -> None:
    terminal.paste(b"x" * 1_000_000)
    terminal.shows("Not pasted")
    terminal.press("still here")
    terminal.shows("still here")


def test_pasted_escapes_and_overrides_arrive_as_harmless_text(terminal: PseudoTerminal) -> None:
    terminal.paste("a\x1b]0;owned\x07b\x1b[31m\u202ec\u200bd".encode())
    terminal.shows("a]0;ownedb[31mcd")
    assert b"]0;owned\x07" not in terminal.output
    assert "\u202e".encode() not in terminal.output


def test_a_crash_gives_the_terminal_back_and_shows_nothing_that_was_typed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    with in_terminal(command, environment(tmp_path)) as terminal:
        terminal.shows("ready")
        terminal.press("words")
        terminal.shows("ready words")
        terminal.press("f12")
        assert terminal.exit_code() == 1
        assert terminal.given_back()
        report = terminal.output.rpartition(b"\x1b[?1049l")[2].decode()
        assert "ValueError" in report
        assert "ready words" not in report
        assert "Facilitator has a mistake" in report
