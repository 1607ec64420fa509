"""Single files: what is refused, and what is left after a fault."""

import errno
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from facilitator.domain.errors import LibraryError
from facilitator.library.files import (
    STALE_SECONDS,
    make_folder,
    read_regular,
    replace_atomic,
    sweep,
    write_once,
)

Writer = Callable[[Path, bytes], None]
both_writers = pytest.mark.parametrize("write", [write_once, replace_atomic])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failing(number: int) -> Callable[..., int]:
    def fail(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


def test_reading_gives_the_bytes_up_to_the_limit(empty_folder: Path) -> None:
    path = empty_folder / "a"
    path.write_bytes(b"12345")
    assert read_regular(path, 5) == b"12345"
    with pytest.raises(LibraryError, match="larger than 4 bytes"):
        read_regular(path, 4)


def test_a_file_that_grows_while_it_is_read_is_refused(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = empty_folder / "a"
    path.write_bytes(b"12345")
    real = os.fstat

    def before_growing(descriptor: int) -> os.stat_result:
        state = list(real(descriptor))
        state[stat.ST_SIZE] = 1
        return os.stat_result(state)

    monkeypatch.setattr(os, "fstat", before_growing)
    with pytest.raises(LibraryError, match="larger"):
        read_regular(path, 3)


def test_a_link_a_folder_a_pipe_a_socket_and_a_device_are_refused(empty_folder: Path) -> None:
    (empty_folder / "real").write_bytes(b"x")
    (empty_folder / "link").symlink_to(empty_folder / "real")
    (empty_folder / "folder").mkdir()
    os.mkfifo(empty_folder / "pipe")
    with socket.socket(socket.AF_UNIX) as unix:
        directory = os.open(empty_folder, os.O_RDONLY)
        here = Path.cwd()
        try:
            os.fchdir(directory)  # the path of a socket must be short
            unix.bind("socket")
        finally:
            os.chdir(here)
            os.close(directory)
        words = {
            empty_folder / "link": "it is a link",
            empty_folder / "folder": "it is a folder",
            empty_folder / "pipe": "not a regular file",
            empty_folder / "socket": "not a regular file",
            Path("/dev/null"): "not a regular file",
            empty_folder / "missing": "no such file",
            empty_folder / "nul\0": "not the name of a file",
        }
        for path, why in words.items():
            with pytest.raises(LibraryError, match=why):
                read_regular(path, 100)


def test_an_error_shows_a_hostile_file_name_without_its_escapes(empty_folder: Path) -> None:
    with pytest.raises(LibraryError) as caught:
        read_regular(empty_folder / "a\x1b]0;owned\x07b\n", 100)
    assert "\x1b" not in caught.value.message
    assert "\n" not in caught.value.message


@both_writers
def test_a_file_is_written_whole_and_for_its_owner_alone(empty_folder: Path, write: Writer) -> None:
    write(empty_folder / "a", b"words")
    assert (empty_folder / "a").read_bytes() == b"words"
    assert mode(empty_folder / "a") == 0o600
    assert names(empty_folder) == ["a"]


@both_writers
def test_short_writes_are_continued(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, write: Writer
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:3]))
    write(empty_folder / "a", b"many more words")
    assert (empty_folder / "a").read_bytes() == b"many more words"


@both_writers
@pytest.mark.parametrize(
    ("call", "number", "why"),
    [
        ("write", errno.ENOSPC, "the disk is full"),
        ("fsync", errno.EIO, "the disk reports a fault"),
        ("open", errno.EROFS, "the disk can only be read"),
    ],
)
def test_a_fault_leaves_nothing_and_is_said_plainly(
    empty_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    write: Writer,
    call: str,
    number: int,
    why: str,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(number))
        with pytest.raises(LibraryError, match=why):
            write(empty_folder / "a", b"words")
    assert names(empty_folder) == []


def test_a_disk_that_takes_nothing_is_an_error_and_no_endless_loop(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 0)
    with pytest.raises(LibraryError, match="reports a fault"):
        write_once(empty_folder / "a", b"words")


def test_the_bytes_are_durable_before_they_have_the_name(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    for call in ("write", "fsync", "link"):
        real = getattr(os, call)

        def note(*args: object, _call: str = call, _real: Callable[..., object] = real) -> object:
            order.append(_call)
            return _real(*args)

        monkeypatch.setattr(os, call, note)
    write_once(empty_folder / "a", b"words")
    assert order == ["write", "fsync", "link", "fsync"]


def test_writing_once_never_replaces(empty_folder: Path) -> None:
    write_once(empty_folder / "a", b"first")
    with pytest.raises(LibraryError, match="has that name already"):
        write_once(empty_folder / "a", b"other")
    with pytest.raises(LibraryError, match="has that name already"):
        write_once(empty_folder / "a", b"1")
    assert (empty_folder / "a").read_bytes() == b"first"
    assert names(empty_folder) == ["a"]


def test_writing_the_same_once_more_is_success(empty_folder: Path) -> None:
    write_once(empty_folder / "a", b"first")
    write_once(empty_folder / "a", b"first")
    assert names(empty_folder) == ["a"]


@pytest.mark.parametrize("links", [True, False])
def test_of_many_writers_of_one_name_exactly_one_succeeds(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
        (empty_folder / "a").write_bytes(b"the first")
    bodies = [f"writer {number}".encode() for number in range(8)]
    start = threading.Barrier(len(bodies))

    def attempt(body: bytes) -> bytes | None:
        start.wait(10)
        try:
            write_once(empty_folder / "a", body)
        except LibraryError:
            return None
        return body

    with ThreadPoolExecutor(len(bodies)) as pool:
        won = [body for body in pool.map(attempt, bodies) if body is not None]
    assert won == ([(empty_folder / "a").read_bytes()] if links else [])
    assert names(empty_folder) == ["a"]


def test_a_link_to_the_same_bytes_is_not_the_file(empty_folder: Path) -> None:
    (empty_folder / "elsewhere").write_bytes(b"words")
    (empty_folder / "a").symlink_to(empty_folder / "elsewhere")
    with pytest.raises(LibraryError, match="has that name already"):
        write_once(empty_folder / "a", b"words")


@pytest.fixture
def no_hard_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))


@pytest.mark.usefixtures("no_hard_links")
def test_without_hard_links_a_file_is_still_written_once(empty_folder: Path) -> None:
    write_once(empty_folder / "a", b"first")
    write_once(empty_folder / "a", b"first")
    with pytest.raises(LibraryError, match="has that name already"):
        write_once(empty_folder / "a", b"other")
    assert (empty_folder / "a").read_bytes() == b"first"
    assert names(empty_folder) == ["a"]


@pytest.mark.usefixtures("no_hard_links")
def test_without_hard_links_a_name_taken_before_a_crash_is_taken_over(empty_folder: Path) -> None:
    (empty_folder / "a").touch()
    write_once(empty_folder / "a", b"words")
    assert (empty_folder / "a").read_bytes() == b"words"


def test_another_fault_of_linking_is_reported(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EIO))
    with pytest.raises(LibraryError, match="the disk reports a fault"):
        write_once(empty_folder / "a", b"words")
    assert names(empty_folder) == []


def test_replacing_leaves_the_old_bytes_after_a_fault(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_atomic(empty_folder / "a", b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing(errno.EIO))
        with pytest.raises(LibraryError):
            replace_atomic(empty_folder / "a", b"new")
    assert (empty_folder / "a").read_bytes() == b"old"
    replace_atomic(empty_folder / "a", b"new")
    assert (empty_folder / "a").read_bytes() == b"new"


def test_a_folder_is_made_for_its_owner_alone_and_one_that_is_there_is_left(
    empty_folder: Path,
) -> None:
    make_folder(empty_folder / "new")
    assert mode(empty_folder / "new") == 0o700
    (empty_folder / "old").mkdir(mode=0o755)
    before = mode(empty_folder / "old")
    make_folder(empty_folder / "old")
    assert mode(empty_folder / "old") == before


def test_a_link_in_the_place_of_a_folder_is_refused(empty_folder: Path) -> None:
    (empty_folder / "real").mkdir()
    (empty_folder / "link").symlink_to(empty_folder / "real")
    with pytest.raises(LibraryError, match="in the way"):
        make_folder(empty_folder / "link")
    with pytest.raises(LibraryError, match="no such file or folder"):
        make_folder(empty_folder / "missing" / "deep")


def temporary_of(pid: int) -> str:
    return f".facilitator-{pid}-0123456789abcdef.tmp"


def test_sweeping_removes_what_dead_or_stuck_writers_left_and_nothing_else(
    empty_folder: Path,
) -> None:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    dead = empty_folder / temporary_of(done.pid)
    impossible = empty_folder / temporary_of(9_999_999_999)
    live = empty_folder / temporary_of(os.getpid())
    old = empty_folder / temporary_of(os.getppid())
    foreign = empty_folder / ".facilitator-notes.tmp"
    for path in (dead, impossible, live, old, foreign):
        path.touch()
    long_ago = live.stat().st_mtime - STALE_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    os.utime(foreign, (long_ago, long_ago))
    sweep(empty_folder)
    assert sorted([live.name, foreign.name]) == names(empty_folder)


def test_sweeping_a_missing_folder_does_nothing(empty_folder: Path) -> None:
    sweep(empty_folder / "missing")
    assert names(empty_folder) == []
