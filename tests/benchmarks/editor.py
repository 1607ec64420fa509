"""Measures the check of a playbook of about 300 lines, and typing in the editor on it.

Run it by hand on a quiet machine: ``.venv/bin/python tests/benchmarks/editor.py``. The yardstick of
typing is a bare `TextArea` with the colours of TOML on the same text, in a terminal of its own
beside the editor's (``--bare FILE`` starts it). It ends with exit code 1 if a limit is passed.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from textual.app import App, ComposeResult
from textual.widgets import TextArea

from facilitator.authoring import check
from facilitator.authoring.positions import toml_language
from facilitator.library.paths import Library
from facilitator.tui.editing.toml_area import HIGHLIGHTS
from tests.end_to_end.pseudo_terminal import PseudoTerminal

SHIPPED = ROOT / "playbooks" / "risk-and-horizon.toml"
SLIPS = (("minutes  = 45", "minuts   = 45"), ('who     = "both"', 'who     = "boht"'))
"""What is made wrong in the text, so that there are problems to mark and to list."""
ROUNDS = 21
KEYS = 40
SIGN = "Q"
"""The letter that is typed; it stands neither in the text nor in what moves a cursor."""
SIZE = (120, 40)
CHECK_LIMIT = 0.060
TYPING_LIMIT = 1.5
AMID_CHECK_LIMIT = 4.0
"""More than for other keys: this one waits for the check and for what the check has found."""
CHECKED_AFTER = 0.27
"""Seconds after a key at which the editor is just checking the text."""


class BareArea(App[None]):
    """The yardstick: the text in a `TextArea` with colours, and nothing else."""

    def compose(self) -> ComposeResult:
        area = TextArea(
            Path(sys.argv[2]).read_text(encoding="utf-8"),
            show_line_numbers=True,
            compact=True,
        )
        area.register_language("toml", toml_language(), HIGHLIGHTS)
        area.language = "toml"
        yield area


def with_slips() -> str:
    text = SHIPPED.read_text(encoding="utf-8")
    for sound, slip in SLIPS:
        if sound not in text:
            sys.exit(f"{SHIPPED.name} no longer has {sound!r}; choose another slip")
        text = text.replace(sound, slip)
    return text


def time_to_check(source: bytes) -> float:
    """Median seconds of one check."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        check(source, "bench.toml")
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def environ(home: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}


def bare_area(file: Path, home: Path) -> PseudoTerminal:
    command = [sys.executable, __file__, "--bare", str(file)]
    terminal = PseudoTerminal(command, environ(home), SIZE)
    terminal.shows("format = 1")
    return terminal


def editor(library: Library, home: Path) -> PseudoTerminal:
    command = [sys.executable, "-m", "facilitator", "--library", str(library.root)]
    terminal = PseudoTerminal(command, environ(home), SIZE)
    terminal.shows("Playbooks")
    terminal.send(b"p")
    terminal.shows("▶", "cannot be used")
    terminal.shows("Cannot be used")
    terminal.send(b"e")
    terminal.shows("bench.toml", "errors")
    return terminal


def key_to_repaint(terminal: PseudoTerminal, wait: float) -> float:
    """Seconds from a key to its letter on the screen, `wait` seconds after the key before."""
    terminal.send(b"\x7f")
    since = time.perf_counter()
    while (left := since + wait - time.perf_counter()) > 0:
        terminal.read(left)
    before = len(terminal.output)
    began = time.perf_counter()
    terminal.send(SIGN.encode())
    while SIGN.encode() not in terminal.output[before:]:
        terminal.read(1)
    taken = time.perf_counter() - began
    while terminal.read(0.05):
        pass
    return taken


def side_by_side(one: PseudoTerminal, other: PseudoTerminal, wait: float) -> tuple[float, float]:
    """Medians of two terminals, the keys taken in turns."""
    pairs = [(key_to_repaint(one, wait), key_to_repaint(other, wait)) for _ in range(KEYS)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def report(name: str, value: float, limit: float, unit: str, remark: str = "") -> bool:
    scale = 1000 if unit == "ms" else 1
    verdict = "ok" if value <= limit else "TOO SLOW"
    figures = f"{value * scale:8.2f} {unit:<4}  limit {limit * scale:5.1f}  {verdict}"
    print(f"{name:<46}{figures}{remark}")
    return value <= limit


def measure_typing(text: str, folder: Path) -> bool:
    library = Library(folder / "library")
    library.prepare()
    file = library.playbooks / "bench.toml"
    file.write_text(text, encoding="utf-8")
    terminals: list[PseudoTerminal] = []
    ok = True
    try:
        terminals.append(editor(library, folder))
        terminals.append(bare_area(file, folder))
        for name, wait, limit in (
            ("key to repaint", 0.1, TYPING_LIMIT),
            ("the same amid a check", CHECKED_AFTER, AMID_CHECK_LIMIT),
        ):
            ours, theirs = side_by_side(terminals[0], terminals[1], wait)
            remark = f"   {ours * 1000:.1f} ms and {theirs * 1000:.1f} ms"
            ok &= report(f"{name} / bare TextArea", ours / theirs, limit, "x", remark)
    finally:
        for terminal in terminals:
            terminal.close()
    return ok


def main() -> None:
    if "--bare" in sys.argv:
        BareArea().run()
        return
    wrong = with_slips()
    lines = wrong.count("\n")
    sources: tuple[tuple[str, Callable[[], bytes]], ...] = (
        ("sound", SHIPPED.read_bytes),
        ("with errors", wrong.encode),
    )
    ok = True
    for name, source in sources:
        taken = time_to_check(source())
        ok &= report(f"check of {lines} lines, {name}", taken, CHECK_LIMIT, "ms")
    with tempfile.TemporaryDirectory() as folder:
        ok &= measure_typing(wrong, Path(folder))
    sys.exit(0 if ok else 1)


if __name__ == "__main__":
    main()
