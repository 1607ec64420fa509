"""Measures the program side by side with its yardsticks in one run, and prints the ratios.

Run it by hand on a quiet machine: ``.venv/bin/python tests/benchmarks/run.py``. It ends with exit
code 1 if a limit is passed.
"""

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from facilitator.authoring import (
    load,
    read_toml,
)
from facilitator.domain import events as ev
from facilitator.engine.agenda import agenda, current
from facilitator.engine.fold import fold
from facilitator.engine.script import Beginning, play
from facilitator.engine.structure import Plan
from facilitator.library.paths import Library
from facilitator.library.sessions import create_session
from tests.end_to_end.pseudo_terminal import SIZE, PseudoTerminal

PLAYBOOKS = ROOT / "tests" / "playbooks"
EMPTY = [sys.executable, str(Path(__file__).with_name("empty_app.py"))]
PROGRAM = [sys.executable, "-m", "facilitator"]
ROUNDS = 11
KEYS = 60

WRITING = """format = 1
[playbook]
id = "writing"
version = "1"
title = "Writing"
[roles.leader]
title = "Leader"
[roles.manager]
title = "Manager"
[[step]]
id = "words"
title = "Words"
[[step.item]]
type = "text"
id = "thoughts"
ask = "Your thoughts?"
lines = 12
"""


def environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}


def first_frame(command: list[str], sign: str) -> float:
    """Seconds from the start of a program until `sign` is on its screen."""
    began = time.perf_counter()
    terminal = PseudoTerminal(command, environ())
    try:
        while sign.encode() not in terminal.output:
            terminal.read(1)
        return time.perf_counter() - began
    finally:
        terminal.close()


def memory(command: list[str], sign: str, size: tuple[int, int] = SIZE) -> float:
    """MiB that a program holds once `sign` is on its screen and it has come to rest."""
    terminal = PseudoTerminal(command, environ(), size)
    try:
        terminal.shows(sign)
        while terminal.read(0.5):
            pass
        return resident(terminal)
    finally:
        terminal.close()


def resident(terminal: PseudoTerminal) -> float:
    """MiB that the program in a terminal holds just now."""
    words = ["ps", "-o", "rss=", "-p", str(terminal.process.pid)]
    size = subprocess.run(words, capture_output=True, check=True, text=True)
    return int(size.stdout) / 1024


def keys_to_repaint(terminal: PseudoTerminal) -> float:
    """Median seconds from a key to the first bytes of its repaint."""
    times = []
    for number in range(KEYS):
        while terminal.read(0.05):
            pass
        before = len(terminal.output)
        letter = "abcdefghij"[number % 10]
        began = time.perf_counter()
        terminal.send(letter.encode())
        while letter.encode() not in terminal.output[before:]:
            terminal.read(1)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def typing_in_bare_area() -> float:
    terminal = PseudoTerminal([*EMPTY, "--area"], environ())
    try:
        terminal.shows("ready")
        return keys_to_repaint(terminal)
    finally:
        terminal.close()


def typing_in_session(library: Path) -> float:
    opened = ev.Opened(
        at=dt.datetime.now(dt.UTC),
        session="20261124-benchmark-abcd",
        topic="Benchmark",
        parties={"leader": "Ada", "manager": "Ben"},
        playbook_sha256=sha256(WRITING),
    )
    session = create_session(Library(library), opened, WRITING.encode())
    session.append([opened] if not session.events else [])
    session.close()
    terminal = PseudoTerminal([*PROGRAM, "--library", str(library), "resume"], environ())
    try:
        terminal.shows("Enter")
        terminal.press("enter")
        terminal.shows("Words", "Next")
        terminal.press("ctrl+n")
        terminal.shows("Your thoughts?")
        return keys_to_repaint(terminal)
    finally:
        terminal.close()


def sha256(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def command_time(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environ())
    return time.perf_counter() - began


def side_by_side(one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float]:
    """Medians of two measurements, taken in turns."""
    pairs = [(one(), other()) for _ in range(ROUNDS)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def fold_of_2000_events() -> float:
    """Seconds to fold a session of 2,000 events and compute its current page."""
    source = (ROOT / "playbooks" / "leader-manager.toml").read_bytes()
    plan = Plan(load(source, "leader-manager.toml"))
    answers = read_toml((PLAYBOOKS / "leader-manager.answers.toml").read_bytes())
    beginning = Beginning("x", sha256(""), lambda: dt.datetime.now(dt.UTC), "abcd")
    played = list(play(plan, answers, beginning).events)
    middle = [event for event in played if isinstance(event, ev.Answered)]
    events = played[:100]
    while len(events) < 2000:
        events += middle[: 2000 - len(events)]
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        current(agenda(plan, fold(plan, events)))
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def report(name: str, ours: float, theirs: float, limit: float, unit: str) -> bool:
    scale = 1000 if unit == "ms" else 1
    ratio = ours / theirs
    verdict = "ok" if ratio <= limit else "OVER"
    print(
        f"{name:<42}{ours * scale:8.1f} {unit:<4}{theirs * scale:8.1f} {unit:<4}"
        f"  ratio {ratio:5.2f}  limit {limit:.1f}  {verdict}"
    )
    return ratio <= limit


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        home = [*PROGRAM, "--library", str(library)]
        listing = [*home, "agreements", "list"]
        pydantic = [sys.executable, "-c", "import pydantic"]
        ok = True
        frames = side_by_side(
            lambda: first_frame(home, "Start a session"), lambda: first_frame(EMPTY, "ready")
        )
        ok &= report("first frame of home / empty app", *frames, 1.8, "ms")
        typing = (typing_in_session(library), typing_in_bare_area())
        ok &= report("key to repaint / bare TextArea", *typing, 2.0, "ms")
        sizes = (memory(home, "Start a session"), memory(EMPTY, "ready"))
        ok &= report("memory of home / empty app", *sizes, 2.0, "MiB")
        commands = side_by_side(lambda: command_time(listing), lambda: command_time(pydantic))
        ok &= report("agreements list / import pydantic", *commands, 1.6, "ms")
        ok &= report(
            "2,000 events folded, page found / 1 ms", fold_of_2000_events(), 0.001, 20, "ms"
        )
    sys.exit(0 if ok else 1)


if __name__ == "__main__":
    main()
