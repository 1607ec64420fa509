"""The journal: what was appended is there, whatever happened to the disk."""

import datetime as dt
import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.consent import Consent
from facilitator.domain.errors import LibraryError
from facilitator.domain.events import (
    Answered,
    Began,
    Consented,
    Escalated,
    Event,
    Opened,
    Read,
    Resumed,
    Signed,
    ThoughtParked,
    Withheld,
)
from facilitator.domain.events import (
    Tested as RoomTested,  # not "Test…", which pytest would collect
)
from facilitator.library import journal as journal_module
from facilitator.library.journal import Journal, read_journal, repair, to_line

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=dt.UTC)
OPENED = Opened(
    at=NOW,
    session="20261124-clinic-k3f9",
    topic="Open a second clinic",
    parties={"leader": "Ada Okafor", "manager": "Ben Lind"},
    playbook_sha256="0" * 64,
)
EVENTS: tuple[Event, ...] = (
    OPENED,
    Began(at=NOW, step="budget"),
    Answered(at=NOW, item="why", party="leader", value='Zwei\nZeilen — und "mehr" ünï'),
    Answered(
        at=NOW, item="rows", party="manager", value=[{"id": "r1", "cost": "12.50", "ok": True}]
    ),
    Withheld(at=NOW, item="limit", party="leader"),
    RoomTested(at=NOW, item="limit", room=False),
    Read(at=NOW, items=("a", "b")),
    Consented(at=NOW, gate="g", party="leader", consent=Consent.NOT_YET, reservation="too\nearly"),
    Escalated(at=NOW, gate="g", owner="leader", to="The board", revisit=dt.date(2027, 1, 15)),
    ThoughtParked(at=NOW, text="Parking", owner="both"),
    Signed(at=NOW, party="leader", name="Ada Okafor"),
)
LINES = b"".join(map(to_line, EVENTS))


def failing(number: int) -> Callable[..., int]:
    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture
def path(empty_folder: Path) -> Path:
    return empty_folder / "journal.jsonl"


def test_what_is_appended_is_read_again(path: Path) -> None:
    journal = Journal(path)
    journal.append(EVENTS[:1])
    journal.append(EVENTS[1:4])
    for event in EVENTS[4:]:
        journal.append([event])
    journal.close()
    reading = read_journal(path)
    assert reading.events == EVENTS
    assert reading.notices == ()
    assert path.read_bytes() == LINES
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_journal_goes_on_after_what_it_holds(path: Path) -> None:
    path.write_bytes(LINES)
    journal = Journal(path, read_journal(path).good)
    journal.append([Resumed(at=NOW)])
    journal.append([Began(at=NOW, step="options")])
    journal.close()
    assert read_journal(path).events == (*EVENTS, Resumed(at=NOW), Began(at=NOW, step="options"))


def test_appending_nothing_writes_nothing(path: Path) -> None:
    Journal(path).append()
    assert not path.exists()


def test_a_batch_is_one_write_and_is_durable_on_return(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(path)
    journal.append([OPENED])
    calls: list[str] = []
    for call in ("write", "fsync"):
        real = getattr(os, call)

        def note(*args: object, _call: str = call, _real: Callable[..., object] = real) -> object:
            calls.append(_call)
            return _real(*args)

        monkeypatch.setattr(os, call, note)
    journal.append(EVENTS[1:])
    journal.close()
    assert calls == ["write", "fsync"]


def test_short_writes_are_continued(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(path)
    journal.append([OPENED])
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    journal.append(EVENTS[1:])
    journal.close()
    assert read_journal(path).events == EVENTS


@pytest.mark.parametrize(("call", "number"), [("write", errno.ENOSPC), ("fsync", errno.EIO)])
def test_what_could_not_be_saved_is_saved_first_the_next_time(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    journal = Journal(path)
    journal.append([OPENED])
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(number))
        for event in EVENTS[1:3]:
            with pytest.raises(LibraryError, match="Not saved yet, but still in memory"):
                journal.append([event])
    assert journal.pending == EVENTS[1:3]
    journal.append(EVENTS[3:])
    assert journal.pending == ()
    journal.close()
    assert path.read_bytes() == LINES


def test_the_pending_can_be_saved_without_anything_new(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", failing(errno.ENOSPC))
        with pytest.raises(LibraryError, match="the disk is full"):
            journal.append(EVENTS)
    assert not path.exists()
    journal.append()
    journal.close()
    assert read_journal(path).events == EVENTS


def test_after_a_failed_fsync_the_journal_is_a_new_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(path)
    journal.append([OPENED])
    keeper = path.open("rb")  # keeps the old file's number from being used again
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing(errno.EIO))
        with pytest.raises(LibraryError, match="the disk reports a fault"):
            journal.append(EVENTS[1:])
    journal.append()
    journal.close()
    with keeper:
        assert not os.path.samestat(os.fstat(keeper.fileno()), path.stat())
    assert path.read_bytes() == LINES


def test_a_tail_torn_by_a_full_disk_is_gone_after_the_next_append(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(path)
    journal.append([OPENED])
    real = os.write
    left = [11]

    def fills_up(descriptor: int, data: bytes) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = real(descriptor, data[: left[0]])
        left[0] -= written
        return written

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", fills_up)
        with pytest.raises(LibraryError, match="the disk is full"):
            journal.append(EVENTS[1:])
    assert read_journal(path).torn
    assert read_journal(path).events == (OPENED,)
    journal.append()
    journal.close()
    assert path.read_bytes() == LINES


def test_a_journal_that_was_removed_meanwhile_is_whole_again_after_a_fault(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(path)
    journal.append(EVENTS[:-1])
    path.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing(errno.EIO))
        with pytest.raises(LibraryError):
            journal.append(EVENTS[-1:])
    journal.append()
    journal.close()
    assert read_journal(path).events == EVENTS


def test_an_event_that_is_too_long_is_refused_and_holds_nothing_up(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "LONGEST_LINE", 1000)
    journal = Journal(path)
    with pytest.raises(LibraryError, match="too long") as caught:
        journal.append([Answered(at=NOW, item="why", party="leader", value="secret" * 1000)])
    assert "secret" not in caught.value.message
    journal.append([OPENED])
    journal.close()
    assert read_journal(path).events == (OPENED,)


@settings(deadline=None)
@given(cut=st.integers(0, len(LINES)))
def test_a_journal_cut_anywhere_holds_a_prefix_of_its_events(cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.jsonl"
        path.write_bytes(LINES[:cut])
        reading = read_journal(path)
        whole = LINES[:cut].count(b"\n")
        assert reading.events == EVENTS[:whole]
        assert reading.torn == (cut > 0 and LINES[cut - 1 : cut] != b"\n")
        assert reading.damaged_line is None
        assert repair(path).events == reading.events
        assert path.read_bytes() == reading.good
        assert [file.name for file in Path(folder).iterdir()] == ["journal.jsonl"]


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, len(LINES) - 1), byte=st.integers(0, 255))
def test_a_byte_that_changed_costs_nothing_before_its_line_and_no_bytes_at_all(
    place: int, byte: int
) -> None:
    damaged = LINES[:place] + bytes([byte]) + LINES[place + 1 :]
    before = LINES[:place].count(b"\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.jsonl"
        path.write_bytes(damaged)
        reading = repair(path)
        assert reading.events[:before] == EVENTS[:before]
        assert read_journal(path).events == reading.events
        assert read_journal(path).notices == ()
        if reading.damaged_line is not None:
            assert reading.kept_aside is not None
            assert reading.kept_aside.read_bytes() == damaged


def test_a_last_line_that_is_no_json_is_torn(path: Path) -> None:
    path.write_bytes(to_line(OPENED) + b"\0\0\0\0\n")
    reading = read_journal(path)
    assert reading.torn
    assert reading.events == (OPENED,)
    assert "half written" in reading.notices[0]


def test_a_damaged_line_stops_the_reading_and_reading_changes_nothing(path: Path) -> None:
    damaged = to_line(OPENED) + b"{nonsense}\n" + to_line(EVENTS[1])
    path.write_bytes(damaged)
    reading = read_journal(path)
    assert reading.events == (OPENED,)
    assert reading.damaged_line == 2
    assert not reading.torn
    assert path.read_bytes() == damaged
    assert reading.kept_aside is None


def test_repairing_keeps_every_damaged_file_aside(path: Path) -> None:
    for number in (1, 2):
        damaged = to_line(OPENED) + b"{nonsense}\n" * number + to_line(EVENTS[1])
        path.write_bytes(damaged)
        reading = repair(path)
        assert reading.kept_aside == path.with_name(f"journal.damaged-{number}.jsonl")
        assert reading.kept_aside.read_bytes() == damaged
        assert f"journal.damaged-{number}.jsonl" in reading.notices[0]
        assert path.read_bytes() == to_line(OPENED)


@pytest.mark.parametrize("last", [b"", to_line(EVENTS[1])])
def test_an_event_of_a_newer_version_is_named_and_kept_aside(path: Path, last: bytes) -> None:
    newer = b'{"event":"promoted","at":"2026-11-24T09:00:00Z"}\n'
    path.write_bytes(to_line(OPENED) + newer + last)
    reading = repair(path)
    assert reading.damaged_line == 2
    assert '"promoted"' in reading.damage
    assert "newer" in reading.damage
    assert reading.kept_aside is not None


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"3",
        b"{}",
        b'{"event":"answered","at":"2026-11-24T09:00:00Z","item":"i","party":"p","secret":1}',
        b'{"event":"\\u001b[31msecret","at":"2026-11-24T09:00:00Z"}',
        b'{"event":"began","at":"2026-11-24T09:00:00Z","step":3}',
        b'{"event":"began","at":"0001-01-01T00:00:00+10:00","step":"secret"}',
        b'{"event":"answered","value":' + b"[" * 100 + b"]" * 100 + b"}",
        b"[" * 100_000,
        b'"\xff"',
    ],
)
def test_what_is_no_event_is_damage_that_is_never_quoted(path: Path, line: bytes) -> None:
    path.write_bytes(line + b"\n" + to_line(OPENED))
    reading = read_journal(path)
    assert reading.events == ()
    assert reading.damaged_line == 1
    assert "secret" not in " ".join(reading.notices)
    assert "\x1b" not in " ".join(reading.notices)


def test_an_event_with_more_in_it_is_known_to_come_from_a_newer_version(path: Path) -> None:
    more = b'{"event":"resumed","at":"2026-11-24T09:00:00Z","place":"secret"}\n'
    path.write_bytes(to_line(OPENED) + more)
    reading = read_journal(path)
    assert "newer" in reading.damage
    assert "secret" not in reading.damage


def test_a_reading_in_a_message_shows_no_answers(path: Path) -> None:
    path.write_bytes(LINES)
    assert "Zeilen" not in repr(read_journal(path))


WRITING = """
import datetime as dt, sys
from pathlib import Path
from facilitator.domain.events import Began
from facilitator.library.journal import Journal
journal = Journal(Path(sys.argv[1]))
for number in range(1_000_000):
    journal.append([Began(at=dt.datetime.now(dt.UTC), step=str(number))])
    print(number, flush=True)
"""


def test_what_was_acknowledged_survives_a_killed_program(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, str(path)], stdout=subprocess.PIPE, cwd=ROOT
    ) as writing:
        assert writing.stdout is not None
        acknowledged = [int(writing.stdout.readline()) for _ in range(30)]
        writing.kill()
        acknowledged += [int(line) for line in writing.stdout.read().splitlines()]
    reading = read_journal(path)
    steps = [int(event.step) for event in reading.events if isinstance(event, Began)]
    assert reading.damaged_line is None
    assert steps[: len(acknowledged)] == acknowledged
    assert len(steps) - len(acknowledged) in {0, 1}


def test_text_in_a_journal_is_cleaned(path: Path) -> None:
    path.write_bytes(
        b'{"event":"answered","at":"2026-11-24T09:00:00Z","item":"i","party":"p",'
        b'"value":["\\u001b]0;owned\\u0007"]}\n'
    )
    (event,) = read_journal(path).events
    assert isinstance(event, Answered)
    assert event.value == ["]0;owned"]


def test_a_line_or_a_journal_beyond_the_limits_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(LINES)
    monkeypatch.setattr(journal_module, "LONGEST_LINE", 100)
    assert read_journal(path).damaged_line == 1
    monkeypatch.setattr(journal_module, "LARGEST_JOURNAL", 100)
    with pytest.raises(LibraryError, match="larger than"):
        read_journal(path)


def test_a_missing_journal_is_an_error(path: Path) -> None:
    with pytest.raises(LibraryError, match="no such file"):
        read_journal(path)
