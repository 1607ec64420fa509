"""A real pseudo-terminal around a program: keys go in and a screen comes out, as for a person."""

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyte

PATIENCE = 30.0
"""Seconds until a condition counts as never coming true; never a measure of speed."""

SIZE = (80, 24)
"""Columns and lines of a terminal unless a test says otherwise."""

_KEYS = {
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "escape": b"\x1b",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "end": b"\x1b[F",
    "space": b" ",
    "backspace": b"\x7f",
    "f1": b"\x1bOP",
    "f8": b"\x1b[19~",
    "f12": b"\x1b[24~",
}
_GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l")
"""Main screen, cursor, mouse twice, bracketed paste: what a program has to undo when it ends."""
_CAN_WHOLE_FRAMES, _YES_WHOLE_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;1$y"
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"

# A terminal's foreground program is told when the line is hung up; that takes a controlling
# terminal, which a new session has only once it has claimed one.
_CLAIM_AND_RUN = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.argv[1], sys.argv[1:])"
)


def bytes_of(key: str) -> bytes:
    """Return what the keyboard sends for a named key, ``ctrl+x`` or a text."""
    if key.startswith("ctrl+"):
        return bytes([ord(key[-1]) & 0x1F])
    return _KEYS.get(key) or key.encode()


def environment(home: Path) -> dict[str, str]:
    """Return the variables of a person who has just logged in, with `home` as their folder."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }


class PseudoTerminal:
    """One program in a terminal of its own, and what is on its screen."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], size: tuple[int, int] = SIZE
    ) -> None:
        columns, lines = size
        self.master, self.slave = pty.openpty()
        os.set_blocking(self.master, False)
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._modes_before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [sys.executable, "-S", "-c", _CLAIM_AND_RUN, *command],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env=dict(environ),
            start_new_session=True,
        )
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.output = bytearray()
        """Every byte that the program has written."""

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what the program writes within `seconds`; return whether there was anything."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.output += data
        self._stream.feed(data)
        if _CAN_WHOLE_FRAMES in data:
            os.write(self.master, _YES_WHOLE_FRAMES)
        return bool(data)

    @property
    def _amid_a_frame(self) -> bool:
        """Whether only a part of what is being drawn has come."""
        return self.output.rfind(_FRAME_BEGINS) > self.output.rfind(_FRAME_ENDS)

    @property
    def text(self) -> str:
        """The screen as it is now, line by line."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def words(self) -> str:
        """What is on the screen, wherever its lines break."""
        return " ".join(self.text.split())

    def until(self, condition: Callable[[], bool], what: str = "it") -> None:
        """Read until `condition` holds; it is a failure if the program ends before that."""
        deadline = time.monotonic() + PATIENCE
        while self._amid_a_frame or not condition():
            came = self.read()
            ended = self.process.poll() is not None and not came and not condition()
            assert not ended, f"the program ended before {what} came:\n{self.text}"
            assert time.monotonic() < deadline, f"{what} never came; on the screen:\n{self.text}"

    def shows(self, *wanted: str) -> None:
        """Read until all of `wanted` are on the screen."""
        self.until(lambda: all(text in self.words for text in wanted), str(wanted))

    def shows_no_more(self, unwanted: str) -> None:
        """Read until `unwanted` has gone from the screen."""
        self.until(lambda: unwanted not in self.words, f"an end of {unwanted!r}")

    def send(self, data: bytes) -> None:
        """Send bytes as the keyboard does, reading all the while: a full line blocks both ends."""
        rest = memoryview(data)
        deadline = time.monotonic() + PATIENCE
        while rest:
            assert time.monotonic() < deadline, "the program does not read its keyboard"
            if select.select([], [self.master], [], 0.05)[1]:
                rest = rest[os.write(self.master, rest[:4096]) :]
            self.read(0)

    def press(self, *keys: str) -> None:
        """Press keys by name, or type texts."""
        self.send(b"".join(map(bytes_of, keys)))

    def press_and_see(self, key: str) -> None:
        """Press a key that takes the focus elsewhere, and wait until that can be seen."""
        before = self._look
        self.press(key)
        self.until(lambda: self._look != before, f"what {key} does")

    @property
    def _look(self) -> tuple[object, ...]:
        """Every character with its colours, and the place of the cursor."""
        columns, lines = range(self.screen.columns), range(self.screen.lines)
        cells = [self.screen.buffer[line][column] for line in lines for column in columns]
        return *cells, self.screen.cursor.y, self.screen.cursor.x

    def paste(self, data: bytes) -> None:
        """Paste bytes, in the brackets by which a terminal marks what is pasted."""
        self.send(b"\x1b[200~" + data + b"\x1b[201~")

    def exit_code(self) -> int:
        """Wait for the end of the program, reading all that it writes."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it does not end; on the screen:\n{self.text}"
            self.read()
        while self.read(0):
            pass
        return self.process.returncode

    def given_back(self) -> bool:
        """Return whether the terminal is as it was before the program."""
        restored = termios.tcgetattr(self.slave) == self._modes_before
        return restored and all(mark in self.output for mark in _GIVEN_BACK)

    def hang_up(self) -> int:
        """Close the terminal's window, and return the exit code of the program."""
        self._let_go()
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """End the program if it still runs, and let go of the terminal."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._let_go()

    def _let_go(self) -> None:
        for descriptor in (self.master, self.slave):
            if descriptor >= 0:
                os.close(descriptor)
        self.master = self.slave = -1


@contextlib.contextmanager
def in_terminal(command: Sequence[str], environ: Mapping[str, str]) -> Iterator[PseudoTerminal]:
    """Run a command in a pseudo-terminal; it is ended at the end."""
    terminal = PseudoTerminal(command, environ)
    try:
        yield terminal
    finally:
        terminal.close()


@contextlib.contextmanager
def facilitator(home: Path, library: Path, *arguments: str) -> Iterator[PseudoTerminal]:
    """Run the program over `library` in a pseudo-terminal; it is ended at the end."""
    command = [sys.executable, "-m", "facilitator", "--library", str(library), *arguments]
    with in_terminal(command, environment(home)) as terminal:
        yield terminal
