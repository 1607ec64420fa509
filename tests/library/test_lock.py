"""One writer per session."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.domain.errors import LibraryError, SessionError
from facilitator.library.lock import UNKNOWN_HOLDER, SessionLock, holder

HOLDING = """
import sys
from pathlib import Path
from facilitator.library.lock import SessionLock
SessionLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_the_lock_names_its_holder_and_can_be_had_again(empty_folder: Path) -> None:
    path = empty_folder / "lock"
    assert holder(path) is None
    with SessionLock(path):
        assert holder(path) == os.getpid()
        with pytest.raises(SessionError, match=str(os.getpid())):
            SessionLock(path).acquire()
    assert holder(path) is None
    lock = SessionLock(path)
    lock.acquire()
    lock.release()
    lock.release()


def test_another_process_is_told_who_has_it_until_that_one_ends(empty_folder: Path) -> None:
    path = empty_folder / "lock"
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert holder(path) == other.pid
        with pytest.raises(SessionError, match=f"process {other.pid}"):
            SessionLock(path).acquire()
        other.kill()
    assert path.read_text() == f"{other.pid}\n"
    assert holder(path) is None
    with SessionLock(path):
        assert path.read_text() == f"{os.getpid()}\n"


def test_a_holder_that_cannot_be_named_is_still_a_holder(empty_folder: Path) -> None:
    path = empty_folder / "lock"
    with SessionLock(path):
        path.write_text("not a pid")
        assert holder(path) == UNKNOWN_HOLDER
        with pytest.raises(SessionError, match="by another program"):
            SessionLock(path).acquire()


def test_a_lock_file_that_was_removed_meanwhile_is_no_lock(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = empty_folder / "lock"
    real = os.fstat
    first: list[int] = []

    def removed_once(descriptor: int) -> os.stat_result:
        if not first:
            first.append(descriptor)
            path.unlink()
            path.touch()
        return real(descriptor)

    monkeypatch.setattr(os, "fstat", removed_once)
    with SessionLock(path):
        assert holder(path) == os.getpid()


def test_a_lock_whose_folder_went_away_meanwhile_is_said_in_words(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = empty_folder / "session"
    folder.mkdir()
    real = os.fstat

    def moved(descriptor: int) -> os.stat_result:
        if folder.exists():
            folder.rename(empty_folder / "finished")
        return real(descriptor)

    monkeypatch.setattr(os, "fstat", moved)
    with pytest.raises(LibraryError, match="no such file or folder"):
        SessionLock(folder / "lock").acquire()


def test_a_link_in_the_place_of_a_lock_is_refused(empty_folder: Path) -> None:
    (empty_folder / "victim").write_text("precious")
    (empty_folder / "lock").symlink_to(empty_folder / "victim")
    with pytest.raises(LibraryError, match="it is a link"):
        SessionLock(empty_folder / "lock").acquire()
    assert holder(empty_folder / "lock") is None
    assert (empty_folder / "victim").read_text() == "precious"


def test_a_missing_folder_is_said_in_words(empty_folder: Path) -> None:
    with pytest.raises(LibraryError, match="no such file or folder"):
        SessionLock(empty_folder / "missing" / "lock").acquire()
