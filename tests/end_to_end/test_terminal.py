"""In a real terminal: nothing typed is lost and the terminal is given back, whatever happens."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyte
import pytest

PATIENCE = 30.0
"""Seconds after which something that does not come is a failure."""

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

    def save_now(self):
        (root / "saved").write_text(self.query_one(TextArea).text)

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


@dataclass
class Terminal:
    """A program in a pseudo-terminal, and what is on its screen."""

    process: subprocess.Popen[bytes]
    master: int
    slave: int
    before: list[object]
    screen: pyte.Screen = field(default_factory=lambda: pyte.Screen(80, 24))
    output: bytes = b""

    def __post_init__(self) -> None:
        self._stream = pyte.ByteStream(self.screen)

    def read(self) -> None:
        """Take in what the program has written, waiting a little for it."""
        if select.select([self.master], [], [], 0.05)[0]:
            data = os.read(self.master, 65536)
            self.output += data
            self._stream.feed(data)

    def until(self, what: Callable[[], bool]) -> None:
        """Read until `what` holds."""
        deadline = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < deadline, "\n".join(self.screen.display)
            self.read()

    def shows(self, text: str) -> None:
        """Wait until `text` is on the screen."""
        self.until(lambda: any(text in line for line in self.screen.display))

    def type(self, data: bytes) -> None:
        """Type `data`, reading all the while, since a full line would block both sides."""
        rest = memoryview(data)
        deadline = time.monotonic() + PATIENCE
        while rest:
            assert time.monotonic() < deadline
            if select.select([], [self.master], [], 0.05)[1]:
                rest = rest[os.write(self.master, rest[:4096]) :]
            self.read()

    def exit_code(self) -> int:
        """Wait until the program has ended."""
        self.until(lambda: self.process.poll() is not None)
        while select.select([self.master], [], [], 0)[0]:
            self.read()
        return self.process.returncode

    def given_back(self) -> bool:
        """Whether the terminal is as it was: line settings, cursor, main screen, mouse, pastes."""
        marks = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l")
        return termios.tcgetattr(self.slave) == self.before and all(
            mark in self.output for mark in marks
        )


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The program, ready for typing."""
    master, slave = pty.openpty()
    os.set_blocking(master, False)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    before = termios.tcgetattr(slave)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        start_new_session=True,
    )
    started = Terminal(process, master, slave, before)
    started.shows("ready")
    yield started
    if process.poll() is None:
        process.kill()
    process.wait()
    for descriptor in (started.master, started.slave):
        if descriptor >= 0:
            os.close(descriptor)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_saves_gives_the_terminal_back_and_is_named_by_the_exit_code(
    terminal: Terminal, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    terminal.type(b"words")
    terminal.shows("ready words")
    terminal.process.send_signal(number)
    assert terminal.exit_code() == code
    assert (tmp_path / "saved").read_text() == "ready words"
    assert terminal.given_back()


def test_a_terminal_that_is_closed_saves_and_ends(terminal: Terminal, tmp_path: Path) -> None:
    terminal.type(b"words")
    terminal.shows("ready words")
    os.close(terminal.slave)
    os.close(terminal.master)
    terminal.slave = terminal.master = -1
    assert terminal.process.wait(PATIENCE) == 129
    assert (tmp_path / "saved").read_text() == "ready words"


def test_bytes_that_are_no_text_do_no_harm(terminal: Terminal) -> None:
    terminal.type(b"\xff\xfe")
    terminal.type(b"still here")
    terminal.shows("still here")
    terminal.type(b"\x11")
    assert terminal.exit_code() == 0
    assert terminal.given_back()


def test_a_paste_of_a_megabyte_is_refused_and_typing_goes_on(terminal: Terminal) -> None:
    terminal.type(b"\x1b[200~" + b"x" * 1_000_000 + b"\x1b[201~")
    terminal.shows("Not pasted")
    terminal.type(b"still here")
    terminal.shows("ready still here")


def test_a_pasted_escape_sequence_arrives_as_harmless_text(terminal: Terminal) -> None:
    terminal.type(b"\x1b[200~a\x1b]0;owned\x07b\x1b[201~")
    terminal.shows("ready a]0;ownedb")
    assert b"\x1b]0;owned" not in terminal.output


def test_a_crash_gives_the_terminal_back_and_shows_nothing_that_was_typed(
    terminal: Terminal,
) -> None:
    terminal.type(b"words")
    terminal.shows("ready words")
    written = len(terminal.output)
    terminal.type(b"\x1b[24~")
    assert terminal.exit_code() == 1
    assert terminal.given_back()
    report = terminal.output[written:].decode()
    assert "ValueError" in report
    assert "ready words" not in report
    assert "Facilitator has a mistake" in report
