"""Measures the index over many agreements, and prints the figures beside their limits.

``agreements.py [NUMBER] [FOLDER]``: NUMBER agreements (10,000 unless told) against 10. They are
generated in FOLDER, a temporary one unless told; what is there already is used again. Ends with
exit code 1 if a limit is passed. Run it by hand on a quiet machine.
"""

import datetime as dt
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from facilitator.library.index import Filter, Index
from facilitator.library.index_store import index_file, remove_file
from facilitator.library.paths import Library
from tests.benchmarks.generate import fill

FEW = 10
ROUNDS = 15
TODAY = dt.date(2026, 11, 24)
SEARCHES = ("b", "bu", "budget", "budget clinic", "hiring festival qu", "merger42")


def library_of(folder: Path, count: int) -> Library:
    """Return a library with `count` generated agreements in `folder`."""
    library = Library(folder / f"library-{count}")
    if not library.root.exists():
        fill(library, count)
    return library


def settled(library: Library) -> None:
    """Wait until no folder counts as changed just now, and have that in the index."""
    time.sleep(2.5)
    with Index.open(library) as index:
        index.refresh()


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median(work: Callable[[], object]) -> float:
    return statistics.median(seconds(work) for _ in range(ROUNDS))


def rebuild(library: Library) -> float:
    """Seconds to make the index from nothing."""
    remove_file(index_file(library))
    with Index.open(library) as index:
        return seconds(index.refresh)


def slowest_search(library: Library) -> float:
    """Median seconds of the slowest search: the first page, and how many there are."""
    with Index.open(library) as index:

        def search(words: str) -> None:
            filters = Filter(TODAY, words=words)
            index.summaries(filters, limit=50)
            index.count(filters)

        return max(median(lambda words=words: search(words)) for words in SEARCHES)  # type: ignore[misc]


def unchanged_refresh(library: Library) -> float:
    """Median seconds of a refresh with nothing changed."""
    with Index.open(library) as index:
        return median(index.refresh)


def first_page(library: Library) -> float:
    """Median seconds for the newest 50 from an open index."""
    with Index.open(library) as index:
        return median(lambda: index.summaries(Filter(TODAY), limit=50))


def command(library: Library) -> float:
    """Seconds of the command that lists the newest 50 as JSON."""
    words = [sys.executable, "-m", "facilitator", "--library", str(library.root)]
    words += ["agreements", "list", "--json", "--limit", "50"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return seconds(lambda: subprocess.run(words, check=True, capture_output=True, env=environ))


def side_by_side(one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float]:
    """Medians of two measurements, taken in turns."""
    pairs = [(one(), other()) for _ in range(ROUNDS)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def grep(library: Library) -> float | None:
    """Median seconds of ripgrep for a word over the same files; None without ripgrep."""
    program = shutil.which("rg")
    if program is None:
        return None
    words = [program, "-l", "-i", "budget", str(library.agreements)]
    return median(lambda: subprocess.run(words, check=False, capture_output=True))


def report(name: str, value: float, limit: float, unit: str) -> bool:
    scale = 1000 if unit == "ms" else 1
    verdict = "ok" if value <= limit else "OVER"
    print(f"{name:<50}{value * scale:9.1f} {unit:<3} limit {limit * scale:8.1f}  {verdict}")
    return value <= limit


def measure(folder: Path, count: int) -> bool:
    few, many = library_of(folder, FEW), library_of(folder, count)
    search_limit = 0.15 if count > 10_000 else 0.1
    ok = report(f"index of {count:,} made from nothing", rebuild(many), 7 * count / 10_000, "s")
    rebuild(few)
    settled(few)
    settled(many)
    ok &= report("slowest search, first page and count", slowest_search(many), search_limit, "ms")
    ok &= report("refresh with nothing changed", unchanged_refresh(many), 0.005, "ms")
    ok &= report("the newest 50 from an open index", first_page(many), 0.05, "ms")
    times = side_by_side(lambda: command(many), lambda: command(few))
    name = f"list --json of the newest 50, {count:,} to {FEW}"
    ok &= report(name, times[0] / times[1], 1.25, "x")
    print(f"{'':<50}{times[0] * 1000:9.1f} ms  and {times[1] * 1000:.1f} ms")
    found = grep(many)
    if found is not None:
        ok &= report("slowest search against rg -l", slowest_search(many) / found, 1.0, "x")
    return ok


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if len(sys.argv) > 2:
        sys.exit(0 if measure(Path(sys.argv[2]), count) else 1)
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if measure(Path(folder), count) else 1)


if __name__ == "__main__":
    main()
