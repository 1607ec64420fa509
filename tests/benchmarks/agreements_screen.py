"""Measures the screen with the list of agreements, and prints the figures beside their limits.

``agreements_screen.py FOLDER NUMBER …``: libraries of these NUMBERs of agreements, generated in
FOLDER unless they are there, each against one of 10. Ends with exit code 1 if a limit is passed.
Run it by hand on a quiet machine.
"""

import asyncio
import gc
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.library.index import Index
from facilitator.library.index_store import index_file, remove_file
from facilitator.library.paths import Library
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.agreements import AgreementsScreen
from facilitator.tui.start import AtHome
from facilitator.tui.walk import SessionWalk
from tests.benchmarks.agreements import library_of, report
from tests.benchmarks.run import EMPTY, PROGRAM, environ, memory, resident
from tests.end_to_end.pseudo_terminal import PseudoTerminal

FEW = 10
ROUNDS = 11
_TICK = 0.001
SIZE = (120, 40)
SEARCHES = ("b", "bu", "budget", "budget clinic", "merger")


async def until(holds: Callable[[], bool]) -> float:
    """Seconds until something holds, looked at each millisecond."""
    began = time.perf_counter()
    while not holds():
        await asyncio.sleep(_TICK)
    return time.perf_counter() - began


def painted(screen: AgreementsScreen) -> str:
    return "\n".join(strip.text for strip in screen._compositor.render_strips())


async def opening(pilot: Pilot[None], library: Library) -> float:
    """Seconds from asking for the list to its first full frame."""
    screen = AgreementsScreen(library)
    began = time.perf_counter()
    await pilot.app.push_screen(screen)
    await until(lambda: screen._listed.found is not None and "▶" in painted(screen))
    taken = time.perf_counter() - began
    await until(lambda: screen._listed.up_to_date)
    await pilot.pause()
    screen.dismiss()
    await pilot.pause()
    return taken


async def searches(pilot: Pilot[None], library: Library) -> float:
    """Seconds of the slowest search: from the words to what they give on the screen."""
    screen = AgreementsScreen(library)
    await pilot.app.push_screen(screen)
    await until(lambda: screen._listed.up_to_date and screen._listed.found is not None)
    field, worst = screen.query_one(Input), 0.0
    for words in SEARCHES:
        taken = []
        for _ in range(5):
            field.value = ""
            await until(lambda: not screen._listed._finding.busy)
            await pilot.pause(0.1)
            before = screen._listed.found
            began = time.perf_counter()
            field.value = words
            await until(lambda before=before: screen._listed.found is not before)  # type: ignore[misc]
            painted(screen)
            taken.append(time.perf_counter() - began)
        worst = max(worst, statistics.median(taken))
    screen.dismiss()
    await pilot.pause()
    return worst


async def duration(work: asyncio.Task[None]) -> float:
    """Seconds until `work` is done; looking for stalls as well would take much of that."""
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


async def longest_stall(work: asyncio.Task[None]) -> float:
    """The longest time, in seconds, that the event loop did not come round while `work` lasted."""
    longest = 0.0
    while not work.done():
        before = time.perf_counter()
        await asyncio.sleep(_TICK)
        longest = max(longest, time.perf_counter() - before - _TICK)
    return longest


async def rebuilding(
    pilot: Pilot[None], library: Library, watch: Callable[[asyncio.Task[None]], Awaitable[float]]
) -> float:
    """What `watch` finds while the index is made behind the open list."""
    remove_file(index_file(library))
    screen = AgreementsScreen(library)
    await pilot.app.push_screen(screen)

    async def made() -> None:
        while not screen._listed.up_to_date:
            await asyncio.sleep(0.1)

    found = await watch(asyncio.create_task(made()))
    screen.dismiss()
    await pilot.pause()
    return found


async def measure(folder: Path, count: int) -> bool:
    few, many = library_of(folder, FEW), library_of(folder, count)
    for library in (few, many):
        with Index.open(library) as index:
            index.refresh()
    gc.freeze()
    app = FacilitatorApp(few, AtHome(), SessionWalk())
    async with app.run_test(size=SIZE) as pilot:
        await opening(pilot, few)
        pairs = [(await opening(pilot, many), await opening(pilot, few)) for _ in range(ROUNDS)]
        long, short = (statistics.median(times) for times in zip(*pairs, strict=True))
        ok = report(f"opening to a full frame, {count:,} to {FEW}", long / short, 1.5, "x")
        print(f"{'':<50}{long * 1000:9.1f} ms  and {short * 1000:.1f} ms")
        limit = 0.15 if count > 10_000 else 0.1
        ok &= report("slowest search to repaint", await searches(pilot, many), limit, "ms")
        taken = await rebuilding(pilot, many, duration)
        stall = await rebuilding(pilot, many, longest_stall)
        ok &= report("index made behind the list", taken, 7 * count / 10_000, "s")
        ok &= report("longest stall of the keyboard meanwhile", stall, 0.25, "ms")
    sizes = memory_of_list(many), memory(EMPTY, "ready", SIZE)
    ok &= report(f"memory of the list of {count:,} / empty app", sizes[0] / sizes[1], 2.0, "x")
    print(f"{'':<50}{sizes[0]:9.1f} MB  and {sizes[1]:.1f} MB")
    return ok


def memory_of_list(library: Library) -> float:
    """MiB that the program holds in a terminal with the list open."""
    terminal = PseudoTerminal([*PROGRAM, "--library", str(library.root)], environ(), SIZE)
    try:
        terminal.shows("Start a session")
        terminal.send(b"a")
        terminal.shows("▶")
        while terminal.read(0.5):
            pass
        return resident(terminal)
    finally:
        terminal.close()


def main() -> None:
    folder = Path(sys.argv[1])
    done = [asyncio.run(measure(folder, int(count))) for count in sys.argv[2:]]
    sys.exit(0 if all(done) else 1)


if __name__ == "__main__":
    main()
