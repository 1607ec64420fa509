"""Whatever two people do: the journal on disk is their session, and no file gives a secret away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.engine.agenda import agenda, current
from facilitator.engine.fold import fold
from facilitator.engine.settlement import settle
from facilitator.engine.structure import Plan
from facilitator.library.journal import read_journal
from facilitator.library.paths import Library
from facilitator.library.records import read_agreement, render_agreement
from tests.engine.inventing import invent
from tests.engine.playbooks import plan_from
from tests.engine.walking import SENTINELS
from tests.library.journal_walk import SESSION, JournalWalk

RANDOMS = st.randoms(use_true_random=True)
FILES = st.sampled_from(["every-type", "leader-manager", "budget-limits", "risk-and-horizon"])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Shipped playbooks now and then, else invented ones."""
    return plan_from(draw(FILES)) if draw(st.integers(0, 4)) == 0 else invent(draw(RANDOMS))


@contextmanager
def walked(plan: Plan, rng: Random) -> Iterator[tuple[JournalWalk, Library]]:
    """A session that has been walked to its signatures and still stands in its library."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "library")
        walk = JournalWalk(plan, rng).begin(library)
        walk.walk_on()
        yield walk, library
        assert walk.kept is not None
        walk.kept.close()


def _files(library: Library) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in library.root.rglob("*") if path.is_file()}


@settings(max_examples=12)
@given(plan=plans(), rng=RANDOMS)
def test_the_journal_folded_again_is_the_same_session_and_gives_the_same_record(
    plan: Plan, rng: Random
) -> None:
    with walked(plan, rng) as (walk, library):
        events = read_journal(library.sessions / SESSION / "journal.jsonl").events
        assert list(events) == walk.events
        assert fold(plan, events) == walk.session
        expected = render_agreement(settle(plan, fold(plan, events)))
        record = walk.sign_off()
        assert record.read_bytes() == expected
        assert render_agreement(read_agreement(record)) == expected


@settings(max_examples=8)
@given(plan=plans(), rng=RANDOMS)
def test_a_journal_cut_at_any_byte_is_a_beginning_of_the_session(plan: Plan, rng: Random) -> None:
    with walked(plan, rng) as (walk, library):
        path = library.sessions / SESSION / "journal.jsonl"
        whole = path.read_bytes()
        ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]
        cuts = {*rng.sample(range(len(whole) + 1), min(40, len(whole))), *rng.sample(ends, 3)}
        for cut in cuts:
            path.write_bytes(whole[:cut])
            reading = read_journal(path)
            complete = sum(end <= cut for end in ends)
            assert list(reading.events) == walk.events[:complete]
            assert reading.torn == (cut not in {0, *ends})
            assert reading.damaged_line is None
            if reading.events:
                pages = agenda(plan, fold(plan, reading.events))
                assert current(pages) in pages


@settings(max_examples=15)
@given(plan=plans(), rng=RANDOMS)
def test_no_file_of_the_library_ever_holds_what_is_withheld(plan: Plan, rng: Random) -> None:
    with walked(plan, rng) as (walk, library):
        before = _files(library)
        record = walk.sign_off()
        for path, content in (before | {record: record.read_bytes()}).items():
            told = [secret for secret in SENTINELS if secret.encode() in content]
            assert not told, path.name
