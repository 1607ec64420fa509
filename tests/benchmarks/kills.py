"""Kills sessions with SIGKILL at random moments, and proves that nothing submitted is lost.

Run it by hand: ``.venv/bin/python tests/benchmarks/kills.py 200``. Each session is played by a
process of its own through the real journal; it says, event by event, what is safe. What it said
has to be on disk after its end, no file may be broken, and the session has to go on to a record.
"""

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from facilitator.domain.events import Event
from facilitator.engine.structure import Plan
from facilitator.library.files import is_temporary
from facilitator.library.journal import read_journal
from facilitator.library.paths import Library
from facilitator.library.records import verify_bytes
from tests.engine.playbooks import plan_from
from tests.library.journal_walk import SESSION, JournalWalk

PLAYBOOKS = ("every-type", "shortest", "budget-limits")
LONGEST_PAUSE = 0.004
"""Seconds, at most, between what was said last and the kill: long enough for a few writes."""
_SAFE = b"."


@dataclass
class TellingWalk(JournalWalk):
    """Says over a pipe that what it recorded is safe."""

    pipe: int = -1

    def told(self) -> None:
        """Say it with one byte."""
        os.write(self.pipe, _SAFE)


def walk_of(seed: int, pipe: int) -> TellingWalk:
    """Return the walk that `seed` stands for, always the same one."""
    rng = Random(seed)
    plan: Plan = plan_from(PLAYBOOKS[seed % len(PLAYBOOKS)])
    return TellingWalk(plan, rng, pipe=pipe)


def whole_walk(seed: int) -> tuple[list[Event], list[int]]:
    """Return all events of a walk that nobody kills, and how many were safe at each word of it."""
    safe: list[int] = []

    class Counting(JournalWalk):
        def told(self) -> None:
            safe.append(len(self.events))

    with tempfile.TemporaryDirectory() as folder:
        plain = walk_of(seed, -1)
        walk = Counting(plain.plan, plain.rng).begin(Library(Path(folder)))
        walk.walk_on()
        walk.sign_off()
    return walk.events, safe


def play(library: Library, seed: int, pipe: int) -> None:
    """Play a whole session and end this process."""
    walk = walk_of(seed, pipe).begin(library)
    walk.walk_on()
    walk.sign_off()
    os.write(pipe, _SAFE)
    os._exit(0)


def killed(library: Library, seed: int, words: int, pause: float) -> int:
    """Play in a process of its own, kill it `pause` seconds after its `words`; return its words."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        play(library, seed, writer)
    os.close(writer)
    heard = 0
    while heard < words and (said := os.read(reader, words - heard)):
        heard += len(said)
    time.sleep(pause)  # the moment is what is tried out, not something that is waited for
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while said := os.read(reader, 4096):
        heard += len(said)
    os.close(reader)
    return heard


def check(library: Library, seed: int, events: list[Event], safe: int) -> str:
    """Assert that `safe` events are on disk and lead to a record; return how the kill was met."""
    folder = library.sessions / SESSION
    journal = folder / "journal.jsonl"
    if not journal.exists():
        records = list(library.agreements.rglob("*.toml"))
        if not records:
            assert safe == 0, f"{safe} events are lost with their session"
            return "before it began"
        assert [verify_bytes(record.read_bytes()).holds for record in records] == [True]
        return "after it was signed"
    reading = read_journal(journal)
    assert reading.damaged_line is None, reading.damage
    assert len(reading.events) >= safe, f"{safe} were safe, {len(reading.events)} are there"
    assert list(reading.events) == events[: len(reading.events)]
    plain = walk_of(seed, -1)
    walk = JournalWalk(plain.plan, plain.rng).go_on(library)
    walk.walk_on()
    record = walk.sign_off()
    assert verify_bytes(record.read_bytes()).holds
    assert [path.name for path in library.sessions.iterdir()] == []
    left = [path for path in library.agreements.rglob("*") if is_temporary(path.name)]
    assert len(left) <= 1, left
    return "half-written line" if reading.torn else "in the middle"


def main(count: int, first_seed: int) -> Counter[str]:
    """Kill `count` sessions; AssertionError at the first that lost anything."""
    outcomes: Counter[str] = Counter()
    rng = Random(first_seed)
    walks = {seed: whole_walk(seed) for seed in range(first_seed, first_seed + 6)}
    for _ in range(count):
        seed = rng.choice(list(walks))
        events, safe = walks[seed]
        with tempfile.TemporaryDirectory() as place:
            library = Library(Path(place) / "library")
            words, pause = rng.randint(0, len(safe) + 1), rng.uniform(0, LONGEST_PAUSE)
            heard = killed(library, seed, words, pause)
            known = safe[min(heard, len(safe)) - 1] if heard else 0
            outcomes[check(library, seed, events, known)] += 1
    return outcomes


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    start = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 1_000_000
    met = main(number, start)
    print(f"{number} killed (seed {start}), nothing lost: {dict(met)}")
