"""Survival: signals, a terminal that goes away, bytes that are no text, pastes without end.

Textual 8.2 by itself dies of SIGTERM and SIGHUP with the terminal left raw, blocks when the
terminal is gone, and ends with exit code 0 at the first byte that is not UTF-8
(Textualize/textual#6456). `SturdyDriver` and `install_signal_handlers` put that right. They rely
on internals of `LinuxDriver`, which is why Textual is held to its major version.
"""

import asyncio
import os
import selectors
import signal
from collections.abc import Callable, Iterator
from io import TextIOBase
from typing import IO, Any, Protocol, cast

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from facilitator.tui.keyboard import Keyboard, Typed

LONGEST_PASTE = 100_000
"""Characters of one paste that are looked at; whatever is longer fits no field."""

_ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_READ_SIZE = 65_536


class Ending(Protocol):
    """What the driver and the signal handlers need of the app."""

    def end_by_signal(self, number: int) -> None:
        """Save what the screens hold and end with exit code 128 + `number`."""


def install_signal_handlers(app: Ending) -> None:
    """Let the signals that end a program save first; call with the event loop running."""
    loop = asyncio.get_running_loop()
    for number in _ENDING_SIGNALS:
        loop.add_signal_handler(number, app.end_by_signal, number)


class _TerminalThatMayGo(TextIOBase):
    """The terminal's output; from the first failed write on it swallows everything."""

    def __init__(self, terminal: IO[str], on_loss: Callable[[], None]) -> None:
        self._terminal = terminal
        self._on_loss = on_loss
        self._lost = False

    def write(self, text: str) -> int:
        """Write `text`, or report the loss of the terminal once."""
        self._attempt(lambda: self._terminal.write(text))
        return len(text)

    def flush(self) -> None:
        """Flush, or report the loss of the terminal once."""
        self._attempt(self._terminal.flush)

    def fileno(self) -> int:
        """Return the terminal's descriptor."""
        return self._terminal.fileno()

    def _attempt(self, what: Callable[[], object]) -> None:
        if self._lost:
            return
        try:
            what()
        except (OSError, ValueError):
            self._lost = True
            _send_nowhere(self._terminal.fileno())
            self._on_loss()


def _send_nowhere(descriptor: int) -> None:
    """Let what is still to be written to `descriptor` vanish.

    Python flushes its streams when it ends; a failure there would replace the exit code by 120.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


class SturdyDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, made to outlive bad bytes and lost terminals."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Wrap the output, so that a failed write is noticed instead of blocking the program."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        terminal = _TerminalThatMayGo(cast("IO[str]", self._file), self._terminal_is_gone)
        self._file = cast("Any", terminal)

    def _terminal_is_gone(self) -> None:
        """From any thread: end as if the line had been hung up."""
        self._tell(cast("Ending", self._app).end_by_signal, signal.SIGHUP)

    def _tell(self, what: Callable[..., object], *arguments: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(what, *arguments)

    def _run_input_thread(self) -> None:
        """Read the keyboard; a mistake in here ends the app with an exit code that says so."""
        try:
            self.run_input_thread()
        except Exception as mistake:
            self._tell(self._app._handle_exception, mistake)

    def run_input_thread(self) -> None:
        """Read the keyboard until told to stop or the terminal is gone."""
        parser = XTermParser(self._debug)
        keyboard = Keyboard(LONGEST_PASTE)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    data = self._read()
                    if not data:
                        self._terminal_is_gone()
                        return
                    for message in _messages(parser, keyboard.feed(data)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        """Return what was typed; nothing once the terminal is gone."""
        try:
            return os.read(self.fileno, _READ_SIZE)
        except OSError:
            return b""


def _messages(parser: XTermParser, pieces: Iterator[Typed]) -> Iterator[Message]:
    """Give a message for each key, click and paste; sequences that make no sense are dropped."""
    for piece in pieces:
        if piece.pasted:
            yield events.Paste(piece.text)
            continue
        try:
            yield from parser.feed(piece.text)
        except (ParseError, ValueError):
            continue
