"""A real pseudo-terminal around the program: keys go in, and a screen comes out, as for a person."""

import codecs
import contextlib
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
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyte

PATIENCE = 30.0
"""Seconds until a condition counts as never coming true; never a measure of speed."""

KEYS = {
    "enter": b"\r",
    "tab": b"\t",
    "escape": b"\x1b",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "space": b" ",
    "backspace": b"\x7f",
    "f1": b"\x1bOP",
    "f7": b"\x1b[18~",
    "f8": b"\x1b[19~",
}


def control(letter: str) -> bytes:
    """Return what ctrl and a letter send."""
    return bytes([ord(letter) & 0x1F])


class PseudoTerminal:
    """One run of a program in a pseudo-terminal of its own session."""

    def __init__(
        self, arguments: Sequence[str], environ: Mapping[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        columns, lines = size
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.modes_before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            arguments,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={**environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": ""},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.Stream(self.screen)
        self.decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self.raw = bytearray()

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what the program wrote; False when nothing came."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            chunk = os.read(self.master, 65536)
        except OSError:
            return False
        self.raw += chunk
        with contextlib.suppress(Exception):
            self.stream.feed(self.decoder.decode(chunk))
        return bool(chunk)

    @property
    def text(self) -> str:
        """The screen as it is now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, *wanted: str) -> str:
        """Read until all of `wanted` are on the screen, and return the screen."""
        deadline = time.monotonic() + PATIENCE
        while not all(text in self.text for text in wanted):
            if time.monotonic() > deadline or (not self.read() and self.process.poll() is not None):
                msg = f"{wanted} never came; exit {self.process.poll()}; the screen was:\n{self.text}"
                raise AssertionError(msg)
        return self.text

    def until_gone(self, unwanted: str) -> str:
        """Read until `unwanted` is on the screen no more."""
        deadline = time.monotonic() + PATIENCE
        while unwanted in self.text:
            assert time.monotonic() < deadline, f"{unwanted} stayed:\n{self.text}"
            self.read()
        return self.text

    def send(self, data: bytes) -> None:
        """Send bytes as the keyboard does."""
        os.write(self.master, data)

    def type(self, text: str) -> None:
        """Type text, and wait until its end has come through to the screen."""
        self.send(text.encode())

    def press(self, *names: str) -> None:
        """Press named keys; ``ctrl+n`` and single characters too."""
        for name in names:
            if name.startswith("ctrl+"):
                self.send(control(name[-1]))
            else:
                self.send(KEYS.get(name) or name.encode())

    def kill(self, number: int) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def exit_code(self) -> int:
        """Wait for the end of the program, reading all it writes."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it does not end:\n{self.text}"
            self.read()
        while self.read(0.01):
            pass
        return self.process.returncode

    def hang_up(self) -> None:
        """Close the terminal's window: the other end is gone."""
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1

    def close(self) -> None:
        """End the program if it still runs, and let go of the terminal."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for descriptor in (self.master, self.slave):
            if descriptor >= 0:
                os.close(descriptor)


@contextlib.contextmanager
def facilitator(
    library: Path, *arguments: str, size: tuple[int, int] = (80, 24)
) -> Iterator[PseudoTerminal]:
    """Run the program over `library` in a pseudo-terminal; it is ended at the end."""
    command = [sys.executable, "-m", "facilitator", "--library", str(library), *arguments]
    terminal = PseudoTerminal(command, os.environ, size)
    try:
        yield terminal
    finally:
        terminal.close()
